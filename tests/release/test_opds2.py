"""The OPDS 2.0 feed: what the specification and its JSON Schemas demand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest

from bookbuild.release.contents import Release
from bookbuild.release.opds1 import catalogue as opds1
from bookbuild.release.opds2 import catalogue
from tests.release.samples import COVER, EPUB, FILES, IDENTIFIER, PAGE, a_file, a_release
from tests.release.test_opds1 import HOSTILE, MOMENT, OPEN_ACCESS, RELEASES, read

PICTURES = {"image/jpeg", "image/avif", "image/webp", "image/jxl", "image/png", "image/gif"}


@pytest.fixture(params=RELEASES, name="release")
def _release(request: pytest.FixtureRequest) -> Release:
    return RELEASES[request.param]


def parsed(release: Release) -> Any:
    """Return the feed of a release."""
    return json.loads(catalogue(release))


def _values(given: Any) -> Iterator[Any]:
    yield given
    if isinstance(given, dict):
        for each in given.values():
            yield from _values(each)
    if isinstance(given, list):
        for each in given:
            yield from _values(each)


def _links(feed: Any) -> Iterator[Any]:
    yield from feed["links"]
    for each in feed["publications"]:
        yield from (*each["links"], *each.get("images", []))


def test_the_feed_has_what_is_demanded(release: Release) -> None:
    feed = parsed(release)
    assert set(feed) == {"metadata", "links", "publications"}
    assert feed["metadata"]["title"] == release.title
    assert feed["metadata"]["numberOfItems"] == len(feed["publications"])
    assert [each["type"] for each in feed["links"] if each["rel"] == "self"] == [
        "application/opds+json"
    ]


def test_publications_have_what_is_demanded(release: Release) -> None:
    for each, edition in zip(parsed(release)["publications"], release.editions, strict=True):
        about = each["metadata"]
        assert about["title"] == edition.title
        assert urlsplit(about["identifier"]).scheme
        assert MOMENT.fullmatch(about["modified"])
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", about["published"])
        assert re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", about["language"])
        assert about.get("numberOfPages", 1) > 0


def test_nothing_is_blank(release: Release) -> None:
    blank: tuple[object, ...] = ("", None, [], {})
    assert not any(value in blank for value in _values(parsed(release)))


def test_links_have_types_and_addresses(release: Release) -> None:
    for link in _links(parsed(release)):
        assert re.fullmatch(r"[a-z]+/[^\s/]+", link["type"])
        assert not re.search(r"[\s<>{}|^`\"\\]", link["href"])


def test_each_publication_has_one_file(release: Release) -> None:
    for each, edition in zip(parsed(release)["publications"], release.editions, strict=True):
        (link,) = each["links"]
        assert link["rel"] == OPEN_ACCESS
        assert link["href"] == release.files_at + edition.file.name
        assert (link["type"], link["size"]) == (edition.file.media_type, edition.file.size)


def test_pictures_are_of_a_kind_that_is_demanded(release: Release) -> None:
    for each, edition in zip(parsed(release)["publications"], release.editions, strict=True):
        assert bool(edition.cover) == ("images" in each)
        assert all(image["type"] in PICTURES for image in each.get("images", []))


def test_a_drawing_is_no_picture() -> None:
    drawn = replace(EPUB, cover=a_file("cover.svg", "image/svg+xml", 12))
    feed = parsed(replace(a_release(), editions=(drawn,)))
    assert "images" not in feed["publications"][0]


def test_what_is_known_of_the_book() -> None:
    epub, pdf = parsed(a_release())["publications"]
    assert epub["metadata"]["author"] == ["Mary Shelley"]
    assert epub["metadata"]["identifier"] == IDENTIFIER
    assert pdf["metadata"]["identifier"] == "urn:isbn:9783161484100"
    assert pdf["metadata"]["numberOfPages"] == 288
    series = epub["metadata"]["belongsTo"]["series"]
    assert series == {"name": "The Summer without Sun", "position": 2}
    assert epub["images"] == [{"href": FILES + COVER.name, "type": "image/jpeg"}]


def test_both_feeds_name_each_other_and_the_page() -> None:
    hrefs = [each["href"] for each in parsed(a_release())["links"]]
    assert hrefs == [PAGE + "opds.json", PAGE + "opds.xml", PAGE]


def test_both_feeds_are_of_one_catalogue(release: Release) -> None:
    feed, known = parsed(release), read(release)
    assert feed["metadata"]["identifier"] == known.findtext("{http://www.w3.org/2005/Atom}id")


def test_words_stand_as_they_are_typed() -> None:
    text = catalogue(a_release("ja"))
    assert text.endswith("}\n")
    odd = replace(a_release(), title="Žižkov — 東京", subtitle=HOSTILE)
    assert "Žižkov — 東京" in catalogue(odd)
    assert parsed(odd)["publications"][0]["metadata"]["subtitle"] == HOSTILE


def test_the_same_release_gives_the_same_feeds() -> None:
    assert catalogue(a_release()) == catalogue(a_release())
    assert opds1(a_release()) == opds1(a_release())


@pytest.mark.parametrize(
    ("typed", "place"), [("", None), ("Two", None), ("1e9", None), ("3", 3), ("2.5", 2.5)]
)
def test_a_place_in_a_series_is_a_number(typed: str, place: float | None) -> None:
    epub = parsed(replace(a_release(), series_number=typed))["publications"][0]
    assert epub["metadata"]["belongsTo"]["series"].get("position") == place
    element = next(
        read(replace(a_release(), series_number=typed)).iter("{http://schema.org}Series")
    )
    assert element.get("{http://schema.org}position") == (None if place is None else f"{place:g}")
