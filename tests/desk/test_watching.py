"""What is told of a folder that changes: renames, copies of editors, whole folders, many files."""

from __future__ import annotations

import asyncio
import random
import shutil
import threading
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from watchfiles import Change

from bookbuild.desk.watching import Bell, changes, is_of_the_book, watchfiles_bell
from tests.desk.desks import wait_for


class Heard:
    """What was told so far, by the names of the files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.batches: list[frozenset[Path]] = []
        self.fault: BaseException | None = None

    def names(self) -> set[str]:
        return {path.name for batch in tuple(self.batches) for path in batch}

    def hears(self, *names: str) -> bool:
        return wait_for(lambda: set(names) <= self.names(), 4)

    def forget(self) -> None:
        """Wait until nothing more comes of what was done, and begin anew."""
        count = -1
        while count != len(self.batches):
            count = len(self.batches)
            threading.Event().wait(0.15)
        self.batches.clear()

    def hears_nothing(self) -> bool:
        threading.Event().wait(0.3)
        return not self.batches


@contextmanager
def heard_of(folder: Path, bell: Bell = watchfiles_bell) -> Iterator[Heard]:
    """Listen to a folder in a thread, from before the block until after it."""
    heard = Heard(folder)
    loop = asyncio.new_event_loop()
    began = threading.Event()

    def ringing(*folders: Path, polling: bool) -> AsyncGenerator[set[tuple[Change, str]], None]:
        began.set()
        return bell(*folders, polling=polling)

    async def listen() -> None:
        async for batch in changes(folder, ringing):
            heard.batches.append(batch)

    task = loop.create_task(listen())

    def run() -> None:
        try:
            loop.run_until_complete(task)
        except asyncio.CancelledError:
            pass
        except Exception as fault:
            heard.fault = fault

    thread = threading.Thread(target=run)
    thread.start()
    assert began.wait(5)
    threading.Event().wait(0.1)
    try:
        yield heard
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join(10)
        assert not thread.is_alive()
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    manuscript = tmp_path / "book" / "manuscript"
    manuscript.mkdir(parents=True)
    (manuscript / "book.yaml").write_text("title: The Ferry\n", encoding="utf-8")
    write(manuscript / "01-one.md")
    return tmp_path / "book"


def write(path: Path, text: str = "# One\n\nIt was a day.\n") -> None:
    path.write_text(text, encoding="utf-8")


def test_a_save_is_told_soon(book: Path) -> None:
    with heard_of(book) as heard:
        write(book / "manuscript/01-one.md", "# One\n\nIt was night.\n")
        assert heard.hears("01-one.md")
        assert heard.batches[0] == {book / "manuscript/01-one.md"}


def test_the_manuscript_folder_itself_may_be_named(book: Path) -> None:
    with heard_of(book / "manuscript") as heard:
        (book / "styles").mkdir()
        write(book / "styles/book.css", "p { }")
        assert heard.hears("book.css")


def test_a_rename_is_both_files(book: Path) -> None:
    with heard_of(book) as heard:
        (book / "manuscript/01-one.md").rename(book / "manuscript/02-one.md")
        assert heard.hears("01-one.md", "02-one.md")


@pytest.mark.parametrize(
    "temporary",
    [".01-one.md.swp", "01-one.md~", "4913", "01-one.md___jb_tmp___", "sedX81k", "#01-one.md#"],
)
def test_a_copy_that_takes_the_chapters_place(book: Path, temporary: str) -> None:
    with heard_of(book) as heard:
        copy = book / "manuscript" / temporary
        write(copy, "# One\n\nWritten beside.\n")
        copy.replace(book / "manuscript/01-one.md")
        assert heard.hears("01-one.md")


@pytest.mark.parametrize(
    "name",
    [
        *(".01-one.md.swp", "01-one.md~", "#01-one.md#", ".#01-one.md", "01-one.md.bak", ".git"),
        *("4913", "01-one.md___jb_tmp___", ".goutputstream-X1Y2Z3", "~$chapter.md", "the.epub"),
    ],
)
def test_editors_own_files_are_nobodys_business(book: Path, name: str) -> None:
    assert not is_of_the_book(name)
    with heard_of(book) as heard:
        write(book / "manuscript" / name)
        assert heard.hears_nothing()


def test_what_is_made_is_not_told(book: Path) -> None:
    (book / "dist").mkdir()
    (book / ".git").mkdir()
    with heard_of(book) as heard:
        write(book / "dist/the-ferry.epub")
        write(book / ".git/index")
        write(book / "README.md")
        (book / "node_modules").mkdir()
        assert heard.hears_nothing()


def test_a_folder_that_is_deleted_and_comes_again(book: Path) -> None:
    with heard_of(book) as heard:
        shutil.rmtree(book / "manuscript")
        assert heard.hears("01-one.md", "book.yaml")
        heard.forget()
        (book / "manuscript").mkdir()
        write(book / "manuscript/01-one.md")
        assert heard.hears("01-one.md")
        heard.forget()
        write(book / "manuscript/01-one.md", "# Once more\n")
        assert heard.hears("01-one.md")


def test_a_whole_book_that_is_moved_away_and_back(book: Path) -> None:
    away = book.parent / "away"
    with heard_of(book) as heard:
        book.rename(away)
        assert heard.hears("01-one.md")
        heard.forget()
        away.rename(book)
        assert heard.hears("01-one.md")
        heard.forget()
        write(book / "manuscript/01-one.md", "# Once more\n")
        assert heard.hears("01-one.md")


def test_a_folder_in_the_manuscript(book: Path) -> None:
    with heard_of(book) as heard:
        (book / "manuscript/images/maps").mkdir(parents=True)
        write(book / "manuscript/images/maps/one.svg")
        assert heard.hears("one.svg")
        heard.forget()
        write(book / "manuscript/images/maps/one.svg", "two")
        assert heard.hears("one.svg")


def test_a_book_without_a_manuscript_folder(tmp_path: Path) -> None:
    write(tmp_path / "01-one.md")
    with heard_of(tmp_path) as heard:
        write(tmp_path / "02-two.md")
        assert heard.hears("02-two.md")
        heard.forget()
        (tmp_path / "manuscript").mkdir()
        write(tmp_path / "manuscript/03-three.md")
        assert heard.hears("03-three.md")


def test_200_files_are_few_tidings(book: Path) -> None:
    with heard_of(book) as heard:
        for number in range(200):
            write(book / f"manuscript/{number:03}-chapter.md")
        assert heard.hears(*(f"{number:03}-chapter.md" for number in range(200)))
        heard.forget()
        assert heard.batches == []
    with heard_of(book) as heard:
        for number in range(200):
            (book / f"manuscript/{number:03}-chapter.md").unlink()
        assert heard.hears("000-chapter.md", "199-chapter.md")
        assert len(heard.batches) <= 10


def test_where_no_notices_can_be_had_the_folder_is_looked_at(book: Path) -> None:
    asked: list[bool] = []

    def exhausted(*folders: Path, polling: bool) -> AsyncGenerator[set[tuple[Change, str]], None]:
        asked.append(polling)
        if not polling:
            raise OSError(28, "No space left on device")
        return watchfiles_bell(*folders, polling=True)

    with heard_of(book, exhausted) as heard:
        write(book / "manuscript/01-one.md", "# Looked at\n")
        assert heard.hears("01-one.md")
    assert asked[:2] == [False, True]


def test_what_no_notice_came_of_is_seen_at_the_next_look(book: Path) -> None:
    async def silent(*_: Path, polling: bool) -> AsyncGenerator[set[tuple[Change, str]], None]:
        while not polling:
            await asyncio.sleep(0.05)
            yield set()

    with heard_of(book, silent) as heard:
        write(book / "manuscript/01-one.md", "# Seen\n")
        assert heard.hears("01-one.md")


def test_what_cannot_be_watched_at_all_is_said(book: Path) -> None:
    def broken(*_: Path, polling: bool) -> AsyncGenerator[set[tuple[Change, str]], None]:
        raise OSError(polling)

    with heard_of(book, broken) as heard:
        assert wait_for(lambda: isinstance(heard.fault, OSError))


@pytest.mark.parametrize("seed", [1, 2, pytest.param(3, marks=pytest.mark.slow)])
def test_whoever_reads_what_is_told_has_the_folder_in_the_end(book: Path, seed: int) -> None:
    """Do random things to a manuscript, and read only what is told to have changed."""
    chance = random.Random(seed)
    manuscript = book / "manuscript"
    mirror = texts_in(manuscript)

    def read(batch: frozenset[Path]) -> None:
        for path in batch:
            try:
                mirror[path] = path.read_text(encoding="utf-8")
            except OSError:
                mirror.pop(path, None)

    with heard_of(book) as heard:
        for number in range(300 if seed < 3 else 5000):
            do_something(chance, manuscript, number)
            if chance.random() < 0.1:
                threading.Event().wait(chance.random() / 20)

        def reads_all() -> bool:
            while heard.batches:
                read(heard.batches.pop(0))
            return mirror == texts_in(manuscript)

        assert wait_for(reads_all, 5)


def texts_in(folder: Path) -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.md")}


def do_something(chance: random.Random, manuscript: Path, number: int) -> None:
    """Write, rename, delete, or take the whole folder away and put it back."""
    manuscript.mkdir(exist_ok=True)
    (manuscript / "in").mkdir(exist_ok=True)
    files = sorted(manuscript.rglob("*.md"))
    path = manuscript / chance.choice(("", "in/")) / f"{chance.randrange(8):02}.md"
    match chance.randrange(12):
        case 0 if files:
            chance.choice(files).replace(path)
        case 1 if files:
            chance.choice(files).unlink()
        case 2:
            copy = manuscript / f".{path.name}.tmp"
            write(copy, f"{number}\n")
            copy.replace(path)
        case 3 if chance.random() < 0.2:
            shutil.rmtree(manuscript)
        case 4 if chance.random() < 0.2:
            manuscript.rename(manuscript.parent / "away")
            (manuscript.parent / "away").rename(manuscript)
        case 5 if chance.random() < 0.5:
            shutil.rmtree(manuscript / "in")
        case _:
            write(path, f"{number % 7}\n")
