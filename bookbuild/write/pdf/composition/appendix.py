"""The appendix of author's notes as copy to be composed.

Each entry's heading names the page on which its chapter begins. When the appendix is composed no
page has its number yet: something as broad stands in for each, until the book is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bookbuild.model.edition import AppendixEntry, NotesAppendix
from bookbuild.model.text import Heading, Inline, Link, Style, Styled, Text, UnitTarget
from bookbuild.write.pdf.composition.galley import Box, Copy, Frame, Place, galley, within

_FOLIO = "8\u20608\u20608"
"""What stands in for a page's number: three figures, as no author types them."""


def appendix_copy(unit: NotesAppendix, page: str) -> Iterator[Copy]:
    """Yield the appendix's copy; ``page`` says "page {page}"."""
    for number, entry in enumerate(unit.entries):
        heading = Heading(level=1, inlines=_heading(entry, page))
        yield Copy(Box(heading), Place(), 2 if number else 0, binds=True, whole=True)
        for at, note in enumerate(entry.notes):
            place = Place().within(Frame("aside", "note", note.id, ""), 0, 0)
            first, *rest = (within(copy, place) for copy in galley(note.blocks))
            yield replace(first, above=1) if at else first
            yield from rest


def _heading(entry: AppendixEntry, page: str) -> tuple[Inline, ...]:
    name = Link(UnitTarget(entry.unit, ""), (Text(entry.name),))
    return (name, Text(" "), Styled(Style.EMPHASIS, (Text(page.format(page=_FOLIO)),)))


def with_folios(html: str, folios: tuple[str, ...]) -> str:
    """Return a composed appendix with the numbers of the pages that its entries name, in order."""
    left = iter(folios)
    return re.sub(_FOLIO, lambda stand_in: next(left), html)
