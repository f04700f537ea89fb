"""The sources of an import: the one module of this room that reads files.

A source is a text file, or a folder of them. Several files come in the order of the command line;
where that is only the alphabet's (as a shell's `*.txt` gives it), they come in natural order, 2
before 10.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from bookbuild.intake.decoding import decode
from bookbuild.intake.report import Finding
from bookbuild.report import BookbuildError, Exit

LARGEST = 20_000_000
"""The most bytes that all sources of one import may have together."""

MOST_LINES = 500_000
"""The most lines of one source; a file of the largest size has them only if it is no prose."""

_MARKDOWN = (".md", ".markdown")
_TEXT = (".txt", ".text", *_MARKDOWN)
_PAGE = (".html", ".htm", ".xhtml")
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
    """The files to be read, in order; ``arranged`` where import chose the order."""

    files: tuple[Path, ...]
    arranged: bool
    findings: tuple[Finding, ...]


def gather(paths: tuple[Path, ...]) -> Gathered:
    """Read the files and folders named, which are all texts.

    Raises `BookbuildError`: exit 2 for what is missing, named twice or no file, exit 1 for what
    is too big or not text.
    """
    return gather_texts(list_files(paths))


def list_files(paths: tuple[Path, ...]) -> Listed:
    """Return the files that are named, and those in the folders that are; none is read.

    Raises `BookbuildError`: exit 2 for what is missing, named twice or no file, exit 1 for what
    is too big.
    """
    if not paths:
        raise BookbuildError("No text was named. Name the file or folder to import.", Exit.USAGE)
    files, findings = _files(paths)
    _refuse_doubles(files)
    natural = tuple(sorted(files, key=lambda file: natural_key(str(file))))
    arranged = files in (natural, tuple(sorted(files, key=str)))
    files = natural if arranged else files
    _refuse_too_much(files)
    return Listed(files, arranged, findings)


def gather_texts(listed: Listed) -> Gathered:
    """Read the files, which are all texts. Raises `BookbuildError` for what cannot be read."""
    read = tuple(_read(file) for file in listed.files)
    sources = tuple(source for source, _ in read)
    reports = tuple(finding for _, reported in read for finding in reported)
    return Gathered(sources, listed.arranged, listed.findings + reports)


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


def _files(paths: tuple[Path, ...]) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    files: list[Path] = []
    findings: list[Finding] = []
    for path in paths:
        if _is_folder(path):
            inside, left = _inside(path)
            files.extend(inside)
            findings.extend(left)
        else:
            files.append(path)
    return tuple(files), tuple(findings)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _inside(folder: Path) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: natural_key(entry.name))
    except OSError as wrong:
        raise _cannot_read(folder, wrong) from None
    visible = tuple(entry for entry in entries if not entry.name.startswith("."))
    texts = tuple(entry for entry in visible if _is_chapter(entry, _TEXT))
    taken = texts or tuple(entry for entry in visible if _is_chapter(entry, _PAGE))
    if not taken:
        message = f"{folder}: There is no .txt or .md file in this folder. Name one that has some."
        raise BookbuildError(message, Exit.USAGE)
    return taken, tuple(_left(entry) for entry in visible if entry not in taken)


def _is_chapter(entry: Path, endings: tuple[str, ...]) -> bool:
    wanted = entry.suffix.lower() in endings and not entry.name.startswith("_")
    return wanted and entry.is_file() and not entry.is_symlink()


def _left(entry: Path) -> Finding:
    remedy = "Name it on the command line if it belongs to the book."
    return Finding(0, str(entry), "This was not read, because it is no .txt or .md file.", remedy)


def _refuse_doubles(files: tuple[Path, ...]) -> None:
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


def _read(file: Path) -> tuple[Source, tuple[Finding, ...]]:
    data = read_bytes(file)
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
    return Source(name, file.stem, lines, markdown), _encoding_finding(name, decoded.encoding)


def _lines(text: str, name: str) -> tuple[str, ...]:
    if max(text.count("\n"), text.count("\r")) > MOST_LINES:
        message = (
            f"{name}: This file has too many lines: more than {MOST_LINES:,}. Import fewer "
            "chapters at a time."
        )
        raise BookbuildError(message, Exit.MANUSCRIPT)
    return tuple(_LINE_END.split(text))


def _encoding_finding(name: str, encoding: str) -> tuple[Finding, ...]:
    if encoding == "UTF-8":
        return ()
    remedy = "If accents or quotation marks look wrong, save the file as UTF-8 and import again."
    return (Finding(0, name, f"The text was read as {encoding}.", remedy),)
