"""Where a found passage stands on paper, and on which line of its author's file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from bookbuild.model.book import Book, Written
from bookbuild.model.edition import Edition, PageStart, Pagination
from bookbuild.model.published import Published
from bookbuild.model.walk import every_block, texts_of
from bookbuild.plan.finding import Passage, letters_of_line
from bookbuild.plan.serial.identity import identified
from bookbuild.plan.serial.likeness import described

_LINES_LOOKED_AT = 500
_LETTERS_LOOKED_FOR = 60
_Key = tuple[int, int, int]
"""A unit's place, a block's place in it, a character: what comes first on paper is smaller."""


def page_of(passage: Passage, edition: Edition, pagination: Pagination) -> PageStart | None:
    """Return the page of a printed edition on which a passage of it begins, None for none."""
    order = dict(_order(edition))
    sought = _key(order, passage.unit, passage.block, passage.offset)
    if sought is None:
        return None
    found: PageStart | None = None
    latest: _Key = (-1, -1, 0)
    for start in pagination.pages:
        key = _key(order, start.unit, start.block, start.offset) if start.unit else None
        latest = max(latest, key or latest)
        if latest > sought:
            break
        found = start if start.unit == passage.unit else found
    return found


def _order(edition: Edition) -> Iterator[tuple[tuple[str, str], tuple[int, int]]]:
    for place, unit in enumerate(edition.units):
        yield (unit.head.id, ""), (place, -1)
        blocks = (block for text in texts_of(unit) for block in every_block(text))
        for number, block in enumerate(blocks):
            if block.id:
                yield (unit.head.id, block.id), (place, number)


def _key(
    order: dict[tuple[str, str], tuple[int, int]], unit: str, block: str, offset: int
) -> _Key | None:
    place = order.get((unit, block))
    return (*place, offset) if place else None


def same_passage(passage: Passage, others: tuple[Passage, ...]) -> Passage | None:
    """Return the same passage in another edition, None where that has it not.

    A note stands in the appendix there and has other ids: it is known by what is around it.
    """
    same_block = (
        each for each in others if each.block == passage.block and each.unit == passage.unit
    )
    same_words = (each for each in others if _looks(each) == _looks(passage))
    near = min(same_block, key=lambda each: abs(each.offset - passage.offset), default=None)
    return near or next(same_words, None)


def _looks(passage: Passage) -> tuple[str, str, str]:
    return passage.before, passage.words, passage.after


def as_published(book: Book, published: Published) -> frozenset[str]:
    """Return the ids of the blocks that stand as they were published, and of whole such units.

    What was edited since may have moved on paper; an id of a unit says that nothing in it was.
    """
    before = {section.id: section.blocks for section in published.sections}
    same: set[str] = set()
    for section in identified(book, published).sections:
        was = before.get(section.head.unit)
        if was is None or not isinstance(section, Written):
            continue
        now = described(section.blocks)
        theirs = {block.id: block.digest for block in was}
        same |= {block.id for block in now if theirs.get(block.id) == block.digest}
        if [block.digest for block in was] == [block.digest for block in now]:
            same.add(section.head.unit)
    return frozenset(same)


def line_within(lines: tuple[str, ...], first: int, letters: str) -> int:
    """Return the line, from 1, on which the letters begin, at ``first`` or soon after it.

    ``first`` where they are not to be found so, because a mark stands in the middle of them.
    """
    if not first:
        return 0
    nearby = tuple(map(_plain, lines[first - 1 : first - 1 + _LINES_LOOKED_AT]))
    at = "".join(nearby).find(letters[:_LETTERS_LOOKED_FOR])
    if at < 0:
        return first
    ends = accumulate(map(len, nearby))
    return first + next(number for number, end in enumerate(ends) if end > at)


def _plain(line: str) -> str:
    """Return the letters of a source line without footnotes' marks and addresses."""
    return letters_of_line(re.sub(r"\[\^[^\]]*\]|\]\([^)]*\)|\{[^}]*\}", " ", line))
