"""The printed page: trim, margins, grid, and the CSS of one sheet's pages.

All measures are points (72 to the inch). The text stands on a grid of the theme's leading; the
margins are what is left of the trim around a whole number of lines. In most themes the inner margin
is three quarters of an inch, the outer five eighths, and no ink stands nearer to the trim than half
an inch, which is what the print shops ask for. A thick book has a wider inner margin (`gutter`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bookbuild.model.editions import Binding, Trim
from bookbuild.model.numerals import roman
from bookbuild.model.print_terms import GLUE, printers_gutter
from bookbuild.model.scripts import Script
from bookbuild.write.css_text import css_string
from bookbuild.write.pdf.composition.type_design import DEFAULT, TypeDesign
from bookbuild.write.themes.classic import CLASSIC
from bookbuild.write.themes.theme import Folios, Lettering, Letters, Theme
from bookbuild.write.themes.tokens import lettering_css

_HEAD_AIR = 8.0
"""What a running head or a folio needs beyond its line: air to the text."""


@dataclass(frozen=True, slots=True)
class PageDesign:
    """The page's measures in points; ``lines`` is how many lines of text a full page holds.

    The book's ``script`` says on which side rectos are: at the left where it runs from right to
    left, with the inner margin at their right. ``families`` are those of running text, the first
    one first.
    """

    trim: Trim
    lines: int
    top: float
    bottom: float
    inner: float
    outer: float
    theme: Theme
    script: Script = Script.LATIN
    families: tuple[str, ...] = ()

    @property
    def recto(self) -> str:
        """The side of an open book on which odd pages are."""
        return "left" if self.script.right_to_left else "right"

    @property
    def verso(self) -> str:
        """The side of an open book on which even pages are."""
        return "right" if self.script.right_to_left else "left"

    @property
    def measure(self) -> float:
        """The width of a line of text."""
        return self.trim.width - self.inner - self.outer

    @property
    def leading(self) -> float:
        """The distance of the grid's lines."""
        return self.theme.text.leading


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the pages of one sheet count: the first one's number, and in which figures."""

    first: int
    roman: bool

    def folio(self, index: int) -> str:
        """Return the number of the sheet's page at an index from 0, as printed."""
        number = self.first + index
        return roman(number).lower() if self.roman else str(number)


