"""Editions: what each takes, what it is called, where its notes go, and what is wrong with one."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bookbuild.model.book import Book, Kind, Placeholder
from bookbuild.model.edition import Edition
from bookbuild.model.editions import (
    EditionSettings,
    Format,
    NotesByKind,
    NotesPolicy,
    Overrides,
    PromisesPolicy,
    WorkNotes,
)
from bookbuild.model.naming import Isbn, Series
from bookbuild.model.occasion import Occasion
from bookbuild.plan import plan_edition
from bookbuild.read.manuscript import read_book
from bookbuild.report import Checked
from tests.builders import (
    STAMP,
    blocks,
    book,
    closing,
    metadata,
    opening,
    promise,
    section,
    summary,
    text_unit,
    unit,
    unit_ids,
)
from tests.commands import bookbuild, manuscript

BOOK = """\
title: The Ferry
author: Mary Shelley
identifier: https://example.org/ferry
date: 2026-05-03
"""
ID = "https://example.org/ferry"


def serial() -> Book:
    """Return a book of two parts with two chapters each, and pages around them."""
    return book(
        section("For Bea", kind=Kind.DEDICATION, file="00-dedication.md"),
        section("The Island", kind=Kind.PART, file="10-island.md"),
        section("Arrivals", file="11-arrivals.md"),
        section("The Bridge", file="12-bridge.md"),
        section("The Mainland", kind=Kind.PART, file="20-mainland.md"),
        section("Town", file="21-town.md"),
        section("Home", file="22-home.md"),
        promise("The End", "Soon."),
        section("Thanks", kind=Kind.ACKNOWLEDGMENTS, file="99-thanks.md"),
        about=replace(metadata(), identifier=ID),
    )


def section_ids(edition: Edition) -> list[str]:
    """Return the ids of an edition's units but for the colophon that bookbuild adds."""
    return [id for id in unit_ids(edition) if id != "colophon-page"]


def volume(given: Book, settings: EditionSettings, made_as: Format = Format.EPUB) -> Edition:
    return plan_edition(given, settings, made_as, Occasion(STAMP)).value


def told(given: Book, settings: EditionSettings) -> list[str]:
    planned = plan_edition(given, settings, Format.EPUB, Occasion(STAMP))
    return [str(each) for each in planned.diagnostics]


def edition(**more: object) -> EditionSettings:
    return replace(EditionSettings("volume", (Format.EPUB,)), **more)  # type: ignore[arg-type]


# ------------------------------------------------------------------------------ what it takes


@pytest.mark.parametrize(
    ("sections", "without", "story"),
    [
        ((), (), ["island", "arrivals", "bridge", "mainland", "town", "home", "promised-epilogue"]),
        (("Part One",), (), ["island", "arrivals", "bridge"]),
        (("1..2",), (), ["island", "arrivals", "bridge"]),
        (("2..3",), (), ["bridge", "mainland", "town"]),
        (("2",), (), ["bridge"]),
        (("Part Two", "epilogue"), (), ["mainland", "town", "home", "promised-epilogue"]),
        ((), ("Part One",), ["mainland", "town", "home", "promised-epilogue"]),
        (("Part Two",), ("Home", "Thanks"), ["mainland", "town"]),
    ],
)
def test_an_edition_takes_of_the_story_what_it_names(
    sections: tuple[str, ...], without: tuple[str, ...], story: list[str]
) -> None:
    settings = edition(sections=sections, without=without)
    ids = section_ids(volume(serial(), settings))
    behind = [] if "Thanks" in without else ["thanks"]
    assert ids[2:] == ["dedication", "contents", *story, *behind]


def test_chapters_keep_the_numbers_that_readers_know() -> None:
    second = volume(serial(), edition(sections=("Part Two",)))
    assert [row.label for row in second.contents[0].children] == ["Chapter Three", "Chapter Four"]
    again = volume(serial(), edition(sections=("Part Two",), numbering_restarts=True))
    assert [row.label for row in again.contents] == ["Part One", ""]
    assert [row.label for row in again.contents[0].children][:2] == ["Chapter One", "Chapter Two"]


