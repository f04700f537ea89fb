"""How much a text may hold: far more than a book has, and little enough that a build ends."""

from __future__ import annotations

import re
from itertools import islice

from bookbuild.report import Diagnostic, Place, error

MOST_LINES = 200_000
"""Lines with words in one file; a million words in lines as old e-mails have them are fewer."""

MOST_LINES_OF_A_BOOK = 1_000_000
MOST_FOOTNOTES = 10_000
"""Footnotes in one file: more than in the most learned history in six volumes."""

_LINE = re.compile(r"\S[^\n]*")
_FOOTNOTE = re.compile(r"^[ >]{0,20}\[\^[^\]\n]+\]:|\^\[", re.MULTILINE)


def text_lines(text: str) -> int:
    """Return how many lines of a text have words in them."""
    return sum(1 for _ in _LINE.finditer(text))


def too_much(text: str, shown: str) -> Diagnostic | None:
    """Return what a text has too much of, None for one that a book may have."""
    # To count line ends takes a fiftieth of the time of looking for lines with words.
    many = text.count("\n") >= MOST_LINES
    if many and (found := next(islice(_LINE.finditer(text), MOST_LINES, None), None)):
        message = f"Up to here this file has more than {MOST_LINES:,} lines, as no section has."
        hint = "Divide it into several files, one for each chapter."
        return error("too-many-lines", _place(text, found.start(), shown), message, hint)
    many = text.count("[^") + text.count("^[") > MOST_FOOTNOTES
    if many and (found := next(islice(_FOOTNOTE.finditer(text), MOST_FOOTNOTES, None), None)):
        message = f"Up to here this file has more than {MOST_FOOTNOTES:,} footnotes."
        hint = "Divide it into several files, one for each chapter."
        return error("too-many-footnotes", _place(text, found.start(), shown), message, hint)
    return None


def _place(text: str, at: int, shown: str) -> Place:
    return Place(shown, text.count("\n", 0, at) + 1)
