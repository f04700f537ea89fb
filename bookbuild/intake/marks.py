"""Lines of marks: scene breaks and rules, in whatever way authors type them."""

from __future__ import annotations

import re

_LONGEST = 100

_KNOWN = re.compile(r"[*_#~+=•·∙●○◦⁂※☆★✦✧✱✲✳✴✵✶✽✿❀❁❂❖◆◇◊❦❧☙§†‡∗＊─━═\s-]+|-?(?:o+[O0]+)+o+-?")
"""Marks that the reading room takes as scene breaks just as they are."""

_MARKS = re.compile(r"[\s*\-_+#~=•·●○◦◆◇■□★☆⁂§†‡¤◊∞^<>/\\|:.–—…%@&]+")
_SAYS_NOTHING = re.compile(r"[\s.…–—?!:]+")
"""Silence: a paragraph of dots or a dash may be what somebody says."""

_LETTERS = re.compile(
    r"[\s*\-_+#~=.•]*[xo0](?:[\s*\-_+#~=.•]*[xo0])*[\s*\-_+#~=.•]*", re.IGNORECASE
)
_KISSES = re.compile(r"(?:xo)+x?|(?:ox)+o?", re.IGNORECASE)


def is_rule(text: str) -> bool:
    """Return whether a line holds nothing but the marks that part scenes: ***, ~*~, oOo, =====.

    Letters count as marks where only x, o and 0 stand there, three or more; kisses ("xoxo") and
    the dots of silence do not.
    """
    if len(text) > _LONGEST or not text.strip():
        return False
    text = text.strip()
    if _KNOWN.fullmatch(text):
        return True
    if _MARKS.fullmatch(text):
        return len("".join(text.split())) >= 3 and not _SAYS_NOTHING.fullmatch(text)
    if not _LETTERS.fullmatch(text) or _KISSES.fullmatch(text):
        return False
    return sum(char in "xoXO0" for char in text) >= 3


def as_scene_break(text: str) -> str:
    """Return the mark to write: the author's where the reading room knows it, else three stars."""
    text = text.strip()
    return text if _KNOWN.fullmatch(text) else "***"
