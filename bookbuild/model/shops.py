"""The shops that a copy of the book can be made for, and what each takes.

The measures are those that the shops publish: KDP's help pages and its Kindle Publishing Guidelines
(2019.2), Kobo's EPUB guidelines, Apple's page "Prepare your book" and its asset guide, Google's
page "Files and uploading". What printers take is in `print_terms`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from bookbuild.model.editions import Format
from bookbuild.model.naming import Isbn


class Shop(Enum):
    """A shop that a copy is made for; the values are what the author types.

    The screen is none, but a PDF to be read there is a copy like the others.
    """

    KDP = "kdp"
    KOBO = "kobo"
    APPLE = "apple"
    GOOGLE = "google"
    INGRAM = "ingram"
    SCREEN = "screen"


class FileNaming(Enum):
    """How a shop wants its files called.

    By nothing, with the ISBN somewhere in the name, or by the ISBN alone.
    """

    FREE = "free"
    HOLDS_ISBN = "holds"
    IS_ISBN = "is"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a shop takes; a number is 0 where the shop names none.

    ``name`` is the shop's as its authors know it. ``formats`` are those that a copy is made in.
    ``sells`` is whether the copy is sold: one for the screen is given away as the author likes.
    ``cover_page`` is whether the cover is a page of the book, for a shop may put one there itself.
    ``own_fonts`` is whether the book must say that its fonts are to be used. ``largest_file``,
    ``largest_page`` and ``largest_picture`` are bytes, ``most_pixels`` a picture's width times its
    height, ``longest_side`` pixels. ``least_cover`` is the least of the shorter side of the cover
    to upload, in pixels; ``longest_description`` is in characters.
    """

    name: str
    formats: tuple[Format, ...]
    cover_page: bool = True
    own_fonts: bool = False
    naming: FileNaming = FileNaming.FREE
    largest_file: int = 0
    largest_page: int = 0
    largest_picture: int = 0
    most_pixels: int = 0
    longest_side: int = 0
    least_cover: int = 0
    longest_description: int = 0
    sells: bool = True


_EPUB, _PDF = (Format.EPUB,), (Format.PDF,)
_MB, _GB = 1_000_000, 1_000_000_000

_KDP = Terms(
    "Amazon KDP",
    (*_EPUB, *_PDF),
    # "Internal cover must not appear twice": KDP puts the cover that is uploaded into the book.
    cover_page=False,
    largest_file=650 * _MB,
    largest_picture=5 * _MB,
    # No least cover: every cover is held to KDP's measures, whichever shop is asked for.
    longest_description=4_000,
)
_KOBO = Terms(
    "Kobo",
    _EPUB,
    naming=FileNaming.HOLDS_ISBN,
    largest_file=_GB,
    largest_page=10 * _MB,
    largest_picture=5 * _MB,
)
_APPLE = Terms(
    "Apple Books",
    _EPUB,
    own_fonts=True,
    largest_file=2 * _GB,
    # The partners' page says four million, the asset guide 5.6: the lesser suits both.
    most_pixels=4 * _MB,
    least_cover=1_400,
)
_GOOGLE = Terms(
    "Google Play",
    _EPUB,
    naming=FileNaming.IS_ISBN,
    largest_file=2 * _GB,
    longest_side=3_200,
    least_cover=640,
)
_INGRAM = Terms("IngramSpark", _PDF)
_SCREEN = Terms("the screen", _PDF, sells=False)


def terms_of(shop: Shop) -> Terms:
    """Return what a shop takes."""
    match shop:
        case Shop.KDP:
            return _KDP
        case Shop.KOBO:
            return _KOBO
        case Shop.APPLE:
            return _APPLE
        case Shop.GOOGLE:
            return _GOOGLE
        case Shop.INGRAM:
            return _INGRAM
        case Shop.SCREEN:
            return _SCREEN
        case _:
            assert_never(shop)


def shops_taking(formats: tuple[Format, ...]) -> tuple[Shop, ...]:
    """Return the shops that take one of the formats."""
    return tuple(shop for shop in Shop if set(formats) & set(terms_of(shop).formats))


def file_stem(shop: Shop, stem: str, isbn: Isbn | None) -> str:
    """Return the name of a shop's file, without its ending; never ``stem``, the book's own.

    Google's partners name their files "9780141439471.epub" and "9780141439471_frontcover.jpg";
    Kobo looks for an ISBN anywhere in the names of the book and of the cover.
    """
    ours = f"{stem}-{shop.value}"
    if isbn is None:
        return ours
    match terms_of(shop).naming:
        case FileNaming.FREE:
            return ours
        case FileNaming.HOLDS_ISBN:
            return f"{ours}-{isbn.number}"
        case FileNaming.IS_ISBN:
            return isbn.number if isbn.number != stem else ours


def cover_stem(shop: Shop, stem: str, isbn: Isbn | None) -> str:
    """Return the name of the cover beside a shop's file ``stem``, without its ending."""
    named_by_isbn = isbn is not None and stem == isbn.number
    is_isbn = terms_of(shop).naming is FileNaming.IS_ISBN
    return f"{stem}_frontcover" if named_by_isbn and is_isbn else f"{stem}-cover"
