"""Blocks and inlines: what the words of a section are made of.

A block stands on its own lines (a paragraph, a letter, a scene break); an inline stands in a line
(emphasis, a footnote's reference). The types are closed: `Block` and `Inline` name every one, so
that a function over them can be checked for completeness.

Every block carries the line of the author's file on which it begins (from 1; 0 where it came from
no file), an id ("" until the author or the plan gives one), and its language ("" for the book's).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

# ---------------------------------------------------------------------------------- inlines


class Style(Enum):
    """What sets a run of words apart within its line."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    SMALL_CAPS = "small-caps"
    UNDERLINE = "underline"
    STRIKE = "strike"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    LEAD_IN = "lead-in"
    """The first words of a chapter, set in small caps; only the plan makes these."""


@dataclass(frozen=True, slots=True)
class Text:
    """A run of plain words. In a `Book` as typed, in an `Edition` typographic."""

    text: str


@dataclass(frozen=True, slots=True)
class Styled:
    """A run of inlines set apart by one style."""

    style: Style
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Words shown exactly as typed, in a typewriter face: no typography touches them."""

    text: str


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Characters that the author escaped: set as running text, but no typography touches them."""

    text: str


@dataclass(frozen=True, slots=True)
class Language:
    """A run of inlines in another language; ``lang`` is a BCP 47 tag such as "fr"."""

    lang: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end that the author asked for, within a paragraph."""


@dataclass(frozen=True, slots=True)
class NoteRef:
    """The place in a line where a footnote is called, by the label its author gave it."""

    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture within a line; ``source`` is its path from the manuscript folder, with slashes.

    One that is ``decorative`` says nothing to those who cannot see it, and is meant to.
    """

    source: str
    alt: str
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class ExternalTarget:
    """A link out of the book: an http, https or mailto address."""

    url: str


@dataclass(frozen=True, slots=True)
class WrittenTarget:
    """A link within the book as its author wrote it: a file name, a "#anchor", or both.

    ``file`` is relative to the manuscript folder, "" for the same file; ``anchor`` is without
    the "#", "" for the file's beginning.
    """

    file: str
    anchor: str


@dataclass(frozen=True, slots=True)
class UnitTarget:
    """A link within an edition: a unit's id, and an id within it ("" for its beginning)."""

    unit: str
    anchor: str


Target = ExternalTarget | WrittenTarget | UnitTarget


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead elsewhere. An `Edition` holds no `WrittenTarget` any more."""

    target: Target
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class PageMark:
    """The place in a line where a page of the printed edition begins; it has no words.

    ``folio`` is the page's number as printed, ``id`` the mark's own. Only the plan puts these into
    an EPUB's text, before the first whole word of a page.
    """

    folio: str
    id: str


Inline = (
    Text | Styled | Code | Verbatim | Language | LineBreak | NoteRef | Picture | Link | PageMark
)
Inlines = tuple[Inline, ...]

# ----------------------------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """What every block has beside its content."""

    line: int = 0
    id: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph(Located):
    """A paragraph of running text."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class SceneBreak(Located):
    """The end of a scene, whatever mark the author typed for it."""


@dataclass(frozen=True, slots=True)
class BlankLine(Located):
    """A space of one line that the author asked for; less than a scene break."""


@dataclass(frozen=True, slots=True)
class Heading(Located):
    """A heading inside a section; ``level`` counts from 1, the highest below the title."""

    level: int
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class PointOfView(Located):
    """A line in the middle of a section that says whose eyes we look through from here."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Dateline(Located):
    """A line that says where and when: "3 May. Bistritz."."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Quote(Located):
    """Quoted text; ``attribution`` says whose, () where nobody is named."""

    blocks: tuple[Block, ...]
    attribution: Inlines = ()


@dataclass(frozen=True, slots=True)
class Epigraph(Located):
    """A motto before a section or the book, with its source."""

    blocks: tuple[Block, ...]
    attribution: Inlines = ()


