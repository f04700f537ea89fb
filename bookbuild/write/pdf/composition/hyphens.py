"""Where words may be divided: by `Patterns`, within the limits of the type design.

Pyphen has the dictionaries, the same that WeasyPrint divides by. A word is left whole that is in
capitals, has a figure in it, or is an address. One with a capital may be a name, which is divided
only where nothing else fits, except in languages that write every noun with a capital.
"""

from __future__ import annotations

import re

import pyphen

from bookbuild.write.pdf.composition.patterns import Patterns
from bookbuild.write.pdf.composition.type_design import HyphenRules

_LETTERS = re.compile(r"[^\W\d_]+")
_NOT_DIVIDED = re.compile(r"[\d@/\\_&+=<>#\u2010\u2011–—-]|\w\.\w|\w:\w")
_USUAL = {"en": "en-US"}
"""The patterns of a language whose country is not named. Those for British English know few points,
and wrong ones among them ("transpoin-ted")."""
_NOUNS_IN_CAPITALS = ("de", "lb", "nds", "gsw")


class Hyphens:
    """Division points of one build; patterns are read once for each language."""

    def __init__(self, rules: HyphenRules) -> None:
        """Take the limits and the author's exceptions."""
        self._rules = rules
        self._patterns: dict[str, Patterns | None] = {}
        self._exceptions = {each.replace("-", "").lower(): each for each in rules.exceptions}
        self._known: dict[tuple[str, str], tuple[int, ...]] = {}

    def points(self, word: str, lang: str) -> tuple[int, ...]:
        """Return the offsets in a word at which a hyphen may be put.

        The word may carry quotes and stops. Of "children’s" the longest run of letters is divided.
        """
        if self._rules.off or len(word) < self._rules.word or _NOT_DIVIDED.search(word):
            return ()
        runs = list(_LETTERS.finditer(word))
        longest = max(runs, key=lambda run: run.end() - run.start(), default=None)
        if longest is None:
            return ()
        key = (longest.group(), lang)
        inside = self._known.get(key)  # which the same letters with other stops had before
        if inside is None:
            inside = self._known[key] = self._inside(*key)
        return tuple(longest.start() + at for at in inside)

    def may_be_name(self, word: str, lang: str) -> bool:
        """Whether a word begins with a capital that its language does not give to every noun."""
        if lang.split("-")[0].lower() in _NOUNS_IN_CAPITALS:
            return False
        first = _LETTERS.search(word)
        return first is not None and word[first.start()].isupper()

    def _inside(self, letters: str, lang: str) -> tuple[int, ...]:
        exception = self._exceptions.get(letters.lower())
        if exception is not None:
            return _typed_points(exception)
        if len(letters) < self._rules.word or not letters[1:].islower():
            return ()
        patterns = self._of_language(lang)
        if patterns is None:
            return ()
        last = len(letters) - self._rules.behind
        return tuple(at for at in patterns.points(letters) if self._rules.before <= at <= last)

    def _of_language(self, lang: str) -> Patterns | None:
        if lang not in self._patterns:
            usual = _USUAL.get(lang, lang).replace("-", "_")
            known = pyphen.language_fallback(usual) if lang else None
            self._patterns[lang] = Patterns(pyphen.LANGUAGES[known]) if known else None
        return self._patterns[lang]


def _typed_points(exception: str) -> tuple[int, ...]:
    parts = exception.split("-")
    ends = (sum(map(len, parts[:count])) for count in range(1, len(parts)))
    return tuple(ends)
