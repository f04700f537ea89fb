"""What is said of a published section that is not in a book: the cause, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bookbuild.model.book import Section, Written
from bookbuild.model.editions import Format
from bookbuild.model.occasion import Occasion
from bookbuild.model.published import NOTHING_PUBLISHED
from bookbuild.plan import plan_edition
from bookbuild.plan.serial.record import Publication, recorded
from tests.builders import EBOOK, STAMP, book, promise, section

ONE = section("Arrivals", "The boat was late, and nobody said so.", file="01-arrivals.md")
TWO = section("Storm", "The rain came in over the harbour wall.", file="02-storm.md")
TODAY = date(2026, 5, 3)


def said(now: Section | None, occasion: Occasion) -> list[str]:
    """Publish two sections, and return what is said where the second is another one."""
    first = book(ONE, TWO)
    edition = plan_edition(first, EBOOK, Format.EPUB, Occasion(STAMP)).value
    record = recorded(NOTHING_PUBLISHED, first, (Publication(edition),), date(2026, 5, 2))
    later = book(ONE, now) if now else book(ONE)
    found = plan_edition(later, EBOOK, Format.EPUB, replace(occasion, published=record))
    return [str(each) for each in found.diagnostics if each.code == "section-removed"]


def _draft(given: Written) -> Section:
    return replace(given, draft=True)


def _later(given: Written) -> Section:
    return replace(given, day=date(2026, 6, 1))


def _elsewhere(given: Written) -> Section:
    return replace(given, head=replace(given.head, only=("print",)))


def _promised(given: Written) -> Section:
    return promise("Storm", "It will come.", file=given.head.file)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_draft, "“Storm” was published and is a draft now"),
        (_later, "“Storm” was published and is dated 2026-06-01 now, after 2026-05-03"),
        (_elsewhere, "“Storm” was published and is for print only"),
        (_promised, "“Storm” was published and is only promised now"),
    ],
)
def test_the_cause_is_named(change: Callable[[Written], Section], words: str) -> None:
    (told,) = said(change(TWO), Occasion(STAMP, as_of=TODAY))
    assert "02-storm.md: " in told
    assert words in told
    assert "Put it back." not in told


def test_what_is_gone_is_to_be_put_back() -> None:
    (told,) = said(None, Occasion(STAMP, as_of=TODAY))
    assert "02-storm.md was published and is not in this book" in told
    assert "Put it back." in told


def test_a_look_back_is_no_update_unless_it_is_published() -> None:
    earlier = Occasion(STAMP, as_of=date(2026, 5, 1))
    assert said(_later(TWO), earlier) == []
    assert len(said(_later(TWO), replace(earlier, publishing=True))) == 1
