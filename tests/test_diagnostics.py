"""One folder for each message: the smallest manuscript that earns it, and the message itself.

`report.txt` is meant to be read as prose: would a novelist know what to do?
"""

from __future__ import annotations

import ast
import shutil
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from bookbuild.model.book import Book
from bookbuild.read import amounts, text_files
from bookbuild.read.manuscript import read_book
from bookbuild.read.published import PUBLISHED_FILE, read_published
from bookbuild.report import Checked
from tests.golden import check_golden

HERE = Path(__file__).parent
CASES = HERE / "diagnostics"
READ = HERE.parent / "bookbuild" / "read"
CODES = sorted(folder.name for folder in CASES.iterdir())
BOOK = "title: The Ferry\nauthor: Mary Shelley\nidentifier: https://example.org/ferry\n"
CHAPTER = "The ferry left at nine.\n"


@pytest.mark.parametrize("code", CODES)
def test_the_message_is_as_reviewed(code: str, tmp_path: Path) -> None:
    checked = read_case(code, tmp_path)
    assert code in {diagnostic.code for diagnostic in checked.diagnostics}
    check_golden(CASES / code / "report.txt", report_of(checked))


def test_every_message_of_the_room_has_a_folder() -> None:
    emitted = {code for file in READ.glob("*.py") for code in codes_in(file)}
    assert emitted <= set(CODES)


def test_twenty_mistakes_are_told_in_one_run() -> None:
    checked = read_book(HERE / "mistakes")
    assert len({diagnostic.code for diagnostic in checked.diagnostics}) >= 20
    check_golden(HERE / "mistakes" / "report.txt", report_of(checked))


def report_of(checked: Checked[Book | None]) -> str:
    return "".join(f"{d.severity.value}: {d}\n" for d in checked.diagnostics)


def read_case(code: str, folder: Path) -> Checked[Book | None]:
    """Read a case in a folder of its own, with what cannot be kept in a repository."""
    project = folder / "the-ferry"
    shutil.copytree(CASES / code, project)
    manuscript = project / "manuscript"
    if not manuscript.exists():
        manuscript.mkdir()
        (manuscript / "book.yaml").write_text(BOOK)
        add_what_is_made(code, manuscript)
    read = read_book(project)
    record = read_published(manuscript, f"manuscript/{PUBLISHED_FILE}")
    return Checked(read.value, (*read.diagnostics, *record.diagnostics))


def add_what_is_made(code: str, manuscript: Path) -> None:  # noqa: C901 (a table)
    chapter = manuscript / "01-arrivals.md"
    match code:
        case "line-too-long":
            chapter.write_text("The ferry left. " * 20_000)
        case "too-large":
            chapter.write_text("The ferry left. " * (text_files.MOST_BYTES // 16 + 1))
        case "too-many-files":
            for number in range(5001):
                (manuscript / f"{number}.md").touch()
        case "too-many-pixels":
            chapter.write_text(CHAPTER + "\n![The sea](sea.png)\n")
            (manuscript / "sea.png").write_bytes(png(20_000, 20_000))
        case "too-many-lines":
            chapter.write_text(CHAPTER * (amounts.MOST_LINES + 1))
        case "too-many-footnotes":
            chapter.write_text("The ferry^[A ship.] left.\n\n" * (amounts.MOST_FOOTNOTES + 1))
        case "first-picture":
            chapter.write_text(CHAPTER + "\n![The sea](sea.webp)\n")
            waves = [Image.new("RGB", (8, 8), colour) for colour in ("navy", "teal")]
            waves[0].save(manuscript / "sea.webp", save_all=True, append_images=waves[1:])
        case "unreadable-file":
            chapter.symlink_to(chapter)
        case "odd-file-name":
            chapter.write_text(CHAPTER)
            (manuscript / "02-st\u200b\x07orm.md").write_text(CHAPTER)
        case _:
            assert code == "empty-manuscript"


def png(width: int, height: int) -> bytes:
    """Return a PNG that claims a size and holds no pixels."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"")),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def codes_in(file: Path) -> Iterator[str]:
    """Yield the codes that a module gives its messages."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in ("error", "warning", "_report", "_wrong"):
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value
