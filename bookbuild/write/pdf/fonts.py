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


@dataclass(frozen=True, slots=True)
class _VariableFont:
    """A variable font file of an installed package, and the family and style that it draws."""

    family: str
    style: str
    package: str
    name: str


_VARIABLE_FONTS = (
    _VariableFont(TEXT_FAMILY, "normal", "fontpkg_eb_garamond", "EBGaramond[wght].ttf"),
    _VariableFont(TEXT_FAMILY, "italic", "fontpkg_eb_garamond", "EBGaramond-Italic[wght].ttf"),
    _VariableFont(SECOND_FAMILY, "normal", "fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf"),
    _VariableFont(SECOND_FAMILY, "italic", "fontpkg_noto_serif", "NotoSerif-Italic[wdth,wght].ttf"),
)
_WEIGHTS = (400, 700)


@cache
def _built_in_faces(family: str) -> tuple[FontFace, ...]:
    """Return a family's faces as static fonts, regular and bold.

    HarfBuzz pins the weight in milliseconds. Given the variable file, WeasyPrint would do it with
    fontTools, in seconds and with the clock's time in the font.
    """
    fonts = (font for font in _VARIABLE_FONTS if font.family == family)
    return tuple(_pinned(font, weight) for font in fonts for weight in _WEIGHTS)


def _pinned(font: _VariableFont, weight: int) -> FontFace:
    data = files(font.package).joinpath("files", font.name).read_bytes()
    face = uharfbuzz.Face(data)
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    for axis in face.axis_infos:
        pin = float(weight) if axis.tag == "wght" else axis.default_value
        wanted.pin_axis_location(face, axis.tag, pin)
    static = uharfbuzz.subset(face, wanted).blob.data
    name = f"{font.family} {font.style} {weight}".lower().replace(" ", "-")
    return FontFace(font.family, font.style, str(weight), f"bookbuild:fonts/{name}", static)


def font_faces(own: tuple[FontFile, ...], characters: frozenset[str]) -> tuple[FontFace, ...]:
    """Return the faces of a book: the text's, the second family where it is needed, the author's.

    ``own`` are the author's files, in the order to try them; ``characters`` is every character of
    the book.
    """
    text = _built_in_faces(TEXT_FAMILY)
    missing = characters - _shown(text)
    second = _built_in_faces(SECOND_FAMILY) if missing else ()
    needed = second if missing & _shown(second) else ()
    families = dict.fromkeys(font.family for font in own)
    return text + needed + tuple(face for name in families for face in _own_faces(name, own))


def _own_faces(family: str, own: tuple[FontFile, ...]) -> tuple[FontFace, ...]:
    """Return an author's family as four faces, each the file that comes nearest to it.

    All four are named, so that no font of the same name on the machine stands in for a missing
    one.
    """
    files_ = [font for font in own if font.family == family]
    return tuple(
        _own_face(_nearest(files_, italic=italic, bold=bold), italic=italic, bold=bold)
        for italic in (False, True)
        for bold in (False, True)
    )


def _nearest(fonts: list[FontFile], *, italic: bool, bold: bool) -> FontFile:
    return min(fonts, key=lambda font: 2 * (font.italic != italic) + (font.bold != bold))


def _own_face(font: FontFile, *, italic: bool, bold: bool) -> FontFace:
    style, weight = "italic" if italic else "normal", "700" if bold else "400"
    return FontFace(font.family, style, weight, f"bookbuild:fonts/own/{font.path}", font.data)


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
    rules.append(f"html {{ font-family: {quoted} }}")
    return "\n".join(rules)


def _shown(faces: tuple[FontFace, ...]) -> frozenset[str]:
    return frozenset(_IGNORABLE).union(*(_coverage(face) for face in faces))


_IGNORABLE = "\t\n\r\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202f\u2009\u200a"
"""Characters that set no ink: a space or nothing, whatever the font."""


def _coverage(face: FontFace) -> frozenset[str]:
    """Return the characters that a face has a glyph for: read in less than a millisecond."""
    return frozenset(chr(code) for code in uharfbuzz.Face(face.data).unicodes)
