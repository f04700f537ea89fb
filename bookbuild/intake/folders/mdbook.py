"""mdBook: the order is the list of links in SUMMARY.md, parts are its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from bookbuild.intake.folders.listing import Item, Listing, files_named, folder_of, is_text
from bookbuild.intake.folders.metadata import author, metadata_of
from bookbuild.intake.folders.ordered import Tool
from bookbuild.intake.folders.settings_files import settings_file
from bookbuild.intake.folders.shelf import Shelf, joined
from bookbuild.model.book import Kind, Metadata

_LINK = re.compile(
    r"(?P<indent>\s*)(?P<bullet>[-*+]\s+)?\[(?P<title>(?:[^\]\\]|\\.)*)\]\((?P<path><[^>]*>|[^)]*)\)\s*"
)
_PART = re.compile(r"#+\s*(?P<title>.+?)\s*#*")


def listing(shelf: Shelf) -> Listing | None:
    """Return the book's list, None where the folder is none of mdBook's (or of GitBook's)."""
    found = next((path for path in files_named(shelf, "SUMMARY.md", "summary.md")), "")
    if not found:
        return None
    items = tuple(_items(shelf.text(found).split("\n"), folder_of(found)))
    if not any(item.path for item in items):
        return None
    return Listing(
        tool=Tool.MDBOOK,
        file=found,
        items=items,
        metadata=_metadata(shelf),
        root=folder_of(found),
        explicit=False,
    )


def _metadata(shelf: Shelf) -> Metadata:
    found = next((path for path in files_named(shelf, "book.toml")), "")
    if not found:
        return Metadata("")
    book = settings_file(shelf, found).settings("book")
    return replace(metadata_of(book), contributors=author(*book.texts("authors", "author")))


def _items(lines: list[str], folder: str) -> Iterator[Item]:
    """Yield the links; a heading is a part but for the first, which is the list's own title.

    A chapter that is indented goes with the one above it only in the list: it is a section too.
    """
    seen = False
    for number, line in enumerate(lines, 1):
        part = _PART.fullmatch(line)
        if part and (seen or not _is_list_title(part["title"])):
            yield Item("", part["title"], Kind.PART, line=number)
        found = _LINK.fullmatch(line[:2000])
        path = joined(folder, unquote(found["path"].strip("<> "))) if found else None
        seen = seen or bool(found) or bool(part)
        if found and path and is_text(path):
            yield Item(path, found["title"].strip(), line=number)


def _is_list_title(title: str) -> bool:
    return title.casefold() in ("summary", "contents", "table of contents", "sommaire", "inhalt")
