"""The printed page: trim, margins, grid, and the CSS of one sheet's pages.

All measures are points (72 to the inch). The text stands on a grid of `LEADING`; the margins are
what is left of the trim around a whole number of lines. The inner margin is three quarters of an
inch, the outer five eighths, and no ink stands nearer to the trim than half an inch, which is what
the print shops ask for.
"""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.model.editions import Trim
from bookbuild.model.numerals import roman
from bookbuild.write.css_text import css_string

LEADING = 15.0
INNER = 54.0
OUTER = 45.0
EDGE = 36.0
"""Nothing stands nearer to the trim than this."""
_HEAD = LEADING + 8.0
"""What a running head or a folio needs beyond the edge: its line, and air to the text."""


@dataclass(frozen=True, slots=True)
class PageDesign:
    """The page's measures in points; ``lines`` is how many lines of text a full page holds."""

    trim: Trim
    lines: int
    top: float
    bottom: float

    @property
    def measure(self) -> float:
        """The width of a line of text."""
        return self.trim.width - INNER - OUTER


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the pages of one sheet count: the first one's number, and in which figures."""

    first: int
    roman: bool

    def folio(self, index: int) -> str:
        """Return the number of the sheet's page at an index from 0, as printed."""
        number = self.first + index
        return roman(number).lower() if self.roman else str(number)


def page_design(trim: Trim) -> PageDesign:
    """Return the design for a trim: as many whole lines as leave room for head and folio."""
    free = trim.height - 2 * (EDGE + _HEAD)
    lines = max(int(free // LEADING), 1)
    rest = trim.height - lines * LEADING
    return PageDesign(trim, lines, rest / 2, rest / 2)


@dataclass(frozen=True, slots=True)
class PageFurniture:
    """What stands around the text: the running heads of both sides, and whether there are folios.

    The first page of a sheet has no running head; its folio is kept.
    """

    left: str = ""
    right: str = ""
    folios: bool = True


def page_css(design: PageDesign, furniture: PageFurniture, numbers: Numbers) -> str:
    """Return the `@page` rules of one sheet.

    The sheet's first page stands on the side that its number says: odd numbers are rectos.
    """
    counter = "lower-roman" if numbers.roman else "decimal"
    folio = f"content: counter(page, {counter})" if furniture.folios else "content: none"
    recto_first = numbers.first % 2 == 1
    width, height = design.trim.width, design.trim.height
    return f"""
html {{
  break-before: {"right" if recto_first else "left"};
  --text-height: {design.lines * LEADING:g}pt;
}}
@page {{
  size: {width:g}pt {height:g}pt;
  margin: {design.top:g}pt {OUTER:g}pt {design.bottom:g}pt {INNER:g}pt;
  @bottom-center {{ {folio}; {_MARGIN_TEXT}; vertical-align: bottom; {_foot(design)} }}
}}
@page :left {{
  margin-left: {OUTER:g}pt;
  margin-right: {INNER:g}pt;
  @top-center {{ {_head(furniture.left, design)} }}
}}
@page :right {{
  @top-center {{ {_head(furniture.right, design)} }}
}}
@page :first {{
  counter-reset: page {numbers.first};
  @top-center {{ content: none }}
}}
"""


_MARGIN_TEXT = "font-size: 9.5pt; line-height: 12pt; font-style: normal; text-align: center"


def _head(text: str, design: PageDesign) -> str:
    if not text:
        return "content: none"
    return (
        f'content: "{css_string(text)}"; {_MARGIN_TEXT}; vertical-align: top; '
        f"padding-top: {EDGE:g}pt; max-height: {design.top - EDGE:g}pt; "
        "font-variant-caps: all-small-caps; letter-spacing: .08em; white-space: nowrap; "
        "overflow: hidden"
    )


def _foot(design: PageDesign) -> str:
    return f"padding-bottom: {EDGE:g}pt; max-height: {design.bottom - EDGE:g}pt"
