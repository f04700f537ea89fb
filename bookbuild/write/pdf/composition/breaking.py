"""A paragraph's items ▶ the best lines for each sensible number of them, by total fit.

The method is that of Knuth and Plass, "Breaking Paragraphs into Lines" (1981): every break that can
end a line keeps the best ways to get there, one for each number of lines so far, and the whole
paragraph decides, not the line. To it come what page fitting needs (all numbers of lines are kept,
not the best alone) and the slight variation of type size of Hàn Thế Thành's pdfTeX (2000).

A line's ratio says how it is stretched or shrunk: 0 is the ideal space between words, 1 the largest
type with somewhat wider spaces, -1 the smallest type with the narrowest. Where a paragraph has no
lines within the usual limits, it is broken again with wider ones, and at last with none.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from bookbuild.write.pdf.composition.items import Break, Items
from bookbuild.write.pdf.composition.line_sizes import line_settings
from bookbuild.write.pdf.composition.settings import Setting, Settings
from bookbuild.write.pdf.composition.type_design import Costs, Shape, TypeDesign

_LOOSER, _TIGHTER = 2, 2
"""How many lines more and fewer than the best are kept."""
_SLIPPED = 0.6
"""A line that is too long by so many em cannot be the right length any more: more than what a
hyphen takes."""
_HANGING = 0.5
"""More than what hangs out of a line, in em."""
_RAGGED_SLACK = 0.18
"""The share of a ragged line's room that may stay empty before it costs as much as a limit."""
_OVERFULL = 1e15
"""More than all other demerits together."""
_WIDEST_RATIO = 30.0
"""A line that gives more than this costs no more, or one bad line would hide all others."""
_RUNT_LETTERS = 6
_RUNT_EM = 2.75
"""Two indents."""
_CROWD = 64
"""So many nodes that are behind us are dropped at once."""
_HOPELESS = 40_000.0
"""A way to a break that costs so much more than another of as many lines never catches up."""

_State = tuple[float, float, int, int, int, "_State | None"]
"""The best way to a break: demerits, the last line's ratio, how many hyphens in a row, the break,
the number of lines, the way to the line's beginning. (Tuples, as a novel makes a million.)"""

_Node = tuple[float, int, int, float, int, list[_State]]
"""Where a line may begin: how far the text reaches, spaces so far, number of lines so far, the next
line's room, the break, and the ways to it."""


class _Room(NamedTuple):
    """How lines give: spaces and room in em, for a ratio of 1 and of -1; the greatest ratio.

    ``uneven`` is by how much a line may be less loose in em than one that begins earlier and ends
    at the same break: their rooms and what hangs out of them differ. ``line``, ``tight`` and
    ``contrast`` are those of the ``costs``, at hand for the inner loop.
    """

    extra: float
    stretch: float
    shrink: float
    larger: float
    smaller: float
    ratio: float
    rescue: bool
    uneven: float
    line: float
    tight: float
    contrast: float
    costs: Costs


def broken(items: Items, shape: Shape, design: TypeDesign, *, sized: bool = True) -> Settings:
    """Return the settings of a paragraph, at least one.

    Without ``sized`` all lines have the paragraph's own type size, for a column that is evened as a
    whole (`evening`).
    """
    usual = (design.spaces.widest - design.spaces.ideal) / design.spaces.stretch
    for ratio, rescue in ((usual, False), (2 * usual, False), (1e3, True)):
        room = _room(items, shape, design, ratio, rescue=rescue)
        ends = _ends(items, shape, room)
        if ends:
            break
    best = min(ends, key=itemgetter(0))
    near = [end for end in ends if -_TIGHTER <= end[4] - best[4] <= _LOOSER]
    near.sort(key=itemgetter(4))
    options = tuple(_setting(end, items, shape, design, sized=sized) for end in near)
    return Settings(options, near.index(best))


