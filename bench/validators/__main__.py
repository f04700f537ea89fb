# ruff: noqa: T201
"""The bench at a command line; the package's docstring says how."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.validators.asking import by_impact, by_weight, missing, verdict_on

PROJECT = Path(__file__).parents[2]
SHARED = PROJECT.parent / "shared"
IMPORTED = (
    ("the seed", SHARED / "seed" / "last-chapter.txt"),
    ("a serial", SHARED / "corpora" / "serial-fixtures-synthetic" / "royalroad"),
    ("The Waste Land", SHARED / "corpora" / "epub3-sample-wasteland"),
)


def main() -> int:
    """Print a row for each book; return 1 where anything was found, 3 where Ace is missing."""
    asked = _arguments()
    if lacking := missing():
        print(lacking)
        return 3
    print(f"{'':28} {'EPUBCheck 5.3':15} {'EPUBCheck 4.2.6':16} {'Ace':9} own")
    print(f"{'':28} {'E  W  U':15} {'E  W  U':16} {'C S M m':9}")
    sound = True
    with tempfile.TemporaryDirectory() as folder:
        for name, book in _given(asked.books) if asked.books else _made(Path(folder)):
            found = verdict_on(book, name, asked.epubcheck_4)
            sound &= not found.findings
            print(
                f"{name[:28]:28} {by_weight(found.epubcheck):15} {by_weight(found.epubcheck_4):16} "
                f"{by_impact(found.ace):9} {len(found.own)}",
                flush=True,
            )
            if asked.show:
                print(*(f"    {each} [{each.code}]" for each in found.findings), sep="\n")
    return 0 if sound else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.validators")
    parser.add_argument("books", type=Path, nargs="*", help="finished EPUBs")
    parser.add_argument("--epubcheck-4", default="", metavar="JAR", help="EPUBCheck 4.2.6")
    parser.add_argument("--show", action="store_true", help="everything that is found")
    return parser.parse_args()


def _given(books: list[Path]) -> Iterator[tuple[str, bytes]]:
    return ((book.name, book.read_bytes()) for book in books)


def _made(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Make the demonstration, and an import of each text that is here."""
    (folder / "demonstration").mkdir()
    shutil.copytree(PROJECT / "manuscript", folder / "demonstration" / "manuscript")
    yield "the demonstration", _built(folder / "demonstration")
    for number, (name, source) in enumerate(IMPORTED):
        if not source.exists():
            print(f"{name[:28]:28} is not here: {source.relative_to(SHARED.parent)}")
            continue
        place = folder / str(number)
        _run("import", str(source), "-o", str(place))
        yield name, _built(place)


def _built(folder: Path) -> bytes:
    _run("epub", str(folder))
    return next((folder / "dist").glob("*.epub")).read_bytes()


def _run(*words: str) -> None:
    command = [sys.executable, "-m", "bookbuild", *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, check=False)
    if done.returncode:
        sys.exit(f"bookbuild {' '.join(words)}: {done.stdout}{done.stderr}")


if __name__ == "__main__":
    sys.exit(main())
