"""Which units of an edition are composed: the written sections, and the appendix."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeGuard

from bookbuild.model.book import Kind
from bookbuild.model.edition import NotesAppendix, NumberedNote, TextUnit, Unit
from bookbuild.model.text import Blocks, NoteRef, Paragraph
from bookbuild.model.walk import inlines_of

Composable = TextUnit | NotesAppendix
"""A unit that has text to compose."""

_DISPLAYED = (Kind.DEDICATION, Kind.EPIGRAPH)
"""Pages of a few lines that stand free: no running text."""


def is_composed(unit: Unit) -> TypeGuard[Composable]:
    """Whether a unit is composed: a section that has text, or the appendix of author's notes."""
    match unit:
        case TextUnit():
            has_text = bool(unit.blocks or unit.opening or unit.closing)
            return has_text and unit.kind not in _DISPLAYED
        case NotesAppendix():
            return bool(unit.entries)
        case _:
            return False


def footnotes_of(unit: Composable) -> tuple[NumberedNote, ...]:
    """Return a unit's footnotes; those of an appendix entry after entry."""
    match unit:
        case TextUnit():
            return unit.footnotes
        case NotesAppendix():
            return tuple(note for entry in unit.entries for note in entry.footnotes)


def called_in_opening(unit: Composable) -> tuple[str, ...]:
    """Return the labels of the footnotes that a section's title and its epigraphs call."""
    if not isinstance(unit, TextUnit):
        return ()
    blocks: Blocks = (Paragraph(unit.title), Paragraph(unit.subtitle), *unit.epigraphs)
    calls = (each.label for _, each in inlines_of(blocks) if isinstance(each, NoteRef))
    return tuple(dict.fromkeys(calls))


def without_notes(unit: Composable) -> Composable:
    """Return a unit without the author's notes before and after its text: they are composed with
    that, so nothing else is to show them."""
    return replace(unit, opening=(), closing=()) if isinstance(unit, TextUnit) else unit
