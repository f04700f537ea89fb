"""Longform in Obsidian: a note whose front matter lists the scenes of a project, in order."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.intake.folders.front_matter import front_of
from bookbuild.intake.folders.listing import Item, Listing, below, folder_of, stem_of
from bookbuild.intake.folders.metadata import author, language_of
from bookbuild.intake.folders.ordered import Tool
from bookbuild.intake.folders.shelf import Shelf, joined
from bookbuild.intake.folders.yaml_lists import Listed, Node, Settings, Text
from bookbuild.intake.sources import LARGEST, Source
from bookbuild.model.book import Metadata

_MOST_LOOKED_AT = 2_000


def listing(shelf: Shelf) -> Listing | None:
    """Return the project with the most scenes, None where the folder holds none of Longform's."""
    found = (_read(shelf, path) for path in below(shelf, "")[:_MOST_LOOKED_AT])
    return max((one for one in found if one), key=lambda one: len(one.items), default=None)


def _read(shelf: Shelf, path: str) -> Listing | None:
    if b"longform:" not in _beginning(shelf, path):
        return None
    front = front_of(Source(path, "", tuple(shelf.text(path, LARGEST).split("\n")))).settings
    project = front.settings("longform")
    if not project.pairs:
        return None
    title = project.text("title") or stem_of(path)
    metadata = Metadata(
        title,
        contributors=author(*front.texts("author", "authors")),
        language=language_of(front.text("lang", "language")),
    )
    if project.text("format") == "single":
        return Listing(Tool.LONGFORM, path, (Item(path),), metadata, root=folder_of(path))
    folder = joined(folder_of(path), project.text("sceneFolder").strip("/") or ".")
    folder = folder_of(path) if folder is None else folder
    items = tuple(_scenes(project.get("scenes"), folder, 0))
    ignored = _ignored(project, shelf, folder)
    return Listing(
        tool=Tool.LONGFORM,
        file=path,
        items=items,
        metadata=metadata,
        root=folder,
        named_by_files=True,
        left_out=((path, "This is Longform's list of scenes."), *ignored),
    )


def _beginning(shelf: Shelf, path: str) -> bytes:
    try:
        return shelf.beginning(path, 20_000)
    except Exception:  # a broken file of a zip file; whoever needs it says so
        return b""


def _ignored(project: Settings, shelf: Shelf, folder: str) -> tuple[tuple[str, str], ...]:
    names = (joined(folder, f"{name}.md") for name in project.texts("ignoredFiles"))
    why = "Longform's list says that it is not part of the book (ignoredFiles)."
    return tuple((name, why) for name in names if name and shelf.has(name))


def _scenes(node: Node | None, folder: str, depth: int) -> Iterator[Item]:
    """Yield the scenes; those that are indented belong to the one above them."""
    match node:
        case Text(name, line):
            path = joined(folder, f"{name.strip()}.md")
            if path:
                yield Item(path, joined=depth > 0, titled=depth == 0, line=line)
        case Listed(items):
            for item in items:
                yield from _scenes(item, folder, depth + isinstance(item, Listed))
        case _:
            return
