"""Footnotes that no page's foot can hold: they stand as text below what calls them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bookbuild.model.edition import NumberedNote
from bookbuild.model.text import Blocks, Inlines, Paragraph, Text, plain_text
from bookbuild.model.walk import every_block, lines_in
from bookbuild.write.pdf.composition.column import calls_in, calls_of
from bookbuild.write.pdf.composition.galley import (
    Box,
    Copy,
    Frame,
    Hairline,
    Ornament,
    Place,
    SetText,
    galley,
    within,
)

_MOST = 15
"""So many words for each line of a page: such a note fills more than two thirds of a page in small
type."""
_INSET = 15.0


def is_long(note: NumberedNote, lines: int) -> bool:
    """Whether a footnote is too long for the foot of a page of so many lines of text."""
    blocks = tuple(every_block(note.blocks))
    words = sum(plain_text(line).count(" ") + 1 for each in blocks for line in lines_in(each))
    return words > _MOST / 2 * lines or len(blocks) > lines // 2


def with_long_notes(
    column: tuple[Copy, ...], notes: tuple[NumberedNote, ...], opening: tuple[str, ...]
) -> Iterator[Copy]:
    """Yield a column with these footnotes in it, each behind the copy that calls it.

    Those that the ``opening`` calls, by their labels, stand before the text.
    """
    left = {note.label: note for note in notes}
    for label in opening:
        if label in left:
            yield from _note(left.pop(label), Place())
    for copy in column:
        yield copy
        for label in _called(copy):
            if label in left:
                yield from _note(left.pop(label), copy.place)


def _called(copy: Copy) -> tuple[str, ...]:
    match copy.matter:
        case SetText(inlines=inlines):
            return calls_of(inlines)
        case Box(block):
            return calls_in(block)
        case Ornament() | Hairline():
            return ()


def _note(note: NumberedNote, after: Place) -> Iterator[Copy]:
    frame = Frame("div", "long-note", note.id, "")
    inside = after.within(frame, _INSET, _INSET)
    copies = [within(copy, inside) for copy in galley(_numbered(note))]
    for number, copy in enumerate(copies):
        above, below = number == 0, number == len(copies) - 1
        yield replace(copy, above=max(copy.above, above), below=max(copy.below, below))


def _numbered(note: NumberedNote) -> Blocks:
    number: Inlines = (Text(f"{note.number}.\u2002"),)
    first, *rest = note.blocks
    if isinstance(first, Paragraph):
        return (replace(first, inlines=(*number, *first.inlines)), *rest)
    return (Paragraph(number), *note.blocks)
