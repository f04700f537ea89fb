"""The printed book, measured: what its pages carry and where, read back from the finished file.

All measures are points from the page's upper left corner.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from PIL import Image

from bookbuild.build.books import planned
from bookbuild.model.edition import Edition, PageStart, Pagination
from bookbuild.model.editions import Format
from bookbuild.report import Diagnostic, has_errors
from bookbuild.write.pdf import make_pdf
from bookbuild.write.pdf.press import Press
from tests.commands import manuscript, tool

_XHTML = "{http://www.w3.org/1999/xhtml}"
INNER, OUTER = 54, 39
BODY = 11.0
HANGS = 3
"""How far punctuation may stand out of the measure, in points."""
HEAD = 52
"""Above this stands nothing but running heads."""
RAIN = (
    "The rain had come in from the estuary before anybody was awake, and it stayed as guests "
    "stay who have heard that the roads are bad. Nobody remarked upon it. They carried the "
    "tables in, counted the chairs, and lit the lamps a little earlier than they had the day "
    "before; extraordinarily industrious people, considering the circumstances."
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as pdftotext finds it on a page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs that are drawn in one go: their font, its size, and where they begin."""

    font: str
    size: float
    left: float
    baseline: float
    glyphs: bytes


@dataclass(frozen=True, slots=True)
class Printing:
    """A printed book with everything to look at; ``pages`` are the words of each page."""

    edition: Edition
    data: bytes
    pagination: Pagination
    diagnostics: tuple[Diagnostic, ...]
    pages: tuple[tuple[Word, ...], ...]
    sheet: pikepdf.Pdf

    def starts(self, unit: str) -> list[PageStart]:
        """Return the pages of a unit."""
        return [start for start in self.pagination.pages if start.unit == unit]

    def page(self, unit: str) -> int:
        """Return the index of the page on which a unit begins."""
        return self.starts(unit)[0].page - 1


def print_book(folder: Path) -> Printing:
    """Print the book in a folder."""
    plan = planned(folder, Format.PDF, "", None)
    assert plan.edition is not None
    assert not has_errors(plan.diagnostics), plan.diagnostics
    made = make_pdf(plan.edition, plan.styles)
    assert made.value is not None, made.diagnostics
    data = made.value.pdf
    return Printing(
        plan.edition,
        data,
        made.value.pagination,
        made.diagnostics,
        page_words(data, folder / "printed.pdf"),
        pikepdf.open(io.BytesIO(data)),
    )


def page_words(data: bytes, path: Path) -> tuple[tuple[Word, ...], ...]:
    """Return the words of every page, in the order in which pdftotext reads them."""
    path.write_bytes(data)
    said = tool("pdftotext", "poppler-utils", "-bbox", path, "-")
    root = ElementTree.fromstring(said.partition("<body>")[2].partition("</body>")[0])
    return tuple(tuple(_word(word) for word in page) for page in root)


def _word(word: ElementTree.Element) -> Word:
    sides = (float(word.attrib[name]) for name in ("xMin", "yMin", "xMax", "yMax"))
    return Word(word.text or "", *sides)


def page_runs(page: pikepdf.Page) -> Iterator[Run]:
    """Yield what a page's content draws; its own scale stands before the press's pixels."""
    matrix, kept = pikepdf.Matrix(), []
    text, font, size = pikepdf.Matrix(), "", 0.0
    for instruction in pikepdf.parse_content_stream(page):
        operands = list(instruction.operands)
        match str(instruction.operator):
            case "q":
                kept.append(matrix)
            case "Q":
                matrix = kept.pop()
            case "cm":
                matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
            case "Tm":
                text = pikepdf.Matrix(*map(float, operands))
            case "Tf":
                font, size = str(operands[0]), float(operands[1])
            case "Tj" | "TJ":
                at = text @ matrix
                height = float(Decimal(str(page.mediabox[3])))
                glyphs = b"".join(_strings(operands[0]))
                yield Run(font, round(size * abs(at.d), 2), at.e, height - at.f, glyphs)
            case _:
                pass


def _strings(operand: pikepdf.Object) -> Iterator[bytes]:
    parts = operand if isinstance(operand, pikepdf.Array) else (operand,)
    return (bytes(part) for part in parts if isinstance(part, pikepdf.String))


