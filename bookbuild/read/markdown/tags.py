"""HTML tags in a line: which of them belong together."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

EMPTY_TAGS = frozenset({"br", "hr"})


def paired_tags(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the indices of tags that open and close within the same run of markup.

    A tag without its partner, or one that straddles other markup, is left to be words.
    """
    paired: set[int] = set()
    open_tags: list[list[int]] = [[]]  # one list for each level of Markdown's own markup
    for index, token in enumerate(tokens):
        if token.nesting > 0:
            open_tags.append([])
        elif token.nesting < 0 and len(open_tags) > 1:
            open_tags.pop()
        elif token.type == "html_tag" and token.tag not in EMPTY_TAGS:
            _match(tokens, index, open_tags[-1], paired)
    return frozenset(paired)


def _match(tokens: Sequence[Token], index: int, opened: list[int], paired: set[int]) -> None:
    if tokens[index].info == "open":
        opened.append(index)
    elif opened and tokens[opened[-1]].tag == tokens[index].tag:
        paired.update((opened.pop(), index))
    else:
        _match_further(tokens, index, opened, paired)


def _match_further(
    tokens: Sequence[Token], index: int, opened: list[int], paired: set[int]
) -> None:
    """Match a closing tag past tags that were left open; those stay words."""
    near = range(len(opened) - 1, max(-1, len(opened) - 20), -1)
    place = next((p for p in near if tokens[opened[p]].tag == tokens[index].tag), None)
    if place is not None:
        paired.update((opened[place], index))
        del opened[place:]
