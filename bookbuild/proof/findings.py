"""What a proofreader notes in the margin."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bookbuild.proof.galley import Passage
from bookbuild.report import Diagnostic, Place, warning

_WORD = re.compile(r"[^\W_]+")
_BESIDE = 40
_MOST_SHOWN = 50
_MOST_BESIDE = 4


@dataclass(frozen=True, slots=True)
class Fix:
    """What stands in the file and what should: both short, and on one line."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Context:
    """The words around a finding, by which it is found on its own line of a long paragraph.

    ``before`` are words in front of it, ``after`` begin with its own; ``length`` is the number of
    words in the whole passage.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    length: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a proofreader would mark.

    ``words`` are the words in question as the text has them, by which it can be silenced.
    ``sure`` is false for what is only suspected. ``fix`` is None where only the author knows.
    ``mark`` is a character that is meant, and no finding, where a backslash stands before it.
    """

    code: str
    place: Place
    message: str
    hint: str
    words: str = ""
    sure: bool = True
    context: Context | None = None
    fix: Fix | None = None
    mark: str = ""

    @property
    def diagnostic(self) -> Diagnostic:
        """The finding as every command reports one."""
        return warning(self.code, self.place, self.message, self.hint)


@dataclass(frozen=True, slots=True)
class Spot:
    """Some characters of a passage, from ``start`` up to ``end``."""

    passage: Passage
    start: int
    end: int

    @property
    def words(self) -> str:
        """The characters with the rest of the words that they belong to."""
        text = self.passage.text
        first, last = self.start, self.end
        while first > 0 and not text[first - 1].isspace():
            first -= 1
        while last < len(text) and not text[last].isspace():
            last += 1
        return " ".join(text[first:last].split())

    def with_neighbours(self, before: int, after: int) -> str:
        """Return the words with some more on either side, for marks that are found by these."""
        text = self.passage.text
        first, last = self.start, self.end
        for _ in range(before):
            first = len(text[:first].rstrip())
            first -= len(text[:first].split()[-1]) if first else 0
        for _ in range(after):
            rest = text[last:]
            last = len(text) - len(rest.lstrip())
            last += len(rest.split(None, 1)[0]) if rest.strip() else 0
        return " ".join(text[first:last].split())


def found(
    code: str, spot: Spot, message: str, hint: str, *, sure: bool = True, fix: Fix | None = None
) -> Finding:
    """Return a finding at some characters of a passage."""
    passage = spot.passage
    return Finding(
        code,
        Place(passage.file, passage.line),
        message,
        hint,
        spot.words,
        sure,
        _context(spot),
        fix,
    )


def _context(spot: Spot) -> Context:
    text = spot.passage.text
    first = max(0, spot.start - _BESIDE)
    last = min(len(text), spot.end + _BESIDE)
    # A word that the window cuts is no word.
    while 0 < first < spot.start and text[first - 1].isalnum() and text[first].isalnum():
        first += 1
    while spot.end < last < len(text) and text[last - 1].isalnum() and text[last].isalnum():
        last -= 1
    start = spot.start
    while start > first and text[start - 1].isalnum():
        start -= 1
    before = tuple(_WORD.findall(text[first:start]))[-_MOST_BESIDE:]
    after = tuple(_WORD.findall(text[start:last]))[:_MOST_BESIDE]
    return Context(before, after, text.count(" ") + text.count("\n") + 1)


def shown(words: str) -> str:
    """Return words short enough for a message."""
    flat = " ".join(words.split())
    return flat if len(flat) <= _MOST_SHOWN else f"{flat[: _MOST_SHOWN - 1].rstrip()}…"


def times(count: int) -> str:
    """Return how often something is there, as a sentence says it."""
    match count:
        case 1:
            return "once"
        case 2:
            return "twice"
        case _:
            return f"{count} times"
