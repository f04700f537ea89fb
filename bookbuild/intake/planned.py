"""The plan of an import: the sections that it would make, to be looked at before it makes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bookbuild.intake.draft import DraftSection
from bookbuild.intake.posted_chapter import PostedChapter
from bookbuild.intake.report import SpanKind
from bookbuild.model.book import Kind
from bookbuild.model.text import plain_text


@dataclass(frozen=True, slots=True)
class Planned:
    """A section as proposed: ``line`` is its heading's in the source, from 1.

    ``label`` and ``title`` are as the source has them, "" for none; ``confidence`` goes to 1.
    """

    source: str
    line: int
    kind: Kind
    label: str
    title: str
    confidence: float

    def __str__(self) -> str:
        said = " ".join(part for part in (self.label, self.title) if part)
        sure = "" if self.confidence >= 0.8 else " Not certain."
        return f"{self.source}:{self.line}: {self.kind.value}{f': {said}' if said else ''}.{sure}"


def planned_chapters(chapters: Iterable[PostedChapter]) -> tuple[Planned, ...]:
    """Return the plan for the chapters of texts."""
    return tuple(_chapter(chapter) for chapter in chapters)


def _chapter(chapter: PostedChapter) -> Planned:
    head = chapter.head
    label = head.said or head.label
    if not label and head.heading_line:
        here = (span for span in head.spans if span.line == head.heading_line)
        label = next((span.text for span in here if span.kind is SpanKind.STRUCTURE), "")
    line = head.heading_line or chapter.line
    title = head.title
    label = label.strip(" \t.:–—-*_#=~")
    return Planned(chapter.source, line, head.kind, label, title, head.confidence)


def planned_draft(sections: Iterable[DraftSection]) -> tuple[Planned, ...]:
    """Return the plan for the sections of pages, of an EPUB, or of a folder."""
    return tuple(
        Planned(
            one.source,
            max(one.line, 1),
            one.section.head.kind,
            one.section.head.label,
            plain_text(one.section.head.title),
            one.confidence,
        )
        for one in sections
    )
