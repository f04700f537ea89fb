"""The fonts that the book is set in: where they are, what they can show, their static cuts.

The fonts are ordinary dependencies: those of the themes, and Noto Serif for what they lack. All
come with TrueType outlines under the SIL Open Font License, without a reserved name, and nearly all
as variable fonts. HarfBuzz pins a weight and takes out the characters of one book in milliseconds,
and gives the same bytes every time; fontTools would take seconds for it and write the clock's time
into the font.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files

import uharfbuzz

TEXT_FAMILY = "EB Garamond"
SECOND_FAMILY = "Noto Serif"
LICENCE = "SIL Open Font License 1.1"
"""What all families may be used under, as a colophon names it."""

REGULAR, BOLD = 400, 700


@dataclass(frozen=True, slots=True)
class VariableFont:
    """A variable font file of an installed package, and the family and style that it draws.

    ``optical`` is the size in points that it is drawn for, None where a file has no such axis.
    ``regular`` and ``bold`` are the weights that stand for these in the family: a family for
    headings may have a light one for regular. A file that is not variable has ``weight``, and there
    is one for each.
    """

    family: str
    italic: bool
    package: str
    name: str
    optical: float | None = None
    regular: int = REGULAR
    bold: int = BOLD
    weight: int | None = None

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        return files(self.package).joinpath("files", self.name).read_bytes()

    def has(self, weight: int) -> bool:
        """Return whether `REGULAR` or `BOLD` can be made of the file."""
        return self.weight in (None, weight)

    def drawn(self, weight: int) -> int:
        """Return which weight of the file is `REGULAR` or `BOLD` in its family."""
        return self.bold if weight == BOLD else self.regular


def _literata(family: str, optical: float, regular: int, bold: int) -> tuple[VariableFont, ...]:
    package, axes = "fontpkg_literata", "[opsz,wght].ttf"
    return (
        VariableFont(family, False, package, f"Literata{axes}", optical, regular, bold),
        VariableFont(family, True, package, f"Literata-Italic{axes}", optical, regular, bold),
    )


def _source_serif(family: str, optical: float, bold: int) -> tuple[VariableFont, ...]:
    package, axes = "fontpkg_source_serif_4", "[opsz,wght].ttf"
    return (
        VariableFont(family, False, package, f"SourceSerif4{axes}", optical, bold=bold),
        VariableFont(family, True, package, f"SourceSerif4-Italic{axes}", optical, bold=bold),
    )


def _atkinson(style: str, *, italic: bool, weight: int) -> VariableFont:
    name = f"AtkinsonHyperlegible-{style}.ttf"
    package = "fontpkg_atkinson_hyperlegible"
    return VariableFont("Atkinson Hyperlegible", italic, package, name, weight=weight)


_VARIABLE_FONTS = (
    VariableFont(TEXT_FAMILY, False, "fontpkg_eb_garamond", "EBGaramond[wght].ttf"),
    VariableFont(TEXT_FAMILY, True, "fontpkg_eb_garamond", "EBGaramond-Italic[wght].ttf"),
    VariableFont(SECOND_FAMILY, False, "fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf"),
    VariableFont(SECOND_FAMILY, True, "fontpkg_noto_serif", "NotoSerif-Italic[wdth,wght].ttf"),
    VariableFont("Vollkorn", False, "fontpkg_vollkorn", "Vollkorn[wght].ttf"),
    VariableFont("Vollkorn", True, "fontpkg_vollkorn", "Vollkorn-Italic[wght].ttf"),
    *_literata("Literata", 14.0, 390, 680),
    *_literata("Literata Display", 60.0, 320, 600),
    *_source_serif("Source Serif", 11.0, 700),
    *_source_serif("Source Serif Display", 36.0, 800),
    _atkinson("Regular", italic=False, weight=REGULAR),
    _atkinson("Bold", italic=False, weight=BOLD),
    _atkinson("Italic", italic=True, weight=REGULAR),
    _atkinson("BoldItalic", italic=True, weight=BOLD),
)


def fonts_of(family: str) -> tuple[VariableFont, ...]:
    """Return the files of a built-in family, roman before italic."""
    return tuple(font for font in _VARIABLE_FONTS if font.family == family)


@cache
def licence_text(family: str) -> str:
    """Return the licence of a built-in family in full, as its package has it."""
    package = fonts_of(family)[0].package
    return files(package).joinpath("LICENSE").read_text(encoding="utf-8")


# ---------------------------------------------------------------------------------- coverage

NO_INK = "\t\n\r\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202f\u2009\u200a"
"""Characters that set no ink: a space or nothing, whatever the font."""


def coverage(data: bytes) -> frozenset[str]:
    """Return the characters that a font has a glyph for: read in less than a millisecond."""
    return frozenset(chr(code) for code in uharfbuzz.Face(data).unicodes)


@cache
def family_coverage(family: str) -> frozenset[str]:
    """Return the characters that some font of a built-in family has a glyph for."""
    return frozenset().union(*(coverage(font.data) for font in fonts_of(family)))


# --------------------------------------------------------------------------------------- cuts


def static_cut(font: VariableFont, weight: int) -> bytes:
    """Return a variable font as a static one of one weight, with all that it has."""
    face = uharfbuzz.Face(font.data)
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    _pin(wanted, face, font.drawn(weight), font.optical)
    return _subset(face, wanted)


_TYPE_FEATURES = ("smcp", "c2sc", "onum", "lnum", "pnum", "tnum")
"""Small capitals and figures, beside what HarfBuzz keeps by itself: kerning, ligatures, marks."""


def subset_cut(font: VariableFont, weight: int, characters: frozenset[str]) -> bytes:
    """Return a static cut with these characters alone, their ligatures, small capitals, figures."""
    face = uharfbuzz.Face(font.data)
    wanted = _wanted(characters)
    wanted.layout_feature_tag_set.update(_tag(feature) for feature in _TYPE_FEATURES)
    _pin(wanted, face, font.drawn(weight), font.optical)
    return _subset(face, wanted)


def own_subset(data: bytes, characters: frozenset[str], *, bold: bool) -> bytes | None:
    """Return an author's font with these characters alone, and everything that it does with them.

    A variable font is pinned. None where the file holds what HarfBuzz cannot take apart.
    """
    face = uharfbuzz.Face(data)
    wanted = _wanted(characters)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.invert()
    _pin(wanted, face, BOLD if bold else REGULAR)
    try:
        return _subset(face, wanted)
    except RuntimeError:
        return None


def glyph_subset(
    data: bytes, glyphs: frozenset[int], axes: tuple[tuple[str, float], ...] = ()
) -> bytes:
    """Return a font with these glyphs alone, which keep their numbers, as a PDF embeds it.

    ``axes`` says where on a variable font's axes it is; those that are not named stand where the
    font has them by itself.
    """
    face = uharfbuzz.Face(data)
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(_tag(tag) for tag in _NOT_FOR_PDF)
    wanted.flags = (
        uharfbuzz.SubsetFlags.RETAIN_GIDS
        | uharfbuzz.SubsetFlags.NO_HINTING
        | uharfbuzz.SubsetFlags.DESUBROUTINIZE
    )
    chosen = dict(axes)
    for axis in face.axis_infos:
        wanted.pin_axis_location(face, axis.tag, chosen.get(axis.tag, axis.default_value))
    return _subset(face, wanted)


_NOT_FOR_PDF = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "GDEF", "JSTF", "SVG ")
"""Tables that nobody looks for in a PDF: glyphs are chosen and placed already."""


def _wanted(characters: frozenset[str]) -> uharfbuzz.SubsetInput:
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(ord(character) for character in characters)
    wanted.name_id_set.update(_LICENCE_NAMES)
    return wanted


_LICENCE_NAMES = (13, 14)
"""The entries of a font's `name` table that say under which licence it is, and where that is."""


