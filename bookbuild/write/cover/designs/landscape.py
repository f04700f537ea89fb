"""Landscape: hills or the sea in a few flat steps, other ones for every book."""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass
from hashlib import shake_256
from math import pi, sin

from bookbuild.model.colours import Colour, contrast, luminance, mix, named, readable
from bookbuild.write.cover.ornaments import disc, swelled_rule
from bookbuild.write.cover.page import HEIGHT, WIDTH, Box, Item, Layout, Ridge, Type, Words
from bookbuild.write.cover.palette import Scheme
from bookbuild.write.cover.rows import Anchor, Block, Setting, block, under
from bookbuild.write.cover.text import CoverText, author_block

_LAYERS = 6
_HORIZON = 800.0
_NEAREST = 1330.0
_PLACES = 125


@dataclass(slots=True)
class _Chance:
    """Numbers between 0 and 1 that a seed gives, the same ones for ever."""

    seed: bytes
    at: int = 0

    def next(self) -> float:
        self.at += 1
        return shake_256(self.seed + self.at.to_bytes(2)).digest(1)[0] / 255

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self.next()


@dataclass(frozen=True, slots=True)
class _Sun:
    x: float
    y: float
    radius: float
    colour: Colour


def landscape(text: CoverText, scheme: Scheme) -> Layout:
    """Return the design: the title in the sky, a sun or a moon, the author on the nearest hill."""
    words = _words(text, scheme)
    chance = _Chance(text.seed.encode())
    colours = _colours(scheme)
    sun = _sun(chance, scheme, max(each.box.bottom for each in words))
    if chance.next() < 0.55:
        picture: tuple[Item, ...] = (_round(sun), *_hills(chance, colours))
    else:
        picture = (_round(sun), *_sea(chance, colours), *_glitter(chance, sun))
    items = (*picture, *words, *_author(text, scheme, colours[-1]))
    return Layout(scheme.ground, items, text.fonts)


def _words(text: CoverText, scheme: Scheme) -> tuple[Words, ...]:
    """Set what stands in the sky."""
    title = _title(text, scheme)
    found = [*_series(text, scheme), *title.rows]
    if text.subtitle:
        setting = Setting(Type(weight=470, italic=True), 44, 18, 1.2, scheme.ink, scheme.ground)
        box = Box(170, title.bottom + 24, 830, max(title.bottom + 84, 640))
        found += block(text.subtitle, under(setting, title.size * 0.6), box, text.fonts).rows
    return tuple(found)


# ---------------------------------------------------------------------------------- the picture


def _colours(scheme: Scheme) -> tuple[Colour, ...]:
    """Return the layers' colours from the farthest to the nearest: air makes far hills pale."""
    day = luminance(scheme.ground) > luminance(scheme.ink)
    near = scheme.ink if day else mix(scheme.ground, (0, 0, 0), 0.6)
    far = _hazy(scheme.ink) if day else _moonlit(scheme.ground)
    steps = (step / (_LAYERS - 1) for step in range(_LAYERS))
    return tuple(mix(far, near, step**1.15) for step in steps)


def _hazy(near: Colour) -> Colour:
    """Return a dark colour as it looks from afar: light, pale, and of the same hue."""
    hue, _, saturation = rgb_to_hls(*(part / 255 for part in near))
    red, green, blue = hls_to_rgb(hue, 0.74, min(saturation, 0.34))
    return round(red * 255), round(green * 255), round(blue * 255)


def _moonlit(sky: Colour) -> Colour:
    """Return a dark sky's colour lighter and of the same hue."""
    red, green, blue = (min(255, round(part * 1.7 + 14)) for part in sky)
    return red, green, blue


def _sun(chance: _Chance, scheme: Scheme, above: float) -> _Sun:
    """Return the sun or the moon: on the horizon or over it, never behind the words above."""
    x, radius = chance.between(270, 730), chance.between(76, 112)
    colour = scheme.accent
    if contrast(colour, scheme.ground) < 1.15:
        colour = mix(scheme.ground, scheme.ink, 0.25)
    y = _HORIZON - radius * chance.between(0.1, 0.6)
    return _Sun(x, max(y, above + radius + 30), radius, colour)


