"""What a release brings: against the one before it, however often it is made.

An author makes a release, looks at it, mends a word and makes it again, and then a workflow makes
it from the tag. Readers have the release before all the while: so what the record says that a
version brought stays its news, and what changed since is added to it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bookbuild.model.book import Book
from bookbuild.model.published import (
    NOTHING_PUBLISHED,
    Edit,
    Published,
    ReleaseNews,
    ReleaseRecord,
)
from bookbuild.plan.news import NewsItem, as_recorded, changed_since
from bookbuild.plan.serial.identity import identified
from bookbuild.plan.visible import released, still_promised, visible


def as_readers_see(book: Book, before: Published, day: date | None) -> Book:
    """Return the book as readers may see it on a day, with the ids by which they know it."""
    # A promise hides the title of what it stands for, so it comes before the ids.
    book = still_promised(book, day, 0)
    return released(identified(book, before), visible(book, day, 0))


def is_first(before: Published, version: str) -> bool:
    """Return whether readers had nothing before this version."""
    again = _again(before, version)
    return again.first if again else before.day is None


def release_news(book: Book, before: Published, version: str) -> tuple[NewsItem, ...]:
    """Return what a version brings readers, in the order of the book.

    The book is as readers see it. A version that the record knows already brings what it says, and
    what changed since.
    """
    if is_first(before, version):
        return changed_since(book, NOTHING_PUBLISHED)
    changed = changed_since(book, before)
    again = _again(before, version)
    if again is None:
        return changed
    told = as_recorded(book, before, {each.unit: each.edit for each in again.news})
    return _in_order(book, _joined(told, changed))


def release_record(book: Book, before: Published, version: str) -> ReleaseRecord:
    """Return what the record keeps of a version."""
    if is_first(before, version):
        return ReleaseRecord(version, first=True)
    items = release_news(book, before, version)
    return ReleaseRecord(version, news=tuple(ReleaseNews(each.unit, each.edit) for each in items))


def _again(before: Published, version: str) -> ReleaseRecord | None:
    known = before.release
    return known if known and known.version == version else None


def _joined(told: tuple[NewsItem, ...], changed: tuple[NewsItem, ...]) -> tuple[NewsItem, ...]:
    """Return what was told with what changed since; what was new to readers still is."""
    later = {each.unit: each for each in changed}
    joined = tuple(_both(each, later.get(each.unit)) for each in told)
    known = {each.unit for each in told}
    return (*joined, *(each for each in changed if each.unit not in known))


def _both(told: NewsItem, later: NewsItem | None) -> NewsItem:
    if told.edit is None or later is None or later.edit is None:
        return told
    one, two = told.edit, later.edit
    both = Edit(
        new=one.new + two.new,
        revised=one.revised + two.revised,
        gone=one.gone + two.gone,
        added=one.added + two.added,
        removed=one.removed + two.removed,
    )
    return replace(told, edit=both)


def _in_order(book: Book, items: tuple[NewsItem, ...]) -> tuple[NewsItem, ...]:
    places = {section.head.unit: place for place, section in enumerate(book.sections)}
    return tuple(sorted(items, key=lambda item: places[item.unit]))
