"""Where a document's type stands in its text: no entity of it is anybody's words."""

from __future__ import annotations

LONGEST_DOCTYPE = 1_000_000
"""Characters that are looked through for its end."""
_NEAR_THE_HEAD = 20_000


def doctype(text: str) -> tuple[int, int] | None:
    """Return where the document type begins and where what follows it does, None without one.

    The second is 0 where it never ends.
    """
    start = text.find("<!DOCTYPE", 0, _NEAR_THE_HEAD)
    if start < 0:
        return None
    depth, quote = 0, ""
    for at in range(start, min(len(text), start + LONGEST_DOCTYPE)):
        sign = text[at]
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign in "[]":
            depth += 1 if sign == "[" else -1
        elif sign == ">" and depth <= 0:
            return start, at + 1
    return start, 0
