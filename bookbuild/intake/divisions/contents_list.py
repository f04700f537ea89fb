"""A list of contents is not a set of chapters.

It says what is to come: its entries follow one another with no text between, and each comes again
where its chapter stands. It begins with a word such as "Contents", or is known by its entries
alone. It ends where an entry comes again and text follows, or where running text begins. What it
says is evidence: its titles without numbers are the headings of the book.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from bookbuild.intake.divisions.galley import Galley
from bookbuild.intake.divisions.headings import Form, read_heading
from bookbuild.intake.divisions.numerals import fold
from bookbuild.intake.divisions.surroundings import Candidate
from bookbuild.intake.divisions.vocabulary import CONTENTS, Rank

_PAGE = re.compile(r"(?:[\s.·•…_–—-]{2,}|\s)(?:p(?:age|\.)?\s?)?(\d{1,4}|[ivxlc]{1,7})\.?$")
_LEADERS = re.compile(
    r"(?:\s?[.·•…_]){3,}\s*(?:\d{1,4}|[ivxlc]{1,7})?$|\s{2,}(?:\d{1,4}|[ivxlc]+)$"
)
_COLUMN_HEAD = re.compile(
    r"\W*(?:page|pages|pag|seite|chap(?:ter|\.)?|chapitres?)\W*(?:page)?\W*", re.I
)
_DECORATION = " \t*_#~=-–—[]:.|"
_FEWEST = 3
_LONGEST_LIST = 4000
_LONGEST_RUN = 2000
_MOST_LISTS = 100
"""No book has more lists of contents, one for each volume and one for each part of it."""
_NO_TEXT = 160
"""Fewer characters than this between two headings are a title, no text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list of contents: its form where it has one, and its title."""

    at: int
    form: Form | None
    title: str


@dataclass(frozen=True, slots=True)
class ContentsList:
    """A list of contents: lines from ``first`` up to ``end``, and its entries."""

    first: int
    end: int
    entries: tuple[Entry, ...]


def key(text: str) -> str:
    """Return a title's letters and figures alone, folded, so that two settings of it compare."""
    return "".join(char for char in fold(text) if char.isalnum())


def without_page(text: str) -> str:
    """Return an entry without its dots and the number of its page."""
    leaders = _LEADERS.search(text)
    return text[: leaders.start()].rstrip(" .·•…_") if leaders else text


def is_contents_word(text: str) -> bool:
    """Return whether a line is what stands above a list of contents."""
    return 0 < len(text) < 50 and fold(text.strip(_DECORATION)).replace("’", "'") in CONTENTS


def headed_lists(galley: Galley, first: int, end: int) -> tuple[ContentsList, ...]:
    """Return the lists of contents that stand below a word such as "Contents"."""
    found: list[ContentsList] = []
    tried = 0
    for at in range(first, end):
        text = galley.texts[at]
        if tried == _MOST_LISTS:
            break
        if not text or len(text) > 50 or (found and at < found[-1].end):
            continue
        if is_contents_word(text) and (galley.above[at] or galley.line_by_line):
            tried += 1
            contents = _read_list(galley, at, end)
            if len(contents.entries) >= _FEWEST:
                found.append(contents)
    return tuple(found)


@dataclass(slots=True)
class _Reading:
    """How far the reading of a list has come."""

    entries: list[Entry]
    keys: set[tuple[str, int | None, int]]
    titles: set[str]
    part: int = 0
    untitled: bool = False
    series: str = ""


def _read_list(galley: Galley, head: int, end: int) -> ContentsList:
    reading = _Reading([], set(), set())
    at = galley.next_text(head)
    stop = min(end, head + _LONGEST_LIST)
    last = head + 1
    while at < stop:
        text = without_page(galley.texts[at])
        form = read_heading(text)
        if _comes_again(reading, form, text, galley, at):
            break
        if not _is_entry(galley, at, form, reading):
            break
        wraps = not galley.above[at] and not form and text == galley.texts[at]
        _take(reading, at, form, text, wraps=wraps and bool(reading.entries))
        last = at + 1
        at = galley.next_text(at)
    return _trimmed(galley, head, min(last, end), tuple(reading.entries))


def _comes_again(reading: _Reading, form: Form | None, text: str, galley: Galley, at: int) -> bool:
    if form and (form.number is not None or form.named):
        if form.rank <= Rank.PART:
            return (form.series, form.number, 0) in reading.keys
        part = 0 if form.named else reading.part
        again = (form.series, form.number, part) in reading.keys
        if again and not form.named:
            return True
        anew = reading.series not in ("", form.series) and form.number == 1
        return (again or (anew and not form.named)) and _text_follows(galley, at)
    return not reading.untitled and key(text) in reading.titles


def _text_follows(galley: Galley, at: int) -> bool:
    """Whether running text stands below: a full paragraph, or lines as full as those of text."""
    size = 0
    for _ in range(12):
        at = galley.next_text(at)
        if at >= len(galley.texts):
            break
        if galley.above[at] and _full(galley.texts[at : galley.block_end(at)]):
            return True
        size += len(galley.texts[at])
    return size > 550


