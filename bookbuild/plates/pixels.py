"""Pictures decoded and saved: the upright picture, its colours, its bytes as JPEG and PNG."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image as Picture
from PIL import ImageFile, ImageOps

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
            with Picture.open(io.BytesIO(data), formats=(*KNOWN, *OTHERS)) as picture:
                yield picture
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = fills_up


def upright(picture: Picture.Image) -> Picture.Image:
    """Return a picture turned as its remarks say that it is to be looked at."""
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
