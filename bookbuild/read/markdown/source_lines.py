"""Lines of the source, with their numbers, and the code among them that is left as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FENCE = re.compile(r" {0,3}(`{3,})([^`]*)$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and its number in the file."""

    text: str
    number: int


@dataclass(slots=True)
class CodeFence:
    """Follows backtick fences from line to line."""

    ticks: int = 0

    def holds(self, text: str) -> bool:
        """Return whether this line is code or the fence of code."""
        match = _FENCE.match(text) if "```" in text else None
        if not self.ticks:
            self.ticks = len(match[1]) if match else 0
            return bool(match)
        if match and len(match[1]) >= self.ticks and not match[2].strip():
            self.ticks = 0
        return True
