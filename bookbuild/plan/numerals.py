"""Numbers as a book's headings write them: words in its language, or figures.

This module alone imports num2words, and only when a number has to be put into words.
"""

from __future__ import annotations

import re

from bookbuild.plan.words import NumberForm

_TOO_LONG = 10_000
_CHINESE_DIGITS = "零一二三四五六七八九"
_CHINESE_UNITS = ("", "十", "百", "千")


def in_words(number: int, language: str, form: NumberForm, feminine: bool = False) -> str:
    """Return a whole number as the language's books write it in a heading.

    English words have capitals ("One Hundred and Twelve"); other languages' are lower case.
    Languages whose form is `NumberForm.FIGURES` get figures, as do numbers from 10,000.
    """
    if form is NumberForm.FIGURES or number >= _TOO_LONG:
        return str(number)
    if language == "zh":
        return _chinese(number)
    if form is NumberForm.ORDINAL:
        return _ordinal(number, language, feminine)
    words = _spelled(number, language)
    return _capitals(words) if language == "en" else words


def _spelled(number: int, language: str) -> str:
    # The import takes a tenth of a second, and many books need no number in words.
    from num2words import num2words

    return str(num2words(number, lang=language))


def _ordinal(number: int, language: str, feminine: bool) -> str:
    from num2words import num2words

    if language == "ru":
        return str(num2words(number, lang="ru", to="ordinal", gender="f" if feminine else "m"))
    words = str(num2words(number, lang=language, to="ordinal"))
    return " ".join(_feminine(word, language) for word in words.split()) if feminine else words


def _feminine(word: str, language: str) -> str:
    if language == "fr":
        return "première" if word == "premier" else word
    if language == "pl":
        # "drugi" is "druga", "trzeci" is "trzecia", "pierwszy" is "pierwsza".
        return re.sub(r"(?:y|(?<=g)i)$", "a", re.sub(r"(?<=c)i$", "ia", word))
    return re.sub(r"o$", "a", word)


def _capitals(words: str) -> str:
    return " ".join(
        word if word == "and" else "-".join(part.capitalize() for part in word.split("-"))
        for word in words.replace(",", "").split()
    )


def _chinese(number: int) -> str:
    if number < 10:
        return _CHINESE_DIGITS[number]
    digits = str(number)
    words = "".join(
        _CHINESE_DIGITS[int(digit)]
        + (_CHINESE_UNITS[len(digits) - place - 1] if digit > "0" else "")
        for place, digit in enumerate(digits)
    )
    words = re.sub("零+", "零", words).rstrip("零")
    return words.removeprefix("一") if 10 <= number < 20 else words
