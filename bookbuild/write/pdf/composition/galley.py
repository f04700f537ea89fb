"""The galley: a section's text as one column of copy, before anybody thinks of pages.

What holds other blocks (a letter, a quotation) is taken apart: its parts stand in the column one
by one, each with the frames that it stands in, so that a page may end within a letter that is
three pages long. Justified paragraphs are to be set line by line; everything else (verse, messages,
headings, tables) is a box, which the press lays as it is and which takes whole lines of the grid.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from bookbuild.model.text import (
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
    ListItem,
    Message,
    Messages,
    MessageTime,
    Paragraph,
    PointOfView,
    Quote,
    SceneBreak,
    SystemBox,
    Table,
    Verse,
    plain_text,
)
from bookbuild.model.walk import every_block, lines_in


@dataclass(frozen=True, slots=True)
class Frame:
    """An element around copy: ``name`` is its class. Neighbours in the same frame share it.

    ``number`` tells apart two of the same kind, side by side.
    """

    tag: str
    name: str
    id: str
    lang: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where copy stands: in which frames, and how many points from the measure's left and right.

    What stands in ``small`` places has the type size of author's notes.
    """

    frames: tuple[Frame, ...] = ()
    left: float = 0.0
    right: float = 0.0
    small: bool = False

    def within(self, frame: Frame, left: float, right: float) -> Place:
        """Return the place of what stands in a frame in this one, set in by so many points."""
        frames = (*self.frames, frame)
        return replace(self, frames=frames, left=self.left + left, right=self.right + right)


@dataclass(frozen=True, slots=True)
class SetText:
    """A justified paragraph.

    It is ``flush`` where its first line is not set in, ``capped`` where it opens with a large
    letter if it can. ``mark`` stands left of its first line: a list item's number or bullet.
    """

    id: str
    lang: str
    inlines: Inlines
    flush: bool
    line: int = 0
    capped: bool = False
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Ornament:
    """A scene break; or a blank line, which shows an ornament only at the head of a page."""

    block: SceneBreak | BlankLine


@dataclass(frozen=True, slots=True)
class Box:
    """A block that the press lays as it is, or a part of one, whose id is ``of``.

    ``name`` is a class that says which part; ``at_head`` is the block as it stands at the head
    of a page, None for no otherwise. ``widths`` are those of a table's columns in points, () for
    the press's own; ``scale`` is its type size, where it is set smaller to fit,
    and ``cut`` where its words are divided for that, too.
    """

    block: Block
    of: str = ""
    name: str = ""
    at_head: Block | None = None
    widths: tuple[float, ...] = ()
    scale: float = 1.0
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Hairline:
    """The line between a story and its author's notes; ``above`` where it stands above the notes.

    It is nearer to them than to the story.
    """

    above: bool


Matter = SetText | Ornament | Hairline | Box


@dataclass(frozen=True, slots=True)
class Copy:
    """A part of the column.

    ``above`` and ``below`` are the blank lines that it wants at least: of two neighbours' wishes
    the larger counts, and at the head of a page none. ``binds`` keeps the next copy on its page;
    ``whole`` copy is never divided. No blank line is put around ``tight`` copy to fill a page.
    """

    matter: Matter
    place: Place
    above: int = 0
    below: int = 0
    binds: bool = False
    whole: bool = False
    tight: bool = False


_SHORT = 90
"""How many words a letter may have to be kept on one page: about eight lines, as in `render`."""

_QUOTE, _LETTER, _CLIPPING = 15.0, 17.0, 30.0
"""How far the written things of a story are set in, in points, as in print.css."""
_ITEM_LEFT, _ITEM_RIGHT = 29.0, 15.0
"""How far a list's items are set in; their marks stand at the left of that."""
_BULLET = "•"


def galley(blocks: Blocks) -> tuple[Copy, ...]:
    """Return a section's text as its column of copy."""
    return tuple(_column(blocks, Place(), opens=True))


def within(copy: Copy, place: Place) -> Copy:
    """Return copy as it stands within a place."""
    inner = copy.place
    frames, small = (*place.frames, *inner.frames), place.small or inner.small
    left, right = place.left + inner.left, place.right + inner.right
    return replace(copy, place=Place(frames, left, right, small))


def _column(blocks: Blocks, place: Place, *, opens: bool) -> Iterator[Copy]:
    for block in blocks:
        yield from _copy(block, place, flush=opens)
        opens = isinstance(block, SceneBreak | BlankLine | PointOfView | Dateline | Heading)


