"""The patterns divide as Pyphen does, whose dictionaries they are, in every language it has."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pyphen
import pytest

from bookbuild.write.pdf.composition.patterns import Patterns

_WORDS = 300
_LANGUAGES = sorted(name for name, path in pyphen.LANGUAGES.items() if path.stem == f"hyph_{name}")


def _words(patterns: pyphen.Pyphen) -> Iterator[str]:
    """Yield words that have the letters of a language's own patterns in them."""
    letters = sorted(each.strip(".") for each in patterns.hd.patterns)
    chosen = random.Random(len(letters))
    for _ in range(_WORDS):
        yield "".join(chosen.choices(letters, k=chosen.randint(1, 4)))


def test_there_are_dictionaries() -> None:
    assert len(_LANGUAGES) > 40


@pytest.mark.parametrize("language", _LANGUAGES)
def test_points_are_those_of_pyphen(language: str) -> None:
    theirs = pyphen.Pyphen(lang=language, left=1, right=1)
    ours = Patterns(pyphen.LANGUAGES[language])
    for word in _words(theirs):
        expected = tuple(int(at) for at in theirs.positions(word) if at.data is None)
        assert tuple(at for at in ours.points(word) if 1 <= at < len(word)) == expected, word


def test_a_dictionary_of_every_notation(tmp_path: Path) -> None:
    path = tmp_path / "hyph.dic"
    path.write_text(
        "ISO8859-1\n% a comment\nLEFTHYPHENMIN 2\n\na1b \nb1^^e9\nc1k/k=k,1,1\n.d1e\nx1y\nx2y\n",
        encoding="iso8859-1",
    )
    patterns = Patterns(path)
    assert patterns.points("ab") == (1,)
    assert patterns.points("abé") == (1, 2)
    assert patterns.points("zucker") == ()
    assert patterns.points("de") == (1,)
    assert patterns.points("ade") == ()
    assert patterns.points("xy") == ()


def test_no_dictionary(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"hyph\.dic"):
        Patterns(tmp_path / "hyph.dic")
