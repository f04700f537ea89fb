"""What an author has looked at and wants to hear no more about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Silence:
    """One finding of `bookbuild check` that is no mistake, with the author's reason.

    ``code`` is the finding's; ``file`` the section's path from the manuscript folder, "" for the
    whole book; ``words`` are words of the finding, "" for every one of its code in the file.
    ``line`` is where it stands in the file of silences.
    """

    code: str
    file: str = ""
    words: str = ""
    reason: str = ""
    line: int = 0
