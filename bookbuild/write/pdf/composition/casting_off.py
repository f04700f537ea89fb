"""Casting off: how much room a section's boxes, footnotes and opening take, measured by the press.

What composition does not set line by line (headings, boxes, tables, footnotes) the press lays, and
says how high it came out: everything in one go, then again what turned out too wide, what is
divided in rows, and what is higher than a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bookbuild.model.edition import NumberedNote, TextUnit
from bookbuild.model.text import Table, Text
from bookbuild.render.blocks import block_xhtml
from bookbuild.render.documents import document
from bookbuild.render.marks import element, language
from bookbuild.render.units import ComposedText, unit_body
from bookbuild.render.view import Scene, View
from bookbuild.write.pdf.composition.authors_notes import NOTE
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
    left_to_press,
)
from bookbuild.write.pdf.composition.composable import (
    Composable,
    called_in_opening,
    footnotes_of,
)
from bookbuild.write.pdf.composition.footnotes import SetNote, note_xhtml
from bookbuild.write.pdf.composition.galley import Box, Copy, SetText
from bookbuild.write.pdf.composition.inline_runs import Setup, Unmeasured
from bookbuild.write.pdf.composition.items import Measurer
from bookbuild.write.pdf.composition.pages import Choice, Piece
from bookbuild.write.pdf.composition.sheet_markup import PAGE_END, box_class, box_style
from bookbuild.write.pdf.composition.title_lines import (
    PROBE,
    is_broken,
    title_styles,
    with_named_title,
)
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


_NOT_MEASURED = Heights({}, {})


@dataclass(frozen=True, slots=True)
class SetSection:
    """A section that is set, and how its words are shown; once cast off, how high its boxes are.

    ``long`` are the labels of the footnotes that stand in the text, ``made`` those at the foot that
    are set line by line. ``opening`` is the heading and
    what stands with it, None where nothing does; ``title`` are the rules of its title's lines.
    """

    unit: Composable
    column: Column
    scene: Scene
    long: frozenset[str] = frozenset()
    heights: Heights = _NOT_MEASURED
    opening: Piece | None = None
    title: str = ""
    made: Mapping[str, SetNote] = field(default_factory=dict)

    @property
    def notes(self) -> tuple[NumberedNote, ...]:
        """The footnotes that stand at the foot of pages: those that are not ``long``."""
        return tuple(note for note in footnotes_of(self.unit) if note.label not in self.long)


class CastingOff:
    """Has the press measure the sections of one book; made for one casting off.

    ``sections`` are those that were set, by their units' ids; they have their heights once
    `measured` was true.
    """

    def __init__(
        self,
        sections: Mapping[str, SetSection],
        view: View,
        design: TypeDesign,
        block: PageBlock,
        lang: str,
    ) -> None:
        """Take the sections, how their words are shown, and the room that they have."""
        self.sections = dict(sections)
        self._view = view
        self._design = design
        self._block = block
        self._language = lang
        self._note_leading = design.leading * FINE_LEADING
        self._sizes: Mapping[str, Size] = {}

    def measured(self, press: Press, measurer: Measurer, setup: Setup) -> bool:
        """Have the press measure what it lays by itself: headings, boxes, footnotes.

        Returns whether the press sets running text as it was measured here, as ``setup`` has it: an
        author's style sheet may ask for another size, font or leading.
        """
        html = "\n".join((self._probing(), *map(self._measured, self.sections.values())))
        self._sizes = press.sizes(document(_PROBE, self._language, html), self._endless)
        width = self._probe_width(measurer, setup)
        if not self._is_obeyed("probe", width, self._design.size, self._design.leading):
            return False
        self._keep_obeyed(width, press)
        self._measure_narrowed(press)
        self._balance_titles(press)
        self.sections = {id: self._sized(each) for id, each in self.sections.items()}
        self._measure_rows(press)
        self._measure_spread(press)
        return True

    @property
    def _endless(self) -> str:
        """The rules of a page that is as wide as the measure and ends nowhere."""
        page = f"@page {{ size: {self._block.measure:g}pt {_LONG_PAGE}pt; margin: 0 }}"
        return f"{page} .page.page {{ break-after: auto !important }}"

    def _probing(self) -> str:
        """Return lines whose size is known: of running text, a footnote, an author's note.

        An inline block would be as wide as its words, but takes the press a layout for each word.
        """

        line = (("class", "set"), ("style", "text-indent: 0; white-space: nowrap"))

        def probe(name: str) -> str:
            words = element("span", _PROBE, ("class", "l"), ("data-part", name))
            return element("p", words, ("data-part", _line(name)), *line)

        footnote = element("div", probe("probe/fine"), ("class", "page-note"))
        note = element("aside", probe("probe/note"), ("class", f"{NOTE} frame"))
        return element("div", probe("probe") + footnote + note, ("class", "page")) + PROBE

    def _probe_width(self, measurer: Measurer, setup: Setup) -> float:
        """Return how wide those lines are as composition measures them, in em."""
        items = measurer.items((Text(_PROBE),), setup, _NO_END)
        return 0.0 if isinstance(items, Unmeasured) else items.breaks[-1].before

    def _is_obeyed(self, probe: str, width: float, size: float, leading: float) -> bool:
        laid, line = self._sizes[probe], self._sizes[_line(probe)]
        return abs(laid.width - width * size) < 1 and abs(line.height - leading) < _HAIR

    def _keep_obeyed(self, width: float, press: Press) -> None:
        """Leave to the press what the style sheets set otherwise than composition: footnotes, and
        author's notes; an appendix of these altogether."""
        design = self._design
        fine = self._is_obeyed("probe/fine", width, design.fine, self._note_leading)
        note = self._is_obeyed("probe/note", width, design.note, design.leading)
        self.sections = {
            id: each if fine else replace(each, made={})
            for id, each in self.sections.items()
            if note or isinstance(each.unit, TextUnit)
        }
        if not note:
            self._unset_notes(press)

    def _unset_notes(self, press: Press) -> None:
        """Have the press break the lines of author's notes, and measure their paragraphs."""
        unset = {id: _without_set_notes(each) for id, each in self.sections.items()}
        boxes = [
            self._measured_box(f"{id}/{number}", part.copy, box, section.scene)
            for id, section in unset.items()
            for number, part, box in _boxes_of(section)
            if part is not self.sections[id].column.parts[number]
        ]
        self.sections = unset
        if boxes:
            sizes = press.sizes(self._pages(["\n".join(boxes)]), self._endless)
            self._sizes = {**self._sizes, **sizes}

    def _measured(self, section: SetSection) -> str:
        """Return what the press has to measure of a section, each in an element with its name."""
        id = section.unit.head.id
        boxes = (
            self._measured_box(f"{id}/{number}", part.copy, box, section.scene)
            for number, part, box in _boxes_of(section)
        )
        notes = (
            note_xhtml(note, section.scene, ("data-part", f"{id}/note/{note.label}"))
            for note in section.notes
        )
        body = "\n".join((*boxes, *notes))
        text = ComposedText(f"{id}/opening", "", body)
        return with_named_title(unit_body(section.unit, self._view, text), section.unit)

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
            narrower = {id: self._narrowed(each) for id, each in self.sections.items()}
            wide = [
                self._measured_box(f"{id}/{number}", part.copy, box, section.scene)
                for id, section in narrower.items()
                for number, part, box in _boxes_of(section)
                if part is not self.sections[id].column.parts[number]
            ]
            if not wide:
                return
            self.sections = narrower
            self._sizes = {**self._sizes, **press.sizes(self._pages(wide), self._endless)}

    def _pages(self, contents: list[str]) -> str:
        """Return a document of pages of their own, as a written section has them."""
        words = PAGE_END.join(contents)
        body = f'<div class="page">\n<div class="words">\n{words}\n</div>\n</div>'
        return document(
            _PROBE, self._language, element("section", body, ("class", "unit text chapter"))
        )

    def _narrowed(self, section: SetSection) -> SetSection:
        id = section.unit.head.id
        parts = tuple(
            narrowed(part, f"{id}/{number}", self._sizes, self._room_of(part.copy))
            for number, part in enumerate(section.column.parts)
        )
        return replace(section, column=replace(section.column, parts=parts))

    def _balance_titles(self, press: Press) -> None:
        """Find how narrow the titles of several lines may be: no opening becomes higher by that."""
        units = [e.unit for e in self.sections.values() if is_broken(e.unit, self._sizes)]
        endless = self._endless

        def sizes_of(openings: Sequence[str]) -> Mapping[str, Size]:
            html = document(_PROBE, self._language, "\n".join(openings))
            return press.sizes(html, endless)

        for id, style in title_styles(units, self._view, sizes_of).items():
            self.sections[id] = replace(self.sections[id], title=style)

    def _room_of(self, copy: Copy) -> float:
        return self._block.measure - copy.place.left - copy.place.right

    def _sized(self, section: SetSection) -> SetSection:
        """Return a section with the heights of its boxes, its long tables taken apart."""
        id = section.unit.head.id
        every = [
            each
            for number, part in enumerate(section.column.parts)
            for each in sized(part, f"{id}/{number}", self._sizes)
        ]
        boxes = {n: each.height for n, each in enumerate(every) if _holds_box(each.part)}
        heads = {n: each.at_head for n, each in enumerate(every) if each.at_head is not None}
        notes = {
            note.label: section.made[note.label].lines
            if note.label in section.made
            else grid_lines(self._note_height(id, note.label), self._note_leading)
            for note in section.notes
        }
        column = replace(section.column, parts=tuple(each.part for each in every))
        heights = Heights(boxes, notes, heads)
        called = sum(notes.get(label, 0) for label in called_in_opening(section.unit))
        opening = self._opening(id, called)
        return replace(section, column=column, heights=heights, opening=opening)

    def _measure_rows(self, press: Press) -> None:
        """Have the rows of long tables measured as they will be laid: in columns of fixed width."""
        rows = [
            self._measured_box(f"{id}/{number}", part.copy, box, section.scene)
            for id, section in self.sections.items()
            for number, part, box in _boxes_of(section)
            if box.widths
        ]
        if rows:
            sizes = press.sizes(self._pages(["\n".join(rows)]), self._endless)
            self.sections = {id: _with_rows(each, sizes) for id, each in self.sections.items()}

    def _measure_spread(self, press: Press) -> None:
        """Have the press divide over pages what is higher than one."""
        full = self._block.lines * self._design.leading
        page = f"@page {{ size: {self._block.measure:g}pt {full + _HAIR:g}pt; margin: 0 }}"
        for id, section in self.sections.items():
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
            piece = section.opening
            if above:
                piece = self._spread(above).piece(self._design.leading, binds=True)
            self.sections[id] = replace(section, heights=heights, opening=piece)

    def _is_spread(self, section: SetSection, number: int, part: Part, box: Box) -> bool:
        points, leading = section.heights.boxes[number], self._design.leading
        if grid_lines(points, leading) <= self._block.lines:
            return False
        return not is_divided(part.copy, box, points, leading)

    def _spread(self, parts: tuple[Size, ...]) -> Spread:
        return Spread(len(parts) - 1, self._block.lines, parts[-1].height)

    def _note_height(self, unit: str, label: str) -> float:
        return self._sizes[f"{unit}/note/{label}"].height

    def _opening(self, id: str, notes: int) -> Piece | None:
        """Return the heading and what stands with it, which calls so many lines of footnotes; None
        where nothing does."""
        opening = self._sizes.get(f"{id}/opening")
        if opening is None or opening.height <= 0:
            return None
        lines = grid_lines(opening.height, self._design.leading)
        choices = tuple(_lower(lines + step, demerits, notes) for step, demerits in _SINKAGE)
        return Piece(choices, divisible=False, binds=True)


