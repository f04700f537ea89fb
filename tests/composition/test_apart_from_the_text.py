"""What stands apart from running text is set as it is: footnotes, lists, the appendix of notes."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bookbuild.model.edition import TextUnit
from bookbuild.model.editions import HALF_LETTER
from bookbuild.model.text import Message, Messages, Paragraph, SystemBox, SystemLine, Text
from bookbuild.write.pdf.composition.appendix import ENTRY, with_folios
from bookbuild.write.pdf.composition.column import Part
from bookbuild.write.pdf.composition.galley import Box, Copy, Place
from bookbuild.write.pdf.composition.pages import Choice, Piece, Slice
from bookbuild.write.pdf.composition.sheet_markup import Fragment, SheetMarkup
from bookbuild.write.pdf.composition.type_design import DEFAULT
from bookbuild.write.pdf.design import Numbers, PageFurniture, page_css, page_design
from bookbuild.write.script_css import language_css
from tests.commands import manuscript
from tests.composition.test_hard_input import words
from tests.test_pdf import Printing, Run, Word, page_runs, print_book

_BOOK = """title: Rain
author: Mary Shelley
identifier: urn:uuid:5f5f5f5f-1111-4222-8333-444444444444

editions: {print: {notes: appendix, contents: none}}
"""
PROSE = "\n\n".join(words(40 + 9 * n % 60, 3 * n) for n in range(24))
LIST = "\n".join(f"{n + 1}. {words(30 + n, 5 * n)}" for n in range(9))
NOTED = f"They came.[^a]\n\n{PROSE}\n\n{LIST}\n\n{PROSE}\n\n[^a]: {words(70)}\n"
NOTES = "\n\n".join(words(70 + 11 * n % 40, 7 * n) for n in range(5))


def _chapter(title: str, text: str) -> str:
    notes = "\n".join(f"  {line}" if line else "" for line in NOTES.split("\n"))
    return f"---\ntitle: {title}\nendnotes: |\n{notes}\n---\n\n{text}\n"


@cache
def _printed() -> Printing:
    with TemporaryDirectory() as folder:
        chapters = {f"_0{n}_rain": _chapter(f"Rain {n}", NOTED) for n in range(1, 6)}
        return print_book(manuscript(Path(folder), book=_BOOK, **chapters))


def _appendix() -> tuple[tuple[Word, ...], ...]:
    book = _printed()
    starts = book.starts(next(u.head.id for u in book.edition.units if "notes" in u.head.id))
    return tuple(book.pages[start.page - 1] for start in starts)


def _lines(page: tuple[Word, ...]) -> list[list[Word]]:
    """Return a page's words line by line, without running head and folio."""
    lines: list[list[Word]] = []
    for word in sorted(page, key=lambda word: word.bottom):
        if not 45.0 < word.top < 552.0:
            continue
        if not lines or word.bottom - lines[-1][-1].bottom > 3:
            lines.append([])
        lines[-1].append(word)
    return [sorted(line, key=lambda word: word.left) for line in lines]


def _height(line: list[Word]) -> float:
    return line[0].bottom - line[0].top


def _widest_gap(lines: list[list[Word]]) -> float:
    gaps = (b.left - a.right for line in lines for a, b in pairwise(line))
    return max(gap for gap in gaps if gap < 30)


def test_the_appendix_is_set_in_full_and_even_pages() -> None:
    pages = _appendix()
    assert len(pages) > 4
    feet = [max(line[0].bottom for line in _lines(page)) for page in pages[:-1]]
    assert max(feet[1:]) - min(feet[1:]) < 16
    assert all(abs(a - b) < 1 for a, b in zip(feet[1::2], feet[2::2], strict=False))


def test_the_appendix_has_no_holes_between_its_words() -> None:
    assert (
        _widest_gap([line for page in _appendix() for line in _lines(page) if _height(line) < 13.5])
        < 5.0
    )


