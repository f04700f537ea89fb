"""The fonts in an EPUB: which, how small, under whose licence, and what they still can do."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zlib
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import tinycss2
import uharfbuzz
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from typer.testing import CliRunner

from bookbuild.cli import command_line
from bookbuild.model.assets import FontFile, Styles
from bookbuild.model.edition import Edition
from bookbuild.model.editions import EditionSettings, Format, Presentation
from bookbuild.model.text import Inline, Paragraph, Style, Styled, Text
from bookbuild.plan import colophon
from bookbuild.plan.typeface import carries_fonts
from bookbuild.write import fonts
from bookbuild.write.epub import Package, make_epub, make_package
from bookbuild.write.epub.archive import archive
from tests.editions import STYLES, chapter, edition, paragraph, whole_edition
from tests.epubcheck import epubcheck


def _book(*words: str | Inline, own: tuple[FontFile, ...] = ()) -> Edition:
    line = Paragraph(tuple(Text(each) if isinstance(each, str) else each for each in words))
    made = edition((chapter("one", "One", (line,)),))
    return replace(made, carries_fonts=True, fonts=own)


def _package(book: Edition, styles: Styles = STYLES) -> Package:
    return make_package(book, styles).value


def _fonts(package: Package) -> dict[str, bytes]:
    return {
        item.href: item.data for item in package.resources if item.media_type.startswith("font/")
    }


def _sheet(package: Package) -> str:
    sheet = package.resource("css/fonts.css")
    return sheet.data.decode() if sheet else ""


def _styled(style: Style, text: str) -> Styled:
    return Styled(style, (Text(text),))


ROMAN, ITALIC = "fonts/eb-garamond-regular.ttf", "fonts/eb-garamond-italic.ttf"
BOLD, BOLD_ITALIC = "fonts/eb-garamond-bold.ttf", "fonts/eb-garamond-bold-italic.ttf"


# ------------------------------------------------------------------------------ which are there


def test_a_book_has_roman_and_italic() -> None:
    assert list(_fonts(_package(_book("Words.")))) == [ROMAN, ITALIC]


def test_bold_is_there_where_the_text_uses_it() -> None:
    assert list(_fonts(_package(_book(_styled(Style.STRONG, "Loud."))))) == [ROMAN, ITALIC, BOLD]
    both = Styled(Style.EMPHASIS, (_styled(Style.STRONG, "Loud."),))
    found = _fonts(_package(_book("So ", both)))
    assert list(found) == [ROMAN, ITALIC, BOLD, BOLD_ITALIC]


def test_bold_is_there_where_an_author_s_sheet_asks_for_it() -> None:
    styles = replace(STYLES, own_epub=".key { font-weight: bold; }")
    assert list(_fonts(_package(_book("Words."), styles))) == [ROMAN, ITALIC, BOLD, BOLD_ITALIC]


def test_the_second_family_is_there_for_what_the_first_lacks_and_holds_nothing_else() -> None:
    found = _fonts(_package(_book("Words with ẘ and ꭤ.")))
    second = found["fonts/noto-serif-regular.ttf"]
    shown = fonts.coverage(second)
    assert shown == {"ꭤ"}
    assert len(second) < 5_000


def test_a_book_that_carries_no_fonts_says_nothing_of_a_family() -> None:
    package = _package(replace(_book("Words."), carries_fonts=False))
    assert _fonts(package) == {}
    assert package.licences == ()
    assert all(b"font-family" not in item.data for item in package.resources)
    assert all(b"fonts.css" not in item.data for item in package.resources)


def test_every_page_links_the_sheet_of_the_fonts_first() -> None:
    package = _package(_book("Words."))
    pages = [item for item in package.resources if item.href.startswith("text/")]
    for page in (*pages, package.resource("nav.xhtml")):
        assert page is not None
        sheets = re.findall(r'href="([^"]+\.css)"', page.data.decode())
        assert sheets[0].endswith("css/fonts.css")


# ------------------------------------------------------------------------------------ what they do


def _shaped(data: bytes, text: str, **features: bool) -> list[str]:
    """Return the names of the glyphs that a font sets a text in; glyph ids where it names none."""
    font = uharfbuzz.Font(uharfbuzz.Face(data))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, features)
    return [font.glyph_to_string(info.codepoint) for info in buffer.glyph_infos]


@pytest.mark.parametrize("href", [ROMAN, ITALIC])
@pytest.mark.parametrize(
    ("text", "features"),
    [
        ("abc", {"smcp": True}),
        ("ABC", {"c2sc": True}),
        ("1816", {"onum": True}),
        ("1816", {"pnum": True}),
        ("1816", {"onum": True, "pnum": True}),
    ],
)
def test_small_capitals_and_figures_are_real(
    href: str, text: str, features: dict[str, bool]
) -> None:
    data = _fonts(_package(_book("Words.")))[href]
    assert _shaped(data, text) != _shaped(data, text, **features)


def test_ligatures_and_kerning_are_kept() -> None:
    data = _fonts(_package(_book("Words.")))[ROMAN]
    assert len(_shaped(data, "fi")) == 1
    assert "GPOS" in uharfbuzz.Face(data).table_tags


def test_a_font_is_static_and_holds_what_the_book_needs_and_little_more() -> None:
    data = _fonts(_package(_book("Žluťoučký kůň — Ψ")))[ROMAN]
    face = uharfbuzz.Face(data)
    assert list(face.axis_infos) == []
    assert "fvar" not in face.table_tags
    shown = fonts.coverage(data)
    assert set("Žluťoučký kůňŽLUŤOUČKÝ—Ψ“”‘’…0123456789") <= shown
    assert "Ж" not in shown
    assert len(zlib.compress(data, 9)) < 40_000


def test_what_sheets_set_is_there_too() -> None:
    styles = replace(STYLES, own_epub='hr.scene::after { content: "\\2766 ☙"; }')
    shown = fonts.coverage(_fonts(_package(_book("Words."), styles))[ROMAN])
    assert "\u2766" in shown


def test_the_family_in_the_sheet_is_the_font_s_own_name() -> None:
    package = _package(_book("Words with ꭤ.", _styled(Style.STRONG, "Loud.")))
    named = set(re.findall(r'@font-face \{\n  font-family: "([^"]+)"', _sheet(package)))
    real = {uharfbuzz.Face(data).get_name(1) for data in _fonts(package).values()}
    assert named == real == {"EB Garamond", "Noto Serif"}
    assert 'body { font-family: "EB Garamond", "Noto Serif", serif; }' in _sheet(package)


def test_every_font_of_the_sheet_is_in_the_book() -> None:
    package = _package(_book("Words with ꭤ.", _styled(Style.STRONG, "Loud.")))
    assert set(re.findall(r'url\("\.\./([^"]+)"\)', _sheet(package))) == set(_fonts(package))


# ---------------------------------------------------------------------------------- the licence


def test_the_licence_lies_in_the_book_and_is_named() -> None:
    package = _package(_book("Words with ꭤ."))
    files = ZipFile(BytesIO(archive(package)))
    for family in ("eb-garamond", "noto-serif"):
        text = files.read(f"META-INF/{family}-licence.txt").decode()
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
        assert f"META-INF/{family}-licence.txt" in _sheet(package)
    assert "Copyright 2017 The EB Garamond Project Authors" in _sheet(package)


def test_the_font_itself_names_its_licence() -> None:
    face = uharfbuzz.Face(_fonts(_package(_book("Words.")))[ROMAN])
    assert "Open Font License" in face.get_name(13)


def test_the_colophon_names_the_licence_that_the_font_has() -> None:
    assert colophon.LICENCE == fonts.LICENCE


def test_no_name_is_reserved_by_the_licences() -> None:
    """A font with a reserved name may not keep it when it is cut down."""
    for family in (fonts.TEXT_FAMILY, fonts.SECOND_FAMILY):
        assert "Reserved Font Name" not in fonts.licence_text(family).partition("-----")[0]


# ------------------------------------------------------------------------------- the author's own


def _own_font(fs_type: int = 0, family: str = "Harbour Hebrew") -> FontFile:
    """Return a font with one letter that the book's own fonts lack."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "alef", "space"])
    builder.setupCharacterMap({0x05D0: "alef", 0x20: "space"})
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((0, 500))
    pen.lineTo((500, 500))
    pen.closePath()
    empty = TTGlyphPen(None).glyph()
    builder.setupGlyf({".notdef": empty, "alef": pen.glyph(), "space": empty})
    builder.setupHorizontalMetrics(dict.fromkeys((".notdef", "alef", "space"), (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupOS2(fsType=fs_type)
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return FontFile(family, "fonts/harbour.ttf", out.getvalue())


def test_an_author_s_font_is_there_where_the_text_needs_it() -> None:
    own = (_own_font(),)
    package = _package(_book("The letter א stood there.", own=own))
    assert "fonts/own-1.ttf" in _fonts(package)
    assert '"EB Garamond", "Harbour Hebrew", serif' in _sheet(package)
    assert "fonts/own-1.ttf" not in _fonts(_package(_book("Words.", own=own)))


def test_an_author_s_font_is_there_where_a_sheet_names_it() -> None:
    styles = replace(STYLES, own_epub=".sign { font-family: 'Harbour Hebrew'; }")
    assert "fonts/own-1.ttf" in _fonts(_package(_book("Words.", own=(_own_font(),)), styles))


@pytest.mark.parametrize(
    ("bits", "allowed"),
    [
        (0x0000, fonts.Embedding.SUBSET),
        (0x0004, fonts.Embedding.SUBSET),
        (0x0008, fonts.Embedding.SUBSET),
        (0x0002, fonts.Embedding.FORBIDDEN),
        (0x0200, fonts.Embedding.FORBIDDEN),
        (0x0100, fonts.Embedding.WHOLE),
        (0x0104, fonts.Embedding.WHOLE),
    ],
)
def test_the_licence_bits_are_heeded(bits: int, allowed: fonts.Embedding) -> None:
    assert fonts.embedding(_own_font(bits).data) is allowed


def test_a_font_that_may_not_be_embedded_is_left_out_and_said() -> None:
    made = make_package(_book("The letter א.", own=(_own_font(0x0002),)), STYLES)
    assert "fonts/own-1.ttf" not in _fonts(made.value)
    assert [str(each) for each in made.diagnostics if "font" in each.code] == [
        "fonts/harbour.ttf: The font “Harbour Hebrew” says that no book may carry it; the EPUB "
        "goes without. Take a font with a licence for e-books, or leave it to the printed book."
    ]


def test_a_font_that_may_not_be_cut_is_there_as_it_is() -> None:
    own = _own_font(0x0100)
    assert _fonts(_package(_book("The letter א.", own=(own,))))["fonts/own-1.ttf"] == own.data


def test_a_font_that_cannot_be_cut_is_left_out_and_said() -> None:
    broken = replace(_own_font(), data=_own_font().data[:330])
    styles = replace(STYLES, own_epub=".sign { font-family: 'Harbour Hebrew'; }")
    made = make_package(_book("Words.", own=(broken,)), styles)
    assert "fonts/own-1.ttf" not in _fonts(made.value)
    assert [each.code for each in made.diagnostics if "font" in each.code] == ["font-not-cut"]


def test_a_family_s_name_cannot_break_out_of_the_sheet() -> None:
    own = _own_font(family='A"; } body { display: none')
    package = _package(_book("The letter א.", own=(own,)))
    assert "\\22 ; } body" in _sheet(package)
    assert len(tinycss2.parse_stylesheet(_sheet(package), skip_whitespace=True)) == 6


# ----------------------------------------------------------------------------------- the choice


@pytest.mark.parametrize(
    ("book", "own", "format", "language", "carried"),
    [
        (True, None, Format.EPUB, "en", True),
        (True, None, Format.PDF, "en", False),
        (False, None, Format.EPUB, "en", False),
        (False, True, Format.EPUB, "en", True),
        (True, False, Format.EPUB, "en", False),
        (True, None, Format.EPUB, "ru", True),
        (True, None, Format.EPUB, "el", True),
        (True, None, Format.EPUB, "he", False),
        (True, None, Format.EPUB, "zh-Hans", False),
        (True, None, Format.EPUB, "ja", False),
        (True, None, Format.EPUB, "ja-Latn", True),
        (True, None, Format.EPUB, "sr-Cyrl", True),
        (True, None, Format.EPUB, "tlh", True),
    ],
)
def test_who_carries_fonts(
    book: bool, own: bool | None, format: Format, language: str, carried: bool
) -> None:
    settings = EditionSettings("ebook", (format,), embed_fonts=own)
    assert carries_fonts(Presentation(embed_fonts=book), settings, format, language) is carried


def _project(folder: Path, yaml: str) -> Path:
    manuscript = folder / "manuscript"
    manuscript.mkdir(parents=True)
    about = "title: The Ferry\nauthor: Mary Shelley\nidentifier: https://example.org/ferry\n"
    (manuscript / "book.yaml").write_text(about + yaml, encoding="utf-8")
    (manuscript / "01-one.md").write_text("# One\n\nThe ferry left at nine.\n", encoding="utf-8")
    return folder


def _names(project: Path) -> list[str]:
    ran = CliRunner().invoke(command_line(), ["epub", str(project)], catch_exceptions=False)
    assert ran.exit_code == 0, ran.stderr
    with ZipFile(next((project / "dist").glob("*.epub"))) as book:
        return book.namelist()


def test_a_book_has_fonts_and_a_colophon_unless_its_author_says_no(tmp_path: Path) -> None:
    usual = _names(_project(tmp_path / "usual", ""))
    assert f"EPUB/{ROMAN}" in usual
    assert "EPUB/text/colophon-page.xhtml" in usual
    none = _names(_project(tmp_path / "none", "embed-fonts: no\n"))
    assert not any("font" in name or "colophon" in name for name in none)


def test_an_edition_may_choose_for_itself(tmp_path: Path) -> None:
    yaml = "editions:\n  ebook:\n    embed-fonts: no\n"
    assert not any("font" in name for name in _names(_project(tmp_path, yaml)))


def test_drop_caps_are_an_option(tmp_path: Path) -> None:
    assert "EPUB/css/drop-caps.css" not in _names(_project(tmp_path / "without", ""))
    assert "EPUB/css/drop-caps.css" in _names(_project(tmp_path / "with", "drop-caps: yes\n"))


# --------------------------------------------------------------------------------- same and valid

_PRINT_DIGEST = (
    "import sys; from dataclasses import replace; from hashlib import sha256;"
    "from tests.editions import STYLES, whole_edition;"
    "from bookbuild.write.epub import make_epub;"
    "book = replace(whole_edition(), carries_fonts=True, drop_caps=True);"
    "sys.stdout.write(sha256(make_epub(book, STYLES).value).hexdigest())"
)


def test_the_bytes_depend_on_nothing_but_the_book() -> None:
    book = replace(whole_edition(), carries_fonts=True, drop_caps=True)
    here = sha256(make_epub(book, STYLES).value).hexdigest()
    elsewhere = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    command = [sys.executable, "-c", _PRINT_DIGEST]
    ran = subprocess.run(command, env=elsewhere, capture_output=True, text=True, check=True)
    assert ran.stdout == here


@pytest.mark.slow
def test_epubcheck_finds_nothing() -> None:
    own = (_own_font(),)
    words = _book("The letter א, and ꭤ.", _styled(Style.STRONG, "Loud."), own=own)
    for book in (words, replace(whole_edition(), carries_fonts=True, drop_caps=True)):
        assert epubcheck(make_epub(book, STYLES).value) == ()


def test_a_paragraph_of_every_letter_stays_small() -> None:
    letters = "".join(chr(code) for code in range(0x20, 0x180) if chr(code).isprintable())
    package = _package(
        replace(edition((chapter("one", "One", (paragraph(letters),)),)), carries_fonts=True)
    )
    assert sum(len(zlib.compress(data, 9)) for data in _fonts(package).values()) < 100_000
