"""Comparing EPUBs: two files, or a file that readers have with what the manuscript would give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bookbuild.build.stamp import book_stamp
from bookbuild.compare.difference import Difference, difference
from bookbuild.compare.reading import read_volume
from bookbuild.compare.volume import Volume
from bookbuild.ebook.archive import bytes_of
from bookbuild.model.book import Book
from bookbuild.model.editions import EditionSettings, Format
from bookbuild.model.occasion import Occasion
from bookbuild.plan import plan_edition
from bookbuild.plan.catalogue import catalogued
from bookbuild.read.manuscript import find_manuscript, read_book
from bookbuild.read.published import PUBLISHED_FILE, read_published
from bookbuild.read.styles import read_styles
from bookbuild.report import (
    BookbuildError,
    Checked,
    Diagnostic,
    Exit,
    Severity,
    by_place,
    has_errors,
)


@dataclass(frozen=True, slots=True)
class CompareRequest:
    """A comparison: ``new`` is an EPUB, or the folder of a manuscript.

    For a manuscript, ``edition`` names the one to compare with, "" for the one that has the old
    book's identifier; ``as_of`` is the day on which readers would get it.
    """

    old: Path
    new: Path
    edition: str = ""
    as_of: date | None = None
    epoch: datetime | None = None


def compare(request: CompareRequest) -> Checked[Difference | None]:
    """Return what a reader of the old book gets; None where the manuscript has errors.

    Raises `BookbuildError` for a file that is not there or is no EPUB, a folder without a
    manuscript, and an edition that does not exist or cannot be told.
    """
    old = read_volume(bytes_of(request.old), str(request.old))
    if not request.new.is_dir():
        new = read_volume(bytes_of(request.new), str(request.new))
        return Checked(difference(old, new))
    made = _made(request, old)
    if made.value is None:
        return Checked(None, made.diagnostics)
    new = read_volume(made.value, str(request.new))
    return Checked(difference(old, new))


def _made(request: CompareRequest, old: Volume) -> Checked[bytes | None]:
    """Make the edition that readers of the old book would get next, in memory."""
    from bookbuild.write.epub import make_epub

    manuscript = find_manuscript(request.new)
    read = read_book(request.new)
    styles = read_styles(manuscript)
    published = read_published(manuscript, str(manuscript / PUBLISHED_FILE))
    noticed = (*read.diagnostics, *styles.diagnostics, *published.diagnostics)
    if read.value is None or has_errors(noticed):
        return Checked(None, _errors(noticed))
    occasion = Occasion(
        stamp=book_stamp(read.value, manuscript, request.epoch, request.as_of),
        as_of=request.as_of,
        published=published.value,
        # What readers lose is what the comparison is to say.
        lose_places=True,
    )
    settings = _edition(read.value, request, old, occasion)
    planned = plan_edition(read.value, settings, Format.EPUB, occasion)
    if has_errors(planned.diagnostics):
        return Checked(None, _errors(planned.diagnostics))
    epub = make_epub(planned.value, styles.value)
    if has_errors(epub.diagnostics):
        return Checked(None, _errors(epub.diagnostics))
    return Checked(epub.value)


def _errors(noticed: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return by_place(each for each in noticed if each.severity is Severity.ERROR)


def _edition(
    book: Book, request: CompareRequest, old: Volume, occasion: Occasion
) -> EditionSettings:
    """Return the edition that the old book is one of. Raises `BookbuildError` where none is."""
    made = tuple(each for each in book.editions if Format.EPUB in each.formats)
    names = ", ".join(each.name for each in made) or "none"
    if request.edition:
        for each in made:
            if each.name == request.edition:
                return each
        raise BookbuildError(
            f"No edition “{request.edition}” of this book is made as an EPUB. It has: {names}.",
            Exit.USAGE,
        )
    same = [
        each
        for each in made
        if catalogued(book, each, occasion).metadata.identifier == old.identifier
    ]
    if same:
        return same[0]
    raise BookbuildError(
        f"{request.old}: No edition of this manuscript has this book's identifier, "
        f"{old.identifier[:200] or 'which is empty'}. Name the edition to compare it with: "
        f"--edition, one of {names}.",
        Exit.USAGE,
    )
