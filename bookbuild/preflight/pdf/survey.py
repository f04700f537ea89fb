"""What was measured of a PDF: values only. Lengths are points (72 to the inch)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, from its lower left corner to its upper right one."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.top - self.bottom

    def with_(self, other: Box | None) -> Box:
        """Return the least rectangle around both."""
        if other is None:
            return self
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def within(self, other: Box) -> Box | None:
        """Return what both have in common, None for nothing."""
        left, right = max(self.left, other.left), min(self.right, other.right)
        bottom, top = max(self.bottom, other.bottom), min(self.top, other.top)
        return Box(left, bottom, right, top) if left <= right and bottom <= top else None


class Ink(Enum):
    """Of what something is printed; white is no ink."""

    BLACK = "black ink alone"
    LIGHT_BLACK = "black or grey that is mixed of red, green and blue light"
    RICH_BLACK = "black that is mixed of several inks"
    HEAVY = "more ink than paper can take"
    COLOUR = "colour"
    SPOT = "a spot colour"


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture on a page: its size in pixels, its least resolution in pixels to the inch."""

    width: int
    height: int
    resolution: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class PageSurvey:
    """A page as it was measured.

    ``number`` counts from 1. ``trim`` is what is left when it is cut, ``media`` the whole sheet.
    ``text`` is around all letters and ``art`` around all else that is seen, None for nothing.
    ``small`` counts letters by the tenth of a point of their size. ``notes`` names what a reader
    could click or open, by its kind in the file. ``unread`` is why the page, or the rest of it,
    could not be measured, "" where it could.
    """

    number: int
    media: Box
    trim: Box
    text: Box | None = None
    art: Box | None = None
    inks: tuple[Ink, ...] = ()
    pictures: tuple[PlacedPicture, ...] = ()
    sizes: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()
    transparent: bool = False
    turned: bool = False
    unread: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing is printed on the page, as far as could be seen."""
        return self.text is None and self.art is None and not self.unread


class Lettering(Enum):
    """How a font's letters are described in the file."""

    TRUE_TYPE = "TrueType"
    TYPE_1 = "Type 1"
    CFF = "CFF"
    WRAPPED = "OpenType"
    TYPE_3 = "Type 3"


@dataclass(frozen=True, slots=True)
class FontSurvey:
    """A font that is used: its name without the mark of a part, and the page where it begins."""

    name: str
    lettering: Lettering
    embedded: bool
    page: int


@dataclass(frozen=True, slots=True)
class Survey:
    """A PDF as it was measured.

    ``scripts`` and ``attachments`` count; ``particulars`` are what the file says of itself, by
    name; ``claims`` the standards that it says it keeps. ``left_out`` is how many pages were not
    looked at, because there are too many of them.
    """

    pages: tuple[PageSurvey, ...]
    fonts: tuple[FontSurvey, ...]
    size: int
    encrypted: bool = False
    outlined: bool = False
    scripts: int = 0
    attachments: int = 0
    forms: bool = False
    layers: bool = False
    particulars: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    title: str = ""
    language: str = ""
    tagged: bool = False
    right_to_left: bool = False
    left_out: int = 0
