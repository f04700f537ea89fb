"""Author's notes before and after a chapter are one column with it: set in lines, on the grid."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from bookbuild.model.edition import PlacedNote, TextUnit
from bookbuild.model.text import Paragraph, Text, plain_text
from bookbuild.model.walk import lines_of
from bookbuild.write.pdf.composition.authors_notes import with_notes
from bookbuild.write.pdf.composition.galley import LABEL, Box, Copy, Hairline, SetText, galley
from tests.commands import manuscript
from tests.composition.test_hard_input import words
from tests.test_pdf import Printing, Run, page_runs, print_book

_BOOK = """title: Rain
author: Mary Shelley
identifier: urn:uuid:5f5f5f5f-1111-4222-8333-444444444444
editions: {print: {notes: {opening: inline, closing: inline, summary: inline}}}
"""
LEADING, TEXT, NOTE, FINE = 15.0, 11.0, 9.9, 9.0


def _chapter(number: int) -> str:
    prose = "\n\n".join(words(40 + 17 * n % 90, 3 * n + number) for n in range(14 + 3 * number))
    note = "\n\n".join(words(60 + 11 * n, 7 * n + number) for n in range(1 + number % 3))
    indented = "\n".join(f"  {line}" if line else "" for line in note.split("\n"))
    return (
        f"---\ntitle: Rain {number}\nsummary: {words(30)}\nnotes: |\n{indented}\n---\n\n{prose}\n\n"
        f"::: endnotes\n{note} A call.[^x]\n\n- {words(30)}\n:::\n\n[^x]: {words(30)}\n"
    )


def _made(style: str = "", chapters: int = 5) -> Printing:
    with TemporaryDirectory() as folder:
        files = {f"_0{n}_rain": _chapter(n) for n in range(1, chapters + 1)}
        made = manuscript(Path(folder), book=_BOOK, **files)
        if style:
            (made / "styles").mkdir()
            (made / "styles/print.css").write_text(style)
        return print_book(made)


@cache
def _printed() -> Printing:
    return _made()


def _chapters(book: Printing) -> list[list[list[Run]]]:
    """Return the lines' runs on the pages of each chapter, without running heads and folios."""
    units = [unit.head.id for unit in book.edition.units if isinstance(unit, TextUnit)]
    return [
        [
            [run for run in page_runs(book.sheet.pages[start.page - 1]) if 50 < run.baseline < 560]
            for start in book.starts(unit)
        ]
        for unit in units
    ]


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text)).casefold()


def test_notes_are_set_on_the_grid_like_the_story() -> None:
    pages = [page for chapter in _chapters(_printed()) for page in chapter[1:]]
    of_notes = [run for page in pages for run in page if abs(run.size - NOTE) < 0.25]
    of_story = [run for page in pages for run in page if abs(run.size - TEXT) < 0.25]
    assert of_notes
    # A line's baseline depends a little on its size, and that on what the line has to give.
    grid = {round((run.baseline - of_story[0].baseline) % LEADING, 1) for run in of_notes}
    assert all(min(each, LEADING - each) < 1 for each in grid)


def test_pages_with_notes_are_full_and_facing_pages_even() -> None:
    book = _printed()
    for chapter, unit in zip(
        _chapters(book), (u for u in book.edition.units if isinstance(u, TextUnit)), strict=True
    ):
        numbers = [start.page for start in book.starts(unit.head.id)]
        feet = {
            number: max(run.baseline for run in page)
            for number, page in zip(numbers, chapter, strict=True)
        }
        for number in numbers[1:-2]:
            if number % 2 == 0:
                assert abs(feet[number] - feet[number + 1]) < 1.5
        assert all(feet[number] > 525 for number in numbers[:-1])


def test_every_word_of_the_notes_is_there_once_and_in_its_place() -> None:
    book = _printed()
    for unit in book.edition.units:
        if not isinstance(unit, TextUnit):
            continue
        pages = [book.pages[start.page - 1] for start in book.starts(unit.head.id)]
        said = " ".join(word.text for page in pages for word in page).casefold()
        assert said.count("author’s note") == 2
        assert said.index("summary") < said.index("author’s note")
        for note in (*unit.opening, *unit.closing):
            for line in lines_of(note.blocks):
                assert _letters(plain_text(line)) in _letters(said)


def test_footnotes_of_notes_stand_at_the_foot() -> None:
    for chapter in _chapters(_printed()):
        fine = [page for page in chapter if any(abs(r.size - FINE) < 0.15 for r in page)]
        assert fine == [chapter[-1]]


def test_a_hairline_parts_notes_and_story() -> None:
    before, after = _note("one"), _note("two")
    story = galley((Paragraph((Text("Story."),), id="p"),))
    column = with_notes(story, (before, before), (after,))
    kinds = [_kind(copy) for copy in column]
    notes = ["label", "text"]
    assert kinds == [*notes, *notes, "below notes", "text", "above notes", *notes]
    assert [copy.place.small for copy in column] == [True] * 4 + [False] * 3 + [True] * 2
    assert all(copy.binds for copy in column if not isinstance(copy.matter, SetText))
    flush = [copy.matter.flush for copy in column if isinstance(copy.matter, SetText)]
    assert flush == [True] * 4
    assert with_notes(story, (), ()) == story


def test_a_chapter_of_notes_alone_has_no_hairline() -> None:
    column = with_notes((), (_note("one"),), ())
    assert [_kind(copy) for copy in column] == ["label", "text"]


def _note(id: str) -> PlacedNote:
    return PlacedNote(id, "Author’s note", (Paragraph((Text("Hello."),), id=f"{id}-p"),))


def _kind(copy: Copy) -> str:
    match copy.matter:
        case Hairline(above):
            return "above notes" if above else "below notes"
        case Box(name=name) if name == LABEL:
            return "label"
        case SetText():
            return "text"
        case _:
            raise AssertionError(copy)


def test_an_authors_sheet_may_set_notes_otherwise() -> None:
    book = _made("aside.note { font-size: 10.5pt; font-style: italic }", chapters=1)
    assert not [each for each in book.diagnostics if each.code == "not-composed"]
    (chapter,) = _chapters(book)
    assert any(round(run.size, 1) == 10.5 for run in chapter[-1])
    story = {round(run.size, 2) for page in chapter[1:] for run in page if run.size > 10.6}
    assert len(story) > 3  # sizes that only composition gives
    baselines = sorted({round(r.baseline, 1) for r in chapter[2] if r.size > 10.6})
    assert all(abs(b - a) < LEADING + 1 for a, b in pairwise(baselines))


def test_links_lead_to_paragraphs_in_composed_pages(tmp_path: Path) -> None:
    named = (
        f"A beginning.\n\n::: {{#p-intro}}\n{words(60)}\n:::\n\n{words(90)}\n\n[There](#p-intro).\n"
    )
    plain = f"{words(40)}\n\n[Elsewhere](01-rain.md#p-intro).\n"
    book = print_book(manuscript(tmp_path, book=_BOOK, _01_rain=named, _02_rain=plain))
    # A link without a destination is taken out when the book is bound.
    led = [
        str(note.Dest)
        for page in book.sheet.pages
        for note in page.get("/Annots", [])
        if "/Dest" in note and "-p-intro" in str(note.Dest)
    ]
    assert len(led) == 2
