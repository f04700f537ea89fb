"""Asterisks and underscores: where they mark emphasis for sure, and where a tag is needed.

A run of marks opens or closes by the characters on its two sides, as CommonMark says (left- and
right-flanking). Within a word the reader of the manuscript is stricter, since fiction is full of
censored words; there only marks around a whole piece of the word, with a vowel in it, are used.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bookbuild.model.text import Inlines, Style, Styled, Text

_VOWELS = frozenset("aeiouyαεηιουωаеиоуыэюя")
_LAST_WORD_LETTER = 0x0530
_LONGEST_PIECE = 50
_MARKS_SEEN = 4
_MARKED = (Style.EMPHASIS, Style.STRONG, Style.STRIKE)
_CENSORED = re.compile(r"(?:^|[^\w*])\w{1,2}$")


@dataclass(frozen=True, slots=True)
class Around:
    """The characters before and behind what is set apart (" " at an end of the line), and the
    marks that are open around it."""

    before: str
    after: str
    open_marks: str = ""


def mark_for(style: Style, children: Inlines, first: str, last: str, around: Around) -> str:
    """Return the marks for emphasis or strong words, "" where only a tag will do.

    ``first`` and ``last`` are the outermost characters of the source of what is set apart.
    """
    wanted = ("**", "__") if style is Style.STRONG else ("*", "_")
    if style is Style.EMPHASIS and _holds(children, Style.STRONG):
        wanted = ("_", "*")
    for mark in wanted:
        if mark[0] not in around.open_marks and _works(mark, children, first, last, around):
            return mark
    return ""


def _works(mark: str, children: Inlines, first: str, last: str, around: Around) -> bool:
    if mark[0] in (around.before, around.after, first, last):
        return False
    if mark[0] == "*" and (_in_word(around.before, first) or _in_word(last, around.after)):
        return not around.open_marks and _is_piece(children)
    opens = _opens(around.before, first, mark[0])
    closes = _opens(around.after, last, mark[0])  # the same seen from the other side
    return opens and closes and not (len(mark) > 1 and _may_be_censored(children))


def _opens(outside: str, inside: str, mark: str) -> bool:
    """Return whether a mark between the two characters can face inwards, for sure.

    An underscore must not touch a word on its outer side.
    """
    if inside.isspace():
        return False
    if outside.isspace() or is_punctuation(outside):
        return True
    return mark == "*" and not is_punctuation(inside)


def is_punctuation(character: str) -> bool:
    """Return whether CommonMark takes a character for punctuation."""
    return unicodedata.category(character)[0] in "PS"


def _in_word(one: str, other: str) -> bool:
    return all(c.isalnum() and ord(c) < _LAST_WORD_LETTER for c in (one, other))


def _is_piece(children: Inlines) -> bool:
    match children:
        case (Text(text),):
            letters = unicodedata.normalize("NFD", text.casefold())
            vowel = any(letter in _VOWELS for letter in letters)
            return text.isalpha() and 1 < len(text) < _LONGEST_PIECE and vowel
        case _:
            return False


def _may_be_censored(children: Inlines) -> bool:
    """Return whether closing marks could be taken for the end of a censored word ("sh**").

    The reader looks back over six marks for the ones that opened; farther back it sees none.
    """
    if _marks_in(children) <= _MARKS_SEEN:
        return False
    match children[-1]:
        case Text(text):
            return bool(_CENSORED.search(text[-4:]) or len(text) < 4)
        case last:
            return isinstance(last, Styled)


def _marks_in(children: Inlines) -> int:
    styled = [child for child in children if isinstance(child, Styled)]
    return sum(4 + _marks_in(child.children) for child in styled if child.style in _MARKED) - sum(
        2 for child in styled if child.style is Style.EMPHASIS
    )


def _holds(children: Inlines, style: Style) -> bool:
    return any(
        child.style is style or _holds(child.children, style)
        for child in children
        if isinstance(child, Styled)
    )
