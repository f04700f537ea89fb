"""The pictures that the text and the cover name: found, bounded, loaded.

PNG, JPEG and GIF pictures are decoded once, to be sure that they are whole; their bytes go on as
they are, upright and without what they say of the camera, the place and the maker. Other formats
become one of these, and drawings are made safe: `bookbuild.plates`.
"""

from __future__ import annotations

import io
import os
import re
import warnings
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from PIL import Image as PillowImage

from bookbuild.model.assets import FontFile, Image
from bookbuild.plates.formats import (
    Changed,
    Seen,
    Unshown,
    changed,
    decode,
    is_drawing,
    seen,
    why_unshown,
)
from bookbuild.read.picture_privacy import UnreadablePicture, cleaned, is_lossless, orientation
from bookbuild.read.text_files import read_bytes
from bookbuild.read.yaml_lines import shorten
from bookbuild.report import Checked, Diagnostic, Place, error, warning

MOST_BYTES = 30 * 1024 * 1024
MOST_BYTES_TOGETHER = 400 * 1024 * 1024
MOST_PIXELS = 60_000_000
_ORIENTATION = 0x0112
_QUALITY = 95
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_ENDINGS = (
    *(".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".tif", ".tiff", ".bmp"),
    *(".heic", ".heif"),
)
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]+:|//)", re.IGNORECASE)
_MOST_NAMES = 5000
_MOST_COMPARED = 500
_MOST_REPORTED = 500


@dataclass(frozen=True, slots=True)
class Named:
    """A file that the manuscript names: its path as typed, and the place that names it."""

    path: str
    place: Place


def read_images(named: tuple[Named, ...], root: Path) -> Checked[tuple[Image, ...]]:
    """Load every named picture once, in the order of their naming.

    ``root`` is the manuscript folder, which no path leads out of. A picture named at several
    places that cannot be loaded is reported at each.
    """
    images: list[Image] = []
    diagnostics: list[Diagnostic] = []
    loaded: set[str] = set()
    there = _names(root, _ENDINGS) if named else ()
    together = 0
    for name in named:
        if name.path in loaded:
            continue
        if len(diagnostics) >= _MOST_REPORTED:
            break
        checked = _read_image(name, root, there)
        diagnostics.extend(checked.diagnostics)
        if checked.value is None:
            continue
        loaded.add(name.path)
        together += len(checked.value.data)
        if together > MOST_BYTES_TOGETHER:
            diagnostics.append(_too_much(name.place))
            break
        images.append(checked.value)
    return Checked(tuple(images), tuple(diagnostics))


def drawn_covers(covers: tuple[Named, ...], images: tuple[Image, ...]) -> tuple[Diagnostic, ...]:
    """Return an error for each cover that is an SVG drawing: shops and shelves take none."""
    drawings = {image.path for image in images if image.media_type == "image/svg+xml"}
    hint = "Export it as a JPEG, best 1600 × 2560 pixels, and name that file."
    return tuple(
        error("svg-cover", cover.place, f"The cover `{shorten(cover.path)}` is a drawing.", hint)
        for cover in covers
        if cover.path in drawings
    )


def read_fonts(named: tuple[Named, ...], root: Path) -> Checked[tuple[FontFile, ...]]:
    """Load the font files that book.yaml lists; the family's name is read from the file."""
    from PIL import ImageFont  # loads a C library that only books with fonts of their own need

    fonts: list[FontFile] = []
    diagnostics: list[Diagnostic] = []
    for name in named:
        data = _named_bytes(name, root, "font", _names(root, (".ttf", ".otf")))
        diagnostics.extend(data.diagnostics)
        if data.value is None:
            continue
        try:
            family, style = ImageFont.truetype(io.BytesIO(data.value)).getname()
        except OSError:
            family, style = None, None
        if family:
            fonts.append(_font(family, style or "", name.path, data.value))
        else:
            message = f"`{shorten(name.path)}` is not a font that can be read."
            hint = "Use a font file in TrueType or OpenType format (.ttf, .otf)."
            diagnostics.append(error("bad-font", name.place, message, hint))
    return Checked(tuple(fonts), tuple(diagnostics))


