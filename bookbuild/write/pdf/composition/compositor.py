"""The compositor: a book's written sections become composed pages, one section after the other.

First all sections are set as columns, and the press measures their boxes in one go. Then, when it
is known on which side a section begins, its pages are made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bookbuild.model.edition import Edition, NumberedNote, TextUnit
from bookbuild.model.text import Text
from bookbuild.render.blocks import block_xhtml, footnote_spans
from bookbuild.render.documents import document
from bookbuild.render.marks import element, escaped, language
from bookbuild.render.units import ComposedText, unit_body
from bookbuild.render.view import Scene, View
from bookbuild.write.pdf.composition.column import (
    Column,
    Heights,
    grid_lines,
    pieces,
    set_column,
)
from bookbuild.write.pdf.composition.faces import ROMAN, TypeFaces
from bookbuild.write.pdf.composition.galley import Box, Copy, galley
from bookbuild.write.pdf.composition.inline_runs import Setup, Unmeasured
from bookbuild.write.pdf.composition.items import Measurer
from bookbuild.write.pdf.composition.pages import (
    Choice,
    PagePlan,
    PageRoom,
    PageTaste,
    Piece,
    Side,
    make_pages,
)
from bookbuild.write.pdf.composition.sheet_markup import SheetMarkup, fragments_of
from bookbuild.write.pdf.composition.type_design import TypeDesign
from bookbuild.write.pdf.press import Press, Size
from bookbuild.write.themes.theme import FINE_LEADING

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
    """A section as its sheet takes it, with the rules of its lines, and the plan of its pages."""

    html: str
    css: str
    plan: PagePlan


@dataclass(frozen=True, slots=True)
class _Set:
    """A section that is set, and how its words are shown."""

    unit: TextUnit
    column: Column
    scene: Scene


class Compositor:
    """Composes the sections of one book; made for one build."""

    def __init__(
        self,
        edition: Edition,
        view: View,
        faces: TypeFaces,
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
        measurer = Measurer(faces, design)
        self._sections = {
            unit.head.id: self._set(unit, measurer)
            for unit in edition.units
            if isinstance(unit, TextUnit) and unit.blocks
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
        return self._is_obeyed(self._sizes["probe"])

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

        It cannot where a box or a footnote is higher than a page.
        """
        section = self._sections.get(unit.head.id)
        if section is None:
            return None
        heights = self._heights_of(section)
        opening = self._opening(section)
        column = pieces(section.column, heights, self._design.leading)
        every = (*opening, *column)
        if any(_least(piece) > self._block.lines for piece in every):
            return None
        try:
            plan = make_pages(every, self._room, first, PageTaste())
        except ValueError:
            return None
        return self._section(section, plan, every, len(opening), heights)

    # ------------------------------------------------------------------------------- setting

    def _set(self, unit: TextUnit, measurer: Measurer) -> _Set:
        notes = {note.label: str(note.number) for note in unit.footnotes}
        column = set_column(
            galley(unit.blocks),
            self._block.measure,
            measurer,
            self._design,
            lambda lang: self._setup(lang, notes),
        )
        return _Set(unit, column, Scene(self._view))

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
            self._measured_box(f"{id}/{number}", part.copy, part.copy.matter, section.scene)
            for number, part in enumerate(section.column.parts)
            if isinstance(part.copy.matter, Box)
        )
        notes = (
            _note(note, section.scene, ("data-part", f"{id}/note/{note.label}"))
            for note in section.unit.footnotes
        )
        body = "\n".join((*boxes, *notes))
        return unit_body(section.unit, self._view, ComposedText(f"{id}/opening", "", body))

    def _measured_box(self, name: str, copy: Copy, box: Box, scene: Scene) -> str:
        place = copy.place
        style = f"margin-left: {place.left:g}pt; margin-right: {place.right:g}pt"
        shown = element(
            "div",
            block_xhtml(box.block, scene),
            ("class", "box"),
            ("style", style),
            ("data-part", name),
        )
        for frame in reversed(place.frames):
            names = ("class", f"{frame.name} frame".lstrip())
            shown = element(frame.tag, shown, names, *language(frame.lang))
        return shown

    def _heights_of(self, section: _Set) -> Heights:
        id = section.unit.head.id
        boxes = {
            number: self._sizes[f"{id}/{number}"].height
            for number, part in enumerate(section.column.parts)
            if isinstance(part.copy.matter, Box)
        }
        notes = {
            note.label: grid_lines(self._note_height(id, note.label), self._note_leading)
            for note in section.unit.footnotes
        }
        return Heights(boxes, notes)

    def _note_height(self, unit: str, label: str) -> float:
        return self._sizes[f"{unit}/note/{label}"].height

    def _opening(self, section: _Set) -> tuple[Piece, ...]:
        """Return the heading and what stands with it, as the first piece; () where nothing does."""
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
        heights: Heights,
    ) -> ComposedSection:
        parts = section.column.parts
        notes = {note.label: note for note in section.unit.footnotes}
        writer = SheetMarkup(
            self._design,
            lambda box: block_xhtml(box.block, section.scene),
            lambda labels: _notes((notes[label] for label in labels), section.scene),
        )
        pages = tuple(fragments_of(page, parts, every, before, heights) for page in plan.pages)
        body = writer.pages(pages)
        text = ComposedText("", self._opening_style(plan, every, before), body)
        return ComposedSection(unit_body(section.unit, self._view, text), writer.css, plan)

    def _opening_style(self, plan: PagePlan, every: tuple[Piece, ...], before: int) -> str:
        """Return the rules by which the opening has its height; a line more or less is above it."""
        if not before:
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


def _least(piece: Piece) -> int:
    return 0 if piece.divisible else min(choice.lines for choice in piece.choices)


def _notes(notes: Iterator[NumberedNote], scene: Scene) -> str:
    shown = "\n".join(_note(note, scene, ("id", note.id)) for note in notes)
    return element("div", f"\n{shown}\n", ("class", "page-notes"))


def _note(note: NumberedNote, scene: Scene, named: tuple[str, str]) -> str:
    number = element("span", f"{escaped(str(note.number))}.\u2002", ("class", "note-number"))
    content = number + footnote_spans(note.blocks, scene)
    return element("div", content, ("class", "page-note"), named)
