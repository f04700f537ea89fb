"""Small editions, built by hand: one of every kind of unit and block."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime

from PIL import Image as Picture_

from bookbuild.model.assets import Image, Styles
from bookbuild.model.book import Contributor, Fandom, Kind, Matter, Metadata
from bookbuild.model.edition import (
    AppendixEntry,
    ColophonPage,
    ContentsEntry,
    ContentsPage,
    CopyrightPage,
    Edition,
    HalfTitlePage,
    InformationPage,
    NotesAppendix,
    NumberedNote,
    PlacedNote,
    PromiseUnit,
    TextUnit,
    TitlePage,
    Unit,
    UnitHead,
    Words,
)
from bookbuild.model.editions import HALF_LETTER, ChapterStart, Format
from bookbuild.model.naming import Isbn, Series
from bookbuild.model.text import (
    Align,
    Aligned,
    BlankLine,
    Block,
    Blocks,
    Clipping,
    ClippingKind,
    Code,
    CodeBlock,
    ColumnAlign,
    Dateline,
    Epigraph,
    ExternalTarget,
    Figure,
    Heading,
    Inlines,
    Language,
    Letter,
    LineBreak,
    Link,
    ListBlock,
    ListItem,
    Message,
    Messages,
    MessageTime,
    NoteRef,
    Paragraph,
    Picture,
    PointOfView,
    Quote,
    SceneBreak,
    Style,
    Styled,
    SystemBox,
    SystemLine,
    Table,
    Text,
    UnitTarget,
    Verse,
    VerseLine,
)

WORDS = Words(
    authors_note="Author’s note",
    authors_notes="Author’s notes",
    contents="Contents",
    cover="Cover",
    title_page="Title page",
    half_title="Half title",
    copyright="Copyright",
    landmarks="Landmarks",
    begin_reading="Begin reading",
    contains="Contains",
    draft="Draft",
    page="page {page}",
    to_the_text="Back to the text",
)

STYLES = Styles(
    book='@charset "utf-8";\nbody { margin: 0; }\nh1 { text-align: center; }\n',
    epub="p { text-indent: 1.5em; margin: 0; }\n",
    print="",
)

METADATA = Metadata(
    title="The Lantern Road",
    subtitle="A Winter Serial",
    contributors=(
        Contributor("Bram Stoker"),
        Contributor("starfall 99", "beta"),
        Contributor("Vincent van Gogh", "cover artist"),
    ),
    language="en-GB",
    series=Series("Lanterns", "2"),
    publisher="Harbour Lane",
    rights="Fan fiction, not for sale",
    description="A road, and who keeps its lights.",
    subjects=("Lighthouses",),
    isbns=(Isbn("9783161484100", "", "epub"), Isbn("9780306406157", "", "pdf")),
    published=date(2026, 11, 1),
    fandom=Fandom(("Smallville",), source="https://example.org/works/1"),
)


def picture(path: str, size: tuple[int, int] = (40, 30)) -> Image:
    """Return a small grey PNG."""
    buffer = io.BytesIO()
    Picture_.new("L", size, 128).save(buffer, "PNG")
    return Image(path, "image/png", buffer.getvalue(), *size)


def words(text: str) -> Inlines:
    """Return plain words."""
    return (Text(text),)


def paragraph(text: str, id: str = "") -> Paragraph:
    """Return a paragraph of plain words."""
    return Paragraph(words(text), id=id)


def head(id: str, name: str, matter: Matter = Matter.BODY, depth: int = 0) -> UnitHead:
    """Return a unit's head."""
    return UnitHead(id, matter, name, depth)


def chapter(
    id: str,
    name: str,
    blocks: Blocks,
    kind: Kind = Kind.CHAPTER,
    footnotes: tuple[NumberedNote, ...] = (),
    matter: Matter = Matter.BODY,
) -> TextUnit:
    """Return a written section without notes."""
    return TextUnit(
        head=head(id, name, matter),
        kind=kind,
        label="",
        title=words(name),
        subtitle=(),
        author="",
        pov="",
        contains="",
        draft=False,
        epigraphs=(),
        opening=(),
        blocks=blocks,
        closing=(),
        footnotes=footnotes,
    )


