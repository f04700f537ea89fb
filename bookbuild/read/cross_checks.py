"""What only the whole manuscript can tell: links, ids, promises and editions that fit together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from bookbuild.model.book import AuthorsNote, Metadata, Written
from bookbuild.model.copies import COPY_NAMES
from bookbuild.model.editions import EditionSettings, Format
from bookbuild.model.text import (
    Conditional,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    WrittenTarget,
    plain_text,
)
from bookbuild.model.walk import every_block, every_inline, inlines_of
from bookbuild.read.expected import names_of
from bookbuild.read.fields import nearest
from bookbuild.read.prose import Prose, prose_of, prose_of_notes, texts_of
from bookbuild.read.sections import SectionFile
from bookbuild.read.yaml_lines import shorten
from bookbuild.report import Diagnostic, Place, error, warning

_SPEECH_LANGUAGES = frozenset(
    "be bg ca da el es fi fr gl hu it nb nn no pl pt ro ru sv tr uk".split()
)
"""Languages in which speech begins with a dash, and is often typed with a hyphen."""
_SENTENCE_ENDS = (".", "!", "?", "…", "»", "”", '"')


# -------------------------------------------------------------------------------------- ids


def check_ids(files: tuple[SectionFile, ...]) -> Iterator[Diagnostic]:
    """Report ids that two sections share, or two places of one section."""
    seen: dict[str, Place] = {}
    for file in files:
        head = file.section.head
        if not head.id:
            continue
        place = Place(file.shown, file.front.line("id"))
        if head.id in seen:
            yield _duplicate(head.id, place, str(seen[head.id]))
        seen.setdefault(head.id, place)
    for file in files:
        yield from _ids_within(file)


def _ids_within(file: SectionFile) -> Iterator[Diagnostic]:
    seen: dict[str, int] = {}
    for blocks in texts_of(file):
        for block in every_block(blocks):
            if block.id and block.id in seen:
                place = Place(file.shown, block.line)
                yield _duplicate(block.id, place, f"line {seen[block.id]}")
            elif block.id:
                seen[block.id] = block.line


def _duplicate(name: str, place: Place, earlier: str) -> Diagnostic:
    message = f"The id “{name}” is taken: it stands at {earlier} already."
    return error("duplicate-id", place, message, "Give one of the two another name.")


# ------------------------------------------------------------------------------------ links


@dataclass(frozen=True, slots=True)
class _Anchors:
    """Where a link may lead: the ids of each file, the sections' own ids, and the files that are
    in the book and could not be read, about which nothing is said twice."""

    ids: dict[str, frozenset[str]]
    sections: frozenset[str]
    unread: tuple[str, ...]
    files: dict[str, str]
    """The file for each name that a link may use, with or without its ending."""


def check_links(
    files: tuple[SectionFile, ...], others: tuple[Prose, ...], unread: tuple[str, ...]
) -> Iterator[Diagnostic]:
    """Report links that lead nowhere.

    A link may name a section's file, with or without its ending, an id in it, an id in the same
    file, or a section's own id. ``unread`` are files of the book that could not be read.
    """
    anchors = _Anchors(
        {file.section.head.file: _ids(file) for file in files},
        frozenset(file.section.head.id for file in files if file.section.head.id),
        unread,
        _names_of(tuple(file.section.head.file for file in files) + unread),
    )
    for file in files:
        head = file.section.head
        for blocks in texts_of(file):
            yield from _dangling(Prose(file.shown, blocks), head.file, anchors)
        for inline in every_inline(head.title + head.subtitle):
            yield from _dangling_link(inline, Place(file.shown, head.line), head.file, anchors)
    for prose in others:
        yield from _dangling(prose, "", anchors)


def _names_of(files: tuple[str, ...]) -> dict[str, str]:
    without_ending = {str(PurePosixPath(file).with_suffix("")): file for file in reversed(files)}
    return without_ending | {file: file for file in files}


def _ids(file: SectionFile) -> frozenset[str]:
    blocks = (block for blocks in texts_of(file) for block in every_block(blocks))
    return frozenset(block.id for block in blocks if block.id)


def _dangling(prose: Prose, own: str, anchors: _Anchors) -> Iterator[Diagnostic]:
    for line, inline in inlines_of(prose.blocks):
        if isinstance(inline, Link):
            yield from _dangling_link(inline, Place(prose.shown, line), own, anchors)


def _dangling_link(
    inline: Inline, place: Place, own: str, anchors: _Anchors
) -> Iterator[Diagnostic]:
    if not isinstance(inline, Link) or not isinstance(inline.target, WrittenTarget):
        return
    target, words = inline.target, shorten(plain_text(inline.children))
    file = anchors.files.get(target.file, "") if target.file else own
    if target.file and not file:
        yield _no_such_file(words, target.file, place, tuple(anchors.ids))
    elif target.anchor and file not in anchors.unread:
        # A section's own id may be named from everywhere, unless the link names a file.
        known = anchors.ids.get(file, frozenset()) | (set() if target.file else anchors.sections)
        if target.anchor not in known:
            yield _no_such_id(words, target.anchor, place, tuple(sorted(known)))


def _no_such_file(words: str, name: str, place: Place, files: tuple[str, ...]) -> Diagnostic:
    near = nearest(name, files)
    message = f"The link “{words}” leads to `{shorten(name)}`, which is no section of the book."
    hint = f"Did you mean `{near}`?" if near else "Name a section's file, such as 01-first.md."
    return error("dangling-link", place, message, hint)


def _no_such_id(words: str, name: str, place: Place, known: tuple[str, ...]) -> Diagnostic:
    near = nearest(name, known)
    message = f"The link “{words}” leads to `#{shorten(name)}`, and nothing has that id."
    hint = f"Did you mean `#{near}`?" if near else f"Add {{#{name}}} at the place."
    return error("dangling-link", place, message, hint)


# --------------------------------------------------------------------- promises and editions


def check_promises(files: tuple[SectionFile, ...]) -> Iterator[Diagnostic]:
    """Report a ``promised-in:`` that names no section, by its file or its id."""
    names = {name for file in files for name in names_of(file.section.head)}
    for file in files:
        section = file.section
        if not section.promised_in:
            continue
        if section.promised_in not in names:
            near = nearest(section.promised_in, tuple(sorted(names - {""})))
            message = f"`promised-in` names “{shorten(section.promised_in)}”, which is no section."
            hint = f"Did you mean `{near}`?" if near else "Name the file of a chapter."
            place = Place(file.shown, file.front.line("promised-in"))
            yield error("unknown-promised-in", place, message, hint)


def check_conditions(
    files: tuple[SectionFile, ...],
    notes: tuple[AuthorsNote, ...],
    editions: tuple[EditionSettings, ...],
    book_file: str,
) -> Iterator[Diagnostic]:
    """Report ``only=`` that names no edition and ``until=`` that names no section."""
    books = (*(edition.name for edition in editions), *(form.value for form in Format))
    known = (*books, *COPY_NAMES)
    heads = [file.section.head for file in files]
    promised = (*(head.kind.value for head in heads), *(head.id for head in heads if head.id))
    for condition in _conditions(files, notes, book_file):
        place, until = condition.place, condition.until
        for name in condition.only:
            if name not in known:
                near = nearest(name, known) or "print"
                message = f"There is no edition or format “{name}”, so these words are in no book."
                yield error("unknown-edition", place, message, f"Did you mean `{near}`?")
        if until and until not in promised:
            near = nearest(until, promised)
            message = f"`until` names “{until}”, and the book has no such section."
            hint = (
                f"Did you mean `{near}`?" if near else "Name a kind, such as `epilogue`, or an id."
            )
            yield warning("unknown-until", place, message, hint)


@dataclass(frozen=True, slots=True)
class _Condition:
    """Where something stands that is not in every edition, and what it depends on."""

    place: Place
    only: tuple[str, ...]
    until: str


def _conditions(
    files: tuple[SectionFile, ...], work: tuple[AuthorsNote, ...], book_file: str
) -> Iterator[_Condition]:
    for file in files:
        place = Place(file.shown, file.front.line("only"))
        yield _Condition(place, file.section.head.only, "")
    for prose in (*prose_of(files), *prose_of_notes(work, book_file)):
        for block in every_block(prose.blocks):
            if isinstance(block, Conditional):
                yield _Condition(Place(prose.shown, block.line), block.only, block.until)
    for shown, note in _notes(files, work, book_file):
        yield _Condition(Place(shown, note.line), note.only, note.until)


def _notes(
    files: tuple[SectionFile, ...], work: tuple[AuthorsNote, ...], book_file: str
) -> Iterator[tuple[str, AuthorsNote]]:
    for file in files:
        if isinstance(file.section, Written):
            yield from ((file.shown, note) for note in file.section.notes)
    yield from ((book_file, note) for note in work)


# --------------------------------------------------------------------------------- editions


def check_editions(
    editions: tuple[EditionSettings, ...], metadata: Metadata, book_file: str
) -> Iterator[Diagnostic]:
    """Report editions that reading apps take for one book, and files that would be one."""
    for place, edition in enumerate(editions):
        for other in editions[:place]:
            yield from _one_file(edition, other, book_file)
            yield from _one_book(edition, other, metadata, book_file)


def _one_file(
    edition: EditionSettings, other: EditionSettings, book_file: str
) -> Iterator[Diagnostic]:
    both = set(edition.formats) & set(other.formats)
    if both and edition.output and edition.output == other.output:
        message = (
            f"The editions “{other.name}” and “{edition.name}” would be one file, "
            f"“{shorten(edition.output)}”."
        )
        line = max(edition.line, other.line)
        hint = "Give one of the two another `output:`."
        yield error("same-output", Place(book_file, line), message, hint)


def _one_book(
    edition: EditionSettings, other: EditionSettings, metadata: Metadata, book_file: str
) -> Iterator[Diagnostic]:
    """Report one identifier on two EPUBs of which a reader wants both.

    An edition of its own title or sections that gives no identifier gets one of its own.
    """
    if Format.EPUB not in edition.formats or Format.EPUB not in other.formats:
        return
    if not edition.metadata.identifier and not other.metadata.identifier:
        return
    if _told_apart(edition) == _told_apart(other):
        return
    own, others = (each.metadata.identifier or metadata.identifier for each in (edition, other))
    if own == others:
        message = (
            f"The editions “{other.name}” and “{edition.name}” have one identifier, so reading "
            "apps take them for one book and replace one by the other."
        )
        hint = "Take `identifier:` away from one of the two; it gets one of its own."
        line = max(edition.line, other.line)
        yield warning("same-identifier", Place(book_file, line), message, hint)


def _told_apart(edition: EditionSettings) -> tuple[str, tuple[str, ...]]:
    return edition.metadata.title, edition.sections


# ----------------------------------------------------------------------------------- speech


def check_speech(files: tuple[SectionFile, ...], language: str) -> Iterator[Diagnostic]:
    """Report speech that is typed with hyphens, and so has become a list with bullets.

    Only where the language's speech begins with a dash, and where every item is a full sentence.
    """
    if language.split("-")[0].lower() not in _SPEECH_LANGUAGES:
        return
    for file in files:
        section = file.section
        for block in section.blocks if isinstance(section, Written) else ():
            if isinstance(block, ListBlock) and block.start is None and _is_speech(block):
                message = "A line that begins with a hyphen and a space is set as a list."
                hint = "If somebody speaks here, begin the line with — or with two hyphens."
                yield warning("speech-as-list", Place(file.shown, block.line), message, hint)


def _is_speech(block: ListBlock) -> bool:
    said = (item.blocks[0] if item.blocks else None for item in block.items)
    return all(
        isinstance(each, Paragraph) and plain_text(each.inlines).rstrip().endswith(_SENTENCE_ENDS)
        for each in said
    )
