# ruff: noqa: T201
"""Measure what hostile manuscripts cost: seconds of the processor, memory, and how each ends.

    python -m bench.hostile [WORDS OF A NAME ...]

Each is built in a process of its own (`tests.hostile`). Exits 1 where one takes more than 20 s or
1000 MB, or ends otherwise than it must.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.hostile.folders import FOLDERS, Case, Ending, written
from tests.hostile.inertness import harm_in
from tests.hostile.pictures import PICTURES
from tests.hostile.trial import MOST_MEGABYTES, MOST_SECONDS, tried


def main() -> int:
    """Print a line for each manuscript; return 1 where one costs too much or does harm."""
    wanted = sys.argv[1:]
    cases = [
        case
        for case in (*FOLDERS, *PICTURES)
        if not wanted or any(words in case.name for words in wanted)
    ]
    good = [_is_good(case) for case in cases]
    print(f"{sum(good)} of {len(good)} end as they must")
    return int(not all(good))


def _is_good(case: Case) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        trial = tried(written(Path(folder) / "the-ferry", case))
        books = [book.read_bytes() for book in Path(folder).rglob("*.epub")]
    harm = [each for book in books for each in harm_in(book)]
    cheap = trial.seconds <= MOST_SECONDS and trial.megabytes <= MOST_MEGABYTES
    ends = trial.code == case.ending.value and case.said in trial.said
    as_it_must = ends and len(books) == (case.ending is Ending.BOOK) and not harm
    ending = "a book" if books else f"exit code {trial.code}"
    mark = "" if cheap and as_it_must else "!"
    cost = f"{trial.seconds:6.2f}s {trial.megabytes:5} MB"
    print(f"{case.name:40} {cost} {mark:1} {ending}", *harm[:1], flush=True)
    return not mark


if __name__ == "__main__":
    sys.exit(main())
