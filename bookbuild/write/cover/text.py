"""The words of a cover, and how they are set in every design."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bookbuild.write.cover.page import Box
    from bookbuild.write.cover.rows import Align, Block, Setting

# What sets type is imported where a cover is drawn; these words are also said of an author's own.

_ARTICLES = frozenset("the a an der die das ein eine le la les un une el los las il lo".split())
_ELIDED = ("l’", "l'")


@dataclass(frozen=True, slots=True)
class CoverText:
    """What stands on the cover; "" or () for what there is not.

    ``fonts`` are font files of the author's, for letters that the book's own fonts lack. ``seed``
    is the book's identifier: what a design varies from book to book it varies by that.
    """

    title: str
    subtitle: str
    authors: tuple[str, ...]
    series: str
    language: str
    fonts: tuple[bytes, ...] = ()
    seed: str = ""

    @property
    def side(self) -> Align:
        """The side where lines begin: the right one where the title begins in Hebrew or Arabic."""
        from bookbuild.write.cover.rows import Align

        first = next((c for c in self.title if c.isalpha()), "")
        return Align.END if "\u0590" <= first <= "\u08ff" else Align.START

    @property
    def initial(self) -> str:
        """The first letter of the title's first word of weight, as a capital."""
        words = self.title.casefold().split()
        skipped = 1 if len(words) > 1 and words[0] in _ARTICLES else 0
        word = (self.title.split() or [""])[skipped]
        for article in _ELIDED:
            if word.casefold().startswith(article):
                word = word[len(article) :]
        first = next((c for c in word if c.isalnum()), "")
        return capitals(first, self.language)[:1]


def author_block(text: CoverText, setting: Setting, box: Box) -> Block | None:
    """Return the authors in capitals, a line each; many or long names are set as one text."""
    from bookbuild.write.cover.rows import block, lines

    names = tuple(capitals(name, text.language) for name in text.authors if name.strip())
    if not names:
        return None
    each = lines(names, setting, box, text.fonts)
    if len(names) <= 3 and each.size >= setting.largest * 0.5:
        return each
    smaller = replace(setting, largest=setting.largest * 0.8)
    whole = names if len(names) == 1 else tuple(name.replace(" ", "\u00a0") for name in names)
    return block(", ".join(whole), smaller, box, text.fonts)


def capitals(name: str, language: str) -> str:
    """Return a name in capitals; Turkish has a capital i with its dot."""
    if language.split("-")[0].casefold() in ("tr", "az"):
        name = name.replace("i", "\u0130")
    return name.upper()
