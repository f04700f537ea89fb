"""Verse: a line for each line, two spaces for each step of indent."""

from __future__ import annotations

from bookbuild.intake.manuscript_text.fences import Lines, guarded_line
from bookbuild.intake.manuscript_text.inlines import one_line
from bookbuild.model.text import Verse, VerseLine

_EMPTY = "&nbsp;"


def verse_lines(verse: Verse) -> Lines:
    """Return what stands between the fences."""
    lines: list[str] = []
    for stanza in verse.stanzas:
        lines += ("",) if lines else ()
        lines += (_line(line) for line in stanza)
    return tuple(lines)


def _line(line: VerseLine) -> str:
    source = guarded_line(one_line(line.inlines))
    return "  " * line.indent + source if source else _EMPTY