def _line(probe: str) -> str:
    """Return the name of the line that a probe's words stand in."""
    return f"{probe}/line"


def _lower(lines: int, demerits: float, notes: int) -> Choice:
    return Choice(lines, demerits, notes=(*(0,) * (lines - 1), notes) if notes else ())


_SINKAGE = ((0, 0.0), (1, 5e6), (2, 4e7))
"""How many lines lower a chapter may open to fill its pages, at how many demerits. A line is dearer
than one at a scene break and than a paragraph's other number of lines, and cheaper than a spread
that is short; two are for where facing pages would not agree otherwise. None opens higher: readers
who leaf through a book see where its chapters begin."""


def _without_set_notes(section: SetSection) -> SetSection:
    """Return a section that leaves the paragraphs of author's notes to the press."""
    parts = tuple(
        left_to_press(part.copy, part.copy.matter)
        if part.copy.place.small and isinstance(part.copy.matter, SetText)
        else part
        for part in section.column.parts
    )
    return replace(section, column=replace(section.column, parts=parts))


def _boxes_of(section: SetSection) -> Iterator[tuple[int, Part, Box]]:
    """Yield the boxes of a section, each with its part and the part's number."""
    for number, part in enumerate(section.column.parts):
        if isinstance(part.copy.matter, Box):
            yield number, part, part.copy.matter


def _with_rows(section: SetSection, sizes: Mapping[str, Size]) -> SetSection:
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


def _holds_box(part: Part) -> bool:
    return isinstance(part.copy.matter, Box)
