"""The lines of one way to set a paragraph: their type sizes, and the spaces that fill them.

The sizes make the spaces of the lines as even as they can be, while no two lines that touch differ
by more than the eye lets pass. A paragraph by itself (`line_settings`) begins near its own size and
ends in it, for nothing is known of its neighbours, unless a space would get too narrow by that.

Where the neighbours are known, the lines of a whole column get their sizes in one go (`evened`):
then a last line, whose spaces fill nothing, takes whatever size leads over from the line above it
to the one below it. Paragraphs are short in novels, and lines that must be near one size at both
ends of each have little of the range: in German that was a line in thirteen with a hyphen, instead
of one in twenty, at the same evenness.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from typing import NamedTuple

from bookbuild.write.pdf.composition.items import Items
from bookbuild.write.pdf.composition.settings import LineSetting
from bookbuild.write.pdf.composition.type_design import Shape, SizeLimits, TypeDesign

_UNFILLED = 1.5
"""Spaces wider than this in em make no line any more: it is left ragged."""
_OWN_SIZE = 1000
_EXACT = 1e-6
_EDGE = 1e3
"""What another size than the own costs beside a line that is not known."""
_TOO_NARROW = 1e4
"""More than all that even spaces are worth."""
_CRUSHED = 0.005
"""A space that is too narrow by so many em costs twice as much as one by a hair, and from there on
it goes by squares: one line whose words run together is seen, several that are tight are not."""
_NEVER = 1e9


class _Line(NamedTuple):
    """A line before its size is known; widths in em of the paragraph's size, without hanging.

    ``fill`` is True where its spaces are to fill it, ``last`` where it ends a paragraph.
    """

    start: int
    end: int
    number: int
    room: float
    width: float
    gaps: int
    fill: bool
    last: bool


def line_settings(
    items: Items,
    breaks: tuple[int, ...],
    ratios: tuple[float, ...],
    shape: Shape,
    design: TypeDesign,
    *,
    sized: bool = True,
) -> tuple[LineSetting, ...]:
    """Return the lines between the breaks; ``ratios`` has one for each line.

    They all have the paragraph's own size where they are not to be ``sized``.
    """
    ragged = _is_ragged(shape, design)
    lines = [
        _measured(items, number, (start, end), shape, fill=not ragged and _fills(items, end, ratio))
        for number, (start, end, ratio) in enumerate(zip(breaks, breaks[1:], ratios, strict=False))
    ]
    sizes = [_OWN_SIZE] * len(lines)
    if sized and not ragged:
        sizes = _even_sizes(lines, items.space, design)
    return tuple(
        _setting(items, line, size, shape) for line, size in zip(lines, sizes, strict=True)
    )


def _is_ragged(shape: Shape, design: TypeDesign) -> bool:
    return shape.ragged or shape.centred or design.ragged


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a paragraph as they stand in a column."""

    items: Items
    shape: Shape
    lines: tuple[LineSetting, ...]


def evened(column: Sequence[Lines], design: TypeDesign) -> list[tuple[LineSetting, ...]]:
    """Return the lines of paragraphs that stand one below the other, each in the size that makes
    the spaces of all most even.

    The paragraphs have one type size. The last line of all has it too and the first is near it, as
    in a paragraph by itself.
    """
    steps = _steps(design.sizes, design.costs.size)
    measured = [_measured_again(each) for each in column]
    fixed = [_is_ragged(each.shape, design) for each in column]
    costs = [
        steps.own if ragged else _size_costs(line, steps, each.items.space, design)
        for each, lines, ragged in zip(column, measured, fixed, strict=True)
        for line in lines
    ]
    costs[-1:] = [list(map(add, last, steps.edge)) for last in costs[-1:]]
    sizes = iter(_evenest(steps.edge, costs, steps))
    return [_resized(each, lines, sizes) for each, lines in zip(column, measured, strict=True)]


def _resized(column: Lines, measured: list[_Line], sizes: Iterator[int]) -> tuple[LineSetting, ...]:
    """Return a paragraph's lines in the next of the sizes."""
    return tuple(
        before if before.size == size else _setting(column.items, line, size, column.shape)
        for before, line, size in zip(column.lines, measured, sizes, strict=False)
    )


def _measured_again(column: Lines) -> list[_Line]:
    items, shape = column.items, column.shape
    return [
        _measured(items, number, (line.start, line.end), shape, fill=_is_filled(items, line))
        for number, line in enumerate(column.lines)
    ]


def _is_filled(items: Items, line: LineSetting) -> bool:
    return line.justified or not items.breaks[line.end].forced


def _fills(items: Items, end: int, ratio: float) -> bool:
    """Whether a line that ends at a break is filled: a last one only where it is tight."""
    return ratio < 0 or not items.breaks[end].forced


def _measured(
    items: Items, number: int, ends: tuple[int, int], shape: Shape, *, fill: bool
) -> _Line:
    begin, end = items.breaks[ends[0]], items.breaks[ends[1]]
    after = 0.0 if number == 0 and shape.indent(0) > 0 else begin.after
    gaps = end.spaces_before - begin.spaces_after
    return _Line(*ends, number, shape.width(number), end.before - after, gaps, fill, end.forced)


