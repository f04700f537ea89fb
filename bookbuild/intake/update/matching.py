"""Which section of a source is in a book already, told as a librarian would: heading, then words.

A heading decides where kind, number and title agree; else the words do, by runs of five, so that
a section is known again after its author has edited, retitled or renamed it.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bookbuild.intake.words import words_of
from bookbuild.model.book import Kind

_RUN = 5
_SHORT = 400
"""A text with fewer words than this is compared by every run, a longer one by one in four."""
_ONE_IN = 4
_MOSTLY = 0.5
_WHOLLY = 0.7
_A_LITTLE = 0.15
_FENCE = re.compile(r"\s{0,3}:{3,}")


@dataclass(frozen=True, slots=True)
class Known:
    """A section as it is compared: ``number`` is as the reader would say it, "" for none.

    ``words`` are those of its text and notes; ``file`` names it in messages.
    """

    file: str
    kind: Kind
    number: str
    title: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a section of the source stands in the book: ``whole`` is False for a part of a file."""

    file: str
    whole: bool
    differing: int


@dataclass(frozen=True, slots=True)
class _Pair:
    score: float
    apart: int
    source: int
    there: int


def text_words(body: str) -> tuple[str, ...]:
    """Return the words of a section's text, without the lines that fence a block."""
    lines = (line for line in body.split("\n") if not _FENCE.match(line))
    return tuple(word for line in lines for word in words_of(line))


def matches(source: tuple[Known, ...], book: tuple[Known, ...]) -> tuple[Match | None, ...]:
    """Return for each section of the source where it is in the book, None for a new one."""
    ours = tuple(frozenset(_runs(one.words)) for one in source)
    theirs = tuple(frozenset(_runs(one.words)) for one in book)
    shared = _shared(ours, theirs)
    found: dict[int, int] = {}
    taken: set[int] = set()
    for pair in sorted(_pairs(source, book, ours, theirs, shared), key=_rank):
        if pair.source not in found and pair.there not in taken:
            found[pair.source] = pair.there
            taken.add(pair.there)
    return tuple(
        _match(one, book[found[at]]) if at in found else _within(ours[at], shared[at], book, theirs)
        for at, one in enumerate(source)
    )


def _rank(pair: _Pair) -> tuple[float, int, int]:
    return -pair.score, pair.apart, pair.source


def _match(one: Known, other: Known) -> Match:
    ours, theirs = Counter(one.words), Counter(other.words)
    if one.words == other.words:
        return Match(other.file, True, 0)
    differing = max((ours - theirs).total(), (theirs - ours).total(), 1)
    return Match(other.file, True, differing)


def _within(
    runs: frozenset[int],
    shared: Counter[int],
    book: tuple[Known, ...],
    theirs: tuple[frozenset[int], ...],
) -> Match | None:
    """A section may have been joined to another, or divided among several files."""
    if len(runs) < _RUN or not shared:
        return None
    best, count = max(shared.items(), key=lambda pair: (pair[1], -pair[0]))
    if count >= _WHOLLY * len(runs):
        return Match(book[best].file, False, 0)
    everywhere = frozenset[int]().union(*(theirs[at] for at in shared))
    if len(runs & everywhere) >= _WHOLLY * len(runs):
        files = sorted(at for at, n in shared.items() if n * 10 >= len(runs))
        return Match(" and ".join(book[at].file for at in files), False, 0)
    return None


# ------------------------------------------------------------------------------------ likeness


def _runs(words: tuple[str, ...]) -> Iterator[int]:
    every = len(words) < _SHORT
    folded = tuple(word.casefold() for word in words)
    for at in range(max(1, len(folded) - _RUN + 1) if folded else 0):
        mark = zlib.crc32(" ".join(folded[at : at + _RUN]).encode())
        if every or mark % _ONE_IN == 0:
            yield mark


def _shared(
    ours: tuple[frozenset[int], ...], theirs: tuple[frozenset[int], ...]
) -> tuple[Counter[int], ...]:
    """Return for each section of the source how many runs it shares with which of the book's."""
    where: dict[int, list[int]] = {}
    for at, runs in enumerate(theirs):
        for run in runs:
            where.setdefault(run, []).append(at)
    return tuple(Counter(at for run in runs for at in where.get(run, ())[:50]) for runs in ours)


def _pairs(
    source: tuple[Known, ...],
    book: tuple[Known, ...],
    ours: tuple[frozenset[int], ...],
    theirs: tuple[frozenset[int], ...],
    shared: tuple[Counter[int], ...],
) -> Iterator[_Pair]:
    by_heading: dict[tuple[Kind, str], list[int]] = {}
    for at, one in enumerate(book):
        for key in _headings(one):
            by_heading.setdefault(key, []).append(at)
    for at, one in enumerate(source):
        near = {there for key in _headings(one) for there in by_heading.get(key, ())[:50]}
        for there in sorted(near | set(shared[at])):
            alike = _alike(ours[at], theirs[there], shared[at][there])
            score = _score(one, book[there], alike)
            if score:
                yield _Pair(score, abs(at - there), at, there)


def _headings(one: Known) -> Iterable[tuple[Kind, str]]:
    alone = one.kind not in (Kind.CHAPTER, Kind.OTHER, Kind.PART, Kind.INTERLUDE)
    said = (_folded(one.title), f"no. {one.number}" if one.number else "", "alone" if alone else "")
    return tuple((one.kind, words) for words in said if words)


def _alike(ours: frozenset[int], theirs: frozenset[int], shared: int) -> float:
    """Return which part of the longer text's runs the two share; short additions count little."""
    return shared / max(min(len(ours), len(theirs)), max(len(ours), len(theirs)) // 2, 1)


def _score(one: Known, other: Known, alike: float) -> float:
    """Return how surely two sections are the same one, 0.0 where they are not."""
    same_kind = one.kind is other.kind
    same_number = bool(one.number) and one.number == other.number
    titles = _folded(one.title), _folded(other.title)
    same_title = same_kind and bool(titles[0]) and titles[0] == titles[1]
    untitled = not (titles[0] and titles[1])
    score = 2 * alike + 0.2 * same_number
    if same_title and (same_number or not (one.number and other.number) or alike > _A_LITTLE):
        return score + 2 + same_number
    alone = (one.kind, "alone") in _headings(one)
    if same_kind and untitled and (same_number or (alone and not one.number)):
        return score + 1
    known_again = alike >= _MOSTLY or (same_kind and same_number and alike >= _A_LITTLE)
    return score if known_again else 0.0


def _folded(title: str) -> str:
    return " ".join(words_of(title)).casefold()
