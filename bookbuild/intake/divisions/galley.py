"""The text as a reader sees it from afar: lines, the white between them, and how full they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate

_SPACES = " \t\f\v\r\n\x85\xa0\u2028\u2029\u3000\ufeff"
_NO_WHITE = 0.04
"""With fewer blank lines than this in a hundred, line ends part the paragraphs."""
_FULL_AT_LEAST = 45
_LONG_LINE = 120
"""No wrapped line is longer: a longer one is a whole paragraph."""


@dataclass(frozen=True, slots=True)
class Galley:
    """A text's lines without the spaces around them, indices from 0.

    ``above`` and ``below`` count the blank lines around each line. ``sums`` holds, for each
    index, the number of characters before that line. ``indents`` are the columns each line is set
    in. ``width`` is that of a full line where the text is wrapped, 0 where a line is a whole
    paragraph. ``line_by_line`` says that there are no blank lines to go by.
    """

    texts: tuple[str, ...]
    above: tuple[int, ...]
    below: tuple[int, ...]
    sums: tuple[int, ...]
    indents: tuple[int, ...]
    width: int
    line_by_line: bool

    def characters(self, start: int, end: int) -> int:
        """Return how many characters stand on the lines from ``start`` up to ``end``."""
        return self.sums[end] - self.sums[start] if end > start else 0

    def next_text(self, at: int) -> int:
        """Return the index of the next line with text, the number of lines where there is none."""
        return min(at + 1 + self.below[at], len(self.texts))

    def block_end(self, at: int) -> int:
        """Return the index behind the last line that follows ``at`` without a blank one."""
        if self.line_by_line:
            return at + 1
        end = at + 1
        while end < len(self.texts) and self.texts[end]:
            end += 1
        return end

    def centred(self, at: int) -> bool:
        """Return whether a line stands in the middle of the measure, by spaces before it."""
        text, indent = self.texts[at], self.indents[at]
        right = (self.width or 72) - indent - len(text)
        return indent >= 8 and abs(indent - right) <= 8


def lay_out(lines: tuple[str, ...]) -> Galley:
    """Return the galley of a text's lines."""
    texts = tuple(line.strip(_SPACES) for line in lines)
    indents = tuple(len(line) - len(line.lstrip(_SPACES)) for line in lines)
    above = _white(texts)
    below = tuple(reversed(_white(tuple(reversed(texts)))))
    sums = tuple(accumulate((len(text) for text in texts), initial=0))
    full = sum(1 for text in texts if text)
    line_by_line = len(texts) - full < _NO_WHITE * len(texts)
    return Galley(texts, above, below, sums, indents, _width(texts), line_by_line)


def _white(texts: tuple[str, ...]) -> tuple[int, ...]:
    """Count the blank lines directly before each line; the text's edge is as white as a page."""
    found = []
    run = 9
    for text in texts:
        found.append(run)
        run = 0 if text else run + 1
    return tuple(found)


def _width(texts: tuple[str, ...]) -> int:
    """A wrapped text has many lines about as long as one another and hardly any longer ones."""
    lengths = Counter(len(text) for text in texts if len(text) >= _FULL_AT_LEAST)
    total = lengths.total()
    if total < 10 or sum(n for length, n in lengths.items() if length > _LONG_LINE) * 10 > total:
        return 0
    left = total // 50
    for length in sorted(lengths, reverse=True):
        left -= lengths[length]
        if left < 0:
            return length
    return 0
