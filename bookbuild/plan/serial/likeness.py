"""How alike two texts are: what tells an edited paragraph from another one.

A digest says whether the letters are the same. A sketch of nearly the same words is nearly the
same (minwise hashing with one permutation and eight bins), so that the record of a publication
needs no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from itertools import pairwise
from zlib import crc32

from bookbuild.model.published import PublishedBlock
from bookbuild.model.text import Block, Blocks, Conditional, Paragraph, plain_text
from bookbuild.model.walk import blocks_in, lines_in, lines_of

_WORD = re.compile(r"[^\W_]+")
_BINS = 8
ALIKE = 3
"""How many of the eight bins must agree. Paragraphs that share nothing but common words agree in
one; those in which one word in ten was changed, in six."""


def described(blocks: Blocks) -> tuple[PublishedBlock, ...]:
    """Return what tells the blocks of a section from each other, each before what it holds.

    The ids are those the blocks have. What has no words goes by the block before it.
    """
    return tuple(_described(blocks))


def _described(blocks: Blocks) -> Iterator[PublishedBlock]:
    before = ""
    for block, within in _with_parents(blocks, ""):
        words = _words((block,))
        digest = _digest(words or (before, type(block).__name__))
        before = digest
        yield PublishedBlock(
            id=block.id,
            paragraph=isinstance(block, Paragraph),
            words=_own_count(block),
            digest=digest,
            sketch=_sketch(words),
            within=within,
        )


def _with_parents(blocks: Blocks, within: str) -> Iterator[tuple[Block, str]]:
    """Yield the blocks that get an id, in the order of `every_named`, with what holds them."""
    for block in blocks:
        if isinstance(block, Conditional):
            yield from _with_parents(blocks_in(block), within)
        else:
            yield block, within
            yield from _with_parents(blocks_in(block), block.id)


def _words(blocks: Blocks) -> tuple[str, ...]:
    lines = (plain_text(line).casefold() for line in lines_of(blocks))
    return tuple(word for line in lines for word in _WORD.findall(line))


def _own_count(block: Block) -> int:
    return sum(len(_WORD.findall(plain_text(line))) for line in lines_in(block))


def _digest(words: tuple[str, ...]) -> str:
    return blake2b("\x1f".join(words).encode(), digest_size=6).hexdigest()


def _sketch(words: tuple[str, ...]) -> int:
    """Return for each bin the lowest number of a word or of a pair of words in it, a byte each.

    A bin without any is 0.
    """
    least = [1 << 32] * _BINS
    for feature in (*words, *map(" ".join, pairwise(words))):
        number = crc32(feature.encode())
        least[number % _BINS] = min(least[number % _BINS], number)
    found = (number >> 8 & 0xFF or 1 if number < 1 << 32 else 0 for number in least)
    return int.from_bytes(bytes(found))


def agreement(one: PublishedBlock, other: PublishedBlock) -> int:
    """Return in how many of the eight bins two texts agree, all of them for the same letters."""
    if one.digest == other.digest:
        return _BINS
    mine, theirs = one.sketch.to_bytes(_BINS), other.sketch.to_bytes(_BINS)
    return sum(a == b != 0 for a, b in zip(mine, theirs, strict=True))
