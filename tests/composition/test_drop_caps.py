"""A chapter's large initial: what it leaves of its paragraph, its font, the lines beside it."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from bookbuild.model.edition import Edition
from bookbuild.model.editions import HALF_LETTER, Format, ThemeName
from bookbuild.model.text import (
    Code,
    Inline,
    Inlines,
    NoteRef,
    PageMark,
    Paragraph,
    Picture,
    Style,
    Styled,
    Text,
    Verbatim,
    plain_text,
)
from bookbuild.read.styles import read_styles
from bookbuild.write.pdf import Printed, make_pdf
from bookbuild.write.pdf.composition.column import Column, SetParagraph, set_column
from bookbuild.write.pdf.composition.drop_caps import Initials, capped, with_cap
from bookbuild.write.pdf.composition.faces import TypeFaces
from bookbuild.write.pdf.composition.galley import galley
from bookbuild.write.pdf.composition.items import Measurer
from bookbuild.write.pdf.design import page_design, type_design
from bookbuild.write.pdf.fonts import font_faces
from bookbuild.write.pdf.initials import LargeLetters, large_letters
from bookbuild.write.themes import theme
from bookbuild.write.themes.classic import CLASSIC
from bookbuild.write.themes.theme import Theme
from bookbuild.write.themes.variants import large_print
from tests.composition.laid import setup
from tests.editions import chapter, edition

STYLES = read_styles(Path(__file__).parent / "no such folder").value
SENTENCE = "he ferry had not run since Easter, and the ferryman mended what was whole. "
CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZÉÇ")
LETTERS = Initials({"T": (30.0, 30.0, 30.0), "A": (20.0, 40.0, 40.0)}, {"“": 8.0}, 2.0, 5.0)


# ----------------------------------------------------------------------- what the letter leaves


@pytest.mark.parametrize(
    ("inlines", "shown", "rest"),
    [
        ((Text("The river"),), "T", "he river"),
        ((Text("“The river"),), "“T", "he river"),
        ((Text("A river"),), "A ", "river"),
        ((Text("A\u00a0river"),), "A ", "river"),
        ((Styled(Style.LEAD_IN, (Text("The river"),)), Text(" ran")), "T", "he river ran"),
        ((Styled(Style.EMPHASIS, (Text("A"),)), Text(" river")), "A ", "river"),
        ((Text("“"), Styled(Style.EMPHASIS, (Text("The"),)), Text(" river")), "“T", "he river"),
        ((PageMark("1", "page-1"), Verbatim("The river")), "T", "he river"),
    ],
)
def test_the_letter_is_taken_out_of_the_text(inlines: Inlines, shown: str, rest: str) -> None:
    made = capped(inlines, LETTERS)
    assert made is not None
    assert (made.cap.text, plain_text(made.rest)) == (shown, rest)


@pytest.mark.parametrize(
    "first",
    [
        *(Text("1893 was"), Text("— The river"), Text("the river"), Text("“"), Text("")),
        *(Text("Ürte came"), Code("The river"), NoteRef("1"), Picture("a.png", "")),
    ],
)
def test_what_opens_otherwise_has_no_cap(first: Inline) -> None:
    assert capped((first,), LETTERS) is None


def test_a_mark_hangs_as_far_as_there_is_room() -> None:
    made = capped((Text("“The river"),), LETTERS)
    assert made is not None
    assert (made.cap.hang, made.cap.indents) == (5.0, (33.0, 33.0, 33.0))


def test_a_letter_that_is_a_word_has_more_air_and_its_lines_stay_straight() -> None:
    straight, close = (capped((Text(text),), LETTERS) for text in ("T was", "A river"))
    assert straight is not None
    assert straight.cap.indents == (32.0, 32.0, 32.0)
    assert close is not None
    assert close.cap.indents == (22.0, 40.0, 40.0)


def test_no_character_is_lost_with_the_styles() -> None:
    inlines = (Styled(Style.EMPHASIS, (Text("T"),)), NoteRef("1"), Text("he river"))
    made = capped(inlines, LETTERS)
    assert made is not None
    assert made.rest == (NoteRef("1"), Text("he river"))


# ------------------------------------------------------------------------------------ the font


@cache
def letters(named: Theme = CLASSIC, *, rectos: bool = True) -> LargeLetters:
    faces = font_faces((), CAPITALS, theme=named)
    made = large_letters(faces, page_design(HALF_LETTER, theme=named), CAPITALS, rectos=rectos)
    assert made is not None
    return made


THEMES = tuple(theme(name) for name in ThemeName)
SIZES = (*THEMES, *map(large_print, THEMES))


@cache
def font_of(named: Theme) -> Any:
    return TTFont(io.BytesIO(letters(named).face.data))


def box(named: Theme, letter: str) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of a letter's ink, in points from the first baseline."""
    font = font_of(named)
    glyph = font["glyf"][font.getBestCmap()[ord(letter)]]
    points = named.text.size / font["head"].unitsPerEm
    return (
        *(glyph.xMin * points, glyph.yMin * points),
        *(glyph.xMax * points, glyph.yMax * points),
    )


