"""PDFs that nobody should have made: each ends in a sentence, in bounds, and nothing else."""

from __future__ import annotations

import contextlib
import os
import zlib
from pathlib import Path

import pytest
from pikepdf import Encryption, Name, Pdf

from bookbuild.preflight.pdf import apart
from bookbuild.preflight.pdf.apart import inspect_apart
from bookbuild.preflight.pdf.inspecting import PdfInspection
from bookbuild.report import BookbuildError, Exit
from tests.preflight.pdf_files import TEXT, book_of, saved


def look(path: Path) -> PdfInspection:
    return inspect_apart(path, None, os.environ)


def refused(path: Path) -> str:
    with pytest.raises(BookbuildError) as error:
        look(path)
    assert error.value.exit_code is Exit.MANUSCRIPT
    return str(error.value).removeprefix(f"{path}: ")


def test_a_sound_book_comes_back_from_the_other_process(tmp_path: Path) -> None:
    seen = look(saved(book_of(TEXT, b""), tmp_path))
    assert (seen.findings, seen.pages, seen.fonts) == ((), 2, ("Ferry",))
    assert (seen.width, seen.height) == (396.0, 612.0)


@pytest.mark.parametrize(
    "data", [b"", b"A novel.", b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\x00" * 5_000, b"PK\x03\x04"]
)
def test_what_is_no_pdf(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(data)
    assert refused(path).startswith("This PDF cannot be read: it is no PDF, or it is damaged.")


def test_a_book_cut_short(tmp_path: Path) -> None:
    path = saved(book_of(*(TEXT,) * 40), tmp_path)
    path.write_bytes(path.read_bytes()[:2_000])
    with contextlib.suppress(BookbuildError):
        assert look(path).pages <= 40


def test_a_password(tmp_path: Path) -> None:
    path = saved(book_of(TEXT), tmp_path, lock=Encryption(owner="quay", user="ferry"))
    assert refused(path).startswith("This PDF cannot be read: it asks for a password.")


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(BookbuildError, match="There is no such file") as error:
        look(tmp_path / "nothing.pdf")
    assert error.value.exit_code is Exit.USAGE


def packed(pdf: Pdf, size: int) -> None:
    """Give the first page a content of so many bytes, which takes a thousandth in the file."""
    content = pdf.pages[0].obj.Contents
    content.write(zlib.compress(b" " * size, 9), filter=Name.FlateDecode)


def test_a_page_that_unpacks_to_more_than_a_page_holds(tmp_path: Path) -> None:
    pdf = book_of(TEXT, TEXT)
    packed(pdf, 300_000_000)
    path = saved(pdf, tmp_path)
    assert path.stat().st_size < 1_000_000
    seen = look(path)
    assert [each.code for each in seen.findings] == ["page-unread"]


def test_a_page_with_a_million_steps(tmp_path: Path) -> None:
    seen = look(saved(book_of(b"q Q " * 500_000, TEXT), tmp_path))
    assert [each.code for each in seen.findings] == ["page-unread"]


def test_numbers_that_no_page_needs(tmp_path: Path) -> None:
    wild = b"99999999999999999999 0 0 1e38 5 5 cm -1e999 w 3 3 m 1 1 l S " + TEXT
    assert look(saved(book_of(wild, TEXT), tmp_path)).pages == 2


def test_the_other_process_is_stopped_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "MOST_SECONDS", 0.01)
    assert "it takes more than" in refused(saved(book_of(TEXT), tmp_path))
