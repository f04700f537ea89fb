"""The places of blocks: a neutral element around each, which a reading system can count.

There is no white space between these elements, which would be text to count as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bookbuild.model.edition import TextUnit
from bookbuild.model.shapes import Spot, every_spot
from bookbuild.model.text import (
    BlankLine,
    Block,
    Blocks,
    Dateline,
    Heading,
    Paragraph,
    PointOfView,
    SceneBreak,
)
from bookbuild.model.walk import every_block
from bookbuild.render.marks import element
from bookbuild.render.view import Places

_NOTHING_TO_SEE = "\u200b"
"""A character of no width: as many as a block had stand for one that is gone, so that a reader's
place in it leads to where it was."""

Show = Callable[[Block, bool, int], str]
"""Shows a block; whether a stretch of text begins with it, and the least length of its text."""


def places_xhtml(of: str, blocks: Blocks, places: Places, show: Show, *, opens: bool = True) -> str:
    """Return the blocks of a text as XHTML, each in its place; without a shape one by one.

    ``of`` is the id of the unit or of the block whose text it is; ``opens`` is whether nothing
    stands before it there.
    """
    shape = places.shape(of)
    openings = tuple(_openings(blocks, opens=opens))
    if shape is None:
        shown = (show(block, opens, 0) for block, opens in zip(blocks, openings, strict=True))
        return "\n".join((element("div", ""), *(element("div", each) for each in shown)))
    by_id = {block.id: (block, opens) for block, opens in zip(blocks, openings, strict=True)}

    def shown_at(spot: Spot) -> str:
        if spot.gone:
            return _gone(spot, named=all(spot is not each for each in places.nameless))
        return show(*by_id[spot.id], spot.length)

    def gap(run: tuple[Spot, ...]) -> str:
        return element("div", "".join(f"{gap(spot.before)}{shown_at(spot)}" for spot in run))

    def place(spot: Spot) -> str:
        behind = "".join(f"{gap(added.before)}{shown_at(added)}" for added in spot.behind)
        return element("div", shown_at(spot) + behind)

    return "\n".join((gap(shape.lead), *map(place, shape.spots)))


def places_in(unit: TextUnit) -> Places:
    """Return the places in a unit's texts, and which of the empty ones are without their id."""
    given = {block.id for block in every_block(unit.blocks)}
    nameless: list[Spot] = []
    for shape in unit.shapes:
        for spot in every_spot(shape):
            if spot.gone and spot.id in given:
                nameless.append(spot)
            elif spot.gone:
                given.add(spot.id)
    return Places(unit.shapes, tuple(nameless))


def _gone(spot: Spot, *, named: bool) -> str:
    """Return the empty place of a block."""
    kept = _NOTHING_TO_SEE * max(spot.length, 1)
    return element(
        "p", kept, ("id", spot.id if named else ""), ("class", "gone"), ("aria-hidden", "true")
    )


def _openings(blocks: Blocks, *, opens: bool) -> Iterator[bool]:
    """Yield for each block whether a stretch of text begins with it, which is not set in."""
    for block in blocks:
        yield opens and isinstance(block, Paragraph | Dateline)
        opens = isinstance(block, SceneBreak | BlankLine | PointOfView | Dateline | Heading)
