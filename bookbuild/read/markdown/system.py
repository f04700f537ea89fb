"""System boxes: what a game, a machine or a form says, one ``Label: value`` a line."""

from __future__ import annotations

import re

from bookbuild.model.text import SystemBox, SystemLine, plain_text
from bookbuild.read.markdown.inline import line_inlines
from bookbuild.read.markdown.lines import unwrap
from bookbuild.read.markdown.reading import Reading

_LABEL = re.compile(r"([^:]{1,60}?)\s*:(?:\s+|$)(.*)$")
_STRONG_LABEL = re.compile(r"(\*\*|__|\*|_)([^:*_]{1,60}?)(?::\s*\1|\1\s*:)(?:\s+|$)(.*)$")


def build_system_box(lines: tuple[tuple[str, int], ...], line: int, reading: Reading) -> SystemBox:
    """Return the box of these source lines, each with its number in the file.

    A label ends at the first colon that a space or the line's end follows, and has at most 60
    characters; it may be typed bold or italic, which is left to the box. Blank lines count for
    nothing.
    """
    rows = [_row(text.strip(), number, reading) for text, number in lines if text.strip()]
    return SystemBox(tuple(rows), line=line)


def _row(text: str, number: int, reading: Reading) -> SystemLine:
    text = text.removesuffix("\\").rstrip()
    label, value = "", text
    if strong := _STRONG_LABEL.match(text):
        label, value = strong[2], strong[3]
    elif match := _LABEL.match(text):
        label, value = match[1], match[2]
    label = plain_text(line_inlines(label, number, reading)).strip()
    return SystemLine(label, unwrap(line_inlines(value, number, reading)))
