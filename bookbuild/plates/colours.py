"""Whether a picture has colours, which a press that prints in black turns into greys."""

from __future__ import annotations

import re

from PIL import Image as Picture
from PIL import ImageColor

from bookbuild.model.assets import Image
from bookbuild.plates.pixels import opened

_SAME = 24
"""How far apart red, green and blue may be, of 255: a grey photo with a breath of brown is grey."""
_LOOKED_AT = 256
"""The pixels along a side that are looked at; a speck that is smaller is not missed by anybody."""
_PAINTED = re.compile(r"\b(?:fill|stroke|color)\s*[:=]\s*[\"']?\s*([^\"';>]+)", re.IGNORECASE)
"""What a drawing is painted with; the last word of `stop-color` and its like is enough."""


def is_coloured(image: Image) -> bool:
    """Return whether a picture has colours; False for one that cannot be read."""
    if image.media_type == "image/svg+xml":
        painted = _PAINTED.findall(image.data.decode("utf-8", errors="replace"))
        return any(_is_colour(each.strip()) for each in painted)
    try:
        with opened(image.data) as picture:
            return _has_colour(picture)
    except Exception:
        return False  # whatever decoders raise; the press has told of it


def _is_colour(name: str) -> bool:
    try:
        return _are_apart(ImageColor.getrgb(name)[:3])
    except ValueError:
        return False  # none, currentColor, url(#a-gradient)


def _are_apart(parts: tuple[int, ...]) -> bool:
    return max(parts) - min(parts) > _SAME


def _has_colour(picture: Picture.Image) -> bool:
    if picture.mode in ("1", "L", "LA", "I", "I;16", "F"):
        return False
    picture.draft("RGB", (_LOOKED_AT, _LOOKED_AT))
    if picture.mode == "P" or picture.has_transparency_data:
        whole = picture.convert("RGBA")
        small = whole.resize(_size(picture), Picture.Resampling.BOX)
        paper = Picture.new("RGBA", small.size, "white")
        shown = Picture.alpha_composite(paper, small).convert("RGB")
    else:
        shown = picture.convert("RGB").resize(_size(picture), Picture.Resampling.BOX)
    found = shown.getcolors(_LOOKED_AT * _LOOKED_AT) or []
    return any(_are_apart(colour) for _, colour in found if isinstance(colour, tuple))


def _size(picture: Picture.Image) -> tuple[int, int]:
    return min(picture.width, _LOOKED_AT), min(picture.height, _LOOKED_AT)
