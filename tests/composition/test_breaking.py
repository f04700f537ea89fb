"""Lines by total fit: what a paragraph's settings promise."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.model.text import Inlines, LineBreak, NoteRef, Picture, Style, Styled, Text
from bookbuild.write.pdf.composition.breaking import broken, is_runt, is_tail
from bookbuild.write.pdf.composition.faces import TypeStyle
from bookbuild.write.pdf.composition.inline_runs import Unmeasured
from bookbuild.write.pdf.composition.items import Items, Measurer
from bookbuild.write.pdf.composition.line_markup import line_text
from bookbuild.write.pdf.composition.settings import Setting
from bookbuild.write.pdf.composition.type_design import DEFAULT, HyphenRules, Shape
from tests.composition.laid import items_of, measurer, settings_of, setup, texts_of

SENTENCE = (
    "The ferryman of the northern bank had a considerable opinion of himself, which nobody on the "
    "southern bank had ever thought it worth the fare to contradict. "
)
SHAPE = Shape(297.0, 11.0, (15.0,))
ENGLISH = TypeStyle(lang="en")


def _rejoined(items: Items, setting: Setting) -> str:
    """Return the text of a paragraph from its lines, our own hyphens taken out again."""
    text = ""
    for line in setting.lines:
        words = line_text(items, line)
        ends = items.breaks[line.end]
        inside = ends.end_offset > 0 or ends.next_piece == ends.end_piece
        text += words.removesuffix("-") if ends.adds_hyphen else words + ("" if inside else " ")
    return text.strip()


def _words(count: int) -> Text:
    return Text((SENTENCE * (count // 25 + 1)).strip())


@pytest.mark.parametrize("measure", [120.0, 200.0, 252.0, 297.0, 400.0])
@pytest.mark.parametrize("words", [3, 20, 60, 200, 700])
def test_every_option_keeps_its_promises(measure: float, words: int) -> None:
    shape = replace(SHAPE, measure=measure)
    typed = " ".join((SENTENCE * 30).split()[:words])
    items = items_of((Text(typed),), ENGLISH, shape.narrowest)
    settings = broken(items, shape, DEFAULT)
    assert settings.best.demerits == min(option.demerits for option in settings.options)
    depths = [option.depth for option in settings.options]
    assert depths == sorted(set(depths))
    for option in settings.options:
        assert _rejoined(items, option) == typed
        assert not option.overfull
        _is_even(option)
        assert measure < 200 or not _has_ladder(option)


def _is_even(setting: Setting) -> None:
    sizes = [line.size for line in setting.lines]
    assert all(abs(one - two) <= DEFAULT.sizes.contrast for one, two in pairwise(sizes))
    for line in setting.lines:
        assert line.gap >= DEFAULT.spaces.narrow - 0.001 or not line.justified


def _has_ladder(setting: Setting) -> bool:
    hyphens = [line.hyphenated for line in setting.lines]
    return any(all(hyphens[at : at + 3]) for at in range(len(hyphens) - 2))


def test_the_page_has_a_choice_of_line_counts() -> None:
    settings = settings_of((_words(700),), SHAPE, ENGLISH)
    assert len(settings.options) > 1
    depth = settings.best.depth
    assert settings.of_depth(depth) is settings.best
    assert settings.of_depth(depth + 40) is None


def test_the_whole_paragraph_decides() -> None:
    items = items_of((_words(100),), ENGLISH, SHAPE.narrowest)
    gaps = [line.gap for line in broken(items, SHAPE, DEFAULT).best.lines if line.justified]
    assert max(gaps) < 0.34


def test_indents_and_drop_caps_narrow_the_first_lines() -> None:
    shape = Shape(297.0, 11.0, (50.0, 50.0, 50.0))
    lines = settings_of((_words(100),), shape, ENGLISH).best.lines
    assert [line.indent for line in lines[:4]] == [50.0, 50.0, 50.0, 0.0]
    assert lines[0].hang_left == 0
    assert lines[0].target < lines[3].target - 3


def test_turnovers_of_verse_hang() -> None:
    shape = Shape(150.0, 11.0, (0.0,), rest=30.0, ragged=True)
    lines = settings_of((_words(25),), shape, ENGLISH).best.lines
    assert lines[0].indent == 0.0
    assert {line.indent for line in lines[1:]} == {30.0}
    assert not any(line.justified for line in lines)
    assert {line.size for line in lines} == {1000}


def test_punctuation_hangs_out_of_the_measure() -> None:
    settings = settings_of((Text("“Yes,” he said. " * 60),), Shape(200.0, 11.0), ENGLISH)
    assert any(line.hang_right for line in settings.best.lines)
    assert any(line.hang_left for line in settings.best.lines)


def test_an_authors_line_end_ends_a_line() -> None:
    inlines = (Text("One line"), LineBreak(), Text("and another"))
    assert texts_of(inlines, SHAPE) == ["One line", "and another"]


def test_a_call_stays_with_its_word_and_is_known_to_its_line() -> None:
    inlines: Inlines = (_words(25), NoteRef("4"), Text(" " + SENTENCE))
    items = items_of(inlines, ENGLISH, SHAPE.narrowest)
    lines = broken(items, SHAPE, DEFAULT).best.lines
    calling = [line for line in lines if line.notes]
    assert [line.notes for line in calling] == [("4",)]
    assert "contradict.4" in line_text(items, calling[0])


def test_no_line_begins_with_a_dash_or_ends_between_fixed_spaces() -> None:
    typed = "Then – or so one hears – Mr.\u00a0Harker said 10\u202f000 words—no more—and left. " * 9
    texts = texts_of((Text(typed),), SHAPE)
    assert not any(text.startswith(("–", "—")) for text in texts)
    assert not any(text.endswith("Mr.") for text in texts)


def test_a_line_may_begin_with_the_dash_of_a_source() -> None:
    items = items_of((Text("to swallow up Jonah.” —Jonah. A dash — between."),), ENGLISH, 20.0)
    begin = [items.texts[each.next_piece] for each in items.breaks[1:-1] if not each.end_offset]
    assert "—Jonah." in begin
    assert not any(text.startswith("—") for text in begin if text != "—Jonah.")


def test_a_name_is_divided_only_where_nothing_else_fits() -> None:
    def divided(typed: str, measure: float) -> bool:
        settings = settings_of((Text(typed),), replace(SHAPE, measure=measure), ENGLISH)
        return any(line.hyphenated for line in settings.best.lines)

    items = items_of((Text("Elizabethan elizabethan"),), ENGLISH, 20.0)
    added = [each.penalty for each in items.breaks if each.adds_hyphen]
    assert set(added) == {DEFAULT.costs.name, DEFAULT.costs.hyphen}
    assert not divided("We saw it as Elizabethan. " * 12, 297.0)
    assert divided("Was it Elizabethan or Elizabethan?", 80.0)


def test_a_word_of_several_styles_is_one_word() -> None:
    inlines = (
        Text("No"),
        Styled(Style.EMPHASIS, (Text("thing"),)),
        Text(", he said."),
    )
    assert texts_of(inlines, SHAPE) == ["Nothing, he said."]
    assert len(items_of(inlines).breaks) == 4


def _last_of(typed: str, wanted: str) -> tuple[Items, int]:
    """Return a paragraph's items, and the break behind which the rest is what is wanted."""
    items = items_of((Text(typed),), ENGLISH, SHAPE.narrowest)
    for number, point in enumerate(items.breaks[:-1]):
        rest = "".join(items.texts[point.next_piece :])[point.next_offset :]
        if rest == wanted:
            return items, number
    raise AssertionError(wanted)


