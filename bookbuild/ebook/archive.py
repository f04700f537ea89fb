"""The files of an EPUB: a zip that is hostile until shown otherwise; nothing is ever written.

The list of files is bounded before it is read, what a file claims to hold is not believed, and all
files together are read up to a limit.
"""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO
from pathlib import Path

from bookbuild.ebook.zips import (
    BROKEN,
    END_BYTES,
    NO_ZIP,
    leads_out,
    trouble_of_file,
    trouble_of_list,
)
from bookbuild.report import BookbuildError, Exit

LARGEST = 500_000_000
"""The most bytes of an EPUB."""
_MOST_BYTES = 300_000_000
_LARGEST_FILE = 60_000_000


def unreadable(name: str, why: str) -> BookbuildError:
    """Return the error for a file that cannot be looked into."""
    remedy = "Get the book again, or take another file of it."
    return BookbuildError(f"{name}: This EPUB cannot be read: {why}. {remedy}", Exit.MANUSCRIPT)


def bytes_of(path: Path) -> bytes:
    """Return the bytes of an EPUB. Raises `BookbuildError`: exit 2 where there is no such file."""
    try:
        if not path.is_file():
            raise BookbuildError(
                f"{path}: There is no such file. Check the name and the folder.", Exit.USAGE
            )
        if path.stat().st_size > LARGEST:
            raise unreadable(str(path), f"it has more than {LARGEST // 1_000_000} MB")
        return path.read_bytes()
    except (OSError, ValueError) as wrong:
        why = getattr(wrong, "strerror", "") or "the disk does not give it"
        raise unreadable(str(path), why.lower()) from None


class Archive:
    """An EPUB's files by their names, which have slashes and no "..": "OEBPS/one.xhtml".

    ``listed`` is the zip's own list, in its order; ``strange`` are the names in it that lead out
    of the book, which are never used.
    """

    def __init__(self, data: bytes, name: str) -> None:
        """Open the zip. Raises `BookbuildError` (exit 1) where it is none."""
        self.name = name
        self._left = _MOST_BYTES
        if trouble := trouble_of_list(data[-END_BYTES:]):
            raise unreadable(name, trouble)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self.listed = tuple(self._zip.infolist())
        except BROKEN:
            raise unreadable(name, NO_ZIP) from None
        files = tuple(info for info in self.listed if not info.is_dir())
        self.strange = tuple(each.filename for each in files if leads_out(each.filename))
        self._files: dict[str, zipfile.ZipInfo] = {}
        for info in files:
            if not leads_out(info.filename):
                self._files.setdefault(_plain(info.filename), info)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files, in the order of the zip."""
        return tuple(self._files)

    def read(self, name: str) -> bytes | None:
        """Return a file, None where there is none. Raises `BookbuildError` (exit 1)."""
        info = self._files.get(name)
        if info is None:
            return None
        if trouble := trouble_of_file(info, "EPUB"):
            raise unreadable(self.name, trouble)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(_LARGEST_FILE + 1)
        except BROKEN:
            raise unreadable(self.name, f"{name} in it is damaged") from None
        self._left -= len(data)
        if len(data) > _LARGEST_FILE or self._left < 0:
            raise unreadable(self.name, "there is more in it than a book can hold")
        return data


def _plain(filename: str) -> str:
    return posixpath.normpath(filename.replace("\\", "/"))
