"""Labels: the words with which authors begin a note, a summary or a header line.

"Note:", "A/N", "Author's Note -", "(A/N: ...)" begin a note; "Disclaimer:", "Rating:" and their
kind are header lines, which keep their label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bookbuild.intake.passages import Passage, first_cut, last_cut
from bookbuild.intake.report import Span, SpanKind
from bookbuild.intake.spans import stretch

_OPEN = r"(?P<open>[\s*_~(\[{<=–—-]*)"
_CLOSE = r"[*_)\]~]*"
_NAMES = r"(?:(?:author|writer)['’]?s?['’]?\s*s?\s+notes?|a\s?/\s?ns?|a\.\s?n\.)"
_LABEL = re.compile(
    rf"{_OPEN}(?P<name>"
    rf"(?:(?:opening |beginning |closing |end(?:ing)? |quick |short |important )?{_NAMES}"
    rf"(?=\s*$|[\s*_:.)\]–—~-])(?:\s*\d)?"
    rf"|(?:end |ending |closing )?notes?(?=\s*{_CLOSE}\s*[:–—]|\s*{_CLOSE}\s+-))"
    rf"|(?-i:ANs?)(?=\s*{_CLOSE}\s*[:–—-]))"
    rf"(?P<tail>\s*{_CLOSE}\s*(?:[:–—]|-+|\.(?=\s|$))?\s*{_CLOSE}\s*)",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"[\s*_~(\[-]*(?P<name>disclaimers?|rat(?:ing|ed)|pairings?|ships?|fandoms?|genres?|spoilers?"
    r"|(?:trigger |content )?warnings?|tw|cw|categor(?:y|ies)|feedback|archiv(?:e|ing)|distribution"
    r"|series|timeline|setting|beta(?:'?d by|s)?|status|words?(?: ?count)?|characters?|dedication"
    r"|relationships?|tags|e-?mail|website|posted|published|updated|date|language|song|lyrics by)"
    r"[\s*_~]*(?:[:–—]|\s-)[\s*_]*(?=\S)",
    re.IGNORECASE,
)
_DISCLAIMED = re.compile(r"[\s*_~(\[-]*disclaimer[\s*_~.:)\]-]*$", re.IGNORECASE)
_SUMMARY = re.compile(
    r"(?P<open>[\s*_~(\[-]*)(?P<name>summary)(?P<tail>[\s*_~]*[:–—-][\s*_]*)", re.IGNORECASE
)
_LOOKED_AT = 300
"""The characters of a row within which a label stands. It keeps the patterns in bounded time."""


@dataclass(frozen=True, slots=True)
class Label:
    """A note's label: its word, the characters it takes from the row, and its opening bracket.

    ``closers`` are the marks that close at the note's end what was opened before the label:
    ")*" for "*(A/N: ...)*".
    """

    name: str
    length: int
    bracket: str = ""
    closers: str = ""


def label(passage: Passage) -> Label | None:
    """Return the label with which the passage begins as an author's note, None for no label."""
    if passage.rule:
        return None
    return _as_label(_LABEL.match(passage.rows[0].text[:_LOOKED_AT]))


def _as_label(found: re.Match[str] | None) -> Label | None:
    if not found:
        return None
    closed = set(found["tail"])
    mirrored = found["open"].translate(str.maketrans("([{<", ")]}>"))
    closers = "".join(mark for mark in mirrored if mark in "*_~)]}>" and mark not in closed)
    bracket = next((mark for mark in closers if mark in ")]}>"), "")
    return Label(found["name"], found.end(), bracket, closers)


def header(passage: Passage) -> str:
    """Return the name of a header line ("Disclaimer", "Rating"), which stays in its note."""
    row = passage.rows[0].text[:_LOOKED_AT]
    found = _HEADER.match(row)
    if found:
        return found["name"]
    return "Disclaimer" if _DISCLAIMED.match(row) else ""


def summary(passage: Passage) -> Label | None:
    """Return the label of a summary at the head of a chapter."""
    return _as_label(_SUMMARY.match(passage.rows[0].text[:_LOOKED_AT]))


def says_only_disclaimer(passage: Passage) -> bool:
    """Return whether the first row is the word "Disclaimer" alone."""
    return bool(_DISCLAIMED.match(passage.rows[0].text[:_LOOKED_AT]))


def unlabelled(passages: tuple[Passage, ...], found: Label) -> tuple[Passage, ...]:
    """Return a note's passages without the label, and without the brackets around all of it."""
    first = first_cut(passages[0], found.length)
    inside = [*([first] if first else []), *passages[1:]]
    if inside and found.closers:
        row = inside[-1].rows[-1].text
        count = len(row) - len(row.rstrip(found.closers))
        last = last_cut(inside[-1], count)
        inside = [*inside[:-1], *([last] if last else [])]
    return tuple(inside)


def label_span(source: str, passage: Passage, found: Label, into: str) -> tuple[Span, ...]:
    """Return the span of a note's label."""
    row = passage.rows[0]
    return (stretch(source, row, 0, found.length, SpanKind.STRUCTURE, into),)
