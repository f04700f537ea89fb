"""The footnotes of an author's own Markdown, made such that the reading room takes them.

A section is put together of files, or cut out of one, so that a label may be used twice in it, and
a call may have lost its note. Words stay as they are: a label that is used again gets a hyphen
behind it, which is no word, and a call without a note gets a backslash, so that it stands there as
text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

_LABEL = r"[^\s\[\]]{1,200}"
_NOTE = re.compile(rf"(?:[\s>]|[-+*]\s){{0,20}}\[\^(?P<label>{_LABEL})\]:")
_CALL = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`{1,3})(?!`).{1,2000}?(?<!`)(?P=ticks)(?!`))"
    rf"|(?<!\\)\[\^(?P<label>{_LABEL})\]"
)
_CODE = re.compile(r" {0,3}(`{3,})")
_COUNTED = str.maketrans("01", "_-")
"""Numbers of two signs that are no words: -, -_, --, -__."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A call, or the beginning of a note, by the line and the column of its label's brackets."""

    line: int
    start: int
    label: str
    note: bool


def with_own_labels(lines: list[str]) -> list[str]:
    """Return a section's lines with one note for each label and one label for each call."""
    if not any("[^" in line for line in lines):
        return lines
    marks = tuple(_marks(lines))
    notes: dict[str, list[_Mark]] = defaultdict(list)
    for mark in marks:
        if mark.note:
            notes[mark.label].append(mark)
    taken = {mark.label for mark in marks}
    names = {mark: name for some in notes.values() for mark, name in _named(some, taken)}
    changed: dict[int, list[tuple[_Mark, str]]] = defaultdict(list)
    for mark in marks:
        new = _written(mark, notes.get(mark.label, []), names)
        if new:
            changed[mark.line].append((mark, new))
    return [_with(line, changed[at]) if at in changed else line for at, line in enumerate(lines)]


def without_calls_in(title: str) -> str:
    """Return a title with a backslash before what would call a footnote, which it cannot have."""
    return _CALL.sub(lambda found: found[0] if found["code"] else f"\\{found[0]}", title)


def _marks(lines: list[str]) -> Iterator[_Mark]:
    code = ""
    for at, line in enumerate(lines):
        ticks = _CODE.match(line)
        if code:
            code = "" if ticks and len(ticks[1]) >= len(code) and not line.strip(" `") else code
            continue
        if ticks and "`" not in line[ticks.end() :]:
            code = ticks[1]
            continue
        if "[^" not in line:
            continue
        note = _NOTE.match(line)
        if note:
            yield _Mark(at, note.start("label") - 2, note["label"], note=True)
        for found in _CALL.finditer(line, note.end() if note else 0):
            if not found["code"]:
                yield _Mark(at, found.start(), found["label"], note=False)


def _named(notes: list[_Mark], taken: set[str]) -> Iterator[tuple[_Mark, str]]:
    """Yield each note of one label with a label of its own; the first keeps what it has."""
    yield notes[0], notes[0].label
    count = 0
    for mark in notes[1:]:
        name = mark.label
        while name in taken:
            count += 1
            name = mark.label + f"{count:b}".translate(_COUNTED)
        taken.add(name)
        yield mark, name


def _written(mark: _Mark, notes: list[_Mark], names: dict[_Mark, str]) -> str:
    """Return what a mark is to be, "" where it stays: a call takes the next note with its label."""
    if not notes:
        return f"\\[^{mark.label}]"
    at = bisect_left(notes, mark.line, key=lambda note: note.line)
    name = names[mark if mark.note else notes[min(at, len(notes) - 1)]]
    return "" if name == mark.label else f"[^{name}]"


def _with(line: str, changed: list[tuple[_Mark, str]]) -> str:
    pieces: list[str] = []
    at = 0
    for mark, new in changed:
        pieces += (line[at : mark.start], new)
        at = mark.start + len(mark.label) + 3
    return "".join((*pieces, line[at:]))
