"""What composition could not set as it sets the rest, said to the author."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.model.edition import NumberedNote
from bookbuild.report import Diagnostic, Place, warning
from bookbuild.write.pdf.composition.column import Column, Part
from bookbuild.write.pdf.composition.galley import Box, Matter
from bookbuild.write.pdf.composition.pages import PagePlan
from bookbuild.write.pdf.composition.sheet_markup import Fragment


def remarks_on(file: str, column: Column, long: tuple[NumberedNote, ...]) -> Iterator[Diagnostic]:
    """Yield what is to be said of a section's column; ``long`` are footnotes that became text."""
    for each in column.greedy:
        yield warning(
            "line-by-line",
            Place(file, each.line),
            f"The lines of this paragraph are broken one by one, because of {each.reason}"
            + ("; it does not open with a drop cap." if each.capped else "."),
        )
    for part in column.parts:
        yield from _of(part, file)
    for note in long:
        line = note.blocks[0].line if note.blocks else 0
        yield warning(
            "long-footnote",
            Place(file, line),
            "This footnote is too long for the foot of a printed page, so it stands below the "
            "paragraph that calls it.",
            "Shorten it, or make it a section at the back of the book.",
        )


_LOOSE = 1 / 3
"""A word space, in em, from which on a line looks loose."""


def page_remarks(
    file: str, plan: PagePlan, pages: tuple[tuple[Fragment, ...], ...], lines: int
) -> Iterator[Diagnostic]:
    """Yield what no other solution was found for, at the line with which the page begins.

    ``lines`` is how many lines of the grid a full page has. A spread that is one line short is
    nothing to speak of.
    """
    last = len(pages) - 1
    for number, (page, fragments) in enumerate(zip(plan.pages, pages, strict=True)):
        missing = lines - page.depth
        where = Place(file, _line_of(fragments))
        if number == last and plan.meagre:
            yield warning(
                "short-last-page",
                where,
                f"The chapter’s last printed page has only {_counted(page.depth)}.",
                _BY_WORDS,
            )
        elif number < last and missing > 1:
            yield warning(
                "short-page",
                where,
                f"The printed page that begins here ends {_counted(missing)} above the foot: "
                "no other way to fill it was found.",
                _BY_WORDS,
            )
        elif number in plan.unequal:
            yield warning(
                "unequal-pages",
                where,
                "The printed page that begins here and the one that it faces do not end on the "
                "same line.",
                _BY_WORDS,
            )


_BY_WORDS = "If it troubles you, make a paragraph before it longer or shorter by some words."
_NUMERALS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def _counted(lines: int) -> str:
    """Return a number of lines in words."""
    number = _NUMERALS[lines] if lines < len(_NUMERALS) else str(lines)
    return f"{number} line" if lines == 1 else f"{number} lines"


def _line_of(fragments: tuple[Fragment, ...]) -> int:
    """Return the line of the author's file with which a page begins, 0 where none is known."""
    for fragment in fragments:
        paragraph, matter = fragment.part.paragraph, fragment.part.copy.matter
        line = paragraph.text.line if paragraph is not None else _written_at(matter)
        if line:
            return line
    return 0


def _written_at(matter: Matter) -> int:
    return matter.block.line if isinstance(matter, Box) else 0


def marks_on(
    plan: PagePlan, pages: tuple[tuple[Fragment, ...], ...], lines: int
) -> Iterator[tuple[int, str]]:
    """Yield the pages, counted from 0, that a typesetter would look at again, and why.

    ``lines`` is how many lines of the grid a full page has; a last page may have fewer.
    """
    for number, (page, fragments) in enumerate(zip(plan.pages, pages, strict=True)):
        missing = lines - page.depth
        if missing and number < len(pages) - 1:
            yield number, "short page" if missing == 1 else f"short page: {missing} lines"
        if number in plan.unequal:
            yield number, "unequal pages"
        if plan.meagre and number == len(pages) - 1:
            yield number, f"short last page: {_counted(page.depth)}"
        if any(_is_loose(fragment) for fragment in fragments):
            yield number, "loose line"


def _is_loose(fragment: Fragment) -> bool:
    paragraph = fragment.part.paragraph
    if paragraph is None:
        return False
    lines = paragraph.options[fragment.slice.choice].lines
    return any(
        line.justified and line.gap > _LOOSE
        for line in lines[fragment.slice.first : fragment.slice.end]
    )


def _of(part: Part, file: str) -> Iterator[Diagnostic]:
    paragraph, matter = part.paragraph, part.copy.matter
    if paragraph is not None and any(setting.overfull for setting in paragraph.options):
        yield warning(
            "line-too-wide",
            Place(file, paragraph.text.line),
            "A word of this paragraph is wider than the printed line and stands out of it.",
            "Divide it with a space or a hyphen.",
        )
    if isinstance(matter, Box) and matter.cut:
        yield warning(
            "table-too-wide",
            Place(file, matter.block.line),
            "This table is too wide for the printed page: it is set as small as can be read, and "
            "words in it are cut.",
            "Take columns out of it, or make two tables of it.",
        )
