"""The workshop: the folder ▶ the text of the next `Proofs`, then its `Pages`, then remarks.

A book with errors changes nothing that is shown but the messages: the last good one stays.

One thread reads, and another prints and proofreads what was read last. They share nothing that
changes but that book: each has a memory of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from bookbuild.build.orders import Order, as_typed, beside, occasion_of, orders_of, styles_of
from bookbuild.build.proofreading import proofread_manuscript
from bookbuild.build.request import BuildRequest
from bookbuild.desk.keeping import keep, kept
from bookbuild.desk.listing import listed, sources_of, told_news
from bookbuild.desk.printing import PrintRoom
from bookbuild.desk.proofs import EbookProof, Pages, PrintProof, Proofs, ServedFile
from bookbuild.model.assets import Styles
from bookbuild.model.book import Book
from bookbuild.model.edition import Edition
from bookbuild.model.editions import Format
from bookbuild.model.making import Make, Memory
from bookbuild.model.occasion import Occasion
from bookbuild.model.published import Published
from bookbuild.plan import plan_edition
from bookbuild.read.manuscript import find_manuscript, read_book
from bookbuild.read.published import PUBLISHED_FILE, read_published
from bookbuild.read.styles import read_styles
from bookbuild.report import Checked, Diagnostic, by_place, errors_of, has_errors
from bookbuild.write.epub import Package, make_package


@dataclass(frozen=True, slots=True)
class Job:
    """What the desk is to show: a folder's book, in one edition or in the first of each format.

    ``today`` tells the day, which may change while the desk is open. ``jobs`` is how many processes
    print, ``cache`` the folder where printed parts are kept, None where nothing is kept.
    """

    folder: Path
    today: Callable[[], date]
    edition: str = ""
    epoch: datetime | None = None
    jobs: int = 1
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class _Manuscript:
    """The folder as it was read, good for a book; ``ebook`` and ``paper`` are None where no
    edition is made so."""

    folder: Path
    book: Book
    styles: Styles
    published: Published
    ebook: Order | None
    paper: Order | None
    occasion: Occasion
    today: date


class Workshop:
    """Makes the books of one desk. `last` and `read` are for one thread, `print` and `proofread`
    for one, which may be another."""

    def __init__(self, job: Job) -> None:
        """Begin with nothing; the processes that print are started with the first book."""
        self._job = job
        self._last = Proofs()
        self._read: tuple[int, _Manuscript] | None = None
        self._memory = Memory()
        self._room = PrintRoom(job.jobs, job.cache)
        self._pages = Pages()
        self._print_memory = Memory()

    def last(self) -> Proofs:
        """Return the book as it was when the desk was last closed, to be shown till it is read."""
        if (cache := self._room.cache()) is not None:
            self._last = kept(cache, self._job.folder, self._job.edition)
            self._pages = Pages(print=self._last.print)
        return self._last

    def read(self) -> Proofs:
        """Return the next book without its pages, which are printed after.

        Raises `BookbuildError` where there is no manuscript.
        """
        self._memory.new_round()
        read = _read(self._job, self._memory)
        noticed = read.diagnostics
        planned = _planned(read.value, self._memory) if read.value else None
        if planned is not None:
            noticed = by_place(noticed + planned.diagnostics)
        if read.value is None or planned is None or has_errors(noticed):
            self._last = replace(self._last, findings=noticed, trouble=errors_of(noticed))
            return self._last
        self._last = _next(self._last.book + 1, read.value, planned.value, noticed, self._memory)
        self._read = self._last.book, read.value
        return self._last

    def print(self) -> Pages:
        """Return the pages of the book that was read last."""
        if self._read is None or self._read[0] == self._pages.book:
            return self._pages
        number, manuscript = self._read
        if manuscript.paper is None:
            self._pages = Pages(number, number)
            return self._pages
        made = self._printed(manuscript, manuscript.paper)
        if made.value is None:
            self._pages = replace(self._pages, book=number, noticed=made.diagnostics)
        else:
            self._pages = Pages(number, number, made.value, made.diagnostics)
        return self._pages

    def proofread(self) -> tuple[Diagnostic, ...]:
        """Return what a proofreader would mark in the book that was read last; nobody waits for
        it."""
        if self._read is None:
            return ()
        _, manuscript = self._read
        proof = proofread_manuscript(manuscript.book, manuscript.folder)
        return (*(each.diagnostic for each in proof.findings), *proof.diagnostics)

    def close(self, shown: Proofs) -> None:
        """End the processes that print, and keep what is shown for the next time."""
        self._room.close()
        cache = self._room.cache()
        if cache is not None and shown.book > 0:
            keep(cache, self._job.folder, self._job.edition, shown)

    def _printed(self, manuscript: _Manuscript, paper: Order) -> Checked[PrintProof | None]:
        book, occasion = manuscript.book, manuscript.occasion
        self._print_memory.new_round()
        edition = plan_edition(book, paper.settings, Format.PDF, occasion, self._print_memory)
        styles = styles_of(paper.settings, book, manuscript.styles)
        printed = self._room.pages(edition.value, styles)
        told = tuple(as_typed(each, book) for each in printed.diagnostics)
        return Checked(printed.value, told)


def _read(job: Job, make: Make) -> Checked[_Manuscript | None]:
    """Read the folder; None where there is nothing to make a book of."""
    folder = find_manuscript(job.folder)
    read = read_book(job.folder, make)
    styles = read_styles(folder)
    book, noticed = read.value, read.diagnostics + styles.diagnostics
    if book is None or has_errors(noticed):
        return Checked(None, by_place(noticed))
    published = read_published(folder, beside(book.file, PUBLISHED_FILE))
    noticed = by_place(noticed + published.diagnostics)
    if has_errors(noticed):
        return Checked(None, noticed)
    today, formats = job.today(), (Format.EPUB, Format.PDF)
    request = BuildRequest(job.folder, formats, job.edition, epoch=job.epoch, today=today)
    orders = orders_of(book, request)
    return Checked(
        _Manuscript(
            folder,
            book,
            styles.value,
            published.value,
            _first(orders, Format.EPUB),
            _first(orders, Format.PDF),
            occasion_of(book, folder, request, published.value),
            today,
        ),
        noticed,
    )


def _first(orders: Iterable[Order], format: Format) -> Order | None:
    return next((each for each in orders if each.format is format), None)


def _planned(manuscript: _Manuscript, make: Make) -> Checked[tuple[Edition, Package | None]]:
    """Return the edition that the desk lists, with the ebook that is made of it, if any is."""
    book, order = manuscript.book, manuscript.ebook or manuscript.paper
    assert order is not None, "a request without any edition is refused"
    edition = plan_edition(book, order.settings, order.format, manuscript.occasion, make)
    if order.format is not Format.EPUB:
        return Checked((edition.value, None), edition.diagnostics)
    package = make_package(edition.value, styles_of(order.settings, book, manuscript.styles), make)
    told = tuple(as_typed(each, book) for each in package.diagnostics)
    return Checked((edition.value, package.value), edition.diagnostics + told)


def _next(
    number: int,
    manuscript: _Manuscript,
    planned: tuple[Edition, Package | None],
    noticed: tuple[Diagnostic, ...],
    make: Make,
) -> Proofs:
    edition, package = planned
    book, published, today = manuscript.book, manuscript.published, manuscript.today
    return Proofs(
        book=number,
        title=edition.title,
        language=edition.metadata.language,
        sections=tuple(listed(book, published, edition, today, make)),
        findings=noticed,
        news=told_news(book, published, manuscript.occasion.stamp, today),
        ebook=_ebook(package) if package else None,
        sources=sources_of(edition, book),
    )


def _ebook(package: Package) -> EbookProof:
    hrefs = {each.id: each.href for each in package.resources}
    return EbookProof(
        package.language,
        package.direction == "rtl",
        {each.href: ServedFile(each.media_type, each.data) for each in package.resources},
        tuple(hrefs[id] for id in package.spine),
    )
