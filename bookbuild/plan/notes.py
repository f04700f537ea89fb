"""Where the author's notes stand in an edition: with their chapter, in an appendix, or nowhere."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bookbuild.model.book import AuthorsNote, Book, Head, Kind, Matter, NoteKind, Written
from bookbuild.model.edition import AppendixEntry, NotesAppendix, PlacedNote, UnitHead
from bookbuild.model.editions import (
    EditionSettings,
    Format,
    NotesByKind,
    NotesPolicy,
    WorkNotes,
)
from bookbuild.model.text import Blocks, Text, UnitTarget
from bookbuild.plan.appendix_footnotes import numbered_through
from bookbuild.plan.block_names import distinct, fingerprint, name_blocks
from bookbuild.plan.footnotes import number_footnotes
from bookbuild.plan.sections import Planned
from bookbuild.plan.words import Vocabulary
from bookbuild.report import Diagnostic, Place, warning

APPENDIX_ID = "authors-notes"


@dataclass(frozen=True, slots=True)
class NotesPlaces:
    """Where an edition has each kind of note, once everything is decided."""

    opening: NotesPolicy
    closing: NotesPolicy
    work: WorkNotes = WorkNotes.INLINE
    summary: NotesPolicy = NotesPolicy.OMIT

    def of(self, kind: NoteKind) -> NotesPolicy:
        """Return where a section's notes of a kind stand."""
        match kind:
            case NoteKind.OPENING:
                return self.opening
            case NoteKind.CLOSING:
                return self.closing
            case NoteKind.SUMMARY:
                return self.summary


def notes_places(settings: EditionSettings, made_as: Format) -> NotesPlaces:
    """Return where the edition puts notes: inline in an EPUB and an appendix in print by custom.

    Chapter summaries are for chapters that are posted one by one, so they are in a book only
    where they are asked for by name.
    """
    custom = NotesPolicy.INLINE if made_as is Format.EPUB else NotesPolicy.APPENDIX
    match settings.notes:
        case None:
            return NotesPlaces(custom, custom)
        case NotesPolicy() as all_of_them:
            omit = all_of_them is NotesPolicy.OMIT
            work = WorkNotes.OMIT if omit else WorkNotes.INLINE
            return NotesPlaces(all_of_them, all_of_them, work)
        case NotesByKind(opening, closing, of_the_work, summary):
            return NotesPlaces(
                opening or custom,
                closing or custom,
                of_the_work or WorkNotes.INLINE,
                summary or NotesPolicy.OMIT,
            )


@dataclass(frozen=True, slots=True)
class DealtNotes:
    """A section's notes: those before its text, those after it, and those in the appendix."""

    opening: tuple[AuthorsNote, ...] = ()
    closing: tuple[AuthorsNote, ...] = ()
    appendix: tuple[AuthorsNote, ...] = ()


_AS_READ = (NoteKind.SUMMARY, NoteKind.OPENING, NoteKind.CLOSING)
"""The order in which an archive shows a chapter's notes, and its readers know them."""


def deal_notes(notes: tuple[AuthorsNote, ...], places: NotesPlaces) -> DealtNotes:
    """Return a section's notes by the place that an edition has for them."""
    in_order = tuple(note for kind in _AS_READ for note in notes if note.kind is kind)
    inline = tuple(note for note in in_order if places.of(note.kind) is NotesPolicy.INLINE)
    behind = tuple(note for note in in_order if places.of(note.kind) is NotesPolicy.END)
    after = tuple(note for note in inline if note.kind is NoteKind.CLOSING)
    return DealtNotes(
        opening=tuple(note for note in inline if note.kind is not NoteKind.CLOSING),
        closing=tuple(note for note in in_order if note in behind or note in after),
        appendix=tuple(note for note in in_order if places.of(note.kind) is NotesPolicy.APPENDIX),
    )


def place_notes(
    notes: tuple[AuthorsNote, ...], prefix: str, unit: str, words: Vocabulary
) -> tuple[PlacedNote, ...]:
    """Return notes with their heading, and ids of their own first words: ``prefix-k3x7q``.

    ``unit`` is what the names of blocks begin with that the author named.
    """
    ids = tuple(f"{prefix}-{mark}" for mark in _marks(notes))
    return tuple(
        PlacedNote(id=id, heading=_heading(note, words), blocks=name_blocks(note.blocks, id, unit))
        for note, id in zip(notes, ids, strict=True)
    )


def _heading(note: AuthorsNote, words: Vocabulary) -> str:
    return words.rows.summary if note.kind is NoteKind.SUMMARY else words.words.authors_note


