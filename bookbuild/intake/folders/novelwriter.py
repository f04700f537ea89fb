"""novelWriter: nwProject.nwx holds the tree of documents, content/*.nwd the documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from bookbuild.intake.folders.listing import Item, Listing, files_named, folder_of, path_key
from bookbuild.intake.folders.metadata import author, language_of
from bookbuild.intake.folders.ordered import Tool
from bookbuild.intake.folders.shelf import Shelf
from bookbuild.intake.report import Finding
from bookbuild.model.book import Metadata
from bookbuild.report import BookbuildError, Exit

_HANDLE = re.compile(r"[0-9a-f]{13}")
_NOT_NOVEL = "In novelWriter it is not part of the novel ({})."


@dataclass(frozen=True, slots=True)
class _Document:
    """An item of the project: a document, a folder or a root."""

    handle: str
    parent: str
    root: str
    order: int
    type: str
    group: str
    layout: str
    active: bool


def listing(shelf: Shelf) -> Listing | None:
    """Return the novel's documents in the order of the tree, None where there is no project."""
    project = next(iter(files_named(shelf, "nwProject.nwx")), "")
    if project:
        return _of_project(shelf, project)
    loose = tuple(sorted((p for p in shelf.paths if p.endswith(".nwd")), key=path_key))
    if not loose:
        return None
    what = "The project file nwProject.nwx is not here, so the order is that of the file names."
    finding = Finding(0, str(shelf.place), what, "Put it beside the folder content.")
    items = tuple(map(Item, loose))
    return Listing(Tool.NOVELWRITER, "", items, Metadata(""), findings=(finding,))


def _of_project(shelf: Shelf, path: str) -> Listing:
    tree = _tree(shelf, path)
    documents = tuple(_documents(tree))
    folder = f"{folder_of(path)}/content" if folder_of(path) else "content"
    roots = sorted((d for d in documents if d.type == "ROOT"), key=lambda d: d.order)
    novel = next((root.handle for root in roots if root.group == "NOVEL"), "")
    items: list[Item] = []
    left: list[tuple[str, str]] = []
    for document in _in_order(documents):
        file = f"{folder}/{document.handle}.nwd"
        if document.type != "FILE" or not shelf.has(file):
            continue
        why = _why_not(document, novel)
        left += [(file, why)] if why else []
        items += [] if why else [Item(file)]
    return Listing(
        tool=Tool.NOVELWRITER,
        file=path,
        items=tuple(items),
        metadata=_metadata(tree),
        root=folder,
        left_out=tuple(left),
    )


def _why_not(document: _Document, novel: str) -> str:
    if document.group != "NOVEL":
        return _NOT_NOVEL.format(document.group.lower() or "other material")
    if document.layout == "NOTE":
        return _NOT_NOVEL.format("a note")
    if not document.active:
        return "In novelWriter it is switched off (inactive)."
    if novel and document.root not in ("", novel):
        return "It belongs to a second novel in the same project. Import that one by itself."
    return ""


def _tree(shelf: Shelf, path: str) -> ElementTree.Element:
    """Parse the project file; one with a document type could define entities and is refused."""
    where = shelf.shown(path)
    text = shelf.data(path, 5_000_000).decode("utf-8", errors="replace").removeprefix("\ufeff")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        message = f"{where}: novelWriter writes no such file (it defines a document type)."
        raise BookbuildError(f"{message} Save the project again.", Exit.MANUSCRIPT)
    try:
        return ElementTree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    except (ElementTree.ParseError, ValueError, RecursionError):
        message = f"{where}: This project file is broken. Open it in novelWriter and save it."
        raise BookbuildError(message, Exit.MANUSCRIPT) from None


def _documents(tree: ElementTree.Element) -> Iterator[_Document]:
    for item in tree.iterfind("./content/item"):
        handle = item.get("handle", "")
        if not _HANDLE.fullmatch(handle):
            continue
        name = item.find("name")
        order = item.get("order", "0")
        exported = item.findtext("exported")
        yield _Document(
            handle=handle,
            parent=item.get("parent", ""),
            root=item.get("root", ""),
            order=int(order) if order.isdecimal() and len(order) < 9 else 0,
            type=(item.get("type") or item.findtext("type") or "").upper(),
            group=(item.get("class") or item.findtext("class") or "").upper(),
            layout=(item.get("layout") or item.findtext("layout") or "").upper(),
            active=(name is None or name.get("active", "yes") != "no") and exported != "False",
        )


def _in_order(documents: tuple[_Document, ...]) -> Iterator[_Document]:
    """Yield the items as the tree shows them; a circle of parents is entered once."""
    children: dict[str, list[_Document]] = {}
    known = {document.handle for document in documents}
    for document in documents:
        parent = document.parent if document.parent in known else ""
        children.setdefault(parent, []).append(document)
    for siblings in children.values():
        siblings.sort(key=lambda document: -document.order)
    waiting = list(children.get("", ()))
    while waiting:
        document = waiting.pop()
        yield document
        waiting.extend(children.pop(document.handle, ()))


def _metadata(tree: ElementTree.Element) -> Metadata:
    title = tree.findtext("./project/title") or tree.findtext("./project/name") or ""
    authors = (element.text or "" for element in tree.iterfind("./project/author"))
    language = tree.findtext("./project/language") or tree.findtext("./settings/language") or ""
    return Metadata(
        title.strip(), contributors=author(*authors), language=language_of(language.strip())
    )
