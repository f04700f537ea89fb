"""Pagination is exact: every page begins, in the finished PDF, with the very letter that it says.

The words are read back by pdftotext, which knows nothing of how the lines were laid.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from bookbuild.model.edition import PageStart, TextUnit
from bookbuild.model.text import Block, plain_text
from bookbuild.model.walk import every_block, lines_in, texts_of
from bookbuild.plan.notes import APPENDIX_ID
from tests.commands import DEMONSTRATION, manuscript
from tests.letters import letters
from tests.test_pdf import HEAD, Printing, Word, print_book

_SMALL = 12.3
"""Lower than this is a line of a footnote; the text's lines are fifteen points high."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of a unit's text, and where it stands: the block, and the place in its text."""

    letter: str
    block: str
    index: int


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Printing:
    folder = tmp_path_factory.mktemp("demonstration")
    (folder / "manuscript").symlink_to(DEMONSTRATION)
    return print_book(folder)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Printing:
    """Long paragraphs of words that all differ, so that a wrong place cannot look right."""
    folder = tmp_path_factory.mktemp("made")
    about = "title: Made\nauthor: A\nidentifier: https://example.org/made\nchapter-start: next\n"
    files = {f"_{number:02}_tale": _chapter(number) for number in range(1, 7)}
    return print_book(manuscript(folder, book=about, **files))


# ------------------------------------------------------------------ text that has no repeats


_SYLLABLES = ("ra", "vo", "len", "dis", "mor", "tu", "ban", "ker", "sil", "po", "gan", "fi")


def _word(number: int) -> str:
    """Return the made word of a number: long, and of syllables, so that it is often divided."""
    figures = [(number // 12**place) % 12 for place in range(4)]
    return "".join(_SYLLABLES[(figure + place * 5) % 12] for place, figure in enumerate(figures))


def _chapter(number: int) -> str:
    """Return a chapter of nine long paragraphs, with all that may confuse who counts letters."""
    paragraphs = []
    for paragraph in range(9):
        base = number * 2000 + paragraph * 200
        words = [_word(base + at) for at in range(120 + 7 * paragraph)]
        words[20] = f"*{words[20]} {words[21]}*"
        words[30] = f"{words[30][:5]}*{words[30][5:]}*{words[31]}"
        words[40] = f"{words[40]}--{words[41]}"
        words[50] = f'"{words[50]}-{words[51]}," {words[52]}...'
        words[60] = f"[{words[60]}]{{.smallcaps}} [{words[61]}](01-tale.md)"
        if paragraph % 3 == 1:
            words[70] = f"{words[70]}.[^{paragraph}]"
        paragraphs.append(" ".join(words) + ".")
    notes = [f"[^{n}]: {_word(90 + n)} {_word(190 + n)}." for n in (1, 4, 7)]
    return "\n\n".join([*paragraphs[:3], "***", *paragraphs[3:], *notes]) + "\n"


# ------------------------------------------------------------------------------- the tests


def test_every_page_begins_where_it_says(made: Printing) -> None:
    divided = 0
    for unit in _texts(made):
        written = list(_written(unit))
        shown = [_shown(made.pages[start.page - 1]) for start in made.starts(unit.head.id)]
        shown[0] = shown[0].removeprefix(letters(unit.label))
        assert "".join(shown) == "".join(each.letter for each in written)
        position = 0
        for text, start in zip(shown, made.starts(unit.head.id), strict=True):
            begin = _whole_word(written, position)
            divided += begin < position
            assert (written[begin].block, written[begin].index) == _first_letter(made, start)
            position += len(text)
    assert len(made.pagination.pages) >= 20
    assert divided >= 3, "no word was divided over two pages, so that case was not looked at"


def test_every_page_of_the_demonstration_begins_where_it_says(demonstration: Printing) -> None:
    begun = [start for start in demonstration.pagination.pages if start.block]
    assert len(begun) >= 35
    assert any(start.unit.startswith("promised-") for start in begun)
    for start in begun:
        _check_beginning(demonstration, start)


def test_a_page_may_begin_within_messages(tmp_path: Path) -> None:
    """A sender is shown once, however many messages follow; a page may begin with one of those.

    It then says the place of that message in the block's text, which has every sender.
    """
    said = [f"{'Ann' if at % 5 else 'Bob'}: {_word(at)} {_word(at + 300)}" for at in range(90)]
    text = "\n".join(['::: {.messages me="Ann"}', "[9:41 pm]", *said, ":::"])
    about = "title: Made\nauthor: A\nidentifier: https://example.org/made\n"
    book = print_book(manuscript(tmp_path, book=about, _01_one=f"{text}\n"))
    starts = [start for start in book.starts("one") if start.block]
    assert len(starts) >= 3
    for start in starts:
        _check_beginning(book, start, unshown="ann")


def test_a_page_may_begin_at_the_time_of_a_message(tmp_path: Path) -> None:
    """The page has the sender before the time, and so has the block's text."""
    hours = (f"[{1 + at % 12}:{10 + at % 50} {'am' if at % 3 else 'pm'}]" for at in range(120))
    said = [f"{hour}\nLucy: {_word(at)}" for at, hour in enumerate(hours)]
    text = "\n".join(["::: messages", *said, ":::"])
    about = "title: Made\nauthor: A\nidentifier: https://example.org/made\n"
    book = print_book(manuscript(tmp_path, book=about, _01_one=f"{text}\n"))
    starts = [start for start in book.starts("one") if start.block]
    assert len(starts) >= 3
    for start in starts:
        _check_beginning(book, start)


