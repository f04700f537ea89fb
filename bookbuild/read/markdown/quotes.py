"""Quotes and epigraphs: the last line that begins with a dash says whose words they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bookbuild.model.text import Blocks, Inlines, ListBlock, Paragraph, Quote, plain_text
from bookbuild.read.markdown.lines import (
    cut_last_line,
    drop_start,
    split_lines,
    unwrap,
    unwrap_blocks,
)

_DASH = re.compile(r"\s*(?:-{1,3}|–|—|―)\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Attributed:
    """Quoted blocks, and whose words they are (() where nobody is named)."""

    blocks: Blocks
    attribution: Inlines = ()


def build_quote(blocks: Blocks, line: int) -> Quote:
    """Return a quote, its attribution taken from its last line."""
    found = attribution_of(blocks)
    return Quote(found.blocks, found.attribution, line=line)


def attribution_of(blocks: Blocks) -> Attributed:
    """Take the attribution from the last line, where that begins with a dash.

    A dash also opens a line of dialogue. So the quote must hold more than that one line, and no
    other line of it may begin with a dash.
    """
    if not blocks:
        return Attributed(())
    before, last = blocks[:-1], blocks[-1]
    if isinstance(last, ListBlock) and before and not _any_dash(before):
        single = _only_line(last)
        if single:
            return Attributed(unwrap_blocks(before), unwrap(single))
    if isinstance(last, Paragraph) and not _any_dash(before):
        rest, line = cut_last_line(last.inlines)
        if (before or rest) and _begins_with_dash(line) and not _line_with_dash(rest):
            kept = (replace(last, inlines=rest),) if rest else ()
            return Attributed(unwrap_blocks((*before, *kept)), unwrap(_without_dash(line)))
    return Attributed(unwrap_blocks(blocks))


def _any_dash(blocks: Blocks) -> bool:
    return any(isinstance(b, Paragraph) and _line_with_dash(b.inlines) for b in blocks)


def _line_with_dash(inlines: Inlines) -> bool:
    return any(_begins_with_dash(line) for line in split_lines(inlines))


def _begins_with_dash(inlines: Inlines) -> bool:
    return bool(_DASH.match(plain_text(inlines)))


def _without_dash(inlines: Inlines) -> Inlines:
    match = _DASH.match(plain_text(inlines))
    return drop_start(inlines, match.end()) if match else inlines


def _only_line(block: ListBlock) -> Inlines:
    """Return the words of a list with one line: "- Name" reads as a list in Markdown."""
    if block.start is not None or len(block.items) != 1 or len(block.items[0].blocks) != 1:
        return ()
    only = block.items[0].blocks[0]
    return only.inlines if isinstance(only, Paragraph) else ()
