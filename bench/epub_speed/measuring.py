"""The processor's seconds and the memory of a command that starts anew."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: the seconds of processors and of the clock, mebibytes at its peak.

    The processes that it started itself, and waited for, are in it.
    """

    seconds: float
    clock: float
    mebibytes: float


def cost(command: Sequence[str | Path], folder: Path) -> Cost:
    """Run a command in a folder. Raises `RuntimeError` with its own words where it fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    # An installed program has its bytecode; here the round that is not counted writes it.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    said = folder / "said.txt"
    began = time.perf_counter()
    with said.open("wb") as file:
        process = subprocess.Popen(
            [str(word) for word in command],
            cwd=folder,
            env=environment,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
        _, status, used = os.wait4(process.pid, 0)
    clock = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[0]}: {said.read_text(encoding='utf-8')[-2000:]}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Cost(used.ru_utime + used.ru_stime, clock, used.ru_maxrss / unit)


def typical(costs: Sequence[Cost]) -> Cost:
    """Return the median of each figure."""
    return Cost(
        median(each.seconds for each in costs),
        median(each.clock for each in costs),
        median(each.mebibytes for each in costs),
    )


def bookbuild_command(output: Path) -> tuple[str | Path, ...]:
    """Return the command that makes the EPUB of the manuscript in the current folder."""
    return (sys.executable, "-m", "bookbuild", "epub", ".", "-o", output)


def pandoc_command(pandoc: Path, fonts: Sequence[Path], output: Path) -> tuple[str | Path, ...]:
    """Return the command that makes an EPUB 3 of ``novel.md``, a page for each chapter."""
    return (
        pandoc,
        "novel.md",
        *("--to=epub3", "--toc", "--split-level=1"),
        *("--css=book.css", "--epub-cover-image=cover.jpg"),
        *(f"--epub-embed-font={font}" for font in fonts),
        *("-o", output),
    )
