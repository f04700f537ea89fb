"""Headings inside a section: two number signs for the highest."""

from __future__ import annotations

import re

from bookbuild.intake.manuscript_text.fences import names
from bookbuild.intake.manuscript_text.inlines import one_line
from bookbuild.intake.manuscript_text.line_starts import NO_SPACE
from bookbuild.intake.scene_marks import is_mark
from bookbuild.model.text import Heading

_CLOSING = re.compile(r"(?:^|(?<=[ \t]))#+$")


def heading_line(heading: Heading) -> str:
    """Return a heading's line with its id and language."""
    marks = "#" * (heading.level + 1)
    attributes = names(heading.id, heading.lang)
    source = one_line(heading.inlines)
    if attributes:
        return f"{marks} {source} {{{' '.join(attributes)}}}"
    # Number signs at the end would be taken off, and braces for an id.
    source = _CLOSING.sub(lambda found: "\\#" * len(found[0]), source)
    line = f"{marks} {source}"
    return line + NO_SPACE if line.endswith("}") or is_mark(line) else line
