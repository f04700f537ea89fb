"""book.yaml: what the whole book says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.intake.manuscript_text.settings import (
    Lines,
    item,
    nested,
    paragraphs,
    setting,
    settings,
)
from bookbuild.intake.manuscript_text.work_notes import work_note
from bookbuild.model.book import AuthorsNote, Contributor, Fandom, Metadata, NoteKind
from bookbuild.model.naming import Isbn

_NO_TITLE = ("# The text names no title. Put the book's title here, without the #:", "# title: …")
_NO_AUTHOR = (
    "# The text names no author. Add your name or pen name, without the #:",
    "# author: Your Name",
)
_IDENTIFIER = "# By this the readers' shelves know the book again. Leave it as it is."


def book_yaml(metadata: Metadata, notes: tuple[AuthorsNote, ...]) -> str:
    """Return the text of book.yaml; ``notes`` are the whole work's."""
    return "".join(f"{line}\n" for part in _parts(metadata, notes) for line in part)


def _parts(book: Metadata, notes: tuple[AuthorsNote, ...]) -> Iterator[Lines]:
    yield setting("title", book.title) or _NO_TITLE
    yield setting("subtitle", book.subtitle)
    yield setting("title-sort", book.title_sort)
    yield _authors(book.contributors) or _NO_AUTHOR
    yield _contributors(book.contributors)
    yield setting("lang", book.language)
    yield _series(book)
    identifier = setting("identifier", book.identifier)
    yield (_IDENTIFIER, *identifier) if identifier else ()
    yield _isbns(book.isbns)
    yield setting("publisher", book.publisher)
    yield setting("rights", book.rights)
    yield setting("year", book.year)
    yield setting("date", book.published.isoformat() if book.published else "")
    yield setting("edition-statement", book.edition_statement)
    yield paragraphs("description", book.description)
    yield settings("subjects", book.subjects)
    yield settings("warnings", book.warnings)
    yield setting("cover", book.cover)
    yield setting("cover-alt", book.cover_alt)
    yield _fandom(book.fandom) if book.fandom else ()
    for kind in NoteKind:
        yield paragraphs(kind.value, work_note(notes, kind))


def _authors(contributors: tuple[Contributor, ...]) -> Lines:
    authors = tuple(one for one in contributors if one.role == "author" and one.name.strip())
    if len(authors) == 1 and not authors[0].sort_name:
        return setting("author", authors[0].name)
    if not any(author.sort_name for author in authors):
        return settings("author", (author.name for author in authors))
    return nested("author", tuple(line for author in authors for line in _person(author, "")))


def _contributors(contributors: tuple[Contributor, ...]) -> Lines:
    others = (one for one in contributors if one.role != "author" and one.name.strip())
    return nested("contributors", tuple(line for one in others for line in _person(one, one.role)))


def _person(person: Contributor, role: str) -> Lines:
    lines = (
        *setting("name", person.name),
        *setting("role", role),
        *setting("sort", person.sort_name),
    )
    if len(lines) == 1:
        return (f"- {item(person.name)}",)
    return (f"- {lines[0]}", *(f"  {line}" for line in lines[1:]))


def _series(book: Metadata) -> Lines:
    if book.series is None or not book.series.name.strip():
        return ()
    if not book.series.number.strip():
        return setting("series", book.series.name)
    keys = (*setting("name", book.series.name), *setting("number", book.series.number))
    return nested("series", keys)


def _isbns(isbns: tuple[Isbn, ...]) -> Lines:
    match isbns:
        case (Isbn(number, "", ""),):
            return setting("isbn", number)
        case _:
            named = (setting(one.edition or one.format or "ebook", one.number) for one in isbns)
            return nested("isbn", tuple(line for one in named for line in one))


def _fandom(fandom: Fandom) -> Lines:
    keys = (
        *_one_or_more("fandom", fandom.fandoms),
        *setting("rating", fandom.rating),
        *settings("categories", fandom.categories),
        *settings("relationships", fandom.relationships),
        *settings("characters", fandom.characters),
        *settings("tags", fandom.tags),
        *setting("source", fandom.source),
        *setting("posted", fandom.posted),
        *setting("gift-for", fandom.gift_for),
        *setting("original", fandom.original),
    )
    return nested("fandom", keys)


def _one_or_more(key: str, texts: tuple[str, ...]) -> Lines:
    return setting(key, texts[0]) if len(texts) == 1 else settings(key, texts)
