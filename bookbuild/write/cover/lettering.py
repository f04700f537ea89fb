"""Lines of type as outlines, set by HarfBuzz.

Pillow's own text has no kerning from GPOS and no small capitals; so the outlines come from
HarfBuzz, at exact positions, and `painting` fills them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import fontpkg_eb_garamond
import fontpkg_noto_serif
import uharfbuzz as hb

from bookbuild.write.cover.page import Contour, Family, Point

_STEPS = 10
"""Straight pieces to a curve: fewer show at the size of a title."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """A family of the cover in one weight, after it the fonts that stand in for its gaps."""

    fonts: tuple[Any, ...]

    def shows(self, text: str) -> bool:
        """Return whether any letter of the text has a glyph."""
        return any(_font_for(c, self.fonts) is not None for c in text if not c.isspace())

    def has_small_capitals(self, text: str) -> bool:
        """Return whether every small letter of the text has a small capital."""
        return all(_has_small_capital(c, self.fonts) for c in set(text) if c.islower())

    def missing(self, text: str) -> str:
        """Return the characters that no font has, once each, in the order of the text."""
        gaps = (c for c in text if c.isprintable() and not c.isspace())
        return "".join(dict.fromkeys(c for c in gaps if _font_for(c, self.fonts) is None))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of type in ems: the baseline is y = 0, y grows upwards."""

    width: float
    contours: tuple[tuple[Contour, ...], ...]
    """One tuple of contours for each glyph."""


@cache
def typeface(
    weight: int,
    italic: bool,
    extra: tuple[bytes, ...] = (),
    family: Family = Family.GARAMOND,
    stretch: float = 100.0,
) -> Typeface:
    """Return a family with the other one behind it, then the author's own font files.

    ``weight`` is CSS's, ``stretch`` the width in percent, 62.5 to 100, which Noto Serif alone has.
    """
    garamond = fontpkg_eb_garamond.ROOT / "files"
    noto = fontpkg_noto_serif.ROOT / "files"
    style = "-Italic" if italic else ""
    axes = {"wght": float(weight), "wdth": stretch}
    built_in = (
        _font((garamond / f"EBGaramond{style}[wght].ttf").read_bytes(), axes),
        _font((noto / f"NotoSerif{style}[wdth,wght].ttf").read_bytes(), axes),
    )
    ordered = built_in if family is Family.GARAMOND else built_in[::-1]
    return Typeface((*ordered, *(_font(data, axes) for data in extra)))


def _font(data: bytes, axes: dict[str, float]) -> Any:
    font = hb.Font(hb.Face(data))
    font.set_variations(axes)
    return font


def set_line(text: str, face: Typeface, tracking: float = 0.0, small_caps: bool = False) -> Line:
    """Return a line of type; ``tracking`` is the space in ems added between letters.

    Characters that no font has are left out.
    """
    features = _features(tracking, small_caps)
    x = 0.0
    glyphs: list[tuple[Contour, ...]] = []
    for font, run in _in_order(_runs(text, face.fonts)):
        x = _set_run(font, run, features, tracking, x, glyphs)
    return Line(max(0.0, x - tracking if glyphs else x), tuple(glyphs))


def line_width(text: str, face: Typeface, tracking: float = 0.0, small_caps: bool = False) -> float:
    """Return the width in ems that `set_line` would give, without the outlines."""
    features = _features(tracking, small_caps)
    advances: list[float] = [
        position.x_advance / float(font.face.upem)
        for font, run in _runs(text, face.fonts)
        for position in _shaped(font, run, features).glyph_positions
    ]
    letters = sum(1 for advance in advances if advance)
    return max(0.0, sum(advances) + tracking * (letters - 1))


def _features(tracking: float, small_caps: bool) -> dict[str, bool]:
    return {
        "kern": True,
        "liga": tracking == 0,
        "c2sc": small_caps,
        "smcp": small_caps,
        "onum": small_caps,
    }


def _shaped(font: Any, text: str, features: dict[str, bool]) -> Any:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, features)
    return buffer


def _in_order(runs: list[tuple[Any, str]]) -> list[tuple[Any, str]]:
    """Return the runs from left to right: a line that begins in Hebrew or Arabic is turned."""
    first = "".join(run for _, run in runs).strip()[:1]
    return runs[::-1] if "\u0590" <= first <= "\u08ff" else runs


def _set_run(
    font: Any,
    text: str,
    features: dict[str, bool],
    tracking: float,
    x: float,
    glyphs: list[tuple[Contour, ...]],
) -> float:
    """Add a run's glyphs from ``x`` on and return where the next run begins."""
    buffer = _shaped(font, text, features)
    em = float(font.face.upem)
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        left, up = x + position.x_offset / em, position.y_offset / em
        glyphs.append(_placed(_outline(font, info.codepoint), em, left, up))
        x += position.x_advance / em + (tracking if position.x_advance else 0.0)
    return x


def _placed(contours: Sequence[Contour], em: float, x: float, y: float) -> tuple[Contour, ...]:
    return tuple(tuple((px / em + x, py / em + y) for px, py in contour) for contour in contours)


def _runs(text: str, fonts: Sequence[Any]) -> list[tuple[Any, str]]:
    """Return the text in pieces that one font can show; marks and spaces stay with their letter."""
    runs: list[tuple[Any, str]] = []
    for character in text:
        font = _font_for(character, fonts)
        if font is None:
            continue
        if runs and (runs[-1][0] is font or _has(runs[-1][0], character)):
            runs[-1] = (runs[-1][0], runs[-1][1] + character)
        else:
            runs.append((font, character))
    return runs


def _font_for(character: str, fonts: Sequence[Any]) -> Any | None:
    return next((font for font in fonts if _has(font, character)), None)


def _has(font: Any, character: str) -> bool:
    return bool(font.get_nominal_glyph(ord(character)))


def _has_small_capital(character: str, fonts: Sequence[Any]) -> bool:
    font = _font_for(character, fonts)
    if font is None:
        return True
    plain, small = (
        [info.codepoint for info in _shaped(font, character, _features(1.0, wanted)).glyph_infos]
        for wanted in (False, True)
    )
    return plain != small


# ---------------------------------------------------------------------------------- outlines


@dataclass(slots=True)
class _Pen:
    """Collects a glyph's contours with its curves as short straight pieces."""

    contours: list[Contour] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)

    def moveTo(self, point: Point) -> None:
        self.points = [point]

    def lineTo(self, point: Point) -> None:
        self.points.append(point)

    def qCurveTo(self, control: Point, end: Point) -> None:
        start = self.points[-1]
        for step in range(1, _STEPS + 1):
            t = step / _STEPS
            self.points.append(_between(_between(start, control, t), _between(control, end, t), t))

    def curveTo(self, first: Point, second: Point, end: Point) -> None:
        start = self.points[-1]
        for step in range(1, _STEPS + 1):
            t = step / _STEPS
            near = _between(_between(start, first, t), _between(first, second, t), t)
            far = _between(_between(first, second, t), _between(second, end, t), t)
            self.points.append(_between(near, far, t))

    def closePath(self) -> None:
        if len(self.points) > 2:
            self.contours.append(tuple(self.points))
        self.points = []

    def endPath(self) -> None:
        self.closePath()


def _between(a: Point, b: Point, t: float) -> Point:
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)


def _outline(font: Any, glyph: int) -> tuple[Contour, ...]:
    pen = _Pen()
    font.draw_glyph_with_pen(glyph, pen)
    return tuple(pen.contours)
