"""The ids of blocks and notes: made of their own first words, so that they stay.

A block that is put in, taken out or edited behind its first words moves the id of no other. What
was published keeps its id even where its first words change (`plan.serial`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from bookbuild.model.text import Block, Blocks, Conditional, Letter, Paragraph, plain_text
from bookbuild.model.walk import every_block, lines_of
from bookbuild.plan.rebuild import with_children, with_id

_LETTERS_LOOKED_AT = 60
"""About ten words: enough to tell paragraphs apart, few enough that most edits come later."""

_NO_LETTERS = re.compile(r"[\W_]+")
_NO_ASCII_LETTERS = {code: None for code in range(128) if not chr(code).isalnum()}
_BASE_32 = "abcdefghijklmnopqrstuvwxyz234567"


def own_anchor(unit: str, anchor: str) -> str:
    """Return the id that a block gets to which its author gave a name."""
    return f"{unit}-{re.sub(r'[^A-Za-z0-9_.-]+', '-', anchor)}"


def _first_letters(blocks: Blocks) -> str:
    """Return the first letters and digits of blocks, case folded: as many as are looked at.

    Without marks and spaces, they are the same before and after typography.
    """
    found = ""
    for line in lines_of(blocks):
        text = plain_text(line)
        for start in range(0, len(text), 2 * _LETTERS_LOOKED_AT):
            piece = text[start : start + 2 * _LETTERS_LOOKED_AT].casefold()
            found += _letters(piece)
            if len(found) >= _LETTERS_LOOKED_AT:
                return found[:_LETTERS_LOOKED_AT]
    return found


def _letters(text: str) -> str:
    """Return the letters and digits of a text."""
    # In ASCII alone, "translate" takes a third of the time of the pattern.
    bare = text.translate(_NO_ASCII_LETTERS)
    return bare if bare.isascii() else _NO_LETTERS.sub("", bare)


def fingerprint(blocks: Blocks, before: str = "") -> str:
    """Return five small letters and digits that stand for the first words of blocks.

    ``before`` is what stands for words where there are none: a scene break goes by the block
    before it.
    """
    return _short(_first_letters(blocks) or f"\x1f{before}")


def distinct(marks: Iterable[str]) -> tuple[str, ...]:
    """Return the marks, the second of the same kind with ``-2`` behind it."""
    seen: Counter[str] = Counter()
    found: list[str] = []
    for mark in marks:
        seen[mark] += 1
        found.append(mark if seen[mark] == 1 else f"{mark}-{seen[mark]}")
    return tuple(found)


def _short(words: str) -> str:
    """Return five signs for words: their digest's first in base 32 (RFC 4648), in small letters."""
    bits = int.from_bytes(sha256(words.encode()).digest()[:4], "big")
    return "".join([_BASE_32[bits >> shift & 31] for shift in (27, 22, 17, 12, 7)])


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
        self._last: dict[str, int] = {}
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
        name = self._name(paragraph)
        return paragraph if paragraph.id == name else with_id(paragraph, name)

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
        # From the last number on, or ten thousand equal lines would take a hundred million looks.
        number = self._last.get(name, 1)
        free = name if number == 1 else f"{name}-{number}"
        while free in self._taken:
            number += 1
            free = f"{name}-{number}"
        self._last[name] = number
        self._taken.add(free)
        return free
