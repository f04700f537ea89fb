"""EPUBs with a page list, as a reading system finds them: marks, rows, and the words behind."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

from bookbuild.build.books import Built, build_books
from bookbuild.build.request import BuildRequest
from bookbuild.model.editions import Format

Element = Any
"""An lxml element; the stubs' results of ``xpath`` are too wide to be of use."""

_OPS = "{http://www.idpf.org/2007/ops}"
BOTH = (Format.PDF, Format.EPUB)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in a page of the book: its file, its id, its label, and the text behind it."""

    href: str
    id: str
    label: str
    behind: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list of pages: its label and where it leads."""

    folio: str
    href: str


@dataclass(frozen=True, slots=True)
class PagedBook:
    """An EPUB's marks in reading order, the rows of both lists, and its package document."""

    marks: tuple[Mark, ...]
    rows: tuple[Row, ...]
    ncx: tuple[Row, ...]
    package: Element

    def of(self, href: str) -> tuple[Mark, ...]:
        """Return the marks of one file."""
        return tuple(mark for mark in self.marks if mark.href == href)

    def source(self) -> str:
        """Return whose pages they are, as the catalogue has it; "" where it does not say."""
        refines = self.package.xpath("//*[@property='source-of'][.='pagination']/@refines")
        found = self.package.xpath(f"//*[@id='{refines[0].lstrip('#')}']") if refines else []
        return found[0].text if found else ""


def build(
    folder: Path,
    formats: tuple[Format, ...] = BOTH,
    *,
    publish: bool = False,
    lose_places: bool = False,
    only: tuple[str, ...] = (),
) -> Built:
    """Build the book in a folder."""
    request = BuildRequest(
        folder,
        formats,
        today=date(2026, 6, 1),
        publish=publish,
        lose_places=lose_places,
        only=only,
    )
    return build_books(request, lambda _: None)


def data_of(built: Built, format: Format = Format.EPUB) -> bytes:
    """Return the bytes of the first file of a format."""
    return next(file.path.read_bytes() for file in built.files if file.format is format)


def read_pages(epub: bytes) -> PagedBook:
    """Read an EPUB's marks and lists of pages."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = next(name for name in files if name.endswith(".opf"))
    package: Element = etree.fromstring(files[name])
    root = posixpath.dirname(name)
    hrefs: dict[str, str] = {
        item.get("id"): item.get("href") for item in package.xpath("//*[local-name()='item']")
    }
    spine = package.xpath("//*[local-name()='itemref']/@idref")
    marks = (
        mark for id in spine for mark in _marks(hrefs[id], files[posixpath.join(root, hrefs[id])])
    )
    nav: Element = etree.fromstring(files[posixpath.join(root, "nav.xhtml")])
    links = [
        link
        for each in nav.xpath("//*[local-name()='nav']")
        if each.get(f"{_OPS}type") == "page-list"
        for link in each.xpath(".//*[local-name()='a']")
    ]
    ncx: Element = etree.fromstring(files[posixpath.join(root, "toc.ncx")])
    targets = ncx.xpath("//*[local-name()='pageTarget']")
    return PagedBook(
        tuple(marks),
        tuple(Row(link.text, link.get("href")) for link in links),
        tuple(
            Row(
                target.xpath(".//*[local-name()='text']")[0].text,
                target.xpath(".//*[local-name()='content']/@src")[0],
            )
            for target in targets
        ),
        package,
    )


def _marks(href: str, data: bytes) -> Iterator[Mark]:
    root: Element = etree.fromstring(data)
    body = root.xpath("//*[local-name()='body']")[0]
    for call in body.xpath(".//*[@role='doc-noteref']"):
        for child in call:
            call.remove(child)
        call.text = ""
    pieces = tuple(_pieces(body))
    for number, piece in enumerate(pieces):
        if not isinstance(piece, str):
            behind = "".join(each for each in pieces[number:] if isinstance(each, str))
            assert not "".join(piece.itertext()), "a mark has words"
            yield Mark(href, piece.get("id"), piece.get("aria-label"), behind)


def _pieces(element: Element) -> Iterator[str | Element]:
    """Yield the texts of an element and the marks between them, footnotes left out."""
    if element.get("role") == "doc-pagebreak":
        assert element.get(f"{_OPS}type") == "pagebreak"
        yield element
    elif element.get("role") != "doc-footnote":
        yield element.text or ""
        for child in element:
            yield from _pieces(child)
            yield child.tail or ""
