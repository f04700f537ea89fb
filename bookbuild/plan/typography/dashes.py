"""Dashes: between words, at the head of speech, between numbers, and the minus."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.plan.typography.conventions import NO_BREAK, Conventions, DashStyle
from bookbuild.plan.typography.line import Edit

_TYPED = re.compile(r"(?<![<\-–—])(?<!<!)(?P<left> ?)(?P<dash>-{2,4})(?P<right> ?)(?![->])")
_CUT_OFF = re.compile(r"$|[”’“‘»›](?!\w)")
_TRAILING = re.compile(r"(?<=[^\s\-–—]) -(?=[,.;:!?)]|[»«›‹”“’‘](?!\w)|$)")
_BROKEN_OFF = re.compile(r"(?<=[^\W\d_])-(?=\u00a0?[”»“«’‘](?!\w))")
_HYPHEN = re.compile(r"(?<=[^\s\-–—]) - (?=[^\s\-–—])")
_SPEECH = re.compile(
    r"\s*(?:(?P<typed>-{1,3})(?![-\d>])|[—–])[ \u00a0]?(?=[^\W\d_]|[¿¡'’\"“«…]|\.\.)"
)
_RANGE = re.compile(r"(?<![\w.,:/\-–—'’])(\d{1,4})-(\d{1,4})(?![\w/\-–—]|[.,:]\d)")
_NUMBERED = re.compile(
    r"\b(?:pp?|pages?|ch|chs|chapters?|vols?|volumes?|nos?|numbers?|verses?|vv|lines?|ll|ages?|aged"
    r"|§§?|S|Seiten?|Bde?|Nr|págs?|pags?|str|с|стр)\.?[ \u00a0]?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"[ \u00a0](?:[a-z]{2,}s|people|men|women|children|feet|per cent|percent|a\.m|p\.m|am|pm"
    r"|kg|km|cm|mm|lb|oz)\b"
)
_MINUS = re.compile(r"(?:^|(?<=[\s(]))-(?=\d+(?:[.,]\d+)?(?: ?°| degrees\b| percent\b| ?%))")
_RAYA_BEFORE = re.compile(r"(?<=\s)-(?=[^\W\d_])")
_RAYA_AFTER = re.compile(r"(?<=[^\W_])-(?=[\s.,;:!?…]|$)")
_LONGEST_SPEECH = 2000


def dash_edits(text: str, conventions: Conventions) -> tuple[Edit, ...]:
    """Return what turns typed hyphens into the dashes they stand for."""
    if "-" not in text and not _opens_with_dash(text):
        return ()
    edits: list[Edit] = []
    end = -1
    for edit in sorted(_edits(text, conventions), key=lambda edit: edit.start):
        if edit.start >= end:
            edits.append(edit)
            end = edit.end
    return tuple(edits)


def _opens_with_dash(text: str) -> bool:
    return text.lstrip()[:1] in ("—", "–", "-")


def _edits(text: str, conventions: Conventions) -> Iterator[Edit]:
    speech = _SPEECH.match(text) if conventions.speech else None
    if speech and speech.group("typed"):
        yield Edit(speech.start("typed"), speech.end(), conventions.speech)
    if "-" not in text:
        return
    for typed in _TYPED.finditer(text):
        yield _dash(text, typed, conventions)
    if " -" in text:
        yield from _spaced_hyphens(text, conventions)
    yield from _broken_off(text, conventions)
    yield from _ranges(text)
    for minus in _MINUS.finditer(text):
        yield Edit(minus.start(), minus.end(), "−")
    if speech and conventions.dash is DashStyle.ATTACHED_EM:
        for raya in (*_RAYA_BEFORE.finditer(text), *_RAYA_AFTER.finditer(text)):
            yield Edit(raya.start(), raya.end(), "—")


def _dash(text: str, typed: re.Match[str], conventions: Conventions) -> Edit:
    """Return the edit for two hyphens or three (a dash) or four (a name left out)."""
    before, after = (
        text[max(0, typed.start() - 1) : typed.start()],
        text[typed.end() : typed.end() + 1],
    )
    left, right = typed.group("left"), typed.group("right")
    if len(typed.group("dash")) == 4:
        return Edit(typed.start("dash"), typed.end("dash"), "——")
    if before.isdigit() and after.isdigit() and typed.group("dash") == "--" and left == right:
        return Edit(typed.start(), typed.end(), left.replace(" ", NO_BREAK) + "–" + right)
    if left and before and _CUT_OFF.match(text, typed.end()):
        # Speech is cut off: the dash stays at the last word, the mark at the dash.
        return Edit(typed.start(), typed.end(), "—")
    if before and after and left and right and after != "\n" and before != "\n":
        return Edit(typed.start(), typed.end(), _between_words(conventions.dash))
    if not before or before == "\n":
        return Edit(typed.start(), typed.end(), left + "—" + (NO_BREAK if right else ""))
    if (
        _tight(before)
        and _tight(after)
        and conventions.dash in _SPACED
        and not _closed(conventions)
    ):
        return Edit(typed.start(), typed.end(), _between_words(conventions.dash))
    return Edit(typed.start("dash"), typed.end("dash"), "—")


_SPACED = (DashStyle.SPACED_EN, DashStyle.SPACED_EM)


def _tight(char: str) -> bool:
    return char.isalnum()


def _closed(conventions: Conventions) -> bool:
    """Return whether a dash typed without spaces stays so; it does in British books too."""
    return conventions.language == "en"


def _between_words(style: DashStyle) -> str:
    match style:
        case DashStyle.CLOSED_EM:
            return "—"
        case DashStyle.SPACED_EN:
            return NO_BREAK + "– "
        case DashStyle.SPACED_EM | DashStyle.ATTACHED_EM:
            return NO_BREAK + "— "


def _spaced_hyphens(text: str, conventions: Conventions) -> Iterator[Edit]:
    dash = "—" if conventions.dash is DashStyle.SPACED_EM else "–"
    for hyphen in _HYPHEN.finditer(text):
        before, after = text[hyphen.start() - 1], text[hyphen.end()]
        if not (before.isdigit() and after.isdigit()):
            yield Edit(hyphen.start(), hyphen.end(), NO_BREAK + dash + " ")
    closed = conventions.dash is DashStyle.CLOSED_EM
    for hyphen in _TRAILING.finditer(text):
        yield Edit(hyphen.start(), hyphen.end(), "—" if closed else NO_BREAK + dash)


def _broken_off(text: str, conventions: Conventions) -> Iterator[Edit]:
    """Yield the hyphens at which speech breaks off: "You little-" but not "pre-"."""
    marks = (conventions.double[0], conventions.single[0])
    for hyphen in _BROKEN_OFF.finditer(text):
        first = max(0, hyphen.start() - _LONGEST_SPEECH)
        start = max(text.rfind(mark, first, hyphen.start()) for mark in marks)
        if start >= 0 and " " in text[start + 2 : hyphen.start()]:
            yield Edit(hyphen.start(), hyphen.end(), "—")


def _ranges(text: str) -> Iterator[Edit]:
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
