"""Copies for posting: read the folder, plan it as a site's readers get it, write, put in place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from bookbuild.build.place import project_of, put
from bookbuild.build.stamp import book_stamp
from bookbuild.model.book import AuthorsNote, Book, NoteKind, Placeholder, Section, Written
from bookbuild.model.copies import ANY_COPY, Target
from bookbuild.model.edition import Edition, TextUnit
from bookbuild.model.editions import EditionSettings, Format, NotesPolicy
from bookbuild.model.occasion import Occasion
from bookbuild.model.text import Figure, NoteRef, Picture
from bookbuild.model.walk import every_block, inlines_of
from bookbuild.plan import plan_edition
from bookbuild.plan.conditions import audience, select
from bookbuild.plan.only import Choice, choose
from bookbuild.plan.sections import Planned, plan_sections
from bookbuild.plan.typeset import typeset_heads
from bookbuild.plan.words import vocabulary
from bookbuild.read.manuscript import find_manuscript, read_book
from bookbuild.report import (
    BookbuildError,
    Checked,
    Diagnostic,
    Exit,
    Place,
    by_place,
    has_errors,
    warning,
)
from bookbuild.write.copies import CopyFile, Post, PostExtra, make_copies, posts_of

_POSTED = EditionSettings("copy", (Format.EPUB,), NotesPolicy.INLINE)
"""What sections are planned as: in the order of the book, their notes with them."""
_NOT_FOR_COPIES = ("summaries-left-out",)
"""What is said of a book and is not true of copies: those have the summaries."""


@dataclass(frozen=True, slots=True)
class CopyRequest:
    """Copies to make: ``folder`` is the project or its manuscript folder.

    ``only`` is what the author asks for, () for all sections; ``output`` is the folder for the
    files, None for the project's ``dist/copies/`` and the target's name. ``day`` is the one on
    which they are posted, None where nobody asks.
    """

    folder: Path
    target: Target
    only: tuple[str, ...] = ()
    output: Path | None = None
    epoch: datetime | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Copied:
    """What was made, and what was noticed; ``others`` are files of earlier copies still there."""

    files: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]
    others: tuple[Path, ...] = ()


def copy_sections(request: CopyRequest) -> Copied:
    """Make the copies that are asked for; nothing is written where the manuscript has errors.

    Raises `BookbuildError` for a folder without a manuscript, for an ``only`` that matches
    nothing, or a place that cannot be written to.
    """
    manuscript = find_manuscript(request.folder)
    read = read_book(request.folder)
    book = read.value
    if book is None or has_errors(read.diagnostics):
        return Copied((), by_place(read.diagnostics))
    stamp = book_stamp(book, manuscript, request.epoch, request.day)
    occasion = Occasion(stamp, as_of=request.day)
    made = copies_of(book, request.target, request.only, occasion)
    noticed = by_place(read.diagnostics + made.diagnostics)
    if has_errors(noticed):
        return Copied((), noticed)
    folder = request.output or project_of(manuscript) / "dist" / "copies" / request.target.value
    paths = tuple(folder / file.path for file in made.value)
    for path, file in zip(paths, made.value, strict=True):
        put(path, file.text.encode())
    others = () if request.only else _others(folder, frozenset(paths))
    return Copied(paths, noticed, others)


def copies_of(
    book: Book, target: Target, only: tuple[str, ...], occasion: Occasion
) -> Checked[tuple[CopyFile, ...]]:
    """Return the files of a book's copies for one kind of site."""
    book = _for_readers_of(book, target)
    choice = choose(plan_sections(typeset_heads(book)).value, only)
    if choice.unknown:
        raise BookbuildError(" ".join(choice.unknown), Exit.USAGE)
    wanted, left = _wanted(choice, occasion.as_of, named=bool(only))
    book = _with_early(book, wanted, occasion.as_of)
    planned = plan_edition(book, _POSTED, Format.EPUB, occasion)
    edition = planned.value
    posts = tuple(
        post
        for post in posts_of(edition, _extras(book, edition, occasion))
        if post.source in wanted or (not post.source and not only)
    )
    copies = make_copies(posts, edition, target)
    noticed = (
        *(each for each in planned.diagnostics if each.code not in _NOT_FOR_COPIES),
        *(_as_typed(each, book) for each in (*left, *_pictures(edition, posts))),
        *(_as_typed(each, book) for each in copies.diagnostics),
    )
    return Checked(copies.value, noticed)


def _for_readers_of(book: Book, target: Target) -> Book:
    """Return the book without what is meant for other editions: a copy is no ebook."""
    readers = audience(book, _POSTED, Format.EPUB)
    names = frozenset({ANY_COPY, target.value})
    return select(book, replace(readers, names=names))


# ------------------------------------------------------------------------- what is left out


def _wanted(
    choice: Choice, day: date | None, *, named: bool
) -> tuple[frozenset[str], tuple[Diagnostic, ...]]:
    """Return the files of the sections to copy, and what is said of those that are not.

    A promise is nobody's text yet; a draft, or what is dated after the day, is copied only where
    the author names it.
    """
    meant = frozenset(section.section.head.file for section in choice.named)
    wanted: set[str] = set()
    left: list[Diagnostic] = []
    for section in choice.sections:
        head = section.section.head
        match section.section:
            case Placeholder():
                left.append(_not_copied(section, "is promised and not written"))
            case Written() as written:
                early = _early(written, day)
                if early and not (named and head.file in meant):
                    hint = f"Name it to have one: --only {Path(head.file).stem}"
                    left.append(_not_copied(section, early, hint))
                else:
                    wanted.add(head.file)
    return frozenset(wanted), tuple(left)