def test_the_appendix_names_the_pages_on_which_its_chapters_begin() -> None:
    book = _printed()
    said = " ".join(word.text for page in _appendix() for word in page)
    named = re.findall(r"\bpage (\d+)", said)
    begin = [book.starts(u.head.id)[0].folio for u in book.edition.units if "rain" in u.head.id]
    assert named == begin


def test_each_page_of_the_appendix_has_its_number() -> None:
    assert with_folios("page 8\u20608\u20608, page 8\u20608\u20608", ("7", "112")) == (
        "page 7, page 112"
    )


def test_a_list_is_set_line_by_line_beside_its_numbers() -> None:
    book = _printed()
    numbered = [
        line for page in book.pages for line in _lines(page) if re.fullmatch(r"\d+\.", line[0].text)
    ]
    items = [line for line in numbered if _height(line) > 13.5]
    assert [line[0].text for line in items[:9]] == [f"{n}." for n in range(1, 10)]
    assert len({round(line[1].left - line[0].right, 1) for line in items}) < 4
    assert _widest_gap(items) < 7.0


def test_headings_of_the_appendix_stand_apart_from_the_text() -> None:
    book = _printed()
    starts = book.starts(next(u.head.id for u in book.edition.units if "notes" in u.head.id))
    spaces: list[tuple[float, float]] = []
    for start in starts:
        runs = [r for r in page_runs(book.sheet.pages[start.page - 1]) if 50 < r.baseline < 560]
        lines = sorted({round(run.baseline, 1) for run in runs if abs(run.size - 9.9) < 0.25})
        for heading in {round(run.baseline, 1) for run in runs if run.size > 10.9}:
            above = [line for line in lines if line < heading]
            below = [line for line in lines if line > heading]
            if above and below:
                spaces.append((heading - above[-1], below[0] - heading))
    assert spaces
    assert all(36 < above < 40 and 21 < below < 24 for above, below in spaces), spaces


def test_a_title_and_an_epigraph_may_call_footnotes(tmp_path: Path) -> None:
    opening = "# Rain[^t]\n\n::: epigraph\nAll is rain.[^e]\n:::\n\n"
    notes = f"[^t]: Titular {words(30)}\n\n[^e]: Quoted {words(30)}\n"
    book = print_book(manuscript(tmp_path, book=_BOOK, _01_rain=f"{opening}{PROSE}\n\n{notes}"))
    start, *others = book.starts(
        next(u.head.id for u in book.edition.units if isinstance(u, TextUnit))
    )
    page = book.pages[start.page - 1]
    feet = [word for word in page if word.text in ("Titular", "Quoted")]
    assert len(feet) == 2
    assert min(word.top for word in feet) > max(
        word.bottom for word in page if word.text == "All" or _height([word]) > 13.5
    )
    full = max(word.bottom for word in page if word.top < 552)
    assert abs(full - max(w.bottom for w in book.pages[others[0].page - 1] if w.top < 552)) < 4


def test_a_long_footnote_of_a_title_stands_before_the_text(tmp_path: Path) -> None:
    text = f"# Rain[^t]\n\n{PROSE}\n\n[^t]: Titular {words(900)}\n"
    book = print_book(manuscript(tmp_path, book=_BOOK, _01_rain=text))
    unit = next(u.head.id for u in book.edition.units if isinstance(u, TextUnit))
    page = book.pages[book.page(unit)]
    assert "Titular" in [word.text for word in page]
    assert any(each.code == "long-footnote" for each in book.diagnostics)


def test_footnotes_end_on_the_last_line_of_the_grid() -> None:
    book = _printed()
    feet: dict[bool, set[float]] = {True: set(), False: set()}
    for page in book.sheet.pages:
        lines = [run for run in page_runs(page) if run.baseline < 560]
        if any(run.size > 10 for run in lines) and max(run.baseline for run in lines) > 540:
            last = max(lines, key=lambda run: run.baseline)
            feet[last.size < 9.5].add(last.baseline)
    assert feet[True]
    assert max(feet[True]) - min(feet[True]) < 0.1
    # Lines of running text differ a little in size.
    assert min(feet[False]) < max(feet[True]) < max(feet[False])


