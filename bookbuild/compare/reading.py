"""An EPUB ▶ `Volume`: the package, the contents, and the documents in their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import PurePosixPath

from bookbuild.compare.pages import Page, page_of
from bookbuild.compare.volume import Document, Standing, Volume
from bookbuild.ebook.addresses import resolved
from bookbuild.ebook.archive import Archive, unreadable
from bookbuild.ebook.markup import Element, children, every, name_of, tree, types, words_of

_MOST_DOCUMENTS = 5_000
_MOST_TEXT = 60_000_000
_LARGEST_DOCUMENT = 20_000_000
_DOCUMENTS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_FACTS = (
    ("title", "the title"),
    ("creator", "the authors"),
    ("contributor", "the contributors"),
    ("language", "the language"),
    ("description", "the description"),
    ("publisher", "the publisher"),
    ("rights", "the rights"),
    ("subject", "the subjects"),
)
_GUIDED = ("cover", "title-page", "copyright-page", "toc")


@dataclass(frozen=True, slots=True)
class _Item:
    """A file as the package lists it."""

    id: str
    file: str
    media_type: str
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Package:
    """The package document, read: ``order`` holds the ids of the reading order."""

    file: str
    root: Element
    items: tuple[_Item, ...]
    order: tuple[str, ...]


def read_volume(data: bytes, name: str) -> Volume:
    """Return the book that an EPUB's bytes are; ``name`` is its file as messages name it.

    Raises `BookbuildError` (exit 1) for what is no EPUB, or no harmless one.
    """
    archive = Archive(data, name)
    package = _package(archive)
    files = {item.id: item for item in package.items}
    titles = _titles(archive, package)
    documents: list[Document] = []
    said: list[Standing | None] = []
    left = _MOST_TEXT
    for index, id in enumerate(package.order):
        item = files.get(id)
        content = archive.read(item.file) if item and item.media_type in _DOCUMENTS else None
        if item is None or content is None:
            continue
        left -= len(content)
        if left < 0 or len(content) > _LARGEST_DOCUMENT:
            raise unreadable(name, f"it has more than {_MOST_TEXT // 1_000_000} MB of text")
        page = _page(item, content)
        said.append(page.standing)
        documents.append(_document(archive, item, index, page, titles.get(item.file, "")))
    if not any(each.passages for each in documents):
        raise unreadable(name, "it lists no text in its reading order")
    settled = _settled(tuple(documents), tuple(said))
    return _volume(archive, package, _guided(settled, package))


def _package(archive: Archive) -> _Package:
    container = tree(archive.read("META-INF/container.xml") or b"")
    files = (resolved("", each.get("full-path") or "")[0] for each in every(container, "rootfile"))
    file = next(filter(None, files), "")
    root = tree(archive.read(file) or b"") if file else None
    if root is None:
        raise unreadable(archive.name, "it names no package document, so it is no EPUB")
    if archive.read("META-INF/rights.xml") is not None:
        raise unreadable(archive.name, "its text is locked by a shop's copy protection")
    order = tuple(each.get("idref") or "" for each in every(root, "itemref"))
    if len(order) > _MOST_DOCUMENTS:
        raise unreadable(archive.name, f"it has more than {_MOST_DOCUMENTS:,} documents")
    return _Package(file, root, tuple(_items(root, file)), order)


def _items(root: Element, file: str) -> Iterator[_Item]:
    for each in every(root, "item"):
        place = resolved(file, each.get("href") or "")[0]
        properties = tuple((each.get("properties") or "").split())
        yield _Item(each.get("id") or "", place, (each.get("media-type") or "").lower(), properties)


# ------------------------------------------------------------------------------------- documents


def _titles(archive: Archive, package: _Package) -> dict[str, str]:
    """Return what the contents call each document: EPUB 3's list, else the older one."""
    found: dict[str, str] = {}
    for item in package.items:
        if "nav" in item.properties:
            for nav in every(tree(archive.read(item.file) or b""), "nav"):
                if "toc" in types(nav):
                    for link in every(nav, "a"):
                        file = resolved(item.file, link.get("href") or "")[0]
                        found.setdefault(file, words_of(link))
    for item in () if found else package.items:
        if item.media_type == "application/x-dtbncx+xml":
            for point in every(tree(archive.read(item.file) or b""), "navpoint"):
                file = next((each.get("src") or "" for each in every(point, "content")), "")
                words = words_of(next(every(point, "text"), None))
                found.setdefault(resolved(item.file, file)[0], words)
    return found


