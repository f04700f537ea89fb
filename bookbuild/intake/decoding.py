"""Bytes to text: which encoding a source is in, and whether it is text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from bookbuild.report import BookbuildError, Exit

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
"""Byte order marks. UTF-32's little-endian mark begins with UTF-16's, so it is tried first."""

_OTHER_FORMATS = (
    (b"PK\x03\x04", "a Word, EPUB or zip file"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich text file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)

_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_SPACES = str.maketrans({"\x0b": " ", "\x0c": " ", "\x85": " ", "\u2028": " ", "\u2029": " "})
_MISREAD = re.compile("[\x80-\x9f]+")
"""Windows-1252 that some program took for Latin-1: there are no such characters in a text."""

_SAMPLE = 40_000
_COMMON_CHINESE = "的一是不了在有人我他这這个個来來道你那大上下說说到也子"
_ENOUGH_COMMON = 0.08
"""In any Chinese prose far more than so large a share of the characters are among these."""

_WEB_PAGE = re.compile(rb"\s*(?:<\?xml|<!doctype|<html)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A source's text with line ends as they were, and the name of the encoding it was in."""

    text: str
    encoding: str


def decode(data: bytes, name: str) -> Decoded:
    """Return the text of a source.

    A byte order mark decides; else UTF-8 where the bytes are valid as such, else UTF-16 where
    every other byte is nothing, else GB18030 or Big5 where that makes Chinese, else Windows-1252.
    Raises `BookbuildError` (exit 1) for another format and for bytes that are no text in any of
    these.
    """
    _refuse_other_formats(data, name)
    for mark, codec, label in _MARKS:
        if data.startswith(mark):
            return _checked(_strictly(data[len(mark) :], codec, name), label, name)
    try:
        return _checked(data.decode("utf-8"), "UTF-8", name)
    except UnicodeDecodeError:
        pass
    codec = _unmarked_utf16(data)
    if codec:
        return _checked(_strictly(data, codec, name), "UTF-16", name)
    chinese = _chinese(data)
    if chinese:
        return _checked(_strictly(data, chinese, name), chinese.upper(), name)
    return _checked(_strictly(data, "cp1252", name), "Windows-1252", name)


def _chinese(data: bytes) -> str:
    """Return the encoding of a Chinese text, "" for others: by its commonest characters."""
    sample = data[:_SAMPLE]
    if sum(byte >= 0x80 for byte in sample) * 2 < len(sample):
        return ""
    shares = ((_common_share(sample, codec), codec) for codec in ("gb18030", "big5"))
    share, codec = max(shares)
    return codec if share > _ENOUGH_COMMON else ""


def _common_share(sample: bytes, codec: str) -> float:
    text = sample.decode(codec, errors="replace")
    signs = [char for char in text if not char.isspace()]
    return sum(char in _COMMON_CHINESE for char in signs) / max(len(signs), 1)


def _refuse_other_formats(data: bytes, name: str) -> None:
    for start, what in _OTHER_FORMATS:
        if data.startswith(start):
            raise _unreadable(name, f"This is {what}, not plain text.")
    if _WEB_PAGE.match(data[:200].removeprefix(codecs.BOM_UTF8)):
        raise _unreadable(name, "This is a web page, not plain text.")


def _unreadable(name: str, why: str) -> BookbuildError:
    remedy = "Save the chapter as plain text (UTF-8) and import that file."
    return BookbuildError(f"{name}: {why} {remedy}", Exit.MANUSCRIPT)


def _strictly(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as wrong:
        why = f"It is not text in any encoding that import knows (byte {wrong.start + 1})."
        raise _unreadable(name, why) from None


def _unmarked_utf16(data: bytes) -> str:
    head = data[:2000]
    pairs = len(head) // 2
    if pairs < 4 or len(data) % 2:
        return ""
    low, high = head[0::2].count(0), head[1::2].count(0)
    if high * 2 > pairs and not low:
        return "utf-16-le"
    return "utf-16-be" if low * 2 > pairs and not high else ""


def _checked(text: str, encoding: str, name: str) -> Decoded:
    """Refuse control characters, which no text has; old DOS files may end with one of them."""
    text = text.removesuffix("\x1a").translate(_SPACES)
    text = _MISREAD.sub(_as_windows, text)
    wrong = _NOT_TEXT.search(text)
    if wrong:
        line = len(re.findall("\r\n|\r|\n", text[: wrong.start()])) + 1
        code = f"U+{ord(wrong.group()):04X}"
        raise _unreadable(f"{name}:{line}", f"A character here is not text ({code}).")
    return Decoded(text, encoding)


def _as_windows(found: re.Match[str]) -> str:
    return found.group().encode("latin-1").decode("cp1252", errors="replace")