def _copy(block: Block, place: Place, *, flush: bool) -> Iterator[Copy]:  # noqa: C901, PLR0912, PLR0915 (dispatch)
    match block:
        case Paragraph():
            yield Copy(SetText(block.id, block.lang, block.inlines, flush, block.line), place)
        case SceneBreak() | BlankLine():
            yield Copy(Ornament(block), place, binds=True, whole=True)
        case Heading():
            yield _box(block, place, above=2, binds=True)
        case PointOfView() | Dateline():
            yield _box(block, place, binds=True)
        case Table():
            name = LONG_TABLE if len(block.rows) > MANY_ROWS else ""
            yield replace(_box(block, place), matter=Box(block, name=name))
        case Figure():
            yield _box(block, place)
        case Epigraph():
            yield from _epigraph(block, place)
        case SystemBox():
            yield from _divided(_rows(block), block, place)
        case CodeBlock():
            yield from _divided(_code_lines(block), block, place)
        case Quote():
            yield from _set_apart(_quote(block, place), block)
        case Letter():
            yield from _set_apart(_letter(block, place), block)
        case Verse():
            yield from _apart(_verse(block, place))
        case Messages():
            yield from _apart(_turns(block, place))
        case ListBlock():
            set_line_by_line = all(map(_is_set, block.items))
            yield from _apart((_set_items if set_line_by_line else _items)(block, place))
        case Clipping(ClippingKind.NEWSPAPER):
            frame = Frame("div", block.kind.value, block.id, block.lang)
            inside = place.within(frame, _CLIPPING, _CLIPPING)
            yield from _set_apart(_column(block.blocks, inside, opens=True), block)
        case Clipping() | Aligned():
            parts = (replace(block, blocks=(part,)) for part in block.blocks)
            yield from _apart(_boxes(_named_once(parts), place, block.id))
        case Conditional():
            yield from _column(block.blocks, place, opens=flush)
        case _:
            assert_never(block)


def _box(block: Block, place: Place, above: int = 1, *, binds: bool = False) -> Copy:
    return Copy(Box(block), place, above, below=1, binds=binds, whole=True)


def _boxes(blocks: Iterator[Block], place: Place, of: str) -> Iterator[Copy]:
    return (Copy(Box(block, of), place, whole=True) for block in blocks)


def _apart(copies: Iterator[Copy]) -> Iterator[Copy]:
    """Yield what belongs together with a blank line before it and behind it."""
    column = list(copies)
    for index, copy in enumerate(column):
        yield replace(
            copy,
            above=max(copy.above, 1) if index == 0 else copy.above,
            below=max(copy.below, 1) if index == len(column) - 1 else copy.below,
        )


def _set_apart(copies: Iterator[Copy], block: Block) -> Iterator[Copy]:
    """Yield what belongs together; where it is short, no page may end within it."""
    column = tuple(_apart(copies))
    if not _is_short(block):
        yield from column
        return
    for index, copy in enumerate(column):
        yield replace(copy, whole=True, binds=copy.binds or index < len(column) - 1)


def _divided(parts: Iterator[Box], block: Block, place: Place) -> Iterator[Copy]:
    """Yield a long block in parts, the first two and the last two together; a short one whole."""
    boxes = tuple(parts)
    if len(boxes) <= _FEW:
        yield _box(block, place)
        return
    for number, box in enumerate(boxes):
        binds = number in (0, len(boxes) - 2)
        above, below = int(number == 0), int(number == len(boxes) - 1)
        yield Copy(box, place, above, below, binds=binds, whole=True, tight=True)


LABEL = "note-label"
"""The class of an author's note's label."""
MANY_ROWS = 12
"""A table of more rows may be divided between them."""
LONG_TABLE = "rows"
"""The class of such a table: its rows stand on the grid."""

_FEW = 9
"""Rows of a system box or lines of code that are kept on one page."""


def _is_short(block: Block) -> bool:
    lines = (line for each in every_block((block,)) for line in lines_in(each))
    return sum(plain_text(line).count(" ") + 1 for line in lines) <= _SHORT


# ------------------------------------------------------------------- what is taken apart


def _quote(block: Quote, place: Place) -> Iterator[Copy]:
    frame = Frame("blockquote", "", block.id, block.lang)
    text = _column(block.blocks, place.within(frame, _QUOTE, _QUOTE), opens=True)
    if not block.attribution:
        yield from text
        return
    yield from _bound(text)
    yield Copy(Box(replace(block, blocks=(), id=""), block.id), place, whole=True)


def _letter(block: Letter, place: Place) -> Iterator[Copy]:
    above = bool(block.head or block.salutation)
    if above:
        yield Copy(Box(replace(block, blocks=(), close=())), place, binds=True, whole=True)
    frame = Frame("blockquote", "letter", "" if above else block.id, block.lang)
    text = _column(block.blocks, place.within(frame, _LETTER, 0), opens=not above)
    if not block.close:
        yield from text
        return
    yield from _bound(text)
    close = replace(block, head=(), salutation=None, blocks=(), id="")
    yield Copy(Box(close, block.id), place, whole=True)


def _bound(copies: Iterator[Copy]) -> Iterator[Copy]:
    """Yield copy, the last of which stays with what follows it: no signature begins a page."""
    column = tuple(copies)
    yield from column[:-1]
    if column:
        yield replace(column[-1], binds=True)


_TOGETHER = 16
"""Lines of a stanza that are kept together; a longer one may be divided between any two lines."""


