"""The composing room: which sections are composed, and which are left to the press.

Pages around the text (title, contents) are the press's own. So are the sections of a
book whose script is not composed yet, and of one whose author's style sheets set running text in
another size than the theme's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from bookbuild.model.edition import Edition, NotesAppendix, Unit
from bookbuild.report import Diagnostic, Place, warning
from bookbuild.write.pdf.composition.appendix import with_folios
from bookbuild.write.pdf.composition.composable import Composable, is_composed
from bookbuild.write.pdf.composition.link_targets import linked_paragraphs
from bookbuild.write.pdf.composition.sides import Side
from bookbuild.write.pdf.design import PageDesign
from bookbuild.write.pdf.parts import ComposedText
from bookbuild.write.pdf.printshop import PrintShop
from bookbuild.write.pdf.sheets import Opening, PageOf, Sheet, greedy_body, opening, sheet


class Composers(Protocol):
    """Those who compose the sections of a book, as `printshop.PrintShop` has them."""

    def composed(self, unit: str, side: Side) -> ComposedText | None:
        """Return a unit composed for a side, None for one that is not. Raises `NotObeyedError`."""
        ...

    def all_composed(self) -> Mapping[tuple[str, Side], ComposedText | None]:
        """Return all units for all of their sides."""
        ...


@dataclass(frozen=True, slots=True)
class ComposingRoom:
    """Makes the sheets of a book; ``composers`` compose its sections, None where the press breaks
    all lines and pages. ``told`` is what to know of that."""

    edition: Edition
    omitted: frozenset[str]
    composers: Composers | None = None
    told: tuple[Diagnostic, ...] = ()

    def cut(self, unit: Unit, page_of: PageOf, first: Side) -> Sheet:
        """Return a unit's sheet, composed for a first page on a side where it can be.

        Raises `NotObeyedError`.
        """
        text = self.composers.composed(unit.head.id, first) if self.composers else None
        if text is not None:
            html = text.html
            if isinstance(unit, NotesAppendix):
                html = with_folios(html, tuple(page_of(entry.unit) for entry in unit.entries))
            return sheet(unit, self.edition, html, text.css, text.pages)
        return sheet(unit, self.edition, greedy_body(unit, self.edition, page_of, self.omitted))

    def by_the_press(self) -> ComposingRoom:
        """Return the room of a book whose style sheets set running text in their own way."""
        return ComposingRoom(self.edition, self.omitted, None, (_NOT_OBEYED,))

    def diagnostics(self, sides: Mapping[str, Side]) -> tuple[Diagnostic, ...]:
        """Return what could not be set as the rest was, when all is composed.

        ``sides`` are those on which the units begin: pages are not filled alike on either.
        """
        composed = self.composers.all_composed() if self.composers else {}
        return self.told + _remarks(self.edition, composed, sides)


def composing_room(
    edition: Edition,
    shop: PrintShop,
    design: PageDesign,
    omitted: frozenset[str],
    *,
    compose: bool,
) -> ComposingRoom:
    """Return the room of a book, and begin to compose its sections."""
    if not (compose and design.script.cased):
        told = (_NO_CAPITALS,) if edition.drop_caps and not design.script.cased else ()
        return ComposingRoom(edition, omitted, None, told)
    shop.compose(_sections(edition), linked_paragraphs(edition))
    return ComposingRoom(edition, omitted, shop)


def _remarks(
    edition: Edition,
    composed: Mapping[tuple[str, Side], ComposedText | None],
    sides: Mapping[str, Side],
) -> tuple[Diagnostic, ...]:
    """Return what could not be set as the rest was."""
    files = {unit.head.id: unit.head.file for unit in edition.units}
    found = (
        warning(code, Place(files[unit.head.id], line), message, hint)
        for unit, _ in _sections(edition)
        if (side := sides.get(unit.head.id)) is not None
        if (text := composed.get((unit.head.id, side))) is not None
        for code, line, message, hint in text.remarks
    )
    return tuple(dict.fromkeys(found))


def _sections(edition: Edition) -> Iterable[tuple[Composable, tuple[Side, ...]]]:
    """Yield the units to compose, each with the sides on which it may begin."""
    for unit in edition.units:
        if is_composed(unit):
            known = opening(unit, edition.chapter_start) is Opening.RECTO
            yield unit, (Side.RECTO,) if known else (Side.RECTO, Side.VERSO)


_NO_CAPITALS = warning(
    "no-drop-caps",
    Place("book.yaml"),
    "The printed chapters open without drop caps: the book's script has no capitals.",
    "Write “drop-caps: no” in book.yaml.",
)
_NOT_OBEYED = warning(
    "not-composed",
    Place("styles"),
    "Your style sheets set the printed text in another size, font or leading than the theme's, so "
    "its lines and pages are broken one by one.",
    "Choose another theme: or large-print: in book.yaml instead.",
)
