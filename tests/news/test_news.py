"""What is new: in the plan, in the book, in the record, in a list, in a feed, out of git."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from lxml import etree

from bookbuild.build.earlier import manuscript_at
from bookbuild.build.news import NewsRequest, what_is_new
from bookbuild.build.published_text import published_text
from bookbuild.model.book import Book, Kind, Matter, Written
from bookbuild.model.edition import Edition, TextUnit
from bookbuild.model.editions import EditionSettings, Format, WhatsNew
from bookbuild.model.occasion import Occasion
from bookbuild.model.published import NOTHING_PUBLISHED, Edit, NewsRecord, Published
from bookbuild.model.text import plain_text
from bookbuild.plan import plan_edition
from bookbuild.plan.news import PAGE_ID, changed_since, news, with_news
from bookbuild.plan.news_list import NewsList, news_list
from bookbuild.plan.serial.identity import identified
from bookbuild.plan.serial.record import Publication, recorded
from bookbuild.plan.words import vocabularies
from bookbuild.read.published import parse_published
from bookbuild.release.atom import atom_feed
from bookbuild.release.news_text import markdown_news, plain_news
from bookbuild.report import BookbuildError
from tests.builders import STAMP, book, promise, section, unit_ids
from tests.commands import bookbuild, manuscript

BOTH = EditionSettings("ebook", (Format.EPUB,), whats_new=(WhatsNew.PAGE, WhatsNew.MARKS))
DAY = date(2026, 5, 1)
ONE = section("Ebb", "The sea went out.", "Nobody saw it go.", file="01-ebb.md")
TWO = section("Flood", "The sea came back.", file="02-flood.md")
REVISED = replace(
    section("Ebb", "The sea went out.", "Nobody at all saw it go.", file="01-ebb.md"),
    changes="It's sharper now.",
)
SOON = promise("", "Soon.")
EPILOGUE = section("", "The end came.", kind=Kind.EPILOGUE, file="99-epilogue.md")


def planned(given: Book, published: Published, settings: EditionSettings = BOTH) -> Edition:
    return plan_edition(given, settings, Format.EPUB, Occasion(STAMP, published=published)).value


def after(given: Book, published: Published = NOTHING_PUBLISHED) -> Published:
    """Return the record after a book was published."""
    edition = planned(given, published)
    record = recorded(published, given, (Publication(edition),), DAY)
    return with_news(record, given, published)


def page_of(edition: Edition) -> TextUnit | None:
    found = (each for each in edition.units if each.head.id == PAGE_ID)
    page = next(found, None)
    assert page is None or isinstance(page, TextUnit)
    return page


# ------------------------------------------------------------------------------- what has changed


def test_new_and_revised_sections_are_news() -> None:
    before = after(book(ONE))
    now = identified(book(REVISED, TWO), before)
    revised, new = changed_since(now, before)
    assert (new.unit, new.edit, new.promised) == ("flood", None, False)
    assert revised.edit == Edit(revised=1, added=2)
    assert revised.reason == "It's sharper now."


def test_an_old_reason_is_not_said_of_what_was_not_revised() -> None:
    before = after(book(REVISED))
    assert changed_since(identified(book(REVISED, TWO), before), before)[0].unit == "flood"


def test_a_promise_that_is_kept_is_new_and_was_promised() -> None:
    before = after(book(ONE, SOON))
    found = changed_since(identified(book(ONE, EPILOGUE), before), before)
    assert [(each.unit, each.promised) for each in found] == [("epilogue", True)]


def test_drafts_and_parts_without_text_are_no_news() -> None:
    before = after(book(ONE))
    part = Written(replace(TWO.head, kind=Kind.PART, file="03-part.md"), ())
    given = identified(book(ONE, replace(TWO, draft=True), part), before)
    assert changed_since(given, before) == ()


def test_a_renamed_file_and_another_title_are_no_news() -> None:
    before = after(book(ONE))
    moved = section("Low", "The sea went out.", "Nobody saw it go.", file="07-low.md")
    assert changed_since(identified(book(moved), before), before) == ()


# ------------------------------------------------------------------------------------ in the book


def test_nothing_is_shown_before_the_first_publication() -> None:
    edition = planned(book(ONE, TWO), NOTHING_PUBLISHED)
    assert page_of(edition) is None
    assert all("new" not in plain_text(row.title) for row in edition.contents)


def test_the_page_stands_behind_everything_and_lists_what_is_new() -> None:
    thanks = section("Thanks", "Thank you.", kind=Kind.ACKNOWLEDGMENTS, file="98-thanks.md")
    before = after(book(ONE, thanks))
    edition = planned(book(REVISED, TWO, thanks), before)
    page = page_of(edition)
    assert page is not None
    behind = edition.units[edition.units.index(page) + 1 :]
    assert not any(isinstance(each, TextUnit) for each in behind)
    assert page.head.matter is Matter.BACK
    assert edition.contents[-1].unit == PAGE_ID
    assert plain_text(page.title) == "What Is New"


def test_new_sections_are_marked_in_the_contents() -> None:
    edition = planned(book(REVISED, TWO), after(book(ONE)))
    titles = {row.unit: plain_text(row.title) for row in edition.contents}
    assert titles["flood"] == "Flood (new)"
    assert titles["ebb"] == "Ebb"


def test_an_edition_shows_what_it_is_asked_to() -> None:
    before = after(book(ONE))
    only_page = replace(BOTH, whats_new=(WhatsNew.PAGE,))
    silent = replace(BOTH, whats_new=())
    edition = planned(book(ONE, TWO), before, only_page)
    assert page_of(edition) is not None
    assert "new" not in " ".join(plain_text(row.title) for row in edition.contents)
    assert page_of(planned(book(ONE, TWO), before, silent)) is None


def test_the_story_stands_where_it_stood_with_and_without_the_page() -> None:
    before = after(book(ONE))
    with_page = planned(book(ONE, TWO), before)
    without = planned(book(ONE, TWO), before, replace(BOTH, whats_new=()))
    assert [id for id in unit_ids(with_page) if id != PAGE_ID] == unit_ids(without)
    assert unit_ids(with_page).index(PAGE_ID) > unit_ids(with_page).index("flood")


def test_no_section_gets_the_pages_name() -> None:
    own = section("What’s new", "A chapter.", file="03-whats-new.md")
    assert "whats-new-2" in unit_ids(planned(book(ONE, own), NOTHING_PUBLISHED))


def test_every_language_has_its_words() -> None:
    for words in vocabularies():
        said = words.news
        assert all((said.mark, said.title, said.new, said.revised, said.promised))
        assert "{count}" in said.count or words.language in ("zh", "ja", "th")


# ---------------------------------------------------------------------------------- in the record


def test_a_book_that_is_built_again_says_the_same() -> None:
    first = after(book(ONE, SOON))
    given = book(REVISED, TWO, EPILOGUE)
    edition = planned(given, first)
    second = after(given, first)
    told = second.editions[0].news
    assert told == (NewsRecord("ebb", True), NewsRecord("flood"), NewsRecord("epilogue"))
    again = planned(given, second)
    assert again.units == edition.units
    assert again.contents == edition.contents
    assert after(given, second) == second
    assert news(identified(given, second), second)[2].promised


def test_the_record_keeps_its_news_in_the_file() -> None:
    record = after(book(REVISED, TWO), after(book(ONE)))
    assert parse_published(published_text(record)) == record
    assert "  news:\n  - ebb revised\n  - flood\n" in published_text(record)


def test_the_first_publication_brings_no_news() -> None:
    assert after(book(ONE)).editions[0].news == ()


# ------------------------------------------------------------------------------------- in a list


def listed(now: Book, before: Book) -> NewsList:
    record = after(before)
    given = identified(now, record)
    return news_list(given, news(given, record))


def test_the_list_as_text() -> None:
    late = promise("", "Soon.", expected=date(2026, 6, 1))
    assert plain_news(listed(book(REVISED, TWO, late), book(ONE))) == (
        "New",
        "  Chapter Two: Flood (4 words)",
        "",
        "Revised",
        "  Chapter One: Ebb: It’s sharper now. (+2 words)",
        "",
        "Still to Come",
        "  Epilogue: Expected 1 June 2026",
    )


def test_the_list_as_markdown_has_no_markup_by_mistake() -> None:
    starred = section("Flood *and* [ebb]", "The sea came back.", file="02-flood.md")
    lines = markdown_news(listed(book(ONE, starred), book(ONE)))
    assert lines == ("## New", "", r"- **Chapter Two: Flood \*and\* \[ebb\]** (4 words)")


# ------------------------------------------------------------------------------------- in a feed

ATOM = "{http://www.w3.org/2005/Atom}"


def strict(feed: str) -> etree._Element:
    """Read a feed and hold it to RFC 4287: what must be there is there, once, and well-formed."""
    root = etree.fromstring(feed.encode())
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    for each in (root, *entries):
        for name in ("id", "title", "updated"):
            found = each.findall(f"{ATOM}{name}")
            assert len(found) == 1, name
            assert found[0].text
        assert (each.findtext(f"{ATOM}id") or "").partition(":")[1] == ":"
        for name in ("updated", "published"):
            for stamp in each.findall(f"{ATOM}{name}"):
                assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp.text or "")
                assert datetime.fromisoformat(stamp.text or "").year >= 2000
    assert all(len(each.findall(f"{ATOM}content")) == 1 for each in entries)
    people = root.findall(f"{ATOM}author/{ATOM}name")
    assert people
    assert all(each.text for each in people)
    ids = [each.findtext(f"{ATOM}id") for each in (root, *entries)]
    assert len(set(ids)) == len(ids)
    return root


def dated(of: Written, day: int) -> Written:
    return replace(of, day=date(2026, 5, day))


def test_the_feed_is_valid_and_the_newest_stands_first() -> None:
    found = listed(book(dated(ONE, 1), dated(TWO, 8), EPILOGUE), book(dated(ONE, 1)))
    root = strict(atom_feed(found, datetime(2026, 5, 9, tzinfo=UTC)))
    titles = [each.findtext(f"{ATOM}title") for each in root.findall(f"{ATOM}entry")]
    assert titles == ["Epilogue", "Chapter Two: Flood", "Chapter One: Ebb"]
    assert root.findtext(f"{ATOM}updated") == "2026-05-09T00:00:00Z"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Mary Shelley"


def test_an_entry_keeps_its_id_whatever_its_title_becomes() -> None:
    before = book(dated(ONE, 1))
    renamed = replace(REVISED, head=replace(REVISED.head, title=TWO.head.title))
    stamp = datetime(2026, 5, 9, tzinfo=UTC)
    first = strict(atom_feed(listed(before, before), stamp))
    second = strict(atom_feed(listed(book(dated(renamed, 1)), before), stamp))
    path = f"{ATOM}entry/{ATOM}id"
    assert first.findtext(path) == second.findtext(path)
    assert second.findtext(f"{ATOM}entry/{ATOM}content") == "Revised: It’s sharper now."
    assert second.findtext(f"{ATOM}entry/{ATOM}updated") == "2026-05-09T00:00:00Z"


def test_titles_with_signs_of_xml_and_a_book_without_an_author() -> None:
    odd = dated(section("Ebb & <flood>", "It rained.", file="01-ebb.md"), 1)
    found = replace(listed(book(odd), book(odd)), authors=())
    root = strict(atom_feed(found, STAMP))
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == "Chapter One: Ebb & <flood>"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == found.title


# ------------------------------------------------------------------------------------- out of git


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Mary Shelley", "-c", "user.email=mary@example.org")
    subprocess.run(("git", "-C", str(folder), *who, *arguments), check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A book of one chapter, committed as v1, to which another is added."""
    about = "title: The Ferry\nauthor: Mary Shelley\nidentifier: urn:x:ferry\n"
    folder = manuscript(tmp_path / "book", book=about, _01_ebb="# Ebb\n\nThe sea went out.\n")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "one")
    git(folder, "tag", "v1")
    return manuscript(
        folder, _01_ebb="# Ebb\n\nThe sea went far out.\n", _02_flood="# Flood\n\nIt came back.\n"
    )


