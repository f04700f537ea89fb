"""Roman numerals, of chapters and of pages."""

from __future__ import annotations

import re

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def roman(number: int) -> str:
    """Return a number from 1 to 3999 in Roman capitals, any other in figures."""
    if not 0 < number < 4000:
        return str(number)
    letters = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        letters += sign * count
    return letters


def from_roman(letters: str) -> int | None:
    """Return the number that Roman letters of either case stand for, None if they are not one."""
    capitals = letters.upper()
    if not capitals or re.search(r"[^MDCLXVI]", capitals):
        return None
    rest, number = capitals, 0
    for value, sign in _ROMAN:
        while rest.startswith(sign):
            rest, number = rest[len(sign) :], number + value
    return number if not rest and roman(number) == capitals else None
