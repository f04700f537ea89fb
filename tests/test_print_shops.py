"""Printed copies for shops, binders and screens: what is in the files, and what is told."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from bookbuild.build.books import Built, build_books
from bookbuild.build.request import BuildRequest
from bookbuild.cli.made_files import bound_line, file_json
from bookbuild.model.book import Fandom
from bookbuild.model.edition import Edition, PageStart, Pagination
from bookbuild.model.editions import HALF_LETTER, Binding, EditionSettings, Format, Trim
from bookbuild.model.occasion import Occasion
from bookbuild.model.print_terms import GLUE, print_terms, printers_gutter, spines
from bookbuild.model.shops import Shop
from bookbuild.plan import plan_edition
from bookbuild.plan.shops import for_shop
from bookbuild.preflight.pdf.inspecting import findings
from bookbuild.preflight.pdf.looking import survey
from bookbuild.preflight.pdf.survey import Ink, Lettering, Survey
from bookbuild.read.styles import read_styles
from bookbuild.write.pdf import Printed, make_pdf
from bookbuild.write.pdf.design import page_design
from bookbuild.write.pdf.destinations import blanks_behind
from tests.builders import STAMP, book, para, section
from tests.commands import manuscript

STYLES = read_styles(Path(__file__).parent / "no such folder").value
PRINT = EditionSettings("print", (Format.PDF,))
A5 = Trim(148 * 72 / 25.4, 210 * 72 / 25.4)
TARGETS = (None, Shop.SCREEN, Shop.KDP, Shop.INGRAM)
PRINTERS = (Shop.KDP, Shop.INGRAM)
TEXT = "The harbour master kept two clocks, and neither of them was right for the tide. " * 60
STORY = book(
    *(
        section(f"Low Water {n}", para(TEXT), para(TEXT), file=f"0{n}-low-water.md")
        for n in range(1, 7)
    )
)


def planned(settings: EditionSettings = PRINT) -> Edition:
    return plan_edition(STORY, settings, Format.PDF, Occasion(STAMP)).value


@cache
def printed(shop: Shop | None, settings: EditionSettings = PRINT) -> Printed:
    edition = planned(settings)
    copy = for_shop(edition, shop).value if shop else edition
    made = make_pdf(copy, STYLES).value
    assert made is not None
    return made


@cache
def seen(shop: Shop | None, settings: EditionSettings = PRINT) -> Survey:
    path = Path(_folder()) / "book.pdf"
    path.write_bytes(printed(shop, settings).pdf)
    return survey(path)


@cache
def _folder() -> str:
    import tempfile

    return tempfile.mkdtemp(prefix="bookbuild-test-")


@pytest.fixture(scope="module", autouse=True)
def swept() -> Iterator[None]:
    yield
    shutil.rmtree(_folder(), ignore_errors=True)


# ------------------------------------------------------------------------------ what is in them


@pytest.mark.slow
@pytest.mark.parametrize("shop", TARGETS)
def test_nothing_is_found_in_a_copy_for_its_own_shop(shop: Shop | None) -> None:
    assert [str(each) for each in findings(seen(shop), "book.pdf", shop)] == []


@pytest.mark.slow
@pytest.mark.parametrize("shop", TARGETS)
def test_qpdf_finds_nothing(shop: Shop | None, tmp_path: Path) -> None:
    if not shutil.which("qpdf"):
        pytest.skip("qpdf is not installed")
    path = tmp_path / "book.pdf"
    path.write_bytes(printed(shop).pdf)
    done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode()


@pytest.mark.parametrize("shop", PRINTERS)
def test_a_printers_copy_is_black_ink_alone(shop: Shop) -> None:
    assert {ink for page in seen(shop).pages for ink in page.inks} == {Ink.BLACK}


def test_ghostscript_sees_no_ink_but_black(tmp_path: Path) -> None:
    if not shutil.which("gs"):
        pytest.skip("Ghostscript is not installed")
    path = tmp_path / "book.pdf"
    path.write_bytes(printed(Shop.INGRAM).pdf)
    command = ["gs", "-q", "-o", "-", "-sDEVICE=inkcov", str(path)]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    assert all(line.split()[:3] == ["0.00000"] * 3 for line in said.splitlines())


@pytest.mark.parametrize("shop", PRINTERS)
def test_a_printers_copy_is_bare(shop: Shop) -> None:
    with pikepdf.open(io.BytesIO(printed(shop).pdf)) as pdf:
        root = set(pdf.Root.keys())
        assert root.isdisjoint(("/Outlines", "/Metadata", "/Names", "/StructTreeRoot", "/AcroForm"))
        assert not any("/Annots" in page for page in pdf.pages)
        said = {str(key): str(value) for key, value in pdf.docinfo.items()}
        assert said == ({"/Title": STORY.metadata.title} if shop is Shop.INGRAM else {})
    assert b"GTS_PDFX" not in printed(shop).pdf


@pytest.mark.parametrize("shop", TARGETS)
def test_fonts_are_true_type_and_embedded(shop: Shop | None) -> None:
    assert seen(shop).fonts
    assert {(f.lettering, f.embedded) for f in seen(shop).fonts} == {(Lettering.TRUE_TYPE, True)}


@pytest.mark.parametrize("shop", PRINTERS)
@pytest.mark.parametrize("trim", [HALF_LETTER, A5], ids=["half letter", "A5"])
def test_the_page_is_the_trim_exactly(shop: Shop, trim: Trim) -> None:
    with pikepdf.open(io.BytesIO(printed(shop, replace(PRINT, trim=trim)).pdf)) as pdf:
        for page in pdf.pages:
            assert [float(side) for side in page.TrimBox] == [float(s) for s in page.MediaBox]
            width, height = (float(side) for side in page.MediaBox[2:])
            assert (width, height) == pytest.approx((trim.width, trim.height), abs=0.002)


def test_the_copy_for_the_screen_has_links_bookmarks_and_tags() -> None:
    with pikepdf.open(io.BytesIO(printed(Shop.SCREEN).pdf)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert pdf.Root.Lang == STORY.metadata.language
        assert "/First" in pdf.Root.Outlines
        assert "/StructTreeRoot" in pdf.Root
        assert b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert notes
        assert {str(note.Subtype) for note in notes} == {"/Link"}


@pytest.mark.parametrize("shop", TARGETS)
def test_the_same_bytes_twice(shop: Shop | None) -> None:
    edition = for_shop(planned(), shop).value if shop else planned()
    again = make_pdf(edition, STYLES).value
    assert again is not None
    assert again.pdf == printed(shop).pdf


def test_every_copy_has_the_same_pages() -> None:
    assert printed(Shop.KDP).pagination == printed(None).pagination
    assert printed(Shop.SCREEN).pagination == printed(None).pagination
    usual = printed(None).pagination.pages
    assert printed(Shop.INGRAM).pagination.pages[: len(usual)] == usual


# ------------------------------------------------------------------------------------ the pages


def pages(number: int, last: str = "unit-p") -> Pagination:
    starts = tuple(PageStart(n, str(n), "unit-p") for n in range(1, number))
    return Pagination((*starts, PageStart(number, "", last)))


def test_ingrams_last_page_is_blank() -> None:
    edition = replace(planned(), shop=Shop.INGRAM)
    assert blanks_behind(pages(40), edition) == 2
    assert blanks_behind(pages(40, ""), edition) == 0
    found = seen(Shop.INGRAM).pages
    assert found[-1].blank
    assert len(found) % 2 == 0
    assert len(found) == len(printed(Shop.INGRAM).pagination.pages)


@pytest.mark.parametrize(("number", "multiple", "blanks"), [(40, 4, 0), (42, 4, 2), (42, 16, 6)])
def test_a_binder_gets_whole_sheets(number: int, multiple: int, blanks: int) -> None:
    edition = replace(planned(), pages_multiple=multiple)
    assert blanks_behind(pages(number), edition) == blanks
    assert blanks_behind(pages(number), replace(edition, shop=Shop.KDP)) == 0


def test_blank_pages_are_in_the_file_and_counted() -> None:
    settings = replace(PRINT, pages_multiple=32)
    assert len(seen(None, settings).pages) % 32 == 0
    assert seen(None, settings).pages[-1].blank
    assert len(printed(None, settings).pagination.pages) == len(seen(None, settings).pages)


def test_glue_takes_a_strip_of_every_page() -> None:
    glued, sewn = (page_design(HALF_LETTER, pages=300, binding=each) for each in reversed(Binding))
    assert glued.inner > sewn.inner
    assert glued.measure == pytest.approx(sewn.measure - GLUE)


def test_the_gutter_goes_by_the_pages() -> None:
    found = [printers_gutter(n) / 72 for n in (1, 150, 151, 300, 301, 500, 501, 700, 701)]
    assert found == [0.375, 0.375, 0.5, 0.5, 0.625, 0.625, 0.75, 0.75, 0.875]


def test_spines_are_counted_on_papers_that_are_known() -> None:
    white, cream = spines(300, Shop.KDP)
    assert (white.paper, round(white.width, 4)) == ("Amazon KDP white", 0.6756)
    assert (cream.paper, round(cream.millimetres, 2)) == ("Amazon KDP cream", 19.05)
    assert spines(300, None) == (white, cream)
    assert spines(300, Shop.INGRAM) == spines(300, Shop.SCREEN) == ()


def test_a_screen_is_no_printer() -> None:
    assert [shop for shop in Shop if print_terms(shop)] == [Shop.KDP, Shop.INGRAM]


# ------------------------------------------------------------------------------- what is told


def test_too_few_pages_are_told() -> None:
    short = book(section("One", "The ferry left at nine.", file="01-one.md"))
    edition = plan_edition(short, PRINT, Format.PDF, Occasion(STAMP)).value
    told = make_pdf(for_shop(edition, Shop.KDP).value, STYLES).diagnostics
    assert [str(each) for each in told] == [
        "book.yaml: This book has 6 pages, and Amazon KDP prints 24 at least. Choose a smaller "
        "`trim`, or let the book grow before it is printed."
    ]


@pytest.mark.parametrize(("shop", "count"), [(Shop.KDP, 1), (Shop.INGRAM, 1), (Shop.SCREEN, 0)])
def test_fan_fiction_is_not_printed_for_sale(shop: Shop, count: int) -> None:
    edition = planned()
    edition = replace(edition, metadata=replace(edition.metadata, fandom=Fandom(("Emma",))))
    told = [str(each) for each in for_shop(edition, shop).diagnostics]
    assert len([line for line in told if "fan fiction is not for sale" in line]) == count
    assert all("`bookbuild pdf` makes it without --for" in line for line in told)


def built(folder: Path, shop: Shop | None, settings: str = "") -> Built:
    manuscript(folder, book=f"title: The Ferry\n{settings}", **{"01_one": "It left at nine.\n"})
    return build_books(BuildRequest(folder, (Format.PDF,), shop=shop), lambda _: None)


@pytest.mark.parametrize("shop", [Shop.SCREEN, Shop.KDP, Shop.INGRAM])
def test_each_copy_has_a_name_of_its_own(shop: Shop, tmp_path: Path) -> None:
    (file,) = built(tmp_path, shop).files
    assert file.path.name.endswith(f"-{shop.value}.pdf")
    assert ("spine" in str(file_json(file))) is (shop is Shop.KDP)
    assert bool(bound_line(file)) is (shop is Shop.KDP)


def test_a_binders_edition_says_how_thick_it_is(tmp_path: Path) -> None:
    settings = "editions:\n  print:\n    pages-multiple: 16\n    binding: glued\n    trim: A5\n"
    (file,) = built(tmp_path, None, settings).files
    assert file.pages == 16
    assert bound_line(file) == (
        "Its spine: 0.036 in (0.9 mm) on Amazon KDP white paper, "
        "0.040 in (1.0 mm) on Amazon KDP cream paper."
    )


def test_leaves_are_not_folded_in_sevens(tmp_path: Path) -> None:
    told = built(tmp_path, None, "editions:\n  print:\n    pages-multiple: 7\n").diagnostics
    assert any("`pages-multiple` is “7”, and leaves are not folded so." in str(t) for t in told)
