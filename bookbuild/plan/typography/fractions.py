"""Fractions: the figures on either side of a slash that are one number, and no date or score."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.plan.typography.line import Edit

SLASH = "\u2044"
"""The fraction slash, which stands closer than the one on the keyboard."""

_CHARACTERS = {
    "1/2": "½",
    "1/3": "⅓",
    "2/3": "⅔",
    "1/4": "¼",
    "3/4": "¾",
    "1/8": "⅛",
    "3/8": "⅜",
    "5/8": "⅝",
    "7/8": "⅞",
}
"""Those that the book's fonts have upright and in italics; other fractions are made with markup."""

_PARTS = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 16, 32, 64, 100))
"""What a whole is divided into. 9/11 is a day, 24/7 is always, 1/12 may be either."""

_FRACTION = re.compile(
    r"(?:(?<=[\s(\[“”‘’„‚«»‹›\"'$£€–—~\-])|^)(?P<whole>\d{1,4}[ \u00a0-])?"
    r"(?P<upper>\d{1,2})/(?P<lower>\d{1,3})(?![\w/%]|[.,:]\d)"
)
_COUNTED_PART = re.compile(
    r"(?:\b(?:part|pt|page|chapter|ch|episode|ep|teil|kapitel|partie|chapitre|parte|capítulo)"
    r"\.?[ \u00a0]|\d[.,/:])$",
    re.IGNORECASE,
)


def fraction_edits(text: str) -> tuple[Edit, ...]:
    """Return what turns "1/2" into "½" and "2 1/2" into "2½", where there is such a character."""
    return tuple(
        Edit(start, found.end(), _CHARACTERS[_typed(found)])
        for found in fractions_in(text)
        if _typed(found) in _CHARACTERS
        for start in (found.end("whole") - 1 if found["whole"] else found.start("upper"),)
    )


def fractions_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the fractions, with the groups ``whole`` (or None), ``upper`` and ``lower``.

    A number of parts in brackets, "(1/2)", says which instalment this is.
    """
    if "/" not in text:
        return
    for found in _FRACTION.finditer(text):
        counted = _COUNTED_PART.search(text, max(0, found.start() - 12), found.start())
        alone = text[found.start() - 1 : found.start()] in ("(", "[") and text[
            found.end() : found.end() + 1
        ] in (")", "]")
        if _is_part(found) and not counted and not (alone and not found["whole"]):
            yield found


def _is_part(found: re.Match[str]) -> bool:
    upper, lower = found["upper"], found["lower"]
    if upper.startswith("0") or lower.startswith("0"):
        return False
    return int(upper) < int(lower) and int(lower) in _PARTS


def _typed(found: re.Match[str]) -> str:
    return f"{found['upper']}/{found['lower']}"
