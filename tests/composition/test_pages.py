"""Pages are filled, facing pages agree, and no plan is better than the one that is chosen."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.write.pdf.composition.pages import (
    Choice,
    ComposedPage,
    PagePlan,
    PageRoom,
    PageTaste,
    Piece,
    make_pages,
)
from bookbuild.write.pdf.composition.sides import Side

TASTE = PageTaste(short=4_000, meagre=2_000_000, uneven=60_000)


def text(*lines: int, demerits: float = 100.0) -> Piece:
    """Return a paragraph that can be set in so many lines, the first of them best."""
    return Piece(tuple(Choice(n, demerits * place) for place, n in enumerate(lines)))


HEADING = Piece((Choice(6),), divisible=False, binds=True)
BREAK = Piece((Choice(3),), divisible=False, binds=True, head=2)
GIVING = Piece(
    (Choice(3), Choice(4, 50.0), Choice(2, 90.0)), divisible=False, binds=True, head=2, even=True
)

paragraphs = st.builds(
    lambda n, more, demerits: text(*dict.fromkeys((n, n + more)), demerits=demerits),
    st.integers(1, 9),
    st.integers(-1, 1).map(lambda m: m),
    st.floats(1, 5000),
).filter(lambda piece: all(choice.lines > 0 for choice in piece.choices))
columns = st.lists(
    st.one_of(paragraphs, paragraphs, paragraphs, st.sampled_from((BREAK, GIVING))),
    min_size=1,
    max_size=40,
).map(lambda pieces: (HEADING, *pieces, text(3)))


@settings(deadline=None, max_examples=60)
@given(columns, st.sampled_from(Side))
def test_every_line_stands_once_and_in_order(pieces: tuple[Piece, ...], first: Side) -> None:
    plan = make_pages(pieces, PageRoom(20), first, TASTE)
    seen = [(each.piece, each.first, each.end) for page in plan.pages for each in page.slices]
    assert [piece for piece, _ in itertools.groupby(seen, key=lambda each: each[0])] == list(
        range(len(pieces))
    )
    for piece, parts in itertools.groupby(
        (each for page in plan.pages for each in page.slices), key=lambda each: each.piece
    ):
        slices = list(parts)
        choice = pieces[piece].choices[slices[0].choice]
        assert {each.choice for each in slices} == {slices[0].choice}
        assert slices[0].first == 0
        assert slices[-1].end == choice.lines
        assert all(a.end == b.first for a, b in itertools.pairwise(slices))


@settings(deadline=None, max_examples=60)
@given(columns, st.sampled_from(Side))
def test_no_page_breaks_a_rule(pieces: tuple[Piece, ...], first: Side) -> None:
    plan = make_pages(pieces, PageRoom(20), first, TASTE)
    for page in plan.pages:
        assert _depth(page, pieces) == page.depth <= 20
    for page in plan.pages[:-1]:
        last = page.slices[-1]
        choice = pieces[last.piece].choices[last.choice]
        assert last.end == choice.lines or (last.end >= 2 and choice.lines - last.end >= 2)
        assert plan.uneven or last.end < choice.lines or not pieces[last.piece].binds
        assert last.end - last.first >= min(2, choice.lines)
    for page in plan.pages:
        breaks = {each.choice for each in page.slices if pieces[each.piece].even and not each.head}
        assert len(breaks) <= 1
    if not plan.uneven:
        assert all(verso.depth == recto.depth for verso, recto in _spreads(plan, first))


def _depth(page: ComposedPage, pieces: tuple[Piece, ...]) -> int:
    depth = 0
    for each in page.slices:
        piece = pieces[each.piece]
        head = piece.head if each.head and not each.first else None
        depth += each.end - each.first if head is None else head
        depth += 0 if each.head else piece.above
    return depth


def _spreads(plan: PagePlan, first: Side) -> Iterator[tuple[ComposedPage, ComposedPage]]:
    """Yield the facing pages inside the chapter: its last page faces none that it must match."""
    inside = plan.pages[:-1]
    start = 0 if first is Side.VERSO else 1
    for index in range(start, len(inside) - 1, 2):
        yield inside[index], inside[index + 1]


# --------------------------------------------------------------- the optimum, by trying them all


_TWO_SHORT = 1e9
"""More than anything else costs: pages two lines short are for where one is not enough."""
_MEAGRE = 2 * _TWO_SHORT
"""Still more: a nearly empty last page is for where that is not enough either."""

small = st.lists(paragraphs, min_size=2, max_size=7).map(lambda each: (text(4), *each))


@settings(deadline=None, max_examples=80)
@given(small, st.sampled_from(Side))
def test_no_other_plan_is_better(pieces: tuple[Piece, ...], first: Side) -> None:
    room = PageRoom(8)
    taste = PageTaste(short=4_000, meagre=2_000_000, least_last=2, uneven=60_000)
    plan = make_pages(pieces, room, first, taste)
    every = [
        _cost(depths, demerits, room, first, taste)
        for choice in itertools.product(*(range(len(piece.choices)) for piece in pieces))
        for depths, demerits in _every_way(pieces, choice, 8)
    ]
    best = min((cost for cost in every if cost is not None), default=None)
    if not plan.uneven and best is not None:
        assert plan.demerits == pytest.approx(best % _TWO_SHORT)


def _every_way(
    pieces: tuple[Piece, ...], choice: tuple[int, ...], full: int
) -> Iterator[tuple[tuple[int, ...], float]]:
    """Yield the page depths of every way to break a column of which the choices are made."""
    set_ = [piece.choices[n] for piece, n in zip(pieces, choice, strict=True)]
    demerits = sum(each.demerits for each in set_)
    total = sum(each.lines for each in set_)
    allowed = {0, total}
    line = 0
    for each in set_:
        allowed |= {line + k for k in range(2, each.lines - 1)} | {line}
        line += each.lines

    def ways(begin: int) -> Iterator[tuple[int, ...]]:
        if total - begin <= full:
            yield (total - begin,)
        for depth in (full, full - 1, full - 2):
            if begin + depth < total and begin + depth in allowed:
                yield from ((depth, *rest) for rest in ways(begin + depth))

    for depths in ways(0):
        yield depths, demerits


def _cost(
    depths: tuple[int, ...], demerits: float, room: PageRoom, first: Side, taste: PageTaste
) -> float | None:
    *inside, last = depths
    worst = min(inside, default=room.lines)
    start = 0 if first is Side.VERSO else 1
    if any(inside[n] != inside[n + 1] for n in range(start, len(inside) - 1, 2)):
        return None
    cost = demerits + sum(taste.short * (room.lines - depth) ** 2 for depth in inside)
    if last < taste.least_last:
        cost += taste.meagre + (_MEAGRE if inside else 0)
    return cost + (_TWO_SHORT if worst < room.lines - 1 else 0)


# --------------------------------------------------------------------------------------- cases


def test_a_spread_is_short_on_both_sides_or_on_none() -> None:
    column = (text(20), *(text(3) for _ in range(30)), text(5))
    plan = make_pages(column, PageRoom(20), Side.RECTO, TASTE)
    assert [page.depth for page in plan.pages] == [20, 18, 18, 18, 18, 18, 5]


def test_a_longer_paragraph_fills_a_page_rather_than_leaving_it_short() -> None:
    column = (HEADING, text(13, 14), text(3), text(9))
    plan = make_pages(column, PageRoom(20), Side.RECTO, TASTE)
    assert plan.pages[0].depth == 20
    assert plan.pages[0].slices[1].choice == 1


def test_a_scene_break_at_the_head_of_a_page_keeps_its_ornament() -> None:
    column = (text(20), BREAK, text(30), text(6))
    plan = make_pages(column, PageRoom(20), Side.RECTO, TASTE)
    assert plan.pages[1].slices[0].piece == 1
    assert plan.pages[1].slices[1].end == 18


def test_a_page_rather_has_two_lines_behind_a_scene_break_than_one() -> None:
    def last_on_page(scene_break: Piece) -> int:
        pieces = (text(6, 4, demerits=10_000), scene_break, text(1), text(20))
        return make_pages(pieces, PageRoom(10), Side.RECTO, TASTE).pages[0].slices[-1].piece

    assert last_on_page(BREAK) == 2
    assert last_on_page(replace(BREAK, leads=True)) == 3


def test_scene_breaks_of_a_page_give_evenly_or_not_at_all() -> None:
    def heights(*following: Piece) -> list[int]:
        column = (text(4), GIVING, text(4), GIVING, *following, text(8))
        page = make_pages(column, PageRoom(24), Side.RECTO, TASTE).pages[0]
        assert page.depth == 24
        return [
            column[each.piece].choices[each.choice].lines
            for each in page.slices
            if column[each.piece].even
        ]

    assert heights(text(40)) == [3, 3]
    # A line is wanted of one of them: both are narrower by one, and a paragraph more stands there.
    assert heights(*(text(3) for _ in range(20))) == [2, 2]


def test_a_chapter_opens_a_line_lower_only_where_no_paragraph_gives() -> None:
    opening = Piece((Choice(6), Choice(7, 5_000.0)), divisible=False, binds=True)

    def opens(*lines: int) -> int:
        column = (opening, text(*lines), text(3), text(9))
        taste = PageTaste(short=9_000)
        plan = make_pages(column, PageRoom(20), Side.RECTO, taste)
        assert plan.pages[0].depth == 20
        return plan.pages[0].slices[0].choice

    assert opens(14) == 0
    assert opens(13, 14) == 0
    assert opens(13) == 1


def test_a_chapter_rather_has_pages_two_lines_short_than_a_last_page_of_two_lines() -> None:
    plan = make_pages((text(20), *(text(2),) * 11), PageRoom(20), Side.VERSO, TASTE)
    assert [page.depth for page in plan.pages] == [18, 18, 6]
    assert not plan.meagre


def test_a_chapter_that_cannot_end_otherwise_says_that_its_last_page_is_nearly_empty() -> None:
    whole = Piece((Choice(20),), divisible=False)
    plan = make_pages((whole, text(2)), PageRoom(20), Side.VERSO, TASTE)
    assert [page.depth for page in plan.pages] == [20, 2]
    assert plan.meagre


def test_a_chapter_of_one_page_may_be_short() -> None:
    assert not make_pages((text(2),), PageRoom(20), Side.VERSO, TASTE).meagre


def test_footnotes_stand_on_the_page_of_their_call() -> None:
    noted = Piece((Choice(10, notes=(0, 0, 0, 0, 5, 0, 0, 0, 0, 0)),))
    column = (text(8), noted, text(30))
    plan = make_pages(column, PageRoom(20), Side.VERSO, TASTE)
    calling = [
        page
        for page in plan.pages
        if any(each.piece == 1 and each.first <= 4 < each.end for each in page.slices)
    ]
    assert [page.note_lines for page in calling] == [5]
    assert sum(each.end - each.first for each in calling[0].slices) <= 20 - 5


def test_a_box_that_must_stand_whole_leaves_the_page_before_it_short() -> None:
    column = (text(12), Piece((Choice(18),), divisible=False), text(12), text(12))
    plan = make_pages(column, PageRoom(20), Side.VERSO, TASTE)
    assert plan.uneven
    assert plan.pages[0].depth == 12
    assert plan.unequal == (0,)


def test_a_piece_that_no_page_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="higher than a page"):
        make_pages((Piece((Choice(30),), divisible=False),), PageRoom(20), Side.RECTO, TASTE)


def test_a_very_long_paragraph_is_paged_at_once() -> None:
    plan = make_pages((text(5000), text(5)), PageRoom(33), Side.RECTO, TASTE)
    assert len(plan.pages) == 152
