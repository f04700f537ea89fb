"""Where bookbuild itself comes from: an author's workflow fetches it from there."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from urllib.parse import unquote, urlsplit

import bookbuild
from bookbuild.intake.workflows import Source
from bookbuild.report import BookbuildError, Exit

_SHORT = re.compile(r"[\w.-]+/[\w.-]+")
_SSH = re.compile(r"(?:ssh://)?[\w.-]+@(?P<host>[\w.-]+)(?::\d+/|[:/])(?P<path>.+)")
_TREE = re.compile(r"(?P<repository>https://[^/]+/.+?)(?:/-)?/tree/(?P<commit>[0-9a-f]{40})/?")

_UNKNOWN = (
    "This bookbuild does not know which repository it comes from, and the workflow needs it. "
    "Name it with --from OWNER/REPOSITORY@COMMIT: the repository of bookbuild on GitHub, and the "
    "long number of the commit that you trust."
)


def source_asked(typed: str) -> Source:
    """Return the source that ``--from`` names, else the one that the installation knows.

    ``typed`` is ``OWNER/REPOSITORY@COMMIT`` for GitHub, or an address for git in place of the first
    part. Raises `BookbuildError` (`Exit.USAGE`) where neither says it.
    """
    if not typed:
        found = own_source()
        if found is None:
            raise BookbuildError(_UNKNOWN, Exit.USAGE)
        return found
    repository, _, commit = typed.strip().rpartition("@")
    if _SHORT.fullmatch(repository):
        repository = f"https://github.com/{repository}"
    address = _address(repository)
    if not address or not re.fullmatch(r"[\w./-]+", commit):
        message = f"--from takes OWNER/REPOSITORY@COMMIT, and “{typed}” is none."
        raise BookbuildError(message, Exit.USAGE)
    return Source(address, commit, "named with --from")


def own_source() -> Source | None:
    """Return where this bookbuild was installed from, None where nothing says so.

    Packages of the project's own releases name repository and commit. An installation from git
    keeps both (PEP 610), and one from a folder keeps the folder, whose git is asked.
    """
    try:
        installed = metadata.distribution("bookbuild")
    except metadata.PackageNotFoundError:
        return None
    version = f"bookbuild {bookbuild.__version__}"
    for line in installed.metadata.get_all("Project-URL") or ():
        name, _, address = line.partition(", ")
        if name == "Source" and (tree := _TREE.fullmatch(address)):
            return Source(tree["repository"], tree["commit"], version)
    place = _said(installed.read_text("direct_url.json") or "{}")
    url, git = str(place.get("url", "")), place.get("vcs_info")
    if isinstance(git, dict) and (address := _address(url)):
        return Source(address, str(git.get("commit_id", "")), version)
    return _of_folder(Path(unquote(urlsplit(url).path)), version) if "dir_info" in place else None


def _said(text: str) -> Mapping[str, object]:
    try:
        value = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _of_folder(folder: Path, version: str) -> Source | None:
    address = _address(_git(folder, "remote", "get-url", "origin"))
    commit = _git(folder, "rev-parse", "HEAD")
    return Source(address, commit, version) if address and commit else None


def _git(folder: Path, *words: str) -> str:
    command = ["git", "-C", str(folder), *words]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _address(typed: str) -> str:
    """Return a repository as anybody can fetch it, "" for a place that is only on this machine.

    A name and a password in the address are left out.
    """
    if ssh := _SSH.fullmatch(typed):
        typed = f"https://{ssh['host']}/{ssh['path']}"
    parts = urlsplit(typed)
    if parts.scheme not in {"https", "http"} or not parts.hostname:
        return ""
    port = f":{parts.port}" if parts.port else ""
    path = parts.path.strip("/").removesuffix(".git")
    return f"https://{parts.hostname}{port}/{path}" if path else ""
