"""Tables of a document, to what they are: real tables, a game's messages, or only a frame."""

from __future__ import annotations

from collections.abc import Sequence

from bookbuild.intake.docx.paras import Grid, Para
from bookbuild.intake.marks import is_rule
from bookbuild.intake.web.inlines import inlines_of, levelled
from bookbuild.intake.web.tables import Cells, system_box
from bookbuild.intake.web.visible import squeezed
from bookbuild.model.text import (
    Block,
    ColumnAlign,
    Inlines,
    LineBreak,
    SystemBox,
    Table,
)

_LONGEST_CELL = 400
_LONGEST_BOX = 3_000
_ALIGNS = {"center": ColumnAlign.CENTER, "right": ColumnAlign.RIGHT}


def is_frame(grid: Grid) -> bool:
    """Return whether a table only places what is in it: long cells, or pictures in them."""
    longest = max((sum(len(p.text) for p in cell) for row in grid.rows for cell in row), default=0)
    narrow = all(len(row) <= 1 for row in grid.rows)
    pictures = any(para.pictures for para in grid.paras)
    return longest > _LONGEST_CELL or pictures or (narrow and len(grid.text) > _LONGEST_BOX)


def grid_block(grid: Grid, lang: str) -> Block | None:
    """Return a table as a block, None where it is empty.

    Rows of one cell, or of a label and a value without a heading row, are what a game says.
    """
    cells: Cells = tuple(tuple(_cell(cell, lang) for cell in row) for row in grid.rows)
    if not any(line for row in cells for cell in row for line in cell):
        return None
    columns = max((sum(wide) for wide in grid.wide), default=0)
    if columns <= 2 and not _headed(grid):
        box = system_box(cells, grid.number)
        return _without_empty(box)
    return _table(grid, cells, columns)


def _without_empty(box: SystemBox) -> SystemBox | None:
    return box if box.lines else None


def _headed(grid: Grid) -> bool:
    """Whether the first row heads the others: marked as such, or bold where they are not."""
    if grid.headed:
        return True
    first, *others = grid.rows
    bold = [para.look.bold for cell in first for para in cell if para.text]
    below = [para.look.bold for row in others for cell in row for para in cell if para.text]
    return len(bold) > 1 and all(bold) and bool(below) and not all(below)


def _table(grid: Grid, cells: Cells, columns: int) -> Table:
    rows = []
    for row, wide in zip(cells, grid.wide, strict=True):
        made: list[Inlines] = []
        for cell, span in zip(row, wide, strict=True):
            made += [_joined(cell), *((),) * (span - 1)]
        rows.append((*made[:columns], *((),) * (columns - len(made))))
    headed = len(rows) > 1 and _headed(grid)
    aligns = tuple(_align(grid, column) for column in range(columns))
    head = rows[0] if headed else ()
    return Table(aligns, head, tuple(rows[1:] if headed else rows), line=grid.number)


def _align(grid: Grid, column: int) -> ColumnAlign:
    said = [
        para.look.align
        for row in grid.rows
        if column < len(row) == len(grid.rows[0])
        for para in row[column]
        if para.text
    ]
    same = said[0] if said and all(one == said[0] for one in said) else ""
    return _ALIGNS.get(same, ColumnAlign.LEFT)


def _cell(cell: Sequence[Para], lang: str) -> tuple[Inlines, ...]:
    """Return the lines of a cell; a line of marks says nothing, here as elsewhere."""
    lines = []
    for para in cell:
        for line in para.lines:
            ready = levelled(line)
            plain = squeezed("".join(getattr(piece, "text", "") for piece in ready))
            if ready and not (plain and is_rule(plain)):
                lines.append(inlines_of((ready,), lang))
    return tuple(lines)


def _joined(lines: Sequence[Inlines]) -> Inlines:
    made: list[Inlines] = []
    for line in lines:
        made += ((LineBreak(),), line) if made else (line,)
    return tuple(inline for part in made for inline in part)
