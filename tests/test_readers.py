"""The demonstration in real reading systems: nobody complains, all see the same book."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.readers import Sight, disagreements, missing
from bench.readers.camera import Engine, Shot, pictures, without_sheets
from bench.readers.devtools import Screen
from bench.readers.in_browser import look_in_epubjs, look_in_foliate
from bench.readers.thorium import look_in_thorium
from bench.readers.thorium import missing as thorium_missing
from tests.commands import DEMONSTRATION, bookbuild

LACKING = missing() or thorium_missing()
pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(LACKING), reason=LACKING or "all here")]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("readers")
    done = bookbuild("build", DEMONSTRATION, "-o", folder)
    assert done.returncode == 0, done.stderr
    return next(Path(folder).glob("*.epub")).read_bytes()


@pytest.fixture(scope="module")
def sights(book: bytes) -> tuple[Sight, ...]:
    return look_in_foliate(book), look_in_epubjs(book), look_in_thorium(book)


def test_nobody_complains(sights: tuple[Sight, ...]) -> None:
    assert [(sight.reader, sight.complaints) for sight in sights if sight.complaints] == []


def test_all_see_the_same_book(sights: tuple[Sight, ...]) -> None:
    assert disagreements(sights) == ()
    assert [sight.titles for sight in sights if sight.titles] == [
        ("To the Nearest Twenty", "A Story in Gross, Tare and Net"),
        ("To the Nearest Twenty",),
        ("To the Nearest Twenty", "A Story in Gross, Tare and Net"),
    ]
    assert {sight.series for sight in sights} == {("Frampney Quay 1",), None}


def test_the_contents_have_every_section(sights: tuple[Sight, ...]) -> None:
    for sight in sights:
        assert sight.contents is not None
        assert sight.contents[0] == "0 Prologue: Four Bolts"
        assert "0 Epilogue: The Lift" in sight.contents
        assert sight.landmarks == ("cover", "toc", "bodymatter")


def test_all_know_the_pages_of_the_printed_book(sights: tuple[Sight, ...]) -> None:
    (pages,) = {sight.pages for sight in sights}
    assert pages is not None
    assert pages > 30


def test_footnotes_pop_up_and_are_nowhere_else(sights: tuple[Sight, ...]) -> None:
    foliate, epubjs, _ = sights
    assert foliate.notes == "2 of 2 pop up, 2 hidden"
    assert epubjs.notes == "2 links"


def test_the_embedded_fonts_are_used(sights: tuple[Sight, ...]) -> None:
    for sight in sights[:2]:
        assert sight.fonts == ("EB Garamond normal italic", "EB Garamond normal normal")


def test_who_listens_to_screen_readers_is_told_what_to_expect(sights: tuple[Sight, ...]) -> None:
    told = sights[2].accessibility
    assert told is not None
    assert {"tableOfContents", "structuralNavigation", "hazard: none", "summary"} <= set(told)


def test_readers_that_see_different_books_are_named() -> None:
    one = Sight("one", titles=("Emma",), contents=("0 I", "0 II"))
    other = Sight("other", titles=("Emma: A Novel",), contents=("0 I",))
    assert disagreements((one, other, Sight("third"))) == (
        "contents: 0 I / 0 II (one); 0 I (other)",
    )


def test_a_page_is_taken_as_a_picture(book: bytes) -> None:
    screen = Screen(200, 300, scale=1)
    shots = tuple(Shot(engine, screen, "text/tare.xhtml") for engine in Engine)
    assert all(picture.startswith(b"\x89PNG") for picture in pictures(book, shots))
    assert len(set(pictures(without_sheets(book), shots[:1]) + pictures(book, shots[:1]))) == 2
