"""What a site's module says of a page: which element is the text, which a note, which a field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from bookbuild.intake.report import Finding, SpanKind
from bookbuild.intake.web.page import Element
from bookbuild.intake.web.sheet import Sheet
from bookbuild.model.book import Kind, Metadata, NoteKind


class Site(Enum):
    """Where a page comes from; `PAGE` is any other page, read by its main text."""

    AO3 = "Archive of Our Own"
    FANFICTION_NET = "FanFiction.net"
    ROYAL_ROAD = "Royal Road"
    WATTPAD = "Wattpad"
    SCRIBBLE_HUB = "ScribbleHub"
    XENFORO = "a XenForo forum"
    PAGE = "a web page"


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be read: its name as messages say it, its tree, its style sheets."""

    name: str
    root: Element
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of an element that are no text of a section, and what became of them."""

    element: Element
    text: str
    kind: SpanKind
    into: str


@dataclass(frozen=True, slots=True)
class Note:
    """An element in which the author speaks to the readers."""

    kind: NoteKind
    text: Element


@dataclass(frozen=True, slots=True)
class Title:
    """What a heading says: "Chapter 3: The Fall" is number "3" and words "The Fall"."""

    kind: Kind = Kind.CHAPTER
    number: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section on the page: its title, its text in one or more elements, its notes."""

    title: Title
    text: tuple[Element, ...]
    line: int
    before: tuple[Note, ...] = ()
    after: tuple[Note, ...] = ()
    author: str = ""
    day: date | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as its site's module understands it.

    ``pieces`` are the fields of the page that became something else, in any order; ``without``
    are elements within the text that are none. What is named nowhere is left out and listed, but
    for what stands in those ``covered``, which the chapters share.
    """

    metadata: Metadata
    chapters: tuple[Chapter, ...]
    opening: tuple[Note, ...] = ()
    closing: tuple[Note, ...] = ()
    pieces: tuple[Piece, ...] = ()
    without: tuple[Element, ...] = ()
    findings: tuple[Finding, ...] = ()
    covered: tuple[Element, ...] = ()
