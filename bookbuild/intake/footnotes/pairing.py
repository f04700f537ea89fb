"""Which note belongs to which call.

Notes stand behind their calls: below the paragraph, at the section's end, or in a list at the
end of the book. Numbers may begin again with every section, and signs with every page.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bookbuild.intake.footnotes.gathering import Item, NoteBlock, NotesHeading
from bookbuild.intake.footnotes.signs import Sign, Style, answers, calls_in
from bookbuild.intake.passages import Passage

_SAME_PAGE = 3
"""Within so many paragraphs above a note its sign calls it again: they stood on one page."""
_MOST_OTHERS = 50
"""So many marks of another form are looked past."""


@dataclass(frozen=True, slots=True)
class Call:
    """A mark in the text that may call a note, by section, item and row."""

    sign: Sign
    part: int
    item: int
    row: int
    line: int


@dataclass(frozen=True, slots=True)
class Place:
    """A note, by section and item."""

    part: int
    item: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A call and the place of its note."""

    call: Call
    note: Place


@dataclass(frozen=True, slots=True)
class Paired:
    """The pairs in the order of their calls, and the calls and notes that are left over."""

    pairs: tuple[Pair, ...]
    calls: tuple[Call, ...]
    notes: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Note:
    place: Place
    sign: Sign
    listed: bool


def pair(parts: tuple[tuple[Item, ...], ...]) -> Paired:
    """Return which call calls which note, over all sections of a source."""
    pairs: list[Pair] = []
    calls: list[Call] = []
    notes: list[_Note] = []
    for part, items in enumerate(parts):
        if not any(isinstance(item, NoteBlock) for item in items):
            calls += _calls(part, items)
            continue
        earlier = frozenset(call.sign.key for call in calls)
        here, unpaired, left = _within(part, items, earlier)
        across, later = _across(tuple(calls), left)
        pairs += (*here, *across)
        called = {one.call for one in across}
        calls = [call for call in calls if call not in called] if called else calls
        calls += unpaired
        notes += later
    pairs += _again(pairs, calls)
    called = {one.call for one in pairs}
    order = sorted(pairs, key=lambda one: _order(one.call))
    left_over = tuple(call for call in calls if call not in called)
    return Paired(tuple(order), left_over, tuple(note.place for note in notes))


def _order(call: Call) -> tuple[int, int, int, int]:
    return call.part, call.item, call.row, call.sign.start


def _calls(part: int, items: tuple[Item, ...]) -> Iterator[Call]:
    for at, item in enumerate(items):
        if not isinstance(item, NoteBlock | NotesHeading) and not item.rule:
            for number, row in enumerate(item.rows):
                for sign in calls_in(row.text, number == 0):
                    yield Call(sign, part, at, number, row.line)


def _within(
    part: int, items: tuple[Item, ...], earlier: frozenset[str]
) -> tuple[tuple[Pair, ...], tuple[Call, ...], tuple[_Note, ...]]:
    """Pair within a section: a run of notes with one key takes the last calls with it.

    A list may hold notes of earlier sections, too, whose keys are ``earlier``; they come first.
    """
    calls: dict[str, list[Call]] = defaultdict(list)
    runs: dict[str, list[_Note]] = defaultdict(list)
    pairs: list[Pair] = []
    left: list[_Note] = []

    def settle(key: str) -> None:
        run = runs.pop(key, [])
        if not run:
            return
        taken = _last_fitting(calls[key], run)
        if run[0].sign.style is Style.SIGN and len(run) > len(taken):
            calls[key] += taken
            left.extend(run)
            return
        skipped = len(run) - len(taken) if run[0].listed and key in earlier else 0
        end = skipped + len(taken)
        pairs.extend(
            Pair(call, note.place) for call, note in zip(taken, run[skipped:end], strict=True)
        )
        left.extend((*run[:skipped], *run[end:]))

    events: list[Call | _Note] = [*_calls(part, items), *_notes(part, items)]
    for item in sorted(events, key=_item_order):
        if isinstance(item, _Note) and not item.sign.key:
            pairs += _unmarked(item, items, calls)
        elif isinstance(item, Call):
            key = item.sign.key
            if runs.get(key):
                settle(key)
            calls[key].append(item)
        else:
            runs[item.sign.key].append(item)
    for key in tuple(runs):
        settle(key)
    unpaired = sorted((call for some in calls.values() for call in some), key=_order)
    left.sort(key=lambda note: note.place.item)
    return tuple(pairs), tuple(unpaired), tuple(left)


def _last_fitting(pending: list[Call], run: list[_Note]) -> list[Call]:
    """Take the last calls that a run of notes may belong to, as many as there are notes."""
    taken: list[Call] = []
    others: list[Call] = []
    while pending and len(taken) < len(run) and len(others) < _MOST_OTHERS:
        call = pending.pop()
        (taken if answers(run[0].sign, call.sign) else others).append(call)
    pending.extend(reversed(others))
    return taken[::-1]


