"""The pictures in a drawing, in today's form or in the old one; nothing is opened here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.intake.docx.choices import taken
from bookbuild.intake.docx.markup import Node, value
from bookbuild.intake.docx.names import (
    ALTERNATE,
    BLIP,
    BOX_TEXT,
    DESCRIBED,
    REL_EMBED,
    REL_ID,
    REL_LINK,
    VML_IMAGE,
    VML_SHAPE,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as the text names it: its relationship, and what is said of it."""

    relation: str
    alt: str
    linked: bool = False


def shown_in(node: Node) -> Iterator[Shown]:
    """Yield the pictures of a drawing, those in its text boxes left to the boxes."""
    alt = _described(node)
    stack = [node]
    while stack:
        here = stack.pop()
        if here.tag == BOX_TEXT:
            continue
        if here.tag == ALTERNATE:
            branch = taken(here)
            stack.extend(() if branch is None else (branch,))
            continue
        if here.tag == BLIP:
            embedded = value(here, REL_EMBED)
            linked = value(here, REL_LINK)
            if embedded or linked:
                yield Shown(embedded or linked, alt, not embedded)
        elif here.tag == VML_IMAGE:
            yield Shown(value(here, REL_ID) or value(here, REL_EMBED), alt or value(here, "alt"))
        stack.extend(reversed(list(here)))


def _described(node: Node) -> str:
    """Return the description of a drawing, which its author gave it; a file's name is none."""
    said = next(node.iter(DESCRIBED), None)
    text = value(said, "descr") if said is not None else ""
    if not text:
        shape = next(node.iter(VML_SHAPE), None)
        text = value(shape, "alt") if shape is not None else ""
    return " ".join(text.split())[:1000]
