"""The pictures of a document: out of the package by their relationships, into images/."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bookbuild.intake.docx.drawings import Shown
from bookbuild.intake.docx.package import Package, Relation
from bookbuild.intake.docx.paras import Grid, Item, Para
from bookbuild.intake.ebooks.pictures import Album
from bookbuild.intake.report import Finding
from bookbuild.intake.web.inlines import Line, Mark, Piece
from bookbuild.intake.web.page import Element, first
from bookbuild.model.text import Picture

_METAFILES = (".emf", ".wmf", ".emz", ".wmz")


class Hangings:
    """Takes pictures from the package, each once, and says what became of the others."""

    def __init__(self, package: Package, source: str) -> None:
        self.source = source
        self.album = Album(package, "")
        self.findings: list[Finding] = []
        self.paths: dict[str, str] = {}

    def take(
        self, part: str, relations: dict[str, Relation], pictures: Iterable[tuple[int, Shown]]
    ) -> None:
        """Take the pictures that a part of the document names."""
        for at, (number, shown) in enumerate(pictures):
            path = self._taken(relations.get(shown.relation), shown, number)
            if path:
                self.paths[f"{part}#{at}"] = path

    def _taken(self, relation: Relation | None, shown: Shown, number: int) -> str:
        if relation is None or (not relation.outside and not relation.target):
            self._say(number, "is named here, and the document does not hold it")
        elif relation.outside:
            what = "is not in the document but only linked to, and was not fetched"
            self._say(number, what, "Put it into the document in Word, or save it in images/.")
        elif relation.target.lower().endswith(_METAFILES):
            what = "is a Windows drawing (EMF or WMF), which no reading device shows"
            self._say(number, what, "Save it as a PNG in the folder images/, name it in the text.")
        else:
            return self._hung(relation.target, shown, number)
        return ""

    def _hung(self, target: str, shown: Shown, number: int) -> str:
        image = Element("img", (("src", target), ("alt", shown.alt)), (), number)
        root = self.album.hung(Element("p", (), (image,), number), self.source)
        kept = first(root, "kept-picture")
        if kept is None:
            self.findings += self.album.findings
            self.album.findings.clear()
        return kept.get("source") if kept is not None else ""

    def _say(self, number: int, why: str, remedy: str = "") -> None:
        remedy = remedy or "Save it into the folder images/ and name it in the text."
        self.findings.append(Finding(number, self.source, f"A picture {why}.", remedy))

    def hang(self, item: Item) -> Item:
        """Return an item with the new paths of its pictures; those not kept are gone."""
        if isinstance(item, Grid):
            rows = tuple(
                tuple(tuple(self._para(para) for para in cell) for cell in row) for row in item.rows
            )
            return replace(item, rows=rows)
        return self._para(item)

    def _para(self, para: Para) -> Para:
        if not para.pictures:
            return para
        lines = tuple(self._line(line) for line in para.lines)
        return replace(para, lines=lines, pictures=any(map(_shows_picture, lines)))

    def _line(self, line: Line) -> Line:
        made: list[Piece] = []
        for piece in line:
            if isinstance(piece, Mark) and isinstance(piece.inline, Picture):
                path = self.paths.get(piece.inline.source, "")
                if path:
                    made.append(replace(piece, inline=Picture(path, piece.inline.alt)))
            else:
                made.append(piece)
        return tuple(made)


def _shows_picture(line: Line) -> bool:
    return any(isinstance(piece, Mark) and isinstance(piece.inline, Picture) for piece in line)


def pictures_in(items: Iterable[Item]) -> list[str]:
    """Return the pictures that stand alone in the middle, as often as they do."""
    found: list[str] = []
    for item in items:
        middle = isinstance(item, Para) and item.look.align == "center"
        if middle and isinstance(item, Para) and item.pictures and not item.text:
            pieces = [piece for line in item.lines for piece in line]
            inlines = [p.inline for p in pieces if isinstance(p, Mark)]
            found += [i.source for i in inlines if isinstance(i, Picture)]
    return found
