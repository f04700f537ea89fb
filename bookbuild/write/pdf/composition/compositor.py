"""The compositor: a book's written sections become composed pages, one section after the other.

First all sections are set as columns, and the press measures their boxes in one go. Then, when it
is known on which side a section begins, its pages are made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bookbuild.model.book import Kind
from bookbuild.model.edition import Edition, NumberedNote, TextUnit
from bookbuild.model.text import Table, Text
from bookbuild.render.blocks import block_xhtml, footnote_spans
from bookbuild.render.documents import document
from bookbuild.render.marks import element, escaped, language
from bookbuild.render.units import ComposedText, unit_body
from bookbuild.render.view import CalledNote, Scene, View
from bookbuild.report import Diagnostic
from bookbuild.write.pdf.composition.box_sizes import (
    RULE,
    named_table,
    narrowed,
    sized,
    with_columns,
)
from bookbuild.write.pdf.composition.column import (
    Column,
    Heights,
    Part,
    Spread,
    grid_lines,
    is_divided,
    pieces,
    set_column,
)
from bookbuild.write.pdf.composition.faces import ROMAN
from bookbuild.write.pdf.composition.galley import Box, Copy, galley
from bookbuild.write.pdf.composition.inline_runs import Setup, Unmeasured
from bookbuild.write.pdf.composition.items import Measurer
from bookbuild.write.pdf.composition.long_notes import is_long, with_long_notes
from bookbuild.write.pdf.composition.pages import (
    Choice,
    PagePlan,
    PageRoom,
    PageTaste,
    Piece,
    Side,
    make_pages,
)
from bookbuild.write.pdf.composition.remarks import remarks_on
from bookbuild.write.pdf.composition.sheet_markup import (
    PAGE_END,
    SheetMarkup,
    box_class,
    box_style,
    fragments_of,
    is_divided_by_press,
)
from bookbuild.write.pdf.composition.type_design import TypeDesign
from bookbuild.write.pdf.press import Press, Size
from bookbuild.write.themes.theme import FINE_LEADING

_DISPLAYED = (Kind.DEDICATION, Kind.EPIGRAPH)
"""Pages of a few lines that stand free: no running text."""
_LONG_PAGE = 10_000_000
_HAIR = 0.01
_NO_END = 1e6
_PROBE = "The quick brown fox jumps over the lazy dog 1984 affluent fjords"
"""Letters of every kind, a ligature, figures: set otherwise, it is no longer as wide."""


@dataclass(frozen=True, slots=True)
class PageBlock:
    """The block of text on a page: its measure in points, its lines."""

    measure: float
    lines: int


@dataclass(frozen=True, slots=True)
class ComposedSection:
    """A section as its sheet takes it, with the rules of its lines, and the plan of its pages.

    ``pressed`` where the press divides something in it over pages, and may think otherwise of it.
    ``remarks`` say what could not be set as the rest was.
    """

    html: str
    css: str
    plan: PagePlan
    pressed: bool = False
    remarks: tuple[Diagnostic, ...] = ()


_NOT_MEASURED = Heights({}, {})


@dataclass(frozen=True, slots=True)
class _Set:
    """A section that is set, and how its words are shown; once measured, how high its boxes are."""

    unit: TextUnit
    column: Column
    scene: Scene
    long: frozenset[str] = frozenset()
    heights: Heights = _NOT_MEASURED
    opening: Piece | None = None

    @property
    def notes(self) -> tuple[NumberedNote, ...]:
        """The footnotes that stand at the foot of pages: those that are not ``long``."""
        return tuple(note for note in self.unit.footnotes if note.label not in self.long)


class Compositor:
    """Composes the sections of one book; made for one build."""

    def __init__(
        self,
        edition: Edition,
        view: View,
        measurer: Measurer,
        design: TypeDesign,
        block: PageBlock,
        omitted: frozenset[str],
    ) -> None:
        """Take what the words are measured with and the room they have.

        ``omitted`` are the characters that no font of the book can show.
        """
        self._language = edition.metadata.language
        self._view = view
        self._design = design
        self._block = block
        self._omitted = omitted
        self._note_leading = design.leading * FINE_LEADING
        self._room = PageRoom(block.lines, design.leading, self._note_leading)
        self._sections = {
            unit.head.id: self._set(unit, measurer)
            for unit in edition.units
            if isinstance(unit, TextUnit) and unit.blocks and unit.kind not in _DISPLAYED
        }
        self._probe = measurer.items((Text(_PROBE),), self._setup("", {}), _NO_END)
        self._sizes: Mapping[str, Size] = {}

    def measure(self, press: Press) -> bool:
        """Have the press measure what it lays by itself: headings, boxes, footnotes.

        Returns whether the press sets running text as it was measured here: an author's style sheet
        may ask for another size, font or leading.
        """
        html = "\n".join((self._probing(), *map(self._measured, self._sections.values())))
        page = f"@page {{ size: {self._block.measure:g}pt {_LONG_PAGE}pt; margin: 0 }}"
        self._sizes = press.sizes(document(_PROBE, self._language, html), page)
        if not self._is_obeyed(self._sizes["probe"]):
            return False
        self._measure_narrowed(press)
        self._sections = {id: self._sized(each) for id, each in self._sections.items()}
        self._measure_rows(press)
        self._measure_spread(press)
        return True

    def _probing(self) -> str:
        """Return a line of running text whose size is known."""
        line = element("span", _PROBE, ("class", "l"))
        style = ("style", "display: inline-block; text-indent: 0; white-space: nowrap")
        probe = element("span", line, ("data-part", "probe"), style)
        return element("div", element("p", probe, ("class", "set")), ("class", "page"))

    def _is_obeyed(self, probe: Size) -> bool:
        if isinstance(self._probe, Unmeasured):
            return False
        width = self._probe.breaks[-1].before * self._design.size
        return abs(probe.width - width) < 1 and abs(probe.height - self._design.leading) < _HAIR

    def compose(self, unit: TextUnit, first: Side) -> ComposedSection | None:
        """Return a section composed for a first page on a side, None where it cannot be.

        It cannot where footnotes are higher than a page.
        """
        section = self._sections.get(unit.head.id)
        if section is None:
            return None
        opening = self._opening(section)
        column = pieces(section.column, section.heights, self._design.leading)
        every = (*opening, *column)
        if any(_least(piece) > self._block.lines for piece in every):
            return None
        try:
            plan = make_pages(every, self._room, first, PageTaste())
        except ValueError:
            return None
        return self._section(section, plan, every, len(opening))

    # ------------------------------------------------------------------------------- setting

    def _set(self, unit: TextUnit, measurer: Measurer) -> _Set:
        notes = {note.label: str(note.number) for note in unit.footnotes}
        long = tuple(note for note in unit.footnotes if is_long(note, self._block.lines))
        column = set_column(
            tuple(with_long_notes(galley(unit.blocks), long)),
            self._block.measure,
            measurer,
            self._design,
            lambda lang: self._setup(lang, notes),
        )
        called = tuple(CalledNote(note) for note in unit.footnotes)
        return _Set(unit, column, Scene(self._view, called), frozenset(n.label for n in long))

    def _setup(self, lang: str, notes: Mapping[str, str]) -> Setup:
        return Setup(
            href=self._view.link_to,
            call=lambda label: notes.get(label, ""),
            base=replace(ROMAN, lang=lang or self._language),
            omitted=self._omitted,
        )

    # ----------------------------------------------------------------------------- measuring

    def _measured(self, section: _Set) -> str:
        """Return what the press has to measure of a section, each in an element with its name."""
        id = section.unit.head.id
        boxes = (
            self._measured_box(f"{id}/{number}", part.copy, box, section.scene)
            for number, part, box in _boxes_of(section)
        )
        notes = (
            _note(note, section.scene, ("data-part", f"{id}/note/{note.label}"))
            for note in section.notes
        )
        body = "\n".join((*boxes, *notes))
        return unit_body(section.unit, self._view, ComposedText(f"{id}/opening", "", body))

    def _measured_box(self, name: str, copy: Copy, box: Box, scene: Scene) -> str:
        place = copy.place
        sides = f"margin-left: {place.left:g}pt; margin-right: {place.right:g}pt"
        content = block_xhtml(box.block, scene)
        if isinstance(box.block, Table) and not box.widths:
            content = named_table(content, name)
        elif box.widths:
            content = with_columns(content, box.widths)
        shown = element(
            "div",
            content,
            ("class", box_class(box)),
            ("style", "; ".join((sides, *box_style(box)))),
            ("data-part", name),
        )
        for frame in reversed(place.frames):
            names = ("class", f"{frame.name} frame".lstrip())
            shown = element(frame.tag, shown, names, *language(frame.lang))
        return shown

    def _measure_narrowed(self, press: Press) -> None:
        """Have tables measured again that are wider than their room: smaller, then with their words
        cut."""
        for _ in range(2):
            narrower = {id: self._narrowed(each) for id, each in self._sections.items()}
            wide = [
                self._measured_box(f"{id}/{number}", part.copy, box, section.scene)
                for id, section in narrower.items()
                for number, part, box in _boxes_of(section)
                if part is not self._sections[id].column.parts[number]
            ]
            if not wide:
                return
            self._sections = narrower
            page = f"@page {{ size: {self._block.measure:g}pt {_LONG_PAGE}pt; margin: 0 }}"
            self._sizes = {**self._sizes, **press.sizes(self._pages(wide), page)}

    def _pages(self, contents: list[str]) -> str:
        """Return a document of pages of their own, as a written section has them."""
        words = PAGE_END.join(contents)
        body = f'<div class="page">\n<div class="words">\n{words}\n</div>\n</div>'
        return document(
            _PROBE, self._language, element("section", body, ("class", "unit text chapter"))
        )

    def _narrowed(self, section: _Set) -> _Set:
        id = section.unit.head.id
        parts = tuple(
            narrowed(part, f"{id}/{number}", self._sizes, self._room_of(part.copy))
            for number, part in enumerate(section.column.parts)
        )
        return replace(section, column=replace(section.column, parts=parts))

    def _room_of(self, copy: Copy) -> float:
        return self._block.measure - copy.place.left - copy.place.right

    def _sized(self, section: _Set) -> _Set:
        """Return a section with the heights of its boxes, its long tables taken apart."""
        id = section.unit.head.id
        every = [
            each
            for number, part in enumerate(section.column.parts)
            for each in sized(part, f"{id}/{number}", self._sizes)
        ]
        boxes = {n: each.height for n, each in enumerate(every) if _is_box(each.part)}
        heads = {n: each.at_head for n, each in enumerate(every) if each.at_head is not None}
        notes = {
            note.label: grid_lines(self._note_height(id, note.label), self._note_leading)
            for note in section.notes
        }
        column = replace(section.column, parts=tuple(each.part for each in every))
        return replace(section, column=column, heights=Heights(boxes, notes, heads))

    def _measure_rows(self, press: Press) -> None:
        """Have the rows of long tables measured as they will be laid: in columns of fixed width."""
        rows = [
            self._measured_box(f"{id}/{number}", part.copy, box, section.scene)
            for id, section in self._sections.items()
            for number, part, box in _boxes_of(section)
            if box.widths
        ]
        if rows:
            page = f"@page {{ size: {self._block.measure:g}pt {_LONG_PAGE}pt; margin: 0 }}"
            sizes = press.sizes(self._pages(["\n".join(rows)]), page)
            self._sections = {id: _with_rows(each, sizes) for id, each in self._sections.items()}

    def _measure_spread(self, press: Press) -> None:
        """Have the press divide over pages what is higher than one."""
        full = self._block.lines * self._design.leading
        page = f"@page {{ size: {self._block.measure:g}pt {full + _HAIR:g}pt; margin: 0 }}"
        for id, section in self._sections.items():
            high = [each for each in _boxes_of(section) if self._is_spread(section, *each)]
            tall = [self._measured_box(f"{id}/{n}", p.copy, b, section.scene) for n, p, b in high]
            opening = self._sizes.get(f"{id}/opening")
            if opening is not None and opening.height > full:
                text = ComposedText(f"{id}/opening", "", "")
                tall.insert(0, unit_body(section.unit, self._view, text))
            if not tall:
                continue
            sizes = press.parts(self._pages(tall), page)
            spread = {n: self._spread(sizes[f"{id}/{n}"]) for n, _, _ in high}
            heights = replace(section.heights, spread=spread)
            above = sizes.get(f"{id}/opening")
            piece = self._spread(above).piece(self._design.leading, binds=True) if above else None
            self._sections[id] = replace(section, heights=heights, opening=piece)

    def _is_spread(self, section: _Set, number: int, part: Part, box: Box) -> bool:
        points, leading = section.heights.boxes[number], self._design.leading
        if grid_lines(points, leading) <= self._block.lines:
            return False
        return not is_divided(part.copy, box, points, leading)

    def _spread(self, parts: tuple[Size, ...]) -> Spread:
        return Spread(len(parts) - 1, self._block.lines, parts[-1].height)

    def _note_height(self, unit: str, label: str) -> float:
        return self._sizes[f"{unit}/note/{label}"].height

    def _opening(self, section: _Set) -> tuple[Piece, ...]:
        """Return the heading and what stands with it, as the first piece; () where nothing does."""
        if section.opening is not None:
            return (section.opening,)
        opening = self._sizes.get(f"{section.unit.head.id}/opening")
        if opening is None or opening.height <= 0:
            return ()
        lines = grid_lines(opening.height, self._design.leading)
        steps = _SINKAGE if lines > _LEAST_SINKAGE else _SINKAGE[:1]
        choices = tuple(Choice(lines + step, demerits) for step, demerits in steps)
        return (Piece(choices, divisible=False, binds=True),)

    # --------------------------------------------------------------------------------- pages

    def _section(
        self,
        section: _Set,
        plan: PagePlan,
        every: tuple[Piece, ...],
        before: int,
    ) -> ComposedSection:
        parts = section.column.parts
        notes = {note.label: note for note in section.notes}
        writer = SheetMarkup(
            self._design,
            lambda box, at_head: _shown(box, section.scene, at_head=at_head),
            lambda labels: _notes((notes[each] for each in labels if each in notes), section.scene),
        )
        pages = tuple(
            fragments_of(page, parts, every, before, section.heights) for page in plan.pages
        )
        divided = tuple(is_divided_by_press(page, every) for page in plan.pages)
        body = writer.pages(pages, divided)
        text = ComposedText("", self._opening_style(plan, every, before), body)
        pressed = any(piece.fills for piece in every)
        html = unit_body(section.unit, self._view, text)
        return ComposedSection(html, writer.css, plan, pressed, _remarks(section))

    def _opening_style(self, plan: PagePlan, every: tuple[Piece, ...], before: int) -> str:
        """Return the rules by which the opening has its height; a line more or less is above it."""
        if not before or every[0].fills:
            return ""
        lines = every[0].choices[plan.pages[0].slices[0].choice].lines
        sunk = (lines - every[0].choices[0].lines) * self._design.leading
        height = every[0].choices[0].lines * self._design.leading
        return f"height: {height:g}pt; margin-top: {sunk:g}pt"


_SINKAGE = ((0, 0.0), (1, 2e5), (-1, 2e5), (2, 5e5), (-2, 5e5))
"""How many lines lower or higher a chapter may open to fill its pages, at how many demerits. No
two openings face each other, so nobody sees it; a short page everybody does."""
_LEAST_SINKAGE = 6
"""Lines of an opening that may stand a line higher: there is room above it."""


def _boxes_of(section: _Set) -> Iterator[tuple[int, Part, Box]]:
    """Yield the boxes of a section, each with its part and the part's number."""
    for number, part in enumerate(section.column.parts):
        if isinstance(part.copy.matter, Box):
            yield number, part, part.copy.matter


