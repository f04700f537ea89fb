"""Page marks put into the text: each before the first whole word of its page.

A mark is an inline without words. It stands in the block's own line, so that no element comes
between two blocks, and as far out as it can, never within the emphasis that begins with its word.
A place with nothing to hold a mark (a sender's name, lines of code) gives it to the nearest that
has.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from bookbuild.model.edition import (
    AppendixEntry,
    ColophonPage,
    ContentsPage,
    CopyrightPage,
    HalfTitlePage,
    InformationPage,
    NotesAppendix,
    PlacedNote,
    PromiseUnit,
    TextUnit,
    TitlePage,
    Unit,
)
from bookbuild.model.text import (
    Block,
    Blocks,
    Code,
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
    Message,
    Messages,
    NoteRef,
    PageMark,
    Paragraph,
    Picture,
    PointOfView,
    Quote,
    Styled,
    SystemBox,
    Table,
    Text,
    Verbatim,
    Verse,
    plain_text,
)
from bookbuild.model.walk import blocks_in, lines_in, timed_messages
from bookbuild.plan.rebuild import with_children


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark and its place: ``offset`` counts the characters of its block's plain text."""

    offset: int
    mark: PageMark


Marks = Mapping[str, tuple[PlacedMark, ...]]
"""The marks of each block in their order, by the block's id."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that a mark may stand in; ``start`` is where it begins in its block's plain text."""

    start: int
    inlines: Inlines


# -------------------------------------------------------------------------- what may hold marks


def texts_to_mark(unit: Unit) -> Iterator[Blocks]:
    """Yield the texts of a unit in the order in which they are read, footnotes left out.

    A footnote belongs to the page that calls it.
    """
    match unit:
        case TextUnit():
            yield unit.epigraphs
            yield from (note.blocks for note in unit.opening)
            yield unit.blocks
            yield from (note.blocks for note in unit.closing)
        case PromiseUnit():
            yield unit.promise
        case NotesAppendix():
            yield from (note.blocks for entry in unit.entries for note in entry.notes)
        case _:
            return


def holders(blocks: Blocks) -> Iterator[Block]:
    """Yield the blocks with a line that may hold a mark; what holds blocks comes after them.

    So do the lines: a quotation's attribution stands below what it quotes.
    """
    for block in blocks:
        yield from holders(blocks_in(block))
        if block.id and lines_to_mark(block):
            yield block


def lines_to_mark(block: Block) -> tuple[Line, ...]:
    """Return the lines of a block that a mark may stand in, () for a block without any."""
    match block:
        case Paragraph() | Heading() | PointOfView() | Dateline():
            return (Line(0, block.inlines),)
        case Quote() | Epigraph():
            return (Line(0, block.attribution),) if block.attribution else ()
        case Figure():
            return (Line(0, block.caption),) if block.caption else ()
        case Verse() | Table():
            return tuple(_following(lines_in(block), [0] * len(lines_in(block))))
        case SystemBox():
            before = [len(line.label) + 1 for line in block.lines]
            return tuple(_following(lines_in(block), before))
        case Messages():
            return tuple(_said(block))
        case _:
            return ()


def _following(lines: tuple[Inlines, ...], before: list[int]) -> Iterator[Line]:
    """Yield lines that are joined by spaces, without the characters that stand before each."""
    start = 0
    for line, skipped in zip(lines, before, strict=True):
        yield Line(start + skipped, line[1:] if skipped else line)
        start += len(plain_text(line)) + 1


def _said(block: Messages) -> Iterator[Line]:
    start = 0
    for shown, (_, message) in zip(lines_in(block), timed_messages(block), strict=True):
        if message is not None:
            yield Line(start + len(plain_text(shown[:1])), message.inlines)
        start += len(plain_text(shown)) + 1


# ----------------------------------------------------------------------------- into the units


def with_marks(
    unit: Unit, marks: Marks, opening: tuple[PageMark, ...] = (), behind: tuple[PageMark, ...] = ()
) -> Unit:
    """Return a unit with the marks before and behind its opening, and those in its texts."""
    unit = replace(unit, head=replace(unit.head, pages=opening, pages_behind=behind))
    if not marks:
        return unit
    match unit:
        case TextUnit():
            return replace(
                unit,
                epigraphs=tuple(
                    block for block in _blocks(unit.epigraphs, marks) if isinstance(block, Epigraph)
                ),
                opening=_notes(unit.opening, marks),
                blocks=_blocks(unit.blocks, marks),
                closing=_notes(unit.closing, marks),
            )
        case PromiseUnit():
            return replace(unit, promise=_blocks(unit.promise, marks))
        case NotesAppendix():
            return replace(unit, entries=tuple(_entry(entry, marks) for entry in unit.entries))
        case HalfTitlePage() | TitlePage() | CopyrightPage() | InformationPage():
            return unit
        case ContentsPage() | ColophonPage():
            return unit
        case _:
            assert_never(unit)


