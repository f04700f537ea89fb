"""Status: how a serial stands on a day, and how it is shown on terminals of several widths."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bookbuild.cli.columns import cells, fitted
from bookbuild.cli.status_json import NO_BOOK, status_json
from bookbuild.cli.status_page import status_page
from bookbuild.model.book import Book, Kind, Section, Written
from bookbuild.model.editions import Format
from bookbuild.model.occasion import Occasion
from bookbuild.model.published import NOTHING_PUBLISHED, Published
from bookbuild.plan import plan_edition
from bookbuild.plan.reading_time import Counted, reading_speed
from bookbuild.plan.serial.record import Publication, recorded
from bookbuild.plan.status import BookStatus, Novelty, Standing, book_status
from tests.builders import EBOOK, STAMP, blocks, book, opening, promise, section
from tests.commands import bookbuild, manuscript
from tests.golden import check_golden

TODAY = date(2026, 11, 22)
GOLDEN = Path(__file__).parent / "golden"
ARRIVALS = "The ferry came in with the tide, an hour late, and nobody on the quay waved."
HOME = "Nobody had lit the stove, so she lit it, and the room smelled of paraffin and salt."


def _serial() -> tuple[Section, ...]:
    return (
        section("Sea", kind=Kind.PART, file="00-sea.md"),
        section(
            "Arrivals", ARRIVALS, HOME, file="01-arrivals.md", day=date(2026, 11, 1), pov="Mara",
            notes=(opening("Be kind."),),
        ),
        section("Home", HOME * 40, file="02-home.md", day=date(2026, 11, 8), pov="Tobias"),
        section("A Title That Is Far Too Long for Any Terminal at All", ARRIVALS,
                file="03-long.md", day=date(2026, 12, 1)),
        replace(section("Fog", HOME, file="04-fog.md"), draft=True),
        promise("The Lamp", "Soon.", kind=Kind.INTERLUDE, file="05-lamp.md",
                promised_in="01-arrivals"),
        promise("", "Next week.", file="98-epilogue.md", expected=date(2026, 11, 12)),
        promise("Ever After", "In spring.", kind=Kind.BONUS, file="99-bonus.md",
                expected=date(2027, 3, 1)),
    )  # fmt: skip


def _status(given: Book, published: Published = NOTHING_PUBLISHED) -> BookStatus:
    return book_status(given, published, TODAY)


def _published(given: Book) -> Published:
    edition = plan_edition(given, EBOOK, Format.EPUB, Occasion(STAMP)).value
    return recorded(NOTHING_PUBLISHED, given, (Publication(edition),), date(2026, 11, 10))


def test_a_section_stands_as_its_file_and_the_day_say() -> None:
    status = _status(book(*_serial()))
    assert {each.file: each.standing for each in status.sections} == {
        "00-sea.md": Standing.WRITTEN,
        "01-arrivals.md": Standing.WRITTEN,
        "02-home.md": Standing.WRITTEN,
        "03-long.md": Standing.SCHEDULED,
        "04-fog.md": Standing.DRAFT,
        "05-lamp.md": Standing.PROMISED,
        "98-epilogue.md": Standing.OVERDUE,
        "99-bonus.md": Standing.EXPECTED,
    }
    assert [each.file for each in status.scheduled] == ["03-long.md"]
    assert [(each.file, each.days_late) for each in status.open_promises] == [
        ("98-epilogue.md", 10),
        ("99-bonus.md", 0),
        ("05-lamp.md", 0),
    ]
    assert status.open_promises[2].promised_in == "Chapter One: Arrivals"


def test_parts_that_only_book_yaml_names_are_told_apart() -> None:
    parts = (section("Sea", kind=Kind.PART, file="book.yaml"), section("One", file="01.md"))
    more = (section("Land", kind=Kind.PART, file="book.yaml"), section("Two", file="02.md"))
    status = _status(book(*parts, *more))
    assert [each.title for each in status.sections] == ["Sea", "One", "Land", "Two"]


def test_nothing_has_changed_right_after_a_publication() -> None:
    given = book(section("Arrivals", ARRIVALS), section("Home", HOME, file="02-home.md"))
    status = _status(given, _published(given))
    assert (status.changed, status.gone) == ((), ())
    assert status.published == date(2026, 11, 10)


def test_what_readers_do_not_have_is_told() -> None:
    old = book(
        section("Arrivals", ARRIVALS, "A lamp.", HOME),
        section("Home", HOME, file="02-home.md"),
        section("The Quarrel", "They shouted all night about the boat.", file="03-quarrel.md"),
    )
    edited = section("Arrivals", ARRIVALS, "A lamp.", f"{HOME} She slept at last.", "Then rain.")
    new = book(
        edited,
        section("Home", HOME, file="02-home.md"),
        section("Fog", "There was nothing to see from the pier but pier.", file="04-fog.md"),
        replace(section("Later", "Not yet for anybody.", file="05-later.md"), draft=True),
    )
    status = _status(new, _published(old))
    changed = {each.file: each.change for each in status.sections}
    assert {file: change.novelty for file, change in changed.items()} == {
        "01-one.md": Novelty.REVISED,
        "02-home.md": Novelty.KEPT,
        "04-fog.md": Novelty.NEW,
        "05-later.md": Novelty.UNSEEN,
    }
    assert (changed["01-one.md"].words, changed["01-one.md"].paragraphs) == (6, 2)
    assert status.gone == ("The Quarrel",)


def test_totals_are_those_of_the_sections() -> None:
    status = _status(book(section("One", "one two three"), section("Two", "four", file="02.md")))
    assert (status.words, status.length, status.chapter_length, status.minutes) == (4, 4, 2, 1)


def test_an_empty_book_has_no_average() -> None:
    status = _status(book(promise("", "Soon.")))
    assert (status.words, status.chapter_length, status.minutes) == (0, 0, 0)
    assert "chapters of" not in "\n".join(status_page(status, 80))


@pytest.mark.parametrize(
    ("language", "counted", "a_minute"),
    [
        ("en", Counted.WORDS, 238),
        ("en-GB", Counted.WORDS, 238),
        ("de", Counted.WORDS, 187),
        ("tlh", Counted.WORDS, 238),
        ("zh-Hans", Counted.CHARACTERS, 266),
        ("ja", Counted.CHARACTERS, 373),
    ],
)
def test_every_language_has_its_speed(language: str, counted: Counted, a_minute: int) -> None:
    speed = reading_speed(language)
    assert (speed.counted, speed.a_minute) == (counted, a_minute)


def test_chinese_is_counted_in_characters() -> None:
    status = _status(book(section("一", "她住在港口，從不回頭。"), lang="zh-Hant"))
    assert status.length == 9
    assert "9 characters" in "\n".join(status_page(status, 60))


# ----------------------------------------------------------------------------------- the page


@pytest.mark.parametrize("width", [60, 80, 100])
def test_the_page_fits_the_terminal(width: int) -> None:
    given = book(*_serial())
    old = book(section("Arrivals", ARRIVALS, file="01-arrivals.md"))
    page = status_page(_status(given, _published(old)), width)
    assert max(map(cells, page)) <= width
    check_golden(GOLDEN / f"{width}.txt", "".join(f"{line}\n" for line in page))


@pytest.mark.parametrize("width", range(40, 101, 7))
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    wide = section("港" * 60, "海。", day=date(2026, 12, 1))
    for given in (book(*_serial()), book(wide, promise("海" * 70, "來。"), lang="zh")):
        assert max(map(cells, status_page(_status(given), width))) <= width


def test_a_text_is_cut_by_what_it_takes_on_the_terminal() -> None:
    assert fitted("abc", 5) == "abc  "
    assert fitted("abcdef", 5) == "abcd…"
    assert fitted("港口港口", 5) == "港口…"
    assert cells("e\u0301") == 1


def test_colours_are_shown_nowhere_but_on_a_terminal(tmp_path: Path) -> None:
    folder = manuscript(tmp_path, _98_epilogue="---\nstatus: promised\n---\n\nSoon.\n")
    assert "\x1b" not in bookbuild("status", folder).stdout


# ------------------------------------------------------------------------------------ for scripts


def test_json_has_the_same_keys_whatever_the_book(tmp_path: Path) -> None:
    full = status_json(_status(book(*_serial())))
    assert isinstance(full, dict)
    assert isinstance(NO_BOOK, dict)
    assert list(full) == list(NO_BOOK)
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "book.yaml").write_text("title: [", encoding="utf-8")
    (tmp_path / "manuscript" / "01-one.md").write_text("A day.\n", encoding="utf-8")
    said = json.loads(bookbuild("status", tmp_path, "--json").stdout)
    assert list(said) == list(full)


def test_today_is_what_the_environment_says(tmp_path: Path) -> None:
    text = "---\nstatus: promised\nexpected: 2026-11-12\n---\n\nSoon.\n"
    folder = manuscript(tmp_path, book="title: T\nauthor: A\nidentifier: x:y\n", _98_epilogue=text)
    for seconds, days in (("1795305600", 10), ("1762560000", 0)):
        environment = {"SOURCE_DATE_EPOCH": seconds}
        said = json.loads(bookbuild("status", folder, "--json", environment=environment).stdout)
        assert said["sections"][0]["days_late"] == days
        assert said["promises"]["open"] == 1


def test_a_published_book_is_compared_with_its_record(tmp_path: Path) -> None:
    about = "title: T\nauthor: Mary Shelley\nidentifier: https://example.org/t\n"
    folder = manuscript(tmp_path, book=about, _01_one=f"{ARRIVALS}\n")
    environment = {"SOURCE_DATE_EPOCH": "1793404800"}
    done = bookbuild("build", "--publish", "--edition", "ebook", folder, environment=environment)
    assert done.returncode == 0, done.stderr
    manuscript(tmp_path, _02_two=f"{HOME}\n")
    said = json.loads(bookbuild("status", folder, "--json").stdout)
    assert said["published"] == "2026-10-31"
    assert [each["file"] for each in said["changes"]["new"]] == ["02-two.md"]


def test_every_written_section_has_its_words() -> None:
    given = book(section("One", *blocks("one two", "three")))
    assert isinstance(given.sections[0], Written)
    assert _status(given).sections[0].count.words == 3
