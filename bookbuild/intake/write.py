"""Writes a new manuscript folder: whole or not at all, and never over anything that is there."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

from bookbuild.intake.draft import Picture
from bookbuild.intake.words import Page
from bookbuild.report import BookbuildError, Exit

_INSIDE = re.compile(r"images/[^/\\:\x00]*[^/\\:.\x00][^/\\:\x00]*")
"""Where pictures are written: in one folder of the manuscript, and never anywhere else."""


def manuscript_folder(out: Path) -> Path:
    """Return the folder that will hold the files: ``out`` itself where it is called manuscript."""
    return out if out.resolve().name == "manuscript" else out / "manuscript"


def refuse_existing(out: Path) -> None:
    """Raise `BookbuildError` (exit 2) where the manuscript folder or something else is there."""
    manuscript = manuscript_folder(out)
    try:
        _refuse(manuscript, manuscript.parent if manuscript is out else out)
    except (OSError, ValueError) as wrong:
        raise _cannot_write(out, wrong) from None


def _refuse(manuscript: Path, project: Path) -> None:
    for folder in (manuscript, project):
        if folder.is_symlink():
            message = f"{folder}: This is a link to another place. Name a folder of its own."
            raise BookbuildError(message, Exit.USAGE)
    if os.path.lexists(manuscript):
        message = (
            f"{manuscript}: This is there already, and import never writes over a manuscript. "
            "Name another folder with -o, or move this one away first."
        )
        raise BookbuildError(message, Exit.USAGE)
    if project.exists() and not project.is_dir():
        message = f"{project}: This is a file. Name a folder with -o."
        raise BookbuildError(message, Exit.USAGE)


def write_folder(
    out: Path, pages: tuple[Page, ...], pictures: tuple[Picture, ...] = ()
) -> tuple[Path, ...]:
    """Write the pages and pictures and return the paths of the pages.

    The files are written beside the place where they belong and moved there together. Raises
    `BookbuildError`: exit 2 where something is in the way, exit 3 where the disk refuses.
    """
    refuse_existing(out)
    manuscript = manuscript_folder(out)
    try:
        made = _make_parents(manuscript.parent)
    except (OSError, ValueError) as wrong:
        raise _cannot_write(out, wrong) from None
    draft = manuscript.parent / f".manuscript-{os.getpid()}"
    try:
        draft.mkdir()
    except OSError as wrong:
        _remove(made)
        raise _cannot_write(out, wrong) from None
    try:
        for page in pages:
            (draft / page.name).write_text(page.text, encoding="utf-8", newline="\n")
        _write_pictures(draft, pictures)
        refuse_existing(out)
        draft.rename(manuscript)
    except BaseException as wrong:
        _clear(draft, pages, pictures)
        _remove(made)
        if isinstance(wrong, OSError):
            raise _cannot_write(out, wrong) from None
        raise
    return tuple(manuscript / page.name for page in pages)


def _make_parents(folder: Path) -> tuple[Path, ...]:
    """Make the folder and those above it, and return those that were not there, innermost first."""
    missing = [folder] if not folder.exists() else []
    while missing and not missing[-1].parent.exists():
        missing.append(missing[-1].parent)
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(missing)


def _write_pictures(draft: Path, pictures: tuple[Picture, ...]) -> None:
    for picture in pictures:
        if not _INSIDE.fullmatch(picture.path):
            message = f"{picture.path}: No picture can be written there. Nothing was written."
            raise BookbuildError(message, Exit.MANUSCRIPT)
        (draft / picture.path).parent.mkdir(exist_ok=True)
        (draft / picture.path).write_bytes(picture.data)


def _clear(draft: Path, pages: tuple[Page, ...], pictures: tuple[Picture, ...]) -> None:
    with contextlib.suppress(OSError):
        for name in (*(page.name for page in pages), *(picture.path for picture in pictures)):
            (draft / name).unlink(missing_ok=True)
        for folder in {(draft / picture.path).parent for picture in pictures} - {draft}:
            folder.rmdir()
        draft.rmdir()


def _remove(folders: tuple[Path, ...]) -> None:
    with contextlib.suppress(OSError):
        for folder in folders:
            folder.rmdir()


def _cannot_write(out: Path, wrong: Exception) -> BookbuildError:
    why = wrong.strerror if isinstance(wrong, OSError) and wrong.strerror else "a wrong name"
    name = str(out).replace("\0", "?")
    message = f"{name}: The folder cannot be written ({why}). Name another with -o."
    return BookbuildError(message, Exit.MACHINE)
