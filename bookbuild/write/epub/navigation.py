"""Where the book's places are: the contents page, its landmarks, the NCX and the guide."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bookbuild.model.book import Matter
from bookbuild.model.edition import ContentsEntry, ContentsPage, Edition, Unit
from bookbuild.model.text import Code, Inlines, Language, LineBreak, Link, Style, Styled, Text
from bookbuild.render.documents import direction
from bookbuild.render.navigation import (
    Landmark,
    NavPage,
    NavRow,
    NcxPage,
    NcxPoint,
    PageRow,
    Run,
    nav_xhtml,
    ncx_xml,
)
from bookbuild.write.epub.names import (
    COVER_PAGE,
    NAVIGATION,
    hrefs_by_unit,
    relative,
    unit_href,
)
from bookbuild.write.epub.package import GuideReference
from bookbuild.write.epub.shops import has_cover_page


@dataclass(frozen=True, slots=True)
class Place:
    """A place that readers jump to: ``type`` is cover, toc or bodymatter."""

    type: str
    title: str
    href: str


_GUIDE_TYPES = {"cover": "cover", "toc": "toc", "bodymatter": "text"}


def places(edition: Edition) -> tuple[Place, ...]:
    """Return the cover, the contents and the first page of the story, those that there are.

    The contents count only where they have a page: a link must not leave the reading order.
    """
    words = edition.words
    story = next((unit for unit in edition.units if unit.head.matter is Matter.BODY), None)
    return (
        *((Place("cover", words.cover, COVER_PAGE),) if has_cover_page(edition) else ()),
        *((Place("toc", words.contents, NAVIGATION),) if contents_page(edition) else ()),
        *((Place("bodymatter", words.begin_reading, unit_href(story)),) if story else ()),
    )


def contents_page(edition: Edition) -> ContentsPage | None:
    """Return the edition's contents page, None where it has none."""
    return next((unit for unit in edition.units if isinstance(unit, ContentsPage)), None)


def guide(edition: Edition) -> tuple[GuideReference, ...]:
    """Return the places as EPUB 2 names them; Kindle opens the book at ``text``."""
    return tuple(
        GuideReference(_GUIDE_TYPES[place.type], place.title, place.href)
        for place in places(edition)
    )


def contents(edition: Edition) -> tuple[ContentsEntry, ...]:
    """Return the rows of the contents; a book without any lists its pages, for one is required."""
    if edition.contents:
        return edition.contents
    pages = tuple(unit for unit in edition.units if not isinstance(unit, ContentsPage))
    return tuple(_page_entry(unit) for unit in pages)


def _page_entry(unit: Unit) -> ContentsEntry:
    return ContentsEntry(unit.head.id, "", (Text(unit.head.name),), "", False, unit.head.matter)


# ------------------------------------------------------------------------- the contents page


def navigation_page(edition: Edition, stylesheets: tuple[str, ...]) -> str:
    """Return the navigation document; ``stylesheets`` are paths of the book."""
    page = contents_page(edition)
    hrefs = hrefs_by_unit(edition)
    return nav_xhtml(
        NavPage(
            language=edition.metadata.language,
            direction=direction(edition.metadata.language),
            stylesheets=tuple(relative(href, NAVIGATION) for href in stylesheets),
            id=page.head.id if page else "contents",
            title=page.title if page else edition.words.contents,
            rows=tuple(_row(entry, hrefs, edition) for entry in contents(edition)),
            landmarks_title=edition.words.landmarks,
            landmarks=tuple(Landmark(p.type, p.href, p.title) for p in places(edition)),
            pages_title=edition.words.page_list,
            pages=page_rows(edition),
        )
    )


def _row(entry: ContentsEntry, hrefs: Mapping[str, str], edition: Edition) -> NavRow:
    return NavRow(
        href=hrefs[entry.unit],
        runs=_entry_runs(entry, edition),
        promised=entry.promised,
        children=tuple(_row(child, hrefs, edition) for child in entry.children),
    )


def _entry_runs(entry: ContentsEntry, edition: Edition) -> tuple[Run, ...]:
    """Return "Chapter One: The Fall"; without a title, the point of view stands in brackets."""
    title = _runs(entry.title, emphasis=False)
    if entry.label and _words(title):
        return (Run(entry.label + edition.words.colon), *title)
    if _words(title):
        return title
    if entry.label and entry.pov:
        return (Run(f"{entry.label} ({entry.pov})"),)
    return (Run(entry.label or entry.pov or _name(entry.unit, edition)),)