def _gap(line: _Line, size: int, space: float) -> float:
    """Return the space between words that fills a line, in em of its own size."""
    return space + (line.room * 1000 / size - line.width) / line.gaps if line.gaps else space


def _even_sizes(lines: list[_Line], space: float, design: TypeDesign) -> list[int]:
    """Return the sizes of a paragraph by itself."""
    steps = _steps(design.sizes, design.costs.size)
    edge = steps.edge
    costs = [edge if line.last else _size_costs(line, steps, space, design) for line in lines]
    return _evenest(edge, costs, steps)


class _Steps:
    """The sizes that lines may have, and what they cost by themselves."""

    def __init__(self, limits: SizeLimits, size_cost: float) -> None:
        self.sizes = limits.sizes
        self.reach = limits.steps
        self.grown = [1000 / size for size in self.sizes]
        """How much longer a line is in ems of each size."""
        self.own = [0.0 if size == _OWN_SIZE else _NEVER for size in self.sizes]
        """What sizes cost a line that must have the paragraph's own."""
        self.edge = [0.0 if size == _OWN_SIZE else _EDGE for size in self.sizes]
        """What they cost one that should have it, as its neighbour is not known."""
        self.stray = [size_cost * ((size - _OWN_SIZE) / 20) ** 2 for size in self.sizes]


@lru_cache(maxsize=8)  # a book has one or two type designs, and thousands of paragraphs
def _steps(limits: SizeLimits, size_cost: float) -> _Steps:
    return _Steps(limits, size_cost)


def _evenest(begin: list[float], costs: Iterable[list[float]], steps: _Steps) -> list[int]:
    """Return the sizes that cost least, of all that neighbours allow; ``costs`` has for each line
    what each size costs it, ``begin`` is the same of what stands before the first.

    The best sizes up to each line, for each size of that line, give those of the next (Viterbi).
    """
    reach = steps.reach
    beyond = [2 * _NEVER] * reach
    sums = begin
    reached: list[list[float]] = []
    for own in costs:
        reached.append(sums)
        near = beyond + sums + beyond
        least = map(min, *(near[shift:] for shift in range(2 * reach + 1))) if reach else sums
        sums = list(map(add, own, least))
    at = sums.index(min(sums))
    sizes: list[int] = []
    for sums in reversed(reached):
        sizes.append(steps.sizes[at])
        low = max(at - reach, 0)
        near = sums[low : at + reach + 1]
        at = low + near.index(min(near))
    return sizes[::-1]


def _size_costs(line: _Line, steps: _Steps, space: float, design: TypeDesign) -> list[float]:
    """Return what each size costs a line: squares of how far its spaces and its size are off."""
    gaps = line.gaps
    if not (gaps and line.fill):
        return _costs_unfilled(line, steps)
    ideal, stretch = design.spaces.ideal, design.spaces.stretch
    narrow = design.spaces.narrow - _EXACT
    room, natural = line.room / gaps, space - line.width / gaps
    gaps_of = [natural + room * grown for grown in steps.grown]
    return [
        _crushed(narrow - gap) if gap < narrow else ((gap - ideal) / stretch) ** 2 + stray
        for gap, stray in zip(gaps_of, steps.stray, strict=True)
    ]


def _crushed(missing: float) -> float:
    """Return what a space costs that is too narrow by so many em."""
    return _TOO_NARROW * (1 + (missing / _CRUSHED) ** 2)


def _costs_unfilled(line: _Line, steps: _Steps) -> list[float]:
    """Return what each size costs a line of natural spaces, which has to fit."""
    return [
        stray if line.width <= line.room * grown + _EXACT else _TOO_NARROW + stray
        for grown, stray in zip(steps.grown, steps.stray, strict=True)
    ]


def _setting(items: Items, line: _Line, size: int, shape: Shape) -> LineSetting:
    begin, end = items.breaks[line.start], items.breaks[line.end]
    gap = _gap(line, size, items.space) if line.fill else items.space
    justified = line.fill and line.gaps > 0 and gap <= _UNFILLED
    indented = line.number == 0 and shape.indent(0) > 0
    hangs = 0 if indented else begin.hang_left
    left = 0 if shape.centred else hangs
    right = end.hang_right if line.fill else 0
    return LineSetting(
        start=line.start,
        end=line.end,
        hyphenated=end.hyphenated,
        size=size,
        gap=gap if justified else items.space,
        hang_left=left,
        hang_right=right,
        indent=shape.indent(line.number),
        justified=justified,
        natural=line.width + (hangs + end.hang_right) / 1000,
        target=line.room * 1000 / size + (left + right) / 1000,
        notes=_notes(items, begin.next_piece, end.end_piece) if items.notes else (),
    )


def _notes(items: Items, first: int, last: int) -> tuple[str, ...]:
    return tuple(label for at, label in items.notes if first <= at <= last)
