"""Pages of a chapter: which lines stand on which page, chosen for the whole chapter at once.

A chapter is a column of `Piece`s on the baseline grid: paragraphs, each with the line counts that
it can be set in, headings, breaks, boxes. The optimum is found page by page, forward, in the manner
of Plass (Optimal Pagination Techniques, 1981) with the line counts of the paragraphs as the only
stretch: no space is ever put between lines. Kept always: two lines of a paragraph at either side
of a page's edge, nothing that belongs to the next text at a page's foot, a last page that is not
nearly empty. Facing pages have the same depth; they may both be a line short, and where nothing
else fits two lines. Only a box that no page can hold otherwise leaves a page shorter. The scene
breaks of a page are of one height.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from bookbuild.write.pdf.composition.sides import Side


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to set a piece: so many lines of the grid, at so many demerits.

    ``foot`` has for each line what it costs to end a page with it (a divided word), () for nothing.
    ``notes`` has for each line how many lines of footnotes it calls, () for none.
    """

    lines: int
    demerits: float = 0.0
    foot: tuple[float, ...] = ()
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the column that is set in one of several ways.

    ``above`` is how many blank lines stand before it, except at a page's head. ``divisible`` is
    whether a page may end within it. ``binds`` is whether no page may end behind it: headings,
    scene breaks, a letter's salutation. ``head`` is its height where it stands at the head of a
    page, None for the same as elsewhere: a break of two lines needs only its ornament there.
    ``fills``: the press divides it, and fills each page before it goes on to the next; ``heads``:
    it does so from the head of a page on. ``leads``: of what follows, a page should have two lines
    before it ends: scene breaks, headings. ``even``: all such pieces of a page are set in the same
    choice, but for one at its head.
    """

    choices: tuple[Choice, ...]
    above: int = 0
    divisible: bool = True
    binds: bool = False
    head: int | None = None
    fills: bool = False
    heads: bool = False
    leads: bool = False
    even: bool = False


@dataclass(frozen=True, slots=True)
class PageRoom:
    """What a page holds: ``lines`` of the grid. Footnotes take theirs from the foot.

    ``leading`` and ``note_leading`` in points; ``note_air`` is what stands above the footnotes.
    """

    lines: int
    leading: float = 15.0
    note_leading: float = 12.0
    note_air: float = 9.0

    def taken_by(self, note_lines: int) -> int:
        """Return how many lines of the grid so many lines of footnotes take."""
        if not note_lines:
            return 0
        points = self.note_air + note_lines * self.note_leading
        return int(-(-points // self.leading))


@dataclass(frozen=True, slots=True)
class Slice:
    """Lines ``first`` to before ``end`` of a piece as set by a choice; ``head``: begins the page.

    A piece that is not divided has all its lines; the height at a page's head may differ.
    """

    piece: int
    choice: int
    first: int
    end: int
    head: bool = False


@dataclass(frozen=True, slots=True)
class ComposedPage:
    """A page: what stands on it, and how many lines of the grid that fills, footnotes included."""

    slices: tuple[Slice, ...]
    depth: int
    note_lines: int = 0


@dataclass(frozen=True, slots=True)
class PagePlan:
    """The pages of a chapter; ``uneven`` where facing pages could not be held to one depth.

    ``unequal`` are the pages, counted from 0, that then end on another line than the next one,
    which they face. ``meagre`` is whether so little is left for the last page that the chapter
    ends on a few lines.
    """

    pages: tuple[ComposedPage, ...]
    demerits: float
    uneven: bool = False
    meagre: bool = False
    unequal: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PageTaste:
    """What is worse than what, in the demerits of `Choice`.

    ``short`` is for a line that a page is short; ``meagre`` for a last page of fewer than
    ``least_last`` lines: no number of short pages is worse; ``uneven`` for facing pages of unequal
    depth, which only the last resort allows; ``page`` for each page, so that a book is not longer
    than it must be.
    """

    short: float = 7_000_000.0
    meagre: float = 4_000_000_000.0
    least_last: int = 5
    uneven: float = 200_000_000.0
    page: float = 0.0


_BEAM = 48
"""So many beginnings of a next page are followed: the optimum was among 48 in every chapter of the
measured novels (`bench/print_pages.py --beam`)."""

_ORPHANS = _WIDOWS = 2

_LONE = 800_000.0
"""What it costs to end a page with a single line behind a scene break or a heading: two blank lines
more, or two paragraphs that are not set in their best number of lines, are cheaper."""

_TORN = 400_000_000.0
"""What it costs to end a page behind a heading, where no page could hold what belongs together."""


class _Place(NamedTuple):
    """Where a page begins: at a piece, or within one that is already set in a choice."""

    piece: int
    choice: int = -1
    line: int = 0


class _Trail(NamedTuple):
    """The slices of a page, last one first."""

    slice: Slice
    before: _Trail | None


class _End(NamedTuple):
    """How a page may end: where the next begins, its depth, what it costs, what stands on it."""

    next: _Place
    depth: int
    note_lines: int
    cost: float
    trail: _Trail | None


class _Step(NamedTuple):
    """The best way to the end of a page."""

    cost: float
    end: _End | None = None
    before: _Step | None = None


@dataclass(frozen=True, slots=True)
class _Depths:
    """The depths that pages inside the chapter may have, and whether spreads must agree."""

    allowed: tuple[int, ...]
    even: bool


def make_pages(
    pieces: tuple[Piece, ...], room: PageRoom, first: Side, taste: PageTaste
) -> PagePlan:
    """Return the pages of a chapter that begins on a side.

    No piece may be higher than a page unless it is divisible. Always returns a plan: if need be
    one with a page as short as a box behind it demands. Pages two lines short are better than a
    last page that is nearly empty, and that is better than facing pages of unequal depth.
    """
    full = room.lines
    once = _search(pieces, room, first, taste, _Depths((full, full - 1), even=True))
    if once is None or _is_meagre(once, taste):
        shorter = _Depths((full, full - 1, full - 2), even=True)
        twice = _search(pieces, room, first, taste, shorter)
        if once is None or (twice is not None and not _is_meagre(twice, taste)):
            once = twice
    if once is not None:
        return _plan(once, taste, uneven=False)
    any_depth = _Depths(tuple(range(full, 0, -1)), even=False)
    last = _search(pieces, room, first, taste, any_depth)
    if last is None:
        raise ValueError("a piece is higher than a page")
    plan = _plan(last, taste, uneven=True)
    return replace(plan, unequal=_unequal(plan.pages, first))


def _plan(last: _Step, taste: PageTaste, *, uneven: bool) -> PagePlan:
    pages: list[ComposedPage] = []
    step: _Step | None = last
    while step is not None and step.end is not None:
        pages.append(ComposedPage(_slices(step.end.trail), step.end.depth, step.end.note_lines))
        step = step.before
    return PagePlan(tuple(reversed(pages)), last.cost, uneven, _is_meagre(last, taste))


def _unequal(pages: tuple[ComposedPage, ...], first: Side) -> tuple[int, ...]:
    """Return the versos inside a chapter that end on another line than the recto they face."""
    versos = range(0 if first is Side.VERSO else 1, len(pages) - 2, 2)
    return tuple(at for at in versos if pages[at].depth != pages[at + 1].depth)


def _is_meagre(last: _Step, taste: PageTaste) -> bool:
    """Whether a chapter of several pages ends on a page that is nearly empty."""
    assert last.end is not None
    assert last.before is not None
    return last.end.depth < taste.least_last and last.before.end is not None


def _slices(trail: _Trail | None) -> tuple[Slice, ...]:
    found: list[Slice] = []
    while trail is not None:
        found.append(trail.slice)
        trail = trail.before
    return tuple(reversed(found))


# ------------------------------------------------------------------------- from page to page

_State = tuple[_Place, int]
"""Where a page begins, and the depth of the page that it faces: 0 where it faces none."""


def _search(
    pieces: tuple[Piece, ...], room: PageRoom, first: Side, taste: PageTaste, depths: _Depths
) -> _Step | None:
    """Return the best way through the chapter, None where these depths allow none."""
    begin: _State = (_Place(0), 0)
    layer: dict[_State, _Step] = {begin: _Step(0.0)}
    side = first
    best: _Step | None = None
    scan = _Scan(pieces, room, depths)
    while layer:
        following: dict[_State, _Step] = {}
        for (place, facing), step in layer.items():
            for end in scan.ends(place):
                cost = step.cost + _cost(end, facing, room, taste, depths, len(pieces))
                if end.next.piece == len(pieces):
                    if best is None or cost < best.cost:
                        best = _Step(cost, end, step)
                    continue
                if cost == _NEVER:
                    continue
                state = (end.next, end.depth if side is Side.VERSO else 0)
                known = following.get(state)
                if known is None or cost < known.cost:
                    following[state] = _Step(cost, end, step)
        layer = _best(following, None if best is None else best.cost)
        side = side.other
    return best


_NEVER = float("inf")


def _cost(
    end: _End,
    facing: int,
    room: PageRoom,
    taste: PageTaste,
    depths: _Depths,
    count: int,
) -> float:
    """Return what a page costs beside the page that it faces."""
    cost = end.cost + taste.page
    if end.next.piece == count:
        return cost + (taste.meagre if end.depth < taste.least_last else 0.0)
    if facing and end.depth != facing:
        if depths.even:
            return _NEVER
        cost += taste.uneven
    missing = room.lines - end.depth
    return cost + taste.short * missing * missing


def _best(layer: dict[_State, _Step], bound: float | None) -> dict[_State, _Step]:
    """Return the states worth following: the beam's, cheaper than a way that is complete."""
    worth = ((state, step) for state, step in layer.items() if bound is None or step.cost < bound)
    return dict(sorted(worth, key=lambda item: item[1].cost)[:_BEAM])