def is_runt(items: Items, start: int) -> bool:
    """Whether a last line that begins at a break is too short to look like a line.

    It is narrower than two indents, or one word of up to six letters, or the rest of a divided one.
    """
    begins, ends = items.breaks[start], items.breaks[-1]
    if ends.before - begins.after < _RUNT_EM or is_tail(items, start):
        return True
    if ends.spaces_before != begins.spaces_after:
        return False
    rest = items.texts[begins.next_piece][begins.next_offset :]
    following = "".join(items.texts[begins.next_piece + 1 :])
    return sum(map(str.isalpha, rest + following)) <= _RUNT_LETTERS


def is_tail(items: Items, start: int) -> bool:
    """Whether a last line that begins at a break is the rest of a word that we divide, and no more:
    a typesetter never leaves that, however long it is."""
    begins = items.breaks[start]
    return begins.adds_hyphen and items.breaks[-1].spaces_before == begins.spaces_after


def _room(items: Items, shape: Shape, design: TypeDesign, ratio: float, *, rescue: bool) -> _Room:
    indents, costs = (*shape.indents, shape.rest), design.costs
    uneven = (max(indents) - min(indents)) / shape.size + _HANGING
    spaces, sizes = design.spaces, design.sizes.sizes
    extra, stretch, shrink = (
        spaces.ideal - items.space,
        spaces.stretch,
        spaces.ideal - spaces.narrow,
    )
    larger, smaller = max(sizes[-1] / 1000 - 1, 1e-4), 1 - sizes[0] / 1000
    if shape.ragged or shape.centred or design.ragged:
        extra = stretch = shrink = smaller = 0.0
        larger = _RAGGED_SLACK
    return _Room(
        extra,
        stretch,
        shrink,
        larger,
        smaller,
        ratio,
        rescue,
        uneven,
        costs.line,
        costs.tight,
        costs.contrast,
        costs,
    )


def _ends(items: Items, shape: Shape, room: _Room) -> list[_State]:
    """Return the best way to the paragraph's end for each number of lines; [] if there is none."""
    breaks = items.breaks
    indented = shape.indent(0) > 0
    start: _State = (0.0, 0.0, 0, 0, 0, None)
    begins = 0.0 if indented else breaks[0].after
    active: list[_Node] = [(begins, 0, 0, shape.width(0), 0, [start])]
    several = len(shape.indents)
    firsts = [shape.width(line) for line in range(several)]
    rest = shape.width(several)
    low = 0
    last = len(breaks) - 1
    for at in range(1, last + 1):
        point = breaks[at]
        low, found = _reached(items, at, point, active, low, room)
        if not found and (room.rescue and low == len(active)):
            found = [_rescued(at, active[-1])]
        if at == last:
            return _best_of_each(found)
        if point.forced:
            active, low = [], 0
        if len(found) == 1:  # as mostly
            line = found[0][4]
            width = firsts[line] if line < several else rest
            active.append((point[1], point[3], line, width, at, found))
        elif found:
            _begin_lines(active, found, at, items, shape)
        if low == len(active):
            return []
        if low > _CROWD:
            del active[:low]
            low = 0
    return [start]


