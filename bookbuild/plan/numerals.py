"""Numbers as a book's headings write them: words in its language, or figures.

This module alone imports num2words, and only when a number has to be put into words
of another language than English.
"""

from __future__ import annotations

import re

from bookbuild.plan.cardinals import english
from bookbuild.plan.ordinals import arabic, hebrew, turkish
from bookbuild.plan.words import NumberForm

_TOO_LONG = 10_000
_CHINESE_DIGITS = "零一二三四五六七八九"
_CHINESE_UNITS = ("", "十", "百", "千")


def in_words(number: int, language: str, form: NumberForm, feminine: bool = False) -> str:
    """Return a whole number as the language's books write it in a heading.

    English words have capitals ("One Hundred and Twelve"); other languages' are lower case.
    Languages whose form is `NumberForm.FIGURES` get figures, as do numbers from 10,000, and those
    whose words are not known.
    """
    if form is NumberForm.FIGURES or language in _IN_FIGURES or not 0 < number < _TOO_LONG:
        return str(number)
    if language in ("zh", "ja"):
        return _signs(number, language)
    if form is NumberForm.ORDINAL:
        return _ordinal(number, language, feminine) or str(number)
    words = _spelled(number, language)
    return _capitals(words) if language == "en" else words


_IN_FIGURES = ("el", "hi", "ko", "th")
"""Languages whose headings have figures, and whose words num2words does not know, or knows ill."""


def _spelled(number: int, language: str) -> str:
    if language == "en" and number >= 0:
        return english(number)
    # The import takes a tenth of a second, and many books need no number in words.
    from num2words import num2words

    return str(num2words(number, lang=language))


def _ordinal(number: int, language: str, feminine: bool) -> str:
    match language:
        case "ar":
            return arabic(number)
        case "he":
            return hebrew(number)
        case "tr":
            return turkish(number)
        case _:
            return _known_ordinal(number, language, feminine)


def _known_ordinal(number: int, language: str, feminine: bool) -> str:
    from num2words import num2words

    if language == "ru":
        return str(num2words(number, lang="ru", to="ordinal", gender="f" if feminine else "m"))
    words = str(num2words(number, lang=language, to="ordinal")).replace("'", "’")
    if language == "fa":
        return re.sub("سیم$", "سی\u200cام", words)
    return " ".join(_feminine(word, language) for word in words.split()) if feminine else words


def _feminine(word: str, language: str) -> str:
    if language == "fr":
        return "première" if word == "premier" else word
    if language == "uk":
        # "другий" is "друга", "третій" is "третя"; what stands before the last word is no ordinal.
        return re.sub(r"ій$", "я", re.sub(r"ий$", "а", word))
    if language == "pl":
        # "drugi" is "druga", "trzeci" is "trzecia", "pierwszy" is "pierwsza".
        return re.sub(r"(?:y|(?<=g)i)$", "a", re.sub(r"(?<=c)i$", "ia", word))
    return re.sub(r"o$", "a", word)


def _capitals(words: str) -> str:
    return " ".join(
        word if word == "and" else "-".join(part.capitalize() for part in word.split("-"))
        for word in words.replace(",", "").split()
    )


def _signs(number: int, language: str) -> str:
    words = _chinese(number)
    # Japanese has no 零 within a number and no 一 before a ten or a hundred: 一百零一 is 百一.
    return re.sub("一(?=[十百千])", "", words.replace("零", "")) if language == "ja" else words


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
