"""Where a language divides its words: Liang's patterns, looked up as they are needed.

The dictionaries are Pyphen's, which are those of TeX and LibreOffice. Pyphen itself takes a
dictionary apart pattern by pattern before it answers, in every process that prints: for English
that is half of what a chapter takes to compose, for German, with seven times as many patterns, ten
times as much. A text needs a few hundred of them, so here a pattern is taken apart when a word has
its letters. (F. M. Liang, "Word Hy-phen-a-tion by Com-put-er", 1983; hyphen(3) of Hunspell for the
notation.)
"""

from __future__ import annotations

import re
from pathlib import Path

_HEX = re.compile(r"\^\^([0-9a-f]{2})")
_VALUES = re.compile(r"(\d?)(\D?)")
_NO_PATTERN = ("%", "#", "LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUND")
_OTHER_NAMES = {"microsoft-cp1251": "cp1251"}

_Values = tuple[int, ...]
"""For each place between letters, twice its value, and 1 more where dividing would respell."""


class Patterns:
    """The patterns of one dictionary."""

    def __init__(self, dictionary: Path) -> None:
        """Read a dictionary. Raises `OSError` where there is none."""
        text = _text(dictionary.read_bytes())
        # Letters and values of all lines are parted at once; of lines with the same letters the
        # last one that has values holds.
        lines, letters = text.split("\n")[1:], _without("0123456789", text).split("\n")[1:]
        self._typed = {
            each.partition("/")[0] if "=" in each else each: line
            for line, each in zip(lines, letters, strict=True)
            if line != each and not line.startswith(_NO_PATTERN)
        }
        self._longest = max(map(len, self._typed))
        self._known: dict[str, _Values] = {}

    def points(self, word: str) -> tuple[int, ...]:
        """Return the offsets at which a word is divided, whatever its parts' lengths.

        Left out is where dividing would change letters, as in old German "Zuk-ker".
        """
        pointed = f".{word.lower()}."
        values = [0] * (len(pointed) + 1)
        typed, longest, size = self._typed, self._longest, len(pointed)
        for begin in range(size - 1):
            for end in range(begin + 1, min(begin + longest, size) + 1):
                letters = pointed[begin:end]
                if letters in typed:
                    self._raise(values, begin, letters)
        return tuple(at - 1 for at, value in enumerate(values) if value & 3 == _DIVIDES)

    def _raise(self, values: list[int], begin: int, letters: str) -> None:
        """Raise the values of a word to those of a pattern that its letters have."""
        known = self._known.get(letters)
        if known is None:
            known = self._known[letters] = _values(self._typed[letters])
        for at, value in enumerate(known[: len(values) - begin], begin):
            if value >> 1 >= values[at] >> 1:
                values[at] = value


_DIVIDES = 2
"""An odd value, twice, that does not respell."""


def _text(typed: bytes) -> str:
    """Return a dictionary's text, whose first line names its encoding."""
    named = typed.partition(b"\n")[0].decode("ascii").strip().lower()
    text = _without(" \t\r", typed.decode(_OTHER_NAMES.get(named, named)))
    return _HEX.sub(lambda found: chr(int(found[1], 16)), text) if "^^" in text else text


def _without(characters: str, text: str) -> str:
    """Return a text without some characters; `str.translate` takes five times as long."""
    for character in characters:
        text = text.replace(character, "")
    return text


def _values(line: str) -> _Values:
    """Return the values of a pattern: one before each of its letters, one behind the last.

    One that changes letters says how behind them: "d3d1ze/dz=,1,1". A few have more values than
    places, by mistake; those hold of the letters that follow, as they do for Pyphen.
    """
    pattern, respells, _ = line.partition("/") if "=" in line else (line, "", "")
    values = [int(value or 0) for value, _ in _VALUES.findall(pattern)[:-1]]
    return tuple(2 * each + (each & 1 if respells else 0) for each in values)
