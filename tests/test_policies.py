"""The demonstration under every policy for notes and for promises, in both formats.

`tests/policies/NOTES-PROMISES/` holds for each format the units in the order of the pages, each
with its notes and the first words of its text, and the contents.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bookbuild.build.stamp import book_stamp
from bookbuild.model.book import Book
from bookbuild.model.edition import (
    ContentsEntry,
    Edition,
    NotesAppendix,
    PlacedNote,
    PromiseUnit,
    TextUnit,
    Unit,
)
from bookbuild.model.editions import (
    EditionSettings,
    Format,
    NotesByKind,
    NotesPolicy,
    PromisesPolicy,
    WorkNotes,
)
from bookbuild.model.occasion import Occasion
from bookbuild.model.text import Blocks, plain_text
from bookbuild.plan import plan_edition
from bookbuild.plan.catalogue import plain_words
from bookbuild.read.manuscript import read_book
from bookbuild.read.styles import read_styles
from bookbuild.write.epub import make_epub
from tests.commands import DEMONSTRATION, ROOT
from tests.epubcheck import epubcheck
from tests.golden import check_golden

POLICIES = Path(__file__).parent / "policies"
BY_KIND = NotesByKind(
    NotesPolicy.END, NotesPolicy.APPENDIX, work=WorkNotes.END, summary=NotesPolicy.INLINE
)
NOTES: tuple[tuple[str, NotesPolicy | NotesByKind], ...] = (
    *((policy.value, policy) for policy in NotesPolicy),
    ("by-kind", BY_KIND),
)
TODAY = date(2025, 3, 10)


@pytest.fixture(scope="module")
def demonstration() -> Book:
    book = read_book(ROOT).value
    assert book is not None
    return book


def planned(
    book: Book, made_as: Format, notes: NotesPolicy | NotesByKind, promises: PromisesPolicy
) -> Edition:
    settings = EditionSettings("policies", (made_as,), notes, promises=promises)
    occasion = Occasion(book_stamp(book, DEMONSTRATION, None), today=TODAY)
    return plan_edition(book, settings, made_as, occasion).value


def outline_of(edition: Edition) -> str:
    """Return an edition as a person reviews it."""
    lines = [line for unit in edition.units for line in _unit(unit)]
    rows = [line for row in edition.contents for line in _row(row, "  ")]
    return "\n".join((*lines, "", "contents", *rows, ""))


def _unit(unit: Unit) -> Iterator[str]:
    yield f"{unit.head.id}  ({unit.head.matter.value})  {unit.head.name}"
    match unit:
        case TextUnit():
            yield from _notes(unit.opening, "before")
            yield f"    {_words(unit.blocks)}"
            yield from _notes(unit.closing, "after")
            if unit.notes_at:
                yield f"    notes at {unit.notes_at.unit}#{unit.notes_at.anchor}"
        case PromiseUnit():
            yield f"    {_words(unit.promise)}"
            yield from (f"    {line}" for line in (unit.attribution, unit.expected) if line)
        case NotesAppendix():
            for entry in unit.entries:
                yield from _notes(entry.notes, entry.name)
        case _:
            pass


def _notes(notes: tuple[PlacedNote, ...], where: str) -> Iterator[str]:
    yield from (f"    {where}: [{note.heading}] {_words(note.blocks)}" for note in notes)


def _words(blocks: Blocks) -> str:
    every_word = plain_words(blocks).split()
    return " ".join((*every_word[:8], f"… ({len(every_word)} words)"))


def _row(row: ContentsEntry, indent: str) -> Iterator[str]:
    title = ": ".join(part for part in (row.label, plain_text(row.title)) if part)
    yield f"{indent}{title}{'  (promised)' if row.promised else ''}"
    for child in row.children:
        yield from _row(child, f"{indent}  ")


@pytest.mark.parametrize("promises", PromisesPolicy)
@pytest.mark.parametrize(("name", "notes"), NOTES)
@pytest.mark.parametrize("made_as", Format)
def test_the_units_are_as_reviewed(
    demonstration: Book,
    made_as: Format,
    name: str,
    notes: NotesPolicy | NotesByKind,
    promises: PromisesPolicy,
) -> None:
    edition = planned(demonstration, made_as, notes, promises)
    golden = POLICIES / f"{name}-{promises.value}" / f"{made_as.value}.txt"
    check_golden(golden, outline_of(edition))


@pytest.mark.slow
@pytest.mark.parametrize("promises", PromisesPolicy)
@pytest.mark.parametrize(("name", "notes"), NOTES)
def test_the_epubs_are_valid(
    demonstration: Book,
    name: str,
    notes: NotesPolicy | NotesByKind,
    promises: PromisesPolicy,
) -> None:
    edition = planned(demonstration, Format.EPUB, notes, promises)
    made = make_epub(edition, read_styles(DEMONSTRATION).value)
    assert epubcheck(made.value) == (), name
