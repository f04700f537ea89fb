"""Quotes whose last line says whose words they are, as their reader finds it.

A dash opens that line, and lines of dialogue as well. So an attribution is found only where no
other line of the quote begins with a dash, and where there are words before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bookbuild.intake.manuscript_text.tidy_inlines import tidy
from bookbuild.model.text import (
    Blocks,
    Epigraph,
    Inlines,
    Language,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Styled,
    Text,
    plain_text,
)

_DASH = re.compile(r"\s*(?:-{1,3}|–|—|―)\s*(?=\S)")
DASH = "— "


def with_attribution(
    quote: Quote | Epigraph, blocks: Blocks, attribution: Inlines
) -> Iterator[Quote | Epigraph]:
    """Yield a quote as its file can say it; one without words is none."""
    if attribution and not _can_be_found(blocks, attribution):
        last = Paragraph(tidy((Text(DASH), *attribution)))
        blocks, attribution = (*blocks, last), ()
    elif not attribution and (name := _listed_name(blocks)):
        blocks, attribution = blocks[:-1], name
    if blocks:
        yield replace(quote, blocks=blocks, attribution=attribution)


def _can_be_found(blocks: Blocks, attribution: Inlines) -> bool:
    said = plain_text(attribution)
    speaks = bool(said) and not said[0].isspace()  # a picture before a space has no words
    return speaks and bool(blocks) and not any(map(_has_dash, blocks))


def looks_attributed(blocks: Blocks) -> bool:
    """Return whether the last line of a quote without attribution would be taken for one."""
    match blocks:
        case (*before, Paragraph(inlines)):
            *above, last = _lines(inlines)
            return bool((before or above) and _DASH.match(last))
        case _:
            return False


def _listed_name(blocks: Blocks) -> Inlines:
    """Return the words of a list with one line at the end: "- Name" is a name there."""
    match blocks:
        case (_, *_, ListBlock(items, None)) if len(items) == 1:
            match items[0].blocks:
                case (Paragraph(inlines),) if not any(map(_has_dash, blocks[:-1])):
                    return inlines
    return ()


def _has_dash(block: object) -> bool:
    """Return whether a line of a paragraph begins with a dash, also one within emphasis."""
    return isinstance(block, Paragraph) and any(map(_DASH.match, _said(block.inlines).split("\n")))


def _said(inlines: Inlines) -> str:
    pieces = []
    for inline in inlines:
        match inline:
            case LineBreak():
                pieces.append("\n")
            case Styled(_, children) | Language(_, children) | Link(_, children):
                pieces.append(_said(children))
            case _:
                pieces.append(plain_text((inline,)))
    return "".join(pieces)


def _lines(inlines: Inlines) -> list[str]:
    lines: list[list[str]] = [[]]
    for inline in inlines:
        if isinstance(inline, LineBreak):
            lines.append([])
        else:
            lines[-1].append(plain_text((inline,)))
    return ["".join(line) for line in lines]
