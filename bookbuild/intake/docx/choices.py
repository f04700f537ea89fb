"""Of two ways to say the same, the one that is read: a new drawing, or the old one beside it."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.intake.docx.markup import Node
from bookbuild.intake.docx.names import (
    BLIP,
    BOX_TEXT,
    CHOICE,
    FALLBACK,
    SYM,
    VML_IMAGE,
    T,
)


def taken(alternate: Node) -> Node | None:
    """Return the branch of an mc:AlternateContent that is read; never more than one is.

    The first choice is; a later one, or the fallback, where only that one holds anything.
    """
    branches = [node for node in alternate if node.tag in (CHOICE, FALLBACK)]
    return next((b for b in branches if _holds(b)), branches[0] if branches else None)


def _holds(branch: Node) -> bool:
    return next(branch.iter(T, SYM, BLIP, VML_IMAGE), None) is not None


def boxes_in(node: Node) -> Iterator[Node]:
    """Yield the contents of the text boxes in a node, the outermost ones, each once."""
    stack = list(reversed(list(node)))
    while stack:
        here = stack.pop()
        if here.tag == BOX_TEXT:
            yield here
        elif str(here.tag).endswith("}AlternateContent"):
            branch = taken(here)
            if branch is not None:
                stack.append(branch)
        else:
            stack.extend(reversed(list(here)))
