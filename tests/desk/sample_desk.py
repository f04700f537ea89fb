"""A desk with a real book on it, without the workshop: for tests and pictures of the page.

The book is read and made of a folder as a build does it. Where blocks stand on the printed pages is
found by their first words, which is near enough to point at.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

import pypdfium2

from bookbuild.build.stamp import book_stamp
from bookbuild.desk.connections import Opened, bound, serve
from bookbuild.desk.live import Desk
from bookbuild.desk.proofs import (
    DeskSection,
    EbookProof,
    Placed,
    PrintProof,
    ProofPage,
    Proofs,
    ServedFile,
    Source,
)
from bookbuild.desk.server import app
from bookbuild.desk.telling import Telling
from bookbuild.model.book import Book
from bookbuild.model.edition import Edition, PromiseUnit, TextUnit
from bookbuild.model.editions import EditionSettings, Format
from bookbuild.model.occasion import Occasion
from bookbuild.model.published import Published
from bookbuild.model.text import Paragraph, plain_text
from bookbuild.model.walk import every_block, texts_of
from bookbuild.plan import plan_edition
from bookbuild.plan.status import BookStatus, SectionStatus, book_status
from bookbuild.read.manuscript import find_manuscript, read_book
from bookbuild.read.styles import read_styles
from bookbuild.report import by_place
from bookbuild.write.epub import Package, make_package
from bookbuild.write.pdf import Printed, make_pdf

TODAY = date(2026, 11, 23)
_WORD = re.compile(r"\w+")


def sample_proofs(folder: Path, number: int = 1, today: date = TODAY) -> Proofs:
    """Return a folder's book as the desk shows it, with its pages."""
    manuscript = find_manuscript(folder)
    read = read_book(folder)
    book = read.value
    assert book is not None, read.diagnostics
    styles = read_styles(manuscript).value
    occasion = Occasion(stamp=book_stamp(book, manuscript, None, None), today=today)
    epub = plan_edition(book, _settings(book, Format.EPUB), Format.EPUB, occasion).value
    pdf = plan_edition(book, _settings(book, Format.PDF), Format.PDF, occasion)
    package = make_package(epub, styles).value
    printed = make_pdf(pdf.value, styles).value
    assert printed is not None
    files = _files(book)
    sources = _sources(epub, files) | _sources(pdf.value, files)
    status = book_status(book, Published(), today)
    return Proofs(
        book=number,
        printed=number,
        title=book.metadata.title,
        language=book.metadata.language,
        sections=tuple(_sections(status, epub, pdf.value, printed, files)),
        findings=by_place((*read.diagnostics, *pdf.diagnostics)),
        ebook=_ebook(package),
        print=_print(pdf.value, printed, package.direction == "rtl"),
        sources=sources,
    )


def _settings(book: Book, format: Format) -> EditionSettings:
    return next(each for each in book.editions if format in each.formats)


def _files(book: Book) -> dict[str, str]:
    """Return for each file within the manuscript folder how its author types it."""
    folder = book.file.rpartition("/")[0]
    typed = {each.head.file: each.head.file for each in book.sections}
    return {file: f"{folder}/{file}" if folder else file for file in typed}


def _sources(edition: Edition, files: dict[str, str]) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for unit in edition.units:
        for blocks in texts_of(unit):
            for block in every_block(blocks):
                if block.id and block.line and unit.head.file:
                    file = files.get(unit.head.file, unit.head.file)
                    found[block.id] = Source(file, block.line)
    return found


def _sections(
    status: BookStatus, epub: Edition, pdf: Edition, printed: Printed, files: dict[str, str]
) -> Iterator[DeskSection]:
    starts: dict[str, int] = {}
    for page in printed.pagination.pages:
        starts.setdefault(page.unit, page.page)
    units = [unit for unit in epub.units if isinstance(unit, TextUnit | PromiseUnit)]
    by_file = {unit.head.file: unit.head.id for unit in units}
    for section in status.sections:
        unit = by_file.get(section.file, "")
        yield _section(section, unit, starts.get(unit, 0), files)


def _section(section: SectionStatus, unit: str, page: int, files: dict[str, str]) -> DeskSection:
    return DeskSection(
        file=files.get(section.file, section.file),
        line=1,
        unit=unit,
        href=f"text/{unit}.xhtml" if unit else "",
        kind=section.kind.value,
        depth=section.depth,
        label=section.label,
        name=section.name,
        pov=section.pov,
        words=section.count.words,
        standing=section.standing.value,
        novelty=section.change.novelty.value,
        day=section.day.isoformat() if section.day else "",
        days_late=section.days_late,
        promised_in=section.promised_in,
        first_page=page,
    )


