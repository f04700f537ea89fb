"""What each template gets: one frozen context for each kind of page.

Nobody compares or prints a context. So it has no methods for that, which take a third of the time
of loading one.
"""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.model.edition import Words
from bookbuild.render.templates import Markup


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class NoteText:
    """An author's note."""

    id: str
    heading: str
    body: Markup


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class FootnoteText:
    """A footnote below the text: ``before`` shares its line with the way back, ``rest`` follows."""

    id: str
    ref_id: str
    number: int
    back: str
    before: Markup
    rest: Markup


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class HeadingText:
    """A section's heading: ``name`` is its class, "" for none; ``label`` or ``title`` may be ""."""

    id: str
    name: str
    label: str
    title: Markup


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PagesHere:
    """The marks of printed pages that begin with a unit, before its heading or behind it."""

    before: Markup
    behind: Markup


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ComposedText:
    """A section's text as pages that are composed already, each an element of its own.

    ``name`` is what the element of all that stands above the text is called where it is to be
    measured, ``style`` its height. ``body`` is the content of the first page, and of all others
    with what parts them; after the last one stand the closing notes.
    """

    name: str
    style: str
    body: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TextContext:
    """A written section; ``name`` is what it is called where it prints no ``heading``.

    ``held`` keeps what stands before the text in one element, so that a note that comes or goes
    there moves no place in the text.
    """

    id: str
    name: str
    kind: str
    type: str
    role: str
    heading: HeadingText | None
    subtitle: Markup
    author: Markup
    pov: Markup
    contains: Markup
    held: bool
    composed: ComposedText | None
    pages: PagesHere
    draft: str
    epigraphs: Markup
    opening: tuple[NoteText, ...]
    body: Markup
    closing: tuple[NoteText, ...]
    notes_href: str
    notes_name: str
    footnotes: tuple[FootnoteText, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PromiseContext:
    """A promised section; ``name`` is what it is called where it prints no ``heading``."""

    id: str
    name: str
    pages: PagesHere
    heading: HeadingText | None
    subtitle: Markup
    promise: Markup
    attribution: Markup
    expected: str
    where: Markup


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TitleContext:
    """The title page; ``length`` is the class of a title too long for the full size, or ""."""

    id: str
    name: str
    title: Markup
    length: str
    subtitle: Markup
    authors: tuple[Markup, ...]
    series: Markup
    fandom: Markup
    publisher: Markup
    pages: PagesHere


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class HalfTitleContext:
    """The half title."""

    id: str
    name: str
    title: Markup


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CopyrightContext:
    """The copyright page: lines in groups."""

    id: str
    name: str
    groups: tuple[tuple[Markup, ...], ...]
    pages: PagesHere


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class InformationContext:
    """What fan fiction says of itself."""

    id: str
    title: str
    rows: tuple[tuple[str, Markup], ...]
    words: Words
    pages: PagesHere


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ContentsRow:
    """A row of the contents; ``name`` is its class."""

    href: str
    label: str
    title: Markup
    page: str
    name: str
    children: tuple[ContentsRow, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ContentsContext:
    """The contents page."""

    id: str
    title: str
    rows: tuple[ContentsRow, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class AppendixPart:
    """The notes of one unit in the appendix."""

    href: str
    name: str
    page: str
    notes: tuple[NoteText, ...]
    footnotes: tuple[FootnoteText, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class AppendixContext:
    """The appendix of author's notes."""

    id: str
    title: str
    entries: tuple[AppendixPart, ...]
    pages: PagesHere
    composed: ComposedText | None
    body: Markup


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ColophonContext:
    """The colophon."""

    id: str
    name: str
    lines: tuple[Markup, ...]
    pages: PagesHere
