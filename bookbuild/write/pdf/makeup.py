"""Make-up: the sheets in the order of their pages, each page with its number.

The story is numbered from 1 in figures and begins on a recto; what stands before it is numbered
in small Roman figures from i. So the story can be laid first, and the contents, which stand before
it, are laid with the true numbers. The contents' own length may move what follows them in front,
so the front is laid again until its numbers hold: twice is enough for every book seen. With it
goes the appendix, and what follows it, where it names a page that was not known when it was laid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Protocol

from bookbuild.model.book import Matter
from bookbuild.model.edition import ContentsPage, Edition, NotesAppendix, Unit
from bookbuild.model.editions import ChapterStart
from bookbuild.report import BookbuildError
from bookbuild.write.pdf.composition.sides import Side
from bookbuild.write.pdf.design import Numbers, PageDesign, page_css
from bookbuild.write.pdf.pagination import texts_by_block
from bookbuild.write.pdf.parts import PrintedPart, ToPrint
from bookbuild.write.pdf.sheets import BLANK, Opening, PageOf, Sheet, opening

_ROUNDS = 4
"""How often the front is laid again before it is given up: a number that is right moves no page."""


@dataclass(frozen=True, slots=True)
class NumberedSheet:
    """A sheet with the numbers of its pages, and the key under which it is printed."""

    sheet: Sheet
    numbers: Numbers
    pages: int
    key: str

    @property
    def unit(self) -> str:
        """The unit's id, "" for a blank."""
        return self.sheet.unit


@dataclass(frozen=True, slots=True)
class MadeUp:
    """The whole book, laid: the pages before the story, and the others."""

    front: tuple[NumberedSheet, ...]
    body: tuple[NumberedSheet, ...]

    @property
    def sheets(self) -> tuple[NumberedSheet, ...]:
        """Every sheet in the order of the book."""
        return self.front + self.body


class Shop(Protocol):
    """Prints sheets; `printshop` has the one of every build."""

    def order(self, sheet: ToPrint, *, first: bool = False) -> str:
        """Order a part, before all others where it is ``first``; return its key."""
        ...

    def has(self, key: str) -> bool:
        """Return whether a part that was ordered is there already."""
        ...

    def part(self, key: str) -> PrintedPart:
        """Return a part that was ordered, when it is printed."""
        ...


Cut = Callable[[Unit, PageOf, Side], Sheet]
"""Makes the sheet of a unit that begins on a side."""


def make_up(edition: Edition, shop: Shop, design: PageDesign, cut: Cut) -> MadeUp:
    """Number every unit of the edition and order its pages, with the blanks between them.

    Both runs end on a verso, so that the story begins on a recto and the book has an even number
    of pages. Raises `BookbuildError` where the contents and the pages around them never agree.
    """
    front_units = tuple(u for u in edition.units if u.head.matter is Matter.FRONT)
    body_units = tuple(u for u in edition.units if u.head.matter is not Matter.FRONT)
    runs = _Runs(shop, design, cut, edition.chapter_start)
    body = runs.run(roman=False).lay(body_units, _unknown)
    front = runs.run(roman=True).lay(front_units, _folios(body))
    made = MadeUp(front, body)
    again = _from_appendix(body_units)
    if not (again or any(isinstance(unit, ContentsPage) for unit in front_units)):
        return made
    for _ in range(_ROUNDS):
        before = made
        if again:
            kept = _sheets_before(again[0], body)
            body = runs.run(roman=False, laid=kept).lay(again, _folios(made.sheets))
        front = runs.run(roman=True).lay(front_units, _folios(front + body))
        made = MadeUp(front, body)
        if _first_pages(made.sheets) == _first_pages(before.sheets):
            return made
    raise BookbuildError(
        "The contents page changes its length with the page numbers on it, and never settles. "
        "Write “contents: no” in book.yaml, or shorten a title by a word."
    )


def _unknown(unit: str) -> str:
    return ""