def _marks(notes: tuple[AuthorsNote, ...]) -> tuple[str, ...]:
    return distinct(fingerprint(note.blocks) for note in notes)


# --------------------------------------------------------------------------------- appendix


def notes_appendix(
    planned: tuple[Planned, ...], places: NotesPlaces, words: Vocabulary, made_as: Format
) -> tuple[NotesAppendix, ...]:
    """Return the appendix of notes, one entry for each section that has some; () for none."""
    entries = tuple(
        entry
        for section in planned
        if isinstance(section.section, Written)
        for entry in _entry(section, section.section, places, words)
    )
    if made_as is Format.PDF:
        entries = numbered_through(entries)
    title = words.words.authors_notes
    head = UnitHead(APPENDIX_ID, Matter.BACK, title)
    return (NotesAppendix(head, title, entries),) if entries else ()


def notes_in_appendix(unit: str, notes: tuple[AuthorsNote, ...]) -> UnitTarget:
    """Return where the appendix has the notes of a unit: at the first of them."""
    return UnitTarget(APPENDIX_ID, f"{APPENDIX_ID}-{unit}-{_marks(notes)[0]}")


def _entry(
    planned: Planned, section: Written, places: NotesPlaces, words: Vocabulary
) -> tuple[AppendixEntry, ...]:
    dealt = deal_notes(section.notes, places).appendix
    if not dealt:
        return ()
    prefix = f"{APPENDIX_ID}-{planned.id}"
    notes = place_notes(dealt, prefix, prefix, words)
    footnotes = number_footnotes(section.footnotes, (note.blocks for note in notes), prefix)
    return (AppendixEntry(planned.id, planned.heading.name, notes, footnotes),)


# --------------------------------------------------------------------------- the whole work


def with_work_notes(book: Book, places: NotesPlaces, words: Vocabulary) -> Book:
    """Return the book with the whole work's notes as pages: a preface, and an afterword."""
    notes, title = book.notes, words.words.authors_note
    opening, closing = (NoteKind.OPENING,), (NoteKind.CLOSING,)
    match places.work:
        case WorkNotes.OMIT:
            return book
        case WorkNotes.INLINE:
            before = _page(notes, opening, Kind.PREFACE, "authors-note", title)
            after = _page(notes, closing, Kind.AFTERWORD, "closing-note", title)
        case WorkNotes.END:
            before = ()
            after = _page(notes, opening + closing, Kind.AFTERWORD, "closing-note", title)
    return replace(book, sections=(*before, *book.sections, *after))


def _page(
    notes: tuple[AuthorsNote, ...], which: tuple[NoteKind, ...], kind: Kind, id: str, title: str
) -> tuple[Written, ...]:
    blocks: Blocks = tuple(
        b for wanted in which for note in notes if note.kind is wanted for b in note.blocks
    )
    # Without a number no label: the page is the author's note, and nobody calls it an afterword.
    head = Head(file="", kind=kind, title=(Text(title),), number="none", id=id)
    return (Written(head, blocks),) if blocks else ()


# --------------------------------------------------------------------------------- left out


def left_out(book: Book, places: NotesPlaces) -> tuple[Diagnostic, ...]:
    """Return one diagnostic with the count of what an edition leaves out on principle."""
    kinds = [n.kind for s in book.sections if isinstance(s, Written) for n in s.notes]
    gone = [kind for kind in kinds if places.of(kind) is NotesPolicy.OMIT]
    summaries = gone.count(NoteKind.SUMMARY)
    notes = len(gone) - summaries
    if places.work is WorkNotes.OMIT:
        notes += sum(note.kind is not NoteKind.SUMMARY for note in book.notes)
    place = Place(book.file or book.name)
    diagnostics: list[Diagnostic] = []
    if summaries:
        what = _count(summaries, "chapter summary", "chapter summaries")
        message = f"{what} left out of the book: "
        why = "summaries are for chapters that are posted one by one."
        diagnostics.append(warning("summaries-left-out", place, message + why))
    if notes:
        what = _count(notes, "author’s note", "author’s notes")
        asks = "omit" if places.opening is places.closing is NotesPolicy.OMIT else "…: omit"
        message = f"{what} left out of the book, as this edition’s “notes: {asks}” asks."
        diagnostics.append(warning("notes-left-out", place, message))
    return tuple(diagnostics)


def _count(number: int, one: str, many: str) -> str:
    return f"1 {one} is" if number == 1 else f"{number} {many} are"
