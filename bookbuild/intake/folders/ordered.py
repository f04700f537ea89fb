"""What a folder of Markdown from another tool comes to: sections in order, ready to be written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from bookbuild.intake.draft import Picture
from bookbuild.intake.report import Finding, Span
from bookbuild.intake.sources import Source
from bookbuild.model.book import Kind, Metadata, NoteKind


class Tool(Enum):
    """Whose folder it is; the value is the name as messages print it."""

    MDBOOK = "mdBook"
    LEANPUB = "Leanpub"
    PANDOC = "pandoc"
    QUARTO = "Quarto"
    BOOKDOWN = "bookdown"
    CROWBOOK = "crowbook"
    MKDOCS = "MkDocs"
    LONGFORM = "Longform"
    NOVELWRITER = "novelWriter"
    JEKYLL = "Jekyll"
    HUGO = "Hugo"
    AO3 = "AO3 front matter"
    NONE = "no tool"


@dataclass(frozen=True, slots=True)
class Front:
    """What a file's front matter said, in bookbuild's fields; "" and () where it was silent.

    ``summary``, ``notes`` and ``endnotes`` are Markdown and may have several paragraphs.
    ``number`` is as typed; ``draft`` where the author calls the section one and lists it still.
    """

    subtitle: str = ""
    number: str = ""
    pov: str = ""
    day: date | None = None
    author: str = ""
    summary: str = ""
    notes: str = ""
    endnotes: str = ""
    warnings: tuple[str, ...] = ()
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A section, with its text in bookbuild's Markdown.

    ``path`` names the first of its files as messages do (the list's own for a part that is only a
    title there), and ``first_line`` the line on which the section begins. ``title`` is inline
    Markdown, "" for none; it does not stand in ``text`` as well. ``part`` is the title of the part
    in which the section stands, "" for none; parts are entries, too.
    """

    path: str
    kind: Kind
    title: str
    part: str
    first_line: int
    text: str
    front: Front = Front()


@dataclass(frozen=True, slots=True)
class WorkNote:
    """The author speaking before or after the whole work, as Markdown."""

    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a mark in the texts leads: an entry by its place in the order, and a name in it.

    ``entry`` is -1 for a mark that leads to none; ``literal`` is what stands there instead, ""
    where a link's words alone are left.
    """

    entry: int
    anchor: str
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Ordered:
    """A folder in the order of the book.

    ``sources`` are the files whose words the entries hold, in the same order. ``spans`` are the
    words of them that are in no entry's text; ``rewrites`` the places where only marks were
    changed. ``left_out`` are the files that are not in the book, each with a full sentence.
    ``leads`` are what the marks of links in the texts stand for, until `linked` puts it there.
    ``pictures`` are those that the texts or the cover name, at their paths in the new folder.
    """

    tool: Tool
    metadata: Metadata
    entries: tuple[Entry, ...]
    left_out: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    spans: tuple[Span, ...] = ()
    rewrites: tuple[Span, ...] = ()
    pictures: tuple[Picture, ...] = ()
    notes: tuple[WorkNote, ...] = ()
    sources: tuple[Source, ...] = ()
    leads: tuple[Lead, ...] = ()
