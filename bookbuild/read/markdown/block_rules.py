"""The rules for blocks that differ from CommonMark's, or guard them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock, blockquote, list_block, table
from markdown_it.rules_block.fence import make_fence_rule
from markdown_it.rules_block.list import skipOrderedListMarker
from markdown_it.rules_block.table import escapedSplit, getLine
from mdit_py_plugins.footnote.index import footnote_def

from bookbuild.read.markdown.scene_breaks import Mark, mark_in

if TYPE_CHECKING:
    from markdown_it.token import Token

DEEPEST = 50
"""How many levels of quotes, lists and notes may stand in one another."""

_fence = make_fence_rule(markers=("`",))
_LANGUAGE = re.compile(r"`{3,}[ \t]*(?:[a-z][a-z0-9+#_-]*)?[ \t]*$")


def backtick_fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Find code between lines of backticks, with at most a language's name on the first.

    Three tildes are a scene break. Words behind the backticks would be lost, so they are no code.
    """
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("```", begin):
        return False
    line = state.src[begin : state.eMarks[start]]
    return bool(_LANGUAGE.match(line)) and _fence(state, start, end, silent)


def plain_paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Find a paragraph of one line that begins with a letter or a quotation mark.

    Most of a novel are such, and no other rule would find anything there: to try them all takes
    longer than the rest of what is done to a block. A scene may break at ``oOo``.
    """
    first = state.src[state.bMarks[start] + state.tShift[start]]
    if silent or not (first.isalpha() or first in "\"'“‘") or first == "o":
        return False
    if start + 1 < end and not state.isEmpty(start + 1) and not state.env.get("lines"):
        return False
    return paragraph(state, start, end, silent)


def paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Find a paragraph; with ``paragraphs: lines`` each line is one."""
    old, state.parentType = state.parentType, "paragraph"
    after = start + 1 if state.env.get("lines") else _paragraph_end(state, start)
    state.parentType = old
    state.line = after
    content = mdTrim(state.getLines(start, after, state.blkIndent, False))
    state.push("paragraph_open", "p", 1).map = [start, after]
    token = state.push("inline", "", 0)
    token.content = content
    token.map = [start, after]
    token.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _paragraph_end(state: StateBlock, start: int) -> int:
    end = state.lineMax
    terminators = state.md.block.ruler.getRules("paragraph")
    line = start + 1
    while line < end and not state.isEmpty(line):
        indent = state.sCount[line]
        far_in = indent - state.blkIndent > 3 and mark_in(state, line) is Mark.NONE
        if not (far_in or indent < 0) and any(r(state, line, end, True) for r in terminators):
            break
        line += 1
    return line


def line_end(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """End a quote at the first line without a > where each line is a paragraph."""
    return silent and bool(state.env.get("lines"))


def prose_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Find a list; numbers that do not begin with 1 are prose ("1986. That year…")."""
    after = skipOrderedListMarker(state, start)
    next_item = silent and state.sCount[start] < state.blkIndent
    if after >= 0 and not next_item:
        begin = state.bMarks[start] + state.tShift[start]
        if int(state.src[begin : after - 1]) != 1:
            return False
    return not _too_deep(state, start, silent) and list_block(state, start, end, silent)


def quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Find a block quote."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(">", begin):
        return False
    return not _too_deep(state, start, silent) and blockquote(state, start, end, silent)


def footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Find the text of a footnote."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("[^", begin):
        return False
    return not _too_deep(state, start, silent) and footnote_def(state, start, end, silent)


def _too_deep(state: StateBlock, start: int, silent: bool) -> bool:
    if state.level < DEEPEST:
        return False
    if not silent:
        state.env.setdefault("too_deep", start)
    return True


def whole_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Find a table; cells beyond the heading's stay, in the last cell, where Markdown drops them.

    The lines of such rows are kept for a message.
    """
    first = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    if not silent:
        _keep_further_cells(state, state.tokens[first:])
    return True


def _keep_further_cells(state: StateBlock, tokens: list[Token]) -> None:
    cells: list[Token] = []
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "inline":
            cells.append(token)
        elif token.type == "tr_close" and cells:
            _keep_row(state, cells)


def _keep_row(state: StateBlock, cells: list[Token]) -> None:
    line = (cells[0].map or [0])[0]
    written = escapedSplit(mdTrim(getLine(state, line)))
    written = written[1 if written[0] == "" else 0 :]
    further = [mdTrim(cell) for cell in written[len(cells) :] if mdTrim(cell)]
    if further:
        cells[-1].content = " | ".join([cells[-1].content, *further])
        state.env.setdefault("long_rows", []).append(line)
