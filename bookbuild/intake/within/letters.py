"""Where a letter begins in a story, and where it ends."""

from __future__ import annotations

from bookbuild.intake.passages import Joint, Passage
from bookbuild.intake.posted_chapter import Display, Displayed, Footnote, Piece, Viewpoint
from bookbuild.intake.within.lines import (
    is_aside,
    is_greeting,
    is_name_in_capitals,
    is_postscript,
    is_signature,
    is_valediction,
    is_when_and_where,
    names_document,
    opener,
)
from bookbuild.intake.within.quotation import Reach, reach

Pieces = tuple[Piece, ...]

_HEAD = 4
_LONGEST = 60
"""The most pieces of a letter that no heading and no quotation marks hold together."""


def letter_end(pieces: Pieces, at: int, *, headed: bool) -> int:
    """Return behind which piece the letter ends that begins at ``at``, 0 where none begins there.

    ``headed`` where a heading above says that this is a letter. Without one it must greet
    somebody in a line of its own, and either open quotation marks that stay open, or take leave
    with a valediction and a name. A quotation that ends so needs no greeting.
    """
    body = _body(pieces, at, headed=headed)
    if body is None:
        return _signed_quotation_end(pieces, at)
    mark = opener(line_of(pieces[body - 1])) if body > at else opener(line_of(pieces[at]))
    if mark:
        return _quoted_end(pieces, body, mark, headed=headed)
    return _signed_end(pieces, body, headed=headed) if body > at else 0


def line_of(piece: Piece) -> str:
    """Return the words of a paragraph, also of one that is set apart alone; "" for all else."""
    match piece:
        case Passage():
            return "" if piece.rule else piece.text
        case Displayed(Display.CENTER | Display.RIGHT | Display.QUOTE, (Passage() as only,)):
            return only.text
        case Displayed() | Viewpoint() | Footnote():
            return ""


def _body(pieces: Pieces, at: int, *, headed: bool) -> int | None:
    """Return the first piece behind the greeting; without one, where a heading is enough, ``at``.

    Above the greeting stand a date, an address, an aside.
    """
    for index in range(at, min(at + _HEAD + 1, len(pieces) - 1)):
        text = line_of(pieces[index])
        if is_greeting(text, sure=headed or index > at):
            return index + 1
        if not _is_head(text, first=index == at):
            break
    return at if headed and opener(line_of(pieces[at])) else None


def _is_head(text: str, *, first: bool) -> bool:
    short = 0 < len(text) <= _HEAD * 15
    return short and (is_when_and_where(text) or (is_aside(text) and not first))


def _quoted_end(pieces: Pieces, body: int, mark: str, *, headed: bool) -> int:
    """The letter reaches as far as its quotation marks do."""
    end = body
    for index in range(body, len(pieces)):
        text = line_of(pieces[index])
        if index > body and names_document(text):
            break
        if opener(text) != mark:
            if _goes_on(pieces, index + 1, mark) and (not text or is_valediction(text)):
                continue
            break
        reached = reach(text, mark)
        if reached is Reach.CLOSED:
            return index + 1
        if reached is Reach.WITHIN and not headed:
            break
        end = index + 1
    if end == body:
        return 0
    return end if headed or is_signature(line_of(pieces[end - 1])) else _closed_later(pieces, end)


def _closed_later(pieces: Pieces, start: int) -> int:
    """Return where marks that nothing has closed are closed: with a name, or with a place and date.

    Between them paragraphs may stand without marks. Where that is not so, nothing is certain: 0.
    """
    for index in range(start, min(start + _LONGEST, len(pieces))):
        text = line_of(pieces[index])
        if not text or names_document(text):
            return 0
        mark = opener(text)
        if not mark:
            continue
        signed = is_signature(text) or is_when_and_where(text)
        if reach(text, mark) is not Reach.OPEN:
            return index + 1 if signed else 0
    return 0


def _signed_quotation_end(pieces: Pieces, at: int) -> int:
    """A quotation over paragraphs that takes leave and names its writer at its end is a letter."""
    mark = opener(line_of(pieces[at]))
    for index in range(at, min(at + _LONGEST, len(pieces)) if mark else at):
        text = line_of(pieces[index])
        if opener(text) != mark or names_document(text):
            return 0
        match reach(text, mark):
            case Reach.CLOSED:
                left = index > at + 1 and is_valediction(line_of(pieces[index - 1]))
                return index + 1 if left and is_signature(text) else 0
            case Reach.WITHIN:
                return 0
            case Reach.OPEN:
                continue
    return 0


def _goes_on(pieces: Pieces, index: int, mark: str) -> bool:
    return index < len(pieces) and opener(line_of(pieces[index])) == mark


def _signed_end(pieces: Pieces, body: int, *, headed: bool) -> int:
    """The letter reaches as far as its signature, and postscripts behind it."""
    for index in range(body + 1, min(body + _LONGEST, len(pieces))):
        text = line_of(pieces[index])
        if not text or names_document(text):
            return 0
        before = line_of(pieces[index - 1])
        left = is_valediction(before) and is_signature(text)
        if left or _signs_below(pieces[index]) or (headed and is_name_in_capitals(text)):
            return _behind_postscripts(pieces, index + 1)
    return 0


def _signs_below(piece: Piece) -> bool:
    """Whether a paragraph of kept lines is a valediction with a name below it."""
    if not isinstance(piece, Passage) or len(piece.rows) < 2 or Joint.FLOW in piece.joints:
        return False
    first, *_, last = (row.text for row in piece.rows)
    return is_valediction(first) and is_signature(last)


def _behind_postscripts(pieces: Pieces, end: int) -> int:
    while end < len(pieces) and is_postscript(line_of(pieces[end])):
        end += 1
    return end
