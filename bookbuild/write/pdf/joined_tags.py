"""The structure trees of tagged parts as one.

Each part has a tree of its own under one Document, and a parent tree that leads from the marked
content of each page, and from each link, to its element (ISO 32000-1, 14.7.4.4). Their keys are
counted on from part to part; the elements move under the book's Document.
"""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree


class TagJoiner:
    """Takes one part's tree after the other; does nothing where the parts are not tagged."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        """Take the book."""
        self._pdf = pdf
        self._root: pikepdf.Object | None = None
        self._document: pikepdf.Object | None = None
        self._rows: list[int | pikepdf.Object] = []
        self._next = 0

    def take(self, part: pikepdf.Pdf, first: int) -> None:
        """Take a part's tree, whose pages were just copied behind the book's first ones.

        A copy of the tree would drag copies of the pages along, if these were not copied before.
        """
        tree = part.Root.get("/StructTreeRoot")
        if tree is None:
            return
        self._begin()
        copied = self._pdf.copy_foreign(tree)
        for document in copied.K:
            for element in document.K:
                element.P = self._document
                self._document.K.append(element)  # type: ignore[union-attr]
        start, keys = self._next, NumberTree(copied.ParentTree)
        for key, row in keys.items():
            self._rows += [start + key, row]
            self._next = max(self._next, start + key + 1)
        for page in self._pdf.pages[first:]:
            self._number(page.obj, start)

    def _number(self, page: pikepdf.Object, start: int) -> None:
        if "/StructParents" in page:
            page.StructParents = int(page.StructParents) + start
        for link in page.get("/Annots", Array()):
            if "/StructParent" in link:
                link.StructParent = int(link.StructParent) + start

    def _begin(self) -> None:
        if self._root is None:
            self._root = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
            document = Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root, K=Array([]))
            self._document = self._pdf.make_indirect(document)
            self._root.K = Array([self._document])

    def finish(self) -> None:
        """Hang the tree up in the book."""
        if self._root is None:
            return
        numbers = Dictionary(Nums=Array(self._rows))
        self._root.ParentTree = self._pdf.make_indirect(numbers)
        self._root.ParentTreeNextKey = self._next
        self._pdf.Root.StructTreeRoot = self._root
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)
        self._pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
