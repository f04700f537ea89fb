# ruff: noqa: T201
"""Import mutated sources: ``python -m tests.fuzz [NUMBER]``, ``--from N --to N --workers N``.

Without a number it runs 0 to 9,999, prints how they ended, and exits 1 where one ended as none
may. With one it runs that alone, in this process, keeps its files and prints where they are.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.fuzz.pool import Tried, try_all
from tests.fuzz.trial import Ending, Outcome, Watch, run


def main() -> int:
    """Run what the command line asks for; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("number", type=int, nargs="?")
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--to", dest="end", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    if asked.number is not None:
        return _one(asked.number)
    started = time.monotonic()
    tried = try_all(range(asked.first, asked.end), asked.workers, _tell)
    _print_counts(tried, time.monotonic() - started)
    return int(any(not each.ending.is_good for each in tried.outcomes))


def _one(number: int) -> int:
    folder = Path(tempfile.mkdtemp(prefix=f"bookbuild-fuzz-{number}-"))
    started = time.process_time()
    outcome = run(number, Watch(), folder)
    print(f"{folder}: {time.process_time() - started:.1f} s")
    _print(outcome)
    return int(not outcome.ending.is_good)


def _tell(outcome: Outcome) -> None:
    if not outcome.ending.is_good:
        _print(outcome)


def _print(outcome: Outcome) -> None:
    print(shown(outcome), flush=True)


def shown(outcome: Outcome) -> str:
    """Return an outcome with the command that makes it again."""
    head = f"{outcome.number} ({outcome.kind}): {outcome.ending.value}"
    return f"{head}\n  python -m tests.fuzz {outcome.number}\n{outcome.detail}"


def _print_counts(tried: Tried, seconds: float) -> None:
    kinds = sorted({each.kind for each in tried.outcomes})
    counts = Counter((each.ending, each.kind) for each in tried.outcomes)
    print(f"{'':46}" + "".join(f"{kind:>10}" for kind in kinds))
    for ending in Ending:
        row = "".join(f"{counts[ending, kind]:10}" for kind in kinds)
        print(f"{ending.value:46}{row}")
    unproven = [e.number for e in tried.outcomes if e.ending is Ending.UNPROVEN]
    print(f"words not added up: {unproven[:40]}")
    failed = sum(not each.ending.is_good for each in tried.outcomes)
    print(f"{len(tried.outcomes)} sources, {failed} failed, {seconds:.0f} s, {tried.peak} MB")


if __name__ == "__main__":
    sys.exit(main())
