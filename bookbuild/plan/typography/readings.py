"""The cheapest reading of a paragraph's marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

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

_MOST_REMEMBERED = 16
"""Paragraphs with more marks are hardly ever alike."""

Stack = tuple[tuple[bool, int], ...]
"""The quotations that are open, the innermost last: whether its marks are double, and which of
the paragraph's marks opened it."""


class Place(NamedTuple):
    """What a mark turned out to be, and how many quotations are open around its own.

    ``depth`` counts those in marks of its kind, ``level`` all of them.
    """

    role: Role
    depth: int = 0
    level: int = 0


class Sign(NamedTuple):
    """All of a mark that its reading depends on; two paragraphs with the same signs read the same.

    ``far`` says of a bare single mark how many marks stand too far before it: what the first so
    many have opened, it hardly closes. It is 0 for all others.
    """

    double: bool
    readings: tuple[tuple[Role, int], ...]
    bare: bool
    heads_line: bool
    far: int


class Reading(NamedTuple):
    """The marks up to some point, read one way; their places as a chain, the last one first."""

    cost: int
    place: Place
    before: Reading | None


_APOSTROPHE, _PRIME = Place(Role.APOSTROPHE), Place(Role.PRIME)


def cheapest(marks: Sequence[Mark], single_speech: bool) -> tuple[Place, ...]:
    """Return the place of each mark in the cheapest reading."""
    signs = tuple(_signs(marks))
    read = _remembered if len(signs) <= _MOST_REMEMBERED else _read
    return read(signs, single_speech)


def _signs(marks: Sequence[Mark]) -> Iterator[Sign]:
    far = 0
    for mark in marks:
        while mark.at - marks[far].at > _SPAN_OF_A_BARE_QUOTATION:
            far += 1
        closes_barely = mark.bare and not mark.double
        yield Sign(
            mark.double, mark.readings, mark.bare, mark.heads_line, far if closes_barely else 0
        )


def _read(signs: tuple[Sign, ...], single_speech: bool) -> tuple[Place, ...]:
    return _alternating(signs) or _weighed(signs, single_speech)


_remembered = lru_cache(maxsize=2048)(_read)
"""A book's speech is much alike: of the paragraphs of a novel nine in ten are read already."""


def _alternating(signs: Sequence[Sign]) -> tuple[Place, ...]:
    """Return the places of double marks that open and close in turn, () where they do not.

    Where each mark can be read so for nothing, and otherwise only at a cost, nothing is cheaper.
    """
    if len(signs) % 2:
        return ()
    for number, sign in enumerate(signs):
        if not sign.double or _free_role(sign) is not (Role.CLOSE if number % 2 else Role.OPEN):
            return ()
    return (Place(Role.OPEN), Place(Role.CLOSE)) * (len(signs) // 2)


def _free_role(sign: Sign) -> Role | None:
    """Return the one role that costs nothing, None where there is none or more than one."""
    free = [role for role, cost in sign.readings if cost == 0]
    return free[0] if len(free) == 1 else None


def _weighed(signs: Sequence[Sign], single_speech: bool) -> tuple[Place, ...]:
    best: dict[Stack, Reading | None] = {(): None}
    width = _MOST_READINGS if len(signs) < _MANY_MARKS else 2
    for number, sign in enumerate(signs):
        best = _after(best, sign, number, width)
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
    best: dict[Stack, Reading | None], sign: Sign, number: int, width: int
) -> dict[Stack, Reading | None]:
    found: dict[Stack, Reading] = {}
    for stack, before in best.items():
        paid = before.cost if before else 0
        for role, cost in sign.readings:
            rest, place, more = _step(stack, sign, number, role)
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


def _step(stack: Stack, sign: Sign, number: int, role: Role) -> tuple[Stack, Place, int]:
    """Return the open quotations after a mark, its place among them, and what that costs."""
    if role is Role.APOSTROPHE:
        return stack, _APOSTROPHE, 0
    if role is Role.PRIME:
        return stack, _PRIME, 0
    if role is Role.OPEN:
        if len(stack) >= _DEEPEST:
            stack = stack[1:]
        if sign.heads_line and any(double == sign.double for double, _ in stack):
            return stack, Place(role), 0 if sign.double else 5
        depth = sum([1 for double, _ in stack if double == sign.double])
        lower = 0 if sign.double or not stack or stack[-1][0] else Cost.SAME_INSIDE
        lower = Cost.SAME_INSIDE if depth else lower
        # A quotation in single marks begins with a capital more often than not.
        place = Place(role, depth, len(stack))
        return (*stack, (sign.double, number)), place, lower + (0 if sign.double else 5)
    return _closed(stack, sign)


def _closed(stack: Stack, sign: Sign) -> tuple[Stack, Place, int]:
    crossed = 0
    rest = stack
    while rest and rest[-1][0] != sign.double:
        rest = rest[:-1]
        crossed += Cost.CROSSED
    if not rest:
        return stack, Place(Role.CLOSE), Cost.NEVER_OPENED
    _, opened = rest[-1]
    rest = rest[:-1]
    depth = sum([1 for double, _ in rest if double == sign.double])
    if not sign.double and sign.bare:
        crossed += 10
        if opened < sign.far:
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
