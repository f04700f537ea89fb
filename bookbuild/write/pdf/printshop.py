"""The print shop: takes orders for parts, and has each made only once.

What was made before comes from the `part_cache`; the rest is done by the hands of `hands`. A
part's key is a hash of all that goes into it: its XHTML and page rules, the book's style sheets,
fonts and those of its pictures that it shows, and the program.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from bookbuild.write.pdf.composition.composable import Composable
from bookbuild.write.pdf.composition.sides import Side
from bookbuild.write.pdf.hands import Hands
from bookbuild.write.pdf.libraries import library
from bookbuild.write.pdf.part_cache import Cache, program
from bookbuild.write.pdf.parts import (
    Begin,
    BookWork,
    ComposedText,
    Composition,
    Compositions,
    PlacedBlock,
    PrintedPart,
    ToCompose,
    ToPrint,
)
from bookbuild.write.pdf.press import FontUse, Resource

if TYPE_CHECKING:
    from bookbuild.write.pdf.composition.drop_caps import Initials

_BATCH = 60_000
"""Letters of text that are composed in one go: what the press measures of them, it lays at once."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A section to compose, for these sides, and its keys in the same order."""

    unit: Composable
    sides: tuple[Side, ...]
    keys: tuple[str, ...]
    letters: int
    linked: tuple[str, ...]


class NotObeyedError(Exception):
    """The style sheets set running text otherwise than it was measured."""


class PrintShop:
    """Has the parts of one book made; used and dropped within one build."""

    def __init__(self, work: BookWork, hands: Hands, cache: Cache) -> None:
        """Take up a book. Raises `BookbuildError` where Pango is missing."""
        self._hands = hands
        self._cache = cache
        self._pictures = tuple(each for each in work.resources if _is_picture(each))
        hands.begin(work)
        self._book = _hash(
            *(
                library(),
                program(),
                str(work.tagged),
                *work.css,
                repr(work.design),
                repr(work.edition),
                _shown(work.initials),
            ),
            *(f"{face.family} {face.style} {face.weights} {face.url}" for face in work.faces),
            *(hashlib.sha256(face.data).hexdigest() for face in work.faces),
            *sorted(work.omitted),
        )
        self._composing: dict[tuple[str, Side], tuple[int, str]] = {}
        self._composed: dict[tuple[str, Side], ComposedText | None] = {}
        self._asked: dict[str, int] = {}
        self._parts: dict[str, PrintedPart] = {}

    # ----------------------------------------------------------------------------- composing

    def compose(
        self, units: Iterable[tuple[Composable, tuple[Side, ...]]], linked: frozenset[str]
    ) -> None:
        """Have each unit composed for each of its sides; ``linked`` are the paragraphs without a
        name that links lead to."""
        missing: list[_Wanted] = []
        for unit, sides in units:
            wanted = self._wanted(unit, sides, linked)
            kept = [self._kept(key) for key in wanted.keys]
            if all(kept):
                for side, each in zip(sides, kept, strict=True):
                    self._composed[unit.head.id, side] = each.text if each else None
                self._order_all(missing)
                missing = []
            else:
                missing.append(wanted)
        self._order_all(missing)

    def _order_all(self, missing: list[_Wanted]) -> None:
        """Have sections composed that stand one after the other."""
        for batch in _batches(missing):
            linked = tuple(id for each in batch for id in each.linked)
            order = ToCompose(tuple(each.unit for each in batch), batch[0].sides, linked)
            number = self._hands.ask(order)
            for wanted in batch:
                for side, key in zip(wanted.sides, wanted.keys, strict=True):
                    self._composing[wanted.unit.head.id, side] = number, key

    def composed(self, unit: str, side: Side) -> ComposedText | None:
        """Return a unit composed for a side, when it is; None for one that is not.

        Raises `NotObeyedError` where the style sheets set running text otherwise than it was
        measured; nothing is composed then.
        """
        if (unit, side) in self._composing:
            self._take_composed(self._composing[unit, side][0])
        return self._composed.get((unit, side))

    def all_composed(self) -> Mapping[tuple[str, Side], ComposedText | None]:
        """Return all units for all of their sides, as `composed` does."""
        for unit, side in tuple(self._composing):
            self.composed(unit, side)
        return self._composed

    def _wanted(self, unit: Composable, sides: tuple[Side, ...], linked: frozenset[str]) -> _Wanted:
        shown = repr(unit)
        own = tuple(sorted(id for id in linked if id.startswith(f"{unit.head.id}-")))
        more = (*self._pictures_in(shown), *own)
        keys = tuple(_hash("composed", self._book, shown, side.name, *more) for side in sides)
        return _Wanted(unit, sides, keys, len(shown), own)

    def _take_composed(self, number: int) -> None:
        answer = self._hands.answer(number)
        assert isinstance(answer, Compositions)
        if not answer.obeyed:
            self._composing.clear()  # nobody waits for the rest
            self._composed.clear()
            raise NotObeyedError
        for composition in answer.made:
            place = (composition.unit, composition.side)
            self._composed[place] = composition.text
            key = self._composing.pop(place)[1]
            self._cache.put(key, _composition_as_bytes(composition))

    def _kept(self, key: str) -> Composition | None:
        kept = self._cache.get(key)
        return _composition(kept) if kept is not None else None

    # ------------------------------------------------------------------------------ printing

    def order(self, sheet: ToPrint, *, first: bool = False) -> str:
        """Order a part, to be printed before all others where it is ``first``; return its key."""
        texts = json.dumps(sheet.texts, ensure_ascii=True)
        pictures = self._pictures_in(sheet.html + sheet.css + sheet.line_css)
        rules = (sheet.css, sheet.line_css)
        key = _hash("part", self._book, sheet.html, *rules, texts, *pictures)
        if key in self._parts or key in self._asked:
            return key
        kept = self._cache.get(key)
        part = _part(kept) if kept is not None else None
        if part is not None:
            self._parts[key] = part
        else:
            self._asked[key] = self._hands.ask(sheet, first=first)
        return key

    def has(self, key: str) -> bool:
        """Return whether a part that was ordered is there already."""
        return key in self._parts

    def part(self, key: str) -> PrintedPart:
        """Return a part that was ordered, when it is printed."""
        if key not in self._parts:
            answer = self._hands.answer(self._asked.pop(key))
            assert isinstance(answer, PrintedPart)
            self._parts[key] = answer
            self._cache.put(key, _part_as_bytes(answer))
        return self._parts[key]

    def _pictures_in(self, text: str) -> tuple[str, ...]:
        """Return the pictures that a text may name, each with the hash of its bytes."""
        return tuple(
            f"{each.url} {hashlib.sha256(each.data).hexdigest()}"
            for each in self._pictures
            if each.url.partition("images/")[2] in text
        )


