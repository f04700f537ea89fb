"""Hyphens beside figures: ranges and the minus."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.plan.typography.conventions import NO_BREAK, Conventions
from bookbuild.plan.typography.line import Edit

_TYPED = re.compile(r"(?<![<\-–—])(?<!<!)(?P<left> ?)(?P<dash>-{2,4})(?P<right> ?)(?![->])")
_BEHIND_A_FIGURE = re.compile(r"--(?:(?<=[^\Wa-zA-Z_]--)|(?<=[^\Wa-zA-Z_] --))")
_BETWEEN_FIGURES = re.compile(r"\d-\d")
_BEFORE_FIGURE = re.compile(r"-\d")

_RANGE = re.compile(r"(?<![\w.,:/\-–—'’])(\d{1,4})-(\d{1,4})(?![\w/\-–—]|[.,:]\d)")
_HOURS = re.compile(r"(?<=\d:\d\d)-(?=\d{1,2}:\d\d(?![\w:/\-]))")
_NUMBERED = re.compile(
    r"\b(?:pp?|pages?|ch|chs|chapters?|vols?|volumes?|nos?|numbers?|verses?|vv|lines?|ll|ages?|aged"
    r"|§§?|S|Seiten?|Bde?|Nr|s|t|sid|blz|págs?|pags?|str|с|стр)\.?[ \u00a0]?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"[ \u00a0](?:[a-z]{2,}s|people|men|women|children|feet|per cent|percent|a\.m|p\.m|am|pm"
    r"|kg|km|cm|mm|lb|oz"
    r"|Uhr|Schritten?|Tagen?|Wochen|Monaten?|Jahren?|Stunden|Minuten|Sekunden|Metern?"
    r"|Kilometern?|Kilo|Grad|Prozent|Euro|Mark|Mann|Leuten?|Personen|Seiten|dagen|weken|maanden|jaar|uur|minuten|meter"
    r"|dagar|veckor|månader|år|timmar|minuter|dni|tygodni|miesięcy|lat|godzin|minut|dnů|týdnů|let"
    r"|hodin)\b"
)
_DEGREES = r" (?:degrees|percent|Grad|degrés|grados|gradi|graus|stopni|grader|graden|stupňů)\b"
_MINUS = re.compile(r"(?:^|(?<=[\s(]))-(?=\d+(?:[.,]\d+)?(?: ?[°º]| ?%|" + _DEGREES + "))")


def typed_dashes(text: str) -> Iterator[re.Match[str]]:
    """Yield the places of two hyphens or more: each a dash or a range."""
    # As `finditer` would, which looks at every place between them, too.
    done = 0
    at = text.find("--")
    while at >= 0:
        spaced = at > done and text[at - 1] == " "
        found = (_TYPED.match(text, at - 1) if spaced else None) or _TYPED.match(text, at)
        if found:
            yield found
        done = found.end() if found else at + 1
        at = text.find("--", done)


def minus_edits(text: str) -> Iterator[Edit]:
    """Yield the hyphens before degrees and percentages that are signs of numbers below zero."""
    if not _BEFORE_FIGURE.search(text):
        return
    for minus in _MINUS.finditer(text):
        yield Edit(minus.start(), minus.end(), "−")


def between_numbers(text: str, typed: re.Match[str]) -> bool:
    """Return whether two hyphens stand between figures: a range, and no dash."""
    before, after = text[typed.start() - 1 : typed.start()], text[typed.end() : typed.end() + 1]
    numbers = before.isdigit() and after.isdigit()
    even = typed.group("left") == typed.group("right")
    return numbers and even and typed.group("dash") == "--"


def range_edits(text: str, conventions: Conventions) -> Iterator[Edit]:
    """Yield what turns hyphens between two figures into the dash that means "to"."""
    for typed in typed_dashes(text) if _BEHIND_A_FIGURE.search(text) else ():
        if between_numbers(text, typed):
            space = NO_BREAK if typed.group("left") else ""
            yield Edit(typed.start(), typed.end(), space + "–" + typed.group("right"))
    if not conventions.range_dash or not _BETWEEN_FIGURES.search(text):
        return
    for hours in _HOURS.finditer(text):
        yield Edit(hours.start(), hours.end(), "–")
    for found in _RANGE.finditer(text):
        if _is_range(text, found):
            yield Edit(found.end(1), found.start(2), "–")


def _is_range(text: str, found: re.Match[str]) -> bool:
    """Return whether two numbers are certainly a range: years, numbered things, counted things."""
    first, last = found.group(1), found.group(2)
    if last.startswith("0") and len(first) != 4:
        return False
    if first.startswith("0") or not _rises(first, last):
        return False
    if len(first) == 4 and first[0] in "12" and len(last) in (2, 4):
        # 2025-03 is a month; 1914-18 are years.
        return len(last) == 4 or int(last) > 12
    if _NUMBERED.search(text, max(0, found.start() - 12), found.start()):
        return True
    return bool(_COUNTED.match(text, found.end()))


def _rises(first: str, last: str) -> bool:
    if len(last) < len(first):
        return int(last) > int(first[-len(last) :])
    return int(last) > int(first)
