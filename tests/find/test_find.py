"""Finding quoted words: as readers type them, wherever they stand, and the nearest ones."""

from __future__ import annotations

import json
import random
import shutil
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from bookbuild.model.book import Book
from bookbuild.model.edition import PageStart, Pagination
from bookbuild.model.text import (
    Footnote,
    Letter,
    LineBreak,
    NoteRef,
    Paragraph,
    Style,
    Styled,
    Text,
    Verse,
    VerseLine,
)
from bookbuild.plan.finding import Exactness, Found, Passage, find_words
from bookbuild.plan.found_places import line_within, page_of, same_passage
from tests.builders import book, closing, para, plan_epub, plan_print, promise, section, words
from tests.commands import bookbuild, manuscript

ABOUT = "title: The Ferry\nauthor: Mary Shelley\nidentifier: https://example.org/ferry\n"
CHAPTER = """\
---
title: Arrivals
endnotes: Thank you for the lovely comments.
---

"You *came*," she said, and put
down the lamp.

It didn't rain -- it *poured*, all
the way from Aberdeen[^1] to
the harbour wall.

[^1]: A city of granite, said the guide book.
"""


def _found(given: Book, quoted: str) -> Found:
    return find_words(plan_epub(given), quoted)


def _one(given: Book, quoted: str) -> Passage:
    found = _found(given, quoted)
    assert found.exactness is Exactness.WORDS
    assert len(found.passages) == 1
    return found.passages[0]


@pytest.mark.parametrize(
    "quoted",
    [
        "You came, she said",
        "“You came,” she said",
        '"you CAME" she Said',
        "you came she said",
        "‘You came,’\nshe said",
    ],
)
def test_quotation_marks_and_capitals_do_not_matter(quoted: str) -> None:
    given = book(
        section("One", para('"You ', Styled(Style.EMPHASIS, words("came")), '," she said.'))
    )
    assert _one(given, quoted).words == "You came,” she said"


def test_words_across_a_line_end_and_across_paragraphs_are_found() -> None:
    verse = Verse(((VerseLine(words("The sea is calm")), VerseLine(words("to-night."))),))
    broken = Paragraph((Text("One line"), LineBreak(), Text("and another")))
    given = book(section("One", verse, broken, "She went.", "He stayed."))
    assert _one(given, "calm tonight").words == "calm to-night"
    assert _one(given, "line and another").words == "line and another"
    assert _one(given, "she went. he stayed").words == "She went. He stayed"


def test_notes_footnotes_letters_titles_and_promises_are_read() -> None:
    noted = Footnote("1", (para("A city of granite."),), 9)
    letter = Letter(
        (para("The pier, Tuesday"),), para("Dear Ann,"), (para("Come."),), (para("M."),)
    )
    chapter = section("The Lamp Room", para("Aberdeen", NoteRef("1"), " lay."), letter,
                      notes=(closing("Kudos to all."),))  # fmt: skip
    chapter = replace(chapter, footnotes=(noted,))
    given = book(chapter, promise("", "Look for it on Friday."))
    for quoted, unit in (
        ("city of granite", "one"),
        ("kudos to all", "one"),
        ("dear ann, come", "one"),
        ("lamp room", "one"),
        ("aberdeen lay", "one"),
        ("it on friday", "promised-epilogue"),
    ):
        assert _one(given, quoted).unit == unit


def test_the_anchor_is_a_block_of_the_edition() -> None:
    edition = plan_epub(book(section("One", "First.", "The lamp went out.")))
    passage = find_words(edition, "lamp went").passages[0]
    assert passage.block.startswith("one-p-")
    assert passage.offset == 4


def test_every_place_is_given_in_the_order_of_the_book() -> None:
    given = book(
        section("One", "The lamp.", "The lamp again."),
        section("Two", "A lamp.", file="02-two.md"),
    )
    units = [each.unit for each in _found(given, "lamp").passages]
    assert units == ["one", "one", "two"]


def test_whole_words_go_before_parts_of_words() -> None:
    given = book(section("One", "The art of the heart.", "Partly."))
    assert [each.words for each in _found(given, "art").passages] == ["art"]
    within = _found(given, "hear")
    assert (within.exactness, within.passages[0].words) == (Exactness.WITHIN_WORDS, "heart")


def test_languages_without_spaces_need_none() -> None:
    given = book(section("一", "她住在港口，從不回頭。"), lang="zh-Hant")
    assert _one(given, "港口").words


@pytest.mark.parametrize(
    ("quoted", "there"),
    [
        ("the lihgt on the peir", "light on the pier"),
        ("and the lamps light upon the pier", "the lamp’s light on the pier"),
        ("Tobias Merriwhether", "Tobias Merriweather"),
    ],
)
def test_the_nearest_passage_is_offered(quoted: str, there: str) -> None:
    given = book(
        section("One", "They saw the lamp's light on the pier.", "Tobias Merriweather rowed on."),
        section("Two", "The pier had no light that night.", file="02-two.md"),
    )
    found = _found(given, quoted)
    assert found.exactness is Exactness.NEAREST
    assert there in f"{found.passages[0].words} {found.passages[0].after}"