def _entry(entry: AppendixEntry, marks: Marks) -> AppendixEntry:
    return replace(entry, notes=_notes(entry.notes, marks))


def _notes(notes: tuple[PlacedNote, ...], marks: Marks) -> tuple[PlacedNote, ...]:
    return tuple(replace(note, blocks=_blocks(note.blocks, marks)) for note in notes)


def _blocks(blocks: Blocks, marks: Marks) -> Blocks:
    return tuple(_block(block, marks) for block in blocks)


def _block(block: Block, marks: Marks) -> Block:
    block = with_children(block, lambda blocks: _blocks(blocks, marks))
    if isinstance(block, Letter):
        block = _letter(block, marks)
    here = marks.get(block.id, ()) if block.id else ()
    return _marked(block, here) if here else block


def _letter(letter: Letter, marks: Marks) -> Letter:
    """Return a letter with the marks in the paragraphs above and below its text."""
    return replace(
        letter,
        head=tuple(_paragraph(line, marks) for line in letter.head),
        salutation=_paragraph(letter.salutation, marks) if letter.salutation else None,
        close=tuple(_paragraph(line, marks) for line in letter.close),
    )


def _paragraph(paragraph: Paragraph, marks: Marks) -> Paragraph:
    here = marks.get(paragraph.id, ())
    if not here:
        return paragraph
    return replace(paragraph, inlines=_with_marks(paragraph.inlines, here))


def _marked(block: Block, marks: tuple[PlacedMark, ...]) -> Block:
    """Return a block with marks in its own lines, each in the line of its word or the nearest."""
    lines = iter(_marked_lines(lines_to_mark(block), marks))
    match block:
        case Paragraph() | Heading() | PointOfView() | Dateline():
            return replace(block, inlines=next(lines))
        case Quote() | Epigraph():
            return replace(block, attribution=next(lines))
        case Figure():
            return replace(block, caption=next(lines))
        case Verse():
            stanzas = tuple(
                tuple(replace(line, inlines=next(lines)) for line in stanza)
                for stanza in block.stanzas
            )
            return replace(block, stanzas=stanzas)
        case Table():
            head = tuple(next(lines) for _ in block.head)
            rows = tuple(tuple(next(lines) for _ in row) for row in block.rows)
            return replace(block, head=head, rows=rows)
        case SystemBox():
            shown = tuple(replace(line, inlines=next(lines)) for line in block.lines)
            return replace(block, lines=shown)
        case Messages():
            entries = tuple(
                replace(each, inlines=next(lines)) if isinstance(each, Message) else each
                for each in block.entries
            )
            return replace(block, entries=entries)
        case _:
            return block


def _marked_lines(lines: tuple[Line, ...], marks: tuple[PlacedMark, ...]) -> Iterator[Inlines]:
    """Yield every line with its marks; what lies between two lines goes into the later one."""
    waiting = deque(marks)
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        end = line.start + len(plain_text(line.inlines))
        here: list[PlacedMark] = []
        while waiting and (last or waiting[0].offset < end):
            placed = waiting.popleft()
            here.append(replace(placed, offset=max(0, placed.offset - line.start)))
        yield _with_marks(line.inlines, tuple(here)) if here else line.inlines


def _with_marks(inlines: Inlines, marks: tuple[PlacedMark, ...]) -> Inlines:
    """Return inlines with marks, each before the character that it stands at, or at the end."""
    found: list[Inline] = []
    waiting = deque(marks)
    at = 0
    for inline in inlines:
        end = at + len(plain_text((inline,)))
        here: list[PlacedMark] = []
        while waiting and waiting[0].offset < end:
            placed = waiting.popleft()
            if placed.offset <= at:
                found.append(placed.mark)
            else:
                here.append(replace(placed, offset=placed.offset - at))
        found += _divided(inline, tuple(here)) if here else (inline,)
        at = end
    return (*found, *(placed.mark for placed in waiting))


def _divided(inline: Inline, marks: tuple[PlacedMark, ...]) -> Inlines:
    """Return an inline with marks in the middle of its words."""
    match inline:
        case Text() | Verbatim() | Code():
            return tuple(_pieces(inline, marks))
        case Styled() | Language() | Link():
            return (replace(inline, children=_with_marks(inline.children, marks)),)
        case LineBreak() | NoteRef() | Picture() | PageMark():
            return (*(placed.mark for placed in marks), inline)
        case _:
            assert_never(inline)


def _pieces(inline: Text | Verbatim | Code, marks: tuple[PlacedMark, ...]) -> Iterator[Inline]:
    begin = 0
    for placed in marks:
        if placed.offset > begin:
            yield replace(inline, text=inline.text[begin : placed.offset])
        yield placed.mark
        begin = placed.offset
    yield replace(inline, text=inline.text[begin:])
