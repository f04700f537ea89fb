"""Desks for tests: a workshop that makes what it is told to, and a server on a port of its own."""

from __future__ import annotations

import asyncio
import http.client
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf

from bookbuild.desk.connections import Opened, bound, serve
from bookbuild.desk.live import Desk, Say
from bookbuild.desk.proofs import (
    DeskSection,
    EbookProof,
    Pages,
    Placed,
    PrintProof,
    ProofPage,
    Proofs,
    ServedFile,
    Source,
)
from bookbuild.desk.server import PageFiles, app
from bookbuild.desk.telling import Telling
from bookbuild.report import Diagnostic

RUN = "k3x7"
_XHTML = "application/xhtml+xml"


def chapter(*paragraphs: str, of: str = "one") -> bytes:
    """Return a page of an EPUB with these paragraphs, as bookbuild writes it."""
    blocks = "".join(
        f'<div><p id="{of}-p-{n}">{text}</p></div>' for n, text in enumerate(paragraphs, 1)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>One</title></head><body><section id='{of}'>"
        f'<h1 id="{of}-heading">Arrivals</h1>{blocks}</section></body></html>'
    ).encode()


@cache
def pdf(pages: int = 3, colour: str = "0 g") -> bytes:
    """Return a PDF with a box on each page."""
    document = pikepdf.new()
    for number in range(pages):
        page = document.add_blank_page(page_size=(360, 540))
        drawn = f"{colour} {40 + number * 30} 100 200 300 re f".encode()
        page.Contents = document.make_stream(drawn)
    out = BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def proofs(book: int = 1, *paragraphs: str) -> Proofs:
    """Return a book of one chapter, not printed yet."""
    texts = paragraphs or ("The ferry left at nine.", "Nobody waved.")
    files = {
        "EPUB/text/one.xhtml": ServedFile(_XHTML, chapter(*texts)),
        "EPUB/css/book.css": ServedFile("text/css", b"p { margin: 0 }\n"),
    }
    section = DeskSection(
        *("manuscript/01-one.md", 1, "one", "EPUB/text/one.xhtml", "chapter", 1, "Chapter One"),
        *("Arrivals", "Clark", 7, "written", "new"),
    )
    sources = {
        f"one-p-{n}": Source("manuscript/01-one.md", 2 * n + 1) for n in range(1, len(texts) + 1)
    }
    return Proofs(
        book=book,
        title="The Ferry",
        language="en",
        sections=(section,),
        ebook=EbookProof("en", right_to_left=False, files=files, spine=("EPUB/text/one.xhtml",)),
        sources=sources,
    )


def printed(read: Proofs) -> Proofs:
    """Return a book with its pages."""
    pages = (
        ProofPage(1, "", "one", (Placed("one-p-1", 100.0, 140.5),), ("short page",)),
        ProofPage(2, "2", "one", (Placed("one-p-1", 40, 60), Placed("one-p-2", 60, 80))),
        ProofPage(3, "3", "one"),
    )
    paper = PrintProof(pdf(), 360, 540, right_to_left=False, pages=pages)
    return replace(read, printed=read.book, print=paper)


@dataclass
class FakeWorkshop:
    """Makes book after book; ``fail`` is what the next step raises, once."""

    say: Say = print
    reads: int = 0
    prints: int = 0
    closed: bool = False
    fail: list[tuple[str, BaseException]] = field(default_factory=list)
    hold: threading.Event | None = None
    texts: list[str] = field(default_factory=lambda: ["The ferry left at nine."])

    def last(self) -> Proofs:
        return Proofs()

    def read(self) -> Proofs:
        self.reads += 1
        self._maybe("read")
        return proofs(self.reads, *self.texts)

    def print(self) -> Pages:
        self.prints += 1
        read = proofs(self.reads)
        self.say("page 1 of 3")
        if self.hold is not None:
            self.hold.wait(5)
        self._maybe("print")
        return Pages(read.book, read.book, printed(read).print)

    def proofread(self) -> tuple[Diagnostic, ...]:
        self._maybe("proofread")
        return ()

    def close(self, shown: Proofs) -> None:
        self.closed = True

    def _maybe(self, step: str) -> None:
        for found in tuple(self.fail):
            if found[0] == step:
                self.fail.remove(found)
                raise found[1]


class Bell:
    """Changes that a test rings, from whatever thread."""

    def __init__(self) -> None:
        self._rung: asyncio.Queue[frozenset[Path]] = asyncio.Queue()
        self._loop: asyncio.AbstractEventLoop | None = None

    def ring(self) -> None:
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._rung.put_nowait, frozenset((Path("one.md"),)))

    async def changes(self) -> AsyncIterator[frozenset[Path]]:
        self._loop = asyncio.get_running_loop()
        while True:
            yield await self._rung.get()


@dataclass
class Open:
    """A desk that is open in a thread of this process."""

    desk: Desk
    workshop: FakeWorkshop
    bell: Bell
    port: int

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def ask(
        self, path: str, headers: dict[str, str] | None = None, method: str = "GET"
    ) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, headers=headers or {})
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, named, answer.read()
        finally:
            connection.close()

    def raw(self, sent: bytes) -> bytes:
        """Return all that comes back for some bytes, until the connection is closed or silent."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(sent)
            connection.settimeout(3)
            parts: list[bytes] = []
            with suppress(OSError):
                while part := connection.recv(65536):
                    parts.append(part)
            return b"".join(parts)

    def status(self, sent: bytes) -> int:
        """Return the status of what comes back, 0 for nothing."""
        first = self.raw(sent).split(b"\r\n")[0].split(b" ")
        return int(first[1]) if len(first) > 1 else 0


@contextmanager
def open_desk(page: PageFiles | None = None, editor: str = "") -> Iterator[Open]:
    """Open a desk on a free port, wait until the first book is printed, and end it after."""
    workshop, bell = FakeWorkshop(), Bell()

    def take(say: Say) -> FakeWorkshop:
        workshop.say = say
        return workshop

    desk = Desk(take, "my-novel")
    own = bound(0)
    port: int = own.getsockname()[1]
    ready = threading.Event()
    ended: list[Callable[[], None]] = []

    def on_ready(opened: Opened) -> None:
        ended.append(opened.stop)
        ready.set()

    inner = app(desk, port, Telling(RUN, editor), page)
    thread = threading.Thread(target=serve, args=(desk, bell.changes(), own, inner, on_ready))
    thread.start()
    try:
        assert ready.wait(10)
        assert wait_for(lambda: desk.proofs.printed == 1)
        yield Open(desk, workshop, bell, port)
    finally:
        ended[0]()
        thread.join(10)
        assert not thread.is_alive()
        assert workshop.closed


def wait_for(true: Callable[[], bool], seconds: float = 5) -> bool:
    """Return whether something comes true in time."""
    moment = threading.Event()
    for _ in range(int(seconds * 100)):
        if true():
            return True
        moment.wait(0.01)
    return true()
