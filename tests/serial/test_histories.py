"""The update contract over the histories of a manuscript: never broken without a word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import hypothesis.strategies as st
from hypothesis import given, settings

from bookbuild.build.published_text import published_text
from bookbuild.model.edition import Edition
from bookbuild.model.editions import Format
from bookbuild.model.occasion import Occasion
from bookbuild.model.published import NOTHING_PUBLISHED, Published
from bookbuild.plan import plan_edition
from bookbuild.plan.serial.record import Publication, recorded
from bookbuild.read.published import parse_published
from bookbuild.report import Diagnostic, Severity
from bookbuild.write.epub import make_package
from tests.builders import EBOOK, STAMP
from tests.editions import STYLES
from tests.serial.contract import broken_promises
from tests.serial.pages import Volume, volume
from tests.serial.stories import KIND, UNKIND, Deed, Story, as_book, first_story

Step = tuple[Deed, int, int, int]
_numbers = st.integers(0, 30)


def _releases(deeds: tuple[Deed, ...]) -> st.SearchStrategy[list[list[Step]]]:
    step = st.tuples(st.sampled_from(deeds), _numbers, _numbers, _numbers)
    return st.lists(st.lists(step, min_size=1, max_size=5), min_size=1, max_size=6)


@dataclass(frozen=True, slots=True)
class Shop:
    """What is published, and what readers of the last release see."""

    record: Published = NOTHING_PUBLISHED
    last: Volume | None = None
    day: date = date(2026, 1, 1)


def planned(story: Story, shop: Shop, *, lose: bool = False) -> tuple[Edition, list[Diagnostic]]:
    occasion = Occasion(STAMP, published=shop.record, lose_places=lose)
    found = plan_edition(as_book(story), EBOOK, Format.EPUB, occasion)
    errors = [each for each in found.diagnostics if each.severity is Severity.ERROR]
    return found.value, errors


def published(story: Story, edition: Edition, shop: Shop) -> Shop:
    """Publish, look at the record through its file, and build once more: nothing may change."""
    package = make_package(edition, STYLES).value
    record = recorded(shop.record, as_book(story), (Publication(edition),), shop.day)
    assert parse_published(published_text(record)) == record
    shop = Shop(record, volume(package), shop.day + timedelta(days=1))
    again, errors = planned(story, shop)
    assert errors == []
    assert make_package(again, STYLES).value == package
    return shop


def _ids_of(now: Volume | None, ever: dict[str, str]) -> dict[str, str]:
    assert now is not None
    return ever | {id: page.href for page in now.pages for id in page.ids}


def _after(story: Story, steps: list[Step]) -> Story:
    for deed, a, b, c in steps:
        story = deed(story, a, b, c)
    return story


@given(st.integers(1, 4), st.integers(0, 6), _releases(KIND))
@settings(max_examples=100)
def test_no_kind_history_costs_anyone_a_place(
    chapters: int, paragraphs: int, releases: list[list[Step]]
) -> None:
    story = first_story(chapters, paragraphs)
    shop = published(story, planned(story, Shop())[0], Shop())
    ever = _ids_of(shop.last, {})
    for steps in releases:
        story = _after(story, steps)
        edition, errors = planned(story, shop)
        assert errors == []
        last = shop.last
        shop = published(story, edition, shop)
        assert last
        assert shop.last
        assert broken_promises(last, shop.last, ever) == ()
        ever = _ids_of(shop.last, ever)


@given(st.integers(1, 4), st.integers(0, 6), _releases((*KIND, *UNKIND)), st.lists(st.booleans()))
@settings(max_examples=100)
def test_what_costs_places_is_never_silent(
    chapters: int, paragraphs: int, releases: list[list[Step]], losing: list[bool]
) -> None:
    story = first_story(chapters, paragraphs)
    shop = published(story, planned(story, Shop())[0], Shop())
    ever = _ids_of(shop.last, {})
    for number, steps in enumerate(releases):
        wanted = _after(story, steps)
        edition, errors = planned(wanted, shop)
        if errors:
            if not (number < len(losing) and losing[number]):
                continue
            edition, errors = planned(wanted, shop, lose=True)
            assert errors == []
            shop = published(wanted, edition, replace(shop))
        else:
            last = shop.last
            shop = published(wanted, edition, shop)
            assert last
            assert shop.last
            assert broken_promises(last, shop.last, ever) == ()
        story = wanted
        for page in shop.last.pages if shop.last else ():
            for id in page.ids:
                assert ever.get(id, page.href) == page.href
        ever = _ids_of(shop.last, ever)
