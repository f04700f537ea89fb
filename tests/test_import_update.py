"""A second import into a book that is there: what is new is added, nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.intake import Fate, Updated, compared_lines, import_sources, update_folder
from bookbuild.intake.update.placing import name_between, sorting_key
from bookbuild.read.manuscript import read_book
from bookbuild.read.outline import natural
from bookbuild.report import BookbuildError, has_errors

IDENTIFIER = "urn:uuid:6f1ed002-ab1c-4a5e-9f4e-0d5f0c6a7b11"
MANUSCRIPT = Path("book/manuscript")
ONE = """Chapter 1: The Quay

The ferry left the quay a little after nine, with a cold wind from the north.

Nobody on deck looked back at the town, which lay grey and small below its hill.
"""
TWO = """Chapter 2: The Crossing

There were gulls all the way over, and a dog in the bow that barked at each of them.

Mara counted the waves until she was bored, and then she counted the passengers.
"""
THREE = """Chapter 3: The Island

They landed at noon, and the other dog was waiting for them on the stones.

The epilogue will be up tomorrow!
"""
EPILOGUE = """Epilogue

The dogs went home together in the evening, when the rain had stopped at last.
"""


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("1", ONE), ("2", TWO), ("3", THREE), ("4", EPILOGUE)):
        Path(f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def start(*names: str) -> dict[str, bytes]:
    import_sources(tuple(map(Path, names)), Path("book"), IDENTIFIER)
    return files()


def files() -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in MANUSCRIPT.iterdir() if file.is_file()}


def updated(*names: str) -> Updated:
    book = read_book(Path("book")).value
    assert book is not None
    done = update_folder(tuple(map(Path, names)), MANUSCRIPT, book)
    assert not has_errors(read_book(Path("book")).diagnostics)
    return done


def fates(done: Updated) -> list[tuple[Fate, str]]:
    return [(one.fate, one.file) for one in done.compared]


def edit(name: str, old: str, new: str) -> None:
    text = (MANUSCRIPT / name).read_text(encoding="utf-8")
    assert old in text
    (MANUSCRIPT / name).write_text(text.replace(old, new), encoding="utf-8")


# -------------------------------------------------------------------------------- what is there


def test_the_same_sources_add_nothing() -> None:
    before = start("1.txt", "2.txt", "3.txt")
    done = updated("1.txt", "2.txt", "3.txt")
    assert {fate for fate, _ in fates(done)} == {Fate.THERE}
    assert files() == before


def test_new_chapters_come_behind_the_last() -> None:
    before = start("1.txt", "2.txt")
    done = updated("1.txt", "2.txt", "3.txt")
    assert fates(done) == [
        (Fate.THERE, "01-the-quay.md"),
        (Fate.THERE, "02-the-crossing.md"),
        (Fate.ADDED, "03-the-island.md"),
        (Fate.ADDED, "99-epilogue.md"),
    ]
    assert "promised-in: 03-the-island" in files()["99-epilogue.md"].decode()
    assert {name: data for name, data in files().items() if name in before} == before


def test_a_chapter_alone_finds_its_place() -> None:
    start("1.txt", "2.txt")
    done = updated("3.txt")
    assert fates(done)[0] == (Fate.ADDED, "03-the-island.md")
    assert "number:" not in files()["03-the-island.md"].decode()


def test_edited_retitled_and_renamed_sections_are_known_again() -> None:
    start("1.txt", "2.txt")
    edit("01-the-quay.md", "cold wind", "bitter wind")
    edit("02-the-crossing.md", "title: The Crossing", "title: Gulls")
    (MANUSCRIPT / "02-the-crossing.md").rename(MANUSCRIPT / "02-gulls.md")
    before = files()
    done = updated("1.txt", "2.txt")
    assert fates(done) == [(Fate.DIFFERS, "01-the-quay.md"), (Fate.THERE, "02-gulls.md")]
    assert done.compared[0].differing == 1
    assert "One word differs; your file stays as it is." in compared_lines(done)[0]
    assert files() == before


def test_a_section_that_was_joined_to_another_is_there() -> None:
    start("1.txt", "2.txt")
    text = (MANUSCRIPT / "02-the-crossing.md").read_text(encoding="utf-8")
    (MANUSCRIPT / "02-the-crossing.md").unlink()
    with (MANUSCRIPT / "01-the-quay.md").open("a", encoding="utf-8") as file:
        file.write("\n***\n\n" + text.split("---\n")[-1])
    done = updated("1.txt", "2.txt")
    assert fates(done)[1] == (Fate.INSIDE, "01-the-quay.md")


def test_another_chapter_of_the_same_number_is_new() -> None:
    start("1.txt", "2.txt")
    other = "Chapter 2: The Storm\n\nIt blew so hard that the mast went over the side at once.\n"
    Path("other.txt").write_text(other, encoding="utf-8")
    assert fates(updated("other.txt"))[0][0] is Fate.ADDED


def test_one_that_belongs_between_two_gets_a_name_between() -> None:
    start("1.txt", "3.txt")
    done = updated("1.txt", "2.txt", "3.txt")
    fate, name = fates(done)[1]
    assert fate is Fate.ADDED
    assert sorted(files(), key=sorting_key)[:3] == ["01-the-quay.md", name, "02-the-island.md"]


# ------------------------------------------------------------------------------------ promises


def test_a_promise_that_is_kept_gives_its_place() -> None:
    before = start("1.txt", "2.txt", "3.txt")
    done = updated("4.txt")
    assert fates(done) == [(Fate.KEPT_PROMISE, "99-epilogue.md")]
    text = files()["99-epilogue.md"].decode()
    assert "The dogs went home" in text
    assert "promised" not in text
    assert any("The epilogue will be up tomorrow!" in span.text for span in done.imported.spans)
    assert {**before, "99-epilogue.md": text.encode()} == files()


def test_a_promise_with_more_in_it_is_left_alone() -> None:
    start("1.txt", "2.txt", "3.txt")
    with (MANUSCRIPT / "99-epilogue.md").open("a", encoding="utf-8") as file:
        file.write("\nI have begun: it rained on the day they left, and nobody minded.\n")
    before = files()
    done = updated("4.txt")
    assert fates(done)[0][0] is Fate.ADDED
    assert any("holds more than the promise" in finding.what for finding in done.findings)
    assert {name: files()[name] for name in before} == before


# ---------------------------------------------------------------------------- what else is there


def test_book_yaml_is_never_touched() -> None:
    start("1.txt")
    (MANUSCRIPT / "book.yaml").write_text("title: Mine\nauthor: Mary Shelley\n", encoding="utf-8")
    other = "The Ferry\nby Jane Austen\n\n" + TWO
    Path("2.txt").write_text(other, encoding="utf-8")
    before = (MANUSCRIPT / "book.yaml").read_bytes()
    done = updated("2.txt")
    assert (MANUSCRIPT / "book.yaml").read_bytes() == before
    assert any("names another author" in finding.what for finding in done.findings)


def test_a_list_of_chapters_is_not_changed_but_named() -> None:
    start("1.txt")
    with (MANUSCRIPT / "book.yaml").open("a", encoding="utf-8") as file:
        file.write("chapters:\n  - 01-the-quay.md\n")
    done = updated("2.txt")
    assert any("- 02-the-crossing.md" in finding.remedy for finding in done.findings)


def test_a_file_that_cannot_be_written_leaves_none(monkeypatch: pytest.MonkeyPatch) -> None:
    before = start("1.txt")
    (MANUSCRIPT / ".03-the-island.md-1").write_text("in the way", encoding="utf-8")
    monkeypatch.setattr("os.getpid", lambda: 1)
    with pytest.raises(BookbuildError, match="cannot be written"):
        updated("1.txt", "2.txt", "3.txt")
    (MANUSCRIPT / ".03-the-island.md-1").unlink()
    assert files() == before


# -------------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("02-b.md", "", "03-x.md"),
        ("20-b.md", "", "30-x.md"),
        ("10-b.md", "20-c.md", "15-x.md"),
        ("02-b.md", "04-d.md", "03-x.md"),
        ("02-b.md", "03-zebra.md", "03-x.md"),
        ("02-b.md", "03-a.md", "02b-x.md"),
        ("", "01-a.md", "00-x.md"),
        ("09-b.md", "99-epilogue.md", "10-x.md"),
        ("99-epilogue.md", "", "100-x.md"),
        ("001-b.md", "", "002-x.md"),
    ],
)
def test_names_sort_between(before: str, after: str, name: str) -> None:
    names = frozenset(filter(None, (before, after, "10-a.md" if before == "20-b.md" else "")))
    assert name_between(before, after, "x", names).name == name


@pytest.mark.parametrize("name", ["01-a.md", "2-B.md", "10b-x.md", "Épilogue.md", "007.md"])
def test_files_sort_as_the_reading_room_sorts_them(name: str) -> None:
    assert sorting_key(name) == (natural(name), name)
