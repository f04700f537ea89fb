"""Spaces at which no line may end, and the spaces that French sets before its points."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.plan.typography.conventions import NO_BREAK, THIN, Conventions
from bookbuild.plan.typography.line import Edit

_ABBREVIATION = re.compile(
    r"(?<!\w)(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Capt|Lt|Col|Maj|Gen|Sgt|Cpl|Hon|Messrs|Mmes?|Mlles?|MM"
    r"|Hr|Fr|Sr|Sra|Srta|Sig|Dott|Dhr|Mevr|Herr)\.?|(?:St|Ste|M|D|Don)\.) (?=[^\W\d_a-z])"
)
_NUMBERED = re.compile(
    r"(?<!\w)(?:pp?|vols?|nos?|ch|chs|fig|sec|ll?|vv?|No|Nos|Vol|Ch|Fig|S|Bd|Nr|Kap|Abb|art|cap"
    r"|pág|pag|str|rozdz|стр|гл|с)\. (?=\d)|[§¶№] (?=\d)"
)
_UNIT = re.compile(
    r"(?<=\d) (?=(?:kg|g|mg|km|m|cm|mm|l|ml|lb|lbs|oz|ft|mi|mph|kph|Hz|kHz|MHz|V|W|kW"
    r"|a\.m\.|p\.m\.|am|pm|AM|PM|°C|°F|%|€|£|\$|Uhr|руб)(?![\w]))"
)
_INITIALS = re.compile(r"(?<![\w.])[^\W\d_a-z]\. ?(?:[^\W\d_a-z]\. ?){1,5}(?=[^\W\d_a-z][\w’'-])")
_SPLIT = re.compile(r"(?<!\w)(?:z|d|u|o|i|v|т|и) ?\. (?=(?:B|h|a|ä|U|d|s|k|Chr|е|д|п|к|н)\.)")
_ELLIPSIS = re.compile(r"(?<=[\w,;:!?’”»]) (?=…)")
_DASH = re.compile(r"(?<=[^\s\u00a0]) (?=[–—](?![\w¿¡]))")

_BEFORE_HIGH = re.compile(r"(?<=[\w»”’)…\]%])(?P<space>[ \u00a0\u202f]?)(?=[;!?]+(?:\W|$))")
_BEFORE_COLON = re.compile(r"(?:(?<=[\w»”’)…\]%!?]) (?=:(?:\s|$))|(?<=[^\W\d_])(?=:(?:\s|$)))")
_AFTER_OPENING = re.compile(r"(?<=«)[ \u202f]?(?=[^\s\u00a0\u202f])")
_BEFORE_CLOSING = re.compile(r"(?<=[^\s\u00a0\u202f])[ \u202f]?(?=»)")
_AFTER_SPEECH_DASH = re.compile(r"(?<=^[—–]) (?=\S)")

_TRIGGER = re.compile(r"[.…–—§¶№«»;:!?] ?|\d |(?:M[rsx]|Mrs|Dr|Mme|Mlle|Herr) ")


def space_edits(text: str, conventions: Conventions) -> tuple[Edit, ...]:
    """Return what makes spaces unbreakable, and puts French ones where there are none."""
    if not _TRIGGER.search(text):
        return ()
    places: dict[tuple[int, int], str] = {}
    for edit in _edits(text, conventions):
        places.setdefault((edit.start, edit.end), edit.new)
    return tuple(Edit(start, end, new) for (start, end), new in sorted(places.items()))


def _edits(text: str, conventions: Conventions) -> Iterator[Edit]:
    for pattern in (_ABBREVIATION, _NUMBERED, _SPLIT):
        for found in pattern.finditer(text):
            yield Edit(found.end() - 1, found.end(), NO_BREAK)
    for found in _INITIALS.finditer(text):
        for at in range(found.start(), found.end()):
            if text[at] == " ":
                yield Edit(at, at + 1, NO_BREAK)
    for pattern in (_UNIT, _ELLIPSIS, _DASH, _AFTER_SPEECH_DASH):
        for found in pattern.finditer(text):
            yield Edit(found.start(), found.end(), NO_BREAK)
    if conventions.language == "fr":
        yield from _french(text, conventions)


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
