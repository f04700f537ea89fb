"""An import into the book that `bookbuild init` has just begun: it is taken up, nothing is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bookbuild.intake import Imported, import_sources
from bookbuild.intake.starter import FIRST_FILE, start_book
from bookbuild.intake.words import Page
from bookbuild.intake.write import exchange_begun
from bookbuild.read.manuscript import read_book
from bookbuild.report import BookbuildError, Exit, has_errors
from tests.commands import bookbuild

OWN = "urn:uuid:6f1ed002-ab1c-4a5e-9f4e-0d5f0c6a7b11"
NEW = "urn:uuid:0d5f0c6a-ab1c-4a5e-9f4e-6f1ed0027b11"
BOOK = Path("the-ferry")
MANUSCRIPT = BOOK / "manuscript"
SETTINGS = MANUSCRIPT / "book.yaml"
STARTER = MANUSCRIPT / FIRST_FILE
POSTED = 'Note: Thank you all.\n\nChapter 1: The Quay\n\n"You came," she said.\n\nIt rained.\n'
TITLED = "The Last Ferry\n\nby Mary Shelley\n\nChapter 1: The Quay\n\nIt rained.\n"
GERMAN = (
    "Kapitel 1: Die Fähre\n\nDer Regen war kalt, und die Fähre lag noch am Ufer. Sie wartete auf "
    "ihn, aber er kam nicht, und das Wasser stieg.\n\nAm Abend ging sie nach Hause. Es war nicht "
    "weit, und der Hund ging mit ihr. Er sah sich nicht um, aber sie sah noch einmal auf das "
    "Wasser, und da lag die Fähre, und auf ihr war ein Licht, das sie nicht kannte.\n"
)


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("posted", POSTED), ("titled", TITLED), ("german", GERMAN)):
        Path(f"{name}.txt").write_text(text, encoding="utf-8")
    start_book(BOOK, OWN)


def bring(name: str) -> Imported:
    return import_sources((Path(f"{name}.txt"),), BOOK, NEW)


def names() -> list[str]:
    return sorted(each.name for each in MANUSCRIPT.iterdir())


def write_over(old: str, new: str) -> None:
    text = SETTINGS.read_text("utf-8")
    assert old in text
    SETTINGS.write_text(text.replace(old, new), "utf-8")


def everything() -> dict[Path, bytes]:
    return {each: each.read_bytes() for each in BOOK.rglob("*") if each.is_file()}


def book_of() -> tuple[str, tuple[str, ...], str, str]:
    checked = read_book(BOOK)
    assert checked.value is not None
    assert not has_errors(checked.diagnostics)
    book = checked.value.metadata
    return book.title, book.authors, book.language, book.identifier


def test_the_chapter_takes_the_place_of_the_starter() -> None:
    before = SETTINGS.read_bytes()
    found = bring("posted")
    assert names() == ["01-the-quay.md", "book.yaml"]
    assert SETTINGS.read_bytes() == before
    assert [file.name for file in found.files] == ["book.yaml", "01-the-quay.md"]
    said = str(found.findings[0])
    assert said.startswith("the-ferry/manuscript: The book that init began was taken up")
    assert FIRST_FILE in said


def test_what_nobody_has_filled_in_comes_from_the_source() -> None:
    bring("titled")
    assert book_of() == ("The Last Ferry", ("Mary Shelley",), "en", OWN)
    assert "# Written once." in SETTINGS.read_text("utf-8")


def test_what_the_author_has_filled_in_stays() -> None:
    write_over("title: The Ferry", "title: The Quay")
    write_over("author: Your Name", 'author: "Jane Austen"')
    found = [str(one) for one in bring("titled").findings]
    assert book_of() == ("The Quay", ("Jane Austen",), "en", OWN)
    assert any("another title: “The Last Ferry”" in one for one in found)
    assert any("another author: “Mary Shelley”" in one for one in found)


def test_nothing_is_asked_for_that_is_filled_in() -> None:
    write_over("title: The Ferry", "title: The Quay")
    write_over("author: Your Name", "author:\n- Jane Austen\n- Mary Shelley")
    assert not any("names no" in one.what for one in bring("posted").findings)


def test_an_author_who_is_in_the_list_is_no_other() -> None:
    write_over("author: Your Name", "author:\n- Jane Austen\n- Mary Shelley")
    assert not any("another" in one.what for one in bring("titled").findings)
    assert book_of()[1] == ("Jane Austen", "Mary Shelley")


def test_a_name_that_is_still_missing_is_asked_for() -> None:
    found = [str(one) for one in bring("posted").findings]
    assert any("Write yours over “Your Name” in book.yaml." in one for one in found)


def test_the_language_is_the_sources_until_the_author_says_another() -> None:
    bring("german")
    assert book_of()[2] == "de"


def test_the_language_that_the_author_says_stays() -> None:
    write_over("lang: en", "lang: de-AT")
    assert not any("German" in one.what for one in bring("german").findings)
    assert book_of()[2] == "de-AT"


def test_other_settings_and_remarks_of_the_author_stay() -> None:
    more = "subtitle: A Serial\ndescription: |\n  Two lines\n\n  and a gap.\n# Mine.\n"
    SETTINGS.write_text(SETTINGS.read_text("utf-8") + more, "utf-8")
    bring("titled")
    assert SETTINGS.read_text("utf-8").endswith(more)


def test_a_book_yaml_written_by_hand_gets_what_it_lacks() -> None:
    SETTINGS.write_text("author: Jane Austen\n", "utf-8")
    bring("titled")
    assert book_of() == ("The Last Ferry", ("Jane Austen",), "en", NEW)


def test_line_ends_of_windows_are_no_change_and_stay() -> None:
    for file in (SETTINGS, STARTER):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    bring("titled")
    data = SETTINGS.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > 5
    assert book_of()[0] == "The Last Ferry"


def test_a_chapter_with_the_starters_own_name_takes_its_place() -> None:
    Path("posted.txt").write_text("Chapter 1: The First Chapter\n\nIt rained.\n", "utf-8")
    bring("posted")
    assert names() == [FIRST_FILE, "book.yaml"]
    assert "It rained." in STARTER.read_text("utf-8")


def test_pictures_and_hidden_files_that_are_there_stay() -> None:
    (MANUSCRIPT / "cover.jpg").write_bytes(b"mine")
    (MANUSCRIPT / ".hidden").write_bytes(b"mine")
    bring("posted")
    assert names() == [".hidden", "01-the-quay.md", "book.yaml", "cover.jpg"]


def test_a_starter_that_was_written_in_is_never_lost() -> None:
    STARTER.write_text(STARTER.read_text("utf-8") + "\nMine.\n", "utf-8")
    before = everything()
    with pytest.raises(BookbuildError) as refused:
        bring("posted")
    assert refused.value.exit_code is Exit.USAGE
    assert str(STARTER) in str(refused.value)
    assert "--update" in str(refused.value)
    assert everything() == before


@pytest.mark.parametrize(
    ("name", "text"),
    [("02-mine.md", "Mine.\n"), ("published.yaml", ""), ("notes.txt", "Mine.\n")],
)
def test_a_manuscript_with_anything_else_in_it_is_refused(name: str, text: str) -> None:
    (MANUSCRIPT / name).write_text(text, "utf-8")
    before = everything()
    with pytest.raises(BookbuildError, match="never writes over a manuscript"):
        bring("posted")
    assert everything() == before


@pytest.mark.parametrize(
    "settings", [b"chapters:\n- 01-the-first-chapter.md\n", b"title: F\xe4hre\n"]
)
def test_a_book_yaml_that_cannot_be_filled_in_is_left_alone(settings: bytes) -> None:
    SETTINGS.write_bytes(settings)
    before = everything()
    with pytest.raises(BookbuildError, match="never writes over a manuscript"):
        bring("posted")
    assert everything() == before


def test_a_file_that_changes_meanwhile_stays_and_nothing_is_added() -> None:
    before = everything()
    pages = (Page("book.yaml", "title: X\n"), Page("01-the-quay.md", "It rained.\n"))
    with pytest.raises(BookbuildError, match="just been changed"):
        exchange_begun(MANUSCRIPT, pages, (), ((FIRST_FILE, b"else"), ("book.yaml", b"else")))
    assert everything() == before


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links on this system")
def test_a_link_to_another_place_is_refused_as_ever() -> None:
    BOOK.rename("elsewhere")
    BOOK.symlink_to("elsewhere", target_is_directory=True)
    with pytest.raises(BookbuildError, match="link to another place"):
        bring("posted")


# ------------------------------------------------------------------------------------- --update


def test_an_update_of_a_begun_book_is_its_first_import() -> None:
    done = bookbuild("import", "posted.txt", "--update", "-o", BOOK)
    assert done.returncode == 0, done.stderr
    assert names() == ["01-the-quay.md", "book.yaml"]
    assert "Written to the-ferry" in done.stdout


def test_so_it_is_where_there_is_a_book_yaml_alone() -> None:
    STARTER.unlink()
    assert bookbuild("import", "posted.txt", "--update", "-o", BOOK).returncode == 0
    assert names() == ["01-the-quay.md", "book.yaml"]


def test_so_it_is_where_book_yaml_stands_in_the_books_folder() -> None:
    flat = Path("flat")
    flat.mkdir()
    SETTINGS.rename(flat / "book.yaml")
    assert bookbuild("import", "posted.txt", "--update", "-o", flat).returncode == 0
    assert sorted(each.name for each in flat.iterdir()) == ["01-the-quay.md", "book.yaml"]


def test_an_update_beside_a_starter_that_was_written_in_keeps_it() -> None:
    STARTER.write_text("---\ntitle: Mine\n---\n\nMine.\n", "utf-8")
    assert bookbuild("import", "posted.txt", "--update", "-o", BOOK).returncode == 0
    assert len(names()) == 3
    assert "Mine." in STARTER.read_text("utf-8")


def test_an_update_of_a_book_without_a_chapter_that_can_be_read_says_so() -> None:
    STARTER.unlink()
    SETTINGS.write_text("title: X\nchapters:\n- 01-gone.md\n", "utf-8")
    done = bookbuild("import", "posted.txt", "--update", "-o", BOOK)
    assert done.returncode == 2
    assert "bookbuild status the-ferry" in done.stderr


def test_a_plan_is_carried_out_into_a_begun_book() -> None:
    plan = (
        '{"sections": [{"source": "posted.txt", "line": 1, "kind": "prologue", "title": "Rain"}]}'
    )
    Path("plan.json").write_text(plan, "utf-8")
    done = bookbuild("import", "posted.txt", "--plan", "plan.json", "-o", BOOK)
    assert done.returncode == 0, done.stderr
    assert FIRST_FILE not in names()
