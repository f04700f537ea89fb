"""Straight quotation marks of which nobody can tell what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.model.typography import Quotes
from bookbuild.proof.findings import Finding, Spot, found, shown
from bookbuild.proof.galley import Galley

_FREE = re.compile(r"(?:(?<=\s)|^)[\"'](?=\s|$)")
_BETWEEN = re.compile(r"(?<=[^\W\d_])\"(?=[^\W\d_])")
_EMPTY = re.compile(r"[\"“]\s*[\"”](?=\s|$)|(?<![\w'])''(?=\s|$)")


def undecided_marks(galley: Galley) -> Iterator[Finding]:
    """Yield straight marks between two spaces or two letters.

    Where book.yaml keeps quotation marks as typed, no rule has to tell what they are.
    """
    if galley.book.typography.quotes is Quotes.AS_TYPED:
        return
    for passage in galley.running():
        if '"' not in passage.free and "'" not in passage.free:
            continue
        for pattern in (_FREE, _BETWEEN):
            for match in pattern.finditer(passage.free):
                yield _finding(Spot(passage, *match.span()))


def _finding(spot: Spot) -> Finding:
    near = shown(spot.with_neighbours(1, 1) if spot.words in ('"', "'") else spot.words)
    message = f"Whether the mark in ⟨{near}⟩ opens or closes cannot be told."
    hint = "Type the space where it belongs, or the curly mark that you mean."
    return found("undecided-quote", spot, message, hint)
