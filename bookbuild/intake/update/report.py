"""What an update says of itself: for each section of the source whether it was there already."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from bookbuild.intake.report import Finding, Imported, MadeSection


class Fate(Enum):
    """What became of a section of the source."""

    THERE = "there already"
    DIFFERS = "there already, with other words"
    INSIDE = "there already, as a part"
    ADDED = "added"
    KEPT_PROMISE = "added where it was promised"


@dataclass(frozen=True, slots=True)
class Compared:
    """A section of the source and its file in the book.

    ``differing`` counts the words that the two do not share, 0 unless the fate is `Fate.DIFFERS`.
    """

    section: MadeSection
    fate: Fate
    file: str
    differing: int = 0


@dataclass(frozen=True, slots=True)
class Updated:
    """A finished update; ``files`` are those that were written, pictures too.

    ``imported`` is what an import of the same sources would say of their words.
    """

    manuscript: Path
    files: tuple[Path, ...]
    compared: tuple[Compared, ...]
    findings: tuple[Finding, ...]
    imported: Imported


def compared_lines(updated: Updated) -> tuple[str, ...]:
    """Return the lines about the sections, in the order of the source."""
    return tuple(map(_line, updated.compared))


def _line(one: Compared) -> str:
    name = _name(one.section)
    match one.fate:
        case Fate.THERE:
            return f"{one.file}: {name} is there already."
        case Fate.INSIDE:
            return f"{one.file}: {name} is there already, as a part of this."
        case Fate.DIFFERS:
            words = "One word differs" if one.differing == 1 else f"{one.differing:,} words differ"
            return f"{one.file}: {name} is there already. {words}; your file stays as it is."
        case Fate.ADDED:
            return f"{one.file}: {name} was added."
        case Fate.KEPT_PROMISE:
            return f"{one.file}: {name} was promised here, and stands here now."


def _name(section: MadeSection) -> str:
    number = f" {section.number}" if section.number.isdecimal() else ""
    title = f" “{section.title}”" if section.title else ""
    promised = "the promised " if section.promised else ""
    place = "" if number or title else f" of {section.source}"
    said = f"{promised}{section.kind.value}{number}{title}{place}"
    return said[0].upper() + said[1:]
