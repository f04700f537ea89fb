"""A PDF's running text as lines of words, read from the positions of its glyphs.

The running text is what stands in the most frequent size, give or take the few hundredths by which
a setter varies it. Lines that stand outside the block of text (running heads, folios) are left out,
headings and notes by their size.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from pathlib import Path

import pymupdf

_NEARLY = 0.035
"""Sizes that differ by less are one: composed lines vary by up to 3 %."""
_UNSEEN = "\u200b\u2060\ufeff"
_FLAGS = (
    pymupdf.TEXT_PRESERVE_LIGATURES
    | pymupdf.TEXT_PRESERVE_WHITESPACE
    | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE
)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character where it stands; lengths in points from the page's top left corner."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class Word:
    """Glyphs without a space between them."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of running text: ``page`` from 0, ``size`` that of most of its glyphs.

    ``begins`` and ``ends`` are whether it is the first and the last one of its paragraph; ``full``
    whether it reaches the right edge of the measure.
    """

    page: int
    baseline: float
    size: float
    words: tuple[Word, ...]
    begins: bool = False
    ends: bool = False
    full: bool = False

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.words[-1].right

    @property
    def gaps(self) -> tuple[float, ...]:
        """The spaces between its words, in em of its own size."""
        pairs = pairwise(self.words)
        return tuple((after.left - before.right) / self.size for before, after in pairs)


@dataclass(frozen=True, slots=True)
class Column:
    """The running text of a book: its lines, and its measures in points.

    ``feet`` has for each page the lowest baseline in the block of text, whatever stands there:
    a page that ends with footnotes or in a table is as full as one that ends in text.
    """

    lines: tuple[Line, ...]
    size: float
    leading: float
    indent: float
    measure: float
    pages: int
    feet: tuple[float, ...]


def read_column(path: Path) -> Column:
    """Return the running text of a PDF."""
    with pymupdf.open(path) as document:
        pages = [tuple(glyphs_of(page)) for page in document]
    size = _most(g.size for page in pages for g in page if g.text.strip())
    lines = [
        _line(number, glyphs)
        for number, page in enumerate(pages)
        for glyphs in rows_of(page)
        if _is_text(glyphs, size)
    ]
    leading = _leading(lines)
    edges = {side: _edges([line for line in lines if line.page % 2 == side]) for side in (0, 1)}
    inside = [line for line in lines if _is_inside(line, edges[line.page % 2], size)]
    inside = list(_without_folios(inside, leading))
    indent = _indent(inside, edges, size)
    marked = tuple(_marked(inside, edges, size, leading))
    left, right = edges[0]
    feet = _feet(pages, marked, leading)
    return Column(marked, size, leading, indent, right - left, len(pages), feet)


def _feet(
    pages: list[tuple[Glyph, ...]], lines: tuple[Line, ...], leading: float
) -> tuple[float, ...]:
    """Return how far down each page is filled; below where most pages of text end stand folios."""
    ends = (tuple(page)[-1].baseline for _, page in groupby(lines, key=lambda line: line.page))
    lowest = _most(ends, 1.0) + leading / 2
    filled = (
        (glyph.baseline for glyph in page if glyph.text.strip() and glyph.baseline < lowest)
        for page in pages
    )
    return tuple(max(baselines, default=0.0) for baselines in filled)


def glyphs_of(page: pymupdf.Page) -> Iterator[Glyph]:
    """Yield a page's glyphs, spaces too."""
    for block in page.get_text("rawdict", flags=_FLAGS)["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                for each in span["chars"]:
                    if each["c"] not in _UNSEEN:
                        left, right = each["origin"][0], each["bbox"][2]
                        yield Glyph(each["c"], left, right, each["origin"][1], span["size"])


def rows_of(glyphs: Iterable[Glyph]) -> Iterator[tuple[Glyph, ...]]:
    """Yield the glyphs of each line from left to right, raised figures with their line."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda each: (each.baseline, each.left)):
        if row and glyph.baseline - row[0].baseline > 5:
            yield _in_order(row)
            row = []
        row.append(glyph)
    if row:
        yield _in_order(row)


def _in_order(row: list[Glyph]) -> tuple[Glyph, ...]:
    """Return a line's glyphs from left to right, by their middle.

    The second letter of a ligature has no width and stands where the next letter begins.
    """
    return tuple(sorted(row, key=lambda each: each.left + each.right))


def _is_text(row: tuple[Glyph, ...], size: float) -> bool:
    solid = [glyph for glyph in row if glyph.text.strip()]
    near = [glyph for glyph in solid if abs(glyph.size / size - 1) <= _NEARLY]
    return bool(solid) and len(near) > 0.6 * len(solid)


def _line(page: int, row: tuple[Glyph, ...]) -> Line:
    solid = [glyph for glyph in row if glyph.text.strip()]
    baseline = _most(glyph.baseline for glyph in solid)
    size = statistics.median(glyph.size for glyph in solid)
    return Line(page, baseline, size, tuple(map(_word, words_of(row))))


_GAP = 0.1
"""Em between two glyphs, from which on they are two words, whether a space stands there or not:
a space that an element holds alone is not always drawn."""


def words_of(row: tuple[Glyph, ...]) -> Iterator[tuple[Glyph, ...]]:
    """Yield the glyphs of each word of a line."""
    word: list[Glyph] = []
    for glyph in row:
        if not glyph.text.strip() or (word and glyph.left - word[-1].right > _GAP * glyph.size):
            if word:
                yield tuple(word)
            word = []
        if glyph.text.strip():
            word.append(glyph)
    if word:
        yield tuple(word)


def _word(glyphs: tuple[Glyph, ...]) -> Word:
    right = max(glyph.right for glyph in glyphs)
    return Word("".join(glyph.text for glyph in glyphs), glyphs[0].left, right)


def _most(values: Iterable[float], step: float = 0.25) -> float:
    return Counter(round(value / step) * step for value in values).most_common(1)[0][0]


def _leading(lines: list[Line]) -> float:
    steps = (b.baseline - a.baseline for a, b in pairwise(lines) if a.page == b.page)
    return _most(steps)


def _edges(lines: list[Line]) -> tuple[float, float]:
    """Return where most lines begin and end: those that are wide, since many are short."""
    widest = max(line.right - line.left for line in lines)
    wide = [line for line in lines if line.right - line.left > 0.6 * widest]
    return _most((w.left for w in wide), 0.5), _most((w.right for w in wide), 0.5)


def _is_inside(line: Line, edges: tuple[float, float], size: float) -> bool:
    return line.left > edges[0] - size and line.right < edges[1] + size


def _without_folios(lines: list[Line], leading: float) -> Iterator[Line]:
    """Yield the lines without what stands apart at a page's head or foot, a word or two."""
    for _, page in groupby(lines, key=lambda line: line.page):
        column = list(page)
        while len(column) > 1 and _is_apart(column[-2], column[-1], column[-1], leading):
            column.pop()
        while len(column) > 1 and _is_apart(column[0], column[1], column[0], leading):
            column.pop(0)
        yield from column


def _is_apart(above: Line, below: Line, which: Line, leading: float) -> bool:
    return below.baseline - above.baseline > 1.6 * leading and len(which.words) < 3


def _indent(lines: list[Line], edges: dict[int, tuple[float, float]], size: float) -> float:
    steps = [line.left - edges[line.page % 2][0] for line in lines]
    return _most([step for step in steps if 0.6 * size < step < 3 * size] or [1.2 * size])


def _marked(
    lines: list[Line], edges: dict[int, tuple[float, float]], size: float, leading: float
) -> Iterator[Line]:
    """Yield the lines with what they are in their paragraphs."""
    begins = True
    for line, after in zip(lines, (*lines[1:], None), strict=True):
        full = line.right >= edges[line.page % 2][1] - 0.12 * size
        apart = after is None or (
            after.page == line.page and after.baseline - line.baseline > 1.3 * leading
        )
        set_in = after is not None and after.left > edges[after.page % 2][0] + 0.6 * size
        ends = apart or set_in or not full
        yield replace(line, begins=begins, ends=ends, full=full)
        begins = ends
