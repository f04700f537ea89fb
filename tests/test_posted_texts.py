"""The importer on what writers really type: nothing is refused, nothing is slow, nothing is lost.

Each test about one text is about a mistake that was made once.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.intake import import_sources
from bookbuild.intake.keeping import keep_promises
from bookbuild.intake.recognise import chapters_of
from bookbuild.intake.sources import Gathered, Source
from bookbuild.intake.starter import start_book
from bookbuild.intake.work import MOST_CHAPTERS, Prepared, prepare
from bookbuild.model.book import Book, Kind, Written
from bookbuild.read.book_yaml import read_book_yaml
from bookbuild.read.kinds import _BY_NAME as KIND_NAMES
from bookbuild.read.manuscript import read_book
from bookbuild.report import BookbuildError, Exit
from tests.commands import bookbuild
from tests.posted_lines import TEXTS

IDENTIFIER = "urn:uuid:6f1ed002-ab1c-4a5e-9f4e-0d5f0c6a7b11"


def source(*lines: str, stem: str = "a", markdown: bool = False) -> Source:
    return Source(f"{stem}.txt", stem, lines, markdown)


def prepared(*sources: Source) -> Prepared:
    return prepare(Gathered(sources, False, ()), Path("book"), IDENTIFIER)


def chapter(*lines: str, markdown: bool = False) -> str:
    """Return the text of the first chapter's file."""
    return prepared(source(*lines, markdown=markdown)).folder.pages[1].text


# ----------------------------------------------------------------------------- nothing is refused


@settings(max_examples=300, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=3), st.booleans())
def test_no_text_that_writers_type_is_refused(texts: list[list[str]], markdown: bool) -> None:
    sources = tuple(
        source(*lines, stem=str(number), markdown=markdown)
        for number, lines in enumerate(texts)
        if "".join(lines).strip()
    )
    if sources:
        prepared(*sources)


def test_the_work_may_be_named_above_a_heading_that_names_another() -> None:
    text = prepared(source("Story Title: Big", "", "The Fall | Chapter 2", "", "It rained.", ""))
    assert "title: Big\n" in text.folder.pages[0].text
    assert "title: The Fall\n" in text.folder.pages[1].text


def test_a_block_in_a_promise_is_none_of_its_words() -> None:
    pages = prepared(
        source(
            "It rained.", "", "A/N:", "::: notes", "Look for the epilogue!", ":::", markdown=True
        )
    ).folder.pages
    assert pages[2].name == "99-epilogue.md"
    assert pages[2].text.endswith("---\n\nLook for the epilogue!\n")


def test_three_colons_behind_a_label_open_no_block() -> None:
    assert "\n\\::: notes\n" in chapter("A/N - ::: notes", "", "It rained.", markdown=True)


