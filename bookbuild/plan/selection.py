"""Which sections an edition takes: a volume of a long story, a sample, a book without its map.

``sections:`` chooses from the story; front and back matter stands in every edition, unless
``without:`` names it. A part's page comes along with the first of its sections. Sections keep the
numbers by which readers know them, unless the edition counts anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from bookbuild.model.book import Book, Kind, Matter
from bookbuild.model.editions import EditionSettings
from bookbuild.plan.only import Choice, choose
from bookbuild.plan.sections import Planned, plan_sections
from bookbuild.plan.typeset import typeset_heads
from bookbuild.report import Checked, Diagnostic, Place, error


@dataclass(frozen=True, slots=True)
class Taken:
    """The units of the manuscript that an edition takes; None for all of them."""

    units: frozenset[str] | None = None

    def has(self, unit: str) -> bool:
        """Return whether a section is in; the pages made of book.yaml have no unit, and are."""
        return self.units is None or not unit or unit in self.units


def with_units_of(book: Book, identified: Book) -> Book:
    """Return the manuscript as its author knows it, with the units' ids of another form of it.

    Where a section stands as a promise its title is hidden, and its author names it all the same.
    """
    pairs = zip(book.sections, identified.sections, strict=True)
    heads = ((own, replace(own.head, unit=other.head.unit)) for own, other in pairs)
    return replace(book, sections=tuple(replace(own, head=head) for own, head in heads))


def taken(book: Book, settings: EditionSettings) -> Checked[Taken]:
    """Return what an edition takes of a book whose sections have their units' ids.

    The book is the whole one, with what is still to come: a volume may name its last chapter
    before readers have it.
    """
    if not settings.sections and not settings.without:
        return Checked(Taken())
    sections = plan_sections(typeset_heads(book)).value
    wanted = choose(sections, settings.sections)
    unwanted = choose(sections, settings.without) if settings.without else Choice(())
    chosen, left = _units(wanted.sections), _units(unwanted.sections)

    def takes(section: Planned) -> bool:
        unit = section.section.head.unit
        return (section.matter is not Matter.BODY or unit in chosen) and unit not in left

    units = frozenset(_with_parts(sections, takes))
    unknown = (*wanted.unknown, *unwanted.unknown)
    return Checked(Taken(units), tuple(_unknown(each, book, settings) for each in unknown))


def _units(sections: tuple[Planned, ...]) -> frozenset[str]:
    return frozenset(section.section.head.unit for section in sections)


def _with_parts(sections: tuple[Planned, ...], takes: Callable[[Planned], bool]) -> Iterator[str]:
    for place, section in enumerate(sections):
        unit = section.section.head.unit
        if section.section.head.kind is not Kind.PART:
            if takes(section):
                yield unit
            continue
        own = [takes(each) for each in _own(place, sections)]
        if (own and (own[0] or (takes(section) and any(own)))) or (not own and takes(section)):
            yield unit


def _own(place: int, sections: tuple[Planned, ...]) -> Iterator[Planned]:
    for section in sections[place + 1 :]:
        if section.depth <= sections[place].depth:
            return
        yield section


def _unknown(sentence: str, book: Book, settings: EditionSettings) -> Diagnostic:
    message = f"The edition “{settings.name}” names a section that is not there. {sentence}"
    return error("unknown-section", _place(book, settings), message)


def only_taken(book: Book, taken: Taken) -> Book:
    """Return the book with the sections that an edition takes."""
    kept = tuple(section for section in book.sections if taken.has(section.head.unit))
    return replace(book, sections=kept)


def plan_taken(book: Book, taken: Taken, settings: EditionSettings) -> Checked[tuple[Planned, ...]]:
    """Return the sections that an edition takes, in order, numbered as the edition numbers them."""
    if settings.numbering_restarts:
        return plan_sections(only_taken(book, taken))
    planned = plan_sections(book)
    return Checked(tuple(_kept(planned.value, taken)), planned.diagnostics)


def _kept(sections: tuple[Planned, ...], taken: Taken) -> Iterator[Planned]:
    in_part = False
    for section in sections:
        head = section.section.head
        here = taken.has(head.unit)
        if head.kind is Kind.PART and section.matter is Matter.BODY:
            in_part = here
        if here:
            # Without its part's page a chapter stands at the top of the contents.
            yield section if in_part or not section.depth else replace(section, depth=0)


def nothing_taken(
    book: Book, sections: tuple[Planned, ...], settings: EditionSettings, day: date | None
) -> tuple[Diagnostic, ...]:
    """Return an error for an edition with nothing to read; ``day`` is the readers’."""
    if any(section.section.head.unit for section in sections if section.matter is Matter.BODY):
        return ()
    if settings.sections or settings.without:
        message = f"The edition “{settings.name}” takes nothing of the story"
        asks = "`sections:`" if settings.sections else "`without:`"
        hint = f"Look at its {asks} in book.yaml; `bookbuild status` lists the sections."
        if day:
            hint += " If they come out later, make the other editions alone, with --edition."
    elif day:
        message, hint = "There is nothing that readers may see", "Build a later day."
    else:
        return ()
    on_the_day = f" on {day}" if day else ""
    return (error("empty-edition", _place(book, settings), f"{message}{on_the_day}.", hint),)


def _place(book: Book, settings: EditionSettings) -> Place:
    return Place(book.file or book.name, settings.line)
