"""What is found in a PDF: each fault alone, in a book that is sound otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, String

import bookbuild.preflight.pdf as room
from bookbuild.model.shops import Shop
from bookbuild.preflight.pdf.inspecting import inspect_pdf
from bookbuild.preflight.pdf.telling import pages_said
from tests.preflight.pdf_files import TEXT, book_of, saved, with_picture

ROOT = Path(__file__).parent.parent.parent
SOUND = (TEXT,) * 23 + (b"",)


def found(pdf: Pdf, folder: Path, shop: Shop | None = Shop.KDP) -> list[str]:
    path = saved(pdf, folder)
    return [str(each) for each in inspect_pdf(path, "book.pdf", shop).findings]


def codes(
    pdf: Pdf, folder: Path, shop: Shop | None = Shop.KDP, lock: Encryption | None = None
) -> set[str]:
    seen = inspect_pdf(saved(pdf, folder, lock), "book.pdf", shop)
    return {each.code for each in seen.findings}


@pytest.mark.parametrize("shop", [Shop.KDP, Shop.INGRAM, None])
def test_a_sound_book_is_not_talked_about(shop: Shop | None, tmp_path: Path) -> None:
    assert found(book_of(*SOUND), tmp_path, shop) == []


# ------------------------------------------------------------------------------ the first page


def on_the_first_page(content: bytes) -> Pdf:
    return book_of(content, *SOUND[1:])


RUN = b"The ferry left at nine and nobody was on the quay but the boy."

PAGES: tuple[tuple[bytes, str, Shop | None], ...] = (
    # Text near the outer edge, cut off, in the gutter, near the head.
    (b"BT /F1 12 Tf 300 300 Td (sixteen letters.) Tj ET", "text-at-edge", Shop.INGRAM),
    (b"BT /F1 12 Tf 390 300 Td (over) Tj ET", "text-at-edge", Shop.KDP),
    (b"BT /F1 12 Tf 20 300 Td (inner) Tj ET", "text-in-gutter", Shop.KDP),
    (b"BT /F1 12 Tf 1 0 0 1 20 300 Tm (inner) Tj ET", "text-in-gutter", Shop.KDP),
    (b"q 1 0 0 1 20 0 cm BT /F1 12 Tf 0 300 Td (inner) Tj ET Q", "text-in-gutter", Shop.KDP),
    (b"BT /F1 12 Tf 72 590 Td (above) Tj ET", "text-at-edge", Shop.KDP),
    # Clipped away, invisible, white: no ink.
    (b"72 72 100 100 re W n BT /F1 12 Tf 20 300 Td (inner) Tj ET", "", Shop.KDP),
    (b"BT 3 Tr /F1 12 Tf 20 300 Td (inner) Tj ET", "", Shop.KDP),
    (b"1 g BT /F1 12 Tf 20 300 Td (inner) Tj ET", "", Shop.KDP),
    # Lines and areas.
    (b"85 100 300 400 re f", "art-at-edge", Shop.KDP),
    (b"0 100 300 400 re f", "", Shop.KDP),
    (b"-9 -9 414 630 re f", "art-at-edge", Shop.KDP),
    (b"0 0 396 612 re f", "art-at-edge", Shop.KDP),
    (b"1 1 1 rg 0 0 396 612 re f", "", Shop.KDP),
    (b"40 w 357 100 m 357 400 l S", "", None),
    (b"40 w 367 100 m 367 400 l S", "art-at-edge", None),
    # Inks.
    (b"0 0 0 rg " + TEXT, "mixed-black", Shop.KDP),
    (b"0 0 0 rg " + TEXT, "", None),
    (b"0.5 0.5 0.5 rg " + TEXT, "mixed-black", Shop.INGRAM),
    (b"0 0 0 1 k " + TEXT, "", Shop.INGRAM),
    (b"/DeviceCMYK cs 0 0 0 1 scn " + TEXT, "", Shop.INGRAM),
    (b"0.4 0.3 0.3 1 k " + TEXT, "rich-black", Shop.INGRAM),
    (b"0.9 0.9 0.9 1 k " + TEXT, "too-much-ink", Shop.INGRAM),
    (b"1 0 0 rg " + TEXT, "printed-colour", Shop.KDP),
    (b"q 1 0 0 rg Q " + TEXT, "", Shop.KDP),
    (b"/DeviceRGB cs " + TEXT, "mixed-black", Shop.KDP),
    # Type.
    (b"BT /F1 6 Tf 72 300 Td (" + RUN + b") Tj ET", "small-type", Shop.KDP),
    (b"BT /F1 3 Tf 2 0 0 2 72 300 Tm (" + RUN + b") Tj ET", "small-type", Shop.KDP),
    (b"BT /F1 6 Tf 72 300 Td (12) Tj ET", "", Shop.KDP),
    # What cannot be read.
    (b"BT /F1 12 Tf 72 300 Td (left) Tj ET Q Q Q 1 2 cm", "page-unread", Shop.KDP),
)


@pytest.mark.parametrize(("content", "code", "shop"), PAGES)
def test_a_page_is_measured(content: bytes, code: str, shop: Shop | None, tmp_path: Path) -> None:
    assert codes(on_the_first_page(content), tmp_path, shop) == ({code} if code else set())


def test_a_picture_that_runs_over_the_edge(tmp_path: Path) -> None:
    pdf = on_the_first_page(b"-9 -9 414 630 re f")
    pdf.pages[0].obj.MediaBox = Array([0, -9, 405, 621])
    pdf.pages[0].obj.TrimBox = Array([0, 0, 396, 612])
    assert codes(pdf, tmp_path) == set()
    pdf.pages[0].obj.MediaBox = Array([0, -3, 399, 615])
    assert codes(pdf, tmp_path) == {"art-at-edge"}


def test_lengths_are_said(tmp_path: Path) -> None:
    pdf = on_the_first_page(b"BT /F1 12 Tf 18 300 Td (inner) Tj ET")
    assert found(pdf, tmp_path) == [
        "book.pdf: Page 1 has text 0.25 in (6.3 mm) from the spine; a book of 24 pages needs "
        "0.38 in (9.5 mm) there. Make the inner margin wider."
    ]


def test_the_spine_is_at_the_right_of_a_verso_and_of_a_book_that_runs_left(tmp_path: Path) -> None:
    near = b"BT /F1 12 Tf 20 300 Td (edge) Tj ET"
    assert codes(book_of(TEXT, near, *SOUND[2:]), tmp_path) == set()
    turned = on_the_first_page(near)
    turned.Root.ViewerPreferences = Dictionary(Direction=Name.R2L)
    assert codes(turned, tmp_path) == set()


# ------------------------------------------------------------------------------------ pictures


def with_a_picture(pixels: int, space: Name = Name.DeviceGray) -> Pdf:
    """A picture that is shown two inches wide."""
    pdf = on_the_first_page(b"q 144 0 0 144 100 100 cm /Im1 Do Q")
    with_picture(pdf, pixels, space)
    return pdf


def test_pictures_are_measured_at_their_printed_size(tmp_path: Path) -> None:
    assert codes(with_a_picture(600), tmp_path) == set()
    said = found(with_a_picture(300), tmp_path)
    assert said[0].startswith("book.pdf: Page 1 has a picture of 150 pixels to the inch")


def test_pictures_in_colour_are_told(tmp_path: Path) -> None:
    assert codes(with_a_picture(600, Name.DeviceRGB), tmp_path) == {"printed-colour"}
    assert codes(with_a_picture(600, Name.DeviceRGB), tmp_path, None) == set()


def with_a_gradient(space: Name, ends: list[list[float]], *, tiled: bool) -> Pdf:
    """A gradient that fills a box: as a pattern, or drawn on a pattern's tile."""
    pdf = on_the_first_page(b"/Pattern cs /P1 scn 100 100 100 100 re f " + TEXT)
    first, last = (Array(each) for each in ends)
    step = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=first, C1=last)
    stitched = Dictionary(FunctionType=3, Functions=Array([step]), Bounds=Array([]))
    shading = Dictionary(ShadingType=2, ColorSpace=space, Function=stitched)
    pattern = Dictionary(PatternType=2, Shading=shading)
    if tiled:
        tile = pdf.make_stream(b"/S1 sh")
        tile.PatternType, tile.PaintType, tile.BBox = 1, 1, Array([0, 0, 9, 9])
        tile.Resources = Dictionary(Shading=Dictionary(S1=shading))
        pattern = tile  # type: ignore[assignment]
    pdf.pages[0].Resources.Pattern = Dictionary(P1=pattern)
    return pdf


