"""About how many pages a book will have, before a line of it is set: its gutter depends on it."""

from __future__ import annotations

from bookbuild.model.edition import Edition, TextUnit
from bookbuild.model.editions import ChapterStart
from bookbuild.model.text import plain_text
from bookbuild.model.walk import every_block, lines_in
from bookbuild.write.pdf.design import PageDesign

_FILLED = 0.8
"""How much of a line and a page of running text is filled: dialogue leaves much white."""


def expected_pages(edition: Edition, design: PageDesign) -> int:
    """Return the number of pages that the edition's text will take on pages of a design.

    Within a tenth for novels, which is near enough: the gutter goes by the hundred.
    """
    text = design.theme.text
    page = design.lines * design.measure / (text.size * text.letter) * _FILLED
    units = [unit for unit in edition.units if isinstance(unit, TextUnit)]
    openings = 1.2 if edition.chapter_start is ChapterStart.RIGHT else 0.8
    return round(sum(map(_letters, units)) / page + openings * len(units))


def _letters(unit: TextUnit) -> int:
    lines = (line for block in every_block(unit.blocks) for line in lines_in(block))
    return sum(len(plain_text(line)) for line in lines)
