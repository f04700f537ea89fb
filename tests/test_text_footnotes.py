"""Footnotes of plain texts, in every form in which books and libraries set them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.intake.folder import Folder
from bookbuild.intake.report import Finding, SpanKind
from bookbuild.intake.sources import Gathered, Source
from bookbuild.intake.work import Prepared, prepare

IDENTIFIER = "urn:uuid:6f1ed002-ab1c-4a5e-9f4e-0d5f0c6a7b11"
FILLER = (
    "The water had come over the wall in the night and stood in the kitchen up to",
    "the second stair, where a herring and one of the chairs were going round and",
    "round each other as if neither wished to be the first to leave the dance so",
    "early in the year and with the fiddler still awake and looking on from above.",
)


def imported(*texts: tuple[str, ...]) -> Prepared:
    """Import chapters of the given lines, each with a heading and a paragraph of prose."""
    lines: list[str] = []
    for number, text in enumerate(texts, 1):
        lines += [f"CHAPTER {number}", "", *FILLER, "", *text, "", ""]
    source = Source("a.txt", "a", tuple(lines))
    return prepare(Gathered((source,), False, ()), Path("book"), IDENTIFIER)


def folder(*texts: tuple[str, ...]) -> Folder:
    return imported(*texts).folder


def text(*lines: str) -> str:
    """Return what a chapter with these lines becomes, without its first paragraph."""
    chapter, _ = folder(lines, FILLER).pages[1:3]
    return chapter.text.split("\n\n", 1)[1]


def findings(*texts: tuple[str, ...]) -> tuple[Finding, ...]:
    about = imported(*texts).findings
    return tuple(one for one in about if "note" in one.what or "mark" in one.what)


# ------------------------------------------------------------------------- the forms of the marks


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ("[1]", "[1] Of hemp."),
        ("[1]", "[1]Of hemp."),
        ("[1]", "[1]: Of hemp."),
        ("[A]", "[A] Of hemp."),
        ("[*]", "[*] Of hemp."),
        ("[12]", "[12] Of hemp."),
        ("(1)", "(1) Of hemp."),
        (" (1)", "(1) Of hemp."),
        ("{1}", "{1} Of hemp."),
        ("*", "*Of hemp."),
        ("*", "* Of hemp."),
        ("†", "† Of hemp."),
        ("‡", "‡Of hemp."),
        ("¹", "¹ Of hemp."),
        ("¹²", "¹² Of hemp."),
        ("[^1]", "[^1]: Of hemp."),
        ("[^rope]", "[^rope]: Of hemp."),
        ("[1]", "[Footnote 1: Of hemp.]"),
        ("[A]", "[Footnote A: Of hemp.]"),
        ("*", "[Footnote *: Of hemp.]"),
        ("[1]", "[Note 1: Of hemp.]"),
        ("[1]", "[Fußnote 1: Of hemp.]"),
        ("[1]", "[Note de bas de page 1: Of hemp.]"),
        ("(1)", "[Nota 1: Of hemp.]"),
        ("[Footnote 1]", "[Footnote 1: Of hemp.]"),
        ("[1]", "Footnote 1: Of hemp."),
    ],
)
def test_a_mark_and_its_note(mark: str, note: str) -> None:
    assert text(f"She took the rope{mark} and went.", "", note, "", "It rained.") == (
        "She took the rope[^1] and went.\n\n[^1]: Of hemp.\n\nIt rained.\n"
    )


def test_the_marks_that_became_structure_are_listed_with_their_lines() -> None:
    spans = imported(("The rope[1] hung.", "", "[1] Of hemp."), FILLER).spans
    marks = [(one.line, one.text) for one in spans if "footnote" in one.into]
    assert marks == [(8, "[1]"), (10, "[1]")]


@pytest.mark.parametrize(
    "line",
    [
        "She paid $1 (1) and 2 [1837] for *that* and f*** it.",
        "“Whales * * * are fish,” he read.",
        "There were these: (1) a rope, (2) a lamp and (3) no matches.",
        "The * was a star. 5*3 is fifteen, x² is a square, and [sic] is Latin.",
        "He was *so* tired; *so* tired of it.",
    ],
)
def test_what_only_looks_like_a_mark_stays(line: str) -> None:
    plain = text(line, "", "It rained.")
    assert "[^" not in plain.replace("\\[^", "")
    assert not findings((line, "", "It rained."), FILLER)


def test_a_list_with_stars_is_no_list_of_notes() -> None:
    assert "[^" not in text("She had brought:", "", "* a rope", "* a lamp", "", "It rained.")


def test_a_row_of_stars_is_a_scene_break() -> None:
    assert text("The rope* hung.", "", "*Of hemp.", "", "* * *", "", "It rained.") == (
        "The rope[^1] hung.\n\n[^1]: Of hemp.\n\n* * *\n\nIt rained.\n"
    )


# ------------------------------------------------------------------------------ where notes stand


def test_notes_at_the_end_of_the_chapter_with_numbers_that_begin_again() -> None:
    one = ("The rope[1] and the lamp[2] hung.", "", "[1] Of hemp.", "", "[2] Of tin.")
    two = ("The boat[1] lay there.", "", "[1] Of oak.")
    first, second = folder(one, two).pages[1:]
    assert first.text.endswith("lamp[^2] hung.\n\n[^1]: Of hemp.\n\n[^2]: Of tin.\n")
    assert second.text.endswith("The boat[^1] lay there.\n\n[^1]: Of oak.\n")


def test_signs_that_begin_again_on_every_page() -> None:
    told = text(
        *("The rope* and the lamp† hung.", "", "*Of hemp.", "", "†Of tin.", ""),
        *("The boat* lay there.", "", "*Of oak."),
    )
    assert told == (
        "The rope[^1] and the lamp[^2] hung.\n\n[^1]: Of hemp.\n\n[^2]: Of tin.\n\n"
        "The boat[^3] lay there.\n\n[^3]: Of oak.\n"
    )


def test_notes_in_one_block() -> None:
    told = text("The rope[1] and the lamp[2] hung.", "", "[1] Of hemp.", "[2] Of tin.")
    assert told.endswith("\n\n[^1]: Of hemp.\n\n[^2]: Of tin.\n")


@pytest.mark.parametrize(
    "heading", ["FOOTNOTES:", "Footnotes", "NOTES", "Notes:", "ANMERKUNGEN", "Notas", "注释"]
)
@pytest.mark.parametrize("form", ["[{}]", "{}.", "({})", "{})"])
def test_notes_at_the_end_of_the_book(heading: str, form: str) -> None:
    one = ("The rope[1] and the lamp[2] hung.",)
    two: tuple[str, ...] = ("The boat[1] lay there.", "", "", "", heading, "")
    two += (f"{form.format(1)} Of hemp.", "", f"{form.format(2)} Of tin.", "")
    two += (f"{form.format(1)} Of oak.",)
    prepared = imported(one, two)
    first, second, *others = prepared.folder.pages[1:]
    assert not others
    assert first.text.endswith("lamp[^2] hung.\n\n[^1]: Of hemp.\n\n[^2]: Of tin.\n")
    assert second.text.endswith("The boat[^1] lay there.\n\n[^1]: Of oak.\n")
    moved = [(one.text, one.into) for one in prepared.spans if one.kind is SpanKind.NOTE]
    assert ("Of tin.", "a footnote, called in line 8") in moved


def test_numbers_that_go_on_through_the_book() -> None:
    one = ("The rope[1] and the lamp[2] hung.",)
    two = ("The boat[3] lay there.", "", "FOOTNOTES:", "", "[1] Of hemp.", "", "[2] Of tin.")
    first, second = folder(one, (*two, "", "[3] Of oak.")).pages[1:]
    assert first.text.endswith("[^1]: Of hemp.\n\n[^2]: Of tin.\n")
    assert second.text.endswith("[^1]: Of oak.\n")


def test_a_note_of_several_paragraphs() -> None:
    told = text(
        "The rope[1] hung.",
        *("", f"[Footnote 1: {FILLER[0][14:]}", "and behind the house.", "", "It is gone.]"),
        *("", "It rained."),
    )
    assert told == (
        f"The rope[^1] hung.\n\n[^1]: {FILLER[0][14:]} and behind the house.\n\n"
        "    It is gone.\n\nIt rained.\n"
    )


def test_a_note_goes_on_where_its_paragraphs_are_set_in() -> None:
    told = text("The rope[1] hung.", "", "[1] Of hemp.", "", "    It is gone.", "", "It rained.")
    assert told.endswith("\n\n[^1]: Of hemp.\n\n    It is gone.\n\nIt rained.\n")


def test_what_stands_between_two_notes_of_a_list_belongs_to_the_first() -> None:
    lines = (
        "He came[1] and went[2].",
        "",
        "[1] Of hemp.",
        "",
        "It was grown there.",
        "",
        "[2] By sea.",
    )
    assert text(*lines) == (
        "He came[^1] and went[^2].\n\n[^1]: Of hemp.\n\n    It was grown there.\n\n[^2]: By sea.\n"
    )


def test_what_stands_below_a_single_note_is_the_text() -> None:
    lines = ("He came[1].", "", "[1] Of hemp.", "", "He sat down[2].", "", "[2] By sea.")
    assert "    He sat" not in text(*lines)
    assert "He sat down[^2]." in text(*lines)


def test_a_note_that_follows_its_paragraph_without_a_blank_line() -> None:
    told = text("The rope[1] hung.", "[Footnote 1: Of hemp.]", "", "It rained.")
    assert told == "The rope[^1] hung.\n\n[^1]: Of hemp.\n\nIt rained.\n"


def test_a_note_within_the_line() -> None:
    told = text("The rope [Footnote: Of [new] hemp.] hung.", "", "It rained.")
    assert told.startswith("The rope^[Of \\[new\\] hemp.] hung.\n")


def test_a_note_without_a_mark_belongs_to_the_paragraph_above_it() -> None:
    told = text("The rope hung there.", "", "[Footnote: Of hemp.]", "", "It rained.")
    assert told == "The rope hung there.[^1]\n\n[^1]: Of hemp.\n\nIt rained.\n"


def test_the_same_sign_twice_on_a_page_calls_one_note() -> None:
    told = text("The rope* hung.", "", "The lamp* hung.", "", "*From Leith.")
    assert told == "The rope[^1] hung.\n\nThe lamp[^1] hung.\n\n[^1]: From Leith.\n"


def test_a_sign_behind_a_quotation_mark_and_a_space() -> None:
    assert text("“The rope.” *", "", "* Of hemp.").startswith("“The rope.”[^1]\n")


# --------------------------------------------------------------------- what has no other half


def test_a_mark_without_a_note_stays_and_is_said() -> None:
    prepared = ("The rope[1] and the lamp[2] hung.", "", "[1] Of hemp.")
    assert "The rope[^1] and the lamp[2] hung." in text(*prepared)
    assert [(one.line, one.what) for one in findings(prepared, FILLER)][1:] == [
        (8, "“2” calls a footnote that is not there (“The rope[1] and the lamp[2] hung....”).")
    ]


def test_a_note_without_a_mark_stays_and_is_said() -> None:
    prepared = ("The rope[1] hung.", "", "[1] Of hemp.", "", "[2] Of tin.")
    assert text(*prepared).endswith("[^1]: Of hemp.\n\n[2] Of tin.\n")
    assert [one.line for one in findings(prepared, FILLER)] == [0, 12]


def test_marks_without_any_notes_are_said_once() -> None:
    said = findings(("The rope[1] and the lamp[2] hung.",), ("The boat[1] lay there.",))
    assert [(one.line, one.what.split(",")[0]) for one in said] == [
        (8, "3 marks like [1] may call footnotes")
    ]


def test_a_note_that_is_never_closed_is_text() -> None:
    assert "[Footnote 1: Of hemp." in text("The rope[1] hung.", "", "[Footnote 1: Of hemp.")
