"""Where a new section goes among the files of a book, and what its file is called there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = re.compile(r"(\d{1,9})")
_AT_THE_END = 90
"""From here on two figures say that a file stands at the end of the book."""


@dataclass(frozen=True, slots=True)
class Named:
    """A new file's name; ``placed`` is False where no name sorts between the two given."""

    name: str
    placed: bool


def sorting_key(name: str) -> tuple[object, ...]:
    """Return the key by which the files of a manuscript are sorted; a test compares the two."""
    folded = unicodedata.normalize("NFC", name).casefold()
    pieces = re.findall(r"[0-9]+|[^0-9]+", folded)
    natural = tuple((0, "", int(p[:18])) if p[0] in "0123456789" else (1, p, 0) for p in pieces)
    return natural, name


def name_between(
    before: str, after: str, slug: str, names: frozenset[str], closing: int = 0
) -> Named:
    """Return a name that sorts behind ``before`` and ahead of ``after``; "" for the ends.

    ``names`` are those that are taken. A number of its own is best, then the next one's, then the
    one before with a letter. ``closing`` counts the promised sections that close the book, this
    one and those behind it, which have the last numbers there are; it is 0 for any other section.
    """
    taken = {name.casefold() for name in names}
    for name in _candidates(before, after, slug, names, closing):
        behind = not before or sorting_key(before) < sorting_key(name)
        ahead = not after or sorting_key(name) < sorting_key(after)
        if behind and ahead and name.casefold() not in taken:
            return Named(name, True)
    last = max((_number(name) for name in names), default=0)
    free = (f"{number}-{slug}.md" for number in range(last + 1, last + len(names) + 3))
    return Named(next(name for name in free if name.casefold() not in taken), False)


def _candidates(
    before: str, after: str, slug: str, names: frozenset[str], closing: int
) -> Iterator[str]:
    width = len(_digits(before) or _digits(after) or "01")
    first, last = _number(before), _number(after)
    step = _step(names)
    if closing:
        yield f"{10**width - closing}-{slug}.md"
    if _digits(before) or not before:
        end = last if _digits(after) else first + 2 * step
        for number in (first // step * step + step, (first + end) // 2, first + 1):
            if number > first:
                yield f"{number:0{width}}-{slug}.md"
    if _digits(after):
        yield f"{last:0{width}}-{slug}.md"
    if _digits(before):
        for letter in "bcdefghijklmnopqrstuvwxyz":
            yield f"{_digits(before)}{letter}-{slug}.md"
    if not before and _digits(after):
        yield f"{0:0{width}}-{slug}.md"


def _step(names: frozenset[str]) -> int:
    """Some authors leave room between: 10, 20, 30."""
    numbers = [_number(name) for name in names if _digits(name)]
    within = [number for number in numbers if number < _AT_THE_END]
    return 10 if len(within) > 1 and all(number % 5 == 0 for number in within) else 1


def _digits(name: str) -> str:
    found = _DIGITS.match(name)
    return found[1] if found else ""


def _number(name: str) -> int:
    return int(_digits(name) or 0)
