"""What the author meant for some editions only, or only until a promise is kept.

`select` leaves in the book what belongs to one edition and format. What it takes out the author
has marked to be left out, so nothing is said about it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import is_
from pathlib import PurePosixPath

from bookbuild.model.book import AuthorsNote, Book, Placeholder, Section, Written
from bookbuild.model.editions import EditionSettings, Format
from bookbuild.model.text import Block, Blocks, Conditional, plain_text
from bookbuild.plan.names import slug
from bookbuild.plan.rebuild import with_children


@dataclass(frozen=True, slots=True)
class Audience:
    """Who reads this edition: the names it answers to, and the names of the sections it has."""

    names: frozenset[str]
    written: frozenset[str]

    def reads(self, only: tuple[str, ...], until: str) -> bool:
        """Return whether something with these marks is in the edition."""
        meant = not only or any(name.strip().casefold() in self.names for name in only)
        return meant and not (until and slug(until) in self.written)


def audience(book: Book, settings: EditionSettings, made_as: Format) -> Audience:
    """Return the audience of an edition: it answers to its name, its format, and ebook or print."""
    also = "ebook" if made_as is Format.EPUB else "print"
    names = frozenset({settings.name.casefold(), made_as.value, also})
    return Audience(names, frozenset(_names_of_written(book.sections)))


def _names_of_written(sections: Iterable[Section]) -> Iterable[str]:
    for section in sections:
        if isinstance(section, Written):
            head = section.head
            stem = PurePosixPath(head.file).stem
            given = (head.kind.value, head.id, stem, stem.lstrip("0123456789-_. "))
            yield from filter(None, map(slug, (*given, plain_text(head.title))))


def meant_for(book: Book, readers: Audience) -> Book:
    """Return the book with the sections that are meant for these readers, as they are."""
    meant = (each for each in book.sections if readers.reads(each.head.only, ""))
    return replace(book, sections=tuple(meant))


def select(book: Book, readers: Audience) -> Book:
    """Return the book with what these readers get, and no mark of it left."""
    return replace(
        book,
        sections=tuple(_section(each, readers) for each in meant_for(book, readers).sections),
        notes=_notes(book.notes, readers),
    )


def _section(section: Section, readers: Audience) -> Section:
    head = replace(section.head, only=())
    match section:
        case Written():
            return replace(
                section,
                head=head,
                blocks=_blocks(section.blocks, readers),
                notes=_notes(section.notes, readers),
                footnotes=tuple(
                    replace(note, blocks=_blocks(note.blocks, readers))
                    for note in section.footnotes
                ),
            )
        case Placeholder():
            return replace(section, head=head, promise=_blocks(section.promise, readers))


def _notes(notes: tuple[AuthorsNote, ...], readers: Audience) -> tuple[AuthorsNote, ...]:
    read = (note for note in notes if readers.reads(note.only, note.until))
    kept = (replace(note, blocks=_blocks(note.blocks, readers), only=(), until="") for note in read)
    return tuple(note for note in kept if note.blocks)


def _blocks(blocks: Blocks, readers: Audience) -> Blocks:
    """Return what these readers get; the very same blocks where that is all of them."""
    kept = tuple(each for block in blocks for each in _kept(block, readers))
    is_all = len(kept) == len(blocks) and all(map(is_, kept, blocks))
    return blocks if is_all else kept


def _kept(block: Block, readers: Audience) -> Blocks:
    match block:
        case Conditional(blocks, only, until):
            return _blocks(blocks, readers) if readers.reads(only, until) else ()
        case _:
            return (with_children(block, lambda inner: _blocks(inner, readers)),)
