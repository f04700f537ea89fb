"""The cheapest reading of a paragraph's marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from bookbuild.plan.typography.marks import Mark, Role


class Cost(IntEnum):
    """What a quotation costs that does not come out, in the measure of `Doubt`."""

    OPEN_AT_END = 10
    """A double quotation left open at the paragraph's end: the speaker goes on in the next."""
    SINGLE_OPEN_AT_END = 50
    SINGLE_SPEECH_AT_END = 12
    CROSSED = 50
    SAME_INSIDE = 50
    NEVER_OPENED = 60
    LONG_WITHOUT_POINT = 30
    """A long quotation in single marks that ends on a bare word, without any point."""


_SPAN_OF_A_BARE_QUOTATION = 40
_MOST_READINGS = 12
_MANY_MARKS = 5000
_DEEPEST = 6
_HOPELESS = 150
"""A reading that costs so much more than the best one is given up."""

Stack = tuple[tuple[bool, int], ...]
"""The quotations that are open, the innermost last: whether its marks are double, and where."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a mark turned out to be, and how many quotations are open around its own.

    ``depth`` counts those in marks of its kind, ``level`` all of them.
    """

    role: Role
    depth: int = 0
    level: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """The marks up to some point, read one way; their places as a chain, the last one first."""

    cost: int
    place: Place
    before: Reading | None


def cheapest(marks: Sequence[Mark], single_speech: bool) -> tuple[Place, ...]:
    """Return the place of each mark in the cheapest reading."""
    return _alternating(marks) or _weighed(marks, single_speech)


def _alternating(marks: Sequence[Mark]) -> tuple[Place, ...]:
    """Return the places of double marks that open and close in turn, () where they do not.

    Where each mark can be read so for nothing, and otherwise only at a cost, nothing is cheaper.
    """
    if len(marks) % 2:
        return ()
    for number, mark in enumerate(marks):
        if not mark.double or _free_role(mark) is not (Role.CLOSE if number % 2 else Role.OPEN):
            return ()
    return (Place(Role.OPEN), Place(Role.CLOSE)) * (len(marks) // 2)


def _free_role(mark: Mark) -> Role | None:
    """Return the one role that costs nothing, None where there is none or more than one."""
    free = [role for role, cost in mark.readings if cost == 0]
    return free[0] if len(free) == 1 else None


def _weighed(marks: Sequence[Mark], single_speech: bool) -> tuple[Place, ...]:
    best: dict[Stack, Reading | None] = {(): None}
    width = _MOST_READINGS if len(marks) < _MANY_MARKS else 2
    for mark in marks:
        best = _after(best, mark, width)
    last: Reading | None = None
    least = -1
    for stack, reading in best.items():
        cost = (reading.cost if reading else 0) + _left_open(stack, single_speech)
        if least < 0 or cost < least:
            least, last = cost, reading
    places: list[Place] = []
    while last is not None:
        places.append(last.place)
        last = last.before
    return tuple(reversed(places))


def _after(
    best: dict[Stack, Reading | None], mark: Mark, width: int
) -> dict[Stack, Reading | None]:
    found: dict[Stack, Reading] = {}
    for stack, before in best.items():
        paid = before.cost if before else 0
        for role, cost in mark.readings:
            rest, place, more = _step(stack, mark, role)
            total = paid + cost + more
            rival = found.get(rest)
            if rival is None or total < rival.cost:
                found[rest] = Reading(total, place, before)
    if len(found) == 1:
        return dict(found)
    limit = min(reading.cost for reading in found.values()) + _HOPELESS
    kept = [(stack, reading) for stack, reading in found.items() if reading.cost <= limit]
    if len(kept) > width:
        kept.sort(key=lambda item: item[1].cost)
    return dict(kept[:width])


def _step(stack: Stack, mark: Mark, role: Role) -> tuple[Stack, Place, int]:
    """Return the open quotations after a mark, its place among them, and what that costs."""
    if role in (Role.APOSTROPHE, Role.PRIME):
        return stack, Place(role), 0
    if role is Role.OPEN:
        if len(stack) >= _DEEPEST:
            stack = stack[1:]
        if mark.heads_line and any(double == mark.double for double, _ in stack):
            return stack, Place(role), 0 if mark.double else 5
        depth = sum(1 for double, _ in stack if double == mark.double)
        lower = 0 if mark.double or not stack or stack[-1][0] else Cost.SAME_INSIDE
        lower = Cost.SAME_INSIDE if depth else lower
        # A quotation in single marks begins with a capital more often than not.
        place = Place(role, depth, len(stack))
        return (*stack, (mark.double, mark.at)), place, lower + (0 if mark.double else 5)
    return _closed(stack, mark)


def _closed(stack: Stack, mark: Mark) -> tuple[Stack, Place, int]:
    crossed = 0
    rest = stack
    while rest and rest[-1][0] != mark.double:
        rest = rest[:-1]
        crossed += Cost.CROSSED
    if not rest:
        return stack, Place(Role.CLOSE), Cost.NEVER_OPENED
    _, opened = rest[-1]
    rest = rest[:-1]
    depth = sum(1 for double, _ in rest if double == mark.double)
    if not mark.double and mark.bare:
        crossed += 10
        if mark.at - opened > _SPAN_OF_A_BARE_QUOTATION:
            crossed += Cost.LONG_WITHOUT_POINT
    return rest, Place(Role.CLOSE, depth, len(rest)), crossed


def _left_open(stack: Stack, single_speech: bool) -> int:
    cost = 0
    for place, (double, _) in enumerate(stack):
        if double:
            cost += Cost.OPEN_AT_END
        elif single_speech and place == 0:
            cost += Cost.SINGLE_SPEECH_AT_END
        else:
            cost += Cost.SINGLE_OPEN_AT_END
    return cost
