"""Cloth: a paper label on woven cloth, as binders paste it on."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import shake_256

from bookbuild.model.colours import Colour, luminance, mix, readable
from bookbuild.write.cover.ornaments import flower, frame, rule
from bookbuild.write.cover.page import Box, Item, Layout, Panel, Type, Weave
from bookbuild.write.cover.palette import Scheme
from bookbuild.write.cover.rows import Anchor, Block, Setting, block, under
from bookbuild.write.cover.text import CoverText, author_block

_THREAD = 3.75
_THREADS = 800
_LEFT, _RIGHT = 150.0, 850.0
_HIGHEST, _CENTRE, _LEAST = 150.0, 640.0, 640.0
"""The label's highest top, its middle where it can be, and its least height."""

_MARGIN = 74.0


@dataclass(frozen=True, slots=True)
class _Label:
    paper: Colour
    ink: Colour
    accent: Colour


def cloth(text: CoverText, scheme: Scheme) -> Layout:
    """Return the design: the label is as high as its words ask for."""
    paper = scheme.ink
    ink = readable((mix(scheme.ground, (0, 0, 0), 0.25),), paper)
    colours = _Label(paper, ink, readable((scheme.accent, ink), paper))
    height = _words(text, colours, 0.0)[1]
    spare = max(0.0, _LEAST - height) / 2
    top = max(_HIGHEST, _CENTRE - height / 2 - spare)
    words, bottom = _words(text, colours, top + spare)
    label = Box(_LEFT, top, _RIGHT, bottom + spare)
    shadow = mix(scheme.ground, (0, 0, 0), 0.42)
    items: tuple[Item, ...] = (
        _weave(text, scheme.ground),
        Panel(Box(label.left + 3, label.top + 4, label.right + 5, label.bottom + 7), shadow),
        Panel(label, paper),
        *frame(label.inset(20), 5, ink),
        *frame(label.inset(30), 1.4, ink),
        *words,
    )
    return Layout(scheme.ground, items, text.fonts)


def _weave(text: CoverText, ground: Colour) -> Weave:
    """Return the cloth: threads differ a little from each other, dark cloth less than light."""
    raw = shake_256(text.seed.encode()).digest(_THREADS)
    grain = bytes(218 + byte * 37 // 255 for byte in raw)
    depth = 0.34 if luminance(ground) < 0.3 else 0.22
    return Weave(mix(ground, (0, 0, 0), depth), mix(ground, (255, 255, 255), 0.085), _THREAD, grain)


def _words(text: CoverText, label: _Label, top: float) -> tuple[tuple[Item, ...], float]:
    """Return what stands on a label that begins at ``top``, and the label's foot."""
    left, right = _LEFT + _MARGIN, _RIGHT - _MARGIN
    ink, paper = label.ink, label.paper
    items: list[Item] = []
    y = top + 104
    if text.series:
        type = Type(weight=540, tracking=0.09, small_caps=True)
        setting = Setting(type, 33, 12, 1.25, ink, paper)
        found = block(text.series, setting, Box(left, y, right, y + 74), text.fonts)
        items += [*found.rows, rule(440, 560, found.bottom + 26, 1.4, ink)]
        y = found.bottom + 74
    title = _title(text, ink, paper, Box(left, y, right, y + 560))
    items += title.rows
    y = title.bottom + 24
    if text.subtitle:
        setting = Setting(Type(weight=460, italic=True), 40, 16, 1.22, ink, paper)
        box = Box(left, y, right, y + 110)
        found = block(text.subtitle, under(setting, title.size * 0.62), box, text.fonts)
        items += found.rows
        y = found.bottom + 24
    items += flower(500, y + 40, 26, label.accent)
    y += 108
    setting = Setting(Type(weight=520, tracking=0.11), 34, 11, 1.4, ink, paper)
    authors = author_block(text, setting, Box(left, y, right, y + 150))
    if authors:
        items += authors.rows
        y = authors.bottom
    return tuple(items), y + 92


def _title(text: CoverText, ink: Colour, paper: Colour, box: Box) -> Block:
    long = len(text.title) > 70
    setting = Setting(
        Type(weight=450), 150, 20, 1.16 if long else 1.06, ink, paper, anchor=Anchor.TOP
    )
    return block(text.title, setting, box, text.fonts)
