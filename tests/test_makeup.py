"""The make-up of a printed book at its edges, with a shop that prints sheets of a given length."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from bookbuild.model.book import Contributor, Matter
from bookbuild.model.edition import (
    AppendixEntry,
    ContentsPage,
    Edition,
    NotesAppendix,
    PlacedNote,
    Unit,
)
from bookbuild.report import BookbuildError
from bookbuild.write.pdf.composing_room import ComposingRoom
from bookbuild.write.pdf.design import page_design
from bookbuild.write.pdf.makeup import MadeUp, NumberedSheet, make_up
from bookbuild.write.pdf.parts import Begin, PrintedPart, ToPrint
from bookbuild.write.pdf.sheets import Sheet, greedy_body, sheet
from tests.editions import chapter, edition, entry, head, paragraph

Length = Callable[[str], int]
"""How many pages a sheet has, by its HTML."""

CONTENTS = ContentsPage(head("contents", "Contents", Matter.FRONT), "Contents")
PREFACE = replace(
    chapter("preface", "Before", (paragraph("Words."),)), head=head("preface", "B", Matter.FRONT)
)
ONE = chapter("one", "Arrivals", (paragraph("It was late."),))
TWO = chapter("two", "Departures", (paragraph("It was early."),))
BOOK = edition(
    (CONTENTS, PREFACE, ONE, TWO),
    (entry("preface", "", "B", matter=Matter.FRONT), entry("one", "", "Arrivals")),
)


class _FakeShop:
    def __init__(self, length: Length) -> None:
        self._length = length
        self.laid: list[str] = []
        self._parts: dict[str, PrintedPart] = {}

    def order(self, sheet: ToPrint, *, first: bool = False) -> str:
        if sheet.html + sheet.css not in self._parts:
            self.laid.append(sheet.html)
        begins = (Begin(),) * self._length(sheet.html)
        self._parts[sheet.html + sheet.css] = PrintedPart(b"", begins)
        return sheet.html + sheet.css

    def has(self, key: str) -> bool:
        return key in self._parts

    def part(self, key: str) -> PrintedPart:
        return self._parts[key]


def _made_up(book: Edition, length: Length) -> MadeUp:
    return _watched(book, _FakeShop(length))


def _watched(book: Edition, shop: _FakeShop) -> MadeUp:
    room = ComposingRoom(book, frozenset())
    return make_up(book, shop, page_design(book.trim), room.cut)


def _sheet(unit: Unit, book: Edition) -> Sheet:
    return sheet(unit, book, greedy_body(unit, book, lambda _: "", frozenset()))


def _pages(sheets: tuple[NumberedSheet, ...]) -> list[tuple[str, int]]:
    return [(each.unit, each.numbers.first) for each in sheets]


def test_both_runs_end_on_a_verso() -> None:
    made = _made_up(BOOK, lambda html: 1)
    assert _pages(made.front) == [("contents", 1), ("", 2), ("preface", 3), ("", 4)]
    assert _pages(made.body) == [("one", 1), ("", 2), ("two", 3), ("", 4)]


def test_a_contents_page_that_grows_moves_what_follows_it() -> None:
    made = _made_up(BOOK, lambda html: 3 if html.count('"contents-page"') == 2 else 1)
    assert _pages(made.front) == [("contents", 1), ("", 4), ("preface", 5), ("", 6)]


def test_contents_that_never_settle_are_an_error() -> None:
    with pytest.raises(BookbuildError, match="never settles"):
        _made_up(BOOK, lambda html: 3 if 'id="contents"' in html and ">iii<" in html else 1)


def _noted(*units: str) -> NotesAppendix:
    note = PlacedNote("n", "Author’s note", (paragraph("Hello."),))
    entries = tuple(AppendixEntry(unit, unit, (note,), ()) for unit in units)
    return NotesAppendix(head("notes", "Notes", Matter.BACK), "Notes", entries)


def test_the_appendix_knows_the_pages_of_the_front() -> None:
    shop = _FakeShop(lambda html: 1)
    book = edition((CONTENTS, PREFACE, ONE, _noted("preface", "one")), BOOK.contents)
    assert _pages(_watched(book, shop).body) == [("one", 1), ("", 2), ("notes", 3), ("", 4)]
    appendices = [_named_pages(html) for html in shop.laid if 'id="notes"' in html]
    assert appendices[0] == ["page 1"]
    assert appendices[-1] == ["page iii", "page 1"]
    assert len([html for html in shop.laid if 'id="one"' in html]) == 1


def test_an_appendix_that_grows_moves_what_follows_it() -> None:
    shop = _FakeShop(lambda html: 4 if "page iii<" in html else 1)
    last = replace(TWO, head=head("last", "Afterword", Matter.BACK))
    rows = (*BOOK.contents, entry("last", "", "Afterword", matter=Matter.BACK))
    book = edition((CONTENTS, PREFACE, ONE, _noted("preface", "one"), last), rows)
    assert _pages(_watched(book, shop).body)[2:] == [("notes", 3), ("last", 7), ("", 8)]
    contents = [html for html in shop.laid if 'id="contents"' in html]
    assert ">5<" in contents[0]
    assert ">7<" in contents[-1]


def test_an_appendix_of_the_storys_notes_is_laid_once() -> None:
    shop = _FakeShop(lambda html: 1)
    _watched(edition((CONTENTS, PREFACE, ONE, _noted("one")), BOOK.contents), shop)
    assert len([html for html in shop.laid if 'id="notes"' in html]) == 1


def _named_pages(html: str) -> list[str]:
    return re.findall(r'class="appendix-page">([^<]*)<', html)


def test_a_book_with_nothing_before_the_story() -> None:
    made = _made_up(edition((ONE,)), lambda html: 2)
    assert made.front == ()
    assert _pages(made.body) == [("one", 1)]


def test_a_book_with_nothing_but_front_matter() -> None:
    made = _made_up(edition((PREFACE,)), lambda html: 1)
    assert _pages(made.front) == [("preface", 1), ("", 2)]
    assert made.body == ()


def test_a_right_to_left_book_is_set_from_the_right() -> None:
    book = replace(BOOK, metadata=replace(BOOK.metadata, language="he"))
    assert '<html xmlns="http://www.w3.org/1999/xhtml"' in _sheet(ONE, book).html
    assert ' dir="rtl">' in _sheet(ONE, book).html


def test_running_heads_that_would_not_fit_give_way_to_the_title() -> None:
    crowd = tuple(Contributor(name) for name in ("Mary Shelley", "Bram Stoker", "Jane Austen") * 3)
    title = "The Lamentable Comedy of a Lantern Road in a Winter without End"
    book = replace(BOOK, title=title, metadata=replace(BOOK.metadata, contributors=crowd))
    furniture = _sheet(ONE, book).furniture
    assert furniture.left == "The Lamentable Comedy of a Lantern Road in a…"
    assert furniture.right == "Arrivals"
