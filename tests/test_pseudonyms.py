"""No output names a person whom the author's files do not: no user, host, path, git identity."""

from __future__ import annotations

import io
import socket
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from tests.commands import bookbuild, manuscript, tool

PLANTED = "quillfeather"
"""A word that stands in no font, no library and no book."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A book in a folder, a repository and an environment that all name somebody."""
    folder = tmp_path / f"{PLANTED}-home" / "book"
    manuscript(
        folder, book="title: Night\nauthor: A\n", _01_one="A day.\n\n::: notes\nHello.\n:::\n"
    )
    for command in (
        ("init", "-q"),
        ("config", "user.name", f"{PLANTED} Git"),
        ("config", "user.email", f"{PLANTED}@example.org"),
        ("remote", "add", "origin", f"https://example.org/{PLANTED}/book"),
        ("add", "."),
        ("commit", "-qm", "first"),
    ):
        subprocess.run(["git", "-C", str(folder), *command], check=True, capture_output=True)
    return folder


def test_no_output_names_anybody(project: Path) -> None:
    planted = {
        name: f"{PLANTED}-{name.lower()}"
        for name in ("USER", "LOGNAME", "HOSTNAME", "GIT_AUTHOR_NAME", "EMAIL", "GITHUB_ACTOR")
    }
    done = bookbuild("build", project, environment=planted)
    assert done.returncode == 0, done.stderr
    made = sorted((project / "dist").iterdir())
    assert [path.suffix for path in made] == [".epub", ".pdf"]
    names = [PLANTED, str(project), *_long_enough(socket.gethostname())]
    for path in made:
        for part in _parts(path):
            for name in names:
                assert name.lower().encode() not in part.lower(), f"{path.name} names {name}"


def test_the_search_finds_what_an_author_does_name(tmp_path: Path) -> None:
    manuscript(tmp_path, book=f"title: Night\nauthor: {PLANTED}\n", _01_one="A day.\n")
    assert bookbuild("build", tmp_path).returncode == 0
    for path in (tmp_path / "dist").iterdir():
        assert any(PLANTED.encode() in part.lower() for part in _parts(path))


def _long_enough(name: str) -> tuple[str, ...]:
    """Return a name that cannot stand in a file by chance: two letters stand in every picture."""
    return (name,) if len(name) >= 6 else ()


def _parts(path: Path) -> Iterator[bytes]:
    """Yield everything that a file holds, unpacked, and its text as a reader sees it."""
    data = path.read_bytes()
    yield data
    if path.suffix == ".epub":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            yield from (book.read(name) for name in book.namelist())
        return
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for each in pdf.objects:
            yield each.read_bytes() if isinstance(each, pikepdf.Stream) else b""
            yield each.unparse(resolved=True) if not isinstance(each, pikepdf.Stream) else b""
    yield tool("pdftotext", "poppler-utils", path, "-").encode()
    yield tool("pdfinfo", "poppler-utils", path).encode()
