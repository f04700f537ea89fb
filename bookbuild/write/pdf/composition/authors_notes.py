"""Author's notes as copy to be composed: before and after a chapter's text, and in the appendix.

With their chapter they are one column, so that its pages are filled whether story or notes stand on
them. A hairline stands between the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bookbuild.model.edition import PlacedNote
from bookbuild.model.text import Paragraph, Text
from bookbuild.write.pdf.composition.galley import (
    LABEL,
    Box,
    Copy,
    Frame,
    Hairline,
    Place,
    galley,
    within,
)

NOTE = "note authors-note"
"""The classes of a note's element."""


def with_notes(
    text: tuple[Copy, ...], opening: tuple[PlacedNote, ...], closing: tuple[PlacedNote, ...]
) -> tuple[Copy, ...]:
    """Return a section's copy between the notes before it and those after it."""
    before, after = tuple(_labelled(opening)), tuple(_labelled(closing))
    # Where the story is not written yet, the notes of one side are parted from those of the other.
    under = (_hairline(above=False),) if before and (text or after) else ()
    over = (_hairline(above=True),) if text and after else ()
    return (*before, *under, *text, *over, *after)


def _hairline(*, above: bool) -> Copy:
    return Copy(Hairline(above), Place(), binds=True, whole=True)


def _labelled(notes: tuple[PlacedNote, ...]) -> Iterator[Copy]:
    for number, note in enumerate(notes):
        above, place = int(number > 0), place_of(note)
        if note.heading:
            label = Paragraph((Text(note.heading),), id=f"{note.id}-label")
            box = Box(label, name=LABEL)
            yield Copy(box, place, above, binds=True, whole=True, tight=True)
            above = 0
        yield from note_copy(note, place, above)


def place_of(note: PlacedNote) -> Place:
    """Return where a note's copy stands: in an element of its own, in the type size of notes."""
    return Place(small=True).within(Frame("aside", NOTE, note.id, ""), 0, 0)


def note_copy(note: PlacedNote, place: Place, above: int) -> Iterator[Copy]:
    """Yield the copy of a note, so many blank lines at least above it."""
    for number, copy in enumerate(galley(note.blocks)):
        inside = within(copy, place)
        yield inside if number else replace(inside, above=max(inside.above, above))
