"""Characters that the book's fonts cannot show: found before anything is printed, and reported."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from bookbuild.model.edition import (
    ColophonPage,
    ContentsPage,
    CopyrightPage,
    Edition,
    HalfTitlePage,
    InformationPage,
    NotesAppendix,
    PromiseUnit,
    TextUnit,
    TitlePage,
    Unit,
)
from bookbuild.model.scripts import Script, script_of
from bookbuild.model.text import Blocks, Inlines, plain_text
from bookbuild.model.walk import every_block, lines_in, texts_of
from bookbuild.report import Diagnostic, Place, error, warning


def characters_of(edition: Edition) -> frozenset[str]:
    """Return every character that the edition's pages may show."""
    texts = chain.from_iterable(_unit_texts(unit) for unit in edition.units)
    furniture = (edition.title, *edition.metadata.authors, "0123456789ivxlcdm.—–‘’“”*-…?")
    return frozenset("".join(text for _, text in texts)) | frozenset("".join(furniture))


def report_unshown(edition: Edition, missing: frozenset[str]) -> tuple[Diagnostic, ...]:
    """Return what is said of characters that no font shows: one message for letters, one for signs.

    A letter is an error: a book without it would not say what its author wrote. A sign or an emoji
    is a warning, and is left out of the printed book. The place is the first one's.
    """
    if not missing:
        return ()
    language = edition.metadata.language
    first: dict[str, Place] = {}
    for unit in edition.units:
        for line, text in _unit_texts(unit):
            for character in missing.intersection(text) - first.keys():
                first[character] = Place(unit.head.file or "book.yaml", line)
    letters = [each for each in first if _is_letter(each)]
    signs = [each for each in first if each not in letters and each not in _UNSEEN]
    told = _missing_letters(sorted(letters), first[letters[0]], language) if letters else ()
    # A font for the letters has the script's points and commas too.
    if not signs or (letters and _lacking(letters, language)):
        return told
    return (*told, *_missing_signs(sorted(signs), first[signs[0]]))


_UNSEEN = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400), 0x200D, 0x20E3)))
"""What says how the sign before it is drawn, or joins two signs to one: it goes with them."""


def _is_letter(character: str) -> bool:
    """Whether a word is another one without a character: a letter, an accent, a figure."""
    category = unicodedata.category(character)
    return character not in _UNSEEN and (category[0] in "LN" or category in ("Mn", "Mc"))


_REMEDY = "Name a font file that has it under fonts: in book.yaml"


def _missing_letters(letters: list[str], place: Place, lang: str) -> tuple[Diagnostic, ...]:
    lacking = _lacking(letters, lang)
    if lacking is None:
        message = f"The printed book's fonts have no {_named(letters)}."
        return (error("missing-glyph", place, message, f"{_REMEDY}."),)
    shown = ", ".join(f"“{each}”" for each in letters[:_SHOWN])
    more = f" and {len(letters) - _SHOWN} more" if len(letters) > _SHOWN else ""
    message = f"The printed book's fonts have no {lacking.letters}: {shown}{more}."
    free = f"such as {lacking.font}, which costs nothing"
    hint = f"Name a font file that has them under fonts: in book.yaml, {free}."
    return (error("missing-glyph", place, message, f"{hint} The EPUB needs none: bookbuild epub."),)


@dataclass(frozen=True, slots=True)
class _Lacking:
    """Letters as an author would call them, and a free font that has them."""

    letters: str
    font: str


