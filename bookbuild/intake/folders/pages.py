"""An ordered folder to the files of a manuscript folder, as strings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bookbuild.intake.folders.ordered import Entry, Ordered
from bookbuild.intake.manuscript_text.book import book_yaml
from bookbuild.intake.manuscript_text.kinds import has_to_be_said
from bookbuild.intake.manuscript_text.settings import paragraphs, setting, settings
from bookbuild.intake.own_notes import without_calls_in
from bookbuild.intake.shown import shows_text
from bookbuild.intake.slugs import slug_of
from bookbuild.intake.words import Page
from bookbuild.model.book import Kind, Matter


def ordered_pages(ordered: Ordered, identifier: str) -> tuple[Page, ...]:
    """Return book.yaml and a page for each entry, named "01-arrivals.md", in their order.

    ``identifier`` is the new book's own, used where the folder names none.
    """
    metadata = ordered.metadata
    metadata = replace(metadata, identifier=metadata.identifier or identifier)
    notes = (line for note in ordered.notes for line in paragraphs(note.kind.value, note.text))
    book = book_yaml(metadata, ()) + "".join(f"{line}\n" for line in notes)
    counted = _counted(ordered.entries)
    named = zip(ordered.entries, file_names(ordered.entries), counted, strict=True)
    pages = (_page(entry, name.removesuffix(".md"), count) for entry, name, count in named)
    return (Page("book.yaml", book), *pages)


def file_names(entries: tuple[Entry, ...]) -> tuple[str, ...]:
    """Return the files of the entries: "01-arrivals.md"."""
    width = max(2, len(str(len(entries))))
    counted = enumerate(zip(entries, _counted(entries), strict=True), 1)
    return tuple(f"{at:0{width}}-{_slug(entry, count)}.md" for at, (entry, count) in counted)


def _counted(entries: tuple[Entry, ...]) -> Iterator[str]:
    """Yield the number that counting gives each entry if it is a chapter: one more than before."""
    last = 0
    for entry in entries:
        yield str(last + 1)
        given = entry.front.number
        if entry.kind is Kind.CHAPTER and (not given or _is_counted(given)):
            last = int(given or last + 1)


def _is_counted(number: str) -> bool:
    return number.isdecimal() and int(number) > 0


def _slug(entry: Entry, counted: str) -> str:
    if entry.kind not in (Kind.CHAPTER, Kind.OTHER):
        return slug_of(entry.kind.value)
    plain = f"chapter-{entry.front.number or counted}"
    if entry.front.number == "none" or entry.kind is Kind.OTHER:
        plain = "section"
    return slug_of(entry.title) or plain


def _page(entry: Entry, stem: str, counted: str) -> Page:
    front = "".join(f"{line}\n" for line in _front(entry, stem, counted))
    top = f"---\n{front}---\n" if front else ""
    return Page(f"{stem}.md", top + ("\n" if top and entry.text else "") + entry.text)


def _front(entry: Entry, stem: str, counted: str) -> Iterator[str]:
    front = entry.front
    said = has_to_be_said(entry.kind, stem, entry.title)
    yield from setting("title", without_calls_in(entry.title))
    yield from setting("subtitle", front.subtitle)
    yield from setting("kind", entry.kind.value if said else "")
    yield from setting("place", Matter.BACK.value if entry.kind is Kind.OTHER else "")
    yield from setting("number", "" if front.number == counted else front.number)
    yield from setting("pov", front.pov)
    yield from setting("date", front.day.isoformat() if front.day else "")
    yield from setting("author", front.author)
    yield from settings("warnings", front.warnings)
    empty = entry.kind is not Kind.PART and not shows_text(entry.text.split("\n"))
    yield from setting("status", "draft" if front.draft or empty else "")
    yield from paragraphs("summary", front.summary)
    yield from paragraphs("notes", front.notes)
    yield from paragraphs("endnotes", front.endnotes)
