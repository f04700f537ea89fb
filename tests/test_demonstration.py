"""The demonstration manuscript as both books: valid, complete, the same bytes twice."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import DEMONSTRATION, bookbuild, tool
from tests.epubcheck import epubcheck
from tests.letters import epub_words, letters, pdf_words

EPUB = "to-the-nearest-twenty.epub"
PDF = "to-the-nearest-twenty.pdf"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demonstration")
    done = bookbuild("build", DEMONSTRATION, "-o", folder, "--json")
    assert done.returncode == 0, done.stderr
    (folder / "built.json").write_text(done.stdout, encoding="utf-8")
    return folder


def test_it_is_valid(dist: Path) -> None:
    assert epubcheck((dist / EPUB).read_bytes()) == ()
    tool("qpdf", "qpdf", "--check", dist / PDF)


def test_the_build_says_what_it_made(dist: Path) -> None:
    said = json.loads((dist / "built.json").read_text(encoding="utf-8"))
    assert [file["format"] for file in said["files"]] == ["pdf", "epub", "cover"]
    assert all(file["bytes"] == Path(file["path"]).stat().st_size for file in said["files"])
    assert said["files"][0]["pages"] == _pages(dist / PDF)
    assert {each["severity"] for each in said["diagnostics"]} <= {"warning"}


def test_the_pages_are_even_and_of_the_trim(dist: Path) -> None:
    said = tool("pdfinfo", "poppler-utils", dist / PDF)
    assert _pages(dist / PDF) % 2 == 0
    assert re.search(r"Page size:\s+396 x 612 pts", said)
    assert re.search(r"Title:\s+To the Nearest Twenty", said)


def test_only_the_named_fonts_are_in_the_file_and_embedded(dist: Path) -> None:
    rows = tool("pdffonts", "poppler-utils", dist / PDF).splitlines()[2:]
    assert rows
    for row in rows:
        name, *_ = row.split()
        assert re.fullmatch(r"[A-Z]{6}\+EB-Garamond(-\w+)*", name)
        assert row.split()[-5] == "yes", f"{name} is not embedded"


def test_the_same_manuscript_gives_the_same_bytes(dist: Path, tmp_path: Path) -> None:
    elsewhere = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    done = bookbuild("build", DEMONSTRATION, "-o", tmp_path, environment=elsewhere)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / EPUB).read_bytes() == (dist / EPUB).read_bytes()
    assert (tmp_path / PDF).read_bytes() == (dist / PDF).read_bytes()


def test_every_paragraph_stands_in_both_books(dist: Path) -> None:
    epub, pdf = letters(epub_words(dist / EPUB)), letters(pdf_words(dist / PDF))
    for paragraph in _paragraphs():
        assert letters(paragraph) in epub
        assert letters(paragraph) in pdf


def test_the_contents_numbers_are_the_pages(dist: Path) -> None:
    contents = next(
        page for page in _page_texts(dist / PDF) if page.strip().lower().startswith("contents")
    )
    rows = re.findall(r"^(.*?\S)\s+(\d+)$", contents, flags=re.M)
    assert len(rows) >= 9
    labels = _page_labels(dist / PDF)
    for name, folio in rows:
        page = _page_texts(dist / PDF)[labels.index(folio)]
        title = letters(name)
        assert letters(" ".join(page.split()[:12])).startswith(title[:12])


def test_openings_and_blanks_have_no_running_head(dist: Path) -> None:
    head = ("-x", "0", "-y", "0", "-W", "396", "-H", "57", "-r", "72")
    heads = tool("pdftotext", "poppler-utils", *head, dist / PDF, "-").split("\f")
    text = ("-x", "0", "-y", "57", "-W", "396", "-H", "496", "-r", "72")
    pages = tool("pdftotext", "poppler-utils", *text, dist / PDF, "-").split("\f")[:-1]
    openings = re.compile(r"(chapter \w+|prologue|interlude|epilogue|afterword|contents)\n", re.I)
    bare = [top for top, page in zip(heads, pages, strict=False) if _opens(page, openings)]
    assert len(bare) >= 20
    assert not any(top.strip() for top in bare)
    assert sum(bool(top.strip()) for top in heads) >= 25


def _opens(page: str, openings: re.Pattern[str]) -> bool:
    return not page.strip() or openings.match(page.strip()) is not None


def _paragraphs() -> Iterator[str]:
    """Yield the plain paragraphs of the story's files: those without any markup to interpret."""
    for path in sorted(DEMONSTRATION.glob("[1-5]*.md")):
        text = path.read_text(encoding="utf-8").split("---", 2)[2]
        for paragraph in re.split(r"\n\s*\n", text):
            if re.match(r"[A-Z\"]", paragraph) and not re.search(r"[\[\]:*]", paragraph):
                yield paragraph


def _page_texts(pdf: Path) -> list[str]:
    return tool("pdftotext", "poppler-utils", "-layout", pdf, "-").split("\f")[:-1]


def _page_labels(pdf: Path) -> list[str]:
    """Return the pages' labels as their numbers are in front and in the story."""
    front = next(
        index
        for index, page in enumerate(_page_texts(pdf))
        if "prologue" in page.lower()[:400] and "contents" not in page.lower()
    )
    count = _pages(pdf)
    return [*("front" for _ in range(front)), *(str(n) for n in range(1, count - front + 1))]


def _pages(pdf: Path) -> int:
    found = re.search(r"Pages:\s+(\d+)", tool("pdfinfo", "poppler-utils", pdf))
    assert found
    return int(found[1])
