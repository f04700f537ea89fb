"""Footnotes at the foot of a page, as the press is to lay them."""

from __future__ import annotations

from collections.abc import Iterable

from bookbuild.model.edition import NumberedNote
from bookbuild.render.blocks import footnote_spans
from bookbuild.render.marks import element, escaped
from bookbuild.render.view import Scene


def notes_xhtml(notes: Iterable[NumberedNote], scene: Scene) -> str:
    """Return the footnotes of one page, in an element that stands at its foot."""
    shown = "\n".join(note_xhtml(note, scene, ("id", note.id)) for note in notes)
    return element("div", f"\n{shown}\n", ("class", "page-notes"))


def note_xhtml(note: NumberedNote, scene: Scene, named: tuple[str, str]) -> str:
    """Return a footnote with its number; ``named`` is an attribute to know it by."""
    number = element("span", f"{escaped(str(note.number))}.\u2002", ("class", "note-number"))
    content = number + footnote_spans(note.blocks, scene)
    return element("div", content, ("class", "page-note"), named)