def test_a_chapter_without_its_part_stands_by_itself() -> None:
    found = volume(serial(), edition(sections=("2",)))
    assert unit(found, "bridge").head.depth == 0
    assert [row.unit for row in found.contents] == ["bridge", "thanks"]


def test_ids_are_the_same_in_every_edition() -> None:
    whole = volume(serial(), EditionSettings("ebook", (Format.EPUB,)))
    second = volume(serial(), edition(sections=("Part Two",), numbering_restarts=True))
    assert text_unit(second, "town").blocks == text_unit(whole, "town").blocks


def test_an_edition_that_takes_nothing_is_a_mistake() -> None:
    every = ("Part One", "Part Two", "epilogue")
    message = "The edition “volume” takes nothing of the story."
    hint = "Look at its `without:` in book.yaml; `bookbuild status` lists the sections."
    assert told(serial(), edition(without=every, line=7)) == [
        f"manuscript/book.yaml:7: {message} {hint}"
    ]


def test_a_section_that_is_not_there() -> None:
    assert told(serial(), edition(sections=("1..9",), line=5))[0] == (
        "manuscript/book.yaml:5: The edition “volume” names a section that is not there. "
        "There is no chapter 9 in this book; the highest number is 4."
    )


def test_a_volume_may_name_what_is_still_to_come() -> None:
    last = replace(section("Home", file="22-home.md"), day=date(2026, 5, 1))
    given = book(section("Town", file="21-town.md"), last)
    occasion = Occasion(STAMP, as_of=date(2026, 4, 1))
    planned = plan_edition(given, edition(sections=("1..2",)), Format.EPUB, occasion)
    assert planned.diagnostics == ()
    assert section_ids(planned.value)[-1] == "town"


def test_a_volume_may_name_what_stands_as_a_promise() -> None:
    last = replace(section("Home", file="22-home.md"), day=date(2026, 5, 1))
    given = book(section("Town", file="21-town.md"), replace(last, promise=blocks("Soon.")))
    occasion = Occasion(STAMP, as_of=date(2026, 4, 1))
    planned = plan_edition(given, edition(sections=("Home",)), Format.EPUB, occasion)
    assert planned.diagnostics == ()
    assert section_ids(planned.value)[-1] == "promised-chapter"


@pytest.mark.parametrize("made_as", Format)
def test_a_section_for_some_editions(made_as: Format) -> None:
    ebook, print_ = (
        section("About", words, kind=Kind.ABOUT_THE_AUTHOR, file=file)
        for words, file in (("On line.", "90-about-ebook.md"), ("On paper.", "91-about-print.md"))
    )
    given = book(
        section(),
        replace(ebook, head=replace(ebook.head, only=("ebook",))),
        replace(print_, head=replace(print_.head, only=("print",))),
    )
    name = "ebook" if made_as is Format.EPUB else "print"
    ids = section_ids(volume(given, EditionSettings(name, (made_as,)), made_as))
    assert ("about-ebook" in ids, "about-print" in ids) == (name == "ebook", name == "print")


def test_promises_can_be_left_out() -> None:
    found = volume(serial(), edition(promises=PromisesPolicy.OMIT))
    assert "promised-epilogue" not in section_ids(found)


# ------------------------------------------------------------------------------ its metadata

ITS_OWN = Overrides(
    title="The First Tide",
    subtitle="An Island",
    series=Series("The Ferry", "1"),
    description="Of an island.",
    published=date(2027, 1, 1),
    edition_statement="First volume",
    cover="one.jpg",
    isbns=(Isbn("9783161484100", format="epub"),),
)


def test_an_edition_has_metadata_of_its_own() -> None:
    about = replace(metadata(), cover="cover.jpg", cover_alt="A ferry", title_sort="Ferry, The")
    given = replace(serial(), metadata=about)
    found = volume(given, edition(metadata=ITS_OWN)).metadata
    assert (found.title, found.title_sort, found.subtitle) == ("The First Tide", "", "An Island")
    assert (found.series, found.description) == (Series("The Ferry", "1"), "Of an island.")
    assert (found.cover, found.cover_alt, found.year) == ("one.jpg", "", "2027")
    assert found.authors == ("Mary Shelley",)


