"""What the desk keeps of a book, for the next time that it is opened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from bookbuild.desk.keeping import keep, kept
from bookbuild.desk.proofs import Proofs
from bookbuild.desk.workshop import Job, Workshop
from bookbuild.report import Place, error
from bookbuild.write.pdf.part_cache import DiskCache
from tests.desk.desks import printed, proofs


def test_a_book_comes_back_as_it_was_without_its_findings(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path / "cache")
    found = (error("wrong", Place("one.md", 1), "It is wrong."),)
    book = replace(printed(proofs(7, "The ferry left at nine.")), findings=found, trouble=found)
    keep(cache, tmp_path, "", book)
    assert kept(cache, tmp_path, "") == replace(book, book=0, printed=0, findings=(), trouble=())


def test_another_folder_or_edition_or_a_damaged_file_gives_nothing(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path / "cache")
    keep(cache, tmp_path, "", proofs(7, "The ferry left at nine."))
    assert kept(cache, tmp_path / "other", "") == Proofs()
    assert kept(cache, tmp_path, "print") == Proofs()
    for path in (tmp_path / "cache").glob("??/*"):
        path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert kept(cache, tmp_path, "") == Proofs()


def test_what_is_no_book_gives_nothing(tmp_path: Path) -> None:
    class Strange(DiskCache):
        content = b""

        def get(self, key: str) -> bytes | None:
            return self.content

    cache = Strange(tmp_path)
    for content in (b"", b"{", b"[]", b"{}", b'{"title": 1}', b"\xff"):
        cache.content = content
        assert kept(cache, tmp_path, "") == Proofs()


def test_the_desk_that_is_opened_again_has_the_last_book_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "ferry"
    (folder / "manuscript").mkdir(parents=True)
    settings = folder / "manuscript" / "book.yaml"
    settings.write_text("title: The Ferry\nauthor: Mary Shelley\n", "utf-8")
    (folder / "manuscript" / "01-one.md").write_text("# One\n\nThe ferry left.\n", "utf-8")
    job = Job(folder, lambda: date(2026, 11, 23), cache=tmp_path / "cache")
    first = Workshop(job)
    assert first.last() == Proofs()
    book = first.read()
    first.close(book)
    settings.write_text("titel: The Ferry\n", "utf-8")
    second = Workshop(job)
    assert second.last().ebook == book.ebook
    shown = second.read()
    assert (shown.book, shown.ebook) == (0, book.ebook)
    assert shown.trouble
    second.close(shown)
    third = Workshop(job)
    assert third.last().ebook == book.ebook, "a desk without a good book keeps the last one"
    settings.write_text("title: The Ferry\nauthor: Mary Shelley\n", "utf-8")
    mended = third.read()
    assert mended.book == 1
    third.close(mended)
