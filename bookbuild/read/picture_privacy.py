"""What a picture says of its maker, taken out: cameras, places, names, programs, dates.

No output names a person whom the author's files do not, and few authors know what a photograph
carries. Only the parts that a picture is made of are kept, byte for byte, with its colours; what
is not known to be one of them goes. That a picture lies on its side is such a remark too, so it is
asked for before: `orientation`.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

_MOST_PARTS = 100_000
_ORIENTATION = 0x0112

_JPEG_MARKER = re.compile(rb"\xff[^\x00\xff]")
_AFTER_A_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_JPEG_ALONE = (0x01, *range(0xD0, 0xD9))
"""Markers without a segment, which stand for nothing outside a scan."""

_JPEG_KEPT = (*range(0xC0, 0xD0), *range(0xDA, 0xE0))
_PNG_KEPT = tuple(
    b"IHDR PLTE IDAT tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs "
    b"acTL fcTL fdAT".split()
)
_PNG_END = b"\x00\x00\x00\x00IEND\xaeB`\x82"
_GIF_BLOCK = re.compile(rb"[\x21\x2c\x3b]")
_GIF_LOOPS = (b"NETSCAPE2.0\x03\x01", b"ANIMEXTS1.0\x03\x01")
_WEBP_KEPT = (b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ICCP")
_WEBP_REMARK_FLAGS = 0b00001100


class UnreadablePicture(ValueError):
    """A picture that is not built as its format says, so that nobody knows what it carries."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a picture as it is kept, b"" for one that goes; the Exif remarks that it was."""

    kept: bytes = b""
    exif: bytes = b""


def cleaned(data: bytes, media_type: str) -> bytes:
    """Return a picture's bytes without what they say beside the picture; nothing is decoded.

    The bytes are PNG, JPEG, GIF or WebP, as ``media_type`` says. Raises `UnreadablePicture` for
    data that is cut off or not built as its format says; nothing else, whatever the data.
    """
    kept = b"".join(part.kept for part in _parts(data, media_type))
    if media_type == "image/webp":
        return b"RIFF" + struct.pack("<I", len(kept) + 4) + b"WEBP" + kept
    return kept


def orientation(data: bytes, media_type: str) -> int:
    """Return which side of a picture is up, 1 to 8 as Exif counts (CIPA DC-008, 4.6.5.1).

    It is 1, upright, where the picture does not say. Raises `UnreadablePicture` as `cleaned` does.
    """
    remarks = (part.exif for part in _parts(data, media_type) if part.exif)
    return next(map(_orientation, remarks), 1)


def is_lossless(data: bytes, media_type: str) -> bool:
    """Return whether a picture is a WebP that keeps every pixel as it was.

    Raises `UnreadablePicture` as `cleaned` does.
    """
    return any(part.kept.startswith(b"VP8L") for part in _parts(data, media_type))


def _parts(data: bytes, media_type: str) -> tuple[_Part, ...]:
    try:
        parts = tuple(islice(_walk(data, media_type), _MOST_PARTS + 1))
    except (struct.error, IndexError):
        raise UnreadablePicture("The picture is cut off.") from None
    if len(parts) > _MOST_PARTS:
        raise UnreadablePicture("The picture is in too many parts.")
    return parts


def _walk(data: bytes, media_type: str) -> Iterator[_Part]:
    match media_type:
        case "image/jpeg" if data[:2] == b"\xff\xd8":
            return _jpeg_segments(data)
        case "image/png" if data[:8] == b"\x89PNG\r\n\x1a\n":
            return _png_chunks(data)
        case "image/gif" if data[:6] in (b"GIF87a", b"GIF89a"):
            return _gif_blocks(data)
        case "image/webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            (size,) = struct.unpack_from("<I", data, 4)
            return _webp_chunks(data[12 : 8 + size])
        case _:
            raise UnreadablePicture("The picture is not of the type it is said to be.")


def _slice(data: bytes, start: int, end: int) -> bytes:
    """Return the bytes from start to end; an IndexError where the data ends before."""
    if end > len(data):
        raise IndexError(end)
    return data[start:end]


# -------------------------------------------------------------------------------------- JPEG


def _jpeg_segments(data: bytes) -> Iterator[_Part]:
    """ITU T.81, annex B: marker, length, content. What follows the picture's end goes too: phones
    put a second picture there, with remarks of its own."""
    yield _Part(b"\xff\xd8")
    at = 2
    while found := _JPEG_MARKER.search(data, at):
        marker, at = found[0][1], found.end()
        if marker == 0xD9:
            yield _Part(b"\xff\xd9")
            return
        if marker in _JPEG_ALONE:
            yield _Part()
            continue
        (length,) = struct.unpack_from(">H", data, at)
        yield _jpeg_segment(marker, _slice(data, at + 2, at + max(length, 2)))
        at += max(length, 2)
        if marker == 0xDA:
            after = _AFTER_A_SCAN.search(data, at)
            end = after.start() if after else len(data)
            yield _Part(data[at:end])
            at = end


