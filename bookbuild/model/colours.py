"""Colours by name, as a writer would call them, and how well one is read on another."""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255, in sRGB."""

LEAST_CONTRAST = 4.5
"""What WCAG 2.2 (1.4.3, level AA) asks of a text and its ground."""


@dataclass(frozen=True, slots=True)
class NamedColour:
    """A colour of the palette."""

    name: str
    colour: Colour


PALETTE = (
    NamedColour("black", (24, 23, 25)),
    NamedColour("charcoal", (50, 52, 57)),
    NamedColour("slate", (60, 73, 83)),
    NamedColour("steel", (88, 113, 133)),
    NamedColour("midnight", (18, 25, 46)),
    NamedColour("ink blue", (27, 42, 65)),
    NamedColour("navy", (31, 50, 92)),
    NamedColour("sky", (170, 199, 212)),
    NamedColour("peacock", (15, 70, 79)),
    NamedColour("sea green", (52, 116, 110)),
    NamedColour("bottle green", (26, 57, 47)),
    NamedColour("moss", (86, 96, 53)),
    NamedColour("sage", (163, 177, 150)),
    NamedColour("oxblood", (94, 27, 33)),
    NamedColour("brick", (155, 61, 43)),
    NamedColour("vermilion", (206, 66, 40)),
    NamedColour("rose", (205, 138, 135)),
    NamedColour("blush", (240, 214, 203)),
    NamedColour("aubergine", (59, 36, 65)),
    NamedColour("lavender", (176, 167, 202)),
    NamedColour("walnut", (68, 49, 38)),
    NamedColour("leather", (146, 99, 62)),
    NamedColour("ochre", (202, 148, 53)),
    NamedColour("gold", (202, 169, 103)),
    NamedColour("primrose", (240, 218, 146)),
    NamedColour("sand", (222, 205, 174)),
    NamedColour("cream", (245, 236, 216)),
    NamedColour("ivory", (250, 246, 236)),
    NamedColour("pearl", (219, 223, 222)),
    NamedColour("white", (255, 255, 255)),
)
"""Colours of cloth, paper and ink, tuned to go together."""


def named(name: str) -> Colour:
    """Return a colour of the palette; a KeyError for a name that it does not have."""
    found = next((each.colour for each in PALETTE if each.name == name), None)
    if found is None:
        raise KeyError(name)
    return found


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Return a colour between two: ``share`` is the second's part, 0 to 1."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of WCAG 2.2, from 1 (the same) to 21 (black and white)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Colour) -> float:
    """Return the relative luminance of WCAG 2.2, 0 for black to 1 for white."""
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def readable(wanted: tuple[Colour, ...], ground: Colour) -> Colour:
    """Return the first of some colours that can be read on a ground.

    Where none can, it is cream or black, or at last the pure ones, whichever can.
    """
    spare = (named("cream"), named("black"), (255, 255, 255), (0, 0, 0))
    candidates = (*wanted, *spare)
    able = (each for each in candidates if contrast(each, ground) >= LEAST_CONTRAST)
    return next(able, max(candidates, key=lambda each: contrast(each, ground)))
