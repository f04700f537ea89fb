"""An author's sheet that sets running text otherwise: the press breaks the lines, however many."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import bookbuild, manuscript


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_book_is_made(tmp_path: Path, jobs: str) -> None:
    text = "# One\n\n" + "It was late, and nobody had come by the ferry. " * 40 + "\n"
    folder = manuscript(tmp_path, book="title: T\nauthor: Mary Shelley\nlang: en\n", _01_one=text)
    (folder / "styles").mkdir()
    (folder / "styles" / "print.css").write_text("p { font-size: 14pt }\n", encoding="utf-8")
    out = tmp_path / "book.pdf"
    assert bookbuild("pdf", str(folder), "-o", str(out), "--jobs", jobs).returncode == 0
    assert out.stat().st_size
