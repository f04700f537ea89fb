"""The marked content of pages as screen readers are to have it (ISO 32000-1, 14.8.2).

A composed line ends without a space, which has no ink, and a reader would run two words into one:
so the space stands behind it here. Lines with a hyphen of ours between them are one element that
says its text without it: in the page itself the hyphen stays, for there the usual tools rejoin a
plain one alone. What belongs to no element of the structure (running heads, folios, ornaments) is
an artifact.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

import pikepdf
from pikepdf import Array, Dictionary, String

from bookbuild.write.pdf.joined_fonts import letters_of, widths_of
from bookbuild.write.pdf.logical_order import is_mixed, read_order
from bookbuild.write.pdf.tag_tree import Element, Kid, Words


@dataclass(frozen=True, slots=True)
class Letters:
    """What the glyphs of a font stand for, and how wide they are, in thousandths of an em."""

    shown: Mapping[int, str]
    widths: Mapping[int, float]


def part_letters(part: pikepdf.Pdf) -> dict[str, Letters]:
    """Return the letters of a part's fonts, by the fonts' names in the pages."""
    if not len(part.pages):
        return {}
    fonts = part.pages[0].resources.get("/Font", Dictionary())
    return {
        name.lstrip("/"): Letters(
            dict(letters_of(font.ToUnicode.read_bytes())),
            dict(widths_of(font.DescendantFonts[0].get("/W", Array()))),
        )
        for name, font in fonts.items()
        if "/ToUnicode" in font and "/DescendantFonts" in font
    }


CONTENTS = "/Contents"
"""What a link says of itself, which is written into the link."""

_MARKED = re.compile(rb"/(\w+)\n<</MCID (\d+)>>\nBDC\n(.*?)EMC\n", re.S)
_PLACE = re.compile(rb"^[\d.-]+ [\d.-]+ [\d.-]+ [\d.-]+ ([\d.-]+) ([\d.-]+) Tm$", re.M)
_SHOWN = re.compile(rb"/(\w+) ([\d.]+) Tf\n\[(.*)\] TJ\n")
_MOVED = re.compile(rb"<([0-9a-f]*)>|(-?[\d.]+)")
_LAST = re.compile(rb"(?=\] TJ\n(?!.*\] TJ\n))", re.S)


@dataclass(frozen=True, slots=True)
class _Run:
    """Marked content as it is shown: its baseline, where it begins and ends on it, and its size,
    in the page's own units, which count downwards; its letters, and its last font."""

    line: float
    begin: float
    end: float
    size: float
    text: str
    font: str