@dataclass(frozen=True, slots=True)
class VerseLine:
    """A line of verse; ``indent`` counts the steps (two typed spaces each) it stands in from the
    left."""

    inlines: Inlines
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Verse(Located):
    """Lines kept as written, in stanzas."""

    stanzas: tuple[tuple[VerseLine, ...], ...]


@dataclass(frozen=True, slots=True)
class Letter(Located):
    """A letter: what stands above the salutation, the salutation, the text, and the close."""

    head: tuple[Paragraph, ...]
    salutation: Paragraph | None
    blocks: tuple[Block, ...]
    close: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation; ``mine`` where the telling character sent it."""

    sender: str
    inlines: Inlines
    mine: bool = False


@dataclass(frozen=True, slots=True)
class MessageTime:
    """A time that stands between messages, as typed: "9:41 pm"."""

    text: str


@dataclass(frozen=True, slots=True)
class Messages(Located):
    """A conversation by text message."""

    entries: tuple[Message | MessageTime, ...]


@dataclass(frozen=True, slots=True)
class SystemLine:
    """A line of a system box; ``label`` is "" for a line without one."""

    label: str
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class SystemBox(Located):
    """What a game, a machine or a form says, in lines of label and value."""

    lines: tuple[SystemLine, ...]


class ClippingKind(Enum):
    """The written things of a story's world that are neither letters nor messages."""

    SIGN = "sign"
    NEWSPAPER = "newspaper"
    HANDWRITING = "handwriting"


@dataclass(frozen=True, slots=True)
class Clipping(Located):
    """A sign, a newspaper's column, a line in somebody's hand."""

    kind: ClippingKind
    blocks: tuple[Block, ...]


class Align(Enum):
    """Where lines stand that are not set to the full measure."""

    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Aligned(Located):
    """Blocks that the author centred or set to the right."""

    align: Align
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ListBlock(Located):
    """A list; ``start`` is the first number of an ordered one, None for bullets."""

    items: tuple[ListItem, ...]
    start: int | None = None


class ColumnAlign(Enum):
    """How a table's column stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Table(Located):
    """A table: one align per column; ``head`` is () where there is no row of headings."""

    aligns: tuple[ColumnAlign, ...]
    head: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure(Located):
    """A picture that stands on its own; its fields are those of a `Picture`, and words below."""

    source: str
    alt: str
    caption: Inlines = ()
    credit: str = ""
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class CodeBlock(Located):
    """Lines shown exactly as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Conditional(Located):
    """Blocks meant for some editions only, or only until a promise is kept.

    ``only`` names editions or formats (() for all); ``until`` names the kind or id of the
    promised section with whose arrival the blocks leave the book ("" for never).
    """

    blocks: tuple[Block, ...]
    only: tuple[str, ...] = ()
    until: str = ""


Block = (
    Paragraph
    | SceneBreak
    | BlankLine
    | Heading
    | PointOfView
    | Dateline
    | Quote
    | Epigraph
    | Verse
    | Letter
    | Messages
    | SystemBox
    | Clipping
    | Aligned
    | ListBlock
    | Table
    | Figure
    | CodeBlock
    | Conditional
)
Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote's text under its author's label; ``line`` is where it is defined, from 1."""

    label: str
    blocks: Blocks
    line: int = 0


def plain_text(inlines: Inlines) -> str:
    """Return the words of the inlines without any markup; a line break counts as a space."""
    if len(inlines) == 1 and isinstance(inlines[0], Text):
        return inlines[0].text  # as most lines are
    return "".join([_plain(inline) for inline in inlines])


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text) | Code(text) | Verbatim(text):
            return text
        case Styled(_, children) | Language(_, children) | Link(_, children):
            return plain_text(children)
        case LineBreak():
            return " "
        case NoteRef() | Picture() | PageMark():
            return ""
