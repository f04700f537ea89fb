"""The compositor: a book's written sections become composed pages, one section after the other.

First all sections are set as columns, and cast off in one go. Then, when it is known on which side
a section begins, its pages are made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bookbuild.model.edition import Edition, NotesAppendix, NumberedNote, TextUnit
from bookbuild.render.blocks import block_xhtml
from bookbuild.render.units import ComposedText, unit_body
from bookbuild.render.view import CalledNote, Scene, View
from bookbuild.report import Diagnostic
from bookbuild.write.pdf.composition.appendix import appendix_copy
from bookbuild.write.pdf.composition.authors_notes import with_notes
from bookbuild.write.pdf.composition.box_sizes import with_columns
from bookbuild.write.pdf.composition.casting_off import CastingOff, PageBlock, SetSection
from bookbuild.write.pdf.composition.column import pieces, set_column
from bookbuild.write.pdf.composition.composable import (
    Composable,
    called_in_opening,
    footnotes_of,
    is_composed,
    without_notes,
)
from bookbuild.write.pdf.composition.drop_caps import KINDS, with_cap
from bookbuild.write.pdf.composition.evening import even_parts
from bookbuild.write.pdf.composition.faces import ROMAN
from bookbuild.write.pdf.composition.footnotes import SetNote, notes_xhtml, raised_by, set_note
from bookbuild.write.pdf.composition.galley import Box, Copy, galley
from bookbuild.write.pdf.composition.inline_runs import Setup
from bookbuild.write.pdf.composition.items import Measurer
from bookbuild.write.pdf.composition.long_notes import is_long, with_long_notes
from bookbuild.write.pdf.composition.pages import PagePlan, PageRoom, PageTaste, Piece, make_pages
from bookbuild.write.pdf.composition.remarks import marks_on, page_remarks, remarks_on
from bookbuild.write.pdf.composition.sheet_markup import (
    Fragment,
    SheetMarkup,
    fragments_of,
    is_divided_by_press,
)
from bookbuild.write.pdf.composition.sides import Side
from bookbuild.write.pdf.composition.type_design import TypeDesign
from bookbuild.write.pdf.press import Press
from bookbuild.write.themes.theme import FINE_LEADING


@dataclass(frozen=True, slots=True)
class ComposedSection:
    """A section as its sheet takes it, with the rules of its lines, and the plan of its pages.

    ``pressed`` where the press divides something in it over pages, and may think otherwise of it.
    ``remarks`` say what could not be set as the rest was; ``marks`` are pages, counted from 0, with
    what a typesetter would look at again.
    """

    html: str
    css: str
    plan: PagePlan
    pressed: bool = False
    remarks: tuple[Diagnostic, ...] = ()
    marks: tuple[tuple[int, str], ...] = ()


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
        self._measurer = measurer
        self._room = PageRoom(block.lines, design.leading, design.leading * FINE_LEADING)
        self._sections = {
            unit.head.id: self._set(unit) for unit in edition.units if is_composed(unit)
        }

    def measure(self, press: Press) -> bool:
        """Have the press measure what it lays by itself: headings, boxes, footnotes.

        Returns whether the press sets running text as it was measured here: an author's style sheet
        may ask for another size, font or leading.
        """
        cast = CastingOff(self._sections, self._view, self._design, self._block, self._language)
        if not cast.measured(press, self._measurer, self._setup("", {})):
            return False
        self._sections = cast.sections
        return True

    def compose(
        self, unit: Composable, first: Side, linked: frozenset[str] = frozenset()
    ) -> ComposedSection | None:
        """Return a section composed for a first page on a side, None where it cannot be.

        It cannot where footnotes are higher than a page. ``linked`` are the paragraphs without a
        name of their own that links lead to.
        """
        section = self._sections.get(unit.head.id)
        if section is None:
            return None
        opening = () if section.opening is None else (section.opening,)
        column = pieces(section.column, section.heights, self._design.leading)
        every = (*opening, *column)
        if any(_least(piece) > self._block.lines for piece in every):
            return None
        try:
            plan = make_pages(every, self._room, first, PageTaste())
        except ValueError:
            return None
        return self._section(section, plan, every, linked)

    # ------------------------------------------------------------------------------- setting

    def _set(self, unit: Composable) -> SetSection:
        every = footnotes_of(unit)
        notes = {note.label: str(note.number) for note in every}
        long = tuple(note for note in every if is_long(note, self._block.lines))
        column = set_column(
            tuple(with_long_notes(self._copy(unit), long, called_in_opening(unit))),
            self._block.measure,
            self._measurer,
            self._design,
            lambda lang: self._setup(lang, notes),
        )
        called = tuple(CalledNote(note) for note in every)
        labels = frozenset(note.label for note in long)
        made = self._notes(tuple(n for n in every if n.label not in labels), notes)
        bare = without_notes(unit)
        return SetSection(bare, column, Scene(self._view, called), labels, made=made)

    def _copy(self, unit: Composable) -> tuple[Copy, ...]:
        match unit:
            case NotesAppendix():
                return tuple(appendix_copy(unit, self._view.words.page))
            case TextUnit():
                copies = galley(unit.blocks)
                text = with_cap(copies) if unit.kind in KINDS else copies
                return with_notes(text, unit.opening, unit.closing)

    def _notes(
        self, notes: tuple[NumberedNote, ...], numbers: Mapping[str, str]
    ) -> Mapping[str, SetNote]:
        """Return the footnotes of pages' feet that can be set, by their labels."""
        found = {
            note.label: set_note(
                note,
                self._block.measure,
                self._measurer,
                self._design,
                lambda lang: self._setup(lang, numbers),
            )
            for note in notes
        }
        return {label: note for label, note in found.items() if note is not None}

    def _setup(self, lang: str, notes: Mapping[str, str]) -> Setup:
        return Setup(
            href=self._view.link_to,
            call=lambda label: notes.get(label, ""),
            base=replace(ROMAN, lang=lang or self._language),
            omitted=self._omitted,
        )

    # --------------------------------------------------------------------------------- pages

    def _section(
        self,
        section: SetSection,
        plan: PagePlan,
        every: tuple[Piece, ...],
        linked: frozenset[str],
    ) -> ComposedSection:
        before = len(every) - len(section.column.parts)
        parts = even_parts(section.column.parts, plan, before, self._design)
        notes = {note.label: note for note in section.notes}
        writer = SheetMarkup(
            self._design,
            lambda box, at_head: _shown(box, section.scene, at_head=at_head),
            lambda labels: notes_xhtml(
                (notes[each] for each in labels if each in notes),
                section.scene,
                section.made,
                lambda note: writer.note(note.paragraphs),
                raised_by(self._design, self._measurer.middle),
            ),
            linked,
        )
        pages = tuple(
            fragments_of(page, parts, every, before, section.heights) for page in plan.pages
        )
        divided = tuple(is_divided_by_press(page, every) for page in plan.pages)
        body = writer.pages(pages, divided, called_in_opening(section.unit))
        style = "; ".join(filter(None, (self._opening_style(plan, every, before), section.title)))
        text = ComposedText("", style, body)
        pressed = any(piece.fills for piece in every)
        html = unit_body(section.unit, self._view, text)
        marks = tuple(marks_on(plan, pages, self._block.lines))
        remarks = (*_remarks(section), *_page_remarks(section, plan, pages, self._block.lines))
        return ComposedSection(html, writer.css, plan, pressed, remarks, marks)

    def _opening_style(self, plan: PagePlan, every: tuple[Piece, ...], before: int) -> str:
        """Return the rules by which the opening has its height; a line more or less is above it."""
        if not before or every[0].fills:
            return ""
        lines = every[0].choices[plan.pages[0].slices[0].choice].lines
        sunk = (lines - every[0].choices[0].lines) * self._design.leading
        height = every[0].choices[0].lines * self._design.leading
        return f"height: {height:g}pt; margin-top: {sunk:g}pt"


def _remarks(section: SetSection) -> tuple[Diagnostic, ...]:
    if not isinstance(section.unit, TextUnit):
        return ()
    long = tuple(note for note in section.unit.footnotes if note.label in section.long)
    return tuple(remarks_on(section.unit.head.file, section.column, long))


def _page_remarks(
    section: SetSection, plan: PagePlan, pages: tuple[tuple[Fragment, ...], ...], lines: int
) -> tuple[Diagnostic, ...]:
    if not isinstance(section.unit, TextUnit):
        return ()
    return tuple(page_remarks(section.unit.head.file, plan, pages, lines))


def _shown(box: Box, scene: Scene, *, at_head: bool) -> str:
    block = box.at_head if at_head and box.at_head is not None else box.block
    html = block_xhtml(block, scene)
    return with_columns(html, box.widths) if box.widths else html


def _least(piece: Piece) -> int:
    return 0 if piece.divisible else min(choice.lines for choice in piece.choices)
