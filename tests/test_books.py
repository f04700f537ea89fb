"""Small whole books, from the manuscript to both files, at every stage that a person can review.

`tests/books/NAME/golden/` holds, for the two editions that every book has and for those of its own:
the edition as the writers get it (`edition.epub.txt`), the EPUB unzipped (`epub/`; style sheets,
pictures and fonts are a line each in `files.txt`), the print sheets (`print.html`), and what the
build said of the manuscript (`report.txt`).
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest
from PIL import Image
from typer.testing import CliRunner

from bookbuild.build.books import Built, BuiltFile, build_books
from bookbuild.build.request import BuildRequest
from bookbuild.cli import command_line
from bookbuild.model.editions import Format
from bookbuild.read.manuscript import read_book
from bookbuild.report import fold
from tests.commands import tool
from tests.epubcheck import epubcheck
from tests.golden import UPDATE, check_golden

BOOKS = Path(__file__).parent / "books"
NAMES = sorted(path.parent.name for path in BOOKS.glob("*/manuscript"))
OF_EVERY_BOOK = {"ebook": "", "print": ""}
_TEXT = (".xhtml", ".opf", ".ncx", ".xml")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")


@dataclass(frozen=True, slots=True)
class Shelf:
    """A book that was built in a folder of its own, outside any repository."""

    name: str
    project: Path
    built: Built

    @property
    def golden(self) -> Path:
        return BOOKS / self.name / "golden"


@pytest.fixture(scope="module", params=NAMES)
def shelf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    name: str = request.param
    project = tmp_path_factory.mktemp("books") / name
    shutil.copytree(BOOKS / name / "manuscript", project / "manuscript")
    formats = (Format.PDF, Format.EPUB)
    return Shelf(name, project, build_books(BuildRequest(project, formats), lambda _: None))


def test_every_stage_is_as_reviewed(shelf: Shelf) -> None:
    stages = dict(_stages(shelf))
    _remove_what_is_no_more(shelf.golden, set(stages))
    for name, text in stages.items():
        check_golden(shelf.golden / name, text)
    kept = {str(path.relative_to(shelf.golden)) for path in _files(shelf.golden)}
    assert kept == set(stages), "a golden file is left over; pytest --update-golden removes it"


@pytest.mark.slow
def test_every_epub_is_valid(shelf: Shelf) -> None:
    for file in _made(shelf, Format.EPUB):
        assert epubcheck(file.path.read_bytes()) == (), file.path.name


def test_every_pdf_is_sound(shelf: Shelf) -> None:
    for file in _made(shelf, Format.PDF):
        tool("qpdf", "qpdf", "--check", file.path)
        fonts = tool("pdffonts", "poppler-utils", file.path).splitlines()[2:]
        assert fonts
        assert all("+EB-Garamond" in row for row in fonts)
        assert file.pages is not None
        assert file.pages % 2 == 0


@pytest.mark.parametrize("shelf", ["editions"], indirect=True)
def test_editions_of_ones_own_have_their_names_and_sizes(shelf: Shelf) -> None:
    names = {file.path.name: file.path for file in shelf.built.files}
    assert [name for name in names if not name.endswith("-cover.jpg")] == [
        "the-same-book-twice-print.pdf",
        "proof-copy.pdf",
        "the-same-book-twice-ebook.epub",
        "notes-behind.epub",
        "notes-gathered.epub",
    ]
    assert "420 x 595" in _page_size(names["proof-copy.pdf"])
    assert "396 x 612" in _page_size(names["the-same-book-twice-print.pdf"])


def _page_size(path: Path) -> str:
    """Return what pdfinfo says of a PDF's pages, in whole points."""
    said = tool("pdfinfo", "poppler-utils", path)
    line = next(line for line in said.splitlines() if line.startswith("Page size"))
    width, _, height = line.split()[2:5]
    return f"{float(width):.0f} x {float(height):.0f}"


# ------------------------------------------------------------------- the stages


def _stages(shelf: Shelf) -> Iterator[tuple[str, str]]:
    """Yield every golden file's name and text."""
    yield "report.txt", "".join(f"{line}\n" for line in _report(shelf.built))
    book = read_book(shelf.project).value
    assert book is not None
    for settings in book.editions:
        tail = OF_EVERY_BOOK.get(settings.name, f"-{settings.name}")
        for format in settings.formats:
            ask = ("--stage", "edition", "--format", format.value, "--edition", settings.name)
            yield f"edition{tail}.{format.value}.txt", _inspect(shelf.project, *ask)
        if Format.PDF in settings.formats:
            html = _inspect(shelf.project, "--stage", "sheets", "--edition", settings.name)
            yield f"print{tail}.html", html
    for tail, file in _epubs(shelf):
        yield from _unzipped(f"epub{tail}", file.path, shelf.project)


def _report(built: Built) -> tuple[str, ...]:
    lines = tuple(
        f"{severity}: {line}"
        for severity in ("error", "warning")
        for line in fold(each for each in built.diagnostics if each.severity.value == severity)
    )
    made = tuple(f"made: {file.path.name}" for file in built.files)
    return lines + made


def _inspect(project: Path, *options: str) -> str:
    ran = CliRunner().invoke(
        command_line(), ["inspect", str(project), *options], catch_exceptions=False
    )
    assert ran.exit_code == 0, ran.stderr
    return ran.stdout


def _epubs(shelf: Shelf) -> Iterator[tuple[str, BuiltFile]]:
    book = read_book(shelf.project).value
    assert book is not None
    editions = [each for each in book.editions if Format.EPUB in each.formats]
    for settings, file in zip(editions, _made(shelf, Format.EPUB), strict=True):
        yield OF_EVERY_BOOK.get(settings.name, f"-{settings.name}"), file


def _unzipped(folder: str, path: Path, project: Path) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(path) as book:
        names = book.namelist()
        rows = "".join(f"{_row(name, book.read(name), project)}\n" for name in names)
        yield f"{folder}/files.txt", rows
        for name in names:
            if name.endswith(_TEXT) and not name.startswith("META-INF"):
                yield f"{folder}/{name}", book.read(name).decode("utf-8")


def _row(name: str, data: bytes, project: Path) -> str:
    """Return what is said of a file of the book.

    A picture that bookbuild made is told by its size alone: how it is packed differs by machine.
    """
    suffix = PurePosixPath(name).suffix.lower()
    digest = f"{len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()[:12]}"
    if suffix not in _PICTURES:
        return f"{name}  {digest}" if suffix in (".ttf", ".otf", ".woff2") else name
    with Image.open(io.BytesIO(data)) as picture:
        size = f"{picture.format} {picture.width} × {picture.height}"
    authors = data in {path.read_bytes() for path in _files(project / "manuscript")}
    return f"{name}  {size}, {digest if authors else 'made by bookbuild'}"


def _made(shelf: Shelf, format: Format) -> tuple[BuiltFile, ...]:
    found = tuple(file for file in shelf.built.files if file.format is format)
    assert found
    return found


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _remove_what_is_no_more(folder: Path, names: set[str]) -> None:
    if os.environ.get(UPDATE):
        for path in _files(folder):
            if str(path.relative_to(folder)) not in names:
                path.unlink()
