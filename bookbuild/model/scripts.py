"""The scripts that languages are written in, and what a script asks of a page.

A book's language says its script: nobody writes "script: Arab" in book.yaml. A subtag of the
language's own tag (ISO 15924, "sr-Latn") goes before what the language is usually written in.
"""

from __future__ import annotations

from enum import Enum


class Script(Enum):
    """A script, or a family of them that wants the same of a page."""

    LATIN = "latn"
    GREEK = "grek"
    CYRILLIC = "cyrl"
    ARMENIAN = "armn"
    ARABIC = "arab"
    """Letters that join, from right to left; Syriac and Thaana are set alike."""
    HEBREW = "hebr"
    CHINESE = "hani"
    JAPANESE = "jpan"
    KOREAN = "kore"
    UNSPACED = "thai"
    """Thai, Lao, Khmer, Burmese, Tibetan: no spaces between words."""
    OTHER = "zyyy"
    """The Indian scripts, Georgian, Ethiopic and all others: neither capitals nor italics."""

    @property
    def right_to_left(self) -> bool:
        """Whether lines run from right to left, and with them the pages."""
        return self in (Script.ARABIC, Script.HEBREW)

    @property
    def cased(self) -> bool:
        """Whether there are capitals: where there are none, small capitals mean nothing."""
        return self in (Script.LATIN, Script.GREEK, Script.CYRILLIC, Script.ARMENIAN)

    @property
    def has_small_capitals(self) -> bool:
        """Whether small capitals can stand for letters: Greek ones would lose their accents."""
        return self.cased and self is not Script.GREEK

    @property
    def in_squares(self) -> bool:
        """Whether characters stand in squares of one size, and a line may end behind nearly any."""
        return self in (Script.CHINESE, Script.JAPANESE)

    @property
    def spaced(self) -> bool:
        """Whether words have spaces between them."""
        return not self.in_squares and self is not Script.UNSPACED

    @property
    def has_initials(self) -> bool:
        """Whether a large first letter can be set: not where letters join or have no case."""
        return self.cased or self is Script.HEBREW

    @property
    def in_book_fonts(self) -> bool:
        """Whether the fonts that bookbuild brings have it."""
        return self in (Script.LATIN, Script.GREEK, Script.CYRILLIC)


_BY_SUBTAG = {
    **{script.value: script for script in Script},
    **dict.fromkeys(("aran", "syrc", "thaa", "nkoo", "adlm", "rohg"), Script.ARABIC),
    **dict.fromkeys(("hans", "hant", "bopo"), Script.CHINESE),
    **dict.fromkeys(("hira", "kana", "hrkt"), Script.JAPANESE),
    **dict.fromkeys(("hang",), Script.KOREAN),
    **dict.fromkeys(("laoo", "khmr", "mymr", "tibt"), Script.UNSPACED),
}

_BY_LANGUAGE = {
    **dict.fromkeys("ar arc ckb dv fa ks nqo ps sd syr ug ur".split(), Script.ARABIC),
    **dict.fromkeys(("he", "iw", "yi"), Script.HEBREW),
    **dict.fromkeys(("zh", "yue", "wuu", "nan", "hak", "lzh", "cmn"), Script.CHINESE),
    "ja": Script.JAPANESE,
    "ko": Script.KOREAN,
    **dict.fromkeys("th lo km my bo dz".split(), Script.UNSPACED),
    **dict.fromkeys(("el", "grc"), Script.GREEK),
    **dict.fromkeys("ru uk be bg mk sr kk ky mn tg tt ba cu cv os".split(), Script.CYRILLIC),
    "hy": Script.ARMENIAN,
    **dict.fromkeys(
        "am as bn bho chr gu hi iu ka kn kok mai ml mr ne or pa sa sat si ta te ti".split(),
        Script.OTHER,
    ),
}


def script_of(language: str) -> Script:
    """Return the script of a language, a BCP 47 tag; one that is not known here is in Latin."""
    first, *rest = language.casefold().replace("_", "-").split("-")
    written = next((subtag for subtag in rest if len(subtag) == 4 and subtag.isalpha()), "")
    if written:
        return _BY_SUBTAG.get(written, Script.OTHER)
    return _BY_LANGUAGE.get(first, Script.LATIN)
