"""Words that are spelled in two ways in one book: good-bye and goodbye."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from bookbuild.proof.findings import Finding, Spot, found, times
from bookbuild.proof.galley import Galley, Passage

_WORD = re.compile(r"(?<![\w'’-])[^\W\d_]+(?:-[^\W\d_]+)*(?![\w-])")
_SHORTEST = 2
_OTHER_WORD = frozenset("co-op a-way in-to on-to un-ionized pre-sent over-time".split())
"""Words that are others without their hyphen."""


def spellings(galley: Galley) -> Iterator[Finding]:
    """Yield the words that have a hyphen in one place and none in another.

    Open spellings ("good bye") are only suspected: "a well-known man" is "well known" besides.
    """
    story = tuple(galley.story())
    counts: Counter[str] = Counter()
    for passage in story:
        counts.update(_WORD.findall(passage.free))
    hyphenated = sorted(word for word in counts if _may_be_solid(word))
    solid = {word: word.replace("-", "") for word in hyphenated}
    for word in hyphenated:
        if counts[solid[word]]:
            yield _mixed(story, counts, word, solid[word])
    yield from _open_spellings(story, counts, hyphenated)


def _may_be_solid(word: str) -> bool:
    parts = word.split("-")
    return (
        len(parts) > 1
        and word == word.lower()
        and word not in _OTHER_WORD
        and all(len(part) >= _SHORTEST for part in parts)
        and not _is_stammer(parts)
    )


def _is_stammer(parts: list[str]) -> bool:
    """Return whether somebody stammers or draws a word out: "wh-what", "ha-ha", "no-o"."""
    return any(after.startswith(before) for before, after in pairwise(parts))


def _mixed(
    story: tuple[Passage, ...], counts: Counter[str], hyphenated: str, solid: str
) -> Finding:
    rare, usual = hyphenated, solid
    if counts[solid] < counts[hyphenated]:
        rare, usual = solid, hyphenated
    message = (
        f"“{rare}” is here and “{usual}” elsewhere: "
        f"{times(counts[rare])} the one, {times(counts[usual])} the other."
    )
    hint = "Choose one spelling for the book."
    # "Re-covered" and "recovered" may be two words, and no list names all of these.
    sure = not hyphenated.startswith("re-")
    return found("mixed-hyphens", _first(story, rare), message, hint, sure=sure)


def _first(story: tuple[Passage, ...], word: str) -> Spot:
    pattern = re.compile(rf"(?<![\w'’-]){re.escape(word)}(?![\w-])")
    for passage in story:
        match = pattern.search(passage.free) if word in passage.free else None
        if match:
            return Spot(passage, match.start(), match.end())
    return Spot(story[0], 0, 0)


def _open_spellings(
    story: tuple[Passage, ...], counts: Counter[str], hyphenated: list[str]
) -> Iterator[Finding]:
    wanted = {word.replace("-", " "): word for word in hyphenated if word.count("-") == 1}
    seconds = {word.split()[1] for word in wanted}
    apart: Counter[str] = Counter()
    for passage in story:
        words = passage.free.split()
        for before, after in pairwise(words):
            bare = after.rstrip(".,;:!?…”’\"'")
            if bare in seconds and f"{before} {bare}" in wanted:
                apart[f"{before} {bare}"] += 1
    for words_apart, count in sorted(apart.items()):
        word = wanted[words_apart]
        message = (
            f"“{word}” is here, and “{words_apart}” elsewhere: "
            f"{times(counts[word])} the one, {times(count)} the other."
        )
        hint = "Look whether both are meant."
        yield found("mixed-hyphens", _first(story, word), message, hint, sure=False)
