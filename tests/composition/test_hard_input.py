"""What no page was made for: each gives decent pages, and nothing of it is lost.

All cases stand as chapters in one book, so that it is printed once.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PIL import Image

from bookbuild.model.edition import TextUnit
from bookbuild.model.text import plain_text
from bookbuild.model.walk import lines_of, texts_of
from tests.commands import manuscript, tool
from tests.test_pdf import Printing, Word, print_book

SAID = (
    "The rain had come in from the estuary before anybody was awake, and it stayed as guests stay "
    "who have heard that the roads are bad. Nobody remarked upon it. They carried the tables in, "
    "counted the chairs, and lit the lamps a little earlier than they had the day before. "
).split()
TOP, BOTTOM, FOOT = 52.0, 560.0, 585.0
"""Between these stands text; above it running heads, below it folios. Points from the top."""
EDGES = {0: 39.0, 1: 54.0}
MEASURE, HANGING = 303.0, 5.0
"""Text begins at the edge of a verso or recto, and nothing stands outside of the measure but what
hangs."""

BODY, LINE = 10.0, 9.0
"""Points: words higher than the one are of text size, lines of text stand farther apart than the
other."""


def words(count: int, start: int = 0) -> str:
    """Return so many words of rain."""
    return " ".join(SAID[(start + n) % len(SAID)] for n in range(count)) + "."


def wrapped(count: int) -> str:
    """Return a paragraph of so many words in lines of the file."""
    return "\n".join(words(20, n).rstrip(".") for n in range(0, count, 20))


PROSE = "\n\n".join(words(50 + 7 * n % 60, 3 * n) for n in range(8))


def table(rows: int, columns: int) -> str:
    """Return a table with a head."""
    lines = ["|".join(f"Head{n}" for n in range(columns)), "|".join("---" for _ in range(columns))]
    lines += ["|".join(f"r{r}c{c}" for c in range(columns)) for r in range(rows)]
    return "\n".join(f"|{line}|" for line in lines)


@dataclass(frozen=True, slots=True)
class Case:
    """A chapter: its text, further front matter, what it repeats (a table's head), and whether its
    words stand in another order on the pages (footnotes, the numbers of a list)."""

    text: str
    front: str = ""
    repeated: str = ""
    moved: bool = False


def _fenced(name: str, *lines: str) -> str:
    return "\n".join((f"::: {name}", *lines, ":::"))


_NOTED = " ".join(f"word{n}[^n{n}]" for n in range(120))
_NOTES = "\n\n".join(f"[^n{n}]: Note {n} says little." for n in range(120))
CASES = {
    "wide-word": Case(f"And {'a' * 200} and {'x/y-z' * 40} end.\n\n{PROSE}"),
    "long-paragraph": Case(wrapped(12_000)),
    "poem": Case(_fenced("verse", *(f"Line {n} of the rain on the hill" for n in range(240)))),
    "wide-table": Case(f"{PROSE}\n\n{table(5, 24)}\n\n{PROSE}"),
    "long-table": Case(f"{PROSE}\n\n{table(200, 4)}\n\n{PROSE}", repeated="Head0Head1Head2Head3"),
    "tall-image": Case(f"{PROSE}\n\n![A tall tower](images/tall.png)\n\n{PROSE}"),
    "one-word": Case("Rain."),
    "mixed-scripts": Case(f"In it Zhāng Wěi and Ωμέγα and Москва met. {words(60)}\n\n{PROSE}"),
    "many-notes": Case(f"{_NOTED}\n\n{_NOTES}", moved=True),
    "long-note": Case(f"Here.[^long]\n\n{PROSE}\n\n[^long]: {words(1500)}", moved=True),
    "note-in-verse": Case(
        f"{_fenced('verse', 'A line with a note[^v]', 'and more')}\n\n{PROSE}\n\n[^v]: The note.",
        moved=True,
    ),
    "letter": Case(
        _fenced("letter", "Dear Lucy,\n", *(f"{words(120, n)}\n" for n in range(30)), "Mina")
    ),
    "quotations": Case(f"> {words(80)}\n>\n> > {words(80)}\n> >\n> > > {words(400)}\n\n{PROSE}"),
    "messages": Case(
        _fenced('{.messages me="Clark"}', *(f"Lana: message{n} are you there" for n in range(120))),
        repeated="Lana",
    ),
    "headings": Case("\n\n".join(f"### Heading {n}" for n in range(40)) + f"\n\n{PROSE}"),
    "blank-lines": Case("\n\n".join(f"{words(70, n)}\n\n\\" for n in range(20)) + "\n\nEnd."),
    "epigraph": Case(
        _fenced("epigraph", *(f"{words(150, n)}\n" for n in range(5)), "— Herodotus")
        + f"\n\n{PROSE}"
    ),
    "opening-note": Case(PROSE, f"notes: {words(900)}\n", moved=True),
    "closing-note": Case(PROSE, f"endnotes: {words(900)}\n", moved=True),
    "code": Case(
        "```\n" + "\n".join(f"line {n} {'x' * (n % 90)}" for n in range(120)) + f"\n```\n\n{PROSE}"
    ),
    "system-box": Case(
        _fenced("system", *(f"Skill {n}: {words(3, n)}" for n in range(90))) + f"\n\n{PROSE}"
    ),
    "long-item": Case(
        "1. " + "\n\n   ".join(words(90, n) for n in range(9)) + f"\n2. end\n\n{PROSE}", moved=True
    ),
    "hand": Case(_fenced("handwriting", words(900)) + f"\n\n{PROSE}"),
    "centred": Case(_fenced("center", *(f"{words(90, n)}\n" for n in range(9))) + f"\n\n{PROSE}"),
    "dots": Case(f"{PROSE}\n\nHe saw an image ![a dot](images/dot.png) there. {words(300)}\n"),
}
_BOOK = """title: Rain
author: Mary Shelley
identifier: urn:uuid:5f5f5f5f-1111-4222-8333-444444444444
editions: {print: {notes: inline, contents: none}}
"""


@cache
def _printed() -> Printing:
    with TemporaryDirectory() as folder:
        files = {
            f"_{number:02}_{name.replace('-', '_')}": f"---\ntitle: {name}\nid: {name}\n"
            f"{case.front}---\n\n{case.text}\n"
            for number, (name, case) in enumerate(CASES.items(), 1)
        }
        made = manuscript(Path(folder), book=_BOOK, **files)
        _draw(made)
        return print_book(made)


def _draw(folder: Path) -> None:
    images = next(folder.rglob("book.yaml")).parent / "images"
    images.mkdir(exist_ok=True)
    Image.new("L", (300, 3000), 128).save(images / "tall.png")
    Image.new("L", (20, 20), 0).save(images / "dot.png")


def _pages(name: str) -> list[tuple[Word, ...]]:
    """Return the words of a chapter's pages, running heads and folios left out."""
    book = _printed()
    found = [book.pages[start.page - 1] for start in book.starts(name)]
    return [tuple(word for word in page if TOP < word.top < BOTTOM) for page in found]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _text_of(name: str) -> str:
    """Return the letters of a chapter's pages in the order in which they are drawn."""
    book = _printed()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.pdf"
        path.write_bytes(book.data)
        pages = [start.page for start in book.starts(name)]
        area = ("-x", "0", "-y", str(int(TOP)), "-W", "400", "-H", str(int(BOTTOM - TOP)))
        asked = ("-raw", *area, "-f", str(pages[0]), "-l", str(pages[-1]), path, "-")
        return _letters(tool("pdftotext", "poppler-utils", *asked))


def _written(name: str) -> str:
    """Return the letters of a chapter as its author wrote them, its notes behind its text."""
    unit = next(unit for unit in _printed().edition.units if unit.head.id == name)
    assert isinstance(unit, TextUnit)
    lines = (line for blocks in texts_of(unit) for line in lines_of(blocks))
    return _letters("".join(map(plain_text, lines)))


@pytest.mark.parametrize("name", CASES)
def test_no_word_is_lost(name: str) -> None:
    case = CASES[name]
    written, shown = (_without(text, case.repeated) for text in (_written(name), _text_of(name)))
    if case.moved:
        assert not Counter(written) - Counter(shown)
    else:
        assert written in shown


def _without(text: str, repeated: str) -> str:
    return text.replace(repeated, "") if repeated else text


@pytest.mark.parametrize("name", CASES)
def test_nothing_stands_outside_of_the_page(name: str) -> None:
    book = _printed()
    for start in book.starts(name):
        left = EDGES[start.page % 2]
        for word in book.pages[start.page - 1]:
            assert word.left >= left - HANGING, word
            assert word.right <= left + MEASURE + HANGING, word
            assert word.bottom <= FOOT, word


def test_no_line_lies_over_another() -> None:
    for name in set(CASES) - {"wide-table"}:
        for page in _pages(name):
            tops = sorted({round(word.bottom) for word in page if word.bottom - word.top > BODY})
            assert all(b - a > LINE or b - a <= 3 for a, b in pairwise(tops)), (name, tops)


def test_what_is_longer_than_a_page_goes_on_behind_its_heading() -> None:
    """No chapter of these is left with its heading alone on its first page."""
    for name in ("long-table", "code", "system-box", "messages", "epigraph", "long-item"):
        assert len(_pages(name)[0]) > 40, name


def test_a_long_tables_head_stands_on_each_of_its_pages() -> None:
    pages = ["".join(word.text for word in page) for page in _pages("long-table")]
    rows = [page for page in pages if page.count("c3") > 3]
    assert len(rows) > 4
    assert all("Head3" in page for page in rows)


def test_what_was_set_otherwise_is_said() -> None:
    said = {each.code for each in _printed().diagnostics}
    assert {"long-footnote", "line-by-line", "table-too-wide"} <= said
