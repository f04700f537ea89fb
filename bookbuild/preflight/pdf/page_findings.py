"""What is wrong with the pages: their size, their margins, their ink, their pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bookbuild.model.print_terms import PrintTerms
from bookbuild.preflight.pdf.survey import Box, Ink, PageSurvey, Survey
from bookbuild.preflight.pdf.telling import have, inches, pages_said, size
from bookbuild.report import Diagnostic, Place, warning

_NEAR = 0.75
"""Lengths that differ by less than this are the same: a hundredth of an inch."""
_LETTERS = 40
"""How many small letters a page may have: the numbers of notes are small in every book."""
_SMALLEST, _LARGEST = (288.0, 432.0), (612.0, 841.68)
"""The pages that KDP cuts: 4 × 6 to 8.5 × 11.69 inches."""


@dataclass(frozen=True, slots=True)
class _Look:
    """A look at the pages for one printer; ``shop`` is its name, "a printer" for any."""

    seen: Survey
    terms: PrintTerms
    name: str
    shop: str

    def told(self, code: str, pages: list[int], what: str, hint: str) -> Iterator[Diagnostic]:
        """Yield one finding for all these pages, none for none; ``what`` goes on after them."""
        if pages:
            said = f"{pages_said(pages)} {what.replace('has/have', have(len(set(pages))))}"
            yield warning(code, Place(self.name), said, hint)

    def where(self, is_so: Callable[[PageSurvey], bool]) -> list[int]:
        """Return the numbers of the pages for which something holds."""
        return [page.number for page in self.seen.pages if is_so(page)]


def page_findings(seen: Survey, terms: PrintTerms, name: str, shop: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the pages, as `document_findings` does for the file."""
    look = _Look(seen, terms, name, shop)
    yield from _sizes(look)
    yield from _edges(look)
    yield from _gutter(look)
    yield from _pictures(look)
    yield from _small_type(look)
    if terms.bare:
        yield from _inks(look)
    yield from _others(look)


# ----------------------------------------------------------------------------------- sizes


def usual_trim(seen: Survey) -> tuple[float, float]:
    """Return the size that most pages have, 0 by 0 of a book without pages."""
    sizes = Counter((round(p.trim.width, 1), round(p.trim.height, 1)) for p in seen.pages)
    return sizes.most_common(1)[0][0] if sizes else (0.0, 0.0)


def _sizes(look: _Look) -> Iterator[Diagnostic]:
    width, height = usual_trim(look.seen)
    others = look.where(
        lambda page: abs(page.trim.width - width) > _NEAR or abs(page.trim.height - height) > _NEAR
    )
    what = f"has/have another size than the others, which are {size(width, height)}."
    yield from look.told("page-sizes-differ", others, what, "Make all pages of one size.")
    turned = look.where(lambda page: page.turned)
    hint = "Turn the pages themselves, not the view of them."
    yield from look.told("page-turned", turned, "has/have been turned.", hint)
    most = 2 * look.terms.bleed + _NEAR
    marked = look.where(
        lambda page: (
            page.media.width - page.trim.width > most or page.media.height - page.trim.height > most
        )
    )
    what = "has/have room around what is cut out, as for crop marks."
    hint = "Save the PDF without marks, with pages of the size of the book."
    yield from look.told("room-for-marks", marked, what, hint)
    if look.terms.bare and look.seen.pages and not _is_cut(width, height):
        message = f"The pages are {size(width, height)}. {look.shop} cuts no such size."
        hint = "Choose one from 4 × 6 to 8.5 × 11.69 in: 5 × 8, 5.5 × 8.5 and 6 × 9 are usual."
        yield warning("unusual-page-size", Place(look.name), message, hint)


def _is_cut(width: float, height: float) -> bool:
    sides = zip((width, height), _SMALLEST, _LARGEST, strict=True)
    return all(least - _NEAR <= side <= most + _NEAR for side, least, most in sides)


# --------------------------------------------------------------------------------- margins


def _edges(look: _Look) -> Iterator[Diagnostic]:
    """Yield what stands too near to where the paper is cut, or beyond it."""
    safe, right_to_left = look.terms.safe, look.seen.right_to_left
    found = [
        (page.number, min(_cut_sides(page, page.text, right_to_left=right_to_left)))
        for page in look.seen.pages
        if page.text
    ]
    near = [number for number, far in found if far < safe - _NEAR]
    what = f"has/have text {_from_edge(min((far for _, far in found), default=0.0))}; {look.shop} "
    what += f"wants {inches(safe)} between text and the edge of the page."
    hint = "Make the outer, upper or lower margins wider, running heads and page numbers included."
    yield from look.told("text-at-edge", near, what, hint)
    art = look.where(lambda page: _is_half_off(page, look))
    what = f"has/have a picture or a line nearer to the edge than {inches(safe)}, and it does not "
    what += f"reach {inches(look.terms.bleed)} beyond the edge either."
    hint = "Move it in, or let it run over the edge so far that a crooked cut leaves no white."
    yield from look.told("art-at-edge", art, what, hint)


def _from_edge(least: float) -> str:
    return f"{inches(least)} from the edge" if least >= 0 else "that is cut off"


