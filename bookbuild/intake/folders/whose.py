"""Whose folder it is: each tool's reader is asked, those first that leave the clearest mark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bookbuild.intake.folders import (
    by_front_matter,
    crowbook,
    leanpub,
    longform,
    mdbook,
    mkdocs,
    natural,
    novelwriter,
    pandoc,
    quarto,
)
from bookbuild.intake.folders.arrange import arrange
from bookbuild.intake.folders.links import linked
from bookbuild.intake.folders.listing import Listing, is_text
from bookbuild.intake.folders.ordered import Ordered
from bookbuild.intake.folders.proof import prove_entries
from bookbuild.intake.folders.shelf import Shelf, open_shelf
from bookbuild.intake.folders.texts import Texts

_BY_LISTS: tuple[Callable[[Shelf], Listing | None], ...] = (
    novelwriter.listing,
    crowbook.listing,
    quarto.quarto,
    quarto.bookdown,
    leanpub.listing,
    mdbook.listing,
    mkdocs.listing,
    longform.listing,
)
_BY_TEXTS: tuple[Callable[[Texts], Listing | None], ...] = (
    by_front_matter.jekyll,
    by_front_matter.hugo,
    by_front_matter.ao3,
)


def ordered_folder(path: Path) -> Ordered | None:
    """Return a folder as `arranged_folder` does, the links in it with their new addresses."""
    ordered = arranged_folder(path)
    return linked(ordered) if ordered else None


def arranged_folder(path: Path) -> Ordered | None:
    """Return a folder or zip file of Markdown as sections in the order of the book.

    None where it is neither, where there is no Markdown in it, or where it is bookbuild's own.
    Raises `BookbuildError` (exit 1) for what is broken, too big or leads out of the folder, and
    where a word would be lost. Where a link leads is a mark that holds no word, and `linked`
    puts the address there.
    """
    shelf = open_shelf(path)
    if shelf is None or not any(map(is_text, shelf.paths)) or _is_bookbuilds(shelf):
        return None
    texts = Texts(shelf)
    listing = _listing(shelf, texts)
    if listing is None:
        return None
    ordered = arrange(texts, listing)
    prove_entries(ordered)
    return ordered


def _is_bookbuilds(shelf: Shelf) -> bool:
    return shelf.has("book.yaml") or shelf.has("manuscript/book.yaml")


def _listing(shelf: Shelf, texts: Texts) -> Listing | None:
    for by_list in _BY_LISTS:
        if found := by_list(shelf):
            return found
    if found := pandoc.listing(shelf):
        return found
    for by_text in _BY_TEXTS:
        if found := by_text(texts):
            return found
    return natural.listing(texts)
