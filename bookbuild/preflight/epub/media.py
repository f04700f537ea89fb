"""The first bytes of pictures and fonts: what they truly are, and how large a picture is.

The headers are read by hand, so that a stranger's picture is never decoded.
"""

from __future__ import annotations

import struct

_STARTS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"OTTO", "font/otf"),
    (b"\x00\x01\x00\x00", "font/ttf"),
    (b"true", "font/ttf"),
    (b"wOFF", "font/woff"),
    (b"wOF2", "font/woff2"),
    (b"ID3", "audio/mpeg"),
)
_NO_FRAMES = (0xC4, 0xC8, 0xCC)


def true_type(data: bytes) -> str:
    """Return the media type that the first bytes show, "" where they show none."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:12] in (b"ftypavif", b"ftypavis"):
        return "image/avif"
    return next((kind for start, kind in _STARTS if data.startswith(start)), "")


def measures(data: bytes) -> tuple[int, int, int]:
    """Return a picture's width, height and channels, 0 for what cannot be told."""
    try:
        match true_type(data):
            case "image/png":
                width, height = struct.unpack(">II", data[16:24])
                return width, height, 0
            case "image/gif":
                width, height = struct.unpack("<HH", data[6:10])
                return width, height, 0
            case "image/jpeg":
                return _jpeg(data)
            case _:
                return 0, 0, 0
    except struct.error:
        return 0, 0, 0


def _jpeg(data: bytes) -> tuple[int, int, int]:
    """Return the measures of the first frame: segments are walked by the lengths they state."""
    at = 2
    while at + 10 <= len(data) and data[at] == 0xFF:
        kind = data[at + 1]
        if kind == 0xFF:
            at += 1
        elif 0xC0 <= kind <= 0xCF and kind not in _NO_FRAMES:
            height, width, channels = struct.unpack(">HHB", data[at + 5 : at + 10])
            return width, height, channels
        else:
            at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    return 0, 0, 0
