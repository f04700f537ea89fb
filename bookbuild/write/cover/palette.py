"""The grounds and inks of plain covers: cloth colours, quiet enough for any story."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A cover's colours: the ground, the ink of its words, and the accent of rules and ornament."""

    name: str
    ground: Colour
    ink: Colour
    accent: Colour


SCHEMES = (
    Scheme("ink blue", (27, 42, 65), (243, 236, 221), (196, 167, 112)),
    Scheme("bottle green", (28, 58, 48), (242, 236, 220), (200, 174, 118)),
    Scheme("oxblood", (92, 29, 34), (245, 235, 219), (211, 172, 118)),
    Scheme("aubergine", (58, 37, 64), (244, 235, 226), (198, 165, 140)),
    Scheme("slate", (56, 68, 76), (243, 240, 231), (201, 189, 158)),
    Scheme("peacock", (17, 68, 76), (241, 238, 223), (206, 178, 120)),
    Scheme("walnut", (69, 50, 38), (244, 234, 215), (203, 165, 108)),
    Scheme("paper", (240, 232, 214), (43, 38, 35), (142, 52, 42)),
)


def scheme_for(identifier: str) -> Scheme:
    """Return the colours of a book: an identifier has the same ones for ever."""
    return SCHEMES[sha256(identifier.encode()).digest()[0] % len(SCHEMES)]