def entry(
    unit: str,
    label: str,
    title: str,
    *children: ContentsEntry,
    pov: str = "",
    promised: bool = False,
    matter: Matter = Matter.BODY,
) -> ContentsEntry:
    """Return a row of the contents."""
    inlines = words(title) if title else ()
    return ContentsEntry(unit, label, inlines, pov, promised, matter, children)


def edition(units: tuple[Unit, ...], contents: tuple[ContentsEntry, ...] = ()) -> Edition:
    """Return an edition with the metadata above and no cover."""
    return Edition(
        name="ebook",
        format=Format.EPUB,
        metadata=METADATA,
        title=METADATA.title,
        identifier="urn:uuid:4c6a5e4e-52a5-4d2c-9c2d-1f6c2f0a7b11",
        words=WORDS,
        units=units,
        contents=contents,
        images=(),
        cover=None,
        fonts=(),
        stamp=datetime(2026, 11, 11, 12, 0, 0, tzinfo=UTC),
        trim=HALF_LETTER,
        chapter_start=ChapterStart.RIGHT,
        output="the-lantern-road",
    )


def small_edition() -> Edition:
    """Return two chapters behind a contents page."""
    return edition(
        (
            ContentsPage(head("contents", "Contents", Matter.FRONT), "Contents"),
            chapter("one", "Arrivals", (paragraph("It was late.", "one-p1"),)),
            chapter("two", "Departures", (paragraph("It was early.", "two-p1"),)),
        ),
        (entry("one", "Chapter One", "Arrivals"), entry("two", "Chapter Two", "", pov="Lana")),
    )


# ------------------------------------------------------------------------------- everything


def every_inline() -> Inlines:
    """Return a line with every kind of inline."""
    styled = tuple(Styled(style, words(f"{style.value} ")) for style in Style)
    return (
        Text("No"),
        Styled(Style.EMPHASIS, words("pe & <no> ")),
        *styled,
        Code("a < b"),
        Language("fr", words("bon voyage")),
        LineBreak(),
        Picture("images/Star.png", "a star"),
        Link(ExternalTarget("https://example.org/?a=1&b=2"), words("out")),
        Link(UnitTarget("two", ""), words("to the next")),
        Link(UnitTarget("two", "two-p1"), words("to its beginning")),
        Link(UnitTarget("one", "one-p1"), words("up")),
        Link(UnitTarget("contents", ""), words("to the contents")),
        NoteRef("a"),
    )


def every_block() -> Blocks:
    """Return blocks of every kind that an edition may hold."""
    simple = paragraph("Simple words.")
    blocks: tuple[Block, ...] = (
        paragraph("It was late, and the lamps were lit.", "one-p1"),
        Paragraph(every_inline(), id="one-p2"),
        SceneBreak(),
        Heading(1, words("A heading"), id="one-h1"),
        Heading(2, words("A smaller heading"), id="one-h2"),
        PointOfView(words("Clark"), id="one-pov"),
        Dateline(words("3 May. Bistritz."), id="one-date"),
        BlankLine(),
        Quote((simple,), words("— somebody")),
        Epigraph((simple,), words("— somebody else")),
        Verse(((VerseLine(words("A line")), VerseLine(words("and another"), 1)),), id="one-v"),
        Letter((paragraph("London"),), paragraph("Dear Ada,"), (simple,), (paragraph("Yours"),)),
        Messages((MessageTime("9:41 pm"), Message("Lana", words("hi")), Message("", words("x")))),
        Messages((Message("Clark", words("yes"), mine=True),)),
        SystemBox((SystemLine("Level", words("4")), SystemLine("", words("You have died.")))),
        *(Clipping(kind, (simple,)) for kind in ClippingKind),
        *(Aligned(align, (simple,)) for align in Align),
        ListBlock((ListItem((simple,)), ListItem((simple, simple)))),
        ListBlock((ListItem((simple,)),), start=3),
        Table(
            (ColumnAlign.LEFT, ColumnAlign.RIGHT),
            (words("Name"), words("Age")),
            ((words("Ada"), words("36")),),
        ),
        Figure("images/Map of the Road.png", "a map", words("The road"), "Drawn by A. P."),
        CodeBlock("10 PRINT\n20 GOTO 10"),
        paragraph("Wörter, слова, λόγοι, 言葉, מילים.", "one-p9"),
    )
    return blocks


