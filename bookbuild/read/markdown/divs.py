"""Fenced divs: the block rule that finds their fences, and the reading of an opening fence.

As in pandoc, a div opens with three or more colons and a name or attributes and closes with a line
of colons alone. The rule leaves single tokens for the two fences, which are matched where the
blocks are built. Divs whose lines count one by one (`LINE_DIVS`) become one token with their lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from bookbuild.read.markdown.attributes import NO_ATTRIBUTES, Attributes, read_attributes

LINE_DIVS = frozenset({"verse", "messages", "system"})

_FENCE = re.compile(r"(:{3,})[ \t]*(.*?)[ \t]*$")
_OPENING = re.compile(r"([^\s{}:]*)[ \t]*(?:\{([^{}]*)\})?[ \t]*:*$")
_CENTER = re.compile(r"<(/?)center\s*>[ \t]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opening:
    """An opening fence: its name in small letters ("" for none) and its attributes.

    ``unread`` holds what stands there where it is neither a name nor attributes; ``html`` is true
    for ``<center>``.
    """

    name: str = ""
    attributes: Attributes = NO_ATTRIBUTES
    unread: str = ""
    html: bool = False


def read_opening(text: str) -> Opening:
    """Return what the words after the colons say. The first class is the name if none is given."""
    match = _OPENING.match(text)
    attributes = NO_ATTRIBUTES
    if match and match[2] is not None:
        attributes = read_attributes(match[2]) or NO_ATTRIBUTES
        if match[2].strip() and attributes == NO_ATTRIBUTES:
            return Opening(unread=text)
    if not match:
        return Opening(unread=text)
    if match[1]:
        return Opening(match[1].casefold(), attributes)
    name = attributes.classes[0].casefold() if attributes.classes else ""
    rest = Attributes(attributes.id, attributes.classes[1:], attributes.pairs)
    return Opening(name, rest)


def div_fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Find the fences of divs, and <center> on a line of its own: a rule of the block parser."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith((":::", "<"), begin):
        return False
    line = state.src[begin : state.eMarks[start]]
    if not (match := _FENCE.match(line)):
        return _center_tag(state, line, start, silent)
    if silent:
        return True
    if match[2]:
        _open(state, start, end, read_opening(match[2]), line)
    else:
        _push(state, "div_close", start, start + 1).markup = ":::"
    return True


def _center_tag(state: StateBlock, line: str, start: int, silent: bool) -> bool:
    match = _CENTER.match(line)
    if match and not silent:
        token = _push(state, "div_close" if match[1] else "div_open", start, start + 1)
        token.markup = "<center>"
        token.content = line.strip()
        token.meta["opening"] = Opening("center", html=True)
    return bool(match)


def _open(state: StateBlock, start: int, end: int, opening: Opening, line: str) -> None:
    close = _closing_line(state, start, end) if opening.name in LINE_DIVS else -1
    if close >= 0:
        token = _push(state, "div_lines", start, close + 1)
        token.content = state.getLines(start + 1, close, state.blkIndent, False)
    else:
        token = _push(state, "div_open", start, start + 1)
    token.markup = ":::"
    token.info = line.strip()
    token.meta["opening"] = opening


def _closing_line(state: StateBlock, start: int, end: int) -> int:
    """Return the line that closes a div of lines, -1 where it stays open.

    A search that found nothing is remembered: every later one would find nothing either.
    """
    unclosed = state.env.setdefault("no_fence_after", len(state.bMarks))
    if start >= unclosed:
        return -1
    for line in range(start + 1, end):
        begin = state.bMarks[line] + state.tShift[line]
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return -1
        if state.src.startswith(":::", begin):
            match = _FENCE.match(state.src[begin : state.eMarks[line]])
            if match and not match[2]:
                return line
    if end == state.lineMax:
        state.env["no_fence_after"] = start
    return -1


def _push(state: StateBlock, kind: str, start: int, after: int) -> Token:
    token = state.push(kind, "div", 0)
    token.map = [start, after]
    state.line = after
    return token
