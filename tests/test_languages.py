"""Books in many scripts and languages: the same small manuscript, from the folder to both files."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from bookbuild.build.books import build_books
from bookbuild.build.request import BuildRequest
from bookbuild.model.editions import HALF_LETTER, Format
from bookbuild.model.scripts import Script, script_of
from bookbuild.model.text import Paragraph, Text
from bookbuild.model.typography import TypographyRules
from bookbuild.plan.count import count_section
from bookbuild.plan.dates import language_name
from bookbuild.plan.numerals import in_words
from bookbuild.plan.reading_time import Counted, reading_speed
from bookbuild.plan.titles import typed_number
from bookbuild.plan.typography import outer_marks, set_text
from bookbuild.plan.words import NumberForm, Vocabulary, is_spoken, vocabularies
from bookbuild.render.documents import direction
from bookbuild.report import fold
from bookbuild.write.epub.sorting import sort_name, sort_title
from bookbuild.write.pdf.design import Numbers, PageFurniture, page_css, page_design
from bookbuild.write.script_css import mirrored, script_css
from tests.builders import section
from tests.epubcheck import epubcheck
from tests.language_samples import SAMPLES, Sample

_IDS = [sample.lang for sample in SAMPLES]
_UNSPOKEN = ("hu",)


@dataclass(frozen=True, slots=True)
class Ebook:
    """A sample as an EPUB: its files by name, and what the build said of the manuscript."""

    sample: Sample
    data: bytes
    files: dict[str, str]
    said: tuple[str, ...]

    @property
    def page(self) -> str:
        return self.files["EPUB/text/one.xhtml"]


@pytest.fixture(scope="module", params=SAMPLES, ids=_IDS)
def ebook(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ebook:
    sample: Sample = request.param
    folder = sample.write(tmp_path_factory.mktemp("languages") / "novel")
    built = build_books(BuildRequest(folder, (Format.EPUB,)), lambda _: None)
    path = next(file.path for file in built.files if file.format is Format.EPUB)
    with zipfile.ZipFile(path) as book:
        texts = {
            name: book.read(name).decode()
            for name in book.namelist()
            if name.endswith((".xhtml", ".opf", ".ncx", ".css"))
        }
    return Ebook(sample, path.read_bytes(), texts, tuple(fold(built.diagnostics)))


# --------------------------------------------------------------------------------- the EPUB


@pytest.mark.slow
def test_the_epub_is_valid(ebook: Ebook) -> None:
    assert epubcheck(ebook.data) == ()


def test_every_page_says_its_language_and_direction(ebook: Ebook) -> None:
    turned = ' dir="rtl"' if ebook.sample.right_to_left else ""
    lang = ebook.sample.lang
    for name, text in ebook.files.items():
        if name.endswith(".xhtml"):
            assert f'lang="{lang}" xml:lang="{lang}"{turned}>' in text, name


def test_the_package_turns_its_pages_the_right_way(ebook: Ebook) -> None:
    package = ebook.files["EPUB/content.opf"]
    assert f"<dc:language>{ebook.sample.lang}</dc:language>" in package
    assert ('page-progression-direction="rtl"' in package) is ebook.sample.right_to_left
    assert (re.search(r'<package[^>]* dir="rtl"', package) is not None) is (
        ebook.sample.right_to_left
    )
    assert f">{ebook.sample.sort}</meta>" in package


def test_headings_contents_and_notes_are_in_the_language(ebook: Ebook) -> None:
    sample = ebook.sample
    first, second = sample.labels
    assert first in ebook.page
    assert sample.note in ebook.page
    assert second in ebook.files["EPUB/text/two.xhtml"]
    nav, ncx = ebook.files["EPUB/nav.xhtml"], ebook.files["EPUB/toc.ncx"]
    assert sample.contents in nav
    for text in (nav, ncx):
        assert re.search(f"{re.escape(first)}[:：] ?{re.escape(sample.chapter)}", text)


def test_a_promised_day_is_written_as_the_language_writes_it(ebook: Ebook) -> None:
    promised = ebook.files["EPUB/text/promised-chapter.xhtml"]
    plain = promised.replace("\u00a0", " ").replace("\u202f", " ")
    assert ebook.sample.expected in plain
    assert '"' + ebook.sample.promise not in promised


def test_ids_and_file_names_are_plain_ascii(ebook: Ebook) -> None:
    for name, text in ebook.files.items():
        assert re.fullmatch(r"[A-Za-z0-9./-]+", name)
        assert all(id.isascii() for id in re.findall(r' id="([^"]*)"', text))


def test_only_letters_with_small_capitals_have_a_lead_in(ebook: Ebook) -> None:
    has = script_of(ebook.sample.lang).has_small_capitals
    assert ('class="lead-in"' in ebook.page) is has
    assert ("EPUB/css/script.css" in ebook.files) is not has


def test_fonts_are_there_for_the_scripts_that_they_have(ebook: Ebook) -> None:
    sheets = "".join(text for name, text in ebook.files.items() if name.endswith(".css"))
    assert ("@font-face" in sheets) is script_of(ebook.sample.lang).in_book_fonts


def test_typed_marks_stay_and_the_footnote_is_there(ebook: Ebook) -> None:
    plain = re.sub(r"<[^>]*>", "", ebook.page).replace("\u00a0", " ").replace("\u202f", " ")
    words = ebook.sample.first.replace("\u00a0", " ")
    assert words[-25:] in plain
    assert "Mary Shelley" in plain
    assert ebook.sample.footnote in plain


def test_one_message_at_most(ebook: Ebook) -> None:
    """Nothing frightens who writes in another script; an unknown language is told of once."""
    said = [line for line in ebook.said if "The drawn cover leaves out" not in line]
    if ebook.sample.lang in _UNSPOKEN:
        (line,) = said
        assert "bookbuild knows no Hungarian words" in line
    else:
        assert said == []


# ---------------------------------------------------------------------------------- the PDF


def _font(name: str) -> Path:
    """Return a font file of this machine; skip where it is not there."""
    if shutil.which("fc-list") is None:
        pytest.skip("fc-list is not on this machine: apt-get install fontconfig")
    listed = subprocess.run(
        ["fc-list", "--format=%{file}\n"], capture_output=True, text=True, check=True
    )
    for line in sorted(listed.stdout.splitlines()):
        if Path(line).name == name:
            return Path(line)
    pytest.skip(f"{name} is not on this machine: apt-get install fonts-noto-core fonts-noto-cjk")


@pytest.mark.parametrize("sample", SAMPLES, ids=_IDS)
def test_the_pdf_is_set_in_the_font_that_has_the_script(sample: Sample, tmp_path: Path) -> None:
    folder = sample.write(tmp_path / "novel")
    if sample.face:
        font = _font(sample.face)
        shutil.copy(font, folder / "manuscript" / font.name)
        with (folder / "manuscript" / "book.yaml").open("a", encoding="utf-8") as file:
            file.write(f"fonts:\n  - {font.name}\n")
    built = build_books(BuildRequest(folder, (Format.PDF,)), lambda _: None)
    said = [line for line in fold(built.diagnostics) if "knows no Hungarian words" not in line]
    assert said == []
    path = next(file.path for file in built.files if file.format is Format.PDF)
    with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
        preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
        turned = preferences.get("/Direction") == pikepdf.Name.R2L
        assert turned is sample.right_to_left
        assert str(pdf.Root.Lang) == sample.lang


@pytest.mark.parametrize("sample", [s for s in SAMPLES if s.face], ids=lambda s: s.lang)
def test_a_pdf_without_a_font_says_which_one_to_name(sample: Sample, tmp_path: Path) -> None:
    folder = sample.write(tmp_path / "novel")
    built = build_books(BuildRequest(folder, (Format.PDF,)), lambda _: None)
    (line,) = (line for line in fold(built.diagnostics) if "printed book's fonts" in line)
    assert "under fonts: in book.yaml, such as Noto " in line
    assert "The EPUB needs none" in line
    assert built.files == ()


@pytest.mark.parametrize(("lang", "inner"), [("ar", "right"), ("he", "right"), ("en", "left")])
def test_the_gutter_of_a_first_page_is_at_the_spine(lang: str, inner: str) -> None:
    design = page_design(HALF_LETTER, script_of(lang))
    css = page_css(design, PageFurniture("verso head", "recto head"), Numbers(1, roman=False))
    recto, verso = ("left", "right") if inner == "right" else ("right", "left")
    assert f"break-before: {recto};" in css
    rules = re.findall(r"@page :(left|right) \{\s*margin-(left|right): (\S+)pt;\s*(.*)\n", css)
    assert {(side, edge, float(width)) for side, edge, width, _ in rules} == {
        (recto, verso, design.inner),
        (verso, recto, design.inner),
    }
    heads = {side: head for side, _, _, head in rules}
    assert "recto head" in heads[recto]
    assert "verso head" in heads[verso]
    assert f" {design.outer:g}pt " in css


# ------------------------------------------------------------------------- the style sheets


def test_a_mirrored_sheet_has_left_for_right() -> None:
    css = (
        ".letter { margin: 1em 2em 3em 4em; text-align: right }\n"
        ".to-the-right p { text-align: right; }\n"
        ".left { padding-left: 1em; float: left; margin: 1em auto; }\n"
    )
    assert mirrored(css) == (
        ".letter { margin: 1em 4em 3em 2em; text-align: left }\n"
        ".to-the-right p { text-align: right; }\n"
        ".left { padding-right: 1em; float: right; margin: 1em auto; }\n"
    )
    assert mirrored(mirrored(css)) == css


@pytest.mark.parametrize("script", Script)
@pytest.mark.parametrize("printed", [True, False])
def test_no_script_without_italics_is_slanted_or_spaced(script: Script, printed: bool) -> None:
    css = script_css(script, printed=printed)
    if script.cased:
        assert ("letter-spacing: 0" in css) is not script.has_small_capitals
        assert "font-style" not in css
        return
    assert "letter-spacing: 0" in css
    assert re.search(r"^em,", css, re.MULTILINE)
    stressed = css.rpartition("font-style: normal")[2]
    dotted = script in (Script.CHINESE, Script.JAPANESE, Script.KOREAN)
    assert ("text-emphasis" in stressed) is (dotted and not printed)
    assert ("font-weight: bold" in stressed) is not dotted


def test_print_underlines_where_the_font_has_no_bold() -> None:
    css = script_css(Script.ARABIC, printed=True, bold=False)
    assert "text-decoration: underline" in css
    assert "font-weight: bold" not in css


def test_an_arabic_book_has_no_large_initials(tmp_path: Path) -> None:
    folder = SAMPLES[0].write(tmp_path / "novel", "drop-caps: yes\n")
    built = build_books(BuildRequest(folder, (Format.EPUB,)), lambda _: None)
    path = next(file.path for file in built.files if file.format is Format.EPUB)
    with zipfile.ZipFile(path) as book:
        assert "EPUB/css/drop-caps.css" not in book.namelist()


# ------------------------------------------------------------------------ words and numbers


@pytest.mark.parametrize("words", vocabularies(), ids=lambda words: words.language)
def test_every_language_counts_to_two_hundred(words: Vocabulary) -> None:
    for form in NumberForm:
        for feminine in (False, True):
            assert all(in_words(n, words.language, form, feminine) for n in range(1, 201))
    assert typed_number((Text("…"),), words.chapter, words.language) is None


@pytest.mark.parametrize(
    ("lang", "number", "said"),
    [
        ("ar", 10, "العاشر"),
        ("ar", 11, "الحادي عشر"),
        ("ar", 21, "الحادي والعشرون"),
        ("ar", 100, "100"),
        ("he", 10, "עשירי"),
        ("he", 11, "אחד עשר"),
        ("he", 22, "עשרים ושניים"),
        ("fa", 30, "سی‌ام"),
        ("ja", 110, "百十"),
        ("ja", 1999, "千九百九十九"),
        ("zh", 101, "一百零一"),
        ("tr", 42, "Kırk İkinci"),
        ("tr", 200, "İki Yüzüncü"),
        ("uk", 9, "дев’ятий"),
    ],
)
def test_ordinals(lang: str, number: int, said: str) -> None:
    form = NumberForm.CARDINAL if lang in ("ja", "zh") else NumberForm.ORDINAL
    assert in_words(number, lang, form) == said


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("傍晚，那个人走进了村子。", 10),
        ("きのう着きました", 8),
        ("Mary Shelley 的家", 4),
        ("خانه می‌بارید", 2),
        ("हिन्दी में लिखा", 3),
        ("cafe\u0301s de\u0301ja\u0300 vus", 3),
        ("צה\u05b8ל שלום", 2),
        ("ทางไปทะเล ที่นี่", 2),
        ("well-known o’clock", 2),
    ],
)
def test_words_are_counted_in_every_script(text: str, count: int) -> None:
    written = section("", Paragraph((Text(text),)))
    assert count_section(written).words == count


def test_a_text_without_spaces_is_timed_by_its_characters() -> None:
    assert reading_speed("th").counted is Counted.CHARACTERS
    assert reading_speed("ko").counted is Counted.WORDS


@pytest.mark.parametrize(
    ("lang", "marks"),
    [
        ("ar", ("«", "»")),
        ("he", ("”", "”")),
        ("ja", ("「", "」")),
        ("zh", ("“", "”")),
        ("zh-Hant", ("「", "」")),
        ("fr", ("«\u00a0", "\u00a0»")),
        ("de", ("„", "“")),
    ],
)
def test_what_bookbuild_quotes_has_the_marks_of_the_language(
    lang: str, marks: tuple[str, str]
) -> None:
    assert outer_marks(lang, TypographyRules()) == marks


@pytest.mark.parametrize("lang", ["ar", "fa", "he", "ja", "th", "zh"])
def test_no_english_rule_touches_another_script(lang: str) -> None:
    typed = 'צה"ל "x" -- ... it\'s'
    assert set_text(typed, lang, TypographyRules()) == typed


@pytest.mark.parametrize(
    ("name", "lang", "filed"),
    [
        ("Jókai Mór", "hu", "Jókai Mór"),
        ("Mary Shelley", "en", "Shelley, Mary"),
        ("鲁迅", "zh", "鲁迅"),
        ("Антон Чехов", "ru", "Чехов, Антон"),
    ],
)
def test_names_are_filed_as_their_language_files_them(name: str, lang: str, filed: str) -> None:
    assert sort_name(name, lang) == filed


def test_articles_of_titles() -> None:
    assert sort_title("Ο δρόμος", "el") == "δρόμος, Ο"
    assert sort_title("A lámpa", "hu") == "lámpa, A"


@pytest.mark.parametrize(
    ("lang", "script"),
    [
        ("ar-EG", Script.ARABIC),
        ("sr", Script.CYRILLIC),
        ("sr-Latn", Script.LATIN),
        ("zh-Hant-TW", Script.CHINESE),
        ("he", Script.HEBREW),
        ("ur", Script.ARABIC),
        ("az-Arab", Script.ARABIC),
        ("pa-Guru", Script.OTHER),
        ("", Script.LATIN),
        ("tlh", Script.LATIN),
    ],
)
def test_a_language_says_its_script(lang: str, script: Script) -> None:
    assert script_of(lang) is script
    assert (direction(lang) == "rtl") is script.right_to_left


def test_languages_have_names() -> None:
    assert language_name("hu-HU") == "Hungarian"
    assert language_name("qqq") == "qqq"
    assert is_spoken("pt-BR")
    assert not is_spoken("hu")