@pytest.mark.parametrize(
    ("typed", "rest", "runt", "tail"),
    [
        ("He spoke of improved acquaintance.”", "quaintance.”", True, True),
        ("He spoke of acquaintances since.", "tances since.", False, False),
        ("He spoke of improved acquaintance.”", "acquaintance.”", False, False),
        ("They met in the old death-chamber.", "chamber.", False, False),
        ("He hates it, as he hates London.", "London.", True, False),
    ],
)
def test_the_rest_of_a_word_that_we_divide_is_no_last_line(
    typed: str, rest: str, runt: bool, tail: bool
) -> None:
    items, number = _last_of(typed, rest)
    assert (is_runt(items, number), is_tail(items, number)) == (runt, tail)


def test_a_suspended_hyphen_counts_for_ladders_and_costs_nothing() -> None:
    items = items_of((Text("the pre- and post-war years"),), ENGLISH, 20.0)
    ends = [point for point in items.breaks if point.hyphenated and not point.end_offset]
    assert [(items.texts[point.end_piece - 1], point.penalty) for point in ends] == [("pre-", 0.0)]


def test_a_paragraph_hardly_ever_ends_in_the_rest_of_a_word() -> None:
    ends = ("acquaintance.”", "particular generations.”", "considerable circumstances.”")
    begun = (SENTENCE * 5).split()
    tails = 0
    for end in ends:
        for count in range(20, 100):
            typed = " ".join((*begun[:count], end))
            items = items_of((Text(typed),), ENGLISH, SHAPE.narrowest)
            best = broken(items, SHAPE, DEFAULT).best
            tails += best.depth > 1 and is_tail(items, best.lines[-1].start)
    assert tails <= 2


