"""A posted chapter and its work, recognised: what the head says, the notes, and the story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from bookbuild.intake.passages import Passage
from bookbuild.intake.report import Finding, Span
from bookbuild.model.book import Kind, Matter, NoteKind


@dataclass(frozen=True, slots=True)
class PostedNote:
    """An author's note; ``until`` names the section with which a promise in it is kept."""

    kind: NoteKind
    passages: tuple[Passage, ...]
    until: str = ""


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """A point-of-view line in the middle of a chapter."""

    name: str
    line: int


class Display(Enum):
    """How passages are set apart from the text around them."""

    VERSE = "verse"
    QUOTE = "quote"
    EPIGRAPH = "epigraph"
    CENTER = "center"
    RIGHT = "right"
    LETTER = "letter"
    DATELINE = "dateline"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Displayed:
    """Passages set apart; in `Display.VERSE` each of them is a stanza."""

    kind: Display
    inside: tuple[Passage | Displayed, ...]

    @property
    def line(self) -> int:
        """The line of the source on which it begins."""
        return self.inside[0].line


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note that the text calls by its ``label``; ``line`` is where it begins in the source.

    ``passages`` are its words, without its mark; ``moved`` where it stood with another section.
    """

    label: str
    passages: tuple[Passage, ...]
    line: int
    moved: bool = False


Piece = Passage | Viewpoint | Displayed | Footnote


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the story.

    ``work`` and ``author`` are the whole work's title and author where the source names them.
    ``number`` is None and the texts are "" for what is not said; ``heading_line`` 0 for none.
    ``said`` is the label as typed ("CHAPTER I"), ``label`` what is to be written of it; ``matter``
    is given for `Kind.OTHER`; ``confidence`` is less than 1 where the heading may be none;
    ``counted`` is False for a chapter that has no number among the others.
    """

    kind: Kind = Kind.CHAPTER
    number: int | None = None
    label: str = ""
    title: str = ""
    heading_line: int = 0
    pov: str = ""
    day: date | None = None
    work: str = ""
    author: str = ""
    notes: tuple[PostedNote, ...] = ()
    spans: tuple[Span, ...] = ()
    findings: tuple[Finding, ...] = ()
    matter: Matter | None = None
    confidence: float = 1.0
    said: str = ""
    counted: bool = True


@dataclass(frozen=True, slots=True)
class PostedChapter:
    """One chapter of a source; ``stem`` is its source's file name without the ending."""

    source: str
    stem: str
    markdown: bool
    line: int
    head: Head
    story: tuple[Piece, ...]
    closing: tuple[PostedNote, ...]
    spans: tuple[Span, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """What book.yaml says: ``title`` is the source's where ``titled``, else the folder's name."""

    title: str
    titled: bool
    author: str
    language: str
    identifier: str
