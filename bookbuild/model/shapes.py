"""What stands where in a text, as a reading system counts it.

Reading systems find a reader's place by counting children: the twelfth child of the fourth. An
inserted paragraph would move every place behind it. So every block stands in an element of its own,
and what is put in later stands in the element of the block before it; what is taken out leaves
something of its length behind. `bench/places` measures it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of a block, by its id.

    ``length`` is how many characters it had at most when it was published: a shorter text is
    filled up, since some readers never find a place beyond a text's end. ``gone`` where the block
    was taken out. ``before`` are blocks put in later between an added block and the one before
    it; ``behind`` are those added behind a block of the first publication, in its element.
    """

    id: str
    length: int = 0
    gone: bool = False
    before: tuple[Spot, ...] = ()
    behind: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """The places in a text; ``lead`` is what was put in before its first block.

    ``of`` is the id of the unit whose text it is, or of a block that holds one: a letter.
    """

    of: str
    lead: tuple[Spot, ...]
    spots: tuple[Spot, ...]


def every_spot(shape: Shape) -> Iterator[Spot]:
    """Yield all places of a shape in reading order, those of blocks that are gone too."""
    yield from _in_run(shape.lead)
    yield from _in_run(shape.spots)


def _in_run(run: tuple[Spot, ...]) -> Iterator[Spot]:
    for spot in run:
        yield from _in_run(spot.before)
        yield spot
        yield from _in_run(spot.behind)
