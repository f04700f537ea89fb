"""Any value between manuscript and file as text: one field a line, nothing that changes by itself.

For people who look at a stage, and for tests that compare one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum

_STEP = "  "
_EMPTY: tuple[object, ...] = ("", (), None, False)


def dump(value: object) -> str:
    """Return a value as indented text, ending in a newline.

    Fields that are empty are left out; bytes stand as their length and the start of their SHA-256.
    """
    return "\n".join(_lines(value, "")) + "\n"


def _lines(value: object, indent: str) -> Iterator[str]:
    match value:
        case tuple():
            for each in value:
                yield from _lines(each, indent)
        case _ if is_dataclass(value) and not isinstance(value, type):
            yield from _record(value, indent)
        case _:
            yield indent + _scalar(value)


def _record(value: object, indent: str) -> Iterator[str]:
    assert is_dataclass(value)
    shown = [(field.name, getattr(value, field.name)) for field in fields(value)]
    shown = [(name, each) for name, each in shown if each not in _EMPTY]
    simple = [f"{name}={_scalar(each)}" for name, each in shown if _is_scalar(each)]
    yield indent + " ".join((type(value).__name__, *simple))
    for name, each in shown:
        if not _is_scalar(each):
            yield f"{indent}{_STEP}{name}:"
            yield from _lines(each, indent + 2 * _STEP)


def _is_scalar(value: object) -> bool:
    if isinstance(value, tuple):
        return all(isinstance(each, str | int) for each in value)
    return not is_dataclass(value)


def _scalar(value: object) -> str:
    match value:
        case Enum():
            return str(value.value)
        case bytes():
            return f"<{len(value)} bytes, sha256 {hashlib.sha256(value).hexdigest()[:12]}>"
        case str():
            return repr(value)
        case tuple():
            return "(" + ", ".join(_scalar(each) for each in value) + ")"
        case _:
            return str(value)
