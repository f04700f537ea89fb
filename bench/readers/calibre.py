"""calibre: its book check, what its library shows, and the AZW3 that Kindles get from it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from lxml import etree

from bench.places.books import read_documents
from bench.places.browser import NoReaders
from bench.readers.sights import Sight
from bench.readers.thorium import look_in_thorium

_CHECK = """
import json, sys
from calibre.ebooks.oeb.polish.container import get_container
from calibre.ebooks.oeb.polish.check.main import run_checks
errors = run_checks(get_container(sys.argv[-1], tweak_mode=True))
found = [{"name": e.name, "line": e.line, "said": e.msg} for e in errors]
print("FOUND" + json.dumps(found))
"""
_OPINIONS = (
    (
        re.compile(r"\.(ttf|otf) has a MIME type that does not match its extension"),
        "font/ttf is EPUB 3.3's own type for it; this calibre knows the older names",
    ),
)
"""What calibre says that the standards say otherwise."""
_FEW = 3
_DC = "{http://purl.org/dc/elements/1.1/}"


def missing() -> str:
    """Return what is missing to run it, "" where nothing is."""
    if shutil.which("ebook-convert"):
        return ""
    return "calibre is not on this machine: apt-get install --no-install-recommends calibre"


def look_in_calibre(book: bytes) -> Sight:
    """Return what calibre's editor complains of and its library shows."""
    with _workshop(book) as folder:
        complaints, opinions = _checked(Path(folder))
        _run(Path(folder), "ebook-meta", "book.epub", "--to-opf=said.opf")
        said = etree.fromstring(Path(folder, "said.opf").read_bytes())
    names = {str(each.get("name")): str(each.get("content")) for each in said.iter("{*}meta")}
    series = f"{names.get('calibre:series', '')} {names.get('calibre:series_index', '')}".strip()
    return Sight(
        "calibre",
        complaints,
        opinions,
        titles=tuple(str(each.text) for each in said.iter(f"{_DC}title")),
        authors=tuple(str(each.text) for each in said.iter(f"{_DC}creator")),
        series=(series,) if series else (),
    )


def look_in_azw3(book: bytes) -> Sight:
    """Return what is left of a book that went into an AZW3, and back to be looked at."""
    with _workshop(book) as folder:
        # The book's own contents, not headings that calibre finds.
        own = ("--chapter=/", "--max-toc-links=0", "--toc-threshold=0")
        said = _run(Path(folder), "ebook-convert", "book.epub", "kindle.azw3", *own)
        said += _run(Path(folder), "ebook-convert", "kindle.azw3", "back.epub")
        back = Path(folder, "back.epub").read_bytes()
    troubles = [line for line in said.splitlines() if re.search(r"(?i)\b(warn|error|fail)", line)]
    if _letters(book) != _letters(back):
        troubles.append("The words are not the same after the way there and back.")
    seen = look_in_thorium(back)
    # An AZW3 keeps no more of a book than this, and calibre adds the landmarks to a contents
    # list that has next to nothing on it.
    whole = seen.contents is not None and len(seen.contents) > _FEW
    contents = seen.contents if whole else None
    return Sight("AZW3", tuple(troubles), (), seen.titles, seen.authors, contents=contents)


def _workshop(book: bytes) -> tempfile.TemporaryDirectory[str]:
    if lacking := missing():
        raise NoReaders(lacking)
    folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    Path(folder.name, "book.epub").write_bytes(book)
    return folder


def _checked(folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return calibre's complaints and, apart from them, its opinions with why they are that."""
    (folder / "check.py").write_text(_CHECK, encoding="utf-8")
    said = _run(folder, "calibre-debug", "check.py", "--", "book.epub")
    complaints: list[str] = []
    opinions: Counter[str] = Counter()
    for each in json.loads(said.rpartition("FOUND")[2].partition("\n")[0]):
        why = next((why for pattern, why in _OPINIONS if pattern.search(each["said"])), None)
        if why is None:
            complaints.append(f"{each['name']}:{each['line'] or ''} {each['said']}")
        else:
            opinions[why] += 1
    return tuple(complaints), tuple(f"{count} × {why}" for why, count in opinions.items())


def _run(folder: Path, *command: str) -> str:
    alone = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "LC_ALL": "C.UTF-8"}
    headless = {"QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_DISABLE_SANDBOX": "1"}
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, **alone, **headless},
        check=False,
        timeout=600,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr or done.stdout}")
    return done.stdout


def _letters(book: bytes) -> str:
    return "".join("".join(each.text.split()) for each in read_documents(book))
