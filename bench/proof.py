# ruff: noqa: T201
"""Measure the proofreader: how many findings in 10,000 words, and how long it takes.

    python bench/proof.py [--show] [--strict] [FOLDER...]

Each folder is a book's; without one, it is the demonstration in manuscript/. Import the Gutenberg
novels with `bookbuild import FILE -o FOLDER` and name their folders. ``--show`` prints the
findings. The time is that of proofreading alone, the book being read.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

from bookbuild.cli.checking import sources_of
from bookbuild.proof import proofread
from bookbuild.proof.galley import galley_of
from bookbuild.read.manuscript import find_manuscript, read_book

DEMONSTRATION = Path(__file__).parents[1]


def main() -> int:
    """Print the figures for each folder; return the exit code."""
    named = [Path(each) for each in sys.argv[1:] if not each.startswith("--")]
    for folder in named or [DEMONSTRATION]:
        _measure(folder)
    return 0


def _measure(folder: Path) -> None:
    book = read_book(folder).value
    if book is None:
        print(f"{folder}: cannot be read")
        return
    sources = sources_of(book, find_manuscript(folder))
    words = sum(len(passage.text.split()) for passage in galley_of(book).passages)
    start = time.perf_counter()
    found = proofread(book, sources, strict="--strict" in sys.argv).findings
    taken = time.perf_counter() - start
    share = 10_000 * len(found) / max(words, 1)
    print(f"{book.name:28} {words:8,} words {len(found):5} findings {share:6.1f} in 10,000", end="")
    print(f" {taken:5.2f} s")
    for code, count in Counter(finding.code for finding in found).most_common():
        print(f"    {code:22} {count:5}")
    if "--show" in sys.argv:
        for finding in found:
            print(f"{finding.diagnostic} [{finding.code}]")


if __name__ == "__main__":
    sys.exit(main())
