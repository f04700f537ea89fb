"""The fences of blocks that have a name: three colons, or more around other fences."""

from __future__ import annotations

import re

from bookbuild.intake.manuscript_text.addresses import attribute, id_attribute

_FENCE = re.compile(r":{3,}")

Lines = tuple[str, ...]


def fenced(name: str, attributes: tuple[str, ...], inside: Lines) -> Lines:
    """Return lines between two fences; ``name`` is "" for a block that has attributes only."""
    colons = ":" * _colons(inside)
    opening = name
    if attributes or not name:
        opening = f"{{{' '.join((f'.{name}', *attributes) if name else attributes)}}}"
    return (f"{colons} {opening}", *inside, colons)


def _colons(inside: Lines) -> int:
    found = (_FENCE.match(line) for line in inside)
    return max((len(fence[0]) + 1 for fence in found if fence), default=3)


def names(ident: str, lang: str) -> tuple[str, ...]:
    """Return the attributes for an id and a language."""
    return (*id_attribute(ident), *attribute("lang", lang))


def conditions(only: tuple[str, ...], until: str) -> tuple[str, ...]:
    """Return the attributes that keep a block for some editions, or until a promise is kept."""
    return (*attribute("only", " ".join(only)), *attribute("until", until))


def guarded_line(source: str) -> str:
    """Return a line among those that count for themselves, so that it ends and closes nothing."""
    if source.endswith("\\"):
        source = source[:-2] + "&#92;"
    return "\\" + source if source.startswith(":::") else source
