"""The points inside a word at which a line may end: hyphens, dashes, slashes, soft hyphens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from bookbuild.write.pdf.composition.hyphens import Hyphens


class Division(Enum):
    """What ends a line inside a word."""

    HYPHEN = "hyphen"
    """A hyphen that we add."""
    NAME = "name"
    """A hyphen that we add to a word with a capital, which may be a name."""
    OWN_HYPHEN = "own-hyphen"
    """A hyphen of the author's."""
    DASH = "dash"
    """A dash or an ellipsis between words."""
    SLASH = "slash"
    """A slash, or an author's zero-width space: nothing is added."""
    CUT = "cut"
    """A cut through an address that is wider than the line: nothing is added."""
    CUT_WORD = "cut-word"
    """A hyphen that we add anywhere in a word that is wider than the line."""


@dataclass(frozen=True, slots=True)
class Point:
    """A division of a word before the character at an offset."""

    offset: int
    division: Division


SPECIAL = re.compile("[-–—…/\u00ad\u200b\u2060\ufeff]")
"""What a word must have in it to be divided otherwise than by the patterns."""
_UNSEEN = str.maketrans({"\u2060": None, "\ufeff": None})
_TYPED_POINTS = re.compile("[\u00ad\u200b]")
_OPEN = "[“‘„‚«»‹›(\\[¿¡]?"
_OWN = re.compile(r"(?<=[^\W\d_]{2})[-\u2010](?=[^\W\d_]{2})")
_DASH = re.compile(rf"(?<=[^\s–—…])(?:—+|(?<!\d)–|…)(?={_OPEN}\w)")
_SLASH = re.compile(r"(?<=\w\w)/(?=\w\w)")
_BETWEEN_DASHES = re.compile(r"[^–—…/]+")
_ADDRESS = re.compile(r"[\w-][./@_]\w|\w://")
_CUT_EDGE = 3
"""A word that is cut keeps so many characters on either side."""


def divided(typed: str, hyphens: Hyphens | None, lang: str) -> tuple[str, tuple[Point, ...]]:
    """Return a word as it is set, and its points in rising order.

    ``typed`` has no space in it; soft hyphens, joiners and zero-width spaces leave the text and
    are kept as points, or as nothing. None for ``hyphens`` leaves out the divisions by pattern.
    """
    if not SPECIAL.search(typed):
        found = hyphens.points(typed, lang) if hyphens else ()
        if not (found and hyphens):
            return typed, ()
        division = _added(typed, hyphens, lang)
        return typed, tuple(Point(at, division) for at in found)
    text, typed_points = _without_typed_points(typed.translate(_UNSEEN))
    points = dict.fromkeys(_ends(_DASH, text), Division.DASH)
    points |= dict.fromkeys(_ends(_OWN, text), Division.OWN_HYPHEN)
    points |= dict.fromkeys(_ends(_SLASH, text), Division.SLASH)
    if hyphens and not typed_points:
        points = _by_patterns(text, hyphens, lang) | points
    points |= typed_points
    return text, tuple(Point(at, points[at]) for at in sorted(points) if 0 < at < len(text))


def cut_points(text: str) -> tuple[Point, ...]:
    """Return points between all letters, for a word that is wider than the line."""
    division = Division.CUT if _ADDRESS.search(text) else Division.CUT_WORD
    return tuple(Point(at, division) for at in range(_CUT_EDGE, len(text) - _CUT_EDGE + 1))


def _without_typed_points(typed: str) -> tuple[str, dict[int, Division]]:
    points: dict[int, Division] = {}
    for removed, found in enumerate(_TYPED_POINTS.finditer(typed)):
        soft = found.group() == "\u00ad"
        points[found.start() - removed] = Division.HYPHEN if soft else Division.SLASH
    return _TYPED_POINTS.sub("", typed), points


def _ends(pattern: re.Pattern[str], text: str) -> tuple[int, ...]:
    return tuple(found.end() for found in pattern.finditer(text))


def _added(word: str, hyphens: Hyphens, lang: str) -> Division:
    return Division.NAME if hyphens.may_be_name(word, lang) else Division.HYPHEN


def _by_patterns(text: str, hyphens: Hyphens, lang: str) -> dict[int, Division]:
    return {
        part.start() + at: _added(part.group(), hyphens, lang)
        for part in _BETWEEN_DASHES.finditer(text)
        for at in hyphens.points(part.group(), lang)
    }
