"""The composition of a plain cover: a frame, the title in the upper third, the author at the foot.

All measures are fractions of the cover's width or height, so that the picture in the book and a
larger one for the shops are the same design.
"""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageDraw

from bookbuild.write.cover.fitting import Fit, Room, fit
from bookbuild.write.cover.lettering import Typeface, draw_line, line_width, set_line, typeface
from bookbuild.write.cover.palette import Colour, Scheme

_CAPITALS = 0.65
"""The height of EB Garamond's capitals in ems."""

_TITLE_CENTRE = 0.365
_AUTHOR_BASE = 0.885
_SERIES_BASE = 0.118


@dataclass(frozen=True, slots=True)
class CoverText:
    """What stands on the cover; "" or () for what there is not.

    ``fonts`` are font files of the author's, for letters that the book's own fonts lack.
    """

    title: str
    subtitle: str
    authors: tuple[str, ...]
    series: str
    language: str
    fonts: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a text is set: its face, its tracking in ems, whether in small capitals."""

    face: Typeface
    tracking: float = 0.0
    small_caps: bool = False

    def width(self, text: str) -> float:
        return line_width(text, self.face, self.tracking, self.small_caps)


def compose(text: CoverText, scheme: Scheme, width: int, height: int) -> Image.Image:
    """Return the cover as a picture of the given size in pixels."""
    canvas = Image.new("RGB", (width, height), scheme.ground)
    _frame(canvas, scheme)
    title = _Setting(typeface(430, italic=False, extra=text.fonts))
    room = _title_room(text.title, width, height)
    fitted = fit(text.title, room, title.width)
    bottom = _title(canvas, fitted, title, room.leading, scheme.ink)
    bottom = _ornament(canvas, bottom, scheme.accent)
    if text.subtitle:
        _subtitle(canvas, text, bottom, fitted.size, scheme.ink)
    if text.series:
        _series(canvas, text, scheme)
    _authors(canvas, text, scheme)
    return canvas


# ------------------------------------------------------------------------------ frame, rules


def _frame(canvas: Image.Image, scheme: Scheme) -> None:
    """Draw a strong rule and a fine one within it."""
    width, height = canvas.size
    draw = ImageDraw.Draw(canvas)
    for inset, weight in ((0.05, 0.0042), (0.0615, 0.0013)):
        gap, line = round(width * inset), max(1, round(width * weight))
        box = (gap, gap, width - 1 - gap, height - 1 - gap)
        draw.rectangle(box, outline=scheme.accent, width=line)


def _ornament(canvas: Image.Image, top: float, colour: Colour) -> float:
    """Draw a lozenge between two short rules below ``top``; return where the next text begins."""
    width = canvas.width
    y, middle = top + width * 0.058, width / 2
    half, line = width * 0.0105, max(2, round(width * 0.0016))
    scale = 4
    size = round(half * 2 * scale)
    mask = Image.new("L", (size, size), 0)
    centre = size / 2
    points = [(centre, 0), (size, centre), (centre, size), (0, centre)]
    ImageDraw.Draw(mask).polygon(points, fill=255)
    mask = mask.reduce(scale)
    canvas.paste(colour, (round(middle - mask.width / 2), round(y - mask.height / 2)), mask)
    draw = ImageDraw.Draw(canvas)
    for side in (-1, 1):
        near, far = middle + side * width * 0.03, middle + side * width * 0.115
        rule = (min(near, far), y - line / 2, max(near, far), y + line / 2 - 1)
        draw.rectangle(tuple(round(v) for v in rule), fill=colour)
    return y + width * 0.034


# ---------------------------------------------------------------------------------- the words


def _title_room(title: str, width: int, height: int) -> Room:
    """Return the title's room: a long title has a taller one and a wider measure."""
    long = len(title) > 90
    return Room(
        width=width * (0.76 if long else 0.72),
        height=height * (0.52 if long else 0.36),
        largest=width * 0.185,
        smallest=width * 0.03,
        leading=1.2 if long else 1.08,
    )


def _title(
    canvas: Image.Image, fitted: Fit, setting: _Setting, leading: float, ink: Colour
) -> float:
    """Draw the title about its optical centre; return the foot of its descenders."""
    block = (len(fitted.lines) - 1) * fitted.size * leading + fitted.size * _CAPITALS
    top = max(canvas.height * _TITLE_CENTRE - block / 2, canvas.height * 0.165)
    y = top + fitted.size * _CAPITALS
    return _lines(canvas, fitted, setting, y, leading, ink) + fitted.size * 0.25


def _subtitle(
    canvas: Image.Image, text: CoverText, top: float, title_size: float, ink: Colour
) -> None:
    """Draw the subtitle below ``top``, always well below the title's size."""
    setting = _Setting(typeface(450, italic=True, extra=text.fonts))
    width = canvas.width
    height = max(canvas.height * 0.79 - top, width * 0.08)
    largest = min(width * 0.052, title_size * 0.72)
    room = Room(width * 0.66, height, largest, width * 0.02, 1.25)
    fitted = fit(text.subtitle, room, setting.width)
    _lines(canvas, fitted, setting, top + fitted.size * 0.95, 1.25, ink)


def _series(canvas: Image.Image, text: CoverText, scheme: Scheme) -> None:
    setting = _Setting(typeface(500, italic=False, extra=text.fonts), 0.09, small_caps=True)
    width = canvas.width
    room = Room(width * 0.74, width * 0.11, width * 0.042, width * 0.018, 1.2)
    fitted = fit(text.series, room, setting.width)
    _lines(canvas, fitted, setting, canvas.height * _SERIES_BASE, 1.2, scheme.accent)


def _authors(canvas: Image.Image, text: CoverText, scheme: Scheme) -> None:
    """Draw the authors in spaced capitals, a line each; many or long names are set as one text."""
    setting = _Setting(typeface(480, italic=False, extra=text.fonts), 0.13)
    width = canvas.width
    names = tuple(
        _capitals(name, text.language) for name in text.authors if setting.face.shows(name)
    )
    if not names:
        return
    fitted = Fit(names, min(width * 0.053, width * 0.76 / max(map(setting.width, names))))
    if len(names) > 3 or fitted.size < width * 0.036:
        room = Room(width * 0.76, width * 0.22, width * 0.042, width * 0.014, 1.4)
        fitted = fit(", ".join(names), room, setting.width)
    y = canvas.height * _AUTHOR_BASE - (len(fitted.lines) - 1) * fitted.size * 1.4
    _lines(canvas, fitted, setting, y, 1.4, scheme.ink)


def _lines(
    canvas: Image.Image, fitted: Fit, setting: _Setting, y: float, leading: float, ink: Colour
) -> float:
    """Draw centred lines from the baseline ``y`` on; return the last baseline."""
    for number, words in enumerate(fitted.lines):
        line = set_line(words, setting.face, setting.tracking, setting.small_caps)
        x = (canvas.width - line.width * fitted.size) / 2
        draw_line(canvas, line, fitted.size, x, y + number * fitted.size * leading, ink)
    return y + (len(fitted.lines) - 1) * fitted.size * leading


def _capitals(name: str, language: str) -> str:
    """Return a name in capitals; Turkish has a capital i with its dot."""
    if language.split("-")[0].casefold() in ("tr", "az"):
        name = name.replace("i", "\u0130")
    return name.upper()
