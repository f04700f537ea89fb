# ruff: noqa: T201
"""The bench at a command line; the package's docstring says how."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.readers.looking import LOOKS, look
from bench.readers.sights import disagreements
from bench.readers.table import table_lines

PROJECT = Path(__file__).parents[2]


def main() -> int:
    """Print the table for each book; return 1 where a reader complains, 3 without any reader."""
    books = _books()
    lacking = tuple(dict.fromkeys(filter(None, (each.missing() for each in LOOKS))))
    print(*lacking, sep="\n", end="\n" if lacking else "")
    if all(each.missing() for each in LOOKS):
        return 3
    well = True
    for name, book in books:
        sights = look(book)
        print(f"\n{name}", *table_lines(sights), sep="\n")
        well &= not disagreements(sights) and not any(sight.complaints for sight in sights)
    return 0 if well else 1


def _books() -> tuple[tuple[str, bytes], ...]:
    parser = argparse.ArgumentParser(prog="python -m bench.readers")
    parser.add_argument("books", type=Path, nargs="*", help="without one, the demonstration")
    given: list[Path] = parser.parse_args().books
    if given:
        return tuple((path.name, path.read_bytes()) for path in given)
    return (("the demonstration", demonstration()),)


def demonstration() -> bytes:
    """Build manuscript/, the printed edition too for its pages, and return the EPUB."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bookbuild", "build", str(PROJECT), "-o", folder]
        subprocess.run(command, check=True, cwd=PROJECT, capture_output=True)
        return next(Path(folder).glob("*.epub")).read_bytes()


if __name__ == "__main__":
    sys.exit(main())