def _round(sun: _Sun) -> Item:
    return disc(sun.x, sun.y, sun.radius, sun.colour)


def _glitter(chance: _Chance, sun: _Sun) -> tuple[Item, ...]:
    """Return the light that a sun or a moon lays on the water."""
    return tuple(
        swelled_rule(
            sun.x + chance.between(-1, 1) * (14 + 5 * step),
            _HORIZON + 24 + step * 27 + step * step * 1.6,
            sun.radius * chance.between(0.7, 1.5),
            5.5,
            sun.colour,
        )
        for step in range(9)
    )


def _hills(chance: _Chance, colours: tuple[Colour, ...]) -> tuple[Ridge, ...]:
    """Return rolling hills: the nearer, the longer and the higher their waves."""
    return tuple(
        Ridge(_crest(chance, layer, long=1.9 - 0.2 * layer, high=46 + 7 * layer), colour)
        for layer, colour in enumerate(colours)
    )


def _sea(chance: _Chance, colours: tuple[Colour, ...]) -> tuple[Ridge, ...]:
    """Return a level horizon, then waves that grow towards the shore."""
    level = (((0.0, _HORIZON), (WIDTH, _HORIZON)),)
    waves = (
        _crest(chance, layer, long=3.6 - 0.45 * layer, high=9 + 8 * layer)
        for layer in range(1, _LAYERS)
    )
    crests = (*level, *waves)
    return tuple(Ridge(crest, colour) for crest, colour in zip(crests, colours, strict=True))


def _crest(
    chance: _Chance, layer: int, long: float, high: float
) -> tuple[tuple[float, float], ...]:
    """Return a line of two waves laid over each other; ``long`` is how many there are of them."""
    share = layer / (_LAYERS - 1)
    level = _HORIZON + (_NEAREST - _HORIZON) * share**1.1
    first, second = chance.next() * 2 * pi, chance.next() * 2 * pi
    slope = chance.between(-0.5, 0.5) * high
    line: list[tuple[float, float]] = []
    for place in range(_PLACES + 1):
        t = place / _PLACES
        wave = sin(2 * pi * t * long * 0.6 + first) + 0.42 * sin(2 * pi * t * long * 1.37 + second)
        line.append((t * WIDTH, level - high * wave * 0.72 + slope * (t - 0.5)))
    return tuple(line)


# ------------------------------------------------------------------------------------ the words


def _title(text: CoverText, scheme: Scheme) -> Block:
    long = len(text.title) > 70
    box = Box(110, 170, 890, 640) if long else Box(120, 176, 880, 560)
    setting = Setting(
        Type(weight=470),
        172,
        24,
        1.14 if long else 1.02,
        scheme.ink,
        scheme.ground,
        anchor=Anchor.TOP if text.subtitle else Anchor.CENTRE,
    )
    return block(text.title, setting, box, text.fonts)


def _series(text: CoverText, scheme: Scheme) -> tuple[Words, ...]:
    if not text.series:
        return ()
    type = Type(weight=540, tracking=0.09, small_caps=True)
    setting = Setting(type, 38, 14, 1.2, scheme.ink, scheme.ground)
    return block(text.series, setting, Box(140, 92, 860, 140), text.fonts).rows


def _author(text: CoverText, scheme: Scheme, nearest: Colour) -> tuple[Words, ...]:
    paper = readable((scheme.ground, scheme.ink, named("cream")), nearest)
    setting = Setting(
        Type(weight=520, tracking=0.13), 50, 13, 1.4, paper, nearest, anchor=Anchor.BOTTOM
    )
    authors = author_block(text, setting, Box(120, 1425, 880, HEIGHT - 84))
    return authors.rows if authors else ()
