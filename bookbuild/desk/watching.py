"""Says when something of a book changed on disk. The only importer of watchfiles.

The system's notices are the bell, and a look at the files is the ear: what a notice does not say
(a folder that went and came again, a queue that ran over, a disk that sends no notices) is seen at
the next look, every other second at the latest. Only folders that belong to the book are watched,
one by one, so that a large folder beside it costs nothing.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing
from pathlib import Path
from typing import Protocol

from watchfiles import Change, awatch

QUIET = 15
"""Milliseconds without a notice before a change is told; it is told in twice that time."""
MOST = 300
"""Milliseconds after which a change is told though others still come."""
_LOOK = 2000
"""Milliseconds between two looks at files of which no notice came."""
_POLL = 300
"""Milliseconds between two looks where the system can send no more notices."""
_MOST_FOLDERS = 2000

_PARTS = ("manuscript", "styles")
_BOOK_FILE = "book.yaml"
_NOT_OF_THE_BOOK = frozenset(("dist", "node_modules", "venv", "__pycache__"))
_PASSING = (
    *("~", ".swp", ".swo", ".swx", ".tmp", ".temp", ".bak", ".orig", ".part", ".crdownload"),
    *("___jb_tmp___", "___jb_old___", ".epub", ".pdf", ".pyc"),
)
"""Ends of names that editors give to their copies, and of what bookbuild itself makes."""

Seen = dict[Path, tuple[int, int, int]]


class Bell(Protocol):
    """What rings: watchfiles, or in a test something in its place."""

    def __call__(
        self, *folders: Path, polling: bool
    ) -> AsyncGenerator[set[tuple[Change, str]], None]:
        """Yield what was noticed in these folders, and nothing in it when nothing was."""
        ...


def watchfiles_bell(*folders: Path, polling: bool) -> AsyncGenerator[set[tuple[Change, str]], None]:
    """Return the notices of the system for folders, without those inside of them."""
    return awatch(
        *folders,
        watch_filter=None,
        debounce=MOST,
        step=QUIET,
        rust_timeout=_POLL if polling else _LOOK,
        yield_on_timeout=True,
        force_polling=polling or None,
        poll_delay_ms=_POLL,
        recursive=False,
        ignore_permission_denied=True,
    )


def is_of_the_book(name: str) -> bool:
    """Return whether a file or folder of that name may be the author's, and not an editor's."""
    if name[:1] in ("", ".", "~") or name in _NOT_OF_THE_BOOK or name == "4913":
        return False
    return not name.casefold().endswith(_PASSING) and not (name[0] == "#" == name[-1])


async def changes(folder: Path, bell: Bell = watchfiles_bell) -> AsyncIterator[frozenset[Path]]:
    """Yield the files of a book that changed, each time some did.

    ``folder`` is the book's or its manuscript's; it may be gone and come again. Several changes
    at once are told together. What is told may not differ in the end: a file that was put back
    is told, too.
    """
    project = _project(folder)
    seen = look(project)
    polling = False
    while True:
        watched = _folders(project)
        try:
            async with aclosing(bell(*watched, polling=polling)) as notices:
                async for noticed in notices:
                    now = look(project)
                    changed = _between(seen, now) | _told(project, noticed)
                    seen = now
                    if changed:
                        yield frozenset(changed)
                    if _is_other(watched, project, noticed):
                        break
        except FileNotFoundError:
            await asyncio.sleep(QUIET / 1000)
        except (OSError, RuntimeError):
            if polling:
                raise
            polling = True


def look(project: Path) -> Seen:
    """Return when each file of a book was last written, its size, and which one it is."""
    found: Seen = {}
    for folder in _folders_of_the_book(project):
        for entry in _entries(folder):
            if not entry.is_dir() and _is_inside(project, Path(entry.path)):
                try:
                    state = entry.stat()
                except OSError:
                    continue
                found[Path(entry.path)] = (state.st_mtime_ns, state.st_size, state.st_ino)
    return found


def _project(folder: Path) -> Path:
    whole = folder.resolve()
    return whole.parent if whole.name == "manuscript" else whole


def _between(old: Seen, new: Seen) -> set[Path]:
    return {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}


def _told(project: Path, noticed: set[tuple[Change, str]]) -> set[Path]:
    """Return what was noticed of the book's files; folders are what is in them."""
    paths = {Path(path) for _, path in noticed}
    return {path for path in paths if _is_inside(project, path) and not path.is_dir()}


def _is_other(watched: tuple[Path, ...], project: Path, noticed: set[tuple[Change, str]]) -> bool:
    """Return whether other folders are to be watched, or one of the same name."""
    gone_or_new = {Path(path) for kind, path in noticed if kind is not Change.modified}
    return not gone_or_new.isdisjoint(watched) or _folders(project) != watched


def _is_inside(project: Path, path: Path) -> bool:
    """Return whether a path is one of the book's own, by its names."""
    if not path.is_relative_to(project) or path == project:
        return False
    parts = path.relative_to(project).parts
    if _is_narrow(project) and parts[0] not in (*_PARTS, _BOOK_FILE):
        return False
    return all(is_of_the_book(part) for part in parts)


def _is_narrow(project: Path) -> bool:
    """Return whether the book is in folders inside of the project's, and not beside anything."""
    return (project / _PARTS[0]).is_dir() and not (project / _BOOK_FILE).exists()


def _folders(project: Path) -> tuple[Path, ...]:
    """Return the folders to watch: the book's, and the one in which it may come again."""
    outer = next((each for each in project.parents if each.is_dir()), project.parent)
    return (outer, *_folders_of_the_book(project))


def _folders_of_the_book(project: Path) -> tuple[Path, ...]:
    if not project.is_dir():
        return ()
    if not _is_narrow(project):
        return tuple(_with_inner(project, _MOST_FOLDERS))
    parts = (project / part for part in _PARTS)
    inner = (each for part in parts if part.is_dir() for each in _with_inner(part, _MOST_FOLDERS))
    return (project, *inner)


def _with_inner(folder: Path, most: int) -> Iterator[Path]:
    """Yield a folder and those in it, the outer ones first; links are not followed."""
    waiting = [folder]
    while waiting and most > 0:
        here = waiting.pop(0)
        most -= 1
        yield here
        inner = (each for each in _entries(here) if each.is_dir(follow_symlinks=False))
        waiting.extend(sorted(Path(each.path) for each in inner if is_of_the_book(each.name)))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []
