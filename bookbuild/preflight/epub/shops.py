"""What shops and devices refuse or show badly: sizes, formats, style sheets.

The measures are those that Amazon, Apple, Google and Kobo publish.
"""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.preflight.epub.opening import LARGEST_PAGE
from bookbuild.preflight.epub.publication import Media, Publication
from bookbuild.report import Diagnostic, Place, error, warning

LARGEST_BOOK = 200_000_000
"""Bytes: what Send to Kindle takes from the web."""
LONGEST_SIDE = 3_200
"""Pixels: Google refuses larger pictures."""
LARGEST_PICTURE = 5_000_000
"""Bytes: Amazon's most for a picture."""
SMALLEST_COVER = (625, 1_000)
"""Pixels: Amazon's least for a cover."""
_RARE_PICTURES = ("image/webp", "image/avif", "image/jxl", "image/bmp", "image/tiff")
_RARE_FONTS = ("font/woff2", "font/woff", "application/font-woff")


def shop_findings(book: Publication) -> Iterator[Diagnostic]:
    """Yield what is too large, too small, or in a format that devices do not know."""
    if book.size > LARGEST_BOOK:
        what = f"The book has more than {LARGEST_BOOK // 1_000_000} MB, more than Kindle takes."
        yield warning("book-too-large", Place(book.name), what, "Make its pictures smaller.")
    for file in book.too_large:
        yield error(
            "page-too-large",
            Place(file),
            f"This page has more than {LARGEST_PAGE // 1_000_000} MB, and Kobo refuses it. It was "
            "not looked into.",
            "Divide the book into one file for each chapter.",
        )
    covers = {item.file for item in book.package.items if "cover-image" in item.properties}
    for media in book.media:
        yield from _formats(media)
        yield from _sizes(media, is_cover=media.file in covers)
    yield from _sheets(book)


def _formats(media: Media) -> Iterator[Diagnostic]:
    kind = media.true_type or media.media_type
    if kind in _RARE_PICTURES:
        what = f"Kindle and older readers do not know pictures in the format {kind}."
        yield warning("rare-format", Place(media.file), what, "Save it as JPEG or PNG.")
    if kind in _RARE_FONTS:
        what = f"Kindle and Kobo do not read fonts in the format {kind}."
        yield warning("rare-format", Place(media.file), what, "Embed it as TrueType or OpenType.")
    if media.channels == 4:
        what = "The picture is in the colours of print (CMYK); on screens they come out wrong."
        yield warning("print-colours", Place(media.file), what, "Save it in RGB.")


def _sizes(media: Media, *, is_cover: bool) -> Iterator[Diagnostic]:
    place, sides = Place(media.file), (media.width, media.height)
    shown = f"{media.width} × {media.height} pixels"
    if max(sides) > LONGEST_SIDE:
        what = f"The picture has {shown}; Google takes {LONGEST_SIDE:,} a side at most."
        yield warning("picture-too-large", place, what, "Make it smaller.")
    if media.media_type.startswith("image/") and media.size > LARGEST_PICTURE:
        what = f"The picture has more than {LARGEST_PICTURE // 1_000_000} MB; Amazon refuses it."
        yield warning("picture-too-large", place, what, "Make it smaller.")
    low = min(sides) < SMALLEST_COVER[0] or max(sides) < SMALLEST_COVER[1]
    if is_cover and media.width and low:
        least = f"{SMALLEST_COVER[0]} × {SMALLEST_COVER[1]:,}"
        what = f"The cover has {shown}; Amazon takes {least} at least."
        yield warning("cover-too-small", place, what, "Use a larger picture.")


def _sheets(book: Publication) -> Iterator[Diagnostic]:
    for sheet in book.sheets:
        for each in sheet.weaknesses:
            yield warning(
                "weak-reader-style",
                Place(sheet.file, each.line),
                f"`{each.found}` is risky in an EPUB: {each.trouble.why}.",
                each.trouble.remedy,
            )
        for address in sheet.addresses:
            if address.imports:
                what = "Sheets that a sheet brings in are lost in older readers."
                hint = "Link each sheet in the pages."
                yield warning("imported-sheet", Place(sheet.file, address.line), what, hint)
