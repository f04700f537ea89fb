"""The rules of typography one by one: each can be switched off alone, and some are asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.model.book import Book
from bookbuild.model.edition import CopyrightPage, TitlePage
from bookbuild.model.text import Inlines, Paragraph, Style, Styled, Text, plain_text
from bookbuild.model.typography import AS_TYPED, USUAL, Dashes, Quotes, TypographyRules
from bookbuild.plan.sections import outline
from bookbuild.plan.typography import set_inlines, set_text
from bookbuild.read.manuscript import read_book
from tests.builders import book, metadata, plan_epub, section, text_unit, unit

TYPED = (
    "\"Don't -- it's 6'2\" -- or...\" she said - at -5 °C, pp. 12-15 of Mr. Hale's, "
    "the 1st 1/2 hour. Et toi?"
)
"""Something for every rule to do."""

OFF: tuple[tuple[str, TypographyRules, str], ...] = (
    ("quotes", replace(USUAL, quotes=Quotes.AS_TYPED), "“”"),
    ("apostrophes", replace(USUAL, apostrophes=False), "’"),
    ("primes", replace(USUAL, primes=False), "′″"),
    ("dashes", replace(USUAL, dashes=Dashes.AS_TYPED), "—"),
    ("minus", replace(USUAL, minus=False), "−"),
    ("ellipses", replace(USUAL, ellipses=False), "…"),
    ("no-break-spaces", replace(USUAL, no_break_spaces=False), "\u00a0"),
)


@pytest.mark.parametrize(("rules", "signs"), [row[1:] for row in OFF], ids=[row[0] for row in OFF])
def test_a_rule_that_is_off_leaves_its_signs_alone(rules: TypographyRules, signs: str) -> None:
    usual, made = (set_text(TYPED, "en", each) for each in (USUAL, rules))
    assert all(sign in usual for sign in signs)
    assert not any(sign in made for sign in signs)
    others = "".join(row[2] for row in OFF if row[2] != signs)
    assert all(made.count(sign) == usual.count(sign) for sign in others if sign not in " \u00a0")


def test_ranges_are_off_alone() -> None:
    rules = replace(USUAL, ranges=False)
    typed = "1914-1918 and 1914--1918 -- it's pp. 12-15"
    assert set_text(typed, "en", rules) == "1914-1918 and 1914--1918—it’s pp.\u00a012-15"
    assert set_text(typed, "en", replace(USUAL, dashes=Dashes.AS_TYPED)) == (
        "1914–1918 and 1914–1918 -- it’s pp.\u00a012–15"
    )


def test_the_spaces_of_french_are_off_alone() -> None:
    rules = replace(USUAL, french_spaces=False)
    assert set_text('"Oui!" dit M. Hale : non ?', "fr", rules) == (
        "«Oui!» dit M.\u00a0Hale : non ?"
    )
    kept = replace(USUAL, no_break_spaces=False)
    assert set_text('"Oui!" dit M. Hale', "fr", kept) == "«\u00a0Oui\u202f!\u00a0» dit M. Hale"


def test_dashes_do_not_need_the_quotes() -> None:
    rules = replace(USUAL, quotes=Quotes.AS_TYPED)
    typed = '"You little-" she said. "If you --" "Well -"'
    assert set_text(typed, "en", rules) == '"You little—" she said. "If you—" "Well—"'


@pytest.mark.parametrize("lang", ["en", "en-GB", "fr", "de", "es", "pl", "sv", "zh"])
def test_as_typed_changes_nothing(lang: str) -> None:
    assert set_text(TYPED, lang, AS_TYPED) == TYPED
    assert set_text("- Tak - w 12-15", lang, AS_TYPED) == "- Tak - w 12-15"


SPEECH = """"A 'no' and a "nay" to us," she said. 'So-called "aunts".'"""


@pytest.mark.parametrize(
    ("quotes", "lang", "wanted"),
    [
        (Quotes.DOUBLE, "en", "“A ‘no’ and a ‘nay’ to us,” she said. “So-called ‘aunts’.”"),
        (Quotes.SINGLE, "en", "‘A “no” and a “nay” to us,’ she said. ‘So-called “aunts”.’"),
        (Quotes.SINGLE, "de", "‘A “no” and a “nay” to us,’ she said. ‘So-called “aunts”.’"),
        (Quotes.GUILLEMETS, "en", "«A ‹no› and a ‹nay› to us,» she said. «So-called ‹aunts›.»"),
        (Quotes.GUILLEMETS, "it", "«A “no” and a “nay” to us,» she said. «So-called “aunts”.»"),
        (
            Quotes.INWARD_GUILLEMETS,
            "de",
            "»A ›no‹ and a ›nay‹ to us,« she said. »So-called ›aunts‹.«",
        ),
        (Quotes.LOW, "en", "„A ‚no‘ and a ‚nay‘ to us,“ she said. „So-called ‚aunts‘.“"),
        (Quotes.LOW_HIGH, "nl", "„A ‚no’ and a ‚nay’ to us,” she said. „So-called ‚aunts’.”"),
        (Quotes.RIGHT, "en", "”A ’no’ and a ’nay’ to us,” she said. ”So-called ’aunts’.”"),
    ],
    ids=str,
)
def test_a_custom_sets_its_marks_by_their_depth(quotes: Quotes, lang: str, wanted: str) -> None:
    assert set_text(SPEECH, lang, replace(USUAL, quotes=quotes)) == wanted


@pytest.mark.parametrize(
    ("dashes", "wanted"),
    [
        (Dashes.CLOSED_EM, "one—two—three—four"),
        (Dashes.SPACED_EN, "one\u00a0– two\u00a0– three\u00a0– four"),
        (Dashes.SPACED_EM, "one\u00a0— two\u00a0— three\u00a0— four"),
    ],
    ids=str,
)
@pytest.mark.parametrize("lang", ["en", "en-GB", "de", "fr", "es"])
def test_a_chosen_dash_stands_however_it_is_typed(lang: str, dashes: Dashes, wanted: str) -> None:
    rules = replace(USUAL, dashes=dashes)
    assert set_text("one--two -- three - four", lang, rules) == wanted


def test_a_chosen_dash_is_that_of_speech_where_the_language_has_one_for_both() -> None:
    rules = replace(USUAL, dashes=Dashes.SPACED_EM)
    assert set_text("- Tak - rzekł.", "pl", rules) == "—\u00a0Tak\u00a0— rzekł."


# --------------------------------------------------------------------- fractions and ordinals

ASKED = replace(USUAL, fractions=True, ordinals=True)


def shown(inlines: Inlines) -> str:
    return "".join(map(_shown, inlines))


def _shown(inline: object) -> str:
    match inline:
        case Text(text):
            return text
        case Styled(Style.SUPERSCRIPT, children):
            return f"^{shown(children)}^"
        case Styled(Style.SUBSCRIPT, children):
            return f"~{shown(children)}~"
        case Styled(_, children):
            return f"*{shown(children)}*"
        case _:
            return "?"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Add 1/2 cup and 3/4 spoon.", "Add ½ cup and ¾ spoon."),
        ("It took 2 1/2 hours, or 3-1/4.", "It took 2½ hours, or 3¼."),
        ("A 5/8-inch gap; 1/3, 2/3.", "A ⅝-inch gap; ⅓, ⅔."),
        ("One 1/5 of it, 2 3/16 inches.", "One ^1^⁄~5~ of it, 2^3^⁄~16~ inches."),
        ("On 1/2/2024, 12/25, 9/11 and 24/7.", "On 1/2/2024, 12/25, 9/11 and 24/7."),
        ("He and/or she, 50/50, 4/4 time.", "He and/or she, 50/50, 4/4 time."),
        ("The Ferry (1/2), part 1/3.", "The Ferry (1/2), part 1/3."),
        ("See example.org/1/2 or https://x.org/1/2.", "See example.org/1/2 or https://x.org/1/2."),
        ("About 1/2.5 and 01/02.", "About 1/2.5 and 01/02."),
    ],
)
def test_fractions(typed: str, wanted: str) -> None:
    assert shown(set_inlines((Text(typed),), "en", ASKED)) == wanted


@pytest.mark.parametrize(
    ("lang", "typed", "wanted"),
    [
        ("en", "The 1st, 2nd, 3rd and 4th.", "The 1^st^, 2^nd^, 3^rd^ and 4^th^."),
        ("en", "11th, 12th, 21st, 112th, 103rd.", "11^th^, 12^th^, 21^st^, 112^th^, 103^rd^."),
        ("en", "Not 1th, 11st, 2st, B2nd or 1/4th.", "Not 1th, 11st, 2st, B2nd or 1/4th."),
        ("fr", "Le 1er mai, la 1re fois, le 2e.", "Le 1^er^\u00a0mai, la 1^re^ fois, le 2^e^."),
        ("fr", "Au XIXe siècle, Napoléon Ier.", "Au XIX^e^\u00a0siècle, Napoléon I^er^."),
        ("fr", "Ire et Vie, Le livre, Xavier.", "Ire et Vie, Le livre, Xavier."),
        ("de", "Am 1. Mai, der 2. Tag.", "Am 1.\u00a0Mai, der 2. Tag."),
    ],
)
def test_ordinals(lang: str, typed: str, wanted: str) -> None:
    assert shown(set_inlines((Text(typed),), lang, ASKED)) == wanted


def test_neither_is_done_unasked() -> None:
    assert set_text("the 1st 1/2 hour", "en", USUAL) == "the 1st 1/2 hour"


def test_emphasis_stays_around_what_is_raised() -> None:
    typed = (Styled(Style.EMPHASIS, (Text("the 1st"),)), Text(" of May"))
    assert shown(set_inlines(typed, "en", ASKED)) == "*the 1^st^* of May"


_PIECES = st.sampled_from(
    (
        *"\"'-.?! ",
        "--",
        " - ",
        "...",
        "1/2",
        "3/16",
        " 2 ",
        "1st",
        "12-15",
        "word",
        "M. ",
        "w ",
        "«",
    )
)
_RULES = st.builds(
    TypographyRules,
    quotes=st.sampled_from(Quotes),
    dashes=st.sampled_from(Dashes),
    **{
        name: st.booleans()
        for name in (
            *("apostrophes", "primes", "ranges", "minus", "ellipses", "no_break_spaces"),
            *("french_spaces", "fractions", "ordinals"),
        )
    },
)


@given(
    st.lists(_PIECES, max_size=14).map("".join), _RULES, st.sampled_from(("en", "fr", "es", "pl"))
)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_any_choice_keeps_every_word(typed: str, rules: TypographyRules, lang: str) -> None:
    made = plain_text(set_inlines((Text(typed),), lang, rules))
    assert [char for char in made if char.isalpha()] == [char for char in typed if char.isalpha()]


# -------------------------------------------------------------------------- the whole book

HEADED = """---
title: "The 'Last' Ferry"
notes: "Don't wait..."
---

