"""English numbers in words: most books are English, and num2words takes longer to load than to use.

Up to 9,999, with the British "and": "one thousand, two hundred and five", as num2words has them.
"""

from __future__ import annotations

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def english(number: int) -> str:
    """Return a whole number from 0 to 9,999 in words."""
    thousands, rest = divmod(number, 1000)
    if not thousands:
        return _below_thousand(rest)
    if not rest:
        return f"{_ONES[thousands]} thousand"
    joined = ", " if rest >= 100 else " and "
    return f"{_ONES[thousands]} thousand{joined}{_below_thousand(rest)}"


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    return f"{_ONES[hundreds]} hundred" + (f" and {_below_hundred(rest)}" if rest else "")


def _below_hundred(number: int) -> str:
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")
