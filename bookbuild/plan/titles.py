"""Numbers and labels that authors type into titles: "Chapter Twelve: The Bridge".

This module recognises them in the book's language. What follows from them is `number`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from bookbuild.model.numerals import from_roman
from bookbuild.model.text import (
    Code,
    Inline,
    Inlines,
    Language,
    LineBreak,
    Link,
    NoteRef,
    PageMark,
    Picture,
    Styled,
    Text,
    Verbatim,
    plain_text,
)
from bookbuild.plan.numerals import in_words
from bookbuild.plan.words import Counted, NumberForm

_SPELLED_UP_TO = 200
_FIGURES = r"\d+(?:\.\d+)?\s?[½⅓⅔¼¾]?"
_END = r"(?:\s*[:：|–—、]\s*|\s*-+\s+|[.,]\s+|\s*$)"
_BARE_END = r"(?:[.:：)]\s+|\s+[-–—|]+\s+|、\s*|\s*$)"


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number that stands in a title.

    ``text`` is as typed; ``value`` the whole number from 1 that it means, None for "0", "4.6" or
    "3½"; ``rest`` the title without it; ``bare`` says that no word such as "Chapter" stood by it.
    """

    text: str
    value: int | None
    rest: Inlines
    bare: bool


def typed_number(title: Inlines, counted: Counted, language: str) -> TypedNumber | None:
    """Return the number with which a title begins, None where it begins with none."""
    plain = plain_text(title)
    for pattern in _worded(counted):
        match = pattern.match(plain)
        value = _value(match["number"], counted, language) if match else None
        if match and value is not None:
            rest = without_beginning(title, match.start("rest"))
            return TypedNumber(match["number"].strip(), value or None, rest, bare=False)
    return _bare(title, plain)


def _bare(title: Inlines, plain: str) -> TypedNumber | None:
    match = re.match(rf"\s*(?P<number>{_FIGURES}|[MDCLXVI]+){_BARE_END}(?P<rest>.*)$", plain)
    value = _numeral(match["number"]) if match else None
    if not match or value is None:
        return None
    rest = without_beginning(title, match.start("rest"))
    return TypedNumber(match["number"].strip(), value or None, rest, bare=True)


def _worded(counted: Counted) -> Iterator[re.Pattern[str]]:
    words = "|".join(re.escape(word) for word in (counted.word, *counted.short))
    figures = rf"\s*(?:{words})\.?\s*(?P<number>{_FIGURES})\s+(?P<rest>.+)$"
    if counted.pattern.startswith("{word}"):
        ended = rf"\s*(?:{words})\.?\s*(?P<number>[^:：|–—]+?){_END}(?P<rest>.*)$"
        yield re.compile(ended, re.IGNORECASE)
    else:
        before = re.escape(counted.pattern.split("{number}")[0])
        gap = r"\s+" if " " in counted.pattern else r"\s*"
        around = (
            rf"\s*{before}\s*(?P<number>[^:：|–—]+?){gap}(?:{words})[:：|–—、.\s]*(?P<rest>.*)$"
        )
        yield re.compile(around, re.IGNORECASE)
        plain = rf"\s*(?:{words})\.?\s*(?P<number>[^:：|–—]+?){_END}(?P<rest>.*)$"
        yield re.compile(plain, re.IGNORECASE)
    yield re.compile(figures, re.IGNORECASE)


def _value(typed: str, counted: Counted, language: str) -> int | None:
    """Return what a typed number means: 0 for one that is no whole number, None for no number."""
    typed = typed.strip().removesuffix(".")  # "1. Bölüm"
    value = _numeral(typed)
    if value is not None or not typed or any(sign.isdigit() for sign in typed):
        return value
    if counted.first and _even(typed) == counted.first:
        return 1
    return _spelled_numbers(language).get(_even(typed))


def _numeral(typed: str) -> int | None:
    typed = typed.strip()
    if re.fullmatch(r"\d{1,6}", typed):
        return int(typed)
    if re.fullmatch(_FIGURES, typed) and not typed.isdigit():
        return 0
    # "Mix" and "Civic" are words: a Roman number is in capitals, or all lower case.
    value = from_roman(typed) if typed.isupper() or typed.islower() else None
    return value if value is not None and value < 400 else None


@lru_cache(maxsize=16)
def _spelled_numbers(language: str) -> dict[str, int]:
    """Return the first numbers by their words: cardinals, and ordinals of either gender."""
    forms = ((NumberForm.CARDINAL, False), (NumberForm.ORDINAL, False), (NumberForm.ORDINAL, True))
    return {
        _even(in_words(number, language, form, feminine)): number
        for form, feminine in reversed(forms)
        for number in range(1, _SPELLED_UP_TO + 1)
    }


def _even(words: str) -> str:
    return " ".join(words.casefold().replace("-", " ").replace(" and ", " ").split())


def repeats(title: Inlines, label: str) -> bool:
    """Return whether a title says no more than its label does."""
    return bool(label) and _letters(plain_text(title)) == _letters(label)


def without_name(title: Inlines, name: str) -> Inlines:
    """Return a title without the kind's name before it: "Prologue: The Ferry" is "The Ferry"."""
    match = re.match(rf"\s*{re.escape(name)}{_END}(?=\S)", plain_text(title), re.IGNORECASE)
    return without_beginning(title, match.end()) if match and name else title


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def without_beginning(inlines: Inlines, count: int) -> Inlines:
    """Return the inlines without the first ``count`` characters of their plain text."""
    kept: list[Inline] = []
    for inline in inlines:
        length = len(plain_text((inline,)))
        if count < length or (count == 0 and length == 0):
            kept.append(_shortened(inline, count))
        count = max(0, count - length)
    return tuple(kept)


def _shortened(inline: Inline, count: int) -> Inline:
    match inline:
        case Text() | Code() | Verbatim():
            return replace(inline, text=inline.text[count:])
        case Styled() | Language() | Link():
            return replace(inline, children=without_beginning(inline.children, count))
        case LineBreak() | NoteRef() | Picture() | PageMark():
            return inline
