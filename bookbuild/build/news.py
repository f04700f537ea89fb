"""What is new in a manuscript: since its last publication, or since a commit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from bookbuild.build.earlier import manuscript_at
from bookbuild.build.stamp import book_stamp
from bookbuild.model.book import Book, Placeholder, Written
from bookbuild.model.editions import EBOOK, EditionSettings, Format
from bookbuild.model.occasion import Occasion
from bookbuild.model.published import (
    Published,
    PublishedEdition,
    PublishedSection,
    PublishedUnit,
)
from bookbuild.model.text import plain_text
from bookbuild.plan.catalogue import catalogued
from bookbuild.plan.news import NewsItem, changed_since, news
from bookbuild.plan.news_list import NewsList, news_list
from bookbuild.plan.release_news import as_readers_see
from bookbuild.plan.serial.identity import identified
from bookbuild.plan.serial.likeness import described
from bookbuild.read.manuscript import find_manuscript, read_book
from bookbuild.read.published import PUBLISHED_FILE, read_published
from bookbuild.report import BookbuildError, Checked, Exit, by_place, has_errors

_FEED = EditionSettings(EBOOK, (Format.EPUB,))


@dataclass(frozen=True, slots=True)
class NewsRequest:
    """A question for news: ``since`` is a tag or commit, "" for the last publication.

    ``edition`` asks for what is new to its readers, "" for what is new to any. ``as_of`` is the
    day on which readers get it.
    """

    folder: Path
    since: str = ""
    edition: str = ""
    as_of: date | None = None
    epoch: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """The news, the book's own date, and whether all is new because nothing was published."""

    news: NewsList
    stamp: datetime
    first: bool


def what_is_new(request: NewsRequest) -> Checked[Told | None]:
    """Return what is new; None where the manuscript has errors.

    Raises `BookbuildError` for a folder without a manuscript, an edition that was not published,
    and a commit that is not there.
    """
    manuscript = find_manuscript(request.folder)
    read = read_book(request.folder)
    published = read_published(manuscript, str(manuscript / PUBLISHED_FILE))
    noticed = by_place((*read.diagnostics, *published.diagnostics))
    if read.value is None or has_errors(noticed):
        return Checked(None, noticed)
    day = request.as_of
    before = _at(request, manuscript) if request.since else published.value
    book = as_readers_see(read.value, before, day)
    items = _items(book, before, request)
    stamp = book_stamp(read.value, manuscript, request.epoch, day)
    first = not request.since and before.day is None
    return Checked(Told(_listed(book, items, stamp, day), stamp, first), noticed)


def news_of(book: Book, before: Published, stamp: datetime, day: date | None) -> NewsList:
    """Return what is new to any reader in a book that was read already."""
    seen = as_readers_see(book, before, day)
    return _listed(seen, news(seen, before), stamp, day)


def _listed(book: Book, items: tuple[NewsItem, ...], stamp: datetime, day: date | None) -> NewsList:
    return news_list(catalogued(book, _FEED, Occasion(stamp, as_of=day)), items)


def _items(book: Book, before: Published, request: NewsRequest) -> tuple[NewsItem, ...]:
    if request.since:
        return changed_since(book, before)
    if not request.edition:
        return news(book, before)
    known = tuple(each for each in before.editions if each.name == request.edition)
    if not known:
        names = ", ".join(dict.fromkeys(each.name for each in before.editions))
        published = f"Published are: {names}." if names else "Nothing was; see `build --publish`."
        raise BookbuildError(
            f"The edition “{request.edition}” was not published yet. {published}",
            Exit.USAGE,
        )
    return news(book, before, known[-1])


def _at(request: NewsRequest, manuscript: Path) -> Published:
    """Return an earlier manuscript as if it had been published as it stood at its commit."""
    with manuscript_at(manuscript, request.since) as folder:
        read = read_book(folder)
        record = read_published(folder, PUBLISHED_FILE)
    if read.value is None:
        raise BookbuildError(
            f"The manuscript cannot be read as it was at {request.since}: "
            f"{read.diagnostics[0] if read.diagnostics else 'it is empty'}",
            Exit.MANUSCRIPT,
        )
    book = identified(read.value, record.value)
    sections = tuple(
        PublishedSection(
            each.head.unit, each.head.file, plain_text(each.head.title), described(each.blocks)
        )
        for each in book.sections
        if isinstance(each, Written) and not each.draft
    )
    promised = tuple(
        PublishedUnit(each.head.unit, promised=True)
        for each in book.sections
        if isinstance(each, Placeholder)
    )
    promises = PublishedEdition("", "", "", "", promised)
    return replace(record.value, sections=sections, editions=(promises,))
