"""The head of a posted chapter: all that stands above its story, in whatever order.

The head is read passage by passage until one is neither a heading, a note, a point of view, a
date, nor a header line. That one begins the story.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bookbuild.intake.chapters import heading, is_heading, is_title_line
from bookbuild.intake.dates import posted_day
from bookbuild.intake.notes import Label, header, label, opening_end, summary
from bookbuild.intake.posted import Layout, Passage, first_cut, last_cut, row_by_row
from bookbuild.intake.posted_chapter import Head, PostedNote
from bookbuild.intake.pov import point_of_view
from bookbuild.intake.report import Finding, Span, SpanKind
from bookbuild.intake.spans import around, rules, stretch, whole, worded
from bookbuild.model.book import NoteKind

_BY = re.compile(r"[\s*_~(]*(?:written )?by[: ]\s*(?P<name>\S.{0,59}?)[\s*_~)]*", re.IGNORECASE)
_AUTHOR = re.compile(
    r"[\s*_]*(?:author|written by)[\s*_]*[:–—-][\s*_]*(?P<name>\S.{0,59}?)[\s*_]*", re.I
)
_TITLE = re.compile(
    r"[\s*_]*(?P<word>title|story(?: title)?|chapter title)[\s*_]*[:–—-]"
    r"[\s*_]*(?P<name>\S.{0,150}?)[\s*_]*",
    re.I,
)


_LONGEST_HEAD = 200
"""No head has more passages than this; what looks like one is story."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a rule of the head made of the passages from an index on: the head, the next index."""

    head: Head
    next: int


@dataclass(frozen=True, slots=True)
class _Page:
    """What every rule of the head looks at."""

    source: str
    passages: tuple[Passage, ...]
    usual: int


_Rule = Callable[[_Page, int, Head], Taken | None]


def apart(layout: Layout) -> Layout:
    """Return the layout with the rows of header blocks as passages of their own.

    "Title: ...", "by ...", "Rating: ..." on lines without a blank line between them are one
    passage to `posted`, and as many statements.
    """
    passages: list[Passage] = []
    for index, passage in enumerate(layout.passages):
        near = index < 12 and 1 < len(passage.rows) < 40
        passages.extend(_statements(passage, index == 0) if near else (passage,))
    return replace(layout, passages=tuple(passages))


def _statements(passage: Passage, first: bool) -> tuple[Passage, ...]:
    rows = row_by_row(passage)
    titled = first and is_title_line(passage.rows[0].text) and _BY.fullmatch(passage.rows[1].text)
    starts = [0, *(i for i in range(1, len(rows)) if _is_statement(rows[i]))]
    if not titled and not _is_statement(rows[0]):
        return (passage,)
    if titled or _stands_alone(rows[0]):
        starts = sorted({*starts, 1, *([2] if titled and len(rows) > 2 else [])})
    ends = (*starts[1:], len(rows))
    return tuple(_cut_rows(passage, s, e) for s, e in zip(starts, ends, strict=True))


def _cut_rows(passage: Passage, start: int, end: int) -> Passage:
    space = passage.space if start == 0 else 0
    return Passage(passage.rows[start:end], passage.joints[start : end - 1], space)


def _is_statement(row: Passage) -> bool:
    text = row.rows[0].text
    labelled = label(row) or header(row) or summary(row)
    return bool(labelled or _stands_alone(row) or _AUTHOR.fullmatch(text) or _TITLE.fullmatch(text))


def _stands_alone(row: Passage) -> bool:
    text = row.rows[0].text
    return bool(heading(text) or point_of_view(text) or posted_day(text) or _TITLE.fullmatch(text))


def read_head(source: str, layout: Layout, passages: tuple[Passage, ...]) -> Taken:
    """Read the head of the passages; the index is that of the first passage of the story."""
    page = _Page(source, passages, layout.usual_space)
    taken = Taken(Head(), 0)
    while taken.next < min(len(passages), _LONGEST_HEAD):
        found = _first_that_fits(page, taken)
        if not found:
            break
        taken = found
    return taken


def _first_that_fits(page: _Page, taken: Taken) -> Taken | None:
    for rule in _RULES:
        found = rule(page, taken.next, taken.head)
        if found:
            return found
    return None


# --------------------------------------------------------------------------------- the rules


def _rule_below_head(page: _Page, at: int, head: Head) -> Taken | None:
    passage = page.passages[at]
    if not passage.rule:
        return None
    spans = rules(page.source, (passage,), "the line above the story")
    return Taken(replace(head, spans=head.spans + spans), at + 1)


