"""What plain text and BBCode have in common: files of lines, without any element around a word."""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.model.edition import NumberedNote
from bookbuild.model.text import Style
from bookbuild.write.copies.posts import Voice

DIVIDER = "———"
"""What stands between a note and the text where nothing else parts them."""

_UP = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_DOWN = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


@dataclass(frozen=True, slots=True)
class Scene:
    """What holds for one box while it is written: the voice, and the footnotes it may call."""

    voice: Voice
    called: tuple[NumberedNote, ...]

    def call(self, label: str) -> str:
        """Return the number of a footnote in brackets, "" where there is no such note."""
        return next((f"[{note.number}]" for note in self.called if note.label == label), "")


def bare_words(text: str) -> str:
    """Return words without what only a typesetter needs: word joiners and line ends."""
    return " ".join(text.replace("\u2060", "").split("\n"))


def small_figures(text: str, style: Style) -> str:
    """Return raised or lowered figures as the characters for them; other words stay as they are."""
    small = text.translate(_UP if style is Style.SUPERSCRIPT else _DOWN)
    return small if text and all(sign in "0123456789+-" for sign in text) else text
