"""What a book's lines and pages come to, in the figures by which setters are compared.

Gaps are in em of the line's type size. A loose line's mean gap is over a third of an em (Bringhurst
has a quarter as the ideal); a ladder is three hyphens in a row; a runt is a last line that is one
short word, or narrower than two indents; a short page ends above the foot of a full one; facing
pages are uneven where both are inside a chapter and end at different heights.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from bench.print_quality.reading import Column, Line

LOOSE, TIGHT = 1 / 3, 0.15
_LADDER = 3
_ROW = 5.0
"""A gap of so many em parts a row of the contents from its page number."""
_SHORT_WORD = 6


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one book; shares are of 1."""

    pages: int
    lines: int
    gap: float
    deviation: float
    loose: float
    tight: float
    contrast: float
    hyphens: float
    ladders: int
    runts: float
    widows: int
    orphans: int
    short: float
    uneven: float
    size_contrast: float


def figures(column: Column) -> Figures:
    """Return the figures of a book's running text."""
    lines = column.lines
    justified = [line for line in lines if _is_justified(line)]
    gaps = [statistics.mean(line.gaps) for line in justified]
    pages = tuple(_pages(column))
    inside = [page for page in pages if not page.last]
    return Figures(
        pages=column.pages,
        lines=len(lines),
        gap=statistics.mean(gaps),
        deviation=statistics.pstdev(gaps),
        loose=sum(gap > LOOSE for gap in gaps) / len(gaps),
        tight=sum(gap < TIGHT for gap in gaps) / len(gaps),
        contrast=_contrast(lines),
        hyphens=sum(map(_is_divided, lines)) / len(lines),
        ladders=_ladders(lines),
        runts=_share(_runts(column)),
        widows=sum(_is_widow(a, b) for a, b in pairwise(lines)),
        orphans=sum(_is_orphan(a, b) for a, b in pairwise(lines)),
        short=_share([page.foot < _foot(pages) - column.leading / 2 for page in inside]),
        uneven=_share(_uneven(pages, column.leading / 2)),
        size_contrast=max(_size_steps(lines), default=0.0),
    )


def _is_justified(line: Line) -> bool:
    return line.full and not line.ends and len(line.gaps) > 1 and max(line.gaps) < _ROW


def _share(flags: list[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0


def _contrast(lines: tuple[Line, ...]) -> float:
    pairs = [
        (a, b)
        for a, b in pairwise(lines)
        if not a.ends and not b.ends and len(a.gaps) > 1 and len(b.gaps) > 1
    ]
    return statistics.mean(abs(statistics.mean(a.gaps) - statistics.mean(b.gaps)) for a, b in pairs)


def _is_divided(line: Line) -> bool:
    return not line.ends and line.words[-1].text[-1] in "-\u2010\u00ad"


def _ladders(lines: tuple[Line, ...]) -> int:
    runs = groupby(lines, key=_is_divided)
    return sum(divided and sum(1 for _ in run) >= _LADDER for divided, run in runs)


def _runts(column: Column) -> list[bool]:
    """Return for every paragraph of more than one line whether its last line is a runt."""
    return [_is_runt(line, column.indent) for line in column.lines if line.ends and not line.begins]


def _is_runt(line: Line, indent: float) -> bool:
    letters = sum(character.isalnum() for character in line.words[0].text)
    alone = len(line.words) == 1 and letters <= _SHORT_WORD
    return alone or line.right - line.left < 2 * indent


def _is_widow(before: Line, line: Line) -> bool:
    return line.page == before.page + 1 and line.ends and not line.begins


def _is_orphan(line: Line, after: Line) -> bool:
    return after.page == line.page + 1 and line.begins and not line.ends


def _size_steps(lines: tuple[Line, ...]) -> Iterator[float]:
    for a, b in pairwise(lines):
        if not a.ends:
            yield abs(a.size - b.size) / max(a.size, b.size)


# ------------------------------------------------------------------------------------- pages


@dataclass(frozen=True, slots=True)
class _Page:
    """A page with running text: where it ends, notes and boxes included, whether a chapter begins
    or ends on it."""

    number: int
    foot: float
    first: bool
    last: bool


def _pages(column: Column) -> Iterator[_Page]:
    """Yield the pages of text; a chapter begins where a page's text begins far below the head."""
    by_page = {
        number: list(lines) for number, lines in groupby(column.lines, key=lambda line: line.page)
    }
    head = statistics.mode(round(lines[0].baseline) for lines in by_page.values())
    opens = {
        number: lines[0].baseline > head + column.leading / 2 for number, lines in by_page.items()
    }
    for number in by_page:
        last = number + 1 not in by_page or opens[number + 1]
        yield _Page(number, column.feet[number], opens[number], last)


def _foot(pages: tuple[_Page, ...]) -> float:
    """Return where a full page ends: where most pages do that a chapter runs on from."""
    return statistics.mode([round(page.foot) for page in pages if not page.last] or [0])


def _uneven(pages: tuple[_Page, ...], half: float) -> list[bool]:
    """Return for every spread inside a chapter whether its pages end at different heights."""
    return [
        abs(verso.foot - recto.foot) > half
        for verso, recto in pairwise(pages)
        if verso.number % 2 == 1
        and recto.number == verso.number + 1
        and not (verso.last or recto.last or recto.first)
    ]
