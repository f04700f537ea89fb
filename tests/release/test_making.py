"""A release as a whole: what is in dist/, what is new in it, what is refused, what stays."""

from __future__ import annotations

import json
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PIL import Image

from bookbuild.build.releasing import MadeRelease, ReleaseRequest, make_release
from bookbuild.model.releases import ReleaseSettings
from bookbuild.read.published import parse_published
from bookbuild.report import BookbuildError, Checked, Exit, Severity
from tests.commands import bookbuild, manuscript

BOOK = """\
title: The Ferry
author: Mary Shelley
identifier: https://example.org/ferry
cover: cover.png
editions:
  ebook: {formats: [epub], output: the-ferry}
  print:
    formats: [epub]
    output: ferry-in-print
"""
"""Two EPUBs with a picture for a cover: a PDF and a drawn cover take longer than all else."""
TEXT = BOOK.partition("cover")[0]
EBB = "# Ebb\n\nThe sea went out, and nobody saw it go.\n\nThe harbour master slept.\n"
REVISED = (
    "---\nchanges: The clock is right now.\n---\n\n# Ebb\n\nThe sea went out at nine, and nobody "
    "saw it go.\n\nThe harbour master slept.\n"
)
FLOOD = "# Flood\n\nIt came back in the night.\n"
PROMISE = "---\nkind: epilogue\nstatus: promised\nexpected: 2026-07-01\n---\n\nSoon.\n"
EPOCH = datetime(2026, 5, 4, tzinfo=UTC)
NAMES = (
    *("RELEASE_NOTES.md", "SHA256SUMS", "index.html", "opds.json", "opds.xml", "published.yaml"),
    *("release.json", "the-ferry-cover.jpg", "the-ferry.epub"),
    *("ferry-in-print-cover.jpg", "ferry-in-print.epub"),
)


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    return a_book(tmp_path / "ferry", BOOK)


def a_book(folder: Path, book: str) -> Path:
    manuscript(folder, book=book, _01_ebb=EBB)
    Image.new("RGB", (20, 32)).save(folder / "manuscript" / "cover.png")
    return folder


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Mary Shelley", "-c", "user.email=mary@example.org")
    subprocess.run(("git", "-C", str(folder), *who, *arguments), check=True, capture_output=True)


def committed(folder: Path, tag: str = "") -> None:
    if not (folder / ".git").exists():
        (folder / ".gitignore").write_text("dist/\n")
        git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "a day's work")
    if tag:
        git(folder, "tag", tag)


def asked(folder: Path, version: str = "") -> ReleaseRequest:
    return ReleaseRequest(folder, version, epoch=EPOCH, today=EPOCH.date())


def made(request: ReleaseRequest) -> MadeRelease:
    found = make_release(request, lambda _: None)
    assert found.value is not None, found.diagnostics
    return found.value


def refused(request: ReleaseRequest) -> list[str]:
    """Return the errors of a release that must not be made, and that changes nothing."""
    before = contents(request.folder)
    found: Checked[MadeRelease | None] = make_release(request, lambda _: None)
    assert found.value is None
    assert contents(request.folder) == before
    return [str(each) for each in found.diagnostics if each.severity is Severity.ERROR]


def contents(folder: Path) -> dict[str, bytes]:
    paths = (each for each in folder.rglob("*") if each.is_file() and ".git" not in each.parts)
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in sorted(paths)}


def told(folder: Path, what: str) -> list[str]:
    manifest = json.loads((folder / "dist" / "release.json").read_text("utf-8"))
    return [each["name"] for each in manifest[what]]


# ------------------------------------------------------------------------------------ what it makes


def test_a_first_release_is_complete(ferry: Path) -> None:
    found = made(asked(ferry, "1.0"))
    assert found.release.first
    assert tuple(sorted(each.name for each in (ferry / "dist").iterdir())) == tuple(sorted(NAMES))
    assert not list(ferry.glob(".dist*"))
    check = ("sha256sum", "--check", "--strict", "SHA256SUMS")
    done = subprocess.run(check, cwd=ferry / "dist", check=True, capture_output=True, text=True)
    assert done.stdout.count(": OK") == len(NAMES) - 1
    notes = (ferry / "dist" / "RELEASE_NOTES.md").read_text("utf-8")
    assert notes.startswith(
        "This is the first release.\n\n## New\n\n- **Chapter One: Ebb** (13 words)"
    )
    record = (ferry / "manuscript" / "published.yaml").read_text("utf-8")
    assert record == (ferry / "dist" / "published.yaml").read_text("utf-8")
    assert "\nrelease: 1.0 first\n" in record