@pytest.mark.parametrize("tiled", [False, True])
def test_a_gradient_has_the_ink_of_its_ends(tmp_path: Path, *, tiled: bool) -> None:
    def told(space: Name, *ends: list[float]) -> set[str]:
        return codes(with_a_gradient(space, list(ends), tiled=tiled), tmp_path)

    assert told(Name.DeviceGray, [0.2], [0.9]) == set()
    assert told(Name.DeviceCMYK, [0, 0, 0, 0.2], [0, 0, 0, 1]) == set()
    assert told(Name.DeviceRGB, [0.2, 0.2, 0.2], [1, 1, 1]) == {"mixed-black"}
    assert told(Name.DeviceRGB, [0.2, 0.2, 0.2], [1, 0.5, 0]) == {"printed-colour"}


def test_a_pattern_that_is_filled_with_itself_comes_to_an_end(tmp_path: Path) -> None:
    pdf = with_a_gradient(Name.DeviceGray, [[0], [1]], tiled=True)
    tile = pdf.pages[0].Resources.Pattern.P1
    tile.write(b"/Pattern cs /P1 scn 0 0 9 9 re f /P1 scn 0 0 9 9 re f")
    tile.Resources = Dictionary(Pattern=Dictionary(P1=tile))
    assert codes(pdf, tmp_path)


