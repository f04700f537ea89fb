"""The languages that bookbuild speaks, one module each.

A book in a language without a module gets English words throughout: a label whose word and number
are of two languages would be worse than one that is plainly English. Only the part of the tag
before the first hyphen counts: "pt-BR" is "pt".
"""

from __future__ import annotations

from bookbuild.plan.words.ar import ARABIC
from bookbuild.plan.words.de import GERMAN
from bookbuild.plan.words.el import GREEK
from bookbuild.plan.words.en import ENGLISH
from bookbuild.plan.words.es import SPANISH
from bookbuild.plan.words.fa import PERSIAN
from bookbuild.plan.words.fr import FRENCH
from bookbuild.plan.words.he import HEBREW
from bookbuild.plan.words.hi import HINDI
from bookbuild.plan.words.it import ITALIAN
from bookbuild.plan.words.ja import JAPANESE
from bookbuild.plan.words.ko import KOREAN
from bookbuild.plan.words.nl import DUTCH
from bookbuild.plan.words.pl import POLISH
from bookbuild.plan.words.pt import PORTUGUESE
from bookbuild.plan.words.ru import RUSSIAN
from bookbuild.plan.words.sv import SWEDISH
from bookbuild.plan.words.th import THAI
from bookbuild.plan.words.tr import TURKISH
from bookbuild.plan.words.uk import UKRAINIAN
from bookbuild.plan.words.vocabulary import (
    Counted,
    KindNames,
    NewsWords,
    NumberForm,
    Phrases,
    StoryRows,
    Vocabulary,
)
from bookbuild.plan.words.zh import CHINESE

__all__ = [
    "VOCABULARIES",
    "Counted",
    "KindNames",
    "NewsWords",
    "NumberForm",
    "Phrases",
    "StoryRows",
    "Vocabulary",
    "is_spoken",
    "vocabulary",
]

VOCABULARIES = (
    ENGLISH,
    GERMAN,
    FRENCH,
    SPANISH,
    ITALIAN,
    PORTUGUESE,
    DUTCH,
    SWEDISH,
    POLISH,
    RUSSIAN,
    CHINESE,
    JAPANESE,
    KOREAN,
    UKRAINIAN,
    GREEK,
    TURKISH,
    ARABIC,
    PERSIAN,
    HEBREW,
    HINDI,
    THAI,
)


def vocabulary(lang: str) -> Vocabulary:
    """Return the vocabulary for a BCP 47 tag, English where the language has none here."""
    return next((v for v in VOCABULARIES if v.language == _primary(lang)), ENGLISH)


def is_spoken(lang: str) -> bool:
    """Return whether a language, a BCP 47 tag, has words here."""
    return any(v.language == _primary(lang) for v in VOCABULARIES)


def _primary(lang: str) -> str:
    return lang.replace("_", "-").split("-")[0].casefold()
