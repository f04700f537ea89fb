"""An EPUB's files: a zip, or the folder that somebody unpacked; nothing is ever written.

A zip is hostile until shown otherwise. Its list of files is bounded before it is read, a file is
looked up by its plain name and never unpacked to a path, and what a file claims to hold is not
believed: it is read up to a limit, and all of them together up to another.
"""

from __future__ import annotations

import posixpath
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote

from bookbuild.ebook.addresses import resolved
from bookbuild.ebook.zips import (
    BROKEN,
    END_BYTES,
    MOST_FILES,
    NO_ZIP,
    STEEPEST,
    leads_out,
    trouble_of_file,
    trouble_of_list,
)
from bookbuild.intake.source_files import SourceFile
from bookbuild.report import BookbuildError, Exit

__all__ = [
    "EPUB",
    "LARGEST_FILE",
    "LARGEST_ZIP",
    "MOST_BYTES",
    "MOST_FILES",
    "STEEPEST",
    "Files",
    "Format",
    "leads_out",
    "opened",
    "refused",
    "resolved",
]

MOST_BYTES = 150_000_000
"""The most bytes that are read out of one book, all its files together."""
LARGEST_FILE = 40_000_000
LARGEST_ZIP = 500_000_000
_CHUNK = 1 << 16


class Files(Protocol):
    """The files of a book by their names, which have slashes and no "..": "OEBPS/one.xhtml"."""

    @property
    def strange(self) -> tuple[str, ...]:
        """Names that lead out of the book; they are never used."""
        ...

    def read(self, name: str) -> bytes | None:
        """Return a file, None where there is none. Raises `BookbuildError` (exit 1)."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """What a packed file is called in messages, and what helps where it cannot be read."""

    noun: str
    remedy: str


EPUB = Format("EPUB", "Get the book again, or export it from the program that made it.")


def refused(name: str, why: str, remedy: str = "", form: Format = EPUB) -> BookbuildError:
    """Return the error for a book or document that cannot be imported."""
    what = f"This {form.noun} cannot be read: {why}."
    return BookbuildError(f"{name}: {what} {remedy or form.remedy}", Exit.MANUSCRIPT)


@contextmanager
def opened(file: SourceFile, form: Format = EPUB) -> Iterator[Files]:
    """Open a zip or an unpacked folder. Raises `BookbuildError`: exit 2 for no such file."""
    name = str(file.path)
    if file.is_folder():
        yield _Folder(file.path, name, form)
        return
    if not file.is_there():
        raise BookbuildError(
            f"{name}: There is no such file. Check the name and the folder.", Exit.USAGE
        )
    _refuse_long_list(file, form)
    with file.opened() as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except BROKEN:
            raise refused(name, NO_ZIP, form=form) from None
        with archive:
            yield _Zip(archive, name, form)


def _refuse_long_list(file: SourceFile, form: Format) -> None:
    """Look at the end of the zip, so that a list of a million names is never read."""
    name = str(file.path)
    try:
        size = file.size()
        tail = file.end(END_BYTES)
    except OSError as wrong:
        raise refused(name, wrong.strerror or "the disk does not give it", form=form) from None
    if size > LARGEST_ZIP:
        raise refused(name, f"it has more than {LARGEST_ZIP // 1_000_000} MB", form=form)
    if trouble := trouble_of_list(tail):
        raise refused(name, trouble, form=form)


class _Budget:
    """Counts what was read, and stops at the limit."""

    def __init__(self, name: str, form: Format) -> None:
        self.name, self.form, self.left = name, form, MOST_BYTES

    def take(self, data: bytes, file: str) -> bytes:
        if len(data) > LARGEST_FILE:
            why = f"{file} in it has more than {LARGEST_FILE // 1_000_000} MB"
            raise refused(self.name, why, form=self.form)
        self.left -= len(data)
        if self.left < 0:
            why = f"there are more than {MOST_BYTES // 1_000_000} MB in it"
            raise refused(self.name, why, form=self.form)
        return data


class _Zip:
    """A zip's files."""

    def __init__(self, archive: zipfile.ZipFile, name: str, form: Format) -> None:
        self.archive, self.name, self.form = archive, name, form
        self.budget = _Budget(name, form)
        self.names: dict[str, zipfile.ZipInfo] = {}
        strange: list[str] = []
        for info in archive.infolist():
            plain = info.filename.replace("\\", "/")
            if leads_out(plain):
                strange.append(plain)
            elif not info.is_dir():
                self.names.setdefault(posixpath.normpath(plain), info)
        self.folded = {name.casefold(): name for name in reversed(self.names)}
        self.strange = tuple(strange)

    def read(self, name: str) -> bytes | None:
        known = _spelled(name, self.names, self.folded)
        if not known:
            return None
        info = self.names[known]
        if trouble := trouble_of_file(info, self.form.noun):
            raise self._refused(trouble)
        try:
            with self.archive.open(info) as stream:
                data = _up_to(stream, LARGEST_FILE + 1)
        except BROKEN:
            raise self._refused(f"{known} in it is damaged") from None
        return self.budget.take(data, known)

    def _refused(self, why: str) -> BookbuildError:
        return refused(self.name, why, form=self.form)


def _up_to(stream: object, most: int) -> bytes:
    read = getattr(stream, "read")  # noqa: B009 (any stream of bytes)
    pieces: list[bytes] = []
    length = 0
    while length < most:
        piece: bytes = read(min(_CHUNK, most - length))
        if not piece:
            break
        pieces.append(piece)
        length += len(piece)
    return b"".join(pieces)


class _Folder:
    """An unpacked book's files; links that lead elsewhere are not followed."""

    strange: tuple[str, ...] = ()

    def __init__(self, path: Path, name: str, form: Format) -> None:
        self.path, self.name, self.form = path, name, form
        self.budget = _Budget(name, form)

    def read(self, name: str) -> bytes | None:
        if leads_out(name):
            return None
        for spelled in dict.fromkeys((name, unquote(name))):
            if leads_out(spelled):
                continue
            file = self.path / spelled
            if self._is_inside(file):
                return self.budget.take(self._bytes(file), spelled)
        return None

    def _is_inside(self, file: Path) -> bool:
        try:
            inside = file.resolve().is_relative_to(self.path.resolve())
            return inside and stat.S_ISREG(file.stat().st_mode)
        except (OSError, ValueError, RuntimeError):
            return False

    def _bytes(self, file: Path) -> bytes:
        try:
            with file.open("rb") as stream:
                return _up_to(stream, LARGEST_FILE + 1)
        except OSError as wrong:
            why = wrong.strerror or "the disk does not give it"
            raise refused(self.name, f"{file.name}: {why}", form=self.form) from None


def _spelled(name: str, names: dict[str, zipfile.ZipInfo], folded: dict[str, str]) -> str:
    """Return a file's name as the zip spells it: other case and %20 are what tools confuse."""
    for each in (name, unquote(name)):
        if each in names:
            return each
        if each.casefold() in folded:
            return folded[each.casefold()]
    return ""
