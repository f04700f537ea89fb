"""Text out of files that may be anything: bounded, decoded, with one kind of line end.

Nothing outside the manuscript folder is opened, and nothing that is not an ordinary file.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bookbuild.report import Checked, Diagnostic, Place, error, warning

MOST_BYTES = 8 * 1024 * 1024
MOST_LINE = 200_000
_MOST_REMARKS = 50
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d\ufffe\uffff]")
_CONTROL_BYTES = bytes((*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F))
_UPPER_CONTROLS = re.compile(rb"\xc2[\x80-\x9f]")
_WINDOWS = re.compile(r"[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f]")
"""What Windows-1252 has as letters and marks, and Unicode as controls; U+0085 is a line end."""


def is_folder(path: Path) -> bool:
    """Return whether there is a folder here, or a link to one, that we may look at."""
    try:
        return path.is_dir()
    except OSError:
        return False


def read_bytes(path: Path, root: Path, name: str, most: int = MOST_BYTES) -> Checked[bytes | None]:
    """Return a file's bytes, None with an error where it cannot or must not be read.

    ``root`` is the folder that the file must be in once links are followed; ``name`` is how
    messages call it; ``most`` the size in bytes from which on it is refused.
    """
    place = Place(name)
    try:
        # As `Path.resolve` and `is_relative_to` do, in half the time: a serial has many files.
        real, base = os.path.realpath(path, strict=True), os.path.realpath(root)
        if not (real + os.sep).startswith(base.rstrip(os.sep) + os.sep):
            return Checked(None, (_outside(place),))
        resolved = Path(real)
        found = resolved.stat()
        if stat.S_ISDIR(found.st_mode):
            hint = "Rename the folder, or put a file there."
            return Checked(None, (error("not-a-file", place, "This is a folder.", hint),))
        if not stat.S_ISREG(found.st_mode):
            hint = "Delete it, or put a file there."
            return Checked(None, (error("not-a-file", place, "This is not a file.", hint),))
        with resolved.open("rb") as stream:
            # Room for all that a file may have takes longer to get than the file.
            data = stream.read(min(found.st_size, most) + 1)
            if len(data) > found.st_size:
                data += stream.read(most + 1 - len(data))
    except (OSError, RuntimeError) as reason:
        return Checked(None, (_unreadable(place, reason),))
    if len(data) > most:
        message = f"The file is larger than {_size(most)}."
        hint = (
            "A section of a book is much smaller. Divide it, or look whether it is the right file."
        )
        return Checked(None, (error("too-large", place, message, hint),))
    return Checked(data)


def read_text(path: Path, root: Path, name: str) -> Checked[str | None]:
    """Return a file's text with ``\\n`` line ends and no byte order mark.

    A file that is not UTF-8, or has lines that no text has, gives None and an error.
    """
    raw = read_bytes(path, root, name)
    if raw.value is None:
        return Checked(None, raw.diagnostics)
    refusal = _not_text(raw.value, name)
    if refusal:
        return Checked(None, (refusal,))
    text = raw.value.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    lengths = tuple(map(len, text.split("\n")))
    longest = max(lengths)
    if longest > MOST_LINE:
        message = f"This line has {longest:,} characters, which no paragraph has."
        hint = "Put every paragraph on a line of its own, with an empty line between."
        place = Place(name, lengths.index(longest) + 1)
        return Checked(None, (error("line-too-long", place, message, hint),))
    return _without_controls(text, name) if _may_have_controls(raw.value) else Checked(text)


def _may_have_controls(data: bytes) -> bool:
    """Return whether UTF-8 may hold what `_without_controls` looks for, in a tenth of its time."""
    some = len(data.translate(None, _CONTROL_BYTES)) < len(data)
    return some or b"\xef\xbf" in data or _UPPER_CONTROLS.search(data) is not None


def _not_text(data: bytes, name: str) -> Diagnostic | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _not_utf8(Place(name), "The file is in UTF-16.")
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        message = "This is not a text file: it holds NUL bytes."
        hint = "Save the text as plain text in UTF-8, or take the file out of the folder."
        return error("not-text", Place(name, line), message, hint)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as reason:
        line = data.count(b"\n", 0, reason.start) + 1
        return _not_utf8(Place(name, line), "The file is not in UTF-8.")
    return None


def _not_utf8(place: Place, message: str) -> Diagnostic:
    hint = "Open it in your editor, choose “Save with encoding” and UTF-8, and save it again."
    return error("not-utf-8", place, message, hint)


def _without_controls(text: str, name: str) -> Checked[str | None]:
    """Mend or leave out what no book may hold, and say where it was."""
    diagnostics: list[Diagnostic] = []
    if _WINDOWS.search(text):
        message = "A character here came from an old Windows program and was put right."
        hint = "Look at the quotes, dashes and ellipses of this line."
        found = (
            warning("windows-character", place, message, hint)
            for place in _places(text, name, _WINDOWS)
        )
        diagnostics.extend(islice(found, _MOST_REMARKS))
        text = _WINDOWS.sub(lambda match: match[0].encode("latin-1").decode("cp1252"), text)
    if _CONTROLS.search(text):
        message = "An invisible control character was left out here."
        hint = "Delete it in your editor; it often comes with text copied from elsewhere."
        found = (
            warning("control-character", place, message, hint)
            for place in _places(text, name, _CONTROLS)
        )
        diagnostics.extend(islice(found, _MOST_REMARKS))
        text = _CONTROLS.sub(_instead, text)
    return Checked(text, tuple(diagnostics))


def _places(text: str, name: str, pattern: re.Pattern[str]) -> Iterator[Place]:
    for number, line in enumerate(text.split("\n"), start=1):
        if pattern.search(line):
            yield Place(name, number)


def _instead(match: re.Match[str]) -> str:
    """Return what a control character meant: in Word's texts, ends of lines and pages."""
    return " " if match[0] in "\x0b\x0c" else "-" if match[0] == "\x1e" else ""


def _outside(place: Place) -> Diagnostic:
    message = "This leads to a file outside the manuscript folder, which is not read."
    return error("outside-the-folder", place, message, "Copy the file into the folder.")


def _unreadable(place: Place, reason: OSError | RuntimeError) -> Diagnostic:
    match reason:
        case FileNotFoundError():
            return error("missing-file", place, "There is no such file.", "Check the name.")
        case PermissionError():
            hint = "Change its permissions so that you may read it."
            return error("unreadable-file", place, "The file may not be read.", hint)
        case _:
            message = "The file cannot be opened; it may be a link that leads to itself."
            return error("unreadable-file", place, message, "Replace it by the file itself.")


def _size(count: int) -> str:
    return f"{count // (1024 * 1024)} MB"
