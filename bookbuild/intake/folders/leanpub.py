"""Leanpub: the order is in Book.txt, one file on each line."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.intake.folders.listing import Item, Listing, files_named, folder_of
from bookbuild.intake.folders.metadata import metadata_of
from bookbuild.intake.folders.ordered import Tool
from bookbuild.intake.folders.settings_files import settings_file
from bookbuild.intake.folders.shelf import Shelf, joined
from bookbuild.model.book import Metadata

_MARKS = ("frontmatter:", "mainmatter:", "backmatter:", "{frontmatter}", "{mainmatter}")


def listing(shelf: Shelf) -> Listing | None:
    """Return the book's list, None where the folder is none of Leanpub's."""
    for found in files_named(shelf, "Book.txt", "book.txt"):
        items = tuple(_items(shelf, found))
        if any(shelf.has(item.path) for item in items):
            return Listing(Tool.LEANPUB, found, items, _metadata(shelf), root=folder_of(found))
    return None


def _items(shelf: Shelf, path: str) -> Iterator[Item]:
    for number, line in enumerate(shelf.text(path).split("\n"), 1):
        name = line.strip()
        if not name or name.startswith("#") or name.lower() in (*_MARKS, "{backmatter}"):
            continue
        whole = joined(folder_of(path), name)
        if whole and "." in name:
            yield Item(whole, line=number)


def _metadata(shelf: Shelf) -> Metadata:
    found = next(iter(files_named(shelf, "book.yml", "Book.yml", "metadata.yml")), "")
    return metadata_of(settings_file(shelf, found)) if found else Metadata("")
