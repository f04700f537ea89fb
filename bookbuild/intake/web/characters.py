"""Bytes of a page to characters: by its mark, by what it declares, by trial."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from bookbuild.report import BookbuildError, Exit

LARGEST = 20_000_000
"""The most bytes of one page."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})")
_DECLARED_WITHIN = 4096
_AS_WINDOWS = ("ascii", "iso8859-1", "cp1252")
"""Browsers read pages that call themselves ASCII or Latin-1 as Windows-1252; so do we."""

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_MISREAD = re.compile("[\x80-\x9f]")


@dataclass(frozen=True, slots=True)
class Characters:
    """A page's text with "\\n" line ends, and the encoding it was in ("utf-8")."""

    text: str
    encoding: str


def characters(data: bytes, name: str) -> Characters:
    """Return the text of a page. Raises `BookbuildError` (exit 1) where there is too much of it.

    A byte order mark decides; then UTF-8 where the bytes are valid as such; then what the page
    declares, where that can be true; then Windows-1252. Control characters become spaces.
    """
    if len(data) > LARGEST:
        message = (
            f"{name}: This page is too big: more than {LARGEST // 1_000_000} MB. "
            "Import fewer chapters at a time."
        )
        raise BookbuildError(message, Exit.MANUSCRIPT)
    text, encoding = _decoded(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Characters(_CONTROLS.sub(" ", _MISREAD.sub(_windows, text)), encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, errors="replace"), codec.removesuffix("-le")
    for codec in ("utf-8", *_unmarked_utf16(data), *_declared(data), "cp1252"):
        try:
            return data.decode(codec), codec
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1"), "cp1252"


def _unmarked_utf16(data: bytes) -> tuple[str, ...]:
    head = data[:2000]
    low, high = head[0::2].count(0), head[1::2].count(0)
    if high * 4 > len(head) and not low:
        return ("utf-16-le",)
    return ("utf-16-be",) if low * 4 > len(head) and not high else ()


def _declared(data: bytes) -> tuple[str, ...]:
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    if not found:
        return ()
    try:
        codec = codecs.lookup(found[1].decode("ascii"))
    except LookupError:
        return ()
    if codec.name in _AS_WINDOWS:
        return ("cp1252",)
    wide = codec.name.startswith(("utf-16", "utf-32", "utf-7"))
    return () if wide or not _is_text_codec(codec) else (codec.name,)


def _is_text_codec(codec: codecs.CodecInfo) -> bool:
    """ "base64" and "zip" are codecs of bytes to bytes; a page must not choose one of those."""
    return bool(getattr(codec, "_is_text_encoding", False))


def _windows(found: re.Match[str]) -> str:
    return found.group().encode("latin-1").decode("cp1252", errors="replace")
