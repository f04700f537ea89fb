"""Square brackets that belong together, found for a whole line at once.

The library looks for the end of every bracket anew and so takes quadratic time for text with many
open ones. Here one pass finds all pairs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.rules_inline import StateInline

_PIECE = re.compile(r"\\.|`+|[\[\]]", re.DOTALL)
_TICKS = re.compile(r"`+")
_HIGHEST = 50
"""Brackets with more levels of brackets inside them are words."""


@dataclass(frozen=True, slots=True)
class _Pair:
    end: int
    holds_link: bool


@dataclass(slots=True)
class _Open:
    start: int
    height: int = 0
    holds_link: bool = False


@dataclass(frozen=True, slots=True)
class _Brackets:
    """The pairs of one source text, by the place of the opening bracket."""

    source: str
    pairs: dict[int, _Pair]


class LinkHelpers:
    """The library's three helpers for links, the first of them in linear time."""

    parseLinkDestination = staticmethod(parseLinkDestination)
    parseLinkTitle = staticmethod(parseLinkTitle)

    @staticmethod
    def parseLinkLabel(state: StateInline, start: int, disableNested: bool = False) -> int:
        """Return the place of the bracket that closes the one at ``start``, -1 for none.

        With ``disableNested`` there is none where a link stands inside.
        """
        pair = _pairs(state).get(start)
        if pair is None or pair.end >= state.posMax or (disableNested and pair.holds_link):
            return -1
        return pair.end


def _pairs(state: StateInline) -> dict[int, _Pair]:
    known = state.env.get("brackets")
    if not isinstance(known, _Brackets) or known.source is not state.src:
        known = _Brackets(state.src, dict(_find_pairs(state.src)))
        state.env["brackets"] = known
    return known.pairs


def _find_pairs(source: str) -> Iterator[tuple[int, _Pair]]:
    opened: list[_Open] = []
    for place, character in _brackets(source):
        if character == "[":
            opened.append(_Open(place))
        elif opened:
            bracket = opened.pop()
            if bracket.height <= _HIGHEST:
                yield bracket.start, _Pair(place, bracket.holds_link)
            if opened:
                _tell(opened[-1], bracket, source, place)


def _tell(outer: _Open, inner: _Open, source: str, end: int) -> None:
    outer.height = max(outer.height, inner.height + 1)
    is_picture = source[inner.start - 1 : inner.start] == "!"
    is_link = source.startswith("(", end + 1) and not is_picture
    outer.holds_link = outer.holds_link or inner.holds_link or is_link


def _brackets(source: str) -> Iterator[tuple[int, str]]:
    """Yield the brackets that are neither escaped nor in code."""
    ticks: dict[int, list[int]] = {}
    for run in _TICKS.finditer(source):
        ticks.setdefault(len(run[0]), []).append(run.start())
    after_code = 0
    for piece in _PIECE.finditer(source):
        if piece.start() < after_code or piece[0][0] == "\\":
            continue
        if piece[0][0] != "`":
            yield piece.start(), piece[0]
            continue
        runs = ticks.get(len(piece[0]), [])
        following = bisect_left(runs, piece.end())
        if following < len(runs):
            after_code = runs[following] + len(piece[0])
