"""Where words begin in a text, for whatever may not stand inside one."""

from __future__ import annotations

import unicodedata

_JOINERS = "'\u2019\u00ad\u2060\u200d"
"""What may stand between two letters of one word: apostrophes, a soft hyphen, joiners."""

_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x9FFF),  # Chinese and Japanese
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
"""Scripts that have no spaces between words: a line may end nearly anywhere in them."""


def word_start(text: str, position: int) -> int:
    """Return the place of the first letter of the word that a place lies in.

    From a space it is the next word's; a text's end stays where it is. In scripts without spaces
    between words every character may begin one.
    """
    while position < len(text) and text[position].isspace():
        position += 1
    if position >= len(text):
        return len(text)
    start = position
    while start > 0 and _within_a_word(text, start):
        start -= 1
    return start


def _within_a_word(text: str, place: int) -> bool:
    """Return whether a character belongs to the word of the one before it."""
    here, before = text[place], text[place - 1]
    if _is_mark(here):
        return not before.isspace()
    if not here.isalnum():
        return here in _JOINERS and _of_a_word(before) and _of_a_word(text[place + 1 : place + 2])
    if _is_unspaced(here):
        return False
    if before in _JOINERS:
        return _of_a_word(text[place - 2 : place - 1]) if place > 1 else False
    return _of_a_word(before) and not _is_unspaced(before)


def _of_a_word(character: str) -> bool:
    return bool(character) and (character.isalnum() or _is_mark(character))


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _is_unspaced(character: str) -> bool:
    code = ord(character)
    return any(first <= code <= last for first, last in _UNSPACED)
