"""Workers side by side: each gets a number at a time, and one that dies is replaced."""

from __future__ import annotations

import json
import queue
import select
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.fuzz.trial import Ending, Outcome

ROOT = Path(__file__).parents[2]
_PATIENCE = 60
"""Seconds by the clock after which a worker that does nothing at all is killed."""
_TRIALS_EACH = 1_000
"""A worker is replaced after so many, so that its peak of memory says which they were."""


@dataclass(frozen=True, slots=True)
class Tried:
    """The outcomes in the order of their numbers, and the most memory of any worker in MB."""

    outcomes: tuple[Outcome, ...]
    peak: int


def try_all(
    numbers: Iterable[int], workers: int, tell: Callable[[Outcome], None] = lambda outcome: None
) -> Tried:
    """Run the trials with the numbers; ``tell`` hears of each as it ends."""
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    for number in numbers:
        waiting.put(number)
    done: list[Outcome] = []
    peaks = [0]

    def work() -> None:
        with _Worker() as worker:
            while True:
                try:
                    number = waiting.get_nowait()
                except queue.Empty:
                    return
                outcome, peak = worker.tried(number)
                done.append(outcome)
                peaks.append(peak)
                tell(outcome)

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Tried(tuple(sorted(done, key=lambda each: each.number)), max(peaks))


class _Worker:
    """A process and what it said last."""

    def __init__(self) -> None:
        self.log: IO[str] = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 (its own)
        self.start()

    def __enter__(self) -> _Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self.log.close()

    def start(self) -> None:
        self.count = 0
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz.worker"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
        )

    def stop(self) -> int:
        """Kill the process, and return how it had ended, 0 where it was still there."""
        ended = self.process.poll() or 0
        self.process.kill()
        self.process.communicate()
        return ended

    def tried(self, number: int) -> tuple[Outcome, int]:
        if self.count >= _TRIALS_EACH:
            self.stop()
            self.start()
        self.count += 1
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{number}\n")
        self.process.stdin.flush()
        ready, _, _ = select.select([self.process.stdout], [], [], _PATIENCE)
        line = self.process.stdout.readline() if ready else ""
        if not line:
            return self.lost(number), 0
        _, kind, ending, detail, peak = json.loads(line)
        outcome = Outcome(number, kind, Ending[ending], detail)
        if outcome.ending is Ending.FAT:
            self.stop()
            self.start()
        return outcome, peak

    def lost(self, number: int) -> Outcome:
        """Return what is to be said of a trial that did not come back, and start a new worker."""
        if self.process.stdout is not None and self.process.poll() is None:
            select.select([self.process.stdout], [], [], 0.2)
        ended = self.stop()
        self.log.seek(0)
        said = self.log.read()[-3_000:]
        self.log.seek(0)
        self.log.truncate()
        self.start()
        return Outcome(number, "?", Ending.HUNG, f"the worker ended with {ended}\n{said}")
