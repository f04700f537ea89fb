"""The build, from top to bottom: read the folder, plan each edition, write it, put it in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bookbuild.build.covers import put_cover
from bookbuild.build.hands import hands_for
from bookbuild.build.interrupts import interruption_waits
from bookbuild.build.orders import (
    Order,
    as_typed,
    beside,
    day_of,
    occasion_of,
    orders_of,
    refuse_excerpt,
    refuse_output,
    styles_of,
)
from bookbuild.build.place import output_path, project_of, put
from bookbuild.build.request import BuildRequest
from bookbuild.build.shops import refuse_shop, stocked
from bookbuild.build.stamp import book_stamp
from bookbuild.model.assets import Styles
from bookbuild.model.book import Book
from bookbuild.model.edition import Edition, Pagination
from bookbuild.model.editions import Binding, Format
from bookbuild.model.occasion import Occasion
from bookbuild.model.published import Published
from bookbuild.model.shops import Shop
from bookbuild.plan import plan_edition
from bookbuild.plan.page_list import Listed, PrintedPages, with_page_list
from bookbuild.plan.serial.record import Publication
from bookbuild.read.manuscript import find_manuscript, read_book
from bookbuild.read.published import PUBLISHED_FILE, read_published
from bookbuild.read.styles import read_styles
from bookbuild.report import BookbuildError, Checked, Diagnostic, Exit, by_place, has_errors

if TYPE_CHECKING:
    from bookbuild.build.publishing import Recorded
    from bookbuild.write.pdf.hands import Hands

Progress = Callable[[str], None]
"""Told what is being done, in a word or two."""


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A file that was made; ``pages`` is None for a format without pages.

    ``format`` is None for the cover that shops ask for. ``listed`` counts the pages of the printed
    edition that an EPUB lists. ``shop`` is the one that the copy is for, None for the book for all.
    ``bound`` is whether the edition says how a binder holds its leaves.
    """

    path: Path
    format: Format | None
    size: int
    pages: int | None = None
    listed: int = 0
    shop: Shop | None = None
    bound: bool = False


