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
from PIL import Image, PngImagePlugin

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
    assert [path.suffix for path in made] == [".jpg", ".epub", ".pdf"]
    names = [PLANTED, str(project), *_long_enough(socket.gethostname())]
    for path in made:
        for part in _parts(path):
            for name in names:
                assert name.lower().encode() not in part.lower(), f"{path.name} names {name}"


@pytest.mark.parametrize("cover", ["cover.jpg", "cover.png"])
def test_no_picture_names_anybody(tmp_path: Path, cover: str) -> None:
    """A chapter and the cover show photographs that name their maker, a place and a program."""
    pictures = ("photo.jpg", "lying.jpg", "drawing.png", "moving.gif", "web.webp")
    shown = "\n\n".join(f"![A picture]({name})" for name in pictures)
    manuscript(tmp_path, book="title: Night\nauthor: A\n", _01_one=f"A day.\n\n{shown}\n")
    for number, name in enumerate((*pictures, cover)):
        data = _photograph(name, number)
        assert PLANTED.encode() in data, "nothing is planted in this picture"
        (tmp_path / "manuscript" / name).write_bytes(data)
    done = bookbuild("build", tmp_path)
    assert done.returncode == 0, done.stderr
    made = sorted((tmp_path / "dist").iterdir())
    assert [path.suffix for path in made] == [".jpg", ".epub", ".pdf"]
    with zipfile.ZipFile(made[1]) as book:
        held = [name for name in book.namelist() if name.startswith("EPUB/images/")]
    assert len(held) == len(pictures) + 1, "not every picture is in the book"
    for path in made:
        for part in _parts(path):
            for trace in (PLANTED.encode(), b"http://ns.adobe.com/xap", b"Exif\0\0"):
                assert trace.lower() not in part.lower(), f"{path.name} holds {trace!r}"


def test_the_search_finds_what_an_author_does_name(tmp_path: Path) -> None:
    manuscript(tmp_path, book=f"title: Night\nauthor: {PLANTED}\n", _01_one="A day.\n")
    assert bookbuild("build", tmp_path).returncode == 0
    for path in (tmp_path / "dist").glob("*.[ep]*"):
        assert any(PLANTED.encode() in part.lower() for part in _parts(path))


def _photograph(name: str, number: int) -> bytes:
    """Return a picture of its own with Exif, GPS, XMP and comments, as its format has them."""
    image = Image.new("RGB", (64, 48), (40 * number, 90, 120))
    exif = Image.Exif()
    exif[0x013B] = exif[0x9C9D] = f"{PLANTED} the artist"
    exif[0x0112] = 6 if name.startswith("lying") else 1
    exif.get_ifd(0x8825)[27] = f"{PLANTED} bay".encode()
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{PLANTED}</x:xmpmeta>'.encode()
    remark, target = f"{PLANTED} was here", io.BytesIO()
    match name.rpartition(".")[2]:
        case "jpg":
            image.save(target, "JPEG", exif=exif, xmp=xmp, comment=remark.encode())
        case "png":
            text = PngImagePlugin.PngInfo()
            text.add_text("Author", remark)
            text.add_itxt("XML:com.adobe.xmp", xmp.decode())
            image.save(target, "PNG", pnginfo=text, exif=exif)
        case "gif":
            image.save(target, "GIF", comment=remark)
        case _:
            image.save(target, "WEBP", exif=exif, xmp=xmp)
    return target.getvalue()


def _long_enough(name: str) -> tuple[str, ...]:
    """Return a name that cannot stand in a file by chance: two letters stand in every picture."""
    return (name,) if len(name) >= 6 else ()


def _parts(path: Path) -> Iterator[bytes]:
    """Yield everything that a file holds, unpacked, and its text as a reader sees it."""
    data = path.read_bytes()
    yield data
    if path.suffix == ".jpg":
        return
    if path.suffix == ".epub":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            yield from (book.read(name) for name in book.namelist())
        return
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for each in pdf.objects:
            yield _stream(each) if isinstance(each, pikepdf.Stream) else b""
            yield each.unparse(resolved=True) if not isinstance(each, pikepdf.Stream) else b""
    yield tool("pdftotext", "poppler-utils", path, "-").encode()
    yield tool("pdfinfo", "poppler-utils", path).encode()


def _stream(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:  # a photograph, which is in the file as it is
        return stream.read_raw_bytes()
