"""Whether a section's Markdown shows its readers anything, as the reading room reads it.

The reading room takes a section without a text for a mistake, unless it is a draft. Private
remarks, lines of marks that part no scenes, the notes of its author, and a heading at its top,
which is its title, are no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bookbuild.intake.fences import is_fence
from bookbuild.intake.scene_marks import is_mark
from bookbuild.model.book import NoteKind

_HEADING = re.compile(r"\s{0,3}#{1,6}(?:\s|$)|\s{0,3}#{1,6}[^\s#]")
_NOTE = re.compile(rf"\s*:{{3,}}\s*\{{?\.?(?:{'|'.join(kind.value for kind in NoteKind)})\b")
_FOOTNOTE = re.compile(r"\s{0,3}\[\^[^\s\[\]]{1,200}\]:")
_RULE = re.compile(r"(?:<hr\s*/?>\s*)+", re.IGNORECASE)


def shows_text(lines: Iterable[str]) -> bool:
    """Return whether there is a text in the lines of a section's file below its settings."""
    text = "\n".join(lines)
    top, noted = True, 0
    for line in _without_remarks(text).split("\n"):
        if is_fence(line):
            noted = _noted(line, noted)
            top = False
        elif line.strip() and not noted and not _is_nothing(line):
            if not (top and _HEADING.match(line)):
                return True
            top = False
    return False


def _without_remarks(text: str) -> str:
    """Return a text without its private remarks; one that never ends is text."""
    pieces: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 2)) >= 0:
        pieces.append(text[at:start])
        at = end + 3
    return "".join((*pieces, text[at:]))


def _noted(line: str, noted: int) -> int:
    """Return how many blocks are open within a note of the author's, the note among them."""
    if not line.strip(" \t:"):
        return max(0, noted - 1)
    return noted + 1 if noted or _NOTE.match(line) else 0


def _is_nothing(line: str) -> bool:
    bare = line.strip()
    return is_mark(bare) or bool(_RULE.fullmatch(bare) or _FOOTNOTE.match(line))
