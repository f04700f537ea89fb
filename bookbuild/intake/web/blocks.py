"""An element of a page, to blocks of the model; nesting of any depth does no harm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bookbuild.intake.marks import is_rule
from bookbuild.intake.web.formats import Format, within
from bookbuild.intake.web.inlines import Line, Mark, Piece, Run
from bookbuild.intake.web.page import Element, first
from bookbuild.intake.web.paragraphs import Rule, Setting, paragraphs_of
from bookbuild.intake.web.sheet import Sheet
from bookbuild.intake.web.tables import Use, rows_of, system_box, table_of, use_of
from bookbuild.intake.web.tidying import tidied
from bookbuild.intake.web.visible import (
    BLOCKS,
    INVISIBLE,
    is_plain,
    squeezed,
    text_of,
    text_pieces,
)
from bookbuild.model.text import (
    Aligned,
    BlankLine,
    Block,
    Blocks,
    CodeBlock,
    Figure,
    Inlines,
    LineBreak,
    ListBlock,
    ListItem,
    NoteRef,
    Paragraph,
    Picture,
    Quote,
    SceneBreak,
)
from bookbuild.model.walk import lines_of

_DEEPEST = 8
"""Quotations and lists within each other beyond this depth are set as if they were not."""

NOTE_CALL = "note-call"
KEPT_PICTURE = "kept-picture"
"""Tags of our own: a footnote's call, and a picture that goes with the book."""

ANCHOR = "a name"
"""An attribute of our own: what the first block of an element is called by links that lead here."""

_HOLDERS = ("blockquote", "ul", "ol", "menu", "dir", "li", "figure")
_PARAGRAPH_PRE = 2_000


@dataclass(frozen=True, slots=True)
class Converted:
    """Blocks, and the marks that became scene breaks, with their lines."""

    blocks: Blocks
    rules: tuple[Rule, ...]


def blocks_of(element: Element, sheet: Sheet, lang: str) -> Converted:
    """Return what an element holds as blocks; ``lang`` is the language of the work."""
    builder = _Builder(sheet, lang)
    builder.read(element)
    return Converted(builder.finished(), tuple(builder.rules))


class _Frame:
    """A quotation, list, item or figure that is being filled."""

    __slots__ = ("blocks", "element", "items")

    def __init__(self, element: Element) -> None:
        self.element = element
        self.blocks: list[Block] = []
        self.items: list[ListItem] = []


class _Builder:
    """Walks an element and keeps the open paragraph and the open frames."""

    def __init__(self, sheet: Sheet, lang: str) -> None:
        self.sheet, self.lang = sheet, lang
        self.rules: list[Rule] = []
        self.frames = [_Frame(Element("page", (), (), 0))]
        self.done: list[Line] = []
        self.pieces: list[Piece] = []
        self.setting, self.line = Setting(lang=lang), 0
        self.heading, self.started = 0, False
        self.anchor = ""

    def read(self, root: Element) -> None:
        outer = within(Format(), root, ()) if root.tag == "center" else Format()
        stack: list[tuple[Element | str, Format, bool]] = [
            (child, outer, False) for child in reversed(root.children)
        ]
        if root.tag == "pre" and is_plain(root):
            stack = [(root, outer, False)]
        self.line = root.line
        while stack:
            here, look, leaving = stack.pop()
            if isinstance(here, str):
                self._text(here, look)
            elif leaving:
                self._leave(here)
            elif here.tag not in INVISIBLE:
                inner = self._enter(here, look)
                if inner is not None:
                    stack.append((here, look, True))
                    stack.extend((child, inner, False) for child in reversed(here.children))
        self._flush()

    def finished(self) -> Blocks:
        while len(self.frames) > 1:
            self._close()
        return tidied(self.frames[0].blocks)

    # ------------------------------------------------------------------------------ pieces

    def _text(self, text: str, look: Format) -> None:
        self._begin(look, bool(text.strip(" \t\n\r\f\v")))
        self.pieces.append(Run(text, look, self.line))

    def _begin(self, look: Format, says: bool) -> None:
        if says and not self.started:
            self.setting = Setting(self.heading, look.align, self.lang)
            self.started = True

    def _mark(self, inline: Picture | NoteRef, look: Format, line: int) -> None:
        self._begin(look, True)
        self.pieces.append(Mark(inline, look, line))

    def _flush(self) -> None:
        lines = [*self.done, tuple(self.pieces)]
        self.done, self.pieces, self.started = [], [], False
        if len(lines) == 1 and not any(_says(piece) for piece in lines[0]):
            return
        start = next((piece.line for line in lines for piece in line), self.line)
        for made in paragraphs_of(lines, start, self.setting):
            self._add(made)
        self.setting = Setting(self.heading, None, self.lang)

    def _add(self, made: Block | Rule) -> None:
        if isinstance(made, Rule):
            self.rules.append(made)
            made = made.block
        elif self.anchor and not isinstance(made, SceneBreak | BlankLine):
            made, self.anchor = replace(made, id=self.anchor), ""
        self.frames[-1].blocks.append(made)

    # ---------------------------------------------------------------------------- elements

    def _enter(self, element: Element, look: Format) -> Format | None:
        """Begin an element; return the look of what it holds, None where it is done with."""
        self.line = element.line
        inner = within(look, element, self.sheet.of(element))
        match element.tag:
            case "br":
                self._break()
            case "hr":
                self._flush()
                self._add(SceneBreak(line=element.line))
            case "note-call":
                self._mark(NoteRef(element.get("label")), look, element.line)
            case "kept-picture":
                picture = Picture(element.get("source"), element.get("alt"))
                self._mark(picture, look, element.line)
            case "pre" if is_plain(element):
                self._flush()
                self.anchor = element.get(ANCHOR) or self.anchor
                self._pre(element)
            case "table" if use_of(element) is not Use.LAYOUT:
                self._flush()
                self.anchor = element.get(ANCHOR) or self.anchor
                self._table(element)
            case tag if tag in BLOCKS:
                self._flush()
                self._open(element)
                return inner
            case "q":
                self._text("“", look)
                return inner
            case _:
                return inner
        return None

    def _break(self) -> None:
        self.done.append(tuple(self.pieces))
        self.pieces = []

    def _leave(self, element: Element) -> None:
        if element.tag not in BLOCKS:
            if element.tag == "q":
                self.pieces.append(Run("”", Format(), element.line))
            return
        self._flush()
        if element.tag in _HEADINGS:
            self.heading = 0
        if self.frames[-1].element is element:
            self._close()

    def _open(self, element: Element) -> None:
        if element.tag in _HEADINGS:
            self.heading = int(element.tag[1])
        self.setting = Setting(self.heading, None, self.lang)
        if element.tag in _HOLDERS and len(self.frames) <= _DEEPEST:
            self.frames.append(_Frame(element))
        else:
            self.anchor = element.get(ANCHOR) or self.anchor

    def _close(self) -> None:
        frame = self.frames.pop()
        above = self.frames[-1]
        blocks = tidied(frame.blocks)
        if frame.element.tag == "li" and above.element.tag in ("ul", "ol", "menu", "dir"):
            for held in (tidied(above.blocks), blocks):
                above.items += (ListItem(held),) if held else ()
            above.blocks = []
            return
        above.blocks.extend(_named(_held(frame, blocks), frame.element.get(ANCHOR)))

    def _pre(self, element: Element) -> None:
        text = "".join(text_pieces(element)).strip("\n")
        if is_rule(squeezed(text)):
            self._add(Rule(SceneBreak(line=element.line), squeezed(text)))
        elif len(text) > _PARAGRAPH_PRE:
            lines = tuple((Run(line, Format(), element.line),) for line in _unwrapped(text))
            for made in paragraphs_of(lines, element.line, Setting(lang=self.lang)):
                self._add(made)
        elif text.strip():
            self._add(CodeBlock(_unruled(text), line=element.line))

    def _table(self, table: Element) -> None:
        rows = tuple(tuple(self._cell(cell) for cell in row) for row in rows_of(table))
        if use_of(table) is Use.BOX:
            box = system_box(rows, table.line)
            if box.lines:
                self._add(box)
        else:
            self._add(table_of(table, rows, (LineBreak(),), table.line))

    def _cell(self, cell: Element) -> tuple[Inlines, ...]:
        converted = blocks_of(cell, self.sheet, self.lang)
        self.rules.extend(converted.rules)
        return tuple(line for line in lines_of(converted.blocks) if line)


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def _unruled(text: str) -> str:
    """A line of marks is no words of the text, here as elsewhere."""
    lines = (line for line in text.split("\n") if not _worded_rule(line))
    return "\n".join(lines)