def test_what_is_like_nothing_is_not_found() -> None:
    given = book(section("One", "They saw the light."))
    assert _found(given, "zxqv wvut").passages == ()
    assert _found(given, "…").passages == ()


def test_a_long_book_is_searched_in_bounded_time() -> None:
    chance = random.Random(4)
    known = ["".join(chance.choices("abcdefghiklmnoprstu", k=6)) for _ in range(20_000)]
    pages = [" ".join(chance.choices(known, k=80)) for _ in range(1_200)]
    edition = plan_epub(book(section("One", *pages)))
    before = time.process_time()
    quoted = " ".join(f"{word}x" for word in known[:300])
    for each in (quoted, "a", known[7]):
        find_words(edition, each)
    assert time.process_time() - before < 25


# ------------------------------------------------------------------------------- lines and pages


def test_the_line_is_that_of_the_first_word() -> None:
    lines = tuple(CHAPTER.split("\n"))
    assert line_within(lines, 6, "shesaid") == 6
    assert line_within(lines, 6, "downthelamp") == 7
    assert line_within(lines, 9, "theharbourwall") == 11
    assert line_within(lines, 9, "aberdeentotheharbour") == 10
    assert line_within(lines, 9, "nowhere") == 9
    assert line_within(lines, 0, "came") == 0


def test_the_page_is_the_last_that_begins_before_the_words() -> None:
    given = book(
        section("One", "The lamp went out.", "It was dark.", notes=(closing("Kudos to all."),)),
        section("Two", "The lamp was lit.", file="02-two.md"),
    )
    edition = plan_print(given)
    first, second = (each.block for each in find_words(edition, "lamp").passages)
    dark = find_words(edition, "dark").passages[0].block
    pages = Pagination(
        (
            PageStart(7, "1", "one", first, 0),
            PageStart(8, "2", "one", first, 9),
            PageStart(9, "3", "one", dark, 0),
            PageStart(10, "", ""),
            PageStart(11, "5", "two", second, 0),
        )
    )

    def folio(quoted: str) -> str:
        page = page_of(find_words(edition, quoted).passages[-1], edition, pages)
        return page.folio if page else "none"

    assert [folio(each) for each in ("the lamp went", "out", "it was dark", "lamp was lit")] == [
        "1",
        "2",
        "3",
        "5",
    ]


def test_a_note_is_found_again_in_the_appendix_of_the_printed_book() -> None:
    given = book(section("One", "A day.", notes=(closing("Kudos to all."),)))
    here = find_words(plan_epub(given), "kudos").passages[0]
    there = same_passage(here, find_words(plan_print(given), "kudos").passages)
    assert there is not None
    assert (here.unit, there.unit) == ("one", "authors-notes")


# ------------------------------------------------------------------------------- the whole command


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ferry")
    manuscript(folder, book=ABOUT, _01_arrivals=CHAPTER, _02_home="# Home\n\nShe lit the stove.\n")
    done = bookbuild("build", "--publish", folder)
    assert done.returncode == 0, done.stderr
    return folder


def _places(folder: Path, *arguments: str) -> list[dict[str, object]]:
    said: dict[str, list[dict[str, object]]] = json.loads(
        bookbuild("find", *arguments, folder, "--json").stdout
    )
    return said["places"]


def test_a_place_leads_into_the_file_the_epub_and_the_printed_book(project: Path) -> None:
    (place,) = _places(project, "from aberdeen to the")
    assert (place["file"], place["line"]) == ("manuscript/01-arrivals.md", 10)
    epub = place["epub"]
    assert isinstance(epub, dict)
    with zipfile.ZipFile(project / "dist" / "the-ferry.epub") as archive:
        page = archive.read(str(epub["href"])).decode()
    assert f'id="{epub["anchor"]}"' in page
    assert place["page"] == {"folio": "1", "number": 7, "published": True}


def test_a_note_of_the_front_matter_and_a_footnote_have_their_lines(project: Path) -> None:
    lines = [_places(project, each)[0]["line"] for each in ("lovely comments", "city of granite")]
    assert lines == [3, 13]


def test_the_title_is_in_book_yaml(project: Path) -> None:
    assert "manuscript/book.yaml" in {place["file"] for place in _places(project, "The Ferry")}


def test_an_edited_paragraph_has_no_published_page(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "edited"
    shutil.copytree(project, folder)
    home = folder / "manuscript" / "02-home.md"
    home.write_text("# Home\n\nShe lit the old stove.\n", encoding="utf-8")
    assert _places(folder, "lit the old stove")[0]["page"] is None
    page = _places(folder, "lit the old stove", "--pages")[0]["page"]
    assert isinstance(page, dict)
    assert page["published"] is False
