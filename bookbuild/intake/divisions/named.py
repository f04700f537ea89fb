"""Sections known by name, where they may stand: a preface before the story, an afterword behind.

A name is a heading where it stands alone. Inside the run of chapters only interludes are; a
prologue may open a part, and an epilogue close one. A name that comes again and again ("Notes")
belongs to the chapters.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from dataclasses import dataclass

from bookbuild.intake.divisions.choice import Chosen
from bookbuild.intake.divisions.galley import Galley
from bookbuild.intake.divisions.headings import Form
from bookbuild.intake.divisions.sequence import Link
from bookbuild.intake.divisions.surroundings import Candidate
from bookbuild.intake.divisions.vocabulary import Place
from bookbuild.model.book import Kind

_ALONE = 3.0
_TEXT_BELOW = 40
_TOO_OFTEN = 3


@dataclass(frozen=True, slots=True)
class _Frame:
    """The lines of the chapters, and of those that open a part; the white usual above them."""

    chapters: tuple[int, ...]
    openings: frozenset[int]
    white: int


def named_sections(
    galley: Galley, found: tuple[Candidate, ...], chosen: Chosen, end: int
) -> tuple[Link, ...]:
    """Return the headings among the candidates that are known by name."""
    frame = _frame(galley, chosen)
    named = [c for c in found if c.form.named and c.fit >= _ALONE]
    named = [c for c in named if galley.line_by_line or galley.below[c.at] or c.form.rest]
    times = Counter(_label(c.form) for c in named)
    result = []
    for candidate in named:
        form = candidate.form
        often = times[_label(form)] >= _TOO_OFTEN and form.place is not Place.WITHIN
        empty = galley.characters(candidate.at + 1, min(end, candidate.at + 60)) < _TEXT_BELOW
        if often or empty or not _in_place(frame, candidate):
            continue
        if form.spoken and _stands_directly_above(galley, candidate.at, frame.chapters):
            continue
        tight = galley.above[candidate.at] < frame.white and not galley.line_by_line
        result.append(Link(candidate, form.number, 0.7 if tight else 0.95))
    return tuple(result)


def _stands_directly_above(galley: Galley, at: int, chapters: tuple[int, ...]) -> bool:
    """Whether there is nothing below a line but the next chapter: it says all that it has to."""
    here = bisect(chapters, at)
    return here < len(chapters) and galley.characters(at + 1, chapters[here]) == 0


def _label(form: Form) -> str:
    return f"{form.label.casefold()} {form.rest.casefold()}"


def _frame(galley: Galley, chosen: Chosen) -> _Frame:
    links = [link for chain in chosen.chapters for link in chain.links]
    links.sort(key=lambda link: link.candidate.at)
    parts = sorted(link.candidate.at for chain in chosen.parts for link in chain.links)
    openings = {link.candidate.at for link in links if link.anew}
    chapters = tuple(link.candidate.at for link in links)
    last = chapters[-1] if chapters else 0
    openings.update(chapters[bisect(chapters, part)] for part in parts if part < last)
    white = min((galley.above[at] for at in chapters[1:]), default=1)
    return _Frame(chapters, frozenset(openings), min(white, 3))


def _in_place(frame: _Frame, candidate: Candidate) -> bool:
    chapters = frame.chapters
    if not chapters:
        return True
    here = bisect(chapters, candidate.at)
    before, behind = here == 0, here == len(chapters)
    opens = not behind and chapters[here] in frame.openings
    match candidate.form.place:
        case Place.WITHIN:
            return True
        case Place.BEFORE:
            return before or (opens and candidate.form.kind in (Kind.PROLOGUE, Kind.PREFACE))
        case Place.BEHIND:
            return behind or (opens and candidate.form.kind is Kind.EPILOGUE)
        case Place.EITHER:
            return before or behind
