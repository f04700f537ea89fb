"""The languages that bookbuild speaks, one module each.

A book in a language without a module gets English words throughout: a label whose word and number
are of two languages would be worse than one that is plainly English. Only the part of the tag
before the first hyphen counts: "pt-BR" is "pt".
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from bookbuild.plan.words.vocabulary import (
    Counted,
    KindNames,
    NewsWords,
    NumberForm,
    Phrases,
    StoryRows,
    Vocabulary,
)

__all__ = [
    "Counted",
    "KindNames",
    "NewsWords",
    "NumberForm",
    "Phrases",
    "StoryRows",
    "Vocabulary",
    "is_spoken",
    "vocabularies",
    "vocabulary",
]

_NAMES = {
    "en": "ENGLISH",
    "de": "GERMAN",
    "fr": "FRENCH",
    "es": "SPANISH",
    "it": "ITALIAN",
    "pt": "PORTUGUESE",
    "nl": "DUTCH",
    "sv": "SWEDISH",
    "pl": "POLISH",
    "ru": "RUSSIAN",
    "zh": "CHINESE",
    "ja": "JAPANESE",
    "ko": "KOREAN",
    "uk": "UKRAINIAN",
    "el": "GREEK",
    "tr": "TURKISH",
    "ar": "ARABIC",
    "fa": "PERSIAN",
    "he": "HEBREW",
    "hi": "HINDI",
    "th": "THAI",
}
"""What the vocabulary is called in the module of each language."""


def vocabularies() -> tuple[Vocabulary, ...]:
    """Return the vocabularies of all languages."""
    return tuple(map(_spoken, _NAMES))


def vocabulary(lang: str) -> Vocabulary:
    """Return the vocabulary for a BCP 47 tag, English where the language has none here."""
    return _spoken(_primary(lang) if is_spoken(lang) else "en")


def is_spoken(lang: str) -> bool:
    """Return whether a language, a BCP 47 tag, has words here."""
    return _primary(lang) in _NAMES


@cache
def _spoken(language: str) -> Vocabulary:
    # A book speaks one language: to load the others takes a hundredth of the time of a build.
    module = import_module(f"bookbuild.plan.words.{language}")
    spoken: Vocabulary = getattr(module, _NAMES[language])
    return spoken


def _primary(lang: str) -> str:
    return lang.replace("_", "-").split("-")[0].casefold()