def _font(family: str, style: str, path: str, data: bytes) -> FontFile:
    words = style.lower().split()
    italic = any(word in ("italic", "oblique") for word in words)
    return FontFile(family, path, data, italic, "bold" in words)


def _read_image(name: Named, root: Path, there: tuple[str, ...]) -> Checked[Image | None]:
    data = _named_bytes(name, root, "picture", there)
    if data.value is None:
        return Checked(None, data.diagnostics)
    return _sized(name, data.value)


def _sized(name: Named, data: bytes) -> Checked[Image | None]:
    """Return the picture cleaned, with its type and size."""
    if is_drawing(data):
        return _drawn(name, data)
    try:
        first = seen(data)
        if first.width * first.height > MOST_PIXELS:
            return Checked(None, (_too_many_pixels(name),))
        if not first.is_known:
            return _changed(name, changed(data), first)
        clean = upright(data, first.media_type)
        decode(clean)
        upright_size = seen(clean)
    except (PillowImage.DecompressionBombError, MemoryError):
        return Checked(None, (_too_many_pixels(name),))
    except Exception:  # decoders of broken data raise what they like
        return Checked(None, (_unreadable(name, data),))
    width, height = upright_size.width, upright_size.height
    return Checked(Image(name.path, first.media_type, clean, width, height))


def _drawn(name: Named, data: bytes) -> Checked[Image | None]:
    """Return a drawing made safe, with a warning where that takes something away."""
    # Imported for those books alone that have a drawing: it brings an XML library with it.
    from bookbuild.plates.drawing import UnsafeDrawing, safe_drawing

    try:
        drawing = safe_drawing(data)
    except UnsafeDrawing as reason:
        message = f"`{shorten(name.path)}` is an SVG drawing that no book can have. {reason}"
        hint = "Save it as “plain SVG” in your drawing program, or export it as PNG."
        return Checked(None, (error("bad-drawing", name.place, message, hint),))
    image = Image(name.path, "image/svg+xml", drawing.data, drawing.width, drawing.height)
    return Checked(image, _left_out(name, drawing.left_out))


