"""What of the machine a validator needs: where programs are, and how one is run and stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from bookbuild.report import Diagnostic

_LARGEST_REPORT = 100_000_000


@dataclass(frozen=True, slots=True)
class Machine:
    """The environment that the command line hands in; ``folders`` may hold a node_modules."""

    environment: Mapping[str, str]
    folders: tuple[Path, ...] = ()

    def program(self, *names: str) -> str:
        """Return the first of these programs that is on this machine, "" for none."""
        path = self.environment.get("PATH", "")
        for name in names:
            for folder in self.folders:
                if found := which(name, path=str(folder / "node_modules" / ".bin")):
                    return found
            if found := which(name, path=path):
                return found
        return ""

    def module_file(self, *names: str) -> str:
        """Return a file of a package in a node_modules, "" where it is not there."""
        for folder in self.folders:
            for name in names:
                if (file := folder / "node_modules" / name).is_file():
                    return str(file)
        return ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a validator said: "Ace 1.4.6", and what it found.

    ``silent`` is why it did not look at the book, "" where it did, and ``remedy`` what to do
    about that: a command, or a sentence.
    """

    name: str
    findings: tuple[Diagnostic, ...] = ()
    silent: str = ""
    remedy: str = ""


@contextmanager
def workplace(book: bytes) -> Iterator[Path]:
    """Yield a folder that is gone afterwards, with the book in it as ``book.epub``."""
    with tempfile.TemporaryDirectory(prefix="bookbuild-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        (folder / "book.epub").write_bytes(book)
        yield folder


def run(command: tuple[str, ...], environment: Mapping[str, str], folder: Path, most: float) -> str:
    """Run a validator in a folder; return why it could not be, "" where it ran to its end.

    ``most`` is in seconds. What it started is stopped with it.
    """
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as wrong:
        return f"it cannot be started ({(wrong.strerror or 'no reason given').lower()})"
    try:
        process.wait(timeout=most)
    except subprocess.TimeoutExpired:
        return f"it was not done within {most:.0f} seconds"
    finally:
        _stop(process)
    return ""


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop a process with all that it started; a browser outlives the program that opened it."""
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def report_of(file: Path) -> object:
    """Return a validator's report, None where there is none that makes sense."""
    try:
        if file.stat().st_size > _LARGEST_REPORT:
            return None
        report: object = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return report


def entry(value: object, *keys: str | int) -> object:
    """Return what stands in a report under these keys, None where nothing does."""
    for key in keys:
        match value, key:
            case dict(), str():
                value = value.get(key)
            case list(), int() if key < len(value):
                value = value[key]
            case _:
                return None
    return value


def entries(value: object, *keys: str) -> tuple[object, ...]:
    """Return a list that stands in a report under these keys, () where none does."""
    found = entry(value, *keys)
    return tuple(found) if isinstance(found, list) else ()


def words(value: object, *keys: str) -> str:
    """Return a text that stands in a report under these keys, on one line."""
    found = entry(value, *keys)
    return " ".join(found.split())[:1_000] if isinstance(found, str) else ""


def sentence(text: str) -> str:
    """Return a validator's message as a sentence."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
