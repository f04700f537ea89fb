"""A book as a structured source hands it out: what an importer recognised, before it is written.

Web pages and EPUBs become a `Draft`; `manuscript_text` writes its sections as a manuscript's files,
and `draft_words` proves that none of its words was lost.
"""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.intake.report import Finding, Span
from bookbuild.model.book import AuthorsNote, Metadata, Section


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a source: its path in the new folder ("images/map.png"), and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A section with the place it came from; ``source`` and ``line`` (from 1) as messages name it.

    ``confidence`` is 1.0 where the source itself says that this is a section, less where it was
    found by its looks.
    """

    section: Section
    source: str
    line: int
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Draft:
    """What one source gives: metadata, the whole work's notes, sections, pictures.

    ``words`` are the words of the source's visible text in its order, without those that
    ``spans`` list: the proof compares them with the words of the files. ``findings`` are what the
    author should look at.
    """

    metadata: Metadata
    notes: tuple[AuthorsNote, ...]
    sections: tuple[DraftSection, ...]
    pictures: tuple[Picture, ...]
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    findings: tuple[Finding, ...]
