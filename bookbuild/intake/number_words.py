"""Numbers as English headings have them: figures, words up to ninety-nine, Roman figures."""

from __future__ import annotations

from bookbuild.model.numerals import from_roman

UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NO_CHAPTER = 400
"""From here on Roman letters are a year or a word ("mix"), and no chapter's number."""


def number_of(text: str) -> int | None:
    """Return the number that figures, English words up to 99 or Roman figures up to 399 name."""
    word = text.lower().replace("-", " ")
    if word.isdecimal():
        return int(word)
    if word in UNITS:
        return UNITS.index(word)
    tens, _, unit = word.partition(" ")
    if tens in TENS:
        return (TENS.index(tens) + 2) * 10 + (UNITS.index(unit) if unit else 0)
    value = from_roman(word)
    return value if value is not None and value < _NO_CHAPTER else None
