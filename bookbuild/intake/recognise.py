"""A source to posted chapters: divide it, read each head, find each closing note."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bookbuild.intake.chapters import starts_of_chapters
from bookbuild.intake.divisions import Divided, divide
from bookbuild.intake.head import read_below_heading, read_head
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
from bookbuild.intake.passages import Passage, is_fence
from bookbuild.intake.posted import Habit, Layout, lay_out
from bookbuild.intake.posted_chapter import Head, Piece, PostedChapter, PostedNote, Viewpoint
from bookbuild.intake.pov import point_of_view
from bookbuild.intake.report import Finding, Span, SpanKind
from bookbuild.intake.sources import Source
from bookbuild.intake.spans import around, rules, whole, worded
from bookbuild.intake.title_page import library_header, read_title_page
from bookbuild.model.book import Kind, NoteKind
from bookbuild.report import BookbuildError, Exit


def chapters_of(source: Source, pattern: str = "") -> tuple[PostedChapter, ...]:
    """Return the chapters of a source, at least one. Pure: a source gives the same chapters.

    ``pattern`` is the author's own for headings, "" for none. Raises `BookbuildError` (exit 1)
    where there is nothing but space in the source, `PatternRefused` for a wrong pattern.
    """
    posted = _posted_chapters(source)
    if source.markdown and not pattern:
        return posted
    known = frozenset(chapter.head.heading_line for chapter in posted)
    divided = divide(source.lines, pattern)
    if not divided.divisions or not (pattern or is_divided(divided, known)):
        return posted
    return _long_text(source, divided)


def _posted_chapters(source: Source) -> tuple[PostedChapter, ...]:
    layout = with_rows_apart(lay_out(source.lines, source.markdown))
    if not layout.passages:
        message = f"{source.name}: This file is empty. Name a file with text in it."
        raise BookbuildError(message, Exit.MANUSCRIPT)
    first = read_head(source.name, layout, layout.passages).next
    starts = (0, *starts_of_chapters(layout.passages, first))
    ends = (*starts[1:], len(layout.passages))
    parts = [layout.passages[start:end] for start, end in zip(starts, ends, strict=True)]
    chapters = tuple(_chapter(source, layout, part) for part in parts)
    general = _habit_findings(source, layout)
    return (replace(chapters[0], findings=general + chapters[0].findings), *chapters[1:])


def _long_text(source: Source, divided: Divided) -> tuple[PostedChapter, ...]:
    layout = text_layout(source, divided)
    before, *texts = texts_between(layout, divided.divisions)
    page = read_title_page(source, before, library_header(source, divided.left_out))
    chapters = [
        _below(source, layout, text, division_head(source, division))
        for division, text in zip(divided.divisions, texts, strict=True)
    ]
    if page.rest:
        chapters.insert(0, _untouched(source, page.rest, front_head(page.rest[0].line)))
    first = chapters[0]
    head = replace(first.head, work=page.title, author=page.author)
    spans = (*page.spans, *first.spans, *left_out_spans(source, divided.left_out))
    findings = _habit_findings(source, layout) + division_findings(source, divided)
    spans = tuple(sorted(spans, key=lambda span: span.line))
    chapters[0] = replace(first, head=head, spans=spans, findings=findings + first.findings)
    return tuple(chapters)


def _below(
    source: Source, layout: Layout, passages: tuple[Passage, ...], head: Head
) -> PostedChapter:
    if head.kind is Kind.PART or not passages:
        return _untouched(source, passages, head)
    reading = read_below_heading(source.name, layout, passages, head)
    return replace(_read(source, layout, passages, reading), line=head.heading_line)


def _untouched(source: Source, passages: tuple[Passage, ...], head: Head) -> PostedChapter:
    """Return a section whose text is taken as it stands, rules and all."""
    told = tuple(_as_it_stands(source.name, passage) for passage in passages)
    spans = (span for one in told for span in one.spans)
    return PostedChapter(
        source=source.name,
        stem=source.stem,
        markdown=source.markdown,
        line=head.heading_line,
        head=head,
        story=tuple(one.piece for one in told),
        closing=(),
        spans=(*head.spans, *spans),
        findings=head.findings,
    )


def _chapter(source: Source, layout: Layout, passages: tuple[Passage, ...]) -> PostedChapter:
    return _read(source, layout, passages, read_head(source.name, layout, passages))


def _read(
    source: Source, layout: Layout, passages: tuple[Passage, ...], reading: HeadReading
) -> PostedChapter:
    body = passages[reading.next :]
    start = closing_start(body, layout.usual_space)
    story = _without_last_rule(body[:start]) if start < len(body) else body
    dropped = rules(source.name, body[len(story) : start], "the line above the closing note")
    told = tuple(_told(source.name, passage) for passage in story)
    notes, note_spans, note_findings = _closing(source.name, body[start:])
    fences = _fences(source, passages)
    spans = (span for one in told for span in one.spans)
    findings = (finding for one in told for finding in one.findings)
    return PostedChapter(
        source=source.name,
        stem=source.stem,
        markdown=source.markdown,
        line=passages[0].line,
        head=reading.head,
        story=tuple(one.piece for one in told),
        closing=notes,
        spans=(*reading.head.spans, *spans, *dropped, *note_spans, *fences),
        findings=(*reading.head.findings, *findings, *note_findings),
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


def _as_it_stands(source: str, passage: Passage) -> _Told:
    unknown = passage.rule and as_scene_break(passage.rows[0].text) == "***"
    return _Told(passage, rules(source, (passage,), "a scene break") if unknown else ())


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
