"""The parts that a book is printed in: what is ordered, and what comes back.

Every section is a part. All of it is plain values: it can be sent to another process, and a part
can be kept on disk as JSON and bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bookbuild.model.edition import Edition
from bookbuild.write.pdf.composition.composable import Composable
from bookbuild.write.pdf.composition.sides import Side
from bookbuild.write.pdf.design import PageDesign
from bookbuild.write.pdf.fonts import FontFace
from bookbuild.write.pdf.press import FontUse, Resource

if TYPE_CHECKING:
    from bookbuild.write.pdf.composition.drop_caps import Initials


@dataclass(frozen=True, slots=True)
class BookWork:
    """What all parts of a book have in common.

    ``edition`` is without its units and pictures, which the orders bring along; ``css`` and
    ``resources`` are the press's, ``omitted`` the characters that no font of the book can show;
    ``tagged`` parts have the structure that screen readers follow; ``initials`` are the large
    letters with which chapters open, None for a book without.
    """

    edition: Edition
    css: tuple[str, ...]
    resources: tuple[Resource, ...]
    faces: tuple[FontFace, ...]
    design: PageDesign
    omitted: frozenset[str]
    tagged: bool = False
    initials: Initials | None = None


@dataclass(frozen=True, slots=True)
class ToCompose:
    """Sections to compose, each for a first page on each of these sides.

    ``linked`` are the ids of their paragraphs without a name that links lead to.
    """

    units: tuple[Composable, ...]
    sides: tuple[Side, ...]
    linked: tuple[str, ...] = ()


Remark = tuple[str, int, str, str]
Mark = tuple[int, str]


@dataclass(frozen=True, slots=True)
class ComposedText:
    """A section's content as its sheet takes it, the rules of its lines, how many pages it has.

    ``remarks`` are what could not be set as the rest was: each a code, the line of the author's
    file, what is wrong, and what to do. ``marks`` are what a typesetter would look at again: each
    a page, counted from 0, and a word or two.
    """

    html: str
    css: str
    pages: int
    remarks: tuple[Remark, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Composition:
    """A section as it was composed for a side; ``text`` is None where it cannot be."""

    unit: str
    side: Side
    text: ComposedText | None


@dataclass(frozen=True, slots=True)
class Compositions:
    """What was composed; nothing where the style sheets change running text (``obeyed`` False)."""

    obeyed: bool
    made: tuple[Composition, ...]


@dataclass(frozen=True, slots=True)
class ToPrint:
    """A sheet to print, with the rules of its pages, and of its lines, which many sheets share;
    ``texts`` are the plain texts of its blocks by id."""

    html: str
    css: str
    line_css: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Begin:
    """Where a page begins: the block, and the place in its text; "" where no block does."""

    block: str = ""
    offset: int = 0


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """Where the lines of a block stand on a page: in points from the page's head."""

    block: str
    top: float
    bottom: float


PlacedPage = tuple[PlacedBlock, ...]


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A part as a PDF of its own: where each of its pages begins, its fonts, what the press said.

    ``placed`` is what stands where on each of its pages. A link into another part is an address
    that begins with `LINK_TO`.
    """

    pdf: bytes
    begins: tuple[Begin, ...]
    fonts: tuple[FontUse, ...] = ()
    heard: tuple[str, ...] = ()
    placed: tuple[PlacedPage, ...] = ()


LINK_TO = "bookbuild:to/"
"""How the address of a place in another part begins; the name follows, quoted as in an URL."""

Order = ToCompose | ToPrint
Answer = Compositions | PrintedPart
