"""The page list of an EPUB: every printed page at its very word, by the finished files alone."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.build.books import Built
from bookbuild.model.edition import AT_END, PageStart, TextUnit
from bookbuild.model.editions import Format
from bookbuild.model.text import (
    Block,
    Blocks,
    Inline,
    Inlines,
    Letter,
    ListBlock,
    ListItem,
    Message,
    Messages,
    MessageTime,
    PageMark,
    Quote,
    Style,
    Styled,
    SystemBox,
    SystemLine,
    Table,
    Text,
    Verse,
    VerseLine,
    plain_text,
)
from bookbuild.model.walk import block_text, every_block, lines_in
from bookbuild.model.word_starts import word_start
from bookbuild.plan.page_marks import PlacedMark, holders, with_marks
from bookbuild.plan.page_places import markable, places_beside, printed_places
from bookbuild.plan.words import vocabularies
from tests.commands import DEMONSTRATION, bookbuild, manuscript, shared
from tests.editions import chapter, paragraph, words
from tests.epubcheck import epubcheck
from tests.letters import letters
from tests.paged_books import PagedBook, build, data_of, read_pages
from tests.test_pagination import _shown, _without_figures
from tests.test_pdf import Word, page_words

_WITHOUT_MARKS = ("half-title", "contents")
"""Units of the printed book that the EPUB does not have."""


# ------------------------------------------------------------------- the finished demonstration


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("demonstration")
    shutil.copytree(DEMONSTRATION, folder / "manuscript")
    return build(folder)


def test_every_page_of_the_demonstration_begins_at_its_word(
    demonstration: Built, tmp_path: Path
) -> None:
    assert _pages_compared(demonstration, tmp_path) >= 20


def test_every_page_of_a_novel_begins_at_its_word(tmp_path: Path) -> None:
    book = tmp_path / "frankenstein"
    done = bookbuild("import", shared("corpora/pg-frankenstein/84-0.txt"), "-o", book)
    assert done.returncode == 0, done.stderr
    assert _pages_compared(build(book), tmp_path) >= 200


def _pages_compared(built: Built, folder: Path) -> int:
    """Compare the words behind every mark with those of the printed page; return how many."""
    book = read_pages(data_of(built))
    pages = page_words(data_of(built, Format.PDF), folder / "looked-at.pdf")
    by_folio = _by_folio(pages)
    _check_lists(book)
    compared = 0
    for mark, row in zip(book.marks, book.rows, strict=True):
        number = by_folio.get(row.folio)
        if number is None or not row.folio.isdecimal():
            continue
        text = _without_figures(mark.behind)
        shown, before = _shown(pages[number]), _shown(pages[number - 1])
        # Below its heading an EPUB may have an author's note that is elsewhere on paper.
        length = 10 if mark is book.of(mark.href)[0] else 24
        begins = (
            shown.startswith(text[cut : cut + length]) and before.endswith(text[:cut])
            for cut in range(min(len(text), 14))
        )
        assert any(begins), f"page {row.folio}: “{text[:40]}” for “{shown[:40]}”"
        compared += 1
    return compared


def _by_folio(pages: tuple[tuple[Word, ...], ...]) -> dict[str, int]:
    """Return which sheet has a number at its foot."""
    found: dict[str, int] = {}
    for number, page in enumerate(pages):
        foot = [word.text for word in page if word.top > 612 - 52]
        if len(foot) == 1:
            found.setdefault(foot[0], number)
    return found


def _check_lists(book: PagedBook) -> None:
    """Check what Ace asks of a page list: all marks are listed, all rows lead to one, in order."""
    assert [row.href for row in book.rows] == [f"{mark.href}#{mark.id}" for mark in book.marks]
    assert book.ncx == book.rows
    assert len({mark.id for mark in book.marks}) == len(book.marks)
    for mark, row in zip(book.marks, book.rows, strict=True):
        assert mark.label.strip(" .").endswith(row.folio)
    features = book.package.xpath("//*[@property='schema:accessibilityFeature']/text()")
    assert {"pageNavigation", "pageBreakMarkers"} <= set(features)
    assert book.source()


def test_the_folios_follow_each_other(demonstration: Built) -> None:
    rows = read_pages(data_of(demonstration)).rows
    figures = [int(row.folio) for row in rows if row.folio.isdecimal()]
    assert figures == sorted(set(figures))
    assert rows[0].folio == "iii", "the half title's pages are not in an EPUB"


def test_epubcheck_has_nothing_to_say(demonstration: Built) -> None:
    assert epubcheck(data_of(demonstration)) == ()


def test_a_mark_stands_in_no_word(demonstration: Built) -> None:
    book = read_pages(data_of(demonstration))
    for mark in book.marks:
        text = next(each for each in book.marks if each.href == mark.href).behind
        before = text[: len(text) - len(mark.behind)]
        assert not (before[-1:].isalnum() and mark.behind[:1].isalnum()), mark


# --------------------------------------------------------------------------- marks in blocks

BLOCKS: Blocks = (
    replace(paragraph("One two three four."), id="p"),
    Verse(
        ((VerseLine(words("The first line")), VerseLine(words("the second line"), 1)),), id="verse"
    ),
    ListBlock(
        (ListItem((paragraph("An item here.", "i1"),)), ListItem((paragraph("Another.", "i2"),))),
        id="list",
    ),
    Table((), (words("Head one"), words("Head two")), ((words("a b"), words("c d")),), id="table"),
    Letter(
        (paragraph("Lisbon, May.", "l1"),),
        paragraph("Dear Ann,", "l2"),
        (paragraph("It rains here.", "l3"),),
        (paragraph("Yours, Mary", "l4"),),
        id="letter",
    ),
    Messages(
        (
            Message("Ann", words("where are you")),
            MessageTime("9:41 pm"),
            Message("Bob", words("at home now"), mine=True),
        ),
        id="messages",
    ),
    SystemBox(
        (SystemLine("Level", words("two and more")), SystemLine("", words("no label"))), id="box"
    ),
    Quote((paragraph("Quoted words here.", "q1"),), words("Jane Austen, Emma"), id="quote"),
)
HOLDERS = tuple(holders(BLOCKS))


def _marked(block: str, offset: int) -> TextUnit:
    unit = chapter("one", "One", BLOCKS)
    marked = with_marks(unit, {block: (PlacedMark(offset, PageMark("7", "page-7")),)})
    assert isinstance(marked, TextUnit)
    return marked


def _flat(inlines: Inlines) -> list[Inline]:
    found: list[Inline] = []
    for inline in inlines:
        found += _flat(inline.children) if isinstance(inline, Styled) else [inline]
    return found


def _before_and_behind(block: Block) -> tuple[str, str] | None:
    """Return the text before and behind the mark in a block, None without one."""
    leaves = [leaf for line in lines_in(block) for leaf in (*_flat(line), Text(" "))]
    for number, leaf in enumerate(leaves):
        if isinstance(leaf, PageMark):
            return plain_text(tuple(leaves[:number])), plain_text(tuple(leaves[number + 1 :]))
    return None


@pytest.mark.parametrize("block", HOLDERS, ids=lambda block: block.id)
def test_a_mark_stands_before_its_word_in_every_block(block: Block) -> None:
    text = block_text(block)
    for offset in sorted({word_start(text, at) for at in range(len(text))}):
        if offset == len(text):
            continue
        unit = _marked(block.id, offset)
        now = next(each for each in every_block(unit.blocks) if each.id == block.id)
        found = _before_and_behind(now)
        assert found is not None
        assert block_text(now) == text
        if isinstance(block, Messages | SystemBox):
            # The name of a sender is no place for a mark: it stands before what is said.
            assert letters(text[offset:]).endswith(letters(found[1]))
        else:
            assert letters(found[1]) == letters(text[offset:])


def test_a_mark_stands_outside_the_emphasis_that_begins_with_its_word() -> None:
    line = (Text("One "), Styled(Style.EMPHASIS, words("two three")), Text(" four"))
    block = replace(paragraph("", "p"), inlines=line)
    unit = chapter("one", "One", (block,))
    mark = PageMark("7", "page-7")
    at_two, at_three = (with_marks(unit, {"p": (PlacedMark(offset, mark),)}) for offset in (4, 8))
    assert isinstance(at_two, TextUnit)
    assert isinstance(at_three, TextUnit)
    assert at_two.blocks == (replace(block, inlines=(line[0], mark, *line[1:])),)
    inner = Styled(Style.EMPHASIS, (Text("two "), mark, Text("three")))
    assert at_three.blocks == (replace(block, inlines=(line[0], inner, line[2])),)


def test_marks_are_in_the_order_of_pages_whatever_the_text_has_become() -> None:
    """A paragraph was moved to the end, one was taken out, one is of the printed book alone."""
    blocks = tuple(paragraph(f"Words of number {n} here.", f"p{n}") for n in (0, 2, 3, 5, 1))
    starts = tuple(
        PageStart(n, str(n), "one", f"p{block}", 6) for n, block in enumerate((0, 0, 1, 2, 4, 5))
    )
    order = tuple(f"p{n}" for n in range(6))
    unit = markable(chapter("one", "One", blocks))
    places = printed_places(unit, starts, order)
    assert [(each.block, each.offset) for each in places] == [
        ("", 0),
        ("p0", 6),
        ("p0", 6),
        ("p2", 6),
        ("p3", AT_END),
        ("p5", 6),
    ]
    assert [each.folio for each in places] == [each.folio for each in starts]


def test_beside_the_text_a_mark_is_at_the_nearest_end() -> None:
    blocks = tuple(paragraph("Ten words or fewer are here.", f"p{n}") for n in range(3))
    unit = markable(chapter("one", "One", blocks))
    starts = tuple(
        PageStart(n, str(n), "one", block, offset)
        for n, (block, offset) in enumerate((("", 0), ("p0", 4), ("p1", 20), ("p2", 4)))
    )
    found = [(each.block, each.offset) for each in places_beside(unit, starts)]
    assert found == [("", AT_END), ("", AT_END), ("p1", AT_END), ("p1", AT_END)]


@given(st.text("ab ’'-\u00ad\u0301é,.“漢", max_size=12), st.integers(0, 12))
@settings(max_examples=300)
def test_a_word_start_is_in_no_word(text: str, position: int) -> None:
    found = word_start(text, min(position, len(text)))
    assert 0 <= found <= len(text)
    before, behind = text[found - 1 : found] if found else "", text[found : found + 1]
    assert not behind.isspace()
    assert not (before.isalnum() and behind.isalnum()) or "漢" in (before, behind)
    assert word_start(text, found) == found


def test_a_word_has_its_apostrophes_and_accents() -> None:
    assert word_start("the l’homme", 8) == 4
    assert word_start("the cafe\u0301s", 9) == 4
    assert word_start("a “word", 2) == 2
    assert word_start("well-known", 7) == 5


# ------------------------------------------------------------------------------ the choice

ABOUT = "title: The Ferry\nauthor: Mary Shelley\nidentifier: https://example.org/ferry\n"


def _story(seed: int, count: int = 9) -> str:
    lines = []
    for number in range(count):
        parts = (f"word{chr(97 + (seed * 7 + number * 3 + n) % 26)}{n}" for n in range(90))
        lines.append(" ".join(parts).capitalize() + ".")
    return "\n\n".join(lines) + "\n"


def _ferry(folder: Path, about: str = ABOUT) -> Path:
    return manuscript(folder, book=about, _01_one=_story(1), _02_two=_story(2))


def _change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / "manuscript" / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def _publish(folder: Path, *, lose_places: bool = False) -> PagedBook:
    built = build(folder, publish=True, lose_places=lose_places)
    assert built.record is not None, built.diagnostics
    return read_pages(data_of(built))


def test_an_update_keeps_the_marks_and_lists_what_is_new(tmp_path: Path) -> None:
    folder = _ferry(tmp_path)
    first = _publish(folder)
    assert len(first.of("text/one.xhtml")) >= 3
    _change(folder, "01-one.md", "Wordh0", f"{_story(5, 3)}\nWordh0")
    (folder / "manuscript" / "03-three.md").write_text(_story(3), encoding="utf-8")
    built = build(folder, publish=True)
    second = read_pages(data_of(built))
    assert [(m.label, m.behind) for m in second.of("text/two.xhtml")] == [
        (m.label, m.behind) for m in first.of("text/two.xhtml")
    ]
    labels = [mark.label for mark in first.of("text/one.xhtml")]
    assert [mark.label for mark in second.of("text/one.xhtml")] == labels
    assert second.of("text/three.xhtml")
    assert any("keeps the page list" in remark for remark in built.remarks)
    _check_lists(second)
    third = _publish(folder, lose_places=True)
    assert len(third.of("text/one.xhtml")) > len(first.of("text/one.xhtml"))
    _check_lists(third)


def test_an_unchanged_book_has_the_same_bytes(tmp_path: Path) -> None:
    folder = _ferry(tmp_path)
    first, second = (data_of(build(folder, publish=True)) for _ in range(2))
    assert first == second == data_of(build(folder))
    assert data_of(build(folder, (Format.EPUB,))) == first


def test_marks_that_come_later_stand_at_the_ends_of_paragraphs(tmp_path: Path) -> None:
    folder = _ferry(tmp_path)
    alone = build(folder, (Format.EPUB,), publish=True)
    assert read_pages(data_of(alone)).rows == ()
    built = build(folder, publish=True)
    book = read_pages(data_of(built))
    _check_lists(book)
    for mark in book.of("text/one.xhtml")[1:]:
        assert mark.behind[:1] in ("", "\n", "W"), "it stands in the middle of a paragraph"
    assert any("gets its page list today" in remark for remark in built.remarks)
    assert data_of(build(folder)) == data_of(built)
    exact = _publish(folder, lose_places=True)
    assert any(mark.behind[:1].islower() for mark in exact.of("text/one.xhtml"))


def test_the_epub_alone_takes_published_pages_of_this_text_only(tmp_path: Path) -> None:
    folder = _ferry(tmp_path)
    build(folder, (Format.PDF,), publish=True)
    made = build(folder, (Format.EPUB,))
    assert len(read_pages(data_of(made)).rows) >= 6
    assert made.remarks == ()
    _change(folder, "02-two.md", "Word", "Another word and word")
    made = build(folder, (Format.EPUB,))
    assert read_pages(data_of(made)).rows == ()
    assert len(made.remarks) == 1
    assert "no page list" in made.remarks[0]


def test_nothing_is_said_of_a_print_edition_that_nobody_asked_for(tmp_path: Path) -> None:
    made = build(_ferry(tmp_path), (Format.EPUB,))
    assert made.remarks == ()
    assert read_pages(data_of(made)).source() == ""


def test_a_print_edition_of_ones_own_is_missed(tmp_path: Path) -> None:
    about = f"{ABOUT}editions:\n  print:\n    trim: A5\n"
    made = build(_ferry(tmp_path, about), (Format.EPUB,))
    assert len(made.remarks) == 1
    assert "`bookbuild build`" in made.remarks[0]


def test_an_edition_names_whose_pages_it_has(tmp_path: Path) -> None:
    about = (
        f"{ABOUT}isbn:\n  large-print: 978-3-16-148410-0\n"
        "editions:\n  ebook:\n    page-list: large-print\n"
        "  large-print:\n    formats: pdf\n    trim: pocket\n"
    )
    built = build(_ferry(tmp_path, about))
    book = read_pages(data_of(built))
    assert book.source() == "urn:isbn:9783161484100"
    usual = read_pages(data_of(build(_ferry(tmp_path, about.replace("list: large-", "list: ")))))
    assert int(book.rows[-1].folio) > int(usual.rows[-1].folio)


def test_an_edition_may_have_no_page_list(tmp_path: Path) -> None:
    about = f"{ABOUT}editions:\n  ebook:\n    page-list: no\n"
    built = build(_ferry(tmp_path, about))
    assert read_pages(data_of(built)).rows == ()
    assert built.remarks == ()


def test_a_page_list_of_no_print_edition_is_a_mistake(tmp_path: Path) -> None:
    about = f"{ABOUT}editions:\n  ebook:\n    page-list: paperback\n"
    built = build(_ferry(tmp_path, about), (Format.EPUB,))
    (found,) = built.diagnostics
    assert (found.code, found.place.line) == ("unknown-edition", 6)


def test_an_excerpt_has_no_page_list(tmp_path: Path) -> None:
    built = build(_ferry(tmp_path), only=("1",))
    assert read_pages(data_of(built)).rows == ()


def test_a_chapter_that_is_called_like_a_mark_keeps_its_id(tmp_path: Path) -> None:
    folder = manuscript(tmp_path, book=ABOUT, _01_page_2=_story(1))
    book = read_pages(data_of(build(folder)))
    assert "text/page-2.xhtml" in {mark.href for mark in book.marks}
    assert "page-2" not in {mark.id for mark in book.marks}
    assert "2" in {row.folio for row in book.rows}
    _check_lists(book)


def test_every_language_has_a_name_for_the_list() -> None:
    names = {each.language: each.words.page_list for each in vocabularies()}
    english = names.pop("en")
    assert english not in names.values()


def test_marks_speak_the_books_language() -> None:
    labels = {each.language: each.words.page_break("7") for each in vocabularies()}
    assert labels["en"] == "Page 7. "
    assert labels["de"] == "Seite 7. "
    assert all("7" in label for label in labels.values())
