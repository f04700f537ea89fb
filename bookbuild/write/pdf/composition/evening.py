"""The pages of a section ▶ its paragraphs with the type sizes that make all spaces most even.

Only now is it known in how many lines each paragraph is set, and so which lines touch: see
`line_sizes`, which does the work. A heading, a scene break, a box, or a paragraph of another type
size ends a run of paragraphs: lines apart from one another are not compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from bookbuild.write.pdf.composition.column import Part
from bookbuild.write.pdf.composition.line_sizes import Lines, evened
from bookbuild.write.pdf.composition.pages import PagePlan
from bookbuild.write.pdf.composition.type_design import TypeDesign


def even_parts(
    parts: tuple[Part, ...], plan: PagePlan, before: int, design: TypeDesign
) -> tuple[Part, ...]:
    """Return a column's parts with the sizes of their lines chosen over the whole column.

    The first ``before`` pieces of the plan are no part of the column. Where a line begins and ends
    stays as it was.
    """
    chosen = {slice.piece - before: slice.choice for page in plan.pages for slice in page.slices}
    found: list[Part] = []
    for size, run in groupby(enumerate(parts), key=lambda numbered: _size_of(numbered[1])):
        numbered = list(run)
        if size is None:
            found.extend(part for _, part in numbered)
        else:
            found.extend(_even([(part, chosen[number]) for number, part in numbered], design))
    return tuple(found)


def _size_of(part: Part) -> float | None:
    return part.paragraph.shape.size if part.paragraph else None


def _even(run: list[tuple[Part, int]], design: TypeDesign) -> Iterator[Part]:
    """Yield parts that are paragraphs of one size, each set in the option of a number."""
    set_ = [(part, part.paragraph, number) for part, number in run if part.paragraph]
    column = [Lines(each.items, each.shape, each.options[number].lines) for _, each, number in set_]
    for (part, paragraph, number), lines in zip(set_, evened(column, design), strict=True):
        setting = replace(paragraph.options[number], lines=lines)
        options = (*paragraph.options[:number], setting, *paragraph.options[number + 1 :])
        yield replace(part, paragraph=replace(paragraph, options=options))
