"""What is set apart from the text around it, as Markdown: verse, quotations, centred lines."""

from __future__ import annotations

import re
from typing import assert_never

from bookbuild.intake.escape import escaped
from bookbuild.intake.paragraph_text import paragraph_text
from bookbuild.intake.passages import Passage, Row
from bookbuild.intake.posted_chapter import Display, Displayed

_STEP = 2
_DEEPEST = 8
"""The most steps that a line is set in: more would leave no room for it on a phone."""

_SPANNING = re.compile(r"(?<![\w\\])(_{1,3})(?=[^\s_])[^_]{0,2000}?(?<=[^\s_\\])\1(?!\w)")


def displayed_lines(block: Displayed) -> tuple[str, ...]:
    """Return the lines of a block between its fences."""
    match block.kind:
        case Display.VERSE:
            return (*_opening(block), *_verse(_passages(block)), ":::")
        case Display.CENTER | Display.RIGHT | Display.QUOTE | Display.EPIGRAPH:
            return _block(block)
        case unknown:
            assert_never(unknown)


def _opening(block: Displayed) -> tuple[str, ...]:
    return (f"::: {block.kind.value}",)


def _passages(block: Displayed) -> tuple[Passage, ...]:
    return tuple(one for one in block.inside if isinstance(one, Passage))


def _block(block: Displayed) -> tuple[str, ...]:
    nested = any(isinstance(one, Displayed) for one in block.inside)
    colons = "::::" if nested else ":::"
    lines: list[str] = []
    for one in block.inside:
        lines += [""] if lines else []
        lines += displayed_lines(one) if isinstance(one, Displayed) else [paragraph_text(one)]
    return (f"{colons} {block.kind.value}", *lines, colons)


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
