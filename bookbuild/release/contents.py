"""What a release is made of: its version, its files with their sums, what is new in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bookbuild.plan.news_list import NewsList


@dataclass(frozen=True, slots=True)
class ReleasedFile:
    """A file of a release: its name in dist/, its media type, its size in bytes and its sum.

    ``sha256`` is in hexadecimal, as ``sha256sum`` prints it.
    """

    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ReleasedEdition:
    """One edition in one format: the file that readers get, and what a catalogue says of it.

    ``name`` is the edition's in book.yaml, ``format`` "epub" or "pdf"; ``identifier`` stays the
    same from release to release. ``cover`` is a picture of its own in dist/, None for none;
    ``pages`` are a PDF's, 0 for an EPUB; ``words`` those of its story. ``isbn`` is "" for none,
    ``title`` the edition's.
    """

    name: str
    format: str
    title: str
    identifier: str
    file: ReleasedFile
    cover: ReleasedFile | None
    words: int
    pages: int = 0
    isbn: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """A release of a book, complete: what every text that goes out with it is made from.

    ``version`` is "1.3", ``tag`` "v1.3". ``stamp`` is the book's own date or that of its
    publication, in UTC, never the clock's. ``news`` says what is new and what is still promised;
    ``first`` where nothing was published before, so that all is new. ``description`` and ``series``
    are the author's words, "" for none; ``series`` is the title page's line, ``series_name`` and
    ``series_number`` what apps sort by. ``files_at`` is the address under which the files can be
    had for ever, with a slash at its end ("https://example.org/releases/latest/download/"), ""
    where they stand beside the page; ``page_at`` that of the page itself, "" where nobody knows.
    ``editions`` has the main one first. ``fan_fiction`` is the book's own line on whose world it
    plays in, "" for none.
    """

    version: str
    tag: str
    stamp: datetime
    title: str
    subtitle: str
    authors: tuple[str, ...]
    language: str
    identifier: str
    publisher: str
    rights: str
    subjects: tuple[str, ...]
    series: str
    description: str
    news: NewsList
    editions: tuple[ReleasedEdition, ...]
    first: bool
    files_at: str = ""
    page_at: str = ""
    fan_fiction: str = ""
    series_name: str = ""
    series_number: str = ""
