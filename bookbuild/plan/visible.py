"""What readers may see on a day: the sections whose day has come, and the promises made by then.

Without a day a build is for its author, and shows everything: what readers have not got yet is
marked as a draft. With one, nothing of what is still to come is left in the book: no text, no
title, no id, no picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from bookbuild.model.book import Book, Kind, Matter, Placeholder, Section, Written
from bookbuild.plan.order import matter_of


def still_promised(book: Book, as_of: date | None, ahead: int) -> Book:
    """Return the book with a promise in place of each section that stands as one on that day.

    That is a section which readers do not have yet and whose author wrote down what to say until
    then (``promise:``). Its title stays hidden as well; so this comes before ids are given.
    """
    if as_of is None:
        return book
    early = _early(book.sections, as_of, ahead)
    sections = tuple(
        _promise(section)
        if isinstance(section, Written)
        and section.promise
        and not _is_part(section)
        and not _is_out(section, as_of, early)
        else section
        for section in book.sections
    )
    return replace(book, sections=sections)


def visible(book: Book, as_of: date | None, ahead: int) -> tuple[bool, ...]:
    """Return for each section of the manuscript whether anything of it is there on a day."""
    sections = book.sections
    if as_of is None:
        return tuple(True for _ in sections)
    early = _early(sections, as_of, ahead)
    out = tuple(_is_seen(section, sections, as_of, early) for section in sections)
    return tuple(
        _part_is_seen(place, sections, out, as_of) if _is_part(section) else out[place]
        for place, section in enumerate(sections)
    )


def released(book: Book, seen: tuple[bool, ...]) -> Book:
    """Return the book with the sections that are there, as `visible` says of each."""
    kept = (section for section, there in zip(book.sections, seen, strict=True) if there)
    return replace(book, sections=tuple(kept))


def marked(book: Book, today: date | None) -> Book:
    """Return the book with every section that is dated after today marked as a draft."""
    if today is None:
        return book
    return replace(book, sections=tuple(_marked(section, today) for section in book.sections))


def _marked(section: Section, today: date) -> Section:
    match section:
        case Written(day=date() as day) if day > today:
            return replace(section, draft=True)
        case _:
            return section


def _promise(section: Written) -> Placeholder:
    head = replace(section.head, title=(), subtitle=(), label="")
    return Placeholder(head, section.promise, section.day, section.promised_in)


# ------------------------------------------------------------------------------ what is out


def _early(sections: tuple[Section, ...], as_of: date, ahead: int) -> tuple[Section, ...]:
    """Return the sections that some readers get before their day: the next ones in order."""
    later = (
        section
        for section in sections
        if isinstance(section, Written)
        and not section.draft
        and not _is_part(section)
        and section.day
        and section.day > as_of
    )
    return tuple(section for section, _ in zip(later, range(ahead), strict=False))


def _is_seen(
    section: Section, sections: tuple[Section, ...], as_of: date, early: tuple[Section, ...]
) -> bool:
    if isinstance(section, Written) and (
        _is_out(section, as_of, early) or not section.promise or _is_part(section)
    ):
        return _is_out(section, as_of, early)
    return _was_made(section, sections, as_of, early)


def _was_made(
    promise: Section, sections: tuple[Section, ...], as_of: date, early: tuple[Section, ...]
) -> bool:
    """Return whether readers have been told: whether they have what the promise was made in.

    One that was made nowhere in the book has been told elsewhere, as far as anybody knows.
    """
    told: list[Section] = []
    made_in = section_named(promise.promised_in, sections)
    while made_in is not None and made_in not in told:
        if isinstance(made_in, Written):
            return _is_out(made_in, as_of, early)
        told.append(made_in)
        made_in = section_named(made_in.promised_in, sections)
    return True


def _is_out(section: Written, as_of: date, early: tuple[Section, ...]) -> bool:
    if section.draft:
        return False
    return section.day is None or section.day <= as_of or any(each is section for each in early)


def _is_part(section: Section) -> bool:
    return section.head.kind is Kind.PART


def _part_is_seen(
    place: int, sections: tuple[Section, ...], out: tuple[bool, ...], as_of: date
) -> bool:
    """Return whether a part's page is out: with the first of its sections, or by its own day."""
    part = sections[place]
    own_day = isinstance(part, Written) and part.day is not None and part.day <= as_of
    return (own_day and out[place]) or any(out[each] for each in _within(place, sections))


def _within(place: int, sections: tuple[Section, ...]) -> Iterator[int]:
    for each in range(place + 1, len(sections)):
        if _is_part(sections[each]):
            return
        if matter_of(sections[each]) is Matter.BODY:
            yield each


def section_named(name: str, sections: tuple[Section, ...]) -> Section | None:
    """Return the section that a file's name, with or without its ending, or an id means."""
    return next((each for each in sections if name and name in _names(each)), None)


def _names(section: Section) -> tuple[str, ...]:
    head = section.head
    path = PurePosixPath(head.file)
    files = (str(path), str(path.with_suffix("")), path.stem) if path.name else ()
    return (head.id, head.unit, *files)
