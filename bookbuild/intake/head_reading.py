"""How far the head of a chapter is read: the value that every rule of the head takes and gives."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bookbuild.intake.passages import Passage, Row
from bookbuild.intake.posted_chapter import Head
from bookbuild.intake.report import Finding, Span


@dataclass(frozen=True, slots=True)
class HeadReading:
    """The passages of a chapter, the index of the ``next`` to be read, and what is read so far.

    ``usual_space`` counts the blank lines usual between two paragraphs of the source.
    """

    source: str
    passages: tuple[Passage, ...]
    usual_space: int
    head: Head = field(default_factory=Head)
    next: int = 0

    @property
    def passage(self) -> Passage:
        """The passage to be read next."""
        return self.passages[self.next]

    @property
    def only_row(self) -> Row | None:
        """The row of the next passage, None where it has several."""
        return self.passage.rows[0] if len(self.passage.rows) == 1 else None

    def finding(self, what: str, remedy: str) -> Finding:
        """Return a finding about the next passage."""
        return Finding(self.passage.line, self.source, what, remedy)


def read_on(
    reading: HeadReading, head: Head, spans: tuple[Span, ...], finding: Finding, passages: int = 1
) -> HeadReading:
    """Return the reading behind as many passages, which made ``head`` of the head so far."""
    told = replace(head, spans=head.spans + spans, findings=(*head.findings, finding))
    return replace(reading, head=told, next=reading.next + passages)