def test_since_a_tag(project: Path) -> None:
    told = what_is_new(NewsRequest(project, since="v1")).value
    assert told is not None
    assert [each.name for each in told.news.new] == ["Chapter Two: Flood"]
    assert [each.unit for each in told.news.revised] == ["ebb"]
    assert not told.first


@pytest.mark.parametrize("name", ["v9", "", "--help", "-h", "v1 v1", "v1\nv1", ":/one^{tree}"])
def test_what_is_no_commit_is_refused(project: Path, name: str) -> None:
    with (
        pytest.raises(BookbuildError, match="There is no tag or commit"),
        manuscript_at(project / "manuscript", name),
    ):
        pass


def test_links_in_a_commit_are_left_out_and_nothing_runs(project: Path) -> None:
    inner = project / "manuscript"
    (inner / "04-link.md").symlink_to("/etc/hostname")
    (inner / ".gitattributes").write_text("*.md filter=bad export-ignore\n", encoding="utf-8")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "-m", "two")
    git(project, "config", "filter.bad.smudge", "touch ran; cat")
    with manuscript_at(inner, "HEAD") as folder:
        names = sorted(path.name for path in folder.iterdir())
    assert names == [".gitattributes", "01-ebb.md", "02-flood.md", "book.yaml"]
    assert not list(project.rglob("ran"))
    assert not folder.exists()


def test_a_manuscript_that_was_not_there_yet(project: Path, tmp_path: Path) -> None:
    other = manuscript(project / "other", _01_one="# One\n\nIt rained.\n")
    done = bookbuild("news", other, "--since", "v1", cwd=tmp_path)
    assert done.returncode == 2
    assert "At v1 there was no manuscript in this folder." in done.stderr
