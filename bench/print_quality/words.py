"""Whether a PDF says what the manuscript says: its words in order, from where the glyphs stand.

Every word of the manuscript is looked for behind the one before it. What the page has between them
(a running head, a folio, a footnote) is passed over; a word that is divided at a line's end is put
together again, an author's own hyphen kept. Figures that call a footnote are no part of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pymupdf

from bench.print_quality.reading import Glyph, glyphs_of, rows_of, words_of
from bench.print_quality.texts import Section

_RAISED = 0.8
"""A glyph of so much less than its line's size is a note's call."""
_PASSED_OVER, _TURNED_OVER = 2_000, 120
"""Words of a page's foot and head, and of a page of notes, that may stand between two words."""
_APART = 19.0
"""Points between two lines, from which on one of them is no running text."""
_SURE = 4
"""So many words that stand together behind what is passed over are the ones that were meant."""
_SEPARATORS = re.compile(r"(?<=[—–…])\u2060?|\u2060?(?=[—–…])|[\s\u200b]+")
_NOT_SAID = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Said:
    """How many words the manuscript has, and those that the PDF has not in their place."""

    words: int
    missing: tuple[str, ...]


def said(path: Path, sections: tuple[Section, ...]) -> Said:
    """Return how a PDF's words compare with the manuscript's."""
    wanted = tuple(_bare(word) for section in sections for word in _section_words(section))
    wanted = tuple(word for word in wanted if word)
    with pymupdf.open(path) as document:
        printed = tuple(_printed(document))
    missing: list[str] = []
    at = 0
    for number, word in enumerate(wanted):
        found = _behind(printed, at, word) or _further(printed, at, wanted[number : number + _SURE])
        if found:
            at = found
        else:
            missing.append(word)
    return Said(len(wanted), tuple(missing))


def _section_words(section: Section) -> Iterator[str]:
    for paragraph in section.paragraphs:
        yield from _SEPARATORS.split("".join(run.text for run in paragraph))


def _bare(word: str) -> str:
    """Return a word's letters and figures, in small letters: capitals may be small ones."""
    return _NOT_SAID.sub("", word).lower()


@dataclass(frozen=True, slots=True)
class _Printed:
    """A word on paper: ``broken`` where a hyphen ends it and its line."""

    text: str
    broken: bool


def _printed(document: pymupdf.Document) -> Iterator[_Printed]:
    for page in document:
        for row in _column(list(rows_of(glyphs_of(page)))):
            yield from _words(row)


def _column(rows: list[tuple[Glyph, ...]]) -> list[tuple[Glyph, ...]]:
    """Return a page's lines without its running head and its folio, which stand apart."""
    if len(rows) > 1 and rows[1][0].baseline - rows[0][0].baseline > _APART:
        rows = rows[1:]
    if len(rows) > 1 and rows[-1][0].baseline - rows[-2][0].baseline > _APART:
        rows = rows[:-1]
    return rows


def _words(row: tuple[Glyph, ...]) -> Iterator[_Printed]:
    size = max(glyph.size for glyph in row)
    solid = tuple(g for g in row if g.size > _RAISED * size or not g.text.isdigit())
    parts = [
        part
        for glyphs in words_of(solid)
        for part in _SEPARATORS.split("".join(glyph.text for glyph in glyphs))
        if part
    ]
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        if _bare(part):
            yield _Printed(_bare(part), last and part[-1] in "-\u2010\u00ad")


def _behind(printed: tuple[_Printed, ...], place: int, word: str) -> int:
    """Return the place behind a word that stands, whole or divided, at a place; 0 if it is not."""
    if place >= len(printed):
        return 0
    if printed[place].text == word:
        return place + 1
    if not printed[place].broken or not word.startswith(printed[place].text):
        return 0
    rest = word.removeprefix(printed[place].text)
    # The rest may stand behind a folio, a note and a running head.
    nearby = range(place + 1, min(place + _TURNED_OVER, len(printed)))
    return next((end for further in nearby if (end := _behind(printed, further, rest))), 0)


def _further(printed: tuple[_Printed, ...], at: int, words: tuple[str, ...]) -> int:
    """Return the place behind the first of some words that stand together; 0 if they are not."""
    for place in range(at + 1, min(at + _PASSED_OVER, len(printed))):
        first = end = _behind(printed, place, words[0])
        for word in words[1:]:
            end = _behind(printed, end, word) if end else 0
        if end:
            return first
    return 0
