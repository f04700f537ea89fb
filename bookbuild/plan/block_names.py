"""The ids of blocks and notes: made of their own first words, so that they stay.

A block that is put in, taken out or edited behind its first words moves the id of no other. What
was published keeps its id even where its first words change (`plan.serial`).
"""

from __future__ import annotations

import re
from base64 import b32encode
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import islice

from bookbuild.model.text import Block, Blocks, Conditional, Letter, Paragraph, plain_text
from bookbuild.model.walk import every_block, lines_of
from bookbuild.plan.rebuild import with_children

_LETTERS_LOOKED_AT = 60
"""About ten words: enough to tell paragraphs apart, few enough that most edits come later."""


def own_anchor(unit: str, anchor: str) -> str:
    """Return the id that a block gets to which its author gave a name."""
    return f"{unit}-{re.sub(r'[^A-Za-z0-9_.-]+', '-', anchor)}"


def letters_of(blocks: Blocks) -> Iterator[str]:
    """Yield the letters and digits of blocks, case folded, piece by piece.

    Without marks and spaces, they are the same before and after typography.
    """
    for line in lines_of(blocks):
        yield from re.findall(r"[^\W_]+", plain_text(line).casefold())


def fingerprint(blocks: Blocks, before: str = "") -> str:
    """Return five small letters and digits that stand for the first words of blocks.

    ``before`` is what stands for words where there are none: a scene break goes by the block
    before it.
    """
    words = "".join(islice(letters_of(blocks), _LETTERS_LOOKED_AT))[:_LETTERS_LOOKED_AT]
    return _short(words or f"\x1f{before}")


def distinct(marks: Iterable[str]) -> tuple[str, ...]:
    """Return the marks, the second of the same kind with ``-2`` behind it."""
    seen: Counter[str] = Counter()
    found: list[str] = []
    for mark in marks:
        seen[mark] += 1
        found.append(mark if seen[mark] == 1 else f"{mark}-{seen[mark]}")
    return tuple(found)


def _short(words: str) -> str:
    return b32encode(sha256(words.encode()).digest()).decode().lower()[:5]


def name_blocks(
    blocks: Blocks, prefix: str, unit: str, known: tuple[str, ...] = (), taken: tuple[str, ...] = ()
) -> Blocks:
    """Return the blocks with an id each: ``prefix-p-k3x7q`` for a paragraph, ``-b-`` for others.

    A block that the author named is ``unit-name``. ``known`` are the published ids of the blocks
    in reading order, a block before what it holds, "" for a new one; ``taken`` are given to none.
    """
    return _BlockNamer(prefix, unit, blocks, known, taken).named(blocks)


def sort_of(block: Block) -> str:
    """Return "p" for a paragraph and "b" for another block: neither takes the other's id."""
    return "p" if isinstance(block, Paragraph) else "b"


class _BlockNamer:
    """Gives ids while one text is walked through; made for one call."""

    def __init__(
        self, prefix: str, unit: str, blocks: Blocks, known: tuple[str, ...], taken: tuple[str, ...]
    ) -> None:
        self._prefix, self._unit = prefix, unit
        own = (own_anchor(unit, block.id) for block in every_block(blocks) if block.id)
        self._taken = {*own, *taken, *filter(None, known)}
        self._known = iter(known)
        self._before = ""

    def named(self, blocks: Blocks) -> Blocks:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Conditional():
                return with_children(block, self.named)
            case Letter():
                return self._letter(replace(block, id=self._name(block)))
            case _:
                return with_children(replace(block, id=self._name(block)), self.named)

    def _paragraph(self, paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, id=self._name(paragraph))

    def _letter(self, letter: Letter) -> Letter:
        head = tuple(map(self._paragraph, letter.head))
        salutation = self._paragraph(letter.salutation) if letter.salutation else None
        blocks = self.named(letter.blocks)
        close = tuple(map(self._paragraph, letter.close))
        return replace(letter, head=head, salutation=salutation, blocks=blocks, close=close)

    def _name(self, block: Block) -> str:
        published = next(self._known, "")
        words = fingerprint((block,), self._before)
        self._before = words
        if published:
            return published
        if block.id:
            return own_anchor(self._unit, block.id)
        return self._free(f"{self._prefix}-{sort_of(block)}-{words}")

    def _free(self, name: str) -> str:
        number, free = 1, name
        while free in self._taken:
            number += 1
            free = f"{name}-{number}"
        self._taken.add(free)
        return free
