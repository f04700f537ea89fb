"""Pictures and style sheets, loaded: bytes and text, never paths to open later."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the manuscript.

    ``path`` is relative to the manuscript folder, with slashes, as a `Figure` names it;
    ``width`` and ``height`` are in pixels.
    """

    path: str
    media_type: str
    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file the author added, for glyphs the book's own font lacks or for a style sheet."""

    family: str
    path: str
    data: bytes
    italic: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """A style sheet of the author's for some editions.

    ``name`` is what book.yaml calls it, ``file`` its path: "styles/large.css", or from the
    manuscript folder.
    """

    name: str
    file: str
    css: str


@dataclass(frozen=True, slots=True)
class Styles:
    """The style sheets: one shared, one layer for each format, and the author's over them.

    Each field is CSS text; the author's are "" where the project has none. ``edition`` are the
    sheets of the edition that is being made, which lie over all others.
    """

    book: str
    epub: str
    print: str
    own_book: str = ""
    own_epub: str = ""
    own_print: str = ""
    edition: tuple[OwnSheet, ...] = ()
