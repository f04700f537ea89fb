"""Blocks as they were found, to blocks as a book has them: gaps, breaks, verses, alignment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from bookbuild.model.text import (
    Aligned,
    BlankLine,
    Block,
    Blocks,
    SceneBreak,
    Verse,
    plain_text,
)
from bookbuild.model.walk import lines_of


def tidied(blocks: Iterable[Block]) -> Blocks:
    """Return the blocks with breaks and gaps single, and with verses and alignment joined.

    A gap beside a scene break says nothing more than the break. Gaps between most paragraphs
    are how the page was spaced, and are left out.
    """
    given = tuple(blocks)
    gaps = sum(isinstance(block, BlankLine) for block in given)
    spaced = gaps * 3 > len(given) - gaps
    joined: list[Block] = []
    for block in given:
        if isinstance(block, BlankLine) and spaced:
            continue
        _join(joined, block)
    while joined and isinstance(joined[-1], BlankLine):
        joined.pop()
    return tuple(joined)


def _join(done: list[Block], block: Block) -> None:
    last = done[-1] if done else None
    match last, block:
        case (None | SceneBreak() | BlankLine(), BlankLine()):
            pass
        case (SceneBreak(), SceneBreak()):
            pass
        case (BlankLine(), SceneBreak()):
            done[-1] = block
        case (Verse(above), Verse(below)) if not block.id:
            done[-1] = replace(last, stanzas=(*above, *below))
        case (Aligned(here, above), Aligned(there, below)) if here is there and not block.id:
            inner = list(above)
            for each in below:
                _join(inner, each)
            done[-1] = replace(last, blocks=tuple(inner))
        case _:
            done.append(block)


def without_wide_alignment(blocks: Blocks) -> Blocks:
    """Return the blocks without the alignment of a page that centres its whole text."""
    aligned = tuple(block for block in blocks if isinstance(block, Aligned))
    if not aligned or _length(aligned) * 2 < _length(blocks) or _length(blocks) < 2000:
        return blocks
    widest = max(aligned, key=lambda block: _length((block,))).align
    return tuple(
        chain.from_iterable(
            _bare(block) if isinstance(block, Aligned) and block.align is widest else (block,)
            for block in blocks
        )
    )


def _bare(aligned: Aligned) -> Blocks:
    """Return what is aligned, the first block with the name that links use for the whole."""
    first, *others = aligned.blocks
    return (replace(first, id=aligned.id or first.id), *others)


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(plain_text(line)) for line in lines_of(tuple(blocks)))
