"""Header blocks: "Title: ...", "by ...", "Rating: ..." on lines right below one another.

Without a blank line between them they are one passage to `posted`, and as many statements.
"""

from __future__ import annotations

from dataclasses import replace

from bookbuild.intake.chapters import heading, is_title_line
from bookbuild.intake.credits import byline, labelled_author, labelled_title
from bookbuild.intake.dates import posted_day
from bookbuild.intake.labels import header, label, summary
from bookbuild.intake.passages import Passage, row_by_row
from bookbuild.intake.posted import Layout
from bookbuild.intake.pov import point_of_view

_FARTHEST = 12
"""The passages of a text among which a header block may be."""
_LONGEST = 40
"""A passage of more rows is no header block but a chapter in lines."""


def with_rows_apart(layout: Layout) -> Layout:
    """Return the layout with each statement of a header block as a passage of its own."""
    passages: list[Passage] = []
    for index, passage in enumerate(layout.passages):
        near = index < _FARTHEST and 1 < len(passage.rows) < _LONGEST
        passages.extend(_statements(passage, index == 0) if near else (passage,))
    return replace(layout, passages=tuple(passages))


def _statements(passage: Passage, first: bool) -> tuple[Passage, ...]:
    rows = row_by_row(passage)
    titled = first and is_title_line(passage.rows[0].text) and byline(passage.rows[1].text)
    starts = [0, *(i for i in range(1, len(rows)) if _is_statement(rows[i]))]
    if not titled and not _is_statement(rows[0]):
        return (passage,)
    if titled or _is_one_line(rows[0]):
        starts = sorted({*starts, 1, *([2] if titled and len(rows) > 2 else [])})
    ends = (*starts[1:], len(rows))
    return tuple(_cut_rows(passage, s, e) for s, e in zip(starts, ends, strict=True))


def _cut_rows(passage: Passage, start: int, end: int) -> Passage:
    space = passage.space if start == 0 else 0
    return Passage(passage.rows[start:end], passage.joints[start : end - 1], space)


def _is_statement(row: Passage) -> bool:
    labelled = label(row) or header(row) or summary(row)
    return bool(labelled or _is_one_line(row) or labelled_author(row.rows[0].text))


def _is_one_line(row: Passage) -> bool:
    """Return whether the row is a statement that never goes on in the next one."""
    text = row.rows[0].text
    return bool(heading(text) or point_of_view(text) or posted_day(text) or labelled_title(text))
