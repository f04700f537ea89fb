"""Chinese verse, which nothing sets apart but its measure: phrases of five or of seven signs.

A line of regulated verse has five or seven signs, and its lines come in pairs. Four such phrases
one after another, and nothing else in their paragraphs, are verse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.intake.passages import Passage
from bookbuild.intake.posted_chapter import Display, Displayed, Piece

_PHRASE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003fffd]+")
_ONLY = re.compile(
    r"[“”‘’「」『』《》]*(?:[\u3400-\u9fff\U00020000-\U0003fffd]{5,7}"
    r"[，。；！？、：]+[“”‘’「」『』《》]*){2,40}"
)
_MEASURES = (5, 7)
_LEAST_PHRASES = 4


def chinese_verse(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return the pieces with Chinese verse as verse, each line of the source a line of it."""
    if not any(_measure(piece) for piece in pieces):
        return pieces
    return tuple(_grouped(pieces))


def _measure(piece: Piece) -> int:
    """Return how many signs each phrase of a passage has, 0 where they differ."""
    if not isinstance(piece, Passage) or piece.rule or len(piece.rows) != 1:
        return 0
    text = piece.rows[0].text
    if len(text) > 400 or not _ONLY.fullmatch(text):
        return 0
    lengths = {len(phrase) for phrase in _PHRASE.findall(text)}
    length = lengths.pop()
    return length if not lengths and length in _MEASURES else 0


def _grouped(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    run: list[Passage] = []
    measure = 0
    for piece in pieces:
        here = _measure(piece)
        if run and here != measure:
            yield from _settled(run)
            run = []
        measure = here
        if here and isinstance(piece, Passage):
            run.append(piece)
        else:
            yield piece
    yield from _settled(run)


def _settled(run: list[Passage]) -> Iterator[Piece]:
    phrases = sum(len(_PHRASE.findall(passage.rows[0].text)) for passage in run)
    if phrases < _LEAST_PHRASES:
        yield from run
        return
    rows = tuple(row for passage in run for row in passage.rows)
    yield Displayed(Display.VERSE, (Passage(rows, space=run[0].space),))