def page_design(
    trim: Trim,
    script: Script = Script.LATIN,
    theme: Theme = CLASSIC,
    pages: int = 0,
    families: tuple[str, ...] = (),
    binding: Binding = Binding.SEWN,
) -> PageDesign:
    """Return the design for a trim: as many whole lines as leave room for head and folio.

    ``pages`` is how many the book will have, as far as is known: a thick one needs a wider gutter.
    ``families`` are those of running text, () for the theme's. Glue takes a strip of every page.
    """
    margins, leading = theme.margins, theme.text.leading
    free = trim.height - 2 * (margins.edge + leading + _HEAD_AIR)
    lines = max(int(free // leading), 1)
    rest = trim.height - lines * leading
    inner = max(margins.inner, gutter(pages)) + (GLUE if binding is Binding.GLUED else 0.0)
    spare = trim.width - inner - margins.outer - margins.widest * theme.text.size
    more = max(spare, 0.0) / 2
    return PageDesign(
        trim=trim,
        lines=lines,
        top=rest / 2,
        bottom=rest / 2,
        inner=inner + more,
        outer=margins.outer + more,
        theme=theme,
        script=script,
        families=families or (theme.text.family,),
    )


def gutter(pages: int) -> float:
    """Return the least inner margin of a book of so many pages, in points.

    By the table of KDP (help page GVBQ3CMEQW3W2VL6), which wants more than Ingram; from 501 pages
    on, an eighth of an inch beyond it: the leaves of a thick book rise steeply from the spine.
    """
    least = printers_gutter(pages)
    return least + 9.0 if pages > _THICK else least


_THICK = 500


_SQUARE = 10.5
"""The least size of Chinese and Japanese characters on a grid of 15 points: larger ones need more.
"""


def in_squares(design: PageDesign) -> str:
    """Return the rule for characters in squares: a whole number of them fills the measure.

    "" for other scripts. So lines end evenly, although there are no spaces to widen.
    """
    if not design.script.in_squares:
        return ""
    least = _SQUARE * design.leading / 15.0
    size = design.measure / max(int(design.measure // least), 1)
    # A hair less than the measure: one that is a hair more would push a character off each line.
    return f"html {{ font-size: {int(size * 1000) / 1000:g}pt }}\n"


@dataclass(frozen=True, slots=True)
class PageFurniture:
    """What stands around the text: the running heads of both sides, and whether there are folios.

    ``left`` is the verso's head and ``right`` the recto's, whichever side those are on. The first
    page of a sheet has no running head; its folio is kept.
    """

    left: str = ""
    right: str = ""
    folios: bool = True
    lang: str = ""


def page_css(design: PageDesign, furniture: PageFurniture, numbers: Numbers) -> str:
    """Return the `@page` rules of one sheet.

    The sheet's first page stands on the side that its number says: odd numbers are rectos.
    """
    counter = "lower-roman" if numbers.roman else "decimal"
    folio = f"counter(page, {counter})" if furniture.folios else ""
    at_foot = f"@bottom-center {{ {_foot(folio, design)} }}"
    in_head = design.theme.furniture.folios is Folios.HEAD
    recto_first = numbers.first % 2 == 1
    width, height = design.trim.width, design.trim.height
    return f"""
html {{
  break-before: {design.recto if recto_first else design.verso};
  --text-height: {design.lines * design.leading:g}pt;
}}
@page {{
  size: {width:g}pt {height:g}pt;
  margin: {design.top:g}pt {design.outer:g}pt {design.bottom:g}pt {design.outer:g}pt;
  {"" if in_head else at_foot}
}}
@page :{design.verso} {{
  margin-{design.recto}: {design.inner:g}pt;
  {_head(furniture.left, folio, design.verso, design, furniture.lang)}
}}
@page :{design.recto} {{
  margin-{design.verso}: {design.inner:g}pt;
  {_head(furniture.right, folio, design.recto, design, furniture.lang)}
}}
@page :first {{
  counter-reset: page {numbers.first};
  {_head_box(design, design.recto)} {{ content: none }}
  {_head_box(design, design.verso)} {{ content: none }}
  {at_foot if in_head else ""}
}}
"""


def _head_box(design: PageDesign, outside: str) -> str:
    """Return the box of a running head: in the middle, or outside with the folio."""
    in_head = design.theme.furniture.folios is Folios.HEAD
    return f"@top-{outside}" if in_head else "@top-center"


def _head(text: str, folio: str, outside: str, design: PageDesign, lang: str) -> str:
    """Return the rule of a running head; ``outside`` is the side that is not the spine's."""
    furniture = design.theme.furniture
    if not text:
        return f"{_head_box(design, outside)} {{ content: none }}"
    shown, side = f'"{css_string(text)}"', "center"
    if furniture.folios is Folios.HEAD and folio:
        between = '"\\2003"'
        outer_left = outside == "left"
        shown = f"{folio} {between} {shown}" if outer_left else f"{shown} {between} {folio}"
        side = outside
    return (
        f"{_head_box(design, outside)} {{ content: {shown}; "
        f"{_margin_text(furniture.head, design, side)}; vertical-align: top; "
        f"padding-top: {design.theme.margins.edge:g}pt; "
        f"max-height: {design.top - design.theme.margins.edge:g}pt; "
        f"{_look(furniture.head, design, lang)}white-space: nowrap; overflow: hidden }}"
    )


def _margin_text(lettering: Lettering, design: PageDesign, side: str) -> str:
    """Return the size of what stands in a margin, in em of the theme's small size."""
    size = design.theme.sizes.small * lettering.size
    leading = design.theme.fine_leading
    return f"font-size: {size:g}pt; line-height: {leading:g}pt; text-align: {side}"


def _look(lettering: Lettering, design: PageDesign, lang: str) -> str:
    """Return how a running head is set: plainly in scripts without capitals.

    German has an f of its own in EB Garamond, and no small capital of that one (print.css).
    """
    if design.script.has_small_capitals:
        is_german = lang.casefold().split("-")[0] == "de"
        plain = is_german and lettering.letters is Letters.SMALL_CAPITALS
        of_all = 'font-feature-settings: "locl" 0; ' if plain else ""
        return lettering_css(lettering, design.families) + of_all
    return "direction: rtl; " if design.script.right_to_left else ""


def _foot(folio: str, design: PageDesign) -> str:
    """Return what stands at the foot of a page: its number, in figures that every script has."""
    if not folio:
        return "content: none"
    edge, lettering = design.theme.margins.edge, design.theme.furniture.folio
    return (
        f"content: {folio}; {_margin_text(lettering, design, 'center')}; vertical-align: bottom; "
        f"padding-bottom: {edge:g}pt; max-height: {design.bottom - edge:g}pt; "
        f"{lettering_css(lettering, design.families)}"
    )


def type_design(theme: Theme) -> TypeDesign:
    """Return what composition obeys: the theme's sizes, and spaces that go with its own space."""
    text = theme.text
    usual = DEFAULT.spaces
    wider = text.word_space - CLASSIC.text.word_space
    spaces = replace(
        usual, ideal=usual.ideal + wider, narrow=usual.narrow + wider, wide=usual.wide + wider
    )
    return replace(
        DEFAULT,
        size=text.size,
        leading=text.leading,
        indent=text.indent,
        fine=theme.sizes.fine,
        note=theme.sizes.note,
        hyphens=replace(DEFAULT.hyphens, off=not text.hyphenated),
        spaces=spaces,
        ragged=text.ragged,
        lead_in_capitals=theme.opening.lead_in.letters is Letters.SMALL_CAPITALS,
        lead_in_tracking=theme.opening.lead_in.tracking,
    )
