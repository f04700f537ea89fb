"""The workroom: composes and prints the parts of one book, wherever it stands.

It stands in this process, or in one of several that a build starts. It says what it was asked for
and keeps nothing of it but the widths of words and the fonts.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import assert_never

from bookbuild.write.pdf.composition.casting_off import PageBlock
from bookbuild.write.pdf.composition.compositor import ComposedSection, Compositor
from bookbuild.write.pdf.composition.faces import TypeFaces
from bookbuild.write.pdf.composition.items import Measurer
from bookbuild.write.pdf.design import type_design
from bookbuild.write.pdf.pagination import begins, placed
from bookbuild.write.pdf.parts import (
    Answer,
    BookWork,
    ComposedText,
    Composition,
    Compositions,
    Order,
    PrintedPart,
    ToCompose,
    ToPrint,
)
from bookbuild.write.pdf.press import Press
from bookbuild.write.pdf.sheets import print_view


class Workroom:
    """Does the orders of one book, one after the other."""

    def __init__(self, work: BookWork) -> None:
        """Load the press. Raises `BookbuildError` with `Exit.MACHINE` where Pango is missing."""
        self._work = work
        self._press = Press(work.css, work.resources)
        self._type = replace(type_design(work.design.theme), initials=work.initials)
        self._measurer = Measurer(TypeFaces(work.faces), self._type)

    def do(self, order: Order) -> Answer:
        """Do what is ordered."""
        with one_collection():
            match order:
                case ToCompose():
                    return self._compose(order)
                case ToPrint():
                    return self._print(order)
                case _:
                    assert_never(order)

    def _compose(self, order: ToCompose) -> Compositions:
        work = self._work
        compositor = Compositor(
            replace(work.edition, units=order.units),
            print_view(work.edition, lambda unit: "", work.omitted),
            self._measurer,
            self._type,
            PageBlock(work.design.measure, work.design.lines),
            work.omitted,
        )
        if not compositor.measure(self._press):
            return Compositions(False, ())
        linked = frozenset(order.linked)
        made = (
            Composition(unit.head.id, side, _text(compositor.compose(unit, side, linked)))
            for unit in order.units
            for side in order.sides
        )
        return Compositions(True, tuple(made))

    def _print(self, order: ToPrint) -> PrintedPart:
        laid = self._press.lay(order.html, order.css, order.line_css)
        pressed = self._press.print(laid, tagged=self._work.tagged)
        begun = begins(laid.pages, order.texts)
        return PrintedPart(
            pressed.pdf, begun, pressed.fonts, self._press.heard(), placed(laid.pages)
        )


def _text(composed: ComposedSection | None) -> ComposedText | None:
    if composed is None:
        return None
    pages = 0 if composed.pressed else len(composed.plan.pages)
    remarks = ((each.code, each.place.line, each.message, each.hint) for each in composed.remarks)
    return ComposedText(composed.html, composed.css, pages, tuple(remarks), composed.marks)


@contextmanager
def one_collection() -> Iterator[None]:
    """Have Python look for objects that nobody needs any more once, and among the new ones only.

    A part's pages are made of objects that all live until it is printed: looking for dead ones
    among them meanwhile took a third of the time.
    """
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()
        gc.unfreeze()
