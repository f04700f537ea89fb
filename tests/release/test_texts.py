"""Notes, manifest, checksums and git commands, of a release made by hand."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from bookbuild import __version__
from bookbuild.plan.words import vocabularies
from bookbuild.release.checksums import released_file, summed_names, sums_text
from bookbuild.release.git_commands import git_commands
from bookbuild.release.manifest import manifest
from bookbuild.release.notes import notes
from bookbuild.release.words import page_words
from tests.commands import ROOT
from tests.release.samples import COVER, EPUB, PDF, a_file, a_release

WORDS = page_words("en")
FEED = a_file("opds.xml", "application/atom+xml", 2_100)


def test_notes_say_what_is_new_and_which_file_is_for_what() -> None:
    assert notes(a_release(), (FEED,)) == (
        "## New\n"
        "\n"
        "- **Chapter One: \\<Geneva\\>** (2,310 words)\n"
        "\n"
        "## Revised\n"
        "\n"
        "- **Letter Two**: A date was wrong.\n"
        "\n"
        "## Still to Come\n"
        "\n"
        "- **Epilogue**: Expected 1 May 1818\n"
        "\n"
        f"## {WORDS.get_the_book}\n"
        "\n"
        "| | | |\n"
        "|---|---|--:|\n"
        f"| `frankenstein.epub` | {WORDS.ebook} | 1.2 MB |\n"
        f"| `frankenstein.pdf` | {WORDS.printed} (288 pages) | 2.9 MB |\n"
        "| `frankenstein.jpg` | Cover | 184 KB |\n"
        f"| `opds.xml` | {WORDS.in_apps} (OPDS) | 2 KB |\n"
        "\n"
        f"{WORDS.checksums}: `SHA256SUMS`. {WORDS.about_checksums}\n"
    )


@pytest.mark.parametrize("words", vocabularies(), ids=lambda each: each.language)
def test_notes_are_in_the_books_language(words: object) -> None:
    language = getattr(words, "language", "")
    said = notes(replace(a_release(language), fan_fiction=""))
    assert f"## {page_words(language).get_the_book}\n" in said
    html = MarkdownIt().enable("table").render(said)
    assert html.count("<tr>") == 4
    assert "frankenstein.epub" in html


def test_notes_of_a_first_release_say_so() -> None:
    assert notes(replace(a_release(), first=True)).startswith(f"{WORDS.first_release}\n\n## New")


def test_editions_that_are_books_of_their_own_are_named() -> None:
    volume = replace(EPUB, name="volume", title="Volume | One", file=a_file("one.epub", "", 1))
    said = notes(replace(a_release(), editions=(EPUB, volume)))
    assert f"| `frankenstein.epub` | Frankenstein: {WORDS.ebook} |" in said
    assert f"| `one.epub` | Volume \\| One: {WORDS.ebook} |" in said


def test_the_manifest_names_every_file_and_section() -> None:
    release = a_release()
    told = json.loads(manifest(release, (FEED,)))
    assert told["schema"] == 1
    assert told["bookbuild"] == __version__
    assert (told["version"], told["tag"], told["date"]) == ("1.3", "v1.3", "1818-03-11T12:30:00Z")
    epub, pdf = told["editions"]
    assert (epub["file"], epub["sha256"]) == (EPUB.file.name, EPUB.file.sha256)
    assert epub["cover"]["file"] == COVER.name
    assert (pdf["pages"], pdf["words"], pdf["isbn"]) == (PDF.pages, PDF.words, PDF.isbn)
    assert told["files"][0]["file"] == "opds.xml"
    assert [each["name"] for each in told["new"]] == ["Chapter One: <Geneva>"]
    assert told["revised"][0]["changes"] == "A date was wrong."
    assert told["promised"] == [{"name": "Epilogue", "expected": "1818-05-01"}]


def test_the_shape_of_the_manifest_is_the_documented_one() -> None:
    page = (ROOT / "docs" / "releasing.md").read_text("utf-8")
    told = json.loads(manifest(a_release(), (FEED,)))
    keys = {*told, *told["editions"][0], *told["new"][0], *told["revised"][0]}
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []


def test_sums_are_sorted_and_as_sha256sum_checks_them(tmp_path: Path) -> None:
    data = {"b.epub": b"b", "a.pdf": b"", "Über.txt": b"1"}
    text = sums_text(released_file(name, each) for name, each in data.items())
    assert text.splitlines()[0] == f"{sha256(b'').hexdigest()}  a.pdf"
    for name, each in data.items():
        (tmp_path / name).write_bytes(each)
    check = ("sha256sum", "--check", "--strict")
    subprocess.run(check, input=text.encode(), cwd=tmp_path, check=True, capture_output=True)
    assert set(summed_names(text)) == set(data)


def test_names_that_lead_elsewhere_are_no_names_of_a_list() -> None:
    names = ("../book.yaml", "..", ".", "", "/etc/passwd", "a.epub")
    text = "".join(f"{'0' * 64}  {name}\n" for name in names)
    assert summed_names(text) == ("a.epub",)


def test_commands_are_typed_as_they_stand() -> None:
    changed = ("manuscript/published.yaml", "manuscript/02 flood.md")
    assert git_commands("Mary's Ferry", "v1.3", changed, tagged=False, pushes=True) == (
        "git add manuscript/published.yaml 'manuscript/02 flood.md'",
        "git commit -m 'Release 1.3'",
        "git tag -a v1.3 -m 'Mary'\"'\"'s Ferry 1.3'",
        "git push --follow-tags",
    )


def test_nothing_follows_where_all_is_done() -> None:
    assert git_commands("The Ferry", "v1.3", (), tagged=True, pushes=True) == ()
    assert git_commands("The Ferry", "v1.3", ("a.md",), tagged=True, pushes=False) == (
        "git add a.md",
        "git commit -m 'Release 1.3'",
    )
