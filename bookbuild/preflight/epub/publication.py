"""What a finished EPUB holds, as far as the checks ask: frozen values, with lines."""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.ebook.markup import Fault
from bookbuild.ebook.sheets import SheetAddress
from bookbuild.ebook.weak_readers import Weakness

XHTML = "application/xhtml+xml"
NCX = "application/x-dtbncx+xml"


@dataclass(frozen=True, slots=True)
class Item:
    """A file as the package lists it; ``file`` is "" where the address leads out of the book."""

    id: str
    href: str
    file: str
    media_type: str
    properties: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Turn:
    """A place in the reading order: the id of an item, and whether it is in the main order."""

    item: str
    linear: bool
    line: int


@dataclass(frozen=True, slots=True)
class Meta:
    """A statement of the metadata: "dc:title", "schema:accessMode", "calibre:series"."""

    name: str
    text: str
    id: str
    refines: str
    line: int


@dataclass(frozen=True, slots=True)
class Package:
    """The package document. ``guide`` has each entry's type and address."""

    file: str
    fault: Fault | None
    version: str
    language: str
    identifier_id: str
    metas: tuple[Meta, ...]
    items: tuple[Item, ...]
    order: tuple[Turn, ...]
    guide: tuple[tuple[str, str], ...]

    def said(self, name: str) -> tuple[Meta, ...]:
        """Return the statements of one name."""
        return tuple(meta for meta in self.metas if meta.name == name)

    @property
    def is_old(self) -> bool:
        """Whether this is an EPUB 2, of which much cannot be asked."""
        return not self.version.startswith("3")


@dataclass(frozen=True, slots=True)
class Part:
    """An element that says what it is; ``links`` are the addresses of all links within it."""

    element: str
    types: tuple[str, ...]
    role: str
    id: str
    label: str
    line: int
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """An address in a page: of an ``a``, or of what it loads; ``element`` is the element's name.

    ``owner`` is the id that the link has, or the nearest element around it that has one.
    """

    element: str
    href: str
    types: tuple[str, ...]
    owner: str
    line: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, its level from 1, its words."""

    level: int
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture in a page; ``alt`` is None where nothing is said for those who do not see it."""

    href: str
    alt: str | None
    role: str
    line: int


@dataclass(frozen=True, slots=True)
class Active:
    """Something that would run or load: "a script", with its line."""

    what: str
    line: int


@dataclass(frozen=True, slots=True)
class Row:
    """A link of a navigation list; ``plain`` where nothing but text and emphasis is in it."""

    href: str
    words: str
    types: tuple[str, ...]
    depth: int
    plain: bool
    line: int


@dataclass(frozen=True, slots=True)
class Navigation:
    """One of the lists of the navigation document."""

    types: tuple[str, ...]
    rows: tuple[Row, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Page:
    """A document of the book. ``ids`` are in its order, each time that they stand there.

    ``size`` is in bytes; ``entities`` are names that XML does not know, with their lines.
    """

    file: str
    properties: tuple[str, ...]
    size: int
    fault: Fault | None
    entities: tuple[tuple[str, int], ...]
    declares_entities: bool
    language: str
    xml_language: str
    titles: tuple[str, ...]
    ids: tuple[tuple[str, int], ...]
    headings: tuple[Heading, ...]
    parts: tuple[Part, ...]
    links: tuple[Link, ...]
    pictures: tuple[Shown, ...]
    active: tuple[Active, ...]
    inline_styles: tuple[int, ...]
    holds: frozenset[str]
    navigations: tuple[Navigation, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A style sheet: its addresses, and what weak readers choke on."""

    file: str
    addresses: tuple[SheetAddress, ...]
    weaknesses: tuple[Weakness, ...]


@dataclass(frozen=True, slots=True)
class NcxPoint:
    """An entry of the NCX."""

    href: str
    line: int


@dataclass(frozen=True, slots=True)
class Ncx:
    """The older list of contents, which Kindle reads."""

    file: str
    fault: Fault | None
    identifier: str
    points: tuple[NcxPoint, ...]


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or a font: its beginning's true type ("" where nobody knows) and its measures.

    ``width`` and ``height`` are 0 where they are not known; ``channels`` is 4 for CMYK.
    """

    file: str
    media_type: str
    true_type: str
    size: int
    width: int
    height: int
    channels: int


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything that the checks look at. ``too_large`` are pages that were not looked into."""

    name: str
    size: int
    files: tuple[str, ...]
    package: Package
    pages: tuple[Page, ...]
    sheets: tuple[Sheet, ...]
    ncx: Ncx | None
    media: tuple[Media, ...]
    too_large: tuple[str, ...]

    def page(self, file: str) -> Page | None:
        """Return the page of a file of the book."""
        return next((page for page in self.pages if page.file == file), None)

    @property
    def navigation(self) -> Page | None:
        """The navigation document."""
        return next((page for page in self.pages if "nav" in page.properties), None)

    def lists(self, type: str) -> tuple[Navigation, ...]:
        """Return the navigation document's lists of one type: toc, landmarks, page-list."""
        page = self.navigation
        return tuple(each for each in page.navigations if type in each.types) if page else ()

    @property
    def turns(self) -> tuple[str, ...]:
        """The files of the reading order."""
        files = {item.id: item.file for item in self.package.items}
        return tuple(files[turn.item] for turn in self.package.order if turn.item in files)