def _pictures(sheet: pikepdf.Pdf) -> list[tuple[int, int]]:
    """Return the size of every picture in a file, without the masks of their transparency."""
    streams = (each for each in sheet.objects if isinstance(each, pikepdf.Stream))
    images = (each for each in streams if each.get("/Subtype") == "/Image")
    return [(int(image.Width), int(image.Height)) for image in images]


# ---------------------------------------------------------------------------- the books


@pytest.fixture(scope="module")
def novel(tmp_path_factory: pytest.TempPathFactory) -> Printing:
    """Two parts, a prologue, long chapters, a footnote, a picture."""
    folder = tmp_path_factory.mktemp("novel")
    Image.new("L", (300, 200), 90).save(_picture(folder))
    return print_book(
        manuscript(
            folder,
            book="title: The Long Rain\nauthor: Mary Shelley\nidentifier: https://example.org/rain\n",
            _00_prologue=f"{RAIN}\n",
            _10_part_one="---\nkind: part\ntitle: Ebb\n---\n",
            _11_first="# First\n\nThe rain had come.[^1]\n\n"
            + _paragraphs(12)
            + "\n[^1]: A remark at the foot, in smaller letters.\n",
            _12_second="# Second\n\n![A grey wall](wall.png)\n\n" + _paragraphs(3),
            _20_part_two="---\nkind: part\ntitle: Flow\n---\n",
            _21_third="# Third\n\n" + _paragraphs(24),
        )
    )


def _picture(folder: Path) -> Path:
    place = folder / "manuscript"
    place.mkdir()
    return place / "wall.png"


def _paragraphs(count: int) -> str:
    return f"{RAIN}\n\n" * count


def _little(folder: Path, book: str = "", **files: str) -> Printing:
    about = f"title: Little\nauthor: A\nidentifier: https://example.org/little\n{book}"
    return print_book(manuscript(folder, book=about, **(files or {"_01_one": "A day.\n"})))


# ------------------------------------------------------------------------------ the page


@pytest.mark.parametrize(
    ("trim", "width", "height"),
    [
        ("5.5x8.5 in", 396, 612),
        ("6 x 9 in", 432, 648),
        ("A5", 419.528, 595.276),
        ("148 x 210 mm", 419.528, 595.276),
        ("A6", 297.638, 419.528),
        ("pocket", 306, 495),
    ],
)
def test_every_page_has_the_size_of_the_trim(
    trim: str, width: float, height: float, tmp_path: Path
) -> None:
    book = _little(tmp_path, f"editions:\n  print: {{trim: {trim}}}\n")
    for page in book.sheet.pages:
        assert [float(side) for side in page.mediabox] == pytest.approx(
            [0, 0, width, height], abs=0.5
        )


def test_the_margins_are_mirrored(novel: Printing) -> None:
    width = 396
    full = [start for start in novel.starts("third")[1:-1] if start.folio]
    assert {int(start.folio) % 2 for start in full} == {0, 1}
    for start in full:
        words = _story(novel.pages[start.page - 1])
        recto = int(start.folio) % 2 == 1
        left, right = (INNER, OUTER) if recto else (OUTER, INNER)
        assert min(word.left for word in words) == pytest.approx(left, abs=HANGS)
        assert max(word.right for word in words) == pytest.approx(width - right, abs=HANGS)


def test_the_lines_of_facing_pages_meet(novel: Printing) -> None:
    baselines = {
        round(run.baseline % 15)
        for start in novel.starts("third")[1:]
        for run in page_runs(novel.sheet.pages[start.page - 1])
        if _is_body(run)
    }
    assert len(baselines) == 1


def test_no_ink_is_nearer_to_the_trim_than_half_an_inch(novel: Printing) -> None:
    for words in novel.pages:
        for word in words:
            assert word.left >= 35.5
            assert word.right <= 396 - 35.5
    for page in novel.sheet.pages:
        assert all(36 < run.baseline <= 612 - 36 for run in page_runs(page))


# ------------------------------------------------------------------- heads, folios, openings


def test_openings_have_a_folio_and_no_running_head(novel: Printing) -> None:
    for unit in ("prologue", "first", "second", "third"):
        words = novel.pages[novel.page(unit)]
        assert not [word for word in words if word.bottom < HEAD]
        assert _last_line(words) == novel.starts(unit)[0].folio