def _page(item: _Item, content: bytes) -> Page:
    root = tree(content)
    page = page_of(root) if root is not None else Page(None, "", "", (), ())
    return replace(page, standing=Standing.PAGE) if "nav" in item.properties else page


def _document(archive: Archive, item: _Item, index: int, page: Page, listed: str) -> Document:
    named = _is_ours(page) or not listed
    name = (page.title if named else listed) or listed or PurePosixPath(item.file).stem
    return Document(
        file=item.file,
        item=item.id,
        index=index,
        # What does not say what it is may be a part of the story.
        standing=page.standing or (Standing.STORY if page.passages else Standing.PAGE),
        name=name,
        label=page.label,
        passages=page.passages,
        pictures=tuple(_digests(archive, item.file, page.pictures)),
    )


def _is_ours(page: Page) -> bool:
    return bool(page.label) or page.standing is Standing.PROMISE


def _digests(archive: Archive, file: str, pictures: tuple[str, ...]) -> Iterator[str]:
    for address in pictures:
        data = archive.read(resolved(file, address)[0])
        if data is not None:
            yield _digest(data)


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=8).hexdigest()


def _guided(documents: tuple[Document, ...], package: _Package) -> tuple[Document, ...]:
    """Return the documents without those that the older guide calls pages of the book's own."""
    pages = {
        resolved(package.file, each.get("href") or "")
        for each in every(package.root, "reference")
        if (each.get("type") or "").lower() in _GUIDED
    }
    return tuple(
        replace(each, standing=Standing.PAGE)
        if (each.file, "") in pages and not _has_chapter(each)
        else each
        for each in documents
    )


def _has_chapter(document: Document) -> bool:
    return document.words > 400


def _settled(
    documents: tuple[Document, ...], said: tuple[Standing | None, ...]
) -> tuple[Document, ...]:
    """Return the documents with those that do not say what they are where they seem to belong.

    Behind the last chapter, and behind something that stands at the back, they do so as well.
    """
    if Standing.STORY not in said:
        return documents
    last = max(place for place, standing in enumerate(said) if standing is Standing.STORY)
    behind = (Standing.BACK, Standing.PROMISE)
    end = next((n for n in range(last, len(said)) if said[n] in behind), len(said))
    return tuple(
        replace(each, standing=Standing.BACK)
        if place > end and said[place] is None and each.standing is Standing.STORY
        else each
        for place, each in enumerate(documents)
    )


# -------------------------------------------------------------------------------------- the book


def _volume(archive: Archive, package: _Package, documents: tuple[Document, ...]) -> Volume:
    about = next(every(package.root, "metadata"), None)
    facts = tuple((said, _said(about, tag)) for tag, said in _FACTS)
    return Volume(
        title=next((words_of(each) for each in every(about, "title")), ""),
        identifier=_identifier(package.root, about),
        facts=(*facts, ("the series", _series(about))),
        cover=_cover(archive, package, about),
        look=_look(archive, package),
        documents=documents,
    )


def _said(about: Element | None, tag: str) -> str:
    if about is None:
        return ""
    return " | ".join(words_of(each) for each in children(about) if name_of(each) == tag)


def _identifier(root: Element, about: Element | None) -> str:
    main = root.get("unique-identifier") or ""
    known = tuple(every(about, "identifier"))
    own = next((each for each in known if each.get("id") == main), known[0] if known else None)
    return words_of(own)


def _series(about: Element | None) -> str:
    names = ("belongs-to-collection", "group-position")
    return " ".join(words_of(e) for e in every(about, "meta") if e.get("property") in names)


def _cover(archive: Archive, package: _Package, about: Element | None) -> str:
    older = {each.get("content") for each in every(about, "meta") if each.get("name") == "cover"}
    for item in package.items:
        if "cover-image" in item.properties or item.id in older:
            return _digest(archive.read(item.file) or b"")
    return ""


def _look(archive: Archive, package: _Package) -> str:
    """Return what stands for all style sheets and fonts, whatever their names."""
    styles = (
        _digest(archive.read(item.file) or b"")
        for item in package.items
        if item.media_type == "text/css" or "font" in item.media_type
    )
    return " ".join(sorted(styles))
