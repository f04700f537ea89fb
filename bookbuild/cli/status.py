"""``bookbuild status``: the sections of a book, what is promised, and what readers lack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bookbuild.cli.arguments import AsJson, Folder, today
from bookbuild.cli.printing import note_diagnostics, say, say_json
from bookbuild.report import Checked, Exit, Severity, fold, has_errors

if TYPE_CHECKING:
    from bookbuild.model.book import Book
    from bookbuild.plan.status import BookStatus
    from bookbuild.report import Diagnostic

_HERE = Path()


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("status")(status)


def status(folder: Folder = _HERE, json: AsJson = False) -> None:
    """List the sections with their words, dates, notes and promises.

    For example:  bookbuild status  or  bookbuild status my-novel --json
    """
    read = _read(folder)
    if json:
        from bookbuild.cli.status_json import NO_BOOK, status_json

        say_json(status_json(read.value) if read.value else NO_BOOK)
    elif read.value:
        from bookbuild.cli.columns import terminal_width
        from bookbuild.cli.status_page import status_page

        for line in status_page(read.value, terminal_width()):
            say(line)
    note_diagnostics(read.diagnostics)
    if has_errors(read.diagnostics):
        raise typer.Exit(int(Exit.MANUSCRIPT))


def _read(folder: Path) -> Checked[BookStatus | None]:
    """Read a book and its record; the status is None where there is no book to look at."""
    from bookbuild.plan.status import book_status
    from bookbuild.read.manuscript import find_manuscript, read_book
    from bookbuild.read.published import PUBLISHED_FILE, read_published

    read = read_book(folder)
    book = read.value
    if book is None:
        return Checked(None, read.diagnostics)
    beside = book.file.rpartition("/")[0]
    shown = f"{beside}/{PUBLISHED_FILE}" if beside else PUBLISHED_FILE
    published = read_published(find_manuscript(folder), shown)
    day = today()
    noticed = (*read.diagnostics, *published.diagnostics, *_overdue(book))
    return Checked(book_status(book, published.value, day), noticed)


def _overdue(book: Book) -> tuple[Diagnostic, ...]:
    from bookbuild.plan.promises import overdue
    from bookbuild.plan.sections import plan_sections
    from bookbuild.plan.typeset import typeset_heads

    return overdue(plan_sections(typeset_heads(book)).value, today(), book)


def summary(manuscript: Path) -> str:
    """Return one line about a book: its title, sections and words."""
    from bookbuild.cli.status_page import counted, length

    read = _read(manuscript)
    if read.value is None:
        return "This manuscript cannot be read yet; “bookbuild status” says why."
    promised = len(read.value.open_promises)
    promises = f", {promised} promised" if promised else ""
    sections = counted(len(read.value.sections), "section")
    line = f"{read.value.title}: {sections}{promises}, {length(read.value)}."
    mistakes = len(fold(each for each in read.diagnostics if each.severity is Severity.ERROR))
    if mistakes:
        count = "1 mistake has" if mistakes == 1 else f"{mistakes} mistakes have"
        line += f"\n{count} to be mended before it can be made; “bookbuild status” lists them."
    return line
