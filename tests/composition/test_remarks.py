"""What no other way was found for is said to the author, and marked at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bookbuild.model.edition import TextUnit
from bookbuild.model.text import Paragraph, Text
from bookbuild.report import Diagnostic
from bookbuild.write.pdf.composing_room import ComposingRoom
from bookbuild.write.pdf.composition.column import Part
from bookbuild.write.pdf.composition.galley import Box, Copy, Place
from bookbuild.write.pdf.composition.pages import (
    Choice,
    ComposedPage,
    PagePlan,
    Piece,
    Slice,
)
from bookbuild.write.pdf.composition.remarks import marks_on, page_remarks
from bookbuild.write.pdf.composition.sheet_markup import Fragment
from bookbuild.write.pdf.composition.sides import Side
from bookbuild.write.pdf.parts import ComposedText
from tests.commands import manuscript
from tests.composition.test_hard_input import words
from tests.test_pdf import Printing, print_book


def _fragment(line: int) -> Fragment:
    part = Part(Copy(Box(Paragraph((Text("a"),), line=line)), Place(), whole=True))
    return Fragment(part, Piece((Choice(1),)), Slice(0, 0, 0, 1), 0)


def _plan(*depths: int, meagre: bool = False, unequal: tuple[int, ...] = ()) -> PagePlan:
    pages = tuple(ComposedPage((Slice(0, 0, 0, depth),), depth) for depth in depths)
    return PagePlan(pages, 0.0, bool(unequal), meagre, unequal)


def _said(plan: PagePlan) -> list[Diagnostic]:
    pages = tuple((_fragment(10 * n),) for n in range(1, len(plan.pages) + 1))
    return list(page_remarks("01-rain.md", plan, pages, 32))


def _marked(plan: PagePlan) -> list[tuple[int, str]]:
    pages = tuple((_fragment(10 * n),) for n in range(1, len(plan.pages) + 1))
    return list(marks_on(plan, pages, 32))


def test_a_spread_a_line_short_is_marked_and_not_spoken_of() -> None:
    plan = _plan(32, 31, 31, 8)
    assert _said(plan) == []
    assert _marked(plan) == [(1, "short page"), (2, "short page")]


def test_pages_two_lines_short_are_reported() -> None:
    plan = _plan(32, 30, 30, 8)
    said = _said(plan)
    assert [(each.code, each.place.line) for each in said] == [
        ("short-page", 20),
        ("short-page", 30),
    ]
    assert said[0].message == (
        "The printed page that begins here ends two lines above the foot: "
        "no other way to fill it was found."
    )
    assert _marked(plan) == [(1, "short page: 2 lines"), (2, "short page: 2 lines")]


def test_a_chapter_that_ends_on_few_lines_is_reported() -> None:
    plan = _plan(32, 32, 3, meagre=True)
    (said,) = _said(plan)
    assert (said.code, said.place.line) == ("short-last-page", 30)
    assert said.message == "The chapter’s last printed page has only three lines."
    assert _marked(plan) == [(2, "short last page: three lines")]
    assert _said(_plan(3)) == []


def test_facing_pages_that_end_on_different_lines_are_reported() -> None:
    plan = _plan(32, 31, 32, 8, unequal=(1,))
    (said,) = _said(plan)
    assert (said.code, said.place.line) == ("unequal-pages", 20)
    assert _marked(plan) == [(1, "short page"), (1, "unequal pages")]


BOOK = """title: Rain
author: Mary Shelley
identifier: urn:uuid:5f5f5f5f-1111-4222-8333-444444444444

editions: {print: {contents: none, chapter-start: next}}
"""


def _boxes() -> str:
    rows = "\n".join(f"Skill {n}: {words(4, n)}" for n in range(9))
    return f"\n\n{words(30)}\n\n".join(f"::: system\n{rows}\n:::" for _ in range(6)) + "\n"


@cache
def _printed() -> Printing:
    with TemporaryDirectory() as folder:
        return print_book(manuscript(Path(folder), book=BOOK, _01_rain=_boxes()))


def test_a_build_says_which_pages_are_short() -> None:
    book = _printed()
    said = [each for each in book.diagnostics if each.code == "short-page"]
    assert said
    assert {each.place.file for each in said} == {"01-rain.md"}
    assert all(each.place.line for each in said)


@dataclass(frozen=True, slots=True)
class _OnEitherSide:
    """Composers that have something else to say of each side."""

    units: tuple[str, ...]

    def composed(self, unit: str, side: Side) -> ComposedText | None:
        """Return what is to be said of a side."""
        return ComposedText("", "", 1, (("short-page", side.value + 1, side.name, ""),))

    def all_composed(self) -> Mapping[tuple[str, Side], ComposedText | None]:
        """Return it for both."""
        return {(unit, side): self.composed(unit, side) for unit in self.units for side in Side}


def test_what_is_said_of_pages_is_true_of_the_side_on_which_the_chapter_begins() -> None:
    edition = _printed().edition
    names = tuple(unit.head.id for unit in edition.units if isinstance(unit, TextUnit))
    room = ComposingRoom(edition, frozenset(), _OnEitherSide(names))
    for side in Side:
        said = room.diagnostics(dict.fromkeys(names, side))
        assert [each.message for each in said] == [side.name]
