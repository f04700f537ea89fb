"""How a call is kept in a row until it is written: as long as the mark that it stands for.

A call is one sign of a private plane, which tells the note's number, and fillers up to the length
of the mark. So every column of the row stays what it was. The fillers are control characters,
which no source holds.
"""

from __future__ import annotations

import re

_FIRST = 0xF0000
MOST_NOTES = 60_000
"""The most notes of one section, so that each has its sign."""

_FILL, _OPEN, _CLOSE = "\x0e", "\x11", "\x12"
_PRIVATE = re.compile("[\U000f0000-\U000ffffd]")
_PLACE = re.compile("[ \xa0]?([\U000f0000-\U000ffffd])\x0e*")
_INLINE = re.compile("[ \xa0]?\x11+([^\x12]*)\x12")
_BRACKET = re.compile(r"(?<!\\)[\[\]]")


def has_private_signs(text: str) -> bool:
    """Return whether a text uses the signs itself, so that they can stand for no calls."""
    return not text.isascii() and bool(_PRIVATE.search(text))


def call_place(number: int, length: int) -> str:
    """Return what stands for a call of note ``number`` in place of a mark of that length."""
    return chr(_FIRST + number) + _FILL * (length - 1)


def opening_place(length: int) -> str:
    """Return what stands for the opening of a note within the line."""
    return _OPEN * length


CLOSING_PLACE = _CLOSE
"""What stands for the bracket that closes a note within the line."""


def with_calls(text: str) -> str:
    """Return a section with its calls as Markdown has them, each directly behind its word.

    Only for a section that has notes: in others such a sign is the author's own.
    """
    return _PLACE.sub(lambda found: f"[^{ord(found[1]) - _FIRST}]", text)


def with_inline_notes(text: str) -> str:
    """Return a section with the notes in its lines as Markdown has them."""
    if _OPEN not in text:
        return text
    return _INLINE.sub(lambda found: f"^[{_BRACKET.sub(_backslash, found[1]).strip()}]", text)


def _backslash(found: re.Match[str]) -> str:
    return "\\" + found[0]


def without_calls(text: str) -> str:
    """Return the text without its calls."""
    return _PLACE.sub("", text)