def test_the_manifest_describes_the_files_that_are_there(ferry: Path) -> None:
    made(asked(ferry, "1.0"))
    manifest = json.loads((ferry / "dist" / "release.json").read_text("utf-8"))
    edition, other = manifest["editions"]
    assert (edition["name"], other["name"]) == ("ebook", "print")
    assert edition["identifier"] == "https://example.org/ferry"
    assert edition["words"] == 13
    assert edition["size"] == (ferry / "dist" / edition["file"]).stat().st_size
    assert edition["cover"]["file"] == "the-ferry-cover.jpg"


def test_a_second_release_names_exactly_what_is_new_and_revised(ferry: Path) -> None:
    manuscript(ferry, _02_tide="# Tide\n\nIt turned.\n")
    made(asked(ferry, "1.0"))
    manuscript(ferry, _01_ebb=REVISED, _03_flood=FLOOD, _99_end=PROMISE)
    found = made(asked(ferry, "1.1"))
    assert not found.release.first
    assert not found.lost
    assert told(ferry, "new") == ["Chapter Three: Flood"]
    assert told(ferry, "revised") == ["Chapter One: Ebb"]
    assert told(ferry, "promised") == ["Epilogue"]
    notes = (ferry / "dist" / "RELEASE_NOTES.md").read_text("utf-8")
    assert "- **Chapter One: Ebb**: The clock is right now. (+2 words)" in notes
    assert "- **Epilogue**: Expected 1 July 2026" in notes
    assert "Tide" not in notes


def test_a_kept_promise_and_nothing_else_is_new(ferry: Path) -> None:
    manuscript(ferry, _99_end=PROMISE)
    made(asked(ferry, "1.0"))
    manuscript(ferry, _99_end="---\nkind: epilogue\n---\n\nThe sea was calm.\n")
    made(asked(ferry, "1.1"))
    assert told(ferry, "new") == ["Epilogue"]
    assert told(ferry, "promised") == []


def test_a_release_that_changes_no_text_says_nothing_is_new(ferry: Path) -> None:
    made(asked(ferry, "1.0"))
    manuscript(ferry, book=BOOK + "publisher: Lackington\n")
    made(asked(ferry, "1.0.1"))
    assert told(ferry, "new") == told(ferry, "revised") == []


def test_what_readers_may_not_see_yet_is_in_no_file(ferry: Path) -> None:
    manuscript(ferry, _02_flood="---\ndate: 2026-06-01\n---\n\n# Drowned\n\nIt came back.\n")
    manuscript(ferry, _03_draft="---\nstatus: draft\n---\n\n# Drowned\n\nIt never came.\n")
    made(asked(ferry, "1.0"))
    for path in (ferry / "dist").iterdir():
        assert b"Drowned" not in path.read_bytes()
    with zipfile.ZipFile(ferry / "dist" / "the-ferry.epub") as book:
        assert not any(b"Drowned" in book.read(name) for name in book.namelist())
    found = made(replace(asked(ferry, "1.1"), as_of=date(2026, 6, 1)))
    assert told(ferry, "new") == ["Chapter Two: Drowned"]
    assert found.held == ("03-draft.md (a draft)",)


def test_what_supporters_get_early_goes_out_only_where_its_author_says_so(ferry: Path) -> None:
    early = "  supporters: {formats: [epub], ahead: 1, output: early}\n"
    manuscript(ferry, book=BOOK + early)
    manuscript(ferry, _02_flood="---\ndate: 2026-06-01\n---\n\n# Flood\n\nIt came back.\n")
    found = made(asked(ferry, "1.0"))
    assert found.editions_held == ("supporters",)
    assert [each.name for each in found.release.editions] == ["ebook", "print"]
    assert not (ferry / "dist" / "early.epub").exists()
    manuscript(ferry, book=BOOK + early + "releases: {ahead: yes}\n")
    found = made(asked(ferry, "1.1"))
    assert found.editions_held == ()
    assert [each.name for each in found.release.editions] == ["ebook", "print", "supporters"]
    assert told(ferry, "new") == []


