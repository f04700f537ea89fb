"""Tables with pipes between their cells, in straight columns where they are narrow enough."""

from __future__ import annotations

from bookbuild.intake.manuscript_text.fences import Lines
from bookbuild.intake.manuscript_text.inlines import one_line
from bookbuild.model.text import ColumnAlign, Inlines, Table

_WIDEST = 100


def table_lines(table: Table) -> Lines:
    """Return the rows: the headings (empty ones where there are none), the aligns, the others."""
    head = table.head or tuple(() for _ in table.aligns)
    rows = [tuple(_cell(cell) for cell in row) for row in (head, *table.rows)]
    widths = [max(3, *(len(row[n]) for row in rows)) for n in range(len(table.aligns))]
    if sum(widths) + 3 * len(widths) > _WIDEST:
        widths = [3] * len(widths)
    rule = tuple(_rule(a, width) for a, width in zip(table.aligns, widths, strict=True))
    pieces = [_padded(row, table.aligns, widths) for row in (rows[0], rule, *rows[1:])]
    return tuple(f"| {' | '.join(row)} |" for row in pieces)


def _cell(inlines: Inlines) -> str:
    return one_line(inlines).replace("|", "\\|")


def _rule(align: ColumnAlign, width: int) -> str:
    match align:
        case ColumnAlign.LEFT:
            return "-" * width
        case ColumnAlign.CENTER:
            return f":{'-' * (width - 2)}:"
        case ColumnAlign.RIGHT:
            return f"{'-' * (width - 1)}:"


def _padded(
    row: tuple[str, ...], aligns: tuple[ColumnAlign, ...], widths: list[int]
) -> tuple[str, ...]:
    return tuple(
        cell.rjust(width) if align is ColumnAlign.RIGHT else cell.ljust(width)
        for cell, align, width in zip(row, aligns, widths, strict=True)
    )