def test_a_picture_that_can_be_seen_through(tmp_path: Path) -> None:
    pdf = with_a_picture(600)
    image = pdf.pages[0].Resources.XObject.Im1
    image.SMask = pdf.make_stream(b"\x80" * 4)
    assert codes(pdf, tmp_path) == {"see-through"}


def test_what_is_drawn_in_a_form_is_measured_where_the_form_stands(tmp_path: Path) -> None:
    pdf = on_the_first_page(b"q 1 0 0 1 -50 0 cm /Fm1 Do Q")
    form = pdf.make_stream(TEXT)
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([0, 0, 396, 612])
    pdf.pages[0].Resources.XObject = Dictionary(Fm1=form)
    assert codes(pdf, tmp_path) == {"text-in-gutter"}


def test_a_form_that_draws_itself_comes_to_an_end(tmp_path: Path) -> None:
    pdf = on_the_first_page(b"/Fm1 Do")
    form = pdf.make_stream(b"/Fm1 Do /Fm1 Do")
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([0, 0, 396, 612])
    form.Resources = Dictionary(XObject=Dictionary(Fm1=form))
    pdf.pages[0].Resources.XObject = Dictionary(Fm1=form)
    assert codes(pdf, tmp_path) == {"page-unread"}


# ------------------------------------------------------------------------------------ the file


def _bookmarks(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("One", 0))


def _note(kind: Name) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=kind, Rect=Array([9, 9, 20, 20]))
        pdf.pages[0].Annots = Array([pdf.make_indirect(note)])

    return change


def _font_kind(kind: Name, file: str = "") -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        font = pdf.pages[0].Resources.Font.F1
        font.Subtype = kind
        if file:
            descriptor = font.FontDescriptor
            del descriptor["/FontFile2"]
            descriptor[Name("/FontFile3")] = pdf.make_stream(b"", Subtype=Name(file))

    return change


def _root(key: str, value: object) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.Root.__setitem__(key, value)


def _page(index: int, key: str, value: object) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.pages[index].obj.__setitem__(key, value)


def _subject(pdf: Pdf) -> None:
    pdf.docinfo[Name.Subject] = String("A ferry")


