"""Which section is which: the manuscript's, beside those that readers have.

The author may have renamed a file, changed a title, or put a chapter in so that every number moved.
The author's own id says it best, then the words themselves, then the file's name, then the title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from bookbuild.model.book import Section, Written
from bookbuild.model.published import PublishedBlock, PublishedSection
from bookbuild.model.text import plain_text
from bookbuild.plan.names import unit_ids

_TELLING = 4
"""A paragraph of fewer words ("Yes, she said.") may stand in any chapter."""
_ENOUGH = 0.3
"""The share of a section's telling paragraphs that must be there for it to be the same section."""

Known = tuple[PublishedSection | None, ...]


Text = tuple[PublishedBlock, ...]
"""What tells the blocks of a section from each other, () for a promise."""


def recognised(
    sections: tuple[Section, ...], texts: tuple[Text, ...], published: tuple[PublishedSection, ...]
) -> Known:
    """Return for each section the published one that it is, None for a new one.

    ``texts`` describes the blocks of each section.
    """
    found: dict[int, PublishedSection] = {}
    written = [n for n, section in enumerate(sections) if isinstance(section, Written)]

    def by_words(sections: Sections, places: tuple[int, ...], free: Free) -> Found:
        return _by_words(texts, places, free)

    for rule in (_by_own_id, by_words, _by_file, _by_name, _by_title):
        taken = {one.id for one in found.values()}
        free = tuple(one for one in published if one.id not in taken)
        open_places = tuple(n for n in written if n not in found)
        if free and open_places:
            found |= rule(sections, open_places, free)
    return tuple(found.get(n) for n in range(len(sections)))


Found = dict[int, PublishedSection]
Sections = tuple[Section, ...]
Free = tuple[PublishedSection, ...]


def _by_key(
    places: tuple[int, ...],
    free: Free,
    key: Callable[[int], str],
    known: Callable[[PublishedSection], str],
) -> Found:
    """Return the pairs whose keys are the same and not ""; a key that two have decides nothing."""
    counts = Counter(known(one) for one in free)
    by_key = {known(one): one for one in free if known(one) and counts[known(one)] == 1}
    ours = Counter(key(n) for n in places)
    return {n: by_key[key(n)] for n in places if key(n) in by_key and ours[key(n)] == 1}


def _by_own_id(sections: Sections, places: tuple[int, ...], free: Free) -> Found:
    return _by_key(places, free, lambda n: sections[n].head.id, lambda one: one.id)


def _by_file(sections: Sections, places: tuple[int, ...], free: Free) -> Found:
    return _by_key(places, free, lambda n: sections[n].head.file, lambda one: one.file)


def _by_name(sections: Sections, places: tuple[int, ...], free: Free) -> Found:
    """The name that a file gives without its number: 04-arrivals.md was 03-arrivals.md."""
    names = unit_ids(sections)
    return _by_key(places, free, lambda n: names[n], lambda one: one.id)


def _by_title(sections: Sections, places: tuple[int, ...], free: Free) -> Found:
    def title(n: int) -> str:
        return plain_text(sections[n].head.title).casefold()

    return _by_key(places, free, title, lambda one: one.title.casefold())


def _by_words(texts: tuple[Text, ...], places: tuple[int, ...], free: Free) -> Found:
    """The sections that share most paragraphs, the best pair first."""
    whose = _whose_paragraphs(free)
    shared: Counter[tuple[int, str]] = Counter()
    counts: dict[int, int] = {}
    for n in places:
        digests = _telling(texts[n])
        counts[n] = len(digests)
        shared.update((n, whose[digest]) for digest in digests if digest in whose)
    by_id = {one.id: one for one in free}
    sizes = {one.id: len(_telling(one.blocks)) for one in free}
    found: Found = {}
    taken: set[str] = set()
    for (n, id), count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        enough = count >= _ENOUGH * min(counts[n], sizes[id])
        if enough and n not in found and id not in taken:
            found[n] = by_id[id]
            taken.add(id)
    return found


def _whose_paragraphs(free: Free) -> dict[str, str]:
    """Return the section of each paragraph that stands in one section only."""
    seen: Counter[str] = Counter()
    whose: dict[str, str] = {}
    for one in free:
        for digest in _telling(one.blocks):
            seen[digest] += 1
            whose[digest] = one.id
    return {digest: id for digest, id in whose.items() if seen[digest] == 1}


def _telling(blocks: Text) -> set[str]:
    return {block.digest for block in blocks if block.words >= _TELLING}
