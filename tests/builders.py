"""Tiny constructors: the smallest book that shows what a test is about.

Strings become a title or a paragraph, so that a test reads like the manuscript it stands for.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from bookbuild.model.book import (
    AuthorsNote,
    Book,
    Contributor,
    Head,
    Kind,
    Matter,
    Metadata,
    NoteKind,
    Placeholder,
    Section,
    Written,
)
from bookbuild.model.edition import Edition, PromiseUnit, TextUnit, Unit
from bookbuild.model.editions import EditionSettings, Format, NotesPolicy, Presentation
from bookbuild.model.occasion import Occasion
from bookbuild.model.text import Block, Blocks, Inline, Inlines, Paragraph, Text
from bookbuild.plan import plan_edition
from bookbuild.plan.block_names import fingerprint
from bookbuild.report import Checked

STAMP = datetime(2005, 5, 3, 12, 0, tzinfo=UTC)
EBOOK = EditionSettings("ebook", (Format.EPUB,))
PRINT = EditionSettings("print", (Format.PDF,))


def words(text: str) -> Inlines:
    """Return a title as inlines, () for ""."""
    return (Text(text),) if text else ()


def para(*content: str | Inline) -> Paragraph:
    """Return a paragraph of strings and inlines."""
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in content))


def blocks(*content: str | Block) -> Blocks:
    """Return blocks; a string is a paragraph."""
    return tuple(para(part) if isinstance(part, str) else part for part in content)


def section(
    title: str = "",
    *content: str | Block,
    kind: Kind = Kind.CHAPTER,
    file: str = "01-one.md",
    number: str = "",
    label: str = "",
    id: str = "",
    matter: Matter | None = None,
    pov: str = "",
    day: date | None = None,
    notes: tuple[AuthorsNote, ...] = (),
    warnings: tuple[str, ...] = (),
) -> Written:
    """Return a written section, a chapter unless another kind is named."""
    head = Head(file, kind, words(title), label=label, number=number, id=id, matter=matter, line=1)
    text = blocks(*content) or blocks("It was a day like any other.")
    return Written(head, text, pov=pov, day=day, notes=notes, warnings=warnings)


def promise(
    title: str = "",
    *content: str,
    kind: Kind = Kind.EPILOGUE,
    file: str = "99-epilogue.md",
    promised_in: str = "",
    expected: date | None = None,
) -> Placeholder:
    """Return a promised section, an epilogue unless another kind is named."""
    head = Head(file, kind, words(title), line=1)
    return Placeholder(head, blocks(*content), expected, promised_in)


def opening(*content: str | Block, until: str = "", only: tuple[str, ...] = ()) -> AuthorsNote:
    """Return an author's note before the text."""
    return AuthorsNote(NoteKind.OPENING, blocks(*content), until=until, only=only)


def closing(*content: str | Block, until: str = "", only: tuple[str, ...] = ()) -> AuthorsNote:
    """Return an author's note after the text."""
    return AuthorsNote(NoteKind.CLOSING, blocks(*content), until=until, only=only)


def summary(*content: str) -> AuthorsNote:
    """Return a summary."""
    return AuthorsNote(NoteKind.SUMMARY, blocks(*content))


def mark(words: str) -> str:
    """Return what stands in an id for a block with these words."""
    return fingerprint((Paragraph((Text(words),)),))


def metadata(title: str = "The Ferry", author: str = "Mary Shelley", lang: str = "en") -> Metadata:
    """Return the metadata of a book by one author, or by nobody where ``author`` is ""."""
    people = (Contributor(author),) if author else ()
    return Metadata(title=title, contributors=people, language=lang)


def book(
    *sections: Section,
    about: Metadata | None = None,
    lang: str = "en",
    notes: tuple[AuthorsNote, ...] = (),
    presentation: Presentation | None = None,
    editions: tuple[EditionSettings, ...] = (EBOOK, PRINT),
) -> Book:
    """Return a book of these sections."""
    return Book(
        name="the-ferry",
        metadata=about or metadata(lang=lang),
        sections=sections,
        notes=notes,
        presentation=presentation or Presentation(),
        editions=editions,
        file="manuscript/book.yaml",
    )


def plan_epub(given: Book, notes: NotesPolicy | None = None) -> Edition:
    """Return the EPUB edition of a book."""
    return plan_checked(given, Format.EPUB, notes).value


def plan_print(given: Book, notes: NotesPolicy | None = None) -> Edition:
    """Return the printed edition of a book."""
    return plan_checked(given, Format.PDF, notes).value


def plan_checked(
    given: Book, made_as: Format = Format.EPUB, notes: NotesPolicy | None = None
) -> Checked[Edition]:
    """Return an edition of a book with what was noticed while it was planned."""
    name = "ebook" if made_as is Format.EPUB else "print"
    settings = EditionSettings(name, (made_as,), notes)
    return plan_edition(given, settings, made_as, Occasion(STAMP))


def unit_ids(edition: Edition) -> list[str]:
    """Return the ids of an edition's units in their order."""
    return [unit.head.id for unit in edition.units]


def unit(edition: Edition, id: str) -> Unit:
    """Return the unit with an id."""
    return next(unit for unit in edition.units if unit.head.id == id)


def text_unit(edition: Edition, id: str) -> TextUnit:
    """Return the written section with an id."""
    found = unit(edition, id)
    assert isinstance(found, TextUnit)
    return found


def promise_unit(edition: Edition, id: str) -> PromiseUnit:
    """Return the promised section with an id."""
    found = unit(edition, id)
    assert isinstance(found, PromiseUnit)
    return found
