"""Readers that are not run here: what they keep of a place, worked out after their descriptions.

None of this is measured. Each function takes the old document's place into the new document.
"""

from __future__ import annotations

from lxml import etree

from bench.places.books import Document, Element, Piece, name_of, pieces

PARAGRAPHS = frozenset("p ol ul table h1 h2 h3 h4 h5 h6".split())
"""What begins a new paragraph for the spans that Kobo's readers count."""


def by_name_and_number(old: Document, new: Document, offset: int) -> int | None:
    """Take a place as KOReader does: a path that counts elements of the same name.

    ``/body/section/p[12]/text()[1].0`` (koreader: readerrolling.lua; crengine: lvtinydom.cpp).
    """
    piece = _piece_at(old, offset)
    if piece is None:
        return None
    element = _followed(new.body, _path(piece.element, old.body))
    found = [] if element is None else [p for p in pieces(new.body) if p.element is element]
    if len(found) < piece.number:
        return None
    there = found[piece.number - 1]
    return there.start + min(offset - piece.start, len(there.text))


def _piece_at(document: Document, offset: int) -> Piece | None:
    holding = (p for p in pieces(document.body) if p.start <= offset < p.start + len(p.text))
    return next(holding, None)


def _path(element: Element, body: Element) -> tuple[tuple[str, int], ...]:
    steps: list[tuple[str, int]] = []
    while element is not body:
        alike = [each for each in element.itersiblings(preceding=True) if each.tag == element.tag]
        steps.append((element.tag, len(alike)))
        element = element.getparent()
    return tuple(reversed(steps))


def _followed(element: Element, path: tuple[tuple[str, int], ...]) -> Element | None:
    for tag, number in path:
        alike = element.findall(tag)
        if number >= len(alike):
            return None
        element = alike[number]
    return element


def by_id(old: Document, new: Document, offset: int) -> int | None:
    """Take a place as a reader that keeps a CSS selector does: the nearest id, and an offset."""
    piece = _piece_at(old, offset)
    element = None if piece is None else piece.element
    while element is not None and element.get("id") is None:
        element = element.getparent()
    if element is None:
        return by_progression(old, new, offset)
    there = new.body.xpath(".//*[@id=$id]", id=element.get("id"))
    if not there:
        return by_progression(old, new, offset)
    start, length = _extent(there[0], new.body)
    inside = offset - _extent(element, old.body)[0]
    return start + (inside if inside < length else 0)


def _extent(element: Element, body: Element) -> tuple[int, int]:
    """Return where an element's text begins in the body's, and how long it is."""
    around = "preceding::text()[ancestor::*[local-name()='body']]"
    before = () if element is body else element.xpath(around)
    return sum(map(len, before)), len(element.xpath("string()"))


def by_progression(old: Document, new: Document, offset: int) -> int | None:
    """Take a place as a share of the document's text (Readium's ``progression``)."""
    return min(round(offset / len(old.text) * len(new.text)), len(new.text) - 1)


def by_paragraphs(old: Document, new: Document, offset: int) -> int | None:
    """Take a place as Kobo's readers do: the paragraph's number in its file, and an offset.

    ``kobo.12.1`` counts the file's paragraphs wherever they stand, then the sentences.
    """
    piece = _piece_at(old, offset)
    holder = None if piece is None else piece.element
    while holder is not None and name_of(holder) not in PARAGRAPHS:
        holder = holder.getparent()
    if holder is None:
        return None
    number = _paragraphs(old.body).index(holder)
    there = _paragraphs(new.body)
    if number >= len(there):
        return None
    start, length = _extent(there[number], new.body)
    return start + min(offset - _extent(holder, old.body)[0], max(length - 1, 0))


def _paragraphs(body: Element) -> list[Element]:
    """Return the paragraphs that have words: an empty one gets no span."""
    return [
        each
        for each in body.iter(etree.Element)
        if name_of(each) in PARAGRAPHS and each.xpath("normalize-space()")
    ]
