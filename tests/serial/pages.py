"""What a reading system finds in an EPUB's pages, read with nothing of bookbuild's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from bookbuild.write.epub import Package
from bookbuild.write.epub.package import XHTML

Element = Any
"""An lxml element; the stubs' results of ``xpath`` are too wide to be of use."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A paragraph of the story: its id, its place among the children of children, its words."""

    id: str
    path: tuple[int, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the book: its paragraphs, and every id in it."""

    href: str
    data: bytes
    lines: tuple[Seen, ...]
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Volume:
    """An EPUB as readers have it: its identifier and its pages in reading order."""

    identifier: str
    pages: tuple[Page, ...]

    def page(self, href: str) -> Page | None:
        return next((page for page in self.pages if page.href == href), None)


def volume(package: Package) -> Volume:
    """Return what there is to see in an EPUB."""
    by_id = {item.id: item for item in package.resources}
    pages = (by_id[id] for id in package.spine)
    identifier = next(e.text for e in package.metadata.dublin_core if e.name == "identifier")
    return Volume(identifier, tuple(_page(p.href, p.data) for p in pages if p.media_type == XHTML))


def _page(href: str, data: bytes) -> Page:
    root: Element = etree.fromstring(data)
    body = root.xpath("//*[local-name()='body']")[0]
    ids: list[str] = body.xpath(".//@id")
    assert len(ids) == len(set(ids)), f"{href} gives an id twice"
    return Page(href, data, tuple(_lines(body)), frozenset(ids))


def _lines(body: Element) -> Iterator[Seen]:
    for found in body.xpath(".//*[@class='words']//*[local-name()='p' or local-name()='hr']"):
        words = " ".join("".join(found.itertext()).replace("\u200b", "").split())
        yield Seen(found.get("id") or "", _path(body, found), words)


def _path(body: Element, element: Element) -> tuple[int, ...]:
    steps: list[int] = []
    while element is not body:
        parent = element.getparent()
        steps.append(parent.index(element))
        element = parent
    return tuple(reversed(steps))