@pytest.mark.parametrize("named", SIZES, ids=lambda each: f"{each.name.value} {each.text.size:g}")
def test_a_letter_stands_on_its_last_line_and_begins_at_the_edge(named: Theme) -> None:
    lines = named.drop_cap.lines
    left, bottom, _, top = box(named, "H")
    assert left == pytest.approx(0, abs=0.1)
    assert bottom == pytest.approx(-(lines - 1) * named.text.leading, abs=0.5)
    assert top - bottom > (lines - 1) * named.text.leading + named.text.size / 2
    assert box(named, "É")[3] > top
    assert len(letters(named).initials.reaches["H"]) == lines


@pytest.mark.parametrize("named", SIZES, ids=lambda each: f"{each.name.value} {each.text.size:g}")
def test_no_line_beside_a_letter_touches_it(named: Theme) -> None:
    for letter in sorted(CAPITALS):
        reaches = letters(named).initials.reaches[letter]
        _, bottom, right, _ = box(named, letter)
        assert min(reaches[1:]) >= reaches[0], letter
        assert all(0 < reach < right + named.text.size / 2 for reach in reaches), letter
        # What goes below the last line beside it leaves the next one's ascenders alone.
        assert bottom > -len(reaches) * named.text.leading + named.text.size * 0.6, letter


def test_text_closes_up_to_an_a_and_an_l() -> None:
    reaches = letters().initials.reaches
    assert all(reaches[letter][0] < reaches[letter][1] - 8 for letter in "AL")
    assert all(len(set(reaches[letter])) == 1 for letter in "HIMNTVWY")


def test_a_mark_hangs_in_the_inner_margin() -> None:
    assert letters().initials.marks["“"] < letters().initials.hang
    assert letters(rectos=False).initials.hang < letters().initials.hang


def test_the_font_is_the_same_twice() -> None:
    faces = font_faces((), CAPITALS)
    again = large_letters(faces, page_design(HALF_LETTER), CAPITALS, rectos=True)
    from bookbuild.write.pdf import initials

    initials._made.cache_clear()
    anew = large_letters(faces, page_design(HALF_LETTER), CAPITALS, rectos=True)
    assert again == anew


# ----------------------------------------------------------------------------------- the lines


def column_of(text: str, named: Theme = CLASSIC) -> Column:
    design = replace(type_design(named), initials=letters(named).initials)
    measurer = Measurer(TypeFaces(font_faces((), CAPITALS, theme=named)), design)
    copies = with_cap(galley((Paragraph((Text(text),), id="p"), Paragraph((Text(text),), id="q"))))
    measure = page_design(HALF_LETTER, theme=named).measure
    return set_column(copies, measure, measurer, design, lambda lang: setup())


def first_of(column: Column) -> SetParagraph:
    paragraph = column.parts[0].paragraph
    assert paragraph is not None
    return paragraph


@pytest.mark.parametrize("named", SIZES, ids=lambda each: f"{each.name.value} {each.text.size:g}")
def test_the_first_lines_stand_beside_the_letter(named: Theme) -> None:
    column = column_of("T" + SENTENCE * 8, named)
    first = first_of(column)
    assert first.cap is not None
    beside = named.drop_cap.lines
    for setting in first.options:
        assert [line.indent for line in setting.lines[:beside]] == list(first.cap.indents)
        assert not any(line.indent for line in setting.lines[beside:])
    second = column.parts[1].paragraph
    assert second is not None
    assert second.cap is None


@pytest.mark.parametrize("text", ["T" + SENTENCE, "T" + SENTENCE * 2, "“1893,” he said. "])
def test_a_short_paragraph_has_no_cap(text: str) -> None:
    assert first_of(column_of(text)).cap is None


def test_a_paragraph_that_is_not_composed_has_none_and_says_so() -> None:
    column = column_of("T" + SENTENCE * 4 + "\u05d0")
    assert [greedy.capped for greedy in column.greedy] == [True, False]


# ----------------------------------------------------------------------------------- the pages


def printed(book: Edition) -> Printed:
    made = make_pdf(book, STYLES).value
    assert made is not None
    return made


def opened(*openings: str) -> Edition:
    units = tuple(
        chapter(f"chapter-{n}", f"Chapter {n}", (_long(text, f"p-{n}"),))
        for n, text in enumerate(openings, 1)
    )
    return replace(edition(units), format=Format.PDF, drop_caps=True)


def _long(text: str, id: str) -> Paragraph:
    return Paragraph((Text(text + SENTENCE * 6),), id=id)


def test_copied_text_has_whole_words(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(printed(opened("T", "A day on which t", "“J", "É")).pdf)
    for command in (["pdftotext", str(path), "-"], ["mutool", "draw", "-F", "txt", str(path)]):
        if not shutil.which(command[0]):
            pytest.skip(f"{command[0]} is not installed")
        said = subprocess.run(command, capture_output=True, check=True, text=True).stdout
        for words in ("The ferry had", "A day on which the ferry", "“Jhe ferry", "Éhe ferry"):
            assert words in said, command


def test_pages_begin_where_they_did() -> None:
    capped_pages = printed(opened("T", "W")).pagination.pages
    assert [start.block for start in capped_pages if start.unit] == ["p-1", "p-2"]
    assert [start.offset for start in capped_pages if start.unit] == [0, 0]


def test_a_script_without_capitals_is_told_of() -> None:
    book = opened("T")
    arabic = replace(book, metadata=replace(book.metadata, language="he"))
    told = make_pdf(arabic, STYLES).diagnostics
    assert "no-drop-caps" in {each.code for each in told}
