"""Warnings: the line that says what a section contains, and the page that warns of the whole."""

from __future__ import annotations

from dataclasses import replace

from bookbuild.model.book import Book, Head, Kind, Section, Written
from bookbuild.model.text import Paragraph, Text
from bookbuild.plan.words import Vocabulary


def contains(warnings: tuple[str, ...], words: Vocabulary) -> str:
    """Return the line that warns of what a section contains, "" where there is nothing to say."""
    listed = words.list_comma.join(warnings)
    return f"{words.words.contains}{words.words.colon}{listed}" if warnings else ""


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
