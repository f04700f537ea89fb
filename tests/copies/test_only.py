"""Choosing sections: what an author may ask for, and what is said where nothing fits."""

from __future__ import annotations

import pytest

from bookbuild.model.book import Book, Head, Kind, Metadata, Written
from bookbuild.model.text import Text
from bookbuild.plan.only import choose
from bookbuild.plan.sections import Planned, plan_sections


def _section(file: str, kind: Kind, title: str = "", id: str = "", number: str = "") -> Written:
    inlines = (Text(title),) if title else ()
    return Written(Head(file, kind, inlines, id=id, number=number), ())


SECTIONS = (
    _section("00-prologue.md", Kind.PROLOGUE),
    _section("01-part.md", Kind.PART, "Sea"),
    _section("02-arrivals.md", Kind.CHAPTER, "Arrivals"),
    _section("03-fog.md", Kind.CHAPTER, "Fog, and Rain", id="the-fog"),
    _section("04-part.md", Kind.PART, "Land"),
    _section("05-roads.md", Kind.CHAPTER, "Roads"),
    _section("06-between.md", Kind.INTERLUDE, "Between"),
    _section("07-half.md", Kind.CHAPTER, "Half", number="3½"),
    _section("08-home.md", Kind.CHAPTER, "Home’s End"),
    _section("99-epilogue.md", Kind.EPILOGUE),
)


def _planned() -> tuple[Planned, ...]:
    return plan_sections(Book("ferry", Metadata("The Ferry"), SECTIONS)).value


def _chosen(*wanted: str) -> str:
    choice = choose(_planned(), wanted)
    assert choice.unknown == ()
    return " ".join(each.section.head.file[:2] for each in choice.sections)


@pytest.mark.parametrize(
    ("wanted", "files"),
    [
        ("3", "05"),
        ("three", "05"),
        ("Chapter Three", "05"),
        ("chapter 3", "05"),
        ("3½", "07"),
        ("2..3", "03 04 05"),
        ("3..4", "05 06 07 08"),
        ("1-2", "02 03"),
        ("1–2", "02 03"),
        ("3..", "05 06 07 08 99"),
        ("..1", "00 01 02"),
        ("prologue..1", "00 01 02"),
        ("fog, and rain", "03"),
        ("Fog, and Rain..Roads", "03 04 05"),
        ("1, 4", "02 08"),
        ("Part Two", "04 05 06 07 08"),
        ("part 2", "04 05 06 07 08"),
        ("Land", "04 05 06 07 08"),
        ("Sea..Roads", "01 02 03 04 05"),
        ("home's end", "08"),
        ("Epilogue", "99"),
        ("the-fog", "03"),
        ("08-home.md", "08"),
        ("08-home", "08"),
        ("manuscript/08-home.md", "08"),
    ],
)
def test_a_wish_takes_what_it_says(wanted: str, files: str) -> None:
    assert _chosen(wanted) == files


def test_without_a_wish_everything_is_chosen() -> None:
    assert choose(_planned(), ()).sections == _planned()


def test_wishes_come_in_the_order_of_the_book() -> None:
    assert _chosen("4", "Prologue", "4") == "00 08"


def test_only_what_is_named_itself_is_named() -> None:
    choice = choose(_planned(), ("3..4", "the-fog"))
    assert [each.id for each in choice.named] == ["the-fog"]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("40", "There is no chapter 40 in this book; the highest number is 4."),
        ("2..40", "There is no chapter 40 in this book; the highest number is 4."),
        ("4..2", "“4..2” runs backwards: put the earlier section first."),
        ("Raods", "There is no section “Raods” in this book. Did you mean “Roads”?"),
        ("08-hom", "There is no section “08-hom” in this book. Did you mean “08-home”?"),
        (
            "xyzzy",
            "There is no section “xyzzy” in this book. `bookbuild status` lists the sections.",
        ),
        ("..", "There is no section “..” in this book. `bookbuild status` lists the sections."),
    ],
)
def test_a_wish_that_fits_nothing_is_answered(wanted: str, said: str) -> None:
    assert choose(_planned(), (wanted,)).unknown == (said,)


def test_a_book_without_numbers_says_so() -> None:
    bare = tuple(each for each in _planned() if not each.heading.figures)
    assert choose(bare, ("3",)).unknown == (
        "There is no chapter 3: the chapters of this book have no numbers.",
    )
