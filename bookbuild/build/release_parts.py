"""What a release is made of, out of what was built."""

from __future__ import annotations

from pathlib import Path

from bookbuild.build.books import Built, BuiltFile, Issued
from bookbuild.build.covers import cover_path
from bookbuild.build.orders import goes_out
from bookbuild.model.book import Book, Matter, Written
from bookbuild.model.edition import Edition, TextUnit, TitlePage
from bookbuild.model.editions import EBOOK, EditionSettings, Format
from bookbuild.model.occasion import Occasion
from bookbuild.model.releases import ReleaseSettings
from bookbuild.plan.catalogue import catalogued
from bookbuild.plan.count import count_words
from bookbuild.plan.news_list import NewsList, news_list
from bookbuild.plan.release_news import as_readers_see, is_first, release_news
from bookbuild.plan.typography import set_text
from bookbuild.plan.words import vocabulary
from bookbuild.release import download_page, opds1, opds2
from bookbuild.release.addresses import OPDS1, OPDS1_TYPE, OPDS2, PAGE
from bookbuild.release.checksums import released_file
from bookbuild.release.contents import Release, ReleasedEdition, ReleasedFile
from bookbuild.release.notes import NOTES, notes
from bookbuild.release.version import Version

_MAIN = EditionSettings(EBOOK, (Format.EPUB,))


def release_of(built: Built, version: Version, tag: str, asked: ReleaseSettings) -> Release:
    """Return the release of what was built and published; ``asked`` goes before book.yaml."""
    issued = built.issued
    assert issued is not None
    books = [each for each in built.files if each.format is not None]
    pairs = sorted(zip(issued.editions, books, strict=True), key=_rank)
    main, book = pairs[0][0], issued.book
    metadata, page = main.metadata, _title_page(main)
    fan_fiction = vocabulary(metadata.language).phrases.fan_fiction if metadata.fandom else ""
    return Release(
        version=version.text,
        tag=tag,
        stamp=main.stamp,
        title=main.title,
        subtitle=page.subtitle if page else "",
        authors=metadata.authors,
        language=metadata.language,
        identifier=main.identifier,
        publisher=metadata.publisher,
        rights=metadata.rights,
        subjects=metadata.subjects,
        series=page.series if page else "",
        description=_set(metadata.description, book),
        news=_news(issued, main, version),
        editions=_editions(tuple(pairs)),
        first=is_first(issued.before, version.text),
        files_at=asked.files or book.releases.files,
        page_at=asked.page or book.releases.page,
        fan_fiction=fan_fiction,
        series_name=metadata.series.name if metadata.series else "",
        series_number=metadata.series.number if metadata.series else "",
    )


def texts_of(release: Release) -> tuple[tuple[str, str], ...]:
    """Return the notes, the feeds and the page by their names."""
    feed = opds1.catalogue(release)
    named = released_file(OPDS1, feed.encode(), OPDS1_TYPE)
    return (
        (NOTES, notes(release, (named,))),
        (PAGE, download_page.page(release)),
        (OPDS1, feed),
        (OPDS2, opds2.catalogue(release)),
    )


def held_sections(issued: Issued) -> tuple[str, ...]:
    """Return what is written and not for readers yet: files, and why."""
    seen = as_readers_see(issued.book, issued.before, issued.day)
    there = {each.head.file for each in seen.sections if isinstance(each, Written)}
    return tuple(
        f"{each.head.file} ({'a draft' if each.draft or not each.day else each.day})"
        for each in issued.book.sections
        if isinstance(each, Written) and each.head.file not in there
    )


def held_editions(issued: Issued) -> tuple[str, ...]:
    """Return the editions that do not go out because they run ahead."""
    return tuple(each.name for each in issued.book.editions if not goes_out(each, issued.book))


def _rank(pair: tuple[Edition, BuiltFile]) -> tuple[bool, bool]:
    """Return what puts the book that reading apps know first, and print behind screens."""
    edition = pair[0]
    return edition.format is not Format.EPUB, edition.name != EBOOK


def _title_page(edition: Edition) -> TitlePage | None:
    return next((unit for unit in edition.units if isinstance(unit, TitlePage)), None)


def _set(text: str, book: Book) -> str:
    """Return paragraphs as the book's typography sets them."""
    lang, rules = book.metadata.language, book.typography
    return "\n\n".join(set_text(each, lang, rules) for each in text.split("\n\n"))


def _news(issued: Issued, main: Edition, version: Version) -> NewsList:
    seen = as_readers_see(issued.book, issued.before, issued.day)
    items = release_news(seen, issued.before, version.text)
    return news_list(catalogued(seen, _MAIN, Occasion(main.stamp, as_of=issued.day)), items)


def _editions(pairs: tuple[tuple[Edition, BuiltFile], ...]) -> tuple[ReleasedEdition, ...]:
    covers = {file.path: _cover(file.path) for _, file in pairs}
    first = next((each for each in covers.values() if each), None)
    return tuple(
        ReleasedEdition(
            name=edition.name,
            format=edition.format.value,
            title=edition.title,
            identifier=edition.identifier,
            file=released_file(file.path.name, file.path.read_bytes()),
            cover=covers[file.path] or first,
            words=_words(edition),
            pages=file.pages or 0,
            isbn=edition.isbn.number if edition.isbn else "",
        )
        for edition, file in pairs
    )


def _cover(book: Path) -> ReleasedFile | None:
    """Return the picture that was made beside a book; a PDF shares that of the EPUB's name."""
    path = cover_path(book)
    return released_file(path.name, path.read_bytes()) if path.exists() else None


def _words(edition: Edition) -> int:
    units = (unit for unit in edition.units if isinstance(unit, TextUnit))
    return sum(count_words(unit.blocks) for unit in units if unit.head.matter is Matter.BODY)
