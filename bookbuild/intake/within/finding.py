"""Headings of documents, letters and datelines, found in the order of a story."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.intake.divisions.letters import is_dateline
from bookbuild.intake.passages import Passage
from bookbuild.intake.posted_chapter import Display, Displayed, Footnote, Piece, Viewpoint
from bookbuild.intake.within.italics import italics_by_paragraph
from bookbuild.intake.within.letters import Pieces, letter_end, line_of
from bookbuild.intake.within.lines import (
    is_aside,
    is_greeting,
    is_italic,
    is_name_in_capitals,
    is_signature,
    is_when_and_where,
    names_document,
    names_letter,
    opener,
    undressed,
)
from bookbuild.intake.within.quotation import Reach, reach

_ROWS_OF_HEADING = 3
_WORDS_OF_PLACE = 3
_ASIDES = 2
_HEAD = 5
_SIGNED = re.compile(
    r"[.!?]\s*(?:--+|[—–])\s*(?=[A-Z.'’ -]{5})(?:[A-Z][A-Z.'’-]*[ ]?){1,4}[\"”“«»]$"
)
"""A telegram's writer stands within its quotation marks; whoever is only quoted, outside."""
_DATED = re.compile(r"[_*](?P<date>[^_*]{3,60})[_*]")


def find_within(pieces: Pieces, title: str = "") -> Pieces:
    """Return the pieces of a story with its letters, their headings and datelines as blocks.

    ``title`` is the section's: a chapter that is called "Letter, Ann to Clara" begins with one.
    A section that is a letter as a whole stays as it is, since nothing is told around it.
    """
    loose = tuple(_loosened(italics_by_paragraph(pieces)))
    return tuple(_found(loose, _places(loose), title))


def _loosened(pieces: Pieces) -> Iterator[Piece]:
    """A heading among centred lines stands on its own."""
    for piece in pieces:
        match piece:
            case Displayed(Display.CENTER, (Passage() as first, *rest)) if _heads(first):
                yield first
                if rest:
                    yield Displayed(Display.CENTER, tuple(rest))
            case _:
                yield piece


def _found(pieces: Pieces, places: frozenset[str], title: str) -> Iterator[Piece]:
    at, headed, asides = 0, names_letter(title), 0
    while at < len(pieces):
        piece = pieces[at]
        if isinstance(piece, Passage) and _heads(piece):
            yield Displayed(Display.HEADING, (piece,))
            at, headed, asides = at + 1, names_letter(undressed(piece.text)), 0
            continue
        end = letter_end(pieces, at, headed=headed)
        if end and not (_is_all_above(pieces[:at]) and end == len(pieces)):
            yield _letter(pieces[at:end])
            at, headed = end, False
            continue
        asides += 1
        headed = headed and asides <= _ASIDES and is_aside(line_of(piece))
        yield _shown(pieces, at, places)
        at += 1


def _heads(passage: Passage) -> bool:
    short = len(passage.rows) <= _ROWS_OF_HEADING and not passage.rule
    return short and names_document(passage.text) and not passage.text.endswith("#")


def _is_all_above(pieces: Pieces) -> bool:
    """Whether nothing but an address and a date stands here."""
    lines = tuple(line_of(piece) for piece in pieces)
    return all(is_when_and_where(line) or is_aside(line) for line in lines)


def _shown(pieces: Pieces, at: int, places: frozenset[str]) -> Piece:
    piece = pieces[at]
    match piece:
        case Displayed(Display.QUOTE, inside) if _is_letter(inside):
            return Displayed(Display.LETTER, inside)
        case Passage() if _is_message(piece.text):
            return Displayed(Display.LETTER, (piece,))
        case Passage() if _signed(pieces, at):
            return Displayed(Display.RIGHT, (piece,))
        case Passage() if at + 1 < len(pieces) and _is_dateline(piece, places):
            return Displayed(Display.DATELINE, (piece,))
        case _:
            return piece


def _is_letter(inside: tuple[Passage | Displayed, ...]) -> bool:
    """Whether a block that is set in greets somebody, or ends with a name in its quotation."""
    if len(inside) > 1 and any(is_greeting(line_of(one)) for one in inside[:3]):
        return True
    return len(inside) == 1 and _is_message(line_of(inside[0]))


def _is_message(text: str) -> bool:
    """Whether a paragraph is one quotation, with its writer's name in capitals at the end."""
    mark = opener(text)
    return bool(mark and _SIGNED.search(text)) and reach(text, mark) is Reach.CLOSED


def _letter(pieces: Pieces) -> Displayed:
    inside = tuple(_taken_in(one) for one in pieces if isinstance(one, Passage | Displayed))
    greeted = next((at for at, one in enumerate(inside[:_HEAD]) if _greets(one)), -1)
    shown = (
        Displayed(Display.DATELINE, (one,))
        if at > greeted and isinstance(one, Passage) and is_when_and_where(one.text)
        else one
        for at, one in enumerate(inside[:-1])
    )
    return Displayed(Display.LETTER, (*shown, inside[-1]))


def _taken_in(piece: Passage | Displayed) -> Passage | Displayed:
    """A paragraph that is set in as a quotation is one of the letter's."""
    match piece:
        case Displayed(Display.QUOTE, (Passage() as only,)):
            return only
        case _:
            return piece


def _greets(piece: Piece) -> bool:
    return is_greeting(line_of(piece), sure=True)


def _signed(pieces: Pieces, at: int) -> bool:
    """Whether a name in capitals stands at the end of a section or of a document."""
    piece = pieces[at]
    if at == 0 or not isinstance(piece, Passage) or piece.rule or len(piece.rows) > 1:
        return False
    text = piece.text
    named = len(text.split()) > 1 and is_name_in_capitals(text) and is_signature(text)
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    return named and (after is None or _stands_behind(after))


def _stands_behind(piece: Piece) -> bool:
    """Whether a piece is the heading of the next document, or "THE END"."""
    match piece:
        case Passage():
            return _heads(piece)
        case Displayed(kind):
            return kind is Display.CENTER
        case Viewpoint() | Footnote():
            return False


# ------------------------------------------------------------------------------------- datelines


def _is_dateline(passage: Passage, places: frozenset[str]) -> bool:
    text = passage.text
    if passage.rule or len(passage.rows) > 1 or opener(text):
        return False
    return is_when_and_where(text) or undressed(text).rstrip(".") in places


def _places(pieces: Pieces) -> frozenset[str]:
    """Return the names in italics that stand right above an entry with its date in italics."""
    found: set[str] = set()
    for at in range(len(pieces) - 1):
        text = line_of(pieces[at])
        dated = _DATED.match(line_of(pieces[at + 1]))
        if dated and is_dateline(dated["date"]) and is_italic(text) and _is_place(text):
            found.add(undressed(text).rstrip("."))
    return frozenset(found)


def _is_place(text: str) -> bool:
    words = undressed(text).rstrip(".").split()
    return 0 < len(words) <= _WORDS_OF_PLACE and all(word[:1].isupper() for word in words)