def test_a_volume_is_another_book_to_reading_apps() -> None:
    given = serial()
    whole = volume(given, EditionSettings("ebook", (Format.EPUB,)))
    large = volume(given, EditionSettings("large", (Format.EPUB,), NotesPolicy.OMIT))
    one, two = (volume(given, replace(edition(sections=("1",)), name=name)) for name in "ab")
    assert whole.identifier == large.identifier == ID
    assert one.identifier.startswith("urn:uuid:")
    assert len({whole.identifier, one.identifier, two.identifier}) == 3
    named = volume(given, edition(metadata=replace(ITS_OWN, identifier="urn:x:1")))
    assert named.identifier == "urn:x:1"
    ebook = EditionSettings("ebook", (Format.EPUB,), metadata=ITS_OWN)
    assert volume(given, ebook).identifier == ID


def test_the_books_isbn_is_not_a_volumes() -> None:
    isbns = (Isbn("9780306406157"), Isbn("9781861972712", edition="volume"))
    given = replace(serial(), metadata=replace(metadata(), isbns=isbns))
    plain = volume(given, EditionSettings("ebook", (Format.EPUB,)))
    assert plain.isbn == isbns[0]
    assert volume(given, edition(sections=("1",))).isbn == isbns[1]
    found = volume(given, edition(metadata=ITS_OWN)).isbn
    assert found is not None
    assert found.number == "9783161484100"


# ---------------------------------------------------------------------------------- its notes


def test_each_kind_of_note_has_a_place_of_its_own() -> None:
    noted = section("", notes=(opening("Before."), closing("After."), summary("Sum.")))
    given = book(noted, notes=(opening("Welcome."), closing("Thanks.")))
    places = NotesByKind(
        NotesPolicy.END, NotesPolicy.OMIT, work=WorkNotes.END, summary=NotesPolicy.INLINE
    )
    found = volume(given, edition(notes=places))
    one = text_unit(found, "one")
    assert [note.heading for note in (*one.opening, *one.closing)] == ["Summary", "Author’s note"]
    assert section_ids(found)[-2:] == ["one", "closing-note"]
    assert told(given, edition(notes=places)) == [
        "manuscript/book.yaml: 1 author’s note is left out of the book, as this edition’s "
        "“notes: …: omit” asks."
    ]


# --------------------------------------------------------------------------------- book.yaml


def read(folder: Path, editions: str, **files: str) -> Checked[Book | None]:
    given = {"_01_one": "The ferry left at nine.\n", **files}
    return read_book(manuscript(folder, book=f"{BOOK}editions:\n{editions}", **given))


def test_every_key_of_an_edition_is_read(tmp_path: Path) -> None:
    checked = read(
        tmp_path,
        """\
  volume-1:
    formats: epub
    title: "The First Tide"
    series:
      name: The Ferry
      number: 1
    isbn: 978-3-16-148410-0
    identifier: 5b8f5b3e-3c7c-4a52-9d0a-6a3f3bb0a7d1
    notes:
      opening: end
      summary: inline
      work: omit
    promises: omit
    final: yes
    sections: [1..12, Prologue]
    without: map
    numbering-restarts: yes
    ahead: 2
""",
    )
    assert checked.diagnostics == ()
    assert checked.value is not None
    assert checked.value.editions[2] == EditionSettings(
        "volume-1",
        (Format.EPUB,),
        NotesByKind(NotesPolicy.END, None, WorkNotes.OMIT, NotesPolicy.INLINE),
        promises=PromisesPolicy.OMIT,
        final=True,
        sections=("1..12", "Prologue"),
        without=("map",),
        numbering_restarts=True,
        ahead=2,
        metadata=Overrides(
            title="The First Tide",
            series=Series("The Ferry", "1"),
            identifier="urn:uuid:5b8f5b3e-3c7c-4a52-9d0a-6a3f3bb0a7d1",
            isbns=(Isbn("9783161484100", typed="978-3-16-148410-0"),),
        ),
        line=6,
    )


