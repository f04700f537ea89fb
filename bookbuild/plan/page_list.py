"""The page list: the pages of the printed edition in an EPUB.

Whose pages, and where they stand: an update keeps the marks that readers have, since a mark that
moves takes readers' places with it; what is new to them gets those of today's PDF.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby

from bookbuild.model.book import Book, Placeholder
from bookbuild.model.edition import (
    AT_END,
    ContentsPage,
    Edition,
    ListedPage,
    PageList,
    PageStart,
    Pagination,
    TextUnit,
    Unit,
)
from bookbuild.model.editions import NO_PAGE_LIST, EditionSettings, Format
from bookbuild.model.occasion import Occasion
from bookbuild.model.published import PublishedEdition
from bookbuild.model.text import PageMark
from bookbuild.model.walk import every_block, texts_of
from bookbuild.plan.catalogue import isbn_of, title_from
from bookbuild.plan.own_metadata import own_metadata
from bookbuild.plan.page_marks import PlacedMark, with_marks
from bookbuild.plan.page_places import (
    Places,
    markable,
    places_beside,
    printed_places,
    published_places,
)
from bookbuild.plan.serial.identity import identified


@dataclass(frozen=True, slots=True)
class PrintedPages:
    """The pages of a print edition that was made just now, by the edition's name."""

    edition: str
    pagination: Pagination


@dataclass(frozen=True, slots=True)
class Listed:
    """An EPUB's edition with its page list, and what its author may want to know of that."""

    edition: Edition
    remarks: tuple[str, ...] = ()


def print_edition(book: Book, settings: EditionSettings) -> EditionSettings | None:
    """Return the print edition whose pages an EPUB edition lists, None for none.

    The one that its settings name; else its own PDF, that of the edition ``print``, or the first.
    """
    printed = tuple(each for each in book.editions if Format.PDF in each.formats)
    if settings.page_list == NO_PAGE_LIST:
        return None
    for name in (settings.page_list or settings.name, "print"):
        for each in printed:
            if each.name == name:
                return each
    return next(iter(printed), None)


def with_page_list(
    edition: Edition,
    book: Book,
    settings: EditionSettings,
    occasion: Occasion,
    made: tuple[PrintedPages, ...],
) -> Listed:
    """Return an EPUB's edition with the marks of printed pages; as it is where none are known.

    ``made`` are the PDFs of the same build. Without the one that it takes, the published pages do
    where the text is still theirs.
    """
    choice = _Choice(edition, book, settings, occasion, made)
    places = {unit.head.id: choice.places(unit) for unit in edition.units}
    found = tuple(place for unit in edition.units for place in places[unit.head.id])
    if not found:
        return Listed(edition, choice.remarks(()))
    ids = _mark_ids(found, edition)
    rows = tuple(ListedPage(id, start) for id, start in zip(ids, found, strict=True))
    by_unit = _rows_by_unit(rows)
    units = tuple(_with_rows(unit, by_unit.get(unit.head.id, ())) for unit in edition.units)
    listed = replace(edition, units=units, page_list=PageList(choice.source(), rows))
    return Listed(listed, choice.remarks(found))


