"""MuPDF, a reader with a small CSS engine of its own, as weak devices have."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from bench.places.browser import NoReaders
from bench.readers.sights import Sight

_HARMLESS = ("ICC support is not available", "unknown epub version: 3.0")
"""What this build of MuPDF says of itself, whatever the book."""


def missing() -> str:
    """Return what is missing to run it, "" where nothing is."""
    if shutil.which("mutool"):
        return ""
    return "mutool is not on this machine: apt-get install mupdf-tools"


def look_in_mupdf(book: bytes) -> Sight:
    """Return MuPDF's complaints while it lays out every page."""
    if lacking := missing():
        raise NoReaders(lacking)
    with tempfile.TemporaryDirectory() as folder:
        file, text = Path(folder, "book.epub"), Path(folder, "words.txt")
        file.write_bytes(book)
        done = subprocess.run(
            ["mutool", "draw", "-q", "-F", "txt", "-o", str(text), str(file)],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        words = text.read_text(encoding="utf-8", errors="replace") if text.exists() else ""
    said = dict.fromkeys(line for line in done.stderr.splitlines() if line.strip())
    complaints = [line for line in said if not any(each in line for each in _HARMLESS)]
    if not words.strip():
        complaints.append("No page has a word on it.")
    return Sight("MuPDF", tuple(complaints))
