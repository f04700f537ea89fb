"""What became of a place: the words there before and after, and how far they lie apart.

Blocks of the old and the new book are matched by their words, never by their ids: a reader does
not see ids.
"""

from __future__ import annotations

import difflib
import enum
from dataclasses import dataclass, replace

from bench.places.books import Block, Document, Place

WORDS = 40
"""How many characters from a place are looked at."""
ALIKE = 0.5
"""How alike two paragraphs are of which the second is the first, revised."""


class Kept(enum.Enum):
    """What became of a place. BESIDE: its paragraph is gone, and the reader stands where it was."""

    SAME_WORDS = "same words"
    SAME_PARAGRAPH = "same paragraph"
    BESIDE = "beside what is gone"
    ELSEWHERE = "elsewhere"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a reader comes out; ``ends`` where that is the end of a text, not its beginning.

    ``until`` is where the page ends that is shown, None where only the pointer was looked up.
    """

    place: Place | None
    ends: bool = False
    pointer: str = ""
    error: str = ""
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one reader made of one place; ``off`` in paragraphs, None in another document."""

    reader: str
    place: Place
    words: str
    found: str
    kept: Kept
    off: int | None
    pointer: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """An old and a new book, and for each old document and block the new one's numbers."""

    old: tuple[Document, ...]
    new: tuple[Document, ...]
    matched: tuple[tuple[Place | None, ...], ...]
    """`Place.offset` is the number of a block here."""


def compared(old: tuple[Document, ...], new: tuple[Document, ...]) -> Comparison:
    """Match the documents of two books by their file names and their blocks by their words."""
    numbers = {document.href: number for number, document in enumerate(new)}
    return Comparison(old, new, tuple(_pairs(document, numbers, new) for document in old))


def _pairs(
    old: Document, numbers: dict[str, int], new: tuple[Document, ...]
) -> tuple[Place | None, ...]:
    if old.href not in numbers:
        return (None,) * len(old.blocks)
    number = numbers[old.href]
    pairs = _matches(old.blocks, new[number].blocks)
    return tuple(None if pair is None else Place(number, pair) for pair in pairs)


def _matches(old: tuple[Block, ...], new: tuple[Block, ...]) -> tuple[int | None, ...]:
    found: list[int | None] = [None] * len(old)
    before, after = [block.words for block in old], [block.words for block in new]
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, False).get_opcodes():
        if tag == "equal":
            found[a:b] = range(c, d)
        elif tag == "replace":
            _match_revised(found, before, after, (range(a, b), range(c, d)))
    return tuple(found)


def _match_revised(
    found: list[int | None], before: list[str], after: list[str], spans: tuple[range, range]
) -> None:
    free = list(spans[1])
    for number in spans[0]:
        likeness = [(_likeness(before[number], after[each]), -each) for each in free]
        best, other = max(likeness, default=(0.0, 0))
        if best > ALIKE:
            found[number] = -other
            free = [each for each in free if each > -other]


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, False).ratio()


def judged(comparison: Comparison, reader: str, place: Place, landing: Landing) -> Outcome:
    """Return what became of a place, given where a reader comes out."""
    old = comparison.old[place.document]
    words = _words(old, old.block_at(place.offset), place.offset)
    if landing.place is None:
        said = f"{landing.pointer} {landing.error}".strip()
        return Outcome(reader, place, words, "", Kept.NOTHING, None, said)
    there = landing.place
    if landing.until is not None:
        there = _nearest(comparison, place, there, landing.until)
    new = comparison.new[there.document]
    block = new.block_at(there.offset - (1 if landing.ends else 0))
    found = _words(new, block, there.offset)
    kept, off = _verdict(comparison, place, Place(there.document, block), words == found)
    return Outcome(reader, place, words, found, kept, off, landing.pointer)


def _nearest(comparison: Comparison, place: Place, first: Place, until: int) -> Place:
    """Return the place itself where the page shows it, else the nearest that the page shows."""
    old = comparison.old[place.document]
    block = old.block_at(place.offset)
    row = comparison.matched[place.document]
    target = next((each for each in row[block:] if each is not None), None)
    if target is None or target.document != first.document:
        return first
    new = comparison.new[target.document].blocks[target.offset]
    inside = place.offset - old.blocks[block].start if row[block] is not None else 0
    wanted = min(new.start + inside, new.end - 1)
    return replace(first, offset=max(first.offset, min(wanted, until - 1)))


def _words(document: Document, block: int, offset: int) -> str:
    end = document.blocks[block].end
    return " ".join(document.text[offset : max(end, offset)].lstrip()[:WORDS].split())


def _verdict(
    comparison: Comparison, place: Place, landed: Place, same: bool
) -> tuple[Kept, int | None]:
    """Return what is kept and how many paragraphs off; ``landed`` names a block."""
    row = comparison.matched[place.document]
    block = comparison.old[place.document].block_at(place.offset)
    target = row[block]
    if target is not None:
        if target == landed:
            return (Kept.SAME_WORDS if same else Kept.SAME_PARAGRAPH), 0
        return Kept.ELSEWHERE, _distance(target, landed)
    after = next((each for each in row[block + 1 :] if each is not None), None)
    before = next((each for each in reversed(row[:block]) if each is not None), None)
    if landed in (before, after):
        return Kept.BESIDE, 0
    nearest = after or before
    return Kept.ELSEWHERE, None if nearest is None else _distance(nearest, landed)


def _distance(target: Place, landed: Place) -> int | None:
    return landed.offset - target.offset if landed.document == target.document else None