def _early(section: Written, day: date | None) -> str:
    """Return why it is too early for a section to be posted, "" where it is not."""
    if section.draft:
        return "is a draft"
    later = day is not None and section.day is not None and section.day > day
    return f"is dated {section.day}" if later else ""


def _with_early(book: Book, wanted: frozenset[str], day: date | None) -> Book:
    """Return the book as readers have it who get what is wanted before its day.

    They have what stands before it, too, so that it keeps its number.
    """
    if day is None:
        return book
    early = (
        place
        for place, section in enumerate(book.sections, start=1)
        if isinstance(section, Written) and section.head.file in wanted and _early(section, day)
    )
    end = max(early, default=0)
    had = (
        replace(section, draft=False, day=day)
        if isinstance(section, Written) and _early(section, day)
        else section
        for section in book.sections[:end]
    )
    return replace(book, sections=(*had, *book.sections[end:]))


def _not_copied(section: Planned, what: str, hint: str = "") -> Diagnostic:
    place = Place(section.section.head.file)
    message = f"“{section.heading.name}” {what}, so there is no copy of it."
    return warning("not-copied", place, message, hint)


def _pictures(edition: Edition, posts: tuple[Post, ...]) -> Iterator[Diagnostic]:
    """Yield a warning for each section with pictures: a copy has their descriptions alone."""
    copied = {post.source for post in posts}
    for unit in edition.units:
        if not isinstance(unit, TextUnit) or unit.head.file not in copied:
            continue
        texts = (unit.blocks, *(note.blocks for note in (*unit.opening, *unit.closing)))
        found = [block for text in texts for block in every_block(text)]
        shown = sum(isinstance(block, Figure) for block in found)
        shown += sum(isinstance(each, Picture) for text in texts for _, each in inlines_of(text))
        if shown:
            yield _pictures_left(unit.head.file, shown)


def _pictures_left(file: str, shown: int) -> Diagnostic:
    what = "1 picture is" if shown == 1 else f"{shown} pictures are"
    return warning(
        "pictures-not-copied",
        Place(file),
        f"{what} not in the copy; the description stands there in brackets.",
        "Put them in on the site.",
    )


def _as_typed(diagnostic: Diagnostic, book: Book) -> Diagnostic:
    """Return a diagnostic with its file as the author types it from the project's folder.

    What is about the whole work, and no section, is in book.yaml.
    """
    folder = book.file.rpartition("/")[0]
    file = diagnostic.place.file
    typed = f"{folder}/{file}" if folder and file else file or book.file
    return replace(diagnostic, place=Place(typed, diagnostic.place.line))


def _others(folder: Path, made: frozenset[Path]) -> tuple[Path, ...]:
    """Return the files in the folder that this run did not make: sections that had another name."""
    endings = (".html", ".txt")
    found = (path for path in folder.rglob("*") if path.suffix in endings)
    return tuple(sorted(path for path in found if path not in made))


# --------------------------------------------------------------------------------- summaries


def _extras(book: Book, edition: Edition, occasion: Occasion) -> tuple[PostExtra, ...]:
    """Return each section's number and summary, which an edition does not hold.

    The summaries come out of a plan of their own, in which they stand as opening notes: so they
    have the typography, the links and the footnotes of everything else.
    """
    heading = vocabulary(book.metadata.language).rows.summary
    planned = plan_sections(typeset_heads(book)).value
    figures = {each.section.head.file: each.heading.figures for each in planned}
    summed = plan_edition(_with_summaries_for_notes(book), _POSTED, Format.EPUB, occasion).value
    units = {unit.head.file: unit for unit in summed.units if isinstance(unit, TextUnit)}
    own = (unit for unit in edition.units if isinstance(unit, TextUnit) and unit.head.file)
    extras = (
        _extra(unit.head.id, figures.get(unit.head.file, ""), heading, units[unit.head.file])
        for unit in own
    )
    work = (PostExtra("", "", heading, units[""].blocks),) if "" in units else ()
    return (*work, *extras)


def _extra(unit: str, figures: str, heading: str, summed: TextUnit) -> PostExtra:
    blocks = tuple(block for note in summed.opening for block in note.blocks)
    called = frozenset(
        inline.label for _, inline in inlines_of(blocks) if isinstance(inline, NoteRef)
    )
    footnotes = tuple(
        replace(note, id=f"summary-{note.id}", ref_id=f"summary-{note.ref_id}")
        for note in summed.footnotes
        if note.label in called
    )
    return PostExtra(unit, figures, heading, blocks, footnotes)


def _with_summaries_for_notes(book: Book) -> Book:
    return replace(
        book,
        sections=tuple(map(_summary_for_notes, book.sections)),
        notes=_summaries(book.notes),
    )


def _summary_for_notes(section: Section) -> Section:
    match section:
        case Written():
            return replace(section, notes=_summaries(section.notes))
        case Placeholder():
            return section


def _summaries(notes: tuple[AuthorsNote, ...]) -> tuple[AuthorsNote, ...]:
    kept = (note for note in notes if note.kind is NoteKind.SUMMARY)
    return tuple(replace(note, kind=NoteKind.OPENING) for note in kept)
