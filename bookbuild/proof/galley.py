"""The book as a proofreader has it on the desk: passages in reading order, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from bookbuild.model.book import Book, NoteKind, Placeholder, Section, Written
from bookbuild.model.text import (
    Aligned,
    Block,
    Blocks,
    Clipping,
    Code,
    CodeBlock,
    Conditional,
    Epigraph,
    Heading,
    Inline,
    Inlines,
    Language,
    Letter,
    LineBreak,
    Link,
    ListBlock,
    Messages,
    NoteRef,
    PageMark,
    Paragraph,
    Picture,
    Quote,
    Styled,
    SystemBox,
    Text,
    Verbatim,
    Verse,
)
from bookbuild.model.walk import blocks_in, lines_in

MASK = "\ufdd1"
"""Stands for a character that no rule judges: code, an escaped one, another language's."""


class Role(Enum):
    """What a passage is, as far as a proofreader's rules differ."""

    PROSE = auto()
    INSET = auto()
    """A paragraph that stands in a letter, a quotation, a list."""

    VERSE = auto()
    HEADING = auto()
    LABEL = auto()
    """A line that is no sentence: a date line, a letter's head, a caption, a table's cell."""

    BOX = auto()
    """Messages, system boxes and signs, which have manners of their own."""

    CODE = auto()
    BREAK = auto()
    """No words at all: a scene break, a picture."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or whatever is read in one go.

    ``text`` is what is read, line ends as ``\\n``; ``free`` is as long and has `MASK` for every
    character that is not to be judged. ``file`` is as messages name it, ``line`` the first line
    in it. ``story`` is false for notes and footnotes; ``stream`` tells texts apart that do not
    follow one another.
    """

    file: str
    line: int
    text: str
    free: str
    lang: str
    role: Role
    story: bool
    stream: int


@dataclass(frozen=True, slots=True)
class Galley:
    """A book with all of its passages; ``language`` is the book's, without its region."""

    book: Book
    language: str
    passages: tuple[Passage, ...]

    def running(self) -> Iterator[Passage]:
        """Yield the passages that are sentences: paragraphs, set in or not."""
        return (each for each in self.passages if each.role in (Role.PROSE, Role.INSET))

    def story(self) -> Iterator[Passage]:
        """Yield the story's own paragraphs and verse, without notes."""
        wanted = (Role.PROSE, Role.INSET, Role.VERSE)
        return (each for each in self.passages if each.story and each.role in wanted)


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where the blocks come from that are being laid out."""

    file: str
    lang: str
    story: bool
    stream: int


def galley_of(book: Book) -> Galley:
    """Return the book laid out in passages."""
    language = primary(book.metadata.language)
    return Galley(book, language, tuple(_all_passages(book, language)))


def primary(tag: str) -> str:
    """Return the language of a BCP 47 tag without its region; a missing one is English."""
    return tag.replace("_", "-").lower().split("-")[0] or "en"


def shown_file(book: Book, file: str) -> str:
    """Return a section's file as messages name it."""
    folder, slash, _ = book.file.rpartition("/")
    return f"{folder}{slash}{file}"


def _all_passages(book: Book, language: str) -> Iterator[Passage]:
    for number, note in enumerate(book.notes):
        yield from _passages(note.blocks, _Desk(book.file, language, False, -1 - number), False)
    stream = 0
    for section in book.sections:
        file = shown_file(book, section.head.file)
        for blocks, story in _texts(section):
            stream += 1
            yield from _passages(blocks, _Desk(file, language, story, stream), False)


def _texts(section: Section) -> Iterator[tuple[Blocks, bool]]:
    """Yield a section's texts, and whether each is the story's, in the order of reading."""
    match section:
        case Written(blocks=blocks, notes=notes, footnotes=footnotes, promise=promise):
            opening = (note for note in notes if note.kind is not NoteKind.CLOSING)
            yield from ((note.blocks, False) for note in opening)
            yield blocks, True
            closing = (note for note in notes if note.kind is NoteKind.CLOSING)
            yield from ((note.blocks, False) for note in closing)
            yield from ((note.blocks, False) for note in footnotes)
            yield promise, False
        case Placeholder(promise=promise):
            yield promise, False


