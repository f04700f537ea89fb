"""Type sizes over a column, once its pages are chosen."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from bookbuild.model.text import SceneBreak, Text
from bookbuild.write.pdf.composition.breaking import broken
from bookbuild.write.pdf.composition.column import Part, SetParagraph
from bookbuild.write.pdf.composition.evening import even_parts
from bookbuild.write.pdf.composition.faces import TypeStyle
from bookbuild.write.pdf.composition.galley import Copy, Ornament, Place, SetText
from bookbuild.write.pdf.composition.line_sizes import Lines, evened
from bookbuild.write.pdf.composition.pages import ComposedPage, PagePlan, Slice
from bookbuild.write.pdf.composition.type_design import DEFAULT, Shape
from tests.composition.laid import items_of

WORDS = (
    "The ferryman of the northern bank had a considerable opinion of himself, which nobody on the "
    "southern bank had ever thought it worth the fare to contradict. "
).split()
SHAPE = Shape(303.0, 11.0, (15.0,))
ORNAMENT = Part(Copy(Ornament(SceneBreak()), Place()))


def _paragraph(count: int, shape: Shape = SHAPE) -> Part:
    inlines = (Text(" ".join((WORDS * 20)[:count])),)
    items = items_of(inlines, TypeStyle(lang="en"), shape.narrowest)
    text = SetText("", "", inlines, False, 1)
    options = broken(items, shape, DEFAULT).options
    return Part(Copy(text, Place()), SetParagraph(text, items, shape, options))


def _plan(parts: tuple[Part, ...], before: int, chosen: int) -> PagePlan:
    """Return a plan of one page, each paragraph in the option of a number, the last if negative."""
    slices = tuple(Slice(at + before, _chosen(part, chosen), 0, 1) for at, part in enumerate(parts))
    return PagePlan((ComposedPage(slices, 1),), 0.0)


def _chosen(part: Part, number: int) -> int:
    return number % len(part.paragraph.options) if part.paragraph else 0


def _lines(part: Part, chosen: int) -> Lines:
    assert part.paragraph is not None
    option = part.paragraph.options[_chosen(part, chosen)]
    return Lines(part.paragraph.items, part.paragraph.shape, option.lines)


def test_the_chosen_lines_are_evened_out_and_no_others() -> None:
    parts = tuple(_paragraph(40 + 9 * at) for at in range(8))
    even = even_parts(parts, _plan(parts, 1, -1), 1, DEFAULT)
    wanted = evened([_lines(part, -1) for part in parts], DEFAULT)
    assert [_lines(part, -1).lines for part in even] == wanted
    for old, new in zip(parts, even, strict=True):
        assert old.paragraph
        assert new.paragraph
        assert new.paragraph.options[:-1] == old.paragraph.options[:-1]
        assert replace(new, paragraph=old.paragraph) == old


def test_a_scene_break_and_another_type_size_end_a_run() -> None:
    first, second, small = _paragraph(50), _paragraph(70), _paragraph(60, replace(SHAPE, size=9.9))
    parts = (first, ORNAMENT, second, small)
    even = even_parts(parts, _plan(parts, 0, 0), 0, DEFAULT)
    assert even[1] is ORNAMENT
    for at in (0, 2, 3):
        assert [_lines(even[at], 0).lines] == evened([_lines(parts[at], 0)], DEFAULT)


def test_paragraphs_that_touch_differ_little() -> None:
    parts = tuple(_paragraph(25 + 11 * at) for at in range(12))
    even = even_parts(parts, _plan(parts, 0, 0), 0, DEFAULT)
    sizes = [line.size for part in even for line in _lines(part, 0).lines]
    assert all(abs(a - b) <= DEFAULT.sizes.contrast for a, b in pairwise(sizes))