def _is_half_off(page: PageSurvey, look: _Look) -> bool:
    """Return whether art is near an edge that is cut and does not run over it."""
    if page.art is None:
        return False
    full, safe = look.terms.bleed - _NEAR, look.terms.safe - _NEAR
    cut = _cut_sides(page, page.art, right_to_left=look.seen.right_to_left)
    return any(-full < far < safe for far in cut)


def _gutter(look: _Look) -> Iterator[Diagnostic]:
    """Yield the pages whose text runs into the spine: the book is too thick for its margin."""
    pages = len(look.seen.pages) + look.seen.left_out
    least = look.terms.gutter(pages)
    inward = [
        (page.number, _from_spine(page, page.text, right_to_left=look.seen.right_to_left))
        for page in look.seen.pages
        if page.text
    ]
    wrong = [number for number, far in inward if far < least - _NEAR]
    if wrong:
        found = min(far for _, far in inward)
        what = f"has/have text {inches(found)} from the spine; a book of {pages} pages needs "
        what += f"{inches(least)} there."
        yield from look.told("text-in-gutter", wrong, what, "Make the inner margin wider.")


def _spine_is_left(page: PageSurvey, *, right_to_left: bool) -> bool:
    return (page.number % 2 == 1) is not right_to_left


def _from_spine(page: PageSurvey, box: Box, *, right_to_left: bool) -> float:
    """Return how far a box is from the spine, less than 0 beyond it."""
    at_left = _spine_is_left(page, right_to_left=right_to_left)
    return box.left - page.trim.left if at_left else page.trim.right - box.right


def _cut_sides(page: PageSurvey, box: Box, *, right_to_left: bool) -> tuple[float, float, float]:
    """Return how far a box is from the foot, the head and the outer edge; less than 0 beyond."""
    trim = page.trim
    at_left = _spine_is_left(page, right_to_left=right_to_left)
    outer = trim.right - box.right if at_left else box.left - trim.left
    return box.bottom - trim.bottom, trim.top - box.top, outer


# --------------------------------------------------------------------------------- pictures


def _pictures(look: _Look) -> Iterator[Diagnostic]:
    least = look.terms.resolution
    coarse = look.where(lambda page: _resolution(page) < least - 1)
    if coarse:
        found = min(_resolution(page) for page in look.seen.pages)
        what = f"has/have a picture of {found:.0f} pixels to the inch at its printed size; print "
        what += f"needs {least}."
        hint = "Take a larger file of the picture, or show it smaller."
        yield from look.told("coarse-picture", coarse, what, hint)


def _resolution(page: PageSurvey) -> float:
    return min((picture.resolution for picture in page.pictures), default=1e6)


def _small_type(look: _Look) -> Iterator[Diagnostic]:
    least = look.terms.least_type
    small = look.where(
        lambda page: sum(count for tenths, count in page.sizes if tenths < least * 10) > _LETTERS
    )
    what = f"has/have type smaller than {least:g} points, the least that {look.shop} prints."
    yield from look.told("small-type", small, what, "Set it larger.")


# ------------------------------------------------------------------------------------- ink


def _inks(look: _Look) -> Iterator[Diagnostic]:
    light = look.where(lambda page: Ink.LIGHT_BLACK in page.inks)
    what = "has/have black or grey that is mixed of red, green and blue. The printer mixes it of "
    what += "four inks, and fine type gets coloured edges."
    hint = (
        "Set it in black ink alone (“K only”). Of a book by bookbuild, take the copy for the shop."
    )
    yield from look.told("mixed-black", light, what, hint)
    rich = look.where(lambda page: Ink.RICH_BLACK in page.inks)
    what = "has/have black that is mixed of several inks (“rich black”)."
    yield from look.told("rich-black", rich, what, "Set it in black ink alone (“K only”).")
    heavy = look.where(lambda page: Ink.HEAVY in page.inks)
    what = "has/have more ink on one spot than paper can take: over 240 per cent."
    yield from look.told("too-much-ink", heavy, what, "Take less of each ink.")
    coloured = look.where(lambda page: bool({Ink.COLOUR, Ink.SPOT} & set(page.inks)))
    what = (
        "has/have colour. A book that is printed in black shows it as grey; in colour, every page "
    )
    what += "costs more."
    hint = "Make pictures grey yourself, to see what becomes of them, or order colour."
    yield from look.told("printed-colour", coloured, what, hint)


# ------------------------------------------------------------------------------- all the rest


def _others(look: _Look) -> Iterator[Diagnostic]:
    kinds = set() if look.terms.bare else {"Link"}
    noted = look.where(lambda page: bool(set(page.notes) - kinds))
    found = sorted({note for page in look.seen.pages for note in page.notes} - kinds)
    what = f"has/have something to click or to open ({', '.join(found)}), which paper has not."
    hint = "Save the PDF without links and comments."
    hint += " Of a book by bookbuild, take the copy that --for makes."
    yield from look.told("pdf-annotations", noted, what, hint)
    through = look.where(lambda page: page.transparent)
    what = "has/have something that can be seen through; some presses print that wrongly."
    hint = "Save pictures without transparency (“flatten” them)."
    yield from look.told("see-through", through, what, hint)
    for why in dict.fromkeys(page.unread for page in look.seen.pages if page.unread):
        pages = look.where(lambda page, why=why: page.unread == why)  # type: ignore[misc]
        what = f"could not be measured to the end: {why}."
        yield from look.told("page-unread", pages, what, "Look at it yourself, or save it anew.")
