"""The author's own cover: what shops would say of it, and the picture as they take it.

Sizes and shapes are KDP's (help page G6GTK3T3NUHKLEFX), Apple's limit of four megapixels for a
picture within a book, and Google Play's of 3200 pixels on a side.
"""

from __future__ import annotations

from dataclasses import replace

from PIL import Image as Picture

from bookbuild.model.assets import Image
from bookbuild.plates.pixels import in_srgb, is_srgb, jpeg, opened
from bookbuild.plates.screens import LONGEST_SIDE, MOST_PIXELS, within
from bookbuild.report import Checked, Diagnostic, Place, warning

MOST_BYTES = 3_000_000
"""A cover of more bytes than this is saved anew: it is loaded before the book's first page."""

LEAST = (625, 1000)
"""Width and height in pixels of the smallest cover that KDP takes."""

IDEAL = (1600, 2560)
"""Width and height in pixels of a cover for the shops."""

_FLATTEST, _TALLEST = 1.25, 2.0
"""Between these a cover's height is to its width; 1.6 is best."""


def cover_for_book(image: Image) -> Checked[Image]:
    """Return the author's cover as a JPEG within the shops' limits, and what they would say of it.

    A JPEG that is so already keeps its bytes. A picture that cannot be decoded is returned as it
    is, with a warning.
    """
    told = _size_told(image)
    try:
        with opened(image.data) as picture:
            told += _colours_told(picture, image)
            size = within(image, MOST_PIXELS, LONGEST_SIDE)
            if size == picture.size and _is_ready(picture, image):
                return Checked(image, told)
            return Checked(_saved(picture, image, size), told)
    except Exception:  # decoders of broken data raise what they like
        return Checked(image, (*told, _broken(image)))


def cover_for_shops(image: Image) -> Image | None:
    """Return the author's cover as a JPEG to upload: at most 1600 by 2560, never made larger.

    None for a picture that cannot be decoded.
    """
    factor = min(1.0, max(IDEAL[0] / image.width, IDEAL[1] / image.height))
    factor = min(factor, 10_000 / max(image.width, image.height))  # what KDP takes at most
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    try:
        with opened(image.data) as picture:
            return _saved(picture, image, size)
    except Exception:  # decoders of broken data raise what they like
        return None


def _is_ready(picture: Picture.Image, image: Image) -> bool:
    """Return whether a picture is what every shop takes; it is decoded to its end, to be sure."""
    plain = picture.format in ("JPEG", "MPO") and picture.mode == "RGB"
    if not plain or len(image.data) > MOST_BYTES or not is_srgb(picture):
        return False
    picture.draft(None, (1, 1))  # as coarse as can be: a torn JPEG is torn at every size
    picture.load()
    return True


# ------------------------------------------------------------------------------------ the picture


def _saved(picture: Picture.Image, image: Image, size: tuple[int, int]) -> Image:
    picture.draft(None, (size[0] * 2, size[1] * 2))
    whole = in_srgb(picture)
    if whole.size != size:
        whole = whole.resize(size, Picture.Resampling.LANCZOS)
    data = jpeg(whole)
    path = f"{image.path.rsplit('.', 1)[0]}.jpg"
    return replace(
        image, path=path, media_type="image/jpeg", data=data, width=size[0], height=size[1]
    )


# ----------------------------------------------------------------------------------- what is told


def _size_told(image: Image) -> tuple[Diagnostic, ...]:
    place, told = Place(image.path), []
    measure = f"{image.width} × {image.height} pixels"
    if image.width < LEAST[0] or image.height < LEAST[1]:
        message = f"The cover is {measure}, and shops take none below {LEAST[0]} × {LEAST[1]}."
        hint = f"Draw or export it larger, best {IDEAL[0]} × {IDEAL[1]}."
        told.append(warning("cover-small", place, message, hint))
    shape = image.height / max(image.width, 1)
    if not _FLATTEST <= shape <= _TALLEST:
        wrong = "too wide" if shape < _FLATTEST else "too tall"
        message = f"The cover is {measure}, {wrong} for the shelf of a shop or a reading app."
        hint = f"Crop it to the shape of a book, best {IDEAL[0]} × {IDEAL[1]}."
        told.append(warning("cover-shape", place, message, hint))
    return tuple(told)


def _colours_told(picture: Picture.Image, image: Image) -> tuple[Diagnostic, ...]:
    place = Place(image.path)
    if picture.mode == "CMYK":
        message = "The cover is in a printing press's colours (CMYK), which screens do not have."
        hint = "Its colours were changed; look at them, or export the cover as RGB."
        return (warning("cover-colours", place, message, hint),)
    if picture.has_transparency_data and _sees_through(picture):
        message = "Parts of the cover are transparent, which shops do not take; they became white."
        hint = "Export it without transparency to have another colour there."
        return (warning("cover-transparent", place, message, hint),)
    if getattr(picture, "n_frames", 1) > 1 and picture.format != "MPO":
        message = "The cover is a moving picture, which shops do not take; its first frame is used."
        return (warning("cover-moves", place, message, "Export the frame you want as a JPEG."),)
    return ()


def _sees_through(picture: Picture.Image) -> bool:
    histogram = picture.convert("RGBA").getchannel("A").histogram()
    return any(histogram[:255])


def _broken(image: Image) -> Diagnostic:
    message = "The cover begins like a picture, and the rest of it cannot be read."
    hint = "Export it again as a JPEG; the book has it as it is."
    return warning("cover-broken", Place(image.path), message, hint)
