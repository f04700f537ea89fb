"""MkDocs: the order is the navigation in mkdocs.yml; pages of the site stand in it as well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bookbuild.intake.folders.listing import Item, Listing, below, files_named, folder_of, is_text
from bookbuild.intake.folders.metadata import author, language_of
from bookbuild.intake.folders.ordered import Tool
from bookbuild.intake.folders.settings_files import settings_file
from bookbuild.intake.folders.shelf import Shelf, joined
from bookbuild.intake.folders.yaml_lists import Listed, Node, Settings, Text
from bookbuild.model.book import Kind, Metadata


def listing(shelf: Shelf) -> Listing | None:
    """Return the site's navigation, None where the folder is none of MkDocs'."""
    found = next(iter(files_named(shelf, "mkdocs.yml", "mkdocs.yaml")), "")
    if not found:
        return None
    settings = settings_file(shelf, found)
    root = joined(folder_of(found), settings.text("docs_dir") or "docs") or "docs"
    nav = settings.get("nav") or settings.get("pages")
    items = tuple(_items(nav, root)) if nav else tuple(map(Item, below(shelf, root)))
    return Listing(
        tool=Tool.MKDOCS,
        file=found,
        items=items,
        metadata=_metadata(settings),
        root=root,
        explicit=False,
        named_by_files=not nav,
    )


def _metadata(settings: Settings) -> Metadata:
    plain = Metadata(
        settings.text("site_name"),
        contributors=author(settings.text("site_author")),
        description=settings.text("site_description"),
        rights=settings.text("copyright"),
    )
    return replace(plain, language=language_of(settings.settings("theme").text("language")))


def _items(node: Node, root: str) -> Iterator[Item]:
    match node:
        case Text(path, line):
            yield from _file(path, "", root, line)
        case Listed(items):
            for item in items:
                yield from _items(item, root)
        case Settings(pairs):
            for pair in pairs:
                if isinstance(pair.value, Text):
                    yield from _file(pair.value.text, pair.key, root, pair.line)
                else:
                    inner = tuple(_items(pair.value, root))
                    yield from _group(pair.key, inner, pair.line)


def _group(title: str, inner: tuple[Item, ...], line: int) -> Iterator[Item]:
    """Yield what stands below a title of the navigation; it is a part where files stand below."""
    if title and any(item.path for item in inner):
        yield Item("", title, Kind.PART, line=line)
    yield from inner


def _file(path: str, title: str, root: str, line: int) -> Iterator[Item]:
    whole = joined(root, path.strip())
    if whole and is_text(whole) and "://" not in path:
        yield Item(whole, title, line=line)
