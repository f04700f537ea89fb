"""The source before it is parsed: line ends, control characters, private remarks.

Every line that is left remembers its number in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.read.markdown.comments import without_comments
from bookbuild.read.markdown.findings import Findings
from bookbuild.read.markdown.source_lines import CodeFence, Line

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACING = re.compile("[\x0b\x0c\x1c-\x1f\x85]")
"""Control characters that divide words."""
_TIGHT_HEADING = re.compile(r"(#{1,6})(?=[^\s#])")
_CENTER = re.compile(r"</?center\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """The text to be parsed, and for each of its lines (from 0) its number in the file."""

    text: str
    numbers: tuple[int, ...]


def prepare(source: str, first_line: int, findings: Findings, whole: bool = True) -> Source:
    """Return the text that is to be parsed, its lines numbered from ``first_line``.

    ``whole`` is false for a single line, such as a title, which has no blocks.
    """
    text = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = [Line(line, first_line + i) for i, line in enumerate(text.split("\n"))]
    lines = _without_control_characters(lines, findings)
    if "<!--" in text:
        lines = list(without_comments(lines, findings))
    if whole and _CENTER.search(text):
        lines = list(_center_tags_apart(lines))
    if whole:
        lines = _with_first_heading(lines)
    return Source("\n".join(line.text for line in lines), tuple(line.number for line in lines))


def _without_control_characters(lines: list[Line], findings: Findings) -> list[Line]:
    bad = [(line, found) for line in lines if (found := _CONTROL.findall(line.text))]
    if not bad:
        return lines
    first, characters = bad[0]
    count = sum(len(found) for _, found in bad)
    more = "" if count == 1 else f" There are {count} such characters in this file."
    findings.error(
        "control-character",
        first.number,
        f"Here stands a character that cannot be printed (U+{ord(characters[0]):04X}).{more}",
        "Delete it, or save the file again as plain text in UTF-8.",
    )
    return [Line(_CONTROL.sub("", _SPACING.sub(" ", line.text)), line.number) for line in lines]


def _center_tags_apart(lines: list[Line]) -> Iterator[Line]:
    """Put a <center> that opens a line, and a </center> that ends one, on lines of their own.

    So they are blocks whether the author wrote them around a line or around paragraphs.
    """
    fence = CodeFence()
    for line in lines:
        if fence.holds(line.text):
            yield line
            continue
        text = line.text.strip()
        opening, closing = _CENTER.match(text), _closing_center(text)
        if not opening and not closing:
            yield line
            continue
        start = opening.end() if opening else 0
        end = closing.start() if closing and closing.start() >= start else len(text)
        pieces = (text[:start], text[start:end], text[end:])
        yield from (Line(piece.strip(), line.number) for piece in pieces if piece.strip())


def _closing_center(text: str) -> re.Match[str] | None:
    if not text.endswith(">"):
        return None
    return re.compile(r"</center\s*>\Z", re.IGNORECASE).search(text, text.rfind("<"))


def _with_first_heading(lines: list[Line]) -> list[Line]:
    """Give a heading that opens the file the space after its # that its author left out."""
    first = next((i for i, line in enumerate(lines) if line.text.strip()), None)
    if first is None or not (match := _TIGHT_HEADING.match(lines[first].text)):
        return lines
    text = lines[first].text
    spaced = Line(f"{match[1]} {text[match.end() :]}", lines[first].number)
    return [*lines[:first], spaced, *lines[first + 1 :]]
