"""Counting words and paragraphs of the story alone: notes, headings and marks do not count.

In Thai and its neighbours, which have no spaces, what stands between two spaces counts as a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from bookbuild.model.book import NoteKind, Written
from bookbuild.model.making import Make, at_once
from bookbuild.model.text import Blocks, Heading, Paragraph, plain_text
from bookbuild.model.walk import every_block, lines_in

_SIGNS = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
"""Chinese and Japanese characters: each counts as a word, as word processors count them."""
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u0eb1-\u0ece"
    "\u0f18-\u0fbc\u102b-\u109d\u17b4-\u17d3\u200c\u200d"
)
"""What is written on, under and beside letters, and joins them: no word ends there."""
_LETTERS = rf"[^\W{_SIGNS}](?:[^\W{_SIGNS}]|[{_MARKS}])*"
_WORD = rf"[{_SIGNS}]|{_LETTERS}(?:['’\-]{_LETTERS})*"


@dataclass(frozen=True, slots=True)
class Count:
    """A section's words and paragraphs, and its notes before and after the text."""

    words: int = 0
    paragraphs: int = 0
    notes_before: int = 0
    notes_after: int = 0


def count_section(section: Written, make: Make = at_once) -> Count:
    """Return the counts of a written section."""
    opening = sum(note.kind is not NoteKind.CLOSING for note in section.notes)
    return Count(
        words=make(count_words, section.blocks),
        paragraphs=sum(isinstance(each, Paragraph) for each in every_block(section.blocks)),
        notes_before=opening,
        notes_after=len(section.notes) - opening,
    )


def count_words(blocks: Blocks) -> int:
    """Return how many words a text has, without those of its headings."""
    texts = (each for each in every_block(blocks) if not isinstance(each, Heading))
    lines = (line for each in texts for line in lines_in(each))
    return sum(len(_word().findall(plain_text(line))) for line in lines)


@cache
def _word() -> re.Pattern[str]:
    """Return the pattern of a word, compiled when words are first counted."""
    return re.compile(_WORD)
