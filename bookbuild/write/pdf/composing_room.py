"""The composing room: which sections are composed, and which are left to the press.

Pages around the text (title, contents, appendix) are the press's own. So are the sections of a
book whose script is not composed yet, and of one whose author's style sheets set running text in
another size than the theme's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bookbuild.model.edition import Edition, TextUnit, Unit
from bookbuild.report import Diagnostic, Place, warning
from bookbuild.write.pdf.composition.pages import Side
from bookbuild.write.pdf.design import PageDesign
from bookbuild.write.pdf.parts import ComposedText
from bookbuild.write.pdf.printshop import PrintShop
from bookbuild.write.pdf.sheets import Opening, PageOf, Sheet, greedy_body, opening, sheet


@dataclass(frozen=True, slots=True)
class ComposingRoom:
    """Makes the sheets of a book; ``composed`` has its sections by the side that they begin on."""

    edition: Edition
    omitted: frozenset[str]
    composed: Mapping[tuple[str, Side], ComposedText | None] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()

    def cut(self, unit: Unit, page_of: PageOf, first: Side) -> Sheet:
        """Return a unit's sheet, composed for a first page on a side where it can be."""
        text = self.composed.get((unit.head.id, first))
        if text is not None:
            return sheet(unit, self.edition, text.html, text.css, text.pages)
        return sheet(unit, self.edition, greedy_body(unit, self.edition, page_of, self.omitted))


def composing_room(
    edition: Edition,
    shop: PrintShop,
    design: PageDesign,
    omitted: frozenset[str],
    *,
    compose: bool,
) -> ComposingRoom:
    """Return the room of a book, with all of its sections composed."""
    if not (compose and design.script.cased):
        return ComposingRoom(edition, omitted)
    composed = shop.compose(_sections(edition))
    if composed is None:
        return ComposingRoom(edition, omitted, {}, (_NOT_OBEYED,))
    return ComposingRoom(edition, omitted, composed, _remarks(edition, composed))


def _remarks(
    edition: Edition, composed: Mapping[tuple[str, Side], ComposedText | None]
) -> tuple[Diagnostic, ...]:
    """Return what could not be set as the rest was; on either side it is the same."""
    files = {unit.head.id: unit.head.file for unit in edition.units}
    found = (
        warning(code, Place(files[unit], line), message, hint)
        for (unit, _), text in composed.items()
        if text is not None
        for code, line, message, hint in text.remarks
    )
    return tuple(dict.fromkeys(found))


def _sections(edition: Edition) -> Iterable[tuple[TextUnit, tuple[Side, ...]]]:
    """Yield the sections to compose, each with the sides on which it may begin."""
    for unit in edition.units:
        if isinstance(unit, TextUnit) and unit.blocks:
            known = opening(unit, edition.chapter_start) is Opening.RECTO
            yield unit, (Side.RECTO,) if known else (Side.RECTO, Side.VERSO)


_NOT_OBEYED = warning(
    "not-composed",
    Place("styles"),
    "Your style sheets set the printed text in another size, font or leading than the theme's, so "
    "its lines and pages are broken one by one.",
    "Choose another theme: or large-print: in book.yaml instead.",
)