def _chapter_heading(page: _Page, at: int, head: Head) -> Taken | None:
    passage = page.passages[at]
    row = passage.rows[0]
    found = None if head.heading_line or not is_heading(passage) else heading(row.text)
    if not found:
        return None
    titled = replace(
        head,
        kind=found.kind,
        number=found.number,
        label=found.label,
        title=found.title,
        heading_line=row.line,
        work=found.work or head.work,
    )
    spans = _heading_spans(page.source, passage, found.title, found.title_start, found.work)
    what = f"“{row.text.strip()}” is the chapter's heading."
    noted = _add(titled, spans, _finding(page, row.line, what, "Change it in the file's settings."))
    if len(passage.rows) == 2:
        return _title_below(page, passage, 1, Taken(noted, at + 1))
    below = page.passages[at + 1] if at + 2 < len(page.passages) else None
    if below and not found.title and _is_title_below(below):
        return _title_below(page, below, 0, Taken(noted, at + 2))
    return Taken(noted, at + 1)


def _heading_spans(
    source: str, passage: Passage, title: str, start: int, work: str
) -> tuple[Span, ...]:
    """The label is structure, the titles of the chapter and of the work are moved."""
    row = passage.rows[0]
    begin = row.text.index(work) if work else 0
    middle = begin + len(work)
    end = start if title else len(row.text)
    return worded(
        (
            stretch(source, row, begin, middle, SpanKind.MOVED, "the book's title"),
            stretch(source, row, middle, end, SpanKind.STRUCTURE, "the chapter's heading"),
            stretch(source, row, end, len(row.text), SpanKind.MOVED, "the chapter's title"),
        )
    )


def _is_title_below(passage: Passage) -> bool:
    one_line = len(passage.rows) == 1 and not passage.rule
    other = label(passage) or header(passage) or summary(passage)
    text = passage.rows[0].text
    taken = other or point_of_view(text) or posted_day(text) or _AUTHOR.fullmatch(text)
    return one_line and not taken and not _BY.fullmatch(text) and is_title_line(text)


def _title_below(page: _Page, passage: Passage, index: int, taken: Taken) -> Taken:
    row = passage.rows[index]
    span = whole(page.source, row, SpanKind.MOVED, "the chapter's title")
    title = row.text.strip(" \t*_#")
    what = f"“{title}” below the heading is the chapter's title."
    remedy = "If it belongs to the story, move it from the file's settings into its text."
    found = replace(taken.head, title=title)
    return Taken(_add(found, worded((span,)), _finding(page, row.line, what, remedy)), taken.next)


def _viewpoint(page: _Page, at: int, head: Head) -> Taken | None:
    passage = page.passages[at]
    row = passage.rows[0]
    found = point_of_view(row.text) if len(passage.rows) == 1 and not head.pov else None
    if not found:
        return None
    spans = around(page.source, row, found.start, found.end, f"pov: {found.name}")
    what = f"“{row.text}” is the point of view: {found.name}."
    remedy = "If it is not, delete the line that begins with pov: in the file."
    return Taken(
        _add(replace(head, pov=found.name), spans, _finding(page, row.line, what, remedy)), at + 1
    )


def _posted_on(page: _Page, at: int, head: Head) -> Taken | None:
    passage = page.passages[at]
    row = passage.rows[0]
    day = posted_day(row.text) if len(passage.rows) == 1 and not head.day else None
    if not day:
        return None
    into = f"date: {day.isoformat()}"
    span = whole(page.source, row, SpanKind.STRUCTURE, into)
    finding = _finding(
        page,
        row.line,
        f"“{row.text}” is the day it was posted: {day.isoformat()}.",
        "Correct the line that begins with date: in the file if it is another.",
    )
    return Taken(_add(replace(head, day=day), (span,), finding), at + 1)


def _labelled_title(page: _Page, at: int, head: Head) -> Taken | None:
    passage = page.passages[at]
    row = passage.rows[0]
    found = _TITLE.fullmatch(row.text) if len(passage.rows) == 1 else None
    if not found:
        return None
    chapter = found["word"].lower().startswith("chapter")
    if head.title if chapter else head.work:
        return None
    into = "the chapter's title" if chapter else "the book's title"
    start, end = found.span("name")
    spans = around(page.source, row, start, end, into)
    name = found["name"]
    titled = replace(head, title=name) if chapter else replace(head, work=name)
    remedy = "Change it in the file's settings." if chapter else "Change it in book.yaml."
    return Taken(
        _add(titled, spans, _finding(page, row.line, f"“{name}” is {into}.", remedy)), at + 1
    )


def _author(page: _Page, at: int, head: Head) -> Taken | None:
    passage = page.passages[at]
    row = passage.rows[0]
    if len(passage.rows) > 1 or head.author:
        return None
    found = _AUTHOR.fullmatch(row.text) or (
        _BY.fullmatch(row.text) if head.work or at == 0 else None
    )
    if not found or len(found["name"].split()) > 6 or re.search(r"[.!?;:]$", found["name"]):
        return None
    start, end = found.span("name")
    spans = around(page.source, row, start, end, "author")
    finding = _finding(
        page, row.line, f"The author is “{found['name']}”.", "Change it in book.yaml."
    )
    return Taken(_add(replace(head, author=found["name"]), spans, finding), at + 1)


