"""The composing room: which sections are composed, and which are left to the press.

Pages around the text (title, contents, appendix) are the press's own. So are the sections of a
book whose script is not composed yet, and of one whose author's style sheets set running text in
another size than the theme's.
"""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.model.edition import Edition, TextUnit, Unit
from bookbuild.report import Diagnostic, Place, warning
from bookbuild.write.pdf.composition.compositor import Compositor, PageBlock
from bookbuild.write.pdf.composition.faces import TypeFaces
from bookbuild.write.pdf.composition.pages import Side
from bookbuild.write.pdf.design import PageDesign, type_design
from bookbuild.write.pdf.fonts import FontFace
from bookbuild.write.pdf.press import Press
from bookbuild.write.pdf.sheets import PageOf, Sheet, greedy_body, print_view, sheet


@dataclass(frozen=True, slots=True)
class ComposingRoom:
    """Makes the sheets of a book; ``compositor`` is None where nothing is composed."""

    edition: Edition
    omitted: frozenset[str]
    compositor: Compositor | None
    diagnostics: tuple[Diagnostic, ...] = ()

    def cut(self, unit: Unit, page_of: PageOf, first: Side) -> Sheet:
        """Return a unit's sheet, composed for a first page on a side where it can be."""
        if self.compositor is not None and isinstance(unit, TextUnit):
            composed = self.compositor.compose(unit, first)
            if composed is not None:
                pages = 0 if unit.closing else len(composed.plan.pages)
                return sheet(unit, self.edition, composed.html, composed.css, pages)
        return sheet(unit, self.edition, greedy_body(unit, self.edition, page_of, self.omitted))


def composing_room(
    edition: Edition,
    press: Press,
    design: PageDesign,
    faces: tuple[FontFace, ...],
    omitted: frozenset[str],
    *,
    compose: bool,
) -> ComposingRoom:
    """Return the room of a book; the press measures what it lays by itself."""
    if not compose or design.script.right_to_left or design.script.in_squares:
        return ComposingRoom(edition, omitted, None)
    compositor = Compositor(
        edition,
        print_view(edition, lambda unit: "", omitted),
        TypeFaces(faces),
        type_design(design.theme),
        PageBlock(design.measure, design.lines),
        omitted,
    )
    if compositor.measure(press):
        return ComposingRoom(edition, omitted, compositor)
    return ComposingRoom(edition, omitted, None, (_NOT_OBEYED,))


_NOT_OBEYED = warning(
    "not-composed",
    Place("styles"),
    "Your style sheets set the printed text in another size, font or leading than the theme's, so "
    "its lines and pages are broken one by one.",
    "Choose another theme: or large-print: in book.yaml instead.",
)