def _reached(  # noqa: C901, PLR0912, PLR0915 - the inner loop: calls would double its time
    items: Items, at: int, point: Break, active: list[_Node], low: int, room: _Room
) -> tuple[int, list[_State]]:
    """Return the first node that is still of use, and the ways to a break, the best of each kind.

    Kinds are the number of lines and the fitness class of the last line.
    """
    before, _, spaces, _, penalty, hyphenated, _, forced = point[:8]
    (
        extra,
        stretch,
        shrink,
        larger,
        smaller,
        limit,
        rescue,
        uneven,
        line_cost,
        tight,
        contrast,
        costs,
    ) = room
    is_last = forced and at == len(items.breaks) - 1
    found: dict[int, _State] = {}
    kept = False
    for after, spaces_after, line, target, begins, states in active[low:]:
        gaps = spaces - spaces_after
        slack = target - before + after - gaps * extra
        if slack < 0.0:
            give = gaps * shrink + (0.0 if forced else target * smaller)
            if slack < -give - 1e-6:
                if kept or not (rescue or slack < -give - _SLIPPED):
                    kept = True
                else:
                    low += 1
                continue
            kept = True
            ratio = slack / give if give else 0.0
            badness = tight * ratio * ratio
        elif forced:
            kept = True
            ratio = badness = 0.0
        else:
            kept = True
            by_spaces, by_size = gaps * stretch, target * larger
            if slack > limit * by_spaces + by_size and by_spaces:
                if slack > limit * (by_spaces + by_size) + uneven:
                    break  # as most: of this line and of all later ones the end is far from here
                continue
            ratio = slack / (by_spaces + by_size)
            if ratio > 1.0:
                if by_spaces:
                    ratio = (slack - by_size) / by_spaces
                if ratio > limit:
                    continue
                if ratio > _WIDEST_RATIO:
                    ratio = _WIDEST_RATIO
            badness = 100.0 * ratio * ratio
        least, chosen = 1e300, None
        for state in states:
            demerits = state[0]
            ladder = state[2]
            if ladder:
                if hyphenated:
                    if ladder > 1:
                        if not rescue:
                            continue
                        demerits += 10 * costs.hyphen_pair
                    demerits += costs.hyphen_pair
                elif is_last:
                    demerits += costs.hyphen_before_last
            if not forced:
                change = ratio - state[1]
                demerits += contrast * change * change
            if demerits < least:
                least, chosen = demerits, state
        if chosen is None:
            continue
        cost = line_cost + badness
        least += cost * cost + penalty * penalty
        if is_last and line and is_runt(items, begins):
            least += costs.runt * (2 if is_tail(items, begins) else 1)
        kind = 4 * line + (0 if ratio < -0.5 else 1 if ratio < 0.5 else 2 if ratio < 1.2 else 3)
        rival = found.get(kind)
        if rival is None or least < rival[0]:
            hyphens = chosen[2] + 1 if hyphenated else 0
            found[kind] = (least, ratio, hyphens, at, line + 1, chosen)
    return low, list(found.values())


def _rescued(at: int, node: _Node) -> _State:
    """Return a way to a break by a line that is too long, where there is no other."""
    state = min(node[5], key=itemgetter(0))
    return (state[0] + _OVERFULL, -1.0, 0, at, node[2] + 1, state)


def _begin_lines(
    active: list[_Node], found: list[_State], at: int, items: Items, shape: Shape
) -> None:
    """Let lines begin at a break, for each number of lines near the best way's."""
    point = items.breaks[at]
    usual = min(found, key=itemgetter(0))[4]
    by_line: dict[int, list[_State]] = {}
    for state in found:
        if -_TIGHTER <= state[4] - usual <= _LOOSER:
            by_line.setdefault(state[4], []).append(state)
    for line, states in by_line.items():
        least = min(states, key=itemgetter(0))[0]
        hopeful = [state for state in states if state[0] < least + _HOPELESS]
        active.append((point.after, point.spaces_after, line, shape.width(line), at, hopeful))


def _best_of_each(found: Iterable[_State]) -> list[_State]:
    best: dict[int, _State] = {}
    for state in found:
        rival = best.get(state[4])
        if rival is None or state[0] < rival[0]:
            best[state[4]] = state
    return list(best.values())


def _setting(
    end: _State, items: Items, shape: Shape, design: TypeDesign, *, sized: bool
) -> Setting:
    breaks: list[int] = []
    ratios: list[float] = []
    state: _State | None = end
    while state is not None:
        breaks.append(state[3])
        ratios.append(state[1])
        state = state[5]
    between, stretched = tuple(breaks[::-1]), tuple(ratios[-2::-1])
    lines = line_settings(items, between, stretched, shape, design, sized=sized)
    runt = len(lines) > 1 and is_runt(items, lines[-1].start)
    return Setting(lines, end[0], runt, end[0] >= _OVERFULL)
