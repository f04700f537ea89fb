"""The book as it stands in one edition and format: everything decided, nothing left to count.

The plan makes these values; the writers look up and never number, name or order anything.

A unit is a section, or a page that bookbuild adds, in its place: ordered, numbered, labelled,
named. Its ``id`` is an ASCII slug, unique in the edition; an EPUB names the unit's file by it, and
every id inside the unit begins with it, so that all of an edition's ids differ.

Blocks in an `Edition` have typographic text, an ``id`` each where something may point to them
(every paragraph), resolved `Link` targets, and hold no `Conditional`. A `NoteRef` is
numbered by its unit's ``footnotes``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from bookbuild.model.assets import FontFile, Image
from bookbuild.model.book import Kind, Matter, Metadata
from bookbuild.model.editions import Binding, ChapterStart, Format, Interior, ThemeName, Trim
from bookbuild.model.naming import Isbn
from bookbuild.model.shapes import Shape
from bookbuild.model.shops import Shop
from bookbuild.model.text import Blocks, Epigraph, Inlines, PageMark, UnitTarget

NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""The stamp of a book of which no date is known: files need one, but no reader is told it."""


_STOPS = {"：": "。"}
"""The full stop of languages whose colon is as wide as a character; others have one and a space."""


@dataclass(frozen=True, slots=True)
class Words:
    """The book's fixed words in its own language.

    ``authors_note`` is the label of a note, ``authors_notes`` the appendix's title; ``page`` is a
    pattern with ``{page}``; ``to_the_text`` names a footnote's way back. ``colon`` is the whole of
    what stands between a label and a title or a name and a value, spaces and all. ``page_list`` is
    the name of the list of the printed edition's pages, which only reading systems show.
    """

    authors_note: str
    authors_notes: str
    contents: str
    cover: str
    title_page: str
    half_title: str
    copyright: str
    landmarks: str
    begin_reading: str
    contains: str
    draft: str
    page: str
    to_the_text: str
    colon: str = ": "
    page_list: str = "List of Pages"

    def page_break(self, folio: str) -> str:
        """Return what is read aloud where a printed page begins: "Page 7. "."""
        page = self.page.format(page=folio)
        return f"{page[:1].upper()}{page[1:]}{_STOPS.get(self.colon_mark, '. ')}"

    @property
    def colon_mark(self) -> str:
        """The colon with what stands before it, for a name that is set apart from its value."""
        return self.colon.rstrip(" ")

    @property
    def colon_space(self) -> str:
        """What stands behind the colon: a space, "" in Chinese."""
        return self.colon.removeprefix(self.colon_mark)


@dataclass(frozen=True, slots=True)
class NumberedNote:
    """A footnote in its unit: ``number`` from 1, ``id`` of the note, ``ref_id`` of its call."""

    label: str
    number: int
    id: str
    ref_id: str
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """An author's note where it stands in this edition.

    ``heading`` is the note's label as printed ("Author’s note").
    """

    id: str
    heading: str
    blocks: Blocks


AT_END = 999_999_999
"""The offset of a page that begins behind all words of a block, however many they become."""


@dataclass(frozen=True, slots=True)
class PageStart:
    """What a printed page begins with.

    ``page`` counts the sheets' sides from 1; ``folio`` is the number as printed ("iv", "12", ""
    for a blank). ``unit`` is the unit on the page, ``block`` the id of the block its first line
    belongs to and ``offset`` the index in that block's plain text of the first character of the
    first whole word that belongs to the page ("" and 0 for a page without running text). A word
    divided over two pages belongs to the later one. `AT_END` is the end of the block.
    """

    page: int
    folio: str
    unit: str
    block: str = ""
    offset: int = 0


@dataclass(frozen=True, slots=True)
class ListedPage:
    """A row of an EPUB's page list: the id of its mark, and where that stands.

    ``start`` has "" for its block where the mark stands with the unit's opening, and `AT_END` for
    its offset then where it stands behind that.
    """

    id: str
    start: PageStart


@dataclass(frozen=True, slots=True)
class PageList:
    """The pages of the printed edition in an EPUB, in reading order.

    ``source`` is the printed edition's ``urn:isbn:``, or plain words for one without.
    """

    source: str
    pages: tuple[ListedPage, ...]


@dataclass(frozen=True, slots=True)
class UnitHead:
    """What every unit has: its id, its place, and the names it goes by.

    ``name`` is the plain-text name for titles of files, bookmarks and running heads, never "";
    ``depth`` is 1 below a part, else 0. ``listed`` says whether the contents name it. ``file`` is
    the author's file it comes from, "" for pages that bookbuild adds. ``pages`` are those of the
    printed edition that begin with the unit's opening, in an EPUB with a page list; where readers
    had it without one, their marks are ``pages_behind`` the opening, which moves nothing.
    """

    id: str
    matter: Matter
    name: str
    depth: int = 0
    listed: bool = True
    file: str = ""
    pages: tuple[PageMark, ...] = ()
    pages_behind: tuple[PageMark, ...] = ()


@dataclass(frozen=True, slots=True)
class HalfTitlePage:
    """The title alone, on the first page of the printed book."""

    head: UnitHead
    title: str


