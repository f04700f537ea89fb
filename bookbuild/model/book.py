"""The manuscript as it was written: what the author's folder says, nothing decided yet.

A `Book` holds sections in the order of the folder. A section that is promised and not written is
a `Placeholder`, a type of its own and never a `Written` section with a hole in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from bookbuild.model.assets import FontFile, Image, OwnSheet
from bookbuild.model.cover import CoverDesign
from bookbuild.model.editions import (
    DEFAULT_EDITIONS,
    USUAL_PRESENTATION,
    EditionSettings,
    Presentation,
)
from bookbuild.model.naming import Isbn, Series
from bookbuild.model.releases import USUAL_RELEASES, ReleaseSettings
from bookbuild.model.text import Blocks, Footnote, Inlines
from bookbuild.model.typography import USUAL, TypographyRules


class Matter(Enum):
    """The three parts of a book: what stands before the story, the story, what follows it."""

    FRONT = "front"
    BODY = "body"
    BACK = "back"


class Kind(Enum):
    """What a section is. The value is the word in front matter and the stem in file names."""

    DEDICATION = "dedication"
    EPIGRAPH = "epigraph"
    FOREWORD = "foreword"
    PREFACE = "preface"
    CONTENT_NOTES = "content notes"
    CAST = "cast"
    MAP = "map"
    PRAISE = "praise"
    PART = "part"
    PROLOGUE = "prologue"
    CHAPTER = "chapter"
    INTERLUDE = "interlude"
    EPILOGUE = "epilogue"
    AFTERWORD = "afterword"
    ACKNOWLEDGMENTS = "acknowledgments"
    ABOUT_THE_AUTHOR = "about the author"
    STAY_IN_TOUCH = "stay in touch"
    ALSO_BY = "also by"
    GLOSSARY = "glossary"
    TRANSLATORS_NOTE = "translator's note"
    CREDITS = "credits"
    TEASER = "teaser"
    BONUS = "bonus"
    COLOPHON = "colophon"
    OTHER = "other"


FRONT_KINDS = (
    Kind.PRAISE,
    Kind.ALSO_BY,
    Kind.DEDICATION,
    Kind.EPIGRAPH,
    Kind.CONTENT_NOTES,
    Kind.FOREWORD,
    Kind.PREFACE,
    Kind.CAST,
    Kind.MAP,
)
"""Kinds that go before the story wherever their file stands, in the order of the printed book.

`ALSO_BY` is the exception: it stands at the back unless its file says ``place: front``.
"""

BACK_KINDS = (
    Kind.AFTERWORD,
    Kind.TRANSLATORS_NOTE,
    Kind.GLOSSARY,
    Kind.ACKNOWLEDGMENTS,
    Kind.ABOUT_THE_AUTHOR,
    Kind.STAY_IN_TOUCH,
    Kind.ALSO_BY,
    Kind.BONUS,
    Kind.TEASER,
    Kind.CREDITS,
    Kind.COLOPHON,
)
"""Kinds that follow the story wherever their file stands, in the order of the printed book."""


class NoteKind(Enum):
    """Where an author's note belongs; the values are AO3's names and the front matter's keys."""

    SUMMARY = "summary"
    OPENING = "notes"
    CLOSING = "endnotes"


