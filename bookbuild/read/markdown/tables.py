"""Tables with pipes between their cells."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from bookbuild.model.text import ColumnAlign, Inlines, Table
from bookbuild.read.markdown.inline import inlines_of
from bookbuild.read.markdown.lines import unwrap
from bookbuild.read.markdown.reading import Reading

_ALIGNS = {
    "text-align:center": ColumnAlign.CENTER,
    "text-align:right": ColumnAlign.RIGHT,
}


def build_table(tokens: Sequence[Token], start: int, line: int, reading: Reading) -> Table:
    """Return the table whose tokens begin at ``start``."""
    rows: list[list[Inlines]] = []
    aligns: list[ColumnAlign] = []
    at = start
    while tokens[at].type != "table_close":
        token = tokens[at]
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "th_open":
            aligns.append(_ALIGNS.get(str(token.attrs.get("style", "")), ColumnAlign.LEFT))
        elif token.type == "inline":
            row_line = reading.findings.line_of((token.map or [0])[0])
            rows[-1].append(unwrap(inlines_of(token.children or (), row_line, reading)))
        at += 1
    head = tuple(rows[0]) if any(rows[0]) else ()
    return Table(tuple(aligns), head, tuple(tuple(row) for row in rows[1:]), line=line)


def report_long_rows(reading: Reading) -> None:
    """Report each row of a table that has more cells than the table's heading."""
    for parsed in reading.env.get("long_rows", ()):
        reading.findings.warning(
            "long-row",
            reading.findings.line_of(parsed),
            "This row of the table has more cells than the row of headings.",
            "The further ones stand in its last cell. Give the heading as many, or join them.",
        )
