"""crowbook: a ``.book`` file with settings, and below them the list of chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.intake.folders.listing import Item, Listing, folder_of, nearest_first
from bookbuild.intake.folders.metadata import metadata_of
from bookbuild.intake.folders.ordered import Tool
from bookbuild.intake.folders.shelf import Shelf, joined
from bookbuild.intake.folders.yaml_lists import read_leniently
from bookbuild.model.book import Kind

_LINE = re.compile(
    r"(?P<part>@)?(?P<mark>\+|-{1,6}|!|(?P<number>\d{1,6})\.)\s*(?P<path>\S.*?)(?:\s+#.*)?\s*"
)
_PART_TITLE = re.compile(r"@\s+(?P<title>.+?)\s*")


def listing(shelf: Shelf) -> Listing | None:
    """Return the book's list, None where the folder is none of crowbook's.

    Of several books in a folder the one with the most chapters is taken.
    """
    books = nearest_first(path for path in shelf.paths if path.endswith(".book"))
    read = tuple(listed for path in books[:50] if (listed := _read(shelf, path)))
    return max(read, key=lambda one: len(one.items), default=None)


def _read(shelf: Shelf, path: str) -> Listing | None:
    lines = shelf.text(path).split("\n")
    start = next((n for n, line in enumerate(lines) if _is_item(line)), -1)
    items = tuple(_items(lines, start, folder_of(path))) if start >= 0 else ()
    if not any(item.path and shelf.has(item.path) for item in items):
        return None
    metadata = metadata_of(read_leniently("\n".join(lines[:start])))
    return Listing(Tool.CROWBOOK, path, items, metadata, root=folder_of(path))


def _is_item(line: str) -> bool:
    found = _LINE.fullmatch(line)
    return bool(_PART_TITLE.fullmatch(line) or (found and "." in found["path"]))


def _items(lines: list[str], start: int, folder: str) -> Iterator[Item]:
    for number, line in enumerate(lines[start:], start + 1):
        found = _LINE.fullmatch(line)
        title = _PART_TITLE.fullmatch(line)
        if found and (path := joined(folder, found["path"])):
            yield _item(found, path, number)
        elif title and not found:
            yield Item("", title["title"].strip("\"'"), Kind.PART, line=number)


def _item(found: re.Match[str], path: str, line: int) -> Item:
    if found["part"]:
        return Item(path, kind=Kind.PART, number=found["number"] or "", line=line)
    mark = found["mark"]
    if len(mark) > 1 and mark.startswith("--"):
        return Item(path, joined=True, titled=False, line=line)
    unnumbered = mark in ("-", "!")
    return Item(path, number="none" if unnumbered else found["number"] or "", line=line)