@dataclass(frozen=True, slots=True)
class TitlePage:
    """The title page; every line is "" or () where there is nothing to say."""

    head: UnitHead
    title: str
    subtitle: str
    authors: tuple[str, ...]
    series: str
    fandom: Inlines
    publisher: str


@dataclass(frozen=True, slots=True)
class CopyrightPage:
    """The title page's verso: lines of text in groups that stand apart."""

    head: UnitHead
    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class InformationPage:
    """What fan fiction says of itself, as rows of name and value."""

    head: UnitHead
    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ContentsPage:
    """The page that lists the edition's contents; the entries are the edition's."""

    head: UnitHead
    title: str


@dataclass(frozen=True, slots=True)
class TextUnit:
    """A written section in its place.

    ``label`` is the numbered label as printed ("Chapter One"), "" for none; ``pov`` the line as
    printed; ``contains`` the warnings' line, "" for none. ``epigraphs`` stand under the heading,
    ``opening`` notes after them, ``closing`` notes after the text. ``notes_at`` is where the
    appendix has the unit's notes, None where they stand with it, or on paper, where the story's
    page has no mark of them. ``shapes`` are those of its texts, its own and those that its blocks
    hold, in which the blocks do not just follow each other.
    """

    head: UnitHead
    kind: Kind
    label: str
    title: Inlines
    subtitle: Inlines
    author: str
    pov: str
    contains: str
    draft: bool
    epigraphs: tuple[Epigraph, ...]
    opening: tuple[PlacedNote, ...]
    blocks: Blocks
    closing: tuple[PlacedNote, ...]
    footnotes: tuple[NumberedNote, ...]
    notes_at: UnitTarget | None = None
    shapes: tuple[Shape, ...] = ()


@dataclass(frozen=True, slots=True)
class PromiseUnit:
    """A promised section in its place.

    ``promise`` stands in quotation marks; ``attribution`` says who made it, where and when;
    ``expected`` and ``where`` are full lines, "" where nothing is known.
    """

    head: UnitHead
    kind: Kind
    label: str
    title: Inlines
    subtitle: Inlines
    promise: Blocks
    attribution: str
    expected: str
    where: str


@dataclass(frozen=True, slots=True)
class AppendixEntry:
    """The notes of one unit in the appendix: its id and name, and the notes with their ids."""

    unit: str
    name: str
    notes: tuple[PlacedNote, ...]
    footnotes: tuple[NumberedNote, ...]


@dataclass(frozen=True, slots=True)
class NotesAppendix:
    """The author's notes of the whole book, gathered behind it."""

    head: UnitHead
    title: str
    entries: tuple[AppendixEntry, ...]


@dataclass(frozen=True, slots=True)
class ColophonPage:
    """How the book was set: short lines on the last page."""

    head: UnitHead
    lines: tuple[str, ...]


Unit = (
    HalfTitlePage
    | TitlePage
    | CopyrightPage
    | InformationPage
    | ContentsPage
    | TextUnit
    | PromiseUnit
    | NotesAppendix
    | ColophonPage
)


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A row of the contents.

    ``label`` and ``title`` as printed ("" for either); ``pov`` stands where there is no title;
    ``promised`` rows are set in italics. ``children`` are a part's chapters.
    """

    unit: str
    label: str
    title: Inlines
    pov: str
    promised: bool
    matter: Matter
    children: tuple[ContentsEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """The book as it stands in one edition and format, in the order of its pages.

    ``stamp`` is the book's own date, in UTC: the only time that the writers know. ``output`` is
    the file name without its ending. ``contents`` leaves out the pages around the contents page.
    ``identifier`` is never ""; ``isbn`` is this edition's and format's own, None without one.
    ``carries_fonts`` is whether the fonts that the text is set in go into an EPUB; a PDF has its
    own always. ``drop_caps`` is whether chapters open with a large initial.
    ``theme`` is how the type looks, ``large_print`` whether a printed book's is large.
    ``page_list`` is None for a book without page marks, ``shop`` for one that is right for all.
    """

    name: str
    format: Format
    metadata: Metadata
    title: str
    identifier: str
    words: Words
    units: tuple[Unit, ...]
    contents: tuple[ContentsEntry, ...]
    images: tuple[Image, ...]
    cover: Image | None
    fonts: tuple[FontFile, ...]
    stamp: datetime
    trim: Trim
    chapter_start: ChapterStart
    output: str
    isbn: Isbn | None = None
    carries_fonts: bool = False
    drop_caps: bool = False
    theme: ThemeName = ThemeName.CLASSIC
    large_print: bool = False
    page_list: PageList | None = None
    shop: Shop | None = None
    pages_multiple: int = 2
    binding: Binding = Binding.SEWN
    interior: Interior = Interior.BLACK


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where every page of the printed book begins, in the order of the pages."""

    pages: tuple[PageStart, ...]

    def folio_of(self, unit: str) -> str:
        """Return the folio of the page on which a unit begins, "" for an unknown unit."""
        return next((start.folio for start in self.pages if start.unit == unit), "")
