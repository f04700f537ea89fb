"""What an edition says of itself in place of the book's own metadata.

A volume of a serial is a book of its own to shops and reading apps, so it needs an identifier of
its own: where the author gives none it is made of the book's and the edition's name, and stays.
"""

from __future__ import annotations

import uuid
from dataclasses import replace

from bookbuild.model.book import Metadata
from bookbuild.model.editions import EBOOK, EditionSettings
from bookbuild.model.naming import Isbn


def own_metadata(metadata: Metadata, settings: EditionSettings) -> Metadata:
    """Return the metadata of an edition; the book's must have its identifier."""
    own = settings.metadata
    return replace(
        metadata,
        title=own.title or metadata.title,
        title_sort="" if own.title else metadata.title_sort,
        subtitle=own.subtitle or metadata.subtitle,
        series=own.series or metadata.series,
        description=own.description or metadata.description,
        identifier=_identifier(metadata, settings),
        published=own.published or metadata.published,
        edition_statement=own.edition_statement or metadata.edition_statement,
        cover=own.cover or metadata.cover,
        cover_alt=own.cover_alt or ("" if own.cover else metadata.cover_alt),
        isbns=_isbns(metadata, settings),
    )


def is_another_book(settings: EditionSettings) -> bool:
    """Return whether an edition is to readers another book than the manuscript's own.

    The `ebook` edition never is: it is what reading apps know the book by.
    """
    return settings.name != EBOOK and bool(settings.metadata.title or settings.sections)


def _identifier(metadata: Metadata, settings: EditionSettings) -> str:
    if settings.metadata.identifier:
        return settings.metadata.identifier
    if not is_another_book(settings):
        return metadata.identifier
    names = "\x1f".join((metadata.identifier, settings.name))
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, names)}"


def _isbns(metadata: Metadata, settings: EditionSettings) -> tuple[Isbn, ...]:
    """Return the ISBNs; one that is for every file of the book is not another book's."""
    own = tuple(replace(isbn, edition=settings.name) for isbn in settings.metadata.isbns)
    others = metadata.isbns
    if is_another_book(settings):
        others = tuple(isbn for isbn in others if isbn.edition == settings.name)
    return (*own, *others)
