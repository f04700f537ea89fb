"""What a screen reader says of a tagged PDF: the text of its elements, in their order."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary

_BLOCKS = ("P", "H1", "H2", "H3", "Note", "Caption", "TH", "TD", "LBody")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A PDF as it is said: its blocks with their kinds, what pictures say, all kinds there are."""

    blocks: tuple[tuple[str, str], ...]
    pictures: tuple[str, ...]
    kinds: frozenset[str]

    @property
    def text(self) -> str:
        """Its paragraphs and headings, a line each."""
        whole = (text for kind, text in self.blocks if kind == "P" or kind[0] == "H")
        return "\n".join(whole)


def spoken(data: bytes) -> Spoken:
    """Return what is said of a PDF whose pages bookbuild wrote."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        words = {
            (page.obj.objgen, number): text for page in pdf.pages for number, text in _marked(page)
        }
        document = pdf.Root.StructTreeRoot.K[0]
        elements = list(_elements(document))
        blocks = tuple(
            (kind, "".join(_said(each, words)).strip())
            for each in elements
            if (kind := str(each.S)[1:]) in _BLOCKS
        )
        pictures = tuple(str(each.Alt) for each in elements if "/Alt" in each)
        return Spoken(blocks, pictures, frozenset(str(each.S)[1:] for each in elements))


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K", Array())
    return list(kids.as_list()) if isinstance(kids, Array) else [kids]


def _elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield element
    for kid in _kids(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            assert kid.P.objgen == element.objgen
            yield from _elements(kid)


def _said(element: pikepdf.Object, words: dict[tuple[tuple[int, int], int], str]) -> Iterator[str]:
    if "/ActualText" in element:
        yield str(element.ActualText)
        return
    for kid in _kids(element):
        if not isinstance(kid, Dictionary):
            yield words[element.Pg.objgen, int(kid)]
        elif "/MCID" in kid:
            yield words[kid.Pg.objgen, int(kid.MCID)]
        elif "/S" in kid:
            yield from _said(kid, words)


def _marked(page: pikepdf.Page) -> Iterator[tuple[int, str]]:
    """Yield the text of each piece of marked content of a page."""
    letters = {
        name: dict(_letters(font.ToUnicode.read_bytes()))
        for name, font in page.resources.get("/Font", Dictionary()).items()
    }
    number, font = None, ""
    shown: dict[int, str] = {}
    for step in pikepdf.parse_content_stream(page):
        match str(step.operator):
            case "BDC" if "/MCID" in step.operands[1]:
                number = int(step.operands[1].MCID)
                shown[number] = ""
            case "EMC":
                number = None
            case "Tf":
                font = str(step.operands[0])
            case "TJ" if number is not None:
                figures = b"".join(
                    bytes(each) for each in step.operands[0] if isinstance(each, pikepdf.String)
                )
                glyphs = (figures[at : at + 2] for at in range(0, len(figures), 2))
                shown[number] += "".join(letters[font].get(glyph, "") for glyph in glyphs)
            case _:
                pass
    yield from shown.items()


def _letters(character_map: bytes) -> Iterator[tuple[bytes, str]]:
    for glyph, text in re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]+)>", character_map):
        if len(text) >= 4:
            yield bytes.fromhex(glyph.decode()), bytes.fromhex(text.decode()).decode("utf-16-be")
