"""The fonts of a PDF: how they are described, and how much room their letters take.

Widths are the file's own. How far a letter's ink reaches is read from the outlines' boxes, where a
TrueType font is addressed by its glyphs, as most composed books do; elsewhere it is estimated.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Object

from bookbuild.preflight.pdf.objects import dictionary, items, number, whole
from bookbuild.preflight.pdf.streams import bytes_within
from bookbuild.preflight.pdf.survey import Box, Lettering

_LARGEST_FONT = 30_000_000
_MOST_WIDTHS = 70_000
_USUAL = 0.5
_TALL, _DEEP = 0.72, -0.22
"""How far letters reach over and under their line, in em, where no outline says so."""


@dataclass(frozen=True, slots=True)
class Face:
    """A font as text is set in it, in em.

    ``step`` is how many bytes name a letter; ``widths`` are those that differ from ``usual``,
    ``shapes`` the boxes of the letters' ink.
    """

    name: str
    lettering: Lettering
    embedded: bool
    step: int
    widths: dict[int, float]
    usual: float
    shapes: dict[int, Box]

    def width(self, code: int) -> float:
        """Return how far the pen moves for a letter."""
        return self.widths.get(code, self.usual)

    def shape(self, code: int) -> Box | None:
        """Return the box of a letter's ink, None for one without, as a space."""
        if self.shapes:
            return self.shapes.get(code)
        width = self.width(code)
        return None if code == 32 else Box(0.0, _DEEP, width, _TALL)


def face_of(font: Dictionary) -> Face:
    """Return a font of a page's resources as a face."""
    subtype = str(font.get("/Subtype", ""))
    if subtype == "/Type0":
        return _composite(font)
    described = dictionary(font.get("/FontDescriptor"))
    first = whole(font.get("/FirstChar"))
    scale = _type3_scale(font) if subtype == "/Type3" else 0.001
    listed = font.get("/Widths")
    widths = {
        first + index: number(width) * scale
        for index, width in enumerate(items(listed))
        if index < 256
    }
    missing = number(described.get("/MissingWidth")) * 0.001
    usual = missing or (_USUAL if not widths else 0.0)
    lettering = Lettering.TYPE_3 if subtype == "/Type3" else _lettering(described, subtype)
    embedded = subtype == "/Type3" or _file(described) is not None
    return Face(_name(font), lettering, embedded, 1, widths, usual, {})


def _composite(font: Dictionary) -> Face:
    below = items(font.get("/DescendantFonts"))
    inner = dictionary(below[0] if below else None)
    described = dictionary(inner.get("/FontDescriptor"))
    lettering = _lettering(described, str(inner.get("/Subtype", "")))
    usual = number(inner.get("/DW", 1000)) * 0.001
    file = _file(described)
    by_glyph = str(inner.get("/CIDToGIDMap", "/Identity")) == "/Identity"
    horizontal = str(font.get("/Encoding", "")) == "/Identity-H"
    shapes: dict[int, Box] = {}
    if file is not None and by_glyph and horizontal and lettering is Lettering.TRUE_TYPE:
        shapes = _shapes(bytes_within(file, _LARGEST_FONT) or b"")
    widths = _cid_widths(inner.get("/W"))
    return Face(_name(font), lettering, file is not None, 2, widths, usual, shapes)


def _cid_widths(listed: Object | None) -> dict[int, float]:
    """Return the widths of a composite font: runs as ``first [w w w]`` or ``first last w``."""
    widths: dict[int, float] = {}
    runs = items(listed)
    at = 0
    while at + 1 < len(runs) and len(widths) < _MOST_WIDTHS:
        first, second = whole(runs[at]), runs[at + 1]
        if isinstance(second, Array):
            widths.update((first + n, number(w) * 0.001) for n, w in enumerate(items(second)))
            at += 2
        elif at + 2 < len(runs):
            last = min(whole(second), first + _MOST_WIDTHS - len(widths))
            width = number(runs[at + 2]) * 0.001
            widths.update(dict.fromkeys(range(first, last + 1), width))
            at += 3
        else:
            break
    return widths


def _lettering(described: Dictionary, subtype: str) -> Lettering:
    if "/FontFile2" in described:
        return Lettering.TRUE_TYPE
    if "/FontFile3" in described:
        file = described["/FontFile3"]
        kind = str(file.get("/Subtype", "")) if isinstance(file, pikepdf.Stream) else ""
        return Lettering.WRAPPED if kind == "/OpenType" else Lettering.CFF
    return Lettering.TRUE_TYPE if subtype in ("/TrueType", "/CIDFontType2") else Lettering.TYPE_1


def _file(described: Dictionary) -> pikepdf.Stream | None:
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        file = described.get(key)
        if isinstance(file, pikepdf.Stream):
            return file
    return None


def _name(font: Dictionary) -> str:
    name = str(font.get("/BaseFont", "") or font.get("/Name", "")).lstrip("/")[:100]
    mark, _, rest = name.partition("+")
    return rest if rest and len(mark) == 6 else name or "a font without a name"


def _type3_scale(font: Dictionary) -> float:
    matrix = items(font.get("/FontMatrix"))
    return abs(number(matrix[0])) if matrix else 0.001


# ------------------------------------------------------------------------ the outlines' boxes


def _shapes(font: bytes) -> dict[int, Box]:
    """Return the boxes of a TrueType font's glyphs, in em; none where the file is damaged."""
    try:
        tables = _tables(font)
        head, loca, glyf = (tables[name] for name in (b"head", b"loca", b"glyf"))
        em = struct.unpack_from(">H", font, head[0] + 18)[0] or 1000
        wide = struct.unpack_from(">h", font, head[0] + 50)[0] != 0
        size, scale = (4, 1) if wide else (2, 2)
        count = min(loca[1] // size, 65_537)
        where = struct.unpack_from(f">{count}{'I' if wide else 'H'}", font, loca[0])
        found: dict[int, Box] = {}
        for glyph in range(count - 1):
            if where[glyph + 1] > where[glyph]:
                at = glyf[0] + where[glyph] * scale
                corners = struct.unpack_from(">4h", font, at + 2)
                found[glyph] = Box(*(corner / em for corner in corners))
    except (struct.error, KeyError, IndexError):
        return {}
    return found


def _tables(font: bytes) -> dict[bytes, tuple[int, int]]:
    """Return where a font's tables are: offset and length by name."""
    (count,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * index) for index in range(count))
    return {name: (offset, length) for name, _, offset, length in records}
