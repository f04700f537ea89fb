"""The desk itself: holds the book as it stands, makes the next one, and tells those who look.

One thread reads, another one prints and proofreads; everything else happens on the server's loop.
While a thread is at work what is due for it waits, and all that came meanwhile is one. So the text
of a save is shown at once, whatever is being printed. Pages that a save made stale while they were
printed are not shown: those of the newer text follow, with the parts of them that still hold.
Whatever goes wrong, the last good book stays, with the trouble told over it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Protocol, TypeGuard, TypeVar

from bookbuild.desk.page_pictures import PagePictures
from bookbuild.desk.proofs import EbookProof, Pages, Proofs, with_pages
from bookbuild.report import BookbuildError, Diagnostic, Place, by_place, error

T = TypeVar("T")
V = TypeVar("V")

_BOOKS_KEPT = 3
"""The book that is shown, and two before: a page that is just loading one finds all of it."""
_SHEETS_KEPT = 2
_AHEAD = 0.06
"""Seconds in which the page fetches the new ebook, before printing takes the processor."""
_QUIET = 0.4
"""Seconds without a change before the book is proofread: who types on does not wait for it."""

Say = Callable[[str], None]
"""Takes a word or two on what is being done; may be called from any thread."""


class Workshop(Protocol):
    """What makes the books: `last` and `read` in one thread, `print` and `proofread` in another."""

    def last(self) -> Proofs:
        """Return the book as it was when the desk was last closed, to be shown till it is read."""
        ...

    def read(self) -> Proofs:
        """Return the next book without its pages; the last one, with its trouble, where there is
        none."""
        ...

    def print(self) -> Pages:
        """Return the pages of the book that was read last."""
        ...

    def proofread(self) -> tuple[Diagnostic, ...]:
        """Return what a proofreader would mark in the book that was read last."""
        ...

    def close(self, shown: Proofs) -> None:
        """Give back what is held, and keep what is shown; may be called from another thread, while
        something is made."""
        ...


class News(Enum):
    """What there is to tell; the value is the name of the event."""

    BOOK = "book"
    PAGES = "pages"
    PROGRESS = "progress"


@dataclass(frozen=True, slots=True)
class Tiding:
    """One thing to tell: the numbers of the book and of what is printed.

    ``moment`` counts what was shown, books and troubles alike: where it differs, there is
    something to ask for. ``words`` say what is being done, "" for nothing.
    """

    news: News
    moment: int = 0
    book: int = 0
    printed: int = 0
    words: str = ""


class Desk:
    """The book as it stands, and the work on the next one.

    ``open_workshop`` is called in the thread that reads, with what takes words on the printing;
    where it fails it is called again at the next change. ``folder`` is how the author calls the
    book's folder, for messages that are about no file.
    """

    def __init__(self, open_workshop: Callable[[Say], Workshop], folder: str = ".") -> None:
        self.proofs = Proofs()
        self._read = Proofs()
        self._pages = Pages()
        self._open_workshop = open_workshop
        self._workshop: Workshop | None = None
        self._place = Place(folder)
        self._books: dict[int, EbookProof] = {}
        self._sheets: dict[int, PagePictures] = {}
        self._tidings = {news: Tiding(news) for news in News}
        self._listening: list[Listening] = []
        self._due = asyncio.Event()
        self._unprinted = asyncio.Event()
        self._reading = self._printing = ""
        self._moment = 0
        self._blind: Diagnostic | None = None

    def ebook(self, book: int) -> EbookProof | None:
        """Return the ebook of a number, None where it is gone or was never there."""
        return self._books.get(book)

    def sheets(self, printed: int) -> PagePictures | None:
        """Return the pages of a number, None where they are gone or were never there."""
        return self._sheets.get(printed)

    def listen(self) -> Listening:
        """Return somebody who is told what is new, and at once what is the newest."""
        listening = Listening(tuple(self._tidings.values()), self._listening)
        self._listening.append(listening)
        while len(self._listening) > Listening.MOST:
            self._listening[0].end()
        return listening

    async def run(self, changes: AsyncIterator[frozenset[Path]]) -> None:
        """Make a book, and another one after each change, until this is cancelled."""
        loop = asyncio.get_running_loop()
        reading, printing = _WorkingThread(loop, "reading"), _WorkingThread(loop, "printing")

        def say(words: str) -> None:
            _call_soon(loop, lambda: self._tell_progress(printing=words))

        self._due.set()
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._look(changes))
                tasks.create_task(self._keep_read(reading, say))
                tasks.create_task(self._keep_printed(printing))
        finally:
            reading.end()
            printing.end()

    def dismiss(self) -> None:
        """Tell nobody anything more."""
        for listening in tuple(self._listening):
            listening.end()

    def close(self) -> None:
        """End what listens, and close the workshop."""
        self.dismiss()
        for sheets in self._sheets.values():
            sheets.forget()
        workshop, self._workshop = self._workshop, None
        if workshop is not None:
            workshop.close(self.proofs)

    async def _look(self, changes: AsyncIterator[frozenset[Path]]) -> None:
        try:
            async for _ in changes:
                self._due.set()
        except Exception as problem:
            why = f"Changes cannot be seen any more: {problem}."
            hint = "End the desk with Ctrl-C and start it again."
            self._blind = error("not-watching", self._place, why, hint)
            self._show()

    async def _keep_read(self, thread: _WorkingThread, say: Say) -> None:
        while True:
            await self._due.wait()
            self._due.clear()
            self._tell_progress(reading="reading")
            if await self._next(thread, say):
                self._unprinted.set()
            self._tell_progress(reading="")

    async def _keep_printed(self, thread: _WorkingThread) -> None:
        while True:
            await self._unprinted.wait()
            self._tell_progress(printing="printing")
            if self._listening:
                await asyncio.sleep(_AHEAD)
            self._unprinted.clear()
            await self._print(thread)
            self._tell_progress(printing="")
            if await self._is_quiet():
                await self._proofread(thread)

    async def _next(self, thread: _WorkingThread, say: Say) -> bool:
        """Show the next book; return whether it is to be printed."""
        try:
            if self._workshop is None:
                self._workshop = await thread.do(lambda: self._open_workshop(say))
                self._read = await thread.do(self._workshop.last)
                self._pages = Pages(print=self._read.print)
                self._show()
            self._read = await thread.do(self._workshop.read)
        except Exception as problem:
            self._read = replace(self._read, trouble=(self._trouble(problem),))
            return False
        finally:
            self._show()
        return self._pages.book != self._read.book

    async def _print(self, thread: _WorkingThread) -> None:
        """Show the newest book's pages, if it is the newest still when they are there."""
        if self._workshop is None:
            return
        try:
            pages = await thread.do(self._workshop.print)
        except Exception as problem:
            if not self._unprinted.is_set():
                self._read = replace(
                    self._read, trouble=(*self._read.trouble, self._trouble(problem))
                )
        else:
            if pages.book == self._read.book:
                self._pages = pages
        self._show()

    async def _is_quiet(self) -> bool:
        """Return, after a while, whether nothing changed meanwhile."""
        if self._reading or self._unprinted.is_set():
            return False
        try:
            await asyncio.wait_for(self._due.wait(), _QUIET)
        except TimeoutError:
            return True
        return False

    async def _proofread(self, thread: _WorkingThread) -> None:
        """Show what a proofreader would mark, if nothing was read meanwhile."""
        if self._workshop is None:
            return
        read = self._read
        try:
            marked = await thread.do(self._workshop.proofread)
        except Exception as problem:
            proofread = replace(read, trouble=(*read.trouble, self._trouble(problem)))
        else:
            proofread = replace(read, findings=by_place((*read.findings, *marked)))
        if self._read is read:
            self._read = proofread
            self._show()

    def _trouble(self, problem: Exception) -> Diagnostic:
        match problem:
            case BookbuildError():
                return error("not-made", self._place, str(problem))
            case _:
                what = f"{type(problem).__name__}: {problem}".rstrip(": ")
                message = f"bookbuild made a mistake of its own ({what}), and shows the last book."
                hint = "The next change is tried again. `bookbuild build` prints the whole of it."
                return error("own-mistake", self._place, message, hint)

    def _show(self) -> None:
        """Put on the desk what there is, and tell of it."""
        proofs = with_pages(self._read, self._pages)
        if self._blind is not None and self._blind not in proofs.trouble:
            proofs = replace(proofs, trouble=(*proofs.trouble, self._blind))
        if proofs == self.proofs:
            return
        self._keep(proofs)
        printed_now = proofs.print is not self.proofs.print or proofs.printed != self.proofs.printed
        is_same_book = proofs.book == self.proofs.book and proofs.trouble == self.proofs.trouble
        self.proofs = proofs
        self._moment += 1
        if not (printed_now and is_same_book):
            self._tell(Tiding(News.BOOK, self._moment, proofs.book, proofs.printed))
        if printed_now:
            self._tell(Tiding(News.PAGES, self._moment, proofs.book, proofs.printed))

    def _keep(self, proofs: Proofs) -> None:
        if proofs.ebook is not None:
            self._books[proofs.book] = proofs.ebook
        if proofs.print is not None and proofs.printed not in self._sheets:
            for earlier in self._sheets.values():
                _forget_aside(earlier)
            self._sheets[proofs.printed] = PagePictures(proofs.print.pdf)
        while len(self._books) > _BOOKS_KEPT:
            del self._books[next(iter(self._books))]
        while len(self._sheets) > _SHEETS_KEPT:
            _forget_aside(self._sheets.pop(next(iter(self._sheets))))

    def _tell_progress(self, *, reading: str | None = None, printing: str | None = None) -> None:
        """Say what is being done; what is None stays."""
        self._reading = self._reading if reading is None else reading
        self._printing = self._printing if printing is None else printing
        last, words = self._tidings[News.PROGRESS], self._reading or self._printing
        if last.words != words:
            self._tell(replace(last, words=words))

    def _tell(self, tiding: Tiding) -> None:
        self._tidings[tiding.news] = tiding
        for listening in tuple(self._listening):
            listening.hear(tiding)


