"""The sections of a text with their notes linked, and what there is to say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bookbuild.intake.footnotes.gathering import (
    Item,
    NoteBlock,
    NotesHeading,
    gather,
    is_notes_heading,
)
from bookbuild.intake.footnotes.joining import joined
from bookbuild.intake.footnotes.markdown_notes import move_notes
from bookbuild.intake.footnotes.pairing import Call, Pair, Paired, Place, pair
from bookbuild.intake.footnotes.places import MOST_NOTES, call_place, has_private_signs
from bookbuild.intake.footnotes.signs import Style, marks_in
from bookbuild.intake.footnotes.within_lines import with_inline_notes
from bookbuild.intake.passages import Passage, Row
from bookbuild.intake.posted_chapter import Footnote
from bookbuild.intake.report import Finding, Span, SpanKind
from bookbuild.intake.sources import Source
from bookbuild.intake.spans import stretch, whole, worded

_MOST_SAID = 20
_MOST_MARKS = 150_000
"""Where a text has more signs that might be a footnote's, none of them is looked at."""

__all__ = ["Linked", "SectionText", "is_notes_heading", "link_notes"]


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section's passages without its notes, and the notes that belong to it.

    ``emptied`` is True where the section was a list of notes, all of which stand elsewhere now.
    """

    passages: tuple[Passage, ...]
    notes: tuple[Footnote, ...] = ()
    spans: tuple[Span, ...] = ()
    emptied: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """The sections, in order, and what is to be said of their notes."""

    sections: tuple[SectionText, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Links:
    """What a section needs to know: its pairs, its notes' numbers, and which notes are taken.

    ``called_on`` has the lines of the calls of those notes that leave their section.
    """

    pairs: tuple[Pair, ...]
    numbers: dict[Place, int]
    taken: frozenset[Place]
    called_on: dict[Place, int]


def link_notes(
    source: Source, parts: tuple[tuple[Passage, ...], ...], lists: frozenset[int]
) -> Linked:
    """Return the sections with their notes linked; ``lists`` are those that hold only notes.

    In Markdown only those notes move that stand in another section than their calls. Where
    nothing can be a note, or too much, the passages come back as they are.
    """
    if not source.markdown and sum(map(marks_in, source.lines)) > _MOST_MARKS:
        return Linked(tuple(SectionText(part) for part in parts), (_too_many(source),))
    if any(has_private_signs(line) for line in source.lines):
        return Linked(tuple(SectionText(part) for part in parts), ())
    if source.markdown:
        moved = move_notes(source.name, parts)
        return Linked(tuple(SectionText(one.passages, one.notes, one.spans) for one in moved), ())
    gathered = tuple(gather(part, at in lists) for at, part in enumerate(parts))
    gathered, paired = joined(gathered, pair(gathered))
    sections = _sections(source, gathered, paired, lists)
    return Linked(sections, _findings(source, gathered, paired))


def _too_many(source: Source) -> Finding:
    what = f"There are more than {_MOST_MARKS:,} signs in it that might call footnotes."
    return Finding(
        0, source.name, what, "So none were linked. Import a part of the text at a time."
    )


def _sections(
    source: Source, gathered: tuple[tuple[Item, ...], ...], paired: Paired, lists: frozenset[int]
) -> tuple[SectionText, ...]:
    links = _links(gathered, paired)
    return tuple(_section(source, gathered, at, link, at in lists) for at, link in enumerate(links))


def _links(gathered: tuple[tuple[Item, ...], ...], paired: Paired) -> tuple[_Links, ...]:
    by_part: dict[int, list[Pair]] = defaultdict(list)
    for one in paired.pairs:
        by_part[one.call.part].append(one)
    called_on: dict[Place, int] = {}
    for one in paired.pairs:
        if one.note.part != one.call.part:
            called_on.setdefault(one.note, one.call.line)
    numbers = tuple(_numbers(by_part[at]) for at in range(len(gathered)))
    taken = frozenset(place for some in numbers for place in some)
    return tuple(
        _Links(tuple(by_part[at]), some, taken, called_on) for at, some in enumerate(numbers)
    )


def _numbers(pairs: list[Pair]) -> dict[Place, int]:
    """Number a section's notes in the order of their calls; no section may have too many."""
    order = dict.fromkeys(one.note for one in pairs)
    return {note: number for number, note in enumerate(order, 1) if number < MOST_NOTES}


def _section(
    source: Source, gathered: tuple[tuple[Item, ...], ...], part: int, links: _Links, listed: bool
) -> SectionText:
    items = gathered[part]
    spans: list[Span] = []
    passages: list[Passage] = []
    by_item: dict[int, list[Pair]] = defaultdict(list)
    for one in links.pairs:
        by_item[one.call.item].append(one)
    some_taken = False
    for at, item in enumerate(items):
        match item:
            case NoteBlock() if Place(part, at) in links.taken:
                spans += _note_spans(source, item, links.called_on.get(Place(part, at)))
                some_taken = True
            case NoteBlock():
                _restore(passages, item)
            case NotesHeading(passage) if _heads_taken(items, at, part, links):
                spans.append(whole(source.name, passage.rows[0], SpanKind.STRUCTURE, _HEADING))
            case NotesHeading(passage):
                passages.append(passage)
            case Passage():
                called, marks = _with_places(source, item, by_item.get(at, []), links)
                text, inline = with_inline_notes(source.name, called)
                passages.append(text)
                spans += (*marks, *inline)
    notes = tuple(
        _footnote(gathered, place, number, part) for place, number in links.numbers.items()
    )
    emptied = listed and some_taken and all(passage.rule for passage in passages)
    notes = tuple(sorted(notes, key=lambda note: note.line))
    return SectionText(tuple(passages), notes, worded(tuple(spans)), emptied)


