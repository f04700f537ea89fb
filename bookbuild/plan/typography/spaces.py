"""Spaces at which no line may end, and the spaces that French sets before its points."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.model.typography import TypographyRules
from bookbuild.plan.typography.abbreviations import close_pairs, grouped
from bookbuild.plan.typography.conventions import NO_BREAK, THIN, Conventions
from bookbuild.plan.typography.line import Edit

_INITIALS = re.compile(r"(?<![\w.])[^\W\d_a-z]\. ?(?:[^\W\d_a-z]\. ?){1,5}(?=[^\W\d_a-z][\w’'-])")
_TWO_INITIALS = re.compile(r"\. ?[^\W\d_a-z]\.")

_BEFORE_HIGH = re.compile(r"(?<=[\w»”’)…\]%€$£°])(?P<space>[ \u00a0\u202f]?)(?=[;!?]+(?:\W|$))")
_BEFORE_COLON = re.compile(r"(?:(?<=[\w»”’)…\]%!?]) (?=:(?:\s|$))|(?<=[^\W\d_])(?=:(?:\s|$)))")
_AFTER_OPENING = re.compile(r"(?<=«)[ \u202f]?(?=[^\s\u00a0\u202f])")
_BEFORE_CLOSING = re.compile(r"(?<=[^\s\u00a0\u202f])[ \u202f]?(?=»)")

_TRIGGER = re.compile(r"[.…–—§¶№°º«»;:!?]|\d | \d|(?:M[rsx]|Mrs|Dr|Mme|Mlle|Herr) ")
_ONE_LETTER_WORDS = ("pl", "cs", "sk")


def space_edits(text: str, conventions: Conventions, rules: TypographyRules) -> tuple[Edit, ...]:
    """Return what makes spaces unbreakable, and puts those where there are none that must be."""
    triggered = "." in text or conventions.language in _ONE_LETTER_WORDS or _TRIGGER.search(text)
    if not triggered:
        return ()
    places: dict[tuple[int, int], str] = {}
    for edit in _edits(text, conventions, rules):
        places.setdefault((edit.start, edit.end), edit.new)
    return tuple(Edit(start, end, new) for (start, end), new in sorted(places.items()))


def _edits(text: str, conventions: Conventions, rules: TypographyRules) -> Iterator[Edit]:
    if rules.no_break_spaces:
        yield from _no_breaks(text, conventions)
    if rules.french_spaces and conventions.language == "fr":
        yield from _french(text, conventions)


def _no_breaks(text: str, conventions: Conventions) -> Iterator[Edit]:
    for found in close_pairs(text, conventions.language):
        start = found.end() - (found.group()[-1:] == " ")
        yield Edit(start, found.end(), NO_BREAK)
    if _TWO_INITIALS.search(text):
        for found in _INITIALS.finditer(text):
            yield from _spaces(found, NO_BREAK)
    large = grouped(conventions.language)
    if large:
        for found in large.finditer(text):
            yield from _spaces(found, THIN if conventions.language == "fr" else NO_BREAK)


def _spaces(found: re.Match[str], new: str) -> Iterator[Edit]:
    for at, char in enumerate(found.group(), found.start()):
        if char == " ":
            yield Edit(at, at + 1, new)


def _french(text: str, conventions: Conventions) -> Iterator[Edit]:
    for pattern, space in (
        (_AFTER_OPENING, conventions.inside or NO_BREAK),
        (_BEFORE_CLOSING, conventions.inside or NO_BREAK),
        (_BEFORE_COLON, NO_BREAK),
    ):
        for found in pattern.finditer(text):
            yield Edit(found.start(), found.end(), space)
    for found in _BEFORE_HIGH.finditer(text):
        space = conventions.high_marks
        if found.group("space") in ("", " ") and (space or found.group("space")):
            yield Edit(found.start("space"), found.end("space"), space or THIN)
