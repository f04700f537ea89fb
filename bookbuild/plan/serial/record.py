"""What was published, for the next time: the record that published.yaml keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bookbuild.model.book import Book, Written
from bookbuild.model.edition import Edition, Pagination, PromiseUnit, TextUnit
from bookbuild.model.editions import Format
from bookbuild.model.published import (
    Published,
    PublishedEdition,
    PublishedSection,
    PublishedUnit,
)
from bookbuild.model.shapes import Shape
from bookbuild.model.text import plain_text
from bookbuild.model.walk import placed_texts
from bookbuild.plan.serial.contract import end_of_story
from bookbuild.plan.serial.identity import identified
from bookbuild.plan.serial.likeness import described
from bookbuild.plan.serial.places import shape_of


@dataclass(frozen=True, slots=True)
class Publication:
    """An edition that is being published, with the pages of the printed one."""

    edition: Edition
    pagination: Pagination | None = None


def recorded(
    published: Published, book: Book, publications: tuple[Publication, ...], day: date
) -> Published:
    """Return the record of a book with what is being published now.

    Editions that are not made this time stay as they were published; sections that are no longer
    in the manuscript, and promises that were kept, leave their names retired.
    """
    book = identified(book, published)
    units = {unit.head.id for one in publications for unit in one.edition.units}
    before = {section.id: section for section in published.sections}
    now = {
        section.head.unit: _section(section)
        for section in book.sections
        if isinstance(section, Written) and section.head.unit in units
    }
    there = {section.head.unit for section in book.sections}
    sections = {id: was for id, was in before.items() if id in there} | now
    names = {(one.edition.name, one.edition.format.value) for one in publications}
    kept = (one for one in published.editions if (one.name, one.format) not in names)
    editions = (*kept, *map(_edition, publications))
    gone = (section.id for section in published.sections if section.id not in there)
    promised = set(_promised(editions))
    fulfilled = (id for id in _promised(published.editions) if id not in promised)
    retired = (*published.retired, *gone, *fulfilled)
    return Published(
        day=day,
        sections=tuple(sections.values()),
        editions=editions,
        retired=tuple(dict.fromkeys(retired)),
        release=published.release,
    )


def _promised(editions: tuple[PublishedEdition, ...]) -> Iterator[str]:
    return (unit.id for edition in editions for unit in edition.units if unit.promised)


def _section(section: Written) -> PublishedSection:
    head = section.head
    return PublishedSection(head.unit, head.file, plain_text(head.title), described(section.blocks))


def _edition(one: Publication) -> PublishedEdition:
    edition = one.edition
    return PublishedEdition(
        name=edition.name,
        format=edition.format.value,
        identifier=edition.identifier,
        output=edition.output,
        units=tuple(
            PublishedUnit(unit.head.id, isinstance(unit, PromiseUnit)) for unit in edition.units
        ),
        story=end_of_story(edition.units),
        shapes=tuple(_shapes(edition)) if edition.format is Format.EPUB else (),
        pagination=one.pagination or _marked_pages(edition),
    )


def _marked_pages(edition: Edition) -> Pagination | None:
    """Return the printed pages whose marks an EPUB has, and where these stand in it."""
    if edition.page_list is None:
        return None
    return Pagination(tuple(row.start for row in edition.page_list.pages))


def _shapes(edition: Edition) -> Iterator[Shape]:
    for unit in edition.units:
        if isinstance(unit, TextUnit):
            known = {shape.of: shape for shape in unit.shapes}
            for of, text in placed_texts(unit.head.id, unit.blocks):
                yield shape_of(of, text, known.get(of))
