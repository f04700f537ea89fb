"""An author's own Markdown, made such that the reading room takes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.intake import import_sources, terminal_lines
from bookbuild.intake.closing import closed
from bookbuild.intake.escape import escaped
from bookbuild.intake.fences import is_fence, unfenced
from bookbuild.intake.own_notes import with_own_labels, without_calls_in
from bookbuild.intake.shown import shows_text
from bookbuild.intake.words import words_of
from bookbuild.read.manuscript import read_book
from bookbuild.read.markdown.divs import read_opening
from bookbuild.report import Severity

IDENTIFIER = "urn:uuid:00000000-0000-4000-8000-000000000000"


def _imported(folder: Path, text: str, name: str = "story.md") -> dict[str, str]:
    """Import a text; return its sections' files, which the reading room takes without an error."""
    source = folder / name
    source.write_text(text, encoding="utf-8")
    imported = import_sources((source,), folder / "book", IDENTIFIER)
    assert tuple(terminal_lines(imported))
    read = read_book(folder / "book")
    assert not [each for each in read.diagnostics if each.severity is Severity.ERROR]
    files = sorted((folder / "book" / "manuscript").glob("*.md"))
    return {file.name: file.read_text(encoding="utf-8") for file in files}


# --------------------------------------------------------------------------------- footnotes


def test_notes_at_the_end_of_a_file_go_to_the_chapters_that_call_them(tmp_path: Path) -> None:
    text = (
        "# Chapter 1\n\nShe went.[^1] And again.[^ann]\n\n# Chapter 2\n\nHe too.[^2]\n\n"
        "[^1]: In May.\n[^ann]: Ann's words.\n\n[^2]: In June,\n    or July.\n\n    Nobody knows.\n"
    )
    one, two = _imported(tmp_path, text).values()
    assert "She went.[^1] And again.[^2]" in one
    assert "[^1]: In May." in one
    assert "[^2]: Ann's words." in one
    assert two == "He too.[^2]\n\n[^2]: In June,\n    or July.\n\n    Nobody knows.\n"


def test_numbers_that_begin_again_belong_to_their_chapters(tmp_path: Path) -> None:
    text = (
        "# Chapter 1\n\nShe went.[^1]\n\n# Chapter 2\n\nHe too.[^1]\n\n# Notes\n\nTwo.\n\n"
        "[^1]: In May.\n\n[^1]: In June.\n"
    )
    one, two, *_ = _imported(tmp_path, text).values()
    assert "[^1]: In May." in one
    assert "[^1]: In June." in two


def test_a_call_without_a_note_stays_as_text(tmp_path: Path) -> None:
    (text,) = _imported(tmp_path, "She *went* out.[^1] `[^2]`\n\nHe too.\n").values()
    assert text.startswith("She *went* out.\\[^1] `[^2]`\n")


def test_a_title_calls_no_footnote(tmp_path: Path) -> None:
    assert without_calls_in("One[^1] `[^2]`") == "One\\[^1] `[^2]`"
    text = "---\nChapter 4\n\nA Sea.[^1]\n\nShe *went*.\n\n[^1]: In May.\n"
    assert _imported(tmp_path, text)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["A.[^1]", "[^1]: x"], ["A.[^1]", "[^1]: x"]),
        (["A.[^1]", "", "[^1]: x", "", "B.[^1]", "", "[^1]: y"], ["B.[^1-]", "[^1-]: y"]),
        (["A.[^1]", "[^1]: x", "B.[^1]"], ["A.[^1]", "[^1]: x", "B.[^1]"]),
        (["```", "a[^1]", "```", "b\\[^1]"], ["```", "a[^1]", "```", "b\\[^1]"]),
        (["> a[^q]", "", "> [^q]: b"], ["> a[^q]", "> [^q]: b"]),
        (["**[^1]: a"], ["**\\[^1]: a"]),
    ],
)
def test_each_label_has_one_note(lines: list[str], expected: list[str]) -> None:
    made = with_own_labels(lines)
    assert [line for line in made if line][-len(expected) :] == expected
    assert list(words_of("\n".join(made))) == list(words_of("\n".join(lines)))


def test_many_notes_with_one_label_keep_short_ones() -> None:
    lines = [line for _ in range(1_000) for line in ("A.[^1]", "", "[^1]: x", "")]
    made = with_own_labels(lines)
    notes = [line for line in made if line.startswith("[^")]
    assert len(set(notes)) == 1_000
    assert max(map(len, notes)) < 20


# -------------------------------------------------------------------------------- blocks


@pytest.mark.parametrize(
    "line",
    [
        *(
            ":::",
            "::::",
            ":::   ",
            "::: letter",
            ":::letter",
            "::: {}",
            "::: {.letter}",
            "::: a :::",
        ),
        *('::: {.letter only="print"}', "::: {#a .b c=d}", "::: note {.x}", "::: {-}"),
        *("::: two words", ":::;: not", ":::layout: post]]>***", ":::C> at", "::: {x", "::: {x}"),
    ],
)
def test_fences_are_what_the_reading_room_takes(line: str) -> None:
    inside = line.strip().lstrip(":").strip()
    assert is_fence(line) == (not inside or not read_opening(inside).unread)
    assert unfenced(line) == (line if is_fence(line) else f"\\{line}")


def test_what_is_open_is_closed(tmp_path: Path) -> None:
    text = "# Chapter 1\n\n:::: note\n\nShe went.\n\n:::C> at\n\n<!-- x\n\n```\ncode\n"
    (made,) = _imported(tmp_path, f"{text}\n# Not a heading\n").values()
    assert "\\:::C> at" in made
    assert closed(["::: a", "b"]) == ["::: a", "b", ":::"]
    assert closed(["- :::", "- a"]) == ["- \\:::", "- a"]


# ---------------------------------------------------------------------------- what shows nothing


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        *(("", False), ("<!-- x\ny -->", False), ("# A title", False), ("***\n\n* * *", False)),
        *(("::: notes\nSoon.\n:::", False), ("[^1]: x", False), ("+" * 300, False)),
        *(("\\- - - -", False), ("<hr/>", False), ("::: {.endnotes until=x}\na\n:::", False)),
        *(("A.", True), ("# A\n\n## B", True), ("…", True), ("::: letter\na\n:::", True)),
        *(("<!-- x --> a", True), ("![](a.png)", True), ("::: notes\na\n:::\n\nb", True)),
    ],
)
def test_what_shows_a_text(text: str, shows: bool) -> None:
    assert shows_text(text.split("\n")) is shows


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "- " * 200 + "\n"),
        ("a.md", "# Fish Out Of Water\n"),
    ],
)
def test_a_section_that_shows_nothing_is_a_draft(tmp_path: Path, name: str, text: str) -> None:
    (made,) = _imported(tmp_path, text, name).values()
    assert "status: draft\n" in made


def test_rows_of_lines_nest_no_emphasis() -> None:
    assert escaped("_" * 12) == "\\_" * 12
    assert escaped("a_b __so__") == "a_b __so__"
