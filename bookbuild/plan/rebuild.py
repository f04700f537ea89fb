"""Ways to rebuild the tree of blocks that the passes share.

A pass says what it changes, and this module which blocks hold other blocks and which hold lines of
text, so that a new kind of block is added in one place. Nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
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
)

ChangeBlocks = Callable[[Blocks], Blocks]
ChangeInlines = Callable[[Inlines], Inlines]


def with_words(paragraph: Paragraph, inlines: Inlines) -> Paragraph:
    """Return the paragraph with other words.

    As `dataclasses.replace` does, in a third of the time: a novel has thousands of paragraphs.
    """
    return Paragraph(inlines, line=paragraph.line, id=paragraph.id, lang=paragraph.lang)


def with_id(paragraph: Paragraph, id: str) -> Paragraph:
    """Return the paragraph with another id, as fast as `with_words`."""
    return Paragraph(paragraph.inlines, line=paragraph.line, id=id, lang=paragraph.lang)


def with_children(block: Block, change: ChangeBlocks) -> Block:
    """Return the block with its blocks changed; a block that holds none is returned as it is.

    The paragraphs above and below a letter's text are no children: they stay single paragraphs.
    """
    match block:
        case Quote() | Epigraph() | Clipping() | Aligned() | Letter() | Conditional():
            return replace(block, blocks=change(block.blocks))
        case ListBlock():
            items = tuple(replace(item, blocks=change(item.blocks)) for item in block.items)
            return replace(block, items=items)
        case _:
            return block


def with_inlines(blocks: Blocks, change: ChangeInlines) -> Blocks:
    """Return the blocks with every run of inlines in them changed, at every depth."""
    return tuple(_changed(block, change) for block in blocks)


def _changed(block: Block, change: ChangeInlines) -> Block:
    if isinstance(block, Paragraph):
        inlines = change(block.inlines)
        # Most stay as they are: to compare them costs less than to make them anew.
        return block if inlines == block.inlines else with_words(block, inlines)
    block = with_children(block, lambda blocks: with_inlines(blocks, change))
    match block:
        case Paragraph() | Heading() | PointOfView() | Dateline():
            return replace(block, inlines=change(block.inlines))
        case Quote() | Epigraph():
            return replace(block, attribution=change(block.attribution))
        case Figure():
            return replace(block, caption=change(block.caption))
        case Letter():
            return _changed_letter(block, change)
        case Verse() | Messages() | SystemBox() | Table():
            return _changed_lines(block, change)
        case ListBlock() | Clipping() | Aligned() | Conditional():
            return block
        case SceneBreak() | BlankLine() | CodeBlock():
            return block
        case _:
            assert_never(block)


def _changed_letter(letter: Letter, change: ChangeInlines) -> Letter:
    def paragraph(given: Paragraph) -> Paragraph:
        return with_words(given, change(given.inlines))

    return replace(
        letter,
        head=tuple(map(paragraph, letter.head)),
        salutation=paragraph(letter.salutation) if letter.salutation else None,
        close=tuple(map(paragraph, letter.close)),
    )


def _changed_lines(
    block: Verse | Messages | SystemBox | Table, change: ChangeInlines
) -> Verse | Messages | SystemBox | Table:
    match block:
        case Verse():
            stanzas = tuple(
                tuple(replace(line, inlines=change(line.inlines)) for line in stanza)
                for stanza in block.stanzas
            )
            return replace(block, stanzas=stanzas)
        case Messages():
            return replace(block, entries=tuple(_changed_entry(e, change) for e in block.entries))
        case SystemBox():
            lines = tuple(replace(line, inlines=change(line.inlines)) for line in block.lines)
            return replace(block, lines=lines)
        case Table():
            return replace(
                block,
                head=tuple(map(change, block.head)),
                rows=tuple(tuple(map(change, row)) for row in block.rows),
            )


def _changed_entry(entry: Message | MessageTime, change: ChangeInlines) -> Message | MessageTime:
    match entry:
        case Message():
            return replace(entry, inlines=change(entry.inlines))
        case MessageTime():
            return entry


def change_inlines(inlines: Inlines, change: Callable[[Inline], Inlines]) -> Inlines:
    """Return the inlines, each replaced by what ``change`` makes of it, the innermost first."""
    return tuple(new for inline in inlines for new in change(_with_inner(inline, change)))


def _with_inner(inline: Inline, change: Callable[[Inline], Inlines]) -> Inline:
    match inline:
        case Styled() | Language() | Link():
            return replace(inline, children=change_inlines(inline.children, change))
        case Text() | Code() | Verbatim() | LineBreak() | NoteRef() | Picture() | PageMark():
            return inline
        case _:
            assert_never(inline)