def test_addresses_of_the_command_go_before_those_of_the_book(ferry: Path) -> None:
    own = "releases: {files: https://example.org/own, page: https://example.org/page}\n"
    manuscript(ferry, book=BOOK + own)
    release = made(asked(ferry, "1.0")).release
    assert (release.files_at, release.page_at) == (
        "https://example.org/own/",
        "https://example.org/page",
    )
    given = ReleaseSettings(files="https://example.org/given/")
    release = made(replace(asked(ferry, "1.0"), addresses=given)).release
    assert release.files_at == "https://example.org/given/"
    assert release.page_at == "https://example.org/page"


@pytest.mark.slow
def test_a_printed_edition_goes_out_with_its_pages(tmp_path: Path) -> None:
    folder = a_book(tmp_path, TEXT)
    found = made(asked(folder, "1.0"))
    assert [each.format for each in found.release.editions] == ["epub", "pdf"]
    printed = found.release.editions[1]
    assert printed.pages >= 4
    assert printed.words == 13
    assert printed.cover == found.release.editions[0].cover


# -------------------------------------------------------------------------------- again and again


def test_the_same_release_again_is_the_same_to_the_byte(ferry: Path) -> None:
    made(asked(ferry, "1.0"))
    once = contents(ferry)
    made(asked(ferry, "1.0"))
    assert contents(ferry) == once
    manuscript(ferry, _01_ebb=REVISED, _02_flood=FLOOD)
    made(asked(ferry, "1.1"))
    twice = contents(ferry)
    made(asked(ferry, "1.1"))
    assert contents(ferry) == twice


def test_what_is_mended_before_readers_have_it_is_added_to_the_news(ferry: Path) -> None:
    made(asked(ferry, "1.0"))
    manuscript(ferry, _02_flood=FLOOD)
    made(asked(ferry, "1.1"))
    manuscript(ferry, _01_ebb=REVISED, _02_flood=FLOOD.replace("night", "dark night"))
    made(asked(ferry, "1.1"))
    assert told(ferry, "new") == ["Chapter Two: Flood"]
    assert told(ferry, "revised") == ["Chapter One: Ebb"]
    manuscript(ferry, _01_ebb=REVISED.replace("slept", "slept well"))
    made(asked(ferry, "1.1"))
    notes = (ferry / "dist" / "RELEASE_NOTES.md").read_text("utf-8")
    assert "- **Chapter One: Ebb**: The clock is right now. (+3 words)" in notes


def test_the_page_in_the_book_says_the_same_when_it_is_made_again(ferry: Path) -> None:
    manuscript(ferry, book=BOOK + "    whats-new: [page, marks]\n")
    made(asked(ferry, "1.0"))
    manuscript(ferry, _01_ebb=REVISED, _02_flood=FLOOD)
    made(asked(ferry, "1.1"))
    book = (ferry / "dist" / "ferry-in-print.epub").read_bytes()
    made(asked(ferry, "1.1"))
    assert (ferry / "dist" / "ferry-in-print.epub").read_bytes() == book


def test_a_first_release_mended_is_still_the_first(ferry: Path) -> None:
    made(asked(ferry, "1.0"))
    manuscript(ferry, _02_flood=FLOOD)
    assert made(asked(ferry, "1.0")).release.first
    assert told(ferry, "new") == ["Chapter One: Ebb", "Chapter Two: Flood"]


@pytest.mark.slow
def test_neither_the_day_nor_the_place_of_the_run_is_in_a_file(tmp_path: Path) -> None:
    """Two runs, in another time zone and another folder, from another place, without a cache."""
    epoch = {"SOURCE_DATE_EPOCH": "1777852800"}
    folders = tuple(tmp_path / name / "ferry" for name in ("one", "two"))
    for folder in folders:
        manuscript(a_book(folder, TEXT), _99_end=PROMISE)
    first = bookbuild(
        *("release", folders[0], "--version", "1.0", "--no-cache", "--jobs", "2"),
        environment={**epoch, "TZ": "Asia/Tokyo", "LC_ALL": "C"},
    )
    second = bookbuild(
        *("release", "--version", "1.0", "--no-cache", "--jobs", "1"),
        cwd=folders[1],
        environment={**epoch, "TZ": "America/Los_Angeles", "PYTHONHASHSEED": "7"},
    )
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert contents(folders[0]) == contents(folders[1])


