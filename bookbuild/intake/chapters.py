"""Headings: "Chapter 3: The Fall", "CHAPTER XII", "Chapter Twelve", "Epilogue", and title lines.

A heading is a line (or two) of its own. "Chapter Three was the hardest to write" is none: after
the number stands a mark, a title's beginning on the next line, or nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bookbuild.intake.number_words import TENS, UNITS, number_of
from bookbuild.intake.passages import Passage
from bookbuild.model.book import Kind

_NUMBER = (
    r"(?P<number>\d{1,4}|[ivxlc]{1,8}"
    rf"|(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(UNITS[1:10])}))?|{'|'.join(reversed(UNITS))})"
)
_MARK = r"\s*(?:[:.–—|-]|--)\s*"
_OF = r"(?: ?(?:of|/) ?(?:\d{1,4}|\?))?"
_CHAPTERS = r"(?:chapter|chap\.?|ch\.?|kapitel|chapitre|capítulo|capitulo)"
_PARTS = r"(?:part|episode|instal+ment|act)"
_NUMBERED = re.compile(
    rf"(?P<label>(?P<word>{_CHAPTERS}|{_PARTS}) ?(?:#|no\.? )?{_NUMBER}\b{_OF})"
    rf"(?:{_MARK}(?P<title>\S.{{0,98}})|\s*[:.–—-]*)",
    re.IGNORECASE,
)
_SPECIAL = (
    (Kind.PROLOGUE, "prologue|prolog|prólogo"),
    (Kind.EPILOGUE, "epilogue|epilog|épilogue|epílogo"),
    (Kind.INTERLUDE, "interlude|intermezzo"),
    (Kind.BONUS, "bonus chapter|bonus scene"),
    (Kind.AFTERWORD, "afterword"),
)
_SPECIALS = "|".join(names for _, names in _SPECIAL)
_UNNUMBERED = re.compile(
    rf"(?P<label>(?:the )?(?P<word>{_SPECIALS})(?: {_NUMBER})?)"
    rf"(?:{_MARK}(?P<title>\S.{{0,98}})|\s*[:.–—-]*)",
    re.IGNORECASE,
)
_IN_WORK = re.compile(
    r"(?P<work>[^.!?\"“”]{2,80}?)(?P<mark>\s+[–—|-]{1,2}\s+|[:,|]\s+)(?=ch|part |ep|pro|int)", re.I
)
_DECORATION = " \t*_~#=[]<>"
_SENTENCE = re.compile(r"[.;,:]$")
_DATELINE = re.compile(
    r"\d{3,4}|\d[:.]\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|march"
    r"|april|june|july|august|september|october|november|december|morning|evening|night|p\.?m|a\.?m)\b|,",
    re.IGNORECASE,
)
_SMALL = (
    *("a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "on"),
    *(
        "or",
        "the",
        "to",
        "with",
        "is",
        "vs",
        "de",
        "la",
        "le",
        "und",
        "der",
        "die",
        "das",
        "y",
        "el",
    ),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A chapter's heading: its kind, its number (None for none), and its parts in the line.

    ``label`` is kept where it is another word than "chapter" ("Part Two"). ``work`` is the title
    of the whole work where the line begins with it. Columns are those of the row.
    """

    kind: Kind
    number: int | None
    label: str
    title: str
    title_start: int
    work: str
    work_start: int


def heading(line: str) -> Heading | None:
    """Return the heading that a whole line is, None for any other line."""
    if len(line) > 160:
        return None
    inner = line.strip(_DECORATION)
    if not inner:
        return None
    offset = line.index(inner)
    plain = _plain_heading(inner, offset, "", 0)
    if plain:
        return plain
    work = _IN_WORK.match(inner)
    if not work:
        return None
    found = _plain_heading(inner[work.end() :], offset + work.end(), work["work"], offset)
    return found if found and found.number is not None else None


def _plain_heading(inner: str, offset: int, work: str, work_start: int) -> Heading | None:
    found = _NUMBERED.fullmatch(inner) or _UNNUMBERED.fullmatch(inner)
    if not found or not _may_be_title(found["title"] or ""):
        return None
    number = number_of(found["number"]) if found["number"] else None
    if found["number"] and number is None:
        return None
    word = found["word"].lower()
    kind = next((k for k, names in _SPECIAL if word in names.split("|")), Kind.CHAPTER)
    label = found["label"] if re.fullmatch(_PARTS, word) else ""
    title = found["title"] or ""
    start = offset + found.start("title") if title else 0
    return Heading(kind, number, label, title.rstrip(_DECORATION), start, work, work_start)


def _may_be_title(title: str) -> bool:
    """A title is no sentence that goes on: "Chapter 3 - she had read it twice, it was dull."."""
    return not title or not (title[0].islower() and re.search(r"[.;,]$|\w, \w", title))


def is_heading(passage: Passage) -> bool:
    """Return whether the passage is a heading, alone or with its title on a second line."""
    if passage.rule or len(passage.rows) > 2 or not heading(passage.rows[0].text):
        return False
    return len(passage.rows) == 1 or is_title_line(passage.rows[1].text)


def is_title_line(line: str) -> bool:
    """Return whether a line can only be a title: short, in title case or capitals, no sentence.

    Lines with dates, times, weekdays or commas are datelines, not titles. A question or an
    exclamation may be a title.
    """
    text = line.strip(_DECORATION)
    words = re.findall(r"[^\W_]+(?:['’]\w+)*", text)
    if not words or len(text) > 70 or len(words) > 10 or _SENTENCE.search(text):
        return False
    if re.search(r"[\"“”«»]", text) or _DATELINE.search(text):
        return False
    first, *others = words
    capital = not first[0].islower()
    return capital and all(not w[0].islower() or w.lower() in _SMALL for w in others)


def starts_of_chapters(passages: tuple[Passage, ...], first: int) -> tuple[int, ...]:
    """Return where further chapters begin in one text, looking from the ``first`` passage on.

    A heading counts where no heading follows at once (as in a list of contents) and its number,
    if it has one, is higher than that of the one before.
    """
    found: list[int] = []
    last = -1
    for index in range(max(first, 1), len(passages) - 1):
        if not is_heading(passages[index]) or is_heading(passages[index + 1]):
            continue
        here = heading(passages[index].rows[0].text)
        number = here.number if here and here.kind is Kind.CHAPTER else None
        if number is not None and number <= last:
            continue
        last = last if number is None else number
        found.append(index)
    return tuple(found)
