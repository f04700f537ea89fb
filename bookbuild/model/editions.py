"""The editions of a book: what each is made as, how it looks, and what it takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from bookbuild.model.naming import Isbn, Series
from bookbuild.model.text import Blocks


class Format(Enum):
    """What an edition is made as."""

    EPUB = "epub"
    PDF = "pdf"


class NotesPolicy(Enum):
    """Where an edition puts author's notes."""

    INLINE = "inline"
    END = "end"
    APPENDIX = "appendix"
    OMIT = "omit"


class WorkNotes(Enum):
    """Where an edition puts the notes on the whole work: pages around the story, or one behind."""

    INLINE = "inline"
    END = "end"
    OMIT = "omit"


@dataclass(frozen=True, slots=True)
class NotesByKind:
    """Where an edition puts each kind of note; None for the format's own custom."""

    opening: NotesPolicy | None = None
    closing: NotesPolicy | None = None
    work: WorkNotes | None = None
    summary: NotesPolicy | None = None


class PromisesPolicy(Enum):
    """What becomes of a promised section: a page that says so, or nothing."""

    PAGE = "page"
    OMIT = "omit"


class WhatsNew(Enum):
    """How an edition shows what readers did not have: a page behind the story, marks in the
    contents."""

    PAGE = "page"
    MARKS = "marks"


class Interior(Enum):
    """In which inks a shop prints the pages."""

    BLACK = "black"
    COLOUR = "colour"


class Numbering(Enum):
    """How chapter numbers are written."""

    WORDS = "words"
    FIGURES = "figures"
    ROMAN = "roman"
    NONE = "none"


class ContentsPolicy(Enum):
    """Whether the printed book has a contents page."""

    AUTO = "auto"
    YES = "yes"
    NO = "no"


class ChapterStart(Enum):
    """On which page a chapter opens in print."""

    RIGHT = "right"
    NEXT = "next"


class ThemeName(Enum):
    """How the type of a book looks: each is a theme of `write.themes`."""

    CLASSIC = "classic"
    TENDER = "tender"
    TAUT = "taut"
    WONDER = "wonder"


class Binding(Enum):
    """How the leaves are held: sewn they open flat, and glue takes a strip of every page."""

    SEWN = "sewn"
    GLUED = "glued"


@dataclass(frozen=True, slots=True)
class Trim:
    """The size of the cut page, in points (72 to the inch)."""

    width: float
    height: float


HALF_LETTER = Trim(396.0, 612.0)
"""5.5 by 8.5 inches, the default."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """What an edition says of itself in place of the book's own metadata; "" or None for nothing.

    ``isbns`` are those that stand within the edition's settings.
    """

    title: str = ""
    subtitle: str = ""
    series: Series | None = None
    description: str = ""
    identifier: str = ""
    published: date | None = None
    edition_statement: str = ""
    cover: str = ""
    cover_alt: str = ""
    isbns: tuple[Isbn, ...] = ()


NO_OVERRIDES = Overrides()

NO_PAGE_LIST = "no"
"""What an edition says that is to have no page list."""


@dataclass(frozen=True, slots=True)
class EditionSettings:
    """One way to publish the manuscript, as ``editions:`` in book.yaml says it.

    ``notes`` is one policy for all, or one for each kind; None for the format's own custom (inline
    in an EPUB, an appendix in print). ``output`` is the file name without its ending, "" for the
    book's. ``sections`` and ``without`` are what an author calls sections (`plan.only`): what of
    the story the edition takes, () for all of it, and what it leaves out. ``css`` are files of the
    project. ``embed_fonts`` and ``theme`` are None for the book's own choice. ``large_print`` is
    for print alone: an EPUB's size is its reader's. ``ahead`` is how many sections
    readers get before their day; ``whats_new`` how it shows what is new, () for not at all.
    ``ends_with`` is the text of a last page, () for none. ``pages_multiple`` is to what the pages
    of a PDF are filled up: the leaves that a binder folds together; in a shop's copy for a black
    ``interior`` all pictures are grey. ``page_list`` names the print edition whose pages an EPUB
    lists, "" for the usual one and `NO_PAGE_LIST` for none. ``line`` is where book.yaml has the
    edition, 0 for one that it does not name.
    """

    name: str
    formats: tuple[Format, ...]
    notes: NotesPolicy | NotesByKind | None = None
    trim: Trim = HALF_LETTER
    output: str = ""
    promises: PromisesPolicy = PromisesPolicy.PAGE
    final: bool = False
    sections: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    ends_with: Blocks = ()
    numbering_restarts: bool = False
    css: tuple[str, ...] = ()
    embed_fonts: bool | None = None
    theme: ThemeName | None = None
    large_print: bool = False
    ahead: int = 0
    whats_new: tuple[WhatsNew, ...] = ()
    page_list: str = ""
    pages_multiple: int = 2
    binding: Binding = Binding.SEWN
    interior: Interior = Interior.BLACK
    metadata: Overrides = NO_OVERRIDES
    line: int = 0


EBOOK = "ebook"
"""The name of the edition that keeps the book's own identifier, whatever else it is."""

DEFAULT_EDITIONS = (
    EditionSettings(EBOOK, (Format.EPUB,)),
    EditionSettings("print", (Format.PDF,)),
)


@dataclass(frozen=True, slots=True)
class Presentation:
    """The author's choices of presentation that hold for every edition.

    ``chapter_heading`` is a pattern with ``{label}``, ``{word}`` ("Chapter") and ``{number}``, ""
    for the language's own; ``pov_line`` a pattern with ``{pov}``; ``embed_fonts`` is whether an
    EPUB carries the fonts that it is set in, ``drop_caps`` whether chapters open with a large
    initial; ``theme`` is how the type looks.
    """

    chapter_heading: str = ""
    numbering: Numbering = Numbering.WORDS
    pov_line: str = "{pov}"
    contents: ContentsPolicy = ContentsPolicy.AUTO
    chapter_start: ChapterStart = ChapterStart.RIGHT
    embed_fonts: bool = True
    drop_caps: bool = False
    theme: ThemeName = ThemeName.CLASSIC


USUAL_PRESENTATION = Presentation()
