"""The font of large letters: capitals of the theme's, each drawn so that it hangs from its line.

A glyph here is set in the size of the text, on the first line of a paragraph, and is as high as the
lines beside it: its head is level with the capitals of the first line, its foot stands on the last
line beside it. Its ink begins at the left edge, whatever air the letter has there. Letters that
go below their line (J, Q, Ç in most fonts) are a little smaller, so that they leave the next line
alone. The glyph's advance is how far the first line is set in; the lines below it are set in as far
as the letter is broad.

The font is made anew for each book, from all capitals that stand anywhere in it, so that a new
chapter hardly ever changes it; it is the same, byte for byte, wherever it is made.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

from bookbuild.write.pdf.composition.drop_caps import FAMILY, OPENING_MARKS, Initials
from bookbuild.write.pdf.design import PageDesign
from bookbuild.write.pdf.fonts import FontFace
from bookbuild.write.themes.theme import DropCap


@dataclass(frozen=True, slots=True)
class LargeLetters:
    """The font of a book's large letters, and what composition has to know of them."""

    face: FontFace
    initials: Initials


_EM = 1000
"""Units of the font to the em."""

_GAP, _LONE_GAP = 0.2, 0.18
"""The air beside a letter in em of the text, and more of it where the letter is a word by itself.
"""

_ALIGNED = 0.35
"""A first line that would begin only so little further left begins where the others do."""

_MARK = 0.42
"""The size of an opening mark, in that of the letter."""

_MARK_GAP = 0.06
"""The air between a mark and the letter, in em of the text."""

_LEAST_SHARE = 0.84
"""A letter that goes below its line is made no smaller than this; rather a line more gives way, as
for the cedilla of a Ç."""

_AIR = 0.05
"""What stays free between a letter and the ascenders of the next line, in em of the text."""

_STEPS = 6
"""The straight pieces that a curve is measured in."""


_HANG = 9.0
"""How far a mark may stand in an inner margin of three quarters of an inch: so many points remain
of it beyond what a printer wants at the spine, however thick the book is."""


def large_letters(
    faces: tuple[FontFace, ...],
    design: PageDesign,
    characters: frozenset[str],
    *,
    rectos: bool,
) -> LargeLetters | None:
    """Return the large letters of a book set in these faces; None where no face has capitals.

    ``characters`` are those of the book; ``rectos`` is whether all chapters open on right-hand
    pages, where a mark hangs in the inner margin.
    """
    token, text = design.theme.drop_cap, design.theme.text
    wanted = (token.family, *design.families) if token.family else design.families
    style = "italic" if token.italic else "normal"
    usable = {face.family: face.data for face in faces if _is_regular(face, style)}
    running = next((face.data for face in faces if _is_regular(face, "normal")), None)
    data = tuple(usable[family] for family in wanted if family in usable)
    if running is None or not data:
        return None
    capitals = "".join(sorted(filter(_is_capital, characters)))
    made = _made(data, running, token, text.size, text.leading, capitals)
    if made is None:
        return None
    font, initials = made
    face = FontFace(FAMILY, "normal", "400", "bookbuild:fonts/initials", font)
    margins = design.theme.margins
    room = design.inner - _INNER + _HANG if rectos else design.outer - margins.edge
    hang = min(max(room, 0.0), _HANG)
    return LargeLetters(face, replace(initials, hang=hang))


_INNER = 54.0
"""That margin, in points."""


def _is_regular(face: FontFace, style: str) -> bool:
    return face.style == style and int(face.weights.split()[0]) < 600


@dataclass(frozen=True, slots=True)
class _Room:
    """The room of a letter in em of the text, from the first line's baseline up.

    ``top`` is where capitals end, ``foot`` the baseline of the last line beside it, ``free`` how
    far ink may go below that; ``leading`` is the lines' distance, ``ascender`` how high they are.
    """

    top: float
    foot: float
    free: float
    leading: float
    ascender: float


Point = tuple[float, float]


