"""The words of a heading: its label and its title as settings, and the spans of its lines."""

from __future__ import annotations

import re

from bookbuild.intake.divisions import Division
from bookbuild.intake.kind_names import names_a_kind
from bookbuild.intake.passages import Row
from bookbuild.intake.report import Span, SpanKind
from bookbuild.intake.slugs import slug_of
from bookbuild.intake.spans import stretch, worded
from bookbuild.model.book import Kind

_WORD = re.compile(r"[^\W_]+")
_USUAL = re.compile(
    r"\b(?:chapter|chap|ch|kapitel|kap|chapitre|cap[ií]tulo|cap[ií]tol|capitolo|hoofdstuk"
    r"|rozdział|kapitola|глава|fejezet|luku)\b|第.{1,12}章",
    re.IGNORECASE,
)
"""The word for a chapter, which bookbuild sets itself in the book's language."""

_USUAL_PARTS = re.compile(
    r"\b(?:part|teil|partie|parte|deel|część|del|часть)\b|第.{1,12}部", re.IGNORECASE
)


def heading_title(division: Division) -> str:
    """Return the title to be written: where a named section has none, its own name may be one."""
    title = division.title.strip()
    if title or division.kind in (Kind.CHAPTER, Kind.PART):
        return title
    name = division.label.strip()
    return "" if division.kind is not Kind.OTHER and _is_usual_name(name) else name


def _is_usual_name(name: str) -> bool:
    return names_a_kind(slug_of(name), name)


def heading_label(division: Division) -> str:
    """Return the label that has to be written, "" where bookbuild says the same itself."""
    label = division.label.strip()
    match division.kind:
        case Kind.CHAPTER:
            usual = _USUAL.search(label) or not _other_words(label)
        case Kind.PART:
            usual = _USUAL_PARTS.search(label) or not _other_words(label)
        case _:
            return ""
    return "" if usual and division.number is not None else label


def _other_words(label: str) -> bool:
    """Whether a label says more than a number in figures."""
    return re.fullmatch(r"\W*(?:\d+|[ivxlcdm]+)\W*", label, re.IGNORECASE) is None


def heading_spans(source: str, rows: tuple[Row, ...], label: str, title: str) -> tuple[Span, ...]:
    """Return the spans of a heading's lines: words of the settings are moved, others structure."""
    return tuple(span for row in rows for span in _spans(source, row, label, title))


def _spans(source: str, row: Row, label: str, title: str) -> tuple[Span, ...]:
    words = tuple(_WORD.finditer(row.text))
    first, last = _run(words, title)
    begin = words[first].start() if first < last else len(row.text)
    end = words[last - 1].end() if first < last else len(row.text)
    of_label, until = _run(words[:first] if first < last else words, label)
    middle = words[until - 1].end() if of_label == 0 and until else 0
    heading, into = "the heading", "the heading's title"
    return worded(
        (
            stretch(source, row, 0, middle, SpanKind.MOVED, "the heading's label"),
            stretch(source, row, middle, begin, SpanKind.STRUCTURE, heading),
            stretch(source, row, begin, end, SpanKind.MOVED, into),
            stretch(source, row, end, len(row.text), SpanKind.STRUCTURE, heading),
        )
    )


def _run(words: tuple[re.Match[str], ...], text: str) -> tuple[int, int]:
    """Return the longest run of words, from and to, that stands in a text; the last of several."""
    wanted = tuple(found.group() for found in _WORD.finditer(text))
    here = tuple(found.group() for found in words)
    for length in range(min(len(wanted), len(here)), 0, -1):
        parts = {wanted[at : at + length] for at in range(len(wanted) - length + 1)}
        for first in range(len(here) - length, -1, -1):
            if here[first : first + length] in parts:
                return first, first + length
    return 0, 0
