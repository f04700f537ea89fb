"""An author's note above the first heading of a posted text is a note; a foreword is a section."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.intake import Imported, import_sources

IDENTIFIER = "urn:uuid:6f1ed002-ab1c-4a5e-9f4e-0d5f0c6a7b11"
STORY = """
"You came," she said.

It was raining when they left, and the water was high. The ferry lay at the quay, and nobody was
in it at all.
"""
FOREWORD = """
This story was begun in the winter of a year that nobody wants back, and ended in another.

I thank the ferryman, who is as old as the ferry.
"""
NOTES = (
    "Note: Thank you all for waiting.",
    "Note: Thank you all for waiting",
    "Notes: Thank you all for waiting.",
    "NOTE: THANK YOU ALL FOR WAITING.",
    "Note - Thank you all for waiting.",
    "Note: Enjoy!",
    "Note: Happy Reading",
    "A/N: Thank you all for waiting.",
    "Author's note: Thank you all for waiting.",
    "Author’s Note: Thank you all for waiting.",
    "**Note:** Thank you all for waiting.",
    "Note: Thank you all for waiting.\n\nIt was a hard winter for me.\n\nThis is for my readers.",
    "Author's note: Thank you all for waiting.\n\nIt was a hard winter for me.",
    "Author's Note\n\nThank you all for waiting.",
)


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def imported(*parts: str) -> Imported:
    Path("post.txt").write_text("\n\n".join(part.strip() for part in parts) + "\n", "utf-8")
    return import_sources((Path("post.txt"),), Path("book"), IDENTIFIER)


def rows(found: Imported) -> list[tuple[str, str]]:
    return [(one.kind.value, one.title) for one in found.sections]


def text_of(found: Imported, at: int) -> str:
    return found.files[at].read_text("utf-8").replace("\\", "")


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("number", [1, 2])
def test_a_note_above_a_chapter_goes_into_it(note: str, number: int) -> None:
    found = imported(note, f"Chapter {number}: The Quay", STORY)
    assert rows(found) == [("chapter", "The Quay")]
    (_, inside, story) = text_of(found, 1).split(":::")
    assert inside.startswith(" notes\n")
    said = note.split("\n\n")[-1].split(": ")[-1].split("** ")[-1].split(" - ")[-1]
    assert said in inside
    assert '"You came," she said.' in story


@pytest.mark.parametrize("note", NOTES)
def test_so_it_does_above_the_first_of_several(note: str) -> None:
    found = imported(note, "Chapter 1: The Quay", STORY, "Chapter 2: The Sea", STORY)
    assert rows(found) == [("chapter", "The Quay"), ("chapter", "The Sea")]
    assert text_of(found, 1).count(":::") == 2
    assert ":::" not in text_of(found, 2)


def test_so_it_does_above_headings_that_only_whole_books_have() -> None:
    """No post begins so, and the rules for long texts know the headings alone."""
    note = "Note: Thank you all for waiting.\n\nIt was a hard winter for me."
    found = imported(note, "Erstes Kapitel", STORY, "Zweites Kapitel", STORY)
    assert rows(found) == [("chapter", ""), ("chapter", "")]
    assert "::: notes\nThank you all for waiting.\n\nIt was a hard winter" in text_of(found, 1)


@pytest.mark.parametrize(
    ("heading", "kind", "title"),
    [
        ("Foreword", "foreword", ""),
        ("Foreword: To the Reader", "foreword", "To the Reader"),
        ("Preface", "preface", ""),
        ("Note", "other", "Note"),
        ("Note: On the Ferry", "other", "On the Ferry"),
    ],
)
def test_a_foreword_stays_a_section(heading: str, kind: str, title: str) -> None:
    found = imported(heading, FOREWORD, "Chapter 1: The Quay", STORY)
    assert rows(found) == [(kind, title), ("chapter", "The Quay")]
    assert "I thank the ferryman" in text_of(found, 1)


def test_a_note_above_a_foreword_is_not_the_chapters() -> None:
    found = imported("Note: Thank you all.", "Foreword", FOREWORD, "Chapter 1: The Quay", STORY)
    assert [kind for kind, _ in rows(found)] == ["other", "foreword", "chapter"]
    assert "Thank you all." in text_of(found, 1)


def test_an_afterword_with_a_title_stays_a_section() -> None:
    after = "There was such a ferry once, and it sank in the harbour of a town without a name."
    found = imported(
        *("Chapter 1: The Quay", STORY, "Chapter 2: The Sea", STORY),
        *("Author's Note: The True Ferry", after),
    )
    assert rows(found)[2:] == [("afterword", "The True Ferry")]


def test_a_note_below_the_last_chapter_is_no_afterword() -> None:
    note = "Author's note: Thank you all for reading this one.\n\nLet me know what you think."
    found = imported("Chapter 1: The Quay", STORY, "Chapter 2: The Sea", STORY, note)
    assert rows(found) == [("chapter", "The Quay"), ("chapter", "The Sea")]
    assert "::: endnotes\nThank you all for reading this one." in text_of(found, 2)
