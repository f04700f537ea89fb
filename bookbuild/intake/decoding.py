"""Bytes to text: which encoding a source is in, and whether it is text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from bookbuild.intake.encodings import Encoding, decoded, encoding_of, finding, is_utf_7
from bookbuild.intake.report import Finding
from bookbuild.report import BookbuildError, Exit

_OTHER_FORMATS = (
    (b"PK\x03\x04", "a Word, EPUB or zip file"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich text file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)

_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_ODD_SPACE = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_MISREAD = re.compile("[\x80-\x9f]+")
"""Windows-1252 that some program took for Latin-1: there are no such characters in a text."""

_WEB_PAGE = re.compile(rb"\s*(?:<\?xml|<!doctype|<html)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A source's text with line ends as they were, and the encoding it was in.

    ``findings`` say which, where the author has to look whether it is right.
    """

    text: str
    encoding: str
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """Return the text of a source; `encodings` says how its encoding is found.

    Raises `BookbuildError` (exit 1) for another format and for bytes that are no text.
    """
    _refuse_other_formats(data, name)
    if is_utf_7(data):
        raise _unreadable(name, "It is in UTF-7, which nothing writes any more.")
    encoding = encoding_of(data)
    text = _checked(_strictly(data, encoding, name), name)
    return Decoded(text, encoding.name, finding(name, encoding))


def _refuse_other_formats(data: bytes, name: str) -> None:
    for start, what in _OTHER_FORMATS:
        if data.startswith(start):
            raise _unreadable(name, f"This is {what}, not plain text.")
    if _WEB_PAGE.match(data[:200].removeprefix(codecs.BOM_UTF8)):
        raise _unreadable(name, "This is a web page, not plain text.")


def _unreadable(name: str, why: str) -> BookbuildError:
    remedy = "Save the chapter as plain text (UTF-8) and import that file."
    return BookbuildError(f"{name}: {why} {remedy}", Exit.MANUSCRIPT)


def _strictly(data: bytes, encoding: Encoding, name: str) -> str:
    try:
        return decoded(data, encoding)
    except UnicodeDecodeError as wrong:
        why = f"It is not text in any encoding that import knows (byte {wrong.start + 1})."
        raise _unreadable(name, why) from None


def _checked(text: str, name: str) -> str:
    """Refuse control characters, which no text has; old DOS files may end with one of them."""
    text = text.removesuffix("\x1a")
    if _ODD_SPACE.search(text):
        text = _ODD_SPACE.sub(" ", text)
    text = _MISREAD.sub(_as_windows, text)
    wrong = _NOT_TEXT.search(text)
    if wrong:
        line = len(re.findall("\r\n|\r|\n", text[: wrong.start()])) + 1
        code = f"U+{ord(wrong.group()):04X}"
        raise _unreadable(f"{name}:{line}", f"A character here is not text ({code}).")
    return text


def _as_windows(found: re.Match[str]) -> str:
    return found.group().encode("latin-1").decode("cp1252", errors="replace")
