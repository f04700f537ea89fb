"""One example for each construct, whose file a person can review in tests/manuscript_text/."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bookbuild.model.book import (
    AuthorsNote,
    Contributor,
    Fandom,
    Head,
    Kind,
    Matter,
    Metadata,
    NoteKind,
    Placeholder,
    Section,
    Written,
)
from bookbuild.model.naming import Isbn, Series
from bookbuild.model.text import (
    Align,
    Aligned,
    BlankLine,
    Blocks,
    Clipping,
    ClippingKind,
    Code,
    CodeBlock,
    ColumnAlign,
    Conditional,
    Dateline,
    Epigraph,
    ExternalTarget,
    Figure,
    Footnote,
    Heading,
    Inline,
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
    Verbatim,
    Verse,
    VerseLine,
    WrittenTarget,
)


@dataclass(frozen=True, slots=True)
class Case:
    """A text and the name of its file in tests/manuscript_text/."""

    name: str
    blocks: Blocks
    footnotes: tuple[Footnote, ...] = ()


def p(*words: Inline | str) -> Paragraph:
    return Paragraph(line(*words))


def line(*words: Inline | str) -> tuple[Inline, ...]:
    return tuple(Text(word) if isinstance(word, str) else word for word in words)


def em(*words: Inline | str) -> Styled:
    return Styled(Style.EMPHASIS, line(*words))


def strong(*words: Inline | str) -> Styled:
    return Styled(Style.STRONG, line(*words))


def styled(style: Style, *words: Inline | str) -> Styled:
    return Styled(style, line(*words))


RAIN = p("It was raining when they left.")

CASES = (
    Case("paragraphs", (RAIN, p("THE FERRY INN", LineBreak(), "Rooms to let"), BlankLine(), RAIN)),
    Case(
        "emphasis",
        (
            p("It was ", em("pouring"), ", ", strong("very"), " un", em("believ"), "ably."),
            p(em("Thought ", em("within"), " thought"), " and ", em("more ", strong("still"))),
            p(strong(em("All of it")), em("one"), em("two"), "w", em("x"), "y"),
            p(em(" spaces at its ends "), "and", em("“Hi,” "), "she said."),
            p("She ", em("looked", LineBreak(), "away"), "."),
        ),
    ),
    Case(
        "styles",
        (
            p("A ", styled(Style.SMALL_CAPS, "sign"), ", ", styled(Style.UNDERLINE, "a line")),
            p(styled(Style.STRIKE, "gone"), " the 2", styled(Style.SUPERSCRIPT, "nd"), " of May"),
            p("H", styled(Style.SUBSCRIPT, "2"), "O, x", styled(Style.SUPERSCRIPT, "a b")),
            p(Language("fr", line("Quelle pluie")), ", and ", Code("ferry.exe"), Code("`x`")),
        ),
    ),
    Case(
        "plain-characters",
        (
            p("She said *no*, a_b and _yes_, f**k, 2 * 3, [sic] and [this](that)."),
            p("Fish & chips, &amp; too; <b>bold</b>, <3, a < b, C:\\ferry\\boat."),
            p("H~2~O ~~gone~~, x^2^, ^[no note], [^1], `one and `two, ![no](picture)"),
            p('"\'Tis late," she said--and... left.'),
        ),
    ),
    Case(
        "line-starts",
        (
            p("# not a heading"),
            p("#ferry"),
            p("> not a quote"),
            p("- not a list"),
            p("+ neither"),
            p("1. not a list", LineBreak(), "1) either"),
            p("1986. That year"),
            p("::: letter"),
            p("***"),
            p("oOo"),
            p("- - -"),
            p("a | b", LineBreak(), "---|---"),
            p("<center>The End</center>"),
            p("```"),
        ),
    ),
    Case("verbatim", (p("6", Verbatim("'"), " 2", Verbatim('"'), " a", Verbatim("--"), "b"),)),
    Case("scene-breaks", (RAIN, SceneBreak(), RAIN, SceneBreak(id="later"), RAIN)),
    Case(
        "headings",
        (
            Heading(1, line("The second day")),
            RAIN,
            Heading(2, line("Towards ", em("evening")), id="evening"),
            Heading(1, line("C#")),
            Heading(1, line("Ends in {braces}")),
            Heading(1, line("Le soir"), lang="fr"),
        ),
    ),
    Case(
        "points-of-view",
        (RAIN, SceneBreak(), PointOfView(line("Lana")), Dateline(line("Metropolis, 3 May")), RAIN),
    ),
    Case(
        "quotes",
        (
            Quote((p("Nobody drowns in an inch of water."),), line("Bob’s mother")),
            Quote((RAIN, p("– said Bob."))),
            Quote((Quote((RAIN,)), ListBlock((ListItem((p("one"),)), ListItem((p("two"),)))))),
            Epigraph((p("Water does not resist."),), line(em("The Pilot’s Almanac"))),
        ),
    ),
    Case(
        "verse",
        (
            Verse(
                (
                    (VerseLine(line("The ferry goes over,")), VerseLine(line("comes back"), 1)),
                    (
                        VerseLine(line("::: and is ", em("patient"))),
                        VerseLine(line("# 1. - black")),
                    ),
                )
            ),
        ),
    ),
    Case(
        "letters",
        (
            Letter(
                (p("The Ferry Inn", LineBreak(), "3 May"),),
                p("Dear Ann,"),
                (p("I am here, and the rain is too."),),
                (p("Yours,"), p("Bob")),
                id="the-letter",
            ),
        ),
    ),
    Case(
        "messages",
        (
            Messages(
                (
                    MessageTime("9:41 pm"),
                    Message("Lana", line("where r u")),
                    Message("Clark", line("on my way: ", em("nearly")), mine=True),
                    Message("Clark", line("two", LineBreak(), "lines"), mine=True),
                    MessageTime("9:50 pm"),
                    Message("", line("Nobody: said this")),
                )
            ),
            Messages((Message("Dr. Who", line("hi")), Message("Lana", line("who?")))),
        ),
    ),
    Case(
        "system",
        (
            SystemBox(
                (
                    SystemLine("Name", line("Bob")),
                    SystemLine("Strength", line("12 (", strong("+1"), ")")),
                    SystemLine("", line("Warning: you have died.")),
                    SystemLine("", line("You have died.")),
                )
            ),
        ),
    ),
    Case(
        "clippings",
        (
            Clipping(ClippingKind.SIGN, (p("No ferry", LineBreak(), "today"),), id="inn"),
            Clipping(ClippingKind.NEWSPAPER, (p("FERRY LOST."), p("Boat found."))),
            Clipping(ClippingKind.HANDWRITING, (p("Back in five minutes."),)),
            Aligned(Align.CENTER, (p("The End"),)),
            Aligned(Align.RIGHT, (p("Ann, in the spring"),)),
        ),
    ),
    Case(
        "lists",
        (
            ListBlock((ListItem((p("a rope"),)), ListItem((p("a lamp"),)))),
            ListBlock((ListItem((p("directly after"),)),)),
            RAIN,
            ListBlock(
                (
                    ListItem((p("Find matches."), p("All of them."))),
                    ListItem(
                        (p("Find:"), ListBlock((ListItem((p("Ann"),)), ListItem((p("Bob"),)))))
                    ),
                ),
                1,
            ),
            p("2. is no item."),
            ListBlock((ListItem((p("five"),)), ListItem((p("six"),))), 5),
        ),
    ),
    Case(
        "tables",
        (
            Table(
                (ColumnAlign.LEFT, ColumnAlign.CENTER, ColumnAlign.RIGHT),
                (line("Ferry"), line("Leaves"), line("Fare")),
                (
                    (line(em("Ann")), line("9:00"), line("2s")),
                    (line("Nobody | nowhere"), (), line("free", LineBreak(), "always")),
                ),
            ),
            Table((ColumnAlign.LEFT,), (), ((line("no headings"),),)),
        ),
    ),
    Case(
        "figures",
        (
            Figure("images/quay.jpg", "The quay [1] at low tide", line("The quay, 1997"), "By R."),
            Figure("images/a b.jpg", "", line('"Rain," ', em("again")), 'The "Post"', id="rain"),
            p("Signed with a ", Picture("images/anchor.png", "small anchor"), " and no more."),
            p(Picture("images/anchor.png", "a picture in a line of its own")),
        ),
    ),
    Case("code", (CodeBlock('FERRY  09:00  "LATE"\n\n  <b>*'), CodeBlock("```\nx\n```"))),
    Case(
        "footnotes",
        (p("The ferry", NoteRef("1"), ": late.", NoteRef("inline 1")),),
        (
            Footnote("1", (p("She was built in 1902."), p("And never painted since."))),
            Footnote("inline 1", (p("It always was."),)),
        ),
    ),
    Case(
        "links",
        (
            p(
                Link(ExternalTarget("https://example.org"), line("https://example.org")),
                ", ",
                Link(ExternalTarget("https://example.org/a_(b)"), line("the [time]table")),
                ", ",
                Link(WrittenTarget("01-arrivals.md", "quay"), line("on the ", em("quay"))),
                ", ",
                Link(WrittenTarget("", "inn"), line("below")),
                ", ",
                Link(WrittenTarget("a b.md", ""), line("elsewhere")),
            ),
        ),
    ),
    Case(
        "languages-and-names",
        (
            Paragraph(line("Il pleut."), lang="fr"),
            Paragraph(line("Encore."), lang="fr"),
            Paragraph(line("It rained."), id="rain"),
            Letter((), p("Chère Ann,"), (p("Il pleut."),), (), lang="fr", id="lettre"),
        ),
    ),
    Case(
        "conditions",
        (
            Conditional((RAIN, RAIN), ("print",)),
            Conditional(
                (Verse(((VerseLine(line("The ferry")),),)),), ("ebook", "print"), "epilogue"
            ),
            Conditional((Conditional((RAIN,), ("print",)),), (), "epilogue"),
        ),
    ),
)

SECTIONS: tuple[tuple[str, Section], ...] = (
    (
        "section-written",
        Written(
            Head(
                "01-the-bridge.md",
                Kind.CHAPTER,
                line("Chapter 3: The ", em("Fall")),
                line("'Tis the Season"),
                number="3½",
                id="fall",
            ),
            (Heading(1, line("One")), RAIN),
            pov="Clark",
            day=date(2026, 5, 3),
            draft=True,
            notes=(
                AuthorsNote(NoteKind.SUMMARY, (p("They leave."),)),
                AuthorsNote(NoteKind.OPENING, (p("Thank you."),), only=("ebook",)),
                AuthorsNote(NoteKind.CLOSING, (p("Soon!", NoteRef("1")),), until="epilogue"),
            ),
            warnings=("fire", "a drowned dog"),
            author="Bob",
            footnotes=(Footnote("1", (p("Really."),)),),
        ),
    ),
    (
        "section-promised",
        Placeholder(
            Head("99-the-end.md", Kind.EPILOGUE, line("'No': Ten Years # Later")),
            (p("Look for the epilogue tomorrow!"),),
            date(2026, 5, 4),
            "01-arrivals",
        ),
    ),
    (
        "section-other",
        Written(Head("90-x.md", Kind.OTHER, line("A: b"), matter=Matter.BACK), (RAIN,)),
    ),
    ("section-prologue", Written(Head("00-prologue.md", Kind.PROLOGUE), (RAIN,))),
    (
        "section-chapter-called-epilogue",
        Written(Head("05-x.md", Kind.CHAPTER, line("Epilogue")), (RAIN,)),
    ),
    ("section-epigraph", Written(Head("01-epigraph.md", Kind.EPIGRAPH), (RAIN,))),
    (
        "section-in-french",
        Written(
            Head("02-la-pluie.md", Kind.CHAPTER, line("La pluie")),
            (Paragraph(line("Il pleut."), lang="fr"), Paragraph(line("Regen."), lang="de")),
        ),
    ),
)

BOOK = Metadata(
    title="No: “The Ferry”",
    subtitle="A Story # in Three Tides",
    title_sort="Ferry, The",
    contributors=(
        Contributor("Ann Author"),
        Contributor("Dora de Author", sort_name="Author, Dora de"),
        Contributor("Bea: Reader", "beta"),
        Contributor("Carl van Cover", "cover artist", "Cover, Carl van"),
    ),
    language="en-GB",
    series=Series("The Ferry Years", "2"),
    publisher="The Quay Press",
    rights="'All' rights reserved.",
    year="2026",
    description="Two brothers, one ferry.\n\nA story about waiting:  # really",
    subjects=("Fantasy", "Short stories"),
    identifier="urn:uuid:5b8f5b3e-3c7c-4a52-9d0a-6a3f3bb0a7d1",
    isbns=(Isbn("9783161484100", format="epub"), Isbn("0306406152", edition="print")),
    published=date(2026, 5, 3),
    edition_statement="Second edition, with a map",
    cover="cover.jpg",
    cover_alt="A boat, in the rain",
    fandom=Fandom(
        ("Smallville",),
        rating="Teen And Up Audiences",
        categories=("Gen",),
        relationships=("Clark Kent & Lana Lang", "Clark/Lex"),
        characters=("Clark Kent", "Lana Lang"),
        tags=("Rain", 'Ferries, "Slow" Burn', "Fandom: Smallville", "- dash"),
        source="https://example.org/works/1234",
        posted="2005-05-03",
        gift_for="Bea",
        original="Die Fähre, by Dora",
    ),
    warnings=("fire", "a drowned dog"),
)
BOOK_NOTES = (
    AuthorsNote(NoteKind.SUMMARY, (p("Two brothers: one ferry."),)),
    AuthorsNote(NoteKind.OPENING, (p("Thank you."), SceneBreak(), p("- Ann")), only=("ebook",)),
    AuthorsNote(NoteKind.CLOSING, (p("This was the last chapter."), p(em("Thank you.")))),
)
