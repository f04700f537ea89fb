"""A source to posted chapters: divide it, read each head, find each closing note."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace

from bookbuild.intake.chapters import starts_of_chapters
from bookbuild.intake.divisions import Divided, divide
from bookbuild.intake.footnotes import is_notes_heading, link_notes
from bookbuild.intake.head import read_below_heading, read_head
from bookbuild.intake.head_notes import read_note_above
from bookbuild.intake.head_reading import HeadReading
from bookbuild.intake.header_block import with_rows_apart
from bookbuild.intake.labels import label, label_span, unlabelled
from bookbuild.intake.long_text import (
    division_findings,
    division_head,
    front_head,
    is_divided,
    left_out_spans,
    text_layout,
    texts_between,
)
from bookbuild.intake.marks import as_scene_break
from bookbuild.intake.notes import closing_start
from bookbuild.intake.passages import Passage, Row, is_fence
from bookbuild.intake.picture_marks import WithoutPictures, picture_findings, without_pictures
from bookbuild.intake.posted import Habit, Layout, lay_out
from bookbuild.intake.posted_chapter import (
    Footnote,
    Head,
    Piece,
    PostedChapter,
    PostedNote,
    Viewpoint,
)
from bookbuild.intake.pov import point_of_view
from bookbuild.intake.report import Finding, Span, SpanKind
from bookbuild.intake.setting_apart import set_apart
from bookbuild.intake.sources import Source
from bookbuild.intake.spans import around, rules, whole, worded
from bookbuild.intake.title_page import FrontPart, front_parts, library_header, read_title_page
from bookbuild.intake.within import find_within
from bookbuild.model.book import Kind, NoteKind
from bookbuild.report import BookbuildError, Exit

_TOLD = (Kind.PROLOGUE, Kind.CHAPTER, Kind.INTERLUDE)
"""The sections whose story may have an author's note above it."""


def chapters_of(source: Source, pattern: str = "") -> tuple[PostedChapter, ...]:
    """Return the chapters of a source, at least one. Pure: a source gives the same chapters.

    ``pattern`` is the author's own for headings, "" for none. Raises `BookbuildError` (exit 1)
    where there is nothing but space in the source, `PatternRefused` for a wrong pattern.
    """
    posted = _posted(source)
    if source.markdown and not pattern:
        return _posted_chapters(source, posted)
    known = frozenset(one.head.heading_line for one in posted.sections)
    divided = divide(source.lines, pattern)
    if not divided.divisions or not (pattern or is_divided(divided, known)):
        return _posted_chapters(source, posted)
    return _long_text(source, divided)


def chapters_divided(source: Source, divided: Divided) -> tuple[PostedChapter, ...]:
    """Return the chapters of a source that is divided already, by an author's plan."""
    return _long_text(source, divided)


def chapters_beginning(source: Source, lines: frozenset[int]) -> tuple[PostedChapter, ...]:
    """Return the posted chapters that begin on these lines; others belong to the one before."""
    return _posted_chapters(source, _posted(source, lines))


@dataclass(frozen=True, slots=True)
class _Opened:
    """A section whose head is read: the line where it begins, its head, and what stands below.

    ``as_it_stands`` is for what has no author's notes in it: a title page, a list of notes.
    ``listed`` is a list of notes.
    """

    line: int
    head: Head
    body: tuple[Passage, ...]
    fences: tuple[Span, ...] = ()
    as_it_stands: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class _Posted:
    """A source divided by the rules for posted chapters, with its layout."""

    layout: Layout
    sections: tuple[_Opened, ...]


def _posted(source: Source, lines: frozenset[int] | None = None) -> _Posted:
    layout = with_rows_apart(lay_out(source.lines, source.markdown))
    if not layout.passages:
        message = f"{source.name}: This file is empty. Name a file with text in it."
        raise BookbuildError(message, Exit.MANUSCRIPT)
    first = read_head(source.name, layout, layout.passages).next
    starts = (0, *starts_of_chapters(layout.passages, first))
    opened = _opened_between(source, layout, starts)
    if lines is not None:
        begin = (one.head.heading_line or one.line for one in opened)
        kept = (at for at, line in zip(starts, begin, strict=True) if at == 0 or line in lines)
        opened = _opened_between(source, layout, tuple(kept))
    return _Posted(layout, opened)


