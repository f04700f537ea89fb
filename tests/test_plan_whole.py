"""The whole plan, for whatever book: there is an edition, the same each time, and ids differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.model.book import Book, Kind, Matter
from bookbuild.model.edition import (
    ContentsEntry,
    Edition,
    NotesAppendix,
    PromiseUnit,
    TextUnit,
    Unit,
)
from bookbuild.model.editions import (
    EditionSettings,
    Format,
    NotesPolicy,
    Numbering,
    Presentation,
)
from bookbuild.model.occasion import Occasion
from bookbuild.model.text import Conditional, Footnote, NoteRef, SceneBreak
from bookbuild.model.walk import every_block, texts_of
from bookbuild.plan import outline, plan_edition
from tests.builders import (
    STAMP,
    book,
    closing,
    opening,
    para,
    plan_checked,
    promise,
    section,
    summary,
)

TITLES = st.sampled_from(["", "Home", "Chapter Two: Home", "12. Away", "4.6", "Prologue", "—", "X"])
FILES = st.sampled_from(["a.md", "01-a.md", "b/a.md", "1984.md", "桥.md", "cover.md", "a-p1.md"])


@st.composite
def sections(draw: st.DrawFn) -> object:
    kind, file = draw(st.sampled_from(Kind)), draw(FILES)
    title = draw(TITLES)
    if draw(st.booleans()):
        return promise(title, "Soon.", kind=kind, file=file, promised_in="a")
    written = section(
        title,
        "A.",
        SceneBreak(),
        para("B", NoteRef("1"), NoteRef("lost")),
        Conditional((para("C"),), only=("print",)),
        kind=kind,
        file=file,
        number=draw(st.sampled_from(["", "none", "0", "3½", "7"])),
        label=draw(st.sampled_from(["", "Day One"])),
        id=draw(st.sampled_from(["", "own", "Nav"])),
        matter=draw(st.sampled_from([None, *Matter])),
        notes=(summary("S."), opening(para("N", NoteRef("1"))), closing("E.", until="epilogue")),
        warnings=("blood",),
    )
    return replace(written, footnotes=(Footnote("1", (para("F"),)),))


@st.composite
def books(draw: st.DrawFn) -> Book:
    written = draw(st.lists(sections(), max_size=6))
    made = book(*written, lang=draw(st.sampled_from(["en", "fr", "zh", "tlh", ""])))  # type: ignore[arg-type]
    numbering = draw(st.sampled_from(Numbering))
    return replace(made, presentation=Presentation(numbering=numbering))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(books(), st.sampled_from(Format), st.sampled_from([None, *NotesPolicy]))
def test_every_book_has_an_edition(
    given_book: Book, made_as: Format, policy: NotesPolicy | None
) -> None:
    checked = plan_checked(given_book, made_as, policy)
    assert checked == plan_checked(given_book, made_as, policy)
    _check(checked.value)
    assert len(outline(given_book)) == len(given_book.sections)


def _check(edition: Edition) -> None:
    names = [name for unit in edition.units for name in _ids(unit)]
    assert len(names) == len(set(names))
    assert all(name.isascii() and name[0].isalpha() for name in names)
    folded = [unit.head.id.casefold() for unit in edition.units]
    assert len(folded) == len(set(folded))
    assert all(unit.head.name for unit in edition.units)
    listed = {unit.head.id for unit in edition.units if unit.head.listed}
    assert {row.unit for row in _rows(edition.contents)} == listed
    assert all(row.label or row.title for row in _rows(edition.contents))
    for unit in edition.units:
        for blocks in texts_of(unit):
            for block in every_block(blocks):
                assert not isinstance(block, Conditional)
                assert block.id.startswith(f"{unit.head.id}-")


def _ids(unit: Unit) -> Iterator[str]:
    yield unit.head.id
    yield from (block.id for blocks in texts_of(unit) for block in every_block(blocks))
    match unit:
        case TextUnit():
            yield from (note.id for note in (*unit.opening, *unit.closing))
            yield from (name for note in unit.footnotes for name in (note.id, note.ref_id))
        case NotesAppendix():
            for entry in unit.entries:
                yield from (note.id for note in entry.notes)
                yield from (name for note in entry.footnotes for name in (note.id, note.ref_id))
        case _:
            return


def _rows(entries: tuple[ContentsEntry, ...]) -> Iterator[ContentsEntry]:
    for entry in entries:
        yield entry
        yield from _rows(entry.children)


def test_every_kind_has_its_place_written_or_promised() -> None:
    for kind in Kind:
        for matter in (None, *Matter):
            written = section("", kind=kind, file="w.md", matter=matter)
            promised = promise("", "Soon.", kind=kind, file="p.md")
            for made_as in Format:
                edition = plan_checked(book(written, promised), made_as).value
                files = [
                    u.head.file for u in edition.units if isinstance(u, TextUnit | PromiseUnit)
                ]
                assert sorted(files) == ["p.md", "w.md"]


def test_an_empty_book_has_an_edition() -> None:
    for made_as in Format:
        assert plan_checked(book(), made_as).value.units


WISHES = st.lists(st.sampled_from(["1", "1..", "..2", "Home", "a", "own", "Part One"]), max_size=2)


@given(books(), WISHES, WISHES, st.booleans())
def test_every_edition_has_units_of_the_whole_one(
    given_book: Book, sections: list[str], without: list[str], restarts: bool
) -> None:
    settings = EditionSettings("ebook", (Format.EPUB,))
    part = replace(
        settings,
        sections=tuple(sections),
        without=tuple(without),
        numbering_restarts=restarts,
    )
    whole, taken = (
        plan_edition(given_book, each, Format.EPUB, Occasion(STAMP)).value
        for each in (settings, part)
    )
    ids = [unit.head.id for unit in whole.units]
    own = [unit.head.id for unit in taken.units]
    assert own == [id for id in ids if id in own]
    texts = {unit.head.id: unit for unit in whole.units}
    for unit in taken.units:
        other = texts[unit.head.id]
        if isinstance(unit, TextUnit) and isinstance(other, TextUnit):
            assert _block_ids(unit) == _block_ids(other)


def _block_ids(unit: TextUnit) -> list[str]:
    return [block.id for blocks in texts_of(unit) for block in every_block(blocks)]
