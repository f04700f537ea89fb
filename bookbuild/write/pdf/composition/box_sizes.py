"""What the press measured of boxes, and what follows from it: tables in rows, boxes on many pages.

A table of many rows is measured whole, with its columns and its rows, and then taken apart: each
row becomes a box of its own with the columns' widths, so that a page may end behind it. A table
that is wider than its room is measured again in smaller type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bookbuild.model.text import Table
from bookbuild.write.pdf.composition.column import Part
from bookbuild.write.pdf.composition.galley import LONG_TABLE, Box
from bookbuild.write.pdf.press import Size

_LEAST_SCALE = 0.6
"""Smaller than this no table is set: 7 points of a text of 11."""
_CLOSE = 0.99
RULE = 0.8
"""What the rule below a table's head takes from the rows at either side of it: no line of the grid.
"""
_TABLE = re.compile(r"<table\b")
_ROW = re.compile(r"<tr\b")
_CELL = re.compile(r"<t([hd])\b")


@dataclass(frozen=True, slots=True)
class SizedPart:
    """A part with its height in points; ``at_head`` is that at the head of a page, None for the
    same. Both are 0 for what the press did not measure."""

    part: Part
    height: float = 0.0
    at_head: float | None = None


def named_table(html: str, name: str) -> str:
    """Return a table's markup with names for the press to measure it by: its own, its rows'
    ("name/row-0"), and the cells' of its first row ("name/column-0")."""
    html = _TABLE.sub(f'<table data-part="{name}/table"', html, count=1)
    html = _numbered(_ROW, "<tr", f"{name}/row", html)
    first, end, rest = html.partition("</tr>")
    cells = _CELL.finditer(first)
    for number, cell in reversed(tuple(enumerate(cells))):
        at = cell.end()
        first = f'{first[:at]} data-part="{name}/column-{number}"{first[at:]}'
    return first + end + rest


def _numbered(pattern: re.Pattern[str], tag: str, name: str, html: str) -> str:
    before, *rest = pattern.split(html)
    return before + "".join(
        f'{tag} data-part="{name}-{number}"{part}' for number, part in enumerate(rest)
    )


def with_columns(html: str, widths: tuple[float, ...]) -> str:
    """Return a table's markup with columns of given widths in points."""
    columns = "".join(f'<col style="width: {width:.3f}pt"/>' for width in widths)
    style = f"table-layout: fixed; width: {sum(widths):.3f}pt"
    return html.replace(">", f' style="{style}"><colgroup>{columns}</colgroup>', 1)


def narrowed(part: Part, name: str, sizes: Mapping[str, Size], room: float) -> Part:
    """Return a part whose table is set smaller where it is wider than its room, in points."""
    matter, table = part.copy.matter, sizes.get(f"{name}/table")
    if not isinstance(matter, Box) or table is None or table.width <= room + 0.5:
        return part
    scale = matter.scale * max(room / table.width * _CLOSE, _LEAST_SCALE)
    smaller = replace(matter, scale=max(scale, _LEAST_SCALE), cut=matter.scale < 1)
    return replace(part, copy=replace(part.copy, matter=smaller))


def sized(part: Part, name: str, sizes: Mapping[str, Size]) -> Iterator[SizedPart]:
    """Yield a part with its height; a long table in rows."""
    match part.copy.matter:
        case Box(block=Table() as table, name=kind) if kind == LONG_TABLE:
            yield from _in_rows(part, table, name, sizes)
        case Box():
            yield SizedPart(part, sizes[name].height)
        case _:
            yield SizedPart(part)


def _in_rows(part: Part, table: Table, name: str, sizes: Mapping[str, Size]) -> Iterator[SizedPart]:
    copy, box = part.copy, part.copy.matter
    assert isinstance(box, Box)
    widths = _widths(name, sizes)
    headed = bool(table.head)
    head = sizes[f"{name}/row-0"].height - RULE if headed else 0.0
    last = len(table.rows) - 1
    for number, row in enumerate(table.rows):
        begins = number == 0
        height = sizes[f"{name}/row-{number + headed}"].height - (RULE if begins else 0.0)
        whole = replace(table, rows=(row,), id=table.id if begins else "")
        shown = whole if begins else replace(whole, head=())
        again = whole if headed and not begins else None
        one = replace(box, block=shown, of=table.id, at_head=again, widths=widths)
        tight = replace(
            copy,
            matter=one,
            above=copy.above if begins else 0,
            below=copy.below if number == last else 0,
            binds=number in (0, last - 1) or (number == last and copy.binds),
            tight=True,
        )
        own = height + head if begins else height
        yield SizedPart(Part(tight), own, height + head if again else None)


def _widths(name: str, sizes: Mapping[str, Size]) -> tuple[float, ...]:
    found: list[float] = []
    while (size := sizes.get(f"{name}/column-{len(found)}")) is not None:
        found.append(size.width)
    return tuple(found)
