"""Making something of something: at once, or only where it was not made before.

A step that costs much and depends on its arguments alone is called through a `Make`. Building a
book makes everything at once. The desk, which makes the same book again after each change, has a
`Memory`: what a section's text became is taken from the last time.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import ParamSpec, Protocol, TypeVar, cast

from bookbuild.model.assets import Image

P = ParamSpec("P")
T = TypeVar("T")


class Make(Protocol):
    """Calls a pure function, or knows what it returned for the same arguments."""

    def __call__(self, function: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """Return what the function makes of what is given."""
        ...


def at_once(function: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """Return what the function makes of what is given, made now."""
    return function(*given, **named)


class Memory:
    """Remembers what was made in the last round, and in this one.

    Two arguments are the same where they are one object; words, numbers and pictures also where
    they are equal. So a tree is never compared, and one made of a remembered step is known again.
    """

    def __init__(self) -> None:
        """Begin with nothing made."""
        self._last: dict[object, tuple[object, object]] = {}
        self._made: dict[object, tuple[object, object]] = {}

    def new_round(self) -> None:
        """Begin a round; forget what the last one had no use for."""
        self._last, self._made = self._made, {}

    def __call__(self, function: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        """Return what the function makes of what is given."""
        named_keys = tuple((name, _key(value)) for name, value in named.items())
        key = (function, *(_key(value) for value in given), *named_keys)
        entry = self._made.get(key) or self._last.get(key)
        if entry is None:
            # The arguments are held with what was made: no other object may get their identity.
            entry = (function(*given, **named), (given, named))
        self._made[key] = entry
        return cast("T", entry[0])


def _key(value: object) -> object:
    match value:
        case str() | bytes() | int() | float() | None | Enum() | Image():
            return value
        case tuple() | frozenset() if all(isinstance(each, str) for each in value):
            return value
        case _:
            return _Same(id(value))


class _Same(int):
    """An object's identity, which is no number."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and int(self) == int(other)

    __hash__ = int.__hash__
