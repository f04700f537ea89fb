"""What of a book is to be made: its editions, each in a format, on what occasion."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bookbuild.build.place import output_path
from bookbuild.build.request import BuildRequest
from bookbuild.build.stamp import book_stamp
from bookbuild.model.assets import Styles
from bookbuild.model.book import Book
from bookbuild.model.editions import EditionSettings, Format
from bookbuild.model.occasion import Occasion
from bookbuild.model.published import Published
from bookbuild.plan.excerpt import excerpt, unknown_wishes
from bookbuild.report import BookbuildError, Diagnostic, Exit, Place


@dataclass(frozen=True, slots=True)
class Order:
    """One book of the build: an edition in a format."""

    settings: EditionSettings
    format: Format


def orders_of(book: Book, request: BuildRequest) -> tuple[Order, ...]:
    """Return the books to make, by format first: the PDF's pages are known before the EPUB."""
    known = tuple(settings.name for settings in book.editions)
    if request.edition and request.edition not in known:
        raise BookbuildError(
            f"There is no edition “{request.edition}”. This book has: {', '.join(known)}.",
            Exit.USAGE,
        )
    chosen = [each for each in book.editions if request.edition in ("", each.name)]
    if request.release:
        chosen = [each for each in chosen if goes_out(each, book)]
    orders = tuple(
        Order(excerpt(book, settings, format, request.only), format)
        for format in request.formats
        for settings in chosen
        if format in settings.formats
    )
    if request.only and not request.edition:
        # A part of the book is wanted once, not of each edition.
        firsts = {order.format: order for order in reversed(orders)}
        orders = tuple(firsts[format] for format in request.formats if format in firsts)
    if not orders:
        wanted = " or ".join(format.value.upper() for format in request.formats)
        which = f"The edition “{request.edition}”" if request.edition else "No edition of this book"
        verb = "is not made" if request.edition else "is made"
        raise BookbuildError(
            f"{which} {verb} as {wanted}. Add the format under editions: in book.yaml.",
            Exit.USAGE,
        )
    return orders


def goes_out(settings: EditionSettings, book: Book) -> bool:
    """Return whether an edition is for everybody who finds a release.

    One that runs ahead is for some readers only, unless its author says otherwise.
    """
    return not settings.ahead or book.releases.ahead


def refuse_excerpt(book: Book, request: BuildRequest) -> None:
    """Raise where some sections are asked for that are not there, or are to be published."""
    if request.only and request.publish:
        message = "--only makes a part of the book, and --publish is for all of it. Leave one out."
        raise BookbuildError(message, Exit.USAGE)
    unknown = unknown_wishes(book, request.only)
    if unknown:
        raise BookbuildError(" ".join(unknown), Exit.USAGE)


def refuse_output(orders: tuple[Order, ...], project: Path, request: BuildRequest) -> None:
    """Raise what `output_path` raises before anything is made, which may take a while."""
    alone = len(orders) == 1
    for order in orders:
        output_path(request.output, project, order.settings.name, order.format, alone=alone)


def occasion_of(
    book: Book, manuscript: Path, request: BuildRequest, published: Published
) -> Occasion:
    """Return on what occasion a book is made: its date, the day, and what readers have."""
    # What is published is what readers may see on the day of its publication.
    as_of = request.as_of or (request.today if request.publish else None)
    return Occasion(
        stamp=book_stamp(book, manuscript, request.epoch, as_of),
        today=request.today,
        as_of=as_of,
        final=request.final,
        # An excerpt is no update of the whole book; its sections keep their names.
        published=replace(published, editions=()) if request.only else published,
        publishing=request.publish,
        lose_places=request.lose_places,
    )


def day_of(occasion: Occasion) -> date:
    """Return the day on which readers get what is made."""
    return occasion.as_of or occasion.stamp.date()


def styles_of(settings: EditionSettings, book: Book, styles: Styles) -> Styles:
    """Return the style sheets with those that one edition lays over them."""
    named = (sheet for name in settings.css for sheet in book.sheets if sheet.name == name)
    return replace(styles, edition=tuple(named))


def beside(book_file: str, name: str) -> str:
    """Return a file of the manuscript folder as messages name it."""
    folder = book_file.rpartition("/")[0]
    return f"{folder}/{name}" if folder else name


def as_typed(diagnostic: Diagnostic, book: Book) -> Diagnostic:
    """Return a writer's diagnostic with its file as the author types it from the project's folder.

    An edition knows its sections' files within the manuscript folder only.
    """
    place = diagnostic.place
    if place.file.startswith("styles"):
        return diagnostic
    return replace(diagnostic, place=Place(beside(book.file, place.file), place.line))
