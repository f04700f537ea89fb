# ruff: noqa: T201
"""How fast the PDF is made: the table of figures, against plain WeasyPrint in the same run.

    python -m bench.print_speed [ROUNDS] [--jobs N]

The text is Pride and Prejudice, imported as anybody would; the rival gets the same text as one
plain HTML file and sets it in one process. A round has an empty cache and measures the rival, a
cold build, one word corrected in a middle chapter, and a chapter added at the end; medians of all
rounds are printed as shares of the rival's. Five times the text is measured once. Memory is that of
the largest process, whoever started it (read from /proc, so only on Linux).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.print_quality.setters import page_of, set_by_weasyprint
from bench.print_quality.texts import ROOT, Sample, edition_of, samples, sections

_NAME = "pride-and-prejudice"


@dataclass(frozen=True, slots=True)
class Took:
    """What a command took: seconds by the clock, mebibytes of its largest process."""

    clock: float
    mebibytes: float


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: a figure as a share of the rival's, and what it may be at most."""

    name: str
    share: float
    most: float

    def __str__(self) -> str:
        over = "  over" if self.share > self.most else ""
        return f"{self.name:44}{self.share:8.2f}{self.most:10.2f}{over}"


def main() -> int:
    """Print the table; return 1 where a figure is over its bar, 3 where the text is missing."""
    parser = argparse.ArgumentParser(prog="python -m bench.print_speed")
    parser.add_argument("rounds", nargs="?", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    sample = next((each for each in samples() if each.name == _NAME), None)
    if sample is None:
        print("../shared/corpora is not here: nothing to measure with.")
        return 3
    with tempfile.TemporaryDirectory() as folder:
        rows = _measured(sample, Path(folder), asked.rounds, asked.jobs)
    print(f"{'shares of plain WeasyPrint':44}{'here':>8}{'at most':>10}")
    for row in rows:
        print(row)
    return int(any(row.share > row.most for row in rows))


def _measured(sample: Sample, within: Path, rounds: int, jobs: int) -> tuple[Row, ...]:
    shutil.copytree(sample.folder(within / "imported"), within / "book")
    bench = _Bench(within, jobs)
    all_rounds = [bench.round() for _ in range(rounds)]
    rival, cold, word, chapter = (
        Took(median(e.clock for e in column), median(e.mebibytes for e in column))
        for column in zip(*all_rounds, strict=True)
    )
    fivefold = bench.fivefold()
    return (
        Row("cold, composed", cold.clock / rival.clock, 0.75),
        Row("one word corrected in a middle chapter", word.clock / rival.clock, 0.1),
        Row("a chapter added at the end", chapter.clock / rival.clock, 0.1),
        Row("peak memory of any process", cold.mebibytes / rival.mebibytes, 1.0),
        Row("five times the text, memory over cold", fivefold.mebibytes / cold.mebibytes, 2.0),
    )


class _Bench:
    """One text in a temporary folder, measured over and over."""

    def __init__(self, within: Path, jobs: int) -> None:
        self._within = within
        self._book = within / "book"
        self._jobs = jobs

    def round(self) -> tuple[Took, Took, Took, Took]:
        """Measure the rival, cold, a word corrected, a chapter added; then undo both."""
        chapters = self._chapters()
        middle, last = chapters[len(chapters) // 2], chapters[-1]
        added = last.with_name(f"{len(chapters) + 1:03}-added.md")
        text = middle.read_text(encoding="utf-8")
        shutil.rmtree(self._within / "cache", ignore_errors=True)
        rival, cold = self._rival(), self._build()
        middle.write_text(text.replace(" was ", " wasn't ", 1), encoding="utf-8")
        word = self._build()
        middle.write_text(text, encoding="utf-8")
        added.write_text(last.read_text(encoding="utf-8"), encoding="utf-8")
        chapter = self._build()
        added.unlink()
        return rival, cold, word, chapter

    def fivefold(self) -> Took:
        """Measure a cold build of the text five times over."""
        chapters = self._chapters()
        for times in range(1, 5):
            for path in chapters:
                path.with_name(f"{times}{path.name}").write_bytes(path.read_bytes())
        shutil.rmtree(self._within / "cache", ignore_errors=True)
        return self._build()

    def _chapters(self) -> list[Path]:
        return sorted((self._book / "manuscript").glob("*.md"))

    def _build(self) -> Took:
        out = str(self._within / "book.pdf")
        jobs = ("--jobs", str(self._jobs))
        return self._took(("-m", "bookbuild", "pdf", str(self._book), "-o", out, *jobs))

    def _rival(self) -> Took:
        source = self._within / "rival.html"
        if not source.exists():
            edition = edition_of(self._book)
            set_by_weasyprint(sections(edition), page_of(edition), self._within / "rival.pdf")
        out = str(self._within / "rival.pdf")
        return self._took(("-m", "weasyprint", "-q", str(source), out))

    def _took(self, arguments: Sequence[str]) -> Took:
        """Run Python in a session of its own, and watch all processes of that."""
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        environment["XDG_CACHE_HOME"] = str(self._within / "cache")
        began, peak = time.perf_counter(), 0.0
        process = subprocess.Popen(
            [sys.executable, *arguments],
            env=environment,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        while process.poll() is None:
            peak = max((peak, *_peaks(process.pid)))
            time.sleep(0.05)
        if process.returncode:
            raise RuntimeError(f"{arguments} ended with {process.returncode}")
        return Took(time.perf_counter() - began, peak)


def _peaks(session: int) -> Iterator[float]:
    """Yield the peak memory of each process of a session, in mebibytes."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            ids = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            if int(ids[3]) != session:
                continue
            for line in (folder / "status").read_text(encoding="utf-8").splitlines():
                if line.startswith("VmHWM:"):
                    yield int(line.split()[1]) / 1024
        except OSError:
            continue  # it has ended meanwhile


if __name__ == "__main__":
    sys.exit(main())