def _opened_between(source: Source, layout: Layout, starts: tuple[int, ...]) -> tuple[_Opened, ...]:
    ends = (*starts[1:], len(layout.passages))
    parts = (layout.passages[start:end] for start, end in zip(starts, ends, strict=True))
    return tuple(_opened(source, part, read_head(source.name, layout, part)) for part in parts)


def _posted_chapters(source: Source, posted: _Posted) -> tuple[PostedChapter, ...]:
    chapters, said = _chapters(source, posted.layout, posted.sections)
    general = _habit_findings(source, posted.layout) + said
    return (replace(chapters[0], findings=general + chapters[0].findings), *chapters[1:])


def _opened(source: Source, passages: tuple[Passage, ...], reading: HeadReading) -> _Opened:
    fences = _fences(source, passages)
    return _Opened(passages[0].line, reading.head, passages[reading.next :], fences)


def _chapters(
    source: Source, layout: Layout, opened: tuple[_Opened, ...]
) -> tuple[tuple[PostedChapter, ...], tuple[Finding, ...]]:
    """Return the sections with their notes linked; a list of notes whose notes are all gone, goes.

    Its heading is then listed with the section before it.
    """
    shown = tuple(_without_pictures(source, one.body) for one in opened)
    lists = frozenset(at for at, one in enumerate(opened) if one.listed)
    linked = link_notes(source, tuple(one.passages for one in shown), lists)
    chapters: list[PostedChapter] = []
    for one, pictures, text in zip(opened, shown, linked.sections, strict=True):
        spans = (*pictures.spans, *text.spans)
        if text.emptied and chapters:
            gone = _heading_spans(source, one.head)
            last = chapters[-1]
            chapters[-1] = replace(last, spans=(*last.spans, *gone, *spans))
            continue
        read = _as_it_stands if one.as_it_stands else _read
        chapter = read(source, layout, text.passages, one)
        story = _with_notes(chapter.story, text.notes)
        chapters.append(replace(chapter, story=story, spans=(*chapter.spans, *spans)))
    lines = tuple(line for pictures in shown for line in pictures.lines)
    return tuple(chapters), (*linked.findings, *picture_findings(source.name, lines))


def _without_pictures(source: Source, passages: tuple[Passage, ...]) -> WithoutPictures:
    if source.markdown:
        return WithoutPictures(passages, (), ())
    return without_pictures(source.name, passages)


def _heading_spans(source: Source, head: Head) -> tuple[Span, ...]:
    lines = sorted({span.line for span in head.spans})
    rows = (Row(source.lines[line - 1], line) for line in lines)
    into = "the heading of the notes"
    return tuple(whole(source.name, row, SpanKind.STRUCTURE, into) for row in rows)


def _with_notes(story: tuple[Piece, ...], notes: tuple[Footnote, ...]) -> tuple[Piece, ...]:
    """Put each note where it stood; one that stood with another section comes last."""
    waiting = deque(note for note in notes if not note.moved)
    placed: list[Piece] = []
    for piece in story:
        while waiting and waiting[0].line < piece.line:
            placed.append(waiting.popleft())
        placed.append(piece)
    return (*placed, *waiting, *(note for note in notes if note.moved))


def _long_text(source: Source, divided: Divided) -> tuple[PostedChapter, ...]:
    layout = text_layout(source, divided)
    before, *texts = texts_between(layout, divided.divisions)
    page = read_title_page(source, before, library_header(source, divided.left_out))
    opened = [
        _below(source, layout, text, division_head(source, division))
        for division, text in zip(divided.divisions, texts, strict=True)
    ]
    rest = page.rest
    if opened:
        opened[0], rest = _with_note_above(source, layout, rest, opened[0])
    opened[:0] = [_front(part) for part in front_parts(rest)]
    found, said = _chapters(source, layout, tuple(opened))
    chapters = list(found)
    first = chapters[0]
    head = replace(first.head, work=page.title, author=page.author)
    spans = (*page.spans, *first.spans, *left_out_spans(source, divided.left_out))
    findings = _habit_findings(source, layout) + division_findings(source, divided) + said
    spans = tuple(sorted(spans, key=lambda span: span.line))
    chapters[0] = replace(first, head=head, spans=spans, findings=findings + first.findings)
    return tuple(chapters)


