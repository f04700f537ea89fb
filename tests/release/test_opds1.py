"""The OPDS 1.2 feed: what RFC 4287 and the specification demand, as the published schema does.

The schema does not ask for acquisition links, ids that differ, or content where no page is linked:
here they are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree

from bookbuild.plan.words import vocabularies
from bookbuild.release.contents import Release
from bookbuild.release.opds1 import catalogue
from tests.release.samples import (
    COVER,
    EPUB,
    FILES,
    IDENTIFIER,
    PAGE,
    PDF,
    a_file,
    a_release,
    bare_release,
)

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/terms/}"
SERIES = "{http://schema.org}Series"
FEED_TYPE = "application/atom+xml;profile=opds-catalog;kind=acquisition"
OPEN_ACCESS = "http://opds-spec.org/acquisition/open-access"
IMAGE = "http://opds-spec.org/image"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
ONCE = ("id", "title", "updated", "rights", "summary", "content", "published")
IN_FEED = {"id", "title", "subtitle", "updated", "author", "rights", "link", "entry"}
IN_ENTRY = {"id", "title", "updated", "author", "rights", "category", "summary", "content", "link"}
HOSTILE = "<b>\"&'> ]]> &amp;"

RELEASES = {
    "full": a_release(),
    "bare": bare_release(),
    "rtl": a_release("ar"),
    "unspoken": a_release("tlh"),
    "hostile": replace(
        a_release(), title=HOSTILE, authors=(HOSTILE,), subjects=(HOSTILE,), series_name=HOSTILE
    ),
    "isbn": replace(a_release(), editions=(replace(EPUB, identifier="", isbn="3161484100"), PDF)),
}


def read(release: Release) -> etree._Element:
    """Return the feed of a release, parsed by a parser that forgives nothing."""
    return etree.fromstring(catalogue(release).encode(), etree.XMLParser(recover=False))


@pytest.fixture(params=RELEASES, name="release")
def _release(request: pytest.FixtureRequest) -> Release:
    return RELEASES[request.param]


@pytest.fixture(name="feed")
def _feed(release: Release) -> etree._Element:
    return read(release)


def _entries(feed: etree._Element) -> list[etree._Element]:
    return feed.findall(f"{ATOM}entry")


def _texts(parent: etree._Element, name: str) -> list[str]:
    return [each.text or "" for each in parent.findall(name)]


def _links(parent: etree._Element, rel: str) -> list[dict[str, str]]:
    links = [dict(each.attrib) for each in parent.findall(f"{ATOM}link")]
    return [each for each in links if each["rel"] == rel]


def _atom_names(parent: etree._Element) -> Iterator[str]:
    for each in parent:
        if each.tag.startswith(ATOM):
            yield each.tag.removeprefix(ATOM)


def test_it_says_that_it_is_utf_8(release: Release) -> None:
    assert catalogue(release).startswith('<?xml version="1.0" encoding="utf-8"?>\n')


def test_the_feed_has_what_atom_demands(feed: etree._Element, release: Release) -> None:
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == release.language
    assert set(_atom_names(feed)) <= IN_FEED
    for name in ("id", "title", "updated"):
        assert all(_texts(feed, f"{ATOM}{name}"))
    assert feed.findall(f"{ATOM}author/{ATOM}name")


def test_entries_have_what_atom_and_opds_demand(feed: etree._Element, release: Release) -> None:
    assert len(_entries(feed)) == len(release.editions)
    for entry in _entries(feed):
        names = list(_atom_names(entry))
        assert set(names) <= IN_ENTRY
        assert all(names.count(name) <= 1 for name in ONCE)
        assert {"id", "title", "updated", "author", "content", "link"} <= set(names)
        assert all(_texts(entry, f"{ATOM}author/{ATOM}name"))
        for name in ("language", "issued", "identifier"):
            assert all(_texts(entry, f"{DC}{name}")), name
        assert not {f"{DC}title", f"{DC}creator", f"{DC}subject"} & {each.tag for each in entry}


def test_entries_stand_after_all_else(feed: etree._Element) -> None:
    """Some readers, and the schema, take what follows an entry for one."""
    names = list(_atom_names(feed))
    assert "entry" not in names[: -len(_entries(feed))]


def test_nothing_is_empty(feed: etree._Element) -> None:
    for each in feed.iter():
        assert len(each) or each.text or each.attrib, each.tag
        assert all(each.attrib.values()), each.tag


def test_ids_are_absolute_and_each_is_its_own(feed: etree._Element) -> None:
    ids = [str(each.text) for each in feed.iter(f"{ATOM}id")]
    assert all(urlsplit(each).scheme for each in ids)
    assert len(set(ids)) == len(ids)
    assert all(urlsplit(str(each.text)).scheme for each in feed.iter(f"{DC}identifier"))


def test_dates_are_of_rfc_3339(feed: etree._Element) -> None:
    assert all(MOMENT.fullmatch(str(each.text)) for each in feed.iter(f"{ATOM}updated"))
    issued = [str(each.text) for each in feed.iter(f"{DC}issued")]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", each) for each in issued)


def test_each_entry_has_one_file(feed: etree._Element, release: Release) -> None:
    for entry, edition in zip(_entries(feed), release.editions, strict=True):
        (link,) = _links(entry, OPEN_ACCESS)
        assert link["href"] == release.files_at + edition.file.name
        assert link["type"] == edition.file.media_type
        assert link["length"] == str(edition.file.size)


def test_relations_are_known_and_have_types(feed: etree._Element) -> None:
    """`x-stanza-cover-image` and the like are of before OPDS 1.0."""
    known = {"self", "start", "alternate", OPEN_ACCESS, IMAGE, f"{IMAGE}/thumbnail"}
    for link in feed.iter(f"{ATOM}link"):
        assert link.get("rel") in known
        assert re.fullmatch(r"[a-z]+/[^\s/]+", str(link.get("type")))
        assert not re.search(r"[\s<>{}|^`\"\\]", str(link.get("href")))


def test_the_feed_knows_where_it_is() -> None:
    feed = read(a_release())
    for rel in ("self", "start"):
        assert _links(feed, rel) == [{"rel": rel, "href": PAGE + "opds.xml", "type": FEED_TYPE}]
    assert [each["href"] for each in _links(feed, "alternate")] == [PAGE + "opds.json", PAGE]


@pytest.mark.parametrize(
    ("page", "files", "expected"),
    [
        (PAGE + "index.html", FILES, PAGE + "opds.xml"),
        ("", FILES, FILES + "opds.xml"),
        ("", "", "opds.xml"),
    ],
)
def test_the_feed_stands_beside_the_page_or_the_files(page: str, files: str, expected: str) -> None:
    feed = read(replace(a_release(), page_at=page, files_at=files))
    assert _links(feed, "self")[0]["href"] == expected


def test_the_cover_has_two_links() -> None:
    for entry in _entries(read(a_release())):
        for rel in (IMAGE, f"{IMAGE}/thumbnail"):
            (link,) = _links(entry, rel)
            assert (link["href"], link["type"]) == (FILES + COVER.name, "image/jpeg")


def test_only_pictures_that_opds_allows() -> None:
    drawn = replace(EPUB, cover=a_file("cover.svg", "image/svg+xml", 12))
    entry = _entries(read(replace(a_release(), editions=(drawn,))))[0]
    assert not _links(entry, IMAGE)


def test_names_that_addresses_cannot_have_are_escaped() -> None:
    odd = replace(EPUB, file=a_file("Zwölf Tage #1.epub", "application/epub+zip", 1))
    entry = _entries(read(replace(a_release(), editions=(odd,))))[0]
    assert _links(entry, OPEN_ACCESS)[0]["href"] == f"{FILES}Zw%C3%B6lf%20Tage%20%231.epub"


def test_what_is_known_of_the_book() -> None:
    epub, pdf = _entries(read(a_release()))
    assert _texts(epub, f"{DC}identifier") == [IDENTIFIER]
    assert _texts(pdf, f"{DC}identifier") == ["urn:isbn:9783161484100"]
    assert _texts(epub, f"{DC}publisher") == ["Lackington & Co."]
    assert [each.get("term") for each in epub.findall(f"{ATOM}category")] == [
        "Gothic",
        "Letters & journals",
    ]
    (series,) = epub.iter(SERIES)
    assert series.get("{http://schema.org}name") == "The Summer without Sun"
    assert series.get("{http://schema.org}position") == "2"
    assert _texts(epub, f"{ATOM}rights") == ["All rights reserved."]


def test_fan_fiction_is_no_book_with_rights() -> None:
    free = replace(a_release(), rights="", fan_fiction="Fan fiction, not for sale.")
    assert _texts(read(free), f"{ATOM}rights") == ["Fan fiction, not for sale."]


def test_the_content_is_the_news() -> None:
    (content,) = _texts(_entries(read(a_release()))[0], f"{ATOM}content")
    assert "<p>New: Chapter One: &lt;Geneva&gt;.</p>" in content
    assert "<p>Revised: Letter Two (A date was wrong).</p>" in content
    assert "<p>Still to Come: Epilogue.</p>" in content
    assert "Letter One" not in content
    assert content.endswith("<p>Version 1.3, 11 March 1818</p>")


def test_a_first_release_lists_no_news() -> None:
    (content,) = _texts(_entries(read(replace(a_release(), first=True)))[0], f"{ATOM}content")
    assert "Chapter One" not in content
    assert "Epilogue" in content


def test_ids_stay_when_all_else_changes() -> None:
    later = replace(
        a_release(),
        version="2.0",
        title="Frankenstein, Revised",
        stamp=datetime(1831, 10, 31, tzinfo=UTC),
        editions=(replace(PDF, title="Other"), replace(EPUB, words=1)),
        page_at="",
        files_at="",
    )
    old, new = read(a_release()), read(later)
    assert _texts(old, f"{ATOM}id") == _texts(new, f"{ATOM}id")
    assert {str(each.text) for each in old.iter(f"{ATOM}id")} == {
        str(each.text) for each in new.iter(f"{ATOM}id")
    }


def test_the_stamp_is_written_in_utc() -> None:
    east = replace(a_release(), stamp=datetime(1818, 3, 12, 1, tzinfo=timezone(timedelta(hours=2))))
    assert _texts(read(east), f"{ATOM}updated") == ["1818-03-11T23:00:00Z"]


def test_a_feed_reader_has_no_complaint(release: Release) -> None:
    parsed = feedparser.parse(catalogue(release).encode())
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    assert [each.title for each in parsed.entries] == [each.title for each in release.editions]
    assert all(each.updated_parsed and each.content for each in parsed.entries)


@pytest.mark.parametrize("language", [each.language for each in vocabularies()])
def test_every_language_gives_a_feed(language: str) -> None:
    assert len(_entries(read(a_release(language)))) == 2
