"""What stands around a book and is none of it: a library's notices, credits, adverts.

Project Gutenberg marks a book by a line "*** START OF THE PROJECT GUTENBERG EBOOK ... ***" and one
with END; older texts by "*END*THE SMALL PRINT" and "End of the Project Gutenberg Etext". Within
the marks, volunteers name themselves in a paragraph ("Produced by ..."), and tell what they
corrected in transcriber's notes; a publisher's list may stand behind "THE END".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bookbuild.intake.divisions.found import LeftOut
from bookbuild.intake.divisions.galley import Galley

_START = re.compile(
    r"\*{2,3} ?START OF (?:THE|THIS) PROJECT GUTENBERG|\*END ?\*? ?THE SMALL PRINT",
    re.IGNORECASE,
)
_END = re.compile(r"\*{2,3} ?END OF (?:THE|THIS) PROJECT GUTENBERG", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:\*+ ?)?End of (?:the |this )?Project Gutenberg|Fin de Project Gutenberg"
    r"|Ende (?:dieses|des) Projekts? Gutenberg",
    re.IGNORECASE,
)
_CREDITS = re.compile(
    r"(?:e-?text |ebook |html version )?(?:was )?(?:produced|prepared|transcribed|digitized"
    r"|proofread|scanned) by\b|\[?this (?:etext|ebook|e-text) was (?:produced|prepared|typed)"
    r"|credits?: |.{0,60}distributed proofread",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\W*(?:original )?transcriber(?:'s|’s|s'|s’)?(?: end)?[- ]notes?\b"
    r"|\W*typographical errors corrected by|\W*anmerkungen? (?:zur transkription|des transkriptors)"
    r"|\W*notes? (?:de transcription|du transcripteur|sur la transcription)"
    r"|\W*nota del transcriptor|\W*notas del transcriptor|\W*nota del trascrittore"
    r"|\W*opmerkingen van de bewerker",
    re.IGNORECASE,
)
_THE_END = re.compile(
    r"\W*(?:the end|end|finis|fin|fine|ende|einde|fim|el fin|конец|koniec|slut|全书完|全文完|完|終"
    r"|the end of (?:volume|book) \w+)\W*",
    re.IGNORECASE,
)
_ADVERT = re.compile(
    r"(?i:published by|publishers?\b|price[sd]?\b|catalogue|wherever books are sold|by the same "
    r"author|works by|novels by|stories by|new edition|cloth|illustrated|free list|post ?free"
    r"|crown 8vo|paper covers?|bound in|copyrighted fiction|complete list|net\.|verlag|librairie"
    r"|éditeur|en vente)|\$ ?\d|\d+[sd]\.|(?:Fr|M)\. ?\d",
)
_LONGEST_ADVERT = 0.2
_NOTE_LINES = 400
_MOST_BOOKS = 200
"""A file with more books than this is none that a library hands out."""


@dataclass(frozen=True, slots=True)
class Body:
    """A book within a file: lines from ``first`` up to ``end``, and what is left out in them."""

    first: int
    end: int
    left_out: tuple[LeftOut, ...]


def bodies(galley: Galley) -> tuple[tuple[Body, ...], tuple[LeftOut, ...]]:
    """Return the books of a file (one, where there are no marks), and what stands around them."""
    marks = _marks(galley)
    books: list[Body] = []
    around: list[LeftOut] = []
    at = 0
    for first, end in marks:
        if first > at:
            around.append(LeftOut(at + 1, first, "the library's notice"))
        books.append(_book(galley, first, end))
        at = end
    if at < len(galley.texts):
        around.append(LeftOut(at + 1, len(galley.texts), "the library's licence"))
    return tuple(books), tuple(around)


def _marks(galley: Galley) -> tuple[tuple[int, int], ...]:
    texts = galley.texts
    likely = [
        at
        for at, text in enumerate(texts)
        if "utenberg" in text or "UTENBERG" in text or "*END" in text
    ]
    found: list[tuple[int, int]] = []
    first: int | None = 0
    for at in likely:
        if _START.match(texts[at]):
            first = _behind_mark(galley, at)
        elif first is not None and (_END.match(texts[at]) or _CLOSING.match(texts[at])):
            found.append((first, at))
            first = None
            if len(found) == _MOST_BOOKS:
                break
    if first is not None:
        found.append((first, len(texts)))
    return tuple(found)


def _behind_mark(galley: Galley, at: int) -> int:
    """The mark may be wrapped onto a second line: it ends with its closing stars."""
    end = at + 1
    if "***" not in galley.texts[at][4:] and galley.texts[at].startswith("***"):
        while end < min(at + 3, len(galley.texts)) and galley.texts[end]:
            end += 1
    return end


def _book(galley: Galley, first: int, end: int) -> Body:
    left = [*_credits(galley, first, end), *_notes(galley, first, end)]
    stop = _behind_the_end(galley, first, end)
    if stop < end:
        left = [span for span in left if span.first_line <= stop]
        left.append(LeftOut(stop + 1, end, "the publisher's adverts or the transcriber's notes"))
    return Body(first, stop, tuple(sorted(left, key=lambda span: span.first_line)))


def ends_the_book(text: str) -> bool:
    """Return whether a line says that the book is over: "THE END", "Finis"."""
    return len(text) < 40 and bool(_THE_END.fullmatch(text))


def _credits(galley: Galley, first: int, end: int) -> list[LeftOut]:
    at = first
    seen = 0
    while at < end and seen < 8:
        if galley.texts[at]:
            stop = min(galley.block_end(at), end)
            if first and _CREDITS.match(galley.texts[at]):
                return [LeftOut(at + 1, stop, "the volunteers' credits")]
            seen += 1
            at = stop
        else:
            at += 1
    return []


def _notes(galley: Galley, first: int, end: int) -> list[LeftOut]:
    """A transcriber's note goes on over paragraphs up to wider white than stands within it."""
    found: list[LeftOut] = []
    for at in range(first, end):
        text = galley.texts[at]
        if not text or not galley.above[at] or not _NOTE.match(text):
            continue
        if found and at < found[-1].last_line:
            continue
        stop = _note_end(galley, at, end)
        found.append(LeftOut(at + 1, stop, "a transcriber's note"))
    return found


def _note_end(galley: Galley, at: int, end: int) -> int:
    heading_alone = galley.below[at] > 0
    stop = min(galley.block_end(at), end)
    blocks = 0
    while stop < end and stop - at < _NOTE_LINES:
        following = galley.next_text(stop - 1)
        if following >= end:
            return end
        white = galley.below[stop - 1]
        if white > 2 and (blocks or not heading_alone):
            break
        stop = min(galley.block_end(following), end)
        blocks += 1
        if not heading_alone or galley.texts[at].startswith("["):
            break
    return stop


def _behind_the_end(galley: Galley, first: int, end: int) -> int:
    """Behind "THE END" stands what sells other books, or what the transcriber has to say."""
    total = galley.characters(first, end)
    for at in range(end - 1, first, -1):
        if galley.characters(at, end) > _LONGEST_ADVERT * total:
            return end
        text = galley.texts[at]
        if text and galley.above[at] and ends_the_book(text):
            return at + 1 if _sells(galley, at + 1, end) else end
    return end


def _sells(galley: Galley, first: int, end: int) -> bool:
    lines = [text for text in galley.texts[first:end] if text]
    signs = sum(1 for text in lines if _ADVERT.search(text[:200]))
    notes = any(_NOTE.match(text) for text in lines)
    return bool(lines) and (signs >= 3 or notes) and (notes or signs * 25 >= len(lines))
