"""Blocks to the lines of a file, an empty line between two of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from bookbuild.intake.manuscript_text.code_blocks import code_lines
from bookbuild.intake.manuscript_text.fences import Lines, conditions, fenced, names
from bookbuild.intake.manuscript_text.figures import figure_line
from bookbuild.intake.manuscript_text.headings import heading_line
from bookbuild.intake.manuscript_text.inlines import prose
from bookbuild.intake.manuscript_text.lists import item_lines, mark_of
from bookbuild.intake.manuscript_text.messages import message_lines, teller
from bookbuild.intake.manuscript_text.system import system_lines
from bookbuild.intake.manuscript_text.tables import table_lines
from bookbuild.intake.manuscript_text.tidy_quotes import DASH, looks_attributed
from bookbuild.intake.manuscript_text.verse import verse_lines
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
    Letter,
    LineBreak,
    ListBlock,
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

SCENE_BREAK = "***"
_BLANK = "\\"


def block_lines(blocks: Blocks) -> Lines:
    """Return the lines of tidy blocks."""
    lines: list[str] = []
    lists = 0  # how many stand directly above
    for lang, group in groupby(blocks, lambda block: block.lang):
        run = tuple(group)
        if lang and len(run) > 1:
            inside = block_lines(tuple(replace(block, lang="") for block in run))
            lines += ("",) if lines else ()
            lines += fenced("", names("", lang), inside)
            lists = 0
            continue
        for block in run:
            piece = _block(block, (), lists)
            lines += ("", *piece) if lines else piece
            lists = lists + 1 if isinstance(block, ListBlock) and not _is_named(block) else 0
    return tuple(lines)


def _block(block: Block, extra: tuple[str, ...], lists: int = 0) -> Lines:
    """Return a block's lines; ``extra`` are attributes of the condition around it."""
    attributes = (*names(block.id, block.lang), *extra)
    if name := _name(block, bool(attributes)):
        return fenced(name, (*_own(block), *attributes), _inside(block))
    match block:
        case Conditional(blocks, only, until):
            return _conditional(blocks, (*conditions(only, until), *attributes))
        case Heading():
            return _fenced_if(extra, (heading_line(block),))
        case Figure():
            return _fenced_if((*names("", block.lang), *extra), (figure_line(block),))
        case _:
            return _fenced_if(attributes, _bare(block, 0 if attributes else lists))


def _fenced_if(attributes: tuple[str, ...], lines: Lines) -> Lines:
    return fenced("", attributes, lines) if attributes else lines


def _conditional(blocks: Blocks, attributes: tuple[str, ...]) -> Lines:
    if len(blocks) == 1 and not isinstance(blocks[0], Conditional):
        return _block(blocks[0], attributes)
    return fenced("", attributes, block_lines(blocks))


def _bare(block: Block, lists: int = 0) -> Lines:
    """Return the lines of a block that needs no fences."""
    match block:
        case Paragraph(inlines):
            return prose(inlines, after_list=lists > 0)
        case SceneBreak():
            return (SCENE_BREAK,)
        case BlankLine():
            return (_BLANK,)
        case Quote():
            return tuple(f"> {line}".rstrip() for line in _quoted(block))
        case ListBlock(items):
            mark = mark_of(block, lists)
            return item_lines(block, mark, tuple(block_lines(item.blocks) for item in items))
        case Table():
            return table_lines(block)
        case CodeBlock(text):
            return code_lines(text)
        case _:
            return ()


# -------------------------------------------------------------------------- blocks with names


def _name(block: Block, has_attributes: bool) -> str:  # noqa: C901, PLR0911 (the dispatch)
    """Return the name that stands behind the colons, "" for a block that needs none."""
    match block:
        case Quote(blocks):
            plain = all(isinstance(one, Paragraph) and not _is_named(one) for one in blocks)
            return "" if plain and not has_attributes else "quote"
        case Epigraph():
            return "epigraph"
        case Verse():
            return "verse"
        case Letter():
            return "letter"
        case Messages():
            return "messages"
        case SystemBox():
            return "system"
        case PointOfView():
            return "pov"
        case Dateline():
            return "dateline"
        case Clipping(kind):
            return kind.value
        case Aligned(align):
            return align.value
        case _:
            return ""


def _is_named(block: Block) -> bool:
    return bool(block.id or block.lang)


def _own(block: Block) -> tuple[str, ...]:
    return teller(block) if isinstance(block, Messages) else ()


def _inside(block: Block) -> Lines:
    """Return the lines between a block's fences."""
    match block:
        case Quote() | Epigraph():
            return _quoted(block)
        case Verse():
            return verse_lines(block)
        case Messages():
            return message_lines(block)
        case SystemBox():
            return system_lines(block)
        case PointOfView(inlines) | Dateline(inlines):
            return prose(inlines)
        case Letter(head, salutation, blocks, close):
            greeting = (salutation,) if salutation else ()
            return block_lines((*head, *greeting, *blocks, *close))
        case Aligned(_, blocks) | Clipping(_, blocks) | Conditional(blocks):
            return block_lines(blocks)
        case _:
            return ()


def _quoted(quote: Quote | Epigraph) -> Lines:
    if quote.attribution:
        return block_lines((*quote.blocks, Paragraph((Text(DASH), *quote.attribution))))
    last = quote.blocks[-1]
    if isinstance(last, Paragraph) and looks_attributed(quote.blocks):
        # A line break at the end of the last line says that it is no attribution.
        broken = replace(last, inlines=(*last.inlines, LineBreak()))
        return block_lines((*quote.blocks[:-1], broken))
    return block_lines(quote.blocks)
