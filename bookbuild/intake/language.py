"""The language of a text, guessed from its commonest words."""

from __future__ import annotations

import re

_COMMON = (
    ("en", ("the", "and", "to", "of", "was", "he", "she", "that", "in", "it", "you", "with")),
    ("de", ("der", "die", "und", "das", "nicht", "ich", "sie", "er", "ist", "ein", "zu", "mit")),
    ("fr", ("le", "la", "les", "et", "de", "un", "une", "il", "elle", "je", "que", "dans", "pas")),
    ("es", ("el", "la", "los", "y", "de", "que", "en", "un", "una", "no", "con", "por", "se")),
)
_ENOUGH = 20
_SAMPLE = 60_000

_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_KANA = re.compile("[\u3040-\u30ff]")
_MOSTLY, _SOME = 0.5, 0.05


def _share(signs: re.Pattern[str], text: str) -> float:
    sample = "".join(text[:_SAMPLE].split())
    return len(signs.findall(sample)) / max(len(sample), 1)


def guess_language(text: str) -> str:
    """Return "de", "fr" or "es" where their commonest words clearly prevail, else "en".

    A text in Chinese characters is "zh", "ja" where there are kana among them.
    """
    if _share(_HAN, text) > _MOSTLY:
        return "ja" if _share(_KANA, text) > _SOME else "zh"
    words = re.findall(r"[^\W\d_]+", text[:_SAMPLE].lower())
    counts = tuple((sum(word in common for word in words), lang) for lang, common in _COMMON)
    most, language = max(counts, key=lambda pair: pair[0])
    second = max(count for count, lang in counts if lang != language)
    clear = most >= _ENOUGH and most * 10 >= len(words) and most * 2 >= second * 3
    return language if clear else "en"
