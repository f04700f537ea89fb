"""A reader's place survives an update: measured in real reading systems, see bench/places."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bench.places import (
    Job,
    Kept,
    Place,
    Reader,
    measure,
    measure_all,
    missing,
    read_documents,
    sampled,
)
from bench.places import place_in as block_place
from bench.places.chapters import FIRST, edited, inserted, packed
from bench.places.judging import Outcome
from bench.places.markup import bare, eager_slots, plain
from tests.commands import DEMONSTRATION, bookbuild

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing()), reason=missing() or "everything is here"),
]

NEW_CHAPTER = """---
title: The Spare Key
---

There is a second key to the hut, and for twenty-eight years it has hung where anybody could see
it, on the nail behind the calendar, because nobody at Frampney ever turns back a month.
"""


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """Return the demonstration, and the demonstration with one chapter more."""
    folder = tmp_path_factory.mktemp("releases")
    for name in ("old", "new"):
        shutil.copytree(DEMONSTRATION, folder / name / "manuscript")
    chapter = folder / "new" / "manuscript" / "60-the-spare-key.md"
    chapter.write_text(NEW_CHAPTER, encoding="utf-8")
    return _built(folder / "old"), _built(folder / "new")


def _built(folder: Path) -> bytes:
    done = bookbuild("epub", folder)
    assert done.returncode == 0, done.stderr
    return next((folder / "dist").glob("*.epub")).read_bytes()


def test_a_new_chapter_moves_nobody(releases: tuple[bytes, bytes]) -> None:
    documents = read_documents(releases[0])
    last = next(n for n, each in enumerate(documents) if each.href.endswith("/tare.xhtml"))
    places = tuple(
        place
        for place in sampled(documents, 9)
        if place.document <= last and not documents[place.document].href.endswith("/nav.xhtml")
    )
    outcomes = measure(*releases, places)
    assert {each.reader for each in outcomes} == {"foliate-js", "foliate-js, page top", "epub.js"}
    assert len(outcomes) > 2 * len(places) > 100
    assert [each for each in outcomes if each.kept is not Kept.SAME_WORDS] == []


def test_the_bench_sees_what_a_paragraph_more_does() -> None:
    """A bench that finds every place kept everywhere would be of no use."""
    later = inserted(FIRST, "p4", 1, 2)
    jobs = tuple(_job(packed(markup(FIRST)), packed(markup(later))) for markup in (bare, plain))
    without_ids, with_ids = measure_all(jobs)
    assert _kept(without_ids, Reader.FOLIATE) == (Kept.ELSEWHERE, -1)
    assert _kept(without_ids, Reader.EPUBJS) == (Kept.ELSEWHERE, -1)
    assert _kept(with_ids, Reader.FOLIATE) == (Kept.ELSEWHERE, -1)
    assert _kept(with_ids, Reader.FOLIATE_TOP) == (Kept.SAME_WORDS, 0)
    assert _kept(with_ids, Reader.EPUBJS) == (Kept.NOTHING, None)


def test_a_div_around_each_paragraph_keeps_the_place() -> None:
    later = inserted(inserted(FIRST, "p4", 1, 2), "", 2, 2)
    job = _job(packed(eager_slots(FIRST)), packed(eager_slots(later)))
    assert {each.kept for each in measure_all((job,))[0]} == {Kept.SAME_WORDS}


def test_edited_words_keep_the_paragraph() -> None:
    old, new = packed(plain(FIRST)), packed(plain(edited(FIRST, "p7")))
    place = block_place(read_documents(old), "c.xhtml", "p7", 0)
    assert {each.kept for each in measure(old, new, (place,))} == {Kept.SAME_PARAGRAPH}


def _job(old: bytes, new: bytes) -> Job:
    return Job(old, new, (_beginning(old, "Nell wrote"),))


def _beginning(book: bytes, words: str) -> Place:
    return Place(0, read_documents(book)[0].text.index(words))


def _kept(outcomes: tuple[Outcome, ...], reader: Reader) -> tuple[Kept, int | None]:
    (found,) = (each for each in outcomes if each.reader == reader.value)
    return found.kept, found.off
