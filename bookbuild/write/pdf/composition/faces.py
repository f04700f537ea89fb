"""How wide words are: shaped by HarfBuzz in the very fonts that the print style sheets name.

A `TypeFaces` is made for one build from the book's `FontFace`s, in the order in which the style
sheet names their families: a character is measured in the first that has it, as Pango sets it.
Widths are in em of the paragraph's type size. The features are those of the print style sheet:
kerning and common ligatures, which are usual, old-style proportional figures; small capitals and
lining figures where a style asks for them. German has no f of its own among small capitals, for EB
Garamond has no small capital of it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

import uharfbuzz

from bookbuild.write.fonts import NO_INK
from bookbuild.write.pdf.emoji import AS_TEXT
from bookbuild.write.pdf.fonts import FontFace


class Caps(Enum):
    """Which letters are set as small capitals."""

    NONE = "none"
    SMALL = "small"
    ALL_SMALL = "all-small"


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """What decides a word's width: cut, capitals, tracking and scale in em, figures, language."""

    italic: bool = False
    bold: bool = False
    caps: Caps = Caps.NONE
    tracking: float = 0.0
    scale: float = 1.0
    lining: bool = False
    lang: str = ""


ROMAN = TypeStyle()

_HANGING_LEFT = {"“": 0.5, "‘": 0.6, "„": 0.4, "‚": 0.5, "«": 0.3, "»": 0.3, "‹": 0.3, '"': 0.5}
_HANGING_RIGHT = {
    **{"-": 0.6, "\u2010": 0.6, "–": 0.3, "—": 0.15, "…": 0.1},
    **{".": 0.65, ",": 0.65, ":": 0.4, ";": 0.4, "!": 0.15, "?": 0.1, "*": 0.3},
    **{"”": 0.5, "’": 0.6, "“": 0.5, "‘": 0.6, "»": 0.3, "«": 0.3, "›": 0.3, '"': 0.5},
}
"""How much of a mark's own width stands out of the measure, where it begins or ends a line: marks
with little ink most, as the microtype package has it for TeX."""

HANG_STEP = 50
"""Hanging goes in steps of this many thousandths of an em, so that few classes say it."""


class TypeFaces:
    """The faces of one build, and every width that was asked of them so far."""

    def __init__(self, faces: tuple[FontFace, ...]) -> None:
        """Open the faces; the same ones that `font_css` names, in the same order."""
        self._cuts = {
            (italic, bold): tuple(_OpenFace(face) for face in faces if _is(face, italic, bold))
            for italic in (False, True)
            for bold in (False, True)
        }
        self._widths: dict[TypeStyle, dict[str, float]] = {}
        self._style = ROMAN
        self._of_style = self._widths.setdefault(ROMAN, {})
        self._features = _features(ROMAN)

    def width(self, text: str, style: TypeStyle) -> float:
        """Return the advance of a text in em of the paragraph's size.

        Kerning and ligatures reach from one end to the other: a line is made of words measured
        one by one, because nothing kerns across a space whose width is set.
        """
        if style is not self._style:  # to look up a style by its hash takes longer than by itself
            self._style = style
            self._of_style = self._widths.setdefault(style, {})
            self._features = _features(style)
        known = self._of_style.get(text)
        if known is None:
            known = self._of_style[text] = self._measured(text, style)
        return known

    def space(self, style: TypeStyle) -> float:
        """Return the natural space between words in em."""
        return self.width(" ", style)

    @property
    def middle(self) -> float:
        """How far the middle of a line stands above its baseline, in em."""
        return self._cuts[False, False][0].middle

    def hang_left(self, character: str, style: TypeStyle) -> int:
        """Return how far a character stands out of a line that it begins, in thousandths of em."""
        return self._hang(_HANGING_LEFT.get(character, 0.0), character, style)

    def hang_right(self, character: str, style: TypeStyle) -> int:
        """Return how far a character stands out of a line that it ends, in thousandths of em."""
        return self._hang(_HANGING_RIGHT.get(character, 0.0), character, style)

    def parts(self, text: str, style: TypeStyle) -> tuple[str, ...]:
        """Return the text cut where another family takes over: one part as a rule."""
        first = self._cuts[style.italic, style.bold][0]
        if first.shows(text):
            return (text,)
        grouped = groupby(text, key=lambda character: self._face_of(character, style))
        return tuple("".join(characters) for _, characters in grouped)

    def is_first_family(self, text: str, style: TypeStyle) -> bool:
        """Whether the text is set in the book's first family throughout."""
        return self._cuts[style.italic, style.bold][0].shows(text)

    def missing(self, text: str, style: TypeStyle) -> str:
        """Return the first character that no face has, "" where there is none."""
        cuts = self._cuts[style.italic, style.bold]
        if cuts[0].shows(text):
            return ""
        return next((char for char in text if not any(cut.shows(char) for cut in cuts)), "")

    def _hang(self, share: float, character: str, style: TypeStyle) -> int:
        if not share:
            return 0
        return round(share * self.width(character, style) * 1000 / HANG_STEP) * HANG_STEP

    def _face_of(self, character: str, style: TypeStyle) -> int:
        cuts = self._cuts[style.italic, style.bold]
        return next((at for at, cut in enumerate(cuts) if cut.shows(character)), 0)

    def _measured(self, text: str, style: TypeStyle) -> float:
        cuts = self._cuts[style.italic, style.bold]
        if cuts[0].shows(text):
            advance = cuts[0].advance(text, style.lang, self._features)
        else:
            advance = sum(
                cuts[self._face_of(part[0], style)].advance(part, style.lang, self._features)
                for part in self.parts(text, style)
                if part
            )
        if style.tracking:
            advance += style.tracking * sum(not unicodedata.combining(char) for char in text)
        return advance * style.scale


class _OpenFace:
    """One font file, opened for shaping."""

    def __init__(self, face: FontFace) -> None:
        opened = uharfbuzz.Face(face.data)
        self._font = uharfbuzz.Font(opened)
        self._em = float(opened.upem)
        extents = self._font.get_font_extents("ltr")
        self.middle = float(extents.ascender + extents.descender) / 2 / self._em
        self._shown = frozenset(map(chr, opened.unicodes)) | frozenset(NO_INK + AS_TEXT)

    def shows(self, text: Iterable[str]) -> bool:
        return self._shown.issuperset(text)

    def advance(self, text: str, lang: str, features: dict[str, bool]) -> float:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        if lang:
            buffer.language = lang
        uharfbuzz.shape(self._font, buffer, features)
        return float(sum(glyph.x_advance for glyph in buffer.glyph_positions)) / self._em


def _features(style: TypeStyle) -> dict[str, bool]:
    ligatures = not style.tracking
    features = {"kern": True, "liga": ligatures, "clig": ligatures}
    features |= {"lnum": True} if style.lining else {"onum": True, "pnum": True}
    if style.caps is not Caps.NONE:
        features["smcp"] = True
        features |= {"locl": False} if style.lang.split("-")[0].lower() == "de" else {}
    if style.caps is Caps.ALL_SMALL:
        features["c2sc"] = True
    return features


def _is(face: FontFace, italic: bool, bold: bool) -> bool:
    return (face.style == "italic") is italic and (int(face.weights.split()[0]) >= 600) is bold
