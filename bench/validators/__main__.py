# ruff: noqa: T201
"""The bench at a command line; the package's docstring says how."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.imports import samples
from bench.validators.asking import by_impact, by_weight, missing, verdict_on
from tests.verapdf import verapdf

PROJECT = Path(__file__).parents[2]
SHARED = PROJECT.parent / "shared"
IMPORTED = (
    ("the seed", SHARED / "seed" / "last-chapter.txt"),
    ("a serial", SHARED / "corpora" / "serial-fixtures-synthetic" / "royalroad"),
    ("The Waste Land", SHARED / "corpora" / "epub3-sample-wasteland"),
)
LOOKED_AT_BY_ACE = ("seed", "epub3-sample-wasteland")
"""Two short books among the imports; the demonstration comes on top."""

OF_THE_TESTS = ("blocks", "fandom", "german", "parts", "pictures", "plain", "serial")
"""The books of the tests that have one edition."""


@dataclass(frozen=True, slots=True)
class Book:
    """A finished EPUB, and whether Ace is to look at it."""

    name: str
    data: bytes
    for_ace: bool = True


def main() -> int:
    """Print a row for each book; return 1 where one finds anything, 3 where one is missing."""
    asked = _arguments()
    if lacking := missing():
        print(lacking)
        return 3
    print(f"{'':34} {'EPUBCheck 5.3':15} {'EPUBCheck 4.2.6':16} {'Ace':9} own")
    print(f"{'':34} {'E  W  U':15} {'E  W  U':16} {'C S M m':9}")
    with tempfile.TemporaryDirectory() as folder:
        sound = [_is_sound(book, show=asked.show) for book in _books(asked, Path(folder))]
    print(f"{sum(sound)} of {len(sound)} books in which no validator finds anything")
    accessible = asked.books or _screen_copies_are_sound(show=asked.show)
    return 0 if all(sound) and accessible else 1


def _screen_copies_are_sound(*, show: bool) -> bool:
    """Print what veraPDF finds in PDFs for screens, by the rules of PDF/UA-1."""
    with tempfile.TemporaryDirectory() as folder:
        copies = {name: _screen_copy(place) for name, place in _screen_books(Path(folder))}
    found = dict(zip(copies, verapdf(*copies.values()), strict=True))
    print(f"{'':34} veraPDF (PDF/UA-1)")
    for name, failures in found.items():
        print(f"{name[:34]:34} {len(failures)}")
        if show:
            print(
                *(f"    {each.place}: {each.message} [{each.rule}]" for each in failures), sep="\n"
            )
    return not any(found.values())


def _screen_books(folder: Path) -> Iterator[tuple[str, Path]]:
    folder.joinpath("demonstration").mkdir()
    shutil.copytree(PROJECT / "manuscript", folder / "demonstration" / "manuscript")
    yield "the demonstration", folder / "demonstration"
    for name in OF_THE_TESTS:
        shutil.copytree(
            PROJECT / "tests" / "books" / name / "manuscript", folder / name / "manuscript"
        )
        yield name, folder / name


def _screen_copy(folder: Path) -> bytes:
    made = folder / "screen.pdf"
    _run("pdf", str(folder), "--for", "screen", "-o", str(made))
    return made.read_bytes()


def _is_sound(book: Book, *, show: bool) -> bool:
    found = verdict_on(book.data, book.name, with_ace=book.for_ace)
    print(
        f"{book.name[:34]:34} {by_weight(found.epubcheck):15} {by_weight(found.epubcheck_4):16} "
        f"{by_impact(found.ace):9} {len(found.own)}",
        flush=True,
    )
    if show and found.findings:
        print(*(f"    {each} [{each.code}]" for each in found.findings), sep="\n")
    return not found.of_others


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.validators")
    parser.add_argument("books", type=Path, nargs="*", help="finished EPUBs")
    parser.add_argument("--all", action="store_true", help="every import of bench/imports.py too")
    parser.add_argument("--show", action="store_true", help="everything that is found")
    return parser.parse_args()


def _books(asked: argparse.Namespace, folder: Path) -> Iterator[Book]:
    if asked.books:
        yield from (Book(book.name, book.read_bytes()) for book in asked.books)
        return
    yield Book("the demonstration", _demonstration(folder / "demonstration"))
    yield from _all_imports(folder) if asked.all else _few_imports(folder)


def _demonstration(folder: Path) -> bytes:
    """Make the demonstration with the pages of its printed edition."""
    folder.mkdir()
    shutil.copytree(PROJECT / "manuscript", folder / "manuscript")
    return _built(folder, "build")


def _few_imports(folder: Path) -> Iterator[Book]:
    for number, (name, source) in enumerate(IMPORTED):
        if not source.exists():
            print(f"{name[:34]:34} is not here: {source.relative_to(SHARED.parent)}")
            continue
        yield Book(name, _imported(folder / str(number), source))


def _all_imports(folder: Path) -> Iterator[Book]:
    for sample in samples(folder):
        data = _imported(folder / f"made-{sample.name}", *sample.paths)
        yield Book(sample.name, data, for_ace=sample.name in LOOKED_AT_BY_ACE)


def _imported(folder: Path, *sources: Path) -> bytes:
    _run("import", *map(str, sources), "-o", str(folder))
    return _built(folder, "epub")


def _built(folder: Path, command: str) -> bytes:
    _run(command, str(folder))
    return next((folder / "dist").glob("*.epub")).read_bytes()


def _run(*words: str) -> None:
    command = [sys.executable, "-m", "bookbuild", *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, check=False)
    if done.returncode:
        sys.exit(f"bookbuild {' '.join(words)}: {done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main())
