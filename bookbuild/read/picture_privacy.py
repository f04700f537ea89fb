"""What a picture says of its maker, taken out: cameras, places, names, programs, dates.

Only the parts that hold such remarks are left out, byte for byte; the picture itself, its colour
profile and the side that is up stay. No output names a person whom the author's files do not, and
few authors know what a photograph carries.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

_PNG_REMARKS = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")
_WEBP_REMARKS = (b"EXIF", b"XMP ")
_WEBP_REMARK_FLAGS = 0b00001100
_JPEG_KEPT = (0xE0, 0xEE)
"""JFIF and Adobe's colour transform, with a colour profile all that is kept of its kind."""
_AFTER_A_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def without_remarks(data: bytes, media_type: str, orientation: int = 1) -> bytes:
    """Return a picture's bytes without what they say beside the picture.

    ``orientation`` is Exif's, 1 for upright; a JPEG that must be turned keeps that one remark.
    Data that is not built as its format says is returned as it is.
    """
    try:
        match media_type:
            case "image/png":
                return data[:8] + b"".join(_png_chunks(data))
            case "image/jpeg":
                return b"\xff\xd8" + _turned(orientation) + b"".join(_jpeg_segments(data))
            case "image/webp":
                chunks = b"".join(_webp_chunks(data))
                return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WEBP" + chunks
            case _:
                return data
    except (struct.error, IndexError):
        return data


def _png_chunks(data: bytes) -> Iterator[bytes]:
    """PNG, third edition, 5.3: length, type, data, checksum."""
    at = 8
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind = data[at + 4 : at + 8]
        if kind not in _PNG_REMARKS:
            yield data[at : at + 12 + length]
        at += 12 + length
        if kind == b"IEND":
            return


def _jpeg_segments(data: bytes) -> Iterator[bytes]:
    """ITU T.81, annex B: marker, length, data. What follows the picture's end goes too: phones
    put a second picture there, with remarks of its own."""
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xD9:
            yield data[at : at + 2]
            return
        (length,) = (0,) if marker == 0xFF else struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length if length else at + 1  # a fill byte stands alone
        if marker == 0xDA:
            scan_end = _AFTER_A_SCAN.search(data, end)
            end = scan_end.start() if scan_end else len(data)
        if _is_kept(marker, data[at + 4 : at + 16]):
            yield data[at:end]
        at = end
        if at == len(data):
            return
    raise IndexError(at)


def _is_kept(marker: int, content: bytes) -> bool:
    if marker == 0xE2:
        return content.startswith(b"ICC_PROFILE\x00")
    return marker in _JPEG_KEPT or not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _turned(orientation: int) -> bytes:
    """Return an Exif segment that says nothing but which side is up."""
    if orientation not in range(2, 9):
        return b""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    tiff = b"MM\x00\x2a" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    return b"\xff\xe1" + struct.pack(">H", len(tiff) + 8) + b"Exif\x00\x00" + tiff


def _webp_chunks(data: bytes) -> Iterator[bytes]:
    """RFC 9649, 2.3 to 2.7: type, length, data padded to an even number of bytes."""
    at = 12
    while at < len(data):
        kind = data[at : at + 4]
        (length,) = struct.unpack_from("<I", data, at + 4)
        end = at + 8 + length + length % 2
        chunk = data[at:end]
        if kind == b"VP8X":
            yield chunk[:8] + bytes([chunk[8] & ~_WEBP_REMARK_FLAGS]) + chunk[9:]
        elif kind not in _WEBP_REMARKS:
            yield chunk
        at = end
