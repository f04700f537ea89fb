"""The git repository that a book is kept in: its tags, and what is not committed yet."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bookbuild.build.git import git_says
from bookbuild.read.published import PUBLISHED_FILE


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository around a project's folder, as it is at this moment.

    ``tags`` are those of the commit that is checked out, ``others`` those of other commits, the
    latest version last. ``changed`` are the files of the manuscript and its styles that are not as
    that commit has them, as paths from the project; ``record_changed`` says so of published.yaml,
    which is not among them. ``pushes`` is whether git knows a place to push to.
    """

    tags: tuple[str, ...]
    others: tuple[str, ...]
    changed: tuple[str, ...]
    record_changed: bool
    pushes: bool


def repository_of(project: Path, manuscript: Path) -> Repository | None:
    """Return the repository that a project is in, None where it is in none or there is no git."""
    try:
        prefix = git_says(project, "rev-parse", "--show-prefix")
        if prefix is None:
            return None
        changed = tuple(_changed(project, manuscript, os.fsdecode(prefix).rstrip("\n")))
        tags = _words(git_says(project, "tag", "--points-at", "HEAD"))
        every = _words(git_says(project, "tag", "--sort=version:refname"))
        pushes = bool(git_says(project, "remote"))
    except FileNotFoundError:
        return None
    record = _record(project, manuscript)
    return Repository(
        tags=tags,
        others=tuple(each for each in every if each not in tags),
        changed=tuple(each for each in changed if each != record),
        record_changed=record in changed,
        pushes=pushes,
    )


def _words(said: bytes | None) -> tuple[str, ...]:
    return tuple(os.fsdecode(said or b"").split())


def tagged_elsewhere(project: Path, tag: str) -> bool:
    """Return whether a tag is there and names another commit than the one checked out."""
    try:
        there = git_says(project, "rev-parse", "--quiet", "--verify", f"refs/tags/{tag}^{{commit}}")
        here = git_says(project, "rev-parse", "--quiet", "--verify", "HEAD^{commit}")
    except FileNotFoundError:
        return False
    return there is not None and there != here


def _record(project: Path, manuscript: Path) -> str:
    return (manuscript.resolve() / PUBLISHED_FILE).relative_to(project).as_posix()


def _changed(project: Path, manuscript: Path, prefix: str) -> Iterator[str]:
    """Yield what git would commit; what is not tracked counts where a build would read it."""
    inner = manuscript.resolve().relative_to(project).as_posix()
    places = [inner] if inner == "." else [inner, "styles"]
    said = git_says(
        project,
        *("--no-optional-locks", "-c", "core.fsmonitor=false"),
        *("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames"),
        *("--", *places, ":(exclude)dist"),
    )
    for entry in os.fsdecode(said or b"").split("\0"):
        path = entry[3:].removeprefix(prefix)
        if path and not (entry.startswith("??") and _is_left_out(path)):
            yield path


def _is_left_out(path: str) -> bool:
    return any(part.startswith(("_", ".")) for part in PurePosixPath(path).parts)