@dataclass(slots=True)
class TaggedPages:
    """The pages of a part: read, marked anew, and written; made and dropped with the part."""

    letters: Mapping[str, Letters]
    contents: list[bytes]
    right_to_left: bool = False
    _runs: dict[tuple[int, int], _Run] = field(default_factory=dict)
    _ends: dict[tuple[int, int], bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read where each run of words stands."""
        for page, content in enumerate(self.contents):
            for found in _MARKED.finditer(content):
                run = _run(found[3], self.letters)
                if run is not None:
                    self._runs[page, int(found[2])] = run

    def mark(self, tree: Element) -> list[bytes]:
        """Return the pages' content, marked as the structure needs it."""
        kept: set[tuple[int, int]] = set()
        for block in _blocks_of_words(tree):
            kept.update((each.page, each.number) for each in block)
            shown = [each for each in block if (each.page, each.number) in self._runs]
            for one, other in pairwise(shown):
                self._end(one, other)
        return [self._marked(page, content, kept) for page, content in enumerate(self.contents)]

    def _end(self, one: Words, other: Words) -> None:
        """Decide how words end whose line is followed by another."""
        here = self._runs[one.page, one.number]
        if one.divided and here.text.endswith("-"):
            return
        next_ = self._runs[other.page, other.number]
        is_lower = one.page != other.page or next_.line - here.line > _half(max, here, next_)
        if next_.text[:1] in _SPACES:
            return
        if (is_lower and _is_followed_by_space(here.text)) or _stands_off(here, next_):
            self._ends[one.page, one.number] = self._space(here)

    def _space(self, run: _Run) -> bytes:
        """Return what shows a space behind a run, in another font where its own has none."""
        for font in (run.font, *self.letters):
            for glyph, shown in self.letters[font].shown.items():
                if shown == " ":
                    change = (
                        b""
                        if font == run.font
                        else b"] TJ\n/%b %g Tf\n[" % (font.encode(), run.size)
                    )
                    return change + b"<%04x>" % glyph
        return b""

    def rejoined(self, element: Element) -> Element:
        """Return an element with the words that a hyphen of ours divides in one; after `mark`.

        Those that stand otherwise than they are read say how they are; a link says its words.
        """
        kids: list[Kid] = []
        divided: list[Words] = []
        for kid in element.kids:
            match kid:
                case Words() if kid.divided and self._shown(kid).endswith("-"):
                    divided.append(kid)
                case Words() if divided:
                    kids.append(self._one([*divided, kid]))
                    divided = []
                case _:
                    kids += divided
                    divided = []
                    kids.append(self._alone(kid))
        return replace(element, kids=(*kids, *divided))

    def _alone(self, kid: Kid) -> Kid:
        match kid:
            case Words() if is_mixed(self._shown(kid)):
                return self._one([kid])
            case Element(kind="Link"):
                text = "".join(self._shown(each) for each in _words_in(kid)).strip()
                return replace(self.rejoined(kid), said=((CONTENTS, String(text).unparse()),))
            case Element():
                return self.rejoined(kid)
            case _:
                return kid

    def _one(self, words: list[Words]) -> Element:
        shown = [self._shown(each) for each in words]
        text = "".join(each.removesuffix("-") for each in shown[:-1]) + shown[-1]
        return Element("Span", tuple(words), (("/ActualText", String(text).unparse()),))

    def _shown(self, words: Words) -> str:
        place = words.page, words.number
        run = self._runs.get(place)
        text = run.text if run else ""
        if is_mixed(text):
            text = read_order(text, right_to_left=self.right_to_left)
        return text + (" " if place in self._ends else "")

    def _marked(self, page: int, content: bytes, kept: set[tuple[int, int]]) -> bytes:
        def anew(found: re.Match[bytes]) -> bytes:
            place = page, int(found[2])
            if place not in kept:
                return b"/Artifact\nBMC\n" + found[3] + b"EMC\n"
            end = self._ends.get(place)
            if end is None:
                return found[0]
            words = _LAST.sub(rb"\g<0>" + end, found[3], count=1)
            return b"/%b\n<</MCID %b>>\nBDC\n%bEMC\n" % (found[1], found[2], words)

        return _MARKED.sub(anew, content)


def _blocks_of_words(element: Element) -> Iterator[list[Words]]:
    """Yield the words of each block, in order."""
    own: list[Words] = []
    for kid in element.kids:
        match kid:
            case Words():
                own.append(kid)
            case Element(kind="Link" | "Figure" | "Span"):
                own += _words_in(kid)
            case Element():
                yield from _blocks_of_words(kid)
            case _:
                pass
    if own:
        yield own


def _words_in(element: Element) -> list[Words]:
    return [each for block in _blocks_of_words(element) for each in block]


def _run(content: bytes, fonts: Mapping[str, Letters]) -> _Run | None:
    place, shown = _PLACE.search(content), _SHOWN.findall(content)
    if place is None or not shown or any(name.decode() not in fonts for name, _, _ in shown):
        return None
    end, text = float(place[1]), ""
    for name, size, moves in shown:
        letters = fonts[name.decode()]
        for figures, moved in _MOVED.findall(moves):
            glyphs = [int(figures[at : at + 4], 16) for at in range(0, len(figures), 4)]
            text += "".join(letters.shown.get(glyph, "") for glyph in glyphs)
            width = sum(letters.widths.get(glyph, 0.0) for glyph in glyphs) - float(moved or 0)
            end += width * float(size) / 1000
    name, size, _ = shown[-1]
    begin, line = float(place[1]), float(place[2])
    return _Run(line, begin, end, float(size), text, name.decode()) if text else None


def _half(of: Callable[[float, float], float], here: _Run, next_: _Run) -> float:
    return of(here.size, next_.size) / 2


def _stands_off(here: _Run, next_: _Run) -> bool:
    """Whether words stand on the same line as others, and apart: a number and its note."""
    same = abs(next_.line - here.line) < _half(min, here, next_)
    gap = next_.begin - here.end
    return same and gap > _GAP * here.size and here.text[-1] not in _SPACES


_GAP = 0.15
"""The space in em from which on a reader sees two words."""


_SPACES = " \u00a0\u2002\u2003\u2009\u200b\u202f"
_JOINING = "-\u2010\u2013\u2014/"
"""What a line may be broken behind where no space was."""


def _is_followed_by_space(end: str) -> bool:
    """Whether a space followed the end of a line: its last letters are given."""
    if end[-1] in _SPACES:
        return False
    if end[-1] in _JOINING:
        return end[-2:-1] in (" ", "\u00a0", "\u2009")
    return end[-1] < "\u2e80" and not "\u0e00" <= end[-1] < "\u1100"
