"""What is new as a list for readers: named, numbered and worded in the book's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bookbuild.model.book import Book, NoteKind, Placeholder, Section, Written
from bookbuild.model.published import Edit
from bookbuild.plan.catalogue import plain_words
from bookbuild.plan.count import count_section
from bookbuild.plan.dates import in_full
from bookbuild.plan.news import NewsItem
from bookbuild.plan.sections import outline
from bookbuild.plan.typography import set_text
from bookbuild.plan.words import NewsWords, vocabulary


@dataclass(frozen=True, slots=True)
class NewsLine:
    """A section with something new, as readers are told of it.

    ``edit`` is None for a new one. ``summary`` is the author's, "" for none.
    """

    unit: str
    name: str
    words: int
    day: date | None
    edit: Edit | None = None
    reason: str = ""
    promised: bool = False
    summary: str = ""


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """A section that is still promised; ``expected`` is a full line, "" where no day is known."""

    name: str
    expected: str
    day: date | None


@dataclass(frozen=True, slots=True)
class NewsList:
    """What is new in a book, and what is still promised.

    ``sections`` are all that readers have, in the order of the book, those that are new or revised
    as such: a feed lists them.
    """

    title: str
    authors: tuple[str, ...]
    language: str
    identifier: str
    words: NewsWords
    lines: tuple[NewsLine, ...]
    promises: tuple[OpenPromise, ...]
    sections: tuple[NewsLine, ...]

    @property
    def new(self) -> tuple[NewsLine, ...]:
        """The sections that readers did not have."""
        return tuple(each for each in self.lines if each.edit is None)

    @property
    def revised(self) -> tuple[NewsLine, ...]:
        """The sections that readers had in other words."""
        return tuple(each for each in self.lines if each.edit is not None)


def news_list(book: Book, items: tuple[NewsItem, ...]) -> NewsList:
    """Return the list of a catalogued book's news, in the order of the book."""
    metadata, words = book.metadata, vocabulary(book.metadata.language)
    by_file = {each.section.head.file: each for each in items}
    rows = tuple((row.section, row.name) for row in outline(book))
    sections = tuple(
        _line(book, section, name, by_file.get(section.head.file))
        for section, name in rows
        if isinstance(section, Written) and section.blocks and not section.draft
    )
    told = {each.unit for each in items}
    return NewsList(
        title=set_text(metadata.title, metadata.language, book.typography),
        authors=metadata.authors,
        language=metadata.language,
        identifier=metadata.identifier,
        words=words.news,
        lines=tuple(each for each in sections if each.unit in told),
        promises=tuple(_promises(rows, metadata.language, words.phrases.expected)),
        sections=sections,
    )


def _line(book: Book, section: Written, name: str, item: NewsItem | None) -> NewsLine:
    lang, rules = book.metadata.language, book.typography
    summaries = (note for note in section.notes if note.kind is NoteKind.SUMMARY)
    summary = " ".join(plain_words(note.blocks) for note in summaries)
    return NewsLine(
        unit=section.head.unit,
        name=name,
        words=count_section(section).words,
        day=section.day,
        edit=item.edit if item else None,
        reason=set_text(item.reason, lang, rules) if item else "",
        promised=bool(item and item.promised),
        summary=set_text(summary, lang, rules),
    )


def _promises(
    rows: tuple[tuple[Section, str], ...], lang: str, pattern: str
) -> Iterator[OpenPromise]:
    for section, name in rows:
        if isinstance(section, Placeholder):
            day = section.expected
            said = pattern.replace("{date}", in_full(day, lang)) if day else ""
            yield OpenPromise(name, said, day)
