"""The author's own pattern for headings, which then alone decides.

A regular expression can be made so that a single line keeps a machine busy for years. Such
patterns repeat something that repeats itself; they are refused, and so are long ones. A heading is
short, so only short lines are tried.
"""

from __future__ import annotations

import re

_LONGEST_PATTERN = 200
_LONGEST_LINE = {0: 250, 1: 250, 2: 200, 3: 120}
"""The longest line that is tried, by the number of open repetitions in the pattern."""
_MOST_REPETITIONS = 3
_ESCAPE = re.compile(r"\\.", re.DOTALL)
_CLASS = re.compile(r"\[\^?\]?[^\]]*\]")
_REPEAT = re.compile(r"[*+]|\{\d*,?\d*\}")


class PatternRefused(ValueError):
    """A pattern that is none, or that could take forever; the message says what to change."""


def compile_pattern(pattern: str) -> tuple[re.Pattern[str], int]:
    """Return the pattern, and the length of the longest line to try it on.

    Raises `PatternRefused` with a full sentence.
    """
    if len(pattern) > _LONGEST_PATTERN:
        raise PatternRefused(f"The pattern is longer than {_LONGEST_PATTERN} characters.")
    try:
        compiled = re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as wrong:
        raise PatternRefused(f"The pattern cannot be read: {wrong}.") from None
    bones = _CLASS.sub("c", _ESCAPE.sub("e", pattern))
    repetitions = len(_REPEAT.findall(bones))
    if repetitions > _MOST_REPETITIONS:
        raise PatternRefused(
            f"The pattern has more than {_MOST_REPETITIONS} repetitions (* + or {{}}). "
            "Write a simpler one, such as ^Chapter [0-9]+"
        )
    if _repeats_a_group(bones):
        raise PatternRefused(
            "The pattern repeats a group in which something repeats or may differ. "
            "Write a simpler one, such as ^Chapter [0-9]+"
        )
    return compiled, _LONGEST_LINE[repetitions]


def _repeats_a_group(bones: str) -> bool:
    """Whether a group that holds a repetition, a choice or an option is itself repeated."""
    open_groups: list[int] = []
    for at, char in enumerate(bones):
        if char == "(":
            open_groups.append(at)
        elif char == ")" and open_groups:
            inside = bones[open_groups.pop() + 1 : at].removeprefix("?:")
            if re.search(r"[*+?{|(]", inside) and _REPEAT.match(bones, at + 1):
                return True
    return False
