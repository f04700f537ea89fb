"""What an import says of itself: what it recognised, what it moved, and what it wrote.

Everything here is a frozen value; the command line prints it, and a test compares it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from pathlib import Path

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


_LONG_RUN = 4
"""So many lines left out together are said in one."""
_NEAR = 8
"""Lines with no more blank ones between them are together."""


class SpanKind(Enum):
    """What became of words of the source that are not in the text of a section."""

    STRUCTURE = "turned into structure"
    MOVED = "moved"
    LEFT_OUT = "left out"


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

    ``title`` is "" where the source gives none; ``promised`` where only the promise is there.
    """

    file: str
    kind: Kind
    title: str
    pov: str
    promised: bool
    source: str
    line: int


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


def terminal_lines(imported: Imported) -> tuple[str, ...]:
    """Return what the command line prints, one line each: sections, findings, moved words."""
    sections = tuple(_section_line(section) for section in imported.sections)
    findings = tuple(str(finding) for finding in imported.findings)
    accounted = tuple(_folded(imported.spans)) + tuple(map(str, imported.copies))
    heading = ("Words that are not in the text where they stood:",) if accounted else ()
    proof = ("Every other word of the source is in the folder, in the same order.",)
    return sections + findings + heading + accounted + proof


def _section_line(section: MadeSection) -> str:
    details = [section.kind.value]
    if section.title:
        details.append(f'"{section.title}"')
    if section.pov:
        details.append(f"point of view: {section.pov}")
    if section.promised:
        details.append("promised, not written yet")
    return f"{section.file}: {', '.join(details)}."


def _folded(spans: tuple[Span, ...]) -> Iterator[str]:
    """Yield a line for each span; lines that were left out one after another are one line."""
    for (source, kind, into), run in groupby(spans, lambda s: (s.source, s.kind, s.into)):
        for part in _runs(tuple(run)):
            if kind is not SpanKind.LEFT_OUT or len(part) < _LONG_RUN:
                yield from map(str, part)
                continue
            first, last = part[0], part[-1]
            yield f'{source}:{first.line}-{last.line}: "{first.text}" ... {kind.value}: {into}.'


def _runs(spans: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    start = 0
    for at in range(1, len(spans) + 1):
        if at == len(spans) or not 0 <= spans[at].line - spans[at - 1].line <= _NEAR:
            yield spans[start:at]
            start = at
