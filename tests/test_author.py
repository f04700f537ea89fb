"""What a novelist meets: whole manuscripts that went wrong once, from the folder to the book."""

from __future__ import annotations

import html
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from bookbuild.model.book import Book, Kind
from bookbuild.model.edition import NO_DATE, ColophonPage, CopyrightPage
from bookbuild.model.occasion import Occasion
from bookbuild.plan import plan_edition
from bookbuild.read.manuscript import read_book
from bookbuild.read.markdown import read_section
from bookbuild.write.epub.stylesheet import layers
from tests.builders import (
    PRINT,
    book,
    opening,
    plan_checked,
    plan_epub,
    promise,
    promise_unit,
    section,
)
from tests.commands import bookbuild, manuscript
from tests.editions import STYLES
from tests.epubcheck import epubcheck

BOOK = "title: The Ferry\nauthor: Mary Shelley\nlang: en\nidentifier: https://example.org/ferry\n"

# --------------------------------------------------------------------------- promises


def test_a_promise_in_a_book_with_notes_on_the_whole_work() -> None:
    made = plan_epub(
        book(
            section("Arrivals", file="01-arrivals.md"),
            promise("", "Tomorrow!", promised_in="01-arrivals"),
            notes=(opening("Thank you all."),),
        )
    )
    attribution = promise_unit(made, "promised-epilogue").attribution
    assert attribution == "the author, with Chapter One"


# ----------------------------------------------------------------------------- numbers


def _told(*numbers: str, parts: bool = False) -> list[str]:
    chapters = [section(file=f"{n}.md", number=typed) for n, typed in enumerate(numbers, start=1)]
    if parts:
        chapters.insert(1, section("Two", kind=Kind.PART, file="1b.md"))
    return [d.message for d in plan_checked(book(*chapters)).diagnostics]


def test_two_chapters_with_one_number_are_told() -> None:
    assert _told("3", "3") == [
        "This chapter has the number 3, and so has manuscript/1.md.",
    ]
    assert _told("4.6", "4.6") == [
        "This chapter has the number 4.6, and so has manuscript/1.md.",
    ]


def test_chapters_may_begin_anew_in_every_part() -> None:
    assert _told("1", "1", parts=True) == []
    assert _told("none", "none") == []


# ------------------------------------------------------------------------------- dates


def test_a_book_without_a_date_tells_readers_none() -> None:
    given = book(section())
    made = plan_edition(given, PRINT, PRINT.formats[0], Occasion(NO_DATE)).value
    groups = next(unit.groups for unit in made.units if isinstance(unit, CopyrightPage))
    lines = next(unit.lines for unit in made.units if isinstance(unit, ColophonPage))
    assert groups[0][0] == "© Mary Shelley"
    assert lines == ("Set in EB Garamond.",)


def test_a_year_that_the_author_gives_stands() -> None:
    given: Book = book(section())
    dated = replace(given, metadata=replace(given.metadata, year="1999"))
    made = plan_edition(dated, PRINT, PRINT.formats[0], Occasion(NO_DATE)).value
    groups = next(unit.groups for unit in made.units if isinstance(unit, CopyrightPage))
    assert groups[0][0] == "© 1999 Mary Shelley"


# ------------------------------------------------------------------------- single lines


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("He came.\n“Why?” she said.\n“Because.”\nHe went.\n", True),
        ("He came.\nShe saw.\nIt rained.\n", False),
        ("Roses are red,\nviolets are blue,\nsugar is sweet,\nand so.\n", False),
        ("He came and\nshe went. It\nrained. Then it\nwas over.\n", False),
        ("The Ferry Inn\nHarbour Row\nWhitby\nYorkshire\n", False),
    ],
)
def test_short_files_with_single_line_ends_are_told(text: str, told: bool) -> None:
    codes = [each.code for each in read_section(text, "x.md").diagnostics]
    assert codes == (["single-line-paragraphs"] if told else [])


# ------------------------------------------------------------------------------ styles


@pytest.mark.parametrize(
    ("css", "kept", "told"),
    [
        ("p { margin: 0; }", "p { margin: 0; }", []),
        ("p { margin: 0 }\n}}} q {{{ ;;\n", "p { margin: 0 }\n", ["style-mistake:2"]),
        ("p { color red; }\nq { top: 0 }", "\nq { top: 0 }", ["style-mistake:1"]),
        ("@media print { p { color red } }", "", ["style-mistake:1"]),
        ("p { margin: 0", "p { margin: 0}", []),
        ("p { top: 0; top: url(x.png); }", "p { top: 0; }", ["style-fetches:1"]),
    ],
)
def test_a_broken_style_sheet_does_not_break_the_book(css: str, kept: str, told: list[str]) -> None:
    made = layers(replace(STYLES, own_book=css))
    own = [layer.css for layer in made.value if layer.href == "css/own-book.css"]
    assert own == ([kept] if kept else [])
    assert [f"{each.code}:{each.place.line}" for each in made.diagnostics] == told


# ------------------------------------------------------------------------- whole books

