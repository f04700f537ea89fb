# ruff: noqa: T201
"""Measure how long a command takes to begin: beside Python alone, so that machines compare.

    python bench/startup.py [RUNS]

Each program is started RUNS times (21 without a word), in turn, so that a machine that is busy for
a moment slows them alike. What is printed is the median; the ratio and the difference are against
``python -c pass``. The interpreter is the one that runs this file.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

_BARE = "python -c pass"
_PROGRAMS = {
    _BARE: ("-c", "pass"),
    "import bookbuild.cli": ("-c", "import bookbuild.cli"),
    "bookbuild --version": ("-m", "bookbuild", "--version"),
    "bookbuild --help": ("-m", "bookbuild", "--help"),
}


def main() -> None:
    """Print a row for each program: median, ratio to bare Python, difference in milliseconds."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    times: dict[str, list[float]] = {name: [] for name in _PROGRAMS}
    for words in _PROGRAMS.values():
        _start(words)  # once to write the .pyc files and to warm the disk's cache
    for _ in range(runs):
        for name, words in _PROGRAMS.items():
            times[name].append(_start(words))
    medians = {name: statistics.median(each) for name, each in times.items()}
    bare = medians[_BARE]
    print(f"{'':22} {'median':>10} {'ratio':>7} {'more':>10}   (of {runs} runs)")
    for name, median in medians.items():
        more = 1000 * (median - bare)
        print(f"{name:22} {1000 * median:7.1f} ms {median / bare:6.2f}× {more:+7.1f} ms")


def _start(words: tuple[str, ...]) -> float:
    """Return the seconds that Python takes for a program, from start to end."""
    root = str(Path(__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": root}
    begin = time.perf_counter()
    subprocess.run([sys.executable, *words], check=True, env=environment, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