def _full(block: tuple[str, ...]) -> bool:
    """Whether a block is a paragraph of running text: three full lines or more, and no pages."""
    if len(block) < 3 or any(without_page(line) != line for line in block):
        return False
    return sum(len(line) > 45 for line in block) >= len(block) - 1


def _is_entry(galley: Galley, at: int, form: Form | None, reading: _Reading) -> bool:
    """Running text is no entry: three full lines, but for the argument below a number."""
    text = galley.texts[at]
    if len(text) > 300:
        return False
    if galley.line_by_line or not galley.above[at]:
        return len(text) <= 120
    block = galley.texts[at : galley.block_end(at)]
    paged = sum(1 for line in block if without_page(line) != line)
    if form and form.number is not None:
        return len(block) <= 60 or paged > 0
    return not _full(block) or reading.untitled


def _take(reading: _Reading, at: int, form: Form | None, text: str, *, wraps: bool) -> None:
    if _COLUMN_HEAD.fullmatch(text) and not form:
        return
    if form:
        if form.rank <= Rank.PART:
            reading.part += 1
            reading.keys.add((form.series, form.number, 0))
        else:
            part = 0 if form.named else reading.part
            reading.keys.add((form.series, form.number, part))
            reading.series = reading.series or ("" if form.named else form.series)
        reading.untitled = form.number is not None and not form.rest and not form.named
        reading.entries.append(Entry(at, form, form.rest))
        return
    last = reading.entries[-1] if reading.entries else None
    if last and last.form and (reading.untitled or wraps):
        joined = f"{last.title} {text}".strip()
        reading.entries[-1] = Entry(last.at, last.form, joined)
        reading.untitled = False
        return
    reading.titles.add(key(text))
    reading.entries.append(Entry(at, None, text))


def _trimmed(galley: Galley, head: int, end: int, entries: tuple[Entry, ...]) -> ContentsList:
    """What stands at the end behind wider white than the list has within is no part of it."""
    gaps = Counter(galley.above[entry.at] for entry in entries[1:])
    if not gaps:
        return ContentsList(head, end, entries)
    usual = max(gap for gap, n in gaps.items() if n * 10 >= len(entries) or n >= 3 or gap <= 2)
    kept = list(entries)
    tail = kept[-8:]
    for entry in tail:
        wide = galley.above[entry.at] > max(usual, 2)
        numbered = entry.form is not None and entry.form.number is not None
        if wide and not numbered and len(kept) > _FEWEST and entry in kept:
            at = kept.index(entry)
            if not any(e.form and e.form.number is not None for e in kept[at:]):
                kept = kept[:at]
                return ContentsList(head, entry.at, tuple(kept))
    return ContentsList(head, end, tuple(kept))


# ------------------------------------------------------------------- lists without a word above


def unheaded_lists(galley: Galley, found: tuple[Candidate, ...]) -> tuple[ContentsList, ...]:
    """Return the runs of headings without text between them, each of which comes again elsewhere.

    A run is four headings or more. The last one of a run counts as an entry though text follows,
    where another of its number stands elsewhere.
    """
    numbered = [c for c in found if c.form.number is not None and len(c.form.rest) <= 120]
    times = Counter((c.form.series, c.form.number) for c in numbered)
    lists = []
    run: list[Candidate] = []
    for candidate in (*numbered, None):
        near = candidate and 0 < len(run) < _LONGEST_RUN and _near(galley, run[-1], candidate)
        if near and candidate and not _seen(run, candidate):
            run.append(candidate)
            continue
        again = sum(1 for c in run if times[c.form.series, c.form.number] > 1)
        if len(run) > _FEWEST and again * 2 > len(run):
            lists.append(_from_run(galley, run))
        run = [candidate] if candidate else []
    return tuple(lists)


def _near(galley: Galley, one: Candidate, other: Candidate) -> bool:
    return galley.characters(one.at + 1, other.at) < _NO_TEXT


def _seen(run: list[Candidate], candidate: Candidate) -> bool:
    form = candidate.form
    if form.rank <= Rank.PART:
        return any(c.form.series == form.series and c.form.number == form.number for c in run)
    for earlier in reversed(run):
        if earlier.form.rank <= Rank.PART:
            return False
        if earlier.form.series == form.series:
            return (form.number or 0) <= (earlier.form.number or 0)
    return False


def _from_run(galley: Galley, run: list[Candidate]) -> ContentsList:
    entries = []
    for one, other in zip(run, (*run[1:], None), strict=True):
        end = other.at if other else galley.block_end(one.at)
        lines = [without_page(text) for text in galley.texts[one.at + 1 : end] if text]
        entries.append(Entry(one.at, one.form, " ".join((one.form.rest, *lines)).strip()))
    last = run[-1]
    end = galley.block_end(last.at) if last.form.rest else last.at + 1
    following = galley.next_text(end - 1) if end <= len(galley.texts) else end
    if not last.form.rest and following < len(galley.texts) and galley.below[end - 1] < 2:
        title = galley.texts[following]
        if len(title) < 80 and without_page(title) != title:
            end = following + 1
    return ContentsList(run[0].at, end, tuple(entries))
