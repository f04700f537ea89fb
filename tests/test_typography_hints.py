"""The shortcuts of the typographer's rules find all that the long way finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.model.typography import TypographyRules
from bookbuild.plan.typography import abbreviations, dashes, elisions, numbers, spaces
from bookbuild.plan.typography.conventions import Conventions, conventions_for
from bookbuild.plan.typography.marks import MARKS, mark_at
from bookbuild.plan.typography.readings import _alternating, _signs, _weighed

HINTED = (
    (spaces._TWO_INITIALS, spaces._INITIALS),
    (numbers._BETWEEN_FIGURES, numbers._RANGE),
    (numbers._BETWEEN_FIGURES, numbers._HOURS),
    (numbers._BEFORE_FIGURE, numbers._MINUS),
    (dashes._CLOSED_OFF, dashes._TRAILING),
    (dashes._BEFORE_MARK, dashes._BROKEN_OFF),
)
SHARED = (
    abbreviations._AFTER_ABBREVIATIONS,
    *abbreviations._BESIDE_FIGURES,
    abbreviations._BEHIND_MONTHS,
    abbreviations._WITHIN_ABBREVIATIONS,
    abbreviations._BEFORE_ELLIPSIS,
    abbreviations._BEFORE_DASH,
)
EXAMPLES = """Mr. Vane|Mrs Orchard|MM. Vane|Mme Roy|Fr. Brown|Lt. Kit|p. 12|vol. IV|Kap. 3|§ 4|n° 5
30 km|8 a.m.|20 %|z. B. hier|d. h. so|i. d. R.|и т. д.|so … dann|so – dann|so — dann|— So|J. R. Kit
J.R.R. Vane|pp. 12-14|1914-18|9:30-10:15|-5 °C|-20 degrees|mind -.|"No -"|"You little-"|No. 5|
Ch. X is|S. 7|Don. Quixote|St. Ives|Dr Vane|Prof. Orchard|Messrs. Vane|Sgt Kit|Hr. Vane|
13 March|March 13""".split("|")
WORDS = st.text(alphabet=" .-–—…'\"”’§°%:5902IVXJMDrsSthplkmzBädnoug\n\u00a0", max_size=40)


@pytest.mark.parametrize(("hint", "pattern"), HINTED)
def test_a_hint_is_found_in_every_example_of_its_pattern(
    hint: re.Pattern[str], pattern: re.Pattern[str]
) -> None:
    found = [text for text in EXAMPLES if pattern.search(text)]
    assert found, "no example has this pattern"
    assert all(hint.search(text) for text in found)


@given(WORDS)
def test_a_hint_is_found_wherever_its_pattern_is(text: str) -> None:
    for hint, pattern in HINTED:
        assert not pattern.search(text) or hint.search(text)


@pytest.mark.parametrize("pattern", SHARED)
def test_a_pattern_of_every_language_is_tried_where_it_is(pattern: re.Pattern[str]) -> None:
    found = [text for text in EXAMPLES if pattern.search(text)]
    assert found, "no example has this pattern"
    assert all(pattern in abbreviations._hinted(text) for text in found)


@given(WORDS)
def test_no_pattern_of_every_language_is_left_out(text: str) -> None:
    tried = tuple(abbreviations._hinted(text))
    assert all(pattern in tried or not pattern.search(text) for pattern in SHARED)


@given(st.text(alphabet="-–— ab5.\"'“”\n\u00a0", max_size=24), st.sampled_from(("en", "es", "fr")))
def test_a_hyphen_between_letters_stays(text: str, language: str) -> None:
    conventions = conventions_for(language, TypographyRules())
    assert conventions is not None
    edits = dashes.dash_edits(text, conventions, TypographyRules())
    whole = sorted(dashes._edits(text, conventions, TypographyRules()))
    assert {edit.start for edit in edits} <= {edit.start for edit in whole}
    assert bool(edits) == bool(whole)


@given(st.text(alphabet="' \n’aeinthmwros", max_size=30))
def test_dialect_has_marks_at_the_edges_of_words(text: str) -> None:
    assert elisions.is_dialect(text) == (len(elisions._DIALECT.findall(text)) > 1)


@given(st.text(alphabet="\"'“”‘’ .,—-…ab5\n", max_size=24), st.booleans())
def test_marks_that_open_and_close_in_turn_need_no_weighing(text: str, single: bool) -> None:
    marks = tuple(
        mark_at(text, at, _english(), dialect=False)
        for at, char in enumerate(text)
        if char in MARKS
    )
    signs = tuple(_signs(marks))
    quick = _alternating(signs)
    assert not quick or quick == _weighed(signs, single)


def _english() -> Conventions:
    found = conventions_for("en", TypographyRules())
    assert found is not None
    return found