def _with_rows(section: _Set, sizes: Mapping[str, Size]) -> _Set:
    """Return a section whose tables' rows have the heights that were measured now."""
    heights, id = section.heights, section.unit.head.id
    boxes, heads = dict(heights.boxes), dict(heights.at_head)
    for number, _, box in _boxes_of(section):
        if box.widths:
            now = sizes[f"{id}/{number}"].height
            if number in heads:
                heads[number] += now - boxes[number]
            boxes[number] = now if number in heads else now - RULE
    return replace(section, heights=replace(heights, boxes=boxes, at_head=heads))


def _remarks(section: _Set) -> tuple[Diagnostic, ...]:
    long = tuple(note for note in section.unit.footnotes if note.label in section.long)
    return tuple(remarks_on(section.unit.head.file, section.column, long))


def _is_box(part: Part) -> bool:
    return isinstance(part.copy.matter, Box)


def _shown(box: Box, scene: Scene, *, at_head: bool) -> str:
    block = box.at_head if at_head and box.at_head is not None else box.block
    html = block_xhtml(block, scene)
    return with_columns(html, box.widths) if box.widths else html


def _least(piece: Piece) -> int:
    return 0 if piece.divisible else min(choice.lines for choice in piece.choices)


def _notes(notes: Iterator[NumberedNote], scene: Scene) -> str:
    shown = "\n".join(_note(note, scene, ("id", note.id)) for note in notes)
    return element("div", f"\n{shown}\n", ("class", "page-notes"))


def _note(note: NumberedNote, scene: Scene, named: tuple[str, str]) -> str:
    number = element("span", f"{escaped(str(note.number))}.\u2002", ("class", "note-number"))
    content = number + footnote_spans(note.blocks, scene)
    return element("div", content, ("class", "page-note"), named)
