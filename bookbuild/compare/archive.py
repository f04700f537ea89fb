"""The files of an EPUB: a zip that is hostile until shown otherwise; nothing is ever written.

The list of files is bounded before it is read, what a file claims to hold is not believed, and all
files together are read up to a limit.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from bookbuild.report import BookbuildError, Exit

LARGEST = 500_000_000
"""The most bytes of an EPUB."""
_MOST_FILES = 20_000
_MOST_BYTES = 300_000_000
_LARGEST_FILE = 60_000_000
_STEEPEST = 200
_SMALL = 2_000_000
_LONGEST_LIST = 4_000_000
_BROKEN = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    zlib.error,
    struct.error,
)
"""What Python's zip reader raises for damaged files."""


def unreadable(name: str, why: str) -> BookbuildError:
    """Return the error for a file that cannot be compared."""
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
    """An EPUB's files by their names, which have slashes and no "..": "OEBPS/one.xhtml"."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the zip. Raises `BookbuildError` (exit 1) where it is none."""
        self.name = name
        self._left = _MOST_BYTES
        _refuse_long_list(data, name)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            found = self._zip.infolist()
        except _BROKEN:
            raise unreadable(name, "it is no zip file, or the end of it is missing") from None
        self._files: dict[str, zipfile.ZipInfo] = {}
        for info in found:
            if not info.is_dir():
                self._files.setdefault(posixpath.normpath(info.filename.replace("\\", "/")), info)

    def read(self, name: str) -> bytes | None:
        """Return a file, None where there is none. Raises `BookbuildError` (exit 1)."""
        info = self._files.get(name)
        if info is None:
            return None
        self._refuse_bomb(info)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(_LARGEST_FILE + 1)
        except _BROKEN:
            raise unreadable(self.name, f"{name} in it is damaged") from None
        self._left -= len(data)
        if len(data) > _LARGEST_FILE or self._left < 0:
            raise unreadable(self.name, "there is more in it than a book can hold")
        return data

    def _refuse_bomb(self, info: zipfile.ZipInfo) -> None:
        if info.flag_bits & 1:
            raise unreadable(self.name, f"{info.filename} in it is locked with a password")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise unreadable(self.name, f"{info.filename} is packed in a way that no EPUB may use")
        if info.file_size > _SMALL and info.file_size > _STEEPEST * max(info.compress_size, 1):
            raise unreadable(
                self.name, f"{info.filename} in it unpacks to much more than a text can"
            )


def _refuse_long_list(data: bytes, name: str) -> None:
    """Look at the end of the zip, so that a list of a million names is never read."""
    tail = data[-65_600:]
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise unreadable(name, "it is no zip file, or the end of it is missing")
    files, length = struct.unpack("<HI", tail[at + 10 : at + 16])
    if files > _MOST_FILES or length > _LONGEST_LIST or b"PK\x06\x07" in tail[max(0, at - 20) : at]:
        raise unreadable(name, f"it holds more than {_MOST_FILES:,} files")


def resolved(base: str, href: str) -> tuple[str, str]:
    """Return the file and the anchor that an address in the file ``base`` names.

    The file is "" for addresses outside of the book.
    """
    address, _, anchor = href.strip().partition("#")
    if ":" in address.split("/")[0] or address.startswith(("/", "\\")):
        return "", ""
    path = unquote(address.partition("?")[0])
    if not path:
        return base, unquote(anchor)
    name = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
    return ("", "") if name.startswith("..") or "\0" in name else (name, unquote(anchor))
