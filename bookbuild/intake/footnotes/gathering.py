"""Which passages may be notes, and how far each of them reaches."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bookbuild.intake.footnotes.brackets import bracketed
from bookbuild.intake.footnotes.signs import Sign, Style, follows, note_start, opens_bracket
from bookbuild.intake.passages import Joint, Passage, first_cut

_HEADING = re.compile(
    r"[\W_]*(?:foot\s?notes?|end\s?notes?|notes|notes? (?:to|on) .{1,60}|anmerkungen?"
    r"|fu(?:ß|ss)noten?|notes de bas de page|notas(?: al pie)?|note|voetnoten|noten"
    r"|fotnoter|fodnoter|примечания|сноски|[注註][释釋解]?)[\W_]*",
    re.IGNORECASE,
)
_LONGEST_HEADING = 80


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """Passages that may be a note.

    ``body`` is the note without its mark; ``passages`` are as they stood. ``joint`` is the line
    end between it and the block before it, where both stood in one paragraph. ``closed_at`` is
    the line and column of the bracket that closes it, (0, 0) for none; ``listed`` is a note that
    stands in a list of notes.
    """

    sign: Sign
    body: tuple[Passage, ...]
    passages: tuple[Passage, ...]
    joint: Joint | None = None
    closed_at: tuple[int, int] = (0, 0)
    listed: bool = False

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return self.passages[0].line


@dataclass(frozen=True, slots=True)
class NotesHeading:
    """The line above a list of notes."""

    passage: Passage

    @property
    def line(self) -> int:
        """Its line."""
        return self.passage.line


Item = Passage | NoteBlock | NotesHeading


def is_notes_heading(text: str) -> bool:
    """Return whether a line is the heading of a list of notes: "FOOTNOTES:", "Anmerkungen"."""
    return len(text) <= _LONGEST_HEADING and bool(_HEADING.fullmatch(text.strip()))


def gather(passages: tuple[Passage, ...], listed: bool) -> tuple[Item, ...]:
    """Return the passages of a section, those that may be notes as such.

    ``listed`` says that the section is a list of notes from its beginning.
    """
    waiting = deque(passages)
    base = min((row.indent for p in passages if not p.rule for row in p.rows), default=0)
    items: list[Item] = []
    while waiting:
        passage = waiting.popleft()
        sign = None if passage.rule else note_start(passage.rows[0].text, listed)
        if sign:
            waiting.appendleft(passage)
            items += _blocks(waiting, sign, listed, base)
        elif not listed and _heads_list(passage, waiting):
            items.append(NotesHeading(passage))
            listed = True
        else:
            text, notes = _parted(passage)
            items.append(text)
            waiting.extendleft(notes)
    return tuple(items)


def _heads_list(passage: Passage, waiting: deque[Passage]) -> bool:
    if len(passage.rows) > 1 or not waiting or waiting[0].rule:
        return False
    return is_notes_heading(passage.rows[0].text) and bool(
        note_start(waiting[0].rows[0].text, True)
    )


def _parted(passage: Passage) -> tuple[Passage, tuple[Passage, ...]]:
    """A named note may begin on any line of a paragraph."""
    for at in range(1, 0 if passage.rule else len(passage.rows)):
        text = passage.rows[at].text
        if text[0] == "[":
            sign = note_start(text, False)
            if sign and sign.style is Style.NAMED:
                one, two = _split(passage, at)
                return one, (two,)
    return passage, ()


def _split(passage: Passage, at: int) -> tuple[Passage, Passage]:
    one = replace(passage, rows=passage.rows[:at], joints=passage.joints[: at - 1])
    return one, Passage(passage.rows[at:], passage.joints[at:])


def _blocks(
    waiting: deque[Passage], sign: Sign, listed: bool, base: int
) -> Iterator[NoteBlock | Passage]:
    if sign.style is Style.NAMED and opens_bracket(waiting[0].rows[0].text):
        yield _in_brackets(waiting, sign, listed)
        return
    passage: Passage | None = waiting.popleft()
    joint: Joint | None = None
    while passage:
        at = _next_note(passage, sign, listed)
        if not at:
            further = _further(waiting, passage, sign, listed, base)
            yield _block(sign, passage, further, joint, listed)
            return
        one, two = _split(passage, at)
        yield _block(sign, one, (), joint, listed)
        joint = passage.joints[at - 1]
        passage, sign = two, note_start(two.rows[0].text, listed) or sign


def _block(
    sign: Sign,
    passage: Passage,
    further: tuple[Passage, ...],
    joint: Joint | None,
    listed: bool,
) -> NoteBlock | Passage:
    cut = first_cut(passage, sign.end)
    if cut is None:
        return passage
    return NoteBlock(sign, (cut, *further), (passage, *further), joint, listed=listed)


def _in_brackets(waiting: deque[Passage], sign: Sign, listed: bool) -> NoteBlock | Passage:
    found = bracketed(waiting)
    first = found.inside[0] if found and found.inside else None
    cut = first_cut(first, sign.end) if first else None
    if not found or not first:
        return waiting.popleft()
    whole = tuple(waiting.popleft() for _ in range(found.taken))
    if found.rest:
        waiting.appendleft(found.rest)
        last = whole[-1]
        kept = len(last.rows) - len(found.rest.rows)
        rows = last.rows[:kept]
        if found.closed_at[0] == found.rest.line:
            end = found.closed_at[1] + 1 - last.rows[kept].start
            rows = (*rows, replace(last.rows[kept], text=last.rows[kept].text[:end]))
        whole = (*whole[:-1], replace(last, rows=rows, joints=last.joints[: len(rows) - 1]))
    body = ((cut,) if cut else ()) + found.inside[1:]
    return NoteBlock(sign, body, whole, None, found.closed_at, listed) if body else whole[0]


def _next_note(passage: Passage, sign: Sign, listed: bool) -> int:
    """Return the row on which the next note begins, 0 for none."""
    for at in range(1, len(passage.rows)):
        found = note_start(passage.rows[at].text, listed)
        if found and found.style is sign.style and follows(sign.key, found.key):
            return at
    return 0


def _further(
    waiting: deque[Passage], first: Passage, sign: Sign, listed: bool, base: int
) -> tuple[Passage, ...]:
    """Return the paragraphs with which the note goes on.

    In a list of notes that is everything up to the next mark. Elsewhere they are set in deeper
    than the text, as its first lines or its turned lines are.
    """
    least = first.rows[0].indent if first.rows[0].indent > base else base + 2
    if sign.style is Style.MARKDOWN:
        least = base + 2
    found: list[Passage] = []
    while waiting and not waiting[0].rule and not note_start(waiting[0].rows[0].text, listed):
        set_in = all(row.indent >= least for row in waiting[0].rows)
        if not (listed and not _is_heading(waiting[0])) and not set_in:
            break
        found.append(waiting.popleft())
    return tuple(found)


def _is_heading(passage: Passage) -> bool:
    text = passage.rows[0].text
    return len(passage.rows) == 1 and text.isupper() and len(text) < _LONGEST_HEADING
