"""Which paragraph is which: the blocks of a section, beside those that readers have.

What has the same letters in the same order is the same; between those, what is much alike is an
edited one; and what stands alone between the same neighbours was written anew in its place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from bookbuild.model.published import PublishedBlock
from bookbuild.plan.serial.likeness import ALIKE, agreement

Pair = tuple[int, int]
"""The place of a published block and that of the block it is now."""

_MOST_COMPARED = 40_000
"""Pairs of blocks that are compared one with the other; larger gaps are paired in their order."""


def align(
    old: Sequence[PublishedBlock], new: Sequence[PublishedBlock]
) -> tuple[PublishedBlock | None, ...]:
    """Return for each new block the published one that it is, None for one that is new.

    A paragraph that was moved is new where it stands, and nothing else is taken for it; so is one
    that left a letter, as long as the letter is there.
    """
    found: list[PublishedBlock | None] = [None] * len(new)
    pairs = tuple(_pairs(old, new, (0, len(old)), (0, len(new))))
    same = {digest for was, now in pairs if (digest := old[was].digest) == new[now].digest}
    moved = _digests(old) & _digests(new) - same
    holders = {old[was].id: new[now].id for was, now in pairs} | {"": ""}
    for was, now in pairs:
        digests = {old[was].digest, new[now].digest}
        if _stays(old[was], new[now], holders) and (len(digests) == 1 or not digests & moved):
            found[now] = old[was]
    return tuple(found)


def _stays(was: PublishedBlock, now: PublishedBlock, holders: dict[str, str]) -> bool:
    """Return whether a block stands in the block that held it, or one of both is not there.

    Paragraphs that were made a letter, or are one no more, are still the same.
    """
    if holders.get(was.within) == now.within:
        return True
    both = was.within in holders and now.within in holders.values()
    return was.digest == now.digest and not both


def _digests(blocks: Sequence[PublishedBlock]) -> set[str]:
    return {block.digest for block in blocks}


def _pairs(
    old: Sequence[PublishedBlock], new: Sequence[PublishedBlock], left: Pair, right: Pair
) -> Iterator[Pair]:
    """Yield the pairs within a stretch of both: its ends, what is unique in it, then the gaps."""
    start, end = _common_start(old, new, left, right), _common_end(old, new, left, right)
    shortest = min(left[1] - left[0], right[1] - right[0])
    end = min(end, shortest - start)
    yield from ((left[0] + n, right[0] + n) for n in range(start))
    yield from ((left[1] - n, right[1] - n) for n in range(1, end + 1))
    left, right = (left[0] + start, left[1] - end), (right[0] + start, right[1] - end)
    if left[0] == left[1] or right[0] == right[1]:
        return
    anchors = _anchors(old, new, left, right)
    if not anchors:
        yield from _in_gap(old, new, left, right)
        return
    yield from anchors
    before = (left[0] - 1, right[0] - 1)
    for was, now in (*anchors, (left[1], right[1])):
        yield from _pairs(old, new, (before[0] + 1, was), (before[1] + 1, now))
        before = (was, now)


def _common_start(
    old: Sequence[PublishedBlock], new: Sequence[PublishedBlock], left: Pair, right: Pair
) -> int:
    count = 0
    while (
        left[0] + count < left[1]
        and right[0] + count < right[1]
        and old[left[0] + count].digest == new[right[0] + count].digest
    ):
        count += 1
    return count


def _common_end(
    old: Sequence[PublishedBlock], new: Sequence[PublishedBlock], left: Pair, right: Pair
) -> int:
    count = 0
    while (
        left[1] - count > left[0]
        and right[1] - count > right[0]
        and old[left[1] - count - 1].digest == new[right[1] - count - 1].digest
    ):
        count += 1
    return count


def _anchors(
    old: Sequence[PublishedBlock], new: Sequence[PublishedBlock], left: Pair, right: Pair
) -> list[Pair]:
    """Return pairs of blocks that are alone of their letters, in an order that both sides have.

    The longest such order (patience diff): a paragraph that was moved does not move its neighbours.
    """
    counts = Counter(old[n].digest for n in range(*left))
    others = Counter(new[n].digest for n in range(*right))
    places = {new[n].digest: n for n in range(*right)}
    alone = (n for n in range(*left) if counts[old[n].digest] == others[old[n].digest] == 1)
    return longest_order([(n, places[old[n].digest]) for n in alone])


def longest_order(pairs: list[Pair]) -> list[Pair]:
    """Return the longest run of pairs, in order on the left, that is in order on the right."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, now) in enumerate(pairs):
        place = bisect_left(tails, now)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [now]
        ends[place : place + 1] = [index]
    run: list[Pair] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]


def _in_gap(
    old: Sequence[PublishedBlock], new: Sequence[PublishedBlock], left: Pair, right: Pair
) -> Iterator[Pair]:
    """Yield the edited blocks of a stretch without a same one, then those in their place."""
    alike = _alike(old, new, left, right)
    yield from alike
    before = (left[0] - 1, right[0] - 1)
    for was, now in (*alike, (left[1], right[1])):
        yield from _in_their_order(old, new, (before[0] + 1, was), (before[1] + 1, now))
        before = (was, now)


def _alike(
    old: Sequence[PublishedBlock], new: Sequence[PublishedBlock], left: Pair, right: Pair
) -> list[Pair]:
    """Return the pairs in order whose sketches agree most in all (Needleman and Wunsch)."""
    height, width = left[1] - left[0], right[1] - right[0]
    if height * width > _MOST_COMPARED:
        return []
    best = [[0] * (width + 1) for _ in range(height + 1)]
    for row in range(height - 1, -1, -1):
        for column in range(width - 1, -1, -1):
            gain = _gain(old[left[0] + row], new[right[0] + column])
            paired = gain + best[row + 1][column + 1] if gain else 0
            best[row][column] = max(paired, best[row + 1][column], best[row][column + 1])
    pairs: list[Pair] = []
    row = column = 0
    while row < height and column < width and best[row][column]:
        if best[row][column] == best[row + 1][column]:
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            pairs.append((left[0] + row, right[0] + column))
            row, column = row + 1, column + 1
    return pairs


def _gain(was: PublishedBlock, now: PublishedBlock) -> int:
    if was.paragraph is not now.paragraph:
        return 0
    return max(0, agreement(was, now) - ALIKE + 1)


def _in_their_order(
    old: Sequence[PublishedBlock], new: Sequence[PublishedBlock], left: Pair, right: Pair
) -> Iterator[Pair]:
    for was, now in zip(range(*left), range(*right), strict=False):
        if old[was].paragraph is new[now].paragraph:
            yield was, now
