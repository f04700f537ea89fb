"""``releases:`` of book.yaml: addresses that readers can rely on, and messages for all others."""

from __future__ import annotations

import pytest

from bookbuild.model.releases import USUAL_RELEASES, ReleaseSettings
from bookbuild.read.book_yaml import BookYaml, read_book_yaml
from bookbuild.read.releases import is_address
from bookbuild.report import Checked


def read(text: str) -> Checked[BookYaml]:
    return read_book_yaml(f"title: The Ferry\n{text}", "book.yaml")


def test_two_addresses_are_read_and_the_folder_gets_its_slash() -> None:
    found = read("releases:\n  files: https://example.org/files\n  page: https://example.org/p\n")
    assert found.diagnostics == ()
    assert found.value.releases == ReleaseSettings(
        "https://example.org/files/", "https://example.org/p"
    )


def test_one_of_them_is_enough_and_none_is_none() -> None:
    assert read("releases: {page: https://example.org/p/}\n").value.releases.files == ""
    assert read("").value.releases == USUAL_RELEASES
    assert read("releases: {ahead: yes}\n").value.releases == ReleaseSettings(ahead=True)


@pytest.mark.parametrize(
    "typed",
    [
        "http://example.org/",
        "example.org/files",
        "https://",
        "https:///files",
        "https://mary@example.org/",
        "https://mary:secret@example.org/",
        "https://example.org/the files",
        "https://example.org:port/",
        "https://[example.org/",
        "https://example.org/ä",
        'https://example.org/"><script>',
        "javascript:alert(1)",
        "file:///etc/passwd",
        "//example.org/",
    ],
)
def test_anything_else_is_an_error_with_its_line(typed: str) -> None:
    assert not is_address(typed)
    quoted = "'" + typed + "'"
    (said,) = read(f"releases:\n  page: {quoted}\n").diagnostics
    assert str(said).startswith("book.yaml:3: “")
    assert str(said).endswith("Write it in full: `page: https://example.org/…`")


def test_a_folder_has_no_question_behind_it() -> None:
    (said,) = read("releases:\n  files: https://example.org/f?raw=1\n").diagnostics
    assert "is the address of a folder" in str(said)


def test_an_address_alone_and_an_unknown_key_are_said() -> None:
    (said,) = read("releases: https://example.org/\n").diagnostics
    assert str(said).startswith("book.yaml:2: `releases` has lines of its own below it")
    (said,) = read("releases:\n  pages: https://example.org/\n").diagnostics
    assert "Did you mean `page`?" in str(said)
