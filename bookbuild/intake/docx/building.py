"""The paragraphs of a section, to blocks: scene breaks, quotations, verse, lists, tables, prose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from bookbuild.intake.docx.grids import grid_block, is_frame
from bookbuild.intake.docx.habits import Habits, is_mark
from bookbuild.intake.docx.paras import Grid, Item, Para
from bookbuild.intake.web.formats import Format
from bookbuild.intake.web.inlines import Line, Run, inlines_of, levelled
from bookbuild.intake.web.paragraphs import Rule, Setting, is_verse, paragraphs_of
from bookbuild.intake.web.tidying import tidied
from bookbuild.model.text import (
    Align,
    Aligned,
    BlankLine,
    Block,
    Blocks,
    Epigraph,
    Figure,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    SceneBreak,
    Verse,
    VerseLine,
)

_SET_IN = 300
"""Twentieths of a point; less than about a fifth of an inch is no indent of a quotation."""
_DEEPEST_LIST = 7
_DASH = ("—", "–", "―", "--")


@dataclass(slots=True)
class Built:
    """Blocks, and the marks with words in them that became scene breaks: number and mark."""

    blocks: Blocks = ()
    marks: list[tuple[int, str]] = field(default_factory=list)
    gaps: int = 0


class Builder:
    """Makes blocks by the habits of a document; ``lang`` is its language."""

    def __init__(self, habits: Habits, lang: str, top: int, ornaments: frozenset[str]) -> None:
        self.habits, self.lang, self.top, self.ornaments = habits, lang, top, ornaments

    def blocks(self, items: Sequence[Item]) -> Built:
        """Return the blocks of a run of items; headings in it are a level below the section's."""
        built = Built()
        made: list[Block] = []
        for kind, group in groupby(tuple(self._spaced(items, built)), self._kind):
            members = tuple(group)
            made += self._group(kind, members, built)
        built.blocks = tidied(made)
        return built

    def _spaced(
        self, items: Sequence[Item], built: Built
    ) -> Iterator[Item | SceneBreak | BlankLine]:
        """Yield the items, the empty paragraphs among them as the breaks that they are."""
        empty: list[Para] = []
        begun = False
        for item in items:
            if isinstance(item, Para) and item.empty:
                empty.append(item)
                if item.look.ruled:
                    yield SceneBreak(line=item.number)
                continue
            gap, number = len(empty), empty[0].number if empty else 0
            empty.clear()
            paged = isinstance(item, Para) and item.look.page
            if begun and gap and self.habits.gap and gap >= self.habits.gap and not paged:
                if self.habits.typed:
                    yield BlankLine(line=number)
                else:
                    built.gaps += 1
                    yield SceneBreak(line=number)
            begun = True
            yield item

    def _kind(self, item: Item | SceneBreak | BlankLine) -> str:
        if not isinstance(item, Para):
            return "table" if isinstance(item, Grid) else "break"
        if is_mark(item, self.habits.marks) or item.look.role == "break":
            return "mark"
        if item.look.level and not item.pictures:
            return "heading"
        if item.look.role in ("quote", "verse", "epigraph"):
            return item.look.role
        numbered = item.numbered
        if numbered is not None and not numbered.is_dash and not numbered.is_label:
            return "list"
        if self._set_in(item):
            return "set in"
        return "text"

    def _set_in(self, para: Para) -> bool:
        """Whether both edges stand in, as those of a quotation do; or the left one, and evenly."""
        look, usual = para.look, self.habits.left
        if look.align in ("center", "right") or para.pictures or look.bidi:
            return False
        left = look.left - usual
        both = left >= _SET_IN and look.right >= _SET_IN
        return both or (left >= 2 * _SET_IN and look.first >= 0 and not para.numbered)

    def _group(  # noqa: C901 (the dispatch)
        self, kind: str, members: tuple[Item | SceneBreak | BlankLine, ...], built: Built
    ) -> Iterator[Block]:
        paras = tuple(item for item in members if isinstance(item, Para))
        match kind:
            case "break":
                yield from (m for m in members if isinstance(m, SceneBreak | BlankLine))
            case "table":
                for item in members:
                    if isinstance(item, Grid):
                        yield from self._table(item, built)
            case "mark":
                for para in paras:
                    built.marks.append((para.number, para.text))
                    yield SceneBreak(line=para.number)
            case "list":
                yield from self._list(paras, 0, built)
            case "quote" | "set in" | "epigraph":
                yield from self._quote(paras, kind, built)
            case "verse":
                yield self._verse(paras)
            case _:
                for para in paras:
                    yield from self._para(para, built)

    def _para(self, para: Para, built: Built) -> Iterator[Block]:
        lines = para.lines
        if para.numbered is not None and (para.numbered.is_dash or para.numbered.is_label):
            lines = _prefixed(lines, para)
        heading = self._level(para)
        setting = Setting(heading, None if heading else self._align(para), self.lang)
        for made in paragraphs_of(lines, para.number, setting):
            if isinstance(made, Rule):
                built.marks.append((para.number, made.mark))
                yield made.block
            elif isinstance(made, Figure) and made.source in self.ornaments:
                yield SceneBreak(line=para.number)
            elif not isinstance(made, BlankLine):
                yield made
        if para.look.ruled and not para.look.level and not any(para.lines):
            yield SceneBreak(line=para.number)

    def _level(self, para: Para) -> int:
        return min(max(para.look.level - self.top, 1), 4) if para.look.level else 0

    def _align(self, para: Para) -> Align | None:
        if para.look.align == self.habits.align:
            return None  # a text that is centred all through is only set so
        if para.look.align == "center":
            return Align.CENTER
        return Align.RIGHT if para.look.align == "right" else None

    def _table(self, grid: Grid, built: Built) -> Iterator[Block]:
        if is_frame(grid):
            yield from self.blocks(grid.paras).blocks
            return
        block = grid_block(grid, self.lang)
        if block is not None:
            yield block

    def _list(self, paras: Sequence[Para], level: int, built: Built) -> Iterator[Block]:
        """Yield the lists that consecutive items make; deeper ones hang on the item above."""
        for id, group in groupby(paras, lambda p: p.numbered.list_id if p.numbered else ""):
            members = tuple(group)
            if id or members:
                yield self._one_list(members, level, built)

    def _one_list(self, paras: Sequence[Para], level: int, built: Built) -> Block:
        top = min(p.numbered.level for p in paras if p.numbered)
        items: list[ListItem] = []
        waiting: list[Para] = []
        start: int | None = None
        for para in paras:
            numbered = para.numbered
            assert numbered is not None
            if numbered.level > top and items and level < _DEEPEST_LIST:
                waiting.append(para)
                continue
            self._hang(items, waiting, level, built)
            if not items:
                start = numbered.value
            items.append(ListItem(tuple(self._para(para, built))))
        self._hang(items, waiting, level, built)
        return ListBlock(tuple(items), start, line=paras[0].number)

    def _hang(self, items: list[ListItem], waiting: list[Para], level: int, built: Built) -> None:
        if waiting:
            inner = self._one_list(tuple(waiting), level + 1, built)
            items[-1] = ListItem((*items[-1].blocks, inner))
            waiting.clear()

    def _quote(self, paras: Sequence[Para], kind: str, built: Built) -> Iterator[Block]:
        lines = tuple(levelled(line) for para in paras for line in para.lines)
        if all(lines) and is_verse(lines):
            yield self._verse(paras)
            return
        inner = tuple(block for para in paras for block in self._para(para, built))
        if not inner:
            return
        last = inner[-1]
        if kind == "epigraph" or (len(inner) > 1 and _is_source(paras[-1])):
            source = isinstance(last, Paragraph) and len(inner) > 1 and _is_source(paras[-1])
            attribution = last.inlines if source and isinstance(last, Paragraph) else ()
            held = inner[:-1] if source else inner
            make = Epigraph if kind == "epigraph" else Quote
            yield make(held, attribution, line=paras[0].number)
        else:
            yield Quote(inner, line=paras[0].number)

    def _verse(self, paras: Sequence[Para]) -> Block:
        stanzas = []
        for para in paras:
            ready = (levelled(line) for line in para.lines)
            lines = tuple(VerseLine(inlines_of((line,), self.lang)) for line in ready if line)
            stanzas.append(lines)
        joined = all(len(lines) <= 1 for lines in stanzas)
        kept = tuple(lines for lines in stanzas if lines)
        if joined:
            kept = (tuple(line for lines in kept for line in lines),)
        verse = Verse(kept, line=paras[0].number)
        aligned = self._align(paras[0])
        return verse if aligned is None else Aligned(aligned, (verse,), line=paras[0].number)


