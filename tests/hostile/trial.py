"""One build of a hostile manuscript in a process with limits, and what it cost."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.commands import ROOT

MOST_SECONDS = 20
"""Of the processor, for any manuscript."""

MOST_MEGABYTES = 1000
_LIMIT_BYTES = 3 * 1024**3
_UNIT = 1024 if sys.platform == "darwin" else 1


@dataclass(frozen=True, slots=True)
class Trial:
    """How a build ended: its exit code, what it said, and its cost by the processor's count."""

    code: int
    said: str
    seconds: float
    megabytes: int


def tried(folder: Path, command: str = "epub") -> Trial:
    """Build a manuscript in a process of its own, which the system ends far beyond the limits."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "bookbuild", command, str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            preexec_fn=_limits,
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read().decode("utf-8", "replace")
    megabytes = used.ru_maxrss // _UNIT // 1024
    return Trial(process.returncode, words, used.ru_utime + used.ru_stime, megabytes)


def _limits() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS * 3, MOST_SECONDS * 3))
    resource.setrlimit(resource.RLIMIT_AS, (_LIMIT_BYTES, _LIMIT_BYTES))
