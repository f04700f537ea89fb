"""What a plain text sets apart by spaces: verse, quotations, centred lines, lines at the right.

The rules are those of a typist. Prose is wrapped at the margin. Verse is set in deeper than the
text around it; its lines end before the margin, most of them begin with a capital, and none was
broken for want of room. A block of prose that is set in is a quotation. A line with as much
white before it as behind it is centred. Before a section's first paragraph, verse or a quotation
is an epigraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from bookbuild.intake.chinese_verse import chinese_verse
from bookbuild.intake.columns import columns, first_step
from bookbuild.intake.passages import Passage, Row
from bookbuild.intake.posted import Habit, Layout
from bookbuild.intake.posted_chapter import Display, Displayed, Piece

_LEAST_COLUMNS = 40
_FAR_IN = 8
_OFF_CENTER = 5
_CAPITALS = 0.75
_FULL = 0.92
_CREDIT = re.compile(r"[\"'“”‘’_*\s]*(?:--+|[—–―])\s*\S|[\[(_].{2,80}[\])_][.]?$")
_DASHED = re.compile(r"[\"'“”‘’_*\s]*(?:--+|[—–―])\s*\S")
_QUOTED = re.compile(r"[_*]?[\"'“‘«»„‹].{8,}[\"'”’«»“‹›][_*.,;!?—-]*$")
_LEAD = re.compile(r"[\s\"'“”‘’«»„‹›(\[_*.…—–-]*")
_STARRED = re.compile(r"[-*•+]\s|\(?\d{1,3}[.)]\s")
_NO_VERSE = re.compile(r"\d{2,}|\b(?:Mr|Mrs|Dr|Esq|St|No|Nr|Co)\.")


@dataclass(frozen=True, slots=True)
class _Page:
    """The columns of a full line, and how far in ordinary paragraphs begin."""

    columns: int
    base: int


def set_apart(pieces: tuple[Piece, ...], layout: Layout) -> tuple[Piece, ...]:
    """Return the pieces of a section, those that are set apart as blocks of their own."""
    if layout.columns < _LEAST_COLUMNS or layout.habit is Habit.LINES:
        return chinese_verse(pieces)
    page = _Page(layout.columns, _base(pieces, layout))
    shapes = [_shape(piece, page) for piece in pieces]
    grouped = tuple(_grouped(pieces, shapes, page))
    return _with_epigraph(chinese_verse(grouped))


def _base(pieces: Iterable[Piece], layout: Layout) -> int:
    if layout.habit is Habit.INDENTS:
        return layout.indent
    rows = (row for piece in pieces if _is_text(piece) for row in _rows(piece))
    whole = _Page(layout.columns, 0)
    # Where every line is centred, as in a dedication, none of them says where prose begins.
    return min((row.indent for row in rows if not _is_centred(row, whole)), default=0)


def _is_text(piece: Piece) -> bool:
    return isinstance(piece, Passage) and not piece.rule


def _rows(piece: Piece) -> tuple[Row, ...]:
    return piece.rows if isinstance(piece, Passage) else ()


def _shape(piece: Piece, page: _Page) -> Display | None:
    """Return how a passage is set apart, None for ordinary text."""
    if not isinstance(piece, Passage) or piece.rule:
        return None
    rows = piece.rows
    if all(_is_centred(row, page) for row in rows):
        return Display.CENTER
    if all(_is_right(row, page) for row in rows):
        return Display.RIGHT
    if not all(row.indent > page.base + 1 for row in rows):
        return Display.VERSE if _is_flush_verse(rows, page) else None
    if len(rows) == 1:
        return Display.VERSE if _QUOTED.match(rows[0].text) and _ends_short(rows[0], page) else None
    if _is_verse(rows, page):
        return Display.VERSE
    if any(_STARRED.match(row.text) for row in rows):
        return None
    return Display.QUOTE if _is_wrapped(rows, page) or _is_full(rows, page) else None


def _width(row: Row) -> int:
    return columns(row.text)


def _is_centred(row: Row, page: _Page) -> bool:
    behind = page.columns - row.indent - _width(row)
    far = max(page.base + 4, _FAR_IN)
    return row.indent >= far and behind >= _FAR_IN and abs(behind - row.indent) <= _OFF_CENTER


def _is_right(row: Row, page: _Page) -> bool:
    behind = page.columns - row.indent - _width(row)
    return row.indent >= page.columns * 0.4 and -2 <= behind <= _OFF_CENTER + 1


def _ends_short(row: Row, page: _Page) -> bool:
    return row.indent + _width(row) <= page.columns * _FULL


def _is_verse(rows: tuple[Row, ...], page: _Page) -> bool:
    """Lines that are set in and ended before the margin, not because the next word had no room."""
    if max(_width(row) for row in rows) > page.columns * _FULL or _lists(rows):
        return False
    free = sum(_has_room(one, two, page) for one, two in pairwise(rows))
    return free * 4 >= (len(rows) - 1) * 3 and (
        _capitals(rows) >= _CAPITALS or _is_narrow(rows, page)
    )


def _has_room(one: Row, two: Row, page: _Page) -> bool:
    return one.indent + _width(one) + first_step(two.text) <= page.columns - 2


def _is_narrow(rows: tuple[Row, ...], page: _Page) -> bool:
    """Verse without capitals is told by its short lines alone."""
    widest = max(_width(row) for row in rows)
    share = 0.6 if len(rows) > 2 else 0.5
    return widest <= page.columns * share and not _is_wrapped(rows, page)


def _capitals(rows: tuple[Row, ...]) -> float:
    heads = [row.text[_end_of_lead(row) :][:1] for row in rows]
    return sum(head.isupper() or not (head.isalpha() and head.islower()) for head in heads) / len(
        heads
    )


def _end_of_lead(row: Row) -> int:
    found = _LEAD.match(row.text)
    return found.end() if found else 0


def _lists(rows: tuple[Row, ...]) -> bool:
    """Addresses, sums and lists have numbers and titles in them, or marks before each line."""
    odd = sum(bool(_NO_VERSE.search(row.text) or _STARRED.match(row.text)) for row in rows)
    tabular = sum("   " in row.text for row in rows)
    return odd * 3 >= len(rows) or tabular * 2 >= len(rows)


def _is_wrapped(rows: tuple[Row, ...], page: _Page) -> bool:
    """Each line but the last is as long as words allow, by the block's own margin."""
    right = max(row.indent + _width(row) for row in rows)
    if right < page.columns * 0.6:
        return False
    forced = (
        one.indent + _width(one) + first_step(two.text) > right - 2 for one, two in pairwise(rows)
    )
    lower = sum(row.text[_end_of_lead(row) :][:1].islower() for row in rows[1:])
    return all(forced) and lower * 5 >= (len(rows) - 1) * 2