def _left_out(name: Named, left_out: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    if not left_out:
        return ()
    parts = ", ".join(left_out[:5])
    message = f"Of the drawing `{shorten(name.path)}` these parts are left out: {parts}."
    hint = "Books cannot have them. Look at the drawing in the book, or export it as PNG."
    return (warning("drawing-parts", name.place, message, hint),)


def _changed(name: Named, new: Changed, old: Seen) -> Checked[Image | None]:
    """Return a picture in its new format, with a warning where it has moved or has had pages."""
    image = Image(name.path, new.media_type, new.data, new.width, new.height)
    if new.frames == 1:
        return Checked(image)
    message = f"`{shorten(name.path)}` holds {new.frames} pictures; the book has the first alone."
    hint = f"Few reading devices know {old.format}. Save it as GIF if it must move."
    return Checked(image, (warning("first-picture", name.place, message, hint),))


def _unreadable(name: Named, data: bytes) -> Diagnostic:
    match why_unshown(data):
        case Unshown.EMPTY:
            message, hint = "is empty: the file has no bytes.", "Save or copy the picture again."
        case Unshown.HEIC:
            message = "is a photograph in Apple's HEIC format, which few programs read."
            hint = "Open it on the phone or computer it comes from, and export it as JPEG."
        case Unshown.BROKEN:
            message = "is not a picture that can be read, or only a part of one."
            hint = "Save it again as PNG or JPEG; the ending of its name alone does not change it."
    message = f"`{shorten(name.path)}` {message}"
    return error("bad-picture", name.place, message, hint)


def upright(data: bytes, media_type: str) -> bytes:
    """Return a picture's bytes cleaned, and saved anew where the picture lies on its side.

    A photograph says which side is up in a remark that many readers never look at. Of a moving
    picture that must be turned the first frame is kept. A picture that must be turned is decoded,
    so its size is checked before. Raises `UnreadablePicture`, whatever the data.
    """
    clean, side = cleaned(data, media_type), orientation(data, media_type)
    if side == 1:
        return clean
    lossless = is_lossless(data, media_type)
    return cleaned(_turned(clean, side, lossless), media_type)  # of what the encoder may add


def _turned(data: bytes, side: int, lossless: bool) -> bytes:
    from PIL import ImageOps  # which brings the readers of palettes

    target = io.BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with PillowImage.open(io.BytesIO(data), formats=_FORMATS) as picture:
                picture.getexif()[_ORIENTATION] = side
                profile = picture.info.get("icc_profile")
                ImageOps.exif_transpose(picture).save(
                    target,
                    picture.format,
                    quality=_QUALITY,
                    lossless=lossless,
                    icc_profile=profile,
                )
    except Exception as reason:  # decoders of broken data raise what they like
        raise UnreadablePicture("The picture cannot be decoded.") from reason
    return target.getvalue()


def _named_bytes(
    name: Named, root: Path, what: str, there: tuple[str, ...]
) -> Checked[bytes | None]:
    """Return the bytes of a file that the manuscript names.

    ``there`` are the files of the kind that the folder holds, for the message.
    """
    refusal = _refusal(name)
    if refusal:
        return Checked(None, (refusal,))
    path = root / name.path
    if not os.path.lexists(path):
        return Checked(None, (_missing(name, what, there),))
    read = read_bytes(path, root, name.path, MOST_BYTES)
    # Told where the file is named, for that is the line the author will look at.
    return Checked(
        read.value,
        tuple(
            error(d.code, name.place, f"`{shorten(name.path)}`: {d.message}", d.hint)
            for d in read.diagnostics
        ),
    )


def _refusal(name: Named) -> Diagnostic | None:
    path = name.path
    if _ELSEWHERE.match(path):
        message = "A picture from the internet cannot be part of the book."
        hint = f"Save it in the folder and name that file, such as `images/{_last(path)}`."
        return error("remote-image", name.place, message, hint)
    if path.startswith(("/", "~")) or ".." in PurePosixPath(path).parts or "\0" in path:
        message = f"`{shorten(path)}` leads out of the manuscript folder."
        hint = f"Copy the file into the folder and name it from there, such as `{_last(path)}`."
        return error("outside-the-folder", name.place, message, hint)
    return None


def _last(path: str) -> str:
    name = re.split(r"[/\\]", path.split("?")[0])[-1]
    return name if 0 < len(name) < 60 and name.isprintable() else "picture.jpg"


def _missing(name: Named, what: str, there: tuple[str, ...]) -> Diagnostic:
    last = name.path.rsplit("/", 1)[-1]
    same = [path for path in there if path.rsplit("/", 1)[-1] == last]
    close = same or get_close_matches(name.path, there[:_MOST_COMPARED], n=1, cutoff=0.6)
    message = f"There is no file `{shorten(name.path)}` in the manuscript folder."
    hint = f"Did you mean `{close[0]}`?" if close else f"Put a {what} of that name there."
    code = "missing-image" if what == "picture" else "missing-font"
    return error(code, name.place, message, hint)


def _names(root: Path, endings: tuple[str, ...]) -> tuple[str, ...]:
    """Return the files with such endings in the folder and those below it."""
    found: list[str] = []
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name[0] != ".")
        inner = Path(folder).relative_to(root)
        found.extend(
            (inner / file).as_posix() for file in sorted(files) if file.casefold().endswith(endings)
        )
        if len(found) > _MOST_NAMES:
            break
    return tuple(found[:_MOST_NAMES])


def _too_many_pixels(name: Named) -> Diagnostic:
    message = f"`{shorten(name.path)}` has more than {MOST_PIXELS // 1_000_000} million pixels."
    hint = "Make it smaller: 3000 pixels on the longer side are enough for print."
    return error("too-many-pixels", name.place, message, hint)


def _too_much(place: Place) -> Diagnostic:
    message = f"The pictures together are larger than {MOST_BYTES_TOGETHER // 1024**2} MB."
    return error("too-large", place, message, "Make them smaller, or leave some out.")
