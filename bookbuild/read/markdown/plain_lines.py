"""The lines of prose without any markup, which are most of a novel: no rule has to look at them."""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_MARKUP = re.compile(r"[\\`*_~\[<&^{]|\n[ \t]| \n")
"""A character with which a rule of the inline parser begins, or a line end that one of them reads
as more than a line end. A rule that is added there brings its character here."""


def lines(state: StateCore) -> None:
    """Parse what stands in the lines of every block: a rule of the core."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = _plain(token.content) or _parsed(token, state)


def _parsed(token: Token, state: StateCore) -> list[Token]:
    children: list[Token] = []
    state.md.inline.parse(token.content, state.md, state.env, children)
    return children


def _plain(text: str) -> list[Token]:
    """Return the tokens of a text without markup, [] for one that may have some."""
    if not text or _MARKUP.search(text):
        return []
    first, *others = text.split("\n")
    tokens = [Token("text", "", 0, content=first)]
    for line in others:
        tokens += (Token("softbreak", "br", 0), Token("text", "", 0, content=line))
    return tokens
