# ruff: noqa: T201
"""The bench at a command line; the package's docstring says how."""

from __future__ import annotations

import argparse
import sys
import tempfile
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from bench.epub_speed.judging import Verdict, beside_pandoc, growth
from bench.epub_speed.measuring import Cost, bookbuild_command, cost, pandoc_command, typical
from bench.epub_speed.novels import write_for_pandoc, write_manuscript

NOVEL, LONG, LONGEST = 120_000, 500_000, 5_000_000
_MISSING = "pandoc is missing: make bench-epub installs it (PyPI pypandoc_binary)."
_FONTS = ("EBGaramond[wght].ttf", "EBGaramond-Italic[wght].ttf")


def main() -> int:
    """Print what was measured; return 1 where it is too much, 3 where pandoc is missing."""
    asked = _arguments()
    pandoc = None if asked.alone else _pandoc()
    if pandoc is None and not asked.alone:
        print(_MISSING)
        return 3
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        verdicts = () if pandoc is None else _beside_pandoc(pandoc, folder, asked.rounds)
        lengths = tuple(words for words in (NOVEL, LONG, LONGEST) if words <= asked.longest)
        verdicts += _growth(folder, lengths)
    print()
    print(*(verdict.line for verdict in verdicts), sep="\n")
    return int(not all(verdict.good for verdict in verdicts))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.epub_speed")
    parser.add_argument("--rounds", type=int, default=5, help="how often each makes the novel")
    parser.add_argument("--longest", type=int, default=LONGEST, help="words of the longest book")
    parser.add_argument("--alone", action="store_true", help="without pandoc")
    parser.add_argument("--keep", type=Path, help="an empty folder where all files are to stay")
    return parser.parse_args()


def _pandoc() -> Path | None:
    """Return the pandoc of the installed package, so that all measure the same one."""
    try:
        found = Path(str(files("pypandoc"))) / "files" / "pandoc"
    except ModuleNotFoundError:
        return None
    return found if found.exists() else None


def _beside_pandoc(pandoc: Path, folder: Path, rounds: int) -> tuple[Verdict, ...]:
    """Make the novel with both in turn, once to warm the disk's cache and then ``rounds`` times."""
    own, other = folder / "ours", folder / "pandoc"
    write_manuscript(own, NOVEL)
    write_for_pandoc(other, NOVEL)
    fonts = tuple(Path(str(files("fontpkg_eb_garamond"))) / "files" / name for name in _FONTS)
    ours = bookbuild_command(folder / "ours.epub")
    theirs = pandoc_command(pandoc, fonts, folder / "pandoc.epub")
    costs = [(cost(ours, own), cost(theirs, other)) for _ in range(rounds + 1)][1:]
    made = typical([each for each, _ in costs])
    beside = typical([each for _, each in costs])
    print(f"{'':24} {'CPU':>8} {'clock':>8} {'peak':>10}   (median of {rounds})")
    _say(f"bookbuild, {NOVEL:,}", made)
    _say(f"pandoc, {NOVEL:,}", beside)
    return beside_pandoc(made, beside)


def _growth(folder: Path, lengths: tuple[int, ...]) -> tuple[Verdict, ...]:
    """Make ever longer books, the short ones three times, and judge each beside the one before."""
    costs: list[tuple[int, Cost]] = []
    for words in lengths:
        place = folder / str(words)
        write_manuscript(place, words)
        command = bookbuild_command(folder / f"{words}.epub")
        rounds = 1 if words > LONG else 3
        costs.append((words, typical([cost(command, place) for _ in range(rounds)])))
        _say(f"bookbuild, {words:,}", costs[-1][1])
    return tuple(
        verdict for shorter, longer in pairwise(costs) for verdict in growth(shorter, longer)
    )


def _say(what: str, spent: Cost) -> None:
    figures = f"{spent.seconds:6.2f} s {spent.clock:6.2f} s {spent.mebibytes:6.0f} MiB"
    print(f"{what:24} {figures}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