She said "no"--and left.[^1] A \\"b\\" and 1\\/2, `1/2`.

[^1]: It's "late".
"""


def manuscript(folder: Path, typography: str) -> Path:
    lines = ("title: Don't", "author: O'Neill", "identifier: urn:isbn:9783161484100", typography)
    (folder / "book.yaml").write_text("\n".join((*lines, "")), encoding="utf-8")
    (folder / "01-one.md").write_text(HEADED, encoding="utf-8")
    return folder


def read(folder: Path, typography: str) -> Book:
    checked = read_book(manuscript(folder, typography))
    assert checked.diagnostics == ()
    assert checked.value is not None
    return checked.value


def test_every_part_of_a_book_keeps_to_the_rules(tmp_path: Path) -> None:
    edition = plan_epub(read(tmp_path, "typography: as-typed"))
    said = repr((edition.title, edition.units[:3], text_unit(edition, "one").blocks))
    assert "’t" not in said
    assert edition.title == "Don't"
    chapter = text_unit(edition, "one")
    assert plain_text(chapter.title) == "The 'Last' Ferry"
    assert "Don't wait..." in repr(chapter)
    assert "“" not in repr(chapter)


def test_the_same_book_is_set_without_a_word(tmp_path: Path) -> None:
    edition = plan_epub(read(tmp_path, ""))
    assert edition.title == "Don’t"
    assert "—and left." in repr(text_unit(edition, "one"))


def test_the_list_of_sections_keeps_to_the_rules(tmp_path: Path) -> None:
    (line,) = outline(read(tmp_path, "typography:\n  quotes: no"))
    assert "'Last'" in line.name


def test_a_backslash_keeps_a_fraction(tmp_path: Path) -> None:
    edition = plan_epub(read(tmp_path, "typography:\n  fractions: yes"))
    paragraph = next(
        block for block in text_unit(edition, "one").blocks if isinstance(block, Paragraph)
    )
    assert plain_text(paragraph.inlines).endswith('A "b" and 1/2, 1/2.')


def test_title_and_copyright_pages_keep_to_the_rules() -> None:
    given_book = replace(book(section(), about=metadata("It's", "O'Neill")), typography=AS_TYPED)
    edition = plan_epub(given_book)
    title, claim = unit(edition, "title-page"), unit(edition, "copyright")
    assert isinstance(title, TitlePage)
    assert isinstance(claim, CopyrightPage)
    assert (title.title, title.authors) == ("It's", ("O'Neill",))
    assert "O'Neill" in repr(claim)


# -------------------------------------------------------------------------------- book.yaml


def said(folder: Path, typography: str) -> list[str]:
    return [str(each) for each in read_book(manuscript(folder, typography)).diagnostics]


@pytest.mark.parametrize(
    ("typed", "rules"),
    [
        ("typography: as typed", AS_TYPED),
        ("typography: no", AS_TYPED),
        ("typography: yes", USUAL),
        (
            "typography:\n  quotes: Single\n  ordinals: on",
            replace(USUAL, quotes=Quotes.SINGLE, ordinals=True),
        ),
        ("typography:\n  quotes: low high", replace(USUAL, quotes=Quotes.LOW_HIGH)),
        (
            "typography:\n  dashes: spaced en\n  minus: off",
            replace(USUAL, dashes=Dashes.SPACED_EN, minus=False),
        ),
        ("typography:\n  dashes: true\n  quotes: false", replace(USUAL, quotes=Quotes.AS_TYPED)),
    ],
)
def test_rules_are_read(tmp_path: Path, typed: str, rules: TypographyRules) -> None:
    assert read(tmp_path, typed).typography == rules


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            "quotez: no",
            "`quotez` is not a key that bookbuild knows below `typography`. Did you mean `quotes`?",
        ),
        ("quotes: singel", "`quotes` cannot be “singel”. Did you mean `single`?"),
        (
            "dashes: wide",
            "`dashes` cannot be “wide”. Use `no`, `yes`, `em`, `spaced-en` or `spaced-em`.",
        ),
        ("minus: perhaps", "`minus` cannot be “perhaps”. Use `yes` or `no`."),
    ],
)
def test_a_wrong_word_is_told_with_its_line(tmp_path: Path, typed: str, message: str) -> None:
    assert said(tmp_path, f"typography:\n  {typed}") == [f"book.yaml:5: {message}"]


def test_a_wrong_word_for_all_rules_is_told(tmp_path: Path) -> None:
    assert said(tmp_path, "typography: as-tiped") == [
        "book.yaml:4: `typography` cannot be “as-tiped”. Did you mean `as-typed`? "
        "Or put the rules on the lines below, each indented by two spaces: `quotes: no`"
    ]
