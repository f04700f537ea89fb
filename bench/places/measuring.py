"""Each reader's way with the places of an old book in a new one."""

from __future__ import annotations

import enum
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never, cast

from bench.places.books import Document, Place, read_documents
from bench.places.browser import run_page
from bench.places.computed import by_id, by_name_and_number, by_paragraphs, by_progression
from bench.places.judging import Comparison, Landing, Outcome, compared, judged


class Reader(enum.Enum):
    """Who keeps the place. Those that say "computed" are worked out, not run.

    FOLIATE_TOP is the place that foliate-js saves by itself where a page begins with a whole
    paragraph: it then points at the element, and at its text otherwise. The two that say "shown"
    lay out a small page and go to the place, which takes about half a second for each; the others
    only look up what the reader's pointer points at.
    """

    FOLIATE = "foliate-js"
    FOLIATE_TOP = "foliate-js, page top"
    EPUBJS = "epub.js"
    FOLIATE_SHOWN = "foliate-js, shown"
    EPUBJS_SHOWN = "epub.js, shown"
    KOREADER = "KOReader (computed)"
    BY_ID = "Readium by id (computed)"
    PROGRESSION = "Readium by share (computed)"
    KOBO = "Kobo (computed)"


RUN = (Reader.FOLIATE, Reader.FOLIATE_TOP, Reader.EPUBJS)
"""The readers that are run."""

SHOWN = (Reader.FOLIATE_SHOWN, Reader.EPUBJS_SHOWN)
COMPUTED = (Reader.KOREADER, Reader.BY_ID, Reader.PROGRESSION, Reader.KOBO)


@dataclass(frozen=True, slots=True)
class Job:
    """Two releases of a book, and the places that are taken in the old one."""

    old: bytes
    new: bytes
    places: tuple[Place, ...]


def measure(
    old: bytes, new: bytes, places: tuple[Place, ...], readers: tuple[Reader, ...] = RUN
) -> tuple[Outcome, ...]:
    """Return what became of each place in each reader.

    Raises `NoReaders` where the reading systems or Chromium are not on this machine.
    """
    return measure_all((Job(old, new, places),), readers)[0]


def measure_all(
    jobs: tuple[Job, ...], readers: tuple[Reader, ...] = RUN
) -> tuple[tuple[Outcome, ...], ...]:
    """Return the outcomes of each job, by reader and then by place.

    FOLIATE_TOP answers only for places at the beginning of a paragraph.
    """
    pairs = tuple(compared(read_documents(job.old), read_documents(job.new)) for job in jobs)
    outcomes: tuple[tuple[Outcome, ...], ...] = ((),) * len(jobs)
    for reader in readers:
        asked = tuple(
            Job(job.old, job.new, tuple(p for p in job.places if _answers(reader, p, pair)))
            for job, pair in zip(jobs, pairs, strict=True)
        )
        found = _landings(reader, asked, pairs)
        outcomes = tuple(
            before
            + tuple(
                judged(pair, reader.value, *each) for each in zip(job.places, there, strict=True)
            )
            for before, job, pair, there in zip(outcomes, asked, pairs, found, strict=True)
        )
    return outcomes


def _answers(reader: Reader, place: Place, pair: Comparison) -> bool:
    starts = {block.start for block in pair.old[place.document].blocks}
    return reader is not Reader.FOLIATE_TOP or place.offset in starts


def _landings(
    reader: Reader, jobs: tuple[Job, ...], pairs: tuple[Comparison, ...]
) -> tuple[tuple[Landing, ...], ...]:
    match reader:
        case Reader.FOLIATE | Reader.FOLIATE_TOP:
            page = "foliate.html"
        case Reader.EPUBJS:
            page = "epubjs.html"
        case Reader.FOLIATE_SHOWN:
            page = "foliate-shown.html"
        case Reader.EPUBJS_SHOWN:
            page = "epubjs-shown.html"
        case Reader.KOREADER:
            return _computed(by_name_and_number, jobs, pairs, False)
        case Reader.BY_ID:
            return _computed(by_id, jobs, pairs, True)
        case Reader.PROGRESSION:
            return _computed(by_progression, jobs, pairs, True)
        case Reader.KOBO:
            return _computed(by_paragraphs, jobs, pairs, True)
        case _:
            assert_never(reader)
    return _run(page, jobs, top=reader is Reader.FOLIATE_TOP)


def _run(page: str, jobs: tuple[Job, ...], *, top: bool) -> tuple[tuple[Landing, ...], ...]:
    said = run_page(page, _files(jobs, top))
    return tuple(
        tuple(_landing(result) for result in results)
        for results in cast(list[list[dict[str, object]]], said)
    )


def _files(jobs: tuple[Job, ...], top: bool) -> dict[str, bytes]:
    """Return what the page asks for: each book once, and the jobs."""
    books = {data: f"/books/{number}.epub" for number, data in enumerate(_books(jobs))}
    asked = [
        {
            "old": books[job.old],
            "new": books[job.new],
            "places": [
                {"document": each.document, "offset": each.offset, "top": top}
                for each in job.places
            ],
        }
        for job in jobs
    ]
    named = {path: data for data, path in books.items()}
    return {**named, "/jobs.json": json.dumps(asked).encode()}


def _books(jobs: tuple[Job, ...]) -> tuple[bytes, ...]:
    return tuple(dict.fromkeys(data for job in jobs for data in (job.old, job.new)))


def _landing(said: dict[str, object]) -> Landing:
    pointer = str(said.get("cfi", ""))
    if "error" in said:
        return Landing(None, False, pointer, str(said["error"]))
    place = Place(int(str(said["document"])), int(str(said["offset"])))
    until = int(str(said["until"])) if "until" in said else None
    return Landing(place, bool(said["end"]), pointer, until=until)


def _computed(
    take: Callable[[Document, Document, int], int | None],
    jobs: tuple[Job, ...],
    pairs: tuple[Comparison, ...],
    by_href: bool,
) -> tuple[tuple[Landing, ...], ...]:
    return tuple(
        tuple(_worked_out(take, pair, place, by_href) for place in job.places)
        for job, pair in zip(jobs, pairs, strict=True)
    )


def _worked_out(
    take: Callable[[Document, Document, int], int | None],
    pair: Comparison,
    place: Place,
    by_href: bool,
) -> Landing:
    old = pair.old[place.document]
    if by_href:
        hrefs = [document.href for document in pair.new]
        number = hrefs.index(old.href) if old.href in hrefs else len(hrefs)
    else:
        number = place.document
    if number >= len(pair.new):
        return Landing(None)
    offset = take(old, pair.new[number], place.offset)
    return Landing(None if offset is None else Place(number, offset))
