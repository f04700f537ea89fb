"""The two sides of a leaf."""

from __future__ import annotations

from enum import IntEnum


class Side(IntEnum):
    """A page's side of the spread; the numbers are those of odd and even folios, modulo two."""

    VERSO = 0
    RECTO = 1

    @property
    def other(self) -> Side:
        """The side of the next page."""
        return Side(1 - self)
