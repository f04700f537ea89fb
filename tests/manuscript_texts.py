"""Blocks without what Markdown cannot tell apart, so that two texts can be compared.

Lines of the file go. Headings count from the highest. A letter's parts are told by their words, so
here it is the sequence of its lines; a sign's lines are lines, also within emphasis.
"""

from __future__ import annotations

import dataclasses
from typing import TypeVar

from markdown_it.common.normalize_url import normalizeLink

from bookbuild.intake.manuscript_text.tidy_blocks import tidy_blocks, without_outer_breaks
from bookbuild.model.text import (
    Aligned,
    Block,
    Blocks,
    Clipping,
    ClippingKind,
    ExternalTarget,
    Heading,
    Inline,
    Inlines,
    Language,
    Letter,
    LineBreak,
    Link,
    Paragraph,
    Styled,
    Text,
)
from bookbuild.model.walk import every_block

T = TypeVar("T")


def comparable(*texts: Blocks) -> tuple[Blocks, ...]:
    """Return the texts of one section in a form in which equal ones are equal."""
    tidied = tuple(tidy_blocks(text) for text in texts)
    headings = (
        block.level for text in tidied for block in every_block(text) if isinstance(block, Heading)
    )
    highest = min(headings, default=1)
    return tuple(
        without_outer_breaks(tidy_blocks(tuple(_plain(block, highest) for block in text)))
        for text in tidied
    )


def _plain(value: T, highest: int) -> T:
    match value:
        case Letter():
            inner = (*value.head, *_there(value.salutation), *value.blocks, *value.close)
            lines = tuple(line for block in inner for line in _lines(block))
            plain = tuple(_plain(block, highest) for block in lines)
            return dataclasses.replace(
                value, head=(), salutation=None, blocks=plain, close=(), line=0
            )
        case Clipping(ClippingKind.SIGN, blocks):
            split = tuple(_split(block) for block in blocks)
            plain = tuple(_plain(block, highest) for block in split)
            return dataclasses.replace(value, blocks=plain, line=0)
        case Heading(level, inlines):
            return dataclasses.replace(
                value, level=level - highest + 1, inlines=_plain(inlines, highest), line=0
            )
        case ExternalTarget(url):
            return dataclasses.replace(value, url=normalizeLink(url.strip()))
        case tuple():
            return tuple(_plain(one, highest) for one in value)  # type: ignore[return-value]
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            fields = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
            new = {name: _plain(field, highest) for name, field in fields.items()}
            new |= {"line": 0} if "line" in new else {}
            return dataclasses.replace(value, **new)
        case _:
            return value


def _there(paragraph: Paragraph | None) -> tuple[Paragraph, ...]:
    return (paragraph,) if paragraph else ()


def _lines(block: Block) -> Blocks:
    """Return the lines of a letter's paragraph as paragraphs; its close may be set right."""
    match block:
        case Aligned(_, blocks, id="", lang="") if all(isinstance(b, Paragraph) for b in blocks):
            return tuple(line for one in blocks for line in _lines(one))
        case Paragraph(inlines):
            return tuple(Paragraph(tuple(line)) for line in _split_inlines(inlines) if line)
        case _:
            return (block,)


def _split(block: Block) -> Block:
    if not isinstance(block, Paragraph):
        return block
    first, *others = _split_inlines(block.inlines)
    broken = tuple(inline for line in others for inline in (LineBreak(), *line))
    return dataclasses.replace(block, inlines=(*first, *broken))


def _split_inlines(inlines: Inlines) -> list[list[Inline]]:
    lines: list[list[Inline]] = [[]]
    for inline in inlines:
        match inline:
            case LineBreak():
                lines.append([])
            case Styled(_, children) | Language(_, children) | Link(_, children):
                first, *others = _split_inlines(children)
                lines[-1] += [dataclasses.replace(inline, children=tuple(first))] if first else []
                lines += [
                    [dataclasses.replace(inline, children=tuple(line))] if line else []
                    for line in others
                ]
            case Text(""):
                pass
            case _:
                lines[-1].append(inline)
    return lines
