"""A chapter with its promise, then the epilogue: every reader is where they were.

Measured in real reading systems; `bench/releases.py` has the figures of a chain of twenty releases.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from bench.places import (
    Job,
    Kept,
    Place,
    measure,
    measure_all,
    missing,
    read_documents,
    sampled,
)
from bench.releases import EPILOGUE, chain, job, lost, published
from bookbuild.model.editions import Format
from tests.commands import bookbuild, shared
from tests.paged_books import build, data_of, read_pages
from tests.serial.stories import fresh

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing()), reason=missing() or "everything is here"),
]

BOOK = "title: The Ferry\nauthor: Mary Shelley\nidentifier: https://example.org/ferry\n"
CHAPTER = """---
title: The Last Crossing
pov: "Nell's POV"
notes: "Last chapter, everybody."
endnotes: "Look for the epilogue tomorrow."
---

{text}
"""
PROMISE = """---
kind: epilogue
status: promised
promised-in: 01-the-last-crossing
---

Look for the epilogue tomorrow.
"""


@pytest.fixture
def serial(tmp_path: Path) -> Path:
    """Return a project of the seed's shape: one long chapter, and an epilogue to come."""
    folder = tmp_path / "the-ferry" / "manuscript"
    folder.mkdir(parents=True)
    text = "\n\n".join(fresh(n) for n in range(70))
    (folder / "book.yaml").write_text(BOOK, encoding="utf-8")
    (folder / "01-the-last-crossing.md").write_text(CHAPTER.format(text=text), encoding="utf-8")
    (folder / "99-epilogue.md").write_text(PROMISE, encoding="utf-8")
    return folder.parent


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    """Return the text the project was started for, as it is imported."""
    source, folder = shared("seed/last-chapter.txt"), tmp_path / "departure"
    done = bookbuild("import", source, "-o", folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_epilogue_arrives_and_nobody_moves(serial: Path) -> None:
    assert _lost_by_the_epilogue(serial) == []


def test_the_seeds_epilogue_arrives_and_nobody_moves(seed: Path) -> None:
    assert _lost_by_the_epilogue(seed) == []


def test_a_page_list_arrives_and_nobody_moves(serial: Path) -> None:
    """The EPUB was published alone; with the first printed edition come its page marks."""
    build(serial, (Format.EPUB,), publish=True)
    epub = serial / "dist" / "the-ferry.epub"
    old = epub.read_bytes()
    new = data_of(build(serial, publish=True))
    assert len(read_pages(new).rows) > len(read_pages(old).rows) == 0
    story = tuple(
        place
        for place in sampled(read_documents(old), 12)
        if "text/" in read_documents(old)[place.document].href
    )
    outcomes = measure(old, new, story)
    assert len({each.reader for each in outcomes}) == 3
    assert {each.kept for each in outcomes} == {Kept.SAME_WORDS}


@pytest.mark.slow
def test_twenty_releases_keep_what_they_promise(tmp_path: Path) -> None:
    releases = chain(tmp_path / "chain")
    assert len(releases) == 20
    jobs = tuple(job(old.data, new.data, 2) for old, new in pairwise(releases))
    assert lost(releases, measure_all(jobs)) == ()
    for old, new in pairwise(releases):
        assert _ids(old.data) <= _ids(new.data), new.deed.what


def _ids(book: bytes) -> set[tuple[str, str]]:
    """Return the ids of the story's blocks, each with the file it stands in."""
    inside = ".//*[@class='words']//@id"
    return {(page.href, id) for page in read_documents(book) for id in page.body.xpath(inside)}


def _lost_by_the_epilogue(project: Path) -> list[str]:
    """Publish, write the epilogue, publish again; return the places that have other words.

    What announced the epilogue leaves the book with its arrival: nobody finds that again.
    """
    old = published(project)
    promise = next((project / "manuscript").glob("*epilogue*.md"))
    promise.write_text(EPILOGUE, encoding="utf-8")
    new = published(project)
    asked = job(old, new, 60)
    places = tuple(each for each in asked.places if _is_there(each, asked))
    assert len(places) > 55
    outcomes = measure(old, new, places)
    assert len({each.reader for each in outcomes}) == 3
    return [
        f"{each.reader}: {each.words} > {each.found}"
        for each in outcomes
        if each.kept is not Kept.SAME_WORDS
    ]


def _is_there(place: Place, asked: Job) -> bool:
    """Return whether a paragraph is in the new file as often as it was in the old one."""
    document = read_documents(asked.old)[place.document]
    (now,) = (each for each in read_documents(asked.new) if each.href == document.href)
    words = document.blocks[document.block_at(place.offset)].words
    was = sum(each.words == words for each in document.blocks)
    return sum(each.words == words for each in now.blocks) >= was
