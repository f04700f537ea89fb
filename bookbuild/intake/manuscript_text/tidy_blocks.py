"""Blocks as the author's files can say them.

Empty blocks go; two scene breaks in a row are one. What no file can say is said in another way,
with all of its words: a list that begins with 5 is paragraphs that begin with their numbers, a
message from somebody with a colon in the name is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bookbuild.intake.manuscript_text.addresses import attribute_value, id_attribute
from bookbuild.intake.manuscript_text.tidy_inlines import (
    clean,
    on_one_line,
    tidy,
    tidy_path,
    with_breaks_outside,
)
from bookbuild.intake.manuscript_text.tidy_lines import tidy_box, tidy_conversation, tidy_verse
from bookbuild.intake.manuscript_text.tidy_quotes import with_attribution
from bookbuild.model.text import (
    Aligned,
    BlankLine,
    Block,
    Blocks,
    Clipping,
    ClippingKind,
    CodeBlock,
    ColumnAlign,
    Conditional,
    Dateline,
    Epigraph,
    Figure,
    Heading,
    Inlines,
    Letter,
    LineBreak,
    ListBlock,
    ListItem,
    Messages,
    Paragraph,
    PointOfView,
    Quote,
    SceneBreak,
    SystemBox,
    Table,
    Text,
    Verse,
    plain_text,
)

_LANGUAGE = re.compile(r"[A-Za-z0-9-]+")
_DEEPEST_HEADING = 5


def tidy_blocks(blocks: Blocks) -> Blocks:
    """Return the blocks as the author's files can say them."""
    tidied: list[Block] = []
    for block in blocks:
        for one in _tidy(_named(block)):
            if isinstance(one, SceneBreak) and tidied and isinstance(tidied[-1], SceneBreak):
                continue
            tidied.append(one)
    return tuple(tidied)


def without_outer_breaks(blocks: Blocks) -> Blocks:
    """Return tidy blocks without the scene breaks that begin or end them, which mean nothing."""
    start = 1 if blocks and isinstance(blocks[0], SceneBreak) else 0
    end = len(blocks) - (1 if blocks[start:] and isinstance(blocks[-1], SceneBreak) else 0)
    return blocks[start:end]


def _named(block: Block) -> Block:
    ident = block.id if id_attribute(block.id) else ""
    lang = block.lang.strip() if _LANGUAGE.fullmatch(block.lang.strip()) else ""
    if (ident, lang) == (block.id, block.lang):
        return block
    return replace(block, id=ident, lang=lang)


def _tidy(block: Block) -> Iterator[Block]:  # noqa: C901, PLR0912 (the dispatch)
    match block:
        case Paragraph(inlines):
            yield from _paragraph(block, inlines)
        case Heading(level, inlines):
            if words := tidy(inlines):
                level = min(max(level, 1), _DEEPEST_HEADING)
                yield replace(block, level=level, inlines=words)
        case PointOfView(inlines) | Dateline(inlines):
            if words := tidy(inlines):
                yield replace(block, inlines=words)
        case Quote(blocks, attribution) | Epigraph(blocks, attribution):
            yield from with_attribution(block, tidy_blocks(blocks), on_one_line(attribution))
        case Verse():
            yield from tidy_verse(block)
        case Letter():
            yield from _letter(block)
        case Messages():
            yield from tidy_conversation(block)
        case SystemBox():
            yield from tidy_box(block)
        case Aligned(_, blocks):
            yield from _aligned(block, tidy_blocks(blocks))
        case Clipping(kind, blocks):
            inner = tidy_blocks(blocks)
            if inner:
                is_sign = kind is ClippingKind.SIGN
                yield replace(block, blocks=_line_by_line(inner) if is_sign else inner)
        case Conditional(blocks):
            yield from _conditional(block, tidy_blocks(blocks))
        case ListBlock():
            yield from _list(block)
        case Table():
            yield from _table(block)
        case Figure():
            yield from _figure(block)
        case CodeBlock(text):
            lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            yield replace(block, text="\n".join(clean(line) for line in lines))
        case SceneBreak() | BlankLine():
            yield block