def _from_appendix(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Return the units from an appendix on that names what is not before it; () without one."""
    for index, unit in enumerate(units):
        earlier = {each.head.id for each in units[:index]}
        if isinstance(unit, NotesAppendix) and {e.unit for e in unit.entries} - earlier:
            return units[index:]
    return ()


def _sheets_before(unit: Unit, sheets: tuple[NumberedSheet, ...]) -> tuple[NumberedSheet, ...]:
    """Return the sheets in front of a unit's own."""
    return tuple(takewhile(lambda each: each.unit != unit.head.id, sheets))


def _folios(sheets: tuple[NumberedSheet, ...]) -> PageOf:
    folios = {each.unit: each.numbers.folio(0) for each in sheets if each.unit}
    return lambda unit: folios.get(unit, "")


def _first_pages(sheets: tuple[NumberedSheet, ...]) -> tuple[tuple[str, int], ...]:
    return tuple((each.unit, each.numbers.first) for each in sheets)


@dataclass(frozen=True, slots=True)
class _Runs:
    """What all runs of a book share."""

    shop: Shop
    design: PageDesign
    cut: Cut
    chapters: ChapterStart

    def run(self, *, roman: bool, laid: tuple[NumberedSheet, ...] = ()) -> _Run:
        return _Run(self, roman=roman, laid=laid)


class _Run:
    """Lays sheets one after the other, counting pages; made and dropped within one call."""

    def __init__(self, book: _Runs, *, roman: bool, laid: tuple[NumberedSheet, ...]) -> None:
        self._book = book
        self._roman = roman
        self._laid = list(laid)
        self._next = laid[-1].numbers.first + laid[-1].pages if laid else 1

    def lay(self, units: tuple[Unit, ...], page_of: PageOf) -> tuple[NumberedSheet, ...]:
        for unit in units:
            self._turn_to(opening(unit, self._book.chapters))
            side = Side(self._next % 2)
            self._place(self._book.cut(unit, self._known(page_of), side), unit)
        if self._next % 2 == 0:
            self._place(BLANK)
        return tuple(self._laid)

    def _known(self, page_of: PageOf) -> PageOf:
        """Return what is known of this run and of the others: the appendix names earlier pages."""
        here = _folios(tuple(self._laid))
        return lambda unit: page_of(unit) or here(unit)

    def _turn_to(self, wanted: Opening) -> None:
        """Leave a page blank where the next unit begins on the other side."""
        recto_next = self._next % 2 == 1
        match wanted:
            case Opening.RECTO if not recto_next:
                self._place(BLANK)
            case Opening.VERSO if recto_next:
                self._place(BLANK)
            case _:
                pass

    def _place(self, sheet: Sheet, unit: Unit | None = None) -> None:
        """Number a sheet and order it; wait for one whose pages nobody knows yet."""
        numbers = Numbers(self._next, self._roman)
        # All blanks of a side are the same.
        shown = numbers if sheet.unit else Numbers(2 - self._next % 2, roman=False)
        css = page_css(self._book.design, sheet.furniture, shown)
        texts = texts_by_block(unit) if unit else {}
        shop = self._book.shop
        key = shop.order(ToPrint(sheet.html, css, sheet.css, texts), first=not sheet.pages)
        pages = sheet.pages or len(shop.part(key).begins)
        self._laid.append(NumberedSheet(sheet, numbers, pages, key))
        self._next += pages


def printed(
    made: MadeUp, shop: Shop, *, in_order: bool = False
) -> Iterator[tuple[int, PrintedPart]]:
    """Yield the part of each sheet, and its place in the book from 0: first those that are there.

    ``in_order`` has them one after the other. Raises `BookbuildError` where one has other pages
    than were composed.
    """
    sheets = list(enumerate(made.sheets))
    if not in_order:
        sheets.sort(key=lambda each: not shop.has(each[1].key))
    for place, numbered in sheets:
        yield place, _as_composed(numbered, shop.part(numbered.key))


def _as_composed(numbered: NumberedSheet, part: PrintedPart) -> PrintedPart:
    if len(part.begins) != numbered.pages:
        sheet = numbered.sheet
        raise BookbuildError(
            f"“{sheet.bookmark or sheet.unit}” was composed for {numbered.pages} pages and came "
            f"out with {len(part.begins)}. Take back what styles/print.css changes in running "
            "text, or add --no-compose."
        )
    return part
