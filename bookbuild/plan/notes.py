"""Where the author's notes stand in an edition: with their chapter, in an appendix, or nowhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from bookbuild.model.book import (
    AuthorsNote,
    Book,
    EditionSettings,
    Format,
    Head,
    Kind,
    Matter,
    NoteKind,
    NotesPolicy,
    Written,
)
from bookbuild.model.edition import AppendixEntry, NotesAppendix, PlacedNote, UnitHead
from bookbuild.model.text import Blocks, Text, UnitTarget
from bookbuild.plan.footnotes import number_footnotes
from bookbuild.plan.names import name_blocks
from bookbuild.plan.sections import Planned
from bookbuild.plan.words import Vocabulary
from bookbuild.report import Diagnostic, Place, warning

APPENDIX_ID = "authors-notes"


def notes_policy(settings: EditionSettings, made_as: Format) -> NotesPolicy:
    """Return where the edition puts notes: inline in an EPUB and an appendix in print by custom."""
    if settings.notes is not None:
        return settings.notes
    return NotesPolicy.INLINE if made_as is Format.EPUB else NotesPolicy.APPENDIX


@dataclass(frozen=True, slots=True)
class DealtNotes:
    """A section's notes: those before its text, those after it, and those in the appendix."""

    opening: tuple[AuthorsNote, ...] = ()
    closing: tuple[AuthorsNote, ...] = ()
    appendix: tuple[AuthorsNote, ...] = ()


def deal_notes(notes: tuple[AuthorsNote, ...], policy: NotesPolicy) -> DealtNotes:
    """Return a section's notes by the place they have under a policy; summaries have none."""
    opening = tuple(note for note in notes if note.kind is NoteKind.OPENING)
    closing = tuple(note for note in notes if note.kind is NoteKind.CLOSING)
    match policy:
        case NotesPolicy.INLINE:
            return DealtNotes(opening=opening, closing=closing)
        case NotesPolicy.END:
            return DealtNotes(closing=(*opening, *closing))
        case NotesPolicy.APPENDIX:
            return DealtNotes(appendix=(*opening, *closing))
        case NotesPolicy.OMIT:
            return DealtNotes()
        case _:
            assert_never(policy)


def place_notes(
    notes: tuple[AuthorsNote, ...], prefix: str, unit: str, heading: str
) -> tuple[PlacedNote, ...]:
    """Return notes with their ids, ``prefix-1`` and on, and their heading.

    ``unit`` is what the names of blocks begin with that the author named.
    """
    return tuple(
        PlacedNote(
            id=f"{prefix}-{number}",
            heading=heading,
            blocks=name_blocks(note.blocks, f"{prefix}-{number}", unit),
        )
        for number, note in enumerate(notes, start=1)
    )


# --------------------------------------------------------------------------------- appendix


def notes_appendix(
    planned: tuple[Planned, ...], policy: NotesPolicy, words: Vocabulary
) -> tuple[NotesAppendix, ...]:
    """Return the appendix of notes, one entry for each section that has some; () for none."""
    entries = tuple(
        entry
        for section in planned
        if isinstance(section.section, Written)
        for entry in _entry(section, section.section, policy, words.words.authors_note)
    )
    title = words.words.authors_notes
    head = UnitHead(APPENDIX_ID, Matter.BACK, title)
    return (NotesAppendix(head, title, entries),) if entries else ()


def notes_in_appendix(unit: str) -> UnitTarget:
    """Return where the appendix has the notes of a unit: at the first of them."""
    return UnitTarget(APPENDIX_ID, f"{APPENDIX_ID}-{unit}-1")


def _entry(
    planned: Planned, section: Written, policy: NotesPolicy, heading: str
) -> tuple[AppendixEntry, ...]:
    dealt = deal_notes(section.notes, policy).appendix
    if not dealt:
        return ()
    prefix = f"{APPENDIX_ID}-{planned.id}"
    notes = place_notes(dealt, prefix, prefix, heading)
    footnotes = number_footnotes(section.footnotes, (note.blocks for note in notes), prefix)
    return (AppendixEntry(planned.id, planned.heading.name, notes, footnotes),)


# --------------------------------------------------------------------------- the whole work


def with_work_notes(book: Book, policy: NotesPolicy, words: Vocabulary) -> Book:
    """Return the book with the whole work's notes as pages: a preface, and an afterword."""
    if policy is NotesPolicy.OMIT:
        return book
    title = words.words.authors_note
    before = _page(book.notes, NoteKind.OPENING, Kind.PREFACE, "authors-note", title)
    after = _page(book.notes, NoteKind.CLOSING, Kind.AFTERWORD, "closing-note", title)
    return replace(book, sections=(*before, *book.sections, *after))


def _page(
    notes: tuple[AuthorsNote, ...], which: NoteKind, kind: Kind, id: str, title: str
) -> tuple[Written, ...]:
    blocks: Blocks = tuple(b for note in notes if note.kind is which for b in note.blocks)
    # Without a number no label: the page is the author's note, and nobody calls it an afterword.
    head = Head(file="", kind=kind, title=(Text(title),), number="none", id=id)
    return (Written(head, blocks),) if blocks else ()


# --------------------------------------------------------------------------------- left out


def left_out(book: Book, policy: NotesPolicy) -> tuple[Diagnostic, ...]:
    """Return one diagnostic with the count of what an edition leaves out on principle."""
    kinds = [n.kind for s in book.sections if isinstance(s, Written) for n in s.notes]
    summaries = kinds.count(NoteKind.SUMMARY)
    notes = len(kinds) - summaries + sum(note.kind is not NoteKind.SUMMARY for note in book.notes)
    place = Place(book.file or book.name)
    diagnostics: list[Diagnostic] = []
    if summaries:
        diagnostics.append(
            warning(
                "summaries-left-out",
                place,
                f"{_count(summaries, 'chapter summary', 'chapter summaries')} left out of the "
                "book: summaries are for chapters that are posted one by one.",
            )
        )
    if notes and policy is NotesPolicy.OMIT:
        diagnostics.append(
            warning(
                "notes-left-out",
                place,
                f"{_count(notes, 'author’s note', 'author’s notes')} left out of the book, as "
                "this edition’s “notes: omit” asks.",
            )
        )
    return tuple(diagnostics)


def _count(number: int, one: str, many: str) -> str:
    return f"1 {one} is" if number == 1 else f"{number} {many} are"
