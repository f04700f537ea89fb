"""The files of a folder or of a zip file, read alike: bounded, and never from anywhere else.

The only module of this package that reads. Nothing of a zip file is unpacked onto the disk. Paths
within a shelf have slashes and never lead upwards.
"""

from __future__ import annotations

import io
import os
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bookbuild.intake.decoding import decode
from bookbuild.intake.sources import LARGEST
from bookbuild.report import BookbuildError, Exit

MOST_FILES = 10_000
DEEPEST = 16
LARGEST_SETTINGS = 1_000_000
LARGEST_PICTURE = 30 * 1024 * 1024
LARGEST_ZIP = 128 * 1024 * 1024
MOST_PICTURE_BYTES = 100 * 1024 * 1024
"""All pictures together; they stay in memory until the folder is written."""

_NOT_LOOKED_INTO = frozenset(
    "node_modules __pycache__ __macosx _book _site book/html public dist build target".split()
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder or a zip file: its name as typed, and the paths of its files, sorted.

    ``inside`` is the folder of the zip file that holds everything, with a slash behind it, else
    "". ``links`` are links that lead out of the folder; they are never followed. ``names`` are the
    paths again, to look one up.
    """

    place: Path
    paths: tuple[str, ...]
    links: tuple[str, ...] = ()
    archive: zipfile.ZipFile | None = None
    inside: str = ""
    names: frozenset[str] = frozenset()

    def shown(self, path: str) -> str:
        """Return a file's path as messages name it."""
        return str(self.place / path) if path else str(self.place)

    def has(self, path: str) -> bool:
        """Return whether there is such a file."""
        return path in self.names

    def data(self, path: str, most: int) -> bytes:
        """Return a file's bytes. Raises `BookbuildError` where it is larger than ``most``."""
        try:
            data = self.beginning(path, most + 1)
        except Exception as wrong:  # the errors of zlib, zipfile and the disk share no class
            raise self._unreadable(path, wrong) from None
        if len(data) > most:
            message = f"{self.shown(path)}: This file is too big: more than {most:,} bytes."
            raise BookbuildError(f"{message} Leave it out of the folder.", Exit.MANUSCRIPT)
        return data

    def text(self, path: str, most: int = LARGEST_SETTINGS) -> str:
        """Return a file's text with ``\\n`` line ends."""
        text = decode(self.data(path, most), self.shown(path)).text
        return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")

    def beginning(self, path: str, count: int) -> bytes:
        """Return a file's first bytes; what goes wrong is the library's own error."""
        if self.archive:
            with self.archive.open(self.inside + path) as member:
                return member.read(count)
        with (self.place / path).open("rb") as stream:
            return stream.read(count)

    def _unreadable(self, path: str, wrong: Exception) -> BookbuildError:
        why = wrong.strerror if isinstance(wrong, OSError) and wrong.strerror else "it is broken"
        message = f"{self.shown(path)}: It cannot be read ({why}). Check the file."
        return BookbuildError(message, Exit.MANUSCRIPT)


def open_shelf(place: Path) -> Shelf | None:
    """Return the files of a folder or zip file, None where it is neither.

    Raises `BookbuildError` for a broken zip file and for more files than any book has. An EPUB or
    a Word file is no such zip.
    """
    try:
        if place.is_dir():
            return _folder(place)
        return _zip(place) if place.is_file() and zipfile.is_zipfile(place) else None
    except (OSError, ValueError) as wrong:
        why = getattr(wrong, "strerror", None) or "a wrong name"
        shown = str(place).replace("\0", "?")
        message = f"{shown}: It cannot be read ({why}). Check the folder."
        raise BookbuildError(message, Exit.USAGE) from None


def joined(folder: str, path: str) -> str | None:
    """Return the path of a file that a file in ``folder`` names, None where it leads outside."""
    if "\0" in path or "\\" in path or posixpath.isabs(path):
        return None
    whole = posixpath.normpath(posixpath.join(folder, path))
    return None if whole.startswith("..") or whole == "." else whole


def _folder(place: Path) -> Shelf:
    root = place.resolve()
    paths: list[str] = []
    links: list[str] = []
    for file in _walk(place, 0):
        name = file.relative_to(place).as_posix()
        (links if _leads_outside(file, root) else paths).append(name)
        if len(paths) + len(links) > MOST_FILES:
            raise _too_many(place)
    return Shelf(place, tuple(sorted(paths)), tuple(sorted(links)), names=frozenset(paths))


def _leads_outside(file: Path, root: Path) -> bool:
    """Whether a file is a link that is not to be followed; one may lead to itself."""
    try:
        return file.is_symlink() and not file.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return True


def _walk(folder: Path, depth: int) -> Iterator[Path]:
    """Yield the files below a folder; links to folders come as files, so that none is entered."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if not _is_visible(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            if depth < DEEPEST and entry.name.lower() not in _NOT_LOOKED_INTO:
                yield from _walk(folder / entry.name, depth + 1)
        elif entry.is_symlink() or entry.is_file():
            yield folder / entry.name


def _is_visible(name: str) -> bool:
    return not name.startswith(".")


def _too_many(place: Path) -> BookbuildError:
    message = (
        f"{place}: There are more than {MOST_FILES:,} files in it. Name the book's own folder."
    )
    return BookbuildError(message, Exit.USAGE)


def _zip(place: Path) -> Shelf | None:
    try:
        with place.open("rb") as stream:
            data = stream.read(LARGEST_ZIP + 1)
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, EOFError):
        message = f"{place}: This zip file is broken. Make it again, or name the folder itself."
        raise BookbuildError(message, Exit.MANUSCRIPT) from None
    if len(data) > LARGEST_ZIP:
        message = f"{place}: This zip file is too big. Unpack it and name the book's own folder."
        raise BookbuildError(message, Exit.MANUSCRIPT)
    if len(infos) > MOST_FILES:
        raise _too_many(place)
    names = {info.filename for info in infos if not info.filename.endswith("/")}
    if names & {"mimetype", "[Content_Types].xml"}:
        return None
    good = tuple(sorted(name for name in names if _is_safe(name)))
    links = tuple(sorted(names - set(good) - {name for name in names if _hidden(name)}))
    top = {name.partition("/")[0] for name in good}
    inside = f"{top.pop()}/" if len(top) == 1 and all("/" in name for name in good) else ""
    paths = tuple(name.removeprefix(inside) for name in good)
    return Shelf(place, paths, links, archive, inside, frozenset(paths))


def _is_safe(name: str) -> bool:
    return joined("", name) == name and not _hidden(name)


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) and part != ".." for part in name.split("/"))


def total_text(shelf: Shelf, sizes: int) -> None:
    """Raise `BookbuildError` where all texts together are more than an import takes."""
    if sizes > LARGEST:
        message = (
            f"{shelf.place}: The texts are too big: more than {LARGEST // 1_000_000} MB. Import "
            "fewer chapters at a time."
        )
        raise BookbuildError(message, Exit.MANUSCRIPT)
