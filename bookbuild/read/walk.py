"""Every block and inline of a text, one after the other, with the line it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from bookbuild.model.text import (
    Aligned,
    BlankLine,
    Block,
    Blocks,
    Clipping,
    Code,
    CodeBlock,
    Conditional,
    Dateline,
    Epigraph,
    Figure,
    Heading,
    Inline,
    Inlines,
    Language,
    Letter,
    LineBreak,
    Link,
    ListBlock,
    Message,
    Messages,
    NoteRef,
    Paragraph,
    Picture,
    PointOfView,
    Quote,
    SceneBreak,
    Styled,
    SystemBox,
    Table,
    Text,
    Verbatim,
    Verse,
)


def each_block(blocks: Blocks) -> Iterator[Block]:
    """Yield every block, outer before inner."""
    for block in blocks:
        yield block
        yield from each_block(_inner_blocks(block))


def each_inline(blocks: Blocks) -> Iterator[tuple[int, Inline]]:
    """Yield every inline of every block with its block's line, outer before inner."""
    for block in each_block(blocks):
        for inlines in _runs(block):
            for inline in within(inlines):
                yield block.line, inline


def within(inlines: Inlines) -> Iterator[Inline]:
    """Yield every inline, outer before inner."""
    for inline in inlines:
        yield inline
        match inline:
            case Styled(_, children) | Language(_, children) | Link(_, children):
                yield from within(children)
            case Text() | Code() | Verbatim() | LineBreak() | NoteRef() | Picture():
                pass
            case _:
                assert_never(inline)


def _inner_blocks(block: Block) -> Blocks:
    match block:
        case Quote() | Epigraph() | Clipping() | Aligned() | Conditional():
            return block.blocks
        case Letter():
            salutation = (block.salutation,) if block.salutation else ()
            return (*block.head, *salutation, *block.blocks, *block.close)
        case ListBlock():
            return tuple(inner for item in block.items for inner in item.blocks)
        case _:
            return ()


def _runs(block: Block) -> tuple[Inlines, ...]:
    """Return the block's own lines of text, without those of the blocks inside it."""
    match block:
        case Paragraph() | Heading() | PointOfView() | Dateline():
            return (block.inlines,)
        case Quote() | Epigraph():
            return (block.attribution,)
        case Verse():
            return tuple(line.inlines for stanza in block.stanzas for line in stanza)
        case Messages():
            return tuple(entry.inlines for entry in block.entries if isinstance(entry, Message))
        case SystemBox():
            return tuple(line.inlines for line in block.lines)
        case Table():
            return (*block.head, *(cell for row in block.rows for cell in row))
        case Figure():
            return (block.caption,)
        case (
            SceneBreak()
            | BlankLine()
            | CodeBlock()
            | Letter()
            | Clipping()
            | Aligned()
            | ListBlock()
            | Conditional()
        ):
            return ()
        case _:
            assert_never(block)
