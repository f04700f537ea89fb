"""Footnotes at the foot of a page: set line by line, or where they cannot be, laid by the press.

A note of paragraphs alone is set, always in the number of lines that is best for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bookbuild.model.edition import NumberedNote
from bookbuild.model.text import Inlines, Paragraph, Text
from bookbuild.render.blocks import footnote_spans
from bookbuild.render.marks import element, escaped
from bookbuild.render.view import Scene
from bookbuild.write.pdf.composition.breaking import broken
from bookbuild.write.pdf.composition.column import MARK_GAP, SetParagraph, SetupOf
from bookbuild.write.pdf.composition.galley import SetText
from bookbuild.write.pdf.composition.inline_runs import Setup, Unmeasured
from bookbuild.write.pdf.composition.items import Measurer
from bookbuild.write.pdf.composition.type_design import Shape, TypeDesign
from bookbuild.write.themes.theme import FINE_LEADING


@dataclass(frozen=True, slots=True)
class SetNote:
    """A footnote broken into lines; the first paragraph leaves room for its number."""

    paragraphs: tuple[SetParagraph, ...]

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return sum(each.options[0].depth for each in self.paragraphs)


def set_note(
    note: NumberedNote, measure: float, measurer: Measurer, design: TypeDesign, setup: SetupOf
) -> SetNote | None:
    """Return a footnote set in lines of a measure in points; None where the press has to lay it."""
    number = f"{note.number}."
    width = _width(number, measurer, setup("")) * design.fine
    indent = width + MARK_GAP * design.fine
    found: list[SetParagraph] = []
    for block in note.blocks:
        if not isinstance(block, Paragraph):
            return None
        shape = Shape(measure, design.fine, (indent,), ragged=design.ragged)
        items = measurer.items(block.inlines, setup(block.lang), shape.narrowest)
        if isinstance(items, Unmeasured):
            return None
        mark = "" if found else number
        text = SetText(block.id, block.lang, block.inlines, False, block.line, mark=mark)
        best = broken(items, shape, design).best
        found.append(SetParagraph(text, items, shape, (best,), mark_width=width))
        indent = design.leading * FINE_LEADING
    return SetNote(tuple(found))


def _width(text: str, measurer: Measurer, setup: Setup) -> float:
    """Return how wide a text in lining figures is, in em."""
    lining = replace(setup, base=replace(setup.base, lining=True))
    inlines: Inlines = (Text(text),)
    items = measurer.items(inlines, lining, _NO_END)
    return 1.0 if isinstance(items, Unmeasured) else items.breaks[-1].before


_NO_END = 1e6

ShowLines = Callable[[SetNote], str]
"""Shows the paragraphs of a note that is set."""


def notes_xhtml(
    notes: Iterable[NumberedNote],
    scene: Scene,
    made: Mapping[str, SetNote],
    lines: ShowLines,
    raised: float,
) -> str:
    """Return the footnotes of one page, in an element that stands at its foot, so many points
    above the end of its block; ``made`` are those that are set, by their labels."""
    shown = "\n".join(_note_xhtml(notes, scene, made, lines))
    style = f"bottom: {raised:.2f}pt"
    return element("div", f"\n{shown}\n", ("class", "page-notes"), ("style", style))


def _note_xhtml(
    notes: Iterable[NumberedNote], scene: Scene, made: Mapping[str, SetNote], lines: ShowLines
) -> Iterator[str]:
    for note in notes:
        if note.label in made:
            content = lines(made[note.label])
            yield element("article", content, ("class", "page-note"), ("id", note.id))
        else:
            yield note_xhtml(note, scene, ("id", note.id))


def note_xhtml(note: NumberedNote, scene: Scene, named: tuple[str, str]) -> str:
    """Return a footnote with its number as the press lays it; ``named`` is an attribute to know it
    by."""
    number = element("span", f"{escaped(str(note.number))}.\u2002", ("class", "note-number"))
    content = number + footnote_spans(note.blocks, scene)
    return element("article", content, ("class", "page-note"), named)


def raised_by(design: TypeDesign, middle: float) -> float:
    """Return how far the notes stand above the end of a page's block, in points: so far that their
    last line stands on the grid's last line.

    ``middle`` is how far the middle of a line is above its baseline, in em.
    """
    lower = (design.leading - design.leading * FINE_LEADING) / 2
    return lower - middle * (design.size - design.fine)
