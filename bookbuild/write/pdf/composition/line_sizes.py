"""The lines of one way to set a paragraph: their type sizes, and the spaces that fill them.

The sizes make the spaces of a paragraph's lines as even as they can be, while no two lines that
touch differ by more than the eye lets pass. Last lines have the paragraph's own size, so that
this holds from paragraph to paragraph too.
"""

from __future__ import annotations

from typing import NamedTuple

from bookbuild.write.pdf.composition.items import Items
from bookbuild.write.pdf.composition.settings import LineSetting
from bookbuild.write.pdf.composition.type_design import Shape, TypeDesign

_UNFILLED = 1.5
"""Spaces wider than this in em make no line any more: it is left ragged."""
_OWN_SIZE = 1000
_EXACT = 1e-6
_NEVER = 1e6


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
) -> tuple[LineSetting, ...]:
    """Return the lines between the breaks; ``ratios`` has one for each line."""
    ragged = shape.ragged or shape.centred or design.ragged
    lines = [
        _measured(items, number, (start, end), shape, fill=not ragged and _fills(items, end, ratio))
        for number, (start, end, ratio) in enumerate(zip(breaks, breaks[1:], ratios, strict=False))
    ]
    sizes = [_OWN_SIZE] * len(lines) if ragged else _even_sizes(lines, items.space, design)
    return tuple(
        _setting(items, line, size, shape) for line, size in zip(lines, sizes, strict=True)
    )


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
    """Return the sizes that make the spaces most even, of all that neighbours allow.

    The best sizes up to each line, for each size of that line, give those of the next (Viterbi).
    """
    limits = design.sizes
    steps = range(limits.small, limits.large + 1, limits.step)
    reach = limits.contrast // limits.step
    costs = [0.0 if size == _OWN_SIZE else _NEVER for size in steps]
    ways: list[list[int]] = []
    for line in lines:
        reached = _from_neighbours(costs, reach)
        ways.append([way for _, way in reached])
        own = _size_costs(line, steps, space, design)
        costs = [cost + before for cost, (before, _) in zip(own, reached, strict=True)]
    at = costs.index(min(costs))
    sizes: list[int] = []
    for way in reversed(ways):
        sizes.append(steps[at])
        at = way[at]
    return sizes[::-1]


def _from_neighbours(costs: list[float], reach: int) -> list[tuple[float, int]]:
    """Return for each size the least cost of a neighbour's within reach, and that one's index."""
    found: list[tuple[float, int]] = []
    for at in range(len(costs)):
        low = max(at - reach, 0)
        near = costs[low : at + reach + 1]
        least = min(near)
        found.append((least, low + near.index(least)))
    return found


def _size_costs(line: _Line, steps: range, space: float, design: TypeDesign) -> list[float]:
    """Return what each size costs a line: squares of how far its spaces and its size are off."""
    if line.last or not line.gaps:
        return [0.0 if size == _OWN_SIZE else _NEVER for size in steps]
    spaces, stray = design.spaces, design.costs.size
    room, natural = 1000 * line.room / line.gaps, space - line.width / line.gaps
    found: list[float] = []
    for size in steps:
        gap = natural + room / size
        off, larger = (gap - spaces.ideal) / spaces.stretch, (size - _OWN_SIZE) / 20
        narrow = gap < spaces.narrow - _EXACT and size > steps[0]
        found.append(_NEVER if narrow else off * off + stray * larger * larger)
    return found


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
