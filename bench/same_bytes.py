# ruff: noqa: T201
"""Show that the same manuscript gives the same bytes, whoever builds it, when and where.

    python -m bench.same_bytes [--python INTERPRETER ...] [FOLDER]

Builds a book's EPUB and PDF (this project's own, if no folder is named) in processes that differ
in what must not matter: the seed of Python's hashes, the time zone, the language, the umask, the
working directory, the place and the dates of the author's files. Then the same with every other
Python from 3.11 to 3.14 that is named, or is on the path and has bookbuild's packages. Prints the
digests and which versions ran. Exits 1 where two files differ.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
VERSIONS = ("3.11", "3.12", "3.13", "3.14")
FILES = ("book.epub", "book.pdf")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a build must not depend on; ``dated`` is the author's files' time, in seconds."""

    name: str
    variables: dict[str, str]
    umask: int
    dated: int
    by_path: bool
    """Whether the folder is named from elsewhere; otherwise the build runs within it."""


HERE = Circumstances(
    "in UTC, in the folder",
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
    0o022,
    1_000_000_000,
    by_path=False,
)
ELSEWHERE = Circumstances(
    "in Kiritimati, from elsewhere",
    {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "C"},
    0o077,
    1_700_000_000,
    by_path=True,
)


def main() -> int:
    """Print the digest of each file of each build; return 1 where they are not all alike."""
    asked = _arguments()
    pythons = {_version(python): python for python in (sys.executable, *_others(asked.python))}
    seen: dict[str, set[str]] = {name: set() for name in FILES}
    for version, python in sorted(pythons.items()):
        for circumstances in (HERE, ELSEWHERE):
            for name, digest in _digests(python, asked.folder, circumstances):
                print(f"Python {version:8} {circumstances.name:30} {name:10} {digest[:16]}")
                seen[name].add(digest)
    ran = ", ".join(sorted(pythons))
    absent = ", ".join(v for v in VERSIONS if not any(p.startswith(f"{v}.") for p in pythons))
    print(
        f"\nRan with Python {ran}.", f"Not here, or without bookbuild's packages: {absent or '-'}."
    )
    alike = all(len(digests) == 1 for digests in seen.values())
    print("The same bytes every time." if alike else "THE BYTES DIFFER.")
    return int(not alike)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.same_bytes")
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT)
    parser.add_argument("--python", action="append", default=[], help="another interpreter")
    return parser.parse_args()


def _others(named: Sequence[str]) -> tuple[str, ...]:
    """Return the interpreters that are named; without any, those on the path that can build."""
    if named:
        return tuple(named)
    found = (shutil.which(f"python{version}") for version in VERSIONS)
    return tuple(python for python in found if python and _can_build(python))


def _can_build(python: str) -> bool:
    command = (python, "-c", "import bookbuild.write.epub, bookbuild.write.pdf.press")
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0


def _version(python: str) -> str:
    words = "import platform; print(platform.python_version())"
    said = subprocess.run((python, "-c", words), capture_output=True, text=True, check=True)
    return said.stdout.strip()


def _digests(python: str, book: Path, under: Circumstances) -> tuple[tuple[str, str], ...]:
    """Build a copy of a book and return each file's name and digest."""
    with tempfile.TemporaryDirectory(prefix=under.name.replace(" ", "-")) as temporary:
        place = Path(temporary)
        manuscript = _copied(book, place / "book", under.dated)
        for name, command in zip(FILES, ("epub", "pdf"), strict=True):
            words = (command, str(manuscript.parent) if under.by_path else ".", "-o")
            subprocess.run(
                (python, "-m", "bookbuild", *words, str(place / name)),
                cwd=place if under.by_path else manuscript.parent,
                env={**os.environ, "PYTHONPATH": str(ROOT), **under.variables},
                umask=under.umask,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=True,
            )
        return tuple((name, _digest(place / name)) for name in FILES)


def _copied(book: Path, place: Path, dated: int) -> Path:
    """Copy a book's manuscript and styles, without the history that git has of them."""
    for name in ("manuscript", "styles"):
        if (book / name).is_dir():
            shutil.copytree(book / name, place / name)
    for path in (*place.rglob("*"), place):
        os.utime(path, (dated, dated))
    return place / "manuscript"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