def _title_line(page: _Page, at: int, head: Head) -> Taken | None:
    """A title line is certain at the very top, where no paragraph could end without its mark."""
    passage = page.passages[at]
    row = passage.rows[0]
    something = head.work or head.heading_line or head.notes or head.pov
    if something or len(page.passages) < at + 2 or not _is_title_below(passage):
        return None
    title = row.text.strip(" \t*_#~")
    span = whole(page.source, row, SpanKind.MOVED, "title")
    remedy = "If it belongs to the story, move it from book.yaml or the settings into the text."
    finding = _finding(page, row.line, f"“{title}” at the top is the title.", remedy)
    return Taken(_add(replace(head, work=title), worded((span,)), finding), at + 1)


def _note(page: _Page, at: int, head: Head) -> Taken | None:
    found = label(page.passages[at]) or summary(page.passages[at])
    if not found:
        return None
    end = opening_end(page.passages, at, page.usual)
    kind = NoteKind.SUMMARY if summary(page.passages[at]) else NoteKind.OPENING
    inside = unlabelled(page.passages[at:end], found)
    line = page.passages[at].line
    remedy = (
        "If it ends elsewhere, move the line ::: below it. If it is story, delete both ::: lines."
    )
    what = f"“{found.name}” at the top begins {_called(kind)}, {_count(inside)} long."
    notes = (*head.notes, PostedNote(kind, inside)) if inside else head.notes
    spans = label_span(page.source, page.passages[at], found, _called(kind))
    return Taken(_add(replace(head, notes=notes), spans, _finding(page, line, what, remedy)), end)


def _called(kind: NoteKind) -> str:
    match kind:
        case NoteKind.SUMMARY:
            return "a summary"
        case NoteKind.OPENING:
            return "an author's note before the chapter"
        case NoteKind.CLOSING:
            return "an author's note after the chapter"


def _count(passages: tuple[Passage, ...]) -> str:
    return "one paragraph" if len(passages) == 1 else f"{len(passages)} paragraphs"


def unlabelled(passages: tuple[Passage, ...], found: Label) -> tuple[Passage, ...]:
    """Return a note's passages without the label, and without the brackets around all of it."""
    first = first_cut(passages[0], found.length)
    inside = [*([first] if first else []), *passages[1:]]
    if inside and found.closers:
        row = inside[-1].rows[-1].text
        count = len(row) - len(row.rstrip(found.closers))
        last = last_cut(inside[-1], count)
        inside = [*inside[:-1], *([last] if last else [])]
    return tuple(inside)


def label_span(source: str, passage: Passage, found: Label, into: str) -> tuple[Span, ...]:
    """Return the span of a note's label."""
    row = passage.rows[0]
    return (stretch(source, row, 0, found.length, SpanKind.STRUCTURE, into),)


def _header_line(page: _Page, at: int, head: Head) -> Taken | None:
    """Disclaimers, ratings and the like stay whole, label and all, in the note before."""
    passage = page.passages[at]
    name = header(passage)
    if not name:
        return None
    end = opening_end(page.passages, at, page.usual) if name.lower() == "disclaimer" else at + 1
    inside = page.passages[at:end]
    what = f"“{name}” at the top is part of an author's note before the chapter."
    remedy = "If it is story, move it below the line ::: that closes the note."
    finding = _finding(page, passage.line, what, remedy)
    return Taken(_add(replace(head, notes=_joined(head.notes, inside)), (), finding), end)


def _joined(notes: tuple[PostedNote, ...], more: tuple[Passage, ...]) -> tuple[PostedNote, ...]:
    """Header lines that follow one another are one note."""
    last = notes[-1] if notes else None
    if last and last.kind is NoteKind.OPENING and header(last.passages[0]):
        return (*notes[:-1], replace(last, passages=(*last.passages, *more)))
    return (*notes, PostedNote(NoteKind.OPENING, more))


_RULES: tuple[_Rule, ...] = (
    _rule_below_head,
    _chapter_heading,
    _viewpoint,
    _posted_on,
    _labelled_title,
    _note,
    _header_line,
    _author,
    _title_line,
)


def _add(head: Head, spans: tuple[Span, ...], finding: Finding) -> Head:
    return replace(head, spans=head.spans + spans, findings=(*head.findings, finding))


def _finding(page: _Page, line: int, what: str, remedy: str) -> Finding:
    return Finding(line, page.source, what, remedy)
