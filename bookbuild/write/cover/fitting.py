"""A title in lines: where it breaks and how large it can be."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

Width = Callable[[str], float]
"""The width of a text in ems."""

_SMALL_WORDS = frozenset(
    "a an the and or of in on at to for by with from as is but nor so into my our his her its no "
    "der die das dem den des ein eine und oder im am in vom von zu zum zur mit für auf ohne "
    "le la les l’ de du des et ou un une au aux en el los las y o del al con il lo gli i e di da "
    "della het een van en och den det ett и в на с о из к".split()
)
_WORD = re.compile(r"[^ \t\r\n\u3000]+")
"""A word, with the no-break spaces in it."""

_MOST_LINES = 14
_MOST_WEIGHED = 120
"""A text of more words is no title: its lines are only counted off, so that it takes no time."""
_GOOD_STEP = 1.12
_ALONE = 0.72
"""What a setting is worth in which a small word has a line to itself."""

_SPACE = 0.25
"""The width of a word space in ems, near enough to choose where lines break."""

_LOOSE_END = 2.5
"""What a line costs that ends in a small word, in squared ems."""

_PAUSE = 3.0
"""What a line gains that ends where a reader pauses, in squared ems."""

_PAUSES = (",", ":", ";", "—", "–", "…", ".", "!", "?")


@dataclass(frozen=True, slots=True)
class Fit:
    """Lines of text and the size, in pixels, at which they fill their room."""

    lines: tuple[str, ...]
    size: float


@dataclass(frozen=True, slots=True)
class Room:
    """The room for a text in pixels, and the sizes that suit it; ``leading`` in ems.

    A ``stacked`` text may have a line of one small word, as a poster does.
    """

    width: float
    height: float
    largest: float
    smallest: float
    leading: float
    stacked: bool = False


def fit(text: str, room: Room, width: Width) -> Fit:
    """Return the text in balanced lines at the largest size at which they fit the room.

    A further line is taken only where it lets the text grow by a good step. A text that does not
    fit even at the smallest size is set smaller still, so that all of it stands on the cover.
    """
    words = _pieces(text, room, width)
    widths = tuple(width(word) for word in words)
    best = Fit((text,), 0.0)
    for count in range(1, min(len(words), _MOST_LINES) + 1):
        lines = balanced(words, widths, count)
        size = _size(lines, room, width)
        alone = not room.stacked and any(line.casefold() in _SMALL_WORDS for line in lines)
        if size * (_ALONE if alone else 1.0) > best.size * _GOOD_STEP:
            best = Fit(lines, size)
    return best


def _size(lines: Sequence[str], room: Room, width: Width) -> float:
    widest = max(width(line) for line in lines)
    by_width = room.width / widest if widest else room.largest
    return min(room.largest, by_width, room.height / (len(lines) * room.leading))


def _pieces(text: str, room: Room, width: Width) -> tuple[str, ...]:
    """Return the words; one that no size can hold on a line is cut into pieces that it can."""
    longest = room.width / room.smallest
    pieces: list[str] = []
    for word in _WORD.findall(text):
        piece = ""
        for character in word:
            if piece and width(piece + character) > longest:
                pieces.append(piece)
                piece = ""
            piece += character
        pieces.append(piece)
    return tuple(pieces) or (text,)


def balanced(words: Sequence[str], widths: Sequence[float], count: int) -> tuple[str, ...]:
    """Return the words in ``count`` lines as even as can be, no line ending in a small word.

    ``widths`` are the words' own in ems. A line costs the square of what it lacks of the ideal.
    """
    ends = tuple(accumulate((w + _SPACE for w in widths), initial=0.0))
    ideal = ends[-1] / count
    if len(words) > _MOST_WEIGHED:
        return _even(words, ends, count)

    def cost(start: int, end: int) -> float:
        even = (ends[end] - ends[start] - ideal) ** 2
        if end == len(words):
            return even
        loose = words[end - 1].casefold() in _SMALL_WORDS
        pause = words[end - 1].endswith(_PAUSES)
        return even + (_LOOSE_END if loose else 0.0) - (_PAUSE if pause else 0.0)

    # rows[end]: the least cost of the words before `end` in so many lines, and where these begin.
    rows: dict[int, tuple[float, tuple[int, ...]]] = {
        end: (cost(0, end), (0,)) for end in range(1, len(words) + 1)
    }
    for _ in range(count - 1):
        rows = {
            end: min(
                (rows[start][0] + cost(start, end), (*rows[start][1], start))
                for start in rows
                if start < end
            )
            for end in range(min(rows) + 1, len(words) + 1)
        }
    return _lines(words, (*rows[len(words)][1], len(words)))


def _even(words: Sequence[str], ends: Sequence[float], count: int) -> tuple[str, ...]:
    """Return the words in lines that are as even as counting along makes them."""
    starts = [0]
    for line in range(1, count):
        start = bisect_left(ends, ends[-1] * line / count)
        starts.append(min(max(start, starts[-1] + 1), len(words) - (count - line)))
    return _lines(words, (*starts, len(words)))


def _lines(words: Sequence[str], starts: Sequence[int]) -> tuple[str, ...]:
    return tuple(" ".join(words[start:end]) for start, end in pairwise(starts))
