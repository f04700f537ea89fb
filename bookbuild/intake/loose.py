"""A folder taken apart: sections as loose leaves, before they are named and bound anew."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bookbuild.intake.draft import Picture
from bookbuild.intake.leaves import Leaf, Names, leaf_of, renamed
from bookbuild.intake.planned import Planned
from bookbuild.intake.report import Copy, Finding, MadeSection, Span
from bookbuild.intake.work import Prepared, WorkNote
from bookbuild.model.book import Metadata


@dataclass(frozen=True, slots=True)
class LooseSection:
    """A section on its way: its leaf, what is said of it, and what it was in the plan.

    ``group`` counts the sources that came in together, from 0. ``proven`` are the texts of the
    files that it is made of, as they were proven, and ``holds`` the groups and names of those that
    were joined to it; ``planned`` is None for a promise that import found in a note.
    """

    leaf: Leaf
    made: MadeSection
    planned: Planned | None
    group: int
    proven: tuple[str, ...]
    holds: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Loose:
    """All that comes in, in order: ``notes`` are the whole work's, ``metadata`` what is named."""

    sections: tuple[LooseSection, ...]
    metadata: Metadata
    notes: tuple[WorkNote, ...]
    pictures: tuple[Picture, ...]
    findings: tuple[Finding, ...]
    spans: tuple[Span, ...]
    copies: tuple[Copy, ...]


def loose(prepared: Prepared, group: int = 0) -> Loose:
    """Take a proven folder apart."""
    folder = prepared.folder
    pairs = tuple(zip(folder.pages[1:], folder.sections, strict=True))
    planned = (*prepared.planned, *(None for _ in pairs[len(prepared.planned) :]))
    sections = tuple(
        LooseSection(leaf_of(page), made, plan, group, (leaf_of(page).body,))
        for (page, made), plan in zip(pairs, planned, strict=True)
    )
    return Loose(
        sections,
        prepared.metadata,
        prepared.notes,
        prepared.pictures,
        prepared.findings,
        prepared.spans,
        folder.copies,
    )


def with_names(section: LooseSection, names: Names) -> LooseSection:
    """Return a section in which everything goes by its new name."""
    return replace(section, leaf=renamed(section.leaf, names))
