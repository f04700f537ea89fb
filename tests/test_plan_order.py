"""Where everything stands: matter by kind, the order of the pages, the contents."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookbuild.model.book import Fandom, Kind, Matter
from bookbuild.model.edition import ContentsEntry, ContentsPage
from bookbuild.model.editions import ContentsPolicy, Presentation
from bookbuild.model.text import Link, NoteRef, Text, WrittenTarget, plain_text
from tests.builders import (
    book,
    metadata,
    opening,
    plan_epub,
    plan_print,
    promise,
    section,
    summary,
    text_unit,
    unit,
    unit_ids,
)

FULL = (
    section(kind=Kind.COLOPHON, file="00-colophon.md"),
    section(kind=Kind.ALSO_BY, file="01-also-by.md"),
    section("Arrivals", file="02-one.md", notes=(opening("Hello."),)),
    section(kind=Kind.DEDICATION, file="03-dedication.md"),
    section(kind=Kind.ACKNOWLEDGMENTS, file="04-thanks.md"),
    section(kind=Kind.FOREWORD, file="05-foreword.md"),
    section(kind=Kind.EPIGRAPH, file="06-epigraph.md"),
    section("Timeline", kind=Kind.OTHER, matter=Matter.BACK, file="07-timeline.md"),
    section(kind=Kind.AFTERWORD, file="08-afterword.md"),
    section(kind=Kind.PRAISE, file="09-praise.md"),
    promise(file="10-epilogue.md"),
    section("A Word", kind=Kind.OTHER, matter=Matter.FRONT, file="11-a-word.md"),
    section(kind=Kind.TEASER, file="12-teaser.md"),
)


def test_print_has_the_order_of_a_printed_book() -> None:
    with_contents = Presentation(contents=ContentsPolicy.YES)
    assert unit_ids(plan_print(book(*FULL, presentation=with_contents))) == [
        "praise",
        "half-title",
        "title-page",
        "copyright",
        "dedication",
        "epigraph",
        "contents",
        "foreword",
        "a-word",
        "one",
        "promised-epilogue",
        "afterword",
        "timeline",
        "authors-notes",
        "thanks",
        "also-by",
        "teaser",
        "colophon",
    ]


def test_an_ebook_opens_with_its_title_and_information() -> None:
    about = replace(metadata(), fandom=Fandom(("Smallville",), rating="Teen", tags=("Angst",)))
    assert unit_ids(plan_epub(book(*FULL, about=about))) == [
        "title-page",
        "information",
        "copyright",
        "praise",
        "dedication",
        "epigraph",
        "contents",
        "foreword",
        "a-word",
        "one",
        "promised-epilogue",
        "afterword",
        "timeline",
        "thanks",
        "also-by",
        "teaser",
        "story-tags",
        "colophon",
    ]


def test_what_is_not_there_leaves_no_gap() -> None:
    assert unit_ids(plan_epub(book(section()))) == [
        "title-page",
        "copyright",
        "contents",
        "one",
        "colophon-page",
    ]


def test_a_list_of_other_books_faces_the_title_where_the_author_puts_it_in_front() -> None:
    others = section(kind=Kind.ALSO_BY, file="also.md", matter=Matter.FRONT)
    ids = unit_ids(plan_print(book(section(), others)))
    assert ids[:3] == ["half-title", "also", "title-page"]


def test_the_body_keeps_the_order_of_the_folder() -> None:
    files = ("02-b.md", "01-a.md", "03-c.md")
    edition = plan_epub(book(*(section(file=file) for file in files)))
    assert unit_ids(edition)[-4:-1] == ["b", "a", "c"]


def test_parts_hold_their_chapters_and_the_last_epilogue_stands_alone() -> None:
    edition = plan_epub(
        book(
            section(kind=Kind.PROLOGUE, file="prologue.md"),
            section("The River", kind=Kind.PART, file="part-1.md"),
            section("A", file="a.md"),
            section("B", file="b.md"),
            section("The Sea", kind=Kind.PART, file="part-2.md"),
            section("C", file="c.md"),
            section(kind=Kind.EPILOGUE, file="epilogue.md"),
        )
    )
    shape = [(row.unit, [child.unit for child in row.children]) for row in edition.contents]
    assert shape == [
        ("prologue", []),
        ("part-1", ["a", "b"]),
        ("part-2", ["c"]),
        ("epilogue", []),
    ]
    assert [unit(edition, id).head.depth for id in ("prologue", "part-1", "a", "epilogue")] == [
        0,
        0,
        1,
        0,
    ]
    assert text_unit(edition, "part-2").label == "Part Two"
    assert text_unit(edition, "c").label == "Chapter Three"


# --------------------------------------------------------------------------------- contents


def rows(entries: tuple[ContentsEntry, ...]) -> list[tuple[str, str, str, bool]]:
    return [(row.label, plain_text(row.title), row.pov, row.promised) for row in entries]


def test_untitled_chapters_have_their_point_of_view_in_an_ebook_only() -> None:
    given = book(section(pov="Clark's POV"), section("Home", file="2.md", pov="Lana"), promise())
    assert rows(plan_epub(given).contents) == [
        ("Chapter One", "", "Clark", False),
        ("Chapter Two", "Home", "", False),
        ("Epilogue", "", "", True),
    ]
    assert rows(plan_print(given).contents)[0] == ("Chapter One", "", "", False)


def test_pages_around_the_contents_have_no_row() -> None:
    units = [row.unit for row in plan_print(book(*FULL)).contents]
    assert not {"half-title", "title-page", "copyright", "dedication", "epigraph"} & set(units)
    assert "contents" not in units
    assert "authors-notes" in units


def test_a_row_has_no_links_and_no_footnotes() -> None:
    title = (Link(WrittenTarget("2.md", ""), (Text("Home"),)), NoteRef("1"))
    chapter = section(file="1.md")
    edition = plan_epub(book(replace(chapter, head=replace(chapter.head, title=title))))
    assert edition.contents[0].title == (Text("Home"),)


@pytest.mark.parametrize(
    ("titles", "policy", "printed"),
    [
        (("A", "B"), ContentsPolicy.AUTO, True),
        (("A", ""), ContentsPolicy.AUTO, True),
        (("A", "", ""), ContentsPolicy.AUTO, False),
        (("", ""), ContentsPolicy.AUTO, False),
        (("Chapter 1", "Chapter 2"), ContentsPolicy.AUTO, False),
        (("", ""), ContentsPolicy.YES, True),
        (("A", "B"), ContentsPolicy.NO, False),
    ],
)
def test_print_has_contents_where_they_help(
    titles: tuple[str, ...], policy: ContentsPolicy, printed: bool
) -> None:
    chapters = (section(title, file=f"{n}.md") for n, title in enumerate(titles))
    given = book(*chapters, presentation=Presentation(contents=policy))
    assert any(isinstance(unit, ContentsPage) for unit in plan_print(given).units) is printed
    assert any(isinstance(unit, ContentsPage) for unit in plan_epub(given).units)


def test_parts_make_contents_worth_printing() -> None:
    given = book(section(kind=Kind.PART, file="p.md"), section(file="1.md"))
    assert "contents" in unit_ids(plan_print(given))


def test_the_summary_of_the_work_is_described_and_no_page() -> None:
    edition = plan_epub(book(section(), notes=(summary("A ferry sinks."),)))
    assert edition.metadata.description == "A ferry sinks."
    assert unit_ids(edition) == ["title-page", "copyright", "contents", "one", "colophon-page"]
