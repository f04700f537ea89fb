"""What fan fiction says of itself: rating, fandom, pairings, warnings, tags; and other warnings.

In an EPUB the reader meets it behind the title, and the long lists of tags at the back; in print
all of it stands at the back.
"""

from __future__ import annotations

from dataclasses import replace

from bookbuild.model.book import (
    Book,
    Fandom,
    Format,
    Head,
    Kind,
    Matter,
    Metadata,
    Section,
    Written,
)
from bookbuild.model.edition import InformationPage, UnitHead
from bookbuild.model.text import Paragraph, Text
from bookbuild.plan.typography import set_text
from bookbuild.plan.units import contains
from bookbuild.plan.words import Vocabulary

Row = tuple[str, str]


def front_information(
    metadata: Metadata, summary: str, made_as: Format, words: Vocabulary
) -> tuple[InformationPage, ...]:
    """Return the page behind an EPUB's title, () for print and where there is no fandom block."""
    if made_as is Format.PDF or metadata.fandom is None:
        return ()
    rows = _main_rows(metadata, metadata.fandom, summary, words)
    return _page("information", Matter.FRONT, words.rows.about_this_story, rows, metadata.language)


def back_information(
    metadata: Metadata, summary: str, made_as: Format, words: Vocabulary
) -> tuple[InformationPage, ...]:
    """Return the page at the back: an EPUB's tags, and in print all there is."""
    fandom, lang = metadata.fandom, metadata.language
    if fandom is None:
        return ()
    tags = _tag_rows(fandom, words)
    match made_as:
        case Format.EPUB:
            return _page("story-tags", Matter.BACK, words.rows.tags_title, tags, lang)
        case Format.PDF:
            rows = (*_main_rows(metadata, fandom, summary, words), *tags)
            title = words.rows.about_this_story
            return _page("information", Matter.BACK, title, rows, lang)


def _page(
    id: str, matter: Matter, title: str, rows: tuple[Row, ...], lang: str
) -> tuple[InformationPage, ...]:
    said = tuple((name, set_text(value, lang)) for name, value in rows if value)
    return (InformationPage(UnitHead(id, matter, title), title, said),) if said else ()


def _main_rows(
    metadata: Metadata, fandom: Fandom, summary: str, words: Vocabulary
) -> tuple[Row, ...]:
    names = words.rows
    return (
        (names.fandom, _list(fandom.fandoms)),
        (names.rating, fandom.rating),
        (names.categories, _list(fandom.categories)),
        (names.relationships, _list(fandom.relationships)),
        (names.warnings, _list(metadata.warnings)),
        (names.summary, summary),
    )


def _tag_rows(fandom: Fandom, words: Vocabulary) -> tuple[Row, ...]:
    return (
        (words.rows.characters, _list(fandom.characters)),
        (words.rows.tags, _list(fandom.tags)),
    )


def _list(values: tuple[str, ...]) -> str:
    return ", ".join(values)


def with_warnings(book: Book, words: Vocabulary) -> Book:
    """Return the book with the whole work's warnings on its page of content notes.

    A book without such a page gets one. Fan fiction has them on its information page instead.
    """
    warnings = book.metadata.warnings
    if not warnings or book.metadata.fandom is not None:
        return book
    own = tuple(_warned(section, warnings) for section in book.sections)
    if own != book.sections:
        return replace(book, sections=own)
    line = Paragraph((Text(contains(warnings, words)),))
    page = Written(Head(file="", kind=Kind.CONTENT_NOTES, id="content-notes"), (line,))
    return replace(book, sections=(page, *book.sections))


def _warned(section: Section, warnings: tuple[str, ...]) -> Section:
    match section:
        case Written(Head(kind=Kind.CONTENT_NOTES)):
            return replace(section, warnings=(*warnings, *section.warnings))
        case _:
            return section
