"""One quotation mark or apostrophe: what stands beside it, and what each reading of it costs."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum, auto
from functools import lru_cache
from typing import NamedTuple

from bookbuild.plan.typography.conventions import Conventions
from bookbuild.plan.typography.elisions import Doubt, head_doubt, tail_doubt
from bookbuild.plan.typography.line import NOTE

APOSTROPHE = "’"
MARKS = "\"'“”„‟«»‘’‚‛‹›"
_DOUBLE = frozenset('"“”„‟«»')
_LEAD = re.compile(r"(?<![^\W\d_])[^\W\d_]+$")
_LONGEST_LEAD = 10
_FEET_BEFORE = re.compile(r"['’′]\d{1,2}$")
_UNSEEN = frozenset((NOTE, "\u2060", "\u00ad", "\u200b", "\u200a"))
_INSIDE_SPACES = frozenset("\u00a0\u202f")
_LOOKED_THROUGH = _UNSEEN | _INSIDE_SPACES | frozenset(MARKS)
_WIDEST = 8
"""How many marks in a row are looked through; no text has more, only nonsense does."""


class Beside(IntEnum):
    """What stands beside a mark; a number, since those are found in a table far faster."""

    NOTHING = auto()
    BRACKET = auto()
    DASH = auto()
    HYPHEN = auto()
    WORD = auto()
    POINT = auto()
    DOTS = auto()
    SIGN = auto()


class Role(IntEnum):
    """What a mark turns out to be; a number as `Beside` is."""

    OPEN = auto()
    CLOSE = auto()
    APOSTROPHE = auto()
    PRIME = auto()


# What it costs to read a mark as opening or closing, by what stands on either side.
_OPEN_LEFT = {
    Beside.NOTHING: 0,
    Beside.BRACKET: 0,
    Beside.DASH: 10,
    Beside.HYPHEN: 30,
    Beside.WORD: 60,
    Beside.POINT: 50,
    Beside.DOTS: 20,
    Beside.SIGN: 10,
}
_OPEN_RIGHT = {
    Beside.NOTHING: 60,
    Beside.BRACKET: 0,
    Beside.DASH: 10,
    Beside.HYPHEN: 10,
    Beside.WORD: 0,
    Beside.POINT: 30,
    Beside.DOTS: 0,
    Beside.SIGN: 0,
}
_CLOSE_LEFT = {
    Beside.NOTHING: 90,
    Beside.BRACKET: 60,
    Beside.DASH: 5,
    Beside.HYPHEN: 5,
    Beside.WORD: 0,
    Beside.POINT: 0,
    Beside.DOTS: 0,
    Beside.SIGN: 0,
}
_CLOSE_RIGHT = {
    Beside.NOTHING: 0,
    Beside.BRACKET: 20,
    Beside.DASH: 0,
    Beside.HYPHEN: 0,
    Beside.WORD: 50,
    Beside.POINT: 0,
    Beside.DOTS: 10,
    Beside.SIGN: 20,
}


class Mark(NamedTuple):
    """A mark whose reading is open: where it stands, what is beside it, and what it may be."""

    at: int
    char: str
    double: bool
    readings: tuple[tuple[Role, int], ...]
    bare: bool
    """It follows a word, with no point between them, and no dash behind."""

    heads_line: bool
    """It stands at the head of a line within its paragraph, where a quotation is opened anew."""


def mark_at(text: str, at: int, conventions: Conventions, dialect: bool) -> Mark:
    """Return the mark at ``at`` with all that it may be; ``dialect`` as `is_dialect` says."""
    char = text[at]
    double = char in _DOUBLE
    left = _left(text, at, conventions)
    right = _right(text, at)
    readings = list(_by_neighbours(left, right))
    if char in "“«»„‟‘‚‛‹›”":
        readings = _as_typed(char, readings, conventions)
    if char in "'’":
        readings.append((Role.APOSTROPHE, _apostrophe_cost(text, at, conventions, dialect)))
        if char == APOSTROPHE:
            readings[0] = (Role.OPEN, readings[0][1] + Doubt.UTTER)
    if char in "\"'" and text[at - 1 : at].isdigit():
        readings.append((Role.PRIME, _prime_cost(text, at)))
    bare = left is Beside.WORD and right is not Beside.DASH
    return Mark(at, char, double, tuple(readings), bare, _heads_line(text, at))


@lru_cache(maxsize=len(Beside) ** 2)
def _by_neighbours(left: Beside, right: Beside) -> tuple[tuple[Role, int], tuple[Role, int]]:
    """Return what it costs to read a mark between these two as opening, and as closing."""
    return (
        (Role.OPEN, _OPEN_LEFT[left] + _OPEN_RIGHT[right]),
        (Role.CLOSE, _CLOSE_LEFT[left] + _CLOSE_RIGHT[right]),
    )


def _heads_line(text: str, at: int) -> bool:
    before = text[max(0, at - _WIDEST) : at].rstrip(MARKS)
    return before.endswith("\n")


def _as_typed(
    char: str, readings: list[tuple[Role, int]], conventions: Conventions
) -> list[tuple[Role, int]]:
    """Keep of a typographic mark's readings the one that its language, or its shape, gives it."""
    pairs = (conventions.double, conventions.single)
    opens = any(char == opening.strip() for opening, _ in pairs)
    closes = any(char == closing.strip() for _, closing in pairs)
    if opens == closes and conventions.language in ("en", "fr", "es", "it", "pt", ""):
        opens, closes = char in "“«„‟‘‚‛‹", char in "”»›"
    if opens == closes:
        return readings
    return [readings[0] if opens else readings[1]]


