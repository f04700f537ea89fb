"""What a plain text sets apart by spaces, and what it cannot show: verse, quotations, pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.intake.report import SpanKind
from bookbuild.intake.sources import Gathered, Source
from bookbuild.intake.work import Prepared, prepare

IDENTIFIER = "urn:uuid:6f1ed002-ab1c-4a5e-9f4e-0d5f0c6a7b11"
PROSE = (
    "The water had come over the wall in the night and stood in the kitchen up to",
    "the second stair, where a herring and one of the chairs were going round and",
    "round each other as if neither wished to be the first to leave the dance so",
    "early in the year and with the fiddler still awake and looking on from above.",
)


def imported(*lines: str) -> Prepared:
    text = ("CHAPTER 1", "", *PROSE, "", *lines, "", *PROSE, "", "", "CHAPTER 2", "", *PROSE)
    return prepare(Gathered((Source("a.txt", "a", text),), False, ()), Path("book"), IDENTIFIER)


def between(*lines: str) -> str:
    """Return what the lines become that stand between two paragraphs of prose."""
    chapter = imported(*lines).folder.pages[1].text
    return chapter.split("\n\n", 1)[1].rsplit("\n\n", 1)[0]


def test_verse_keeps_its_lines_indents_and_stanzas() -> None:
    lines = (
        "    The ferry goes over,",
        "      The ferry comes back,",
        "",
        "    And black is the sea.",
    )
    stanza = ("    The water between them", "      Is patient and black.")
    assert between(*lines[:2], "", *stanza) == (
        "::: verse\nThe ferry goes over,\n  The ferry comes back,\n\n"
        "The water between them\n  Is patient and black.\n:::"
    )


def test_emphasis_that_goes_on_over_a_line_of_verse_is_opened_again() -> None:
    assert between("    _The ferry goes over,", "    The ferry comes back._") == (
        "::: verse\n_The ferry goes over,_\n_The ferry comes back._\n:::"
    )


@pytest.mark.parametrize("credit", ["    --Milton.", "                    --Milton."])
def test_verse_with_its_author(credit: str) -> None:
    told = between("    The ferry goes over,", "    The ferry comes back,", "", credit)
    assert told == (
        ":::: quote\n::: verse\nThe ferry goes over,\nThe ferry comes back,\n:::\n\n--Milton.\n::::"
    )


def test_prose_that_is_set_in_is_a_quotation() -> None:
    told = between(
        "     The ferry goes over to the other side at nine in the morning",
        "     and comes back at nine in the evening, if it comes back at",
        "     all.",
    )
    assert told.startswith(
        "::: quote\nThe ferry goes over to the other side at nine in the morning and"
    )


def test_an_address_is_no_verse() -> None:
    told = between("    Mr. Charles Dickens,", "    48 Doughty Street,", "    London.")
    assert "verse" not in told
    assert "Dickens,\\\n48 Doughty" in told


def test_a_centred_line_and_a_line_at_the_right() -> None:
    assert between(" " * 33 + "THE FERRY") == "::: center\nTHE FERRY\n:::"
    assert between(" " * 60 + "London, in May") == "::: right\nLondon, in May\n:::"


def test_verse_before_the_first_paragraph_is_an_epigraph() -> None:
    verse = ("    The ferry goes over,", "    The ferry comes back,")
    text: tuple[str, ...] = ("CHAPTER 1", "", *verse, "")
    text += (*PROSE, "", "", "CHAPTER 2", "", *PROSE)
    source = Source("a.txt", "a", text)
    pages = prepare(Gathered((source,), False, ()), Path("book"), IDENTIFIER).folder.pages
    assert pages[1].text.startswith(":::: epigraph\n::: verse\nThe ferry goes over,\n")


def test_a_text_that_is_set_in_as_a_whole_is_prose() -> None:
    text = ("CHAPTER 1", "", *(f"  {line}" for line in PROSE), "", "", "CHAPTER 2", "", *PROSE)
    source = Source("a.txt", "a", text)
    pages = prepare(Gathered((source,), False, ()), Path("book"), IDENTIFIER).folder.pages
    assert ":::" not in pages[1].text


def test_chinese_verse_is_told_by_its_measure() -> None:
    lines = ("    混沌未分天地乱，茫茫渺渺无人见。", "    自从盘古破鸿蒙，开辟从兹清浊辨。")
    source = Source("a.txt", "a", ("    诗曰：", *lines, "    那猴在山中，却会行走跳跃。"))
    text = prepare(Gathered((source,), False, ()), Path("book"), IDENTIFIER).folder.pages[1].text
    assert (
        "::: verse\n混沌未分天地乱，茫茫渺渺无人见。\n自从盘古破鸿蒙，开辟从兹清浊辨。\n:::" in text
    )


def test_wrapped_chinese_is_joined_without_a_space_and_korean_with_one() -> None:
    chinese = ("那猴在山中却会行走跳跃食草木饮涧泉采山花觅树果与狼虫为伴虎豹",) * 5
    korean = ("그는 산에서 걷고 뛰고 풀과 나무를 먹고 물을 마시고 꽃을 따고 열매",) * 5
    for lines, joint in ((chinese, "虎豹那猴"), (korean, "열매 그는")):
        source = Source("a.txt", "a", lines)
        pages = prepare(Gathered((source,), False, ()), Path("book"), IDENTIFIER).folder.pages
        assert joint in pages[1].text


def test_a_picture_that_is_not_there_is_left_out_and_listed() -> None:
    mark = ("[Illustration: The ferry,", "", "[_Drawn by Turner_]]", "", "It rained.")
    prepared = imported(*mark)
    assert between(*mark) == "It rained."
    left = [(one.line, one.text) for one in prepared.spans if one.kind is SpanKind.LEFT_OUT]
    assert left == [(8, "[Illustration: The ferry,"), (10, "[_Drawn by Turner_]")]
    assert any("picture" in one.what and one.line == 8 for one in prepared.findings)


def test_a_picture_in_the_midst_of_a_line() -> None:
    assert between("[Illustration] It rained.") == "It rained."


def test_a_bracket_that_never_closes_is_text() -> None:
    assert "Illustration: The ferry" in between("[Illustration: The ferry", "", "It rained.")
