"""The rules of a head that find the author's notes before the chapter.

Each takes the reading so far and returns it read on, or None where it does not apply.
"""

from __future__ import annotations

from dataclasses import replace

from bookbuild.intake.head_reading import HeadReading, read_on
from bookbuild.intake.labels import Label, header, label, label_span, summary, unlabelled
from bookbuild.intake.notes import FARTHEST, opening_end
from bookbuild.intake.passages import Passage
from bookbuild.intake.phrases import quoted
from bookbuild.intake.posted_chapter import PostedNote
from bookbuild.model.book import NoteKind


def read_note(reading: HeadReading) -> HeadReading | None:
    """Read a note or a summary that begins with its label."""
    passage = reading.passage
    about = summary(passage)
    found = label(passage) or about
    if not found:
        return None
    end = opening_end(reading.passages, reading.next, reading.usual_space)
    return _noted(reading, found, end, is_summary=about is not None)


def read_note_above(reading: HeadReading) -> HeadReading | None:
    """Read a note of which it is known that the chapter's heading follows its passages."""
    found = label(reading.passage)
    inside = reading.passages[reading.next :]
    if not found or len(inside) > FARTHEST or any(quoted(one.text) for one in inside[1:]):
        return None
    return _noted(reading, found, len(reading.passages), is_summary=False)


def _noted(reading: HeadReading, found: Label, end: int, *, is_summary: bool) -> HeadReading:
    passage = reading.passage
    kind, called = (
        (NoteKind.SUMMARY, "a summary")
        if is_summary
        else (NoteKind.OPENING, "an author's note before the chapter")
    )
    inside = unlabelled(reading.passages[reading.next : end], found)
    what = f"“{found.name}” at the top begins {called}, {_count(inside)} long."
    remedy = (
        "If it ends elsewhere, move the line ::: below it. If it is story, delete both ::: lines."
    )
    head = reading.head
    noted = replace(head, notes=(*head.notes, PostedNote(kind, inside))) if inside else head
    spans = label_span(reading.source, passage, found, called)
    return read_on(reading, noted, spans, reading.finding(what, remedy), end - reading.next)


def _count(passages: tuple[Passage, ...]) -> str:
    return "one paragraph" if len(passages) == 1 else f"{len(passages)} paragraphs"


def read_header_line(reading: HeadReading) -> HeadReading | None:
    """Read a disclaimer, a rating and the like: they stay whole, label and all, in the note."""
    name = header(reading.passage)
    if not name:
        return None
    end = reading.next + 1
    if name.lower() == "disclaimer":
        end = opening_end(reading.passages, reading.next, reading.usual_space)
    inside = reading.passages[reading.next : end]
    what = f"“{name}” at the top is part of an author's note before the chapter."
    remedy = "If it is story, move it below the line ::: that closes the note."
    noted = replace(reading.head, notes=_joined(reading.head.notes, inside))
    return read_on(reading, noted, (), reading.finding(what, remedy), len(inside))


def _joined(notes: tuple[PostedNote, ...], more: tuple[Passage, ...]) -> tuple[PostedNote, ...]:
    """Header lines that follow one another are one note."""
    last = notes[-1] if notes else None
    if last and last.kind is NoteKind.OPENING and header(last.passages[0]):
        return (*notes[:-1], replace(last, passages=(*last.passages, *more)))
    return (*notes, PostedNote(NoteKind.OPENING, more))
