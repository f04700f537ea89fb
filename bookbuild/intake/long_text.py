"""A long text, divided as a reader would divide it: a novel in one file, as libraries keep them.

`divisions` finds the headings and what is none of the book; this module makes chapters of them.
Every word of a heading becomes a setting or is listed; what is left out is listed line by line.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from bookbuild.intake.divisions import Divided, Division, LeftOut
from bookbuild.intake.heading_words import heading_label, heading_spans, heading_title
from bookbuild.intake.passages import Passage, Row
from bookbuild.intake.posted import Layout, lay_out
from bookbuild.intake.posted_chapter import Head
from bookbuild.intake.report import Finding, Span, SpanKind
from bookbuild.intake.sources import Source
from bookbuild.intake.spans import whole, worded
from bookbuild.model.book import Kind, Matter

SURE = 0.8
"""Below this a heading may be none, and the author is asked."""

_ENOUGH = 2


def is_divided(divided: Divided, known: frozenset[int]) -> bool:
    """Return whether a text has divisions beyond those that begin on the ``known`` lines.

    Where the rules for posted chapters find the same headings, they know more about what stands
    around them.
    """
    sure = {found.line for found in divided.divisions if found.confidence >= SURE}
    return len(sure) >= _ENOUGH and not (divided.left_out == () and sure <= known)


def text_layout(source: Source, divided: Divided) -> Layout:
    """Return the passages of the text alone, without headings and what is left out."""
    lines = list(source.lines)
    spans = [(one.first_line, one.last_line) for one in divided.left_out]
    spans += [(one.line, one.last_heading_line) for one in divided.divisions]
    for first, last in spans:
        lines[first - 1 : last] = [""] * (last - first + 1)
    return lay_out(tuple(lines), source.markdown)


def texts_between(
    layout: Layout, divisions: tuple[Division, ...]
) -> tuple[tuple[Passage, ...], ...]:
    """Return the passages before the first division, then those of each division."""
    waiting = deque(layout.passages)
    texts: list[tuple[Passage, ...]] = []
    for end in (*(division.line for division in divisions), 0):
        text: list[Passage] = []
        while waiting and (not end or waiting[0].line < end):
            text.append(waiting.popleft())
        texts.append(tuple(text))
    return tuple(texts)


def division_head(source: Source, division: Division) -> Head:
    """Return what a division's heading says, with its lines as spans."""
    rows = tuple(_rows(source, division.line, division.last_heading_line))
    label, title = heading_label(division), heading_title(division)
    return Head(
        kind=division.kind,
        number=division.number,
        label=label,
        title=title,
        heading_line=division.line,
        pov=division.pov if division.kind in (Kind.CHAPTER, Kind.OTHER) else "",
        matter=division.matter if division.kind is Kind.OTHER else None,
        confidence=division.confidence,
        said=division.label,
        counted=division.number is not None and not label,
        spans=heading_spans(source.name, rows, label, title),
    )


def left_out_spans(source: Source, left: tuple[LeftOut, ...]) -> tuple[Span, ...]:
    """Return a span for each line with words that is none of the book."""
    return worded(
        tuple(
            whole(source.name, row, SpanKind.LEFT_OUT, one.why)
            for one in left
            for row in _rows(source, one.first_line, one.last_line)
        )
    )


def _rows(source: Source, first: int, last: int) -> Iterator[Row]:
    for number, line in enumerate(source.lines[first - 1 : last], first):
        if line.strip():
            yield Row(line.strip(), number, len(line) - len(line.lstrip()))


def division_findings(source: Source, divided: Divided) -> tuple[Finding, ...]:
    """Return how many headings were found, and which of them may be none."""
    count = len(divided.divisions)
    many = "One heading was" if count == 1 else f"{count} headings were"
    remedy = "Look at them with --plan. If others divide the book, name them with --chapters."
    found = Finding(0, source.name, f"{many} found in this text.", remedy)
    return (found, *(_asked(source, one) for one in divided.divisions if one.confidence < SURE))


def _asked(source: Source, division: Division) -> Finding:
    text = source.lines[division.line - 1].strip()[:100]
    what = f"“{text}” was taken for a heading, which is not certain."
    return Finding(division.line, source.name, what, "If it is text, join the two files.")


def front_head(matter_line: int) -> Head:
    """Return the head of a section that holds what stands before the first heading."""
    return replace(Head(), kind=Kind.OTHER, matter=Matter.FRONT, heading_line=matter_line, said="")
