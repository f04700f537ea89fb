"""Where things are on a page: the transformations of a PDF, six numbers each."""

from __future__ import annotations

from math import hypot, isfinite

from bookbuild.preflight.pdf.survey import Box

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(first: Matrix, then: Matrix) -> Matrix:
    """Return the transformation that does one and then the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def placed(box: Box, by: Matrix) -> Box:
    """Return the least upright rectangle around a transformed one."""
    a, b, c, d, e, f = by
    corners = (
        (box.left, box.bottom),
        (box.left, box.top),
        (box.right, box.bottom),
        (box.right, box.top),
    )
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def sides(by: Matrix) -> tuple[float, float]:
    """Return how long the sides of a transformed square of side 1 are."""
    return hypot(by[0], by[1]), hypot(by[2], by[3])


def is_sane(by: Matrix) -> bool:
    """Return whether all numbers are finite and no larger than any page could need."""
    return all(isfinite(number) and abs(number) < 1e9 for number in by)
