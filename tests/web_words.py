"""The words of a draft as its blocks hold them, in the order in which its page had them."""

from __future__ import annotations

from bookbuild.intake.draft import Draft
from bookbuild.intake.words import words_of
from bookbuild.model.book import AuthorsNote, NoteKind, Written
from bookbuild.model.text import Blocks, plain_text
from bookbuild.model.walk import lines_of


def draft_words(draft: Draft) -> tuple[str, ...]:
    """Return the words: the work's notes, each section's notes, text and footnotes."""
    blocks = [*_notes(draft.notes, closing=False)]
    for each in draft.sections:
        section = each.section
        assert isinstance(section, Written)
        blocks += (*_notes(section.notes, closing=False), section.blocks)
        blocks += (*_notes(section.notes, closing=True), *(n.blocks for n in section.footnotes))
    blocks += _notes(draft.notes, closing=True)
    lines = (plain_text(line) for part in blocks for line in lines_of(part))
    return tuple(word for line in lines for word in words_of(line))


def _notes(notes: tuple[AuthorsNote, ...], *, closing: bool) -> tuple[Blocks, ...]:
    return tuple(n.blocks for n in notes if (n.kind is NoteKind.CLOSING) is closing)
