"""Where the pages of the printed edition begin in an EPUB's text.

The two editions share the ids of their blocks and their words, so that a place on paper is a place
in the EPUB. Not every block is in both, and a text that was printed may have changed since: then
the page begins at the nearest place that leaves the pages in their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bookbuild.model.edition import AT_END, PageStart, Unit
from bookbuild.model.text import Block
from bookbuild.model.walk import block_text
from bookbuild.model.word_starts import word_start
from bookbuild.plan.page_marks import holders, texts_to_mark
from bookbuild.plan.serial.alignment import longest_order

Places = tuple[PageStart, ...]
"""Pages of one unit in their order; "" for a block is the unit's opening."""


@dataclass(frozen=True, slots=True)
class MarkableUnit:
    """A unit with the blocks of it that may hold a mark, in the order in which they are read.

    ``places`` says by its id which of them a block is.
    """

    unit: Unit
    blocks: tuple[Block, ...]
    places: Mapping[str, int]

    def place_of(self, block: str) -> int:
        """Return which of the blocks has an id, -1 for none of them."""
        return self.places.get(block, -1)


def markable(unit: Unit) -> MarkableUnit:
    """Return a unit with what may hold marks in it."""
    blocks = tuple(block for text in texts_to_mark(unit) for block in holders(text))
    return MarkableUnit(unit, blocks, {block.id: n for n, block in enumerate(blocks)})


def printed_places(unit: MarkableUnit, starts: Places, order: tuple[str, ...]) -> Places:
    """Return where the pages on which a unit is printed begin in its text.

    The first begins with the unit's opening, above its heading. ``order`` are the ids of the
    section's blocks in the manuscript: a page that begins with one that is not in the EPUB begins
    behind what stands before that.
    """
    opening = tuple(replace(start, block="", offset=0) for start in starts[:1])
    found = tuple(_in_text(start, unit, order) for start in starts[1:])
    return _in_order((*opening, *_filled(starts[1:], found, unit)), unit)


def published_places(unit: MarkableUnit, starts: Places, order: tuple[str, ...]) -> Places:
    """Return where marks that readers have stand now: by their offset, before a whole word.

    ``order`` are the ids of the blocks that the section had when it was published.
    """
    found = tuple(_in_text(s, unit, order) if s.block else s for s in starts)
    return _in_order(_filled(starts, found, unit), unit)


def places_beside(unit: MarkableUnit, places: Places) -> Places:
    """Return the ends of blocks, or of the opening, that are nearest to where pages begin.

    A mark within a paragraph ends a text that readers count characters in, and some of them then
    find nothing; a mark behind all of a paragraph's words moves nothing (`bench/places`).
    """
    return tuple(_beside(unit, start) for start in places)


def _beside(unit: MarkableUnit, start: PageStart) -> PageStart:
    if not start.block or start.offset == AT_END:
        return replace(start, offset=AT_END)
    place = unit.place_of(start.block)
    length = len(block_text(unit.blocks[place]))
    if start.offset > length - start.offset:
        return replace(start, offset=AT_END)
    if place == 0:
        return replace(start, block="", offset=AT_END)
    return replace(start, block=unit.blocks[place - 1].id, offset=AT_END)


def _in_text(start: PageStart, unit: MarkableUnit, order: tuple[str, ...]) -> PageStart | None:
    """Return where a page begins in the unit's text, None where nobody can say."""
    place = unit.place_of(start.block)
    if place >= 0:
        text = block_text(unit.blocks[place])
        offset = word_start(text, start.offset) if start.offset < len(text) else len(text)
        return replace(start, offset=offset if offset < len(text) else AT_END)
    if start.block not in order:
        return None
    before = reversed(order[: order.index(start.block)])
    there = next((id for id in before if unit.place_of(id) >= 0), "")
    return replace(start, block=there, offset=AT_END if there else 0)


def _filled(starts: Places, found: Sequence[PageStart | None], unit: MarkableUnit) -> Places:
    """Return where the pages begin; one of which nothing is known, where the next one does.

    Such a page holds a picture alone, or notes that the EPUB has elsewhere.
    """
    last = unit.blocks[-1].id if unit.blocks else ""
    block, offset = last, AT_END if last else 0
    filled: list[PageStart] = []
    for start, known in zip(reversed(starts), reversed(found), strict=True):
        if known is not None:
            block, offset = known.block, known.offset
        filled.append(replace(start, block=block, offset=offset))
    return tuple(reversed(filled))


def _in_order(places: Places, unit: MarkableUnit) -> Places:
    """Return the places with those out of order moved to the one before them."""
    keys = [(unit.place_of(start.block), start.offset) for start in places]
    ranks = {n: rank for rank, n in enumerate(sorted(range(len(keys)), key=lambda n: (keys[n], n)))}
    kept = {n for n, _ in longest_order([(n, ranks[n]) for n in range(len(keys))])}
    found: list[PageStart] = []
    for n, start in enumerate(places):
        before = found[-1] if found else replace(start, block="", offset=0)
        at = start if n in kept else replace(start, block=before.block, offset=before.offset)
        found.append(at)
    return tuple(found)
