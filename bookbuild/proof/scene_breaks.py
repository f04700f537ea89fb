"""Scene breaks that divide nothing.

A break at a section's edge, or two in a row, do no harm: the book leaves them out, and a `Book`
does not hold them any more. They are slips all the same, often of a scene that was cut, so they are
looked for in the files as typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from bookbuild.model.book import Kind, Written
from bookbuild.model.text import Heading, SceneBreak
from bookbuild.model.walk import every_block
from bookbuild.proof.findings import Finding
from bookbuild.proof.galley import Galley, shown_file
from bookbuild.proof.lines import Source
from bookbuild.report import Place

_BREAK = re.compile(r" {0,3}(?:(?:\\?[*~#•⁂][ \t]*){3,}|(?:-[ \t]*){3,}|⁂[ \t]*)")
_NOTE = re.compile(r":{3,}\s*\{?\.?(?:summary|notes|endnotes)\b")
_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)
_FENCE_END = re.compile(r":{3,}\s*")


class _Part(Enum):
    """What a line of a file is, as far as scene breaks go."""

    TEXT = auto()
    NOTE = auto()
    BREAK = auto()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not empty, with its number from 1."""

    part: _Part
    number: int


def scene_breaks(galley: Galley, sources: tuple[Source, ...]) -> Iterator[Finding]:
    """Yield scene breaks below a heading, at a text's beginning and end, and two in a row."""
    files = set()
    for section in galley.book.sections:
        if not isinstance(section, Written) or section.head.kind is Kind.PART:
            continue
        file = shown_file(galley.book, section.head.file)
        files.add(file)
        before = None
        for block in every_block(section.blocks):
            if isinstance(before, Heading) and isinstance(block, SceneBreak):
                why = "A scene break follows the heading at once, where no scene has ended."
                yield _finding(file, block.line, why)
            before = block
    for source in sources:
        if source.file in files:
            yield from _typed(source)


def _finding(file: str, line: int, why: str) -> Finding:
    return Finding("stray-scene-break", Place(file, line), why, "Delete it.", words=why)


def _typed(source: Source) -> Iterator[Finding]:
    before: _Line | None = None
    noted = False
    last: _Line | None = None
    for line in _lines(source):
        if line.part is _Part.NOTE:
            noted = True
            continue
        if line.part is _Part.BREAK and (why := _why(before, noted)):
            yield _finding(source.file, line.number, why)
        before, noted, last = line, False, line
    if last and last.part is _Part.BREAK:
        why = "The text ends with a scene break, and no scene follows it."
        yield _finding(source.file, last.number, why)


def _why(before: _Line | None, noted: bool) -> str:
    if before is None:
        return "The text begins with a scene break, where no scene has ended."
    if before.part is _Part.BREAK:
        between = ", with only a note between them" if noted else ""
        return f"Two scene breaks stand here in a row{between}."
    return ""


def _lines(source: Source) -> Iterator[_Line]:
    """Yield the lines of a file's text, without its front matter and its title."""
    first = _first_line(source.lines)
    text = _REMARK.sub(lambda match: "\n" * match.group().count("\n"), "\n".join(source.lines))
    lines = tuple(text.split("\n"))
    in_note = in_code = False
    began = False
    for number in range(first, len(lines)):
        line = lines[number]
        if line.lstrip().startswith("```"):
            in_code = not in_code
        if not line.strip() or (not began and line.startswith("# ")):
            continue
        began = True
        if in_note or _NOTE.match(line):
            in_note = not (in_note and _FENCE_END.fullmatch(line))
            yield _Line(_Part.NOTE, number + 1)
            continue
        is_break = not in_code and _BREAK.fullmatch(line) and _stands_alone(lines, number)
        yield _Line(_Part.BREAK if is_break else _Part.TEXT, number + 1)


def _stands_alone(lines: tuple[str, ...], number: int) -> bool:
    after = lines[number + 1] if number + 1 < len(lines) else ""
    return not after.strip() and (number == 0 or not lines[number - 1].strip())


def _first_line(lines: tuple[str, ...]) -> int:
    """Return the index of the first line behind the front matter."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    ends = (n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "..."))
    return next(ends, -1) + 1
