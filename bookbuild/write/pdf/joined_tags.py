"""The structure of tagged parts as one.

Each part becomes a section of the book's Document (`tag_tree`), and its pages are marked as that
needs it (`tagged_words`). A parent tree leads from the marked content of each page, and from each
link, to its element (ISO 32000-1, 14.7.4.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from bookbuild.write.pdf.tag_tree import NOTE, Element, Linked, Words, part_tree
from bookbuild.write.pdf.tagged_words import CONTENTS, Letters, TaggedPages, part_letters


@dataclass(frozen=True, slots=True)
class TaggedPart:
    """What is read of a part before its fonts are taken out and its pages are copied."""

    tree: Element
    letters: Mapping[str, Letters]


class TagJoiner:
    """Takes one part after the other, in the book's order; made and dropped for one book."""

    def __init__(self, pdf: pikepdf.Pdf, *, right_to_left: bool) -> None:
        """Take the book, and how it runs."""
        self._pdf = pdf
        self._right_to_left = right_to_left
        self._sections: list[tuple[Element, list[pikepdf.Object], list[list[pikepdf.Object]]]] = []

    def read(self, part: pikepdf.Pdf, runs_on: Sequence[bool]) -> TaggedPart | None:
        """Return a part's structure; None where it has none.

        ``runs_on`` says of each page whether it begins within a paragraph.
        """
        tree = part_tree(part, runs_on)
        return None if tree is None else TaggedPart(tree, part_letters(part))

    def take(self, part: TaggedPart, first: int) -> None:
        """Take a part, whose pages are the book's from ``first`` on, and mark these anew."""
        pages: list[pikepdf.Object] = [page.obj for page in self._pdf.pages[first:]]
        words = TaggedPages(part.letters, [_content(page) for page in pages], self._right_to_left)
        for page, content in zip(pages, words.mark(part.tree), strict=True):
            page.Contents = Stream(self._pdf, content)
        links = [list(page.get("/Annots", Array())) for page in pages]
        self._sections.append((words.rejoined(part.tree), pages, links))

    def finish(self) -> None:
        """Hang the tree up in the book, for the links that still are on the pages."""
        if not self._sections:
            return
        root = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        writer = _Writer(self._pdf)
        document = Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array())
        root.K = Array([self._pdf.make_indirect(document)])
        kids = []
        for tree, pages, links in self._sections:
            section = writer.section(tree, pages, links, root.K[0])
            if section is not None:
                kids.append(section)
        root.K[0].K = Array(kids)
        root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(writer.rows)))
        root.ParentTreeNextKey = len(writer.rows) // 2
        if writer.notes:
            ids = [each for note in writer.notes for each in (note.ID, note)]
            root.IDTree = self._pdf.make_indirect(Dictionary(Names=Array(ids)))
        self._pdf.Root.StructTreeRoot = root
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)
        self._pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


