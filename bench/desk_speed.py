# ruff: noqa: T201
"""How fast the desk shows a save: the table of figures, against building everything again.

    python -m bench.desk_speed [NOVEL_FOLDER] [--edits N] [--starts N] [--saves N]

The novel is Pride and Prejudice, imported as anybody would. ``bookbuild serve`` runs as a process,
Debian's Chromium looks at it, and a word is written into a chapter on disk. The browser itself says
when the word stood in the ebook view, and when new pictures of that chapter's pages stood in the
print view, by its own clock, which is set against this process's. Beside it, after each save, runs
what mdbook would do: all of the book anew, by a fresh process, with and without the parts that the
last build kept. A save that shows in the print view counts only where the picture differs.

``--saves 500`` measures the memory of all the desk's processes over so many saves instead, which
takes minutes; read from /proc, so only on Linux.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import TYPE_CHECKING

from bench.desk_browser import (
    CHROMIUM,
    FIRST,
    IN_EBOOK,
    IN_PRINT,
    PICTURE,
    PLACE_OF,
    PRINTED,
    WITHIN,
    behind,
    browsing,
    choose_view,
    now,
    settle,
)
from bench.print_quality.texts import ROOT, samples

if TYPE_CHECKING:
    from playwright.sync_api import Page

_NAME = "pride-and-prejudice"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: seconds, or a share, of every round, and what it may be at most."""

    name: str
    figures: tuple[float, ...]
    most: float | None = None

    @property
    def is_over(self) -> bool:
        """Whether the median is over the bar."""
        return self.most is not None and median(self.figures) > self.most

    def __str__(self) -> str:
        most = "" if self.most is None else f"{self.most:.2f}"
        over = "  over" if self.is_over else ""
        middle, least, longest = median(self.figures), min(self.figures), max(self.figures)
        return f"{self.name:50}{middle:9.3f}{least:9.3f}{longest:9.3f}{most:>9}{over}"


def main() -> int:
    """Print the table; return 1 where a figure is over its bar, 3 where something is missing."""
    parser = argparse.ArgumentParser(prog="python -m bench.desk_speed")
    parser.add_argument("novel", nargs="?", type=Path)
    parser.add_argument("--edits", type=int, default=9)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--saves", type=int, default=0)
    asked = parser.parse_args()
    if CHROMIUM is None:
        print("Chromium is not here: apt-get install chromium.")
        return 3
    with tempfile.TemporaryDirectory() as folder:
        within = Path(folder)
        book = _novel(asked.novel, within)
        if book is None:
            print("../shared/corpora is not here: name the folder of a novel.")
            return 3
        bench = _Bench(book, within / "cache")
        try:
            rows = _printed(bench.memory(asked.saves) if asked.saves else _times(bench, asked))
        except ImportError:
            print("Playwright is not installed: pip install playwright.")
            return 3
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    return int(any(row.is_over for row in rows))