def _jpeg_segment(marker: int, content: bytes) -> _Part:
    """Return a segment; of those of applications the colours are kept and JFIF's measure, but not
    the small picture that JFIF may hold."""
    match marker:
        case 0xE0 if content.startswith(b"JFIF\x00") and len(content) >= 14:
            content = content[:12] + b"\x00\x00"
        case 0xE1 if content.startswith(b"Exif\x00"):
            return _Part(exif=content)
        case 0xE2 if content.startswith(b"ICC_PROFILE\x00"):
            pass
        case 0xEE if content.startswith(b"Adobe") and len(content) >= 12:
            content = content[:12]
        case _:
            if marker not in _JPEG_KEPT:
                return _Part()
    return _Part(b"\xff" + bytes([marker]) + struct.pack(">H", len(content) + 2) + content)


# --------------------------------------------------------------------------------------- PNG


def _png_chunks(data: bytes) -> Iterator[_Part]:
    """PNG, third edition, 5.3: length, type, content, checksum. A type with a small first letter
    is one that a picture can be shown without (5.4)."""
    yield _Part(data[:8])
    at = 8
    while True:
        (length,) = struct.unpack_from(">I", data, at)
        kind, chunk = data[at + 4 : at + 8], _slice(data, at, at + 12 + length)
        at += len(chunk)
        if kind == b"IEND":
            yield _Part(_PNG_END)
            return
        if kind in _PNG_KEPT:
            yield _Part(chunk)
        elif kind[0] & 0x20:
            yield _Part(exif=chunk[8:-4] if kind == b"eXIf" else b"")
        else:
            raise UnreadablePicture("The picture has a part that no reader knows.")


# --------------------------------------------------------------------------------------- GIF


def _gif_blocks(data: bytes) -> Iterator[_Part]:
    """GIF89a, 17 to 27. What stands between two blocks and is none is passed over."""
    at = 13 + _gif_colours(data[10])
    yield _Part(_slice(data, 0, at))
    while found := _GIF_BLOCK.search(data, at):
        at = found.start()
        match found[0]:
            case b"\x3b":
                break
            case b"\x2c":
                end = _gif_end(data, at + 11 + _gif_colours(data[at + 9]))
                yield _Part(data[at:end])
            case _:
                end = _gif_end(data, at + 2)
                yield _Part(_gif_extension(data[at:end]))
        at = end
    yield _Part(b"\x3b")


def _gif_extension(block: bytes) -> bytes:
    """Return a block that says how long a frame stands or how often all are shown, else b""."""
    if block[1] == 0xF9:
        return block
    loops = block[1] == 0xFF and block[3:16] in _GIF_LOOPS
    return _slice(block, 0, 18) + b"\x00" if loops else b""


def _gif_colours(flags: int) -> int:
    """Return the bytes of a table of colours, 0 where the flags say that there is none."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_end(data: bytes, at: int) -> int:
    """Return where a chain of sub-blocks ends, each of them a length and as many bytes."""
    while data[at]:
        at += data[at] + 1
    return at + 1


# -------------------------------------------------------------------------------------- WebP


def _webp_chunks(data: bytes, *, frame: bool = False) -> Iterator[_Part]:
    """RFC 9649, 2.3 to 2.7: type, length, content padded to an even number of bytes. A frame of a
    moving picture holds chunks of its own, and no further frame."""
    at = 0
    while at < len(data):
        kind = data[at : at + 4]
        (length,) = struct.unpack_from("<I", data, at + 4)
        content = _slice(data, at + 8, at + 8 + length)
        at += 8 + length + length % 2
        match kind:
            case b"EXIF":
                yield _Part(exif=content)
            case b"VP8X":
                flags = bytes([content[0] & ~_WEBP_REMARK_FLAGS])
                yield _Part(_webp_chunk(kind, flags + content[1:]))
            case b"ANMF" if not frame:
                inner = b"".join(part.kept for part in _webp_chunks(content[16:], frame=True))
                yield _Part(_webp_chunk(kind, _slice(content, 0, 16) + inner))
            case _:
                yield _Part(_webp_chunk(kind, content) if kind in _WEBP_KEPT else b"")


def _webp_chunk(kind: bytes, content: bytes) -> bytes:
    return kind + struct.pack("<I", len(content)) + content + b"\x00" * (len(content) % 2)


# -------------------------------------------------------------------------------------- Exif


def _orientation(exif: bytes) -> int:
    """Return the entry of that number in the first directory of a TIFF file, which Exif is."""
    tiff = exif.removeprefix(b"Exif\x00\x00")
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2], "")
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for at in range(start + 2, start + 2 + 12 * count, 12):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, at)
            if tag == _ORIENTATION:
                return value if order and kind == 3 and value in range(2, 9) else 1
    except struct.error:
        pass
    return 1
