"""The covers that shops ask for, as files beside the books."""

from __future__ import annotations

from pathlib import Path

from bookbuild.build.place import put
from bookbuild.model.edition import Edition
from bookbuild.model.editions import Format
from bookbuild.model.shops import cover_stem


def cover_path(book: Path, edition: Edition | None = None) -> Path:
    """Return where a book's cover stands: beside it, `dist/the-fall-cover.jpg`.

    A shop may have its own name for it, which the ``edition`` says.
    """
    shop = edition.shop if edition else None
    stem = cover_stem(shop, book.stem, edition.isbn) if edition and shop else f"{book.stem}-cover"
    return book.with_name(f"{stem}.jpg")


def put_cover(edition: Edition, book: Path) -> Path | None:
    """Write the cover that shops ask for beside an EPUB; return its path, None where there is none.

    A printed book has a cover of another kind. Raises `BookbuildError` where the folder cannot be
    written to.
    """
    from bookbuild.write.cover import marketing_cover  # as every writer: when it is asked for

    image = marketing_cover(edition) if edition.format is Format.EPUB else None
    if image is None:
        return None
    path = cover_path(book, edition)
    put(path, image.data)
    return path
