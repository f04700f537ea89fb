"""Letters, their headings and datelines in a plain text, and words of other languages."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from bookbuild.build.books import build_books
from bookbuild.build.request import BuildRequest
from bookbuild.intake import import_sources
from bookbuild.intake.sources import Gathered, Source
from bookbuild.intake.within import with_languages
from bookbuild.intake.within.foreign import language_of
from bookbuild.intake.within.lines import (
    is_greeting,
    is_signature,
    is_valediction,
    is_when_and_where,
    names_document,
    names_letter,
)
from bookbuild.intake.within.quotation import Reach, reach
from bookbuild.intake.work import prepare
from bookbuild.model.editions import Format
from tests.test_setting_apart import PROSE, between, imported

LONG = (
    '"The ferry has not gone out since Sunday, and the harbour master will not say',
    "when it will. We burn the chairs now, and the fiddler sleeps in the kitchen.",
)


# ---------------------------------------------------------------------------------- one line


@pytest.mark.parametrize(
    "line",
    [
        "_Letter, Ann Gray to Clara Bell._",
        "_Letter (by hand), Ann Gray to Clara Bell_.",
        "_Telegram, Gray, Leith, to Bell, Hull._",
        "_Telegram, October 24th._",
        "_Note left by Ann Gray in the kitchen_",
        "_Report from Dr. Bell to the harbour master._",
        "_Ann Gray's Journal._",
        "_Dr. Bell's Diary--continued._",
        "ANN GRAY'S JOURNAL",
        'LOG OF THE "HALCYON."',
        '_"The Leith Herald," 18 September._',
        "_Brief von Anna an Clara_",
        "_Cutting from the Leith Herald_",
    ],
)
def test_these_lines_head_a_document(line: str) -> None:
    assert names_document(line)


@pytest.mark.parametrize(
    "line",
    [
        "Letter, Ann Gray to Clara Bell.",
        "_Halcyon_",
        "_Her letter lay on the table, and nobody took it up for three whole days._",
        "_She wrote to Ann._",
        "THE END",
        "_Wait for me!_",
        '"Letter from Ann!" she cried.',
        "NO FERRY TODAY",
        "It was Ann's journal.",
        "_Note to self, or to nobody, never again!_",
    ],
)
def test_these_lines_head_nothing(line: str) -> None:
    assert not names_document(line)


def test_a_diary_is_no_letter() -> None:
    assert names_letter("Letter, Ann to Clara")
    assert not names_letter("Ann Gray's Journal.")


@pytest.mark.parametrize(
    "line",
    [
        '"My dear Ann,--',
        "Dear Sir,",
        "Dear Ann:",
        "“MY DEAREST CLARA,",
        "Liebe Anna!",
        "My Lord,--",
    ],
)
def test_greetings(line: str) -> None:
    assert is_greeting(line)


@pytest.mark.parametrize(
    "line", ["“Dear Ann!”", "My dear aunt, this is serious indeed.", "Ann,", "Sir?--oh, dear!", ""]
)
def test_no_greetings(line: str) -> None:
    assert not is_greeting(line)


def test_leave_and_name() -> None:
    assert is_valediction("Yours ever,")
    assert is_valediction('"Your loving')
    assert not is_valediction("He was hers, and she said so to everybody in the whole of Leith.")
    assert is_signature("ANN GRAY.")
    assert is_signature("Ann")
    assert not is_signature("THE END")
    assert not is_signature("Nobody knew.")


@pytest.mark.parametrize("line", ["_3 May. Leith._", "Leith, 3rd May 1897.", "_Evening._"])
def test_datelines(line: str) -> None:
    assert is_when_and_where(line)


@pytest.mark.parametrize(
    "line", ["On 3 May she went to see the old harbour master.", "Evening.", "May.", "_Halcyon_"]
)
def test_no_datelines(line: str) -> None:
    assert not is_when_and_where(line)


@pytest.mark.parametrize(
    ("text", "how_far"),
    [
        ('"It goes on', Reach.OPEN),
        ('"It ends here."', Reach.CLOSED),
        ('"It ends," she said.', Reach.WITHIN),
        ('"It ends," she said, "twice."', Reach.WITHIN),
        ("“It goes on", Reach.OPEN),
        ("“It ends.”", Reach.CLOSED),
        ("“A “word” in it", Reach.OPEN),
        ("»Es endet.«", Reach.CLOSED),
        ("„Es geht weiter", Reach.OPEN),
    ],
)
def test_how_far_a_quotation_reaches(text: str, how_far: Reach) -> None:
    assert reach(text, text[0]) is how_far


# ------------------------------------------------------------------------------------ in a story


def test_a_letter_in_quotation_marks_ends_where_they_do() -> None:
    told = between(
        '"_Leith, 3 May._',
        "",
        '"My dear Clara,--',
        "",
        *LONG,
        "",
        '"Your loving',
        "",
        '"ANN."',
        "",
        '"Well!" said Clara.',
    )
    assert told.startswith('::: letter\n"_Leith, 3 May._\n\n"My dear Clara,--\n\n"The ferry')
    assert told.endswith('"Your loving\n\n"ANN."\n:::\n\n"Well!" said Clara.')


def test_a_letter_without_marks_needs_leave_and_name() -> None:
    letter = ("Dear Clara,", "", PROSE[0], PROSE[1], "")
    told = between(*letter, "Yours ever,", "", "Ann")
    assert told.startswith("::: letter\nDear Clara,")
    assert told.endswith("Yours ever,\n\nAnn\n:::")
    assert ":::" not in between(*letter, "Nobody answered her.")


def test_a_heading_makes_what_follows_a_letter() -> None:
    told = between("_Telegram, Gray to Bell._", "", '"_4 May._', "", '"Come at once."', "", *PROSE)
    assert told.startswith(
        "## Telegram, Gray to Bell.\n\n"
        ':::: letter\n::: dateline\n"_4 May._\n:::\n\n"Come at once."\n::::'
    )


def test_what_a_heading_says_in_brackets_is_not_the_letters() -> None:
    told = between(
        "_Letter, Gray to Bell._", "", "(Never sent.)", "", '"Dear Bell,', "", '"No."', "", *PROSE
    )
    assert '(Never sent.)\n\n::: letter\n"Dear Bell,' in told


def test_marks_that_stay_open_without_a_name_make_no_letter() -> None:
    assert ":::" not in between('"Dear Clara,', "", *LONG, "", *PROSE)


def test_a_quotation_that_takes_leave_is_a_letter() -> None:
    told = between(*LONG, "", '"Your friend,', "", '"ANN GRAY."')
    assert told.startswith("::: letter\n")
    assert told.endswith('"ANN GRAY."\n:::')


def test_a_telegram_has_its_writer_within_its_quotation_marks() -> None:
    signed = '"Am coming by the ferry. Wait for me.--ANN GRAY."'
    assert between(signed) == f"::: letter\n{signed}\n:::"
    quoted = '"Am coming by the ferry. Wait for me."--ANN GRAY.'
    assert ":::" not in between(quoted)
    assert ":::" not in between('"Am I coming by the ferry? Wait for ME."')


def test_dialogue_makes_no_letter() -> None:
    lines = ('"Dear Clara!" said he.', '"My dear," said she, "no."', '"Yours?"', '"ANN!"')
    told = between(*(line for one in lines for line in (one, "")))
    assert ":::" not in told


def test_a_chapter_that_is_a_letter_stays_as_it_is_but_for_its_date() -> None:
    text = imported().folder.pages[1].text
    assert ":::" not in text
    told = between("_Leith, 3 May._", "", *PROSE)
    assert told.startswith("::: dateline\n_Leith, 3 May._\n:::")


def test_a_place_above_a_dated_entry_is_a_dateline() -> None:
    told = between("_Leith_", "", "_3 May._--" + PROSE[0], *PROSE[1:], "", "_Halcyon_", "", *PROSE)
    assert told.startswith("::: dateline\n_Leith_\n:::\n\n_3 May._--")
    assert "\n\n_Halcyon_\n\n" in told


def test_a_name_in_capitals_signs_at_the_end_of_a_document() -> None:
    told = between("ANN GRAY.", "", "_Clara Bell's Journal._", "", *PROSE)
    assert told.startswith("::: right\nANN GRAY.\n:::\n\n## Clara Bell's Journal.")


def test_italics_over_paragraphs_are_closed_in_each() -> None:
    assert between("_The ferry goes,", "", "the ferry comes,", "", "the sea is black._") == (
        "_The ferry goes,_\n\n_the ferry comes,_\n\n_the sea is black._"
    )
    alone = between("_The ferry goes,", "", "the ferry _always_ comes,", "", "the sea is black._")
    assert alone.startswith("\\_The ferry goes,\n")


# --------------------------------------------------------------------------------- other languages


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        ("en route", "fr"),
        ("à la bonne heure", "fr"),
        ("Mirabile dictu!", "la"),
        ("Omnia Romæ venalia sunt.", "la"),
        ("al fresco", "it"),
        ("Gott sei Dank", "de"),
        ("Ich weiß nicht, wo sie ist", "de"),
    ],
)
def test_certain_languages(words: str, lang: str) -> None:
    assert language_of(words, "en-GB") == lang


@pytest.mark.parametrize(
    "words", ["Halcyon", "role", "die", "no", "I do not know", "The Leith Herald", "vif", "a menu"]
)
def test_languages_that_nobody_can_tell(words: str) -> None:
    assert language_of(words, "en") == ""


def test_a_books_own_language_is_never_marked() -> None:
    assert language_of("en route", "fr") == ""
    assert language_of("Ich weiß nicht", "de-AT") == ""


def test_only_words_in_italics_are_marked() -> None:
    text = "They were en route, _en route_ at last, and *in camera*."
    marked = "They were en route, [_en route_]{lang=fr} at last, and [*in camera*]{lang=la}."
    assert with_languages(text, "en") == marked


def test_an_import_marks_them_and_loses_no_word() -> None:
    assert "[_en route_]{lang=fr}" in between("She was _en route_ to Leith [see]{lang=fr}.")


# -------------------------------------------------------------------------------------- dedication


def test_a_dedication_above_the_first_heading_is_a_section() -> None:
    front = ("THE HALCYON", "", "by Ann Radcliffe", "", "PRINTED IN LEITH", "", "", "", "")
    dedication = ("TO", "", "MY SISTER", "", "", "", "")
    titles = ("Erstes Kapitel", "Zweites Kapitel", "Drittes Kapitel", "Viertes Kapitel")
    chapters = (line for title in titles for line in (title, "", *PROSE, "", *PROSE, "", ""))
    text = (*front, *dedication, *chapters)
    made = prepare(Gathered((Source("a.txt", "a", text),), False, ()), Path("book"), "urn:uuid:1")
    told = {page.name: page.text for page in made.folder.pages}
    assert told["02-dedication.md"] == "---\nkind: dedication\n---\n\nTO\n\nMY SISTER\n"


# ------------------------------------------------------------------------------ the finished book


def test_the_book_says_what_each_line_of_a_letter_is(tmp_path: Path) -> None:
    letter = ('"Dear Clara,', "", *LONG, "", '"Yours ever,', "", '"ANN."', "")
    below = ('"Dear Ann,', "", '"No.', "", '"Yours,', "", '"CLARA.', "", '"P. S.--Yes."', "")
    text = tmp_path / "a.txt"
    text.write_text("\n".join(("Chapter 1", "", *PROSE, "", *letter, *PROSE, "", *below, *PROSE)))
    import_sources((text,), tmp_path / "book", "urn:uuid:6f1ed002-ab1c-4a5e-9f4e-0d5f0c6a7b11")
    made = tmp_path / "a.epub"
    build_books(BuildRequest(tmp_path / "book", (Format.EPUB,), "ebook", made), lambda _: None)
    with zipfile.ZipFile(made) as book:
        told = next(book.read(name).decode() for name in book.namelist() if "chapter" in name)
    types = re.findall(r'epub:type="z3998:([a-z]+)"', told)
    assert types == [
        *("letter", "salutation", "valediction", "signature"),
        *("letter", "salutation", "valediction", "signature", "postscript"),
    ]
