"""Several proven folders bound as one: names that do not meet, promises kept, one book.yaml.

What each source says was proven by itself. Here nothing but names changes: of files, pictures and
ids. That is looked at once more before the folder leaves this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile
from pathlib import Path, PurePosixPath

from bookbuild.intake.draft import Picture
from bookbuild.intake.folder import CLOSING_KINDS, FOLDERS_NAME, Folder
from bookbuild.intake.leaves import (
    Leaf,
    Names,
    held_true,
    page_of,
    renamed,
    renamed_text,
    setting_of,
    with_setting,
)
from bookbuild.intake.loose import Loose, LooseSection, loose, with_names
from bookbuild.intake.manuscript_text.book import book_yaml
from bookbuild.intake.manuscript_text.settings import paragraphs
from bookbuild.intake.report import Copy, Finding, Span, SpanKind
from bookbuild.intake.words import Page
from bookbuild.intake.work import Prepared, WorkNote, name_of
from bookbuild.model.book import Kind, Metadata, NoteKind
from bookbuild.report import BookbuildError, Exit

_UNSAID = ("names no title", "names no author")


def taken_together(folders: tuple[Prepared, ...]) -> Loose:
    """Return the sections of all sources, in order, with pictures and ids that do not meet.

    The whole work's notes are those of the source that names the book; what another source says
    of itself as a whole stands before its first section and behind its last.
    """
    parts = _apart(tuple(loose(folder, at) for at, folder in enumerate(folders)))
    metadata, findings = _metadata(parts)
    naming = next((at for at, part in enumerate(parts) if part.metadata.title), 0)
    if not parts[naming].notes:
        naming = next((at for at, part in enumerate(parts) if part.notes), 0)
    sections = tuple(
        section
        for at, part in enumerate(parts)
        for section in (part.sections if at == naming else _with_notes(part))
    )
    return Loose(
        tuple(sorted(sections, key=_stands_behind)),
        metadata,
        parts[naming].notes,
        tuple({one.path: one for part in parts for one in part.pictures}.values()),
        (*_still_true(parts, metadata), *findings),
        tuple(span for part in parts for span in part.spans),
        tuple(copy for part in parts for copy in part.copies),
    )


def _stands_behind(section: LooseSection) -> int:
    """What a closing note promises stands behind all that is written, an epilogue last."""
    return _is_note_promise(section) + _closes_in_promise(section)


def _is_note_promise(section: LooseSection) -> bool:
    return section.planned is None


# ---------------------------------------------------------------------- names that do not meet


def _apart(parts: tuple[Loose, ...]) -> tuple[Loose, ...]:
    pictures: dict[str, bytes] = {}
    ids: set[str] = set()
    done: list[Loose] = []
    for part in parts:
        new = tuple((one, _free_picture(one, pictures)) for one in part.pictures)
        own = tuple(dict.fromkeys(filter(None, (setting_of(s.leaf, "id") for s in part.sections))))
        names = Names(
            pictures=tuple((one.path, path) for one, path in new if one.path != path),
            ids=tuple((name, _free(name, ids)) for name in own if name in ids),
        )
        pictures |= {path: one.data for one, path in new}
        done.append(_renamed(part, names))
        ids |= {setting_of(section.leaf, "id") for section in done[-1].sections}
    return tuple(done)


def _renamed(part: Loose, names: Names) -> Loose:
    if names == Names():
        return part
    pictures = dict(names.pictures)
    cover = part.metadata.cover
    return replace(
        part,
        sections=tuple(with_names(section, names) for section in part.sections),
        pictures=tuple(Picture(pictures.get(p.path, p.path), p.data) for p in part.pictures),
        notes=tuple(WorkNote(note.kind, renamed_text(note.text, names)) for note in part.notes),
        metadata=replace(part.metadata, cover=pictures.get(cover, cover)),
    )


def _free_picture(picture: Picture, taken: dict[str, bytes]) -> str:
    """Return the picture's path, or one with a number where another picture has that."""
    path = PurePosixPath(picture.path)
    names = (picture.path, *(f"{path.parent}/{path.stem}-{n}{path.suffix}" for n in range(2, 9999)))
    folded = {name.casefold(): data for name, data in taken.items()}
    return next(n for n in names if folded.get(n.casefold(), picture.data) == picture.data)


def _free(name: str, taken: set[str]) -> str:
    return next(one for n in range(2, len(taken) + 3) if (one := f"{name}-{n}") not in taken)


# --------------------------------------------------------------------------- the book as a whole


def _metadata(parts: tuple[Loose, ...]) -> tuple[Metadata, tuple[Finding, ...]]:
    """Return what the first source names that names it, and where a later one names another."""
    first = next((part.metadata for part in parts if part.metadata.title), parts[0].metadata)
    authored = next((p.metadata for p in parts if p.metadata.contributors), first)
    spoken = next((p.metadata for p in parts if p.metadata.language), first)
    named = next((p.metadata for p in parts if p.metadata.identifier), first)
    merged = replace(
        first,
        contributors=first.contributors or authored.contributors,
        language=first.language or spoken.language,
        identifier=first.identifier or named.identifier,
        cover=first.cover or next((p.metadata.cover for p in parts if p.metadata.cover), ""),
    )
    return merged, tuple(said for part in parts for said in _contradictions(part, merged))


