"""Verse: each source line a line, indents kept, a blank line between stanzas."""

from __future__ import annotations

from bookbuild.model.text import Verse, VerseLine
from bookbuild.read.markdown.inline import line_inlines
from bookbuild.read.markdown.lines import unwrap
from bookbuild.read.markdown.reading import Reading

_STEP = 2
_TAB = 4


def build_verse(lines: tuple[tuple[str, int], ...], line: int, reading: Reading) -> Verse:
    """Return the verse of these source lines, each with its number in the file.

    Two typed spaces are one step of indent, a tab is two steps.
    """
    stanzas: list[tuple[VerseLine, ...]] = []
    stanza: list[VerseLine] = []
    for text, number in (*lines, ("", 0)):
        if text.strip():
            stanza.append(_verse_line(text, number, reading))
        elif stanza:
            stanzas.append(tuple(stanza))
            stanza = []
    return Verse(tuple(stanzas), line=line)


def _verse_line(text: str, number: int, reading: Reading) -> VerseLine:
    text = text.replace("\t", " " * _TAB).replace("&nbsp;", "\u00a0").rstrip()
    words = text.lstrip(" \u00a0")
    indent = (len(text) - len(words)) // _STEP
    words = words.removesuffix("\\").rstrip()
    return VerseLine(unwrap(line_inlines(words, number, reading)), indent)
