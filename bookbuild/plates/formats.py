"""What a picture is, and one that few readers know as one that all do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bookbuild.plates.pixels import (
    KNOWN,
    in_srgb,
    is_deep,
    is_srgb,
    jpeg,
    opened,
    png,
    sees_through,
    translucent_in_srgb,
    upright,
)

_NAMES = {"MPO": "JPEG"}
"""A photograph with a second one behind it is called MPO, and is a JPEG without that."""

_LOSSY = ("AVIF", "JPEG")
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")


class Unshown(Enum):
    """Why a picture cannot be shown."""

    BROKEN = "broken"
    HEIC = "heic"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a picture's first bytes say: its format as Pillow names it, its size in pixels."""

    format: str
    width: int
    height: int

    @property
    def media_type(self) -> str:
        """The picture's type for a package."""
        return f"image/{self.format.casefold()}"

    @property
    def is_known(self) -> bool:
        """Whether every reader knows the format."""
        return self.format in KNOWN


@dataclass(frozen=True, slots=True)
class Changed:
    """A picture in a format that every reader knows; ``frames`` is how many the old one had."""

    data: bytes
    media_type: str
    width: int
    height: int
    frames: int


def seen(data: bytes) -> Seen:
    """Return what a picture's first bytes say of it.

    Raises whatever decoders of broken data raise, which may be anything.
    """
    with opened(data) as picture:
        kind = picture.format or ""
        return Seen(_NAMES.get(kind, kind), *picture.size)


def is_drawing(data: bytes) -> bool:
    """Return whether a file's first bytes are those of an SVG drawing."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"<svg" in data[:65536]


def why_unshown(data: bytes) -> Unshown:
    """Return what is the matter with a picture that no decoder takes."""
    if not data:
        return Unshown.EMPTY
    return Unshown.HEIC if data[4:8] == b"ftyp" and data[8:12] in _HEIC else Unshown.BROKEN


def changed(data: bytes) -> Changed:
    """Return the first picture of a WebP, AVIF, TIFF or BMP file, upright, as PNG or JPEG.

    It becomes a JPEG where it has lost something by its format already and is opaque. Its size
    must have been looked at before. Raises whatever decoders of broken data raise.
    """
    with opened(data) as picture:
        frames = getattr(picture, "n_frames", 1)
        lossy = picture.format in _LOSSY or (picture.format == "WEBP" and b"VP8 " in data[:4096])
        whole = upright(picture)
        if sees_through(whole):
            return Changed(png(translucent_in_srgb(whole)), "image/png", *whole.size, frames)
        if lossy:
            return Changed(jpeg(in_srgb(whole)), "image/jpeg", *whole.size, frames)
        plain = whole.mode in ("1", "L", "P", "RGB") and is_srgb(whole) and not is_deep(whole)
        return Changed(png(whole if plain else in_srgb(whole)), "image/png", *whole.size, frames)


def decode(data: bytes) -> None:
    """Decode a picture, of a moving one the first frame, as coarsely as tells that it is whole.

    Raises whatever decoders of broken data raise, which may be anything.
    """
    with opened(data) as picture:
        picture.draft(None, (1, 1))
        picture.load()
