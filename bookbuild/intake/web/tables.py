"""Tables of a page: a game's messages, real tables, and tables that only place things."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from bookbuild.intake.web.page import Element, every, kids
from bookbuild.intake.web.visible import text_of
from bookbuild.model.text import ColumnAlign, Inlines, SystemBox, SystemLine, Table, plain_text

_LONGEST_CELL = 400
_LONGEST_BOX = 3_000


class Use(Enum):
    """What a table is used for."""

    BOX = "a game's message"
    TABLE = "a table"
    LAYOUT = "nothing but the place of what it holds"


def rows_of(table: Element) -> tuple[tuple[Element, ...], ...]:
    """Return the cells of the table's rows, those of its head first if it stands first."""
    rows: list[tuple[Element, ...]] = []
    for child in kids(table):
        inner = kids(child) if child.tag in ("thead", "tbody", "tfoot") else (child,)
        rows += (tuple(c for c in kids(row) if c.tag in ("td", "th")) for row in inner)
    return tuple(row for row in rows if row)


def use_of(table: Element) -> Use:
    """Say what a table is used for.

    Rows of label and value, or of one cell, short ones, are what a game says. Three columns or a
    row of headings make a table. Long cells, or a table in a table, only place text.
    """
    rows = rows_of(table)
    cells = tuple(text_of(cell) for row in rows for cell in row)
    nested = any(each.tag in ("table", "hr", "pre") for each in every(table) if each is not table)
    stray = len(" ".join(cells).split()) != len(text_of(table).split())
    if nested or stray or not cells or max(map(len, cells)) > _LONGEST_CELL:
        return Use.LAYOUT
    columns = max(map(len, rows))
    if columns <= 2 and not _has_head(rows):
        return Use.BOX if sum(map(len, cells)) <= _LONGEST_BOX else Use.LAYOUT
    return Use.TABLE


def _has_head(rows: Sequence[Sequence[Element]]) -> bool:
    return len(rows) > 1 and len(rows[0]) > 1 and all(cell.tag == "th" for cell in rows[0])


Cells = tuple[tuple[tuple[Inlines, ...], ...], ...]
"""The rows of a table; each of their cells as its paragraphs."""


def system_box(cells: Cells, line: int) -> SystemBox:
    """Return rows of one or two cells as a box; each paragraph of a cell is a line of its own."""
    lines: list[SystemLine] = []
    for row in cells:
        label = plain_text(row[0][0]) if len(row) > 1 and len(row[0]) == 1 else ""
        values = [line for cell in (row[1:] if label else row) for line in cell]
        for at, value in enumerate(values or [()]):
            lines.append(SystemLine(_bare(label) if at == 0 else "", value))
    kept = tuple(each for each in lines if each.label or each.inlines)
    return SystemBox(kept, line=line)


def _bare(label: str) -> str:
    return label.rstrip(" :：") or label


def table_of(table: Element, cells: Cells, joint: Inlines, line: int) -> Table:
    """Return a table; ``joint`` stands between the paragraphs of a cell."""
    width = max(map(len, cells))
    rows = tuple(
        tuple(_joined(cell, joint) for cell in row) + ((),) * (width - len(row)) for row in cells
    )
    head = _has_head(rows_of(table))
    aligns = (ColumnAlign.LEFT,) * width
    return Table(aligns, rows[0] if head else (), rows[1:] if head else rows, line=line)


def _joined(paragraphs: Sequence[Inlines], joint: Inlines) -> Inlines:
    pieces: list[Inlines] = []
    for paragraph in paragraphs:
        pieces += (joint, paragraph) if pieces else (paragraph,)
    return tuple(inline for piece in pieces for inline in piece)
