"""A picture as it stands in an EPUB: as large as shops take, in the colours that screens have.

Apple takes four megapixels in a picture, Google Play 3200 pixels on a side; few readers show a
printing press's colours, and none more than eight bits.
"""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

from PIL import Image as Picture

from bookbuild.model.assets import Image
from bookbuild.plates.pixels import (
    eight_bits,
    in_srgb,
    is_deep,
    is_srgb,
    jpeg,
    opened,
    png,
    resized,
    sees_through,
    translucent_in_srgb,
)
from bookbuild.report import Checked, Place, warning

MOST_PIXELS = 4_000_000
LONGEST_SIDE = 3200
MOST_BYTES = 3_000_000
"""A photograph of more bytes than this is saved anew: a page waits for its pictures."""

_PNG_LOOKED_AT = 250_000
"""Bytes from which on a PNG may be a photograph that is better kept as a JPEG."""

_MANY_COLOURS = 20_000
"""Colours that no drawing has, and every photograph."""

_CLEARLY_SMALLER = 0.5
_PLAIN = {"JPEG": ("RGB", "L"), "PNG": ("1", "L", "LA", "P", "RGB", "RGBA")}


def for_screens(image: Image) -> Checked[Image]:
    """Return a picture of the book as an EPUB takes it, and what is lost by that.

    One that is so already keeps its bytes, as drawings and moving pictures of a fitting size do.
    """
    if image.media_type == "image/svg+xml":
        return Checked(image)
    try:
        with opened(image.data) as picture:
            size = within(image, MOST_PIXELS, LONGEST_SIDE)
            if size == picture.size and _is_ready(picture, image):
                return Checked(image)
            return _saved(picture, image, size)
    except Exception:  # decoders of broken data raise what they like
        return Checked(image)


def within(image: Image, pixels: int, side: int) -> tuple[int, int]:
    """Return the largest size of a picture's shape with so many pixels, and on a side."""
    factor = min(
        1.0,
        sqrt(pixels / max(image.width * image.height, 1)),
        side / max(image.width, image.height, 1),
    )
    if factor == 1.0:
        return image.width, image.height
    return max(1, int(image.width * factor)), max(1, int(image.height * factor))


def _is_ready(picture: Picture.Image, image: Image) -> bool:
    match picture.format:
        case "GIF":
            return True
        case "JPEG" | "MPO":
            fits = len(image.data) <= MOST_BYTES
            return fits and picture.mode in _PLAIN["JPEG"] and is_srgb(picture)
        case "PNG":
            shallow = image.data[24] <= 8  # the bits of a channel (PNG, third edition, 11.2.1)
            plain = picture.mode in _PLAIN["PNG"] and shallow and is_srgb(picture)
            return plain and len(image.data) <= _PNG_LOOKED_AT
        case _:
            return False


def _saved(picture: Picture.Image, image: Image, size: tuple[int, int]) -> Checked[Image]:
    moves = picture.format == "GIF" and getattr(picture, "is_animated", False)
    is_photograph = picture.format in ("JPEG", "MPO")
    picture.draft(None, (size[0] * 2, size[1] * 2))
    if is_photograph:
        saved = _as_jpeg(in_srgb(resized(picture, size)), image)
    else:
        saved = _png_or_jpeg(picture, image, size)
    if not moves:
        return Checked(saved)
    message = f"`{image.path}` moves and is larger than reading devices take; it stands still."
    hint = "Make it smaller, 1200 pixels wide at most, or use its best frame alone."
    return Checked(saved, (warning("picture-stands-still", Place(image.path), message, hint),))


def _png_or_jpeg(picture: Picture.Image, image: Image, size: tuple[int, int]) -> Image:
    if sees_through(picture):
        small = resized(picture, size)
        return _as_png(translucent_in_srgb(small), image)
    plain = picture.mode in ("1", "L", "P", "RGB") and is_srgb(picture)
    small = resized(eight_bits(picture) if is_deep(picture) else picture, size)
    drawn = _as_png(small if plain else in_srgb(small), image)
    if len(drawn.data) <= _PNG_LOOKED_AT or small.getcolors(_MANY_COLOURS) is not None:
        return _smaller(drawn, image, size)
    photographed = _as_jpeg(in_srgb(small), image)
    if len(photographed.data) < len(drawn.data) * _CLEARLY_SMALLER:
        return photographed
    return _smaller(drawn, image, size)


def _smaller(drawn: Image, image: Image, size: tuple[int, int]) -> Image:
    """Return the new bytes, or the old ones where those are as good and fewer."""
    same = size == (image.width, image.height) and image.media_type == "image/png"
    deep = same and image.data[24] > 8
    with opened(image.data) as before:
        same = same and is_srgb(before) and not deep
    return image if same and len(image.data) <= len(drawn.data) else drawn


def _as_jpeg(picture: Picture.Image, image: Image) -> Image:
    return _with(image, jpeg(picture), "image/jpeg", picture.size)


def _as_png(picture: Picture.Image, image: Image) -> Image:
    return _with(image, png(picture), "image/png", picture.size)


def _with(image: Image, data: bytes, media_type: str, size: tuple[int, int]) -> Image:
    return replace(image, data=data, media_type=media_type, width=size[0], height=size[1])