def _is_full(rows: tuple[Row, ...], page: _Page) -> bool:
    """Each line but the last reaches the text's own margin, or a little less."""
    return not any(
        one.indent + _width(one) + first_step(two.text) <= page.columns - 6
        for one, two in pairwise(rows)
    )


def _is_flush_verse(rows: tuple[Row, ...], page: _Page) -> bool:
    """Verse that is not set in: four lines or more of much the same length, with capitals."""
    widths = [_width(row) for row in rows]
    if len(rows) < 4 or max(widths) > page.columns * 0.75 or min(widths) < 12 or _lists(rows):
        return False
    ended = sum(row.text.endswith((".", ":")) for row in rows[:-1])
    even = min(widths) * 2 >= max(widths)
    room = all(_has_room(one, two, page) for one, two in pairwise(rows))
    return room and even and ended * 5 <= len(rows) * 2 and _capitals(rows) == 1


# -------------------------------------------------------------------------------- what is together


def _grouped(
    pieces: tuple[Piece, ...], shapes: list[Display | None], page: _Page
) -> Iterator[Piece]:
    at = 0
    while at < len(pieces):
        shape = shapes[at]
        if shape is None:
            yield pieces[at]
            at += 1
            continue
        end = at + 1
        while end < len(pieces) and _goes_on(pieces, shapes, at, end):
            end += 1
        inside = tuple(one for one in pieces[at:end] if isinstance(one, Passage))
        credit = pieces[end] if end < len(pieces) else None
        if shape in (Display.VERSE, Display.QUOTE) and credit and _is_credit(credit, page):
            yield _credited(Displayed(shape, inside), credit)
            end += 1
        elif shape is Display.VERSE:
            yield _own_credit(inside)
        else:
            yield Displayed(shape, inside)
        at = end


def _goes_on(pieces: tuple[Piece, ...], shapes: list[Display | None], first: int, at: int) -> bool:
    """Stanzas follow one another, and so do centred lines, and paragraphs of one quotation."""
    if shapes[at] is not shapes[first] or shapes[first] is Display.RIGHT:
        return False
    if shapes[first] is not Display.QUOTE:
        return True
    margin = min(row.indent for row in _rows(pieces[first]))
    return min(row.indent for row in _rows(pieces[at])) == margin


def _is_credit(piece: Piece, page: _Page) -> bool:
    """Whose words they are: one short line, at the right or in brackets or behind a dash."""
    if not isinstance(piece, Passage) or piece.rule or len(piece.rows) > 2:
        return False
    row = piece.rows[0]
    if _width(row) > page.columns * 0.75 or not _CREDIT.match(row.text):
        return False
    return bool(_DASHED.match(row.text)) or row.indent > page.base + 1


def _credited(block: Displayed, credit: Piece) -> Displayed:
    if not isinstance(credit, Passage):
        return block
    dashed = _DASHED.match(credit.rows[0].text)
    last = credit if dashed else Displayed(Display.RIGHT, (credit,))
    inside = block.inside if block.kind is Display.QUOTE else (block,)
    return Displayed(Display.QUOTE, (*inside, last))


def _own_credit(stanzas: tuple[Passage, ...]) -> Displayed:
    """The last line of a stanza may say whose words they are, behind a dash."""
    last = stanzas[-1]
    if len(last.rows) < 2 or not _DASHED.match(last.rows[-1].text):
        return Displayed(Display.VERSE, stanzas)
    if last.rows[-1].indent <= last.rows[0].indent and len(last.rows) > 4:
        return Displayed(Display.VERSE, stanzas)
    verse = replace(last, rows=last.rows[:-1], joints=last.joints[:-1])
    credit = Passage(last.rows[-1:])
    return _credited(Displayed(Display.VERSE, (*stanzas[:-1], verse)), credit)


def _with_epigraph(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Verse or a quotation before the first paragraph of a section that has one is an epigraph."""
    first = next((at for at, piece in enumerate(pieces) if not isinstance(piece, Displayed)), -1)
    if first < 1:
        return pieces
    opening = pieces[:first]
    heads = all(
        isinstance(one, Displayed) and one.kind in (Display.VERSE, Display.QUOTE) for one in opening
    )
    if not heads or not _is_text(pieces[first]) or len(opening) > 3:
        return pieces
    return (*(_epigraph(one) for one in opening if isinstance(one, Displayed)), *pieces[first:])


def _epigraph(block: Displayed) -> Displayed:
    if block.kind is Display.QUOTE:
        return Displayed(Display.EPIGRAPH, block.inside)
    return Displayed(Display.EPIGRAPH, (block,))
