"""What an update writes into a book that is there, and what is to be said of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bookbuild.intake.draft import Picture
from bookbuild.intake.leaves import (
    Leaf,
    held_true,
    leaf_of,
)
from bookbuild.intake.report import Finding, MadeSection, Span
from bookbuild.intake.sources import read_bytes
from bookbuild.intake.update.matching import Match, matches
from bookbuild.intake.update.pages import names_in_book, new_pages, new_pictures
from bookbuild.intake.update.places import placed_new
from bookbuild.intake.update.promised import kept_promises, same_promise
from bookbuild.intake.update.report import Compared, Fate
from bookbuild.intake.update.there import New, known, sections_there
from bookbuild.intake.words import Page
from bookbuild.intake.work import Prepared
from bookbuild.model.book import Book, Placeholder
from bookbuild.report import BookbuildError, Exit

_LISTED = re.compile(r"^chapters:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Exchange:
    """The file of a promise and the finished section; ``before`` is what stands there now."""

    page: Page
    before: bytes


@dataclass(frozen=True, slots=True)
class Update:
    """What is to be written into a book that is there, and what is to be said."""

    pages: tuple[Page, ...]
    exchanges: tuple[Exchange, ...]
    pictures: tuple[Picture, ...]
    compared: tuple[Compared, ...]
    findings: tuple[Finding, ...]
    spans: tuple[Span, ...]


def plan_update(prepared: Prepared, book: Book, manuscript: Path) -> Update:
    """Return what an update adds to a book; nothing is written.

    Raises `BookbuildError` where a file of the book cannot be read.
    """
    there = tuple(sections_there(book, manuscript))
    ours = tuple(
        zip(map(leaf_of, prepared.folder.pages[1:]), prepared.folder.sections, strict=True)
    )
    written = tuple(one for one in there if not isinstance(one.section, Placeholder))
    found = list(matches(tuple(known(*one) for one in ours), tuple(one.known for one in written)))
    for at, (_, made) in enumerate(ours):
        if made.promised and found[at] is None:
            found[at] = same_promise(made, there, found, at)
    names = _entries(manuscript)
    new, said, order = placed_new(ours, found, there, names)
    pictures, renamed_pictures = new_pictures(ours, new, prepared.pictures, manuscript)
    renaming = names_in_book(ours, found, new, there, renamed_pictures)
    pages = tuple(new_pages(ours, new, there, order, renaming))
    for (leaf, _), page in ((ours[one.at], page) for one, page in zip(new, pages, strict=True)):
        _prove(leaf, page)
    exchanges = tuple(
        Exchange(page, one.exchange.data)
        for one, page in zip(new, pages, strict=True)
        if one.exchange
    )
    return Update(
        tuple(page for one, page in zip(new, pages, strict=True) if not one.exchange),
        exchanges,
        pictures,
        tuple(_compared(ours, found, new)),
        (*_metadata(prepared, book), *said, *_listed(manuscript, new)),
        tuple(kept_promises(new, prepared)),
    )


def _entries(manuscript: Path) -> frozenset[str]:
    return frozenset(entry.name for entry in manuscript.iterdir())


def _prove(leaf: Leaf, page: Page) -> None:
    if not held_true(leaf.body, leaf_of(page).body):
        message = f"{page.name}: Its words would not be those of the source. Nothing was written."
        raise BookbuildError(message, Exit.MANUSCRIPT)


def _compared(
    ours: tuple[tuple[Leaf, MadeSection], ...], found: list[Match | None], new: tuple[New, ...]
) -> Iterator[Compared]:
    placed = {one.at: one for one in new}
    for at, (_, made) in enumerate(ours):
        match = found[at]
        if match is None:
            fate = Fate.KEPT_PROMISE if placed[at].exchange else Fate.ADDED
            yield Compared(made, fate, placed[at].file)
        elif not match.whole:
            yield Compared(made, Fate.INSIDE, match.file)
        else:
            fate = Fate.DIFFERS if match.differing else Fate.THERE
            yield Compared(made, fate, match.file, match.differing)


def _metadata(prepared: Prepared, book: Book) -> Iterator[Finding]:
    named, has = prepared.metadata, book.metadata
    for what, new, old in (
        ("title", named.title, has.title),
        ("author", ", ".join(named.authors), ", ".join(has.authors)),
    ):
        if new and new.casefold() != old.casefold():
            said = f"The source names {'another' if old else 'a'} {what}: “{new}”."
            yield Finding(0, "book.yaml", said, "book.yaml was left as it is; change it there.")


def _listed(manuscript: Path, new: tuple[New, ...]) -> Iterator[Finding]:
    """Yield where book.yaml has a list of chapters of its own, in which new files are missing."""
    file = manuscript / "book.yaml"
    added = [one.file for one in new if not one.exchange]
    if added and file.is_file() and _LISTED.search(read_bytes(file).decode("utf-8", "replace")):
        lines = ", ".join(f"- {name}" for name in added)
        what = "The chapters are listed here, so the new files are not in the book yet."
        yield Finding(0, "book.yaml", what, f"Add them to the list, where they belong: {lines}")