def test_style_sheets_lie_over_one_edition_only(tmp_path: Path) -> None:
    editions = "  large:\n    formats: epub\n    css: [large.css, own/more.css]\n"
    manuscript(tmp_path, book=f"{BOOK}editions:\n{editions}", _01_one="The ferry left.\n")
    (tmp_path / "styles").mkdir()
    (tmp_path / "manuscript" / "own").mkdir()
    (tmp_path / "styles" / "large.css").write_text("p { font-size: 2em }\n")
    (tmp_path / "manuscript" / "own" / "more.css").write_text("q { color: url(x.png) }\n")
    done = bookbuild("epub", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "manuscript/own/more.css:1: " in done.stderr
    plain, large = (sheets(tmp_path, name) for name in ("ebook", "large"))
    assert [name for name in large if name not in plain] == ["edition-1.css", "edition-2.css"]


def sheets(folder: Path, edition: str) -> list[str]:
    data = (folder / "dist" / f"the-ferry-{edition}.epub").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [Path(name).name for name in archive.namelist() if name.endswith(".css")]


@pytest.mark.parametrize("name", ["../../secret.css", "/etc/secret.css", "styles/../../x.css"])
def test_a_style_sheet_is_in_the_project(name: str, tmp_path: Path) -> None:
    (tmp_path.parent / "secret.css").touch()
    checked = read(tmp_path, f"  large:\n    css: {name}\n")
    assert [each.code for each in checked.diagnostics] == ["missing-style-file"]


def test_all_editions_are_made_with_one_command(tmp_path: Path) -> None:
    editions = "  volume-1:\n    formats: epub\n    sections: 1\n  volume-2:\n    formats: epub\n"
    files = {"_01_one": "# Arrivals\n\nOne.\n", "_02_two": "# Home\n\nTwo.\n"}
    text = f"{BOOK}editions:\n{editions}    sections: 2\n    title: Home\n"
    manuscript(tmp_path, book=text, **files)
    done = bookbuild("epub", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "dist").iterdir()) == [
        "home-volume-2.epub",
        "the-ferry-ebook.epub",
        "the-ferry-volume-1.epub",
    ]


# ---------------------------------------------------------------------------------- promises


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("tomorrow", "2026-03-06"),
        ("Tomorrow!", "2026-03-06"),
        ("next Friday", "2026-03-06"),
        ("Thursday", "2026-03-12"),
        ("on Sunday", "2026-03-08"),
        ("next week", "2026-03-12"),
        ("in two weeks", "2026-03-19"),
        ("in 3 days", "2026-03-08"),
        ("in a fortnight", "2026-03-19"),
        ("next month", "2026-04-05"),
        ("2026-12-24", "2026-12-24"),
    ],
)
def test_a_promise_is_due_from_the_day_on_which_it_was_made(
    words: str, day: str, tmp_path: Path
) -> None:
    head = f"kind: epilogue\nstatus: promised\nexpected: {words}\npromised-in: 01-one"
    made_in = "---\ndate: 2026-03-05\n---\n\nThe ferry left.\n"
    checked = read(tmp_path, "  print:\n", _01_one=made_in, _99_end=f"---\n{head}\n---\n\nSoon.\n")
    assert checked.diagnostics == ()
    assert checked.value is not None
    end = checked.value.sections[-1]
    assert isinstance(end, Placeholder)
    assert str(end.expected) == day


def test_a_month_may_have_no_such_day(tmp_path: Path) -> None:
    head = "status: promised\nexpected: in a month\npromised-in: 01-one"
    made_in = "---\ndate: 2026-01-31\n---\n\nThe ferry left.\n"
    checked = read(tmp_path, "  print:\n", _01_one=made_in, _02_two=f"---\n{head}\n---\n\nSoon.\n")
    assert checked.value is not None
    two = checked.value.sections[-1]
    assert isinstance(two, Placeholder)
    assert two.expected == date(2026, 2, 28)