FILES: tuple[tuple[Callable[[Pdf], None], str, Shop | None], ...] = (
    (_bookmarks, "pdf-bookmarks", Shop.KDP),
    (_bookmarks, "", None),
    (_subject, "pdf-particulars", Shop.KDP),
    (_note(Name.Link), "pdf-annotations", Shop.INGRAM),
    (_note(Name.Link), "", None),
    (_note(Name.Text), "pdf-annotations", None),
    (_root("/AA", Dictionary()), "pdf-scripts", None),
    (_root("/OpenAction", Dictionary(S=Name.JavaScript)), "pdf-scripts", None),
    (_root("/OCProperties", Dictionary()), "pdf-layers", None),
    (_root("/Names", Dictionary(EmbeddedFiles=Dictionary())), "pdf-attachments", None),
    (_root("/AcroForm", Dictionary(Fields=Array([Dictionary()]))), "pdf-fields", None),
    (_page(3, "/MediaBox", Array([0, 0, 400, 612])), "page-sizes-differ", None),
    (_page(3, "/Rotate", 90), "page-turned", None),
    (_page(3, "/TrimBox", Array([30, 30, 366, 582])), "page-sizes-differ room-for-marks", None),
    (_font_kind(Name.Type3), "font-type-3", None),
    (_font_kind(Name.Type1, "/OpenType"), "font-wrapped", None),
    (_font_kind(Name.Type1, "/Type1C"), "", Shop.KDP),
    (lambda pdf: pdf.pages.append(pdf.pages[0]), "odd-pages", None),
    (lambda pdf: pdf.pages.__delitem__(slice(0, 4)), "pdf-too-short", Shop.KDP),
    (lambda pdf: pdf.pages.__delitem__(slice(0, 4)), "", Shop.INGRAM),
    (lambda pdf: pdf.pages.__delitem__(slice(22, 24)), "last-page-printed", Shop.INGRAM),
)


@pytest.mark.parametrize(("change", "code", "shop"), FILES)
def test_a_file_is_looked_through(
    change: Callable[[Pdf], None], code: str, shop: Shop | None, tmp_path: Path
) -> None:
    pdf = book_of(*SOUND)
    change(pdf)
    assert codes(pdf, tmp_path, shop) == set(code.split())


def test_a_font_that_is_not_in_the_file_is_named(tmp_path: Path) -> None:
    said = found(book_of(*SOUND, embedded=False), tmp_path)
    assert said == [
        "book.pdf: The font “Ferry” (from page 1 on) is not in the file; Amazon KDP would print "
        "another in its place. Save the PDF with all fonts embedded."
    ]


def test_a_locked_file_that_opens_is_told(tmp_path: Path) -> None:
    locked = Encryption(owner="harbour", user="")
    assert codes(book_of(*SOUND), tmp_path, lock=locked) == {"pdf-locked"}


def test_blank_pages_one_after_the_other(tmp_path: Path) -> None:
    pdf = book_of(*SOUND[:20], b"", b"", b"", b"")
    assert codes(pdf, tmp_path) == {"many-blank-pages"}
    assert codes(pdf, tmp_path, None) == set()


def test_a_size_that_nobody_cuts(tmp_path: Path) -> None:
    contents = (b"BT /F1 12 Tf 72 100 Td (Wide.) Tj ET",) * 24
    pdf = book_of(*contents, size=(700.0, 500.0))
    assert "unusual-page-size" in codes(pdf, tmp_path)
    assert "unusual-page-size" not in codes(pdf, tmp_path, None)


def test_thick_books_are_told_by_the_pages(tmp_path: Path) -> None:
    pages = (b"BT /F1 12 Tf 40 300 Td (The ferry.) Tj ET",) * 310
    assert codes(book_of(*pages), tmp_path) == {"text-in-gutter"}
    assert codes(book_of(*pages[:140]), tmp_path) == set()
    assert codes(book_of(*(b"",) * 840), tmp_path) == {"pdf-too-long", "many-blank-pages"}


def test_a_file_for_the_screen(tmp_path: Path) -> None:
    assert codes(book_of(*SOUND), tmp_path, Shop.SCREEN) == {
        *("pdf-untagged", "pdf-no-language", "pdf-no-title", "pdf-no-bookmarks")
    }


def test_pages_are_named_in_runs() -> None:
    assert pages_said([4]) == "Page 4"
    assert pages_said([3, 5, 6, 7]) == "Pages 3 and 5–7"
    assert pages_said([1, 3, 5, 7, 9, 11, 13, 14]) == "Pages 1, 3, 5, 7, 9, 11 and 2 more"


def test_every_code_is_in_the_docs() -> None:
    page = (ROOT / "docs" / "checking.md").read_text("utf-8")
    folder = Path(room.__file__).parent
    written = "".join(path.read_text("utf-8") for path in folder.glob("*_findings.py"))
    known = set(re.findall(r'(?:warning|told)\(\s*"([a-z0-9-]+)"', written))
    assert len(known) > 30
    assert [code for code in sorted(known) if f"`{code}`" not in page] == []