# ---------------------------------------------------------------------------- git and the version


def test_the_tag_gives_the_version(ferry: Path) -> None:
    committed(ferry, "v1.3")
    found = made(asked(ferry))
    assert (found.release.version, found.release.tag) == ("1.3", "v1.3")
    assert found.commands == ("git add manuscript/published.yaml", "git commit -m 'Release 1.3'")


def test_a_tag_may_do_without_its_letter(ferry: Path) -> None:
    committed(ferry, "2026.11")
    found = made(asked(ferry))
    assert (found.release.version, found.release.tag) == ("2026.11", "2026.11")


def test_the_commands_take_in_what_is_not_committed(ferry: Path) -> None:
    committed(ferry)
    git(ferry, "remote", "add", "origin", "https://example.org/ferry.git")
    manuscript(ferry, _02_flood=FLOOD)
    (ferry / "manuscript" / "_notes.md").write_text("Not for the book.\n")
    assert made(asked(ferry, "1.0")).commands == (
        "git add manuscript/published.yaml manuscript/02-flood.md",
        "git commit -m 'Release 1.0'",
        "git tag -a v1.0 -m 'The Ferry 1.0'",
        "git push --follow-tags",
    )


def test_a_book_may_be_one_of_several_in_a_repository(tmp_path: Path) -> None:
    folder = a_book(tmp_path / "my books" / "ferry", BOOK)
    a_book(tmp_path / "my books" / "mill", BOOK)
    git(tmp_path, "init", "--quiet")
    (folder / "manuscript" / "02 ächt.md").write_text(FLOOD)
    found = make_release(asked(folder, "1.0"), lambda _: None).value
    assert found is not None
    assert found.commands[0] == (
        "git add manuscript/published.yaml manuscript/01-ebb.md 'manuscript/02 ächt.md' "
        "manuscript/book.yaml manuscript/cover.png"
    )


def test_a_book_may_be_a_folder_without_another_in_it(tmp_path: Path) -> None:
    a_book(tmp_path / "x", BOOK)
    folder = (tmp_path / "x" / "manuscript").rename(tmp_path / "ferry")
    git(folder, "init", "--quiet")
    committed(folder, "v1.0")
    found = made(replace(asked(folder), locked=True))
    assert found.release.version == "1.0"
    assert (folder / "dist" / "SHA256SUMS").exists()
    assert made(replace(asked(folder), locked=True)).release == found.release


def test_an_earlier_tag_without_a_record_is_a_warning(ferry: Path) -> None:
    committed(ferry, "v1.0")
    manuscript(ferry, _02_flood=FLOOD)
    committed(ferry, "v1.1")
    found = make_release(asked(ferry), lambda _: None)
    assert found.value is not None
    (said,) = (str(each) for each in found.diagnostics if each.code == "no-record")
    assert said.startswith(f"{ferry}/manuscript/published.yaml: There is a tag v1.0, so readers")
    again = make_release(asked(ferry), lambda _: None)
    assert "no-record" not in [each.code for each in again.diagnostics]


