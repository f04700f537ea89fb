"""What is set: manuscripts, and their sections as plain runs for the setters without a manuscript.

The other setters get the planned edition's own words (curly quotes, dashes, emphasis) and set the
same sections, paragraph for paragraph, so that only lines and pages differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bookbuild.build.books import planned
from bookbuild.intake import import_sources
from bookbuild.model.edition import Edition, TextUnit
from bookbuild.model.editions import Format
from bookbuild.model.text import (
    Block,
    Inline,
    Inlines,
    Language,
    Link,
    Paragraph,
    SceneBreak,
    Style,
    Styled,
    plain_text,
)
from bookbuild.model.walk import every_block

ROOT = Path(__file__).parents[2]
CORPORA = ROOT.parent / "shared" / "corpora"
_IDENTIFIER = "urn:uuid:00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True, slots=True)
class Sample:
    """A text under the name that is printed: a source to import, or a folder that is there."""

    name: str
    source: Path | None

    def folder(self, within: Path) -> Path:
        """Return the text's project folder, imported below ``within`` if it has none."""
        if self.source is None:
            return ROOT
        folder = within / self.name
        if not folder.exists():
            import_sources((self.source,), folder, _IDENTIFIER)
            for name in _HEBREW:
                page = folder / "manuscript" / name
                if page.exists():
                    page.rename(page.with_name(f"_{name}"))
        return folder


_HEBREW = ("001-etymology.md",)
"""Moby-Dick's page of Hebrew letters, which no font of ours has: it is left out."""

_SOURCES = {
    "pride-and-prejudice": "pg-pride-and-prejudice/1342-0.txt",
    "dracula": "pg-dracula",
    "moby-dick": "pg-moby-dick",
    "effi-briest": "pg-effi-briest-de/5323-8.txt",
}


def samples() -> tuple[Sample, ...]:
    """Return the texts that are here, the demonstration last."""
    found = (Sample(name, _text_in(CORPORA / path)) for name, path in _SOURCES.items())
    there = tuple(sample for sample in found if sample.source is not None)
    return (*there, Sample("demonstration", None))


def _text_in(path: Path) -> Path | None:
    if path.is_dir():
        return max(path.glob("*.txt"), key=lambda text: text.stat().st_size, default=None)
    return path if path.exists() else None


@dataclass(frozen=True, slots=True)
class Run:
    """Words in roman or italics."""

    text: str
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A section for the other setters: its heading, and its paragraphs; () for a scene break."""

    heading: str
    paragraphs: tuple[tuple[Run, ...], ...]


def edition_of(folder: Path) -> Edition:
    """Return the planned print edition of a folder."""
    plan = planned(folder, Format.PDF, "print", None)
    if plan.edition is None:
        raise SystemExit(f"{folder}: the manuscript has errors")
    return plan.edition


def sections(edition: Edition) -> tuple[Section, ...]:
    """Return the edition's written sections as plain runs."""
    return tuple(
        Section(unit.head.name, tuple(_paragraphs(unit)))
        for unit in edition.units
        if isinstance(unit, TextUnit)
    )


def _paragraphs(unit: TextUnit) -> Iterator[tuple[Run, ...]]:
    for block in every_block(unit.blocks):
        runs = _runs_of(block)
        if runs is not None:
            yield runs


def _runs_of(block: Block) -> tuple[Run, ...] | None:
    match block:
        case Paragraph(inlines):
            return tuple(_runs(inlines, italic=False))
        case SceneBreak():
            return ()
        case _:
            return None


def _runs(inlines: Inlines, *, italic: bool) -> Iterator[Run]:
    for inline in inlines:
        yield from _run(inline, italic=italic)


def _run(inline: Inline, *, italic: bool) -> Iterator[Run]:
    match inline:
        case Styled(Style.EMPHASIS, children):
            yield from _runs(children, italic=not italic)
        case Styled(_, children) | Language(_, children) | Link(_, children):
            yield from _runs(children, italic=italic)
        case _:
            text = plain_text((inline,))
            if text:
                yield Run(text, italic)