class _Choice:
    """Chooses the pages of every unit; made for one edition."""

    def __init__(
        self,
        edition: Edition,
        book: Book,
        settings: EditionSettings,
        occasion: Occasion,
        made: tuple[PrintedPages, ...],
    ) -> None:
        self._edition = edition
        self._book = book
        self._settings = settings
        self._occasion = occasion
        self._printed = print_edition(book, settings)
        before = occasion.published.edition(edition.name, edition.format.value)
        self._before = _marks_of(before)
        self._had = frozenset(unit.id for unit in before.units) if before else frozenset()
        today = _made(self._printed, made)
        self._fresh = today is not None
        self._today = _by_unit((today or self._as_printed()).pages)
        self._moves = occasion.lose_places and (bool(self._today) or self._printed is None)
        self._order = _once(lambda: _block_order(identified(book, occasion.published)))

    def _as_printed(self) -> Pagination:
        """Return the published pages, none where some of what they are for was changed since."""
        published = self._occasion.published
        name = self._printed.name if self._printed else ""
        record = published.edition(name, Format.PDF.value)
        pages = record.pagination if record else None
        if pages is None:
            return Pagination(())
        from bookbuild.plan.found_places import as_published  # for an update alone

        same = as_published(self._book, published)
        new = (u for u in self._edition.units if isinstance(u, TextUnit) and u.head.file)
        wanted = (u.head.id for u in new if not self._keeps(u.head.id))
        return pages if all(id in same for id in wanted) else Pagination(())

    def _keeps(self, unit: str) -> bool:
        """Return whether a unit keeps the marks that readers have, be there none in it."""
        moves = self._occasion.lose_places
        return bool(self._before) and unit in self._had and not moves

    def places(self, unit: Unit) -> Places:
        """Return where pages begin in a unit."""
        id = unit.head.id
        if isinstance(unit, ContentsPage):
            return ()
        if self._before and id in self._had and not self._moves:
            return self._kept(unit)
        today = self._of_today(unit)
        if today and id in self._had and not self._moves:
            return places_beside(markable(unit), today)
        return today

    def _kept(self, unit: Unit) -> Places:
        starts = self._before.get(unit.head.id, ())
        sections = self._occasion.published.sections
        was = next((each for each in sections if each.id == unit.head.id), None)
        order = tuple(block.id for block in was.blocks) if was else ()
        return published_places(markable(unit), starts, order) if starts else ()

    def _of_today(self, unit: Unit) -> Places:
        starts = self._today.get(unit.head.id, ())
        if not starts:
            return ()
        mine = markable(unit)
        strange = any(s.block and mine.place_of(s.block) < 0 for s in starts)
        order = self._order().get(unit.head.id, ()) if strange else ()
        return printed_places(mine, starts, order)

    def source(self) -> str:
        """Return what the pages are those of: an ISBN, or a title with the edition's name."""
        printed = self._printed or self._settings
        metadata = self._book.metadata
        own = own_metadata(metadata, printed)
        isbn = isbn_of(own.isbns, printed.name, Format.PDF) if self._printed else None
        if isbn and isbn != self._edition.isbn:
            return f"urn:isbn:{isbn.number}"
        return f"{own.title.strip() or title_from(self._book.name)} ({printed.name})"

    # ---------------------------------------------------------------------------- the remarks

    def remarks(self, found: Places) -> tuple[str, ...]:
        """Return what there is to say of the page list, in full sentences."""
        said = self._remark(found)
        return (f"The EPUB of “{self._edition.name}” {said}",) if said else ()

    def _remark(self, found: Places) -> str:
        name = self._printed.name if self._printed else ""
        if not found:
            return self._why_none(name)
        if any(self._unlisted(unit) for unit in self._edition.units):
            return _NOT_YET
        if self._moves or not self._occasion.publishing:
            return ""
        if self._printed is None:
            return _KEPT
        if not self._before:
            return _BESIDE if self._had else ""
        return _DIFFERS if self._fresh and self._differs() else ""

    def _why_none(self, name: str) -> str:
        """Return why there is no page list; a book without a print edition needs none."""
        if self._printed is None:
            return ""
        record = self._occasion.published.edition(name, Format.PDF.value)
        if record and record.pagination and not self._fresh:
            return (
                f"has no page list: the text is not that of the published pages of “{name}”. "
                "`bookbuild build` makes the PDF and takes its pages."
            )
        if (self._printed.line or self._settings.page_list) and not self._fresh:
            return (
                f"has no page list: where the pages of “{name}” begin is known once the PDF is "
                "made. `bookbuild build` makes both."
            )
        return ""

    def _unlisted(self, unit: Unit) -> bool:
        """Return whether a section that readers do not have is in no page list."""
        new = isinstance(unit, TextUnit) and unit.head.id not in self._had
        return new and not self._fresh and unit.head.id not in self._today

    def _differs(self) -> bool:
        """Return whether marks that readers have stand elsewhere than today's pages begin."""
        return any(
            _rows_of(self._kept(unit)) not in self._both(unit)
            for unit in self._edition.units
            if unit.head.id in self._had and not isinstance(unit, ContentsPage)
        )

    def _both(self, unit: Unit) -> tuple[tuple[tuple[str, str, int], ...], ...]:
        today = self._of_today(unit)
        return _rows_of(today), _rows_of(places_beside(markable(unit), today))


