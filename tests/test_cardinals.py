"""English numbers in words are those of num2words."""

from __future__ import annotations

from num2words import num2words

from bookbuild.plan.cardinals import english


def test_every_number_that_a_heading_may_have_is_as_num2words_has_it() -> None:
    assert [english(number) for number in range(10_000)] == [
        num2words(number, lang="en") for number in range(10_000)
    ]
