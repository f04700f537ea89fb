"""The lines of prose without any markup, which are most of a novel: no rule has to look at them.

Of the others most have nothing but a few words of emphasis, which are told here as well where they
can be read in one way only. To try the rules on each takes five times as long.
"""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_MARKUP = re.compile(r"[\\`*_~\[<&^{]|\n[ \t]| \n")
"""A character with which a rule of the inline parser begins, or a line end that one of them reads
as more than a line end. A rule that is added there brings its character here."""

_LETTER = r"[^\W\d_]"
_CERTAIN = re.compile(
    rf"(?<![^\s\"'“‘(])(\*\*?)(?={_LETTER})([^\\`*_~\[<&^{{\n]*)"
    rf"(?:(?<={_LETTER})\1(?![^\s.,;:!?…\"'”’)])|(?<=[.,;:!?…])\1(?!\S))"
)
"""Asterisks around words: the first ones can open emphasis and not close it, the last ones can
close it and not open it (CommonMark 0.31, 6.2), and neither stands within a word."""


def lines(state: StateCore) -> None:
    """Parse what stands in the lines of every block: a rule of the core."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = _told(token.content) or _parsed(token, state)


def _parsed(token: Token, state: StateCore) -> list[Token]:
    children: list[Token] = []
    state.md.inline.parse(token.content, state.md, state.env, children)
    return children


def _told(text: str) -> list[Token]:
    """Return the tokens of a text without markup, or with plain emphasis; [] for any other."""
    if not text:
        return []
    if not _MARKUP.search(text):
        return _plain(text)
    return _emphasised(text) if "*" in text and "\n" not in text else []


def _plain(text: str) -> list[Token]:
    first, *others = text.split("\n")
    tokens = [Token("text", "", 0, content=first)]
    for line in others:
        tokens += (Token("softbreak", "br", 0), Token("text", "", 0, content=line))
    return tokens


def _emphasised(text: str) -> list[Token]:
    """Return the tokens of a line whose only markup is certain emphasis, [] for any other."""
    pieces = _CERTAIN.split(text)
    if any(_MARKUP.search(piece) for piece in pieces[::3]):
        return []
    tokens: list[Token] = []
    for place, piece in enumerate(pieces):
        if place % 3 == 0 and piece:
            tokens.append(Token("text", "", 0, content=piece))
        elif place % 3 == 2:
            marks = pieces[place - 1]
            name = "em" if marks == "*" else "strong"
            tokens += (
                Token(f"{name}_open", name, 1, markup=marks),
                Token("text", "", 0, content=piece, level=1),
                Token(f"{name}_close", name, -1, markup=marks),
            )
    return tokens
