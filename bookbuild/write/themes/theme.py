"""What a theme is: fonts, sizes, leading, indents, ornaments and margins, as values.

The style sheets are made from these tokens (`tokens`), and so are the pages' measures
(`write.pdf.design`); composition reads them; nobody reads CSS for them. A theme varies type and
ornament, never the grammar of the pages: what stands where is the same in all of them.

Lengths that say "points" are for print (72 to the inch); those in em count the size of the text
and hold in the EPUB too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bookbuild.model.editions import ThemeName


class Letters(Enum):
    """In which letters a line is set."""

    AS_TYPED = "as typed"
    SMALL_CAPITALS = "small capitals"
    CAPITALS = "capitals"


class Folios(Enum):
    """Where the page numbers stand: in the middle of the foot, or outside beside the running head.

    At a chapter's opening, which has no running head, they stand at the foot in either case.
    """

    FOOT = "foot"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a line of display type is set.

    ``size`` is in em of the text and holds in the EPUB; print has its own in `PrintSizes`.
    ``family`` is "" for the text's. ``tracking`` is in em, .1 at most: copied text falls apart
    into letters where it is more.
    """

    size: float = 1.0
    letters: Letters = Letters.AS_TYPED
    tracking: float = 0.0
    family: str = ""
    italic: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class TextType:
    """How running text is set.

    ``size``, ``leading`` and ``indent`` are points, ``indent_em`` is the EPUB's indent.
    ``word_space`` is the natural space between words in em, as the font has it; ``letter`` what a
    letter or a space of English takes on average. ``ragged`` text is not justified, and then
    nothing is ``hyphenated``.
    """

    family: str
    size: float
    leading: float
    indent: float
    indent_em: float
    word_space: float
    letter: float
    ragged: bool = False
    hyphenated: bool = True


@dataclass(frozen=True, slots=True)
class Opening:
    """How a chapter opens.

    ``sinkage`` is how many lines of the grid stand over the heading in print. ``label`` is
    "Chapter Two", ``lone_label`` the same where there is no title below it. ``centred`` headings
    stand in the middle, others at the left. ``lead_in`` are the first words of the text, ``pov``
    is whose point of view the chapter has, ``back_heading`` the heading of a printed book's
    contents, its appendix, and a foreword or afterword without a title.
    """

    sinkage: int
    label: Lettering
    lone_label: Lettering
    title: Lettering
    centred: bool
    lead_in: Lettering
    pov: Lettering
    back_heading: Lettering


@dataclass(frozen=True, slots=True)
class DropCap:
    """A chapter's large initial, which is an option: how many ``lines`` deep, in which cut."""

    lines: int
    family: str = ""
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Ornament:
    """What stands in a scene break; ``size`` is in em of the text, ``family`` "" for the text's."""

    characters: str
    family: str = ""
    size: float = 1.0


@dataclass(frozen=True, slots=True)
class TitlePage:
    """How the pages before the text name the book and its author."""

    title: Lettering
    half_title: Lettering
    author: Lettering


@dataclass(frozen=True, slots=True)
class Line:
    """A size of display type in points, and the height of its lines in lines of the grid."""

    size: float
    lines: float


@dataclass(frozen=True, slots=True)
class PrintSizes:
    """The printed sizes beside the text's: points, and a `Line` where several lines may follow.

    ``fine`` is that of the copyright page and the footnotes, whose lines are `FINE_LEADING` of the
    text's high. ``small`` is that of folios and running heads.
    """

    title: Line
    lone_label: Line
    subheading: float
    epigraph: float
    note: float
    small: float
    fine: float
    call: float
    code: float
    half_title: Line
    book_title: Line
    long_title: Line
    very_long_title: Line
    subtitle: float
    author: float


FINE_LEADING = 0.8
"""The height of a line of the finest type, in lines of the grid: five of them take four lines."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands around the text: running heads and folios."""

    head: Lettering
    folio: Lettering
    folios: Folios


@dataclass(frozen=True, slots=True)
class Margins:
    """The margins of a page in points.

    ``inner`` is the least that the theme takes at the spine: a thick book takes more. Nothing, not
    even a folio, stands nearer to the trim than ``edge``. ``widest`` is the widest measure, in em:
    on a page with room for more, the margins grow instead.
    """

    inner: float = 54.0
    outer: float = 45.0
    edge: float = 36.0
    widest: float = 31.0


@dataclass(frozen=True, slots=True)
class Theme:
    """All that makes one theme look otherwise than another."""

    name: ThemeName
    text: TextType
    opening: Opening
    drop_cap: DropCap
    ornament: Ornament
    title_page: TitlePage
    furniture: Furniture
    sizes: PrintSizes
    margins: Margins = Margins()

    @property
    def fine_leading(self) -> float:
        """The height of a line of footnotes, in points."""
        return self.text.leading * FINE_LEADING

    @property
    def screen_letterings(self) -> tuple[Lettering, ...]:
        """The letterings of display type that an EPUB has."""
        opening, titles = self.opening, self.title_page
        return (
            *(opening.label, opening.lone_label, opening.title, opening.lead_in, opening.pov),
            *(titles.title, titles.author),
        )

    @property
    def letterings(self) -> tuple[Lettering, ...]:
        """Every lettering of display type."""
        furniture = self.furniture
        return (
            *self.screen_letterings,
            *(self.opening.back_heading, self.title_page.half_title),
            *(furniture.head, furniture.folio),
        )

    @property
    def families(self) -> tuple[str, ...]:
        """The text's family, and those that display type and ornaments are set in."""
        named = (*(each.family for each in self.letterings), self.ornament.family)
        display = (*named, self.drop_cap.family)
        return tuple(dict.fromkeys((self.text.family, *(each for each in display if each))))
