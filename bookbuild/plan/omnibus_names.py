"""What several books name alike, told apart: files, ids, anchors, pictures, and links to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from posixpath import normpath

from bookbuild.model.book import AuthorsNote, Book, Head, Placeholder, Section, Written
from bookbuild.model.editions import EditionSettings, Format
from bookbuild.model.text import (
    Block,
    Blocks,
    Conditional,
    Figure,
    Inline,
    Inlines,
    Letter,
    Link,
    Paragraph,
    Picture,
    WrittenTarget,
)
from bookbuild.model.walk import every_block
from bookbuild.plan.conditions import audience
from bookbuild.plan.names import slug, unit_ids
from bookbuild.plan.rebuild import change_inlines, with_children, with_inlines
from bookbuild.plan.visible import section_named


@dataclass(frozen=True, slots=True)
class Volume:
    """One book of several.

    ``folder`` stands before its files and pictures, and tells them from the others'; ``page`` is
    the id of its title page.
    """

    book: Book
    folder: str
    page: str


def settled(volumes: tuple[Volume, ...]) -> tuple[Volume, ...]:
    """Return the books so that no name in one means anything in another.

    What waits for a promise (``until``) is decided here: the promise is one of its own book.
    """
    names = tuple(frozenset(_names(volume.book)) for volume in volumes)
    counts = Counter(name for each in names for name in each)
    twice = frozenset(name for name, count in counts.items() if count > 1)
    return tuple(replace(each, book=_Apart(each, twice).book()) for each in volumes)


def _names(book: Book) -> Iterator[str]:
    """Yield everything that a link in the book may call a place by, but for its files."""
    yield from unit_ids(book.sections)
    for section in book.sections:
        yield from _own_names(section)


def _own_names(section: Section) -> Iterator[str]:
    if section.head.id:
        yield section.head.id
    for blocks in _texts(section):
        yield from (block.id for block in every_block(blocks) if block.id)


def _texts(section: Section) -> Iterator[Blocks]:
    match section:
        case Written(blocks=blocks, notes=notes, footnotes=footnotes, promise=promise):
            yield blocks
            yield from (note.blocks for note in notes)
            yield from (note.blocks for note in footnotes)
            yield promise
        case Placeholder(promise=promise):
            yield promise


class _Apart:
    """Renames what one book shares with others; made for one book."""

    def __init__(self, volume: Volume, twice: frozenset[str]) -> None:
        self._book = volume.book
        self._folder = volume.folder
        own = {name for section in self._book.sections for name in _own_names(section)}
        self._renamed = {name: f"{volume.page}-{name}" for name in own & twice}
        ids = zip(unit_ids(self._book.sections), self._book.sections, strict=True)
        self._files = {id: each.head.file for id, each in ids if id not in own}
        settings = EditionSettings("", ())
        self._written = audience(self._book, settings, Format.EPUB).written

    def book(self) -> Book:
        """Return the book with every name of its own."""
        book = self._book
        cover = book.metadata.cover
        return replace(
            book,
            metadata=replace(book.metadata, cover=self._path(cover) if cover else ""),
            sections=tuple(map(self._section, book.sections)),
            notes=self._notes(book.notes),
            images=tuple(replace(each, path=self._path(each.path)) for each in book.images),
        )

    def _path(self, path: str) -> str:
        return f"{self._folder}/{normpath(path)}"

    def _section(self, section: Section) -> Section:
        head = self._head(section.head)
        promise, made_in = self._blocks(section.promise), self._made_in(section.promised_in)
        match section:
            case Written():
                return replace(
                    section,
                    head=head,
                    blocks=self._blocks(section.blocks),
                    notes=self._notes(section.notes),
                    footnotes=tuple(
                        replace(note, blocks=self._blocks(note.blocks))
                        for note in section.footnotes
                    ),
                    promise=promise,
                    promised_in=made_in,
                )
            case Placeholder():
                return replace(section, head=head, promise=promise, promised_in=made_in)

    def _head(self, head: Head) -> Head:
        return replace(
            head,
            file=self._path(head.file) if head.file else "",
            id=self._renamed.get(head.id, head.id),
            title=self._inlines(head.title),
            subtitle=self._inlines(head.subtitle),
        )

    def _made_in(self, name: str) -> str:
        section = section_named(name, self._book.sections)
        return self._path(section.head.file) if section and section.head.file else name

    def _notes(self, notes: tuple[AuthorsNote, ...]) -> tuple[AuthorsNote, ...]:
        return tuple(
            replace(note, blocks=self._blocks(note.blocks), until="")
            for note in notes
            if not self._is_over(note.until)
        )

    def _is_over(self, until: str) -> bool:
        return bool(until) and slug(until) in self._written

    # -------------------------------------------------------------------------------- the text

    def _blocks(self, blocks: Blocks) -> Blocks:
        return with_inlines(self._named(blocks), self._inlines)

    def _named(self, blocks: Blocks) -> Blocks:
        return tuple(new for block in blocks for new in self._block(block))

    def _block(self, block: Block) -> Blocks:
        block = with_children(block, self._named)
        if block.id in self._renamed:
            block = replace(block, id=self._renamed[block.id])
        match block:
            case Conditional(until=until):
                return () if self._is_over(until) else (replace(block, until=""),)
            case Figure(source=source) if source:
                return (replace(block, source=self._path(source)),)
            case Letter():
                return (self._letter(block),)
            case _:
                return (block,)

    def _letter(self, letter: Letter) -> Letter:
        def named(line: Paragraph) -> Paragraph:
            return replace(line, id=self._renamed.get(line.id, line.id))

        return replace(
            letter,
            head=tuple(map(named, letter.head)),
            salutation=named(letter.salutation) if letter.salutation else None,
            close=tuple(map(named, letter.close)),
        )

    def _inlines(self, inlines: Inlines) -> Inlines:
        return change_inlines(inlines, self._inline)

    def _inline(self, inline: Inline) -> Inlines:
        match inline:
            case Picture(source=source) if source:
                return (replace(inline, source=self._path(source)),)
            case Link(target=WrittenTarget() as target):
                return (replace(inline, target=self._target(target)),)
            case _:
                return (inline,)

    def _target(self, target: WrittenTarget) -> WrittenTarget:
        file, anchor = target.file, target.anchor
        if not file and anchor in self._files:
            return WrittenTarget(self._path(self._files[anchor]), "")
        renamed = self._renamed.get(anchor, anchor)
        return WrittenTarget(self._path(file) if file else "", renamed)