def test_the_other_pages_have_the_author_left_and_the_section_right(novel: Printing) -> None:
    for start in novel.starts("third")[1:]:
        words = novel.pages[start.page - 1]
        head = " ".join(word.text for word in words if word.bottom < HEAD)
        right = int(start.folio) % 2 == 1
        assert head.lower() == ("chapter three: third" if right else "mary shelley")
        assert _last_line(words) == start.folio


def test_blanks_and_the_pages_before_the_text_carry_nothing_more(novel: Printing) -> None:
    blanks = [start for start in novel.pagination.pages if not start.unit]
    assert blanks
    for start in blanks:
        assert novel.pages[start.page - 1] == ()
        assert start.folio == ""
    for unit in ("half-title", "title-page", "copyright", "part-one"):
        words = novel.pages[novel.page(unit)]
        assert words
        assert not any(word.bottom < HEAD or word.top > 612 - HEAD for word in words)


def test_chapters_open_on_a_recto(novel: Printing) -> None:
    for unit in ("prologue", "part-one", "first", "second", "part-two", "third"):
        assert int(novel.starts(unit)[0].folio) % 2 == 1
        assert novel.page(unit) % 2 == 0


def test_chapters_open_on_the_next_page_where_the_author_says_so(tmp_path: Path) -> None:
    files = {f"_{n:02}_c": f"Words of chapter {n}.\n" for n in range(1, 5)}
    book = _little(tmp_path, "chapter-start: next\n", **files)
    firsts = [start.page for start in book.pagination.pages if start.unit.startswith("c")]
    chapters = [page for page in firsts if page > book.page("copyright") + 1]
    assert len(chapters) >= 4
    assert all(later == earlier + 1 for earlier, later in pairwise(chapters[-4:]))


# ------------------------------------------------------------------------ outline and links


def test_the_bookmarks_have_the_units_names_and_nest_under_parts(novel: Printing) -> None:
    with novel.sheet.open_outline() as outline:
        tree = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert tree[-4:] == [
        ("Prologue", []),
        ("Part One: Ebb", ["Chapter One: First", "Chapter Two: Second"]),
        ("Part Two: Flow", ["Chapter Three: Third"]),
        ("Colophon", []),
    ]
    assert ("Half Title", []) not in tree


def test_the_bookmarks_lead_to_the_units(novel: Printing) -> None:
    units = {unit.head.name: unit.head.id for unit in novel.edition.units}
    with novel.sheet.open_outline() as outline:
        items = [item for top in outline.root for item in (top, *top.children)]
    assert len(items) == len(units) - 1
    for item in items:
        assert isinstance(item.destination, pikepdf.Array)
        assert _index(novel, item.destination) == novel.page(units[item.title])


def test_the_page_labels_are_the_folios(novel: Printing) -> None:
    labels = [str(page.label) for page in novel.sheet.pages]
    first = novel.page("prologue")
    assert labels[:4] == ["i", "ii", "iii", "iv"]
    assert labels[first : first + 3] == ["1", "2", "3"]
    for start, label in zip(novel.pagination.pages, labels, strict=True):
        assert start.folio in ("", label)


def test_the_contents_lead_to_their_pages_and_say_the_right_numbers(novel: Printing) -> None:
    places = novel.sheet.Root.Names.Dests
    page = novel.sheet.pages[novel.page("contents")]
    named = pikepdf.NameTree(places)
    targets = [str(link.Dest) for link in page.Annots]
    listed = [row.unit for entry in novel.edition.contents for row in (entry, *entry.children)]
    assert list(dict.fromkeys(targets)) == listed
    for target in targets:
        assert _index(novel, named[target]) == novel.page(target)
    words = [word.text for word in _story(novel.pages[novel.page("contents")])]
    folios = [int(text) for text in words if text.isdigit()]
    assert folios == [int(novel.starts(unit)[0].folio) for unit in listed]


def _index(book: Printing, destination: pikepdf.Object) -> int:
    return book.sheet.pages.index(pikepdf.Page(destination[0]))


# ------------------------------------------------------------------------------- the text


def test_a_footnote_stands_at_the_foot_of_its_page(novel: Printing) -> None:
    page = novel.page("first")
    words = novel.pages[page]
    note = next(word for word in words if word.text == "remark")
    above = [word for word in _story(words) if word.text == "estuary"]
    assert above
    assert max(word.bottom for word in above) < note.top
    assert note.top > 612 / 2
    following = [word for word in words if word.top > note.bottom + 3]
    assert [word.text for word in following] == [novel.starts("first")[0].folio]
    sizes = {run.size for run in page_runs(novel.sheet.pages[page])}
    assert 9.0 in sizes