_SCRIPTS = {
    "ARABIC": _Lacking("Arabic letters", "Noto Naskh Arabic"),
    "ARMENIAN": _Lacking("Armenian letters", "Noto Serif Armenian"),
    "BENGALI": _Lacking("Bengali letters", "Noto Serif Bengali"),
    "CJK": _Lacking("Chinese characters", "Noto Serif SC"),
    "DEVANAGARI": _Lacking("Devanagari letters", "Noto Serif Devanagari"),
    "GEORGIAN": _Lacking("Georgian letters", "Noto Serif Georgian"),
    "HANGUL": _Lacking("Korean letters", "Noto Serif KR"),
    "HEBREW": _Lacking("Hebrew letters", "Noto Serif Hebrew"),
    "HIRAGANA": _Lacking("Japanese characters", "Noto Serif JP"),
    "KATAKANA": _Lacking("Japanese characters", "Noto Serif JP"),
    "TAMIL": _Lacking("Tamil letters", "Noto Serif Tamil"),
    "THAI": _Lacking("Thai letters", "Noto Serif Thai"),
}
"""By the first word of their letters' Unicode names."""


def _lacking(letters: list[str], lang: str) -> _Lacking | None:
    """Return what most of the letters are, None for a script without a font to recommend."""
    counted = Counter(unicodedata.name(each, "").partition(" ")[0] for each in letters)
    name = counted.most_common(1)[0][0]
    tag = lang.casefold()
    match script_of(lang):
        case Script.JAPANESE if name == "CJK":
            return _SCRIPTS["HIRAGANA"]
        case Script.CHINESE if name == "CJK" and any(p in tag for p in ("hant", "-tw", "-hk")):
            return _Lacking("Chinese characters", "Noto Serif TC")
        case _:
            return _SCRIPTS.get(name)


def _missing_signs(signs: list[str], place: Place) -> tuple[Diagnostic, ...]:
    message = f"The printed book's fonts have no {_named(signs)}; the PDF leaves it out."
    return (warning("missing-sign", place, message, f"{_REMEDY} to print it."),)


def _named(characters: list[str]) -> str:
    """Return the first characters with their names, and how many more there are."""
    shown = [
        f"“{each}” (U+{ord(each):04X}, {unicodedata.name(each, 'unnamed').lower()})"
        for each in characters[:_SHOWN]
    ]
    more = len(characters) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


_SHOWN = 3


def _unit_texts(unit: Unit) -> Iterator[tuple[int, str]]:
    """Yield the unit's texts, each with its line in the author's file (0 where it has none)."""
    yield from _lines_of_its_page(unit)
    yield from _block_texts(texts_of(unit))


def _lines_of_its_page(unit: Unit) -> Iterator[tuple[int, str]]:
    """Yield what stands around the unit's blocks: headings, labels, the lines of added pages."""
    match unit:
        case TextUnit():
            notes = (note.heading for note in (*unit.opening, *unit.closing))
            lines = (unit.label, unit.author, unit.pov, unit.contains, unit.head.name, *notes)
            yield 0, " ".join(lines)
            yield from _inline_texts(unit.title, unit.subtitle)
        case PromiseUnit():
            yield 0, " ".join((unit.label, unit.attribution, unit.expected, unit.where))
            yield from _inline_texts(unit.title, unit.subtitle)
        case NotesAppendix(_, title, entries):
            headings = (note.heading for entry in entries for note in entry.notes)
            yield 0, " ".join((title, *(entry.name for entry in entries), *headings))
        case TitlePage():
            yield from _inline_texts(unit.fandom)
            said = (unit.title, unit.subtitle, unit.series, unit.publisher, *unit.authors)
            yield 0, " ".join(said)
        case CopyrightPage(_, groups):
            yield 0, " ".join(chain.from_iterable(groups))
        case InformationPage(_, title, rows):
            yield 0, " ".join((title, *chain.from_iterable(rows)))
        case ColophonPage(_, lines_):
            yield 0, " ".join(lines_)
        case HalfTitlePage(_, title) | ContentsPage(_, title):
            yield 0, title


def _inline_texts(*lines: Inlines) -> Iterator[tuple[int, str]]:
    for line in lines:
        yield 0, plain_text(line)


def _block_texts(parts: Iterable[Blocks]) -> Iterator[tuple[int, str]]:
    for blocks in parts:
        for block in every_block(blocks):
            for line in lines_in(block):
                yield block.line, plain_text(line)
