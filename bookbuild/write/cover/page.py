"""A cover before it is painted: what stands where, in thousandths of its width.

The page is 1000 wide and 1600 high, x to the right and y down, so that the picture in the book and
a larger one for the shops are the same design. A `Layout` is a value: tests and people can read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bookbuild.model.colours import Colour

WIDTH = 1000.0
HEIGHT = 1600.0

Point = tuple[float, float]
Contour = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Its width in thousandths of the page's."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height in thousandths of the page's width."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The x of its middle."""
        return (self.left + self.right) / 2

    def inset(self, by: float) -> Box:
        """Return the box with so much less on each side."""
        return Box(self.left + by, self.top + by, self.right - by, self.bottom - by)


PAGE = Box(0.0, 0.0, WIDTH, HEIGHT)


@dataclass(frozen=True, slots=True)
class Panel:
    """A box of one colour."""

    box: Box
    colour: Colour


@dataclass(frozen=True, slots=True)
class Outline:
    """A shape of one colour, seen within ``clip`` only.

    What runs clockwise is filled, what runs the other way is cut out of it.
    """

    contours: tuple[Contour, ...]
    colour: Colour
    clip: Box = PAGE


@dataclass(frozen=True, slots=True)
class Ridge:
    """Everything below a line that goes from the page's left edge to its right one."""

    crest: Contour
    colour: Colour


@dataclass(frozen=True, slots=True)
class Weave:
    """The whole page as cloth: threads over and under each other.

    ``thread`` is a thread's width; ``grain`` has a byte for each thread, how light it is: first
    the threads across, then those that go down.
    """

    dark: Colour
    light: Colour
    thread: float
    grain: bytes


class Family(Enum):
    """The families of a cover: the value is the height of their capitals in ems."""

    GARAMOND = 0.65
    NOTO = 0.714


@dataclass(frozen=True, slots=True)
class Type:
    """How letters look: a family, its weight and width in percent, tracking in ems."""

    family: Family = Family.GARAMOND
    weight: int = 430
    stretch: float = 100.0
    italic: bool = False
    tracking: float = 0.0
    small_caps: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A line of type: where its baseline begins, an em's size, and what its colour stands on.

    ``width`` is what the line takes up. One that is ``turned`` runs upwards from (x, baseline),
    the feet of its letters to the right.
    """

    text: str
    type: Type
    x: float
    baseline: float
    size: float
    width: float
    colour: Colour
    ground: Colour
    turned: bool = False

    @property
    def box(self) -> Box:
        """Where the line stands: from the tops of its capitals to the feet of its descenders."""
        up, down = self.size * 0.72, self.size * 0.26
        if self.turned:
            return Box(self.x - up, self.baseline - self.width, self.x + down, self.baseline)
        return Box(self.x, self.baseline - up, self.x + self.width, self.baseline + down)


Item = Panel | Outline | Ridge | Weave | Words


@dataclass(frozen=True, slots=True)
class Layout:
    """A cover: its ground, and what lies on it from the bottom to the top.

    ``fonts`` are font files of the author's, for letters that the book's own fonts lack.
    """

    ground: Colour
    items: tuple[Item, ...]
    fonts: tuple[bytes, ...] = ()

    @property
    def words(self) -> tuple[Words, ...]:
        """The lines of type, in the order of their drawing."""
        return tuple(item for item in self.items if isinstance(item, Words))
