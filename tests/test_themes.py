"""Themes: every one of them in both files, on its grid, in its own fonts."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pikepdf
import pytest
import tinycss2

from bookbuild.ebook.weak_readers import weaknesses
from bookbuild.model.book import Book
from bookbuild.model.edition import Edition
from bookbuild.model.editions import (
    DEFAULT_EDITIONS,
    HALF_LETTER,
    EditionSettings,
    Format,
    ThemeName,
    Trim,
)
from bookbuild.model.occasion import Occasion
from bookbuild.plan import plan_edition
from bookbuild.plan.typeface import text_font
from bookbuild.read.book_yaml import read_book_yaml
from bookbuild.read.manuscript import read_book
from bookbuild.read.styles import read_styles
from bookbuild.write.epub import make_epub
from bookbuild.write.fonts import BOLD, REGULAR, coverage, fonts_of, static_cut
from bookbuild.write.pdf import make_pdf
from bookbuild.write.pdf.design import gutter, page_design, type_design
from bookbuild.write.pdf.extent import expected_pages
from bookbuild.write.script_css import mirrored
from bookbuild.write.themes import printed_theme, screen_theme, theme
from bookbuild.write.themes.theme import FINE_LEADING, Letters, Theme
from bookbuild.write.themes.tokens import in_place, themed, tokens_of
from bookbuild.write.themes.variants import for_trim, in_one_family, large_print
from tests.epubcheck import epubcheck

MANUSCRIPT = Path(__file__).parent.parent / "manuscript"
STYLES = read_styles(MANUSCRIPT).value
EVERY = tuple(theme(name) for name in ThemeName)
LARGE = tuple(large_print(each) for each in EVERY)
MASS_MARKET = Trim(306.0, 494.64)
SMALL = tuple(for_trim(each, MASS_MARKET) for each in EVERY)
ALL = (*EVERY, *LARGE, *SMALL)
EBOOK, PRINT = DEFAULT_EDITIONS


def _id(one: Theme) -> str:
    return f"{one.name.value}-{one.text.size:g}"


@cache
def _book() -> Book:
    book = read_book(MANUSCRIPT).value
    assert book is not None
    return book


def _planned(settings: EditionSettings, made_as: Format) -> Edition:
    occasion = Occasion(datetime(2025, 3, 6, tzinfo=UTC))
    return plan_edition(_book(), settings, made_as, occasion).value


@cache
def _pdf(name: ThemeName, *, large: bool = False, trim: Trim = HALF_LETTER) -> bytes:
    settings = replace(PRINT, theme=name, large_print=large, trim=trim)
    made = make_pdf(_planned(settings, Format.PDF), STYLES)
    assert made.value is not None
    # Large type on a small page leaves a maker-up little choice; the report says where.
    assert {each.code for each in made.diagnostics} <= {"short-page", "unequal-pages"}
    return made.value.pdf


# ------------------------------------------------------------------------------------ values


def test_every_name_has_a_theme_and_a_text_font() -> None:
    assert [each.name for each in EVERY] == list(ThemeName)
    assert [text_font(each.name) for each in EVERY] == [each.text.family for each in EVERY]


def test_themes_are_set_in_different_types() -> None:
    assert len({each.text.family for each in EVERY}) == len(EVERY)
    assert len({each.ornament for each in EVERY}) == len(EVERY)


@pytest.mark.parametrize("one", EVERY, ids=_id)
def test_the_fonts_are_true_type_and_have_what_the_theme_asks_of_them(one: Theme) -> None:
    for family in one.families:
        for font in fonts_of(family):
            assert font.data.startswith(b"\x00\x01\x00\x00")
    (roman,) = (each for each in fonts_of(one.text.family) if not each.italic)
    cut = static_cut(roman, REGULAR)
    assert all(tag in cut for tag in (b"smcp", b"c2sc", b"onum"))
    assert {*"“”‘’–—…-", "\u2009"} <= coverage(cut)
    ornamental = fonts_of(one.ornament.family or one.text.family)[0]
    assert set(one.ornament.characters) - {"\u2003", "\u00a0"} <= coverage(
        static_cut(ornamental, REGULAR)
    )


@pytest.mark.parametrize("one", EVERY, ids=_id)
def test_what_a_theme_names_can_be_cut(one: Theme) -> None:
    for lettering in one.letterings:
        weight = BOLD if lettering.bold else REGULAR
        cuts = [each for each in fonts_of(lettering.family or one.text.family) if each.has(weight)]
        assert any(each.italic == lettering.italic for each in cuts)
        assert lettering.tracking <= 0.1


def test_small_capitals_are_asked_of_families_that_have_them() -> None:
    without = [each for each in fonts_of("Atkinson Hyperlegible") if b"smcp" in each.data]
    assert without == []
    for one in EVERY:
        for lettering in one.letterings:
            if lettering.letters is Letters.SMALL_CAPITALS:
                assert lettering.family in ("", one.text.family)


# -------------------------------------------------------------------------------- the sheets


@pytest.mark.parametrize("one", ALL, ids=_id)
def test_every_token_has_its_value(one: Theme) -> None:
    sheets = themed(STYLES, one)
    for css in (sheets.book, sheets.epub, sheets.print):
        assert set(re.findall(r"var\(--([\w-]+)\)", css)) <= {"text-height"}
        assert "calc(" not in css
        rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
        assert all(rule.type in ("qualified-rule", "at-rule") for rule in rules)


def test_no_token_is_there_for_nothing() -> None:
    said = STYLES.book + STYLES.epub + STYLES.print
    unused = {name for name in tokens_of(EVERY[0]) if f"var(--{name})" not in said}
    assert {name.rpartition("-")[2] for name in unused} <= {"variant", "size", "transform"} | {
        "style",
        "weight",
        "family",
    }


def test_a_promise_stands_where_the_headings_do() -> None:
    for one in EVERY:
        side = "center" if one.opening.centred else "left"
        sheets = themed(STYLES, one)
        for css in (sheets.epub, sheets.print):
            (rule,) = re.findall(r"^[^{}\n]*\.promise p \{([^}]*text-align[^}]*)\}", css, re.M)
            assert f"text-align: {side}" in rule


def test_a_declaration_goes_where_the_theme_leaves_the_text_alone() -> None:
    css = "h1 {\n  font-family: var(--a);\n  margin: 0;\n}\np { color: var(--a); }\n"
    assert in_place(css, {"a": ""}) == "h1 {\n  margin: 0;\n}\n"
    assert in_place("p { margin: calc(1.5 * var(--a)); }", {"a": "12.5pt"}) == (
        "p { margin: 18.75pt; }"
    )


@pytest.mark.parametrize("one", EVERY, ids=_id)
def test_no_weak_reader_chokes_on_a_theme(one: Theme) -> None:
    sheets = themed(STYLES, one)
    assert weaknesses(sheets.book) == ()
    assert weaknesses(sheets.epub) == ()
    assert weaknesses(mirrored(sheets.book)) == ()


def _lengths(name: str, value: str) -> list[float]:
    """Return the vertical lengths of a declaration, in points."""
    parts = [part for part in value.split() if part != "auto"]
    if name in ("margin", "padding"):
        parts = parts[:1] if len(parts) < 3 else [parts[0], parts[2]]
    return [float(part[:-2]) for part in parts if re.fullmatch(r"-?[\d.]+pt", part)]


@pytest.mark.parametrize("one", ALL, ids=_id)
def test_all_vertical_measures_of_print_are_on_the_grid(one: Theme) -> None:
    leading = one.text.leading
    css = themed(STYLES, one).print
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        selector = tinycss2.serialize(rule.prelude).strip()
        for said in tinycss2.parse_blocks_contents(rule.content, skip_whitespace=True):
            if said.type != "declaration":
                continue
            if not said.name.startswith(("line-height", "margin", "padding", "height")):
                continue
            if said.name.endswith(("-left", "-right")):
                continue
            for length in _lengths(said.name, tinycss2.serialize(said.value)):
                fine = round(length / (FINE_LEADING * leading), 3)
                ruled = round((length + 0.5) / (leading / 2), 3)
                half_lines = round(length / (leading / 2), 3)
                on_grid = any(each.is_integer() for each in (half_lines, ruled, fine))
                assert on_grid, (selector, said.name, length)


# --------------------------------------------------------------------------------- the pages


@pytest.mark.parametrize("one", ALL, ids=_id)
@pytest.mark.parametrize("trim", [HALF_LETTER, Trim(419.53, 595.28), Trim(432, 648), MASS_MARKET])
def test_a_page_is_a_whole_number_of_lines_and_satisfies_the_shops(one: Theme, trim: Trim) -> None:
    one = one if one in SMALL else for_trim(one, trim)
    design = page_design(trim, theme=one)
    assert design.top + design.bottom + design.lines * one.text.leading == pytest.approx(
        trim.height
    )
    assert min(design.outer, one.margins.edge) >= 36
    assert design.inner >= 45
    measure = design.measure / one.text.size
    assert 13 <= measure <= one.margins.widest + 0.001
    assert measure / one.text.letter <= 84  # letters in a line: those of the default at most


@pytest.mark.parametrize(
    ("pages", "least"), [(24, 0.375), (151, 0.5), (301, 0.625), (501, 0.75), (701, 0.875)]
)
def test_the_gutter_of_thick_books_is_wide_enough(pages: int, least: float) -> None:
    assert gutter(pages) >= least * 72
    for one in ALL:
        assert page_design(HALF_LETTER, theme=one, pages=pages).inner >= least * 72


def test_usual_books_have_the_usual_margins() -> None:
    design = page_design(HALF_LETTER)
    assert (design.inner, design.outer, design.lines) == (54, 39, 32)
    assert page_design(HALF_LETTER, pages=500).inner == 54
    assert page_design(HALF_LETTER, pages=800).inner > 63


def test_the_measure_of_a_wide_page_stays_readable() -> None:
    design = page_design(Trim(612, 792))
    assert design.measure == pytest.approx(31 * 11)
    assert design.inner > design.outer > 100


@pytest.mark.parametrize("one", LARGE, ids=_id)
def test_large_print_is_large(one: Theme) -> None:
    assert one.text.size == 16
    assert one.text.leading >= 20
    assert one.text.ragged
    assert not one.text.hyphenated
    sizes = one.sizes
    assert min(sizes.fine, sizes.small, sizes.note, sizes.epigraph, sizes.code) >= 14
    set_so = type_design(one)
    assert (set_so.size, set_so.ragged, set_so.hyphens.off) == (16, True, True)


def test_composition_has_the_values_of_the_default_theme() -> None:
    usual = type_design(EVERY[0])
    assert (usual.size, usual.leading, usual.indent) == (11, 15, 15)
    assert usual.lead_in_tracking == 0.03


# ----------------------------------------------------------------------------------- the PDF


@pytest.mark.parametrize("one", EVERY, ids=_id)
def test_the_extent_is_guessed_well_enough_for_the_gutter(one: Theme) -> None:
    edition = _planned(replace(PRINT, theme=one.name), Format.PDF)
    assert 36 <= expected_pages(edition, page_design(HALF_LETTER, theme=one)) <= 50


def _fonts_of(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        names = {
            str(font.get("/BaseFont")).partition("+")[2]
            for page in opened.pages
            for font in page.resources.get("/Font", pikepdf.Dictionary()).values()
        }
    return {name.replace("-", " ") for name in names}


def _text(pdf: bytes) -> str:
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


@pytest.mark.slow
@pytest.mark.parametrize("one", EVERY, ids=_id)
def test_the_pdf_is_set_in_the_fonts_of_the_theme(one: Theme) -> None:
    pdf = _pdf(one.name)
    names = _fonts_of(pdf)
    assert all(any(name.startswith(family) for family in one.families) for name in names)
    assert all(any(name.startswith(family) for name in names) for family in one.families)
    text = _text(pdf)
    assert one.ornament.characters[0] in text
    assert f"Set in {one.text.family}." in " ".join(text.split())
    assert 50 <= text.count("\f") <= 70


@pytest.mark.slow
def test_large_print_is_longer_and_undivided() -> None:
    usual, large = (_text(_pdf(ThemeName.TAUT, large=each)) for each in (False, True))
    assert large.count("\f") > 1.2 * usual.count("\f")
    written = "".join(each.read_text(encoding="utf-8") for each in MANUSCRIPT.glob("*.md"))
    divided = re.findall(r"([a-z]{3,}-)\n\s*([a-z]{3,})", large)
    assert all(before + behind in written for before, behind in divided)


@pytest.mark.slow
def test_a_small_page_is_set_smaller() -> None:
    assert 50 <= _text(_pdf(ThemeName.WONDER, trim=MASS_MARKET)).count("\f") <= 80


# ---------------------------------------------------------------------------------- the EPUB


@pytest.mark.slow
@pytest.mark.parametrize("one", EVERY, ids=_id)
def test_the_epub_is_valid_and_carries_the_fonts(one: Theme) -> None:
    edition = _planned(replace(EBOOK, theme=one.name), Format.EPUB)
    made = make_epub(edition, STYLES)
    assert made.diagnostics == ()
    assert epubcheck(made.value) == ()
    with zipfile.ZipFile(io.BytesIO(made.value)) as book:
        sheet = book.read("EPUB/css/fonts.css").decode()
        everything = "".join(book.read(n).decode() for n in book.namelist() if n.endswith(".css"))
    named = set(re.findall(r'font-family: "([^"]+)"', sheet))
    screen = {each.family for each in one.screen_letterings} | {one.ornament.family}
    assert named == {one.text.family} | screen - {""}
    assert f'body {{ font-family: "{one.text.family}", serif; }}' in sheet
    assert weaknesses(everything.replace('@charset "utf-8";', "")) == ()


@pytest.mark.parametrize("name", ThemeName)
def test_an_epub_without_fonts_names_none(name: ThemeName) -> None:
    edition = _planned(replace(EBOOK, theme=name, embed_fonts=False), Format.EPUB)
    with zipfile.ZipFile(io.BytesIO(make_epub(edition, STYLES).value)) as book:
        sheets = [n for n in book.namelist() if n.endswith(".css")]
        css = "".join(book.read(each).decode() for each in sheets)
    families = {each.strip() for each in re.findall(r"font-family:([^;]+);", css)}
    assert families == {"Menlo, Consolas, monospace"}
    assert in_one_family(theme(name)).families == (theme(name).text.family,)


def test_no_word_of_a_turkish_book_is_turned_into_capitals() -> None:
    wonder = _planned(replace(EBOOK, theme=ThemeName.WONDER), Format.EPUB)
    turkish = replace(wonder, metadata=replace(wonder.metadata, language="tr"))
    for one in (screen_theme(turkish), printed_theme(turkish)):
        assert all(each.letters is not Letters.CAPITALS for each in one.letterings)


# --------------------------------------------------------------------------------- book.yaml


def _read(text: str) -> tuple[EditionSettings, ThemeName, tuple[str, ...]]:
    read = read_book_yaml(f"title: A\nauthor: Mary Shelley\n{text}", "book.yaml")
    (printed,) = (each for each in read.value.editions if each.name == "print")
    said = tuple(f"{each.message} {each.hint}" for each in read.diagnostics)
    return printed, read.value.presentation.theme, said


def test_a_book_and_an_edition_choose_a_theme() -> None:
    printed, book, said = _read("theme: tender\neditions:\n  print:\n    theme: Taut\n")
    assert (printed.theme, book, said) == (ThemeName.TAUT, ThemeName.TENDER, ())
    printed, book, said = _read(
        "editions:\n  print:\n    large-print: yes\n    trim: mass market\n"
    )
    assert (printed.theme, book) == (None, ThemeName.CLASSIC)
    assert (printed.large_print, printed.trim, said) == (True, MASS_MARKET, ())


def test_an_unknown_theme_is_told_with_the_list() -> None:
    _, book, (said,) = _read("theme: steampunk\n")
    assert book is ThemeName.CLASSIC
    assert said == ("`theme` cannot be “steampunk”. Use `classic`, `tender`, `taut` or `wonder`.")
