"""Texts set in their room: lines of type in a layout, centred or at one side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from bookbuild.model.colours import Colour
from bookbuild.write.cover.fitting import Fit, Room, fit
from bookbuild.write.cover.lettering import line_width, set_line
from bookbuild.write.cover.page import Box, Type, Words
from bookbuild.write.cover.painting import face_of

_DESCENT = 0.25
_HANGING = "“”„‟‘’‚«»‹›\"'"
_LIGHT_ENDS = ".,:;…!?’”»"
_FARTHEST = 34.0
"""How far a mark may hang out of its column."""

_ROUND = "OQCGSÖÓÔ"
_SLANTED = "TVWYA"


class Align(Enum):
    """At which side of its box a text stands."""

    START = "start"
    CENTRE = "centre"
    END = "end"


class Anchor(Enum):
    """Where in the height of its box a text stands."""

    TOP = "top"
    CENTRE = "centre"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is set: its type, the sizes that suit it, the leading in ems, its colours.

    ``stacked`` is as `Room` has it.
    """

    type: Type
    largest: float
    smallest: float
    leading: float
    colour: Colour
    ground: Colour
    align: Align = Align.CENTRE
    anchor: Anchor = Anchor.TOP
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of type, and what they take of the page's height: capitals' top to descenders' foot."""

    rows: tuple[Words, ...]
    size: float
    top: float
    bottom: float


def block(text: str, setting: Setting, box: Box, fonts: tuple[bytes, ...]) -> Block:
    """Return a text in balanced lines, as large as its box and its setting allow."""
    text, setting = _with_capitals(text, setting, fonts)
    room = Room(
        *(box.width, box.height, setting.largest, setting.smallest, setting.leading),
        stacked=setting.stacked,
    )
    fitted = fit(text, room, lambda words: _width(words, setting.type, fonts))
    return rows(fitted, setting, box, fonts)


def lines(texts: tuple[str, ...], setting: Setting, box: Box, fonts: tuple[bytes, ...]) -> Block:
    """Return texts in a line each, at the size at which the widest one fits."""
    widest = max(_width(text, setting.type, fonts) for text in texts)
    high = box.height / (len(texts) * setting.leading)
    size = min(setting.largest, high, box.width / max(widest, 0.01))
    return rows(Fit(texts, size), setting, box, fonts)


def rows(fitted: Fit, setting: Setting, box: Box, fonts: tuple[bytes, ...]) -> Block:
    """Return lines of a known size in their place."""
    size = fitted.size
    step = size * setting.leading
    capitals = setting.type.family.value * size
    height = (len(fitted.lines) - 1) * step + capitals
    match setting.anchor:
        case Anchor.TOP:
            top = box.top
        case Anchor.CENTRE:
            top = (box.top + box.bottom - height) / 2
        case Anchor.BOTTOM:
            top = box.bottom - height
    placed = tuple(
        _row(words, setting, size, box, top + capitals + number * step, fonts)
        for number, words in enumerate(fitted.lines)
    )
    return Block(placed, size, top, top + height + _DESCENT * size)


def turned(text: str, setting: Setting, box: Box, fonts: tuple[bytes, ...]) -> Block:
    """Return a text on one line that runs upwards, in the middle of its box."""
    text, setting = _with_capitals(text, setting, fonts)
    width = _width(text, setting.type, fonts)
    size = min(setting.largest, box.height / max(width, 0.01))
    x = box.middle + setting.type.family.value * size / 2
    foot = (box.top + box.bottom + width * size) / 2
    row = Words(
        text, setting.type, x, foot, size, width * size, setting.colour, setting.ground, turned=True
    )
    return Block((row,), size, foot - width * size, foot)


def _with_capitals(text: str, setting: Setting, fonts: tuple[bytes, ...]) -> tuple[str, Setting]:
    """Return a text in small, real capitals where small capitals are asked for that no font has."""
    type = setting.type
    if not type.small_caps or face_of(type, fonts).has_small_capitals(text):
        return text, setting
    plain = replace(type, small_caps=False)
    return text.upper(), replace(setting, type=plain, largest=setting.largest * 0.78)


def under(setting: Setting, size: float) -> Setting:
    """Return a setting for a text below a larger one, which it must not rival."""
    return replace(setting, largest=min(setting.largest, size))


def _row(
    words: str, setting: Setting, size: float, box: Box, baseline: float, fonts: tuple[bytes, ...]
) -> Words:
    type = setting.type
    width = _width(words, type, fonts) * size
    match setting.align:
        case Align.START:
            x = box.left - min(_overhang(words, type, fonts) * size, _FARTHEST)
        case Align.CENTRE:
            x = box.left + (box.width - width) / 2 + _light_end(words, type, fonts) * size / 2
        case Align.END:
            x = box.right - width
    return Words(words, type, x, baseline, size, width, setting.colour, setting.ground)


def _width(text: str, type: Type, fonts: tuple[bytes, ...]) -> float:
    return line_width(text, face_of(type, fonts), type.tracking, type.small_caps)


def _overhang(text: str, type: Type, fonts: tuple[bytes, ...]) -> float:
    """Return how far, in ems, a line's first letter goes out so that the edge looks straight.

    Stems stand on the edge, round letters a hair beyond it, the arms of T and V further, and
    quotation marks hang.
    """
    face = face_of(type, fonts)
    if not text:
        return 0.0
    if text[0] in _HANGING and len(text) > 1:
        return line_width(text[0], face)
    first = set_line(text[0], face, 0.0, type.small_caps)
    edges = [x for contours in first.contours for contour in contours for x, _ in contour]
    beyond = 0.012 if text[0] in _ROUND else 0.025 if text[0] in _SLANTED else 0.0
    return (min(edges) if edges else 0.0) + beyond


def _light_end(text: str, type: Type, fonts: tuple[bytes, ...]) -> float:
    """Return the width of the point or comma that a centred line ends in: it weighs nothing."""
    if len(text) < 4 or text[-1] not in _LIGHT_ENDS or text[0] in _HANGING:
        return 0.0
    return line_width(text[-1], face_of(type, fonts)) * 0.8
