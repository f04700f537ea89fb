"""A title in lines: where it breaks and how large it can be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

Width = Callable[[str], float]
"""The width of a text in ems."""

_SMALL_WORDS = frozenset(
    "a an the and or of in on at to for by with from as is but nor so "
    "der die das und im am von zu le la les de du des et un une el los y del".split()
)
_MOST_LINES = 14
_GOOD_STEP = 1.12
_SPACE = 0.25
"""The width of a word space in ems, near enough to choose where lines break."""

_LOOSE_END = 2.5
"""What a line costs that ends in a small word, in squared ems."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Lines of text and the size, in pixels, at which they fill their room."""

    lines: tuple[str, ...]
    size: float


@dataclass(frozen=True, slots=True)
class Room:
    """The room for a text in pixels, and the sizes that suit it; ``leading`` in ems."""

    width: float
    height: float
    largest: float
    smallest: float
    leading: float


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
        if size > best.size * _GOOD_STEP:
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
    for word in text.split():
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

    def cost(start: int, end: int) -> float:
        loose = end < len(words) and words[end - 1].casefold() in _SMALL_WORDS
        return (ends[end] - ends[start] - ideal) ** 2 + (_LOOSE_END if loose else 0.0)

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
    starts = (*rows[len(words)][1], len(words))
    return tuple(" ".join(words[start:end]) for start, end in pairwise(starts))