PASTED = (
    "\ufeff\tCHAPTER ONE\r\n\r\n\t“You came,” she said. It’s an en–dash, an ellipsis… and"
    " a\u00a0space\u200b.\r\n\r\n\t# # #\r\n\r\n        Indented.\r\n"
)
LITRPG = """\
# Chapter 3 - Spawn

::: system
[You have died.]
Name: Bob *the* Wet
HP: 10/10
:::

<Skill acquired: Swim> and <div class="box">no box</div>

| Stat | Value |
|------|:-----:|
| STR  | a\\|b |

- Sword +1
- Shield
  - cracked

5 * 3 = 15, a < b && c > d, C:\\Users\\bob, f**k, snake_case_word, #hashtag

1986. That year was bad.
"""
ODD_NAMES = {
    "Chapter 1.txt": PASTED,
    "#hash & amp.md": LITRPG,
    "Ünïcode chäpter (final).md": "Just text.\n",
}


@pytest.fixture(scope="module")
def pasted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = manuscript(tmp_path_factory.mktemp("pasted"), book=BOOK)
    for name, text in ODD_NAMES.items():
        (folder / "manuscript" / name).write_bytes(text.encode())
    done = bookbuild("epub", folder, "--json")
    assert done.returncode == 0, done.stderr
    return Path(json.loads(done.stdout)["files"][0]["path"])


def test_a_pasted_manuscript_makes_a_valid_book(pasted: Path) -> None:
    assert epubcheck(pasted.read_bytes()) == ()


def test_every_word_of_a_pasted_manuscript_is_in_the_book(pasted: Path) -> None:
    with zipfile.ZipFile(pasted) as archive:
        pages = [archive.read(name).decode() for name in archive.namelist() if "text/" in name]
    shown = {word for page in pages for word in _words(_text(page))}
    typed = {word for text in ODD_NAMES.values() for word in _words(text)}
    # The name of a block is no word of the book; the wrong number is told instead of printed.
    assert typed - shown <= {"3", "system"}


def _text(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", " ", page.partition("<body")[2]))


def _words(text: str) -> list[str]:
    plain = text.replace("\u200b", "").replace("\ufeff", "").replace("’", "'")
    return [word.casefold() for word in re.findall(r"[^\W_]+", plain)]


def test_an_edition_of_another_format_is_named_in_the_message(tmp_path: Path) -> None:
    manuscript(tmp_path, book=BOOK, _01_one="A day.\n")
    done = bookbuild("epub", tmp_path, "--edition", "print")
    assert (done.returncode, done.stdout) == (2, "")
    assert "The edition “print” is not made as EPUB." in done.stderr


@pytest.mark.parametrize("name", ["ch14.text", "Chapter 14", "07"])
def test_a_text_under_an_odd_name_is_told(name: str, tmp_path: Path) -> None:
    manuscript(tmp_path, book=BOOK, _01_one="A day.\n")
    (tmp_path / "manuscript" / name).write_text("Another day.\n", encoding="utf-8")
    (tmp_path / "manuscript" / "LICENSE").write_text("Mine.\n", encoding="utf-8")
    (tmp_path / "manuscript" / "2 images").mkdir()
    told = read_book(tmp_path).diagnostics
    assert [(each.code, each.place.file) for each in told] == [
        ("unread-format", f"manuscript/{name}")
    ]


def test_bookbuild_alone_counts_the_mistakes(tmp_path: Path) -> None:
    manuscript(tmp_path, book=BOOK, _01_one="A day[^1].\n\n::: letter\nDear Ann,\n")
    done = bookbuild(cwd=tmp_path)
    assert done.returncode == 0
    assert "2 mistakes have to be mended" in done.stdout


def test_a_footnote_that_is_called_twice_stands_once(tmp_path: Path) -> None:
    text = "A day[^1] and another[^1].\n\n[^1]: Unforgettable.\n\n::: notes\nOh[^2]. Oh[^2].\n:::\n"
    manuscript(tmp_path, book=BOOK, _01_one=f"{text}\n[^2]: Indeed.\n")
    done = bookbuild("epub", tmp_path, "--json")
    book_file = Path(json.loads(done.stdout)["files"][0]["path"])
    assert epubcheck(book_file.read_bytes()) == ()
    with zipfile.ZipFile(book_file) as archive:
        page = archive.read("EPUB/text/one.xhtml").decode()
    assert page.count('role="doc-noteref"') == 2
    assert re.search(r'<a href="#one-n-[a-z2-7]{5}"><sup>2</sup></a>', page)
    printed = bookbuild("inspect", tmp_path, "--stage", "sheets").stdout
    assert printed.count("Unforgettable.") == 1
    assert printed.count("Indeed.") == 1


def test_an_address_with_an_ampersand_is_printed_once(tmp_path: Path) -> None:
    text = "See <https://example.org/a?x=1&y=2> and [there](https://example.org/b?x=1&y=2).\n"
    manuscript(tmp_path, book=BOOK, _01_one=text)
    printed = bookbuild("inspect", tmp_path, "--stage", "sheets").stdout
    assert printed.count("a?x=1&amp;y=2)") == 0
    assert printed.count("b?x=1&amp;y=2)") == 1
