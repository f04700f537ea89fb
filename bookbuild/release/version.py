"""Versions of a book: "1.3", "1.3.1", "2026.11", and the tags that carry them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_VERSION = re.compile(r"v?(?P<numbers>[0-9]{1,9}(?:\.[0-9]{1,9}){0,3})")


@dataclass(frozen=True, slots=True)
class Version:
    """A version as its author writes it, without a "v" before it."""

    text: str

    @property
    def tag(self) -> str:
        """The tag that a release of this version usually has."""
        return f"v{self.text}"

    def is_newer_than(self, other: Version) -> bool:
        """Return whether it comes after another: 1.10 after 1.9; 1.3 and 1.3.0 are the same."""
        return self.key > other.key

    @property
    def key(self) -> tuple[int, ...]:
        """The numbers, without zeros at their end, as they are compared."""
        numbers = [int(number) for number in self.text.split(".")]
        while numbers and not numbers[-1]:
            numbers.pop()
        return tuple(numbers)


def version_of(typed: str) -> Version | None:
    """Return the version that a text or a tag names, None where it is none.

    One to four numbers with dots between them, and a "v" before them or not.
    """
    found = _VERSION.fullmatch(typed.strip())
    return Version(found["numbers"]) if found else None
