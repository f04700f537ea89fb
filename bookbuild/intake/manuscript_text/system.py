"""System boxes: ``Label: value`` on each line."""

from __future__ import annotations

import re

from bookbuild.intake.manuscript_text.escapes import entity
from bookbuild.intake.manuscript_text.fences import Lines, guarded_line
from bookbuild.intake.manuscript_text.inlines import one_line, words
from bookbuild.intake.manuscript_text.line_starts import NO_SPACE
from bookbuild.model.text import SystemBox, SystemLine

LONGEST_LABEL = 60
_LABELLED = re.compile(r"[^:]{1,60}:(?:\s|$)|(?:\*\*?|__?)[^:*_]{1,60}(?::\s*[*_]|[*_]+\s*:)")


def system_lines(box: SystemBox) -> Lines:
    """Return what stands between the fences."""
    return tuple(guarded_line(_line(line)) for line in box.lines)


def label_source(label: str) -> str:
    """Return the source of a label, which holds no colon and opens no emphasis."""
    source = words(label).replace(":", "&#58;")
    return entity(source[0]) + source[1:] if source[:1] in ("*", "_") else source


def _line(line: SystemLine) -> str:
    value = one_line(line.inlines)
    if line.label:
        return f"{label_source(line.label)}: {value}".rstrip()
    # A colon in the value would end a label: an empty one in front of it keeps it whole.
    return f"{NO_SPACE}: {value}" if _LABELLED.match(value) else value
