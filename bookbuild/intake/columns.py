"""The columns that text takes on a screen, where a sign of Chinese or Japanese takes two.

Chinese and Japanese may be wrapped between any two signs, and have no space there; Korean is
wrapped between words, as Latin scripts are.
"""

from __future__ import annotations

import re

_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f"
    "\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
_WITHOUT_SPACES = re.compile(
    "[\u2e80-\u30ff\u3100-\u312f\u31a0-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uff60\U00020000-\U0003fffd“”‘’…—]"
)
_LONGEST_WORD = 120


def columns(text: str) -> int:
    """Return how many columns a line takes."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def first_step(text: str) -> int:
    """Return how many columns the first thing that a line break may part from the rest takes.

    That is a word and the space before it, or one sign of a script without spaces.
    """
    if is_unspaced(text[0]) and not text[0].isascii() and _WIDE.match(text):
        return 2
    return 1 + columns(text[:_LONGEST_WORD].split()[0])


def is_unspaced(sign: str) -> bool:
    """Return whether a sign is Chinese or Japanese, or a mark that stands among such signs."""
    return bool(_WITHOUT_SPACES.match(sign))


def flows_on(before: str, after: str) -> bool:
    """Return whether no space belongs between two lines that a wrap parted, by script.

    Dashes, quotes and dots are of no script: one sign on either side must be Chinese or Japanese.
    """
    ends = (before[-1:], after[:1])
    return all(map(is_unspaced, ends)) and any(map(_WIDE.match, ends))
