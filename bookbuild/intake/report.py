"""What an import says of itself: what it recognised, what it moved, and what it wrote.

Everything here is a frozen value; the command line prints it, and a test compares it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from bookbuild.intake.folded import folded_findings, folded_spans
from bookbuild.model.book import Kind


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that import recognised or was not sure of, and what to do if it is wrong.

    ``line`` counts from 1 and is 0 where the whole source is meant; ``source`` is the path as the
    author typed it; ``what`` and ``remedy`` are full sentences.
    """

    line: int
    source: str
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.source}:{self.line}" if self.line else self.source
        return " ".join(part for part in (f"{place}:", self.what, self.remedy) if part)


class SpanKind(Enum):
    """What became of words of the source that are not in the text of a section."""

    STRUCTURE = "read as"
    MOVED = "moved"
    LEFT_OUT = "left out"
    NOTE = "set as a note"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one line of a source that did not become text of a section.

    ``start`` and ``end`` are columns of the line as decoded, from 0; ``text`` is what stands
    there; ``into`` says what it became ("pov: Clark", "note before the chapter").
    """

    source: str
    line: int
    start: int
    end: int
    text: str
    kind: SpanKind
    into: str

    def __str__(self) -> str:
        return f'{self.source}:{self.line}: "{self.text}" {self.kind.value}: {self.into}.'


@dataclass(frozen=True, slots=True)
class Copy:
    """Words that stand in the folder twice: a promise, in its note and in its own file.

    ``file`` is the name of the promised section's file, ``note_in`` of the file with the note.
    """

    source: str
    line: int
    text: str
    file: str
    note_in: str

    def __str__(self) -> str:
        return f'{self.source}:{self.line}: "{self.text}" copied into {self.file}.'


@dataclass(frozen=True, slots=True)
class MadeSection:
    """A section of the new folder: ``source`` and ``line`` say where its text begins.

    ``title`` is "" where the source gives none; ``promised`` where only the promise is there;
    ``number`` is the one that the source says, as typed, "" for none.
    """

    file: str
    kind: Kind
    title: str
    pov: str
    promised: bool
    source: str
    line: int
    number: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """A finished import: the files written, and everything the author may want to look at.

    ``files`` begin with book.yaml and follow the order of the book. The paths are as the author
    would type them: they begin with the folder that was named.
    """

    manuscript: Path
    files: tuple[Path, ...]
    sections: tuple[MadeSection, ...]
    findings: tuple[Finding, ...]
    spans: tuple[Span, ...]
    copies: tuple[Copy, ...]


def terminal_lines(imported: Imported, every: bool = False) -> tuple[str, ...]:
    """Return what the command line prints, one line each: sections, findings, moved words.

    What is of one kind is folded, with the numbers of all its lines; ``every`` for each by itself.
    """
    sections = tuple(_section_line(section) for section in imported.sections)
    return sections + said_lines(imported, every)


def said_lines(imported: Imported, every: bool = False, added: bool = False) -> tuple[str, ...]:
    """Return the lines of an import below those of the sections: findings, words, the proof.

    ``added`` where the sections came into a book that was there.
    """
    findings = tuple(map(str, imported.findings) if every else folded_findings(imported.findings))
    spans = map(str, imported.spans) if every else folded_spans(imported.spans)
    accounted = (*spans, *map(str, imported.copies))
    heading = ("Words that are not in the text where they stood:",) if accounted else ()
    many = len({section.source for section in imported.sections}) > 1
    whole = "what was added" if added else f"the source{'s' * many}"
    where = "its file" if added else "the folder"
    proof = f"Every other word of {whole} is in {where}, in the same order."
    return (*findings, *heading, *accounted, proof)


def _section_line(section: MadeSection) -> str:
    details = [section.kind.value]
    if section.title:
        details.append(f'"{section.title}"')
    if section.pov:
        details.append(f"point of view: {section.pov}")
    if section.promised:
        details.append("promised, not written yet")
    return f"{section.file}: {', '.join(details)}."
