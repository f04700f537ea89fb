"""Where books go, and how: a file appears whole, or the old one stays."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from bookbuild.model.editions import Format
from bookbuild.report import BookbuildError, Exit


def project_of(manuscript: Path) -> Path:
    """Return the project folder of a manuscript folder: the one that holds ``dist/``."""
    resolved = manuscript.resolve()
    return resolved.parent if resolved.name == "manuscript" else resolved


def output_path(
    output: Path | None, project: Path, stem: str, format: Format, *, alone: bool
) -> Path:
    """Return the file for a book.

    ``output`` names a folder (one that exists, or a name without a book's ending) or, where the
    file is ``alone``, the file itself. Raises `BookbuildError` where one file name is given for
    several books, or one with another format's ending.
    """
    name = f"{stem}.{format.value}"
    if output is None:
        return project / "dist" / name
    ending = output.suffix.lower().lstrip(".")
    if output.is_dir() or ending not in {each.value for each in Format}:
        return output / name
    if not alone:
        raise BookbuildError(
            f"{output} is one file, and this makes several. Name a folder, or one edition "
            "with --edition.",
            Exit.USAGE,
        )
    if ending != format.value:
        raise BookbuildError(
            f"{output} does not end in .{format.value}, and this makes the "
            f"{format.value.upper()}. Name it .{format.value}, or name a folder.",
            Exit.USAGE,
        )
    return output


_ELSEWHERE = "Make the folder writable, or name another place with -o."


def put(path: Path, data: bytes, hint: str = _ELSEWHERE) -> None:
    """Write a file so that it appears whole: a failed or killed write leaves the old one.

    ``hint`` says what to do where the folder cannot be written to. Raises `BookbuildError` there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as refused:
        raise _unwritable(path, refused, hint) from refused
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as refused:
        Path(temporary).unlink(missing_ok=True)
        raise _unwritable(path, refused, hint) from refused
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _unwritable(path: Path, refused: OSError, hint: str) -> BookbuildError:
    reason = (refused.strerror or "it refuses").lower()
    return BookbuildError(f"{path} cannot be written: {reason}. {hint}", Exit.MACHINE)