def _ebook(package: Package) -> EbookProof:
    files = {each.href: ServedFile(each.media_type, each.data) for each in package.resources}
    hrefs = {each.id: each.href for each in package.resources}
    spine = tuple(hrefs[each] for each in package.spine)
    return EbookProof(package.language, package.direction == "rtl", files, spine)


def _print(edition: Edition, printed: Printed, right_to_left: bool) -> PrintProof:
    document = pypdfium2.PdfDocument(printed.pdf)
    width, height = document[0].get_size()
    first_words = {
        unit.head.id: [
            (block.id, _WORD.findall(plain_text(block.inlines).casefold())[:4])
            for blocks in texts_of(unit)
            for block in every_block(blocks)
            if isinstance(block, Paragraph)
        ]
        for unit in edition.units
    }
    pages = tuple(
        ProofPage(
            start.page,
            start.folio,
            start.unit,
            _placed(document[start.page - 1], height, start.block, first_words.get(start.unit, [])),
        )
        for start in printed.pagination.pages
    )
    document.close()
    return PrintProof(printed.pdf, width, height, right_to_left, pages)


def _placed(
    page: pypdfium2.PdfPage, height: float, first: str, blocks: list[tuple[str, list[str]]]
) -> tuple[Placed, ...]:
    """Return where the blocks of a page begin and end; the first one may come from before."""
    text = page.get_textpage()
    shown = text.get_text_range().casefold()
    words = [(found.group(), found.start()) for found in _WORD.finditer(shown)]
    tops: list[tuple[str, float]] = [(first, 54.0)] if first else []
    at = 0
    for block, wanted in blocks:
        for start in range(at, len(words) - len(wanted) + 1):
            if wanted and [word for word, _ in words[start : start + len(wanted)]] == wanted:
                top = height - text.get_charbox(words[start][1], loose=True)[3]
                tops.append((block, top))
                at = start + 1
                break
    known = dict(reversed(tops))
    ordered = sorted(known.items(), key=lambda each: each[1])
    ends = [*(top for _, top in ordered[1:]), height - 54.0][: len(ordered)]
    return tuple(
        Placed(block, top, max(end, top)) for (block, top), end in zip(ordered, ends, strict=True)
    )


@dataclass(slots=True)
class FakeWorkshop:
    """Gives out the book that it was given last."""

    book: Proofs

    def read(self) -> Proofs:
        """Return the book as it is to be shown."""
        return self.book

    def print(self, proofs: Proofs) -> Proofs:
        """Return a book that is printed already."""
        return replace(proofs, printed=proofs.book)

    def last(self) -> Proofs:
        """Return that nothing was kept."""
        return Proofs()

    def proofread(self, proofs: Proofs) -> Proofs:
        """Return a book that has its remarks already."""
        return proofs

    def close(self) -> None:
        """Hold nothing."""


@dataclass(slots=True)
class RunningDesk:
    """A desk that is served: its address, and the way to put another book on it."""

    address: str
    _rings: SimpleQueue[frozenset[Path]]
    _workshop: FakeWorkshop

    def put(self, proofs: Proofs) -> None:
        """Put another book on the desk, as after a save."""
        self._workshop.book = proofs
        self._rings.put(frozenset())


@contextmanager
def running(proofs: Proofs, editor: str = "", port: int = 0) -> Iterator[RunningDesk]:
    """Serve a book on this machine alone, in a thread, until it is left."""
    own = bound(port)
    port = own.getsockname()[1]
    workshop = FakeWorkshop(proofs)
    desk = Desk(lambda _: workshop)
    rings: SimpleQueue[frozenset[Path]] = SimpleQueue()
    opened: SimpleQueue[Opened] = SimpleQueue()
    told = app(desk, port, Telling(f"r{port}", editor))
    thread = Thread(target=lambda: serve(desk, _changes(rings), own, told, opened.put), daemon=True)
    thread.start()
    ready = opened.get(timeout=20)
    try:
        yield RunningDesk(f"http://127.0.0.1:{port}/", rings, workshop)
    finally:
        ready.stop()
        thread.join(10)


async def _changes(rings: SimpleQueue[frozenset[Path]]) -> AsyncIterator[frozenset[Path]]:
    while True:
        try:
            yield rings.get_nowait()
        except Empty:
            await asyncio.sleep(0.02)
