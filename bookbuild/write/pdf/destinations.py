"""What becomes of the bound PDF for the one who gets it: a printer, a binder, a screen.

It goes over the finished bytes, so that every copy has the same lines and pages. A printer's copy
loses what a press cannot print and a shop refuses: links, bookmarks, the structure for screen
readers, the particulars. What was light becomes black ink alone (`black_ink`), but pictures for a
press that prints in colour. No copy claims to be PDF/X, which nothing here could verify.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name

from bookbuild.model.edition import Edition, PageStart, Pagination
from bookbuild.model.editions import Interior
from bookbuild.model.print_terms import PrintTerms, print_terms
from bookbuild.model.shops import Shop, terms_of
from bookbuild.report import Diagnostic, Place, warning
from bookbuild.write.pdf.black_ink import in_black_ink

_BOOK = Place("book.yaml")


@dataclass(frozen=True, slots=True)
class Sent:
    """A PDF as its destination gets it, where its pages begin, and what to know of it."""

    pdf: bytes
    pagination: Pagination
    diagnostics: tuple[Diagnostic, ...] = ()


def send(bound: bytes, pagination: Pagination, edition: Edition) -> Sent:
    """Return the bound PDF as the edition's destination takes it; without one, as it is.

    A binder's edition is filled up with blank pages to whole sheets.
    """
    blanks = blanks_behind(pagination, edition)
    whole = _with_blanks(pagination, blanks)
    terms = print_terms(edition.shop) if edition.shop else None
    told = (*_extent(len(whole.pages), terms, edition), *_greyed(edition)) if terms else ()
    if not (blanks or edition.shop):
        return Sent(bound, whole)
    with pikepdf.open(io.BytesIO(bound)) as pdf:
        for _ in range(blanks):
            _add_blank(pdf)
        if terms:
            _strip(pdf, title=edition.title if edition.shop is Shop.INGRAM else "")
            in_black_ink(pdf, pictures=edition.interior is Interior.BLACK)
        else:
            _for_screen(pdf)
        for page in pdf.pages:
            _box(page)
        return Sent(_saved(pdf), whole, told)


# ---------------------------------------------------------------------------------- the pages


def blanks_behind(pagination: Pagination, edition: Edition) -> int:
    """Return how many blank pages are put behind the book, which has an even number of pages.

    A shop cuts and folds as it likes, so that a binder's wish holds without a shop only.
    """
    pages = len(pagination.pages)
    match edition.shop:
        case None:
            return -pages % edition.pages_multiple
        case Shop.INGRAM:
            ends_blank = pages > 0 and not pagination.pages[-1].unit
            return 0 if ends_blank else 2
        case _:
            return 0


def _with_blanks(pagination: Pagination, blanks: int) -> Pagination:
    after = len(pagination.pages)
    added = tuple(PageStart(after + number, "", "") for number in range(1, blanks + 1))
    return Pagination(pagination.pages + added)


def _extent(pages: int, terms: PrintTerms, edition: Edition) -> tuple[Diagnostic, ...]:
    name = terms_of(edition.shop).name if edition.shop else ""
    if pages < terms.pages_least:
        message = f"This book has {pages} pages, and {name} prints {terms.pages_least} at least."
        hint = "Choose a smaller `trim`, or let the book grow before it is printed."
        return (warning("too-few-pages", _BOOK, message, hint),)
    if pages > terms.pages_most:
        message = f"This book has {pages} pages, and {name} prints {terms.pages_most} at most."
        hint = "Choose a larger `trim`, or divide the book with `sections`."
        return (warning("too-many-pages", _BOOK, message, hint),)
    return ()


def _greyed(edition: Edition) -> tuple[Diagnostic, ...]:
    """Return for each picture with colours that the copy for black ink has it in greys."""
    if edition.interior is not Interior.BLACK or not edition.images:
        return ()
    from bookbuild.plates.colours import is_coloured  # which few books need

    message = "This picture has colours, and the book is printed in black: it is grey in this copy."
    hint = (
        "Look at it there: colours that differ may become one grey. For a book that is printed in "
        "colour, write `interior: colour` in book.yaml."
    )
    return tuple(
        warning("grey-picture", Place(each.path), message, hint)
        for each in edition.images
        if is_coloured(each)
    )


def _add_blank(pdf: pikepdf.Pdf) -> None:
    last = pdf.pages[-1]
    box = Array(list(last.MediaBox))
    page = Dictionary(Type=Name.Page, MediaBox=box, Resources=Dictionary())
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def _box(page: pikepdf.Page) -> None:
    """Say which part of the page is the book: all of it, for nothing of ours bleeds.

    A page whose own style makes it bleed has its trim box from the press already.
    """
    if Name.TrimBox not in page:
        page.obj.TrimBox = Array(list(page.MediaBox))


# --------------------------------------------------------------------------------- for printers

_FOR_SCREENS = (
    *(Name.Outlines, Name.PageMode, Name.Names, Name.Dests, Name.Metadata, Name.AcroForm),
    *(Name.StructTreeRoot, Name.MarkInfo, Name.OpenAction, Name.AA, Name.OutputIntents),
)
_OF_PAGES = (Name.Annots, Name.StructParents, Name.Tabs, Name.AA)


def _strip(pdf: pikepdf.Pdf, title: str) -> None:
    """Take out what shops refuse: all that a reader could click, and what the file says of itself.

    ``title`` stays where it is not "".
    """
    for name in _FOR_SCREENS:
        if name in pdf.Root:
            del pdf.Root[name]
    for page in pdf.pages:
        for name in _OF_PAGES:
            if name in page:
                del page[name]
    if Name.Info in pdf.trailer:
        del pdf.trailer[Name.Info]
    if title:
        pdf.docinfo[Name.Title] = pikepdf.String(title)


# -------------------------------------------------------------------------------- for the screen


def _for_screen(pdf: pikepdf.Pdf) -> None:
    """Show the title in the window, and the bookmarks beside the pages."""
    preferences = pdf.Root.get(Name.ViewerPreferences, Dictionary())
    preferences.DisplayDocTitle = True
    pdf.Root.ViewerPreferences = preferences
    if Name.Outlines in pdf.Root:
        pdf.Root.PageMode = Name.UseOutlines


def _saved(pdf: pikepdf.Pdf) -> bytes:
    pdf.remove_unreferenced_resources()
    saved = io.BytesIO()
    pdf.save(saved, deterministic_id=True, linearize=False)
    return saved.getvalue()
