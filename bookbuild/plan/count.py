"""Counting words and paragraphs of the story alone: notes, headings and marks do not count."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bookbuild.model.book import NoteKind, Written
from bookbuild.model.text import Heading, Paragraph, plain_text
from bookbuild.model.walk import every_block, lines_in

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


@dataclass(frozen=True, slots=True)
class Count:
    """A section's words and paragraphs, and its notes before and after the text."""

    words: int = 0
    paragraphs: int = 0
    notes_before: int = 0
    notes_after: int = 0


def count_section(section: Written) -> Count:
    """Return the counts of a written section."""
    blocks = tuple(every_block(section.blocks))
    lines = (line for each in blocks if not isinstance(each, Heading) for line in lines_in(each))
    opening = sum(note.kind is not NoteKind.CLOSING for note in section.notes)
    return Count(
        words=sum(len(_WORD.findall(plain_text(line))) for line in lines),
        paragraphs=sum(isinstance(each, Paragraph) for each in blocks),
        notes_before=opening,
        notes_after=len(section.notes) - opening,
    )
