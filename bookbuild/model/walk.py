"""Walking through blocks in reading order, for those who look at every line of a section."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.model.text import (
    Aligned,
    BlankLine,
    Block,
    Blocks,
    Clipping,
    CodeBlock,
    Conditional,
    Dateline,
    Epigraph,
    Figure,
    Heading,
    Inlines,
    Letter,
    ListBlock,
    Message,
    Messages,
    Paragraph,
    PointOfView,
    Quote,
    SceneBreak,
    SystemBox,
    Table,
    Text,
    Verse,
)


def every_block(blocks: Blocks) -> Iterator[Block]:
    """Yield every block in reading order, each before what it holds."""
    for block in blocks:
        yield block
        yield from every_block(blocks_in(block))


def blocks_in(block: Block) -> Blocks:
    """Return the blocks that a block holds, in reading order; () for those that hold none."""
    match block:
        case Quote() | Epigraph() | Aligned() | Clipping() | Conditional():
            return block.blocks
        case Letter(head, salutation, blocks, close):
            return (*head, *((salutation,) if salutation else ()), *blocks, *close)
        case ListBlock(items):
            return tuple(inner for item in items for inner in item.blocks)
        case _:
            return ()


def lines_in(block: Block) -> tuple[Inlines, ...]:  # noqa: C901, PLR0911 (the dispatch)
    """Return the runs of inlines that stand directly in a block, in reading order."""
    match block:
        case Paragraph(inlines) | PointOfView(inlines) | Dateline(inlines) | Heading(_, inlines):
            return (inlines,)
        case Quote(_, attribution) | Epigraph(_, attribution):
            return (attribution,)
        case Verse(stanzas):
            return tuple(line.inlines for stanza in stanzas for line in stanza)
        case Messages(entries):
            said = (entry for entry in entries if isinstance(entry, Message))
            return tuple((Text(f"{entry.sender} "), *entry.inlines) for entry in said)
        case SystemBox(lines):
            return tuple((Text(f"{line.label} "), *line.inlines) for line in lines)
        case Table(_, head, rows):
            return (*head, *(cell for row in rows for cell in row))
        case Figure(_, _, caption, credit):
            return (caption, (Text(credit),))
        case CodeBlock(text):
            return ((Text(text),),)
        case SceneBreak() | BlankLine() | Letter() | ListBlock():
            return ()
        case Aligned() | Clipping() | Conditional():
            return ()
