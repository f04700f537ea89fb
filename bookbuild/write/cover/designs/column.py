"""Column: paper with a coloured back, a thin frame, and a large title at one side."""

from __future__ import annotations

from bookbuild.model.colours import readable
from bookbuild.write.cover.ornaments import frame, rule
from bookbuild.write.cover.page import HEIGHT, Box, Item, Layout, Panel, Type
from bookbuild.write.cover.palette import Scheme
from bookbuild.write.cover.rows import Align, Anchor, Block, Setting, block, turned, under
from bookbuild.write.cover.text import CoverText, author_block

_BAND = 132.0
_COLUMN = Box(232, 196, 872, 1010)


def column(text: CoverText, scheme: Scheme) -> Layout:
    """Return the design: the band with the series is at the side where the lines begin."""
    begins_right = text.side is Align.END
    band = Box(1000 - _BAND, 0, 1000, HEIGHT) if begins_right else Box(0, 0, _BAND, HEIGHT)
    paper = Box(0, 0, 1000 - _BAND, HEIGHT) if begins_right else Box(_BAND, 0, 1000, HEIGHT)
    column = _mirrored(_COLUMN) if begins_right else _COLUMN
    title = _title(text, scheme, column)
    items: list[Item] = [
        Panel(band, scheme.accent),
        *frame(paper.inset(38), 1.8, scheme.ink),
        *title.rows,
    ]
    if text.subtitle:
        setting = Setting(
            Type(weight=460, italic=True), 52, 20, 1.22, scheme.ink, scheme.ground, text.side
        )
        box = Box(column.left, title.bottom + 46, column.right, max(1260, title.bottom + 130))
        items += block(text.subtitle, under(setting, title.size * 0.62), box, text.fonts).rows
    if text.series:
        items += _series(text, scheme, band)
    return Layout(scheme.ground, (*items, *_foot(text, scheme, column)), text.fonts)


def _title(text: CoverText, scheme: Scheme, column: Box) -> Block:
    long = len(text.title) > 80
    leading = 1.12 if long else 0.99
    setting = Setting(
        Type(weight=500), 230, 30, leading, scheme.ink, scheme.ground, text.side, stacked=True
    )
    return block(text.title, setting, column, text.fonts)


def _series(text: CoverText, scheme: Scheme, band: Box) -> tuple[Item, ...]:
    ink = readable((scheme.ground, scheme.ink), scheme.accent)
    type = Type(weight=560, tracking=0.11, small_caps=True)
    setting = Setting(type, 50, 10, 1.2, ink, scheme.accent)
    room = Box(band.left, 110, band.right, HEIGHT - 110)
    return turned(text.series, setting, room, text.fonts).rows


def _foot(text: CoverText, scheme: Scheme, column: Box) -> tuple[Item, ...]:
    setting = Setting(
        Type(weight=520, tracking=0.09),
        56,
        14,
        1.36,
        scheme.ink,
        scheme.ground,
        text.side,
        Anchor.BOTTOM,
    )
    authors = author_block(text, setting, Box(column.left, 1260, column.right, 1468))
    if authors is None:
        return ()
    y = authors.top - 52
    left = column.right - 96 if text.side is Align.END else column.left
    return (rule(left, left + 96, y, 7, scheme.accent), *authors.rows)


def _mirrored(box: Box) -> Box:
    return Box(1000 - box.right, box.top, 1000 - box.left, box.bottom)
