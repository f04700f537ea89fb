"""What `bookbuild init --ci` writes: the file that makes a forge build and publish the books.

The templates beside this module are valid as they stand; only the words between at signs are
exchanged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from importlib.resources import files
from pathlib import Path

from bookbuild.report import BookbuildError, Exit

_GITHUB = "https://github.com/"
_PLAIN = re.compile(r"[\w./ +~-]+")
_COMMIT = re.compile(r"[0-9a-f]{40}")


class Forge(Enum):
    """A place that keeps a repository and runs workflows for it."""

    GITHUB = "github"
    GITLAB = "gitlab"


_FILES = {Forge.GITHUB: ".github/workflows/book.yml", Forge.GITLAB: ".gitlab-ci.yml"}


@dataclass(frozen=True, slots=True)
class Source:
    """Where bookbuild itself comes from: an address for git, a commit, and a version in words.

    ``commit`` is a full hash, or what the author named, such as a tag.
    """

    repository: str
    commit: str
    version: str

    @property
    def is_pinned(self) -> bool:
        """Tell whether nobody can exchange what it names."""
        return _COMMIT.fullmatch(self.commit) is not None


class Outcome(Enum):
    """What became of the file."""

    WRITTEN = "written"
    EXCHANGED = "exchanged"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Workflow:
    """A file that was written for a forge, or is there already word for word."""

    path: Path
    outcome: Outcome


def workflow_text(forge: Forge, folder: str, source: Source) -> str:
    """Return the file for a forge; ``folder`` is the book's in its repository, "." for all of it.

    Raises `BookbuildError` (`Exit.USAGE`) where GitHub cannot take the workflow from the source,
    or the folder's name would not survive the forge's own rules.
    """
    if not _PLAIN.fullmatch(folder):
        message = f"{folder} has signs in its name that a workflow trips over. Rename the folder."
        raise BookbuildError(message, Exit.USAGE)
    repository = source.repository
    if forge is Forge.GITHUB:
        if not repository.startswith(_GITHUB):
            message = (
                f"GitHub runs only workflows that are on GitHub, and bookbuild comes from "
                f"{repository} here. Name its repository there: --from OWNER/REPOSITORY@COMMIT"
            )
            raise BookbuildError(message, Exit.USAGE)
        repository = repository.removeprefix(_GITHUB)
    text = files(__package__).joinpath(f"{forge.value}.yml").read_text(encoding="utf-8")
    # A quoted value is needed only while the at signs are there.
    called = f'"@REPOSITORY@/{_FILES[Forge.GITHUB]}@COMMIT@"'
    text = text.replace(called, f"{repository}/{_FILES[Forge.GITHUB]}@{source.commit}")
    words = {"REPOSITORY": repository, "COMMIT": source.commit, "FOLDER": folder}
    for name, value in (words | {"VERSION": source.version}).items():
        text = text.replace(f"@{name}@", value)
    return text


def write_workflow(
    forge: Forge, project: Path, source: Source, *, overwrite: bool = False
) -> Workflow:
    """Write the file for a forge into the repository that holds the book's folder.

    Raises `BookbuildError` where another file stands in its place and is not to be exchanged.
    """
    project = project.resolve()
    root = repository_of(project) or project
    text = workflow_text(forge, project.relative_to(root).as_posix(), source)
    path = root / _FILES[forge]
    try:
        there = path.read_text(encoding="utf-8") if path.exists() else None
        if there == text:
            return Workflow(path, Outcome.KEPT)
        if there is not None and not overwrite:
            raise BookbuildError(_refusal(path), Exit.USAGE)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except (OSError, UnicodeError) as refused:
        message = f"{path} cannot be written: {refused}. Nothing was changed."
        raise BookbuildError(message, Exit.MACHINE) from refused
    return Workflow(path, Outcome.WRITTEN if there is None else Outcome.EXCHANGED)


def repository_of(folder: Path) -> Path | None:
    """Return the git repository that a folder belongs to, None where it belongs to none."""
    for place in (folder, *folder.parents):
        if (place / ".git").exists():
            return place
    return None


def _refusal(path: Path) -> str:
    return (
        f"{path} is there already and says something else. It was left as it is. "
        "Look at it; --overwrite writes the new one in its place."
    )
