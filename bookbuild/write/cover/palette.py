"""The colours of a drawn cover: the author's, or a scheme that the book's identifier chooses."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import assert_never

from bookbuild.model.colours import Colour, mix, named, readable
from bookbuild.model.cover import CoverDesign, Design


@dataclass(frozen=True, slots=True)
class Scheme:
    """A cover's colours: the ground, the ink of its words, and the accent of what adorns it."""

    ground: Colour
    ink: Colour
    accent: Colour


def _scheme(ground: str, ink: str, accent: str) -> Scheme:
    return Scheme(named(ground), named(ink), named(accent))


_CLOTHS = (
    _scheme("ink blue", "cream", "gold"),
    _scheme("bottle green", "cream", "gold"),
    _scheme("oxblood", "cream", "gold"),
    _scheme("aubergine", "ivory", "gold"),
    _scheme("slate", "ivory", "sand"),
    _scheme("peacock", "ivory", "gold"),
    _scheme("walnut", "cream", "gold"),
)
_CLASSIC = (*_CLOTHS, _scheme("cream", "black", "oxblood"))
_COLUMN = (
    _scheme("cream", "ink blue", "vermilion"),
    _scheme("ivory", "black", "peacock"),
    _scheme("cream", "walnut", "moss"),
    _scheme("blush", "oxblood", "oxblood"),
    _scheme("pearl", "midnight", "brick"),
    _scheme("primrose", "black", "bottle green"),
)
_BANDS = (
    _scheme("cream", "ink blue", "vermilion"),
    _scheme("primrose", "bottle green", "brick"),
    _scheme("blush", "aubergine", "vermilion"),
    _scheme("sky", "midnight", "primrose"),
    _scheme("sand", "oxblood", "ochre"),
    _scheme("ivory", "peacock", "ochre"),
)
_INITIAL = (
    _scheme("cream", "ink blue", "vermilion"),
    _scheme("ivory", "black", "peacock"),
    _scheme("blush", "oxblood", "brick"),
    _scheme("primrose", "midnight", "sea green"),
    _scheme("midnight", "ivory", "ochre"),
    _scheme("cream", "bottle green", "moss"),
)
_LANDSCAPE = (
    _scheme("cream", "ink blue", "vermilion"),
    _scheme("blush", "aubergine", "ivory"),
    _scheme("sky", "midnight", "ivory"),
    _scheme("primrose", "peacock", "vermilion"),
    _scheme("midnight", "cream", "primrose"),
    _scheme("sand", "oxblood", "ivory"),
)


def schemes(design: Design) -> tuple[Scheme, ...]:
    """Return the schemes that suit a design."""
    match design:
        case Design.CLASSIC:
            return _CLASSIC
        case Design.COLUMN:
            return _COLUMN
        case Design.BANDS:
            return _BANDS
        case Design.INITIAL:
            return _INITIAL
        case Design.LANDSCAPE:
            return _LANDSCAPE
        case Design.CLOTH:
            return _CLOTHS
        case _:
            assert_never(design)


def scheme_for(identifier: str, asked: CoverDesign) -> Scheme:
    """Return the colours of a book: the author's, or those that its identifier has for ever.

    Of a ground alone the ink is cream or black; an accent that is not named lies between the two.
    """
    match asked.colours:
        case (ground, ink, accent, *_):
            return Scheme(ground, ink, accent)
        case (ground, ink):
            return Scheme(ground, ink, mix(ink, ground, 0.3))
        case (ground,):
            ink = readable((), ground)
            return Scheme(ground, ink, mix(ink, ground, 0.3))
        case _:
            own = schemes(asked.design)
            return own[sha256(identifier.encode()).digest()[0] % len(own)]
