"""The bytes of a stream of a PDF, unpacked up to a limit: a small file may claim to hold a lot."""

from __future__ import annotations

import zlib

import pikepdf
from pikepdf import Array


def bytes_within(stream: pikepdf.Stream, most: int) -> bytes | None:
    """Return a stream's bytes, None where there are more than ``most`` or they cannot be read."""
    try:
        filters = _filters(stream)
        if filters == ("/FlateDecode",) and "/DecodeParms" not in stream:
            return _inflated(stream.read_raw_bytes(), most)
        raw = stream.read_raw_bytes()
        if len(filters) > 2 or len(raw) > most:
            return None
        data = stream.read_bytes()
    except (pikepdf.PdfError, zlib.error, ValueError, MemoryError):
        return None
    return data if len(data) <= most else None


def _filters(stream: pikepdf.Stream) -> tuple[str, ...]:
    named = stream.get("/Filter")
    if named is None:
        return ()
    return tuple(map(str, named)) if isinstance(named, Array) else (str(named),)


def _inflated(packed: bytes, most: int) -> bytes | None:
    unpacking = zlib.decompressobj()
    data = unpacking.decompress(packed, most)
    return None if unpacking.unconsumed_tail else data