def test_every_font_is_embedded_and_ours(novel: Printing) -> None:
    descriptors = [
        font.DescendantFonts[0].FontDescriptor
        for page in novel.sheet.pages
        for font in page.resources.get("/Font", pikepdf.Dictionary()).values()
    ]
    assert descriptors
    for descriptor in descriptors:
        assert "EB-Garamond" in str(descriptor.FontName)
        assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())


def test_small_capitals_are_the_fonts_own(tmp_path: Path) -> None:
    """Capitals that are only made smaller have a size of their own, and a capital's glyphs."""
    lines = ("“Quiet.”", "[rain]{.smallcaps}", "rain", "RAIN")
    book = _little(tmp_path, _01_one="\n\n".join(lines))
    runs = list(page_runs(book.sheet.pages[book.page("one")]))
    assert len({run.font for run in runs}) == 1
    words = sorted((run for run in runs if _is_body(run)), key=lambda run: run.baseline)
    _, small, plain, capitals = (run.glyphs for run in words)
    assert small not in (plain, capitals)


def test_the_first_words_of_a_chapter_are_as_large_as_the_others(novel: Printing) -> None:
    page = novel.sheet.pages[novel.page("third")]
    assert {run.size for run in page_runs(page) if not _is_body(run)} <= {17.6, 9.5}


def test_a_picture_stands_on_its_page(novel: Printing) -> None:
    assert _pictures(novel.sheet) == [(300, 200)]
    page = novel.sheet.pages[novel.page("second")]
    drawn = [str(each.operator) for each in pikepdf.parse_content_stream(page)]
    assert drawn.count("Do") == 1


# ------------------------------------------------------------------ nothing else is loaded


class _Listener(BaseHTTPRequestHandler):
    """Notes every request that reaches it."""

    asked: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on the terminal."""


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    _Listener.asked.clear()
    with HTTPServer(("127.0.0.1", 0), _Listener) as listening:
        thread = threading.Thread(target=listening.serve_forever, daemon=True)
        thread.start()
        yield listening
        listening.shutdown()
        thread.join()


def test_a_style_sheet_of_the_author_loads_nothing(tmp_path: Path, server: HTTPServer) -> None:
    secret = tmp_path / "secret.png"
    Image.new("L", (77, 77), 0).save(secret)
    web = f"http://127.0.0.1:{server.server_port}"
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "print.css").write_text(
        f'@import url("{web}/imported.css");\n'
        f'@import url("{secret.as_uri()}");\n'
        f'@font-face {{ font-family: Odd; src: url("{web}/font.ttf") }}\n'
        f'body {{ background: url("{secret.as_uri()}") }}\n'
        f'.words {{ background-image: url("{web}/picture.png") }}\n'
        f'p {{ background-image: url("bookbuild:fonts/nothing") }}\n'
        f'h1 {{ background-image: url("secret.png") }}\n'
        f'.words::after {{ content: url("ftp://127.0.0.1/x.png") }}\n',
        encoding="utf-8",
    )
    book = _little(tmp_path)
    assert _Listener.asked == []
    assert _pictures(book.sheet) == []
    said = " ".join(each.message for each in book.diagnostics)
    for address in ("imported.css", "secret.png", "picture.png", "fonts/nothing", "ftp:"):
        assert address in said
    assert not has_errors(book.diagnostics)


@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "http://127.0.0.1:9/x", "bookbuild:images/no", "x:y"]
)
def test_the_press_refuses_every_address_it_was_not_given(address: str) -> None:
    press = Press((), ())
    press.lay(f'<p>A day. <img src="{address}" alt=""></p>', "")
    assert any(address in each.message for each in press.diagnostics)


# ------------------------------------------------------------------------------- looking


def _story(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words between running head and folio."""
    return tuple(word for word in words if word.top > HEAD and word.bottom < 612 - HEAD + 3)


def _is_body(run: Run) -> bool:
    """Return whether glyphs are running text, whose lines vary a little in size."""
    return abs(run.size / BODY - 1) < 0.03


def _last_line(words: tuple[Word, ...]) -> str:
    lowest = max(word.bottom for word in words)
    return " ".join(word.text for word in words if word.bottom > lowest - 3)
