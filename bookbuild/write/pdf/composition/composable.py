"""Which units of an edition are composed: the written sections, and the appendix."""

from __future__ import annotations

from typing import TypeGuard

from bookbuild.model.book import Kind
from bookbuild.model.edition import NotesAppendix, NumberedNote, TextUnit, Unit

Composable = TextUnit | NotesAppendix
"""A unit that has text to compose."""

_DISPLAYED = (Kind.DEDICATION, Kind.EPIGRAPH)
"""Pages of a few lines that stand free: no running text."""


def is_composed(unit: Unit) -> TypeGuard[Composable]:
    """Whether a unit is composed: a section that has text, or an appendix of author's notes none of
    which is empty, where no two footnotes have the same label."""
    match unit:
        case TextUnit():
            return bool(unit.blocks) and unit.kind not in _DISPLAYED
        case NotesAppendix():
            labels = [note.label for note in footnotes_of(unit)]
            filled = all(note.blocks for entry in unit.entries for note in entry.notes)
            return filled and len(set(labels)) == len(labels)
        case _:
            return False


def footnotes_of(unit: Composable) -> tuple[NumberedNote, ...]:
    """Return a unit's footnotes; those of an appendix entry after entry."""
    match unit:
        case TextUnit():
            return unit.footnotes
        case NotesAppendix():
            return tuple(note for entry in unit.entries for note in entry.footnotes)