# ------------------------------------------------------------------------------- on one page

_Filled = tuple[int, int, int]
"""Lines of text and of footnotes on a page so far, and what its ``even`` pieces are set in: the
choice's number from 1, 0 where there are none."""

_Ways = dict[_Filled, tuple[float, _Trail | None]]
"""The cheapest way to fill a page so far, for each amount."""

_MOST_NOTES = 400
"""Lines of footnotes on a page: more than any page holds."""


class _Scan:
    """Fills pages from given places on; remembers what it found, for places come up repeatedly."""

    def __init__(self, pieces: tuple[Piece, ...], room: PageRoom, depths: _Depths) -> None:
        self._pieces = pieces
        self._full = room.lines
        self._allowed = frozenset(depths.allowed)
        self._least = min(depths.allowed)
        self._loosens = not depths.even
        self._taken = tuple(room.taken_by(lines) for lines in range(_MOST_NOTES))
        self._known: dict[_Place, tuple[_End, ...]] = {}

    def ends(self, place: _Place) -> tuple[_End, ...]:
        """Return the ways in which a page that begins at a place may end, the best of each."""
        found = self._known.get(place)
        if found is None:
            best: dict[tuple[_Place, int], _End] = {}
            for end in self._every_end(place):
                key = (end.next, end.depth)
                known = best.get(key)
                if known is None or end.cost < known.cost:
                    best[key] = end
            found = self._known[place] = tuple(best.values())
        return found

    def _every_end(self, place: _Place) -> Iterator[_End]:
        ways: _Ways = {(0, 0, 0): (0.0, None)}
        index = place.piece
        while ways and index < len(self._pieces):
            following: _Ways = {}
            start = place if index == place.piece else _Place(index)
            for filled, (cost, trail) in ways.items():
                yield from self._put(start, filled, cost, trail, following)
            ways = following
            index += 1
        if index == len(self._pieces):
            # The chapter ends here, whatever the depth.
            for (lines, notes, _), (cost, trail) in ways.items():
                yield _End(_Place(index), lines + self._taken[notes], notes, cost, trail)

    def _put(
        self, start: _Place, filled: _Filled, cost: float, trail: _Trail | None, following: _Ways
    ) -> Iterator[_End]:
        """Put a piece onto the page in each of its ways; yield those in which the page ends."""
        piece = self._pieces[start.piece]
        if piece.heads and trail is not None:
            return
        for number, choice in enumerate(piece.choices):
            if start.line and number != start.choice:
                continue
            if piece.even and not _is_even(number, filled[2], at_head=trail is None):
                continue
            spent = cost if start.line else cost + choice.demerits
            begun = _Place(start.piece, number, start.line)
            end = self._whole(begun, filled, spent, trail, following)
            if end is not None:
                yield end
            # Far from the page's end there is no use in asking: this is the inner loop.
            reached = filled[0] + piece.above + choice.lines - start.line - _WIDOWS
            if piece.divisible and (reached >= self._least or filled[1] or choice.notes):
                yield from self._parts(begun, filled, spent, trail)

    def _whole(
        self, begun: _Place, filled: _Filled, cost: float, trail: _Trail | None, following: _Ways
    ) -> _End | None:
        """Put the rest of a piece onto the page; return the page's end if it may end with it."""
        piece, choice = self._pieces[begun.piece], self._pieces[begun.piece].choices[begun.choice]
        used, noted, evened = filled
        head = trail is None
        lines = choice.lines - begun.line
        if head:
            lines = lines if piece.head is None or begun.line else piece.head
        else:
            used += piece.above
        notes = noted + sum(choice.notes[begun.line :]) if choice.notes else noted
        depth = used + lines + self._taken[notes]
        if depth > self._full:
            return None
        if piece.even and not head:
            evened = begun.choice + 1
        reached = (used + lines, notes, evened)
        known = following.get(reached)
        next_ = begun.piece + 1
        ends = depth in self._allowed and next_ < len(self._pieces)
        if piece.binds and not self._loosens:
            ends = False
        if known is not None and known[0] <= cost and not ends:
            return None
        slice = Slice(begun.piece, begun.choice, begun.line, choice.lines, head)
        whole = _Trail(slice, trail)
        if known is None or cost < known[0]:
            following[reached] = (cost, whole)
        if not ends:
            return None
        cost += _TORN if piece.binds else 0.0
        if lines < _ORPHANS and trail is not None and self._pieces[trail.slice.piece].leads:
            cost += _LONE
        return _End(_Place(next_), depth, notes, cost, whole)

    def _parts(
        self, begun: _Place, filled: _Filled, cost: float, trail: _Trail | None
    ) -> Iterator[_End]:
        """Yield the ways in which the page ends within a piece."""
        piece, choice = self._pieces[begun.piece], self._pieces[begun.piece].choices[begun.choice]
        used, noted, _ = filled
        head, first = trail is None, begun.line
        base = used if head else used + piece.above
        low = first + (1 if first else _ORPHANS)
        high = min(choice.lines - _WIDOWS, first + self._full - base)
        for line in range(high, low - 1, -1):
            notes = noted + sum(choice.notes[first:line]) if choice.notes else noted
            depth = base + line - first + self._taken[notes]
            if depth < self._least:
                break
            if piece.fills and (depth != self._full or notes):
                continue
            if depth in self._allowed:
                foot = choice.foot[line - 1] if choice.foot else 0.0
                part = _Trail(Slice(begun.piece, begun.choice, first, line, head), trail)
                next_ = _Place(begun.piece, begun.choice, line)
                yield _End(next_, depth, notes, cost + foot, part)


def _is_even(number: int, evened: int, *, at_head: bool) -> bool:
    """Whether a choice is that of the page's other ``even`` pieces; at its head all are alike."""
    return number == 0 if at_head else evened in (0, number + 1)
