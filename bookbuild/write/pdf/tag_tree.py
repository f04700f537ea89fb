"""The structure of a tagged part, read from its PDF and made plain.

The press tags a page as its sheet is written: an element for each `div`, for each line and for
each page, which say nothing to a reader, and no paragraph that goes on over a page. Here a part
becomes one section of headings, paragraphs, lists, tables, notes and links (ISO 32000-1, 14.8.4),
with the marked content in them, in the order of the story.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat

import pikepdf
from pikepdf import Array, Dictionary


@dataclass(frozen=True, slots=True)
class Words:
    """Marked content of a page of the part, counted from 0, by its number there.

    ``divided`` is true where it ends in a hyphen of ours, and the word goes on in the next.
    """

    page: int
    number: int
    divided: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """A link of a page of the part: both counted from 0."""

    page: int
    link: int


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the structure; ``said`` is what it says besides, as PDF has it."""

    kind: str
    kids: tuple[Element | Words | Linked, ...]
    said: tuple[tuple[str, bytes], ...] = ()


Kid = Element | Words | Linked

NOTE = "Art"
"""What the press makes of `article`: in a sheet that is a footnote."""

_SAID = ("/A", "/Alt")
_GROUPS = ("Document", "Sect", "Div", "NonStruct")
_INLINE = ("Span", "Link", "Lbl")
_PARAGRAPHS = ("P", "H1", "H2", "H3", "H4", "H5", "H6")
_GOING_ON = (*_PARAGRAPHS, "BlockQuote", "L", "LI", "LBody")
"""What may be one over two pages, like a table, whose head may stand on each."""
_HOLDING_WORDS = ("LBody", "TD", "TH", "Caption", NOTE)
"""What may hold words as well as paragraphs."""


def part_tree(part: pikepdf.Pdf, runs_on: Sequence[bool]) -> Element | None:
    """Return a part's structure as one section; None for a part without any.

    ``runs_on`` says of each page whether it begins within a paragraph.
    """
    tree = part.Root.get("/StructTreeRoot")
    if tree is None:
        return None
    reader = _Reader(part)
    pages: list[list[Element]] = [[] for _ in part.pages]
    for document in tree.K:
        for each in document.K:
            pages[reader.page_of(each)].extend(_blocks(reader.element(each).kids))
    return Element("Sect", tuple(_joined(pages, runs_on)))


class _Reader:
    """Reads the elements of one part."""

    def __init__(self, part: pikepdf.Pdf) -> None:
        self._pages = {page.obj.objgen: index for index, page in enumerate(part.pages)}
        self._links = {
            link.objgen: Linked(index, at)
            for index, page in enumerate(part.pages)
            for at, link in enumerate(page.obj.get("/Annots", Array()))
        }

    def page_of(self, raw: pikepdf.Object) -> int:
        return self._pages[raw.Pg.objgen]

    def element(self, raw: pikepdf.Object) -> Element:
        said = tuple((name, raw[name].unparse()) for name in _SAID if name in raw)
        return Element(str(raw.S)[1:], tuple(self._kids(raw)), said)

    def _kids(self, raw: pikepdf.Object) -> Iterator[Kid]:
        for kid in raw.get("/K", Array()).as_list():
            if not isinstance(kid, Dictionary):
                yield Words(self.page_of(raw), int(kid))
            elif "/S" in kid:
                yield self.element(kid)
            elif kid.Obj.objgen in self._links:
                yield self._links[kid.Obj.objgen]


# --------------------------------------------------------------------------- plain elements


def _blocks(kids: Iterable[Kid]) -> Iterator[Element]:
    """Yield the blocks in these; words that stand between them become paragraphs."""
    words: list[Kid] = []
    for kid in kids:
        if _is_inline(kid) and not _is_group(kid):
            words.append(kid)
            continue
        yield from _paragraph(words)
        words = []
        if isinstance(kid, Element):
            yield from _paragraph([kid]) if _is_inline(kid) else _block(kid)
    yield from _paragraph(words)


def _block(element: Element) -> Iterator[Element]:
    kind = element.kind
    if kind in _PARAGRAPHS:
        yield from _paragraph(_lines(element), kind)
    elif kind == "Figure":
        yield from _figure(element)
    elif kind in _GROUPS:
        kids = tuple(_blocks(element.kids))
        if any(kid.kind == "Caption" for kid in kids):
            yield Element("Div", kids)
        else:
            yield from kids
    elif kind in _HOLDING_WORDS and all(map(_is_inline, element.kids)):
        yield replace(element, kids=tuple(_words(element.kids)))
    else:
        kids = tuple(_blocks(element.kids))
        if kids or kind == "TD":
            yield replace(element, kids=kids)


def _paragraph(kids: Iterable[Kid], kind: str = "P") -> Iterator[Element]:
    if words := tuple(_words(kids)):
        yield Element(kind, words)


