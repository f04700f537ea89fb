"""Credits: lines that name the work, a chapter or the author ("Title: The Fall", "by Ann").

A name begins with a character that is no decoration: with ``\\S`` there, a long row of stars would
be tried from each of them anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BYLINE = re.compile(
    r"[\s*_~(]*(?:written )?by[: ][\s*_~(]*(?P<name>[^\s*_~()].{0,59}?)[\s*_~)]*", re.IGNORECASE
)
_AUTHOR = re.compile(
    r"[\s*_]*(?:author|written by)[\s*_]*[:–—-][\s*_]*(?P<name>[^\s*_].{0,59}?)[\s*_]*", re.I
)
_TITLE = re.compile(
    r"[\s*_]*(?P<word>title|story(?: title)?|chapter title)[\s*_]*[:–—-]"
    r"[\s*_]*(?P<name>[^\s*_].{0,150}?)[\s*_]*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Credit:
    """A name and its columns in the line; ``of_chapter`` for the title of a chapter."""

    name: str
    start: int
    end: int
    of_chapter: bool = False


def labelled_title(line: str) -> Credit | None:
    """Return the title that a line such as "Chapter title: The Fall" names, None for others."""
    found = _TITLE.fullmatch(line)
    if not found:
        return None
    return Credit(found["name"], *found.span("name"), found["word"].lower().startswith("chapter"))


def labelled_author(line: str) -> Credit | None:
    """Return the name that a line such as "Author: Ann" gives, None for others."""
    return _credit(_AUTHOR.fullmatch(line))


def byline(line: str) -> Credit | None:
    """Return the name that a line such as "by Ann" gives, None for others.

    It proves nothing by itself: "by the river" is one, too.
    """
    return _credit(_BYLINE.fullmatch(line))


def _credit(found: re.Match[str] | None) -> Credit | None:
    return Credit(found["name"], *found.span("name")) if found else None
