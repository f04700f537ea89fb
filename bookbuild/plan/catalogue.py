"""What the book is called: title, identifier, ISBN, file name, and what must be derived."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from datetime import date, datetime

from bookbuild.model.book import Book, Metadata, NoteKind
from bookbuild.model.edition import NO_DATE
from bookbuild.model.editions import EditionSettings, Format
from bookbuild.model.naming import Isbn
from bookbuild.model.occasion import Occasion
from bookbuild.model.text import Blocks, plain_text
from bookbuild.model.walk import lines_of
from bookbuild.plan.names import slug
from bookbuild.plan.own_metadata import own_metadata

_SMALL_WORDS = frozenset("a an and at but by for from in of on or the to with".split())


def catalogued(book: Book, settings: EditionSettings, occasion: Occasion) -> Book:
    """Return the book with the metadata of an edition, and what is lacking there derived."""
    metadata = book.metadata
    titled = replace(metadata, title=metadata.title.strip() or title_from(book.name))
    known = replace(titled, identifier=metadata.identifier or derived_identifier(titled))
    own = _without_the_future(own_metadata(known, settings), occasion.as_of)
    return replace(
        book,
        metadata=replace(
            own,
            year=own.year or _year(own, occasion.stamp),
            description=own.description or work_summary(book),
        ),
    )


def _without_the_future(metadata: Metadata, as_of: date | None) -> Metadata:
    """Return the metadata as readers know it on a day: a book has not come out before its date."""
    published = metadata.published
    hidden = published is not None and as_of is not None and published > as_of
    return replace(metadata, published=None) if hidden else metadata


def _year(metadata: Metadata, stamp: datetime) -> str:
    """Return the copyright's year, "" where no date of the book is known."""
    if metadata.published:
        return str(metadata.published.year)
    return "" if stamp == NO_DATE else str(stamp.year)


def title_from(name: str) -> str:
    """Return a title made of a folder's name: "the-house-of-my-aunt" is "The House of My Aunt"."""
    words = re.split(r"[\s_-]+", name.strip(" _-."))
    titled = (_capital(word, first=place == 0) for place, word in enumerate(words) if word)
    return " ".join(titled) or "Untitled"


def _capital(word: str, first: bool) -> str:
    if not first and word.casefold() in _SMALL_WORDS:
        return word
    return word[:1].upper() + word[1:]


def derived_identifier(metadata: Metadata) -> str:
    """Return an identifier for a book that has none: always the same for a title and its authors.

    It changes with them, which is why `init` and `import` write one into book.yaml.
    """
    names = "\x1f".join((metadata.title, *metadata.authors))
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, names)}"


def isbn_of(isbns: tuple[Isbn, ...], edition: str, made_as: Format) -> Isbn | None:
    """Return the ISBN of an edition and format: the one that says most exactly that it is.

    None where there is none. An edition's own goes before a format's, and both before the book's.
    """
    formats = ("", made_as.value, "ebook" if made_as is Format.EPUB else "print")
    fitting = (
        isbn
        for isbn in isbns
        if isbn.edition in ("", edition) and isbn.format.casefold() in formats
    )
    return min(fitting, key=lambda isbn: (not isbn.edition, not isbn.format), default=None)


def work_summary(book: Book) -> str:
    """Return the whole work's summary in plain words, "" where it has none."""
    texts = (plain_words(note.blocks) for note in book.notes if note.kind is NoteKind.SUMMARY)
    return " ".join(texts)


def plain_words(blocks: Blocks) -> str:
    """Return the words of blocks on one line."""
    return " ".join(" ".join(plain_text(line) for line in lines_of(blocks)).split())


def output_name(book: Book, settings: EditionSettings, made_as: Format) -> str:
    """Return the name of the file to make, without its ending.

    Where the book has several editions of one format, each has its name in the file's. A title in
    a script that leaves no ASCII letters gives way to the folder's name.
    """
    if settings.output:
        return settings.output
    name = slug(book.metadata.title) or slug(book.name) or "book"
    of_this_format = [edition for edition in book.editions if made_as in edition.formats]
    own = slug(settings.name)
    return f"{name}-{own}" if len(of_this_format) > 1 and own else name
