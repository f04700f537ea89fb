"""Scene breaks: every mark that authors type for one, and the block rule that finds them.

A line of three or more marks (``***``, ``* * *``, ``---``, ``+++``, ``###``, ``~~~``, ``~*~``, with
or without spaces, also where each is escaped) is a scene break wherever it stands, also directly
under a line of text. A shorter one (``*``, ``-``, ``#``, ``⁂``) and ``oOo`` must stand alone
between blank lines. Hearts, dashes and dots are no marks: they can be words in a story.
"""

from __future__ import annotations

import re
from enum import Enum

from markdown_it.rules_block import StateBlock

from bookbuild.model.text import Blocks, SceneBreak

_MARKS = "-*_#~+=•·∙●○◦⁂※☆★✦✧✩✪✫✬✭✮✯✰✱✲✳✴✵✶✷✸✹✺✻✼✽✾✿❀❁❂❃❄❅❆❇❈❉❊❋❖◆◇◊❦❧☙§†‡∗＊─━═"
_LINE = re.compile(rf"[{_MARKS}\\\s]+")
_RULE = re.compile(r"(?:<hr\s*/?>\s*)+", re.IGNORECASE)
_RINGS = re.compile(r"-?(?:o+[O0]+)+o+-?")
_BESIDE_MARKS = re.compile(r"[\\\s]+")


class Mark(Enum):
    """How sure a line is to be a scene break."""

    NONE = 0
    ALONE = 1
    """Where it stands alone between blank lines."""
    ANYWHERE = 2


def mark_of(line: str) -> Mark:
    """Return whether a line is a mark for a scene break, and where."""
    line = line.strip()
    if not line or line[0] not in _FIRST:
        return Mark.NONE
    if _LINE.fullmatch(line):
        marks = _BESIDE_MARKS.sub("", line)
        if not marks:
            return Mark.NONE
        anywhere = len(marks) >= 3 and marks.strip("=")
        return Mark.ANYWHERE if anywhere else Mark.ALONE
    if _RULE.fullmatch(line):
        return Mark.ANYWHERE
    return Mark.ALONE if _RINGS.fullmatch(line) else Mark.NONE


_FIRST = frozenset(_MARKS + "\\<o")


def mark_in(state: StateBlock, line: int) -> Mark:
    """Return what `mark_of` says of a line in the block parser."""
    start = state.bMarks[line] + state.tShift[line]
    if start >= state.eMarks[line] or state.src[start] not in _FIRST:
        return Mark.NONE
    return mark_of(state.src[start : state.eMarks[line]])


def scene_break(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Find a scene break: a rule of the block parser."""
    mark = mark_in(state, start)
    if mark is Mark.NONE:
        return False
    if mark is Mark.ALONE and (silent or not _alone(state, start, end)):
        return False
    if silent:
        return True
    state.line = start + 1
    token = state.push("scene_break", "hr", 0)
    token.map = [start, state.line]
    return True


def _alone(state: StateBlock, line: int, end: int) -> bool:
    if line + 1 >= end or state.isEmpty(line + 1):
        return True
    start = state.bMarks[line + 1] + state.tShift[line + 1]
    return state.src.startswith((":::", "</center", "</CENTER"), start)


def without_outer_breaks(blocks: Blocks) -> Blocks:
    """Return the blocks without a scene break at the start or the end."""
    start = 1 if blocks and isinstance(blocks[0], SceneBreak) else 0
    end = len(blocks) - (1 if blocks[start:] and isinstance(blocks[-1], SceneBreak) else 0)
    return blocks[start:end]
