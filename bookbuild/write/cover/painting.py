"""A layout becomes a picture: Pillow fills what `page` describes, smoothly and always alike."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor
from typing import assert_never

from PIL import Image, ImageChops, ImageDraw, ImageOps

from bookbuild.model.colours import Colour
from bookbuild.write.cover.lettering import Typeface, set_line, typeface
from bookbuild.write.cover.page import (
    WIDTH,
    Box,
    Contour,
    Layout,
    Outline,
    Panel,
    Ridge,
    Type,
    Weave,
    Words,
)

_SAMPLES = 4
"""Samples to a pixel, across and down."""

_STRIP = 96
"""Rows of pixels that are filled at a time: so much stays in a processor's memory."""

_FILLED = [0] + [255] * 255


def paint(layout: Layout, width: int, height: int) -> Image.Image:
    """Return the layout as a picture of the given size in pixels."""
    canvas = Image.new("RGB", (width, height), layout.ground)
    scale = width / WIDTH
    for item in layout.items:
        match item:
            case Panel():
                canvas.paste(item.colour, _pixels(item.box, scale))
            case Outline():
                _outline(canvas, item.contours, item.colour, item.clip, scale)
            case Ridge():
                _ridge(canvas, item, scale)
            case Weave():
                canvas.paste(_cloth(item, canvas.size, scale))
            case Words():
                _words(canvas, item, layout.fonts, scale)
            case _:
                assert_never(item)
    return canvas


def face_of(type: Type, fonts: tuple[bytes, ...]) -> Typeface:
    """Return the fonts that a line is set in."""
    return typeface(type.weight, type.italic, fonts, type.family, type.stretch)


def _pixels(box: Box, scale: float) -> tuple[int, int, int, int]:
    left, top, right, bottom = (
        round(side * scale) for side in (box.left, box.top, box.right, box.bottom)
    )
    # A rule keeps its pixel, however fine it is.
    return left, top, max(right, left + 1), max(bottom, top + 1)


def _outline(
    canvas: Image.Image, contours: Iterable[Contour], colour: Colour, clip: Box, scale: float
) -> None:
    scaled = [tuple((x * scale, y * scale) for x, y in contour) for contour in contours]
    _fill(canvas, scaled, colour, _pixels(clip, scale))


def _ridge(canvas: Image.Image, ridge: Ridge, scale: float) -> None:
    """Fill the strip that the crest runs through, and then all below it at once."""
    lowest = max(y for _, y in ridge.crest) + 2
    left, right = ridge.crest[0][0], ridge.crest[-1][0]
    closed = (*ridge.crest, (right, lowest), (left, lowest))
    clip = Box(0.0, 0.0, WIDTH, lowest)
    _outline(canvas, (closed,), ridge.colour, clip, scale)
    below = floor(lowest * scale) - 1
    if below < canvas.height:
        canvas.paste(ridge.colour, (0, below, canvas.width, canvas.height))


def _words(canvas: Image.Image, words: Words, fonts: tuple[bytes, ...], scale: float) -> None:
    type = words.type
    line = set_line(words.text, face_of(type, fonts), type.tracking, type.small_caps)
    size, x, y = words.size * scale, words.x * scale, words.baseline * scale
    whole = (0, 0, *canvas.size)
    for contours in line.contours:
        if words.turned:
            placed = [tuple((x - py * size, y - px * size) for px, py in c) for c in contours]
        else:
            placed = [tuple((x + px * size, y - py * size) for px, py in c) for c in contours]
        _fill(canvas, placed, words.colour, whole)


def _cloth(weave: Weave, size: tuple[int, int], scale: float) -> Image.Image:
    """Return cloth of the given size: a plain weave, each thread lightest along its middle."""
    width, height = size
    thread = max(2, round(weave.thread * scale))
    across, down = ceil(height / thread), ceil(width / thread)
    weft = _threads(weave.grain[:across], thread).transpose(Image.Transpose.ROTATE_270)
    warp = _threads(weave.grain[across : across + down], thread)
    over = Image.new("L", (2 * thread, 2 * thread), 0)
    for corner in ((0, 0), (thread, thread)):
        over.paste(255, (*corner, corner[0] + thread, corner[1] + thread))
    mask = _tiled(over, size)
    threads = Image.composite(
        warp.resize((warp.width, height)).crop((0, 0, width, height)),
        weft.resize((width, weft.height)).crop((0, 0, width, height)),
        mask,
    )
    return ImageOps.colorize(threads, weave.dark, weave.light)


def _threads(grain: bytes, thread: int) -> Image.Image:
    """Return a row of pixels across threads: each has its own lightness and a dark edge."""
    row = bytearray()
    for value in grain:
        for at in range(thread):
            edge = abs(2 * at + 1 - thread) / thread
            row.append(round(value * (1 - 0.62 * edge * edge)))
    return Image.frombytes("L", (len(row), 1), bytes(row))


def _tiled(tile: Image.Image, size: tuple[int, int]) -> Image.Image:
    row = Image.new("L", (size[0], tile.height))
    for x in range(0, size[0], tile.width):
        row.paste(tile, (x, 0))
    whole = Image.new("L", size)
    for y in range(0, size[1], tile.height):
        whole.paste(row, (0, y))
    return whole


def _fill(
    canvas: Image.Image,
    contours: list[Contour],
    ink: Colour,
    clip: tuple[int, int, int, int],
) -> None:
    """Fill contours given in pixels, in strips: a letter may be as large as the page."""
    xs = [x for contour in contours for x, _ in contour]
    ys = [y for contour in contours for _, y in contour]
    if not xs:
        return
    left, right = max(clip[0], floor(min(xs))), min(clip[2], ceil(max(xs)) + 1)
    top, bottom = max(clip[1], floor(min(ys))), min(clip[3], ceil(max(ys)) + 1)
    if left >= right:
        return
    outward = _outward(contours)
    ordered = sorted(outward, key=_area, reverse=True)
    for y in range(top, bottom, _STRIP):
        box = (left, y, right, min(y + _STRIP, bottom))
        canvas.paste(ink, (left, y), _coverage(ordered, box))


def _coverage(contours: list[Contour], box: tuple[int, int, int, int]) -> Image.Image:
    """Return how much of each pixel of a box the contours fill.

    Outlines that run clockwise add, counters take away: parts that overlap stay filled.
    """
    left, top, right, bottom = box
    samples = ((right - left) * _SAMPLES, (bottom - top) * _SAMPLES)
    winding = Image.new("L", samples, 0)
    for number, contour in enumerate(contours):
        moved = [((x - left) * _SAMPLES, (y - top) * _SAMPLES) for x, y in contour]
        piece = Image.new("L", samples, 0) if number else winding
        ImageDraw.Draw(piece).polygon(moved, fill=1)
        if number:
            change = ImageChops.add if _area(contour) > 0 else ImageChops.subtract
            winding = change(winding, piece)
    return winding.point(_FILLED).reduce(_SAMPLES)


def _outward(contours: list[Contour]) -> list[Contour]:
    """Return the contours with the largest one clockwise: OpenType with PostScript outlines draws
    its letters the other way round than TrueType does."""
    if _area(max(contours, key=lambda each: abs(_area(each)))) >= 0:
        return contours
    return [contour[::-1] for contour in contours]


def _area(contour: Contour) -> float:
    """Return twice the signed area: positive for an outline, which runs clockwise on the page."""
    shifted = (*contour[1:], contour[0])
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(contour, shifted, strict=True))
