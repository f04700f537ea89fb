"""Point-of-view lines: "Clark's POV", "POV: Clark", "(Clark's point of view)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_VIEW = r"(?:p\.?o\.?v\.?|point of view)"
_WORD = r"[^\W\d_][\w.]*(?:-[\w.]+)*(?:['’][A-Z]\w+)?"
_NAME = rf"{_WORD}(?:(?:,? (?:and|&|of|the|de|von|van) |[ /]| & ){_WORD}){{0,4}}"
_AFTER = re.compile(
    rf"(?:(?:from|switch to|switching to|back to|in) )?(?P<name>{_NAME})(?:['’]s?)? {_VIEW}"
    r"(?: again)?",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"{_VIEW}\s*(?:[:–—-]\s*|of\s+|\s)(?P<name>{_NAME})", re.IGNORECASE)
_DECORATION = " \t*_~()[]-–—=:.<>#"
_NOBODY = (
    *("my", "his", "her", "their", "your", "our", "its", "the", "a", "this", "another"),
    *("what", "whose", "switch", "change", "new"),
)
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class PointOfViewLine:
    """A line that says whose eyes we look through: the name, and its columns in the line."""

    name: str
    start: int
    end: int


def point_of_view(line: str) -> PointOfViewLine | None:
    """Return the point of view that a whole line names, None for any other line.

    The name begins with a capital letter, and so do its other words: "That was Clark's POV" is a
    sentence. "My POV" names nobody.
    """
    if len(line) > _LONGEST:
        return None
    inner = line.strip(_DECORATION)
    offset = line.index(inner)
    found = _AFTER.fullmatch(inner) or _BEFORE.fullmatch(inner)
    if not found or not _is_name(found["name"]):
        return None
    start, end = found.span("name")
    return PointOfViewLine(found["name"], offset + start, offset + end)


def _is_name(name: str) -> bool:
    words = re.findall(r"[^\W_]+(?:['’]\w+)?", name)
    particles = ("and", "of", "the", "de", "von", "van", "person", "one", "else")
    named = all(word[0].isupper() or not word[0].islower() or word in particles for word in words)
    return named and words[0][0].isupper() and words[0].lower() not in _NOBODY
