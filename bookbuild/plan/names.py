"""Names that stay: the ids of units.

An id is what a reader's place in the book hangs on. It is made of the author's own names (an id, a
file's name) and never of a section's number, so that a chapter put in before it does not change it.
`block_names` has the ids within units.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

from bookbuild.model.book import Head, Kind, Placeholder, Section
from bookbuild.model.text import plain_text

RESERVED = frozenset(
    "authors-notes colophon-page contents content-notes-page copyright cover half-title "
    "information landmarks last-page nav ncx package page-list story-tags title title-page "
    "titlepage toc whats-new".split()
)
"""Ids of the pages that bookbuild adds, and names that an EPUB uses for itself."""
LAST_PAGE = "last-page"
"""The id of the page with which an edition ends (``ends-with:``)."""

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
_LIKE_A_BLOCK = re.compile(r".+-(?:[pbnr]|before|after)-[a-z2-7]{5}(?:-\d+)?")
"""Names that a block or note of another unit may have: "home-p-k3x7q" is a paragraph of "home"."""

_OWN_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def slug(text: str) -> str:
    """Return the text as lower-case ASCII words joined by hyphens, "" where none are left.

    Accents fall away and Cyrillic is written in Latin letters; other scripts leave nothing.
    """
    bare = unicodedata.normalize("NFKD", text.casefold().replace("й", "y"))
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign)).translate(_LETTERS)
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def unit_ids(
    sections: Iterable[Section], published: Iterable[str] = (), retired: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the id of each section's unit, in the order given.

    ``published`` are the ids that readers know the sections by, "" for a new one; ``retired`` are
    never given again. Then the author's ids are given out; of two sections that want the same name
    the later one gets ``-2``. Names that differ in case only count as the same, for file systems
    that think so.
    """
    sections = tuple(sections)
    wanted = tuple(_wanted(section) for section in sections)
    own = tuple(bool(section.head.id) for section in sections)
    given = {place: id for place, id in enumerate(published) if id}
    taken = {*RESERVED, *(id.casefold() for id in (*retired, *given.values()))}
    new = (place for place in range(len(sections)) if place not in given)
    for place in sorted(new, key=lambda place: not own[place]):
        given[place] = _free(wanted[place], taken)
        taken.add(given[place].casefold())
    return tuple(given[place] for place in range(len(sections)))


def _free(name: str, taken: set[str]) -> str:
    name = f"{name}-section" if _LIKE_A_BLOCK.fullmatch(name) else name
    number, free = 1, name
    while free.casefold() in taken:
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
