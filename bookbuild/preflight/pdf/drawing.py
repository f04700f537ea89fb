"""What a page's content leaves on the page, gathered while it is read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from pikepdf import Dictionary, Name

from bookbuild.preflight.pdf.faces import Face
from bookbuild.preflight.pdf.inks import Space
from bookbuild.preflight.pdf.matrices import IDENTITY, Matrix, placed
from bookbuild.preflight.pdf.objects import items, number
from bookbuild.preflight.pdf.survey import Box, Ink, PlacedPicture

MOST_PICTURES = 2_000
"""How many pictures of a page are kept."""


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour to paint with: the kind of its space, and its ink, None for white."""

    space: Space = Space.GREY
    ink: Ink | None = Ink.BLACK


@dataclass(frozen=True, slots=True)
class Setting:
    """What a page's content has set at one moment, and takes back with Q.

    ``matrix`` leads to the page, ``clip`` is a box on it outside of which nothing is seen. Lengths
    of text are as the file has them.
    """

    clip: Box
    matrix: Matrix = IDENTITY
    fill: Colour = Colour()
    stroke: Colour = Colour()
    line: float = 1.0
    face: Face | None = None
    size: float = 0.0
    apart: float = 0.0
    words_apart: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


EVERYWHERE = Box(-1e6, -1e6, 1e6, 1e6)
"""For what is seen wherever it stands."""


@dataclass(slots=True)
class Drawn:
    """All that was drawn on one page; filled while its content is read, and then read off."""

    text: Box | None = None
    art: Box | None = None
    inks: set[Ink] = field(default_factory=set)
    pictures: list[PlacedPicture] = field(default_factory=list)
    sizes: Counter[int] = field(default_factory=Counter)
    faces: dict[str, Face] = field(default_factory=dict)
    transparent: bool = False
    unread: str = ""

    def letters(self, box: Box | None, setting: Setting, size: float, count: int) -> None:
        """Add a run of letters, whose box is in the page's own measures."""
        shown = box.within(setting.clip) if box else None
        ink = setting.fill.ink if setting.mode % 4 != 1 else setting.stroke.ink
        if shown is None or ink is None or setting.mode == 3:
            return
        self.text = shown.with_(self.text)
        self.inks.add(ink)
        self.sizes[min(round(size * 10), 10_000)] += count

    def area(self, box: Box | None, setting: Setting, colour: Colour) -> None:
        """Add something painted that is neither text nor a picture."""
        shown = box.within(setting.clip) if box else None
        if shown is None or colour.ink is None:
            return
        self.art = shown.with_(self.art)
        self.inks.add(colour.ink)

    def picture(self, picture: PlacedPicture | None, setting: Setting, ink: Ink) -> None:
        """Add a picture; None for one whose pixels are not known."""
        shown = placed(Box(0.0, 0.0, 1.0, 1.0), setting.matrix).within(setting.clip)
        if shown is None:
            return
        self.art = shown.with_(self.art)
        self.inks.add(ink)
        if picture and len(self.pictures) < MOST_PICTURES:
            self.pictures.append(picture)


def clipped(setting: Setting, box: Box | None) -> Setting:
    """Return the setting in which only what is in a box is seen."""
    inner = box.within(setting.clip) if box else None
    # Nothing is left of the page: a box without width, off every page, shows nothing.
    return replace(setting, clip=inner or Box(-1e9, -1e9, -1e9, -1e9))


def is_see_through(state: Dictionary) -> bool:
    """Return whether what is painted in a graphics state lets through what is under it."""
    thin = any(number(state.get(key, 1)) < 1.0 for key in ("/ca", "/CA"))
    blend = state.get("/BM", Name.Normal)
    modes = [str(blend)] if isinstance(blend, Name) else list(map(str, items(blend)))
    mixed = any(mode not in ("/Normal", "/Compatible") for mode in modes[:1])
    return thin or mixed or isinstance(state.get("/SMask"), Dictionary)
