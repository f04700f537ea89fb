"""Bad input: a message and an exit code, nothing lost, never a traceback."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from bookbuild.build.books import build_books
from bookbuild.build.request import BuildRequest
from bookbuild.model.editions import Format
from bookbuild.report import BookbuildError, Exit
from tests.commands import bookbuild, manuscript

_FORMATS = {"build": (Format.PDF, Format.EPUB), "epub": (Format.EPUB,)}


def _refused(folder: Path, code: int, *words: str, command: str = "epub") -> None:
    done = bookbuild(command, folder)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    for word in words:
        assert word in done.stderr


def test_a_binary_file(tmp_path: Path) -> None:
    manuscript(tmp_path, _01_one="")
    (tmp_path / "manuscript" / "01-one.md").write_bytes(bytes(range(256)) * 40)
    _refused(tmp_path, 1, "01-one.md:1", "not a text file")


def test_a_file_named_as_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "chapter.md"
    path.write_text("A day.", encoding="utf-8")
    _refused(path, 2, "is not a folder")


def test_an_empty_folder(tmp_path: Path) -> None:
    _refused(tmp_path, 2, "There is no manuscript")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    _refused(tmp_path / "nowhere", 2, "There is no folder")


def test_fifty_megabytes_in_one_line(tmp_path: Path) -> None:
    manuscript(tmp_path, _01_one="word " * 10_000_000)
    _refused(tmp_path, 1, "01-one.md")


def test_nul_bytes(tmp_path: Path) -> None:
    manuscript(tmp_path, _01_one="A day\0and a night.\n")
    _refused(tmp_path, 1, "01-one.md:1")


def test_an_unknown_edition(tmp_path: Path) -> None:
    manuscript(tmp_path, _01_one="A day.\n")
    done = bookbuild("epub", tmp_path, "--edition", "deluxe")
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is no edition “deluxe”" in done.stderr


@pytest.mark.parametrize("command", ["epub", "pdf", "build"])
def test_a_dist_that_cannot_be_written(tmp_path: Path, command: str) -> None:
    manuscript(tmp_path, _01_one="A day.\n")
    (tmp_path / "dist").write_text("a file where the folder should be", encoding="utf-8")
    _refused(tmp_path, 3, "cannot be written", command=command)
    assert (tmp_path / "dist").read_text(encoding="utf-8").startswith("a file")


def test_a_read_only_dist(tmp_path: Path) -> None:
    manuscript(tmp_path, _01_one="A day.\n")
    dist = tmp_path / "dist"
    dist.mkdir()
    dist.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        done = bookbuild("epub", tmp_path)
    finally:
        dist.chmod(0o755)
    assert "Traceback" not in done.stderr
    if os.geteuid() == 0:  # for root no folder is read-only
        assert done.returncode == 0
    else:
        assert done.returncode == 3
        assert "cannot be written" in done.stderr


def test_a_failed_build_leaves_the_last_good_book(tmp_path: Path) -> None:
    folder = manuscript(tmp_path, book="title: A Book\nauthor: A\n", _01_one="A day.\n")
    assert bookbuild("build", folder).returncode == 0
    before = {path: path.read_bytes() for path in (tmp_path / "dist").iterdir()}
    assert len(before) == 3  # PDF, EPUB and the cover for shops
    manuscript(tmp_path, _02_two="::: letter\nDear you\n")
    assert bookbuild("build", folder).returncode == 1
    assert {path: path.read_bytes() for path in (tmp_path / "dist").iterdir()} == before


def test_emoji_and_letters_that_no_font_has(tmp_path: Path) -> None:
    manuscript(tmp_path, book="title: A Book\nauthor: A\n", _01_one="A smile \U0001f600 here.\n")
    done = bookbuild("pdf", tmp_path)
    assert done.returncode == 0
    assert "manuscript/01-one.md:1" in done.stderr
    assert "U+1F600" in done.stderr
    manuscript(tmp_path, _01_one="A word in Cuneiform: \U00012000.\n")
    done = bookbuild("pdf", tmp_path)
    assert done.returncode == 1
    assert "fonts: in book.yaml" in done.stderr


def test_letters_that_print_has_not_leave_the_epub_to_be_made(tmp_path: Path) -> None:
    manuscript(tmp_path, book="title: A Book\nauthor: A\n", _01_one="Cuneiform: \U00012000.\n")
    done = bookbuild("build", tmp_path)
    assert done.returncode == 1
    assert "fonts: in book.yaml" in done.stderr
    assert "Only this was built" in done.stderr
    made = {path.suffix for path in (tmp_path / "dist").iterdir()}
    assert made == {".epub", ".jpg"}


def test_a_broken_clock_of_the_environment(tmp_path: Path) -> None:
    manuscript(tmp_path, _01_one="A day.\n")
    done = bookbuild("epub", tmp_path, environment={"SOURCE_DATE_EPOCH": "yesterday"})
    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH" in done.stderr


def test_a_wrong_output_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    manuscript(tmp_path, _01_one="A day.\n")
    for command, output in (("build", "one.epub"), ("epub", "one.pdf")):
        made: list[str] = []
        request = BuildRequest(tmp_path, _FORMATS[command], output=tmp_path / output)
        with pytest.raises(BookbuildError) as refused:
            build_books(request, made.append)
        assert refused.value.exit_code is Exit.USAGE
        assert made == ["reading"]
