"""The fonts of all parts as one subset each.

The press names a font by what it is, and keeps the numbers of its glyphs. So a font has the same
name and the same glyphs in every part, and one subset with the glyphs of all parts serves each:
widths and letters are merged by the glyph's number. Where two parts say different letters for one
glyph, the first says it, as it would if the book were printed in one piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from bookbuild.write.fonts import glyph_subset
from bookbuild.write.pdf.press import FontUse


@dataclass(slots=True)
class _Joined:
    """A font of the book: the own one of the first part that has it, which is the ``place`` of
    that part, and what the parts together need of it; letters by the places of the parts."""

    place: int
    font: pikepdf.Object
    use: FontUse
    widths: dict[int, float] = field(default_factory=dict)
    letters: dict[int, dict[int, str]] = field(default_factory=dict)


class FontJoiner:
    """Takes the fonts out of the parts, and lays one of each into the book."""

    def __init__(self, pdf: pikepdf.Pdf, files: Mapping[str, bytes]) -> None:
        """Take the book, and the font files by their SHA-256."""
        self._pdf = pdf
        self._files = files
        self._joined: dict[str, _Joined] = {}
        self._lacking: list[tuple[pikepdf.Page, tuple[str, ...]]] = []

    def take(self, place: int, part: pikepdf.Pdf, uses: tuple[FontUse, ...]) -> tuple[str, ...]:
        """Read the fonts of a part and take them out, before its pages are copied.

        Parts may come in any order; ``place`` is the part's in the book. Returns the names under
        which its pages know the fonts.
        """
        taken: tuple[str, ...] = ()
        if not len(part.pages):
            return taken
        fonts = part.pages[0].resources.get("/Font", Dictionary())
        known = {use.name: use for use in uses if use.file in self._files}
        for name, font in list(fonts.items()):
            use = known.get(str(font.get("/BaseFont", "")).lstrip("/"))
            if use is None or not _can_be_joined(font):
                continue  # a font that nobody named, or that is no TrueType: it stays as it is
            joined = self._of_first(place, name, font, use)
            joined.widths.update(widths_of(font.DescendantFonts[0].get("/W", Array())))
            letters = joined.letters.setdefault(place, {})
            for glyph, shown in letters_of(font.ToUnicode.read_bytes()):
                letters.setdefault(glyph, shown)
            taken += (name,)
            del fonts[name]
        return taken

    def _of_first(self, place: int, name: str, font: pikepdf.Object, use: FontUse) -> _Joined:
        """Return a font of the book, which is the given one where no earlier part has it."""
        joined = self._joined.get(name)
        if joined is None or place < joined.place:
            del font.DescendantFonts[0].FontDescriptor["/FontFile2"]
            own = self._pdf.copy_foreign(font)
            widths, letters = (joined.widths, joined.letters) if joined else ({}, {})
            joined = self._joined[name] = _Joined(place, own, use, widths, letters)
        return joined

    def lay_in(self, page: pikepdf.Page, names: tuple[str, ...]) -> None:
        """Note a page of a part that was just copied, to give it its fonts back at the end.

        All pages of the part share them.
        """
        if names:
            self._lacking.append((page, names))

    def finish(self) -> None:
        """Write each font with what all parts need of it."""
        for joined in self._joined.values():
            self._write(joined)
        for page, names in self._lacking:
            fonts = page.resources.Font
            for name in names:
                fonts[name] = self._joined[name].font

    def _write(self, joined: _Joined) -> None:
        font, use = joined.font, joined.use
        descendant = font.DescendantFonts[0]
        descendant.W = Array(list(_width_rows(joined.widths)))
        font.ToUnicode = Stream(self._pdf, _character_map(_first_letters(joined.letters)))
        data = glyph_subset(self._files[use.file], frozenset(joined.widths), use.axes)
        file = Stream(self._pdf, data)
        if data[:4] == b"OTTO":
            file.Subtype = Name.OpenType
            descendant.FontDescriptor.FontFile3 = file
        else:
            file.Length1 = len(data)
            descendant.FontDescriptor.FontFile2 = file


def _first_letters(parts: Mapping[int, Mapping[int, str]]) -> dict[int, str]:
    """Return what each glyph stands for in the first of the parts that show it."""
    letters: dict[int, str] = {}
    for place in sorted(parts, reverse=True):
        letters.update(parts[place])
    return letters


def widths_of(rows: pikepdf.Object) -> Iterator[tuple[int, float]]:
    """Yield the width of each glyph, as a W array has them (ISO 32000-1, 9.7.4.3)."""
    entries = list(rows.as_list())
    at = 0
    while at < len(entries):
        first, second = int(entries[at]), entries[at + 1]
        if isinstance(second, pikepdf.Array):
            for offset, width in enumerate(second.as_list()):
                yield first + offset, float(width)
            at += 2
        else:
            for glyph in range(first, int(second) + 1):
                yield glyph, float(entries[at + 2])
            at += 3


def _width_rows(widths: Mapping[int, float]) -> Iterator[int | Array]:
    """Yield the rows of a W array: each run of glyphs with the first one's number before it."""
    run: list[float] = []
    begin = -2
    for glyph in sorted(widths):
        if glyph != begin + len(run):
            if run:
                yield from (begin, _numbers(run))
            begin, run = glyph, []
        run.append(widths[glyph])
    if run:
        yield from (begin, _numbers(run))


def _numbers(widths: list[float]) -> Array:
    return Array([int(width) if width == int(width) else round(width, 3) for width in widths])


_ROW = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]*)>")


def letters_of(character_map: bytes) -> Iterator[tuple[int, str]]:
    """Yield what each glyph stands for, as the press writes it: one row for each."""
    for glyph, letters in _ROW.findall(character_map):
        if len(letters) >= 4 or not letters:
            yield int(glyph, 16), bytes.fromhex(letters.decode()).decode("utf-16-be", "replace")


_MAP_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry (Adobe)
/Ordering (UCS)
/Supplement 0
>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
_MAP_FOOT = b"""endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
_ROWS = 100
"""More rows than this may not stand together (Adobe Technical Note 5014)."""


def _character_map(letters: Mapping[int, str]) -> bytes:
    rows = [
        f"<{glyph:04x}> <{letters[glyph].encode('utf-16-be').hex()}>\n" for glyph in sorted(letters)
    ]
    groups = (rows[at : at + _ROWS] for at in range(0, len(rows), _ROWS))
    shown = (f"{len(group)} beginbfchar\n{''.join(group)}endbfchar\n" for group in groups)
    return _MAP_HEAD + "".join(shown).encode("ascii") + _MAP_FOOT


def _can_be_joined(font: pikepdf.Object) -> bool:
    """Return whether a font is TrueType: the outlines of others do not go by glyph numbers."""
    if font.get("/Subtype") != Name.Type0:
        return False
    return "/FontFile2" in font.DescendantFonts[0].FontDescriptor
