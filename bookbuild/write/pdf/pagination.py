"""Which word begins each page, read from the lines that the press laid.

The laid lines hold what is seen: a hyphen where a word was divided, no space where a line ended.
Each block's lines are matched against the block's own text, so that a page's beginning is an exact
place in the manuscript's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from bookbuild.model.edition import PageStart, Pagination, Unit
from bookbuild.model.walk import block_text, every_block, texts_of
from bookbuild.model.word_starts import word_start
from bookbuild.write.pdf.design import Numbers
from bookbuild.write.pdf.parts import Begin, PlacedBlock, PlacedPage
from bookbuild.write.pdf.press import LaidLine, LaidPage

_HYPHENS = "-\u2010"
_JOINER = "\u2060"
"""What sets nothing; composition and the style sheets put it beside spaces and dashes."""


def begins(pages: tuple[LaidPage, ...], texts: Mapping[str, str]) -> tuple[Begin, ...]:
    """Return where each of a sheet's pages begins; ``texts`` are its blocks' texts by their ids.

    A word divided over two pages belongs to the later one: the page begins, for whoever looks a
    page up, with the word's first letter.
    """
    reader = _Reader(texts)
    return tuple(reader.begin(page.lines) for page in pages)


def placed(pages: tuple[LaidPage, ...]) -> tuple[PlacedPage, ...]:
    """Return for each of a sheet's pages which block stands where, from top to bottom."""
    return tuple(tuple(_placed(page.lines)) for page in pages)


def _placed(lines: tuple[LaidLine, ...]) -> Iterator[PlacedBlock]:
    for block, run in groupby((line for line in lines if line.block), lambda line: line.block):
        own = tuple(run)
        top, bottom = min(line.top for line in own), max(line.bottom for line in own)
        yield PlacedBlock(block, round(top, 2), round(bottom, 2))


def texts_by_block(unit: Unit) -> dict[str, str]:
    """Return the plain text of every block with an id; the pages that bookbuild adds have none."""
    blocks = (block for text in texts_of(unit) for block in every_block(text))
    return {block.id: block_text(block) for block in blocks if block.id}


def paginate(sheets: Iterable[tuple[str, Numbers, tuple[Begin, ...]]]) -> Pagination:
    """Return where every page of the book begins.

    Each sheet comes as its unit ("" for a blank), its pages' numbers, and where they begin.
    """
    starts: list[PageStart] = []
    for unit, numbers, begun in sheets:
        for index, begin in enumerate(begun):
            folio = numbers.folio(index) if unit else ""
            starts.append(PageStart(len(starts) + 1, folio, unit, begin.block, begin.offset))
    return Pagination(tuple(starts))


class _Reader:
    """Follows the lines of one sheet through its blocks' texts; made and dropped for one sheet."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._read = dict.fromkeys(texts, 0)

    def begin(self, lines: tuple[LaidLine, ...]) -> Begin:
        """Return where a page begins, and read on to its end."""
        known = [line for line in lines if line.block in self._texts and line.text.strip()]
        if not known:
            return Begin()
        first = known[0].block
        begin = Begin(first, word_start(self._texts[first], self._read[first]))
        for line in known:
            self._read[line.block] = _after(self._texts[line.block], self._read[line.block], line)
        return begin


def _after(text: str, position: int, line: LaidLine) -> int:
    """Return the place in the text behind a laid line that begins at a place in it."""
    laid = line.text.rstrip()
    begin = _past_spaces(text, position)
    for shown in (laid, laid.removesuffix("-")):  # as nearly all are: letter by letter takes long
        if text.startswith(shown, begin):
            return begin + len(shown)
    for index, character in enumerate(laid):
        if character.isspace() or character == _JOINER:
            continue
        found = _find(text, position, character)
        if found < 0:
            if character in _HYPHENS and index == len(laid) - 1:
                break
            found = _ahead(text, position, laid[index:])
        if found >= 0:
            position = found + 1
    return position


_LOOK_AHEAD = 120
_ENOUGH = 12
"""So many letters in a row tell one place from another; so far ahead the place may be."""


def _ahead(text: str, position: int, laid: str) -> int:
    """Return the place of the first character of laid text farther on; -1 where it is not there.

    What the page does not repeat is passed over: the sender of a second message in a row.
    """
    wanted = "".join(laid.split())[:_ENOUGH]
    places = [at for at in range(position, len(text)) if not text[at].isspace()][:_LOOK_AHEAD]
    found = "".join(text[at] for at in places).find(wanted) if len(wanted) == _ENOUGH else -1
    return places[found] if found >= 0 else -1


def _find(text: str, position: int, character: str) -> int:
    """Return the next place of a character, looking past spaces only; -1 where it is not there."""
    position = _past_spaces(text, position)
    return position if position < len(text) and text[position] == character else -1


def _past_spaces(text: str, position: int) -> int:
    while position < len(text) and (text[position].isspace() or text[position] in "\u2060\u00ad"):
        position += 1
    return position
