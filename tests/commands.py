"""Running things for tests: bookbuild itself, and the tools that look at what it made.

A tool that is not there skips the test with the command that installs it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
DEMONSTRATION = ROOT / "manuscript"


def bookbuild(
    *arguments: str | Path, cwd: Path | None = None, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "bookbuild", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=300,
    )


def tool(name: str, package: str, *arguments: str | Path) -> str:
    """Return what a tool prints; skip where it is not on this machine."""
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not on this machine: apt-get install {package}")
    done = subprocess.run(
        [name, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def shared(path: str) -> Path:
    """Return a file of the shared material; skip where that is not beside the project."""
    found = SHARED / path
    if not found.exists():
        pytest.skip("../shared is not beside the project")
    return found


def manuscript(folder: Path, **files: str) -> Path:
    """Write a manuscript's files (``01_one`` is 01-one.md, ``book`` is book.yaml)."""
    place = folder / "manuscript"
    place.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        file = "book.yaml" if name == "book" else f"{name.strip('_').replace('_', '-')}.md"
        (place / file).write_text(text, encoding="utf-8")
    return folder
