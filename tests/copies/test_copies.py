"""Copies of small whole books, for every kind of site, as a person reviewed them.

`golden/BOOK/TARGET/` holds the files of one book's copies; `report.txt` what was said of them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bookbuild.build.copies import Copied, CopyRequest, copy_sections
from bookbuild.cli.copying import Site
from bookbuild.model.copies import Target
from bookbuild.report import BookbuildError, fold
from bookbuild.write.copies.limits import LIMITS
from tests.commands import manuscript
from tests.golden import UPDATE, check_golden

BOOKS = Path(__file__).parents[1] / "books"
GOLDEN = Path(__file__).parent / "golden"
NAMES = ("blocks", "parts", "pictures", "serial")
DAY = datetime(2026, 11, 1, tzinfo=UTC)
BOOK = "title: The Ferry\nauthor: Mary Shelley\nidentifier: https://example.org/ferry\n"


@pytest.mark.parametrize("target", Target, ids=lambda target: target.value)
@pytest.mark.parametrize("name", NAMES)
def test_copies_are_as_reviewed(name: str, target: Target, tmp_path: Path) -> None:
    project = tmp_path / name
    shutil.copytree(BOOKS / name / "manuscript", project / "manuscript")
    copied = copy_sections(CopyRequest(project, target, epoch=DAY))
    folder = GOLDEN / name / target.value
    made = dict(_texts(copied, project / "dist" / "copies" / target.value))
    if os.environ.get(UPDATE):
        shutil.rmtree(folder, ignore_errors=True)
    for path, text in made.items():
        check_golden(folder / path, text)
    kept = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert kept == set(made)


def _texts(copied: Copied, folder: Path) -> Iterator[tuple[str, str]]:
    yield "report.txt", "".join(f"{line}\n" for line in fold(copied.diagnostics))
    for path in copied.files:
        yield path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")


# --------------------------------------------------------------------------- what is copied


def _copy(folder: Path, *only: str, **files: str) -> Copied:
    return _copy_for(Target.TEXT, folder, *only, **files)


def _copy_for(target: Target, folder: Path, *only: str, **files: str) -> Copied:
    project = manuscript(folder, book=BOOK, **files)
    return copy_sections(CopyRequest(project, target, only, epoch=DAY))


def _names(copied: Copied) -> list[str]:
    return [path.name for path in copied.files]


_TWO = {"_01_one": "# One day\n\nIt rained.\n", "_02_two": "# Another\n\nIt rained again.\n"}


def test_a_promise_is_not_copied_and_that_is_said(tmp_path: Path) -> None:
    promise = "---\nkind: epilogue\nstatus: promised\n---\n\nSoon.\n"
    copied = _copy(tmp_path, **_TWO, _99_epilogue=promise)
    assert _names(copied) == ["01-one.txt", "02-two.txt"]
    assert [str(each) for each in copied.diagnostics] == [
        "manuscript/99-epilogue.md: “Epilogue” is promised and not written, so there is no copy "
        "of it."
    ]


def test_a_draft_is_copied_only_where_it_is_named(tmp_path: Path) -> None:
    draft = "---\nstatus: draft\n---\n\nPerhaps.\n"
    left = _copy(tmp_path, **_TWO, _03_three=draft)
    assert _names(left) == ["01-one.txt", "02-two.txt"]
    assert "Name it to have one: --only 03-three" in str(left.diagnostics[0])
    within = _copy(tmp_path, "2..3", **_TWO, _03_three=draft)
    assert _names(within) == ["02-two.txt"]
    named = _copy(tmp_path, "03-three", **_TWO, _03_three=draft)
    assert _names(named) == ["03-three.txt"]
    assert named.diagnostics == ()


def test_what_is_dated_later_is_copied_where_it_is_named_and_keeps_its_number(
    tmp_path: Path,
) -> None:
    later = "---\ntitle: {}\ndate: 2026-06-0{}\n---\n\nRain.\n"
    files = {**_TWO, "_03_three": later.format("Gales", 1), "_04_four": later.format("Ebb", 2)}
    project = manuscript(tmp_path, book=BOOK, **files)

    def copied(day: date, *only: str) -> Copied:
        return copy_sections(CopyRequest(project, Target.TEXT, only, epoch=DAY, day=day))

    early = copied(date(2026, 5, 3))
    assert _names(early) == ["01-one.txt", "02-two.txt"]
    assert "“Chapter Four: Ebb” is dated 2026-06-02, so there is no copy" in str(
        early.diagnostics[1]
    )
    named = copied(date(2026, 5, 3), "4")
    assert _names(named) == ["04-four.txt"]
    assert named.files[0].read_text(encoding="utf-8").startswith("Chapter Four: Ebb")
    assert _names(copied(date(2026, 6, 1)))[2:] == ["03-three.txt"]


@pytest.mark.parametrize("name", ["copy", "text"])
def test_a_block_may_be_for_copies_alone(name: str, tmp_path: Path) -> None:
    thanks = f'It rained.\n\n::: {{.endnotes only="{name}"}}\nThank you.\n:::\n'
    copied = _copy(tmp_path, _01_one=thanks)
    assert copied.diagnostics == ()
    assert "Thank you." in copied.files[0].read_text(encoding="utf-8")
    other = copy_sections(CopyRequest(tmp_path, Target.BBCODE, epoch=DAY))
    told = other.files[0].read_text(encoding="utf-8")
    assert ("Thank you." in told) == (name == "copy")


def test_a_part_without_a_text_is_nothing_to_post(tmp_path: Path) -> None:
    copied = _copy(tmp_path, _00_part="---\nkind: part\ntitle: Sea\n---\n", **_TWO)
    assert _names(copied) == ["01-one.txt", "02-two.txt"]


def test_what_matches_nothing_is_said_and_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(BookbuildError, match="Did you mean “Another”"):
        _copy(tmp_path, "Anohter", **_TWO)
    assert not (tmp_path / "dist").exists()


def test_nothing_is_made_of_a_manuscript_with_errors(tmp_path: Path) -> None:
    copied = _copy(tmp_path, _01_one="A line.[^2]\n")
    assert copied.files == ()
    assert copied.diagnostics


def test_copies_of_another_time_are_named(tmp_path: Path) -> None:
    _copy(tmp_path, **_TWO)
    (tmp_path / "manuscript" / "02-two.md").rename(tmp_path / "manuscript" / "02-new.md")
    again = copy_sections(CopyRequest(tmp_path, Target.TEXT, epoch=DAY))
    assert [path.name for path in again.others] == ["02-two.txt"]
    assert (tmp_path / "dist" / "copies" / "text" / "02-two.txt").exists()


def test_what_is_meant_for_the_ebook_is_in_no_copy(tmp_path: Path) -> None:
    text = 'It rained.\n\n::: {.center only="epub"}\nThank you for buying.\n:::\n'
    copied = _copy(tmp_path, _01_one=text)
    assert "buying" not in copied.files[0].read_text(encoding="utf-8")


# ------------------------------------------------------------------------------ titles and places


def test_ao3_counts_chapters_itself_where_it_counts_the_same(tmp_path: Path) -> None:
    copied = _copy_for(Target.AO3, tmp_path, **_TWO, _03_three="It stopped.\n")
    titles = {
        path.parent.name: path.read_text(encoding="utf-8").strip()
        for path in copied.files
        if path.name == "title.txt"
    }
    assert titles == {"01-one": "One day", "02-two": "Another"}


def test_ao3_gets_the_number_where_it_would_count_another(tmp_path: Path) -> None:
    prologue = "---\nkind: prologue\n---\n\nBefore.\n"
    copied = _copy_for(Target.AO3, tmp_path, _00_prologue=prologue, **_TWO)
    titles = [p.read_text("utf-8").strip() for p in copied.files if p.name == "title.txt"]
    assert titles == ["Prologue", "Chapter One: One day", "Chapter Two: Another"]


def test_a_box_that_holds_too_much_is_said(tmp_path: Path) -> None:
    text = f"---\nsummary: {'rain ' * 300}\nendnotes: {'wind ' * 900}\n---\n\nIt rained.\n"
    said = _copy_for(Target.AO3, tmp_path, _01_one=text).diagnostics
    assert [str(each) for each in said] == [
        "manuscript/01-one.md: 01-one/summary.html has 1,506 characters, and AO3 takes 1,250 for "
        "a summary. Shorten it, or divide it, before you post it."
    ]
    assert _copy_for(Target.PASTE, tmp_path, _01_one=text).diagnostics == ()


def test_every_limit_has_its_source() -> None:
    assert LIMITS
    assert all(limit.source and date.fromisoformat(limit.seen) for limit in LIMITS)


def test_the_command_line_knows_every_kind_of_site() -> None:
    assert [site.value for site in Site] == [target.value for target in Target]


def test_several_pages_have_a_list(tmp_path: Path) -> None:
    copied = _copy_for(Target.PASTE, tmp_path, **_TWO)
    assert _names(copied) == ["index.html", "01-one.html", "02-two.html"]
    assert 'href="02-two.html"' in copied.files[0].read_text(encoding="utf-8")
    assert _names(_copy_for(Target.PASTE, tmp_path, "1", **_TWO)) == ["01-one.html"]


# -------------------------------------------------------------------------------- right to left

_HEBREW = "title: א\nauthor: Mary Shelley\nlang: he\nidentifier: https://example.org/he\n"


@pytest.mark.parametrize(
    ("target", "beginning"),
    [
        (Target.AO3, '<div dir="rtl">\n<p>'),
        (Target.PASTE, '<!DOCTYPE html>\n<html lang="he" dir="rtl">'),
        (Target.BBCODE, "[RIGHT]\u2067[CENTER]"),
    ],
)
def test_a_book_from_right_to_left_says_so(target: Target, beginning: str, tmp_path: Path) -> None:
    project = manuscript(tmp_path, book=_HEBREW, _01_one="שלום עולם.\n")
    copied = copy_sections(CopyRequest(project, target, epoch=DAY))
    texts = [path.read_text("utf-8") for path in copied.files if path.name != "title.txt"]
    assert texts[0].startswith(beginning)
