"""``bookbuild status``: the sections of a book, their words, notes and promises."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

import typer

from bookbuild.cli.arguments import AsJson, Folder
from bookbuild.cli.printing import Json, note_diagnostics, say, say_json
from bookbuild.report import Exit, Severity, fold, has_errors

if TYPE_CHECKING:
    from bookbuild.model.book import Book, Section
    from bookbuild.plan import SectionLine
    from bookbuild.plan.count import Count

_HERE = Path()
_NO_BOOK: Json = {"title": "", "sections": [], "words": 0}
"""What is said of a manuscript that cannot be read at all."""


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("status")(status)


def status(folder: Folder = _HERE, json: AsJson = False) -> None:
    """List the sections with their words, notes and promises.

    For example:  bookbuild status  or  bookbuild status my-novel --json
    """
    from bookbuild.read.manuscript import read_book

    read = read_book(folder)
    book = read.value
    if json:
        say_json(_book_json(book) if book is not None else _NO_BOOK)
    elif book is not None:
        for line in _table(book):
            say(line)
    note_diagnostics(read.diagnostics)
    if has_errors(read.diagnostics):
        raise typer.Exit(int(Exit.MANUSCRIPT))


@dataclass(frozen=True, slots=True)
class _Row:
    """A section as status shows it."""

    file: str
    kind: str
    number: str
    label: str
    title: str
    pov: str
    status: str
    count: Count


def _rows(book: Book) -> tuple[_Row, ...]:
    from bookbuild.plan import outline

    sections = {section.head.file: section for section in book.sections}
    return tuple(_row(line, sections[line.head.file]) for line in outline(book))


def _row(line: SectionLine, section: Section) -> _Row:
    from bookbuild.model.text import plain_text

    head = line.head
    return _Row(
        file=head.file,
        kind=head.kind.value,
        number=line.figures,
        label=line.label,
        title=plain_text(head.title),
        pov=_pov(section),
        status=_status(section),
        count=_count(section),
    )


def _pov(section: Section) -> str:
    from bookbuild.model.book import Placeholder, Written

    match section:
        case Written(pov=pov):
            return pov
        case Placeholder():
            return ""
        case _:
            assert_never(section)


def _status(section: Section) -> str:
    from bookbuild.model.book import Placeholder, Written

    match section:
        case Written(draft=draft):
            return "draft" if draft else "written"
        case Placeholder():
            return "promised"
        case _:
            assert_never(section)


def _count(section: Section) -> Count:
    from bookbuild.model.book import Placeholder, Written
    from bookbuild.plan.count import Count, count_section

    match section:
        case Written():
            return count_section(section)
        case Placeholder():
            return Count()
        case _:
            assert_never(section)


def _book_json(book: Book) -> Json:
    rows = _rows(book)
    return {
        "title": book.metadata.title,
        "sections": [_row_json(row) for row in rows],
        "words": sum(row.count.words for row in rows),
    }


def _row_json(row: _Row) -> Json:
    return {
        "file": row.file,
        "kind": row.kind,
        "number": row.number,
        "label": row.label,
        "title": row.title,
        "pov": row.pov,
        "status": row.status,
        "words": row.count.words,
        "paragraphs": row.count.paragraphs,
        "notes": {"before": row.count.notes_before, "after": row.count.notes_after},
    }


def summary(manuscript: Path) -> str:
    """Return one line about a book: its title, sections and words."""
    from bookbuild.read.manuscript import read_book

    read = read_book(manuscript)
    if read.value is None:
        return "This manuscript cannot be read yet; “bookbuild status” says why."
    rows = _rows(read.value)
    promised = sum(row.status == "promised" for row in rows)
    words = sum(row.count.words for row in rows)
    promises = f", {promised} promised" if promised else ""
    name = read.value.metadata.title or read.value.name
    line = f"{name}: {_sections(len(rows))}{promises}, {words:,} words."
    mistakes = len(fold(each for each in read.diagnostics if each.severity is Severity.ERROR))
    if mistakes:
        count = "1 mistake has" if mistakes == 1 else f"{mistakes} mistakes have"
        line += f"\n{count} to be mended before it can be made; “bookbuild status” lists them."
    return line


def _sections(count: int) -> str:
    return "1 section" if count == 1 else f"{count} sections"


def _table(book: Book) -> tuple[str, ...]:
    rows = _rows(book)
    cells = [(_name(row), row.pov, _marks(row), _words(row)) for row in rows]
    total = sum(row.count.words for row in rows)
    name_width = max((len(cell[0]) for cell in cells), default=0)
    pov_width = max((len(cell[1]) for cell in cells), default=0)
    mark_width = max((len(cell[2]) for cell in cells), default=0)
    lines = [
        f"  {name:<{name_width}}  {pov:<{pov_width}}  {marks:<{mark_width}}  {words:>7}".rstrip()
        for name, pov, marks, words in cells
    ]
    end = f"{_sections(len(rows))}, {total:,} words"
    return (book.metadata.title or book.name, "", *lines, "", end)


def _name(row: _Row) -> str:
    """Return a section's name, short enough for a narrow terminal."""
    name = ": ".join(part for part in (row.label, row.title) if part) or row.kind.capitalize()
    return name if len(name) <= 38 else f"{name[:37]}…"


def _marks(row: _Row) -> str:
    notes = row.count.notes_before + row.count.notes_after
    marks = [row.status] if row.status != "written" else []
    if notes:
        marks.append("1 note" if notes == 1 else f"{notes} notes")
    return ", ".join(marks)


def _words(row: _Row) -> str:
    return f"{row.count.words:,}" if row.count.words else "–"
