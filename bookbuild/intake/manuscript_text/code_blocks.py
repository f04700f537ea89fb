"""Lines that stay exactly as typed, between lines of backticks."""

from __future__ import annotations

import re

from bookbuild.intake.manuscript_text.fences import Lines

_TICKS = re.compile(r"^\s*(`{3,})", re.MULTILINE)


def code_lines(text: str) -> Lines:
    """Return the lines with a fence that is longer than any row of backticks within."""
    longest = max((len(run) for run in _TICKS.findall(text)), default=2)
    fence = "`" * (longest + 1)
    return (fence, *(text.split("\n") if text else ()), fence)