def whole_edition() -> Edition:
    """Return an edition with every kind of unit, block and inline, and two pictures."""
    footnote = NumberedNote("a", 1, "one-fn1", "one-fnref1", (paragraph("A note."),))
    note = PlacedNote("one-n1", "Author’s note", (paragraph("Hello."),))
    closing = replace(note, id="one-n2")
    one = replace(
        chapter("one", "Arrivals", every_block(), footnotes=(footnote,)),
        label="Chapter One",
        title=(Text("Arrivals on the "), Styled(Style.EMPHASIS, words("Bismarck"))),
        subtitle=words("in which they come"),
        pov="Clark",
        contains="Contains: rain",
        draft=True,
        author="A guest",
        epigraphs=(Epigraph((paragraph("A motto."),), words("— its source")),),
        opening=(note,),
        closing=(closing,),
    )
    promise = PromiseUnit(
        head("epilogue", "Epilogue"),
        Kind.EPILOGUE,
        "",
        words("Epilogue"),
        (),
        (paragraph("Look for the epilogue tomorrow!", "epilogue-p1"),),
        "— the author, with Chapter Two, 3 May 2005",
        "Expected 4 May 2005",
        "Look for it at https://example.org/works/1",
    )
    kinds = tuple(
        chapter(f"k{n}", f"A section of kind {kind.value}", (paragraph("Words."),), kind, (), place)
        for n, (kind, place) in enumerate(_PLACES)
    )
    appendix = NotesAppendix(
        head("notes", "Author’s notes", Matter.BACK),
        "Author’s notes",
        (AppendixEntry("one", "Arrivals", (replace(note, id="notes-n1"),), ()),),
    )
    units: tuple[Unit, ...] = (
        HalfTitlePage(head("half-title", "Half title", Matter.FRONT), "The Lantern Road"),
        TitlePage(
            head("title-page", "Title page", Matter.FRONT),
            "The Lantern Road",
            "A Winter Serial",
            ("Bram Stoker",),
            "Book Two of Lanterns",
            (Text("A Smallville story"),),
            "Harbour Lane",
        ),
        CopyrightPage(
            head("copyright", "Copyright", Matter.FRONT), (("© 2026 Bram Stoker",), ("A", "B"))
        ),
        InformationPage(
            head("information", "About this work", Matter.FRONT),
            "About this work",
            (("Rating", "Teen"), ("Fandom", "Smallville")),
        ),
        ContentsPage(head("contents", "Contents", Matter.FRONT), "Contents"),
        one,
        chapter("two", "Departures", (paragraph("It was early.", "two-p1"),)),
        promise,
        *kinds,
        appendix,
        ColophonPage(head("colophon", "Colophon", Matter.BACK), ("Set in EB Garamond.",)),
    )
    first = entry("one", "Chapter One", "", entry("two", "Chapter Two", "", pov="Lana"))
    rows = (
        replace(first, title=one.title),
        entry("epilogue", "", "Epilogue", promised=True),
        *(entry(unit.head.id, "", unit.head.name) for unit in kinds),
        entry("notes", "", "Author’s notes", matter=Matter.BACK),
    )
    return replace(
        edition(units, rows),
        images=(picture("images/Map of the Road.png"), picture("images/Star.png")),
    )


_PLACES = tuple((kind, Matter.BODY) for kind in Kind)
"""Every kind of section, in the middle of the book, where each gets its own markup."""
