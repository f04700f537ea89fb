"""Bands: three fields of colour, a narrow bold title, and the author large below."""

from __future__ import annotations

from bookbuild.model.colours import readable
from bookbuild.write.cover.page import HEIGHT, WIDTH, Box, Family, Item, Layout, Panel, Type
from bookbuild.write.cover.palette import Scheme
from bookbuild.write.cover.rows import Anchor, Block, Setting, block, under
from bookbuild.write.cover.text import CoverText, author_block

_UPPER = 1010.0
_LOWER = 1128.0
_LEFT, _RIGHT = 92.0, 908.0
_BOLD = Type(Family.NOTO, weight=760, stretch=62.5)


def bands(text: CoverText, scheme: Scheme) -> Layout:
    """Return the design: the title stands on the line between the first and the second band."""
    items: list[Item] = [
        Panel(Box(0, _UPPER, WIDTH, _LOWER), scheme.accent),
        Panel(Box(0, _LOWER, WIDTH, HEIGHT), scheme.ink),
    ]
    if text.series:
        items += _series(text, scheme)
    subtitle = _subtitle(text, scheme)
    items += subtitle.rows if subtitle else ()
    foot = subtitle.top - 80 if subtitle else _UPPER - 74
    long = len(text.title) > 80
    title = Setting(
        _BOLD,
        262,
        30,
        1.1 if long else 0.96,
        scheme.ink,
        scheme.ground,
        text.side,
        Anchor.BOTTOM,
        stacked=True,
    )
    items += block(text.title, title, Box(_LEFT, 96, _RIGHT, foot), text.fonts).rows
    paper = readable((scheme.ground,), scheme.ink)
    author = Setting(
        Type(Family.NOTO, weight=480, stretch=75, tracking=0.05),
        84,
        14,
        1.3,
        paper,
        scheme.ink,
        text.side,
    )
    authors = author_block(text, author, Box(_LEFT, _LOWER + 74, _RIGHT, 1500))
    items += authors.rows if authors else ()
    return Layout(scheme.ground, tuple(items), text.fonts)


def _subtitle(text: CoverText, scheme: Scheme) -> Block | None:
    if not text.subtitle:
        return None
    setting = Setting(
        Type(Family.NOTO, weight=430, stretch=75),
        48,
        20,
        1.24,
        scheme.ink,
        scheme.ground,
        text.side,
        Anchor.BOTTOM,
    )
    box = Box(_LEFT, _UPPER - 250, _RIGHT, _UPPER - 72)
    return block(text.subtitle, under(setting, 48), box, text.fonts)


def _series(text: CoverText, scheme: Scheme) -> tuple[Item, ...]:
    ink = readable((scheme.ground, scheme.ink), scheme.accent)
    type = Type(Family.NOTO, weight=560, stretch=75, tracking=0.08, small_caps=True)
    setting = Setting(type, 46, 16, 1.2, ink, scheme.accent, text.side, Anchor.CENTRE)
    return block(
        text.series, setting, Box(_LEFT, _UPPER + 12, _RIGHT, _LOWER - 12), text.fonts
    ).rows
