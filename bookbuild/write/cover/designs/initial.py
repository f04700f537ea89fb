"""Initial: the title's first letter, larger than the page, cut into a field of colour."""

from __future__ import annotations

from bookbuild.model.colours import readable
from bookbuild.write.cover.lettering import set_line, typeface
from bookbuild.write.cover.page import (
    WIDTH,
    Box,
    Contour,
    Family,
    Item,
    Layout,
    Outline,
    Panel,
    Type,
)
from bookbuild.write.cover.palette import Scheme
from bookbuild.write.cover.rows import Align, Anchor, Block, Setting, block, under
from bookbuild.write.cover.text import CoverText, author_block

_LEFT, _RIGHT = 96.0, 904.0
_FIELD = Box(0, 0, WIDTH, 905)


def initial(text: CoverText, scheme: Scheme) -> Layout:
    """Return the design: the letter has the paper's colour, so that it runs out into the paper."""
    items: list[Item] = [Panel(_FIELD, scheme.accent)]
    letter = _letter(text, text.side is Align.END)
    if letter:
        items.append(Outline(letter, scheme.ground, _FIELD))
    series = _series(text, scheme)
    title = _title(text, scheme, series.bottom + 40 if series else 1006)
    items += title.rows
    if text.subtitle:
        setting = Setting(
            Type(weight=460, italic=True), 46, 18, 1.2, scheme.ink, scheme.ground, text.side
        )
        box = Box(_LEFT, title.bottom + 34, _RIGHT, title.bottom + 124)
        items += block(text.subtitle, under(setting, title.size * 0.6), box, text.fonts).rows
    for lines in (series, _authors(text, scheme)):
        items += lines.rows if lines else ()
    return Layout(scheme.ground, tuple(items), text.fonts)


def _letter(text: CoverText, begins_right: bool) -> tuple[Contour, ...]:
    """Return the initial's contours: a little too large for its field on three of its sides."""
    face = typeface(640, italic=False, extra=text.fonts, family=Family.GARAMOND)
    glyphs = set_line(text.initial, face).contours
    contours = tuple(contour for glyph in glyphs for contour in glyph)
    points = [point for contour in contours for point in contour]
    if not points:
        return ()
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    size = max(1050 / (high - low), 800 / max(right - left, 0.2))
    size = min(size, 1300 / (high - low))
    x = 1070 - right * size if not begins_right else -70 - left * size
    y = _FIELD.bottom + 52 + low * size
    return tuple(tuple((x + px * size, y - py * size) for px, py in each) for each in contours)


def _title(text: CoverText, scheme: Scheme, top: float) -> Block:
    long = len(text.title) > 80
    setting = Setting(
        Type(weight=480), 156, 26, 1.12 if long else 1.0, scheme.ink, scheme.ground, text.side
    )
    bottom = 1300 if text.subtitle else 1370
    return block(text.title, setting, Box(_LEFT, top, _RIGHT, bottom), text.fonts)


def _series(text: CoverText, scheme: Scheme) -> Block | None:
    if not text.series:
        return None
    ink = readable((scheme.accent, scheme.ink), scheme.ground)
    type = Type(weight=560, tracking=0.09, small_caps=True)
    setting = Setting(type, 38, 14, 1.2, ink, scheme.ground, text.side)
    return block(text.series, setting, Box(_LEFT, 980, _RIGHT, 1040), text.fonts)


def _authors(text: CoverText, scheme: Scheme) -> Block | None:
    setting = Setting(
        Type(weight=520, tracking=0.1),
        42,
        13,
        1.35,
        scheme.ink,
        scheme.ground,
        text.side,
        Anchor.BOTTOM,
    )
    return author_block(text, setting, Box(_LEFT, 1425, _RIGHT, 1518))
