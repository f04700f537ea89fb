"""An EPUB as the bench sees it: its documents in reading order, their text, their paragraphs.

A place is a character of a document's text. That is the one way of saying where that all readers
share, whatever they keep themselves.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import unquote

from lxml import etree

INVISIBLE = " \t\n\r\u200b"
"""What a paragraph may consist of without having words."""

Element = Any
"""An lxml element; the stubs' results of ``xpath`` are too wide to be of use."""

BLOCKS = frozenset(
    "address aside blockquote body dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header "
    "hr li main nav ol p pre section table td th tr ul".split()
)
"""Elements that begin a new paragraph; a ``<span class="p">`` does as well."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text without a paragraph's break in it: ``text[start:end]`` of its document."""

    start: int
    end: int
    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the book; ``body`` is there for those who look at the markup."""

    href: str
    body: Element
    text: str
    blocks: tuple[Block, ...]

    def block_at(self, offset: int) -> int:
        """Return the number of the block at a place; of the next one where none is there."""
        for number, block in enumerate(self.blocks):
            if offset < block.end:
                return number
        return len(self.blocks) - 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader is: a document of the book and a character of its body's text."""

    document: int
    offset: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of the markup: the element it stands in, which of its texts, where it begins."""

    element: Element
    number: int
    start: int
    text: str


def read_documents(data: bytes) -> tuple[Document, ...]:
    """Return the documents of an EPUB in reading order."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        container = _parsed(archive.read("META-INF/container.xml"))
        package_path = container.xpath("string(//*[local-name()='rootfile']/@full-path)")
        package = _parsed(archive.read(package_path))
        folder = posixpath.dirname(package_path)
        hrefs = (posixpath.join(folder, unquote(href)) for href in _spine(package))
        return tuple(_document(href, archive.read(href)) for href in hrefs)


def _parsed(data: bytes) -> Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _spine(package: Element) -> Iterator[str]:
    items = {item.get("id"): item.get("href") for item in package.xpath("//*[local-name()='item']")}
    for reference in package.xpath("//*[local-name()='itemref']"):
        yield items[reference.get("idref")]


def _document(href: str, data: bytes) -> Document:
    body = _parsed(data).xpath("//*[local-name()='body']")[0]
    text = "".join(piece.text for piece in pieces(body))
    return Document(href, body, text, tuple(_blocks(body)))


def pieces(body: Element) -> Iterator[Piece]:
    """Yield the texts of a body in order, each with the element it is a child of."""
    start = 0
    counted: dict[Element, int] = {}
    for found in body.xpath(".//text()"):
        owner = found.getparent()
        element = owner.getparent() if found.is_tail else owner
        counted[element] = counted.get(element, 0) + 1
        yield Piece(element, counted[element], start, str(found))
        start += len(found)


def _blocks(body: Element) -> Iterator[Block]:
    """Yield the blocks: a block ends where the text goes on in another element of that kind."""
    run: list[Piece] = []
    for piece in pieces(body):
        if run and block_of(run[-1].element) is not block_of(piece.element):
            yield from _block(run)
            run = []
        run.append(piece)
    yield from _block(run)


def block_of(element: Element) -> Element:
    """Return the nearest element around a text that makes a paragraph of it."""
    while name_of(element) not in BLOCKS and "p" not in (element.get("class") or "").split():
        element = element.getparent()
    return element


def name_of(element: Element) -> str:
    """Return an element's name without its namespace."""
    return etree.QName(element).localname


def _block(run: list[Piece]) -> Iterator[Block]:
    text = "".join(piece.text for piece in run)
    if text.strip(INVISIBLE):
        start = run[0].start + len(text) - len(text.lstrip(INVISIBLE))
        end = run[0].start + len(text)
        identifier = block_of(run[0].element).get("id") or ""
        yield Block(start, end, identifier, " ".join(text.split()))


def place_in(documents: tuple[Document, ...], href: str, block: str | int, offset: int) -> Place:
    """Return the place ``offset`` characters into a block, named by its id or its number.

    ``href`` may be the end of a file's path. Raises `LookupError` where there is none such.
    """
    for number, document in enumerate(documents):
        if document.href.endswith(href):
            found = _found(document, block)
            return Place(number, min(found.start + offset, found.end - 1))
    raise LookupError(f"no document {href}")


def _found(document: Document, block: str | int) -> Block:
    if isinstance(block, int):
        return document.blocks[block]
    for each in document.blocks:
        if each.id == block:
            return each
    raise LookupError(f"no block {block} in {document.href}")


def sampled(documents: tuple[Document, ...], each: int) -> tuple[Place, ...]:
    """Return up to ``each`` places of every document, spread over its text, always the same."""
    return tuple(
        Place(number, offset)
        for number, document in enumerate(documents)
        for offset in sorted({*_spread(document, each)})
    )


def _spread(document: Document, each: int) -> Iterator[int]:
    blocks = document.blocks
    if not blocks:
        return
    for step in range(each):
        block = blocks[step * len(blocks) // each]
        # The first place of a document is a block's beginning, the others lie within.
        inside = (block.end - block.start) * (step % 3) // 3
        offset = block.start + inside
        while document.text[offset].isspace():
            offset += 1
        yield offset