def _pin(
    wanted: uharfbuzz.SubsetInput,
    face: uharfbuzz.Face,
    weight: int,
    optical: float | None = None,
) -> None:
    for axis in face.axis_infos:
        pin = float(weight) if axis.tag == "wght" else axis.default_value
        if axis.tag == "opsz" and optical is not None:
            pin = optical
        wanted.pin_axis_location(face, axis.tag, pin)


def _subset(face: uharfbuzz.Face, wanted: uharfbuzz.SubsetInput) -> bytes:
    data: bytes = uharfbuzz.subset(face, wanted).blob.data
    return data


def _tag(feature: str) -> int:
    return int.from_bytes(feature.encode("ascii"), "big")


# ------------------------------------------------------------------------------ what is allowed


class Embedding(Enum):
    """What a font's own licence bits allow to those who put it into a book."""

    SUBSET = "subset"
    WHOLE = "whole"
    FORBIDDEN = "forbidden"


_RESTRICTED, _LESS_RESTRICTED = 0x0002, 0x000C
_NO_SUBSETTING, _BITMAPS_ONLY = 0x0100, 0x0200


def embedding(data: bytes) -> Embedding:
    """Return what a font allows, by ``fsType`` in its OS/2 table (OpenType 1.9, OS/2).

    A font that may be embedded for viewing and printing may stand in a book, which nobody edits.
    """
    table = uharfbuzz.Face(data).reference_table("OS/2").data
    bits = int.from_bytes(table[8:10], "big")
    restricted = bits & _RESTRICTED and not bits & _LESS_RESTRICTED
    if restricted or bits & _BITMAPS_ONLY:
        return Embedding.FORBIDDEN
    return Embedding.WHOLE if bits & _NO_SUBSETTING else Embedding.SUBSET
