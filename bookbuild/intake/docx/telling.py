"""Which files are Word documents, and what to say of those that only look like one.

A document is told by what is in it: a zip with a list of content types, and a relationship to a
main part that says it is an office document. Its name decides nothing. This module imports no
library, so that looking at a file stays quick.
"""

from __future__ import annotations

import re
import zipfile
import zlib

from bookbuild.intake.source_files import SourceFile
from bookbuild.report import BookbuildError, Exit

_MAIN = re.compile(rb"<(?:\w+:)?Relationship\b[^<>]*relationships/officeDocument[\"'][^<>]*>")
_TARGET = re.compile(rb"\bTarget\s*=\s*[\"']([^\"']{1,300})[\"']")
_LONGEST = 1_000_000
_BROKEN = (
    *(OSError, ValueError, RuntimeError, EOFError, NotImplementedError),
    *(zipfile.BadZipFile, zlib.error),  # the second where a member is damaged
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE = "Open it in {program}, save it as a Word document (.docx), and import that file."
_WORD = _SAVE.format(program="Word or LibreOffice")
_UTF16_STREAM = "EncryptedPackage".encode("utf-16-le")


def is_document(file: SourceFile) -> bool:
    """Return whether a file is a Word document (.docx, .docm, .dotx), whatever it is called."""
    head = _head(file)
    if not head.startswith(b"PK\x03\x04"):
        return False
    try:
        with file.opened() as stream, zipfile.ZipFile(stream) as archive:
            names = archive.NameToInfo
            if "[Content_Types].xml" not in names:
                return False
            rels = _rels(archive)
            return _names_word(rels) or ("_rels/.rels" not in names and _has_word(names))
    except _BROKEN:
        return _looks_cut(head)


def _head(file: SourceFile) -> bytes:
    try:
        return file.beginning(4096) if file.is_there() else b""
    except (OSError, ValueError):
        return b""


def _looks_cut(head: bytes) -> bool:
    """A zip whose end is missing still begins with the names of a document's parts."""
    return b"[Content_Types].xml" in head or b"_rels/.rels" in head or b"word/" in head


def _rels(archive: zipfile.ZipFile) -> bytes:
    if "_rels/.rels" not in archive.NameToInfo:
        return b""
    with archive.open("_rels/.rels") as stream:
        return stream.read(_LONGEST)


def _names_word(rels: bytes) -> bool:
    found = _MAIN.search(rels)
    target = _TARGET.search(found.group()) if found else None
    if target is None:
        return False
    name = target[1].lower()
    return not any(part in name for part in (b"xl/", b"ppt/", b"visio/"))


def _has_word(names: dict[str, zipfile.ZipInfo]) -> bool:
    return any(name.lower() == "word/document.xml" for name in names)


def refuse_foreign(file: SourceFile) -> None:
    """Raise `BookbuildError` (exit 1) for a manuscript in a format that import does not read.

    The message says what to do. Told by content: the old binary .doc, a document locked with a
    password, .odt, .rtf, .pdf, .pages.
    """
    what = foreign(file)
    if what:
        raise BookbuildError(f"{file.path}: {what}", Exit.MANUSCRIPT)


def foreign(file: SourceFile) -> str:
    """Return what a file is and what to do, "" for one that may be imported."""
    head = _head(file)
    if head.startswith(_OLE):
        return _binary(file)
    if head.startswith(b"%PDF-"):
        return (
            "This is a PDF, which no longer knows paragraphs and chapters. Import the file it was "
            "made from, or save it from a word processor as a Word document (.docx)."
        )
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        return f"This is a rich text file (.rtf). {_WORD}"
    return _zipped(file) if head.startswith(b"PK\x03\x04") else ""


def _binary(file: SourceFile) -> str:
    try:
        ends = (file.beginning(_LONGEST), file.end(_LONGEST))
        locked = any(_UTF16_STREAM in end for end in ends)  # the list of streams may stand last
    except OSError:
        locked = False
    if locked:
        return (
            "This document is locked with a password. Open it in Word, take the password off "
            "(File, Info, Protect Document), save it, and import it again."
        )
    return f"This is a document of an old Word (.doc). {_WORD}"


def _zipped(file: SourceFile) -> str:
    try:
        with file.opened() as stream, zipfile.ZipFile(stream) as archive:
            names = archive.NameToInfo
            kind = b""
            if "mimetype" in names:
                with archive.open("mimetype") as member:
                    kind = member.read(200)
    except _BROKEN:
        return ""
    if kind.startswith(b"application/vnd.oasis.opendocument"):
        return f"This is an OpenDocument file (.odt). {_SAVE.format(program='LibreOffice')}"
    if any(name.endswith(".iwa") for name in names) or "index.apxl" in names:
        return (
            "This is a document of Pages. Open it in Pages, choose File, Export To, Word, and "
            "import the file that this makes."
        )
    return ""
