"""Spans: the words of a source that import takes out of the text, each with its line."""

from __future__ import annotations

from bookbuild.intake.passages import Passage, Row
from bookbuild.intake.report import Span, SpanKind


def stretch(source: str, row: Row, start: int, end: int, kind: SpanKind, into: str) -> Span:
    """Return the span of the row's characters from ``start`` to ``end``."""
    text = row.text[start:end].strip()
    return Span(source, row.line, row.start + start, row.start + end, text, kind, into)


def whole(source: str, row: Row, kind: SpanKind, into: str) -> Span:
    """Return the span of a whole row."""
    return stretch(source, row, 0, len(row.text), kind, into)


def around(source: str, row: Row, start: int, end: int, into: str) -> tuple[Span, ...]:
    """Return the spans of a row of which only ``start`` to ``end`` is moved into a field.

    The rest of the row ("'s POV") became structure. Stretches without words are no spans.
    """
    spans = (
        stretch(source, row, 0, start, SpanKind.STRUCTURE, into),
        stretch(source, row, start, end, SpanKind.MOVED, into),
        stretch(source, row, end, len(row.text), SpanKind.STRUCTURE, into),
    )
    return worded(spans)


def rules(source: str, passages: tuple[Passage, ...], into: str) -> tuple[Span, ...]:
    """Return the spans of lines of marks that hold letters ("xXx") and were left out."""
    rows = (row for passage in passages if passage.rule for row in passage.rows)
    return worded(tuple(whole(source, row, SpanKind.LEFT_OUT, into) for row in rows))


def worded(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the spans that hold a letter or a digit."""
    return tuple(span for span in spans if any(char.isalnum() for char in span.text))
