"""The author's notes on the whole work, which book.yaml holds as texts, one for each kind."""

from __future__ import annotations

from bookbuild.intake.manuscript_text.blocks import block_lines
from bookbuild.intake.manuscript_text.tidy_blocks import tidy_blocks, without_outer_breaks
from bookbuild.model.book import AuthorsNote, NoteKind
from bookbuild.model.text import Blocks, Conditional


def work_note(notes: tuple[AuthorsNote, ...], kind: NoteKind) -> str:
    """Return the text of all notes of a kind, "" for none."""
    blocks = tuple(block for note in notes if note.kind is kind for block in _kept(note))
    return "\n".join(block_lines(without_outer_breaks(tidy_blocks(blocks))))


def _kept(note: AuthorsNote) -> Blocks:
    """A note's own conditions go to a block in it: the key in book.yaml has none."""
    return (Conditional(note.blocks, note.only, note.until),)