def _with_note_above(
    source: Source, layout: Layout, above: tuple[Passage, ...], first: _Opened
) -> tuple[_Opened, tuple[Passage, ...]]:
    """Return the first section with the labelled note above its heading, and what is left there."""
    at = next((i for i, passage in enumerate(above) if label(passage)), len(above))
    if at == len(above) or first.as_it_stands or first.head.kind not in _TOLD:
        return first, above
    read = read_note_above(HeadReading(source.name, above[at:], layout.usual_space))
    if not read:
        return first, above
    head, note = first.head, read.head
    head = replace(
        head,
        notes=note.notes + head.notes,
        spans=note.spans + head.spans,
        findings=note.findings + head.findings,
    )
    return replace(first, head=head), above[:at]


def _front(part: FrontPart) -> _Opened:
    line = part.passages[0].line
    head = front_head(line)
    if part.dedicates:
        head = replace(head, kind=Kind.DEDICATION, matter=None)
    return _Opened(line, head, part.passages, as_it_stands=True)


def _below(source: Source, layout: Layout, passages: tuple[Passage, ...], head: Head) -> _Opened:
    line = head.heading_line
    listed = is_notes_heading(head.title or head.said)
    if head.kind is Kind.PART or listed or not passages:
        return _Opened(line, head, passages, as_it_stands=True, listed=listed)
    reading = read_below_heading(source.name, layout, passages, head)
    return replace(_opened(source, passages, reading), line=line)


def _as_it_stands(
    source: Source, layout: Layout, passages: tuple[Passage, ...], opened: _Opened
) -> PostedChapter:
    """Return a section whose text is taken as it stands, rules and all."""
    spans = _unknown_rules(source.name, passages)
    story = passages if source.markdown else set_apart(passages, layout)
    head = opened.head
    return PostedChapter(
        source=source.name,
        stem=source.stem,
        markdown=source.markdown,
        line=opened.line,
        head=head,
        story=story,
        closing=(),
        spans=(*head.spans, *spans),
        findings=head.findings,
    )


def _unknown_rules(source: str, passages: tuple[Passage, ...]) -> tuple[Span, ...]:
    unknown = (p for p in passages if p.rule and as_scene_break(p.rows[0].text) == "***")
    return rules(source, tuple(unknown), "a scene break")


def _read(
    source: Source, layout: Layout, body: tuple[Passage, ...], opened: _Opened
) -> PostedChapter:
    start = closing_start(body, layout.usual_space)
    story = _without_last_rule(body[:start]) if start < len(body) else body
    dropped = rules(source.name, body[len(story) : start], "the line above the closing note")
    told = tuple(_told(source.name, passage) for passage in story)
    notes, note_spans, note_findings = _closing(source.name, body[start:])
    spans = (span for one in told for span in one.spans)
    findings = (finding for one in told for finding in one.findings)
    pieces = tuple(one.piece for one in told)
    head = opened.head
    return PostedChapter(
        source=source.name,
        stem=source.stem,
        markdown=source.markdown,
        line=opened.line,
        head=head,
        story=pieces if source.markdown else find_within(set_apart(pieces, layout), head.title),
        closing=notes,
        spans=(*head.spans, *spans, *dropped, *note_spans, *opened.fences),
        findings=(*head.findings, *findings, *note_findings),
    )


def _without_last_rule(story: tuple[Passage, ...]) -> tuple[Passage, ...]:
    end = len(story)
    while end > 1 and story[end - 1].rule:
        end -= 1
    return story[:end]


def _fences(source: Source, passages: tuple[Passage, ...]) -> tuple[Span, ...]:
    """In Markdown, a line that begins with ::: is markup of its own and no text."""
    if not source.markdown:
        return ()
    rows = (row for passage in passages for row in passage.rows if is_fence(row))
    return worded(tuple(whole(source.name, row, SpanKind.STRUCTURE, "a block") for row in rows))


