"""Headings as sites write them: "Chapter 3: The Fall", "3. The Fall", "THREE | The Fall"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.intake import number_words
from bookbuild.intake.number_words import TENS, UNITS
from bookbuild.intake.report import SpanKind
from bookbuild.intake.web.page import Element
from bookbuild.intake.web.reading import Piece, Title
from bookbuild.intake.web.visible import squeezed
from bookbuild.model.book import Kind

_IN_WORDS = rf"(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(UNITS[1:10])}))?|{'|'.join(reversed(UNITS))}"
_WORD = (
    r"(?:chapter|chap\.?|ch\.?|kapitel|chapitre|cap[ií]tulo|capitolo|rozdzia[łl]|глава|hoofdstuk)"
)
_FIGURES = r"\d{1,4}(?:\.\d{1,2})?|[ivxlc]{1,8}"
_MARK = r"\s*(?:[:.|)–—~-]|--|//)+\s*"
_NAMED = re.compile(
    rf"{_WORD}\s*(?:#|no\.? ?)?(?P<number>{_FIGURES}|{_IN_WORDS})\b"
    rf"(?:(?:{_MARK}|\s+)(?P<words>.+)|{_MARK})?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"#?(?P<number>\d{1,3}(?:\.\d{1,2})?)(?:\s*[.:)|]|\s+[–—-])\s+(?P<words>.+)")
_DECIMAL = re.compile(r"(?P<number>\d{1,3}\.\d{1,2})\s+(?P<words>[^\W\d].+)")
_IN_CAPITALS = re.compile(rf"(?P<number>{_IN_WORDS})\s*[|:–—-]\s*(?P<words>.+)", re.IGNORECASE)
_BARE = re.compile(rf"(?P<number>\d{{1,4}}|{_IN_WORDS})\.?", re.IGNORECASE)
_CHINESE = re.compile(
    r"第\s*(?P<number>[0-9０-９一二三四五六七八九十百千零〇两]+)\s*[章回话話]"
    r"\s*[:：.、]?\s*(?P<words>.*)"
)
_KINDS = (
    (Kind.PROLOGUE, "prologue|prolog|prólogo|prologo"),
    (Kind.EPILOGUE, "epilogue|epilog|épilogue|epílogo|epilogo"),
    (Kind.INTERLUDE, "interlude|intermezzo|intermission"),
    (Kind.AFTERWORD, "afterword"),
)
_SPECIAL = re.compile(
    rf"(?:the )?(?P<word>{'|'.join(names for _, names in _KINDS)})(?: (?P<number>{_FIGURES}))?"
    rf"(?:{_MARK}(?P<words>.+))?",
    re.IGNORECASE,
)


def title_of(heading: str) -> Title:
    """Return what a chapter's heading says.

    A kind's own word ("Prologue") is the kind and no title; a number that is no number of a
    chapter ("1984") stays in the title.
    """
    text = squeezed(heading)[:500]
    special = _SPECIAL.fullmatch(text)
    if special:
        word = special["word"].lower()
        kind = next(kind for kind, names in _KINDS if word in names.split("|"))
        return Title(kind, special["number"] or "", special["words"] or "")
    for pattern in (_NAMED, _CHINESE, _NUMBERED, _DECIMAL, _IN_CAPITALS, _BARE):
        found = pattern.fullmatch(text)
        number = number_of(found["number"]) if found else ""
        if found and number:
            return Title(Kind.CHAPTER, number, (found.groupdict().get("words") or "").strip())
    return Title(words=text)


def names_chapter(heading: str) -> bool:
    """Return whether a heading says "chapter", or a kind of section, in so many words."""
    text = squeezed(heading)
    plain = _NAMED.fullmatch(text) or _SPECIAL.fullmatch(text) or _CHINESE.fullmatch(text)
    return len(text) <= 160 and bool(plain)


def number_of(text: str) -> str:
    """Return a number as figures, "" where the text is none."""
    word = text.lower().replace("-", " ").strip()
    if re.fullmatch(r"\d{1,4}(?:\.\d{1,2})?", word, re.ASCII):
        whole, _, part = word.partition(".")
        return str(int(whole)) + (f".{part}" if part else "")
    found = number_words.number_of(word)
    return _chinese(word) if found is None else str(found)


def _chinese(word: str) -> str:
    digits, powers = "〇一二三四五六七八九", {"十": 10, "百": 100, "千": 1000}
    total, digit = 0, 0
    for char in word.replace("零", "〇").replace("两", "二"):
        if char in powers:
            total, digit = total + (digit or 1) * powers[char], 0
        elif char in digits:
            digit = digit * 10 + digits.index(char) if digit else digits.index(char)
        elif char.isdecimal():
            digit = digit * 10 + int(char)
        else:
            return ""
    return str(total + digit) if total + digit < 10_000 and word else ""


def heading_pieces(element: Element, text: str, title: Title) -> Iterator[Piece]:
    """Yield what became of a heading's words: the title's moved, the number's turned into one."""
    text = squeezed(text)
    before = text.removesuffix(title.words).strip() if title.words else text
    if before:
        into = f"number {title.number}" if title.number else f"kind: {title.kind.value}"
        yield Piece(element, before, SpanKind.STRUCTURE, into)
    if title.words:
        yield Piece(element, title.words, SpanKind.MOVED, f"title: {title.words}")
