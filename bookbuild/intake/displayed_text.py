"""What is set apart from the text around it, as Markdown: verse, quotations, centred lines."""

from __future__ import annotations

import re
from typing import assert_never

from bookbuild.intake.escape import escaped
from bookbuild.intake.marks import as_scene_break
from bookbuild.intake.paragraph_text import paragraph_text
from bookbuild.intake.passages import Passage, Row
from bookbuild.intake.posted_chapter import Display, Displayed
from bookbuild.intake.within.lines import undressed

_STEP = 2
_DEEPEST = 8
"""The most steps that a line is set in: more would leave no room for it on a phone."""

_SPANNING = re.compile(r"(?<![\w\\])(_{1,3})(?=[^\s_])[^_]{0,2000}?(?<=[^\s_\\])\1(?!\w)")


def displayed_lines(block: Displayed) -> tuple[str, ...]:
    """Return the lines of a block between its fences."""
    match block.kind:
        case Display.VERSE:
            return (*_opening(block), *_verse(_passages(block)), ":::")
        case Display.HEADING:
            return (_heading(block),)
        case Display.CENTER | Display.RIGHT | Display.QUOTE | Display.EPIGRAPH:
            return _block(block)
        case Display.LETTER | Display.DATELINE:
            return _block(block)
        case unknown:
            assert_never(unknown)


def _opening(block: Displayed) -> tuple[str, ...]:
    return (f"::: {block.kind.value}",)


def _passages(block: Displayed) -> tuple[Passage, ...]:
    return tuple(one for one in block.inside if isinstance(one, Passage))


def _block(block: Displayed) -> tuple[str, ...]:
    colons = ":" * (2 + _depth(block))
    lines: list[str] = []
    for one in block.inside:
        lines += [""] if lines else []
        lines += displayed_lines(one) if isinstance(one, Displayed) else [_paragraph(one)]
    return (f"{colons} {block.kind.value}", *lines, colons)


def _depth(block: Displayed) -> int:
    """Return how many blocks stand in one another; what holds a block has a colon more."""
    return 1 + max((_depth(one) for one in block.inside if isinstance(one, Displayed)), default=0)


def _paragraph(passage: Passage) -> str:
    return as_scene_break(passage.rows[0].text) if passage.rule else paragraph_text(passage)


def _heading(block: Displayed) -> str:
    """The heading of a letter or a diary: one line, and no italics around all of it."""
    words = " ".join(one.text for one in _passages(block))
    return f"## {escaped(undressed(words))}"


def _verse(stanzas: tuple[Passage, ...]) -> tuple[str, ...]:
    """Emphasis that goes on over a line's end is opened again in the next line."""
    least = min(row.indent for stanza in stanzas for row in stanza.rows)
    lines: list[str] = []
    for stanza in stanzas:
        lines += [""] if lines else []
        texts = _SPANNING.sub(_reopened, "\n".join(row.text for row in stanza.rows)).split("\n")
        lines += (_line(row, text, least) for row, text in zip(stanza.rows, texts, strict=True))
    return tuple(lines)


def _reopened(found: re.Match[str]) -> str:
    return found[0].replace("\n", f"{found[1]}\n{found[1]}")


def _line(row: Row, text: str, least: int) -> str:
    step = min(_DEEPEST, (row.indent - least + 1) // _STEP)
    line = escaped(text)
    if line.endswith("\\"):
        line = line[:-2] + "&#92;"
    return " " * (_STEP * step) + ("\\" + line if line.startswith(":::") else line)
