"""Names that stay: the ids of units, of the blocks in them, and of notes.

An id is what a reader's place in the book hangs on. It is made of the author's own names (an id, a
file's name) and never of a section's number, so that a chapter put in before it does not change it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from bookbuild.model.book import Head, Kind, Placeholder, Section
from bookbuild.model.text import Block, Blocks, Letter, Paragraph, plain_text
from bookbuild.model.walk import every_block
from bookbuild.plan.rebuild import with_children

RESERVED = frozenset(
    "authors-notes colophon-page contents content-notes-page copyright cover half-title "
    "information landmarks nav ncx package page-list story-tags title title-page titlepage "
    "toc".split()
)
"""Ids of the pages that bookbuild adds, and names that an EPUB uses for itself."""

_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
        "ı": "i", "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z",
        "и": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
        "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
        "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "і": "i", "є": "ye",
        "'": "", "’": "", "‘": "",
    }
)  # fmt: skip
_LIKE_A_BLOCK = re.compile(r".+-(?:[pbnr]\d+|(?:before|after)-\d+)")
"""Names that a block or note of another unit may have: "home-p1" is a paragraph of "home"."""

_OWN_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def slug(text: str) -> str:
    """Return the text as lower-case ASCII words joined by hyphens, "" where none are left.

    Accents fall away and Cyrillic is written in Latin letters; other scripts leave nothing.
    """
    bare = unicodedata.normalize("NFKD", text.casefold().replace("й", "y"))
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign)).translate(_LETTERS)
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def unit_ids(sections: Iterable[Section]) -> tuple[str, ...]:
    """Return the id of each section's unit, in the order given.

    The author's ids are given out first; of two sections that want the same name the later one
    gets ``-2``. Names that differ in case only count as the same, for file systems that think so.
    """
    sections = tuple(sections)
    wanted = tuple(_wanted(section) for section in sections)
    own = tuple(bool(section.head.id) for section in sections)
    taken = set(RESERVED)
    given: dict[int, str] = {}
    for place in sorted(range(len(sections)), key=lambda place: not own[place]):
        given[place] = _free(wanted[place], taken)
        taken.add(given[place].casefold())
    return tuple(given[place] for place in range(len(sections)))


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free.casefold() in taken or _LIKE_A_BLOCK.fullmatch(free):
        number += 1
        free = f"{name}-{number}"
    return free


def _wanted(section: Section) -> str:
    head = section.head
    if isinstance(section, Placeholder):
        # The section itself, once it is written, must find its own name free.
        return f"promised-{_promised(head)}"
    if head.id:
        return head.id if _OWN_ID.fullmatch(head.id) else _lettered(slug(head.id), head.kind)
    return _from_file(head)


def _promised(head: Head) -> str:
    plain = head.kind in (Kind.CHAPTER, Kind.PART, Kind.INTERLUDE, Kind.OTHER)
    return (slug(plain_text(head.title)) if plain else "") or slug(head.kind.value)


def _from_file(head: Head) -> str:
    stem = PurePosixPath(head.file).stem
    return _lettered(slug(re.sub(r"^[\d.]+(?:[-_.\s]+|$)", "", stem)) or slug(stem), head.kind)


def _lettered(name: str, kind: Kind) -> str:
    """Return a name that begins with a letter, as an XML id must."""
    if name[:1].isalpha():
        return name
    return "-".join(part for part in (slug(kind.value), name) if part)


# ----------------------------------------------------------------------------------- blocks


def own_anchor(unit: str, anchor: str) -> str:
    """Return the id that a block gets to which its author gave a name."""
    return f"{unit}-{re.sub(r'[^A-Za-z0-9_.-]+', '-', anchor)}"


def name_blocks(blocks: Blocks, prefix: str, unit: str) -> Blocks:
    """Return the blocks with an id each: ``prefix-p3`` for the third paragraph.

    Other blocks are ``prefix-b1`` and on, counted apart, so that a scene break more does not move
    a reader's place. A block that the author named is ``unit-name``. Paragraphs within other
    blocks are counted with the rest.
    """
    return _BlockNamer(prefix, unit, blocks).named(blocks)


class _BlockNamer:
    """Counts paragraphs and other blocks while one text is named; made for one call."""

    def __init__(self, prefix: str, unit: str, blocks: Blocks) -> None:
        self._prefix, self._unit = prefix, unit
        self._own = {own_anchor(unit, block.id) for block in every_block(blocks) if block.id}
        self._counts = {"p": 0, "b": 0}

    def named(self, blocks: Blocks) -> Blocks:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        if isinstance(block, Paragraph):
            return self._paragraph(block)
        name = self._name(block)
        if isinstance(block, Letter):
            return self._letter(replace(block, id=name))
        return with_children(replace(block, id=name), self.named)

    def _paragraph(self, paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, id=self._name(paragraph))

    def _letter(self, letter: Letter) -> Letter:
        head = tuple(map(self._paragraph, letter.head))
        salutation = self._paragraph(letter.salutation) if letter.salutation else None
        blocks = self.named(letter.blocks)
        close = tuple(map(self._paragraph, letter.close))
        return replace(letter, head=head, salutation=salutation, blocks=blocks, close=close)

    def _name(self, block: Block) -> str:
        if block.id:
            return own_anchor(self._unit, block.id)
        sort = "p" if isinstance(block, Paragraph) else "b"
        while True:
            self._counts[sort] += 1
            name = f"{self._prefix}-{sort}{self._counts[sort]}"
            if name not in self._own:
                return name
