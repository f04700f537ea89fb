"""What was made before: composed sections and printed parts, kept on disk by what went into them.

An entry's name is the hash of everything that decides its content, so an entry is never out of
date, and a build with a full cache, an empty one or none makes the same bytes. An entry begins with
the hash of its own content: a damaged or foreign file counts as none. Entries are JSON and PDF;
nothing in them is ever executed. The oldest go when there is more than `LARGEST` of them.

Whatever is wrong with the folder (it cannot be written to, the disk is full), the build goes on
without it.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import bookbuild

LARGEST = 200_000_000
"""Bytes that all entries together may have."""

_LARGEST_ENTRY = 50_000_000
_LEFT = 0.8
"""How full the cache is when it has been cleared: it is not cleared again soon."""

_MARK = b"bookbuild part 1 "
_HEAD = len(_MARK) + 64 + 1


class Cache(Protocol):
    """Entries by their keys."""

    def get(self, key: str) -> bytes | None:
        """Return an entry, None where there is none."""
        ...

    def put(self, key: str, content: bytes) -> None:
        """Keep an entry."""
        ...

    def tidy(self) -> None:
        """Let the oldest entries go where there is too much."""
        ...


class NoCache:
    """Keeps nothing."""

    def get(self, key: str) -> bytes | None:
        """Return None."""
        return None

    def put(self, key: str, content: bytes) -> None:
        """Do nothing."""

    def tidy(self) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True)
class _Entry:
    path: Path
    size: int
    used: int


class DiskCache:
    """Entries as files in a folder of their own."""

    def __init__(self, folder: Path, largest: int = LARGEST) -> None:
        """Take a folder, which need not be there yet, and how many bytes may lie in it."""
        self._folder = folder
        self._largest = largest
        self._has_grown = False

    def get(self, key: str) -> bytes | None:
        """Return an entry that is whole, and note that it was used."""
        path = self._path(key)
        try:
            found = path.read_bytes()
        except OSError:
            return None
        content = found[_HEAD:]
        if found[:_HEAD] != _head(content):
            return None
        with suppress(OSError):
            os.utime(path)
        return content

    def put(self, key: str, content: bytes) -> None:
        """Write an entry in one step, so that nobody ever reads half of one."""
        if len(content) > _LARGEST_ENTRY:
            return
        path = self._path(key)
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = _new_file(path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_head(content) + content)
                Path(name).replace(path)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
            self._has_grown = True

    def tidy(self) -> None:
        """Let the entries go that were not used for longest, where there is too much."""
        if not self._has_grown:
            return
        entries = sorted(self._entries(), key=lambda entry: (entry.used, entry.path.name))
        left = sum(entry.size for entry in entries)
        if left <= self._largest:
            return
        for entry in entries:
            if left <= self._largest * _LEFT:
                return
            with suppress(OSError):
                entry.path.unlink()
            left -= entry.size

    def _entries(self) -> Iterator[_Entry]:
        with suppress(OSError):
            for path in self._folder.glob("??/*"):
                with suppress(OSError):
                    stat = path.stat()
                    yield _Entry(path, stat.st_size, stat.st_mtime_ns)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]


def _new_file(folder: Path) -> tuple[int, str]:
    import tempfile  # which a book that is all there does without

    return tempfile.mkstemp(dir=folder)


def _head(content: bytes) -> bytes:
    return _MARK + hashlib.sha256(content).hexdigest().encode() + b"\n"


# ---------------------------------------------------------------------------- what makes pages


_ROOMS = ("model", "render", "write")
_LIBRARIES = (
    *("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "fonttools", "pillow"),
    *("uharfbuzz", "pyphen", "jinja2", "markupsafe"),
)


@cache
def program() -> str:
    """Return a hash of the program that makes pages: bookbuild's own files, and the libraries'
    versions. Pango's version is the press's to say."""
    hashed = hashlib.sha256()
    for room in _ROOMS:
        for name, path in sorted(_files(str(Path(bookbuild.__file__).parent / room), room)):
            hashed.update(name.encode() + b"\0")
            with open(path, "rb") as file:  # noqa: PTH123
                hashed.update(hashlib.sha256(file.read()).digest())
    hashed.update("\0".join(_versions(frozenset(_LIBRARIES), tuple(sys.path))).encode())
    return hashed.hexdigest()


def _files(folder: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield the files of a folder that a program is made of, by name and path."""
    # There are hundreds: a `Path` for each would take as long as all the rest.
    for entry in os.scandir(folder):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(entry.path, f"{name}/{entry.name}")
        elif not entry.name.endswith(".pyc"):
            yield f"{name}/{entry.name}", entry.path


def _versions(packages: frozenset[str], path: tuple[str, ...]) -> list[str]:
    """Return the versions of packages, as the names of their folders of particulars have them.

    To have Python read the particulars themselves takes ten times as long.
    """
    found: dict[str, str] = {}
    for folder in path:
        with suppress(OSError):
            for name in sorted(entry.name for entry in os.scandir(folder)):
                package = name.partition("-")[0].lower()
                if package in packages and name.endswith(_PARTICULARS):
                    found.setdefault(package, name)
    lacking = packages - found.keys()
    return sorted([*found.values(), *map(_told_version, lacking)])


_PARTICULARS = (".dist-info", ".egg-info")


def _told_version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"{package}-{version(package)}"
    except PackageNotFoundError:
        return package
