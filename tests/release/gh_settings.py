"""The real `gh`, turned to a forge at a UNIX socket; without it, a test skips and says so."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.release.fake_forge import HOST


def settings_of_gh(folder: Path, socket: Path) -> dict[str, str]:
    """Return the environment in which `gh` talks to a socket, and to nothing else."""
    if shutil.which("gh") is None:
        pytest.skip("gh is not on this machine: apt-get install gh")
    folder.mkdir(parents=True)
    environment = {
        "GH_HOST": HOST,
        "GH_CONFIG_DIR": str(folder),
        "GH_PROMPT_DISABLED": "1",
        "GH_NO_UPDATE_NOTIFIER": "1",
        "NO_COLOR": "1",
    }
    subprocess.run(
        ["gh", "config", "set", "http_unix_socket", str(socket)],
        check=True,
        env={**os.environ, **environment},
        timeout=60,
    )
    return environment
