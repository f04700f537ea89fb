"""git, asked without touching the author's files or fetching anything."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from bookbuild.report import BookbuildError, Exit

_SECONDS = 60


def git_says(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes | None:
    """Return what git says in a folder, None where it refuses.

    Raises `FileNotFoundError` where there is no git, and `BookbuildError` where it does not answer.
    """
    environment = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env=environment,
            input=stdin,
        )
    except subprocess.TimeoutExpired:
        raise BookbuildError("git takes too long to answer. Try it again.", Exit.MACHINE) from None
    return done.stdout if done.returncode == 0 else None