def _figure(figure: Element) -> Iterator[Element]:
    """Yield a picture that has a text in its place; others are there to be looked at."""
    if any(name == "/Alt" for name, _ in figure.said):
        yield figure


def _words(kids: Iterable[Kid]) -> Iterator[Kid]:
    """Yield what is in these, without the elements that say nothing."""
    for kid in kids:
        match kid:
            case Words() | Linked():
                yield kid
            case Element(kind="Figure"):
                yield from _figure(kid)
            case Element(kind="Link"):
                yield Element("Link", tuple(_links_first(_words(kid.kids))))
            case _:
                yield from _words(kid.kids)


def _links_first(kids: Iterable[Kid]) -> Iterator[Kid]:
    """Yield the links before the words, those of links within a link as well."""
    found = list(kids)
    yield from (kid for kid in found if isinstance(kid, Linked))
    for kid in found:
        if isinstance(kid, Element) and kid.kind == "Link":
            yield from kid.kids
        elif not isinstance(kid, Linked):
            yield kid


def _lines(paragraph: Element) -> Iterator[Kid]:
    """Yield what is in a paragraph; the lines that composition divided from the next say so.

    In a composed paragraph everything is in its lines. One that ends in a hyphen of ours is of an
    element that the press has no name for.
    """
    composed = not any(isinstance(kid, Words) for each in _spans(paragraph) for kid in each.kids)
    for kid in paragraph.kids:
        if composed and isinstance(kid, Element) and kid.kind == "NonStruct":
            yield from _ending_divided(list(_words(kid.kids)))
        else:
            yield kid


def _spans(element: Element) -> Iterator[Element]:
    return (kid for kid in element.kids if isinstance(kid, Element) and kid.kind == "Span")


def _ending_divided(line: list[Kid]) -> list[Kid]:
    match line[-1:]:
        case [Words() as last]:
            return [*line[:-1], replace(last, divided=True)]
        case [Element() as last]:
            return [*line[:-1], replace(last, kids=tuple(_ending_divided(list(last.kids))))]
        case _:
            return line


def _is_inline(kid: Kid) -> bool:
    if not isinstance(kid, Element) or kid.kind in _INLINE:
        return True
    return kid.kind == "NonStruct" and bool(kid.kids) and all(map(_is_inline, kid.kids))


def _is_group(kid: Kid) -> bool:
    return isinstance(kid, Element) and kid.kind == "NonStruct"


# ------------------------------------------------------------------------------ over pages


def _joined(pages: Sequence[Sequence[Element]], runs_on: Sequence[bool]) -> list[Element]:
    """Return the blocks of all pages; what goes on from page to page is one, notes stand behind.

    A page whose notes stand first begins with its first paragraph all the same.
    """
    made: list[Element] = []
    for page, goes_on in zip(pages, chain(runs_on, repeat(False)), strict=False):
        own = _whole_tables(page)
        before = _last(made, range(len(made) - 1, -1, -1))
        first = _last(own, range(len(own)))
        if goes_on and before is not None and first is not None:
            one = _one(made[before], own[first])
            if one is not None:
                made[before] = one
                del own[first]
        made += own
    return made


def _last(blocks: Sequence[Element], places: Iterable[int]) -> int | None:
    return next((place for place in places if blocks[place].kind != NOTE), None)


def _one(before: Element, after: Element) -> Element | None:
    """Return two parts of a paragraph, or of what holds it, as one; None where they are not."""
    if before.kind == after.kind == "Table":
        return _one_table(before, after)
    if before.kind != after.kind or before.kind not in _GOING_ON:
        return None
    if before.kind in _PARAGRAPHS:
        return replace(before, kids=before.kids + after.kids)
    match before.kids, after.kids:
        case (*most, Element() as last), (Element() as first, *rest):
            one = _one(last, first)
            middle = (last, first) if one is None else (one,)
            return replace(before, kids=(*most, *middle, *rest))
        case _:
            return None


def _whole_tables(blocks: Iterable[Element]) -> list[Element]:
    """Return the blocks of a page, with the rows in one that stand on it piece by piece.

    A piece that is not the first of its table has no head.
    """
    made: list[Element] = []
    for block in blocks:
        is_piece = block.kind == "Table" and not _has_head(block)
        if is_piece and made and made[-1].kind == "Table":
            made[-1] = _one_table(made[-1], block)
        else:
            made.append(block)
    return made


def _has_head(table: Element) -> bool:
    return any(isinstance(kid, Element) and kid.kind == "THead" for kid in table.kids)


def _one_table(before: Element, after: Element) -> Element:
    """Return two pieces of a table as one, without the head that is shown again."""
    rows = (kid for kid in after.kids if not (isinstance(kid, Element) and kid.kind == "THead"))
    return replace(before, kids=(*before.kids, *rows))
