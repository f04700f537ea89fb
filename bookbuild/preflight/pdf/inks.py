"""Which ink a colour of a PDF is printed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import assert_never

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from bookbuild.preflight.pdf.objects import items, number
from bookbuild.preflight.pdf.survey import Ink

_SAME = 0.012
"""How far apart red, green and blue may be for a grey: three in 255, which no eye sees."""
_MOST_INK = 2.4
"""The most ink on one spot, all four added up: Ingram's 240 per cent."""


class Space(Enum):
    """The kinds of colours that a PDF counts in; ``NONE`` is one that is not known."""

    GREY = "grey"
    RGB = "light"
    CMYK = "inks"
    BLACK = "black ink, named"
    SPOT = "spot"
    NONE = "unknown"


def ink_of(space: Space, parts: Sequence[float]) -> Ink | None:
    """Return the ink of a colour, None for white."""
    match space, len(parts):
        case Space.GREY, 1:
            return None if parts[0] >= 1.0 - _SAME else Ink.BLACK
        case Space.BLACK, 1:
            return None if parts[0] <= _SAME else Ink.BLACK
        case Space.RGB, 3:
            return _of_light(parts)
        case Space.CMYK, 4:
            return _of_inks(parts)
        case Space.SPOT, _:
            return Ink.SPOT
        case _:
            return Ink.COLOUR


def _of_light(parts: Sequence[float]) -> Ink | None:
    if min(parts) >= 1.0 - _SAME:
        return None
    return Ink.LIGHT_BLACK if max(parts) - min(parts) <= _SAME else Ink.COLOUR


def _of_inks(parts: Sequence[float]) -> Ink | None:
    if max(parts) <= _SAME:
        return None
    if sum(parts) > _MOST_INK + _SAME:
        return Ink.HEAVY
    if max(parts[:3]) <= _SAME:
        return Ink.BLACK
    coloured = max(parts[:3]) - min(parts[:3]) > 0.2
    return Ink.COLOUR if coloured and parts[3] < 0.9 else Ink.RICH_BLACK


def ink_of_picture(space: Space) -> Ink:
    """Return the ink of a picture, of which each pixel may be another."""
    match space:
        case Space.GREY | Space.BLACK:
            return Ink.BLACK
        case Space.SPOT:
            return Ink.SPOT
        case Space.RGB | Space.CMYK | Space.NONE:
            return Ink.COLOUR
        case _:
            assert_never(space)


_STRONGEST = (*(Ink.SPOT, Ink.COLOUR, Ink.HEAVY, Ink.RICH_BLACK, Ink.LIGHT_BLACK, Ink.BLACK),)
"""The inks, the one that a printer minds most first."""


def strongest(inks: Iterable[Ink | None]) -> Ink | None:
    """Return the ink that a printer minds most, None where all is white."""
    found = set(inks)
    return next((ink for ink in _STRONGEST if ink in found), None)


def ink_of_gradient(shading: Dictionary | pikepdf.Stream, named: Dictionary) -> Ink | None:
    """Return the ink of a gradient: of the colours between which it runs, where they are known."""
    space = space_of(shading.get("/ColorSpace"), named)
    ends = tuple(_ends(shading.get("/Function"), 0))
    return strongest(ink_of(space, end) for end in ends) if ends else ink_of_picture(space)


def _ends(function: Object | None, depth: int) -> Iterator[tuple[float, ...]]:
    """Yield the colours between which a function runs, or those that it is stitched of."""
    if not isinstance(function, Dictionary) or depth > _DEEPEST:
        return
    if "/Functions" in function:
        for each in items(function.get("/Functions")):
            yield from _ends(each, depth + 1)
    for name in ("/C0", "/C1"):
        if name in function:
            yield tuple(number(part) for part in items(function.get(name)))


_DEEPEST = 4


_NAMED = {
    "/DeviceGray": Space.GREY,
    "/G": Space.GREY,
    "/CalGray": Space.GREY,
    "/DeviceRGB": Space.RGB,
    "/RGB": Space.RGB,
    "/CalRGB": Space.RGB,
    "/Lab": Space.NONE,
    "/DeviceCMYK": Space.CMYK,
    "/CMYK": Space.CMYK,
}
_OF_PARTS = {1: Space.GREY, 3: Space.RGB, 4: Space.CMYK}


def space_of(colours: Object | None, named: Dictionary | None = None, depth: int = 0) -> Space:
    """Return the kind of a colour space; ``named`` are those that the page's resources name."""
    if isinstance(colours, Name):
        known = _NAMED.get(str(colours))
        inner = named.get(str(colours)) if named is not None else None
        return known or (space_of(inner, None, depth + 1) if inner is not None else Space.NONE)
    if depth > 4 or not isinstance(colours, Array) or not len(colours):
        return Space.NONE
    match str(colours[0]):
        case "/ICCBased" if len(colours) > 1 and isinstance(colours[1], pikepdf.Stream):
            return _OF_PARTS.get(_count(colours[1].get("/N")), Space.NONE)
        case "/Indexed" | "/I" if len(colours) > 1:
            return space_of(colours[1], named, depth + 1)
        case "/Separation" if len(colours) > 1:
            return Space.BLACK if str(colours[1]) == "/Black" else Space.SPOT
        case "/DeviceN":
            return Space.SPOT
        case family:
            return _NAMED.get(family, Space.NONE)


def _count(number: object) -> int:
    return number if isinstance(number, int) else 0
