"""Asterisks and underscores: emphasis as in CommonMark, but a censored word is no emphasis.

Fiction is full of ``f**k``, ``b*tch`` and ``s***``. An asterisk between two letters marks emphasis
only together with another in the same word, and only around something that can be said on its own
("un*believ*able"), not around what is left of a censored word ("f*ck*ng"). A run of asterisks that
ends a short word, and is longer than what could be open there, is a censored ending.
"""

from __future__ import annotations

import re
import unicodedata

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

_VOWELS = frozenset("aeiouyαεηιουωаеиоуыэюя")
_LAST_WORD_LETTER = 0x0530
"""Latin, Greek and Cyrillic end here; later scripts may write without spaces between words."""
_REACH = 60
_CENSORED_START = re.compile(r"(?:^|[^\w*])\w{1,2}$")


def emphasis(state: StateInline, silent: bool) -> bool:
    """Find a run of emphasis marks: a rule of the inline parser."""
    start = state.pos
    marker = state.src[start]
    if silent or marker not in "_*":
        return False
    scanned = state.scanDelims(start, marker == "*")
    may_open, may_close = scanned.can_open, scanned.can_close
    if marker == "*" and (may_open or may_close):
        may_open, may_close = _allowed(state, scanned.length, may_open, may_close)
    for _ in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        if may_open or may_close:
            place = len(state.tokens) - 1
            state.delimiters.append(
                Delimiter(ord(marker), scanned.length, place, -1, may_open, may_close)
            )
    state.pos += scanned.length
    return True


def _allowed(state: StateInline, length: int, opens: bool, closes: bool) -> tuple[bool, bool]:
    source, start, end = state.src, state.pos, state.pos + length
    before = source[start - 1] if start else " "
    after = source[end] if end < state.posMax else " "
    if _in_word(before) and _in_word(after):
        return _opens_within_word(source, end, length), _closes_within_word(source, start, length)
    if closes and not opens and length > 1 and _censors(state, length):
        return False, False
    return opens, closes


def _in_word(character: str) -> bool:
    return character.isalnum() and ord(character) < _LAST_WORD_LETTER


def _opens_within_word(source: str, end: int, length: int) -> bool:
    word = re.split(r"\s", source[end : end + _REACH], maxsplit=1)[0]
    match = re.match(r"([^*]+)(\*+)", word)
    return bool(match and len(match[2]) == length and _sayable(match[1]))


def _closes_within_word(source: str, start: int, length: int) -> bool:
    word = re.split(r"\s", source[max(0, start - _REACH) : start])[-1]
    match = re.search(r"(\*+)([^*]+)$", word)
    return bool(match and len(match[1]) == length and _sayable(match[2]))


def _sayable(part: str) -> bool:
    letters = unicodedata.normalize("NFD", part.casefold())
    return len(part) > 1 and any(letter in _VOWELS for letter in letters)


def _censors(state: StateInline, length: int) -> bool:
    before = state.src[max(0, state.pos - 4) : state.pos]
    if not _CENSORED_START.search(before):
        return False
    recent = state.delimiters[-6:]
    return length > sum(1 for mark in recent if mark.open and mark.marker == ord("*"))