@pytest.mark.parametrize("typed", ["", " ", "\n"])
def test_a_paragraph_without_words_has_one_empty_line(typed: str) -> None:
    settings = settings_of((Text(typed),), SHAPE)
    assert settings.best.depth <= 1


@pytest.mark.parametrize(
    ("inlines", "reason"),
    [
        ((Text("A "), Picture("heart.png", "")), "a picture within the line"),
        ((Text("He said שלום."),), "letters that run from right to left"),
        ((Text("Snow 雪."),), "“雪”, which no font of the book has"),
        ((Text("A 😀."),), "“😀”, which no font of the book has"),
    ],
)
def test_what_has_no_known_width_says_why(inlines: Inlines, reason: str) -> None:
    found = measurer().items(inlines, setup(), 20.0)
    assert found == Unmeasured(reason)


def test_a_word_wider_than_the_line_is_cut() -> None:
    address = "https://www.example.org/a/very/long/address_that_goes_on/and-on/index.html"
    shape = Shape(150.0, 11.0)
    texts = texts_of((Text(f"See {address} there."),), shape)
    assert "".join(texts).replace(" ", "") == f"See{address}there."
    texts = texts_of((Text("He cried A" + "a" * 90 + "rgh and fell."),), shape)
    assert all(text.endswith("-") for text in texts[:3])


def test_a_line_that_cannot_be_kept_within_the_measure_says_so() -> None:
    fixed = "\u00a0".join(["unbreakable"] * 3)
    settings = settings_of((Text(f"So {fixed} it is."),), Shape(60.0, 11.0))
    assert not settings.best.overfull
    tiny = Shape(12.0, 11.0)
    assert settings_of((Text("mmm is wide"),), tiny).best.overfull
    assert texts_of((Text("mmm is wide"),), tiny) == ["mmm", "is", "wide"]


def test_a_narrow_column_still_comes_out() -> None:
    settings = settings_of((_words(100),), Shape(40.0, 11.0), ENGLISH)
    assert settings.best.depth > 60


def test_a_very_long_paragraph_takes_bounded_time() -> None:
    text = Text(SENTENCE * 2000)
    start = time.process_time()
    settings = settings_of((text,), SHAPE, ENGLISH)
    assert settings.best.depth > 4000
    assert time.process_time() - start < 20


def test_exceptions_of_the_author_are_heeded() -> None:
    rules = HyphenRules(exceptions=("considerable", "northern"))
    design = replace(DEFAULT, hyphens=rules)
    words = "considerable northern " * 60
    found = Measurer(measurer()._faces, design).items((Text(words),), setup(ENGLISH), 20.0)
    assert not isinstance(found, Unmeasured)
    assert not any(each.hyphenated for each in found.breaks)


@given(
    st.lists(st.text(alphabet="abcdefIÄß’“”.,—–-…\u00a0\u00ad\u2060 ", max_size=30), max_size=12),
    st.floats(30, 500),
    st.booleans(),
)
def test_no_letter_is_lost_whatever_is_typed(
    typed: list[str], measure: float, ragged: bool
) -> None:
    inlines = tuple(
        Styled(Style.EMPHASIS, (Text(each),)) if at % 2 else Text(each)
        for at, each in enumerate(typed)
    )
    shape = Shape(measure, 11.0, ragged=ragged)
    items = items_of(inlines, ENGLISH, shape.narrowest)
    unseen = str.maketrans({" ": None, "\u00a0": None, "\u00ad": None, "\u2060": None})
    wanted = "".join(typed).translate(unseen)
    for option in broken(items, shape, DEFAULT).options:
        assert _rejoined(items, option).replace(" ", "") == wanted
