"""Who is who: every section gets its unit's id, and every block of its text an id of its own.

What was published keeps what readers' places hang on; what is new gets a name that was never given.
Ids are the same in every edition, so that a printed page can be found in an EPUB.
"""

from __future__ import annotations

from dataclasses import replace

from bookbuild.model.book import Book, Placeholder, Section, Written
from bookbuild.model.making import Make, at_once
from bookbuild.model.published import Published, PublishedSection
from bookbuild.model.shapes import every_spot
from bookbuild.model.text import Blocks
from bookbuild.plan.block_names import name_blocks
from bookbuild.plan.names import unit_ids
from bookbuild.plan.serial.alignment import align
from bookbuild.plan.serial.likeness import described
from bookbuild.plan.serial.recognition import Text, recognised


def identified(book: Book, published: Published, make: Make = at_once) -> Book:
    """Return the book with the ids of its sections' units, and of the blocks in their texts."""
    texts = tuple(_described(section, published, make) for section in book.sections)
    known = recognised(book.sections, texts, published.sections)
    gone = {one.id for one in published.sections} - {one.id for one in known if one}
    ids = unit_ids(
        book.sections, (one.id if one else "" for one in known), (*published.retired, *gone)
    )
    empty = _empty_places(published)
    rows = zip(book.sections, ids, known, texts, strict=True)
    return replace(book, sections=tuple(_named(*row, empty, make) for row in rows))


def _empty_places(published: Published) -> tuple[str, ...]:
    """Return the ids of blocks that were taken out since they were published."""
    shapes = (shape for edition in published.editions for shape in edition.shapes)
    return tuple(spot.id for shape in shapes for spot in every_spot(shape) if spot.gone)


def _described(section: Section, published: Published, make: Make) -> Text:
    """Return what tells a section's blocks from others, () where there are no others to know.

    Their ids are for now: by them a block is known as the one that holds others.
    """
    if isinstance(section, Placeholder) or not published.sections:
        return ()
    return make(_described_text, section.blocks)


def _described_text(blocks: Blocks) -> Text:
    return described(name_blocks(blocks, "", ""))


def _named(
    section: Section,
    id: str,
    known: PublishedSection | None,
    text: Text,
    empty: tuple[str, ...],
    make: Make,
) -> Section:
    head = replace(section.head, unit=id)
    match section:
        case Placeholder():
            return replace(section, head=head)
        case Written(blocks=blocks):
            was = known.blocks if known else ()
            pairs = make(align, was, text) if was else ()
            ids = tuple(block.id if block else "" for block in pairs)
            taken = (*(block.id for block in was), *empty)
            return replace(section, head=head, blocks=make(name_blocks, blocks, id, id, ids, taken))
