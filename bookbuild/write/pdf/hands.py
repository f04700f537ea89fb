"""Who does the orders of a book: this process, or several that whoever builds has started."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from bookbuild.write.interrupts import interruption_waits
from bookbuild.write.pdf.parts import Answer, BookWork, Order

if TYPE_CHECKING:
    from bookbuild.write.pdf.workroom import Workroom


class Hands(Protocol):
    """Those who do the orders of a book."""

    def begin(self, work: BookWork) -> None:
        """Take up a book."""
        ...

    def ask(self, order: Order, *, first: bool = False) -> int:
        """Take an order, to be done before all others where it is ``first``; return its number."""
        ...

    def answer(self, number: int) -> Answer:
        """Return what was made of an order, once. Raises `BookbuildError`."""
        ...


class OwnHands:
    """Does each order in this process when its answer is wanted; the press is loaded then.

    A context that takes away the fonts that the press wrote to files.
    """

    def __init__(self) -> None:
        """Begin with nothing to do."""
        self._work: BookWork | None = None
        self._room: Workroom | None = None
        self._orders: dict[int, Order] = {}
        self._next = 0
        self._folder = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def begin(self, work: BookWork) -> None:
        """Take up a book."""
        self._work, self._room = work, None

    def ask(self, order: Order, *, first: bool = False) -> int:
        """Note an order."""
        self._next += 1
        self._orders[self._next] = order
        return self._next

    def answer(self, number: int) -> Answer:
        """Do an order."""
        if self._room is None:
            with interruption_waits():
                from bookbuild.write.pdf.loaded_press import Workroom

            assert self._work is not None
            self._folder = self._folder or tempfile.mkdtemp(prefix="bookbuild-")
            with _files_in(self._folder):
                self._room = Workroom(self._work)
        return self._room.do(self._orders.pop(number))


@contextmanager
def _files_in(folder: str) -> Iterator[None]:
    """Have files that are written for a while written in a folder."""
    before = tempfile.tempdir
    tempfile.tempdir = folder
    try:
        yield
    finally:
        tempfile.tempdir = before
