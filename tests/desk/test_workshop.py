"""The workshop: what the desk shows is what a build makes, and a mistake changes nothing of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from bookbuild.desk.proofs import Pages, Source, with_pages
from bookbuild.desk.workshop import Job, Workshop
from bookbuild.report import BookbuildError
from tests.commands import bookbuild, manuscript
from tests.desk.soak import shown, soak

DAY = date(2025, 3, 7)


_BOOK = "title: The Ferry\nauthor: Mary Shelley\nlang: en\nidentifier: urn:isbn:9780000000002\n"


def _book(folder: Path) -> Path:
    return manuscript(
        folder,
        book=_BOOK,
        _01_arrivals="# Arrivals\n\nShe came by the ferry.\n\nIt was late.\n",
        _02_salt="# Salt\n\nThere was salt on everything.\n",
        _09_epilogue="---\nkind: epilogue\nstatus: promised\n---\n\nSoon, I promise.\n",
    )


def _workshop(folder: Path) -> Workshop:
    return Workshop(Job(folder, lambda: DAY))


def test_it_lists_the_sections_and_knows_where_each_block_was_typed(tmp_path: Path) -> None:
    proofs = _workshop(_book(tmp_path)).read()
    assert [(each.name, each.standing, each.words) for each in proofs.sections] == [
        ("Chapter One: Arrivals", "written", 8),
        ("Chapter Two: Salt", "written", 5),
        ("Epilogue", "promised", 0),
    ]
    assert proofs.sections[0].href in proofs.ebook.files if proofs.ebook else False
    page = proofs.ebook.files[proofs.sections[0].href].data.decode() if proofs.ebook else ""
    typed = {source for block, source in proofs.sources.items() if f'id="{block}"' in page}
    assert {Source("manuscript/01-arrivals.md", 3), Source("manuscript/01-arrivals.md", 5)} <= typed


def test_a_save_makes_the_next_book_and_keeps_the_pages_of_the_last(tmp_path: Path) -> None:
    folder = _book(tmp_path)
    workshop = _workshop(folder)
    first = with_pages(workshop.read(), workshop.print())
    assert first.print is not None
    assert (first.book, first.printed) == (1, 1)
    path = folder / "manuscript" / "02-salt.md"
    path.write_text(path.read_text("utf-8") + "\nAnd on the bell.\n", "utf-8")
    read, pages = workshop.read(), Pages(1, 1, first.print)
    second = with_pages(read, pages)
    assert (second.book, second.printed) == (2, 1)
    assert second.print is first.print
    assert b"And on the bell." in second.ebook.files[second.sections[1].href].data  # type: ignore[union-attr]
    third = with_pages(read, workshop.print())
    assert third.printed == 2
    workshop.close(third)


def test_what_is_printed_while_others_are_read_has_the_last_of_them_at_the_end(
    tmp_path: Path,
) -> None:
    folder = _book(tmp_path)
    workshop = _workshop(folder)
    workshop.read()
    path = folder / "manuscript" / "02-salt.md"
    with ThreadPoolExecutor(1) as printing:
        first = printing.submit(workshop.print)
        for number in range(5):
            path.write_text(path.read_text("utf-8") + f"\nBell {number} rang.\n", "utf-8")
            last = workshop.read()
        second = printing.submit(workshop.print)
    assert first.result().printed <= second.result().printed == last.book == 6
    fresh = _workshop(folder)
    fresh.read()
    assert second.result().print == fresh.print().print


def test_the_pages_are_those_of_a_build(tmp_path: Path) -> None:
    folder = _book(tmp_path)
    proofs = with_pages((workshop := _workshop(folder)).read(), workshop.print())
    assert proofs.print is not None
    out = tmp_path / "built.pdf"
    assert bookbuild("pdf", str(folder), "-o", str(out)).returncode == 0
    assert proofs.print.pdf == out.read_bytes()
    first = next(page for page in proofs.print.pages if page.unit == proofs.sections[0].unit)
    assert proofs.sections[0].first_page == first.number
    placed = [each.block for each in first.blocks if each.block in proofs.sources]
    assert [proofs.sources[block].line for block in placed[-2:]] == [3, 5]
    assert all(each.top < each.bottom <= proofs.print.height for each in first.blocks)


def test_a_mistake_shows_its_message_over_the_last_good_book(tmp_path: Path) -> None:
    folder = _book(tmp_path)
    workshop = _workshop(folder)
    good = workshop.read()
    settings = folder / "manuscript" / "book.yaml"
    typed = settings.read_text("utf-8")
    settings.write_text(typed + "chapters: [nowhere.md]\n", "utf-8")
    bad = workshop.read()
    assert bad.trouble
    assert bad.trouble[0].place.file == "manuscript/book.yaml"
    assert (bad.book, bad.ebook) == (good.book, good.ebook)
    settings.write_text(typed, "utf-8")
    mended = workshop.read()
    assert mended.trouble == ()
    assert shown(mended) == shown(good)


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    folder = _book(tmp_path)
    workshop = _workshop(folder)
    workshop.read()
    (folder / "manuscript").rename(folder / "moved")
    with pytest.raises(BookbuildError, match=r"no manuscript|There is no"):
        workshop.read()
    (folder / "moved").rename(folder / "manuscript")
    assert workshop.read().trouble == ()


def test_random_changes_end_as_a_fresh_build() -> None:
    soak(500, seed=0)