def _shown(initials: Initials | None) -> str:
    """Return all that large letters are made of, in the same order every time."""
    if initials is None:
        return ""
    reaches, marks = sorted(initials.reaches.items()), sorted(initials.marks.items())
    return repr((reaches, marks, initials.gap, initials.hang))


def _is_picture(resource: Resource) -> bool:
    return resource.url.startswith("bookbuild:images/")


def _batches(missing: list[_Wanted]) -> Iterator[list[_Wanted]]:
    """Yield several sections each; all sections of one batch are wanted for the same sides."""
    batch: list[_Wanted] = []
    for wanted in missing:
        letters = sum(each.letters for each in batch)
        if batch and (letters >= _BATCH or batch[0].sides != wanted.sides):
            yield batch
            batch = []
        batch.append(wanted)
    if batch:
        yield batch


def _hash(*texts: str) -> str:
    """Return a hash of texts, none of which can be taken for a piece of another."""
    hashed = hashlib.sha256()
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        hashed.update(len(data).to_bytes(8) + data)
    return hashed.hexdigest()


# ------------------------------------------------------------------------------ as they are kept


def _composition_as_bytes(composition: Composition) -> bytes:
    text = asdict(composition.text) if composition.text else None
    return json.dumps(
        {"unit": composition.unit, "side": composition.side.name, "text": text}
    ).encode()


def _composition(kept: bytes) -> Composition | None:
    """Return a composition that was kept, None for one that is not as it was written."""
    try:
        found = json.loads(kept)
        text = ComposedText(**found["text"]) if found["text"] else None
        if text is not None:
            remarks = tuple((a, b, c, d) for a, b, c, d in text.remarks)
            marks = tuple((page, mark) for page, mark in text.marks)
            text = replace(text, remarks=remarks, marks=marks)
        return Composition(found["unit"], Side[found["side"]], text)
    except (ValueError, TypeError, KeyError):
        return None


def _part_as_bytes(part: PrintedPart) -> bytes:
    """Return a part as a line of JSON, and behind it the PDF."""
    about: Mapping[str, object] = {
        "begins": [[begin.block, begin.offset] for begin in part.begins],
        "fonts": [[font.name, font.file, font.axes] for font in part.fonts],
        "heard": part.heard,
        "placed": [[[e.block, e.top, e.bottom] for e in page] for page in part.placed],
    }
    return json.dumps(about).encode() + b"\n" + part.pdf


def _part(kept: bytes) -> PrintedPart | None:
    """Return a part that was kept, None for one that is not as it was written."""
    about, _, pdf = kept.partition(b"\n")
    try:
        found = json.loads(about)
        begins = tuple(Begin(str(block), int(offset)) for block, offset in found["begins"])
        fonts = tuple(
            FontUse(name, file, tuple((axis, float(at)) for axis, at in axes))
            for name, file, axes in found["fonts"]
        )
        placed = tuple(
            tuple(PlacedBlock(block, float(top), float(bottom)) for block, top, bottom in page)
            for page in found["placed"]
        )
        return PrintedPart(pdf, begins, fonts, tuple(map(str, found["heard"])), placed)
    except (ValueError, TypeError, KeyError):
        return None
