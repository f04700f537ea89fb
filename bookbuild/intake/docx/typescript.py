"""A manuscript in typescript: a typewriter has no italics, so its author underlines them."""

from __future__ import annotations

from dataclasses import replace

from bookbuild.intake.docx.paras import Grid, Item, Para
from bookbuild.intake.docx.runs import Tally
from bookbuild.intake.web.inlines import Line, Piece, Run
from bookbuild.model.text import Style


def is_typescript(tally: Tally) -> bool:
    """Return whether underlined words mean italics: a typewriter's letters, and no italics."""
    typed = tally.typewritten * 2 > tally.letters
    return typed and bool(tally.underlined) and not tally.italics


def in_italics(item: Item) -> Item:
    """Return an item whose underlined words are in italics."""
    if isinstance(item, Grid):
        rows = tuple(tuple(tuple(map(_para, cell)) for cell in row) for row in item.rows)
        return replace(item, rows=rows)
    return _para(item)


def _para(para: Para) -> Para:
    if not any(_underlined(piece) for line in para.lines for piece in line):
        return para
    return replace(para, lines=tuple(_line(line) for line in para.lines))


def _line(line: Line) -> Line:
    return tuple(_piece(piece) for piece in line)


def _underlined(piece: Piece) -> bool:
    return isinstance(piece, Run) and Style.UNDERLINE in piece.format.styles


def _piece(piece: Piece) -> Piece:
    if not isinstance(piece, Run) or not _underlined(piece):
        return piece
    new = (Style.EMPHASIS if s is Style.UNDERLINE else s for s in piece.format.styles)
    return replace(piece, format=replace(piece.format, styles=tuple(dict.fromkeys(new))))
