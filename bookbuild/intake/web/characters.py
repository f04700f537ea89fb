"""Bytes of a page to characters: what it declares of its encoding, and what it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bookbuild.intake.encodings import Encoding, decoded, encoding_of
from bookbuild.report import BookbuildError, Exit

LARGEST = 20_000_000
"""The most bytes of one page."""

_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})")
_DECLARED_WITHIN = 4096
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_MISREAD = re.compile("[\x80-\x9f]")


@dataclass(frozen=True, slots=True)
class Characters:
    """A page's text with "\\n" line ends, and the encoding it was in."""

    text: str
    encoding: Encoding


def characters(data: bytes, name: str) -> Characters:
    """Return the text of a page. Raises `BookbuildError` (exit 1) where there is too much of it.

    `encodings` says how its encoding is found. Control characters become spaces.
    """
    if len(data) > LARGEST:
        message = (
            f"{name}: This page is too big: more than {LARGEST // 1_000_000} MB. "
            "Import fewer chapters at a time."
        )
        raise BookbuildError(message, Exit.MANUSCRIPT)
    encoding = encoding_of(data, _declared(data))
    text = _read(data, encoding)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Characters(_CONTROLS.sub(" ", _MISREAD.sub(_windows, text)), encoding)


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    return found[1].decode("ascii") if found else ""


def _read(data: bytes, encoding: Encoding) -> str:
    try:
        return decoded(data, encoding)
    except UnicodeDecodeError:
        return data[encoding.mark :].decode(encoding.codec, errors="replace")


def _windows(found: re.Match[str]) -> str:
    return found.group().encode("latin-1").decode("cp1252", errors="replace")