@dataclass(frozen=True, slots=True)
class AuthorsNote:
    """The author speaking to the readers, before or after a section or the whole work.

    ``until`` names the promised section with whose arrival the note leaves the book, "" for
    never; ``only`` names the editions it is meant for, () for all.
    """

    kind: NoteKind
    blocks: Blocks
    line: int = 0
    until: str = ""
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """What every section says of itself, written or promised.

    ``file`` is the path from the manuscript folder, with slashes. ``label`` replaces the numbered
    label ("" for none given); ``number`` is as typed: "", "none", "0", "4.6", "3½". ``id`` is the
    author's own, "" for none. ``matter`` is given for `Kind.OTHER` and where the author overrides.
    ``unit`` is the id that the plan gives to the section's unit, "" as long as it has not. ``only``
    names the editions in which the section stands, () for all.
    """

    file: str
    kind: Kind
    title: Inlines = ()
    subtitle: Inlines = ()
    label: str = ""
    number: str = ""
    id: str = ""
    matter: Matter | None = None
    line: int = 0
    unit: str = ""
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A section whose text is there.

    ``day`` is the day the readers get it; ``draft`` where the author calls it one. ``notes`` are
    in the order of the file. ``author`` names the section's author where it is not the book's.
    ``promise`` is what stands in the section's place until its day, where the author wrote that
    down, and ``promised_in`` the section in which it was said.
    ``changes`` is why the author revised it, in a line.
    """

    head: Head
    blocks: Blocks
    pov: str = ""
    day: date | None = None
    draft: bool = False
    notes: tuple[AuthorsNote, ...] = ()
    warnings: tuple[str, ...] = ()
    author: str = ""
    footnotes: tuple[Footnote, ...] = ()
    promise: Blocks = ()
    promised_in: str = ""
    changes: str = ""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A section that the author has promised and not written.

    ``promise`` is in the author's words; ``promised_in`` is the file (without its ending) or the
    id of the section in which it was made, "" where nobody knows; ``expected`` the day it is due.
    """

    head: Head
    promise: Blocks
    expected: date | None = None
    promised_in: str = ""


Section = Written | Placeholder


# --------------------------------------------------------------------------------- metadata


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody who had a part in the book.

    ``role`` is free ("author", "editor", "beta", "cover artist"); ``sort_name`` is "" where it is
    to be derived.
    """

    name: str
    role: str = "author"
    sort_name: str = ""


@dataclass(frozen=True, slots=True)
class Fandom:
    """What fan fiction says of itself; every field in the author's own words."""

    fandoms: tuple[str, ...]
    rating: str = ""
    categories: tuple[str, ...] = ()
    relationships: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    source: str = ""
    posted: str = ""
    gift_for: str = ""
    original: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the title page, the copyright page and the catalogues say of the book.

    ``title`` is the author's, "" where the author gave none; ``identifier`` is a URN or URL,
    "" where the folder has none; ``language`` is a BCP 47 tag; ``cover`` a path from the
    manuscript folder, ``cover_design`` what is drawn where there is none, None for the usual.
    ``year`` is the copyright's, "" to derive it.
    """

    title: str
    subtitle: str = ""
    title_sort: str = ""
    contributors: tuple[Contributor, ...] = ()
    language: str = "en"
    series: Series | None = None
    publisher: str = ""
    rights: str = ""
    year: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    identifier: str = ""
    isbns: tuple[Isbn, ...] = ()
    published: date | None = None
    edition_statement: str = ""
    cover: str = ""
    cover_alt: str = ""
    fandom: Fandom | None = None
    warnings: tuple[str, ...] = ()
    cover_design: CoverDesign | None = None

    @property
    def authors(self) -> tuple[str, ...]:
        """The names of the authors, in the order given."""
        return tuple(c.name for c in self.contributors if c.role == "author")


@dataclass(frozen=True, slots=True)
class Book:
    """The whole manuscript, read.

    ``name`` is the folder's own name, for books without a title and for file names; ``file`` is
    the path of book.yaml as messages name it. ``notes`` are the whole work's. ``images`` holds
    every picture that the text or a cover names, once each, and ``sheets`` every style sheet that
    an edition names.
    """

    name: str
    metadata: Metadata
    sections: tuple[Section, ...]
    notes: tuple[AuthorsNote, ...] = ()
    presentation: Presentation = USUAL_PRESENTATION
    editions: tuple[EditionSettings, ...] = DEFAULT_EDITIONS
    images: tuple[Image, ...] = ()
    fonts: tuple[FontFile, ...] = ()
    sheets: tuple[OwnSheet, ...] = ()
    file: str = ""
    typography: TypographyRules = USUAL
    releases: ReleaseSettings = USUAL_RELEASES