def _contradictions(part: Loose, book: Metadata) -> Iterator[Finding]:
    said = part.metadata
    for what, own, taken in (
        ("title", said.title, book.title),
        ("author", ", ".join(said.authors), ", ".join(book.authors)),
        ("language", said.language, book.language),
        ("identifier", said.identifier, book.identifier),
    ):
        guessed = what == "language" and own == "en"
        if own and taken and own.casefold() != taken.casefold() and not guessed:
            message = f"This source names another {what} than the book has: “{own}”, not “{taken}”."
            yield Finding(0, _source(part), message, "If it is the right one, put it in book.yaml.")


def _source(part: Loose) -> str:
    return next((section.made.source for section in part.sections), "book.yaml")


def _still_true(parts: tuple[Loose, ...], book: Metadata) -> Iterator[Finding]:
    """Yield what is to be said of the sources; what one does not name another may."""
    said = {words for words, there in zip(_UNSAID, _named(book), strict=True) if there}
    for part in parts:
        for finding in part.findings:
            unsaid = {words for words in _UNSAID if words in finding.what}
            if not unsaid & said:
                yield finding
            said |= unsaid


def _named(book: Metadata) -> tuple[bool, bool]:
    return bool(book.title), bool(book.contributors)


def _with_notes(part: Loose) -> tuple[LooseSection, ...]:
    """Return a source's sections, with its own notes on the whole of it in the first and last."""
    written = [at for at, one in enumerate(part.sections) if not one.made.promised]
    if not written or not part.notes:
        return part.sections
    told = next((at for at in written if part.sections[at].made.kind is not Kind.PART), written[0])
    before = tuple(_fenced(note) for note in part.notes if note.kind is not NoteKind.CLOSING)
    after = tuple(_fenced(note) for note in part.notes if note.kind is NoteKind.CLOSING)
    made = list(part.sections)
    for at, above, below in ((told, before, ()), (written[-1], (), after)):
        body = "\n\n".join((*above, made[at].leaf.body.rstrip("\n"), *below))
        made[at] = replace(made[at], leaf=replace(made[at].leaf, body=f"{body}\n"))
    return tuple(made)


def _fenced(note: WorkNote) -> str:
    inside = max((len(run) for run in re.findall(r"^:{3,}", note.text, re.MULTILINE)), default=2)
    fence = ":" * max(3, inside + 1)
    return f"{fence} {note.kind.value}\n{note.text}\n{fence}"


# ------------------------------------------------------------------------------ promises kept


def with_promises_kept(whole: Loose) -> Loose:
    """Return the sections without the promises that a section among them keeps."""
    kept = tuple(pair for pair in (_keeping(one, whole) for one in whole.sections) if pair)
    if not kept:
        return whole
    promises = tuple(promise for promise, _ in kept)
    gone = {(one.made.source, one.made.file) for one in promises}
    copied = {(copy.source, copy.file) for copy in whole.copies}
    sections = tuple(
        _with_ids(one, kept)
        for one in whole.sections
        if (one.made.source, one.made.file) not in gone or one not in promises
    )
    spans = tuple(
        _kept_span(promise, keeper)
        for promise, keeper in kept
        if (promise.made.source, promise.made.file) not in copied
    )
    return replace(
        whole,
        sections=sections,
        copies=tuple(copy for copy in whole.copies if (copy.source, copy.file) not in gone),
        spans=(*whole.spans, *spans),
        findings=tuple(f for f in whole.findings if not any(_is_of(f, one) for one in promises)),
    )


def _with_ids(
    one: LooseSection, kept: tuple[tuple[LooseSection, LooseSection], ...]
) -> LooseSection:
    """Return a section under the name by which a promise called it, or calling it by its own."""
    for promise, keeper in kept:
        promised, own = setting_of(promise.leaf, "id"), setting_of(keeper.leaf, "id")
        if promised and not own and one.leaf == keeper.leaf:
            return replace(one, leaf=with_setting(one.leaf, "id", promised))
        if promised and own and one.group == promise.group:
            return with_names(one, Names(ids=((promised, own),)))
    return one


def _keeping(one: LooseSection, whole: Loose) -> tuple[LooseSection, LooseSection] | None:
    """Return a promise with the section that keeps it, or with a later source's same promise."""
    if not one.made.promised:
        return None
    wanted = (
        other
        for other in whole.sections
        if other.made.kind is one.made.kind
        if other.group > one.group or (one.made.kind is not Kind.CHAPTER and other is not one)
        if not other.made.promised or other.group > one.group
    )
    keeper = next(wanted, None)
    return (one, keeper) if keeper else None


