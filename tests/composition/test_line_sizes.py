"""The type sizes of lines: what makes the spaces even, and what neighbours allow."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import pytest

from bookbuild.model.text import Text
from bookbuild.write.pdf.composition.breaking import broken
from bookbuild.write.pdf.composition.faces import TypeStyle
from bookbuild.write.pdf.composition.line_sizes import Lines, _crushed, evened
from bookbuild.write.pdf.composition.settings import LineSetting
from bookbuild.write.pdf.composition.type_design import DEFAULT, Shape, SizeLimits, TypeDesign
from tests.composition.laid import items_of

GERMAN = TypeStyle(lang="de")
SHAPE = Shape(303.0, 11.0, (15.0,))
VERSE = replace(SHAPE, ragged=True)
WORDS = (
    "Der Fährmann am nördlichen Ufer hielt außerordentlich viel von seiner Unentbehrlichkeit, und "
    "niemand am südlichen Ufer hatte den Widerspruch jemals des Fährgeldes für wert erachtet. Nur "
    "die Schulmeisterin behauptete gelegentlich, Bescheidenheit wäre ihm besser bekommen. "
).split()


def _set(count: int, shape: Shape = SHAPE, skipped: int = 0, design: TypeDesign = DEFAULT) -> Lines:
    """Return a paragraph of so many words, set by itself."""
    words = (WORDS * 12)[skipped : skipped + count]
    items = items_of((Text(" ".join(words)),), GERMAN, shape.narrowest)
    return Lines(items, shape, broken(items, shape, design).best.lines)


COLUMN = [_set(18 + 7 * at % 40, skipped=5 * at) for at in range(16)]


def _sizes(column: Iterable[Iterable[LineSetting]]) -> list[int]:
    return [line.size for lines in column for line in lines]


def _deviation(column: Iterable[Iterable[LineSetting]]) -> float:
    return statistics.pstdev(line.gap for lines in column for line in lines if line.justified)


def _differ(sizes: list[int]) -> float:
    return max(abs(one - two) / max(one, two) for one, two in pairwise(sizes))


def test_sizes_lie_so_that_a_contrast_is_as_many_steps_anywhere() -> None:
    limits = SizeLimits()
    sizes = limits.sizes
    assert list(sizes) == sorted(set(sizes))
    assert {sizes[0], 1000, sizes[-1]} == {limits.small, 1000, limits.large}
    near = zip(sizes, sizes[limits.steps :], strict=False)
    assert all((large - small) / large <= limits.contrast / 1000 for small, large in near)


def test_without_a_contrast_there_is_one_size() -> None:
    assert SizeLimits(contrast=0).sizes == (1000,)


@pytest.mark.parametrize(("small", "large"), [(1000, 1000), (985, 1000), (990, 1030)])
def test_sizes_keep_their_limits(small: int, large: int) -> None:
    sizes = SizeLimits(small, large).sizes
    assert 1000 in sizes
    assert small <= min(sizes)
    assert max(sizes) <= large


def test_neighbours_differ_by_no_more_than_a_contrast_from_paragraph_to_paragraph() -> None:
    sizes = _sizes(evened(COLUMN, DEFAULT))
    assert _differ(sizes) <= DEFAULT.sizes.contrast / 1000
    assert {sizes[-1]} == {1000}
    assert _differ([1000, sizes[0]]) <= DEFAULT.sizes.contrast / 1000


def test_spaces_are_more_even_over_a_column_than_in_paragraphs_by_themselves() -> None:
    alone = [each.lines for each in COLUMN]
    together = evened(COLUMN, DEFAULT)
    assert _deviation(together) < _deviation(alone)
    assert any(lines[-1].size != 1000 for lines in together)


def test_only_sizes_and_spaces_change() -> None:
    for each, lines in zip(COLUMN, evened(COLUMN, DEFAULT), strict=True):
        before = [(line.start, line.end, line.indent, line.justified) for line in each.lines]
        assert [(line.start, line.end, line.indent, line.justified) for line in lines] == before


def test_no_space_is_too_narrow_and_no_last_line_too_long() -> None:
    for lines in evened(COLUMN, DEFAULT):
        for line in lines:
            assert not line.justified or line.gap >= DEFAULT.spaces.narrow - 1e-6
            assert line.justified or line.natural <= line.target + 1e-6


def test_no_line_is_crushed_where_limits_do_not_lie_on_a_step() -> None:
    sizes = SizeLimits(972, 1003)
    assert (sizes.sizes[0], sizes.sizes[-1]) == (979, 1000)
    design = replace(DEFAULT, sizes=sizes)
    for skipped in range(0, 60, 7):
        column = [_set(260, skipped=skipped, design=design)]
        for lines in (column[0].lines, *evened(column, design)):
            gaps = [line.gap for line in lines if line.justified]
            assert min(gaps, default=1.0) >= design.spaces.narrow - 1e-6


def test_two_spaces_that_are_a_hair_too_narrow_are_better_than_one_that_is_crushed() -> None:
    assert 2 * _crushed(0.001) < _crushed(0.01)
    assert 10 * _crushed(0.01) < _crushed(0.05)


def test_ragged_lines_keep_the_own_size() -> None:
    column = [_set(40), _set(30, VERSE, skipped=3), _set(40, skipped=9)]
    lines = evened(column, DEFAULT)
    assert set(_sizes(lines[1:2])) == {1000}
    assert _differ(_sizes(lines)) <= DEFAULT.sizes.contrast / 1000
    assert lines[1] == column[1].lines


def test_a_column_may_be_empty_or_have_no_words() -> None:
    assert evened([], DEFAULT) == []
    nothing = _set(0)
    assert evened([nothing], DEFAULT) == [nothing.lines]


def test_evening_out_twice_changes_nothing() -> None:
    once = evened(COLUMN, DEFAULT)
    again = [replace(each, lines=lines) for each, lines in zip(COLUMN, once, strict=True)]
    assert evened(again, DEFAULT) == once