def _unmarked(
    note: _Note, items: tuple[Item, ...], calls: dict[str, list[Call]]
) -> tuple[Pair, ...]:
    """A note without a number belongs to a star near it, or to the paragraph that it follows."""
    stars = calls["*"]
    if stars and note.place.item - stars[-1].item <= _SAME_PAGE:
        return (Pair(stars.pop(), note.place),)
    at = note.place.item - 1
    while at >= 0 and isinstance(items[at], NoteBlock):
        at -= 1
    above = items[at] if at >= 0 else None
    if not isinstance(above, Passage) or above.rule:
        return ()
    row, last = above.rows[-1], len(above.rows) - 1
    end = Sign(Style.NAMED, "", len(row.text), len(row.text))
    return (Pair(Call(end, note.place.part, at, last, row.line), note.place),)


def _item_order(one: Call | _Note) -> tuple[int, int, int]:
    if isinstance(one, Call):
        return one.item, one.row, one.sign.start
    return one.place.item, 0, 0


def _notes(part: int, items: tuple[Item, ...]) -> Iterator[_Note]:
    for at, item in enumerate(items):
        if isinstance(item, NoteBlock):
            yield _Note(Place(part, at), item.sign, item.listed)


# ------------------------------------------------------------------- notes at the end of the book


def _across(
    calls: tuple[Call, ...], notes: tuple[_Note, ...]
) -> tuple[tuple[Pair, ...], tuple[_Note, ...]]:
    """Pair notes with the calls of earlier sections, in order.

    Where the numbers begin again, each series of notes belongs to one section.
    """
    if not notes or not calls:
        return (), notes
    groups = tuple(_groups(notes))
    if len(groups) == 1:
        return _in_order(calls, groups[0])
    by_part: dict[int, list[Call]] = defaultdict(list)
    for call in calls:
        by_part[call.part].append(call)
    waiting = deque(sorted(by_part))
    pairs: list[Pair] = []
    left: list[_Note] = []
    for group in groups:
        while waiting and not _fits(by_part[waiting[0]], group):
            waiting.popleft()
        found, missed = _in_order(by_part[waiting.popleft()], group) if waiting else ((), group)
        pairs += found
        left += missed
    return tuple(pairs), tuple(left)


def _groups(notes: tuple[_Note, ...]) -> Iterator[tuple[_Note, ...]]:
    group: list[_Note] = []
    for note in notes:
        if group and _begins_again(group[-1].sign.key, note.sign.key):
            yield tuple(group)
            group = []
        group.append(note)
    yield tuple(group)


def _begins_again(one: str, two: str) -> bool:
    if one.isdecimal() and two.isdecimal():
        return int(two) <= int(one)
    return one.isalpha() and two.isalpha() and len(one) == len(two) == 1 and two <= one


def _fits(calls: list[Call], group: tuple[_Note, ...]) -> bool:
    keys = {call.sign.key for call in calls}
    return sum(note.sign.key in keys for note in group) * 2 >= len(group)


def _in_order(
    calls: Iterable[Call], notes: tuple[_Note, ...]
) -> tuple[tuple[Pair, ...], tuple[_Note, ...]]:
    by_key: dict[str, deque[Call]] = defaultdict(deque)
    for call in calls:
        by_key[call.sign.key].append(call)
    pairs: list[Pair] = []
    left: list[_Note] = []
    last = (-1, 0, 0, 0)
    for note in notes:
        waiting = by_key[note.sign.key]
        while waiting and (_order(waiting[0]) < last or not answers(note.sign, waiting[0].sign)):
            waiting.popleft()
        if waiting:
            call = waiting.popleft()
            last = _order(call)
            pairs.append(Pair(call, note.place))
        else:
            left.append(note)
    return tuple(pairs), tuple(left)


# -------------------------------------------------------------------------- one note, called twice


def _again(pairs: list[Pair], calls: list[Call]) -> Iterator[Pair]:
    """Pair calls left over with a note that another call with the same mark has already.

    A number or a letter calls its note again anywhere in the section, a sign on the same page.
    """
    known: dict[tuple[int, str, Style], list[Pair]] = defaultdict(list)
    for one in sorted(pairs, key=lambda one: one.call.item):
        known[(one.call.part, one.call.sign.key, one.call.sign.style)].append(one)
    for call in calls:
        same = known.get((call.part, call.sign.key, call.sign.style), [])
        if call.sign.style is Style.SIGN:
            at = bisect_left(same, call.item, key=lambda one: one.call.item)
            near = at < len(same) and same[at].call.item - call.item <= _SAME_PAGE
            if near:
                yield Pair(call, same[at].note)
        elif len(same) == 1:
            yield Pair(call, same[0].note)