_HEADING = "the heading of the notes"
_MARK = "the mark of a footnote"


def _heads_taken(items: tuple[Item, ...], at: int, part: int, links: _Links) -> bool:
    following = range(at + 1, len(items))
    return any(Place(part, later) in links.taken for later in following)


def _note_spans(source: Source, block: NoteBlock, called_on: int | None) -> Iterator[Span]:
    """The mark becomes structure; the words are listed where they leave their section."""
    row = block.passages[0].rows[0]
    yield stretch(source.name, row, 0, block.sign.end, SpanKind.STRUCTURE, _MARK)
    if called_on:
        into = f"a footnote, called in line {called_on}"
        for row in _rows(block.body):
            yield whole(source.name, row, SpanKind.NOTE, into)


def _rows(passages: tuple[Passage, ...]) -> tuple[Row, ...]:
    return tuple(row for passage in passages for row in passage.rows)


def _restore(passages: list[Passage], block: NoteBlock) -> None:
    """What is no note stands as it stood, in one paragraph with what was before it there."""
    first, *others = block.passages
    if block.joint and passages:
        last = passages.pop()
        joints = (*last.joints, block.joint, *first.joints)
        first = replace(last, rows=last.rows + first.rows, joints=joints)
    passages += (first, *others)


def _with_places(
    source: Source, passage: Passage, pairs: Iterable[Pair], links: _Links
) -> tuple[Passage, tuple[Span, ...]]:
    """Put places in the rows for their calls, which come in order."""
    by_row: dict[int, list[Pair]] = defaultdict(list)
    for one in pairs:
        if one.note in links.numbers:
            by_row[one.call.row].append(one)
    rows = list(passage.rows)
    spans: list[Span] = []
    for at, some in by_row.items():
        rows[at] = _row_with_places(passage.rows[at], some, links)
        for one in some:
            sign = one.call.sign
            kind = SpanKind.STRUCTURE
            spans.append(stretch(source.name, passage.rows[at], sign.start, sign.end, kind, _MARK))
    return (replace(passage, rows=tuple(rows)) if spans else passage), tuple(spans)


def _row_with_places(row: Row, pairs: list[Pair], links: _Links) -> Row:
    pieces: list[str] = []
    last = 0
    for one in pairs:
        sign = one.call.sign
        place = call_place(links.numbers[one.note], max(1, sign.end - sign.start))
        pieces += (row.text[last : sign.start], place)
        last = sign.end
    return replace(row, text="".join((*pieces, row.text[last:])))


def _footnote(
    gathered: tuple[tuple[Item, ...], ...], place: Place, number: int, part: int
) -> Footnote:
    block = gathered[place.part][place.item]
    body = block.body if isinstance(block, NoteBlock) else ()
    return Footnote(str(number), body, block.line, place.part != part)


# --------------------------------------------------------------------------------- what is said


def _findings(
    source: Source, gathered: tuple[tuple[Item, ...], ...], paired: Paired
) -> tuple[Finding, ...]:
    known = {one.call.sign.style for one in paired.pairs}
    calls = tuple(call for call in paired.calls if call.sign.style in known)
    blocks = tuple(
        block
        for place in paired.notes
        if isinstance(block := gathered[place.part][place.item], NoteBlock)
        if block.sign.style is Style.NAMED or _styles(block) & known
    )
    found = [_without_note(source, call) for call in calls[:_MOST_SAID]]
    found += [_without_call(source, block) for block in blocks[:_MOST_SAID]]
    more = max(0, len(calls) - _MOST_SAID) + max(0, len(blocks) - _MOST_SAID)
    if more:
        what = f"{more} more marks and notes like these have no other half."
        found.append(Finding(0, source.name, what, "They stay in the text."))
    if paired.pairs:
        notes = len({one.note for one in paired.pairs})
        many = "One footnote was" if notes == 1 else f"{notes} footnotes were"
        found.insert(0, Finding(0, source.name, f"{many} linked to the text.", ""))
    return (*found, *_bare(source, paired, known))


def _styles(block: NoteBlock) -> frozenset[Style]:
    return frozenset({block.sign.style})


def _without_note(source: Source, call: Call) -> Finding:
    text = source.lines[call.line - 1]
    about = text.strip()[:40]
    what = f"“{call.sign.key}” calls a footnote that is not there (“{about}...”)."
    remedy = "It stays in the text. Write the note as [^name]: below, and [^name] for the mark."
    return Finding(call.line, source.name, what, remedy)


def _without_call(source: Source, block: NoteBlock) -> Finding:
    about = block.passages[0].rows[0].text[:40]
    what = f"“{about}...” looks like a footnote, but nothing in the text calls it."
    remedy = "It stays where it was. Write [^name]: before it, and [^name] where it is called."
    return Finding(block.line, source.name, what, remedy)


def _bare(source: Source, paired: Paired, known: set[Style]) -> tuple[Finding, ...]:
    """Numbers in square brackets, close to their words, without any notes at all."""
    if Style.BRACKET in known:
        return ()
    bare = [
        call
        for call in paired.calls
        if call.sign.style is Style.BRACKET
        and call.sign.key.isdecimal()
        and len(call.sign.key) < 4
        and _is_close(source, call)
    ]
    if not bare:
        return ()
    many = "One mark" if len(bare) == 1 else f"{len(bare)} marks"
    what = f"{many} like [{bare[0].sign.key}] may call footnotes, which are not in the text."
    remedy = "They stay as they are. If there are notes, import their file with this one."
    return (Finding(bare[0].line, source.name, what, remedy),)


def _is_close(source: Source, call: Call) -> bool:
    line = source.lines[call.line - 1]
    at = line.find(f"[{call.sign.key}]")
    return at > 0 and not line[at - 1].isspace()
