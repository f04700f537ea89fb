"""A desk with a real book on it, made once by the workshop: for tests of the page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from bookbuild.desk.connections import Opened, bound, serve
from bookbuild.desk.live import Desk
from bookbuild.desk.proofs import Pages, Proofs, with_pages
from bookbuild.desk.server import app
from bookbuild.desk.telling import Telling
from bookbuild.desk.workshop import Job, Workshop
from bookbuild.report import Diagnostic

TODAY = date(2026, 11, 23)


def sample_proofs(folder: Path, number: int = 1) -> Proofs:
    """Return a folder's book as the desk shows it, with its pages."""
    workshop = Workshop(Job(folder, lambda: TODAY))
    proofs = with_pages(workshop.read(), workshop.print())
    workshop.close(proofs)
    assert proofs.print is not None, proofs.trouble
    return replace(proofs, book=number, printed=number)


@dataclass(slots=True)
class FakeWorkshop:
    """Gives out the book that it was given last."""

    book: Proofs

    def read(self) -> Proofs:
        """Return the book as it is to be shown."""
        return self.book

    def print(self) -> Pages:
        """Return the pages that the book came with."""
        return Pages(self.book.book, self.book.book, self.book.print)

    def last(self) -> Proofs:
        """Return that nothing was kept."""
        return Proofs()

    def proofread(self) -> tuple[Diagnostic, ...]:
        """Return nothing: the book came with its remarks."""
        return ()

    def close(self, shown: Proofs) -> None:
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
