"""The lines ``:::`` of Markdown that open and close a block, told from those that only look so.

The reading room takes a name or attributes behind the colons: ``::: letter``, ``::: {#a .b}``. What
has anything else there is a line of text, and gets a backslash before it.
"""

from __future__ import annotations

import re

_LONGEST = 500
_COLONS = re.compile(r"\s{0,3}:{3,}")
_VALUE = r"\"[^\"{}]*\"|'[^'{}]*'|[“”][^“”{}]*[“”]|[^\s\"'“”{}]+"
_NAME = r"[^\s\"'“”{}=#.,][^\s\"'“”{}=,]*"
_PART = rf"(?:[#.]{_NAME}|[A-Za-z][\w:-]*[ \t]*=[ \t]*(?:{_VALUE})|-)"
_BRACES = rf"\{{[ \t]*(?:{_PART}[ \t]+)*(?:{_PART})?\}}"
_FENCE = re.compile(rf"\s{{0,3}}:{{3,}}[ \t]*[^\s{{}}:]*[ \t]*(?:{_BRACES})?[ \t]*:*\s*")


def has_colons(line: str) -> bool:
    """Return whether a line begins with three colons, be it a fence or not."""
    return bool(_COLONS.match(line))


def is_fence(line: str) -> bool:
    """Return whether a line opens or closes a block, as the reading room reads it."""
    return has_colons(line) and len(line) <= _LONGEST and bool(_FENCE.fullmatch(line))


def unfenced(line: str) -> str:
    """Return a line with a backslash where it begins with colons and is no fence."""
    return f"\\{line.lstrip()}" if has_colons(line) and not is_fence(line) else line