def with_typed_numbers(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return items in which lists that do not count from 1 bear their numbers as words."""
    made: list[Item] = []
    for id, group in groupby(items, _list_of):
        members = tuple(group)
        if id and not _counts_from_one(members):
            members = tuple(map(_with_number, members))
        made += members
    return tuple(made)


def _list_of(item: Item) -> str:
    numbered = item.numbered if isinstance(item, Para) and not item.look.level else None
    return "" if numbered is None or numbered.is_label else numbered.list_id


def _counts_from_one(items: Sequence[Item]) -> bool:
    last: dict[int, int] = {}
    for item in items:
        numbered = item.numbered if isinstance(item, Para) else None
        if numbered is None or numbered.value is None:
            continue
        if numbered.value != last.get(numbered.level, 0) + 1:
            return False
        last = {level: n for level, n in last.items() if level < numbered.level}
        last[numbered.level] = numbered.value
    return True


def _with_number(item: Item) -> Item:
    if not isinstance(item, Para) or item.numbered is None or item.numbered.value is None:
        return item
    return replace(item, numbered=replace(item.numbered, typed=True))


def _prefixed(lines: tuple[Line, ...], para: Para) -> tuple[Line, ...]:
    """Put before a paragraph what Word prints there by itself."""
    assert para.numbered is not None
    sign = Run(f"{para.numbered.text} ", Format(), para.number)
    first, *others = lines or ((),)
    return ((sign, *first), *others)


def _is_source(para: Para) -> bool:
    return para.text.startswith(_DASH)


def without_outer_breaks(blocks: Blocks) -> Blocks:
    """Return blocks without the breaks above and below them, which part nothing."""
    start, end = 0, len(blocks)
    while start < end and isinstance(blocks[start], SceneBreak | BlankLine):
        start += 1
    while end > start and isinstance(blocks[end - 1], SceneBreak | BlankLine):
        end -= 1
    return blocks[start:end]
