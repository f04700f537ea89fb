"""What a shop's copy of the EPUB has that the book for all has not, and what the shop refuses.

Little differs, for what no shop minds is made for all: one file for each chapter, a complete NCX
and guide, pictures of four megapixels and 3200 pixels a side at most, fonts as TrueType.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bookbuild.model.assets import Image
from bookbuild.model.edition import Edition
from bookbuild.model.shops import Terms, terms_of
from bookbuild.report import Diagnostic, Place, warning
from bookbuild.write.epub.package import XHTML, Package, Property

_APPLE_PREFIX = "ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"


def has_cover_page(edition: Edition) -> bool:
    """Return whether the cover is the book's first page.

    Kindle shows the picture that the manifest names, and a page with it again: "Internal cover must
    not appear twice" (Kindle Publishing Guidelines). KDP puts the uploaded cover in that picture's
    place; the picture stays, for whoever reads the file before it is sold.
    """
    return edition.shop is None or terms_of(edition.shop).cover_page


def shop_properties(edition: Edition) -> tuple[Property, ...]:
    """Return the metadata that a shop asks for beside the book's.

    Apple Books sets a book that embeds fonts in its reader's own unless the book says so (Apple
    Books Asset Guide, "Embedding fonts").
    """
    if edition.shop is None or not (terms_of(edition.shop).own_fonts and edition.carries_fonts):
        return ()
    return (Property("ibooks:specified-fonts", "true"),)


def shop_prefix(properties: Sequence[Property]) -> str:
    """Return what the package says of the vocabularies that the properties take words from."""
    apples = any(each.property.startswith("ibooks:") for each in properties)
    return _APPLE_PREFIX if apples else ""


def picture_findings(edition: Edition, images: Sequence[Image]) -> tuple[Diagnostic, ...]:
    """Return a warning for each picture that the edition's shop refuses."""
    if edition.shop is None:
        return ()
    terms = terms_of(edition.shop)
    return tuple(told for image in images for told in _picture_told(image, terms))


def _picture_told(image: Image, terms: Terms) -> Iterator[Diagnostic]:
    if image.media_type == "image/svg+xml":  # drawings have no pixels
        return
    place, measure = Place(image.path), f"{image.width} × {image.height} pixels"
    pixels, side = image.width * image.height, max(image.width, image.height)
    if 0 < terms.most_pixels < pixels or 0 < terms.longest_side < side:
        most = f"{terms.longest_side:,} a side"
        most = f"{terms.most_pixels / 1e6:.0f} million of them" if terms.most_pixels else most
        message = f"`{image.path}` has {measure}, and {terms.name} takes {most} at most."
        yield warning("picture-for-shop", place, message, "Make it smaller.")
    if 0 < terms.largest_picture < len(image.data):
        most = _size(terms.largest_picture)
        message = f"`{image.path}` has more than {most}, the most that {terms.name} takes."
        yield warning("picture-for-shop", place, message, "Make it smaller, or save it as a JPEG.")


def cover_findings_for(edition: Edition) -> tuple[Diagnostic, ...]:
    """Return a warning where the author's cover is too small for the edition's shop.

    What is below what any shop takes, the check of every cover says.
    """
    cover = edition.cover
    if edition.shop is None or cover is None:
        return ()
    terms = terms_of(edition.shop)
    shorter = min(cover.width, cover.height)
    if shorter >= terms.least_cover:
        return ()
    message = f"The cover is {cover.width} × {cover.height} pixels, and {terms.name} takes none "
    message += f"with less than {terms.least_cover:,} on its shorter side."
    hint = "Draw or export it larger, best 1600 × 2560."
    return (warning("cover-for-shop", Place(cover.path), message, hint),)


def size_findings(edition: Edition, package: Package, size: int) -> tuple[Diagnostic, ...]:
    """Return a warning where the file, of ``size`` bytes, or a page is too large for the shop."""
    if edition.shop is None:
        return ()
    terms, told = terms_of(edition.shop), []
    if 0 < terms.largest_file < size:
        message = f"The EPUB has more than {_size(terms.largest_file)}, the most that {terms.name}"
        hint = "Take some of its pictures out, or make two volumes of it."
        told.append(warning("book-for-shop", Place("book.yaml"), f"{message} takes.", hint))
    for page in package.resources:
        if page.media_type == XHTML and 0 < terms.largest_page < len(page.data):
            most = _size(terms.largest_page)
            message = f"The page {page.href} has more than {most}, and {terms.name} refuses it."
            hint = "Divide that section into several."
            told.append(warning("page-for-shop", Place("book.yaml"), message, hint))
    return tuple(told)


def _size(number: int) -> str:
    """Return a number of bytes as people say it: "650 MB", "2 GB"."""
    return f"{number // 10**9} GB" if number >= 10**9 else f"{number // 10**6} MB"