def _paragraph(block: Paragraph, inlines: Inlines) -> Iterator[Block]:
    words = tidy(inlines)
    blank = LineBreak() in inlines or "\u00a0" in plain_text(inlines)
    if words:
        yield replace(block, inlines=words)
    elif blank:
        yield BlankLine(line=block.line, id=block.id, lang=block.lang)


def _letter(letter: Letter) -> Iterator[Block]:
    head, close = _paragraphs(letter.head), _paragraphs(letter.close)
    greeting = _paragraphs((letter.salutation,) if letter.salutation else ())
    blocks = _line_by_line(tidy_blocks(letter.blocks))
    if head or greeting or blocks or close:
        salutation = greeting[0] if greeting else None
        yield replace(letter, head=head, salutation=salutation, blocks=blocks, close=close)


def _paragraphs(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    tidied = _line_by_line(tidy_blocks(paragraphs))
    return tuple(one for one in tidied if isinstance(one, Paragraph))


def _line_by_line(blocks: Blocks) -> Blocks:
    return tuple(
        replace(block, inlines=tidy(with_breaks_outside(block.inlines)))
        if isinstance(block, Paragraph)
        else block
        for block in blocks
    )


def _aligned(block: Aligned, blocks: Blocks) -> Iterator[Block]:
    if all(isinstance(one, SceneBreak) for one in blocks):
        yield from blocks
    else:
        yield replace(block, blocks=blocks)


def _conditional(block: Conditional, blocks: Blocks) -> Iterator[Block]:
    """Yield a condition; its id and language belong to the blocks that it holds."""
    if not blocks:
        return
    if block.lang:
        blocks = tuple(replace(one, lang=one.lang or block.lang) for one in blocks)
    if block.id:
        blocks = (replace(blocks[0], id=block.id), *blocks[1:])
    blocks = tidy_blocks(blocks)  # again, for the conditions among them
    only = tuple(
        name for one in block.only for name in attribute_value(one).replace(",", " ").split()
    )
    until = attribute_value(block.until)
    if only or until:
        yield Conditional(blocks, only, until, line=block.line)
    else:
        yield from blocks


def _list(block: ListBlock) -> Iterator[Block]:
    items = tuple(ListItem(tidy_blocks(item.blocks)) for item in block.items)
    if block.start in (None, 1):
        items = tuple(item for item in items if item.blocks)
        if items:
            yield replace(block, items=items)
        return
    for number, item in enumerate(items, block.start):
        yield from _numbered(number, item)


def _numbered(number: int, item: ListItem) -> Iterator[Block]:
    match item.blocks:
        case (Paragraph(inlines) as first, *others):
            yield replace(first, inlines=tidy((Text(f"{number}. "), *inlines)))
            yield from others
        case blocks:
            yield Paragraph((Text(f"{number}."),))
            yield from blocks


def _table(table: Table) -> Iterator[Block]:
    """Yield a table with as many cells in each row; without any words it is none."""
    head = tuple(tidy(cell) for cell in table.head)
    rows = tuple(tuple(tidy(cell) for cell in row) for row in table.rows)
    width = max(len(row) for row in (table.aligns, head, *rows))
    if not any(any(row) for row in (head, *rows)):
        return
    left = (ColumnAlign.LEFT,) * (width - len(table.aligns))
    yield replace(
        table,
        aligns=(*table.aligns, *left),
        head=_filled(head, width) if any(head) else (),
        rows=tuple(_filled(row, width) for row in rows),
    )


def _filled(row: tuple[Inlines, ...], width: int) -> tuple[Inlines, ...]:
    return (*row, *((),) * (width - len(row)))


def _figure(figure: Figure) -> Iterator[Block]:
    source, caption = tidy_path(figure.source), on_one_line(figure.caption)
    alt, credit = " ".join(clean(figure.alt).split()), attribute_value(figure.credit)
    if source:
        yield replace(figure, source=source, alt=alt, caption=caption, credit=credit)
        return
    for run in (caption or (Text(alt),), (Text(credit),)):
        yield from _paragraph(Paragraph(()), run)
