"""The desk over a book that changes: what is made when, what is told, and what goes wrong."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from bookbuild.desk.live import Desk, Listening, News, Say, Tiding
from bookbuild.desk.proofs import Pages, Proofs
from bookbuild.report import BookbuildError, Place, error
from tests.desk.desks import Bell, FakeWorkshop, Open, open_desk, proofs, wait_for


@pytest.fixture
def open_() -> Iterator[Open]:
    with open_desk() as opened:
        yield opened


def test_the_first_book_is_read_and_printed(open_: Open) -> None:
    assert (open_.desk.proofs.book, open_.desk.proofs.printed) == (1, 1)
    assert open_.desk.proofs.trouble == ()
    assert (open_.workshop.reads, open_.workshop.prints) == (1, 1)


def test_the_ebook_is_shown_before_the_pages(open_: Open) -> None:
    open_.workshop.hold = threading.Event()
    open_.bell.ring()
    assert wait_for(lambda: open_.desk.proofs.book == 2)
    assert open_.desk.proofs.printed != 2
    assert open_.desk.ebook(2) is not None
    assert open_.desk.sheets(2) is None
    open_.workshop.hold.set()
    assert wait_for(lambda: open_.desk.proofs.printed == 2)
    assert open_.desk.sheets(2) is not None


def test_a_save_during_a_long_print_shows_its_words_at_once(open_: Open) -> None:
    hold = open_.workshop.hold = threading.Event()
    open_.bell.ring()
    assert wait_for(lambda: open_.workshop.prints == 2)
    open_.bell.ring()
    assert wait_for(lambda: open_.desk.proofs.book == 3)
    assert open_.desk.ebook(3) is not None
    assert open_.desk.proofs.printed == 1
    assert open_.desk.proofs.print is not None
    open_.workshop.hold = None
    hold.set()
    assert wait_for(lambda: open_.desk.proofs.printed == 3)
    assert open_.desk.sheets(2) is None, "pages of an older text were shown over a newer one"


def test_saves_during_a_print_are_printed_once(open_: Open) -> None:
    hold = open_.workshop.hold = threading.Event()
    open_.bell.ring()
    assert wait_for(lambda: open_.workshop.prints == 2)
    for saves in range(3, 20):
        open_.bell.ring()
        assert wait_for(lambda book=saves: open_.desk.proofs.book == book)  # type: ignore[misc]
    open_.workshop.hold = None
    hold.set()
    assert wait_for(lambda: open_.desk.proofs.printed == 19)
    assert open_.workshop.prints == 3


def test_a_mistake_made_during_a_print_is_told_with_the_pages(open_: Open) -> None:
    hold = open_.workshop.hold = threading.Event()
    open_.bell.ring()
    assert wait_for(lambda: open_.workshop.prints == 2)
    open_.workshop.fail.append(("read", BookbuildError("The folder is gone.")))
    open_.bell.ring()
    assert wait_for(lambda: bool(open_.desk.proofs.trouble))
    open_.workshop.hold = None
    hold.set()
    assert wait_for(lambda: open_.desk.proofs.printed == 2)
    assert [each.message for each in open_.desk.proofs.trouble] == ["The folder is gone."]


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        (BookbuildError("The disk is full."), "The disk is full."),
        (RecursionError("too deep"), "RecursionError: too deep"),
        (StopIteration(), "StopIteration"),
        (SystemExit(3), "SystemExit(3)"),
        (KeyboardInterrupt(), "KeyboardInterrupt()"),
        (MemoryError(), "MemoryError"),
    ],
)
@pytest.mark.parametrize("step", ["read", "print"])
def test_what_goes_wrong_is_told_over_the_last_book(
    open_: Open, step: str, problem: BaseException, says: str
) -> None:
    open_.workshop.fail.append((step, problem))
    open_.bell.ring()
    assert wait_for(lambda: bool(open_.desk.proofs.trouble))
    [trouble] = open_.desk.proofs.trouble
    assert says in trouble.message
    assert trouble.place.file == "my-novel"
    assert open_.desk.proofs.ebook is not None
    assert open_.desk.proofs.book == (1 if step == "read" else 2)
    open_.bell.ring()
    assert wait_for(lambda: open_.desk.proofs.printed == open_.workshop.reads == 3)
    assert open_.desk.proofs.trouble == ()


def run(work: Callable[[], object], desk: Desk, changes: AsyncIterator[frozenset[Path]]) -> None:
    """Run a desk until some work beside it is done."""

    async def beside() -> None:
        task = asyncio.create_task(desk.run(changes))
        await asyncio.to_thread(work)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    asyncio.run(beside())
    desk.close()


def test_a_workshop_that_cannot_be_opened_is_tried_again() -> None:
    tried: list[int] = []

    def take(_: Say) -> FakeWorkshop:
        tried.append(1)
        if len(tried) == 1:
            raise BookbuildError("There is no manuscript here.")
        return FakeWorkshop(say=lambda _: None)

    desk, bell = Desk(take), Bell()

    def work() -> None:
        assert wait_for(lambda: bool(desk.proofs.trouble))
        assert desk.proofs.book == 0
        bell.ring()
        assert wait_for(lambda: desk.proofs.printed == 1)
        assert desk.proofs.trouble == ()

    run(work, desk, bell.changes())


def test_a_watch_that_breaks_is_told_and_stays_told() -> None:
    async def broken() -> AsyncIterator[frozenset[Path]]:
        yield frozenset((Path("one.md"),))
        await asyncio.sleep(0.05)
        raise OSError("no more notices")

    desk = Desk(lambda say: FakeWorkshop(say))

    def work() -> None:
        assert wait_for(lambda: "not-watching" in {each.code for each in desk.proofs.trouble})
        assert wait_for(lambda: desk.proofs.printed == desk.proofs.book > 0)
        assert [each.code for each in desk.proofs.trouble] == ["not-watching"]

    run(work, desk, broken())


def test_the_authors_mistake_is_told_with_the_last_pages() -> None:
    mistake = error("bad", Place("manuscript/01-one.md", 3), "This is not closed.")

    class Mistaken(FakeWorkshop):
        def read(self) -> Proofs:
            read = super().read()
            return replace(proofs(1), trouble=(mistake,)) if self.reads == 2 else read

    desk, bell = Desk(lambda say: Mistaken(say)), Bell()

    def work() -> None:
        assert wait_for(lambda: desk.proofs.printed == 1)
        bell.ring()
        assert wait_for(lambda: desk.proofs.trouble == (mistake,))
        assert desk.ebook(1) is not None

    run(work, desk, bell.changes())


def hear(listening: Listening) -> list[Tiding]:
    return list(asyncio.run(listening.next(0.01)))


def listening_to(*tidings: Tiding) -> Listening:
    return Listening(tuple(tidings), [])


def test_who_is_slow_hears_the_newest_only() -> None:
    listening = listening_to(*(Tiding(news) for news in News))
    assert [each.news for each in hear(listening)] == [News.BOOK, News.PAGES, News.PROGRESS]
    assert hear(listening) == []
    for book in range(1, 100):
        listening.hear(Tiding(News.PAGES, book=book))
        listening.hear(Tiding(News.BOOK, book=book))
    told = hear(listening)
    assert [(each.news, each.book) for each in told] == [(News.BOOK, 99), (News.PAGES, 99)]


def test_an_end_is_heard_at_once() -> None:
    listening = listening_to(Tiding(News.BOOK))
    listening.end()
    assert hear(listening) == []
    assert listening.is_over


def test_who_listened_longest_makes_room() -> None:
    desk = Desk(lambda say: FakeWorkshop(say))
    first = desk.listen()
    others = [desk.listen() for _ in range(Listening.MOST)]
    assert first.is_over
    assert not any(each.is_over for each in others)
    desk.dismiss()
    assert all(each.is_over for each in others)


def test_progress_is_told_while_something_is_done() -> None:
    hold = threading.Event()

    class Slow(FakeWorkshop):
        def print(self) -> Pages:
            self.say("chapter 3 of 40")
            hold.wait(5)
            return super().print()

    desk = Desk(lambda say: Slow(say))
    bell = Bell()

    def words() -> str:
        return desk._tidings[News.PROGRESS].words

    def work() -> None:
        assert wait_for(lambda: words() == "chapter 3 of 40")
        hold.set()
        assert wait_for(lambda: desk.proofs.printed == 1 and words() == "")

    run(work, desk, bell.changes())
