"""Notes within a line: "the rope [Footnote: of hemp] was gone" is one note, where it stands."""

from __future__ import annotations

import re
from dataclasses import replace

from bookbuild.intake.footnotes.places import CLOSING_PLACE, opening_place
from bookbuild.intake.footnotes.signs import INLINE_NOTE
from bookbuild.intake.passages import Passage, Row
from bookbuild.intake.report import Span, SpanKind
from bookbuild.intake.spans import stretch

_MOST_ROWS, _MOST_NOTES = 40, 200
"""A note is no longer, and a paragraph has no more of them."""
_BRACKET = re.compile(r"[\[\]]")


def with_inline_notes(source: str, passage: Passage) -> tuple[Passage, tuple[Span, ...]]:
    """Return the passage with the notes in its lines marked as such, and the spans of their names.

    A note that is never closed stays text with all that follows it in its paragraph.
    """
    if not any("[" in row.text for row in passage.rows):
        return passage, ()
    rows = list(passage.rows)
    spans: list[Span] = []
    at = column = 0
    while at < len(rows) and len(spans) < _MOST_NOTES:
        found = INLINE_NOTE.search(rows[at].text, column)
        if not found:
            at, column = at + 1, 0
            continue
        end = _end(rows, at, found.end())
        if not end:
            break
        name = stretch(source, passage.rows[at], found.start(), found.end(), _STRUCTURE, _NAME)
        spans.append(name)
        _put(rows, at, found.start(), opening_place(found.end() - found.start()))
        _put(rows, end[0], end[1], CLOSING_PLACE)
        at, column = end
    return (replace(passage, rows=tuple(rows)) if spans else passage), tuple(spans)


_STRUCTURE = SpanKind.STRUCTURE
_NAME = "the name of a footnote"


def _put(rows: list[Row], at: int, column: int, place: str) -> None:
    text = rows[at].text
    rows[at] = replace(rows[at], text=text[:column] + place + text[column + len(place) :])


def _end(rows: list[Row], at: int, column: int) -> tuple[int, int] | None:
    """Return the row and column of the bracket that closes the note."""
    depth = 1
    for number in range(at, min(len(rows), at + _MOST_ROWS)):
        for found in _BRACKET.finditer(rows[number].text, column):
            depth += 1 if found[0] == "[" else -1
            if depth == 0:
                return number, found.start()
        column = 0
    return None
