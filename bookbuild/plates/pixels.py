"""Pictures decoded and saved: the upright picture, its colours, its bytes as JPEG and PNG."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image as Picture
from PIL import ImageFile
from PIL.JpegImagePlugin import jpeg_factory

KNOWN = ("PNG", "JPEG", "GIF")
"""The formats of pictures that all readers know."""

OTHERS = ("WEBP", "AVIF", "TIFF", "BMP")
"""Formats that are changed into one of those."""

_PAPER = (255, 255, 255)
_QUALITY = 92


@contextmanager
def opened(data: bytes) -> Iterator[Picture.Image]:
    """Open a picture. A torn one is broken here, though WeasyPrint has Pillow fill it with grey.

    Raises whatever decoders of broken data raise, which may be anything.
    """
    fills_up = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with _opened(data) as picture:
                yield picture
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = fills_up


def _opened(data: bytes) -> Picture.Image:
    """Return a picture whose first bytes have been read.

    Most books have a JPEG and no other: asked for one by name, Pillow does not load its readers of
    five formats, which would take a hundredth of the time of a build.
    """
    if data.startswith(b"\xff\xd8\xff"):
        return jpeg_factory(io.BytesIO(data))
    return Picture.open(io.BytesIO(data), formats=(*KNOWN, *OTHERS))


def upright(picture: Picture.Image) -> Picture.Image:
    """Return a picture turned as its remarks say that it is to be looked at."""
    from PIL import ImageOps  # which brings the readers of palettes

    return ImageOps.exif_transpose(picture)


def resized(picture: Picture.Image, size: tuple[int, int]) -> Picture.Image:
    """Return a picture in another size, in pixels; one with a palette loses that."""
    if picture.size == size:
        return picture
    if picture.mode in ("P", "PA", "1"):
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    return picture.resize(size, Picture.Resampling.LANCZOS, reducing_gap=2.0)


def jpeg(picture: Picture.Image) -> bytes:
    """Return a picture's bytes as a JPEG without anything beside the picture."""
    try:
        return _encoded(picture, optimize=True)
    except OSError:
        # Pillow's buffer holds a byte for each pixel, which is too few for a picture of noise.
        return _encoded(picture, optimize=False)


def _encoded(picture: Picture.Image, *, optimize: bool) -> bytes:
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=_QUALITY, subsampling=0, optimize=optimize)
    return target.getvalue()


def png(picture: Picture.Image) -> bytes:
    """Return a picture's bytes as a PNG without anything beside the picture."""
    bare = picture.copy()
    transparency = bare.info.get("transparency")
    bare.info = {} if transparency is None else {"transparency": transparency}
    target = io.BytesIO()
    bare.save(target, "PNG", compress_level=6)
    return target.getvalue()


def sees_through(picture: Picture.Image) -> bool:
    """Return whether some part of a picture is not wholly opaque."""
    if not picture.has_transparency_data:
        return False
    least = picture.convert("RGBA").getchannel("A").getextrema()[0]
    return isinstance(least, int | float) and least < 255


def is_deep(picture: Picture.Image) -> bool:
    """Return whether a picture has more than eight bits to a grey."""
    return picture.mode.startswith(("I", "F"))


def eight_bits(picture: Picture.Image) -> Picture.Image:
    """Return a grey picture with the upper eight of its sixteen bits: what can be seen."""
    return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")


def in_srgb(picture: Picture.Image) -> Picture.Image:
    """Return a picture as RGB on white paper, in the colours that screens expect."""
    if is_deep(picture):
        return eight_bits(picture).convert("RGB")
    if picture.has_transparency_data:
        layer = picture.convert("RGBA")
        paper = Picture.new("RGBA", layer.size, (*_PAPER, 255))
        flat = Picture.alpha_composite(paper, layer).convert("RGB")
        return flat if is_srgb(picture) else _converted(flat, picture.info["icc_profile"])
    if picture.mode in ("P", "1", "LA", "PA"):
        return picture.convert("RGB")
    if not is_srgb(picture):
        return _converted(picture, picture.info["icc_profile"])
    return picture.convert("RGB")


def translucent_in_srgb(picture: Picture.Image) -> Picture.Image:
    """Return a picture as RGBA, what can be seen through it kept, in the colours of screens."""
    layer = picture.convert("RGBA")
    if is_srgb(picture):
        return layer
    moved = _converted(layer.convert("RGB"), picture.info["icc_profile"])
    moved.putalpha(layer.getchannel("A"))
    return moved


def is_srgb(picture: Picture.Image) -> bool:
    """Return whether a picture's colours are a screen's: it names no others, or these."""
    profile = picture.info.get("icc_profile")
    # Profiles name themselves in a description; the usual one is "sRGB IEC61966-2.1".
    return not profile or b"sRGB" in profile or b"s\0R\0G\0B" in profile


def _converted(picture: Picture.Image, profile: bytes) -> Picture.Image:
    """Return a picture with its colours moved to sRGB; a profile that is broken is passed over."""
    from PIL import ImageCms  # loads a C library that few covers need

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        moved = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        moved = None
    return moved or picture.convert("RGB")


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture as a PDF has it: a JPEG's bytes, or a byte for each part of each pixel."""

    width: int
    height: int
    data: bytes
    is_jpeg: bool = False


_MODES = {1: "L", 3: "RGB", 4: "CMYK"}
"""By how many bytes a pixel has."""


def grey(
    pixels: Pixels, seen_through: Pixels | None, size: tuple[int, int] | None
) -> Pixels | None:
    """Return a picture in greys on white paper, in another size where one is given.

    ``seen_through`` is how opaque each pixel is. A JPEG stays one unless it had that. None for what
    is no picture of eight bits.
    """
    with _as_picture(pixels) as picture:
        if picture is None:
            return None
        drawn = picture.convert("L")
    if seen_through is not None:
        with _as_picture(seen_through) as opaque:
            if opaque is None:
                return None
            paper = Picture.new("L", drawn.size, 255)
            drawn = Picture.composite(drawn, paper, opaque.convert("L").resize(drawn.size))
    drawn = resized(drawn, size) if size else drawn
    is_jpeg = pixels.is_jpeg and seen_through is None
    return Pixels(*drawn.size, jpeg(drawn) if is_jpeg else drawn.tobytes(), is_jpeg)


@contextmanager
def _as_picture(pixels: Pixels) -> Iterator[Picture.Image | None]:
    if pixels.is_jpeg:
        with opened(pixels.data) as picture:
            yield picture
        return
    size = (pixels.width, pixels.height)
    parts, rest = divmod(len(pixels.data), pixels.width * pixels.height)
    mode = _MODES.get(parts)
    yield Picture.frombytes(mode, size, pixels.data) if mode and not rest else None