def _verse(block: Verse, place: Place) -> Iterator[Copy]:
    """Yield a poem stanza by stanza, one that is too long to be kept together line by line."""
    id = block.id
    for number, stanza in enumerate(block.stanzas):
        parts = (stanza,) if len(stanza) <= _TOGETHER else tuple((line,) for line in stanza)
        for index, part in enumerate(parts):
            above = 1 if number and not index else 0
            box = Box(replace(block, id=id, stanzas=(part,)), block.id)
            yield Copy(box, place, above, whole=True, tight=len(part) < len(stanza))
            id = ""


def _epigraph(block: Epigraph, place: Place) -> Iterator[Copy]:
    """Yield an epigraph, a long one paragraph by paragraph, its source with the last of them."""
    if _is_short(block) or len(block.blocks) < 2:
        yield _box(block, place)
        return
    *parts, last = (replace(block, blocks=(part,), attribution=()) for part in block.blocks)
    every = (*parts, replace(last, attribution=block.attribution))
    yield from _apart(_boxes(_named_once(iter(every)), place, block.id))


def _rows(block: SystemBox) -> Iterator[Box]:
    """Yield a system box row by row: the first has its frame's head, the last its foot."""
    last = len(block.lines) - 1
    for number, line in enumerate(block.lines):
        name = "first" if number == 0 else "last" if number == last else "inner"
        row = replace(block, lines=(line,), id="" if number else block.id)
        yield Box(row, block.id, f"row-of {name}")


def _code_lines(block: CodeBlock) -> Iterator[Box]:
    for number, line in enumerate(block.text.removesuffix("\n").split("\n")):
        yield Box(replace(block, text=line, id="" if number else block.id), block.id)


def _turns(block: Messages, place: Place) -> Iterator[Copy]:
    """Yield a conversation, a blank line before each new speaker."""
    for number, turn in enumerate(_talk(block)):
        first = turn.entries[0]
        goes_on = isinstance(first, Message) and not first.sender
        yield Copy(Box(turn, block.id), place, int(number > 0 and not goes_on), whole=True)


def _talk(block: Messages) -> Iterator[Messages]:
    """Yield a conversation speaker by speaker: with each stands his name, and the time before. What
    one says at length is divided."""
    turns: list[list[Message | MessageTime]] = []
    speaker: str | None = None
    for entry in block.entries:
        match entry:
            case MessageTime():
                if not (turns and isinstance(turns[-1][-1], MessageTime)):
                    turns.append([])
                speaker = None
            case Message(sender):
                timed = turns and isinstance(turns[-1][-1], MessageTime)
                if (sender != speaker and not timed) or len(turns[-1]) > _FEW:
                    turns.append([])
                if sender == speaker and not turns[-1]:
                    entry = replace(entry, sender="")
                speaker = sender
        turns[-1].append(entry)
    for number, turn in enumerate(turns):
        yield replace(block, entries=tuple(turn), id="" if number else block.id)


def _is_set(item: ListItem) -> bool:
    """Whether an item is set line by line: paragraphs, and lists of such below the first one."""
    first, *rest = item.blocks or (SceneBreak(),)
    return isinstance(first, Paragraph) and all(
        isinstance(each, Paragraph)
        or (isinstance(each, ListBlock) and all(map(_is_set, each.items)))
        for each in rest
    )


def _set_items(block: ListBlock, place: Place, right: float = _ITEM_RIGHT) -> Iterator[Copy]:
    """Yield the paragraphs of a list's items, each item's first one with its mark."""
    numbered = block.start is not None
    frame = Frame("ol" if numbered else "ul", "", block.id, block.lang, block.line)
    around = place.within(frame, _ITEM_LEFT, right)
    for number, item in enumerate(block.items, block.start or 0):
        inside = around.within(Frame("li", "", "", "", number + 1), 0, 0)
        mark = f"{number}." if numbered else _BULLET
        for part in item.blocks:
            if isinstance(part, ListBlock):
                yield from _set_items(part, inside, 0)
                continue
            assert isinstance(part, Paragraph)
            text = SetText(part.id, part.lang, part.inlines, bool(mark), part.line, mark=mark)
            yield Copy(text, inside)
            mark = ""


def _items(block: ListBlock, place: Place) -> Iterator[Copy]:
    """Yield a list item by item as the press lays it, each with its number, a long item block by
    block."""
    for number, item in enumerate(block.items):
        start = None if block.start is None else block.start + number
        one = replace(block, items=(item,), start=start, id="" if number else block.id)
        blocks = () if _is_short(one) else item.blocks
        if len(blocks) < 2:
            yield Copy(Box(one, block.id), place, whole=True)
            continue
        for index, part in enumerate(blocks):
            named = replace(one, items=(ListItem((part,)),), id="" if index else one.id)
            name = "goes-on" if index else ""
            yield Copy(Box(named, block.id, name), place, whole=True)


def _named_once(parts: Iterator[Block]) -> Iterator[Block]:
    """Yield the parts of a block, of which only the first has its id."""
    for index, part in enumerate(parts):
        yield replace(part, id="") if index else part
