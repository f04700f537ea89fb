"""The sentences of the download page, in each language whose books bookbuild sets.

A test holds the list to that of `plan.words`. A page in any other language has English sentences,
around the book's own words.
"""

from __future__ import annotations

from bookbuild.release.words.ar import ARABIC
from bookbuild.release.words.de import GERMAN
from bookbuild.release.words.el import GREEK
from bookbuild.release.words.en import ENGLISH
from bookbuild.release.words.es import SPANISH
from bookbuild.release.words.fa import PERSIAN
from bookbuild.release.words.fr import FRENCH
from bookbuild.release.words.he import HEBREW
from bookbuild.release.words.hi import HINDI
from bookbuild.release.words.it import ITALIAN
from bookbuild.release.words.ja import JAPANESE
from bookbuild.release.words.ko import KOREAN
from bookbuild.release.words.nl import DUTCH
from bookbuild.release.words.page_words import PageWords
from bookbuild.release.words.pl import POLISH
from bookbuild.release.words.pt import PORTUGUESE
from bookbuild.release.words.ru import RUSSIAN
from bookbuild.release.words.sv import SWEDISH
from bookbuild.release.words.th import THAI
from bookbuild.release.words.tr import TURKISH
from bookbuild.release.words.uk import UKRAINIAN
from bookbuild.release.words.zh import CHINESE

__all__ = ["PAGE_WORDS", "PageWords", "page_words"]

PAGE_WORDS = (
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


def page_words(lang: str) -> PageWords:
    """Return the sentences for a BCP 47 tag, the English ones where there are no others."""
    primary = lang.replace("_", "-").split("-")[0].casefold()
    return next((each for each in PAGE_WORDS if each.language == primary), ENGLISH)
