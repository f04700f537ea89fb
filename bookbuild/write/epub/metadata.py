"""What the catalogues say of the book: Dublin Core, EPUB 3 properties, and their older spellings.

The order and the exact forms are those that EPUBCheck, Ace, calibre and the bookshops' readers
agree on.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from bookbuild.model.book import Contributor, Metadata
from bookbuild.model.edition import NO_DATE, Edition
from bookbuild.model.naming import Series
from bookbuild.write.epub.accessibility import BookFacts, accessibility
from bookbuild.write.epub.package import DublinCore, LegacyMeta, PackageMetadata, Property
from bookbuild.write.epub.sorting import relator, sort_name, sort_title

IDENTIFIER_ID = "pub-id"
"""The id of the book's own identifier, to which the package element points."""


def package_metadata(edition: Edition, facts: BookFacts, cover_id: str) -> PackageMetadata:
    """Return the metadata of an edition's EPUB; ``cover_id`` is the cover picture's manifest id."""
    metadata = edition.metadata
    return PackageMetadata(
        dublin_core=(
            *_identifiers(edition),
            *_titles(edition),
            DublinCore("language", metadata.language),
            *_people(_named(metadata)),
            *_particulars(edition),
            *_page_source(edition),
        ),
        properties=(
            *_title_properties(edition),
            *_people_properties(_named(metadata), metadata.language),
            *_series_properties(metadata.series),
            *_page_source_properties(edition),
            *accessibility(facts),
        ),
        legacy=(LegacyMeta("cover", cover_id), *_series_legacy(metadata.series)),
        modified=_utc(edition.stamp),
    )


def _identifiers(edition: Edition) -> tuple[DublinCore, ...]:
    urn = f"urn:isbn:{edition.isbn.number}" if edition.isbn else edition.identifier
    return (
        DublinCore("identifier", edition.identifier, IDENTIFIER_ID),
        *((DublinCore("identifier", urn, "isbn1"),) if urn != edition.identifier else ()),
    )


# ------------------------------------------------------------------------------------ titles


def _titles(edition: Edition) -> tuple[DublinCore, ...]:
    subtitle = edition.metadata.subtitle
    return (
        DublinCore("title", edition.title, "title"),
        *((DublinCore("title", subtitle, "subtitle"),) if subtitle else ()),
    )


def _title_properties(edition: Edition) -> tuple[Property, ...]:
    metadata = edition.metadata
    sorted_title = metadata.title_sort or sort_title(edition.title, metadata.language)
    main = (
        Property("title-type", "main", refines="title"),
        Property("display-seq", "1", refines="title"),
        Property("file-as", sorted_title, refines="title"),
    )
    if not metadata.subtitle:
        return main
    return (
        *main,
        Property("title-type", "subtitle", refines="subtitle"),
        Property("display-seq", "2", refines="subtitle"),
    )


# ------------------------------------------------------------------------------------ people


def _named(metadata: Metadata) -> tuple[Contributor, ...]:
    return tuple(person for person in metadata.contributors if person.name.strip())


def _people(contributors: tuple[Contributor, ...]) -> tuple[DublinCore, ...]:
    return tuple(
        DublinCore(_element(person), person.name, f"{_element(person)}{number}")
        for number, person in enumerate(contributors, 1)
    )


def _people_properties(
    contributors: tuple[Contributor, ...], language: str
) -> tuple[Property, ...]:
    properties: list[Property] = []
    for number, person in enumerate(contributors, 1):
        id = f"{_element(person)}{number}"
        properties += (
            Property("role", relator(person.role), refines=id, scheme="marc:relators"),
            Property("file-as", person.sort_name or sort_name(person.name, language), refines=id),
            Property("display-seq", str(number), refines=id),
        )
    return tuple(properties)


def _element(person: Contributor) -> str:
    """Return "creator" for authors: whoever else is one sorts the book under a wrong name."""
    return "creator" if relator(person.role) == "aut" else "contributor"


# ----------------------------------------------------------------------------- particulars


def _particulars(edition: Edition) -> tuple[DublinCore, ...]:
    metadata = edition.metadata
    lines = (
        ("publisher", metadata.publisher),
        ("rights", metadata.rights),
        ("description", metadata.description),
        *(("subject", subject) for subject in _subjects(metadata)),
        ("source", metadata.fandom.source if metadata.fandom else ""),
        ("date", _first_day(edition)),
    )
    return tuple(DublinCore(name, text) for name, text in lines if text.strip())


def _subjects(metadata: Metadata) -> tuple[str, ...]:
    """Return what shelves sort the book by.

    Of fan fiction what its first page says, too; characters and tags may tell too much.
    """
    fandom = metadata.fandom
    if fandom is None:
        return tuple(dict.fromkeys(metadata.subjects))
    front = (*fandom.fandoms, fandom.rating, *fandom.categories, *fandom.relationships)
    return tuple(dict.fromkeys((*metadata.subjects, *front)))


def _first_day(edition: Edition) -> str:
    """Return the day the book came out, "" where nobody knows."""
    day: date | None = edition.metadata.published
    if day:
        return _moment(datetime(day.year, day.month, day.day, tzinfo=UTC))
    return "" if edition.stamp == NO_DATE else _moment(_utc(edition.stamp))


def _moment(moment: datetime) -> str:
    """Return a date in full: from a bare one, calibre shows the next day."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


# ----------------------------------------------------------------------- the printed edition

_PAGE_SOURCE = "page-source"


def _page_source(edition: Edition) -> tuple[DublinCore, ...]:
    """Return whose pages the page list has.

    In this form all validators take it, those too that know no ``pageBreakSource``.
    """
    pages = edition.page_list
    return (DublinCore("source", pages.source, _PAGE_SOURCE),) if pages else ()


def _page_source_properties(edition: Edition) -> tuple[Property, ...]:
    if edition.page_list is None:
        return ()
    return (Property("source-of", "pagination", refines=_PAGE_SOURCE),)


# ----------------------------------------------------------------------------------- series


def _series_properties(series: Series | None) -> tuple[Property, ...]:
    if series is None:
        return ()
    numbered = re.fullmatch(r"\d+(\.\d+)*", series.number)
    return (
        Property("belongs-to-collection", series.name, id="series1"),
        Property("collection-type", "series", refines="series1"),
        *((Property("group-position", series.number, refines="series1"),) if numbered else ()),
    )


def _series_legacy(series: Series | None) -> tuple[LegacyMeta, ...]:
    """Return the series as calibre writes it, which kepubify reads before anything else."""
    if series is None:
        return ()
    numbered = re.fullmatch(r"\d+(\.\d+)?", series.number)
    return (
        LegacyMeta("calibre:series", series.name),
        *((LegacyMeta("calibre:series_index", series.number),) if numbered else ()),
    )
