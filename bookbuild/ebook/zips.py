"""The guards of a zip that may be hostile: each returns what is wrong, as half a sentence.

Python's reader is asked only for what these have let through.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib

MOST_FILES = 20_000
STEEPEST = 200
"""A file that grows more than this when it is unpacked, and is large, is a zip bomb."""
END_BYTES = 65_600
"""How many bytes at the end of a zip hold the end of its list of files."""
NO_ZIP = "it is no zip file, or the end of it is missing"

BROKEN = (
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

_SMALL = 2_000_000
_LONGEST_LIST = 4_000_000


def trouble_of_list(end: bytes) -> str:
    """Return why a zip's list of files must not be read, "" where it may be.

    ``end`` is the last `END_BYTES` of the zip, so that a list of a million names is never read.
    """
    at = end.rfind(b"PK\x05\x06")
    if at < 0 or len(end) < at + 22:
        return NO_ZIP
    files, length = struct.unpack("<HI", end[at + 10 : at + 16])
    if files > MOST_FILES or length > _LONGEST_LIST or b"PK\x06\x07" in end[max(0, at - 20) : at]:
        return f"it holds more than {MOST_FILES:,} files"
    return ""


def trouble_of_file(info: zipfile.ZipInfo, noun: str) -> str:
    """Return why a file in a zip must not be read, "" where it may be.

    ``noun`` is what the zip is meant to be: "EPUB".
    """
    if info.flag_bits & 1:
        return f"{info.filename} in it is locked with a password"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return f"{info.filename} is packed in a way that no {noun} may use"
    if info.file_size > _SMALL and info.file_size > STEEPEST * max(info.compress_size, 1):
        return f"{info.filename} in it unpacks to much more than a text can"
    return ""


def leads_out(name: str) -> bool:
    """Return whether a name leads out of the book, or is no name."""
    plain = posixpath.normpath(name.replace("\\", "/"))
    drive = len(plain) > 1 and plain[1] == ":"
    return not name or "\0" in name or drive or plain.startswith(("/", "../")) or plain == ".."
