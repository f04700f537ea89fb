"""Fields: every type that a key may ask for, and what is said of the others."""

from __future__ import annotations

import time
from datetime import date
from enum import Enum

import pytest

from bookbuild.read.book_yaml import read_book_yaml
from bookbuild.read.fields import Form, choice, day, mapping, nearest, plain_word, text, texts
from bookbuild.read.yaml_text import Entry, Mapping, Scalar, compose


class Colour(Enum):
    RED = "red"
    SEA_GREEN = "sea-green"


def form(source: str) -> Form:
    checked = compose(source, "book.yaml")
    assert checked.diagnostics == ()
    return Form(checked.value, "book.yaml")


def test_all_that_is_wrong_is_told_at_once() -> None:
    filled = form("title: [a, b]\ndate: soon\ncolour: redd\nlangauge: en\n")
    assert filled.read("title", text, "") == "[a, b]"
    assert filled.read("date", day, None) is None
    assert filled.read("colour", choice(Colour), Colour.RED) is Colour.RED
    assert filled.read("language", plain_word, "en") == "en"
    assert [str(diagnostic) for diagnostic in filled.finish()] == [
        "book.yaml:2: `date` takes a day, and “soon” is not written as one. "
        "Write: `date: 2026-05-04` (year, month, day)",
        "book.yaml:3: `colour` cannot be “redd”. Did you mean `red`?",
        "book.yaml:4: `langauge` is not a key that bookbuild knows. Did you mean `language`?",
    ]


def test_an_empty_value_is_none() -> None:
    filled = form("title:\nauthor: # later\n")
    assert filled.read("title", text, "-") == "-"
    assert filled.read_all("author", texts) == ()
    assert filled.finish() == ()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("one", ("one",)),
        ("[one, two]", ("one", "two")),
        ("\n  - one\n  - Fandom: two\n  -\n", ("one", "Fandom: two")),
        ("\n  one\n  more\n", ("one more",)),
    ],
)
def test_texts(typed: str, expected: tuple[str, ...]) -> None:
    assert form(f"tags: {typed}").read_all("tags", texts) == expected


@pytest.mark.parametrize("typed", ["red", "RED", "red # for now", "'red'"])
def test_a_choice_bends(typed: str) -> None:
    assert form(f"c: {typed}").read("c", choice(Colour), None) is Colour.RED


@pytest.mark.parametrize("typed", ["sea-green", "Sea Green", "sea_green"])
def test_a_choice_of_two_words_bends(typed: str) -> None:
    assert form(f"c: {typed}").read("c", choice(Colour), None) is Colour.SEA_GREEN


@pytest.mark.parametrize("typed", ["2026-05-04", "2026-05-04 18:00", "'2026-05-04'"])
def test_a_day(typed: str) -> None:
    assert form(f"d: {typed}").read("d", day, None) == date(2026, 5, 4)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("4 May 2026", "`d: 2026-05-04`"),
        ("May 4th, 2026", "`d: 2026-05-04`"),
        ("4. Mai 2026", "`d: 2026-05-04` (year"),
        ("2026-02-30", "`d: 2026-05-04` (year"),
        ("05/04/2026", "`d: 2026-05-04` (year"),
    ],
)
def test_another_day_is_explained(typed: str, hint: str) -> None:
    filled = form(f"d: {typed}")
    assert filled.read("d", day, None) is None
    assert hint in filled.finish()[0].hint


def test_a_group() -> None:
    filled = form("series:\n  name: Crossings\nother: text\n")
    nothing = Mapping((), 0)
    assert len(filled.read("series", mapping, nothing).entries) == 1
    assert filled.read("other", mapping, nothing) == nothing
    assert [diagnostic.code for diagnostic in filled.finish()] == ["wrong-type"]


def test_the_nearest_name() -> None:
    assert nearest("chapter_start", ("chapter-start", "title")) == "chapter-start"
    assert nearest("quince", ("chapter-start", "title")) == ""


def test_of_a_flood_of_unknown_keys_the_first_are_told_and_the_others_counted() -> None:
    entries = tuple(Entry(f"titel-{number}", Scalar("x", number), number) for number in range(8000))
    filled = Form(Mapping(entries, 0), "book.yaml")
    for key in ("title", "subtitle", "title-sort", "author", "publisher", "series"):
        filled.read(key, text, "")
    start = time.process_time()
    told = filled.finish()
    assert time.process_time() - start < 5
    assert len(told) == 51
    assert str(told[50]) == (
        "book.yaml:50: From here on there are 7,950 more keys that bookbuild does not know. "
        "Delete each of them, or put a # before it to keep it."
    )


def test_one_key_more_than_is_told() -> None:
    told = form("".join(f"x{number}: y\n" for number in range(51))).finish()
    assert "there is 1 more key that bookbuild does not know" in told[50].message
    assert "Delete it" in told[50].hint


def test_a_flood_of_unknown_keys_in_book_yaml_takes_no_time() -> None:
    source = "title: A\n" + "".join(f"titel-{number}: x\n" for number in range(8000))
    start = time.process_time()
    checked = read_book_yaml(source, "book.yaml")
    assert time.process_time() - start < 5
    assert len(checked.diagnostics) == 51
