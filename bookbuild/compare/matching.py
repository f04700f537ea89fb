"""Which section is which: of the old book, and of the new one.

Files and titles are what an author or a tool may change, so the words say it first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from bookbuild.compare.volume import Document, Standing, Volume

_TELLING = 4
"""A paragraph of fewer words ("Yes, she said.") may stand in any chapter."""
_ENOUGH = 0.3
"""The share of a section's telling paragraphs that must be there for it to be the same section."""

Pair = tuple[Document, Document]


def matched(old: Volume, new: Volume) -> tuple[Pair, ...]:
    """Return the documents that both books have, in the order of the new one."""
    found: list[Pair] = []
    for rule in (_by_words, _by_file, _by_name):
        mine = tuple(each for each in old.documents if not any(each is one for one, _ in found))
        theirs = tuple(each for each in new.documents if not any(each is one for _, one in found))
        found += rule(mine, theirs)
    return tuple(sorted(found, key=lambda pair: pair[1].index))


Documents = tuple[Document, ...]


def _by_words(old: Documents, new: Documents) -> Iterator[Pair]:
    """Yield the sections that share most paragraphs, the best pair first."""
    mine, theirs = (tuple(map(_telling, each)) for each in (old, new))
    whose = _alone(mine)
    shared: Counter[tuple[int, int]] = Counter()
    for place, texts in enumerate(theirs):
        shared.update((whose[text], place) for text in texts if text in whose)
    taken: set[tuple[str, int]] = set()
    for (was, now), count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        enough = count >= _ENOUGH * min(len(mine[was]), len(theirs[now]))
        free = ("old", was) not in taken and ("new", now) not in taken
        if enough and free and _alike(old[was], new[now]):
            taken |= {("old", was), ("new", now)}
            yield old[was], new[now]


def _telling(document: Document) -> frozenset[str]:
    if document.standing is Standing.PAGE:
        return frozenset()
    texts = (each for each in document.text if len(each.words) >= _TELLING)
    return frozenset(each.text for each in texts)


def _alone(documents: tuple[frozenset[str], ...]) -> dict[str, int]:
    """Return the document of each paragraph that stands in one only."""
    counts = Counter(text for texts in documents for text in texts)
    return {text: n for n, texts in enumerate(documents) for text in texts if counts[text] == 1}


def _alike(was: Document, now: Document) -> bool:
    """Return whether two documents can be the same: a page and a promise are never a section."""
    apart = (Standing.PAGE, Standing.PROMISE)
    return was.standing is now.standing or not {was.standing, now.standing} & {*apart}


def _by_file(old: Documents, new: Documents) -> Iterator[Pair]:
    return _by_key(old, new, lambda each: each.file)


def _by_name(old: Documents, new: Documents) -> Iterator[Pair]:
    return _by_key(old, new, lambda each: each.name.casefold())


def _by_key(old: Documents, new: Documents, key: Callable[[Document], str]) -> Iterator[Pair]:
    """Yield the pairs whose keys are the same; a key that two have decides nothing."""
    counts = Counter(map(key, old)) + Counter(key(each) for each in new)
    by_key = {key(each): each for each in old}
    for now in new:
        was = by_key.get(key(now))
        if was is not None and counts[key(now)] == 2 and _alike(was, now):
            yield was, now


def kept_promises(
    old: Volume, pairs: tuple[Pair, ...], added: tuple[Document, ...]
) -> tuple[Pair, ...]:
    """Return the promises of the old book with the new sections that keep them."""
    still = {id(was) for was, _ in pairs}
    open_ones = [
        each
        for each in old.documents
        if each.standing is Standing.PROMISE and id(each) not in still
    ]
    free = [each for each in added if each.standing in (Standing.STORY, Standing.BACK)]
    found: list[Pair] = []
    for rule in (_same_name, _same_label, _same_place):
        for promise in tuple(open_ones):
            section = next((each for each in free if rule(promise, each)), None)
            if section is not None:
                found.append((promise, section))
                open_ones.remove(promise)
                free.remove(section)
    return tuple(found)


def _same_name(promise: Document, section: Document) -> bool:
    return promise.name.casefold() == section.name.casefold()


def _same_label(promise: Document, section: Document) -> bool:
    return promise.label != "" and promise.label == section.label


def _same_place(promise: Document, section: Document) -> bool:
    return promise.index == section.index
