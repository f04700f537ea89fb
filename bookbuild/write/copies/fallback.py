"""What becomes of every block where a site has paragraphs, quotations and lists, and little else.

The order of the words is that of the book, so that a screen reader and a search find the same. A
picture cannot be posted with the text: its description stands in its place, in brackets.
"""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import basename
from typing import assert_never

from bookbuild.model.edition import Words
from bookbuild.model.text import (
    Align,
    Aligned,
    BlankLine,
    Block,
    Blocks,
    Clipping,
    ClippingKind,
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
    Style,
    Styled,
    SystemBox,
    SystemLine,
    Table,
    Text,
    Verse,
)
from bookbuild.model.walk import timed_messages
from bookbuild.write.copies.pieces import (
    Apart,
    Break,
    Framed,
    Gap,
    Grid,
    Items,
    Line,
    Piece,
    Pieces,
    Side,
    Stanza,
    Title,
    Typed,
)


def pieces_of(blocks: Blocks, words: Words, side: Side = Side.START) -> Pieces:
    """Return the blocks as pieces; ``side`` is where their paragraphs stand."""
    return tuple(piece for block in blocks for piece in _pieces(block, words, side))


def _pieces(block: Block, words: Words, side: Side) -> Pieces:  # noqa: C901, PLR0911, PLR0912 (the dispatch)
    match block:
        case Paragraph(inlines):
            return (Line(inlines, side, block.lang),)
        case SceneBreak():
            return (Break(),)
        case BlankLine():
            return (Gap(),)
        case Heading(level, inlines):
            return (Title(level, inlines, block.lang),)
        case PointOfView(inlines):
            return (Line((Styled(Style.STRONG, inlines),), Side.CENTER, block.lang),)
        case Dateline(inlines):
            return (Line((Styled(Style.EMPHASIS, inlines),), side, block.lang),)
        case Quote(blocks, attribution) | Epigraph(blocks, attribution):
            return (Apart((*pieces_of(blocks, words, side), *_source(attribution)), block.lang),)
        case Verse(stanzas):
            return (Apart(tuple(Stanza(stanza) for stanza in stanzas), block.lang),)
        case Letter():
            return (Apart(_letter(block, words), block.lang),)
        case Messages():
            return (Apart(tuple(_messages(block, words)), block.lang),)
        case SystemBox(lines):
            return (Framed(tuple(_labelled(line, words) for line in lines), block.lang),)
        case Clipping(kind, blocks):
            inner = Side.CENTER if kind is ClippingKind.SIGN else side
            return (Apart(pieces_of(blocks, words, inner), block.lang),)
        case Aligned(align, blocks):
            inner = Side.CENTER if align is Align.CENTER else Side.END
            return pieces_of(blocks, words, inner)
        case ListBlock(items, start):
            listed = tuple(pieces_of(item.blocks, words) for item in items)
            return (Items(listed, start, block.lang),)
        case Table():
            return (Grid(block),)
        case Figure():
            return tuple(_figure(block))
        case CodeBlock(text):
            return (Typed(text),)
        case Conditional(blocks):
            return pieces_of(blocks, words, side)
        case _:
            assert_never(block)


def _source(attribution: Inlines) -> Pieces:
    return (Line((Text("— "), *attribution), Side.END),) if attribution else ()


def _letter(letter: Letter, words: Words) -> Pieces:
    """Return a letter: what stands above it and the name below it to the right, as on paper."""
    salutation = pieces_of((letter.salutation,) if letter.salutation else (), words)
    return (
        *pieces_of(letter.head, words, Side.END),
        *salutation,
        *pieces_of(letter.blocks, words),
        *pieces_of(letter.close, words, Side.END),
    )


def _messages(block: Messages, words: Words) -> Iterator[Piece]:
    """Yield a line for each message; the sender is named where the speaker changes.

    One's own messages stand on the other side, as on a telephone, and have the name as well: where
    a site drops the side, nothing is lost.
    """
    sender = ""
    for time, message in timed_messages(block):
        if message is None:
            yield Line((Text(time),), Side.CENTER)
            continue
        side = Side.END if message.mine else Side.START
        new = bool(time) or message.sender != sender
        sender = message.sender
        yield Line((*(_sender(message, time, words) if new else ()), *message.inlines), side)


def _sender(message: Message, time: str, words: Words) -> Inlines:
    when = f"({time})" if time else ""
    if not message.sender:
        return (Text(f"{when} "),) if when else ()
    name = Styled(Style.STRONG, (Text(message.sender),))
    return (name, Text(f" {when}{words.colon}" if when else words.colon))


def _labelled(line: SystemLine, words: Words) -> Inlines:
    if not line.label:
        return line.inlines
    label = Styled(Style.STRONG, (Text(f"{line.label}{words.colon_mark}"),))
    return (label, Text(words.colon_space), *line.inlines)


def _figure(block: Figure) -> Iterator[Piece]:
    yield Line((Text(instead_of_picture(block.source, block.alt)),), Side.CENTER, block.lang)
    if block.caption:
        yield Line((Styled(Style.EMPHASIS, block.caption),), Side.CENTER, block.lang)
    if block.credit:
        yield Line((Text(block.credit),), Side.CENTER, block.lang)


def instead_of_picture(source: str, alt: str) -> str:
    """Return what stands for a picture: its description, or the name of its file."""
    return f"[{alt.strip() or basename(source)}]"
