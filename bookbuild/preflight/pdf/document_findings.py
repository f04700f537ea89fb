"""What goes for the whole file: its fonts, how many pages, and what shops will not have in it."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.model.print_terms import PrintTerms
from bookbuild.preflight.pdf.survey import FontSurvey, Lettering, Survey
from bookbuild.preflight.pdf.telling import pages_said
from bookbuild.report import Diagnostic, Place, warning

_MOST_BLANK = 2
"""How many blank pages may follow each other; KDP asks about more."""


def document_findings(
    seen: Survey, terms: PrintTerms, name: str, shop: str
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the file; ``name`` is the file as messages name it.

    ``shop`` is the printer as authors know it, or "a printer".
    """
    place = Place(name)
    yield from _closed(seen, place, shop)
    for font in seen.fonts:
        yield from _font(font, place, shop)
    yield from _extent(seen, terms, place, shop)
    yield from _blanks(seen, terms, place, shop)
    if terms.bare:
        yield from _not_bare(seen, place, shop)


def _closed(seen: Survey, place: Place, shop: str) -> Iterator[Diagnostic]:
    if seen.encrypted:
        message = f"The file is locked, and {shop} has to open it."
        yield warning("pdf-locked", place, message, "Save it without a password and permissions.")
    if seen.scripts:
        message = "Something in the file runs when it is opened."
        hint = "Save it without scripts and actions; nothing on paper can run."
        yield warning("pdf-scripts", place, message, hint)
    if seen.attachments:
        message = "Other files are packed into this one."
        yield warning("pdf-attachments", place, message, "Take them out; a printer refuses them.")
    if seen.forms:
        message = "The file has fields to fill in."
        hint = "Print them into the page (“flatten” the form), or take them out."
        yield warning("pdf-fields", place, message, hint)
    if seen.layers:
        message = "The file has layers, which can be seen or hidden."
        hint = "Merge them, so that what is printed is what you see."
        yield warning("pdf-layers", place, message, hint)


def _font(font: FontSurvey, place: Place, shop: str) -> Iterator[Diagnostic]:
    where = f"from page {font.page} on"
    if font.lettering is Lettering.TYPE_3:
        message = f"The font “{font.name}” ({where}) is drawn letter by letter (Type 3)."
        hint = "Set the text in a font that is a file of its own, TrueType or OpenType."
        yield warning("font-type-3", place, message, hint)
    elif not font.embedded:
        message = f"The font “{font.name}” ({where}) is not in the file; {shop} would print "
        message += "another in its place."
        hint = "Save the PDF with all fonts embedded."
        yield warning("font-not-embedded", place, message, hint)
    elif font.lettering is Lettering.WRAPPED:
        message = (
            f"The font “{font.name}” ({where}) is in the file as a whole OpenType font, which "
        )
        message += "printers' own checks refuse."
        hint = "Take a TrueType file of the font (.ttf) and make the PDF again."
        yield warning("font-wrapped", place, message, hint)


def _extent(seen: Survey, terms: PrintTerms, place: Place, shop: str) -> Iterator[Diagnostic]:
    pages = len(seen.pages) + seen.left_out
    if seen.left_out:
        message = f"The file has {pages:,} pages, and only the first {len(seen.pages):,} were "
        message += "looked at."
        yield warning("pages-unseen", place, message, "No book of so many pages can be bound.")
    if pages < terms.pages_least:
        message = f"The book has {pages} pages, and {shop} prints {terms.pages_least} at least."
        yield warning("pdf-too-short", place, message, "Choose a smaller page, or add to the book.")
    if terms.pages_most and pages > terms.pages_most:
        message = f"The book has {pages} pages, and {shop} prints {terms.pages_most} at most."
        hint = "Choose a larger page, or divide the book."
        yield warning("pdf-too-long", place, message, hint)
    if pages % 2:
        message = f"The book has {pages} pages, and a leaf has two sides."
        yield warning("odd-pages", place, message, "Add a blank page at the end.")
    if terms.largest_file and seen.size > terms.largest_file:
        most = terms.largest_file // 1_000_000
        message = f"The file has {seen.size // 1_000_000} MB, and {shop} takes {most} MB."
        yield warning(
            "pdf-too-large", place, message, "Save its pictures at 300 pixels to the inch."
        )


def _blanks(seen: Survey, terms: PrintTerms, place: Place, shop: str) -> Iterator[Diagnostic]:
    if terms.last_blank and seen.pages and not seen.left_out and not seen.pages[-1].blank:
        message = f"The last page is printed, and {shop} puts a mark of its own there."
        hint = "Add blank pages, so that the last one is blank and their number is even."
        yield warning("last-page-printed", place, message, hint)
    if not terms.bare:
        return
    run: list[int] = []
    for page in seen.pages:
        run = [*run, page.number] if page.blank else []
        if len(run) == _MOST_BLANK + 1:
            message = f"{pages_said(run)} are blank, one after the other; {shop} takes that for a "
            message += "mistake."
            hint = f"Leave no more than {_MOST_BLANK} in a row."
            yield warning("many-blank-pages", place, message, hint)


def _not_bare(seen: Survey, place: Place, shop: str) -> Iterator[Diagnostic]:
    remedy = "Of a book by bookbuild, take the copy that --for makes."
    if seen.outlined:
        message = f"The file has bookmarks, and {shop} asks for a file without them."
        yield warning("pdf-bookmarks", place, message, remedy)
    if seen.particulars:
        listed = ", ".join(seen.particulars)
        message = f"The file says things of itself that no page shows ({listed}), and {shop} asks "
        message += "for a file without them."
        yield warning("pdf-particulars", place, message, remedy)
