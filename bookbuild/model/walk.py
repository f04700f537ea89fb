"""Walking through a text in reading order: every unit's text, block, line and inline.

Which blocks hold other blocks, and which hold lines of text, is written here once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from bookbuild.model.edition import NotesAppendix, PromiseUnit, TextUnit, Unit
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
    MessageTime,
    NoteRef,
    PageMark,
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
    plain_text,
)


def texts_of(unit: Unit) -> Iterator[Blocks]:
    """Yield every run of blocks in a unit: its text, its notes and its footnotes.

    The pages that bookbuild adds hold lines of words and no blocks.
    """
    match unit:
        case TextUnit():
            yield unit.epigraphs
            yield from (note.blocks for note in (*unit.opening, *unit.closing))
            yield unit.blocks
            yield from (note.blocks for note in unit.footnotes)
        case PromiseUnit():
            yield unit.promise
        case NotesAppendix():
            for entry in unit.entries:
                yield from (note.blocks for note in entry.notes)
                yield from (note.blocks for note in entry.footnotes)
        case _:
            return


def every_block(blocks: Blocks) -> Iterator[Block]:
    """Yield every block in reading order, each before what it holds."""
    for block in blocks:
        yield block
        if inner := blocks_in(block):
            yield from every_block(inner)


def blocks_in(block: Block) -> Blocks:
    """Return the blocks that a block holds, in reading order; () for those that hold none."""
    match block:
        case Paragraph() | SceneBreak():
            return ()
        case Quote() | Epigraph() | Aligned() | Clipping() | Conditional():
            return block.blocks
        case Letter(head, salutation, blocks, close):
            return (*head, *((salutation,) if salutation else ()), *blocks, *close)
        case ListBlock(items):
            return tuple(inner for item in items for inner in item.blocks)
        case _:
            return ()


def placed_texts(unit: str, blocks: Blocks) -> Iterator[tuple[str, Blocks]]:
    """Yield the texts of a unit in which every block has a place that readers keep, with whose.

    That is the unit's own, by its id, and those that blocks hold, by theirs: an epistolary chapter
    is one long letter. What a list holds has no places.
    """
    yield unit, blocks
    for block in every_block(blocks):
        if isinstance(block, Letter | Quote | Epigraph | Clipping | Aligned) and block.blocks:
            yield block.id, block.blocks


def lines_in(block: Block) -> tuple[Inlines, ...]:  # noqa: C901, PLR0911 (the dispatch)
    """Return the runs of inlines that stand directly in a block, in reading order."""
    match block:
        case Paragraph(inlines) | PointOfView(inlines) | Dateline(inlines) | Heading(_, inlines):
            return (inlines,)
        case Quote(_, attribution) | Epigraph(_, attribution):
            return (attribution,)
        case Verse(stanzas):
            return tuple(line.inlines for stanza in stanzas for line in stanza)
        case Messages():
            return tuple(_message_line(time, said) for time, said in timed_messages(block))
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


def block_text(block: Block) -> str:
    """Return the plain text that stands directly in a block, its lines joined by spaces."""
    return " ".join(plain_text(line) for line in lines_in(block))


def timed_messages(block: Messages) -> Iterator[tuple[str, Message | None]]:
    """Yield every message with the time that stands above it, "" for none.

    Several times in a row are one ("Monday 9:41 pm"); None is said below a time at the end.
    """
    time = ""
    for entry in block.entries:
        match entry:
            case MessageTime(text):
                time = f"{time} {text}".lstrip()
            case Message():
                yield time, entry
                time = ""
    if time:
        yield time, None


def _message_line(time: str, message: Message | None) -> Inlines:
    """Return a message as it is read: its sender, the time, and what is said."""
    if message is None:
        return (Text(time),)
    return (Text(f"{message.sender} {time} " if time else f"{message.sender} "), *message.inlines)


def lines_of(blocks: Blocks) -> Iterator[Inlines]:
    """Yield every run of inlines in the blocks, in the order in which they are read.

    A quotation's attribution follows what it quotes.
    """
    for block in blocks:
        if inner := blocks_in(block):
            yield from lines_of(inner)
        yield from lines_in(block)


def every_inline(inlines: Inlines) -> Iterator[Inline]:
    """Yield the inlines and the inlines within them, each before what it holds."""
    for inline in inlines:
        yield inline
        match inline:
            case Styled(_, children) | Language(_, children) | Link(_, children):
                yield from every_inline(children)
            case Text() | Code() | Verbatim() | LineBreak() | NoteRef() | Picture() | PageMark():
                pass
            case _:
                assert_never(inline)


def inlines_of(blocks: Blocks) -> Iterator[tuple[int, Inline]]:
    """Yield every inline of every block with its block's line, outer before inner."""
    for block in every_block(blocks):
        for line in lines_in(block):
            for inline in every_inline(line):
                yield block.line, inline
