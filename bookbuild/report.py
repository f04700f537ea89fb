"""What is said to the author: places, diagnostics, and values that come with them.

This module imports the standard library only, so that every room may use it. It holds no message
texts: each message is written where the mistake is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Generic, TypeVar

T = TypeVar("T")

_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What commands a terminal or turns its text round, and may stand in what a message quotes."""


class Severity(Enum):
    """How much a diagnostic weighs: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Exit(IntEnum):
    """The exit codes of the command line."""

    FINE = 0
    MANUSCRIPT = 1
    USAGE = 2
    MACHINE = 3
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in the author's files: a path as the author would type it, and a line from 1.

    ``line`` is 0 where the whole file is meant.
    """

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing the author should know: what is wrong, where, and what to do about it.

    ``code`` is a stable short name in words ("unknown-key"); ``message`` and ``hint`` are full
    sentences.
    """

    code: str
    severity: Severity
    place: Place
    message: str
    hint: str = ""

    def __str__(self) -> str:
        said = " ".join(part for part in (f"{self.place}:", self.message, self.hint) if part)
        return _UNSEEN.sub("?", said)

    def as_json(self) -> dict[str, str | int]:
        """Return what `--json` and the desk's page are told, with the place as file and line."""
        return {
            "file": self.place.file,
            "line": self.place.line,
            "severity": self.severity.value,
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
        }


def error(code: str, place: Place, message: str, hint: str = "") -> Diagnostic:
    """Return a diagnostic that stops the build."""
    return Diagnostic(code, Severity.ERROR, place, message, hint)


def warning(code: str, place: Place, message: str, hint: str = "") -> Diagnostic:
    """Return a diagnostic that does not stop the build."""
    return Diagnostic(code, Severity.WARNING, place, message, hint)


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """A value together with everything that was noticed while it was made."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()


class BookbuildError(Exception):
    """Something that is not the manuscript's fault stops the work: the machine, or the command.

    ``str(error)`` is a sentence for the author; ``exit_code`` is what the command returns.
    """

    def __init__(self, message: str, exit_code: Exit = Exit.MACHINE) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Return whether any of the diagnostics stops the build."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def errors_of(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics that stop the build."""
    return tuple(each for each in diagnostics if each.severity is Severity.ERROR)


def by_place(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics once each, in the order of the author's files, 2 before 10."""
    return tuple(sorted(set(diagnostics), key=_order))


def _order(diagnostic: Diagnostic) -> tuple[tuple[tuple[int, str], ...], int, str, str]:
    parts = re.split(r"(\d+)", diagnostic.place.file)
    file = tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)
    return file, diagnostic.place.line, diagnostic.code, diagnostic.message


MOST_PLACES = 3
"""How many places a folded message names before it counts the rest."""


def fold(diagnostics: Iterable[Diagnostic]) -> tuple[str, ...]:
    """Return the diagnostics as lines to show, each message once.

    A message that repeats stands where it was first seen, with up to three places and the number
    of the others.
    """
    groups: dict[tuple[str, Severity, str, str], list[Place]] = {}
    for diagnostic in diagnostics:
        key = (diagnostic.code, diagnostic.severity, diagnostic.message, diagnostic.hint)
        groups.setdefault(key, []).append(diagnostic.place)
    return tuple(
        str(Diagnostic(*key[:2], places[0], f"{key[2]}{_elsewhere(places[1:])}", key[3]))
        for key, places in groups.items()
    )


def _elsewhere(places: list[Place]) -> str:
    named = [str(place) for place in places[: MOST_PLACES - 1]]
    more = len(places) - len(named)
    if more:
        named.append("1 more place" if more == 1 else f"{more} more places")
    if not named:
        return ""
    listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    return f" (Also in {listed}.)"
