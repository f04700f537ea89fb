"""Ellipses: three typed points become the one character made for them."""

from __future__ import annotations

import re

from bookbuild.plan.typography.line import Edit

_RUN = re.compile(r"\.(?<!\.\.)(?:(?:\.{1,6}|(?:[ \u00a0]\.){2,3})(?![.\w…])|\.{2,6}(?![.…]))")
"""It begins with a character that is sure, and so `re` runs from point to point."""


def dot_edits(text: str) -> tuple[Edit, ...]:
    """Return what turns "..." and ". . ." into ellipses.

    Of four points the first ends the sentence. Rows of eight and more are leaders and stay, and
    so do two points, of which nobody knows what they mean.
    """
    if ".." not in text and ". ." not in text and ".\u00a0." not in text:
        return ()
    return tuple(
        Edit(run.start() + _kept(run.group()), run.end(), "…")
        for run in _RUN.finditer(text)
        if run.group().count(".") > 2
    )


def _kept(run: str) -> int:
    """Return how many characters of the run stay as they are: a full point, if it has one."""
    return len(run.split(".")[0]) + 1 if run.count(".") == 4 else 0
