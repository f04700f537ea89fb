"""Two manners of quoting in one book: straight and curly marks, single and double ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.model.typography import Quotes
from bookbuild.proof.findings import Finding, Spot, found
from bookbuild.proof.galley import Galley, Passage, Role

_STRAIGHT = re.compile(r'(?<!\d)"')
_CURLY = re.compile("[“”„]")
_DOUBLE_SPEECH = re.compile(r"[\"“]['‘]?\w")
_SINGLE_SPEECH = re.compile(r"['‘](?!(?:em|tis|twas|til)\b)\w[^\"“”]*[,.!?…—]['’](?!\w)", re.I)
_HINT_CURLY = "Type them one way; in the finished book all of them are curly."
_HINT_AS_TYPED = "Type them one way; book.yaml keeps them in the finished book as they are."
_FEW = 3
_MANY = 20


@dataclass(frozen=True, slots=True)
class _Count:
    """How often either manner is there, and where each is seen first in a file."""

    first: tuple[Spot, ...]
    second: tuple[Spot, ...]


def manners_of_quoting(galley: Galley) -> Iterator[Finding]:
    """Yield each file whose quotation marks are other than the book's.

    Where book.yaml names a custom, speech has its marks however it is typed.
    """
    story = tuple(galley.story())
    quotes = galley.book.typography.quotes
    hint = _HINT_AS_TYPED if quotes is Quotes.AS_TYPED else _HINT_CURLY
    yield from _straight_and_curly(story, hint)
    if galley.language == "en" and quotes in (Quotes.AS_TYPED, Quotes.LANGUAGE):
        prose = tuple(passage for passage in story if passage.role is Role.PROSE)
        yield from _single_and_double(prose)


def _straight_and_curly(story: tuple[Passage, ...], hint: str) -> Iterator[Finding]:
    files = {
        file: _Count(_spots(passages, _STRAIGHT), _spots(passages, _CURLY))
        for file, passages in _by_file(story).items()
    }
    straight = sum(len(count.first) for count in files.values())
    curly = sum(len(count.second) for count in files.values())
    if not straight or not curly:
        return
    fewer, more = ("straight", "curly") if straight < curly else ("curly", "straight")
    for count in files.values():
        odd = count.first if straight < curly else count.second
        if odd:
            marks = "1 quotation mark" if len(odd) == 1 else f"{len(odd)} quotation marks"
            message = (
                f"From here on {marks} of this file {_are(len(odd))} {fewer}; "
                f"the book's others are {more}."
            )
            yield found("mixed-quotes", odd[0], message, hint)


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _single_and_double(prose: tuple[Passage, ...]) -> Iterator[Finding]:
    files = {
        file: _Count(_heads(passages, _DOUBLE_SPEECH), _heads(passages, _SINGLE_SPEECH))
        for file, passages in _by_file(prose).items()
    }
    double = sum(len(count.first) for count in files.values())
    single = sum(len(count.second) for count in files.values())
    if not double or not single:
        return
    fewer, more = ("double", "single") if double < single else ("single", "double")
    clear = max(double, single) >= _MANY and max(double, single) > 9 * min(double, single)
    for count in files.values():
        odd, even = count.first, count.second
        if single <= double:
            odd, even = even, odd
        if odd:
            spoken = "1 speech" if len(odd) == 1 else f"{len(odd)} speeches"
            message = (
                f"From here on {spoken} of this file {'stands' if len(odd) == 1 else 'stand'} in "
                f"{fewer} marks; the book's others stand in {more} ones."
            )
            sure = clear and len(odd) >= _FEW and len(odd) > len(even)
            hint = "Use one kind for speech, the other for quotations within it."
            yield found("mixed-speech", odd[0], message, hint, sure=sure)


def _by_file(passages: tuple[Passage, ...]) -> dict[str, list[Passage]]:
    files: dict[str, list[Passage]] = {}
    for passage in passages:
        files.setdefault(passage.file, []).append(passage)
    return files


def _spots(passages: list[Passage], pattern: re.Pattern[str]) -> tuple[Spot, ...]:
    return tuple(
        Spot(passage, match.start(), match.end())
        for passage in passages
        for match in pattern.finditer(passage.free)
    )


def _heads(passages: list[Passage], pattern: re.Pattern[str]) -> tuple[Spot, ...]:
    return tuple(Spot(p, 0, 1) for p in passages if pattern.match(p.free))
