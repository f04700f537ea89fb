"""Quotation marks as they stand: which open, which close, and which face the wrong way.

Only double marks and guillemets, which nothing else looks like; a single mark may be an
apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from bookbuild.model.typography import Quotes

Pair = tuple[str, str]

_LOW = frozenset("de cs sk sl bg et lt is sr hr mk".split())
_HEBREW = frozenset({"he", "yi"})
"""Here marks are low and high, or high on both sides; within a word they are no quotation marks."""
_LOW_HIGH = frozenset("pl ro hu".split()) | _HEBREW
_SAME = frozenset("sv fi".split())
_BESIDE_OPEN = "([{—–-/¿¡‘'‚‹«“„…"
_INCHES = re.compile(r"\d\"")
_STRAIGHT = re.compile(r'"')


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark of a passage; ``wrong`` where it faces the other way than it should."""

    at: int
    opens: bool
    wrong: bool = False


def pairs_of(language: str, text: str, quotes: Quotes) -> tuple[Pair, ...]:
    """Return the pairs of marks that a language uses, as far as they are told apart by shape.

    ``text`` is the whole book's: in German and its neighbours it shows which way guillemets face
    and whether low marks are used at all. A custom that book.yaml names wins over the language's.
    """
    match quotes:
        case Quotes.RIGHT:
            return ()
        case Quotes.LOW:
            return (("„", "“"), ("»", "«"))
        case Quotes.LOW_HIGH:
            return (("„", "”"), ("»", "«"))
        case Quotes.INWARD_GUILLEMETS:
            return (("“", "”"), ("»", "«"))
        case Quotes.DOUBLE | Quotes.SINGLE | Quotes.GUILLEMETS:
            return (("“", "”"), ("«", "»"))
        case Quotes.AS_TYPED | Quotes.LANGUAGE:
            return _pairs_of_language(language, text)
        case _:
            assert_never(quotes)


def _pairs_of_language(language: str, text: str) -> tuple[Pair, ...]:
    inward = len(re.findall(r"»\w", text)) > len(re.findall(r"«\w", text))
    guillemets = ("»", "«") if inward else ("«", "»")
    if language in _SAME or (language in _HEBREW and "„" not in text):
        return ()
    if language in _LOW_HIGH and "„" in text:
        return (("„", "”"), guillemets)
    if (language in _LOW or language in ("ru", "uk", "be")) and "„" in text:
        return (("„", "“"), guillemets)
    return (("“", "”"), guillemets)


def marks_in(text: str, pair: Pair) -> tuple[Mark, ...]:
    """Return the marks of one pair, those that face the wrong way turned round."""
    opening, _ = pair
    return tuple(_facing(text, at, char == opening) for at, char in enumerate(text) if char in pair)


def _facing(text: str, at: int, opens: bool) -> Mark:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if opens:
        wrong = (before.isalnum() or before in tuple(".,!?…")) and _is_end(after)
    else:
        # A dash may have broken the speech off, and a mark after it may be of either kind.
        wrong = (not before or before.isspace()) and after.isalpha()
    return Mark(at, opens != wrong, wrong)


def _is_end(char: str) -> bool:
    return not char or char.isspace() or char in ",.;:!?"


def straight_marks_in(text: str) -> tuple[Mark, ...]:
    """Return the straight double marks, each opening or closing as its neighbours say.

    Where they do not say it, it is the turn of whichever kind the last one was not.
    """
    return tuple(_straight(text))


def _straight(text: str) -> Iterator[Mark]:
    opened = False
    for found in _STRAIGHT.finditer(text):
        at = found.start()
        left = text[:at].rstrip("'‘’\"")[-1:]
        right = text[at + 1 :].lstrip("'‘’\"")[:1]
        before = left and not left.isspace() and left not in _BESIDE_OPEN
        before = before or (left == "…" and text[at - 2 : at - 1].isalnum())
        after = right and not right.isspace() and right not in ",.;:!?)]—–-…"
        opens = bool(after and not before) if bool(after) != bool(before) else not opened
        if not opens and not opened and _INCHES.match(text, at - 1):
            continue
        yield Mark(at, opens)
        opened = opens
