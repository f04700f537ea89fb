"""The letters of a line as they are read, from the order in which they stand on paper.

The press shows a line from left to right, Hebrew and Arabic words as well, whose first letter is
the rightmost. This is the simple half of Unicode's bidirectional algorithm (UAX 9), backwards: one
direction within the other, numbers from left to right in both.
"""

from __future__ import annotations

import re
import unicodedata

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def is_mixed(shown: str) -> bool:
    """Whether letters that run from right to left are among these."""
    return _RIGHT_TO_LEFT.search(shown) is not None


def read_order(shown: str, *, right_to_left: bool = False) -> str:
    """Return letters that stand from left to right in the order in which they are read.

    ``right_to_left`` is how the book runs.
    """
    levels = _levels(shown, right_to_left=right_to_left)
    if right_to_left:
        shown, levels = shown[::-1], levels[::-1]
        return "".join(_turned(shown, levels, turn=False))
    return "".join(_turned(shown, levels, turn=True))


def _levels(shown: str, *, right_to_left: bool) -> list[bool]:
    """Return for each letter whether it runs from right to left.

    What has no direction goes with its neighbours where they agree, and else with the book.
    """
    strong = [_direction(letter) for letter in shown]
    levels: list[bool] = []
    for at, own in enumerate(strong):
        if own is not None:
            levels.append(own)
            continue
        before = next((each for each in reversed(strong[:at]) if each is not None), right_to_left)
        after = next((each for each in strong[at:] if each is not None), right_to_left)
        levels.append(before if before == after else right_to_left)
    return levels


def _direction(letter: str) -> bool | None:
    match unicodedata.bidirectional(letter):
        case "R" | "AL":
            return True
        case "L" | "EN" | "AN":
            return False
        case _:
            return None


def _turned(letters: str, levels: list[bool], *, turn: bool) -> list[str]:
    """Return the letters, each run of those that run as ``turn`` says reversed."""
    runs: list[str] = []
    at = 0
    while at < len(letters):
        end = at
        while end < len(letters) and levels[end] == levels[at]:
            end += 1
        run = letters[at:end]
        runs.append(run[::-1] if levels[at] == turn else run)
        at = end
    return runs