def _left(text: str, at: int, conventions: Conventions) -> Beside:
    """Return what stands before the mark; other marks at its side are looked through."""
    if text[at] == '"' and _follows_lead(text, at, conventions):
        return Beside.NOTHING
    at -= 1
    first = max(0, at - _WIDEST)
    while at >= first and _is_looked_through(text, at):
        at -= 1
    if at < 0:
        return Beside.NOTHING
    kind = _kind(text[at])
    if kind is Beside.HYPHEN and text[at - 1 : at] == "-":
        return Beside.DASH
    if kind is Beside.HYPHEN and (at == 0 or text[at - 1].isspace()):
        return Beside.DASH
    if kind is Beside.DOTS or (kind is Beside.POINT and text[max(0, at - 2) : at] in ("..", ". ")):
        return Beside.DOTS
    return kind


def _right(text: str, at: int) -> Beside:
    """Return what stands behind the mark; other marks at its side are looked through."""
    at += 1
    last = min(len(text), at + _WIDEST)
    while at < last and _is_looked_through(text, at):
        at += 1
    if at == len(text):
        return Beside.NOTHING
    kind = _kind(text[at])
    if kind is Beside.HYPHEN and text[at + 1 : at + 2] in ("-", " "):
        return Beside.DASH
    if kind is Beside.POINT and text[at : at + 3] in ("...", ". ."):
        return Beside.DOTS
    return kind


def _is_looked_through(text: str, at: int) -> bool:
    """Return whether this is unseen, another mark, or the space at a guillemet's inner side."""
    char = text[at]
    if char not in _LOOKED_THROUGH:
        return False
    if char not in _INSIDE_SPACES:
        return True
    return text[at - 1 : at] in ("«", "‹") or text[at + 1 : at + 2] in ("»", "›")


def _follows_lead(text: str, at: int, conventions: Conventions) -> bool:
    """Return whether a mark stands behind l', d', qu', which lean on what follows."""
    if not conventions.leads or text[at - 1 : at] not in ("'", APOSTROPHE):
        return False
    return _lead_before(text, at - 1, conventions)


def _lead_before(text: str, at: int, conventions: Conventions) -> bool:
    word = _LEAD.search(text, max(0, at - _LONGEST_LEAD), at)
    return word is not None and word.group().lower() in conventions.leads


@lru_cache(maxsize=1024)
def _kind(char: str) -> Beside:
    if char.isalnum():
        return Beside.WORD
    if char.isspace():
        return Beside.NOTHING
    if char in "([{<¿¡":
        return Beside.BRACKET
    if char in ".,;:!?)]}>%°":
        return Beside.POINT
    if char == "…":
        return Beside.DOTS
    if char in "—–―⸺":
        return Beside.DASH
    if char in "-‐‑":
        return Beside.HYPHEN
    return Beside.WORD if unicodedata.category(char).startswith("M") else Beside.SIGN


def _apostrophe_cost(text: str, at: int, conventions: Conventions, dialect: bool) -> int:
    doubt = _doubt(text, at, conventions)
    # Who has dropped two letters for certain drops a third one as easily.
    return doubt // 3 if dialect and doubt < Doubt.STRONG else doubt


def _doubt(text: str, at: int, conventions: Conventions) -> int:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if before.isalnum():
        if conventions.leads and _lead_before(text, at, conventions):
            return Doubt.NONE
        return tail_doubt(text, at, conventions.language)
    if after.isalnum():
        return head_doubt(text, at, conventions.language)
    return 2 * Doubt.STRONG


def _prime_cost(text: str, at: int) -> int:
    if text[at] == '"':
        feet = _FEET_BEFORE.search(text, max(0, at - 4), at)
        return 8 if feet else 20
    return 25
