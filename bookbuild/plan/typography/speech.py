"""Dashes of dialogue: at the head of a paragraph, and around the remarks within it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bookbuild.plan.typography.conventions import NO_BREAK, SPACED, Conventions, DashStyle
from bookbuild.plan.typography.line import Edit

_SPEECH = re.compile(
    r"\s*(?:(?P<typed>-{1,3})(?![-\d>])|[—–])[ \u00a0]?(?=[^\W\d_]|[¿¡'’\"“«…]|\.\.)"
)
_REMARK = re.compile(r"(?<=\S) -(?=[^\W\d_])")
_RAYA_BEFORE = re.compile(r"(?<=\s)-(?=[^\W\d_]|[¿¡«“…])")
_RAYA_AFTER = re.compile(r"(?<=[^\W_]|[?!…»”.])-(?=[\s.,;:!?…]|$)")
_RAYA_PAIR = re.compile(
    r"(?<=\S)(?P<open> -{1,2} ?)(?=[^\s\-])[^\n—]{1,300}?(?<=[^\s\-])"
    r"(?P<close> ?-{1,2}(?=[.,;:!?…)]| |$))"
)
_RAYA_LAST = re.compile(r"(?<=\S) -{1,2} ?(?=[^\s\-\d])")


def speech_head(text: str) -> re.Match[str] | None:
    """Return the dash, or the hyphens for one (group ``typed``), with which speech begins."""
    return _SPEECH.match(text)


def head_edits(text: str, speech: re.Match[str], conventions: Conventions) -> Iterator[Edit]:
    """Yield what sets the dash at the head of speech."""
    if speech.group("typed"):
        yield Edit(speech.start("typed"), speech.end(), conventions.speech)
    elif conventions.attached and text[speech.end() - 1] in " \u00a0":
        yield Edit(speech.end() - 1, speech.end(), "")


def of_speech(speech: re.Match[str], conventions: Conventions) -> Conventions:
    """Return the conventions of a paragraph of speech: one dash from its head to its end."""
    if conventions.dash not in SPACED or conventions.dash_chosen:
        return conventions
    head = conventions.speech[0] if speech.group("typed") else speech.group().strip()[0]
    return replace(conventions, dash=DashStyle.SPACED_EM if head == "—" else DashStyle.SPACED_EN)


def remark_edits(
    text: str, speech: re.Match[str] | None, conventions: Conventions
) -> Iterator[Edit]:
    """Yield what sets the hyphens typed at a remark's first word: "-No -she said."."""
    if conventions.attached:
        if not conventions.dash_chosen:
            yield from _enclosed(text, speech)
    elif speech:
        for hyphen in _REMARK.finditer(text, speech.end()):
            yield Edit(hyphen.start(), hyphen.end(), between_words(conventions.dash))


def _enclosed(text: str, speech: re.Match[str] | None) -> Iterator[Edit]:
    """Yield the dashes that enclose a remark or an aside as brackets do, however typed.

    In speech the last remark may go on to the end of the paragraph, and only opens.
    """
    end = speech.end() if speech else 0
    for pair in _RAYA_PAIR.finditer(text, end):
        yield Edit(*pair.span("open"), " —")
        yield Edit(*pair.span("close"), "—")
        end = pair.end()
    if speech:
        for loose in _RAYA_LAST.finditer(text, end):
            yield Edit(*loose.span(), " —")
        for raya in (*_RAYA_BEFORE.finditer(text), *_RAYA_AFTER.finditer(text)):
            yield Edit(raya.start(), raya.end(), "—")


def between_words(style: DashStyle) -> str:
    """Return the dash with its spaces, as it stands between two words."""
    match style:
        case DashStyle.CLOSED_EM:
            return "—"
        case DashStyle.SPACED_EN:
            return NO_BREAK + "– "
        case DashStyle.SPACED_EM | DashStyle.ATTACHED_EM:
            return NO_BREAK + "— "
