"""The sections of a book in order, numbered, labelled and named: the plan before any edition."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bookbuild.model.book import Book, Head, Matter, Section, Written
from bookbuild.plan.block_names import name_blocks
from bookbuild.plan.names import unit_ids
from bookbuild.plan.number import Heading, number_sections
from bookbuild.plan.order import place
from bookbuild.plan.typeset import typeset_heads
from bookbuild.report import Checked


@dataclass(frozen=True, slots=True)
class Planned:
    """A section in its place, with its heading and its unit's id."""

    section: Section
    matter: Matter
    depth: int
    heading: Heading
    id: str


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section as ``status`` lists it: as the author wrote it, and how it is printed.

    ``number`` is as printed ("One"), ``figures`` the same in figures ("1"), ``label`` as printed
    ("Chapter One"), each "" where the section has none; ``name`` is never "".
    """

    section: Section
    number: str
    figures: str
    label: str
    name: str
    matter: Matter

    @property
    def head(self) -> Head:
        """The head of the section."""
        return self.section.head


def plan_sections(book: Book) -> Checked[tuple[Planned, ...]]:
    """Return the sections of a book whose text is typeset, in the order of its pages."""
    placed = place(book.sections)
    numbered = number_sections(placed, book)
    ids = unit_ids((p.section for p in placed), (p.section.head.unit for p in placed))
    rows = zip(placed, numbered.value, ids, strict=True)
    planned = tuple(
        Planned(_named(p.section, id), p.matter, p.depth, heading, id) for p, heading, id in rows
    )
    return Checked(planned, numbered.diagnostics)


def _named(section: Section, id: str) -> Section:
    """Return a section with the names of its blocks; the manuscript's sections have theirs."""
    match section:
        case Written(head, blocks) if not head.unit:
            return replace(section, blocks=name_blocks(blocks, id, id))
        case _:
            return section


def outline(book: Book) -> tuple[SectionLine, ...]:
    """Return a line for each section, in the order of the book's pages."""
    as_written = {section.head.file: section for section in book.sections}
    return tuple(
        SectionLine(
            section=as_written.get(p.section.head.file, p.section),
            number=p.heading.number,
            figures=p.heading.figures,
            label=p.heading.label,
            name=p.heading.name,
            matter=p.matter,
        )
        for p in plan_sections(typeset_heads(book)).value
    )