def _kept_span(promise: LooseSection, keeper: LooseSection) -> Span:
    text = " ".join(promise.leaf.body.split())
    into = f"the promise, which {keeper.made.source} keeps"
    return Span(promise.made.source, promise.made.line, 0, len(text), text, SpanKind.REPLACED, into)


def _is_of(finding: Finding, promise: LooseSection) -> bool:
    same = (finding.source, finding.line) == (promise.made.source, promise.made.line)
    told = f"is not among the sources ({promise.made.kind.value})"
    return same and told in finding.what


# ------------------------------------------------------------------------------------ bound anew


def bound(whole: Loose, out: Path, identifier: str) -> Prepared:
    """Return the folder: every section named and numbered in its place.

    Raises `BookbuildError` (exit 1) where a text would not stand in it letter by letter.
    """
    width = max(2, len(str(len(whole.sections))))
    old = tuple(section.leaf.name for section in whole.sections)
    numbers = _file_numbers(whole.sections, width)
    new = tuple(
        f"{number:0{width}}-{re.sub(r'^[0-9]+-', '', name)}"
        for number, name in zip(numbers, old, strict=True)
    )
    sections = tuple(_numbered(whole.sections))
    names = tuple(_names_in(whole, group, new) for group in _groups(whole))
    leaves = tuple(
        replace(renamed(section.leaf, names[section.group]), name=name)
        for section, name in zip(sections, new, strict=True)
    )
    _prove(sections, leaves)
    made = tuple(
        replace(section.made, file=name) for section, name in zip(sections, new, strict=True)
    )
    pages = (_book_page(whole, out, identifier), *map(page_of, leaves))
    copies = tuple(_copy(copy, whole, names) for copy in whole.copies)
    planned = tuple(section.planned for section in sections if section.planned)
    folder = Folder(pages, made, copies)
    return Prepared(
        folder,
        whole.findings,
        whole.spans,
        planned,
        whole.pictures,
        whole.metadata,
        whole.notes,
    )


def _file_numbers(sections: tuple[LooseSection, ...], width: int) -> tuple[int, ...]:
    """Return the numbers of the files; promised sections that close the book have the last."""
    closing = sum(1 for _ in takewhile(_closes_in_promise, reversed(sections)))
    last = 10**width
    return (*range(1, len(sections) - closing + 1), *range(last - closing, last))


def _closes_in_promise(section: LooseSection) -> bool:
    return _is_note_promise(section) and section.made.kind in CLOSING_KINDS


def _groups(whole: Loose) -> range:
    return range(max((section.group for section in whole.sections), default=0) + 1)


def _names_in(whole: Loose, group: int, new: Iterable[str]) -> Names:
    """Return what the files of one source are called now; in each, 01 was another file."""
    pairs = zip(whole.sections, new, strict=True)
    return Names(
        files=tuple(
            (file, name)
            for section, name in pairs
            for at, file in ((section.group, section.made.file), *section.holds)
            if at == group
        )
    )


def _numbered(sections: tuple[LooseSection, ...]) -> Iterator[LooseSection]:
    """Yield the sections; where counting gives another number than the source says, it is said."""
    last = 0
    for section in sections:
        if section.made.kind is not Kind.CHAPTER or section.made.promised:
            yield section
            continue
        typed = setting_of(section.leaf, "number").strip('"')
        said = section.made.number if section.made.number.isdecimal() else ""
        if not typed and said and int(said) != last + 1 and not setting_of(section.leaf, "label"):
            typed = said
            leaf = with_setting(section.leaf, "number", said)
            section = replace(section, leaf=leaf)
        if not typed or (typed.isdecimal() and int(typed)):
            last = int(typed or last + 1)
        yield section


def _book_page(whole: Loose, out: Path, identifier: str) -> Page:
    book = whole.metadata
    book = replace(
        book,
        title=book.title or name_of(out),
        identifier=book.identifier or identifier,
        language=book.language or "en",
    )
    notes = (line for note in whole.notes for line in paragraphs(note.kind.value, note.text))
    remark = "" if whole.metadata.title else f"{FOLDERS_NAME}\n"
    text = remark + book_yaml(book, ()) + "".join(f"{line}\n" for line in notes)
    return Page("book.yaml", text)


def _copy(copy: Copy, whole: Loose, names: tuple[Names, ...]) -> Copy:
    group = next((s.group for s in whole.sections if s.made.source == copy.source), 0)
    new = dict(names[group].files)
    file, note = new.get(copy.file, copy.file), new.get(copy.note_in, copy.note_in)
    return replace(copy, file=file, note_in=note)


def _prove(sections: tuple[LooseSection, ...], leaves: tuple[Leaf, ...]) -> None:
    """Every text that was proven stands in its file, letter by letter but for names."""
    for section, leaf in zip(sections, leaves, strict=True):
        for text in section.proven:
            if not held_true(text, leaf.body):
                message = (
                    f"{section.made.source}:{section.made.line}: The words of the new folder would "
                    "not be those of this source. Nothing was written. Please report this."
                )
                raise BookbuildError(message, Exit.MANUSCRIPT)
