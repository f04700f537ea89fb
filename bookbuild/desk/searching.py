"""Where words stand in the pages of an EPUB: found as they are typed, or nearly so.

The pages are bookbuild's own, well formed and without a document type of their own making; one
that is not is left out.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from xml.parsers import expat

from bookbuild.desk.proofs import EbookProof

_BEFORE = 40
_AROUND = 160
_MOST_WORDS = 12
_SIGNS = str.maketrans(
    "‘’‚‛`´“”„‟«»‹›‐‑‒–—―−\u00a0\u2009\u202f\t\n", "''''''\"\"\"\"\"\"''-------     "
)
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_STAND_ALONE = frozenset(
    (
        *("p", "div", "section", "aside", "header", "footer", "blockquote", "figure"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "ul", "dl", "dt", "dd", "body"),
        *("figcaption", "table", "tr", "td", "th", "pre", "hr", "html"),
    )
)
"""Elements that begin and end a line of text."""
_NOT_SEARCHED = ("head", "nav")
"""What says a page's title once more, and what only leads elsewhere."""


@dataclass(frozen=True, slots=True)
class Line:
    """The text of a block: as it is shown, folded, and for each folded letter its place.

    ``places`` is () where both are equally long.
    """

    block: str
    text: str
    folded: str
    places: tuple[int, ...] = ()

    def place(self, folded: int) -> int:
        """Return where a folded letter stands in the text."""
        if not self.places:
            return folded
        return self.places[folded] if folded < len(self.places) else len(self.text)


@dataclass(frozen=True, slots=True)
class Hit:
    """A line with the words: ``marks`` are where they begin and end in the excerpt, in UTF-16."""

    href: str
    block: str
    excerpt: str
    marks: tuple[tuple[int, int], ...]


class Texts:
    """The lines of an EPUB's pages; those of pages that did not change are not read again."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[bytes, tuple[Line, ...]]] = {}

    def of(self, ebook: EbookProof) -> tuple[tuple[str, tuple[Line, ...]], ...]:
        """Return the lines of each page in the order of the spine."""
        earlier = self._read
        now: dict[str, tuple[bytes, tuple[Line, ...]]] = {}
        for path in ebook.spine:
            if path in ebook.files:
                data = ebook.files[path].data
                known = earlier.get(path)
                now[path] = known if known and known[0] == data else (data, lines_of(data))
        self._read = now
        return tuple((path, lines) for path, (_, lines) in now.items())


def hits_in(texts: Texts, ebook: EbookProof, words: str, limit: int) -> tuple[Hit, ...]:
    """Return up to so many places where words stand, in the order of the book."""
    wanted = " ".join(fold(unicodedata.normalize("NFC", words))[0].split())
    if not any(sign.isalnum() for sign in wanted):
        return ()
    pages = texts.of(ebook)
    whole = _hits(pages, (wanted,), limit)
    several = tuple(dict.fromkeys(wanted.split()))[:_MOST_WORDS]
    return whole or (_hits(pages, several, limit) if len(several) > 1 else ())


def _hits(
    pages: tuple[tuple[str, tuple[Line, ...]], ...], all_of: tuple[str, ...], limit: int
) -> tuple[Hit, ...]:
    found: list[Hit] = []
    for path, lines in pages:
        for line in lines:
            if all(each in line.folded for each in all_of):
                found.append(_hit(path, line, all_of))
                if len(found) == limit:
                    return tuple(found)
    return tuple(found)


def _hit(path: str, line: Line, all_of: tuple[str, ...]) -> Hit:
    """Return the part of a line around the first of the words, with all that are in it marked."""
    first = min(line.folded.find(each) for each in all_of)
    begin = _beginning(line.text, line.place(first))
    end = _ending(line.text, max(begin + _AROUND, line.place(first + len(all_of[0]))))
    spans = _apart(sorted({span for each in all_of for span in _spans(line, each)}))
    inside = [(start, stop) for start, stop in spans if begin <= start and stop <= end]
    before, after = "…" if begin else "", "…" if end < len(line.text) else ""
    shown = line.text[begin:end]
    marks = tuple(
        (_units(before + shown[: start - begin]), _units(before + shown[: stop - begin]))
        for start, stop in inside
    )
    return Hit(path, line.block, f"{before}{shown}{after}", marks)


def _spans(line: Line, wanted: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    place = line.folded.find(wanted)
    while place >= 0 and line.place(place) < len(line.text):
        end = place + len(wanted)
        spans.append((line.place(place), line.place(end - 1) + 1))
        place = line.folded.find(wanted, end)
    return spans


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order with those that overlap as one."""
    apart: list[tuple[int, int]] = []
    for start, stop in spans:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(stop, apart[-1][1]))
        else:
            apart.append((start, stop))
    return apart


def _beginning(text: str, place: int) -> int:
    if place <= _BEFORE:
        return 0
    space = text.find(" ", place - _BEFORE, place)
    return space + 1 if space >= 0 else place - _BEFORE


def _ending(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", max(place - _BEFORE, 0), place)
    return space if space > 0 else place


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fold(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a text with one sort of letters, quotes, dashes and spaces, and where each stood.

    The places are () where the folded text is as long as the other.
    """
    if _UNSEEN.isdisjoint(text):
        signs = text.translate(_SIGNS)
        folded = unicodedata.normalize("NFKC", signs).casefold()
        if len(folded) == len(text) and (signs.isascii() or _is_even(signs, folded)):
            return folded, ()
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if sign not in _UNSEEN:
            simple = unicodedata.normalize("NFKC", sign.translate(_SIGNS)).casefold()
            letters.append(simple)
            places.extend([place] * len(simple))
    return "".join(letters), tuple(places)


def _is_even(text: str, folded: str) -> bool:
    """Return whether a text was folded letter by letter, and not here shorter and there longer."""
    return all(
        one == other or len(unicodedata.normalize("NFKC", one).casefold()) == 1
        for one, other in zip(text, folded, strict=True)
    )


def lines_of(data: bytes) -> tuple[Line, ...]:
    """Return the lines of an XHTML page, () for one that cannot be read."""
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError):
        return ()
    return tuple(reader.lines)


def _refuse(*_: object) -> None:
    raise ValueError("a page with entities of its own")


class _Reader:
    """Gathers the text of a page between the elements that stand alone."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._ids: list[str] = []
        self._parts: list[str] = []
        self._unread = 0

    def begin(self, name: str, given: dict[str, str]) -> None:
        if self._unread or name in _NOT_SEARCHED or given.get("epub:type") == "noteref":
            self._unread += 1
        elif name in _STAND_ALONE:
            self._close()
            own = given.get("id", "")
            self._ids.append(own or (self._ids[-1] if self._ids else ""))
        elif name == "br":
            self._parts.append(" ")

    def end(self, name: str) -> None:
        if self._unread:
            self._unread -= 1
        elif name in _STAND_ALONE:
            self._close()
            self._ids.pop()

    def text(self, text: str) -> None:
        if not self._unread:
            self._parts.append(text)

    def _close(self) -> None:
        text = unicodedata.normalize("NFC", " ".join("".join(self._parts).split()))
        self._parts.clear()
        if any(sign.isalnum() for sign in text):
            self.lines.append(Line(self._ids[-1] if self._ids else "", text, *fold(text)))
