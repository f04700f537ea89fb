"""How a serial stands on a day: its sections, its promises, and what readers do not have yet.

Pure: the day is an input, and so is the record of what was published.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import assert_never

from bookbuild.model.book import Book, Kind, Matter, Placeholder, Section, Written
from bookbuild.model.making import Make, at_once
from bookbuild.model.published import Published, PublishedSection
from bookbuild.model.text import plain_text
from bookbuild.plan.count import Count, count_section
from bookbuild.plan.reading_time import Counted, ReadingSpeed, characters, reading_speed
from bookbuild.plan.sections import Planned, plan_sections
from bookbuild.plan.serial.identity import identified
from bookbuild.plan.serial.likeness import described
from bookbuild.plan.typeset import typeset_heads
from bookbuild.plan.visible import section_named


class Standing(Enum):
    """How a section stands on a day; the value is what a list of sections says."""

    WRITTEN = "written"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PROMISED = "promised"
    EXPECTED = "expected"
    OVERDUE = "overdue"


class Novelty(Enum):
    """What a section is to readers who have the last publication."""

    NEW = "new"
    REVISED = "revised"
    KEPT = "kept"
    UNSEEN = "unseen"
    """Not for readers yet: a draft, a promise, or what is dated in the future."""
    UNKNOWN = "unknown"
    """Nothing was published yet."""


@dataclass(frozen=True, slots=True)
class Change:
    """A section beside the published one.

    ``words`` is how many more words it has now (fewer: below 0); ``paragraphs`` counts those that
    were edited, put in or taken out.
    """

    novelty: Novelty
    words: int = 0
    paragraphs: int = 0


@dataclass(frozen=True, slots=True)
class SectionStatus:
    """A section as its author looks at it.

    ``number`` is in figures, ``label`` and ``name`` as printed; ``title`` as typed. ``day`` is the
    one readers get it on, or expect it. ``days_late`` is 0 for all but what is overdue.
    ``promised_in`` names the section in which a promise was made, "" for none.
    """

    file: str
    kind: Kind
    matter: Matter
    depth: int
    number: str
    label: str
    title: str
    name: str
    pov: str
    standing: Standing
    day: date | None
    days_late: int
    promised_in: str
    count: Count
    characters: int
    change: Change

    @property
    def is_open(self) -> bool:
        """Whether it is promised and not written."""
        return self.standing in (Standing.PROMISED, Standing.EXPECTED, Standing.OVERDUE)

    def length(self, counted: Counted) -> int:
        """Return its words, or its characters."""
        return self.count.words if counted is Counted.WORDS else self.characters


@dataclass(frozen=True, slots=True)
class BookStatus:
    """A whole book on a day.

    ``published`` is the day of the last publication, None for none; ``gone`` are the names of
    sections that readers have and the manuscript no longer.
    """

    title: str
    today: date
    sections: tuple[SectionStatus, ...]
    speed: ReadingSpeed
    published: date | None
    gone: tuple[str, ...]

    @property
    def words(self) -> int:
        """All words that are written, drafts too."""
        return sum(section.count.words for section in self.sections)

    @property
    def characters(self) -> int:
        """All letters and digits that are written."""
        return sum(section.characters for section in self.sections)

    @property
    def length(self) -> int:
        """The words, or the characters where the language is counted in those."""
        return sum(section.length(self.speed.counted) for section in self.sections)

    @property
    def minutes(self) -> int:
        """How long all of it takes to read."""
        return self.speed.minutes(self.length)

    @property
    def chapters(self) -> tuple[SectionStatus, ...]:
        """The chapters that are written."""
        return tuple(
            each for each in self.sections if each.kind is Kind.CHAPTER and not each.is_open
        )

    @property
    def chapter_length(self) -> int:
        """How long a chapter is on average, 0 where there is none."""
        lengths = [each.length(self.speed.counted) for each in self.chapters]
        return round(sum(lengths) / len(lengths)) if lengths else 0

    @property
    def open_promises(self) -> tuple[SectionStatus, ...]:
        """What is promised and not written, the most overdue first, then by day."""
        found = (section for section in self.sections if section.is_open)
        return tuple(sorted(found, key=lambda one: (one.day is None, one.day or self.today)))

    @property
    def scheduled(self) -> tuple[SectionStatus, ...]:
        """What is written and dated in the future, the next one first."""
        found = (each for each in self.sections if each.standing is Standing.SCHEDULED)
        return tuple(sorted(found, key=lambda one: one.day or self.today))

    @property
    def changed(self) -> tuple[SectionStatus, ...]:
        """What is new or revised since the last publication, in the order of the book."""
        news = (Novelty.NEW, Novelty.REVISED)
        return tuple(each for each in self.sections if each.change.novelty in news)


def book_status(book: Book, published: Published, today: date, make: Make = at_once) -> BookStatus:
    """Return how a book stands on a day, beside what was published."""
    book = identified(book, published, make)
    planned = plan_sections(typeset_heads(book)).value
    before = {section.id: section for section in published.sections}
    as_typed = {section.head.unit: section for section in book.sections}
    there = {section.head.unit for section in book.sections}
    lines = tuple(
        _line(each, as_typed[each.section.head.unit], planned, before, today, make)
        for each in planned
    )
    return BookStatus(
        title=book.metadata.title or book.name,
        today=today,
        sections=lines,
        speed=reading_speed(book.metadata.language),
        published=published.day,
        gone=tuple(one.title or one.file for one in published.sections if one.id not in there),
    )


def _line(
    planned: Planned,
    section: Section,
    others: tuple[Planned, ...],
    before: dict[str, PublishedSection],
    today: date,
    make: Make,
) -> SectionStatus:
    head, heading = section.head, planned.heading
    standing, day = _standing(section, today)
    written = section if isinstance(section, Written) else None
    return SectionStatus(
        file=head.file,
        kind=head.kind,
        matter=planned.matter,
        depth=planned.depth,
        number=heading.figures,
        label=heading.label,
        title=plain_text(head.title),
        name=heading.name,
        pov=written.pov if written else "",
        standing=standing,
        day=day,
        days_late=(today - day).days if day and standing is Standing.OVERDUE else 0,
        promised_in=_promised_in(section, others),
        count=count_section(written, make) if written else Count(),
        characters=make(characters, written.blocks) if written else 0,
        change=_change(section, standing, before, make),
    )


def _standing(section: Section, today: date) -> tuple[Standing, date | None]:
    match section:
        case Written(draft=True, day=day):
            return Standing.DRAFT, day
        case Written(day=day):
            return Standing.SCHEDULED if day and day > today else Standing.WRITTEN, day
        case Placeholder(expected=None):
            return Standing.PROMISED, None
        case Placeholder(expected=day):
            return Standing.OVERDUE if day and day < today else Standing.EXPECTED, day
        case _:
            assert_never(section)


def _promised_in(section: Section, others: tuple[Planned, ...]) -> str:
    if isinstance(section, Written):
        return ""
    made_in = section_named(section.promised_in, tuple(other.section for other in others))
    named = (other.heading.name for other in others if other.section is made_in)
    return next(named, "")


def _change(
    section: Section, standing: Standing, before: dict[str, PublishedSection], make: Make
) -> Change:
    was = before.get(section.head.unit)
    if not before:
        return Change(Novelty.UNKNOWN)
    if not isinstance(section, Written) or (was is None and standing is not Standing.WRITTEN):
        return Change(Novelty.UNSEEN)
    now = make(described, section.blocks)
    words = sum(block.words for block in now)
    if was is None:
        return Change(Novelty.NEW, words, sum(block.paragraph for block in now))
    # What has no words of its own, a scene break, goes by its neighbour and would count twice.
    theirs, ours = (
        Counter(each.digest for each in blocks if each.words) for blocks in (was.blocks, now)
    )
    touched = max((theirs - ours).total(), (ours - theirs).total())
    return Change(Novelty.REVISED if touched else Novelty.KEPT, words - was.words, touched)
