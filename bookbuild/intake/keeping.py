"""Promises kept and open: what the closing notes of all chapters say is still to come.

A promise is kept when its section is among the sources. Its note stays, and is marked to leave
the book with that section's arrival. Of the open promises only the last chapter's make promised
sections: what an earlier chapter promised in vain, its readers have stopped waiting for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

from bookbuild.intake.dates import promised_day
from bookbuild.intake.passages import Joint, Passage, Row, is_fence
from bookbuild.intake.phrases import is_continued, plain, sentences
from bookbuild.intake.posted_chapter import PostedChapter, PostedNote
from bookbuild.intake.promises import Promise, promise_in, promises_of
from bookbuild.intake.report import Finding
from bookbuild.model.book import Kind


@dataclass(frozen=True, slots=True)
class PromisedSection:
    """A section to be written: its kind, its id ("" for none), and the author's words."""

    kind: Kind
    id: str
    source: str
    passages: tuple[Passage, ...]
    expected: date | None


@dataclass(frozen=True, slots=True)
class Kept:
    """The chapters with their notes marked, an id for each ("" for none), and what is promised."""

    chapters: tuple[PostedChapter, ...]
    ids: tuple[str, ...]
    promised: tuple[PromisedSection, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph of a closing note, or the sentences of one that promise the same."""

    passage: Passage
    promise: Promise | None


@dataclass(frozen=True, slots=True)
class _Serial:
    """The chapters, the name by which a note's ``until`` calls each, and what is promised."""

    chapters: tuple[PostedChapter, ...]
    names: tuple[str, ...]
    promised: tuple[PromisedSection, ...]


def keep_promises(chapters: tuple[PostedChapter, ...]) -> Kept:
    """Mark the notes that promise something, and make what the last chapter promises."""
    parts = tuple(_parts_of(chapter) for chapter in chapters)
    numbers = _numbers(chapters)
    promised = _promised(chapters, parts[-1], max(numbers) + 1)
    serial = _Serial(chapters, tuple(map(_name, chapters, numbers)), promised)
    marked = tuple(
        replace(chapter, closing=_marked(serial, index, parts[index]))
        for index, chapter in enumerate(chapters)
    )
    named = {note.until for chapter in marked for note in chapter.closing}
    ids = tuple(name if name in named else "" for name in serial.names)
    findings = _findings(chapters[-1], promised)
    for index, of_chapter in enumerate(parts[:-1]):
        findings += _in_vain(serial, index, of_chapter)
    return Kept(marked, ids, promised, findings)


# -------------------------------------------------------------------------------- the promises


def _parts_of(chapter: PostedChapter) -> tuple[_Part, ...]:
    return tuple(
        part
        for note in chapter.closing
        for passage in note.passages
        for part in _divide(passage, _without_fences(passage) if chapter.markdown else passage)
    )


def _divide(passage: Passage, said: Passage | None) -> tuple[_Part, ...]:
    """Divide a paragraph into sentences that promise and others, so that thanks can stay.

    A wrapped or marked-up paragraph is not divided; it counts as a promise where half of its words
    promise. ``said`` is what the passage says, without the marks of a block.
    """
    row = passage.rows[0]
    if not said or not promises_of(said.text):
        return (_Part(passage, None),)
    if (
        len(passage.rows) > 1
        or any(mark in row.text for mark in "*_")
        or is_continued(plain(row.text))
    ):
        return (_Part(passage, _overall(said.text)),)
    runs: list[tuple[int, int, Promise | None]] = []
    position = 0
    for sentence in sentences(row.text):
        start, position = position, position + len(sentence)
        promise = promise_in(sentence)
        if runs and (_same(runs[-1][2], promise) or not plain(sentence)):
            runs[-1] = (runs[-1][0], position, runs[-1][2])
        else:
            runs.append((start, position, promise))
    return tuple(_Part(_stretch(passage, start, end), promise) for start, end, promise in runs)


def _same(one: Promise | None, two: Promise | None) -> bool:
    return (one is None and two is None) or bool(one and two and one.kind is two.kind)


def _stretch(passage: Passage, start: int, end: int) -> Passage:
    row = passage.rows[0]
    text = row.text[start:end]
    begin = row.start + start + len(text) - len(text.lstrip())
    return Passage((Row(text.strip(), row.line, begin),), space=passage.space)


def _overall(text: str) -> Promise | None:
    found = promises_of(text)
    words = sum(len(promise.words.split()) for promise in found)
    return found[0] if words * 2 >= len(text.split()) or is_continued(plain(text)) else None


# ---------------------------------------------------------------------------------- their keeping


def _marked(serial: _Serial, index: int, parts: tuple[_Part, ...]) -> tuple[PostedNote, ...]:
    notes: list[PostedNote] = []
    for part in parts:
        until = _until(serial, index, part.promise) if part.promise else ""
        if notes and notes[-1].until == until:
            notes[-1] = replace(notes[-1], passages=(*notes[-1].passages, part.passage))
        else:
            kind = serial.chapters[index].closing[0].kind
            notes.append(PostedNote(kind, (part.passage,), until))
    return tuple(notes)


def _until(serial: _Serial, index: int, promise: Promise) -> str:
    """Return the kind or id of the section that keeps the promise, "" where there is none."""
    following = next(iter(serial.names[index + 1 : index + 2]), "")
    promised = {section.kind: section.id for section in serial.promised}
    match promise.kind:
        case None:
            return following if is_continued(plain(promise.words)) else ""
        case Kind.CHAPTER:
            return following or promised.get(Kind.CHAPTER, "")
        case kind:
            written = any(chapter.head.kind is kind for chapter in serial.chapters)
            return kind.value if written or kind in promised else ""


def _name(chapter: PostedChapter, number: int) -> str:
    kind = chapter.head.kind
    return kind.value if kind is not Kind.CHAPTER else f"chapter-{number}"


def _numbers(chapters: tuple[PostedChapter, ...]) -> tuple[int, ...]:
    """Return each chapter's number: the author's where all have their own, else counted."""
    heads = tuple(chapter.head for chapter in chapters)
    given = [head.number for head in heads if head.kind is Kind.CHAPTER and head.number is not None]
    all_given = len(set(given)) == sum(head.kind is Kind.CHAPTER for head in heads)
    counted = accumulate(int(head.kind is Kind.CHAPTER) for head in heads)
    pairs = zip(heads, counted, strict=True)
    return tuple((head.number or 0) if all_given else count for head, count in pairs)


def _promised(
    chapters: tuple[PostedChapter, ...], parts: tuple[_Part, ...], next_number: int
) -> tuple[PromisedSection, ...]:
    """Return what the last chapter's notes promise and no chapter is, each kind once."""
    written = {chapter.head.kind for chapter in chapters} - {Kind.CHAPTER}
    kinds = dict.fromkeys(part.promise.kind for part in parts if part.promise)
    return tuple(
        _section(chapters[-1], kind, parts, next_number)
        for kind in kinds
        if kind and kind not in written
    )


def _section(
    last: PostedChapter, kind: Kind, parts: tuple[_Part, ...], next_number: int
) -> PromisedSection:
    found = tuple(part.passage for part in parts if part.promise and part.promise.kind is kind)
    unfenced = (_without_fences(passage) for passage in found)
    words = tuple(p for p in unfenced if p) if last.markdown else found
    name = f"chapter-{next_number}" if kind is Kind.CHAPTER else ""
    expected = promised_day(" ".join(passage.text for passage in words), last.head.day)
    return PromisedSection(kind, name, last.source, words, expected)


def _without_fences(passage: Passage) -> Passage | None:
    """A block that opens or closes around a promise, in Markdown, is none of its words."""
    rows = tuple(row for row in passage.rows if not is_fence(row))
    return Passage(rows, (Joint.KEEP,) * (len(rows) - 1), passage.space) if rows else None


# --------------------------------------------------------------------------------- what is said


def _findings(last: PostedChapter, promised: tuple[PromisedSection, ...]) -> tuple[Finding, ...]:
    remedy = "If nothing is promised, delete its file, and until= from the note."
    return tuple(
        Finding(
            section.passages[0].line,
            last.source,
            f"“{section.passages[0].text}” promises a section that is not among the sources "
            f"({section.kind.value}).",
            remedy,
        )
        for section in promised
    )


def _in_vain(serial: _Serial, index: int, parts: tuple[_Part, ...]) -> tuple[Finding, ...]:
    remedy = "If it will still be written, add a file for it with status: promised."
    return tuple(
        Finding(
            part.passage.line,
            serial.chapters[index].source,
            f"“{part.passage.text}” was promised here and is not among the sources; only the last "
            "chapter's promise makes a promised section.",
            remedy,
        )
        for part in parts
        if part.promise and part.promise.kind and not _until(serial, index, part.promise)
    )
