"""The presses of a build: several processes, each with a workroom of the PDF's writer.

The processes are started before there is anything to do, so that the press's libraries are loaded
while the manuscript is read; nobody waits for them until the first part is wanted. On Linux one
process loads them and divides itself into as many as there are to be; elsewhere each loads them.

One order at a time is with each process, and what is sent to it is sent by a thread of its own: a
process that still loads its libraries holds up nobody. One that is interrupted from the keyboard
goes on, and is ended by the one that started it.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self, TypeVar

from bookbuild.report import BookbuildError, Exit

if TYPE_CHECKING:
    from bookbuild.write.pdf.parts import Answer, BookWork, Order
    from bookbuild.write.pdf.workroom import Workroom

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Failed:
    """What a process could not do: for the author, or, without an exit code, for a bug report."""

    message: str
    exit_code: int | None


@dataclass(frozen=True, slots=True)
class _Line:
    """The two ways to a process and back: pickled values, one after the other."""

    there: IO[bytes]
    back: IO[bytes]


@dataclass(slots=True)
class _Worker:
    """Who does the orders that come over a line: ``order`` is the one he has, 0 for none; ``book``
    the number of the book that he was told of last."""

    line: _Line
    post: SimpleQueue[bytes | None] = field(default_factory=SimpleQueue)
    order: int = 0
    book: int = 0


class Presses:
    """Several processes; a context that ends them, whatever happens."""

    def __init__(self, jobs: int) -> None:
        """Start so many processes; they load the press meanwhile."""
        self._processes, lines = _forked(jobs) if sys.platform == "linux" else _single(jobs)
        self._workers = [_Worker(line) for line in lines]
        self._said: SimpleQueue[tuple[_Worker, Answer | _Failed | None]] = SimpleQueue()
        self._threads = [_thread(_send, each) for each in self._workers]
        self._threads += [_thread(_listen, each, self._said) for each in self._workers]
        self._waiting: deque[tuple[int, Order]] = deque()
        self._answers: dict[int, Answer | _Failed] = {}
        self._next = 0
        self._work = b""
        self._books = 0
        self._folder = _folder()
        for worker in self._workers:
            worker.post.put(_pickled(self._folder))

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
        import shutil

        for process in self._processes:
            _end(process)
        for worker in self._workers:
            worker.post.put(None)
        for thread in self._threads:
            thread.join()
        for worker in self._workers:
            with contextlib.suppress(OSError):  # what was not sent yet
                worker.line.there.close()
            worker.line.back.close()
        self._workers.clear()
        shutil.rmtree(self._folder, ignore_errors=True)

    def begin(self, work: BookWork) -> None:
        """Take up a book: the first process prepares it at once, the others when they are needed.

        What it cannot do, the answer to the first order says.
        """
        self._books += 1
        self._waiting.clear()
        self._work = _pickled(work)
        for worker in self._workers[:1]:
            self._tell(worker)

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
                self._tell(worker)
                worker.order, order = self._waiting.popleft()
                worker.post.put(_pickled(order))

    def _tell(self, worker: _Worker) -> None:
        """Send the book to a process that does not have it."""
        if worker.book != self._books:
            worker.book = self._books
            worker.post.put(self._work)

    def _take(self) -> None:
        """Wait until somebody is done, and give him something new."""
        worker, said = _first(self._said)
        if said is None:
            raise BookbuildError(
                "A process that printed pages was ended by the system, most likely for want of "
                "memory. Build again with --jobs 1, which needs less of it."
            )
        self._answers[worker.order] = said
        worker.order = 0
        self._hand_out()


def _pickled(value: BookWork | Order | Answer | _Failed | str) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _folder() -> str:
    """Make a folder for the files of the presses, who have no time to take them away at the end."""
    import tempfile  # when the presses are under way

    return tempfile.mkdtemp(prefix="bookbuild-")


def _thread(act: Callable[..., None], *about: object) -> threading.Thread:
    thread = threading.Thread(target=act, args=about, daemon=True)
    thread.start()
    return thread


def _send(worker: _Worker) -> None:
    """Send what is put into a worker's post, until that is None or he is gone."""
    with contextlib.suppress(OSError):
        while (letter := worker.post.get()) is not None:
            worker.line.there.write(letter)
            worker.line.there.flush()


