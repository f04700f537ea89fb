"""The package document (OPF 2 and 3): what is in the book, in which order, and where its lists are.

`about` reads what it says of the work; this module reads the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.intake.ebooks.container import Files, refused, resolved
from bookbuild.intake.ebooks.markup import parse_list
from bookbuild.intake.report import Finding
from bookbuild.intake.web.page import Element, first, inside, kids

MOST_DOCUMENTS = 5_000

_DOCUMENTS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/xml")
_ENDINGS = (".xhtml", ".html", ".htm", ".xml")


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the book as the package lists it."""

    id: str
    path: str
    media_type: str
    properties: tuple[str, ...]

    @property
    def is_document(self) -> bool:
        """Whether it holds text."""
        return self.media_type in _DOCUMENTS or (
            not self.media_type and self.path.lower().endswith(_ENDINGS)
        )


@dataclass(frozen=True, slots=True)
class Package:
    """A book's package: its metadata element, the documents in order, and its lists.

    ``guide`` gives for a path what the document is ("title-page"); ``nav``, ``ncx`` and ``cover``
    are paths, "" for none. ``aside`` are documents outside of the reading order.
    """

    path: str
    identifier_id: str
    metadata: Element | None
    items: tuple[Item, ...]
    spine: tuple[str, ...]
    aside: frozenset[str]
    direction: str
    nav: str
    ncx: str
    cover: str
    guide: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]


def read_package(files: Files, name: str) -> Package:
    """Return the book's package. Raises `BookbuildError` (exit 1) where there is none, or no text.

    ``name`` is the book's as messages name it.
    """
    path = _package_path(files, name)
    data = files.read(path)
    if data is None:
        raise refused(name, f"the package document {path} is missing")
    _refuse_locked(files, name)
    marked = parse_list(data, f"{name}/{path}")
    findings = () if marked.sound else (_unsound(f"{name}/{path}"),)
    package = _package(marked.root, path, f"{name}/{path}", findings)
    if not package.spine:
        raise refused(name, "it lists no text in its reading order")
    if len(package.spine) > MOST_DOCUMENTS:
        raise refused(name, f"it has more than {MOST_DOCUMENTS:,} documents")
    return package


def _unsound(source: str) -> Finding:
    what = "The package document is not well-formed and was read as far as it makes sense."
    return Finding(0, source, what, "Look through the new book.yaml.")


def _package_path(files: Files, name: str) -> str:
    data = files.read("META-INF/container.xml")
    if data is None:
        why = "META-INF/container.xml is missing, so it is no EPUB"
        raise refused(name, why)
    root = parse_list(data, f"{name}/META-INF/container.xml").root
    for rootfile in inside(root, "rootfile"):
        path = resolved("", rootfile.get("full-path"))[0]
        if path:
            return path
    raise refused(name, "META-INF/container.xml names no package document")


def _refuse_locked(files: Files, name: str) -> None:
    """Fonts may be veiled; text may not be."""
    data = files.read("META-INF/encryption.xml")
    if data is None:
        return
    root = parse_list(data, f"{name}/META-INF/encryption.xml").root
    for reference in inside(root, "cipherreference"):
        if reference.get("URI").lower().endswith((*_ENDINGS, ".opf", ".ncx")):
            why = "its text is locked by a shop's copy protection"
            raise refused(name, why, "Import your own file of the book instead.")


def _package(root: Element, path: str, source: str, findings: tuple[Finding, ...]) -> Package:
    top = first(root, "package") or root
    items = tuple(_items(top, path))
    by_id = {item.id: item for item in reversed(items)}
    spine, aside, missing = _spine(top, by_id)
    element = first(top, "spine")
    return Package(
        path,
        top.get("unique-identifier"),
        first(top, "metadata"),
        items,
        spine,
        aside,
        element.get("page-progression-direction") if element else "",
        next((item.path for item in items if "nav" in item.properties), ""),
        _ncx(items, by_id, element.get("toc") if element else ""),
        _cover(top, items, by_id),
        tuple(_guide(top, path)),
        (*findings, *(_not_listed(source, line, idref) for line, idref in missing)),
    )


def _items(top: Element, path: str) -> Iterator[Item]:
    manifest = first(top, "manifest")
    for item in kids(manifest) if manifest else ():
        place = resolved(path, item.get("href"))[0]
        if item.tag == "item" and place:
            properties = tuple(item.get("properties").split())
            yield Item(item.get("id"), place, item.get("media-type").strip().lower(), properties)


def _spine(
    top: Element, by_id: dict[str, Item]
) -> tuple[tuple[str, ...], frozenset[str], tuple[tuple[int, str], ...]]:
    """Return the paths of the documents in order, those outside of it, and what is missing."""
    spine: dict[str, bool] = {}
    missing: list[tuple[int, str]] = []
    for reference in inside(top, "itemref"):
        item = by_id.get(reference.get("idref"))
        if item is None:
            missing.append((reference.line, reference.get("idref")))
        elif item.is_document:
            linear = reference.get("linear") != "no"
            spine[item.path] = spine.get(item.path, False) or linear
    aside = frozenset(path for path, linear in spine.items() if not linear)
    return tuple(spine), aside, tuple(missing[:20])


def _not_listed(source: str, line: int, idref: str) -> Finding:
    what = f'The reading order names "{idref[:80]}", which the book does not hold.'
    return Finding(line, source, what, "Look whether a chapter is missing.")


def _ncx(items: tuple[Item, ...], by_id: dict[str, Item], named: str) -> str:
    if named in by_id:
        return by_id[named].path
    ncx = (item for item in items if item.media_type == "application/x-dtbncx+xml")
    return next((item.path for item in ncx), "")


def _cover(top: Element, items: tuple[Item, ...], by_id: dict[str, Item]) -> str:
    """Return the cover's picture: what the properties say, or the meta of EPUB 2."""
    for item in items:
        if "cover-image" in item.properties:
            return item.path
    for meta in inside(top, "meta"):
        if meta.get("name") == "cover":
            named = by_id.get(meta.get("content"))
            if named:
                return named.path
    pictures = (item for item in items if item.media_type.startswith("image/"))
    return next((item.path for item in pictures if item.id.lower() in ("cover", "cover-image")), "")


def _guide(top: Element, path: str) -> Iterator[tuple[str, str]]:
    guide = first(top, "guide")
    for reference in kids(guide) if guide else ():
        place, anchor = resolved(path, reference.get("href"))
        if place and not anchor and reference.get("type"):
            yield place, reference.get("type").lower().removeprefix("other.")
