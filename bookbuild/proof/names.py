"""Names that are spelled in two ways: Jonathan and Jonathon."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from bookbuild.proof.findings import Finding, Spot, found, times
from bookbuild.proof.galley import Galley, Passage

_WORD = re.compile(r"(?<![\w'’-])[^\W\d_]+(?![\w-])")
_INSIDE = re.compile(r"(?<=[\w,;] )[^\W\d_]+(?![\w-])")
_SHORTEST = 5
_LONG = 6
_FREQUENT = 10
_RARE_SHARE = 8
"""One spelling must be at least so many times as frequent as the other to be the right one."""
_NOUNS_ARE_CAPITALISED = ("de", "lb", "nds", "gsw")
_VOWELS = frozenset("aeiouyäöüáéíóúàèìòùâêîôûëïå")
_ALIKE = (frozenset("ck"), frozenset("sz"), frozenset("iy"), frozenset("vw"), frozenset("sc"))


def names(galley: Galley) -> Iterator[Finding]:
    """Yield names that differ from a much more frequent one as slips of the pen do.

    Both are always capitalised, and never stand in one paragraph, where they would be two people.
    """
    if galley.language in _NOUNS_ARE_CAPITALISED:
        return
    story = tuple(galley.story())
    counts, lower = _words(story)
    names = {
        word: count
        for word, count in counts.items()
        if len(word) >= _SHORTEST and word.lower() not in lower
    }
    for rare, usual in _pairs(names):
        sure = len(rare) >= _LONG and names[usual] >= max(_FREQUENT, _RARE_SHARE * names[rare])
        if not _together(story, rare, usual):
            message = (
                f"The name “{rare}” ({times(names[rare])}) is “{usual}” elsewhere "
                f"({times(names[usual])})."
            )
            hint = "Correct the name, if it is the same."
            yield found("mixed-names", _first(story, rare), message, hint, sure=sure)


def _words(story: tuple[Passage, ...]) -> tuple[Counter[str], frozenset[str]]:
    """Return the words that stand with a capital within a sentence, and those without one."""
    counts: Counter[str] = Counter()
    lower: set[str] = set()
    inside: set[str] = set()
    for passage in story:
        for word in _WORD.findall(passage.free):
            if word[0].islower():
                lower.add(word)
            elif word[1:].islower():
                counts[word] += 1
        inside.update(_INSIDE.findall(passage.free))
    named = {word: count for word, count in counts.items() if word in inside}
    return Counter(named), frozenset(lower)


def _pairs(names: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names that look like one, the rarer first."""
    shapes: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        for shape in {name, *(name[:at] + name[at + 1 :] for at in range(1, len(name) - 1))}:
            shapes[shape].append(name)
    seen: set[tuple[str, str]] = set()
    for shape in sorted(shapes):
        for first in shapes[shape]:
            for second in shapes[shape]:
                if names[first] > names[second] or first == second or (first, second) in seen:
                    continue
                if names[first] == names[second] and first > second:
                    continue
                seen.add((first, second))
                if _is_slip(first, second):
                    yield first, second


def _is_slip(first: str, second: str) -> bool:
    """Return whether two names differ within by a vowel, a doubled letter or two that swapped.

    A name's first letter and its ending make another name of it: Julia and Julie, Mary and Gary.
    """
    if len(first) == len(second):
        differ = [
            at for at, pair in enumerate(zip(first, second, strict=True)) if len(set(pair)) > 1
        ]
        if any(at in (0, len(first) - 1) for at in differ):
            return False
        if len(differ) == 1:
            if {first[-3:], second[-3:]} == {"man", "men"}:
                return False
            return _sound_alike(first[differ[0]], second[differ[0]])
        return (
            len(differ) == 2
            and differ[1] == differ[0] + 1
            and differ[1] < len(first) - 2
            and first[differ[0]] == second[differ[1]]
            and first[differ[1]] == second[differ[0]]
        )
    short, long = sorted((first, second), key=len)
    return any(
        long[:at] + long[at + 1 :] == short and long[at] in (long[at - 1], "h")
        for at in range(1, len(long))
        if len(long) == len(short) + 1
    )


def _sound_alike(first: str, second: str) -> bool:
    both = {first, second}
    return both <= _VOWELS or any(both <= group for group in _ALIKE)


def _together(story: tuple[Passage, ...], first: str, second: str) -> bool:
    return any(first in passage.free and second in passage.free for passage in story)


def _first(story: tuple[Passage, ...], name: str) -> Spot:
    pattern = re.compile(rf"(?<![\w'’-]){re.escape(name)}(?![\w-])")
    for passage in story:
        match = pattern.search(passage.free) if name in passage.free else None
        if match:
            return Spot(passage, match.start(), match.end())
    return Spot(story[0], 0, 0)
