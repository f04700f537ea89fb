"""Footnotes of a Markdown text whose notes stand in another section than their calls.

Authors collect the notes at the end of a file. It becomes several, and each must hold the notes
that it calls. A note that stands with its call stays as it is typed.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from bookbuild.intake.footnotes.places import MOST_NOTES, call_place
from bookbuild.intake.passages import Passage, Row, first_cut
from bookbuild.intake.posted_chapter import Footnote
from bookbuild.intake.report import Span, SpanKind
from bookbuild.intake.spans import stretch, whole, worded

_LABEL = r"[^\s\[\]]{1,200}"
_NOTE = re.compile(rf" {{0,3}}\[\^(?P<label>{_LABEL})\]:[ \t]*")
_CALL = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`{1,3})(?!`).{1,2000}?(?<!`)(?P=ticks)(?!`))"
    rf"|(?<!\\)\[\^(?P<label>{_LABEL})\](?!:)"
)
_SET_IN = 4
_MARK = "the mark of a footnote"

Parts = tuple[tuple[Passage, ...], ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A section's passages, the notes that came to it, and the marks that were taken out."""

    passages: tuple[Passage, ...]
    notes: tuple[Footnote, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Note:
    """A note: its section, its first passage, how many passages it has, and its label."""

    part: int
    at: int
    count: int
    label: str


@dataclass(frozen=True, slots=True)
class _Journey:
    """A note, the section that it goes to, and its number there."""

    note: _Note
    to: int
    number: int


def move_notes(source: str, parts: Parts) -> tuple[Moved, ...]:
    """Return the sections with each note where it is called first, if it is not called at home."""
    divided = tuple(tuple(_divided(part)) for part in parts)
    notes = tuple(_notes(divided))
    journeys = tuple(_journeys(divided, notes)) if len(parts) > 1 else ()
    if not journeys:
        return tuple(Moved(part) for part in parts)
    gone: dict[int, dict[int, _Note]] = defaultdict(dict)
    come: dict[int, list[_Journey]] = defaultdict(list)
    for one in journeys:
        gone[one.note.part][one.note.at] = one.note
        come[one.to].append(one)
    return tuple(
        _moved(source, divided, at, gone.get(at, {}), come.get(at, [])) for at in range(len(parts))
    )


def _divided(part: tuple[Passage, ...]) -> Iterator[Passage]:
    """Yield the passages, each note that begins on a further line of one as one of its own."""
    for passage in part:
        starts = [n for n, row in enumerate(passage.rows) if n and _NOTE.match(row.text)]
        bounds = (0, *starts, len(passage.rows)) if starts else ()
        if not bounds:
            yield passage
        for start, end in pairwise(bounds):
            rows, joints = passage.rows[start:end], passage.joints[start : end - 1]
            yield replace(
                passage, rows=rows, joints=joints, space=passage.space if not start else 0
            )


def _notes(parts: Parts) -> Iterator[_Note]:
    for number, part in enumerate(parts):
        at = 0
        while at < len(part):
            found = _NOTE.match(part[at].rows[0].text)
            count = 1
            if found:
                while at + count < len(part) and _is_set_in(part[at + count]):
                    count += 1
                yield _Note(number, at, count, found["label"])
            at += count


def _is_set_in(passage: Passage) -> bool:
    return not passage.rule and all(row.indent >= _SET_IN for row in passage.rows)


def _journeys(parts: Parts, notes: tuple[_Note, ...]) -> Iterator[_Journey]:
    """Yield the notes that leave; of those with one label, the first goes to the first section.

    Where a section calls the label itself, the last of its notes is its own.
    """
    called = tuple(frozenset(_calls(part)) for part in parts)
    last = {(note.part, note.label): note for note in notes if note.label in called[note.part]}
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for number, labels in enumerate(called):
        for label in labels:
            if (number, label) not in last:
                waiting[label].append(number)
    taken: dict[int, set[str]] = defaultdict(set)
    for note in notes:
        taken[note.part].add(note.label)
    for note in notes:
        if last.get((note.part, note.label)) is note or not waiting[note.label]:
            continue
        to = waiting[note.label].popleft()
        number = _number(note.label, taken[to])
        if number < MOST_NOTES:
            taken[to].add(str(number))
            yield _Journey(note, to, number)


def _number(label: str, taken: set[str]) -> int:
    """Return the number that a note gets: the one it has, where the section has no such note."""
    if label.isascii() and label.isdecimal() and label[0] != "0" and label not in taken:
        return int(label) if len(label) < 6 else MOST_NOTES
    return next(number for number in range(len(taken) + 1, 0, -1) if str(number) not in taken)


def _calls(part: tuple[Passage, ...]) -> Iterator[str]:
    for passage in part:
        for row in passage.rows:
            if "[^" in row.text:
                yield from (found["label"] for found in _CALL.finditer(row.text) if found["label"])


def _moved(
    source: str, parts: Parts, part: int, gone: dict[int, _Note], come: list[_Journey]
) -> Moved:
    numbers = {one.note.label: one.number for one in come}
    spans: list[Span] = []
    passages: list[Passage] = []
    at = 0
    while at < len(parts[part]):
        passage, note = parts[part][at], gone.get(at)
        if note:
            spans += _note_spans(source, parts[part][at : at + note.count])
        elif numbers:
            passages.append(_called(source, passage, numbers, spans))
        else:
            passages.append(passage)
        at += note.count if note else 1
    notes = tuple(
        _footnote(parts[one.note.part][one.note.at :][: one.note.count], one.number) for one in come
    )
    return Moved(tuple(passages), notes, worded(tuple(spans)))


def _note_spans(source: str, passages: tuple[Passage, ...]) -> Iterator[Span]:
    found = _NOTE.match(passages[0].rows[0].text)
    end = found.end() if found else 0
    yield stretch(source, passages[0].rows[0], 0, end, SpanKind.STRUCTURE, _MARK)
    for passage in _body(passages):
        for row in passage.rows:
            yield whole(source, row, SpanKind.NOTE, "a footnote, in the section that calls it")


def _called(source: str, passage: Passage, numbers: dict[str, int], spans: list[Span]) -> Passage:
    rows = tuple(_row(source, row, numbers, spans) for row in passage.rows)
    return replace(passage, rows=rows)


def _row(source: str, row: Row, numbers: dict[str, int], spans: list[Span]) -> Row:
    if "[^" not in row.text:
        return row
    pieces: list[str] = []
    at = 0
    for found in _CALL.finditer(row.text):
        number = numbers.get(found["label"] or "")
        if number is None:
            continue
        start, end = found.span()
        spans.append(stretch(source, row, start, end, SpanKind.STRUCTURE, _MARK))
        pieces += (row.text[at:start], call_place(number, end - start))
        at = end
    return replace(row, text="".join((*pieces, row.text[at:]))) if pieces else row


def _footnote(passages: tuple[Passage, ...], number: int) -> Footnote:
    return Footnote(str(number), _body(passages), passages[0].line, moved=True)


def _body(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Return a note without its mark, its lines no longer set in."""
    found = _NOTE.match(passages[0].rows[0].text)
    first = first_cut(passages[0], found.end() if found else 0)
    return tuple(_set_out(each) for each in (first, *passages[1:]) if each)


def _set_out(passage: Passage) -> Passage:
    return replace(passage, rows=tuple(map(_row_set_out, passage.rows)))


def _row_set_out(row: Row) -> Row:
    if row.start:
        return row
    bare = row.text.lstrip(" \t")
    return replace(row, text=bare, start=len(row.text) - len(bare))
