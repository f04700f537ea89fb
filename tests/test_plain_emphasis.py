"""Emphasis that is told without the parser reads as the parser reads it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.token import Token

from bookbuild.read.markdown import plain_lines
from bookbuild.read.markdown.parser import parse_line

TOLD = """He had *no* idea.|*Never.* He went.|the *Nellie* and the **Ghost**|“*No*,” she said
(*sic*)|**not**…|Was it *you*? It was *she*.|*Ça* va|*Walton* wrote""".replace("\n", "|").split("|")
LEFT = r"""b*tch|f**k|un*believ*able|*open|***both***|*a **b** c*|a * b * c|*no**|\*no*|*[x](y)*
*two _kinds_*|said *no*[^1]|*cut off*x|"*No.*"|__a__""".replace("\n", "|").split("|")
PARTS = (
    "a",
    "St",
    "é",
    "12",
    "\u0301",
    "\u200b",
    "日",
    '"',
    "”",
    "’",
    "(",
    ".",
    "…",
    "—",
    " ",
    "\u00a0",
)
MARKED = st.lists(st.sampled_from((*PARTS, "*", "**", "*no*", "*Oh.* ", " **x**")), max_size=12)


def _read(tokens: list[Token]) -> list[tuple[str, str, int, str, str]]:
    """Return what the reader looks at; the parser leaves empty words beside its double marks."""
    return [
        (token.type, token.tag, token.nesting, token.content, token.markup)
        for token in tokens
        if token.content or token.type != "text"
    ]


@pytest.mark.parametrize("text", TOLD)
def test_certain_emphasis_is_told(text: str) -> None:
    told = plain_lines._told(text)
    assert told
    assert _read(told) == _read(parse_line(text, {}))


@pytest.mark.parametrize("text", LEFT)
def test_what_could_be_read_otherwise_is_left_to_the_parser(text: str) -> None:
    assert not plain_lines._told(text)


@settings(max_examples=300)
@given(MARKED.map("".join))
def test_what_is_told_is_what_the_parser_finds(text: str) -> None:
    told = plain_lines._told(text.strip())
    assert not told or _read(told) == _read(parse_line(text.strip(), {}))
