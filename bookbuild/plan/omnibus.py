"""Several books as one: each is a part with its title, and all have one contents.

Pure joining of values. What stands once in a printed book stands once here: title page, copyright,
and at the back what is the same in the books. Dedications and epigraphs, and all that is one book's
own, stay with their book. Parts cannot hold parts, so a book with parts of its own has a title page
before them. What two books name alike, an id, an anchor, a picture, is told apart.
"""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from bookbuild.model.assets import FontFile
from bookbuild.model.book import AuthorsNote, Book, Head, Kind, Matter, NoteKind, Section, Written
from bookbuild.model.editions import DEFAULT_EDITIONS, EditionSettings
from bookbuild.model.text import Text
from bookbuild.plan.catalogue import derived_identifier, plain_words, title_from
from bookbuild.plan.labels import COUNTED, listed
from bookbuild.plan.omnibus_metadata import omnibus_metadata
from bookbuild.plan.omnibus_names import Volume, settled
from bookbuild.plan.order import Placed, place
from bookbuild.plan.sections import plan_sections
from bookbuild.plan.titles import typed_number
from bookbuild.plan.typeset import typeset_heads
from bookbuild.plan.words import vocabulary
from bookbuild.report import Checked, Diagnostic, Place, warning

_BEGINS_WITH_NUMBER = re.compile(r"(\d+)(.*)", re.S)
_THE_AUTHORS = (Kind.ABOUT_THE_AUTHOR, Kind.STAY_IN_TOUCH, Kind.ALSO_BY)
"""What is about the author rather than about one book."""
_ALWAYS_OWN = (Kind.DEDICATION, Kind.EPIGRAPH)


class ChapterNumbers(Enum):
    """Whether the chapters of each book count from its own first one, or through all books."""

    RESTART = "restart"
    CONTINUE = "continue"


@dataclass(frozen=True, slots=True)
class OmnibusSettings:
    """What an omnibus is called and how it counts.

    ``title`` is "" for the name of the series; ``identifier`` "" to derive one.
    """

    title: str = ""
    numbers: ChapterNumbers = ChapterNumbers.RESTART
    identifier: str = ""


def series_name(books: tuple[Book, ...]) -> str:
    """Return the name of the series that the books are of, "" where they are not of one."""
    names = {book.metadata.series.name if book.metadata.series else "" for book in books}
    return names.pop() if len(names) == 1 else ""


def derived_from(books: tuple[Book, ...]) -> str:
    """Return the identifier of an omnibus: always the same for the same books in this order."""
    known = (book.metadata.identifier or derived_identifier(book.metadata) for book in books)
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, chr(0x1F).join(known))}"


def joined(volumes: tuple[Volume, ...], settings: OmnibusSettings) -> Checked[Book]:
    """Return one book of several, in their order; they must be in one language.

    Each volume's files must be named apart from the others'.
    """
    apart = settled(volumes)
    shared = _shared(apart)
    numbered = _numbered(apart, settings.numbers)
    first = apart[0].book
    sections = (
        *(section for volume in numbered for section in _with_its_own(volume, shared, numbered)),
        *_once(numbered, shared),
    )
    books = tuple(volume.book for volume in apart)
    title = settings.title or series_name(books)
    book = Book(
        name=title,
        metadata=omnibus_metadata(books, title, settings.identifier or derived_from(books)),
        sections=sections,
        notes=tuple(n for each in books for n in each.notes if n.kind is NoteKind.SUMMARY),
        presentation=first.presentation,
        editions=_editions(first),
        images=tuple(image for each in books for image in each.images),
        fonts=tuple(_fonts(apart)),
        typography=first.typography,
    )
    return Checked(book, tuple(_differing(apart)))


def _editions(first: Book) -> tuple[EditionSettings, ...]:
    """Return the two editions that every book has, the printed one of the first book's size."""
    own = {each.name: each for each in first.editions}
    return tuple(
        replace(
            each,
            notes=own[each.name].notes,
            trim=own[each.name].trim,
            theme=own[each.name].theme,
            large_print=own[each.name].large_print,
        )
        if each.name in own
        else each
        for each in DEFAULT_EDITIONS
    )


def _fonts(volumes: tuple[Volume, ...]) -> Iterator[FontFile]:
    """Yield every font once; two with one name are told apart."""
    seen: dict[str, FontFile] = {}
    for volume in volumes:
        for font in volume.book.fonts:
            known = seen.setdefault(font.path, font)
            if known is font:
                yield font
            elif known != font:
                yield replace(font, path=f"{volume.folder}/{font.path}")


def _differing(volumes: tuple[Volume, ...]) -> Iterator[Diagnostic]:
    first = volumes[0].book
    for volume in volumes[1:]:
        place = Place(f"{volume.folder}/book.yaml")
        hint = "Make book.yaml say the same in both, if that is not meant."
        if volume.book.metadata.language != first.metadata.language:
            own, whole = volume.book.metadata.language, first.metadata.language
            message = f"This book is in {own} and the omnibus in {whole}, as its first book is."
            yield warning("other-language", place, message, hint)
        if volume.book.typography != first.typography:
            message = (
                f"The typography is set as in “{first.metadata.title}”, which has other rules."
            )
            yield warning("other-typography", place, message, hint)
        if volume.book.presentation != first.presentation:
            message = f"Headings and contents are as in “{first.metadata.title}”, which has others."
            yield warning("other-presentation", place, message, hint)


# --------------------------------------------------------------------------------- what stands once


