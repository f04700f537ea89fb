"""Where the new sections of an update go, and what their files are called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.intake.folder import CLOSING_KINDS
from bookbuild.intake.leaves import (
    Leaf,
)
from bookbuild.intake.report import Finding, MadeSection
from bookbuild.intake.update.matching import Match
from bookbuild.intake.update.placing import name_between
from bookbuild.intake.update.promised import is_only_a_promise, promise_for, rewritten
from bookbuild.intake.update.there import New, There
from bookbuild.model.book import BACK_KINDS, FRONT_KINDS, Kind, Placeholder

_TOLD = (Kind.PART, Kind.PROLOGUE, Kind.CHAPTER, Kind.INTERLUDE)


def placed_new(
    ours: tuple[tuple[Leaf, MadeSection], ...],
    found: list[Match | None],
    there: tuple[There, ...],
    names: frozenset[str],
) -> tuple[tuple[New, ...], tuple[Finding, ...], tuple[str, ...]]:
    order = [one.file for one in there]
    new: list[New] = []
    said: list[Finding] = []
    before = ""
    for at, (leaf, made) in enumerate(ours):
        match = found[at]
        if match:
            before = match.file.split(" and ")[-1]
            continue
        promise = promise_for(made, there, new)
        if promise and is_only_a_promise(promise, there):
            new.append(New(at, promise.file, promise))
            before = promise.file
            continue
        if promise:
            said.append(rewritten(promise, made))
        place = _index(made, before, order, there)
        slug = re.sub(r"^\d+-", "", leaf.name).removesuffix(".md")
        left, right = _neighbours(order, place)
        closing = 0 if right else _closing_promises(ours[at:], found[at:])
        named = name_between(left, right, slug, names, closing)
        names |= {named.name}
        order.insert(place, named.name)
        new.append(New(at, named.name))
        before = named.name
        said.extend(_about_place(named.name, named.placed, made, left, right, there))
    return tuple(new), tuple(said), tuple(order)


def _closing_promises(ours: tuple[tuple[Leaf, MadeSection], ...], found: list[Match | None]) -> int:
    """Return how many promises that close the book follow, 0 where the first is another thing."""
    closing = tuple(
        made.promised and made.kind in CLOSING_KINDS
        for (_, made), match in zip(ours, found, strict=True)
        if match is None
    )
    return sum(closing) if closing and closing[0] else 0


def _index(made: MadeSection, before: str, order: list[str], there: tuple[There, ...]) -> int:
    """Return before which file of the order a new section stands."""
    if before in order:
        return order.index(before) + 1
    kinds = {one.file: one for one in there}
    earlier = [at for at, file in enumerate(order) if _precedes(made, kinds.get(file))]
    return earlier[-1] + 1 if earlier else 0


def _precedes(made: MadeSection, other: There | None) -> bool:
    """Whether a section of the book stands before a new one that has no neighbour in the source."""
    if other is None:
        return True
    if made.kind in (*BACK_KINDS, Kind.OTHER, Kind.EPILOGUE):
        return made.kind is not Kind.EPILOGUE or other.known.kind not in BACK_KINDS
    if made.kind in (*FRONT_KINDS, Kind.PROLOGUE):
        return other.known.kind in FRONT_KINDS
    if other.known.kind not in (*FRONT_KINDS, *_TOLD) or isinstance(other.section, Placeholder):
        return False
    number = other.known.number
    counted = made.number.isdecimal() and number.isdecimal() and made.kind is other.known.kind
    return not counted or int(number) < int(made.number)


def _neighbours(order: list[str], place: int) -> tuple[str, str]:
    left = next((file for file in reversed(order[:place]) if file.endswith((".md", ".txt"))), "")
    right = next((file for file in order[place:] if file.endswith((".md", ".txt"))), "")
    return left, right


def _about_place(
    name: str, placed: bool, made: MadeSection, left: str, right: str, there: tuple[There, ...]
) -> Iterator[Finding]:
    if not placed:
        what = f"No name sorts between {left or 'the beginning'} and {right}, where this belongs."
        yield Finding(0, name, what, "Rename the files in the order that you want.")
    following = [one for one in there if one.file == right]
    counted = following and following[0].known.kind is made.kind is Kind.CHAPTER
    if counted and not following[0].section.head.number and not made.promised:
        what = f"This stands between {left or 'the beginning'} and {right} now."
        remedy = "The chapters behind it count one further, unless their files say number:."
        yield Finding(0, name, what, remedy)
