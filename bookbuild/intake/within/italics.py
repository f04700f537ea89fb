"""Italics that a typist opened in one paragraph and closed in a later one.

Markdown closes italics where a paragraph ends, so each paragraph gets its own marks.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bookbuild.intake.passages import Passage
from bookbuild.intake.posted_chapter import Piece

_MARK = re.compile(r"(?<![\w\\])_(?=[^\s_])|(?<=[^\s_\\])_(?!\w)")
_OPENS = re.compile(r"[\"“„«»(]*_[^\s_]")
_CLOSES = re.compile(r"[^\s_]_[\"”“«».,;:!?)]*$")
_FARTHEST = 8
"""How many paragraphs such italics may reach over; a mark that is alone is no italics."""


def italics_by_paragraph(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return the pieces with italics over several paragraphs opened and closed in each of them."""
    made = list(pieces)
    for at, piece in enumerate(pieces):
        if isinstance(piece, Passage) and _is_open(piece) and _OPENS.match(piece.rows[0].text):
            end = _end(pieces, at + 1)
            for within in range(at, end):
                passage = pieces[within]
                if isinstance(passage, Passage):
                    made[within] = _marked(passage, first=within == at, last=within == end - 1)
    return tuple(made)


def _is_open(passage: Passage) -> bool:
    return not passage.rule and len(_MARK.findall(passage.text)) == 1


def _end(pieces: tuple[Piece, ...], start: int) -> int:
    """Return behind which piece the italics end, 0 where nothing ends them."""
    for at in range(start, min(start + _FARTHEST, len(pieces))):
        piece = pieces[at]
        if not isinstance(piece, Passage) or piece.rule:
            return 0
        if _is_open(piece) and _CLOSES.search(piece.rows[-1].text):
            return at + 1
        if _MARK.search(piece.text):
            return 0
    return 0


def _marked(passage: Passage, *, first: bool, last: bool) -> Passage:
    rows = list(passage.rows)
    if not first:
        rows[0] = replace(rows[0], text=f"_{rows[0].text}")
    if not last:
        rows[-1] = replace(rows[-1], text=f"{rows[-1].text}_")
    return replace(passage, rows=tuple(rows))
