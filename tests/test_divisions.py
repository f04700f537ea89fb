"""A text's divisions, found as a reader finds them: made-up books, each of another shape.

A case is a text in ``tests/divisions`` and what a librarian says of it: a row for each division
(lines of the heading, kind, label, title, level, number, point of view) and for what is left out.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bookbuild.intake.divisions import Divided, Division, PatternRefused, divide
from bookbuild.intake.divisions.numerals import chinese, fold, read_numeral

CASES = Path(__file__).parent / "divisions"
TEXTS = sorted(CASES.glob("*.txt"))


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_divisions_of_a_made_up_book(text: Path) -> None:
    divided = divide(tuple(text.read_text("utf-8").split("\n")))
    expected = text.with_suffix(".expected").read_text("utf-8").strip()
    assert "\n".join(_rows(divided)) == expected


def _rows(divided: Divided) -> list[str]:
    rows = [_row(division) for division in divided.divisions]
    left = [f"left out {s.first_line}-{s.last_line} | {s.why}" for s in divided.left_out]
    return rows + left


def _row(division: Division) -> str:
    number = "" if division.number is None else str(division.number)
    lines = f"{division.line}-{division.last_heading_line}"
    cells = (lines, division.kind.value, division.label, division.title)
    return " | ".join((*cells, str(division.level), number, division.pov)).rstrip()


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Sechsunddreißigstes", 36),
        ("vingt et unième", 21),
        ("quatre-vingt-dix-neuf", 99),
        ("vigésimo primero", 21),
        ("décimo tercero", 13),
        ("treinta y uno", 31),
        ("trentatreesimo", 33),
        ("zevenentwintigste", 27),
        ("one hundred and twenty-first", 121),
        ("двадцать первая", 21),
        ("XLIX", 49),
        ("2nd", 2),
        ("IIII", 4),
    ],
)
def test_numbers_are_read_in_words(words: str, value: int) -> None:
    found = read_numeral(tuple(fold(word) for word in words.replace("-", " ").split()))
    assert found
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("十二", 12), ("一百零八", 108), ("廿三", 23), ("一〇三", 103), ("甲", None)],
)
def test_chinese_numbers(text: str, value: int | None) -> None:
    assert chinese(text) == value


def test_the_authors_pattern_alone_decides() -> None:
    lines = ("Chapter 1", "", "Text.", "", "== Home ==", "", "Text.", "", "== Away ==", "", "Text.")
    divided = divide(lines, pattern="^==")
    assert [(d.line, d.title) for d in divided.divisions] == [(5, "Home"), (9, "Away")]


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|b)*c", "[", "a*b*c*d*", "x" * 300, "((a+)b)+"])
def test_a_pattern_that_could_take_forever_is_refused(pattern: str) -> None:
    with pytest.raises(PatternRefused):
        divide(("text",), pattern=pattern)


def test_what_is_uncertain_says_so() -> None:
    text = (CASES / "misprinted_number.txt").read_text("utf-8")
    sure = [division.confidence for division in divide(tuple(text.split("\n"))).divisions]
    assert sure[2] < min(sure[:2] + sure[3:])


@pytest.mark.parametrize(
    "line",
    ["", "Chapter 1", "Contents", "THE TITLE", "I", "«", "*", "第", "*** END OF THIS PROJECT"],
)
def test_odd_texts_are_divided_in_bounded_time(line: str) -> None:
    begin = time.process_time()
    divided = divide((line, "") * 20_000)
    assert time.process_time() - begin < 10
    spans = [(division.line, division.last_heading_line) for division in divided.divisions]
    assert all(first <= last for first, last in spans)
    assert spans == sorted(spans)


def test_nothing_at_all() -> None:
    assert divide(()) == Divided((), ())