class _Outlines:
    """The letters of some font files, the first file that has one going before the others."""

    def __init__(self, files: tuple[bytes, ...]) -> None:
        from fontTools.ttLib import TTFont  # loads much that books without large letters need not

        self._fonts = [TTFont(io.BytesIO(data), lazy=True) for data in files]
        self._cmaps: list[dict[int, str]] = [font.getBestCmap() for font in self._fonts]
        self._glyphs: list[Any] = [font.getGlyphSet() for font in self._fonts]

    def __contains__(self, character: str) -> bool:
        return any(ord(character) in cmap for cmap in self._cmaps)

    def advance(self, character: str) -> float:
        """Return a character's width in em."""
        at = self._at(character)
        name = self._cmaps[at][ord(character)]
        return float(self._glyphs[at][name].width) / self._em(at)

    def draw(self, character: str, pen: Any, scale: float, right: float, up: float) -> None:
        """Draw a character that is 1 em high at a scale, moved to the right and up."""
        from fontTools.pens.recordingPen import DecomposingRecordingPen
        from fontTools.pens.transformPen import TransformPen

        at = self._at(character)
        part = scale / self._em(at)
        recorded = DecomposingRecordingPen(self._glyphs[at])
        self._glyphs[at][self._cmaps[at][ord(character)]].draw(recorded)
        recorded.replay(TransformPen(pen, (part, 0, 0, part, right, up)))

    def lines(self, character: str) -> tuple[tuple[Point, Point], ...]:
        """Return a character's outline as short straight lines, in em."""
        from fontTools.pens.recordingPen import RecordingPen

        recorded = RecordingPen()
        self.draw(character, recorded, 1.0, 0.0, 0.0)
        return tuple(_straightened(recorded.value))

    def _at(self, character: str) -> int:
        return next(at for at, cmap in enumerate(self._cmaps) if ord(character) in cmap)

    def _em(self, at: int) -> float:
        return float(self._fonts[at]["head"].unitsPerEm)


def _straightened(drawn: list[tuple[str, tuple[Any, ...]]]) -> Iterator[tuple[Point, Point]]:
    from fontTools.pens.basePen import decomposeQuadraticSegment, decomposeSuperBezierSegment

    now: Point = (0.0, 0.0)
    for what, points in drawn:
        match what:
            case "moveTo":
                now = points[0]
                continue
            case "lineTo":
                path = [now, points[0]]
            case "qCurveTo" if points[-1] is None:
                # A curve without a point on it, which no font of ours has, is taken as its hull.
                hull = [each for each in points if each is not None]
                path = [*hull, hull[0]]
            case "qCurveTo":
                path = [now]
                for control, end in decomposeQuadraticSegment(points):
                    path += [_on_curve((path[-1], control, end), step) for step in _SHARES]
            case "curveTo":
                path = [now]
                for one, two, end in decomposeSuperBezierSegment(points):
                    path += [_on_curve((path[-1], one, two, end), step) for step in _SHARES]
            case _:
                continue
        yield from pairwise(path)
        now = path[-1]


_SHARES = tuple(step / _STEPS for step in range(1, _STEPS + 1))


def _on_curve(points: tuple[Point, ...], share: float) -> Point:
    """Return the point of a Bézier curve at a share of its way (de Casteljau)."""
    while len(points) > 1:
        points = tuple(
            ((1 - share) * x1 + share * x2, (1 - share) * y1 + share * y2)
            for (x1, y1), (x2, y2) in pairwise(points)
        )
    return points[0]


@cache
def _made(
    files: tuple[bytes, ...],
    running: bytes,
    token: DropCap,
    size: float,
    leading: float,
    capitals: str,
) -> tuple[bytes, Initials] | None:
    """Return the font and its measures, for text of a size and leading in points."""
    outlines, text = _Outlines(files), _Outlines((running,))
    if "H" not in outlines or "H" not in text or "l" not in text:
        return None
    room = _room(text, token.lines, leading / size)
    scale = (room.top - room.foot) / _height(outlines, "H")
    letters = tuple(each for each in capitals if each in outlines)
    font = _Font()
    reaches: dict[str, tuple[float, ...]] = {}
    for letter in letters:
        reach = _cut(letter, outlines, font, scale, room, token.lines)
        reaches[letter] = tuple(each * size for each in reach)
    marks = {
        mark: _cut_mark(mark, outlines, font, scale * _MARK, room) * size
        for mark in OPENING_MARKS
        if mark in outlines or mark.isspace()
    }
    font.space(" ", _LONE_GAP)
    return font.saved(), Initials(reaches, marks, _LONE_GAP * size)


def _room(text: _Outlines, lines: int, leading: float) -> _Room:
    """Return the room of a letter over some lines of text."""
    ascender = _height(text, "l")
    free = leading - ascender - _AIR
    return _Room(_height(text, "H"), -(lines - 1) * leading, max(free, 0.0), leading, ascender)


def _height(outlines: _Outlines, character: str) -> float:
    return max(y for line in outlines.lines(character) for _, y in line)


def _is_capital(character: str) -> bool:
    return unicodedata.category(character) == "Lu"


