"""What an author left open in a section is closed, or it would swallow all that comes below it.

The text of a section is cut out of a file at its headings, so that a block may begin in one
section and end in the next.
"""

from __future__ import annotations

import re

_CODE = re.compile(r" {0,3}(`{3,})[ \t]*(?:[a-z][a-z0-9+#_-]*)?[ \t]*$")
_FENCE = re.compile(r" {0,3}:{3,}(.*)$")
_OF_LINES = re.compile(r"[ \t]*(?:\{[ \t]*\.)?(?:verse|messages|system)\b", re.IGNORECASE)
_IN_AN_ITEM = re.compile(r"\s*(?:(?:[-+*]|\d{1,9}[.)])\s+)+(?=:{3,}\s*$)")
"""Where an item of a list begins with colons alone, they close nothing."""


def closed(lines: list[str]) -> list[str]:
    """Return the lines with every block of code and every ``:::`` closed.

    A ``:::`` that closes nothing is taken out, and a private remark that is open at the end is
    made words.
    """
    made: list[str] = []
    code, depth, in_lines = "", 0, False
    for line in lines:
        ticks = _CODE.match(line)
        fence = _FENCE.match(line) if not code else None
        if code:
            code = "" if _closes(line, code) else code
        elif ticks:
            code = ticks[1]
        elif fence and fence[1].strip(" \t:"):
            made += [":::"] * in_lines  # No block can stand within one of lines.
            depth += 1 - in_lines
            in_lines = bool(_OF_LINES.match(fence[1]))
        elif fence:
            if not depth:
                continue
            depth -= 1
            in_lines = False
        item = None if code else _IN_AN_ITEM.match(line)
        made.append(f"{item[0]}\\{line[item.end() :]}" if item else line)
    return _without_open_remark(made) + [code] * bool(code) + [":::"] * depth


def _closes(line: str, code: str) -> bool:
    bare = line.strip()
    return len(bare) >= len(code) and not bare.strip("`") and not line.startswith("    ")


def _without_open_remark(lines: list[str]) -> list[str]:
    for at in range(len(lines) - 1, -1, -1):
        opens, closes = lines[at].rfind("<!--"), lines[at].rfind("-->")
        if opens > closes:
            escaped = f"{lines[at][:opens]}\\{lines[at][opens:]}"
            return [*lines[:at], escaped, *lines[at + 1 :]]
        if closes >= 0:
            return lines
    return lines
