"""Rules, frames and ornaments as outlines: what a printer's case had beside letters."""

from __future__ import annotations

from math import cos, pi, sin

from bookbuild.model.colours import Colour
from bookbuild.write.cover.page import Box, Contour, Item, Outline, Panel, Point

_STEPS = 48


def rule(left: float, right: float, y: float, weight: float, colour: Colour) -> Panel:
    """Return a straight rule."""
    return Panel(Box(left, y - weight / 2, right, y + weight / 2), colour)


def frame(box: Box, weight: float, colour: Colour) -> tuple[Item, ...]:
    """Return a frame of straight rules within a box."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    return (
        Panel(Box(left, top, right, top + weight), colour),
        Panel(Box(left, bottom - weight, right, bottom), colour),
        Panel(Box(left, top, left + weight, bottom), colour),
        Panel(Box(right - weight, top, right, bottom), colour),
    )


def notched_frame(box: Box, notch: float, weight: float, colour: Colour) -> tuple[Item, ...]:
    """Return a frame whose corners are cut in by quarter circles of the radius ``notch``."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    across, down = (left + notch, right - notch), (top + notch, bottom - notch)
    corners = ((left, top, 0.0), (right, top, 0.5), (right, bottom, 1.0), (left, bottom, 1.5))
    return (
        Panel(Box(across[0], top, across[1], top + weight), colour),
        Panel(Box(across[0], bottom - weight, across[1], bottom), colour),
        Panel(Box(left, down[0], left + weight, down[1]), colour),
        Panel(Box(right - weight, down[0], right, down[1]), colour),
        *(Outline((_bow(x, y, notch, weight, turn * pi),), colour) for x, y, turn in corners),
    )


def _bow(x: float, y: float, radius: float, weight: float, start: float) -> Contour:
    """Return a quarter of a ring about (x, y), from the angle ``start`` on."""
    angles = tuple(start + pi / 2 * step / 16 for step in range(17))
    outer = tuple((x + (radius + weight) * cos(a), y + (radius + weight) * sin(a)) for a in angles)
    inner = tuple((x + radius * cos(a), y + radius * sin(a)) for a in angles)
    return outer + inner[::-1]


def swelled_rule(middle: float, y: float, length: float, weight: float, colour: Colour) -> Outline:
    """Return a rule that is thickest in its middle and runs out to a hair."""
    hair = weight * 0.12
    half = length / 2
    upper = tuple((middle + half * t, y - _swell(t, hair, weight)) for t in _across())
    lower = tuple((middle + half * t, y + _swell(t, hair, weight)) for t in reversed(_across()))
    return Outline((upper + lower,), colour)


def _across() -> tuple[float, ...]:
    return tuple(2 * step / _STEPS - 1 for step in range(_STEPS + 1))


def _swell(t: float, hair: float, weight: float) -> float:
    return (hair + (weight - hair) * (1 - t * t) ** 2) / 2


def disc(x: float, y: float, radius: float, colour: Colour) -> Outline:
    """Return a filled circle."""
    return Outline((_circle(x, y, radius, 96),), colour)


def _circle(x: float, y: float, radius: float, steps: int) -> Contour:
    return tuple(
        (x + radius * cos(2 * pi * step / steps), y + radius * sin(2 * pi * step / steps))
        for step in range(steps)
    )


def flower(x: float, y: float, size: float, colour: Colour) -> tuple[Item, ...]:
    """Return a small printer's flower: four leaves, and a point between two of them."""
    leaves = tuple(_leaf(x, y, size, quarter * pi / 2) for quarter in range(4))
    points = tuple(
        _circle(x + size * 0.62 * cos(turn), y + size * 0.62 * sin(turn), size * 0.07, 20)
        for turn in (pi / 4 + quarter * pi / 2 for quarter in range(4))
    )
    return (Outline((*leaves, *points), colour),)


def _leaf(x: float, y: float, length: float, turn: float) -> Contour:
    """Return a leaf that points away from (x, y), a hair from it."""
    outline: list[Point] = []
    for step in range(25):
        t = step / 24
        outline.append((0.1 + 0.9 * t, 0.27 * sin(pi * t**0.8)))
    whole = (*outline, *((px, -py) for px, py in reversed(outline[1:-1])))
    return tuple(
        (
            x + length * (px * cos(turn) - py * sin(turn)),
            y + length * (px * sin(turn) + py * cos(turn)),
        )
        for px, py in whole
    )