@pytest.mark.parametrize("text", ["", "\ufeff\ufeff\n", "\n \n\u3000\n"])
def test_nothing_but_space_is_an_empty_file(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with pytest.raises(BookbuildError, match="This file is empty") as refused:
        import_sources((tmp_path / "a.txt",), tmp_path / "out", IDENTIFIER)
    assert refused.value.exit_code is Exit.MANUSCRIPT


# -------------------------------------------------------------------------------- nothing is slow


@pytest.mark.parametrize("label", ["Author: ", "Title: ", "Story title: ", "Written by: ", "by "])
@pytest.mark.parametrize("end", ["", "x", "x" * 200])
def test_a_row_of_stars_behind_a_label_takes_no_time(label: str, end: str) -> None:
    began = time.process_time()
    prepared(source(label + "*" * 8000 + end, "", "It rained.", "", "It poured."))
    assert time.process_time() - began < 5


def test_the_promises_of_the_longest_serial_take_no_time() -> None:
    chapters = tuple(
        found
        for number in range(MOST_CHAPTERS)
        for found in chapters_of(
            source(f"Chapter {number}", "", "It rained.", "", "Next chapter tomorrow!")
        )
    )
    began = time.process_time()
    kept = keep_promises(chapters)
    assert time.process_time() - began < 5
    assert [note.until for note in kept.chapters[-2].closing] == [f"chapter-{MOST_CHAPTERS - 1}"]


# ----------------------------------------------------------------------------- the chapter's head


def test_a_title_may_go_on_below_the_heading() -> None:
    first = ("Chapter 2", *("", "It rained.") * 15)
    heading = ("", "Chapter 3: The Fall", "The Long Road Home", "", "It rained.", "", "It poured.")
    pages = prepared(source(*first, *heading)).folder.pages
    expected = "---\ntitle: The Fall The Long Road Home\n---\n\nIt rained."
    assert pages[2].text.startswith(expected)


def test_a_chapters_title_may_stand_above_the_heading() -> None:
    text = chapter("Chapter title: Salt", "", "Chapter 3: The Fall", "", "It rained.", "", "So.")
    assert text.startswith("---\ntitle: Salt The Fall\nnumber: 3\n---\n\nIt rained.")


@pytest.mark.parametrize(
    "line",
    ["Author: ***", "Title: ***", "Title: * _ *", "Story Title: **", "Written by: _*_", "by ***"],
)
def test_a_name_made_of_decoration_is_none(line: str) -> None:
    pages = prepared(source(line, "", "It rained.", "", "It poured.")).folder.pages
    assert "\ntitle: Book\n# The text names no author." in pages[0].text


@pytest.mark.parametrize("story", [(), ("It rained.", "", "It poured.", "")])
def test_a_label_with_nothing_but_a_rule_below_is_no_note(story: tuple[str, ...]) -> None:
    made = prepared(source(*story, "A/N", "", "xXx"))
    empty = "---\nstatus: draft\n---\n"
    assert made.folder.pages[1].text == ("\n".join(story) or empty)
    assert sorted(span.text for span in made.spans) == ["A/N", "xXx"]


# ------------------------------------------------------------------------- where a note ends


FIRST_PERSON = ("I woke before the bell.", "", "I ran, as you would have, Lana.", "", "I fell.")


@pytest.mark.parametrize("label", ["A/N: I wrote this on a train.", "Summary: All is well."])
@pytest.mark.parametrize("after", [(), ("", "***", "", "It rained."), ("", "", "", "It rained.")])
def test_a_note_swallows_no_story_in_the_first_person(label: str, after: tuple[str, ...]) -> None:
    text = chapter(label, "", *FIRST_PERSON, "", "I slept.", *after)
    assert text.split(":::\n\n")[1].startswith("I woke before the bell.\n\nI ran")


def test_a_wider_gap_ends_a_note() -> None:
    text = chapter("A/N: I wrote this on a train.", "", "My cat was ill.", "", "", *FIRST_PERSON)
    assert text.startswith("::: notes\nI wrote this on a train.\n\nMy cat was ill.\n:::\n\nI woke")


def test_a_note_goes_on_where_it_addresses_the_readers() -> None:
    lines = ("A/N: Hi.", "", "My cat was ill.", "", "Sorry for the long wait.", "", *FIRST_PERSON)
    assert chapter(*lines).startswith(
        "::: notes\nHi.\n\nMy cat was ill.\n\nSorry for the long wait.\n:::\n\nI woke"
    )


def test_a_note_ends_at_the_first_point_of_view_only() -> None:
    assert "ill.\n:::\n\nI" in chapter("A/N: Hi.", "", "My cat was ill.", "", "Lana's POV", "", "I")
    lines = ("Clark's POV", "", "A/N: Hi.", "", "I woke.", "", "Lana's POV", "", "I ran.")
    assert "Hi.\n:::\n\nI woke.\n\n::: pov" in chapter(*lines)


# -------------------------------------------------------------------------- the kind of a chapter


@pytest.mark.parametrize("title", ["About Time", "The Other Shore", "Map of the Coast", "By Sea"])
def test_common_words_name_no_kind(title: str) -> None:
    assert "kind:" not in chapter(f"Chapter 1: {title}", "", "It rained.", "", "It poured.")


@pytest.mark.parametrize("name", sorted(KIND_NAMES))
def test_a_chapter_called_like_another_kind_stays_a_chapter(name: str, tmp_path: Path) -> None:
    titles = (name.title(), f"{name.title()}: Rain", f"{name.title()} Two")
    text = "\n\n".join(f"Chapter {n}: {title}\n\nIt rained." for n, title in enumerate(titles, 1))
    (tmp_path / "a.txt").write_text(text + "\n\nIt poured.\n", encoding="utf-8")
    import_sources((tmp_path / "a.txt",), tmp_path / "out", IDENTIFIER)
    book = read_book(tmp_path / "out").value
    assert isinstance(book, Book)
    sections = [section for section in book.sections if isinstance(section, Written)]
    assert [section.head.kind for section in sections] == [Kind.CHAPTER] * 3


# ---------------------------------------------------------------------------------- a new book


@pytest.mark.parametrize("folder", ["a.txt", "a.txt/manuscript"])
def test_init_where_a_file_is_in_the_way(folder: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.\n", encoding="utf-8")
    refuses_to_start(tmp_path / folder)


def test_init_where_the_manuscript_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "manuscript").write_text("It rained.\n", encoding="utf-8")
    refuses_to_start(tmp_path)


def refuses_to_start(folder: Path) -> None:
    done = bookbuild("init", folder)
    assert done.returncode in (Exit.USAGE, Exit.MACHINE)
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().endswith(".")


@pytest.mark.parametrize(
    ("folder", "title"),
    [
        ("the author's cut", "The Author's Cut"),
        ("salt_road-two", "Salt Road Two"),
        ("a: b # c", "A: B # C"),
        ('"quoted" [x] {y}', '"quoted" [x] {y}'),
        ("- & * ! | > % @ `", "& * ! | > % @ `"),
        ("back\\slash", "Back\\slash"),
        ("no", "No"),
    ],
)
def test_the_title_of_a_new_book_is_the_folders_name(
    folder: str, title: str, tmp_path: Path
) -> None:
    files = start_book(tmp_path / folder, IDENTIFIER)
    checked = read_book_yaml(files[0].read_text(encoding="utf-8"), "book.yaml")
    assert checked.diagnostics == ()
    assert checked.value.metadata.title == title
