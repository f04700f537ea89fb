"""What was done to the text of one section: paragraphs new, revised and taken out, and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from bookbuild.compare.volume import Document, Passage, Sort
from bookbuild.model.published import PublishedBlock
from bookbuild.model.text import Paragraph, Text
from bookbuild.plan.serial.alignment import align
from bookbuild.plan.serial.likeness import described

_MOST_COMPARED = 1_000_000
"""Pairs of words that are looked at in one paragraph; in a longer one words are only counted."""

Passages = tuple[Passage, ...]
PassagePair = tuple[Passage, Passage]


@dataclass(frozen=True, slots=True)
class Revision:
    """What changed in a section; ``notes`` and ``footnotes`` are words that were added, removed.

    ``revised`` counts the paragraphs that both have in other words; ``pictures`` are those that
    came and went.
    """

    new: int = 0
    gone: int = 0
    revised: int = 0
    added: int = 0
    removed: int = 0
    notes: tuple[int, int] | None = None
    footnotes: tuple[int, int] | None = None
    pictures: tuple[int, int] = (0, 0)


NO_REVISION = Revision()


def described_passage(passage: Passage) -> PublishedBlock:
    """Return what `plan.serial` knows a paragraph by."""
    return described((Paragraph((Text(passage.text),)),))[0]


def paired(old: Passages, new: Passages) -> tuple[PassagePair, ...]:
    """Return the passages that both have, edited or not, in their order."""
    if tuple(each.text for each in old) == tuple(each.text for each in new):
        return tuple(zip(old, new, strict=True))
    was = tuple(map(described_passage, old))
    place = {id(block): n for n, block in enumerate(was)}
    known = align(was, tuple(map(described_passage, new)))
    return tuple(
        (old[place[id(block)]], now)
        for block, now in zip(known, new, strict=True)
        if block is not None
    )


def revision(old: Document, new: Document) -> Revision:
    """Return what was done to a section, `NO_REVISION` where nothing was."""
    was, now = old.text, new.text
    pairs = paired(was, now)
    edited = tuple((a, b) for a, b in pairs if a.text != b.text)
    words = [_edit(a.words, b.words) for a, b in edited]
    mine = {id(a) for a, _ in pairs}
    theirs = {id(b) for _, b in pairs}
    return Revision(
        new=len(now) - len(pairs),
        gone=len(was) - len(pairs),
        revised=len(edited),
        added=sum(a for a, _ in words) + _count(each for each in now if id(each) not in theirs),
        removed=sum(r for _, r in words) + _count(each for each in was if id(each) not in mine),
        notes=_beside(old, new, Sort.NOTE),
        footnotes=_beside(old, new, Sort.FOOTNOTE),
        pictures=_edit(old.pictures, new.pictures),
    )


def _count(passages: Iterable[Passage]) -> int:
    return sum(len(each.words) for each in passages)


def _beside(old: Document, new: Document, sort: Sort) -> tuple[int, int] | None:
    """Return how many words were added to and removed from the notes, None where none were."""
    was, now = (tuple(p for p in each.passages if p.sort is sort) for each in (old, new))
    if tuple(each.text for each in was) == tuple(each.text for each in now):
        return None
    return _edit(_all_words(was), _all_words(now))


def _all_words(passages: Passages) -> tuple[str, ...]:
    return tuple(word for each in passages for word in each.words)


def _edit(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[int, int]:
    """Return how many words were put in and how many taken out."""
    if len(old) * len(new) > _MOST_COMPARED:
        was, now = Counter(old), Counter(new)
        return (now - was).total(), (was - now).total()
    same = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    kept = sum(block.size for block in same)
    return len(new) - kept, len(old) - kept
