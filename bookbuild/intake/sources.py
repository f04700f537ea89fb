"""The texts of an import: which are read, how much of them, and their lines.

Several files come in the order of the command line;
where that is only the alphabet's (as a shell's `*.txt` gives it), they come in natural order, 2
before 10.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bookbuild.intake.decoding import decode
from bookbuild.intake.report import Finding
from bookbuild.report import BookbuildError, Exit

LARGEST = 20_000_000
"""The most bytes that all sources of one import may have together."""

MOST_TEXT = 10_000_000
"""The most bytes of plain text and Markdown in one import: 1.8 million words, read within 10 s."""

MOST_LINES = 500_000
"""The most lines of one source; a file of the largest size has them only if it is no prose."""

_MARKDOWN = (".md", ".markdown")
_LINE_END = re.compile(r"\r\n|\r|\n")
_FRONT_MATTER = re.compile(r"---[ \t]*(?:\r\n|\r|\n)[a-z][\w-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """A text as it was posted: its name as typed, its stem, and its lines without their ends."""

    name: str
    stem: str
    lines: tuple[str, ...]
    markdown: bool = False


@dataclass(frozen=True, slots=True)
class Gathered:
    """The sources in order; ``arranged`` where import chose the order and not the author."""

    sources: tuple[Source, ...]
    arranged: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """The files to be read, in order; ``arranged`` where import chose the order.

    ``data`` is what is in them, where they lie in a zip file; else they are read from the disk.
    """

    files: tuple[Path, ...]
    arranged: bool
    data: tuple[bytes, ...] = ()

    def contents(self) -> Iterator[tuple[Path, bytes]]:
        """Yield each file with its bytes; raises `BookbuildError` where one cannot be read."""
        for at, file in enumerate(self.files):
            yield file, self.data[at] if self.data else read_bytes(file)


def gather(paths: tuple[Path, ...]) -> Gathered:
    """Read the files named, which are all texts.

    Raises `BookbuildError`: exit 2 for what is missing, named twice or no file, exit 1 for what
    is too big or not text.
    """
    return gather_texts(list_files(paths))


def list_files(paths: tuple[Path, ...]) -> Listed:
    """Return the files that are named; none is read.

    Raises `BookbuildError`: exit 2 for what is missing, named twice or no file, exit 1 for what
    is too big.
    """
    if not paths:
        raise BookbuildError("No text was named. Name the file or folder to import.", Exit.USAGE)
    refuse_doubles(paths)
    arranged = _is_arranged(paths)
    files = in_natural_order(paths)
    _refuse_too_much(files)
    return Listed(files, arranged)


def in_natural_order(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return paths in natural order if theirs is only the alphabet's; else as they were named."""
    return _naturally(paths) if _is_arranged(paths) else paths


def _is_arranged(paths: tuple[Path, ...]) -> bool:
    return paths in (_naturally(paths), tuple(sorted(paths, key=str)))


def _naturally(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(sorted(paths, key=lambda path: natural_key(str(path))))


def gather_texts(listed: Listed) -> Gathered:
    """Read the files, which are all texts. Raises `BookbuildError` for what cannot be read."""
    read: list[tuple[Source, tuple[Finding, ...]]] = []
    size = 0
    for file, data in listed.contents():
        size += len(data)
        refuse_much_text(file, size)
        read.append(_read(file, data))
    sources = tuple(source for source, _ in read)
    reports = tuple(finding for _, reported in read for finding in reported)
    return Gathered(sources, listed.arranged, reports)


def refuse_much_text(place: Path, size: int) -> None:
    """Raise `BookbuildError` (exit 1) where texts of so many bytes are too much for one import."""
    if size > MOST_TEXT:
        message = (
            f"{place}: The texts are too big: more than {MOST_TEXT // 1_000_000} MB, which is some "
            "1,800,000 words. Import the first chapters, then add the others with --update."
        )
        raise BookbuildError(message, Exit.MANUSCRIPT)


def read_bytes(file: Path) -> bytes:
    """Return what is in a file; raises `BookbuildError` (exit 2) where it cannot be read."""
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except (OSError, ValueError) as wrong:
        raise _cannot_read(file, wrong) from None


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts numbers in names by their value, so that 2 comes before 10."""
    pieces = re.findall(r"[0-9]+|[^0-9]+", name)
    return tuple(_key_piece(piece) for piece in pieces)


def _key_piece(piece: str) -> tuple[int, int, str]:
    digits = piece.lstrip("0")
    return (0, len(digits), digits) if piece[0] in "0123456789" else (1, 0, piece.casefold())


def refuse_doubles(files: tuple[Path, ...]) -> None:
    """Raise `BookbuildError` (exit 2) where a file is named twice."""
    seen: set[str] = set()
    for file in files:
        place = str(file)
        if place in seen:
            raise BookbuildError(f"{file}: This text is named twice. Name it once.", Exit.USAGE)
        seen.add(place)


def _refuse_too_much(files: tuple[Path, ...]) -> None:
    total = 0
    for file in files:
        total += _size(file)
        if total > LARGEST:
            message = (
                f"{file}: The sources are too big: more than {LARGEST // 1_000_000} MB of text. "
                "Import fewer chapters at a time."
            )
            raise BookbuildError(message, Exit.MANUSCRIPT)


def _size(file: Path) -> int:
    try:
        if not file.exists():
            message = f"{file}: There is no such file. Check the name and the folder."
            raise BookbuildError(message, Exit.USAGE)
        if not file.is_file():
            raise BookbuildError(f"{file}: This is not a file. Name a text file.", Exit.USAGE)
        return file.stat().st_size
    except (OSError, ValueError) as wrong:
        raise _cannot_read(file, wrong) from None


def _cannot_read(path: Path, wrong: Exception) -> BookbuildError:
    why = wrong.strerror if isinstance(wrong, OSError) and wrong.strerror else "a wrong name"
    name = str(path).replace("\0", "?")
    return BookbuildError(f"{name}: It cannot be read ({why}). Check the file.", Exit.USAGE)


def _read(file: Path, data: bytes) -> tuple[Source, tuple[Finding, ...]]:
    name = str(file)
    decoded = decode(data, name)
    markdown = file.suffix.lower() in _MARKDOWN
    if markdown and _FRONT_MATTER.match(decoded.text):
        message = (
            f"{name}:1: This file begins with settings between two --- lines, so it is a "
            "bookbuild section already, or another tool's. Copy it into the manuscript folder, "
            "or take the settings off and import it."
        )
        raise BookbuildError(message, Exit.USAGE)
    lines = _lines(decoded.text, name)
    return Source(name, file.stem, lines, markdown), decoded.findings


def _lines(text: str, name: str) -> tuple[str, ...]:
    if max(text.count("\n"), text.count("\r")) > MOST_LINES:
        message = (
            f"{name}: This file has too many lines: more than {MOST_LINES:,}. Import fewer "
            "chapters at a time."
        )
        raise BookbuildError(message, Exit.MANUSCRIPT)
    return tuple(_LINE_END.split(text))
