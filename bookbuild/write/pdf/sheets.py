"""Sheets: each unit of the edition as HTML for the press, and what its pages carry.

Pure. A sheet is rendered alone, so that a later build may render many at once; what it has to know
of the others (the page on which a unit begins) it is given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import assert_never
from urllib.parse import quote

from bookbuild.model.book import Kind, Matter
from bookbuild.model.edition import (
    ColophonPage,
    ContentsPage,
    CopyrightPage,
    Edition,
    HalfTitlePage,
    InformationPage,
    NotesAppendix,
    PromiseUnit,
    TextUnit,
    TitlePage,
    Unit,
    UnitHead,
)
from bookbuild.model.editions import ChapterStart, Format
from bookbuild.model.text import UnitTarget
from bookbuild.render.documents import document
from bookbuild.render.units import unit_body
from bookbuild.render.view import View
from bookbuild.write.pdf.design import PageFurniture, page_design
from bookbuild.write.pdf.emoji import EMOJI_AS_TEXT
from bookbuild.write.pdf.parts import LINK_TO
from bookbuild.write.themes import printed_theme


class Opening(Enum):
    """On which side of a leaf a sheet begins."""

    RECTO = "recto"
    VERSO = "verso"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One unit, ready to be rendered.

    ``html`` is a whole document without page rules; ``bookmark`` is the unit's name in the PDF's
    outline, "" for none, ``depth`` its depth there from 0.
    """

    unit: str
    matter: Matter
    opening: Opening
    html: str
    furniture: PageFurniture
    bookmark: str
    depth: int = 0
    css: str = ""
    pages: int = 0


_NOTHING = '<html lang="und"></html>'
BLANK = Sheet("", Matter.BODY, Opening.NEXT, _NOTHING, PageFurniture(folios=False), "")
"""A page without anything on it."""

PageOf = Callable[[str], str]
"""The folio on which a unit begins, "" while it is not known."""


def greedy_body(unit: Unit, edition: Edition, page_of: PageOf, omitted: frozenset[str]) -> str:
    """Return a unit's content whose lines and pages the press breaks.

    ``omitted`` are the characters that no font of the book can show.
    """
    return unit_body(unit, print_view(edition, page_of, omitted))


def sheet(unit: Unit, edition: Edition, body: str, css: str = "", pages: int = 0) -> Sheet:
    """Return a unit's sheet; ``css`` has the rules that its content alone needs.

    ``pages`` is how many pages were composed, 0 where the press breaks them.
    """
    return Sheet(
        unit=unit.head.id,
        matter=unit.head.matter,
        opening=opening(unit, edition.chapter_start),
        html=document(unit.head.name, edition.metadata.language, body),
        css=css,
        pages=pages,
        furniture=_furniture(unit, edition),
        bookmark="" if isinstance(unit, HalfTitlePage) else unit.head.name,
        depth=unit.head.depth,
    )


_SUBSTITUTES: dict[int, str | None] = {
    **EMOJI_AS_TEXT,
    ord("\u202f"): "\u2060\u2009\u2060",
    ord("—"): "\u2060—",
}
"""EB Garamond has no narrow no-break space: a thin space between word joiners is the same. And no
line begins with a dash: Pango would break before it."""


def print_view(edition: Edition, page_of: PageOf, omitted: frozenset[str]) -> View:
    """Return how the printed pages show the edition."""
    return View(
        format=Format.PDF,
        language=edition.metadata.language,
        words=edition.words,
        contents=edition.contents,
        link_to=_anchor,
        image_src=lambda path: f"bookbuild:images/{path}",
        page_of=page_of,
        substitutes={**_SUBSTITUTES, **{ord(each): None for each in omitted}},
    )


def _anchor(target: UnitTarget) -> str:
    """Return the address of a place that may be in another part: the bindery finds it."""
    return LINK_TO + quote(target.anchor or target.unit, safe="")


_OPENS_ON_RECTO = (Kind.DEDICATION, Kind.EPIGRAPH, Kind.PART, Kind.FOREWORD, Kind.PREFACE)


def opening(unit: Unit, chapters: ChapterStart) -> Opening:
    """Return on which side a unit begins."""
    match unit:
        case HalfTitlePage() | TitlePage() | ContentsPage():
            return Opening.RECTO
        case CopyrightPage():
            return Opening.VERSO
        case TextUnit(kind=kind) if kind in _OPENS_ON_RECTO:
            return Opening.RECTO
        case TextUnit() | PromiseUnit() | InformationPage() | NotesAppendix():
            return Opening.RECTO if chapters is ChapterStart.RIGHT else Opening.NEXT
        case ColophonPage():
            return Opening.NEXT
        case _:
            assert_never(unit)


def _furniture(unit: Unit, edition: Edition) -> PageFurniture:
    match unit:
        case HalfTitlePage() | TitlePage() | CopyrightPage() | ColophonPage():
            return PageFurniture(folios=False)
        case TextUnit(kind=Kind.DEDICATION | Kind.EPIGRAPH | Kind.PART):
            return PageFurniture(folios=False)
        case TextUnit() | PromiseUnit() | ContentsPage() | InformationPage() | NotesAppendix():
            title, lang = _running_title(unit.head, edition), edition.metadata.language
            return PageFurniture(_authors(edition), title, lang=lang)
        case _:
            assert_never(unit)


_HEAD_LETTER = 6.0
"""Points that a letter of a running head takes on average, tracked small capitals as they are."""

_HEAD_SIZE = 9.5
"""The size of such a head."""


def _authors(edition: Edition) -> str:
    """Return the left-hand head: the authors, or the book's title where they would not fit."""
    authors = ", ".join(edition.metadata.authors)
    return authors if 0 < len(authors) <= _head_room(edition) else _short_title(edition)


def _running_title(head: UnitHead, edition: Edition) -> str:
    """Return the right-hand head: the unit's own name, or the book's where it would not fit."""
    return head.name if len(head.name) <= _head_room(edition) else _short_title(edition)


def _head_room(edition: Edition) -> int:
    """Return how many letters a running head may have to stay within the measure."""
    theme = printed_theme(edition)
    measure = page_design(edition.trim, theme=theme).measure
    return int(measure / theme.sizes.small * _HEAD_SIZE // _HEAD_LETTER)


def _short_title(edition: Edition) -> str:
    """Return the book's title, with an ellipsis for the words that would not fit."""
    room = _head_room(edition)
    if len(edition.title) <= room:
        return edition.title
    whole_words = edition.title[:room].rpartition(" ")[0] or edition.title[: room - 1]
    return f"{whole_words.rstrip(' ,;:–—')}…"