class _Writer:
    """Writes the elements, part after part, and the rows of the parent tree."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self.rows: list[int | pikepdf.Object] = []
        self.notes: list[pikepdf.Object] = []
        self._pages: list[pikepdf.Object] = []
        self._links: list[list[pikepdf.Object]] = []
        self._parents: list[dict[int, pikepdf.Object]] = []
        self._linked: list[tuple[pikepdf.Object, pikepdf.Object]] = []

    def section(
        self,
        tree: Element,
        pages: list[pikepdf.Object],
        links: list[list[pikepdf.Object]],
        parent: pikepdf.Object,
    ) -> pikepdf.Object | None:
        """Write one part; nothing for one without words, such as a blank page."""
        self._pages = pages
        self._links = links
        self._parents = [{} for _ in pages]
        self._linked = []
        section = self._element(tree, parent) if tree.kids else None
        for page, parents in zip(pages, self._parents, strict=True):
            self._number(page, parents)
        self._take_off_others()
        for link, element in self._linked:
            link.StructParent = len(self.rows) // 2
            self.rows += [link.StructParent, element]
        return section

    def _take_off_others(self) -> None:
        """Take the links off the pages that are in no element, as in the head of a table that is
        shown again: nobody would be told of them."""
        written = {link.objgen for link, _ in self._linked}
        for page in self._pages:
            if "/Annots" in page:
                page.Annots = Array([each for each in page.Annots if each.objgen in written])

    def _number(self, page: pikepdf.Object, parents: dict[int, pikepdf.Object]) -> None:
        page.StructParents = len(self.rows) // 2
        known = (parents.get(number) for number in range(max(parents, default=-1) + 1))
        self.rows += [page.StructParents, Array(list(known))]

    def _element(self, element: Element, parent: pikepdf.Object) -> pikepdf.Object:
        kind = "Note" if element.kind == NOTE else element.kind
        raw = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name("/" + kind), P=parent)
        )
        for name, said in _said(element, self._pages):
            raw[name] = said
        if kind == "Note":
            raw.ID = pikepdf.String(f"note-{len(self.notes) + 1:05}")
            self.notes.append(raw)
        kids = self._link_kids(element, raw) if kind == "Link" else self._kids(element, raw)
        raw.K = kids[0] if len(kids) == 1 else Array(kids)
        return raw

    def _kids(self, element: Element, raw: pikepdf.Object) -> list[int | pikepdf.Object]:
        """Write what is in an element; words on its first page go by their numbers alone."""
        kids: list[int | pikepdf.Object] = []
        for kid in element.kids:
            match kid:
                case Words():
                    kids.append(self._marked(kid, raw))
                case Element(kind="Link") if not self._has_link(kid):
                    kids += self._kids(kid, raw)
                case Element():
                    kids.append(self._element(kid, raw))
                case Linked():
                    pass
        return kids

    def _marked(self, words: Words, raw: pikepdf.Object) -> int | pikepdf.Object:
        page = self._pages[words.page]
        self._parents[words.page][words.number] = raw
        if "/Pg" not in raw:
            raw.Pg = page
        if raw.Pg.objgen == page.objgen:
            return words.number
        return Dictionary(Type=Name.MCR, Pg=page, MCID=words.number)

    def _has_link(self, element: Element) -> bool:
        return any(isinstance(kid, Linked) and self._link(kid) for kid in element.kids)

    def _link(self, linked: Linked) -> pikepdf.Object | None:
        """Return the link, None for one that was taken off its page: it led nowhere."""
        page, link = self._pages[linked.page], self._links[linked.page][linked.link]
        on_page = any(each.objgen == link.objgen for each in page.get("/Annots", Array()))
        return link if on_page else None

    def _link_kids(self, element: Element, raw: pikepdf.Object) -> list[int | pikepdf.Object]:
        """Write a link: its words, and the place to click. One that covers others is enough."""
        references: list[int | pikepdf.Object] = []
        text = next((raw for name, raw in element.said if name == CONTENTS), b"()")
        first: pikepdf.Object | None = None
        for linked in (kid for kid in element.kids if isinstance(kid, Linked)):
            page, link = self._pages[linked.page], self._link(linked)
            if link is None:
                continue
            if first is not None and _covers(first, link):
                page.Annots = Array([each for each in page.Annots if each.objgen != link.objgen])
                continue
            first = link if first is None else first
            link.Contents = Object.parse(text)
            references.append(Dictionary(Type=Name.OBJR, Obj=link, Pg=page))
            self._linked.append((link, raw))
        return [*references, *self._kids(element, raw)]


def _content(page: pikepdf.Object) -> bytes:
    contents = page.get("/Contents", Array())
    streams = contents.as_list() if isinstance(contents, Array) else [contents]
    return b"\n".join(stream.read_bytes() for stream in streams)


def _covers(link: pikepdf.Object, other: pikepdf.Object) -> bool:
    """Whether a link lies over another that leads to the same place."""
    if link.get("/Dest") != other.get("/Dest") or link.get("/A") != other.get("/A"):
        return False
    left, low, right, high = _box(link)
    other_left, other_low, other_right, other_high = _box(other)
    wide = left - _HAIR <= other_left and other_right <= right + _HAIR
    return wide and low - _HAIR <= other_low and other_high <= high + _HAIR


_HAIR = 1.0


def _box(link: pikepdf.Object) -> tuple[float, float, float, float]:
    """Return a link's left, lower, right and upper edge."""
    one, two, three, four = (float(each) for each in link.Rect.as_list())
    return min(one, three), min(two, four), max(one, three), max(two, four)


def _said(
    element: Element, pages: Sequence[pikepdf.Object]
) -> Iterator[tuple[str, pikepdf.Object]]:
    """Yield what an element says besides what it is."""
    for name, raw in element.said:
        said = Object.parse(raw)
        match element.kind:
            case "Figure" if name == "/A":
                yield name, _placed(said, element, pages)
            case "Link":
                pass
            case "TH" if name == "/A":
                yield name, _of_table(said, heading=True)
            case "TD" if name == "/A":
                yield name, _of_table(said)
            case _:
                yield name, said


def _of_table(said: pikepdf.Object, *, heading: bool = False) -> Dictionary:
    """Return what a cell says: how far it reaches, of a heading that it is its column's.

    The press writes which headings a cell has by ids that other parts have as well.
    """
    spans = {name: said[name] for name in ("/ColSpan", "/RowSpan") if name in said}
    made = Dictionary(O=Name.Table, Scope=Name.Column) if heading else Dictionary(O=Name.Table)
    for name, span in spans.items():
        made[name] = span
    return made


def _placed(
    said: pikepdf.Object, figure: Element, pages: Sequence[pikepdf.Object]
) -> pikepdf.Object:
    """Return a picture's place on its page, which the press counts from above in its own units."""
    page = next((kid.page for kid in figure.kids if isinstance(kid, Words)), None)
    if page is None or "/BBox" not in said:
        return said
    top = float(pages[page].MediaBox[3])
    left, above, right, below = (float(each) * _POINTS for each in said.BBox.as_list())
    said.BBox = Array([round(each, 3) for each in (left, top - below, right, top - above)])
    return said


_POINTS = 0.75
"""The press counts in CSS pixels, of which 96 make an inch."""
