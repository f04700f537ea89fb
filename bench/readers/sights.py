"""What one reader sees of a book, and where readers disagree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """A book as a reader has it; what a reader does not tell of is None.

    ``contents`` has the rows with their depth in front: "0 Part One", "1 Chapter One".
    ``opinions`` are remarks that are about taste or that a newer standard has overtaken, each
    with why.
    """

    reader: str
    complaints: Words = ()
    opinions: Words = ()
    titles: Words | None = None
    authors: Words | None = None
    series: Words | None = None
    documents: int | None = None
    contents: Words | None = None
    landmarks: Words | None = None
    pages: int | None = None
    accessibility: Words | None = None
    fonts: Words | None = None
    notes: str | None = None
    direction: str | None = None


def disagreements(sights: tuple[Sight, ...]) -> Words:
    """Return where two readers see different books: title, author, contents, pages, way."""
    return tuple(
        f"{name}: " + "; ".join(f"{value} ({', '.join(who)})" for value, who in seen.items())
        for name, told in _COMPARED
        if len(seen := _by_value(sights, told)) > 1
    )


def _by_value(
    sights: tuple[Sight, ...], told: Callable[[Sight], str | None]
) -> dict[str, list[str]]:
    seen: dict[str, list[str]] = {}
    for sight in sights:
        if (value := told(sight)) is not None:
            seen.setdefault(value, []).append(sight.reader)
    return seen


def _title(sight: Sight) -> str | None:
    # Some put title and subtitle into one line.
    return sight.titles[0].split(": ")[0] if sight.titles else None


def _author(sight: Sight) -> str | None:
    # epub.js knows of no second author.
    return sight.authors[0] if sight.authors else None


def _contents(sight: Sight) -> str | None:
    return None if sight.contents is None else " / ".join(sight.contents)


def _pages(sight: Sight) -> str | None:
    return None if sight.pages is None else str(sight.pages)


def _direction(sight: Sight) -> str | None:
    return sight.direction


_COMPARED = (
    ("title", _title),
    ("first author", _author),
    ("contents", _contents),
    ("pages of the print edition", _pages),
    ("reading direction", _direction),
)
