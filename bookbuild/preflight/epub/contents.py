"""The navigation: contents in reading order, landmarks once each, the list of printed pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bookbuild.ebook.addresses import resolved
from bookbuild.preflight.epub.publication import Navigation, Page, Publication, Row
from bookbuild.report import Diagnostic, Place, error, warning

_DEEPEST = 3
_MARKS = ("pagebreak", "doc-pagebreak")


def contents_findings(book: Publication) -> Iterator[Diagnostic]:
    """Yield what is wrong with the lists by which readers find their way."""
    yield from _ncx(book)
    if book.package.is_old:
        return
    page = book.navigation
    tables = book.lists("toc")
    if page is None or not tables:
        yield error(
            "no-contents",
            Place(page.file if page else book.package.file),
            "The book has no table of contents that readers can show.",
            "Add a navigation document with a list of type toc.",
        )
        return
    yield from _table(page, tables[0], book)
    yield from _landmarks(page, book)
    yield from _pages(page, book)


def _table(page: Page, table: Navigation, book: Publication) -> Iterator[Diagnostic]:
    spots = _spots(book)
    before, at = "", (-1, -1)
    for row in table.rows:
        place, name = Place(page.file, row.line), f"“{row.words[:60]}”"
        if not row.words:
            what = "A line of the contents has no words."
            yield error("contents-empty", place, what, "Give it the title of its page.")
        if not row.plain:
            what = f"In the contents, {name} has elements in it that Apple's readers break at."
            yield warning("contents-not-plain", place, what, "Write plain words in the link.")
        if row.depth > _DEEPEST:
            what = f"In the contents, {name} stands {row.depth} levels deep; readers show three."
            yield warning("contents-too-deep", place, what, "Leave the lowest levels out.")
        spot = spots.get(resolved(page.file, row.href))
        if spot is not None and spot < at:
            what = f"In the contents, {name} stands behind {before}, and in the book before it."
            yield error("contents-out-of-order", place, what, "List it where it is read.")
        if spot is not None:
            before, at = name, max(at, spot)


def _spots(book: Publication) -> dict[tuple[str, str], tuple[int, int]]:
    """Return where in the reading order each file begins, and each id stands."""
    spots: dict[tuple[str, str], tuple[int, int]] = {}
    pages = {page.file: page for page in book.pages}
    for turn, file in enumerate(book.turns):
        spots.setdefault((file, ""), (turn, -1))
        page = pages.get(file)
        for number, (id, _) in enumerate(page.ids if page else ()):
            spots.setdefault((file, id), (turn, number))
    return spots


def _landmarks(page: Page, book: Publication) -> Iterator[Diagnostic]:
    rows = tuple(row for each in book.lists("landmarks") for row in each.rows)
    for row in rows:
        if len(row.types) != 1:
            what = f"The landmark “{row.words[:60]}” has to say in one word what it is."
            hint = "Write one epub:type, as bodymatter."
            yield error("landmark-type", Place(page.file, row.line), what, hint)
    for type, times in Counter(type for row in rows for type in row.types).items():
        if times > 1:
            what = f"The landmark {type[:40]} is there {times} times; readers use the first."
            yield warning("landmark-twice", Place(page.file), what, "Keep one.")
    if not any("bodymatter" in row.types for row in rows):
        yield warning(
            "no-beginning",
            Place(page.file),
            "Nothing says where the story begins, so readers open the book at its first page.",
            "Add a landmark of type bodymatter.",
        )


# ----------------------------------------------------------------------------- printed pages


def _pages(page: Page, book: Publication) -> Iterator[Diagnostic]:
    rows = tuple(row for each in book.lists("page-list") for row in each.rows)
    marks = tuple(
        ((each.file, part.id), Place(each.file, part.line))
        for each in book.pages
        for part in each.parts
        if any(name in _MARKS for name in (*part.types, part.role))
    )
    targets = {resolved(page.file, row.href) for row in rows}
    if rows:
        yield from _listed_pages(page, rows, {mark for mark, _ in marks}, _spots(book))
    for mark, place in marks:
        if rows and mark not in targets:
            what = "A printed page begins here, and the list of pages does not lead to it."
            yield error("page-unlisted", place, what, "List it, or take the mark out.")
    if marks and not rows:
        what = "Printed pages are marked in the text, and there is no list of them to go by."
        yield error("no-page-list", Place(page.file), what, "Add a list of type page-list.")


def _listed_pages(
    page: Page,
    rows: tuple[Row, ...],
    marks: set[tuple[str, str]],
    spots: dict[tuple[str, str], tuple[int, int]],
) -> Iterator[Diagnostic]:
    at = (-1, -1)
    for row in rows:
        place, target = Place(page.file, row.line), resolved(page.file, row.href)
        if target not in marks:
            what = f"Page “{row.words[:40]}” of the list leads to no mark of a printed page."
            yield error("page-list-broken", place, what, "Lead it to the mark in the text.")
        spot = spots.get(target, at)
        if spot < at:
            what = f"Page “{row.words[:40]}” stands in the list behind a page that comes after it."
            yield error("page-list-out-of-order", place, what, "List the pages as they are read.")
        at = max(at, spot)
    for name, times in Counter(row.words for row in rows).items():
        if times > 1:
            what = f"{times} pages of the list are called “{name[:40]}”."
            yield error("page-twice-named", Place(page.file), what, "Give each its own number.")


def _ncx(book: Publication) -> Iterator[Diagnostic]:
    if book.ncx is None:
        what = "There is no NCX, the older table of contents that Kindle asks for."
        yield warning("no-ncx", Place(book.package.file), what, "Add one.")
        return
    place = Place(book.ncx.file)
    if book.ncx.fault:
        what = f"The older table of contents is damaged here ({book.ncx.fault.words})."
        yield error("not-well-formed", Place(place.file, book.ncx.fault.line), what, "Mend it.")
    known = [
        each.text
        for each in book.package.said("dc:identifier")
        if each.id == book.package.identifier_id
    ]
    if known and book.ncx.identifier != known[0]:
        what = (
            f"The NCX calls the book {book.ncx.identifier[:80] or 'nothing'}, not {known[0][:80]}."
        )
        yield error("ncx-of-another", place, what, "Write the book's identifier in dtb:uid.")
    files = frozenset(book.files)
    ids = {page.file: {id for id, _ in page.ids} for page in book.pages}
    for point in book.ncx.points:
        file, anchor = resolved(book.ncx.file, point.href)
        if file not in files or (anchor and file in ids and anchor not in ids[file]):
            what = f"The NCX leads to “{point.href[:100]}”, which is not there."
            yield error("dead-link", Place(place.file, point.line), what, "Correct it.")