class Listening:
    """Somebody who is told what is new; who is slow hears the newest of each kind only."""

    MOST = 32
    """So many may listen; the one who listened longest makes room for one more, and may return."""

    def __init__(self, newest: tuple[Tiding, ...], among: list[Listening]) -> None:
        self._waiting = {tiding.news: tiding for tiding in newest}
        self._among = among
        self._bell = asyncio.Event()
        self._bell.set()
        self.is_over = False

    def hear(self, tiding: Tiding) -> None:
        """Take a tiding, in the place of one of its kind that was not told yet."""
        self._waiting[tiding.news] = tiding
        self._bell.set()

    async def next(self, patience: float) -> tuple[Tiding, ...]:
        """Return what is new, () after so many seconds without anything, or when it is over."""
        try:
            await asyncio.wait_for(self._bell.wait(), patience)
        except TimeoutError:
            return ()
        self._bell.clear()
        heard = tuple(self._waiting[news] for news in News if news in self._waiting)
        self._waiting.clear()
        return () if self.is_over else heard

    def end(self) -> None:
        """Hear nothing more."""
        self.is_over = True
        self._bell.set()
        if self in self._among:
            self._among.remove(self)


class _WorkingThread:
    """A thread that does one thing after the other, and is left alone when the process ends."""

    def __init__(self, loop: asyncio.AbstractEventLoop, name: str) -> None:
        self._loop = loop
        self._orders: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        Thread(target=self._work, name=name, daemon=True).start()

    def end(self) -> None:
        """Let the thread end after what it does."""
        self._orders.put(None)

    async def do(self, work: Callable[[], T]) -> T:
        """Return what the work returns; raise what it raises."""
        future: asyncio.Future[T] = self._loop.create_future()

        def order() -> None:
            try:
                done = work()
            except BaseException as problem:
                fault = problem if _can_be_told(problem) else _Ended(repr(problem))
                _call_soon(self._loop, lambda: _unless_done(future, future.set_exception, fault))
            else:
                _call_soon(self._loop, lambda: _unless_done(future, future.set_result, done))

        self._orders.put(order)
        return await future

    def _work(self) -> None:
        while (order := self._orders.get()) is not None:
            order()


def _forget_aside(sheets: PagePictures) -> None:
    """Give back what pictures take; the loop does not wait for one that is being drawn."""
    asyncio.get_running_loop().run_in_executor(None, sheets.forget)


def _unless_done(future: asyncio.Future[T], end: Callable[[V], None], value: V) -> None:
    if not future.done():
        end(value)


def _can_be_told(problem: BaseException) -> TypeGuard[Exception]:
    """Return whether a future takes it; `StopIteration` none does."""
    return isinstance(problem, Exception) and not isinstance(problem, StopIteration)


class _Ended(Exception):
    """The work wanted to end the whole process."""


def _call_soon(loop: asyncio.AbstractEventLoop, call: Callable[[], object]) -> None:
    try:
        loop.call_soon_threadsafe(call)
    except RuntimeError:
        return  # the server has ended
