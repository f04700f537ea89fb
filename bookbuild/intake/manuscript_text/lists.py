"""Lists: bullets, or numbers from 1, with what belongs to an item indented below its mark."""

from __future__ import annotations

from bookbuild.intake.manuscript_text.fences import Lines, fenced
from bookbuild.intake.scene_marks import is_mark
from bookbuild.model.text import ListBlock, Paragraph


def mark_of(block: ListBlock, lists_before: int) -> str:
    """Return what stands before an item or behind its number.

    ``lists_before`` counts the lists directly above: two neighbours must not have the same mark.
    """
    marks = "-*" if block.start is None else ".)"
    return marks[lists_before % 2]


def item_lines(block: ListBlock, mark: str, items: tuple[Lines, ...]) -> Lines:
    """Return a list's lines; items with more than one paragraph have empty lines between them."""
    tight = all(
        len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph) for item in block.items
    )
    lines: list[str] = []
    for number, item in enumerate(items, 1):
        lines += ("",) if lines and not tight else ()
        lines += _item(mark if block.start is None else f"{number}{mark}", item)
    return tuple(lines)


def _item(mark: str, lines: Lines) -> Lines:
    pad = " " * (len(mark) + 1)
    if is_mark(f"{mark} {lines[0]}"):
        lines = fenced("", (), lines)  # else the whole line would be a scene break
    return (f"{mark} {lines[0]}", *(_indented(line, pad) for line in lines[1:]))


def _indented(line: str, pad: str) -> str:
    return pad + line if line else ""
