"""The bytes of an EPUB ▶ `Publication`, with bounds on everything.

One document is in memory at a time. What cannot be opened at all is a `BookbuildError`; what can
be opened and is wrong is left to the checks.
"""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.ebook.addresses import resolved
from bookbuild.ebook.archive import Archive, unreadable
from bookbuild.ebook.markup import Element, Marked, every, name_of, read, tree, words_of
from bookbuild.ebook.sheets import addresses
from bookbuild.ebook.weak_readers import weaknesses
from bookbuild.preflight.epub.media import measures, true_type
from bookbuild.preflight.epub.publication import (
    NCX,
    XHTML,
    Item,
    Media,
    Meta,
    Ncx,
    NcxPoint,
    Package,
    Page,
    Publication,
    Sheet,
    Turn,
)
from bookbuild.preflight.epub.reading import line_of, page_of

MOST_DOCUMENTS = 5_000
LARGEST_PAGE = 10_000_000
"""The most bytes of one document that are looked into; Kobo refuses larger ones."""
MOST_TAGS = 1_000_000
_MOST_TEXT = 100_000_000
_LARGEST_SHEET = 1_000_000
_MEDIA = ("image/", "font/", "audio/", "application/vnd.ms-opentype", "application/font")
_DC = "http://purl.org/dc/elements/1.1/"


def open_publication(archive: Archive, size: int) -> Publication:
    """Return what an EPUB holds; ``size`` is that of the file, in bytes.

    Raises `BookbuildError` (exit 1) for what is no EPUB, or no harmless one.
    """
    package = _package(archive)
    pages, too_large = _pages(archive, package)
    return Publication(
        name=archive.name,
        size=size,
        files=archive.names,
        package=package,
        pages=pages,
        sheets=tuple(_sheets(archive, package)),
        ncx=_ncx(archive, package),
        media=tuple(_media(archive, package)),
        too_large=too_large,
    )


# ------------------------------------------------------------------------------- the package


def _package(archive: Archive) -> Package:
    container = tree(archive.read("META-INF/container.xml") or b"")
    files = (resolved("", each.get("full-path") or "")[0] for each in every(container, "rootfile"))
    file = next(filter(None, files), "")
    data = (archive.read(file) if file else None) or b""
    marked = _harmless(data)
    if marked is None or marked.root is None:
        raise unreadable(archive.name, "it names no package document, so it is no EPUB")
    root = marked.root
    order = tuple(_turn(each) for each in every(root, "itemref"))
    items = tuple(_item(each, file) for each in every(root, "item"))
    if len(order) > MOST_DOCUMENTS or len(items) > 4 * MOST_DOCUMENTS:
        raise unreadable(archive.name, f"it has more than {MOST_DOCUMENTS:,} documents")
    return Package(
        file=file,
        fault=marked.fault,
        version=root.get("version") or "",
        language=root.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        identifier_id=root.get("unique-identifier") or "",
        metas=tuple(_metas(root)),
        items=items,
        order=order,
        guide=tuple(
            (each.get("type") or "", each.get("href") or "") for each in every(root, "reference")
        ),
    )


def _harmless(data: bytes) -> Marked | None:
    """Return a document as a tree, None where there is more in it than is looked into."""
    if len(data) > LARGEST_PAGE or data.count(b"<") > MOST_TAGS:
        return None
    return read(data)


def _item(element: Element, package: str) -> Item:
    href = element.get("href") or ""
    return Item(
        id=element.get("id") or "",
        href=href,
        file=resolved(package, href)[0],
        media_type=(element.get("media-type") or "").lower(),
        properties=tuple((element.get("properties") or "").split()),
        line=line_of(element),
    )


def _turn(element: Element) -> Turn:
    return Turn(element.get("idref") or "", element.get("linear") != "no", line_of(element))


def _metas(root: Element) -> Iterator[Meta]:
    metadata = next(every(root, "metadata"), None)
    for element in metadata.iter() if metadata is not None else ():
        id, line = element.get("id") or "", line_of(element) if name_of(element) else 0
        if str(element.tag).startswith(f"{{{_DC}}}"):
            yield Meta(f"dc:{name_of(element)}", words_of(element), id, "", line)
        elif name_of(element) == "meta":
            name = element.get("property") or element.get("name") or ""
            text = words_of(element) if element.get("property") else element.get("content") or ""
            refines = (element.get("refines") or "").removeprefix("#")
            yield Meta(name, text, id, refines, line)


# ------------------------------------------------------------------- pages, sheets, the rest


def _pages(archive: Archive, package: Package) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    pages: list[Page] = []
    too_large: list[str] = []
    left = _MOST_TEXT
    for item in _once(item for item in package.items if item.media_type == XHTML):
        data = archive.read(item.file)
        if data is None:
            continue
        left -= len(data)
        if left < 0 or len(pages) > 2 * MOST_DOCUMENTS:
            raise unreadable(archive.name, f"it has more than {_MOST_TEXT // 1_000_000} MB of text")
        marked = _harmless(data)
        if marked is None:
            too_large.append(item.file)
        else:
            pages.append(page_of(item, len(data), marked))
    return tuple(pages), tuple(too_large)


def _once(items: Iterator[Item]) -> Iterator[Item]:
    """Yield the items of files in the book, each file once."""
    seen = {""}
    for item in items:
        if item.file not in seen:
            seen.add(item.file)
            yield item


def _sheets(archive: Archive, package: Package) -> Iterator[Sheet]:
    for item in _once(item for item in package.items if item.media_type == "text/css"):
        data = archive.read(item.file)
        if data is not None and len(data) <= _LARGEST_SHEET:
            css = data.decode("utf-8-sig", errors="replace")
            yield Sheet(item.file, addresses(css), weaknesses(css))


def _ncx(archive: Archive, package: Package) -> Ncx | None:
    for item in package.items:
        data = archive.read(item.file) if item.media_type == NCX and item.file else None
        marked = _harmless(data) if data is not None else None
        if marked is not None:
            return _ncx_of(item, marked)
    return None


def _ncx_of(item: Item, marked: Marked) -> Ncx:
    named = (each for each in every(marked.root, "meta") if each.get("name") == "dtb:uid")
    points = tuple(
        NcxPoint(each.get("src") or "", line_of(each)) for each in every(marked.root, "content")
    )
    uid = next((each.get("content") or "" for each in named), "")
    return Ncx(item.file, marked.fault, uid.strip(), points)


def _media(archive: Archive, package: Package) -> Iterator[Media]:
    for item in _once(item for item in package.items if item.media_type.startswith(_MEDIA)):
        data = archive.read(item.file)
        if data is not None:
            kind = true_type(data)
            yield Media(item.file, item.media_type, kind, len(data), *measures(data))
