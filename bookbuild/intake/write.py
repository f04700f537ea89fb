"""Writes a manuscript folder, or adds to one: whole or not at all, never over what is there."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path, PurePosixPath

from bookbuild.intake.draft import Picture
from bookbuild.intake.words import Page
from bookbuild.report import BookbuildError, Exit

MOST_LINE = 200_000
"""The most characters of one line that the reader of a manuscript takes."""

_INSIDE = re.compile(r"(?:[^/\\:.\x00][^/\\:\x00]*/){0,20}[^/\\:.\x00][^/\\:\x00]*")
"""Where pictures are written: in the manuscript, and never anywhere else."""


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
            "Name another folder with -o, or add what is new to this one with --update."
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
    _refuse_long_lines(pages)
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


def _refuse_long_lines(pages: tuple[Page, ...]) -> None:
    for page in pages:
        longest = max(map(len, page.text.split("\n")), default=0)
        if longest > MOST_LINE:
            message = (
                f"{page.name}: A paragraph of the text has {longest:,} characters, and a "
                f"manuscript takes {MOST_LINE:,}. Divide it, or look whether this is the right "
                "file. Nothing was written."
            )
            raise BookbuildError(message, Exit.MANUSCRIPT)


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
        (draft / picture.path).parent.mkdir(parents=True, exist_ok=True)
        (draft / picture.path).write_bytes(picture.data)


def _clear(draft: Path, pages: tuple[Page, ...], pictures: tuple[Picture, ...]) -> None:
    with contextlib.suppress(OSError):
        for name in (*(page.name for page in pages), *(picture.path for picture in pictures)):
            (draft / name).unlink(missing_ok=True)
        _clear_folders(draft, pictures)


def _clear_folders(draft: Path, pictures: tuple[Picture, ...]) -> None:
    """Remove the folders that were made, the innermost first, and the draft itself."""
    inner = {each for picture in pictures for each in PurePosixPath(picture.path).parents}
    inner.add(PurePosixPath())
    for folder in sorted(inner, key=lambda each: len(each.parts), reverse=True):
        with contextlib.suppress(OSError):
            (draft / folder).rmdir()


def _remove(folders: tuple[Path, ...]) -> None:
    with contextlib.suppress(OSError):
        for folder in folders:
            folder.rmdir()


def _cannot_write(out: Path, wrong: Exception) -> BookbuildError:
    why = wrong.strerror if isinstance(wrong, OSError) and wrong.strerror else "a wrong name"
    name = str(out).replace("\0", "?")
    message = f"{name}: The folder cannot be written ({why}). Name another with -o."
    return BookbuildError(message, Exit.MACHINE)


# ---------------------------------------------------------------------------- a book that is there


def add_to_folder(
    manuscript: Path, pages: tuple[Page, ...], pictures: tuple[Picture, ...]
) -> tuple[Path, ...]:
    """Write new files into a manuscript folder and return their paths.

    Each appears whole, and never in the place of another. Where one cannot be written, those of
    this call are taken away again. Raises `BookbuildError`: exit 2 where a file is in the way,
    exit 3 where the disk refuses.
    """
    _refuse_long_lines(pages)
    files = [(picture.path, picture.data) for picture in pictures]
    files += [(page.name, page.text.encode("utf-8")) for page in pages]
    written: list[Path] = []
    try:
        for name, data in files:
            written.append(_add(manuscript, name, data))
    except BaseException as wrong:
        with contextlib.suppress(OSError):
            for path in written:
                path.unlink()
        if isinstance(wrong, OSError):
            raise _cannot_write(manuscript, wrong) from None
        raise
    return tuple(written)


def _add(manuscript: Path, name: str, data: bytes) -> Path:
    path = manuscript / name
    if "/" in name:
        if not _INSIDE.fullmatch(name) or path.parent.is_symlink():
            message = f"{name}: No picture can be written there. Nothing was written."
            raise BookbuildError(message, Exit.MANUSCRIPT)
        path.parent.mkdir(exist_ok=True)
    draft = _draft(path, data)
    try:
        os.link(draft, path)  # unlike a rename, this never takes the place of another file
    except FileExistsError:
        raise BookbuildError(
            f"{path}: This file is there already. Run the command again.", Exit.USAGE
        ) from None
    except OSError:  # a disk without hard links
        with path.open("xb") as file:
            file.write(data)
    finally:
        draft.unlink()
    return path


def _draft(path: Path, data: bytes) -> Path:
    draft = path.parent / f".{path.name}-{os.getpid()}"
    file = draft.open("xb")  # before the try: a draft that is there already is not ours
    try:
        with file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
    return draft


def exchange_begun(
    manuscript: Path,
    pages: tuple[Page, ...],
    pictures: tuple[Picture, ...],
    before: tuple[tuple[str, bytes], ...],
) -> tuple[Path, ...]:
    """Write pages into a folder that `init` has begun, and return their paths.

    ``before`` are the files that make room, with what stands in them: the page of the same name
    takes the place of each, and where there is none the file is taken away. Raises
    `BookbuildError`: exit 2 where one of them has changed meanwhile, exit 3 where the disk refuses.
    """
    _refuse_long_lines(pages)
    old = tuple(name for name, _ in before)
    added = add_to_folder(manuscript, tuple(p for p in pages if p.name not in old), pictures)
    try:
        for name, data in before:
            page = next((page for page in pages if page.name == name), None)
            if page:
                exchange_promise(manuscript / name, data, page)
            else:
                _take_away(manuscript / name, data)
    except BaseException:
        with contextlib.suppress(OSError):
            for path in added:
                path.unlink()
        raise
    return tuple(manuscript / page.name for page in pages)


def _take_away(path: Path, before: bytes) -> None:
    try:
        _refuse_changed(path, before)
        path.unlink()
    except OSError as wrong:
        raise _cannot_write(path, wrong) from None


def _refuse_changed(path: Path, before: bytes) -> None:
    if path.is_symlink() or path.read_bytes() != before:
        message = f"{path}: This file has just been changed. Run the command again."
        raise BookbuildError(message, Exit.USAGE)


def exchange_promise(path: Path, before: bytes, page: Page) -> Path:
    """Put a finished section in the place of its promise, at once, if that is still the same.

    Raises `BookbuildError`: exit 2 where the file has changed meanwhile, exit 3 where the disk
    refuses.
    """
    try:
        _refuse_changed(path, before)
        draft = _draft(path, page.text.encode("utf-8"))
        draft.replace(path)
    except OSError as wrong:
        raise _cannot_write(path, wrong) from None
    return path
