"""Chapters that are out of order, by their numbers and their dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.model.book import Head, Kind, Section, Written
from bookbuild.model.numerals import from_roman
from bookbuild.model.text import plain_text
from bookbuild.proof.findings import Finding
from bookbuild.proof.galley import Galley, shown_file
from bookbuild.report import Place

_CHAPTER = re.compile(
    r"(?:chapter|kapitel|chapitre|cap[íi]tulo|capitolo|hoofdstuk|kapitola|rozdzia[łl]|глава|розділ)"
    r"\s+(?P<number>\d{1,4}|[IVXLC]+|[a-z]+(?:[- ][a-z]+)?)(?![\w.½¼¾])",
    re.IGNORECASE,
)
_NO_CHAPTER = 400
"""From here on Roman letters are a year or a word, and no chapter's number."""
_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_DATED = (Kind.PROLOGUE, Kind.CHAPTER, Kind.INTERLUDE, Kind.EPILOGUE)


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A chapter whose author gave it a number."""

    head: Head
    number: int


def order_of_chapters(galley: Galley) -> Iterator[Finding]:
    """Yield numbers that repeat, go back or leave one out, and dates that go back."""
    for run in _runs(galley.book.sections):
        yield from _numbers(galley, run)
    yield from _dates(galley)


def _runs(sections: tuple[Section, ...]) -> Iterator[tuple[_Numbered, ...]]:
    """Yield the numbered chapters between one beginning of the count and the next."""
    run: list[_Numbered] = []
    for section in sections:
        head = section.head
        number = _number(head) if head.kind is Kind.CHAPTER else 0
        if head.kind is Kind.PART or (number == 1 and run and run[-1].number > 1):
            yield tuple(run)
            run = []
        if number:
            run.append(_Numbered(head, number))
    yield tuple(run)


def _number(head: Head) -> int:
    """Return the number that a chapter's author gave it, 0 for none, or none that is whole."""
    given = head.number.strip()
    if given:
        return int(given) if given.isdecimal() and len(given) < 5 else 0
    for words in (head.label, plain_text(head.title)):
        match = _CHAPTER.match(words.strip())
        if match:
            return _value(match.group("number"))
    return 0


def _value(typed: str) -> int:
    if typed.isdecimal():
        return int(typed)
    roman = from_roman(typed) if typed.isupper() else None
    if roman is not None and roman < _NO_CHAPTER:
        return roman
    return _spelled(re.split(r"[- ]", typed.casefold()))


def _spelled(words: list[str]) -> int:
    match words:
        case [ten, unit] if ten in _TENS and unit in _UNITS[:9]:
            return 10 * (_TENS.index(ten) + 2) + _UNITS.index(unit) + 1
        case [ten, *_] if ten in _TENS:
            return 10 * (_TENS.index(ten) + 2)
        case [unit, *_] if unit in _UNITS:
            return _UNITS.index(unit) + 1
        case _:
            return 0


def _numbers(galley: Galley, run: tuple[_Numbered, ...]) -> Iterator[Finding]:
    there = {chapter.number for chapter in run}
    seen: dict[int, Head] = {}
    before = 0
    for chapter in run:
        number, place = chapter.number, _place(galley, chapter.head)
        if number in seen:
            earlier = shown_file(galley.book, seen[number].file)
            message = f"This is chapter {number}, and so is {earlier}."
            yield _finding("repeated-number", place, message, "Give one of them another number.")
        elif number < before:
            message = f"Chapter {number} stands behind chapter {before}."
            hint = "Put the files in order, or correct the number."
            yield _finding("chapter-out-of-order", place, message, hint)
        elif before and (left_out := _left_out(before, number, there)):
            message = f"Chapter {number} follows chapter {before}: {left_out} missing."
            hint = "Look whether a file is missing, or correct the number."
            yield _finding("missing-number", place, message, hint)
        seen.setdefault(number, chapter.head)
        before = max(before, number)


def _left_out(before: int, number: int, there: set[int]) -> str:
    missing = [each for each in range(before + 1, number) if each not in there]
    match missing:
        case []:
            return ""
        case [one]:
            return f"{one} is"
        case [first, last]:
            return f"{first} and {last} are"
        case [first, *_, last]:
            return f"{first} to {last} are"
        case _:
            return ""


def _dates(galley: Galley) -> Iterator[Finding]:
    before: Written | None = None
    for section in galley.book.sections:
        if not isinstance(section, Written) or not section.day or section.head.kind not in _DATED:
            continue
        if before and before.day and section.day < before.day:
            earlier = shown_file(galley.book, before.head.file)
            message = (
                f"This is dated {section.day.isoformat()}, and {earlier}, which stands before it, "
                f"{before.day.isoformat()}."
            )
            hint = "Correct one of the dates, or the order of the files."
            yield _finding("date-out-of-order", _place(galley, section.head), message, hint)
        before = section


def _place(galley: Galley, head: Head) -> Place:
    return Place(shown_file(galley.book, head.file), head.line)


def _finding(code: str, place: Place, message: str, hint: str) -> Finding:
    return Finding(code, place, message, hint, words=message)
