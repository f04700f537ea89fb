"""A run of letters as a font sets it: how far it goes on, and how much of the page it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Object

from bookbuild.preflight.pdf.drawing import Setting
from bookbuild.preflight.pdf.faces import Face
from bookbuild.preflight.pdf.objects import number
from bookbuild.preflight.pdf.survey import Box


@dataclass(frozen=True, slots=True)
class Run:
    """Letters one after the other, in the measures of the text that they stand in.

    ``box`` is around all of them that leave something on the page, which are ``count``; None where
    none does. ``advance`` is how far the next letter stands from the first.
    """

    advance: float
    count: int
    box: Box | None


def run_of(parts: Sequence[Object], face: Face, now: Setting) -> Run:
    """Return a run of letters; numbers among the parts are changes of the space between them."""
    pen, count = 0.0, 0
    left = bottom = float("inf")
    right = top = float("-inf")
    for part in parts:
        if not isinstance(part, pikepdf.String):
            pen -= number(part) * 0.001 * now.size
            continue
        data = bytes(part)
        for at in range(0, len(data) - face.step + 1, face.step):
            code = data[at] if face.step == 1 else data[at] << 8 | data[at + 1]
            shape = face.shape(code)
            if shape is not None:
                count += 1
                left = min(left, pen + shape.left * now.size)
                right = max(right, pen + shape.right * now.size)
                bottom, top = min(bottom, shape.bottom), max(top, shape.top)
            pen += face.width(code) * now.size + now.apart
            if code == 32 and face.step == 1:
                pen += now.words_apart
    advance = pen * now.stretch
    if not count:
        return Run(advance, 0, None)
    low, high = bottom * now.size + now.rise, top * now.size + now.rise
    return Run(advance, count, Box(left * now.stretch, low, right * now.stretch, high))
