"""What tells one book from another in a catalogue: its place in a series, and its ISBN."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Series:
    """The series the book belongs to and its place in it, as typed ("" for no number)."""

    name: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Isbn:
    """An ISBN for one edition and format ("" for every one).

    ``number`` is digits only; ``typed`` has the author's hyphens, "" where there were none.
    """

    number: str
    edition: str = ""
    format: str = ""
    typed: str = ""

    @property
    def printed(self) -> str:
        """The number as a page says it."""
        return self.typed or self.number