_KEPT = "keeps its page list, which readers have. To publish it without, add --lose-places."
_BESIDE = (
    "gets its page list today. In what readers have already a mark stands at the end of the "
    "paragraph nearest to its page, so that nobody loses a place; to have every mark at the very "
    "word, publish with --lose-places."
)
_DIFFERS = (
    "keeps the page list that readers have, and some pages of today's PDF begin elsewhere. To take "
    "today's pages, publish with --lose-places."
)
_NOT_YET = (
    "lists no pages of what is new in it. `bookbuild build` makes the PDF and takes its pages."
)


def _rows_of(places: Places) -> tuple[tuple[str, str, int], ...]:
    return tuple((start.folio, start.block, start.offset) for start in places)


def _made(printed: EditionSettings | None, made: tuple[PrintedPages, ...]) -> Pagination | None:
    if printed is None:
        return None
    return next((each.pagination for each in made if each.edition == printed.name), None)


def _marks_of(before: PublishedEdition | None) -> dict[str, Places]:
    pages = before.pagination if before else None
    return _by_unit(pages.pages if pages else ())


def _by_unit(pages: tuple[PageStart, ...]) -> dict[str, Places]:
    """Return the pages of every unit; a blank is no unit's."""
    found: dict[str, list[PageStart]] = {}
    for start in pages:
        if start.unit and start.folio:
            found.setdefault(start.unit, []).append(start)
    return {unit: tuple(starts) for unit, starts in found.items()}


Order = dict[str, tuple[str, ...]]


def _once(make: Callable[[], Order]) -> Callable[[], Order]:
    """Return what makes something the first time it is asked for."""
    made: list[Order] = []

    def known() -> Order:
        if not made:
            made.append(make())
        return made[0]

    return known


def _block_order(book: Book) -> Order:
    return {
        section.head.unit: tuple(block.id for block in every_block(section.blocks))
        for section in book.sections
        if not isinstance(section, Placeholder)
    }


# ------------------------------------------------------------------------------ marks and rows


def _mark_ids(places: Places, edition: Edition) -> tuple[str, ...]:
    """Return an id for each mark, "page-7" or "page-vii", that nothing else in the book has."""
    taken = {unit.head.id for unit in edition.units}
    for unit in edition.units:
        if unit.head.id.startswith("page"):
            taken |= {block.id for text in texts_of(unit) for block in every_block(text)}
    seen: Counter[str] = Counter()
    ids: list[str] = []
    for start in places:
        name = f"page-{start.folio}"
        seen[name] += 1
        id = name if seen[name] == 1 else f"{name}-{seen[name]}"
        while id in taken:
            id = f"{id}-begins"
        taken.add(id)
        ids.append(id)
    return tuple(ids)


def _rows_by_unit(rows: tuple[ListedPage, ...]) -> dict[str, tuple[ListedPage, ...]]:
    runs = groupby(rows, key=lambda row: row.start.unit)
    return {unit: tuple(run) for unit, run in runs}


def _with_rows(unit: Unit, rows: tuple[ListedPage, ...]) -> Unit:
    """Return a unit with its marks: those around its opening, and those in its text."""
    if not rows:
        return unit
    opening: list[PageMark] = []
    behind: list[PageMark] = []
    marks: dict[str, tuple[PlacedMark, ...]] = {}
    for row in rows:
        mark = PageMark(row.start.folio, row.id)
        if row.start.block:
            placed = PlacedMark(row.start.offset, mark)
            marks[row.start.block] = (*marks.get(row.start.block, ()), placed)
        elif row.start.offset == AT_END:
            behind.append(mark)
        else:
            opening.append(mark)
    return with_marks(unit, marks, tuple(opening), tuple(behind))
