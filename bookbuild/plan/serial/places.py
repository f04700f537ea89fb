"""Where a text's blocks stand, so that no reader's place moves when the text does.

What is put in behind a block stands in that block's element, with an empty element before it for
what may be put in there later; at the end of a text it simply follows. What is taken out leaves
its place. A text that readers do not have yet has no places to keep.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bookbuild.model.shapes import Shape, Spot, every_spot
from bookbuild.model.text import Block, Blocks, plain_text
from bookbuild.model.walk import lines_in
from bookbuild.plan.serial.alignment import longest_order

Run = tuple[Spot, ...]

_DEEPEST = 60
"""Elements within elements: so many updates may put something in at the very same spot. Reading
systems are known to stand a few hundred."""


def shape_of(of: str, blocks: Blocks, published: Shape | None) -> Shape:
    """Return the places in a text: those that readers have, with what is new in them.

    ``of`` is the id of the unit or of the block whose text it is.
    """
    lengths = {block.id: _length(block) for block in blocks}
    if published is None:
        return Shape(of, (), tuple(Spot(id, length) for id, length in lengths.items()))
    return _Fitting(published, lengths).shape()


def _length(block: Block) -> int:
    return sum(len(plain_text(line)) for line in lines_in(block))


def is_plain(shape: Shape, blocks: Blocks) -> bool:
    """Return whether a text simply has its blocks one behind the other, none too short."""
    lengths = {block.id: _length(block) for block in blocks}
    spots = shape.spots
    return not shape.lead and not any(
        spot.gone or spot.behind or spot.length > lengths.get(spot.id, 0) for spot in spots
    )


@dataclass(frozen=True, slots=True)
class _Additions:
    """What is new, by the id of the block that it follows; ``""`` for what comes first of all."""

    runs: Mapping[str, Run]

    def behind(self, id: str) -> Run:
        return self.runs.get(id, ())


class _Fitting:
    """Puts the blocks of today into published places; made for one text."""

    def __init__(self, published: Shape, lengths: Mapping[str, int]) -> None:
        self._published = published
        self._lengths = lengths
        there = tuple(spot.id for spot in every_spot(published) if not spot.gone)
        self._staying = _staying(there, tuple(lengths))
        self._new = _Additions(self._runs())

    def shape(self) -> Shape:
        lead = self._sequence(self._published.lead)
        spots = tuple(self._top(spot) for spot in self._published.spots)
        first = self._new.behind("")
        if first:
            lead = _put_first(lead, first)
        return Shape(self._published.of, lead, (*spots, *self._last()))

    def _runs(self) -> dict[str, Run]:
        runs: dict[str, list[Spot]] = {}
        last = ""
        for id, length in self._lengths.items():
            if id in self._staying:
                last = id
            else:
                runs.setdefault(last, []).append(Spot(id, length))
        return {id: tuple(run) for id, run in runs.items()}

    def _last(self) -> Run:
        """Return what follows the last block of all: it has places of its own."""
        spots = self._published.spots
        return self._new.behind(spots[-1].id) if spots and not spots[-1].behind else ()

    def _top(self, spot: Spot) -> Spot:
        behind = self._sequence(spot.behind)
        run = self._new.behind(spot.id)
        if run and (behind or spot is not self._published.spots[-1]):
            behind = _put_first(behind, run)
        return replace(self._present(spot), behind=behind)

    def _sequence(self, run: Run) -> Run:
        """Return the added blocks of one element, each with what is new behind it."""
        found: Run = ()
        waiting: Run = ()
        for spot in run:
            before = self._sequence(spot.before)
            before = _put_first(before, waiting) if waiting else before
            found = (*found, replace(self._present(spot), before=before))
            waiting = self._new.behind(spot.id)
        return (*found, *waiting)

    def _present(self, spot: Spot) -> Spot:
        if spot.id not in self._staying:
            return replace(spot, gone=True)
        return replace(spot, length=max(spot.length, self._lengths[spot.id]))


def _put_first(run: Run, new: Run, depth: int = 0) -> Run:
    """Return an element's added blocks with new ones before them, in the gap of the first.

    Below `_DEEPEST` they simply stand before it, which moves what was added there before.
    """
    if not run or depth == _DEEPEST:
        return (*new, *run)
    first = replace(run[0], before=_put_first(run[0].before, new, depth + 1))
    return (first, *run[1:])


def _staying(published: tuple[str, ...], ids: tuple[str, ...]) -> frozenset[str]:
    """Return the ids that are still there, as long as they are in the published order."""
    places = {id: place for place, id in enumerate(ids)}
    both = [(n, places[id]) for n, id in enumerate(published) if id in places]
    return frozenset(published[n] for n, _ in longest_order(both))