def _name(unit_id: str, edition: Edition) -> str:
    return next(unit.head.name for unit in edition.units if unit.head.id == unit_id)


def _words(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs).strip()


def _runs(inlines: Inlines, *, emphasis: bool) -> tuple[Run, ...]:
    """Return the words with their emphasis alone; emphasis within emphasis stands upright."""
    runs: list[Run] = []
    for inline in inlines:
        match inline:
            case Text(text) | Code(text):
                runs.append(Run(text, emphasis))
            case Styled(Style.EMPHASIS, children):
                runs += _runs(children, emphasis=not emphasis)
            case Styled(_, children) | Language(_, children) | Link(_, children):
                runs += _runs(children, emphasis=emphasis)
            case LineBreak():
                runs.append(Run(" ", emphasis))
            case _:  # footnote calls and pictures have no place in a row of the contents
                continue
    return tuple(runs)


# ----------------------------------------------------------------------------------- the NCX


def ncx_page(edition: Edition) -> str:
    """Return the NCX with every row of the contents, its depth and the order of reading."""
    rows = contents(edition)
    points, pages = _in_reading_order(
        _points(rows, hrefs_by_unit(edition), edition), page_rows(edition), edition
    )
    return ncx_xml(
        NcxPage(
            language=edition.metadata.language,
            identifier=edition.identifier,
            depth=_depth(rows),
            title=edition.title,
            authors=edition.metadata.authors,
            points=points,
            pages_title=edition.words.page_list,
            pages=pages,
            last_page=max((int(page.number) for page in pages if page.number), default=0),
        )
    )


def _depth(rows: tuple[ContentsEntry, ...]) -> int:
    return 1 + max((_depth(row.children) for row in rows if row.children), default=0)


def _points(
    rows: tuple[ContentsEntry, ...], hrefs: Mapping[str, str], edition: Edition
) -> tuple[NcxPoint, ...]:
    return tuple(
        NcxPoint(
            id=f"ncx-{row.unit}",
            order=0,
            text=_words(_entry_runs(row, edition)),
            href=hrefs[row.unit],
            children=_points(row.children, hrefs, edition),
        )
        for row in rows
    )


def _in_reading_order(
    points: tuple[NcxPoint, ...], pages: tuple[PageRow, ...], edition: Edition
) -> tuple[tuple[NcxPoint, ...], tuple[PageRow, ...]]:
    """Return the rows of both lists, numbered as one: a section comes before its first page.

    The contents have the order of the book, so that both are in order for themselves.
    """
    documents = {unit_href(unit): number for number, unit in enumerate(edition.units)}
    waiting = deque(_flat(points))
    orders: dict[str, int] = {}
    numbered: list[PageRow] = []
    count = 0
    for page in pages:
        here = documents[page.href.partition("#")[0]]
        while waiting and documents[waiting[0].href] <= here:
            count += 1
            orders[waiting.popleft().id] = count
        count += 1
        numbered.append(replace(page, order=count))
    for point in waiting:
        count += 1
        orders[point.id] = count
    return _ordered(points, orders), tuple(numbered)


def _flat(points: tuple[NcxPoint, ...]) -> Iterator[NcxPoint]:
    for point in points:
        yield point
        yield from _flat(point.children)


def _ordered(points: tuple[NcxPoint, ...], orders: Mapping[str, int]) -> tuple[NcxPoint, ...]:
    return tuple(
        replace(point, order=orders[point.id], children=_ordered(point.children, orders))
        for point in points
    )


# ------------------------------------------------------------------------------ the page list


def page_rows(edition: Edition) -> tuple[PageRow, ...]:
    """Return the pages of the printed edition with the addresses of their marks, as they follow.

    A number that two pages have is that of the first alone.
    """
    if edition.page_list is None:
        return ()
    hrefs = hrefs_by_unit(edition)
    seen: set[str] = set()
    rows: list[PageRow] = []
    for page in edition.page_list.pages:
        folio = page.start.folio
        number = folio if folio.isdecimal() and folio not in seen else ""
        seen.add(folio)
        rows.append(PageRow(page.id, folio, f"{hrefs[page.start.unit]}#{page.id}", number))
    return tuple(rows)