@dataclass(frozen=True, slots=True)
class Issued:
    """What was published: of which book, after what, on which day, each edition as it stands."""

    book: Book
    before: Published
    day: date
    editions: tuple[Edition, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made, and what it noticed; ``missing`` says what this machine lacks.

    ``record`` is what became of published.yaml, None where nothing was published; ``remarks`` is
    what is good to know and nothing to mend, in full sentences. ``issued`` is None, too, where
    nothing was published; its editions are in the order of the files that are books.
    """

    files: tuple[BuiltFile, ...]
    diagnostics: tuple[Diagnostic, ...]
    missing: str = ""
    record: Recorded | None = None
    remarks: tuple[str, ...] = ()
    issued: Issued | None = None


@dataclass(frozen=True, slots=True)
class _Work:
    """What there is to make, and of what; ``whole`` is False for an excerpt, which has no pages
    of a printed book."""

    book: Book
    styles: Styles
    occasion: Occasion
    orders: tuple[Order, ...]
    whole: bool = True
    shop: Shop | None = None
    compose: bool = True
    hands: Hands | None = None
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class _Finished:
    """A book's bytes on their way to a file."""

    edition: Edition
    data: bytes
    pagination: Pagination | None = None


@dataclass(frozen=True, slots=True)
class _Made:
    """The books that could be made, what was noticed, and what the machine lacks for others.

    ``refused`` is noticed, too: why one format cannot be made of this text, such as letters that
    no font of the PDF has. The other format is none the worse for it.
    """

    finished: tuple[_Finished, ...]
    diagnostics: tuple[Diagnostic, ...]
    missing: str
    remarks: tuple[str, ...] = ()
    refused: tuple[Diagnostic, ...] = ()


def build_books(request: BuildRequest, progress: Progress, hands: Hands | None = None) -> Built:
    """Build what is asked for; nothing is written where the manuscript has errors.

    ``hands`` print it, where whoever asks has them already (`hands.hands_for`).
    A format that this machine cannot make, or that its writer refuses, leaves the others to be
    made: the result says what is missing, or has the errors beside the files. Raises
    `BookbuildError` for a folder without a manuscript, an unknown edition, or a place that cannot
    be written to.
    """
    if hands:
        return _built(request, hands, progress)
    with hands_for(_jobs(request)) as own:
        return _built(request, own, progress)


def _jobs(request: BuildRequest) -> int:
    return request.jobs if Format.PDF in request.formats else 1


def _built(request: BuildRequest, hands: Hands | None, progress: Progress) -> Built:
    progress("reading")
    manuscript = find_manuscript(request.folder)
    read = read_book(request.folder)
    styles = read_styles(manuscript)
    noticed = read.diagnostics + styles.diagnostics
    book = read.value
    if book is None or has_errors(noticed):
        return Built((), by_place(noticed))
    published = _before(request, manuscript, book)
    if has_errors(published.diagnostics):
        return Built((), by_place(noticed + published.diagnostics))
    refuse_excerpt(book, request)
    orders = orders_of(book, request)
    refuse_shop(tuple(order.format for order in orders), request)
    refuse_output(orders, project_of(manuscript), request)
    occasion = occasion_of(book, manuscript, request, published.value)
    work = _Work(
        book,
        styles.value,
        occasion,
        orders,
        whole=not request.only,
        shop=request.shop,
        compose=request.compose,
        hands=hands,
        cache=request.cache,
    )
    made = _make(work, progress)
    if has_errors(noticed + made.diagnostics):
        return Built((), by_place(noticed + made.diagnostics + made.refused))
    noticed = by_place(noticed + made.diagnostics + made.refused)
    files = _put(made.finished, project_of(manuscript), request)
    if not request.publish:
        return Built(files, noticed, made.missing, remarks=made.remarks)
    record = _published(book, occasion, made, manuscript, request)
    editions = tuple(each.edition for each in made.finished)
    issued = Issued(book, occasion.published, day_of(occasion), editions) if record else None
    return Built(files, noticed, made.missing, record, made.remarks, issued)


def _before(request: BuildRequest, manuscript: Path, book: Book) -> Checked[Published]:
    if request.before is not None:
        return Checked(request.before)
    return read_published(manuscript, beside(book.file, PUBLISHED_FILE))


def make_of_book(
    book: Book, styles: Styles, occasion: Occasion, request: BuildRequest, progress: Progress
) -> Built:
    """Make what is asked for of a book that is no folder's own: several in one.

    Raises what `build_books` does for a place that cannot be written to.
    """
    orders = orders_of(book, request)
    refuse_output(orders, request.folder, request)
    with hands_for(_jobs(request)) as hands:
        work = _Work(
            book,
            styles,
            occasion,
            orders,
            whole=not request.only,
            compose=request.compose,
            hands=hands,
            cache=request.cache,
        )
        made = _make(work, progress)
    noticed = by_place(made.diagnostics + made.refused)
    if has_errors(made.diagnostics):
        return Built((), noticed)
    files = _put(made.finished, request.folder, request)
    return Built(files, noticed, made.missing, remarks=made.remarks)


def _published(
    book: Book, occasion: Occasion, made: _Made, manuscript: Path, request: BuildRequest
) -> Recorded | None:
    """Write the record of what was made; a format that could not be made publishes nothing."""
    from bookbuild.build.publishing import publish  # which few builds do

    if made.missing or made.refused:
        return None
    publications = tuple(Publication(each.edition, each.pagination) for each in made.finished)
    folder = request.record_in or manuscript
    day = day_of(occasion)
    return publish(book, occasion.published, publications, day, folder, request.release)


@dataclass(frozen=True, slots=True)
class PlannedEdition:
    """One edition as the writers get it, None where the manuscript cannot be read."""

    edition: Edition | None
    styles: Styles
    diagnostics: tuple[Diagnostic, ...]


def planned(folder: Path, format: Format, edition: str, epoch: datetime | None) -> PlannedEdition:
    """Read and plan one edition without writing it, for whoever looks at a stage."""
    manuscript = find_manuscript(folder)
    read = read_book(folder)
    styles = read_styles(manuscript)
    book = read.value
    if book is None:
        return PlannedEdition(None, styles.value, read.diagnostics)
    order = orders_of(book, BuildRequest(folder, (format,), edition))[0]
    plan = plan_edition(
        book, order.settings, order.format, Occasion(book_stamp(book, manuscript, epoch))
    )
    return PlannedEdition(plan.value, styles.value, by_place(read.diagnostics + plan.diagnostics))


def _make(work: _Work, progress: Progress) -> _Made:
    """Make every book; a machine that lacks something for one format still makes the others."""
    finished: list[_Finished] = []
    noticed: list[Diagnostic] = []
    refused: list[Diagnostic] = []
    remarks: list[str] = []
    missing: BookbuildError | None = None
    for order in work.orders:
        planned = plan_edition(work.book, order.settings, order.format, work.occasion)
        noticed.extend(planned.diagnostics)
        if has_errors(planned.diagnostics):
            continue
        progress(f"making the {order.format.value.upper()} of “{order.settings.name}”")
        try:
            listed = _with_pages(planned.value, order, work, tuple(finished))
            names = tuple(each.edition.output for each in finished)
            copy = stocked(listed.edition, work.shop, names)
            made, seen = _write(copy.value, styles_of(order.settings, work.book, work.styles), work)
        except BookbuildError as lack:
            if lack.exit_code is not Exit.MACHINE:
                raise
            missing = lack
            continue
        told = [as_typed(each, work.book) for each in (*copy.diagnostics, *seen)]
        (noticed if made else refused).extend(told)
        remarks.extend(listed.remarks)
        if made:
            finished.append(made)
    if missing and not finished:
        raise missing
    lacking = str(missing or "")
    return _Made(tuple(finished), tuple(noticed), lacking, tuple(remarks), tuple(refused))


def _with_pages(
    edition: Edition, order: Order, work: _Work, finished: tuple[_Finished, ...]
) -> Listed:
    """Return an EPUB's edition with the pages of the PDF that was made before it."""
    if order.format is Format.PDF or not work.whole:
        return Listed(edition)
    printed = tuple(
        PrintedPages(each.edition.name, each.pagination) for each in finished if each.pagination
    )
    return with_page_list(edition, work.book, order.settings, work.occasion, printed)


def _write(
    edition: Edition, styles: Styles, work: _Work
) -> tuple[_Finished | None, tuple[Diagnostic, ...]]:
    """Write one book; each writer is imported only when it is asked for."""
    match edition.format:
        case Format.EPUB:
            from bookbuild.write.epub import make_epub

            epub = make_epub(edition, styles)
            return _Finished(edition, epub.value), epub.diagnostics
        case Format.PDF:
            with interruption_waits():
                from bookbuild.write.pdf import make_pdf
                from bookbuild.write.pdf.part_cache import DiskCache

            cache = DiskCache(work.cache) if work.cache else None
            compose = work.compose
            pdf = make_pdf(edition, styles, compose=compose, hands=work.hands, cache=cache)
            if pdf.value is None:
                return None, pdf.diagnostics
            return _Finished(edition, pdf.value.pdf, pdf.value.pagination), pdf.diagnostics


def _put(
    finished: tuple[_Finished, ...], project: Path, request: BuildRequest
) -> tuple[BuiltFile, ...]:
    alone = len(finished) == 1
    paths = [
        output_path(request.output, project, each.edition.output, each.edition.format, alone=alone)
        for each in finished
    ]
    files: list[BuiltFile] = []
    for path, each in zip(paths, finished, strict=True):
        put(path, each.data)
        pages, listed = _pages(each), each.edition.page_list
        rows = len(listed.pages) if listed else 0
        shop = each.edition.shop
        bound = each.edition.pages_multiple != 2 or each.edition.binding is Binding.GLUED
        format, size = each.edition.format, len(each.data)
        files.append(BuiltFile(path, format, size, pages, rows, shop, bound))
        cover = put_cover(each.edition, path) if shop or len(request.formats) > 1 else None
        files += [BuiltFile(cover, None, cover.stat().st_size, shop=shop)] if cover else []
    return tuple(files)


def _pages(finished: _Finished) -> int | None:
    return len(finished.pagination.pages) if finished.pagination else None
