"""The print shop: takes orders for parts, and has each made only once.

What was made before comes from the `part_cache`; the rest is done by the hands of `hands`. A
part's key is a hash of all that goes into it: its XHTML and page rules, the book's style sheets,
fonts and those of its pictures that it shows, and the program.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace

from bookbuild.model.edition import TextUnit
from bookbuild.write.pdf.composition.pages import Side
from bookbuild.write.pdf.hands import Hands
from bookbuild.write.pdf.part_cache import Cache, program
from bookbuild.write.pdf.parts import (
    Begin,
    BookWork,
    ComposedText,
    Composition,
    Compositions,
    PrintedPart,
    ToCompose,
    ToPrint,
)
from bookbuild.write.pdf.press import FontUse, Resource

_BATCH = 60_000
"""Letters of text that are composed in one go: what the press measures of them, it lays at once."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A section to compose, for these sides, and its keys in the same order."""

    unit: TextUnit
    sides: tuple[Side, ...]
    keys: tuple[str, ...]
    letters: int


class PrintShop:
    """Has the parts of one book made; used and dropped within one build."""

    def __init__(self, work: BookWork, hands: Hands, cache: Cache) -> None:
        """Take up a book. Raises `BookbuildError` where the press cannot be loaded."""
        self._hands = hands
        self._cache = cache
        self._pictures = tuple(each for each in work.resources if _is_picture(each))
        library = hands.begin(work)
        self._book = _hash(
            *(
                library,
                program(),
                str(work.tagged),
                *work.css,
                repr(work.design),
                repr(work.edition),
            ),
            *(f"{face.family} {face.style} {face.weights} {face.url}" for face in work.faces),
            *(hashlib.sha256(face.data).hexdigest() for face in work.faces),
            *sorted(work.omitted),
        )
        self._asked: dict[str, int] = {}
        self._parts: dict[str, PrintedPart] = {}

    # ----------------------------------------------------------------------------- composing

    def compose(
        self, units: Iterable[tuple[TextUnit, tuple[Side, ...]]]
    ) -> dict[tuple[str, Side], ComposedText | None] | None:
        """Return each unit composed for each of its sides, None for one that cannot be.

        Returns None where the style sheets set running text otherwise than it was measured.
        """
        made: dict[tuple[str, Side], ComposedText | None] = {}
        missing: list[_Wanted] = []
        for unit, sides in units:
            wanted = self._wanted(unit, sides)
            kept = [self._kept(key) for key in wanted.keys]
            if all(kept):
                for side, each in zip(sides, kept, strict=True):
                    made[unit.head.id, side] = each.text if each else None
            else:
                missing.append(wanted)
        return self._composed(missing, made)

    def _wanted(self, unit: TextUnit, sides: tuple[Side, ...]) -> _Wanted:
        shown = repr(unit)
        pictures = self._pictures_in(shown)
        keys = tuple(_hash("composed", self._book, shown, side.name, *pictures) for side in sides)
        return _Wanted(unit, sides, keys, len(shown))

    def _composed(
        self, missing: list[_Wanted], made: dict[tuple[str, Side], ComposedText | None]
    ) -> dict[tuple[str, Side], ComposedText | None] | None:
        keys = {
            (each.unit.head.id, side): key
            for each in missing
            for side, key in zip(each.sides, each.keys, strict=True)
        }
        numbers = [self._hands.ask(order) for order in _batches(missing)]
        for number in numbers:
            answer = self._hands.answer(number)
            assert isinstance(answer, Compositions)
            if not answer.obeyed:
                return None
            for composition in answer.made:
                place = (composition.unit, composition.side)
                made[place] = composition.text
                self._cache.put(keys[place], _composition_as_bytes(composition))
        return made

    def _kept(self, key: str) -> Composition | None:
        kept = self._cache.get(key)
        return _composition(kept) if kept is not None else None

    # ------------------------------------------------------------------------------ printing

    def order(self, sheet: ToPrint, *, first: bool = False) -> str:
        """Order a part, to be printed before all others where it is ``first``; return its key."""
        texts = json.dumps(sheet.texts, ensure_ascii=True)
        pictures = self._pictures_in(sheet.html + sheet.css)
        key = _hash("part", self._book, sheet.html, sheet.css, texts, *pictures)
        if key in self._parts or key in self._asked:
            return key
        kept = self._cache.get(key)
        part = _part(kept) if kept is not None else None
        if part is not None:
            self._parts[key] = part
        else:
            self._asked[key] = self._hands.ask(sheet, first=first)
        return key

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


def _is_picture(resource: Resource) -> bool:
    return resource.url.startswith("bookbuild:images/")


def _batches(missing: list[_Wanted]) -> Iterable[ToCompose]:
    """Yield orders of several sections each; all sections of one are wanted for the same sides."""
    batch: list[_Wanted] = []
    for wanted in missing:
        letters = sum(each.letters for each in batch)
        if batch and (letters >= _BATCH or batch[0].sides != wanted.sides):
            yield ToCompose(tuple(each.unit for each in batch), batch[0].sides)
            batch = []
        batch.append(wanted)
    if batch:
        yield ToCompose(tuple(each.unit for each in batch), batch[0].sides)


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
            text = replace(text, remarks=tuple((a, b, c, d) for a, b, c, d in text.remarks))
        return Composition(found["unit"], Side[found["side"]], text)
    except (ValueError, TypeError, KeyError):
        return None


def _part_as_bytes(part: PrintedPart) -> bytes:
    """Return a part as a line of JSON, and behind it the PDF."""
    about: Mapping[str, object] = {
        "begins": [[begin.block, begin.offset] for begin in part.begins],
        "fonts": [[font.name, font.file, font.axes] for font in part.fonts],
        "heard": part.heard,
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
        return PrintedPart(pdf, begins, fonts, tuple(map(str, found["heard"])))
    except (ValueError, TypeError, KeyError):
        return None
