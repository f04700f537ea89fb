"""Text in square brackets that goes on over lines and paragraphs: a note, a picture's caption."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bookbuild.intake.passages import Passage

_BRACKET = re.compile(r"[\[\]]")
_MOST_PASSAGES, _MOST_SIGNS = 60, 40_000
"""What is longer was never closed, and is text."""


@dataclass(frozen=True, slots=True)
class Bracketed:
    """The passages in a bracket, without the sign that closes it, and what stands behind it."""

    inside: tuple[Passage, ...]
    rest: Passage | None
    taken: int
    closed_at: tuple[int, int]


def bracketed(passages: deque[Passage] | tuple[Passage, ...]) -> Bracketed | None:
    """Return the text of the bracket that opens the first passage, None where it never closes.

    ``taken`` counts the passages in which it stands. ``closed_at`` is the closing sign's line and
    column.
    """
    inside: list[Passage] = []
    depth = signs = 0
    for taken, passage in enumerate(_first(passages), 1):
        for at, row in enumerate(passage.rows):
            for found in _BRACKET.finditer(row.text):
                depth += 1 if found[0] == "[" else -1
                if depth == 0:
                    kept, rest = _parted(passage, at, found.start())
                    closed = (row.line, row.start + found.start())
                    return Bracketed((*inside, *kept), rest, taken, closed)
            signs += len(row.text)
            if signs > _MOST_SIGNS:
                return None
        inside.append(passage)
    return None


def _first(passages: Iterable[Passage]) -> Iterable[Passage]:
    for count, passage in enumerate(passages):
        if count == _MOST_PASSAGES:
            return
        yield passage


def _parted(passage: Passage, at: int, column: int) -> tuple[tuple[Passage, ...], Passage | None]:
    row = passage.rows[at]
    head, tail = row.text[:column].rstrip(), row.text[column + 1 :]
    rows = passage.rows[:at] + ((replace(row, text=head),) if head else ())
    kept = replace(passage, rows=rows, joints=passage.joints[: max(0, len(rows) - 1)])
    after = passage.rows[at + 1 :]
    joints = passage.joints[at:]
    if tail.strip():
        start = row.start + column + 1 + len(tail) - len(tail.lstrip())
        after = (replace(row, text=tail.strip(), start=start), *after)
    else:
        joints = joints[1:]
    rest = Passage(after, joints, passage.space) if after else None
    return ((kept,) if rows else ()), rest