def _listen(worker: _Worker, said: SimpleQueue[tuple[_Worker, Answer | _Failed | None]]) -> None:
    """Pass on what a worker says; None when he is gone."""
    with contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
        while True:
            said.put((worker, pickle.load(worker.line.back)))
    said.put((worker, None))


def _first(said: SimpleQueue[T]) -> T:
    """Wait for the first that is said; an interruption is heard meanwhile on every system."""
    while True:
        with contextlib.suppress(Empty):
            return said.get(timeout=1.0)


def _error(failed: _Failed) -> Exception:
    if failed.exit_code is None:
        return RuntimeError(failed.message)
    return BookbuildError(failed.message, Exit(failed.exit_code))


# ------------------------------------------------------------------------- how they are started


_BEGIN = (
    "import json, sys; sys.path[:], pairs = json.loads(sys.argv[1]); "
    "from bookbuild.build.presses import divide; divide(pairs)"
)
"""The other process finds its modules where this one does, and nowhere else."""


def _forked(jobs: int) -> tuple[list[subprocess.Popen[bytes]], list[_Line]]:
    """Start one process that forks itself; all are a group of their own.

    A fork of this process would not be safe once it has threads or open libraries.
    """
    pairs = [(os.pipe(), os.pipe()) for _ in range(jobs - 1)]
    theirs = [(there[0], back[1]) for there, back in pairs]
    process, line = _process(theirs)
    for ends in theirs:
        for end in ends:
            os.close(end)
    others = [_Line(open(there[1], "wb"), open(back[0], "rb")) for there, back in pairs]  # noqa: PTH123, SIM115
    return [process], [line, *others]


def _single(jobs: int) -> tuple[list[subprocess.Popen[bytes]], list[_Line]]:
    """Start processes that have nothing to do with one another."""
    started = [_process([]) for _ in range(jobs)]
    return [process for process, _ in started], [line for _, line in started]


def _process(pairs: list[tuple[int, int]]) -> tuple[subprocess.Popen[bytes], _Line]:
    """Start a process with a line of its own, and others for those that it becomes."""
    import json

    linux = sys.platform == "linux"
    process = subprocess.Popen(
        [sys.executable, "-c", _BEGIN, json.dumps([sys.path, pairs])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        pass_fds=[end for ends in pairs for end in ends],
        process_group=0 if linux else None,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    return process, _Line(process.stdin, process.stdout)


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


# ---------------------------------------------------------------------- in the other process


def divide(pairs: list[tuple[int, int]]) -> None:
    """Load the press, and become one process more than there are pairs, each with a line."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    own = (os.dup(0), os.dup(1))
    os.dup2(2, 1)  # what a library says is no answer
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    gc.disable()  # all that is loaded stays
    import bookbuild.write.pdf.loaded_press  # noqa: F401

    gc.enable()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)  # as the command line has it, for the same reason
    lines = [own, *pairs]
    for pair in pairs:
        if os.fork() == 0:
            own = pair
            break
    for pair in lines:
        if pair is not own:
            os.close(pair[0])
            os.close(pair[1])
    with open(own[0], "rb") as there, open(own[1], "wb") as back:  # noqa: PTH123
        serve(_Line(there, back))


def serve(line: _Line) -> None:
    """Do what is asked for over a line until its other end is closed.

    The first that is said is a folder for files that nobody needs afterwards.
    """
    import tempfile

    work: BookWork | None = None
    room: Workroom | _Failed | None = None
    with contextlib.suppress(EOFError, OSError):
        tempfile.tempdir = pickle.load(line.there)
        from bookbuild.write.pdf.parts import BookWork

        while True:
            asked: BookWork | Order = pickle.load(line.there)
            if isinstance(asked, BookWork):
                if asked != work:
                    # The room of another book is a web of objects that hold each other.
                    room = None
                    gc.collect()
                    work, room = asked, _room(asked)
            else:
                assert room is not None
                line.back.write(_pickled(_done(room, asked)))
                line.back.flush()


def _room(work: BookWork) -> Workroom | _Failed:
    from bookbuild.write.pdf.workroom import Workroom

    return _tried(lambda: Workroom(work))


def _done(room: Workroom | _Failed, order: Order) -> Answer | _Failed:
    return room if isinstance(room, _Failed) else _tried(lambda: room.do(order))


def _tried(act: Callable[[], T]) -> T | _Failed:
    try:
        return act()
    except BookbuildError as error:
        return _Failed(str(error), int(error.exit_code))
    except Exception:
        import traceback

        return _Failed(traceback.format_exc(), None)
