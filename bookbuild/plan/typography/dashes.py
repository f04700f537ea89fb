"""Dashes: between words, and where speech breaks off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.model.typography import Dashes, TypographyRules
from bookbuild.plan.typography.conventions import NO_BREAK, SPACED, Conventions, DashStyle
from bookbuild.plan.typography.line import Edit
from bookbuild.plan.typography.numbers import (
    between_numbers,
    minus_edits,
    range_edits,
    typed_dashes,
)
from bookbuild.plan.typography.speech import (
    between_words,
    head_edits,
    of_speech,
    remark_edits,
    speech_head,
)

_CUT_OFF = re.compile(r"$|[”’“‘»›\"'](?!\w)")
_TRAILING = re.compile(r"(?<=[^\s\-–—]) -(?=[,.;:!?)]|[»«›‹”“’‘\"'](?!\w)|$)")
_BROKEN_OFF = re.compile(r"(?<=[^\W\d_])-(?=\u00a0?[”»“«’‘\"](?!\w))")
_CLOSED_OFF = re.compile(r" -(?:[,.;:!?)»«›‹”“’‘\"']|$)")
_BEFORE_MARK = re.compile('-\u00a0?[”»“«’‘"]')
"""Hints: they are found wherever the patterns above are, and are far quicker to look for."""
_LOOSE_HYPHEN = re.compile(r"-(?:(?<![^\W\d_]-)|(?![^\W\d_]))")
_HYPHEN = re.compile(r"(?<=[^\s\-–—]) - (?=[^\s\-–—])")
_LONGEST_SPEECH = 2000


def dash_edits(text: str, conventions: Conventions, rules: TypographyRules) -> tuple[Edit, ...]:
    """Return what turns typed hyphens into the dashes they stand for."""
    # A hyphen between letters is one.
    if not _LOOSE_HYPHEN.search(text) and not _opens_with_dash(text):
        return ()
    edits: list[Edit] = []
    end = -1
    for edit in sorted(_edits(text, conventions, rules), key=lambda edit: edit.start):
        if edit.start >= end:
            edits.append(edit)
            end = edit.end
    return tuple(edits)


def _opens_with_dash(text: str) -> bool:
    return text.lstrip()[:1] in ("—", "–", "-")


def _edits(text: str, conventions: Conventions, rules: TypographyRules) -> Iterator[Edit]:
    if rules.dashes is not Dashes.AS_TYPED:
        yield from _dashes(text, conventions)
    if "-" not in text:
        return
    if rules.ranges:
        yield from range_edits(text, conventions)
    if rules.minus:
        yield from minus_edits(text)


def _dashes(text: str, conventions: Conventions) -> Iterator[Edit]:
    speech = speech_head(text) if conventions.speech else None
    if speech:
        yield from head_edits(text, speech, conventions)
        conventions = of_speech(speech, conventions)
    if "-" not in text:
        return
    if " -" in text:
        yield from remark_edits(text, speech, conventions)
        yield from _spaced_hyphens(text, conventions)
    for typed in typed_dashes(text):
        if not between_numbers(text, typed):
            yield _dash(text, typed, conventions)
    yield from _broken_off(text, conventions)


def _dash(text: str, typed: re.Match[str], conventions: Conventions) -> Edit:
    """Return the edit for two hyphens or three (a dash) or four (a name left out)."""
    before, after = (
        text[max(0, typed.start() - 1) : typed.start()],
        text[typed.end() : typed.end() + 1],
    )
    left, right = typed.group("left"), typed.group("right")
    if len(typed.group("dash")) == 4:
        return Edit(typed.start("dash"), typed.end("dash"), "——")
    if (left or _spaces_all(conventions)) and before and _CUT_OFF.match(text, typed.end()):
        # Speech is cut off: the dash stays at the last word, the mark at the dash.
        return Edit(typed.start(), typed.end(), _cut_off(conventions))
    if before and after and left and right and after != "\n" and before != "\n":
        return Edit(typed.start(), typed.end(), between_words(conventions.dash))
    if not before or before == "\n":
        opening = left + _long(conventions) + (NO_BREAK if right else "")
        return Edit(typed.start(), typed.end(), opening)
    if (
        before
        and after
        and not left + right
        and not (before + after).isspace()
        and _spaces_all(conventions)
    ):
        return Edit(typed.start(), typed.end(), between_words(conventions.dash))
    return Edit(typed.start("dash"), typed.end("dash"), _long(conventions))


def _long(conventions: Conventions) -> str:
    """Return the dash that stands alone; in English it is an em wide in British books, too."""
    short = conventions.dash is DashStyle.SPACED_EN and conventions.language != "en"
    return "–" if short else "—"


def _cut_off(conventions: Conventions) -> str:
    closed = conventions.language == "en" or conventions.dash not in SPACED
    return "—" if closed else NO_BREAK + _long(conventions)


def _spaces_all(conventions: Conventions) -> bool:
    """Return whether a dash gets spaces that is typed without them.

    It does not in British books, which have their spaced dashes typed with spaces.
    """
    english = conventions.language == "en" and not conventions.dash_chosen
    return conventions.dash in SPACED and not english


def _spaced_hyphens(text: str, conventions: Conventions) -> Iterator[Edit]:
    dash = "—" if conventions.dash in (DashStyle.SPACED_EM, DashStyle.ATTACHED_EM) else "–"
    between = between_words(conventions.dash) if conventions.dash_chosen else f"{NO_BREAK}{dash} "
    for hyphen in _HYPHEN.finditer(text) if " - " in text else ():
        before, after = text[hyphen.start() - 1], text[hyphen.end()]
        if not (before.isdigit() and after.isdigit()):
            yield Edit(hyphen.start(), hyphen.end(), between)
    closed = conventions.dash is DashStyle.CLOSED_EM
    for hyphen in _TRAILING.finditer(text) if _CLOSED_OFF.search(text) else ():
        yield Edit(hyphen.start(), hyphen.end(), "—" if closed else NO_BREAK + dash)


def _broken_off(text: str, conventions: Conventions) -> Iterator[Edit]:
    """Yield the hyphens at which speech breaks off: "You little-" but not "pre-"."""
    if not _BEFORE_MARK.search(text):
        return
    marks = (conventions.double[0], conventions.single[0], '"')
    for hyphen in _BROKEN_OFF.finditer(text):
        first = max(0, hyphen.start() - _LONGEST_SPEECH)
        start = max(text.rfind(mark, first, hyphen.start()) for mark in marks)
        if start >= 0 and " " in text[start + 2 : hyphen.start()]:
            yield Edit(hyphen.start(), hyphen.end(), "—")