_Key = tuple[Kind, str]


def _key(section: Section) -> _Key:
    text = section.blocks if isinstance(section, Written) else section.promise
    return section.head.kind, plain_words(text)


def _shared(volumes: tuple[Volume, ...]) -> frozenset[_Key]:
    """Return what stands once in the omnibus: the same in several books, or about the author."""
    around = [
        _key(placed.section)
        for volume in volumes
        for placed in place(volume.book.sections)
        if placed.matter is not Matter.BODY and placed.section.head.kind not in _ALWAYS_OWN
    ]
    counts = Counter(around)
    versions = Counter(kind for kind, _ in counts)
    return frozenset(
        key
        for key, count in counts.items()
        if count > 1 or (key[0] in _THE_AUTHORS and versions[key[0]] == 1)
    )


def _once(volumes: tuple[Volume, ...], shared: frozenset[_Key]) -> Iterator[Section]:
    seen: set[_Key] = set()
    for volume in volumes:
        for section in volume.book.sections:
            key = _key(section)
            if key in shared and key not in seen:
                seen.add(key)
                yield section


def _with_its_own(
    volume: Volume, shared: frozenset[_Key], volumes: tuple[Volume, ...]
) -> Iterator[Section]:
    """Yield a book's title page, and all that stays with it, in the order of its pages."""
    yield _title_page(volume, volumes)
    yield from _work_note(volume, NoteKind.OPENING)
    for placed in place(volume.book.sections):
        if _key(placed.section) in shared and placed.matter is not Matter.BODY:
            continue
        yield _in_the_body(placed.section)
    yield from _work_note(volume, NoteKind.CLOSING)


def _in_the_body(section: Section) -> Section:
    return replace(section, head=replace(section.head, matter=Matter.BODY))


def _title_page(volume: Volume, volumes: tuple[Volume, ...]) -> Written:
    metadata = volume.book.metadata
    title = metadata.title.strip() or title_from(volume.book.name)
    head = Head(
        file=f"{volume.folder}/book.yaml",
        kind=Kind.PART,
        title=(Text(title),),
        subtitle=(Text(metadata.subtitle),) if metadata.subtitle else (),
        number="none",
        id=volume.page,
    )
    others = {each.book.metadata.authors for each in volumes}
    names = listed(metadata.authors, vocabulary(metadata.language)) if len(others) > 1 else ""
    return Written(head, (), author=names)


def _work_note(volume: Volume, kind: NoteKind) -> Iterator[Section]:
    """Yield a page for what the author says of one of the books, before or after its story."""
    notes = tuple(note for note in volume.book.notes if note.kind is kind)
    for number, note in enumerate(notes, start=1):
        yield _note_page(volume, note, number)


def _note_page(volume: Volume, note: AuthorsNote, number: int) -> Written:
    title = vocabulary(volume.book.metadata.language).words.authors_note
    opening = note.kind is NoteKind.OPENING
    head = Head(
        file=f"{volume.folder}/book.yaml",
        kind=Kind.PREFACE if opening else Kind.AFTERWORD,
        title=(Text(title),),
        number="none",
        id=f"{volume.page}-{'note' if opening else 'closing-note'}-{number}",
        matter=Matter.BODY,
        line=note.line,
        only=note.only,
    )
    return Written(head, note.blocks)


# ------------------------------------------------------------------------------------- numbering


def _numbered(volumes: tuple[Volume, ...], numbers: ChapterNumbers) -> tuple[Volume, ...]:
    """Return the books with a number for each chapter and part, as each has it alone, or on."""
    before: Counter[Kind] = Counter()
    found: list[Volume] = []
    for volume in volumes:
        offset = before if numbers is ChapterNumbers.CONTINUE else Counter[Kind]()
        sections, highest = _sections_numbered(volume.book, offset)
        before = before + highest
        found.append(replace(volume, book=replace(volume.book, sections=sections)))
    return tuple(found)


def _sections_numbered(
    book: Book, offset: Counter[Kind]
) -> tuple[tuple[Section, ...], Counter[Kind]]:
    placed = place(book.sections)
    planned = plan_sections(typeset_heads(book)).value
    highest: Counter[Kind] = Counter()
    sections: list[Section] = []
    for each, plan in zip(placed, planned, strict=True):
        kind, figures = each.section.head.kind, plan.heading.figures
        if figures.isdecimal():
            highest[kind] = max(highest[kind], int(figures))
        sections.append(_with_number(each, figures, offset[kind], book))
    return tuple(sections), highest


def _with_number(placed: Placed, figures: str, offset: int, book: Book) -> Section:
    head = placed.section.head
    if head.kind not in COUNTED:
        return placed.section
    if not figures:
        # At the back of its book it had none; in the body it would be counted.
        return replace(placed.section, head=replace(head, number="none"))
    if not offset:
        return replace(placed.section, head=replace(head, number=figures))
    words = vocabulary(book.metadata.language)
    typed = typed_number(head.title, words.counted(head.kind), words.language)
    own = typed is not None and str(typed.value) == figures
    title = typed.rest if typed and own else head.title
    numbered = replace(head, number=_moved(figures, offset), title=title)
    return replace(placed.section, head=numbered)


def _moved(figures: str, offset: int) -> str:
    """Return a number so many farther on: "4.6" is "14.6"; what is none stays."""
    match = _BEGINS_WITH_NUMBER.fullmatch(figures)
    if match is None or not int(match[1]):
        return figures
    return f"{int(match[1]) + offset}{match[2]}"
