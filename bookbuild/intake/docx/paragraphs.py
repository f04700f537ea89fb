"""The paragraphs and tables of a part, with all that Word would print of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bookbuild.intake.docx.choices import boxes_in
from bookbuild.intake.docx.looks import Looks
from bookbuild.intake.docx.markup import Node, value
from bookbuild.intake.docx.names import (
    GALLERY,
    GONE,
    PPR,
    RPR,
    SDT,
    TBL,
    TC,
    TR,
    VAL,
    P,
    w,
)
from bookbuild.intake.docx.numbering import Numbering
from bookbuild.intake.docx.paras import Grid, Item, Look, Para, has_mark
from bookbuild.intake.docx.properties import ParaProps, over, para_props
from bookbuild.intake.docx.runs import Runs, Tally
from bookbuild.intake.docx.styles import Style, Styles, bare_style
from bookbuild.intake.docx.witness import Witness
from bookbuild.intake.web.inlines import Line, Mark
from bookbuild.intake.web.visible import squeezed
from bookbuild.model.text import Picture

_CONTENTS = "table of contents"
_MOST_COLUMNS = 60
_DEEPEST = 6
"""A table in a table in a table ... becomes plain paragraphs below this depth."""


@dataclass(slots=True)
class Story:
    """One run of text of the document: its body, or one of its notes."""

    number: int = 0
    page: bool = False
    pending: Para | None = None
    languages: Counter[str] = field(default_factory=Counter)
    bidi: int = 0


class Reader:
    """Reads paragraph after paragraph; numbers and fields go on from one to the next."""

    def __init__(
        self, styles: Styles, numbering: Numbering, links: dict[str, str], part: str
    ) -> None:
        self.styles, self.numbering = styles, numbering
        self.tally = Tally()
        self.looks = Looks(styles)
        self.runs = Runs(self.looks, links, self.tally, part)
        self.witness = Witness(_hiding(styles))
        self.story = Story()

    def items(self, blocks: Iterator[Node]) -> Iterator[Item]:
        """Yield the paragraphs and tables of a story; each node is forgotten afterwards."""
        for node in blocks:
            if any(above.tag in GONE for above in node.iterancestors()):
                continue
            listed = _in_contents(node)
            if node.tag == TBL:
                yield from self._flushed()
                yield from self._table(node, 0)
                continue
            for para in self._paragraph(node, listed=listed):
                yield from self._joined(para)
        yield from self._flushed()

    # ----------------------------------------------------------------------- paragraphs

    def _joined(self, para: Para) -> Iterator[Para]:
        """Yield a paragraph when its end is known: the one whose end was deleted waits."""
        before = self.story.pending
        self.story.pending = None
        if before is not None:
            para = _in_one(before, para)
        if para.joins:
            self.story.pending = para
        else:
            yield para

    def _flushed(self) -> Iterator[Para]:
        if self.story.pending is not None:
            yield replace(self.story.pending, joins=False)
            self.story.pending = None

    def _paragraph(
        self, node: Node, *, listed: bool = False, boxed: bool = False
    ) -> Iterator[Para]:
        """Yield a paragraph, then those of the text boxes that hang on it."""
        story = self.story
        if not boxed:
            story.number += 1
        props_node = node.find(PPR)
        own = para_props(props_node)
        id = value(props_node.find(w("pStyle")), VAL) if props_node is not None else ""
        style = self._style(id)
        props = over(style.para, own)
        self.runs.begin(style, story.number)
        witness = self.witness.text(node)
        self.runs.read(node)
        listed = listed or style.role == "toc" or self.runs.all_listed
        joins = bool(props.drop_cap) or _end_deleted(props_node)
        lines = tuple(self.runs.lines)
        text = squeezed(witness)
        shows = bool(text) or any(map(has_mark, lines))
        look = self._look(style, props, page=story.page or self.runs.page_before)
        if shows or not boxed:
            story.page = False
        hidden_end = not shows and joins
        if not shows and look.page and not boxed:
            story.page = True
        if self.runs.page_after or _section_end(props_node):
            story.page = True
        numbered = None
        if not hidden_end:
            numbered = self.numbering.next(props.list_id, props.list_level, id)
        if shows:
            self._count_languages(props)
        made = Para(
            story.number,
            lines,
            witness,
            text,
            look,
            numbered if shows or look.level else None,
            listed=listed and bool(text),
            boxed=boxed,
            pictures=any(_is_picture(line) for line in lines),
            joins=joins,
            ends_page=self.runs.page_after,
        )
        boxes = self.runs.boxes
        yield made
        if boxes:
            yield from self._boxes(node)

    def _boxes(self, node: Node) -> Iterator[Para]:
        for box in boxes_in(node):
            for child in box.iter(P):
                if _outermost(child, box):
                    yield from (replace(p, joins=False) for p in self._paragraph(child, boxed=True))

    def _style(self, id: str) -> Style:
        if not id or id in self.styles.paragraphs:
            return self.styles.paragraph(id)
        return bare_style(id)

    def _look(self, style: Style, props: ParaProps, *, page: bool) -> Look:
        runs = self.runs
        level = style.level
        if props.outline is not None:
            level = props.outline + 1 if props.outline < 9 else 0
        if props.bidi and runs.words:
            self.story.bidi += 1
        return Look(
            style.role,
            level,
            props.align or "",
            props.left or 0,
            props.right or 0,
            props.first or 0,
            props.before or 0,
            runs.size,
            bold=runs.all_bold,
            caps=runs.all_caps,
            italic=runs.all_italic,
            underlined=runs.all_underlined,
            page=page or bool(props.page_break),
            ruled=bool(props.ruled),
            bidi=bool(props.bidi),
        )

    def _count_languages(self, props: ParaProps) -> None:
        for lang, letters in self.runs.languages.items():
            self.story.languages[lang] += letters

    # --------------------------------------------------------------------------- tables

    def _table(self, table: Node, depth: int) -> Iterator[Item]:
        number = self.story.number + 1
        rows: list[tuple[tuple[Para, ...], ...]] = []
        wide: list[tuple[int, ...]] = []
        headed = False
        for row in _rows(table):
            props = row.find(w("trPr"))
            if props is not None and props.find(w("del")) is not None:
                continue
            cells = tuple(_cells(row))
            if not rows and props is not None and props.find(w("tblHeader")) is not None:
                headed = True
            rows.append(tuple(tuple(self._cell(cell, depth)) for cell in cells))
            wide.append(tuple(_span(cell) for cell in cells))
        if any(row for row in rows):
            yield Grid(number, tuple(rows), tuple(wide), headed)

    def _cell(self, cell: Node, depth: int) -> Iterator[Para]:
        """Yield the paragraphs of a cell; a table within it is read cell by cell."""
        for node in _blocks_within(cell):
            if node.tag == TBL:
                if depth < _DEEPEST:
                    for inner in self._table(node, depth + 1):
                        yield from inner.paras if isinstance(inner, Grid) else (inner,)
                continue
            for para in self._paragraph(node):
                yield replace(para, joins=False)


def _hiding(styles: Styles) -> frozenset[str]:
    all_styles = (*styles.paragraphs.items(), *styles.characters.items())
    return frozenset(id for id, style in all_styles if style.run.hidden)


def _in_contents(node: Node) -> bool:
    for above in node.iterancestors(SDT):
        gallery = next(above.iter(GALLERY), None)
        if gallery is not None and value(gallery, VAL).lower() == _CONTENTS:
            return True
    return False


def _end_deleted(props: Node | None) -> bool:
    run = props.find(RPR) if props is not None else None
    return run is not None and any(child.tag in GONE for child in run)


def _section_end(props: Node | None) -> bool:
    """Whether a section of pages ends here, so that the next paragraph begins a page."""
    end = props.find(w("sectPr")) if props is not None else None
    return end is not None and value(end.find(w("type")), VAL) not in ("continuous", "nextColumn")


def _is_picture(line: Line) -> bool:
    return any(isinstance(piece, Mark) and isinstance(piece.inline, Picture) for piece in line)


def _in_one(first: Para, second: Para) -> Para:
    if not first.lines or not any(first.lines):
        return replace(second, look=replace(second.look, page=first.look.page or second.look.page))
    *done, last = first.lines
    opening, *rest = second.lines or ((),)
    lines = (*done, last + opening, *rest)
    witness = first.witness + second.witness
    look = replace(second.look, page=first.look.page)
    return replace(
        second,
        number=first.number,
        lines=lines,
        witness=witness,
        text=squeezed(witness),
        look=look,
        numbered=second.numbered or first.numbered,
        pictures=first.pictures or second.pictures,
    )


def _rows(table: Node) -> Iterator[Node]:
    return (node for node in _within(table, (TR,)) if node.tag == TR)


def _cells(row: Node) -> Iterator[Node]:
    for cell in _within(row, (TC,)):
        props = cell.find(w("tcPr"))
        merged = props.find(w("vMerge")) if props is not None else None
        goes_on = merged is not None and value(merged, VAL) in ("", "continue")
        if not goes_on or next(cell.iter(w("t")), None) is not None:
            yield cell


def _blocks_within(cell: Node) -> Iterator[Node]:
    return _within(cell, (P, TBL))


def _within(node: Node, tags: tuple[str, ...]) -> Iterator[Node]:
    """Yield the nodes of the tags in a node, through what only stands around them."""
    stack = list(reversed(list(node)))
    while stack:
        here = stack.pop()
        if here.tag in tags:
            yield here
        elif here.tag not in GONE and here.tag not in (TR, TC, P, TBL):
            stack.extend(reversed(list(here)))


def _outermost(node: Node, box: Node) -> bool:
    """Whether a paragraph stands in the box itself, and not in a box that hangs on another."""
    above = node.getparent()
    while above is not None and above is not box:
        if above.tag == P:
            return False
        above = above.getparent()
    return True


def _span(cell: Node) -> int:
    span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    text = value(span, VAL)
    return (
        min(int(text), _MOST_COLUMNS)
        if text.isascii() and text.isdecimal() and len(text) < 4
        else 1
    )
