"""A paragraph of plain text as Markdown: its lines joined, its markup signs escaped."""

from __future__ import annotations

import re

from bookbuild.intake.columns import flows_on
from bookbuild.intake.escape import escaped
from bookbuild.intake.passages import Joint, Passage

_BREAK_MARK = "\x00"
"""Stands for the author's own line end while the text is escaped. No source holds it."""


def paragraph_text(passage: Passage) -> str:
    """Return the paragraph; a line end of the author's own has a backslash before it."""
    text = escaped(_joined(passage))
    return text.replace(_BREAK_MARK + "\n", "\\\n")


def _joined(passage: Passage) -> str:
    pieces = [passage.rows[0].text]
    for joint, row in zip(passage.joints, passage.rows[1:], strict=True):
        pieces += (_between(joint, pieces[-1], row.text), row.text)
    return "".join(pieces)


def _between(joint: Joint, before: str, after: str) -> str:
    """A line that was wrapped behind a hyphen or a dash goes on without a space.

    So does one that was wrapped between two signs of a script that has no spaces.
    """
    match joint:
        case Joint.BREAK:
            return _BREAK_MARK + "\n"
        case Joint.KEEP:
            return "" if flows_on(before, after) else "\n"
        case Joint.FLOW:
            glued = re.search(r"[^\W_]-$|\S--$|[^\W_]—$", before[-3:]) and after[0].isalnum()
            return "" if glued or flows_on(before, after) else " "
