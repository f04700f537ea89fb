"""Thorium's parser, r2-shared-js: the manifest that it makes of a book."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.places.browser import MODULES, NoReaders
from bench.readers.camera import PAGES
from bench.readers.sights import Sight


def missing() -> str:
    """Return what is missing to run it, "" where nothing is."""
    if not (MODULES / "r2-shared-js").is_dir():
        return "Thorium's parser is not installed: npm ci --prefix bench/places"
    return "" if shutil.which("node") else "Node is not on this machine: apt-get install nodejs"


def look_in_thorium(book: bytes) -> Sight:
    """Return what Thorium sees; raise `NoReaders` where its parser is not on this machine."""
    if lacking := missing():
        raise NoReaders(lacking)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "book.epub")
        file.write_bytes(book)
        done = subprocess.run(
            ["node", str(PAGES / "thorium.cjs"), str(file)],
            capture_output=True,
            text=True,
            env={**os.environ, "NODE_PATH": str(MODULES)},
            check=False,
            timeout=120,
        )
    complaints = tuple(line for line in done.stderr.splitlines() if line.strip())
    if done.returncode:
        return Sight("Thorium", complaints or ("It does not open the book.",))
    return _sight(json.loads(done.stdout), complaints)


def _sight(manifest: dict[str, Any], complaints: tuple[str, ...]) -> Sight:
    said = manifest["metadata"]
    series = _listed(said.get("belongsTo", {}).get("series"))
    return Sight(
        "Thorium",
        complaints,
        titles=tuple(filter(None, (_words(said["title"]), _words(said.get("subtitle", ""))))),
        authors=tuple(_words(each) for each in _listed(said.get("author"))),
        series=tuple(f"{_words(each)} {each.get('position', '')}".strip() for each in series),
        documents=len(manifest["readingOrder"]),
        contents=tuple(_rows(manifest.get("toc", []))),
        landmarks=tuple(str(each.get("rel", "")) for each in manifest.get("landmarks", [])),
        pages=len(manifest.get("pageList", [])),
        accessibility=tuple(_accessibility(said.get("accessibility", {}))),
        direction=said.get("readingProgression"),
    )


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _words(value: Any) -> str:
    """Return a name: a text, one with a name, or one for each language."""
    if isinstance(value, str):
        return value
    named = value.get("name", value) if isinstance(value, dict) else value
    return named if isinstance(named, str) else str(next(iter(named.values()), ""))


def _rows(rows: list[Any], depth: int = 0) -> Iterator[str]:
    for row in rows:
        yield f"{depth} {row['title']}"
        yield from _rows(row.get("children", []), depth + 1)


def _accessibility(said: dict[str, Any]) -> Iterator[str]:
    yield from map(str, _listed(said.get("feature")))
    yield from (f"hazard: {each}" for each in _listed(said.get("hazard")))
    if said.get("summary"):
        yield "summary"
