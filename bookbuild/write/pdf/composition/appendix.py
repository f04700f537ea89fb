"""The appendix of author's notes as copy to be composed.

Each entry's heading names the page on which its chapter begins. When the appendix is composed no
page has its number yet: something as broad stands in for each, until the book is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.model.edition import AppendixEntry, NotesAppendix
from bookbuild.model.text import Heading, Inline, Link, Style, Styled, Text, UnitTarget
from bookbuild.write.pdf.composition.authors_notes import note_copy, place_of
from bookbuild.write.pdf.composition.galley import Box, Copy, Place

ENTRY = "entry"
"""The class of an entry's heading: half a blank line stands below it, and a half more above."""

_FOLIO = "8\u20608\u20608"
"""What stands in for a page's number: three figures, as no author types them."""


def appendix_copy(unit: NotesAppendix, page: str) -> Iterator[Copy]:
    """Yield the appendix's copy; ``page`` says "page {page}"."""
    for number, entry in enumerate(unit.entries):
        heading = Heading(level=1, inlines=_heading(entry, page))
        box = Box(heading, name=ENTRY)
        yield Copy(box, Place(), int(number > 0), binds=True, whole=True, tight=True)
        for at, note in enumerate(entry.notes):
            yield from note_copy(note, place_of(note), int(at > 0))


def _heading(entry: AppendixEntry, page: str) -> tuple[Inline, ...]:
    name = Link(UnitTarget(entry.unit, ""), (Text(entry.name),))
    return (name, Text(" "), Styled(Style.EMPHASIS, (Text(page.format(page=_FOLIO)),)))


def with_folios(html: str, folios: tuple[str, ...]) -> str:
    """Return a composed appendix with the numbers of the pages that its entries name, in order."""
    left = iter(folios)
    return re.sub(_FOLIO, lambda stand_in: next(left), html)
