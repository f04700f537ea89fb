"""What stands beside the book: its sections, where each block was typed, what is new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from bookbuild.build.news import news_of
from bookbuild.build.orders import beside
from bookbuild.desk.proofs import DeskSection, Source
from bookbuild.model.book import Book
from bookbuild.model.edition import Edition, PromiseUnit, TextUnit
from bookbuild.model.making import Make
from bookbuild.model.published import Published
from bookbuild.model.walk import every_block, texts_of
from bookbuild.plan.status import SectionStatus, book_status
from bookbuild.release.news_text import plain_news
from bookbuild.write.epub.names import unit_href

SectionUnit = TextUnit | PromiseUnit


def listed(
    book: Book, published: Published, edition: Edition, today: date, make: Make
) -> tuple[DeskSection, ...]:
    """Return the sections of the manuscript, in the order of the book."""
    units = {unit.head.file: unit for unit in _section_units(edition)}
    lines = {section.head.file: section.head.line for section in book.sections}
    status = book_status(book, published, today, make)
    return tuple(
        _section(row, units.get(row.file), lines.get(row.file, 0), book) for row in status.sections
    )


def _section(row: SectionStatus, unit: SectionUnit | None, line: int, book: Book) -> DeskSection:
    return DeskSection(
        file=beside(book.file, row.file),
        line=line,
        unit=unit.head.id if unit else "",
        href=unit_href(unit) if unit else "",
        kind=row.kind.value,
        depth=row.depth,
        label=row.label,
        name=row.name,
        pov=row.pov,
        words=row.count.words,
        standing=row.standing.value,
        novelty=row.change.novelty.value,
        day=row.day.isoformat() if row.day else "",
        days_late=row.days_late,
        promised_in=row.promised_in,
    )


def sources_of(edition: Edition, book: Book) -> Mapping[str, Source]:
    """Return for the id of each block, and of each section, where the author typed it."""
    return dict(_sources(edition, book))


def _sources(edition: Edition, book: Book) -> Iterator[tuple[str, Source]]:
    for unit in _section_units(edition):
        file = beside(book.file, unit.head.file)
        yield unit.head.id, Source(file, 1)
        for text in texts_of(unit):
            for block in every_block(text):
                if block.id and block.line:
                    yield block.id, Source(file, block.line)


def _section_units(edition: Edition) -> Iterator[SectionUnit]:
    for unit in edition.units:
        if isinstance(unit, TextUnit | PromiseUnit) and unit.head.file:
            yield unit


def told_news(book: Book, published: Published, stamp: datetime, today: date) -> tuple[str, ...]:
    """Return what is new since the last publication, as `bookbuild news` says it.

    () where nothing was published yet: then everything is new.
    """
    return () if published.day is None else plain_news(news_of(book, published, stamp, today))
