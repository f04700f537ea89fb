"""The presses of a build: several processes, each with a workroom of the PDF's writer.

The processes are started before there is anything to do, so that the press's libraries are loaded
while the manuscript is read. On Linux they are forked from a server that has loaded them once; a
fork of this process would not be safe once it has threads or open libraries.

One order at a time is with each process: a result never waits for somebody who is himself waiting.
A process that is interrupted from the keyboard goes on, and is ended by the one that started it.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
import traceback
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import TYPE_CHECKING, Self

from bookbuild.report import BookbuildError, Exit

if TYPE_CHECKING:
    from bookbuild.write.pdf.parts import Answer, BookWork, Order


@dataclass(frozen=True, slots=True)
class _Failed:
    """What a process could not do: for the author, or, without an exit code, for a bug report."""

    message: str
    exit_code: int | None


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    line: Connection
    order: int = 0


class Presses:
    """Several processes; a context that ends them, whatever happens."""

    def __init__(self, jobs: int) -> None:
        """Start so many processes; they load the press meanwhile."""
        context = _context()
        self._workers: list[_Worker] = []
        self._waiting: deque[tuple[int, Order]] = deque()
        self._answers: dict[int, Answer | _Failed] = {}
        self._next = 0
        for _ in range(jobs):
            ours, theirs = context.Pipe()
            process = context.Process(target=serve, args=(theirs,), daemon=True)
            process.start()
            theirs.close()
            self._workers.append(_Worker(process, ours))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all processes at once."""
        for worker in self._workers:
            worker.line.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
        self._workers.clear()

    def begin(self, work: BookWork) -> str:
        """Take up a book."""
        for worker in self._workers:
            self._send(worker, work)
        libraries = [self._received(worker) for worker in self._workers]
        for said in libraries:
            if isinstance(said, _Failed):
                raise _error(said)
        return str(libraries[0])

    def ask(self, order: Order, *, first: bool = False) -> int:
        """Take an order, and give it to whoever has nothing to do."""
        self._next += 1
        if first:
            self._waiting.appendleft((self._next, order))
        else:
            self._waiting.append((self._next, order))
        self._hand_out()
        return self._next

    def answer(self, number: int) -> Answer:
        """Wait for an order to be done."""
        while number not in self._answers:
            self._take()
        answer = self._answers.pop(number)
        if isinstance(answer, _Failed):
            raise _error(answer)
        return answer

    def _hand_out(self) -> None:
        for worker in self._workers:
            if not worker.order and self._waiting:
                worker.order, order = self._waiting.popleft()
                self._send(worker, order)

    def _take(self) -> None:
        """Wait until somebody is done, and give him something new."""
        busy: Sequence[Connection] = [each.line for each in self._workers if each.order]
        ready = wait(busy)
        for worker in self._workers:
            if worker.line in ready:
                self._answers[worker.order] = self._received(worker)
                worker.order = 0
        self._hand_out()

    def _send(self, worker: _Worker, what: BookWork | Order) -> None:
        try:
            worker.line.send(what)
        except OSError as broken:
            raise _lost() from broken

    def _received(self, worker: _Worker) -> Answer | _Failed:
        try:
            answer: Answer | _Failed = worker.line.recv()
        except (EOFError, OSError) as broken:
            raise _lost() from broken
        return answer


def _lost() -> BookbuildError:
    return BookbuildError(
        "A process that printed pages was ended by the system, most likely for want of memory. "
        "Build again with --jobs 1, which needs less of it."
    )


def _error(failed: _Failed) -> Exception:
    if failed.exit_code is None:
        return RuntimeError(failed.message)
    return BookbuildError(failed.message, Exit(failed.exit_code))


def _context() -> multiprocessing.context.ForkServerContext | multiprocessing.context.SpawnContext:
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bookbuild.write.pdf.loaded_press"])
    return context


# ---------------------------------------------------------------------- in the other process


def serve(line: Connection) -> None:
    """Do what is asked for over a line until its other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from bookbuild.write.pdf.parts import BookWork
    from bookbuild.write.pdf.workroom import Workroom

    room: Workroom | None = None
    with contextlib.suppress(EOFError, OSError):
        while True:
            asked: BookWork | Order = line.recv()
            try:
                if isinstance(asked, BookWork):
                    room = Workroom(asked)
                    done: str | Answer | _Failed = room.library
                else:
                    assert room is not None
                    done = room.do(asked)
            except BookbuildError as error:
                done = _Failed(str(error), int(error.exit_code))
            except Exception:
                done = _Failed(traceback.format_exc(), None)
            line.send(done)
