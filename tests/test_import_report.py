"""The report of an import: short enough to be read, and with the number of every line in it."""

from __future__ import annotations

import pytest

from bookbuild.intake import Finding, Span, SpanKind
from bookbuild.intake.folded import folded_findings, folded_spans, line_ranges


def heading(line: int) -> Span:
    return Span("a.txt", line, 0, 9, f"CHAPTER {line}", SpanKind.STRUCTURE, "the heading")


def notice(line: int) -> Span:
    return Span("a.txt", line, 0, 9, "A notice", SpanKind.LEFT_OUT, "the library's notice")


@pytest.mark.parametrize(
    ("lines", "near", "said"),
    [
        ([3], 1, "3"),
        ([1, 2, 3, 7], 1, "1–3, 7"),
        ([7, 1, 3, 3], 1, "1, 3, 7"),
        ([1, 5, 9, 30], 8, "1–9, 30"),
    ],
)
def test_lines_in_a_row_are_a_range(lines: list[int], near: int, said: str) -> None:
    assert line_ranges(lines, near) == said


def test_what_is_of_one_kind_is_one_line_with_every_number() -> None:
    spans = (notice(1), notice(4), *(heading(line) for line in (12, 89, 140, 200)), notice(300))
    assert tuple(folded_spans(spans)) == (
        'a.txt, lines 1–4, 300: "A notice" and the like left out: the library\'s notice.',
        'a.txt, lines 12, 89, 140, 200: "CHAPTER 12" and the like read as: the heading.',
    )


def test_a_few_are_said_one_by_one() -> None:
    spans = (heading(12), heading(89))
    assert tuple(folded_spans(spans)) == tuple(map(str, spans))


def test_findings_that_say_the_same_name_all_their_places() -> None:
    many = tuple(
        Finding(line, f"{name}.txt", f"“{line}” is a heading.", "Change it.")
        for name in "ab"
        for line in (1, 5, 9)
    )
    other = Finding(3, "a.txt", "This is another matter.", "Leave it.")
    assert tuple(folded_findings((many[0], other, *many[1:]))) == (
        "a.txt:1: “1” is a heading. Change it.",
        "  The same in 5 more places: a.txt:5, 9, b.txt:1, 5, 9.",
        "a.txt:3: This is another matter. Leave it.",
    )