def _passages(blocks: Blocks, desk: _Desk, inset: bool) -> Iterator[Passage]:
    for block in blocks:
        yield from _block(block, desk, inset)


def _block(block: Block, desk: _Desk, inset: bool) -> Iterator[Passage]:
    match block:
        case Paragraph(inlines):
            yield _passage(block, inlines, desk, Role.INSET if inset else Role.PROSE)
        case Conditional(blocks):
            yield from _passages(blocks, desk, inset)
        case Letter():
            yield from _letter(block, desk)
        case Aligned() | Clipping():
            for inner in blocks_in(block):
                yield from _relabelled(_block(inner, desk, True), Role.BOX)
        case Quote() | Epigraph() | ListBlock():
            yield from _passages(blocks_in(block), desk, True)
            yield from _lines(block, desk, Role.LABEL)
        case Verse(stanzas):
            lines = [[verse.inlines for verse in stanza] for stanza in stanzas]
            flat = tuple(inline for stanza in lines for line in stanza for inline in (*line, _END))
            yield _passage(block, flat[:-1], desk, Role.VERSE)
        case Messages() | SystemBox():
            yield from _lines(block, desk, Role.BOX)
        case CodeBlock():
            yield from _lines(block, desk, Role.CODE)
        case _:
            role = Role.HEADING if isinstance(block, Heading) else Role.LABEL
            found = tuple(_lines(block, desk, role))
            yield from found or (_passage(block, (), desk, Role.BREAK),)


_END = LineBreak()


def _letter(letter: Letter, desk: _Desk) -> Iterator[Passage]:
    edges = (*letter.head, *((letter.salutation,) if letter.salutation else ()))
    for paragraph in edges:
        yield _passage(paragraph, paragraph.inlines, desk, Role.LABEL)
    yield from _passages(letter.blocks, desk, True)
    for paragraph in letter.close:
        yield _passage(paragraph, paragraph.inlines, desk, Role.LABEL)


def _relabelled(passages: Iterator[Passage], role: Role) -> Iterator[Passage]:
    for each in passages:
        kept = each.role if each.role in (Role.VERSE, Role.CODE, Role.BREAK) else role
        yield Passage(
            each.file, each.line, each.text, each.free, each.lang, kept, each.story, each.stream
        )


def _lines(block: Block, desk: _Desk, role: Role) -> Iterator[Passage]:
    for inlines in lines_in(block):
        if inlines:
            yield _passage(block, inlines, desk, role)


def _passage(block: Block, inlines: Inlines, desk: _Desk, role: Role) -> Passage:
    pieces = tuple(_pieces(inlines))
    text = "".join(text for text, _ in pieces)
    free = "".join(free for _, free in pieces)
    lang = primary(block.lang) if block.lang else desk.lang
    return Passage(desk.file, block.line, text, free, lang, role, desk.story, desk.stream)


def _pieces(inlines: Inlines) -> Iterator[tuple[str, str]]:
    """Yield each run of words as it is read, and as it may be judged."""
    for inline in inlines:
        yield from _piece(inline)


def _piece(inline: Inline) -> Iterator[tuple[str, str]]:
    match inline:
        case Text(text):
            yield text, text
        case Styled(_, children) | Link(_, children):
            yield from _pieces(children)
        case Language(_, children):
            yield from ((text, _masked(text)) for text, _ in _pieces(children))
        case Code(text):
            yield text, MASK * len(text)
        case Verbatim(text):
            yield text, _masked(text)
        case LineBreak():
            yield "\n", "\n"
        case Picture():
            yield MASK, MASK
        case NoteRef() | PageMark():
            return


def _masked(text: str) -> str:
    return "".join(char if char.isspace() else MASK for char in text)