def _check_beginning(book: Printing, start: PageStart, unshown: str = "") -> None:
    """Compare a page with the text from its start on: all of its first letters, or those that are
    left of a divided word whose beginning closes the page before."""
    text = _without_figures(_block_text(book, start)[start.offset :])
    shown = _shown(book.pages[start.page - 1])
    before = _shown(book.pages[start.page - 2])
    if start == book.starts(start.unit)[0] or start.unit == APPENDIX_ID:
        assert text[:30] in shown  # below a heading, which is no block
        return
    if unshown:
        text, shown, before = (each.replace(unshown, "") for each in (text, shown, before))
    begins = (
        shown.startswith(text[cut : cut + 30]) and before.endswith(text[:cut])
        for cut in range(min(len(text), 12))
    )
    assert any(begins), f"page {start.folio} says “{text[:30]}” and begins “{shown[:30]}”"


@pytest.mark.parametrize("name", ["made", "demonstration"])
def test_the_folios_are_those_on_the_pages(name: str, request: pytest.FixtureRequest) -> None:
    book: Printing = request.getfixturevalue(name)
    assert [start.page for start in book.pagination.pages] == list(range(1, len(book.pages) + 1))
    printed = 0
    for start, words in zip(book.pagination.pages, book.pages, strict=True):
        foot = [word.text for word in words if word.top > 612 - HEAD]
        if foot:
            assert foot == [start.folio]
            printed += 1
        if not start.unit:
            assert words == ()
            assert start.folio == ""
    assert printed >= len(book.pages) // 2


@pytest.mark.parametrize("name", ["made", "demonstration"])
def test_pages_follow_one_another(name: str, request: pytest.FixtureRequest) -> None:
    """No page begins before the one in front of it, in any unit."""
    book: Printing = request.getfixturevalue(name)
    for unit in _texts(book):
        order = {block.id: number for number, block in enumerate(_blocks(unit))}
        begun = [start for start in book.starts(unit.head.id) if start.block]
        places = [(order[start.block], start.offset) for start in begun]
        assert all(earlier < later for earlier, later in pairwise(places))


def test_a_units_folio_is_that_of_its_first_page(made: Printing) -> None:
    for unit in made.edition.units:
        assert made.pagination.folio_of(unit.head.id) == made.starts(unit.head.id)[0].folio
    assert made.pagination.folio_of("nowhere") == ""


# ----------------------------------------------------------------------- what was written


def _texts(book: Printing) -> list[TextUnit]:
    return [unit for unit in book.edition.units if isinstance(unit, TextUnit)]


def _blocks(unit: TextUnit) -> list[Block]:
    notes = (*unit.opening, *unit.closing)
    parts = (unit.epigraphs, *(n.blocks for n in notes[: len(unit.opening)]), unit.blocks)
    after = tuple(note.blocks for note in unit.closing)
    return [block for blocks in (*parts, *after) for block in every_block(blocks) if block.id]


def _written(unit: TextUnit) -> Iterator[Letter]:
    """Yield the letters of a unit's paragraphs in their order."""
    for block in _blocks(unit):
        for index, character in enumerate(_text(block)):
            for letter in letters(character):
                yield Letter(letter, block.id, index)


def _text(block: Block) -> str:
    return " ".join(plain_text(line) for line in lines_in(block))


def _block_text(book: Printing, start: PageStart) -> str:
    unit = next(each for each in book.edition.units if each.head.id == start.unit)
    blocks = (block for text in texts_of(unit) for block in every_block(text))
    return next(_text(block) for block in blocks if block.id == start.block)


def _whole_word(written: list[Letter], position: int) -> int:
    """Return the position of the first letter of the word in which a page ends."""
    while position > 0 and _is_next(written[position - 1], written[position]):
        position -= 1
    return position


def _is_next(one: Letter, other: Letter) -> bool:
    return one.block == other.block and one.index + 1 == other.index


def _first_letter(book: Printing, start: PageStart) -> tuple[str, int]:
    """Return the place of the first letter from a page's start on: a quotation mark is none."""
    text = _block_text(book, start)
    index = next(at for at in range(start.offset, len(text)) if letters(text[at]))
    return start.block, index


# --------------------------------------------------------------------------- what is shown


def _shown(words: tuple[Word, ...]) -> str:
    """Return the letters of a page between running head and folio, without its footnotes.

    What is small but stands in a line of the text is no footnote: the time of a message. Figures
    are left out: the made text has none, and a footnote's number sticks to its word.
    """
    story = [word for word in words if HEAD < word.top < 612 - HEAD]
    lines = {(word.top, word.bottom) for word in story if word.bottom - word.top > _SMALL}
    in_text = (
        word
        for word in story
        if any(top <= (word.top + word.bottom) / 2 <= bottom for top, bottom in lines)
    )
    return _without_figures("".join(word.text for word in in_text))


def _without_figures(text: str) -> str:
    return "".join(letter for letter in letters(text) if not letter.isdigit())
