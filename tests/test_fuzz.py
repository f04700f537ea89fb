"""The first 500 of the mutated sources of `tests.fuzz`; ``make fuzz`` runs 10,000."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.fuzz.__main__ import shown
from tests.fuzz.cases import case
from tests.fuzz.pool import try_all
from tests.fuzz.seeds import corpus

QUICK = 500


@pytest.mark.slow
def test_no_mutated_source_does_harm() -> None:
    tried = try_all(range(QUICK), min(2, os.cpu_count() or 1))
    wrong = [shown(each) for each in tried.outcomes if not each.ending.is_good]
    assert not wrong, "\n\n".join(wrong[:10])
    assert len(tried.outcomes) == QUICK


def test_a_number_gives_the_same_source_each_time(tmp_path: Path) -> None:
    for number in range(40):
        made = []
        for time in ("once", "again"):
            folder = tmp_path / f"{number}-{time}"
            folder.mkdir()
            case(number, folder)
            files = (file for file in sorted(folder.rglob("*")) if file.is_file())
            made.append([(file.relative_to(folder), _bytes(file)) for file in files])
        assert made[0] == made[1]


def _bytes(file: Path) -> bytes:
    return b"" if file.is_symlink() else file.read_bytes()


def test_there_are_seeds_of_every_kind() -> None:
    kinds = {seed.kind for seeds in corpus() for seed in seeds}
    assert kinds == {"text", "page", "folder", "zip", "ebook", "document"}
