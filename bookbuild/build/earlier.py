"""The manuscript as it was at a commit, out of git, without touching the author's files.

What git keeps is asked for as it is kept: no filter, no attribute and no hook of the repository
runs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from bookbuild.build.git import git_says
from bookbuild.report import BookbuildError, Exit

_LARGEST_FILE = 20_000_000
_MOST_BYTES = 300_000_000
_MOST_FILES = 20_000
_A_FILE = ("100644", "100755")


@dataclass(frozen=True, slots=True)
class _File:
    """A file at a commit: its path in the folder, git's name for its contents, its bytes."""

    path: PurePosixPath
    object: str
    size: int


@contextmanager
def manuscript_at(manuscript: Path, commit: str) -> Iterator[Path]:
    """Give a temporary folder with the manuscript as it was at a tag or commit.

    Raises `BookbuildError` where git is missing, the folder is in no repository, or the commit is
    not in it or has no such folder.
    """
    name = _resolved(manuscript, commit)
    with TemporaryDirectory(prefix="bookbuild-") as place:
        folder = Path(place) / manuscript.resolve().name
        folder.mkdir()
        _write_files(manuscript, name, commit, folder)
        yield folder


def _git(manuscript: Path, *arguments: str, stdin: bytes = b"") -> bytes | None:
    """Return what git says, None where it refuses."""
    try:
        return git_says(manuscript, *arguments, stdin=stdin)
    except FileNotFoundError:
        raise BookbuildError(
            "--since asks git what the manuscript was, and git is not on this machine. "
            "Install it, or leave --since out.",
            Exit.MACHINE,
        ) from None


def _resolved(manuscript: Path, commit: str) -> str:
    """Return the full name of a commit, which is letters and digits only."""
    if _git(manuscript, "rev-parse", "--git-dir") is None:
        raise BookbuildError(
            f"{manuscript} is in no git repository, so nobody knows what it was at {commit}. "
            "Leave --since out to compare with what was published.",
            Exit.USAGE,
        )
    said = None
    if commit and not commit.startswith("-") and "\0" not in commit:
        asked = f"{commit}^{{commit}}"
        said = _git(manuscript, "rev-parse", "--verify", "--quiet", "--end-of-options", asked)
    name = (said or b"").decode("ascii", errors="replace").strip()
    if not name.isalnum():
        raise BookbuildError(
            f"There is no tag or commit “{commit}” here. `git tag` lists the tags.", Exit.USAGE
        )
    return name


def _write_files(manuscript: Path, name: str, commit: str, folder: Path) -> None:
    found = tuple(islice(_files(manuscript, name), _MOST_FILES))
    if not found:
        raise BookbuildError(f"At {commit} there was no manuscript in this folder.", Exit.USAGE)
    if sum(each.size for each in found) > _MOST_BYTES:
        raise BookbuildError(
            f"The manuscript as it was at {commit} has more than {_MOST_BYTES // 1_000_000} MB. "
            "Leave --since out to compare with what was published.",
            Exit.USAGE,
        )
    asked = "".join(f"{each.object}\n" for each in found).encode()
    said = _git(manuscript, "cat-file", "--batch", stdin=asked) or b""
    at = 0
    for each in found:
        start = said.find(b"\n", at) + 1
        if start == 0 or said[at:start].split()[1:2] != [b"blob"]:
            raise BookbuildError(
                f"git cannot give {each.path} as it was at {commit}. Get the whole history with "
                "`git fetch --unshallow`.",
                Exit.MACHINE,
            )
        place = folder / each.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(said[start : start + each.size])
        at = start + each.size + 1


def _files(manuscript: Path, name: str) -> Iterator[_File]:
    """Yield the plain files within the folder; links are left out, and what is too large."""
    said = _git(manuscript, "ls-tree", "-r", "-l", "-z", name, "--", ".")
    for line in (said or b"").split(b"\0"):
        head, _, file = line.partition(b"\t")
        parts = head.decode("ascii", errors="replace").split()
        if len(parts) != 4 or parts[0] not in _A_FILE or not parts[3].isdigit():
            continue
        path = PurePosixPath(os.fsdecode(file))
        inside = not path.is_absolute() and ".." not in path.parts
        if inside and int(parts[3]) <= _LARGEST_FILE:
            yield _File(path, parts[2], int(parts[3]))