def test_without_git_on_the_machine_a_version_is_enough(
    ferry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed(ferry, "v1.0")
    monkeypatch.setenv("PATH", "")
    found = made(asked(ferry, "1.0"))
    assert (found.in_git, found.commands) == (False, ())
    with pytest.raises(BookbuildError, match="no tag of git gives one here"):
        make_release(asked(ferry), lambda _: None)


@pytest.mark.parametrize(
    ("tags", "version", "said"),
    [
        ((), "", "A release has a version, and no tag of git gives one here."),
        (("beta",), "", "The tag of this commit, beta, is no version."),
        (("v1.3", "v1.4"), "", "This commit has several tags, v1.3, v1.4. Say which"),
        ((), "1.3-beta", "“1.3-beta” is no version."),
    ],
)
def test_without_a_version_nothing_is_made(
    ferry: Path, tags: tuple[str, ...], version: str, said: str
) -> None:
    committed(ferry)
    for tag in tags:
        git(ferry, "tag", tag)
    with pytest.raises(BookbuildError, match=said) as raised:
        make_release(asked(ferry, version), lambda _: None)
    assert raised.value.exit_code is Exit.USAGE
    assert not (ferry / "dist").exists()


def test_a_tag_that_does_not_fit_is_refused(ferry: Path) -> None:
    committed(ferry, "v1.2")
    (said,) = refused(asked(ferry, "1.3"))
    assert said.startswith(f"{ferry}/manuscript/book.yaml: This commit has the tag v1.2")


def test_a_tag_that_another_commit_has_is_refused(ferry: Path) -> None:
    committed(ferry, "v1.3")
    manuscript(ferry, _02_flood=FLOOD)
    committed(ferry)
    (said,) = refused(asked(ferry, "1.3"))
    assert "There is a tag v1.3 already, on another commit" in said


def test_an_older_version_is_refused_with_the_line_of_the_record(ferry: Path) -> None:
    made(asked(ferry, "1.10"))
    for version in ("1.9", "1.10.0"):
        (said,) = refused(asked(ferry, version))
        assert f"published.yaml:4: Readers have version 1.10, and {version} does not" in said


def test_what_is_not_committed_is_a_warning_on_a_tag_and_an_error_locked(ferry: Path) -> None:
    committed(ferry, "v1.0")
    manuscript(ferry, _02_flood=FLOOD)
    (ferry / "manuscript" / "_notes.md").write_text("Not for the book.\n")
    (said,) = refused(replace(asked(ferry), locked=True))
    assert said.startswith(f"{ferry}/manuscript/02-flood.md: This is not as the tagged commit")
    found = make_release(asked(ferry), lambda _: None)
    assert found.value is not None
    assert "not-in-the-commit" in [each.code for each in found.diagnostics]


# --------------------------------------------------------------------------------- what is refused


def test_an_open_promise_in_a_final_edition_is_refused(ferry: Path) -> None:
    manuscript(ferry, _99_end=PROMISE)
    (said,) = refused(replace(asked(ferry, "1.0"), final=True))
    assert "manuscript/99-end.md:6: “Epilogue” is promised and not written" in said
    manuscript(ferry, book=BOOK.replace("output: the-ferry}", "output: the-ferry, final: true}"))
    assert refused(asked(ferry, "1.0")) == [said]


def test_an_error_in_the_manuscript_is_refused(ferry: Path) -> None:
    manuscript(ferry, _01_ebb="# Ebb\n\nThe sea[^1] went out.\n")
    (said,) = refused(asked(ferry, "1.0"))
    assert "manuscript/01-ebb.md:3:" in said


def test_what_readers_would_lose_is_refused(ferry: Path) -> None:
    manuscript(ferry, _02_flood=FLOOD)
    made(asked(ferry, "1.0"))
    manuscript(ferry, _01a_new="# New\n\nBetween the two.\n")
    (said,) = refused(asked(ferry, "1.1"))
    assert "manuscript/01a-new.md: “Chapter Two: New” is new and stands before" in said
    found = made(replace(asked(ferry, "1.1"), lose_places=True))
    assert found.lost


def test_a_release_that_nobody_has_yet_can_be_taken_back(ferry: Path) -> None:
    manuscript(ferry, _02_flood=FLOOD)
    made(asked(ferry, "1.0"))
    (ferry / "manuscript" / "01-ebb.md").unlink()
    (said,) = refused(asked(ferry, "1.0"))
    assert "If no reader has 1.0 yet, get" in said


def test_a_place_that_cannot_be_written_to_leaves_what_was_there(
    ferry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(asked(ferry, "1.0"))
    before = contents(ferry)
    manuscript(ferry, _02_flood=FLOOD)

    def full(path: Path, text: bytes) -> None:
        raise BookbuildError("No space left.", Exit.MACHINE)

    monkeypatch.setattr("bookbuild.build.releasing.put_record", full)
    with pytest.raises(BookbuildError, match="No space"):
        make_release(asked(ferry, "1.1"), lambda _: None)
    now = contents(ferry)
    assert now.pop("manuscript/02-flood.md")
    assert now == before
    assert not list(ferry.glob(".dist*"))


def test_what_else_is_in_dist_stays_and_an_old_releases_files_do_not(ferry: Path) -> None:
    made(asked(ferry, "1.0"))
    (ferry / "dist" / "posts").mkdir()
    (ferry / "dist" / "posts" / "one.html").write_text("mine")
    manuscript(ferry, book=BOOK.replace("output: the-ferry}", "output: ferry}"))
    found = made(replace(asked(ferry, "1.1"), lose_places=True))
    assert found.kept == ("posts",)
    assert (ferry / "dist" / "posts" / "one.html").read_text() == "mine"
    assert not (ferry / "dist" / "the-ferry.epub").exists()
    assert (ferry / "dist" / "ferry.epub").exists()


def test_a_link_that_is_called_dist_moves_no_folder_elsewhere(ferry: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "mine.txt").write_text("mine")
    (ferry / "dist").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BookbuildError, match="dist is no folder of its own"):
        make_release(asked(ferry, "1.0"), lambda _: None)
    assert [each.name for each in (tmp_path / "elsewhere").iterdir()] == ["mine.txt"]


def test_a_file_that_is_called_dist_is_left_alone(ferry: Path) -> None:
    (ferry / "dist").write_text("mine")
    with pytest.raises(BookbuildError, match="dist is no folder of its own"):
        make_release(asked(ferry, "1.0"), lambda _: None)
    assert (ferry / "dist").read_text() == "mine"


# ------------------------------------------------------------------------------------------ locked


def test_locked_writes_nothing_into_the_manuscript(ferry: Path) -> None:
    before = contents(ferry)
    found = made(replace(asked(ferry, "1.0"), locked=True))
    assert (found.record, found.commands) == (None, ())
    now = contents(ferry)
    assert {name: each for name, each in now.items() if not name.startswith("dist/")} == before
    assert parse_published(now["dist/published.yaml"].decode()).release is not None


def test_a_tag_that_a_workflow_builds_gives_what_its_author_saw(ferry: Path) -> None:
    committed(ferry)
    made(asked(ferry, "1.0"))
    manuscript(ferry, _01_ebb=REVISED, _02_flood=FLOOD)
    made(asked(ferry, "1.1"))
    seen = contents(ferry)
    committed(ferry, "v1.1")
    made(replace(asked(ferry), locked=True))
    assert contents(ferry) == seen


def test_the_record_of_the_last_release_stands_in_for_the_manuscripts(
    ferry: Path, tmp_path: Path
) -> None:
    made(replace(asked(ferry, "1.0"), locked=True))
    last = tmp_path / "published.yaml"
    (ferry / "dist" / "published.yaml").rename(last)
    manuscript(ferry, _02_flood=FLOOD)
    made(replace(asked(ferry, "1.1"), locked=True, published=last))
    assert told(ferry, "new") == ["Chapter Two: Flood"]


def test_of_two_records_the_later_one_counts(ferry: Path, tmp_path: Path) -> None:
    made(asked(ferry, "1.0"))
    old = (ferry / "manuscript" / "published.yaml").read_bytes()
    manuscript(ferry, _02_flood=FLOOD)
    made(replace(asked(ferry, "1.1"), as_of=date(2026, 6, 1)))
    last = tmp_path / "last.yaml"
    (ferry / "manuscript" / "published.yaml").rename(last)
    (ferry / "manuscript" / "published.yaml").write_bytes(old)
    manuscript(ferry, _03_calm="# Calm\n\nNothing moved.\n")
    request = replace(asked(ferry, "1.2"), locked=True, as_of=date(2026, 6, 1), published=last)
    made(request)
    assert told(ferry, "new") == ["Chapter Three: Calm"]
    # An old release that is made again follows the record that it had.
    made(replace(request, version="1.0"))
    assert told(ferry, "promised") == []


def test_a_record_of_another_book_is_refused_by_its_own_name(ferry: Path, tmp_path: Path) -> None:
    other = a_book(tmp_path / "other", BOOK.replace("ferry", "mill"))
    (other / "manuscript" / "01-ebb.md").unlink()
    manuscript(other, _01_mill="# Mill\n\nThe wheel stood.\n")
    made(asked(other, "1.0"))
    given = other / "dist" / "published.yaml"
    said = refused(replace(asked(ferry, "1.1"), locked=True, published=given))
    assert any(each.startswith(f"{given}: This is the record of another book") for each in said)


def test_a_record_that_is_not_there_is_said(ferry: Path) -> None:
    with pytest.raises(BookbuildError, match="There is no file"):
        make_release(replace(asked(ferry, "1.0"), published=ferry / "none.yaml"), lambda _: None)