@pytest.mark.parametrize(("language", "own"), [("de", False), ("de-CH", False), ("tr", True)])
def test_german_running_heads_have_no_f_of_their_own(language: str, own: bool) -> None:
    heads = PageFurniture("Josef Schiffsruf", "Kapitel 1: Offene Briefe", lang=language)
    css = page_css(page_design(HALF_LETTER), heads, Numbers(1, roman=False))
    assert ('"locl" 0' not in css) is own


@pytest.mark.parametrize("language", ["de", "de-CH", "DE"])
def test_german_small_capitals_of_an_ebook_have_no_f_of_their_own(language: str) -> None:
    assert '"locl" 0' in language_css(language)


def test_other_languages_keep_their_letters_in_an_ebook() -> None:
    assert language_css("en") == language_css("den") == ""


def _title_lines(folder: Path, title: str) -> list[list[Run]]:
    text = f"---\ntitle: {title}\n---\n\n{PROSE}\n"
    book = print_book(manuscript(folder, book=_BOOK, _01_rain=text))
    unit = next(u.head.id for u in book.edition.units if isinstance(u, TextUnit))
    lines: dict[float, list[Run]] = {}
    for run in page_runs(book.sheet.pages[book.page(unit)]):
        if run.size > 13:
            lines.setdefault(round(run.baseline), []).append(run)
    return list(lines.values())


def test_a_title_of_two_lines_is_balanced(tmp_path: Path) -> None:
    title = "Rain for All Those Who Have Walked across the Long Bridge"
    first, second = _title_lines(tmp_path, title)
    # Centred lines that begin in the same place are about as long.
    assert abs(first[0].left - second[0].left) < 25


def test_a_title_that_fits_stays_on_its_line(tmp_path: Path) -> None:
    assert len(_title_lines(tmp_path, "The Apprentice in London, Again")) == 1


def test_messages_stand_on_the_grid(tmp_path: Path) -> None:
    said = "\n".join(f"{who}: {words(9, n)}" for n, who in enumerate(("Lana", "Clark") * 20))
    talk = f'::: {{.messages me="Clark"}}\n[9:41 pm]\n{said}\n[9:59 pm]\nLana: ok\n:::'
    book = print_book(manuscript(tmp_path, book=_BOOK, _01_rain=f"{words(60)}\n\n{talk}\n"))
    unit = next(u.head.id for u in book.edition.units if isinstance(u, TextUnit))
    _, *pages = (book.sheet.pages[start.page - 1] for start in book.starts(unit))
    heads = []
    for page in pages:
        baselines = sorted({round(r.baseline, 1) for r in page_runs(page) if 50 < r.baseline < 560})
        heads.append(baselines[0])
        steps = {round((b - a) / 15, 1) for a, b in pairwise(baselines)}
        assert steps <= {1.0, 2.0}, steps
    assert max(heads) - min(heads) < 1


def test_a_frame_stands_in_the_middle_of_its_room() -> None:
    def room(block: SystemBox | Paragraph | Messages, name: str = "") -> float:
        part = Part(Copy(Box(block, name=name), Place(), whole=True))
        piece = Piece((Choice(5),), divisible=False)
        fragment = Fragment(part, piece, Slice(0, 0, 0, 5), 0, height=60.0)
        writer = SheetMarkup(DEFAULT, lambda box, at_head: "", lambda labels: "", frozenset())
        found = re.search(r"padding-top: ([\d.]+)pt", writer.pages(((fragment,),), (False,)))
        assert found
        return float(found[1])

    assert room(SystemBox((SystemLine("a", (Text("b"),)),))) == 7.5
    assert room(Messages((Message("Lana", (Text("a"),)),))) == 0.0
    assert room(Paragraph((Text("a"),))) == 15.0
    assert room(Paragraph((Text("a"),)), ENTRY) == 15.0
