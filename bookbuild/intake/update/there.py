"""The sections that a book has, as an update compares them, and those that it has not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bookbuild.intake.decoding import decode
from bookbuild.intake.leaves import (
    Leaf,
    leaf_of,
)
from bookbuild.intake.report import MadeSection
from bookbuild.intake.sources import read_bytes
from bookbuild.intake.update.matching import Known, text_words
from bookbuild.intake.words import Page
from bookbuild.model.book import Book, Kind, Section
from bookbuild.model.text import plain_text


@dataclass(frozen=True, slots=True)
class There:
    """A section that the book has: its file's name and bytes, and how it is compared."""

    section: Section
    file: str
    data: bytes
    leaf: Leaf
    known: Known


@dataclass(frozen=True, slots=True)
class New:
    """A section of the source that the book has not: where it goes, and the file it gets."""

    at: int
    file: str
    exchange: There | None = None


def sections_there(book: Book, manuscript: Path) -> Iterator[There]:
    last = 0
    for section in book.sections:
        head = section.head
        file = manuscript / head.file
        data = read_bytes(file) if head.file.endswith((".md", ".markdown", ".txt")) else b""
        text = decode(data, str(file)).text if data.strip() else ""
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        leaf = leaf_of(Page(head.file, text))
        number = head.number
        if head.kind is Kind.CHAPTER and (not number or number.isdecimal()):
            last = int(number or last + 1)
            number = str(last)
        title = plain_text(head.title)
        words = text_words(leaf.body)
        yield There(
            section, head.file, data, leaf, Known(head.file, head.kind, number, title, words)
        )


def known(leaf: Leaf, made: MadeSection) -> Known:
    return Known(leaf.name, made.kind, made.number, made.title, text_words(leaf.body))
