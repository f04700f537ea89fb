"""Passages: the paragraphs of a posted text, with the line and column of every word in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from bookbuild.intake import fences

_LONGEST_LOOKED_AT = 5000
"""A paragraph longer than this is story. It keeps every pattern of this room in bounded time."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line's text without the space around it; ``start`` is its first character in the line.

    ``indent`` is how many columns it is set in: a tab counts up to four, other spaces one.
    """

    text: str
    line: int
    start: int = 0
    indent: int = 0


class Joint(Enum):
    """What a line end inside a paragraph means."""

    FLOW = "wrapped, certainly: the paragraph flows on"
    KEEP = "unknown: kept as it is"
    BREAK = "the author's: a new line in the book, too"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as posted, or a line of marks (``rule``).

    ``space`` counts the blank lines before it. There is one joint less than there are rows.
    """

    rows: tuple[Row, ...]
    joints: tuple[Joint, ...] = ()
    space: int = 0
    rule: bool = False

    @property
    def line(self) -> int:
        """The line of the source on which it begins."""
        return self.rows[0].line

    @property
    def text(self) -> str:
        """Its words on one line, to look at; "" where it is too long to be anything but story."""
        if sum(len(row.text) for row in self.rows) > _LONGEST_LOOKED_AT:
            return ""
        return " ".join(row.text.strip() for row in self.rows)


def is_fence(row: Row) -> bool:
    """Return whether a row of Markdown opens or closes a block: its line begins with :::."""
    return row.start == 0 and fences.is_fence(row.text)


def first_cut(passage: Passage, count: int) -> Passage | None:
    """Return the passage without the first ``count`` characters of its first row.

    None where nothing is left of it.
    """
    first = passage.rows[0]
    rest = first.text[count:]
    kept = rest.lstrip()
    if kept:
        start = first.start + count + len(rest) - len(kept)
        rows = (replace(first, text=kept, start=start), *passage.rows[1:])
        return replace(passage, rows=rows)
    if len(passage.rows) == 1:
        return None
    return replace(passage, rows=passage.rows[1:], joints=passage.joints[1:])


def last_cut(passage: Passage, count: int) -> Passage | None:
    """Return the passage without the last ``count`` characters, None where nothing is left."""
    last = passage.rows[-1]
    kept = last.text[: len(last.text) - count].rstrip()
    if kept:
        return replace(passage, rows=(*passage.rows[:-1], replace(last, text=kept)))
    if len(passage.rows) == 1:
        return None
    return replace(passage, rows=passage.rows[:-1], joints=passage.joints[:-1])


def row_by_row(passage: Passage) -> tuple[Passage, ...]:
    """Return each row of the passage as a passage of its own, with no space between them."""
    first, *others = passage.rows
    return (Passage((first,), space=passage.space), *(Passage((row,)) for row in others))