# ----------------------------------------------------------------------------------- the story


@dataclass(frozen=True, slots=True)
class _Told:
    """What a passage of the story becomes, and what there is to say of it."""

    piece: Piece
    spans: tuple[Span, ...] = ()
    findings: tuple[Finding, ...] = ()


def _told(source: str, passage: Passage) -> _Told:
    if passage.rule:
        unknown = as_scene_break(passage.rows[0].text) == "***"
        return _Told(passage, rules(source, (passage,), "a scene break") if unknown else ())
    row = passage.rows[0]
    found = point_of_view(row.text) if len(passage.rows) == 1 else None
    if not found:
        return _Told(passage, findings=_mid_story(source, passage))
    around_name = around(source, row, found.start, found.end, f"point of view: {found.name}")
    # The name itself stays in the text, as the words of the block.
    spans = tuple(span for span in around_name if span.kind is SpanKind.STRUCTURE)
    what = f"“{row.text}” changes the point of view to {found.name}."
    remedy = "If it belongs to the story, delete the lines ::: pov and ::: around it."
    finding = Finding(row.line, source, what, remedy)
    return _Told(Viewpoint(found.name, row.line), spans, (finding,))


def _mid_story(source: str, passage: Passage) -> tuple[Finding, ...]:
    """A note in the middle of the story stays there: only its author knows where it belongs."""
    found = label(passage)
    if not found:
        return ()
    what = f"“{found.name}” in the middle of the story stays where it is, as text."
    remedy = "To make it a note, put a line ::: notes above it and a line ::: below it."
    return (Finding(passage.line, source, what, remedy),)


# ------------------------------------------------------------------------------ the closing note


def _closing(
    source: str, passages: tuple[Passage, ...]
) -> tuple[tuple[PostedNote, ...], tuple[Span, ...], tuple[Finding, ...]]:
    spans = list(rules(source, passages, "a line in the closing note"))
    findings: list[Finding] = []
    inside: list[Passage] = []
    for part in _labelled_parts(tuple(p for p in passages if not p.rule)):
        found = label(part[0])
        inside.extend(unlabelled(part, found) if found else part)
        if found:
            spans.extend(label_span(source, part[0], found, "an author's note after the chapter"))
    if inside:
        many = "" if len(inside) == 1 else f", {len(inside)} paragraphs long"
        start = passages[0].rows[0].text[:60]
        what = f"“{start}” at the end begins an author's note after the chapter{many}."
        remedy = "If it is story, delete the lines ::: endnotes and ::: around it."
        findings.append(Finding(passages[0].line, source, what, remedy))
    notes = (PostedNote(NoteKind.CLOSING, tuple(inside)),) if inside else ()
    return notes, tuple(spans), tuple(findings)


def _labelled_parts(passages: tuple[Passage, ...]) -> tuple[tuple[Passage, ...], ...]:
    """Divide closing passages where a label begins a new note."""
    starts = [0, *(i for i in range(1, len(passages)) if label(passages[i]))] if passages else []
    ends = (*starts[1:], len(passages))
    return tuple(passages[start:end] for start, end in zip(starts, ends, strict=bool(starts)))


# ------------------------------------------------------------------------------- the whole source


def _habit_findings(source: Source, layout: Layout) -> tuple[Finding, ...]:
    match layout.habit:
        case Habit.BLANK_LINES if layout.wrapped:
            what = "The lines were wrapped by hand or by a mail program, and are joined again."
            remedy = "A line end that was meant has a backslash before it: add or delete those."
        case Habit.BLANK_LINES:
            return ()
        case Habit.LINES:
            what = (
                "Each line is taken for a paragraph. Blank lines between them make no scene break."
            )
            remedy = "Put a line with *** where a scene ends."
        case Habit.INDENTS:
            what = "A line that is set in is taken for the beginning of a paragraph."
            remedy = "If verse or a list became paragraphs, set it right in the new file."
    return (Finding(0, source.name, what, remedy),)
