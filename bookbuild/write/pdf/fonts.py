"""The printed book's fonts: which files, which characters they can show, the CSS that names them.

The fonts are ordinary dependencies: EB Garamond, and Noto Serif for what it lacks. An author's own
font files come third. Nothing else may end up in the book.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import uharfbuzz

from bookbuild.model.assets import FontFile

TEXT_FAMILY = "EB Garamond"
SECOND_FAMILY = "Noto Serif"


@dataclass(frozen=True, slots=True)
class FontFace:
    """One font file as the CSS names it; ``url`` is an address of bookbuild's own scheme."""

    family: str
    style: str
    weights: str
    url: str
    data: bytes


_BUILT_IN = (
    (TEXT_FAMILY, "normal", "400 800", "fontpkg_eb_garamond", "EBGaramond[wght].ttf"),
    (TEXT_FAMILY, "italic", "400 800", "fontpkg_eb_garamond", "EBGaramond-Italic[wght].ttf"),
    (SECOND_FAMILY, "normal", "100 900", "fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf"),
    (SECOND_FAMILY, "italic", "100 900", "fontpkg_noto_serif", "NotoSerif-Italic[wdth,wght].ttf"),
)


@cache
def _built_in_faces() -> tuple[FontFace, ...]:
    return tuple(
        FontFace(
            family,
            style,
            weights,
            f"bookbuild:fonts/{number}",
            files(package).joinpath("files", name).read_bytes(),
        )
        for number, (family, style, weights, package, name) in enumerate(_BUILT_IN)
    )


def font_faces(own: tuple[FontFile, ...], characters: frozenset[str]) -> tuple[FontFace, ...]:
    """Return the faces that a book needs: the text's, and of the others only what it takes.

    ``own`` are the author's files, in the order to try them; ``characters`` is every character of
    the book.
    """
    built_in = _built_in_faces()
    text = tuple(face for face in built_in if face.family == TEXT_FAMILY)
    missing = characters - _shown(text)
    if not missing:
        return text
    second = tuple(face for face in built_in if face.family == SECOND_FAMILY)
    authors = tuple(
        FontFace(font.family, "normal", "400", f"bookbuild:fonts/own-{number}", font.data)
        for number, font in enumerate(own)
    )
    needed = second if missing & _shown(second) else ()
    return text + needed + authors


def unshown(faces: tuple[FontFace, ...], characters: frozenset[str]) -> frozenset[str]:
    """Return the characters that none of the faces has a glyph for."""
    return characters - _shown(faces)


def font_css(faces: tuple[FontFace, ...]) -> str:
    """Return the `@font-face` rules and the rule that sets the book in them."""
    rules = [
        f'@font-face {{ font-family: "{face.family}"; font-style: {face.style}; '
        f'font-weight: {face.weights}; src: url("{face.url}") }}'
        for face in faces
    ]
    names = dict.fromkeys(face.family for face in faces)
    quoted = ", ".join(f'"{name}"' for name in names)
    rules.append(f"html, code, pre {{ font-family: {quoted} }}")
    return "\n".join(rules)


def _shown(faces: tuple[FontFace, ...]) -> frozenset[str]:
    return frozenset(_IGNORABLE).union(*(_coverage(face.url, face.data) for face in faces))


_IGNORABLE = "\t\n\r\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202f\u2009\u200a"
"""Characters that set no ink: a space or nothing, whatever the font."""


@cache
def _coverage(url: str, data: bytes) -> frozenset[str]:
    face = uharfbuzz.Face(data)
    return frozenset(chr(code) for code in face.unicodes)
