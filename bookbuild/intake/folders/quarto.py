"""Quarto and bookdown: chapters, parts and appendices in their YAML files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bookbuild.intake.folders.front_matter import front_of
from bookbuild.intake.folders.listing import (
    Item,
    Listing,
    below,
    files_named,
    folder_of,
    is_text,
    name_of,
    path_key,
)
from bookbuild.intake.folders.metadata import metadata_of
from bookbuild.intake.folders.ordered import Tool
from bookbuild.intake.folders.settings_files import settings_file
from bookbuild.intake.folders.shelf import Shelf, joined
from bookbuild.intake.folders.yaml_lists import Listed, Node, Settings, Text, texts_of
from bookbuild.intake.sources import Source
from bookbuild.model.book import Kind, Metadata


def quarto(shelf: Shelf) -> Listing | None:
    """Return the list of a Quarto book, None where the folder holds none."""
    found = next(iter(files_named(shelf, "_quarto.yml", "_quarto.yaml")), "")
    if not found:
        return None
    settings = settings_file(shelf, found)
    book = settings.settings("book")
    chapters, appendices = book.get("chapters"), book.get("appendices")
    folder = folder_of(found)
    items = tuple(_items(chapters, shelf, folder)) if chapters else ()
    behind = _items(appendices, shelf, folder) if appendices else ()
    items += tuple(replace(item, kind=item.kind or Kind.OTHER) for item in behind)
    if not items:
        return None
    metadata = metadata_of(Settings((*book.pairs, *settings.pairs)))
    return Listing(Tool.QUARTO, found, items, metadata, root=folder_of(found))


def _items(node: Node, shelf: Shelf, folder: str) -> Iterator[Item]:
    match node:
        case Text(path, line):
            whole = joined(folder, path.strip())
            if whole and is_text(whole):
                yield Item(whole, line=line)
        case Listed(items):
            for item in items:
                yield from _items(item, shelf, folder)
        case Settings():
            yield from _group(node, shelf, folder)


def _group(node: Settings, shelf: Shelf, folder: str) -> Iterator[Item]:
    part = node.text("part")
    path = joined(folder, part) if part else None
    if path and is_text(path) and shelf.has(path):
        yield Item(path, kind=Kind.PART, line=node.line)
    elif part:
        yield Item("", part, Kind.PART, line=node.line)
    inner = node.get("chapters", "file", "href")
    if inner:
        for item in _items(inner, shelf, folder):
            yield Item(item.path, item.title or node.text("text"), item.kind, line=item.line)


def bookdown(shelf: Shelf) -> Listing | None:
    """Return the list of a bookdown book, None where the folder holds none.

    Without rmd_files the order is that of the names, index.Rmd first.
    """
    found = next(iter(files_named(shelf, "_bookdown.yml", "_bookdown.yaml")), "")
    if not found:
        return None
    settings = settings_file(shelf, found)
    root = folder_of(found)
    node = settings.get("rmd_files")
    if isinstance(node, Settings):
        node = node.get("epub") or node.get("html") or node.get("latex")
    names = tuple(whole for name in texts_of(node) if (whole := joined(root, name)))
    paths = names or _by_name(shelf, root)
    items = tuple(Item(path) for path in paths if is_text(path))
    return Listing(Tool.BOOKDOWN, found, items, _metadata(shelf, paths), root=root)


def _by_name(shelf: Shelf, root: str) -> tuple[str, ...]:
    here = (path for path in below(shelf, root) if folder_of(path) == root)
    listed = (path for path in here if not name_of(path).startswith("_"))
    return tuple(sorted(listed, key=lambda path: (not _is_index(path), path_key(path))))


def _is_index(path: str) -> bool:
    return name_of(path).lower() in ("index.rmd", "index.md", "index.qmd")


def _metadata(shelf: Shelf, paths: tuple[str, ...]) -> Metadata:
    """A bookdown book's metadata stand on top of its first file."""
    first = next((path for path in paths if shelf.has(path)), "")
    if not first:
        return Metadata("")
    lines = tuple(shelf.text(first, 20_000_000).split("\n"))
    return metadata_of(front_of(Source(first, "", lines)).settings)
