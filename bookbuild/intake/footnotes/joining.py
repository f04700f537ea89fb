"""The further paragraphs of a note that are not set in, where it is certain that they are its own.

Where one mark and the next both stand above the first of their notes, the notes follow each other
in a list, if nothing says so: what stands between the two belongs to the first. Below a single
note nothing tells where it ends and the text goes on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from bookbuild.intake.footnotes.gathering import Item, NoteBlock
from bookbuild.intake.footnotes.pairing import Call, Pair, Paired, pair
from bookbuild.intake.passages import Passage

_MOST_JOINED = 5
"""A note of more paragraphs than this is told by its indents or its brackets."""

_T = TypeVar("_T")

Sections = tuple[tuple[Item, ...], ...]


def joined(sections: Sections, paired: Paired) -> tuple[Sections, Paired]:
    """Return the sections with such paragraphs in their notes, and the pairs of those."""
    pairs = _by_part((one.call.part, one) for one in paired.pairs)
    idle = _by_part((call.part, call) for call in paired.calls)
    ends = tuple(
        _ends(items, pairs.get(part, ()), idle.get(part, ())) for part, items in enumerate(sections)
    )
    if not any(ends):
        return sections, paired
    made = tuple(
        tuple(_with_further(items, end)) for items, end in zip(sections, ends, strict=True)
    )
    return made, pair(made)


def _by_part(found: Iterable[tuple[int, _T]]) -> dict[int, list[_T]]:
    made: dict[int, list[_T]] = defaultdict(list)
    for part, one in found:
        made[part].append(one)
    return made


def _ends(items: tuple[Item, ...], pairs: Sequence[Pair], idle: Sequence[Call]) -> dict[int, int]:
    """Return for the item of each note that goes on the item of the note behind it."""
    called = {one.note.item: one.call.item for one in reversed(pairs) if _is_near(one)}
    busy = {call.item for call in idle} | {one.call.item for one in pairs}
    return {
        here: behind
        for here, behind in pairwise(sorted(called))
        if 1 < behind - here <= _MOST_JOINED + 1
        and called[here] <= called[behind] < here
        and not busy.intersection(range(here + 1, behind))
        and all(_is_prose(item) for item in items[here + 1 : behind])
        and _closes(items[here])
    }


def _is_near(one: Pair) -> bool:
    return one.call.part == one.note.part


def _is_prose(item: Item) -> bool:
    if not isinstance(item, Passage) or item.rule:
        return False
    text = item.rows[0].text
    return not (len(item.rows) == 1 and text.isupper())


def _closes(item: Item) -> bool:
    """A bracket around a note says where it ends."""
    return isinstance(item, NoteBlock) and item.closed_at == (0, 0)


def _with_further(items: tuple[Item, ...], ends: dict[int, int]) -> Iterator[Item]:
    at = 0
    while at < len(items):
        item, end = items[at], ends.get(at, at + 1)
        further = tuple(one for one in items[at + 1 : end] if isinstance(one, Passage))
        if isinstance(item, NoteBlock) and further:
            item = replace(item, body=item.body + further, passages=item.passages + further)
        yield item
        at = end
