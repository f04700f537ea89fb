"""Choosing sections: what ``--only`` asks for, as a reader or an author would say it.

A wish is a chapter's number as printed (``3``, ``4.6``), a range (``12..14``, ``12..``, ``..3``), a
part or a section by its title or label (``Part Two``, ``The Bridge``, ``Prologue``), a file's name
with or without its ending, or an id. A part stands for everything in it. Several wishes may stand
in one, with commas between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePosixPath

from bookbuild.model.book import Kind
from bookbuild.model.text import plain_text
from bookbuild.plan.sections import Planned

_RANGE = re.compile(r"(?P<first>.*?)\s*(?:\.\.\.?|…)\s*(?P<last>.*)")
_NUMBERS = re.compile(r"(?P<first>\d+)\s*[-–]\s*(?P<last>\d+)")


@dataclass(frozen=True, slots=True)
class Choice:
    """The sections that were asked for, in the order of the book.

    ``unknown`` has a sentence for each wish that matches nothing, with what comes nearest.
    ``named`` are the chosen sections that a wish means themselves, rather than a range or a part
    around them.
    """

    sections: tuple[Planned, ...]
    named: tuple[Planned, ...] = ()
    unknown: tuple[str, ...] = ()


def choose(sections: tuple[Planned, ...], wanted: tuple[str, ...]) -> Choice:
    """Return the sections that are wanted; all of them where nothing is asked for."""
    if not wanted:
        return Choice(sections)
    wishes = tuple(wish for typed in wanted for wish in _wishes(typed, sections))
    found = tuple((wish, _found(wish, sections)) for wish in wishes)
    chosen = frozenset(place for _, places in found for place in places)
    named = frozenset(
        place for wish, _ in found if not _ends(wish) for place in _meant(wish, sections)
    )
    return Choice(
        tuple(section for place, section in enumerate(sections) if place in chosen),
        tuple(section for place, section in enumerate(sections) if place in named),
        tuple(_nothing(wish, sections) for wish, places in found if not places),
    )


def _wishes(typed: str, sections: tuple[Planned, ...]) -> Iterator[str]:
    """Yield the wishes in one word of the command line; a title may have commas of its own."""
    typed = typed.strip()
    if _found(typed, sections) or "," not in typed:
        yield typed
    else:
        yield from (part for each in typed.split(",") if (part := each.strip()))


def _found(wish: str, sections: tuple[Planned, ...]) -> tuple[int, ...]:
    """Return the places of the sections that a wish takes, () for none."""
    own = _meant(wish, sections)
    ends = _ends(wish)
    if own or ends is None:
        return tuple(sorted({each for place in own for each in _with_its_own(place, sections)}))
    first, last = ends
    begins = _meant(first, sections) if first else (0,)
    finishes = _meant(last, sections) if last else (len(sections) - 1,)
    if not begins or not finishes:
        return ()
    end = max(each for place in finishes for each in _with_its_own(place, sections))
    return tuple(range(min(begins), end + 1))


def _ends(wish: str) -> tuple[str, str] | None:
    """Return both ends of a range, "" for an open one; None for a wish that is no range."""
    match = _NUMBERS.fullmatch(wish) or _RANGE.fullmatch(wish)
    if match is None or not (match["first"] or match["last"]):
        return None
    return match["first"], match["last"]


def _with_its_own(place: int, sections: tuple[Planned, ...]) -> tuple[int, ...]:
    """Return a section's place, and for a part the places of all that stands in it."""
    if sections[place].section.head.kind is not Kind.PART:
        return (place,)
    end = place + 1
    while end < len(sections) and sections[end].depth > sections[place].depth:
        end += 1
    return tuple(range(place, end))


# --------------------------------------------------------------------------------- what is meant


def _meant(wish: str, sections: tuple[Planned, ...]) -> tuple[int, ...]:
    """Return the places of the sections that a wish means by name, the best reading only.

    A number is a chapter's before it is anything else: ``3`` is what readers call chapter 3.
    """
    asked = _plain(wish)
    for names_of in (_numbers, _titles, _marks):
        places = tuple(
            place for place, section in enumerate(sections) if asked and asked in names_of(section)
        )
        if places:
            return places
    return ()


def _plain(text: str) -> str:
    """Return a name without what differs between two ways to type it."""
    return " ".join(text.replace("’", "'").casefold().split())


def _numbers(section: Planned) -> tuple[str, ...]:
    heading = section.heading
    counted = section.section.head.kind is not Kind.PART
    return (_plain(heading.figures), _plain(heading.number)) if counted else ()


def _titles(section: Planned) -> tuple[str, ...]:
    heading, head = section.heading, section.section.head
    in_figures = heading.label
    if heading.number and heading.figures:
        in_figures = heading.label.replace(heading.number, heading.figures)
    typed = (plain_text(head.title), plain_text(heading.title))
    return tuple(map(_plain, filter(None, (heading.label, in_figures, heading.name, *typed))))


def _marks(section: Planned) -> tuple[str, ...]:
    head = section.section.head
    file = PurePosixPath(head.file)
    files = (head.file, f"manuscript/{head.file}", str(file.with_suffix("")), file.name, file.stem)
    return tuple(map(_plain, filter(None, (head.id, section.id, *files, head.kind.value))))


# ---------------------------------------------------------------------------- what matches nothing


def _nothing(wish: str, sections: tuple[Planned, ...]) -> str:
    """Return a sentence on a wish that matches nothing, or on the end of a range that does not."""
    lost = next((end for end in _ends(wish) or () if end and not _meant(end, sections)), wish)
    if _ends(wish) and lost == wish:
        return f"“{wish}” runs backwards: put the earlier section first."
    if lost.isdecimal():
        return _no_number(lost, sections)
    near = _nearest(lost, sections)
    hint = f"Did you mean “{near}”?" if near else "`bookbuild status` lists the sections."
    return f"There is no section “{lost}” in this book. {hint}"


def _no_number(lost: str, sections: tuple[Planned, ...]) -> str:
    numbers = [number for section in sections for number in _numbers(section)[:1]]
    numbers = [number for number in numbers if number.isdecimal()]
    if not numbers:
        return f"There is no chapter {lost}: the chapters of this book have no numbers."
    highest = max(numbers, key=int)
    return f"There is no chapter {lost} in this book; the highest number is {highest}."


def _nearest(lost: str, sections: tuple[Planned, ...]) -> str:
    """Return the name nearest to what was typed, as the author would type it, "" for none near."""
    shown: dict[str, str] = {}
    for section in sections:
        heading, head = section.heading, section.section.head
        stem = PurePosixPath(head.file).stem
        names = (heading.name, heading.label, plain_text(heading.title), head.id, stem)
        shown |= {_plain(name): name for name in names if name}
    near = get_close_matches(_plain(lost), shown, n=1)
    return shown[near[0]] if near else ""
