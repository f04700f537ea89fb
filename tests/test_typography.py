"""Typography: the cases in tests/typography, and what holds for every text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.model.text import (
    Code,
    CodeBlock,
    Figure,
    Inline,
    Inlines,
    Language,
    Letter,
    LineBreak,
    Message,
    Messages,
    NoteRef,
    Paragraph,
    Quote,
    Style,
    Styled,
    SystemBox,
    SystemLine,
    Text,
    Verbatim,
    Verse,
    VerseLine,
    plain_text,
)
from bookbuild.model.typography import USUAL
from bookbuild.plan.typography import set_blocks, set_inlines, set_text
from tests.typography_cases import Case, cases_in, tree, written

CASES = Path(__file__).parent / "typography"


@pytest.mark.parametrize(
    "case", list(cases_in(CASES)), ids=lambda case: f"{case.lang}: {case.name}"
)
def test_case(case: Case) -> None:
    made = set_inlines(tree(case.typed), case.lang, USUAL)
    assert written(made) == case.wanted
    assert set_inlines(made, case.lang, USUAL) == made


# ------------------------------------------------------------------- what holds for every text

LANGUAGES = st.sampled_from("en en-GB de de-CH fr fr-CA es it nl sv pl ru pt-BR zh eo".split())
_WORDS = ("word", "A", "dogs", "12", "5", "1914", "1918", "goin", "l", "é", "'tis", "Mr. ", "p. ")
_TYPED = ("--", "---", " - ", "...", ". . .", "\u00a0", "\u202f")
_FRAGMENTS = st.sampled_from((*"\"'“”‘’«»„-–—.…,;:!? \n()", *_TYPED, *_WORDS))
TEXTS = st.lists(_FRAGMENTS, max_size=24).map("".join)
_LEAVES: st.SearchStrategy[Inline] = st.one_of(
    TEXTS.map(Text),
    TEXTS.map(Code),
    TEXTS.map(Verbatim),
    st.just(LineBreak()),
    st.just(NoteRef("n")),
)


def _branch(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    children = st.lists(inner, max_size=4).map(tuple)
    return st.one_of(
        st.builds(Styled, st.just(Style.EMPHASIS), children),
        st.builds(Language, st.sampled_from(["fr", "de"]), children),
    )


TREES = st.lists(st.recursive(_LEAVES, _branch, max_leaves=8), max_size=5).map(tuple)


def _shape(inlines: Inlines) -> str:
    """Return the tree without the words that may change."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text():
                parts.append("text")
            case Styled(_, children) | Language(_, children):
                parts.append(f"{type(inline).__name__}({_shape(children)})")
            case _:
                parts.append(repr(inline))
    return ", ".join(parts)


def _letters(inlines: Inlines) -> list[str]:
    return [char for char in plain_text(inlines) if char.isalnum()]


@given(TEXTS, LANGUAGES)
@settings(max_examples=400, deadline=None, derandomize=True)
def test_what_is_set_is_not_set_again(text: str, lang: str) -> None:
    made = set_text(text, lang, USUAL)
    assert set_text(made, lang, USUAL) == made


@given(TREES, LANGUAGES)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_structure_letters_and_digits_stay(tree: Inlines, lang: str) -> None:
    made = set_inlines(tree, lang, USUAL)
    assert _shape(made) == _shape(tree)
    assert _letters(made) == _letters(tree)


@given(TEXTS)
@settings(max_examples=200, deadline=None, derandomize=True)
def test_no_straight_mark_is_left(text: str) -> None:
    made = set_text(text, "en", USUAL)
    assert '"' not in made
    assert "'" not in made


# --------------------------------------------------------------------------------------- blocks


def _p(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def test_every_kind_of_block_is_set() -> None:
    made = set_blocks(
        (
            Quote((_p("it's"),), (Text("O'Brien"),)),
            Letter((_p("it's"),), _p("Don't,"), (_p("it's"),), (_p("it's"),)),
            Messages((Message("O'Brien", (Text("it's"),)),)),
            SystemBox((SystemLine("It's", (Text("it's"),)),)),
            Figure("a'b.png", "It's", (Text("it's"),), "O'Brien"),
        ),
        "en",
        USUAL,
    )
    assert repr(made).count("’") == 13
    assert "a'b.png" in repr(made)


def test_code_blocks_stay() -> None:
    block = CodeBlock('it\'s -- "so"')
    assert set_blocks((block,), "en", USUAL) == (block,)


def test_a_block_in_another_language_has_its_marks() -> None:
    block = Paragraph((Text('"Ja"'),), lang="de")
    assert set_blocks((block,), "en", USUAL) == (Paragraph((Text("„Ja“"),), lang="de"),)


def test_a_quotation_may_run_over_lines_of_verse() -> None:
    stanzas = (
        (VerseLine((Text("'Twas he who said, 'Go"),)), VerseLine((Text("to the sea,'"),), 1)),
        (VerseLine((Text("and went."),)),),
    )
    made = set_blocks((Verse(stanzas),), "en", USUAL)
    assert made == (
        Verse(
            (
                (
                    VerseLine((Text("’Twas he who said, ‘Go"),)),
                    VerseLine((Text("to the sea,’"),), 1),
                ),
                (VerseLine((Text("and went."),)),),
            )
        ),
    )


def test_speech_in_single_marks_may_go_on_in_the_next_paragraph() -> None:
    made = set_blocks(
        (
            _p("'Sit down,' he said. 'This takes a while."),
            _p("'Old men are in no hurry."),
            _p("'So listen,' he said."),
        ),
        "en-GB",
        USUAL,
    )
    assert [plain_text(p.inlines) for p in made if isinstance(p, Paragraph)] == [
        "‘Sit down,’ he said. ‘This takes a while.",
        "‘Old men are in no hurry.",
        "‘So listen,’ he said.",
    ]


def test_what_needs_nothing_is_handed_back_as_it_is() -> None:
    block = _p("Nothing to do here, nothing at all.")
    assert set_blocks((block,), "en", USUAL)[0] is block


@pytest.mark.parametrize("nonsense", ["\"'", "A. ", "- ", " -- ", "'don't ", ". ", "«", '"a" '])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_nonsense_takes_no_longer_than_its_length(nonsense: str, lang: str) -> None:
    start = time.process_time()
    set_text(nonsense * 10_000, lang, USUAL)
    assert time.process_time() - start < 10
