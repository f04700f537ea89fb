"""The author's cover at a size that shops take."""

from __future__ import annotations

import io
import warnings
from dataclasses import replace
from math import sqrt

from PIL import Image as Picture

from bookbuild.model.assets import Image

MOST_PIXELS = 4_000_000
"""Apple's limit for a picture within a book."""

LONGEST_SIDE = 3200
"""Google Play's limit for a picture within a book, in pixels."""

_MODES = {"1": "L", "P": "RGB"}
"""Modes whose pixels cannot be mixed, and those that they are scaled in."""


def scaled(image: Image) -> Image:
    """Return a cover within the shops' limits, in its own type; one that is within them as it is.

    A GIF, and a picture that cannot be decoded, are returned as they are too.
    """
    factor = min(
        sqrt(MOST_PIXELS / max(image.width * image.height, 1)),
        LONGEST_SIDE / max(image.width, image.height, 1),
    )
    if factor >= 1 or image.media_type == "image/gif":
        return image
    size = max(1, int(image.width * factor)), max(1, int(image.height * factor))
    try:
        return replace(image, data=_resized(image.data, size), width=size[0], height=size[1])
    except Exception:  # decoders of broken data raise what they like; readers may know better
        return image


def _resized(data: bytes, size: tuple[int, int]) -> bytes:
    target = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Picture.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as picture:
            mode = _MODES.get(picture.mode, picture.mode)
            whole = picture.convert("RGBA" if picture.has_transparency_data else mode)
            smaller = whole.resize(size, Picture.Resampling.LANCZOS)
            profile = picture.info.get("icc_profile")
            smaller.save(target, picture.format, quality=90, icc_profile=profile)
    return target.getvalue()
