"""What stands in a PDF, taken for what it should be: a file may hold anything anywhere."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Object

_LARGEST = 1e9


def items(listed: object) -> list[Object]:
    """Return the items of a list, none for what is no list."""
    return list(listed) if isinstance(listed, Array) else []


def dictionary(value: object) -> Dictionary:
    """Return a dictionary, an empty one for what is none."""
    return value if isinstance(value, Dictionary) else Dictionary()


def number(value: object) -> float:
    """Return a number, 0 for what is none or far too large."""
    try:
        found = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, ArithmeticError):
        return 0.0
    return found if abs(found) < _LARGEST else 0.0


def whole(value: object) -> int:
    """Return a whole number, 0 for what is none or far too large."""
    return int(number(value))