def _unwrapped(text: str) -> list[str]:
    """Join the lines of each paragraph; empty lines and marks stay by themselves."""
    joined: list[str] = []
    flowing = False
    for line in text.split("\n"):
        flows = bool(line.strip()) and not is_rule(squeezed(line))
        if flows and flowing:
            joined[-1] += f" {line}"
        else:
            joined.append(line)
        flowing = flows
    return joined


def _worded_rule(line: str) -> bool:
    return any(char.isalnum() for char in line) and is_rule(squeezed(line))


def _says(piece: Piece) -> bool:
    """Return whether a piece is more than the white space between tags; &nbsp; is."""
    return isinstance(piece, Mark) or bool(piece.text.strip(" \t\n\r\f\v"))


def _held(frame: _Frame, blocks: Blocks) -> Iterator[Block]:
    """Yield the block that a finished frame is; an empty one is nothing."""
    element = frame.element
    match element.tag:
        case "blockquote" if blocks:
            yield Quote(blocks, line=element.line)
        case "ul" | "ol" | "menu" | "dir":
            rest = (ListItem(blocks),) if blocks else ()
            if frame.items:
                items = (*frame.items, *rest)
                yield ListBlock(items, _start(element), line=element.line)
            else:
                yield from blocks
        case "figure" if _is_captioned(blocks):
            yield _captioned(blocks)
        case _:
            yield from blocks


def _named(blocks: Iterator[Block], name: str) -> Iterator[Block]:
    """Yield the blocks, the first of them with a name for links if there is one."""
    for block in blocks:
        yield replace(block, id=name) if name else block
        name = ""


def _start(element: Element) -> int | None:
    given = element.get("start")
    if element.tag != "ol":
        return None
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 6 else 1


def _is_captioned(blocks: Blocks) -> bool:
    return (
        bool(blocks)
        and isinstance(blocks[0], Figure)
        and all(isinstance(block, Paragraph | Aligned) for block in blocks[1:])
    )


def _captioned(blocks: Blocks) -> Figure:
    figure = blocks[0]
    assert isinstance(figure, Figure)
    caption: list[Inlines] = []
    for line in lines_of(blocks[1:]):
        caption += ((LineBreak(),), line) if caption else (line,)
    inlines = tuple(inline for part in caption for inline in part)
    return Figure(figure.source, figure.alt, inlines, line=figure.line)


def is_empty(element: Element) -> bool:
    """Return whether an element shows nothing: no word, no picture, no rule."""
    return not text_of(element) and not any(
        first(element, tag) for tag in (KEPT_PICTURE, NOTE_CALL, "hr")
    )
