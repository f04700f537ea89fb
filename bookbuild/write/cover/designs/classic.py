"""Classic: a title page of the old kind, centred on cloth, between a frame and an ornament."""

from __future__ import annotations

from bookbuild.model.colours import readable
from bookbuild.write.cover.ornaments import flower, notched_frame, swelled_rule
from bookbuild.write.cover.page import PAGE, Box, Item, Layout, Type
from bookbuild.write.cover.palette import Scheme
from bookbuild.write.cover.rows import Anchor, Block, Setting, block, under
from bookbuild.write.cover.text import CoverText, author_block

_SMALL = Type(weight=500, tracking=0.09, small_caps=True)
_CAPITALS = Type(weight=480, tracking=0.13)


def classic(text: CoverText, scheme: Scheme) -> Layout:
    """Return the design: series, title and subtitle from the upper third on, author at the foot."""
    accent = readable((scheme.accent, scheme.ink), scheme.ground)
    title = _title(text, scheme)
    items: list[Item] = [
        *notched_frame(PAGE.inset(46), 44, 4.2, scheme.accent),
        *notched_frame(PAGE.inset(59), 44, 1.4, scheme.accent),
        *title.rows,
    ]
    y = title.bottom + 62
    items += [swelled_rule(500, y, 250, 6.5, scheme.accent)]
    foot = y
    if text.subtitle:
        box = Box(170, y + 50, 830, max(1330.0, y + 150))
        setting = Setting(Type(weight=450, italic=True), 52, 20, 1.25, scheme.ink, scheme.ground)
        subtitle = block(text.subtitle, under(setting, title.size * 0.7), box, text.fonts)
        items += subtitle.rows
        foot = subtitle.bottom
    if text.series:
        setting = Setting(_SMALL, 42, 18, 1.25, accent, scheme.ground, anchor=Anchor.CENTRE)
        items += block(text.series, setting, Box(140, 130, 860, 230), text.fonts).rows
    return Layout(scheme.ground, (*items, *_foot(text, scheme, foot)), text.fonts)


def _title(text: CoverText, scheme: Scheme) -> Block:
    """Set the title about the optical centre; a long one has a taller room and a wider measure."""
    long = len(text.title) > 90
    box = Box(120, 275, 880, 1075) if long else Box(140, 285, 860, 880)
    leading = 1.2 if long else 1.07
    setting = Setting(Type(), 196, 30, leading, scheme.ink, scheme.ground, anchor=Anchor.CENTRE)
    return block(text.title, setting, box, text.fonts)


def _foot(text: CoverText, scheme: Scheme, above: float) -> tuple[Item, ...]:
    setting = Setting(_CAPITALS, 54, 14, 1.45, scheme.ink, scheme.ground, anchor=Anchor.BOTTOM)
    authors = author_block(text, setting, Box(130, 1210, 870, 1452))
    if authors is None:
        return flower(500, 1400, 40, scheme.accent)
    if authors.top - 78 - above < 110:
        return authors.rows
    return (*flower(500, authors.top - 78, 32, scheme.accent), *authors.rows)
