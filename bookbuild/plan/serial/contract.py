"""The update contract: what readers would lose by an update, said before they do.

A reader's place hangs on the book's identifier, the name of the file, and on how many files stand
before it (measured in reading systems: `bench/places`). Behind the story's last section new
chapters may be put in; nobody is in the middle of what stands there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.model.book import Book, Matter
from bookbuild.model.edition import Edition, TextUnit, Unit, UnitHead
from bookbuild.model.editions import Format
from bookbuild.model.occasion import Occasion
from bookbuild.model.published import PublishedEdition, PublishedUnit
from bookbuild.plan.number import file_as_typed
from bookbuild.plan.serial.absence import absence
from bookbuild.report import Diagnostic, Place, error, warning

RECORD = "published.yaml"
LOSSES = (
    *("record-of-another-book", "identifier-changed", "file-renamed", "promise-removed"),
    *("section-removed", "inserted-before-published", "sections-moved"),
)
"""The codes of everything that readers would lose."""


@dataclass(frozen=True, slots=True)
class _Loss:
    """Something that readers would lose; ``file`` is a section's, "" for the record's."""

    code: str
    file: str
    message: str
    hint: str


def end_of_story(units: tuple[Unit, ...]) -> int:
    """Return how many units end with the last written section of the story."""
    story = (
        place
        for place, unit in enumerate(units, start=1)
        if isinstance(unit, TextUnit) and unit.head.matter is not Matter.BACK
    )
    return max(story, default=0)


def broken(edition: Edition, manuscript: Book, occasion: Occasion) -> tuple[Diagnostic, ...]:
    """Return what an update of a published EPUB would cost its readers.

    The manuscript is the whole one, with its units' ids. Errors, or warnings where the author has
    said that it may cost it. A book as it was on an earlier day is no update, unless it is
    published.
    """
    before = occasion.published.edition(edition.name, edition.format.value)
    if before is None or edition.format is not Format.EPUB or _looks_back(occasion):
        return ()
    report = warning if occasion.lose_places else error
    return tuple(
        report(
            loss.code,
            Place(file_as_typed(loss.file or RECORD, manuscript)),
            loss.message,
            _hint(loss, occasion),
        )
        for loss in _losses(edition, before, manuscript, occasion)
    )


def _hint(loss: _Loss, occasion: Occasion) -> str:
    if occasion.lose_places:
        return ""
    return f"{loss.hint} To publish it so all the same, add --lose-places."


def _looks_back(occasion: Occasion) -> bool:
    day = occasion.published.day
    if occasion.publishing:
        return False
    return occasion.as_of is not None and day is not None and occasion.as_of < day


def _losses(
    edition: Edition, before: PublishedEdition, manuscript: Book, occasion: Occasion
) -> Iterator[_Loss]:
    if _of_another_book(edition, before):
        message = (
            f"This is the record of another book, {before.identifier}: not one of its sections is "
            "in this one."
        )
        hint = "If it came here with a copied folder, delete it; if not, put the right one back."
        yield _Loss("record-of-another-book", "", message, hint)
        return
    if edition.identifier != before.identifier:
        message = (
            f"The book's identifier is another than the published one, {before.identifier}: "
            "every reader's app would take this for another book."
        )
        yield _Loss("identifier-changed", "", message, "Put the old one back into book.yaml.")
    if edition.output != before.output:
        message = (
            f"The file was published as {before.output}.{before.format} and would now be "
            f"{edition.output}.{before.format}: apps that go by the file's name lose the place."
        )
        hint = f"Keep it with `output: {before.output}` for this edition in book.yaml."
        yield _Loss("file-renamed", "", message, hint)
    yield from _in_the_order(edition, before, manuscript, occasion)


def _of_another_book(edition: Edition, before: PublishedEdition) -> bool:
    """Return whether nothing but the pages that every book has is the same."""
    now = {unit.head.id for unit in edition.units if isinstance(unit, TextUnit)}
    return edition.identifier != before.identifier and not any(u.id in now for u in before.units)


def _in_the_order(
    edition: Edition, before: PublishedEdition, manuscript: Book, occasion: Occasion
) -> Iterator[_Loss]:
    """Yield what was taken out, put in or moved before the end of the published story."""
    now = {unit.head.id: place for place, unit in enumerate(edition.units)}
    story = before.units[: before.story]
    losses = (
        *_taken_out(story, now, manuscript, occasion),
        *_all_put_in(edition, before, now),
    )
    yield from losses
    order = [now[unit.id] for unit in story if unit.id in now]
    if order != sorted(order):
        yield _MOVED
    elif not losses and any(now.get(unit.id, place) != place for place, unit in enumerate(story)):
        dropped = tuple(unit.id for unit in story if unit.promised and unit.id not in now)
        yield _promise_dropped(dropped[0]) if dropped else _MOVED


_MOVED = _Loss(
    "sections-moved",
    "",
    "Sections that readers have stand in another order: whoever is in one of them finds another "
    "chapter at that place.",
    "Put them back into the published order.",
)


def _promise_dropped(id: str) -> _Loss:
    message = (
        f"The promise {id} stood before sections that readers have, and nothing stands in its "
        "place: whoever is behind it finds another chapter at that place."
    )
    hint = "Put the promise back until it is kept, or write the section."
    return _Loss("promise-removed", "", message, hint)


def _taken_out(
    story: tuple[PublishedUnit, ...], now: dict[str, int], manuscript: Book, occasion: Occasion
) -> Iterator[_Loss]:
    published = {section.id: section for section in occasion.published.sections}
    for place, unit in enumerate(story, start=1):
        if unit.id in now or unit.promised:
            continue
        known = published.get(unit.id)
        file = known.file if known else unit.id
        gone = absence(unit.id, file, manuscript, occasion.as_of)
        name = f"“{known.title}”" if known and known.title and gone.file else file
        message = f"{name} was published and {gone.said}: readers who are in it lose their place"
        behind = ", and those behind it land in another chapter." if place < len(story) else "."
        yield _Loss("section-removed", gone.file, message + behind, gone.hint)


def _all_put_in(edition: Edition, before: PublishedEdition, now: dict[str, int]) -> Iterator[_Loss]:
    """Yield what is new before the story's end; a section may stand where its promise stood."""
    known = {unit.id for unit in before.units}
    story = before.units[: before.story]
    last = max((now[unit.id] for unit in story if unit.id in now), default=-1)
    kept = {place for place, unit in enumerate(story) if unit.promised and unit.id not in now}
    for place, unit in enumerate(edition.units[: last + 1]):
        if unit.head.id not in known and place not in kept:
            yield _put_in(unit)


def _put_in(unit: Unit) -> _Loss:
    name = unit.head.name
    message = (
        f"“{name}” is new and stands before sections that readers have: whoever is behind it "
        "finds another chapter at that place."
    )
    match unit.head:
        case UnitHead(file=""):
            hint = "Leave it out of this edition, now that the front of the book is published."
        case UnitHead(matter=Matter.FRONT):
            hint = "Put it at the back with `place: back`, or keep it for print: `only: print`."
        case _:
            hint = "Put it behind the last published section, or at the back with `place: back`."
    return _Loss("inserted-before-published", unit.head.file, message, hint)
