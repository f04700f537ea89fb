"""Which kind of source is which, told by what is in it, and the folder that comes of each kind."""

from __future__ import annotations

import re
import zipfile
from enum import Enum
from pathlib import Path

from bookbuild.intake.drafted import prepare_ebook, prepare_pages
from bookbuild.intake.shelved import prepare_folder
from bookbuild.intake.sources import Listed, gather_texts, list_files, read_bytes
from bookbuild.intake.work import Prepared, prepare
from bookbuild.report import BookbuildError, Exit

_MAY_BE_PAGE = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*<[\x00]?[!?a-zA-Z]")
_HEAD = 4000


class SourceKind(Enum):
    """What a source is; the value is its name in messages."""

    TEXT = "a text"
    PAGE = "a web page"
    EBOOK = "an EPUB"
    FOLDER = "a folder of another program"


def prepare_sources(
    paths: tuple[Path, ...], out: Path, identifier: str, pattern: str = ""
) -> Prepared:
    """Return the proven folder for the sources that are named, whatever they are.

    Raises `BookbuildError`: exit 2 for a wrong command, exit 1 for what cannot be read or where a
    word would be lost.
    """
    if len(paths) == 1 and _is_ebook(paths[0]):
        _refuse_pattern(pattern, SourceKind.EBOOK)
        return prepare_ebook(paths[0], out, identifier)
    shelved = prepare_folder(paths[0], identifier) if _may_be_shelf(paths) else None
    if shelved:
        _refuse_pattern(pattern, SourceKind.FOLDER)
        return shelved
    listed = list_files(paths)
    kinds = tuple(_kind(file) for file in listed.files)
    _refuse_mixed(listed, kinds)
    if kinds[0] is SourceKind.TEXT:
        return prepare(gather_texts(listed), out, identifier, pattern)
    _refuse_pattern(pattern, kinds[0])
    return prepare_pages(listed, out, identifier)


def _may_be_shelf(paths: tuple[Path, ...]) -> bool:
    try:
        if len(paths) != 1 or paths[0].is_dir():
            return len(paths) == 1
        return paths[0].is_file() and zipfile.is_zipfile(paths[0])
    except (OSError, ValueError):
        return False


def _kind(file: Path) -> SourceKind:
    if _is_ebook(file):
        return SourceKind.EBOOK
    return SourceKind.PAGE if _is_page(file) else SourceKind.TEXT


def _is_page(file: Path) -> bool:
    data = read_bytes(file)
    if not _MAY_BE_PAGE.match(data[:_HEAD]):
        return False
    from bookbuild.intake.web import recognise

    return recognise(data, str(file)) is not None


def _is_ebook(path: Path) -> bool:
    """Whether a path is an EPUB: a zip file whose container says so, or such a folder."""
    try:
        if path.is_dir():
            return (path / "META-INF" / "container.xml").is_file()
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            head = stream.read(100)
        if not head.startswith(b"PK\x03\x04"):
            return False
        if path.suffix.lower() == ".epub" or b"mimetypeapplication/epub" in head:
            return True
        with zipfile.ZipFile(path) as archive:
            return "META-INF/container.xml" in archive.NameToInfo
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError):
        return False


def _refuse_mixed(listed: Listed, kinds: tuple[SourceKind, ...]) -> None:
    """Texts go together, and pages; an EPUB is a book of its own."""
    for file, kind in zip(listed.files, kinds, strict=True):
        if kind is not kinds[0] or kind is SourceKind.EBOOK:
            other = f"the others are not: {listed.files[0]} is {kinds[0].value}"
            why = "a book of its own" if kind is SourceKind.EBOOK else other
            message = (
                f"{file}: This is {kind.value}, {why}. Import them one after another, each into "
                "a folder of its own, and move the files together."
            )
            raise BookbuildError(message, Exit.USAGE)


def _refuse_pattern(pattern: str, kind: SourceKind) -> None:
    if pattern:
        message = (
            f"--chapters: The pattern is for plain texts, and this is {kind.value}, which says "
            "itself where its chapters begin. Leave the option out."
        )
        raise BookbuildError(message, Exit.USAGE)