def _cut(
    letter: str, outlines: _Outlines, font: _Font, scale: float, room: _Room, lines: int
) -> tuple[float, ...]:
    """Put a letter into the font; return how far each line beside it is set in, in em."""
    drawn = outlines.lines(letter)
    left = min(x for line in drawn for x, _ in line)
    below = -min(y for line in drawn for _, y in line) * scale
    high = room.top - room.foot
    share = (high + room.free) / (high + below) if below > room.free else 1.0
    deeper = share < _LEAST_SHARE
    if deeper:
        share = 1.0
    scale, foot = scale * share, room.top - high * share
    inked = [tuple(((x - left) * scale, y * scale + foot) for x, y in line) for line in drawn]
    reach = [
        _reach(inked, -number * room.leading, -number * room.leading + room.ascender)
        for number in range(lines + deeper)
    ]
    rest = max(reach) + _GAP
    first = reach[0] + _GAP
    first = rest if rest - first < _ALIGNED else first
    font.add(letter, outlines, (scale, -left * scale, foot), first)
    return (first, *(rest for _ in reach[1:]))


def _reach(lines: list[tuple[Point, ...]], low: float, high: float) -> float:
    """Return how far to the right ink stands between two heights."""
    return max((_rightmost(one, two, low, high) for one, two in lines), default=0.0)


def _rightmost(one: Point, two: Point, low: float, high: float) -> float:
    """Return the rightmost place of a straight line between two heights, 0 where it is elsewhere"""
    (x1, y1), (x2, y2) = sorted((one, two), key=lambda point: point[1])
    if y2 < low or y1 > high:
        return 0.0
    if y1 == y2:
        return max(x1, x2)
    slope = (x2 - x1) / (y2 - y1)
    return max(x1 + slope * (max(y1, low) - y1), x1 + slope * (min(y2, high) - y1))


def _cut_mark(mark: str, outlines: _Outlines, font: _Font, scale: float, room: _Room) -> float:
    """Put an opening mark into the font; return its width in em.

    It is level with the letter's head; a low one („) stands at its foot.
    """
    if mark.isspace():
        return font.space(mark, 0.1)
    drawn = outlines.lines(mark)
    left, right = (edge(x for line in drawn for x, _ in line) for edge in (min, max))
    top = max(y for line in drawn for _, y in line)
    width = (right - left) * scale + _MARK_GAP
    up = room.foot if top < _LOW else room.top - max(top, 0.5) * scale
    font.add(mark, outlines, (scale, -left * scale, up), width)
    return width


_LOW = 0.3
"""A mark that is no higher, in em, stands on the line's foot."""


class _Font:
    """A TrueType font that is being made; measures in em."""

    def __init__(self) -> None:
        from fontTools.pens.ttGlyphPen import TTGlyphPen

        self._pen: Any = TTGlyphPen
        self._glyphs: dict[str, Any] = {".notdef": TTGlyphPen(None).glyph()}
        self._widths = {".notdef": _EM // 2}
        self._characters: dict[int, str] = {}

    def add(
        self,
        character: str,
        outlines: _Outlines,
        place: tuple[float, float, float],
        advance: float,
    ) -> None:
        """Add a character at a scale and a place (right, up), with an advance."""
        from fontTools.pens.cu2quPen import Cu2QuPen

        pen = self._pen(None)
        scale, right, up = (each * _EM for each in place)
        outlines.draw(character, Cu2QuPen(pen, 1.0), scale, right, up)
        self._put(character, pen.glyph(), advance)

    def space(self, character: str, advance: float) -> float:
        """Add a space; return its width."""
        self._put(character, self._pen(None).glyph(), advance)
        return advance

    def _put(self, character: str, glyph: Any, advance: float) -> None:
        name = f"uni{ord(character):04X}"
        self._glyphs[name] = glyph
        self._widths[name] = round(advance * _EM)
        self._characters[ord(character)] = name

    def saved(self) -> bytes:
        """Return the font's bytes, without the time that it was made."""
        from fontTools.fontBuilder import FontBuilder

        builder = FontBuilder(_EM, isTTF=True)
        builder.setupHead(unitsPerEm=_EM, created=0, modified=0)
        builder.setupGlyphOrder(list(self._glyphs))
        builder.setupCharacterMap(self._characters)
        builder.setupGlyf(self._glyphs)
        glyf = builder.font["glyf"]
        metrics = {name: (width, _left(glyf[name])) for name, width in self._widths.items()}
        builder.setupHorizontalMetrics(metrics)
        builder.setupHorizontalHeader(ascent=800, descent=-200)
        names = {"familyName": FAMILY, "styleName": "Regular", "fullName": FAMILY}
        builder.setupNameTable({**names, "psName": FAMILY.replace(" ", "")}, mac=False)
        builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
        builder.setupPost(keepGlyphNames=False)
        builder.font.recalcTimestamp = False
        target = io.BytesIO()
        builder.font.save(target)
        return target.getvalue()


def _left(glyph: Any) -> int:
    return int(getattr(glyph, "xMin", 0) or 0)
