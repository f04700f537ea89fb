"""The navigation of an EPUB as markup: the contents page with its landmarks, and the older NCX.

Both say the same; readers that know EPUB 3 show the first, Kindle asks for the second.
"""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.render.templates import render_template


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Run:
    """A piece of a row's words: a link of the contents holds no element but ``em``.

    Books on iOS loses links with a ``span`` in them, so nothing finer is told apart.
    """

    text: str
    emphasis: bool = False


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class NavRow:
    """A row of the contents with the rows below it; ``promised`` rows are set in italics."""

    href: str
    runs: tuple[Run, ...]
    promised: bool = False
    children: tuple[NavRow, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Landmark:
    """A place that a reading system offers by itself: ``type`` is cover, toc or bodymatter."""

    type: str
    href: str
    text: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PageRow:
    """A row of the page list; ``order`` is its place among all that the NCX leads to.

    ``number`` is "" for a page without a figure of its own, which the NCX wants for its value.
    """

    id: str
    folio: str
    href: str
    number: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class NavPage:
    """The contents page: the heading, the rows; the landmarks and the pages stay hidden."""

    language: str
    direction: str
    stylesheets: tuple[str, ...]
    id: str
    title: str
    rows: tuple[NavRow, ...]
    landmarks_title: str
    landmarks: tuple[Landmark, ...]
    pages_title: str
    pages: tuple[PageRow, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class NcxPoint:
    """A row of the NCX; ``order`` counts all rows from 1."""

    id: str
    order: int
    text: str
    href: str
    children: tuple[NcxPoint, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class NcxPage:
    """The NCX: ``identifier`` is the package's own, ``depth`` the number of levels.

    ``last_page`` is the highest number among the pages, 0 without any.
    """

    language: str
    identifier: str
    depth: int
    title: str
    authors: tuple[str, ...]
    points: tuple[NcxPoint, ...]
    pages_title: str
    pages: tuple[PageRow, ...]
    last_page: int


def nav_xhtml(page: NavPage) -> str:
    """Return the navigation document as a complete XHTML file."""
    return render_template("epub-nav.xhtml.j2", page)


def ncx_xml(page: NcxPage) -> str:
    """Return the NCX as a complete XML file."""
    return render_template("epub-toc.ncx.j2", page)
