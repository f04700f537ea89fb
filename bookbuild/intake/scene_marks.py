"""Lines that a reader of the manuscript would take for a scene break."""

from __future__ import annotations

import re

MARKS = "-*_#~+=•·∙●○◦⁂※☆★✦✧✩✪✫✬✭✮✯✰✱✲✳✴✵✶✷✸✹✺✻✼✽✾✿❀❁❂❃❄❅❆❇❈❉❊❋❖◆◇◊❦❧☙§†‡∗＊─━═"
"""The same signs as in the read room, which this room may not import; a test compares the two."""

_LINE = re.compile(rf"[{re.escape(MARKS)}\\][{re.escape(MARKS)}\\\s]*")
_RINGS = re.compile(r"-?(?:o+[O0]+)+o+-?\s*")


def is_mark(line: str) -> bool:
    """Return whether a line of a file, however it is escaped, can be a scene break."""
    return bool(_LINE.fullmatch(line) or _RINGS.fullmatch(line))