def _printed(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows, each printed as soon as it is there."""
    print(f"{'seconds, shares':50}{'median':>9}{'least':>9}{'most':>9}{'at most':>9}", flush=True)
    told = []
    for row in rows:
        print(row, flush=True)
        told.append(row)
    return tuple(told)


def _novel(asked: Path | None, within: Path) -> Path | None:
    """Return a copy of the novel to write in, None where there is none."""
    book = within / "book"
    if asked is not None:
        ours = shutil.ignore_patterns(".*", "dist", "node_modules", "__pycache__")
        shutil.copytree(asked, book, ignore=ours)
        return book
    sample = next((each for each in samples() if each.name == _NAME), None)
    if sample is None:
        return None
    shutil.copytree(sample.folder(within / "imported"), book)
    return book


def _times(bench: _Bench, asked: argparse.Namespace) -> Iterator[Row]:
    anew = bench.built("build")  # there is nothing that was kept yet
    starts = [bench.start() for _ in range(asked.starts)]
    yield Row("command to the first view, print", tuple(each[0] for each in starts), 2.0)
    yield Row("command to the first view, ebook", tuple(each[1] for each in starts), 2.0)
    ebook, worked, epubs = zip(*bench.edits("ebook", asked.edits), strict=True)
    yield Row("save to the new words in the ebook view", ebook, 0.3)
    yield Row("rival: bookbuild epub, a fresh process", epubs)
    yield Row("ebook view: share of the rival's", _shares(ebook, epubs), 1.0)
    pages, also, builds = zip(*bench.edits("print", asked.edits), strict=True)
    yield Row("save to the chapter's new pages in the print view", pages, 1.5)
    yield Row("rival: bookbuild build, with the parts it kept", builds)
    yield Row("rival: bookbuild build, everything anew", (anew,))
    yield Row("print view: share of the kept rival's", _shares(pages, builds), 1.0)
    yield Row("print view: share of everything anew", tuple(each / anew for each in pages), 1.0)
    yield Row("a save altogether, a processor's seconds", (*worked, *also))


def _shares(own: Sequence[float], rivals: Sequence[float]) -> tuple[float, ...]:
    return tuple(one / other for one, other in zip(own, rivals, strict=True))


class _Bench:
    """One novel that is written in, with the desk open or a rival at work."""

    def __init__(self, book: Path, cache: Path) -> None:
        self._book = book
        self._environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cache)}
        chapters = sorted((book / "manuscript").glob("*.md"))
        self._chapter = chapters[len(chapters) // 2]
        self._typed = self._chapter.read_text(encoding="utf-8")
        self._word = 0

    def built(self, *command: str) -> float:
        """Return the seconds of a fresh process that makes the book."""
        out = self._book.parent / "made"
        began = perf_counter()
        subprocess.run(
            (*_PYTHON, *command, str(self._book), "-o", str(out) + os.sep),
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )
        return perf_counter() - began

    def start(self) -> tuple[float, float]:
        """Return the seconds from the command to the first view, of the print and of the ebook."""
        return self._started("print"), self._started("ebook")

    def edits(self, view: str, number: int) -> Iterator[tuple[float, float, float]]:
        """Yield for each save the seconds of the desk, those in which its processes worked till
        all was done, and the seconds of the rival after the same save."""
        rival = {"ebook": "epub", "print": "build"}[view]
        with browsing() as page, self._serving() as (address, session):
            self._open(page, address, view)
            for _ in range(number):
                before = _worked(session)
                own = self._edited(page, view)
                settle(page)
                yield own, _worked(session) - before, self.built(rival)

    def memory(self, saves: int) -> tuple[Row, ...]:
        """Return the memory of the desk's processes after a tenth of the saves, and after all."""
        first, last, pages = 0.0, 0.0, []
        with browsing() as page, self._serving() as (address, session):
            self._open(page, address, "print")
            for number in range(1, saves + 1):
                self._edited(page, "print", is_read=number % 10 == 0)
                if number % 50 == 0 or number == saves // 10:
                    last = _resident(session)
                    heap = page.evaluate("() => performance.memory.usedJSHeapSize") / 2**20
                    pages.append(heap)
                    print(
                        f"after {number} saves: {last:.0f} MB, the page {heap:.0f} MB", flush=True
                    )
                if number == saves // 10:
                    first = last
        return (
            Row(f"resident after {saves // 10} saves", (first,)),
            Row(f"resident after {saves} saves", (last,), 2048),
            Row("share of the first", (last / first,), 1.1),
            Row("the page's scripts", tuple(pages)),
        )

    def _started(self, view: str) -> float:
        with browsing() as page:
            choose_view(page, view)
            began = now()
            with self._serving() as (address, _):
                page.goto(address)
                there = page.wait_for_function(FIRST[view], polling="raf", timeout=WITHIN)
                moment = there.json_value() / 1000 + behind(page)
        return float(moment - began)

    def _open(self, page: Page, address: str, view: str) -> None:
        choose_view(page, view)
        page.goto(address)
        page.wait_for_function(FIRST[view], timeout=WITHIN)
        self._to_the_chapter(page)
        settle(page)

    def _to_the_chapter(self, page: Page) -> None:
        place = page.evaluate(PLACE_OF, f"{self._chapter.name}")
        if place is None:
            raise RuntimeError(f"{self._chapter.name} is in no section")
        page.locator("#section-list button").nth(place).click()
        sleep(1)

    def _edited(self, page: Page, view: str, *, is_read: bool = True) -> float:
        """Write a word into the chapter, and return the seconds until it is seen."""
        before = page.evaluate(PICTURE) if view == "print" and is_read else ""
        of = page.evaluate(PRINTED)
        lag = behind(page)
        look = IN_EBOOK if view == "ebook" else IN_PRINT
        word = f"quokka{self._word + 1}"
        # The browser begins to look, and is asked later for what it saw.
        page.evaluate(
            f"(given) => {{ window.seen = ({look})(given); }}", word if view == "ebook" else of
        )
        began = self._write()
        moment = page.evaluate("() => window.seen") / 1000 + lag
        if view == "print" and is_read and page.evaluate(PICTURE) == before:
            raise RuntimeError("The pages are the same as before.")
        return float(moment - began)

    def _write(self) -> float:
        """Put a new word at the chapter's beginning; return the moment before the write."""
        self._word += 1
        text = re.sub(r"\b(the|a)\b", rf"\1 quokka{self._word}", self._body(), count=1)
        head = self._typed[: len(self._typed) - len(self._body())]
        began = now()
        self._chapter.write_text(head + text, encoding="utf-8")
        return began

    def _body(self) -> str:
        """Return the chapter without its heading."""
        return self._typed[self._typed.index("\n\n") :]

    @contextmanager
    def _serving(self) -> Iterator[tuple[str, int]]:
        """Open the desk; give its address, and the session of its processes."""
        process = subprocess.Popen(
            (*_PYTHON, "serve", str(self._book), "--no-open", "--port", "0"),
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        try:
            assert process.stdout is not None
            found = re.search(r"http://\S+", process.stdout.readline())
            if found is None:
                raise RuntimeError("bookbuild serve said no address")
            yield found[0], process.pid
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(20)


_PYTHON = (sys.executable, "-m", "bookbuild")


def _resident(session: int) -> float:
    """Return what all processes of a session hold, in mebibytes."""
    return sum(int(each[21]) for each in _stats(session)) * os.sysconf("SC_PAGE_SIZE") / 2**20


def _worked(session: int) -> float:
    """Return how many seconds all processes of a session have worked."""
    ticks = sum(int(each[11]) + int(each[12]) for each in _stats(session))
    return ticks / os.sysconf("SC_CLK_TCK")


def _stats(session: int) -> Iterator[list[str]]:
    """Yield what /proc says of each process of a session, from its state on."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        if int(stat[3]) == session:
            yield stat


if __name__ == "__main__":
    sys.exit(main())
