"""Links within the book: resolved to units and blocks, or gone with their words kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookbuild.model.assets import Image
from bookbuild.model.book import Kind
from bookbuild.model.text import (
    Conditional,
    ExternalTarget,
    Figure,
    Inlines,
    Link,
    Paragraph,
    Picture,
    Style,
    Styled,
    Text,
    UnitTarget,
    WrittenTarget,
)
from tests.builders import (
    blocks,
    book,
    metadata,
    opening,
    para,
    plan_epub,
    plan_print,
    promise,
    section,
    text_unit,
)

NAMED = Paragraph((Text("Named."),), id="bridge")


def linked(file: str, anchor: str) -> Inlines:
    """Return the first paragraph of a book that links so, planned as an EPUB."""
    link = Link(WrittenTarget(file, anchor), (Text("there"),))
    given = book(
        section("", para(link), file="01-one.md"),
        section("", "A.", NAMED, file="02-two.md", notes=(opening(replace(NAMED, id="hello")),)),
        section("", "B.", file="03-three.md", id="third"),
        section("", Conditional((replace(NAMED, id="gone"),), only=("print",)), file="04-four.md"),
        promise(),
    )
    paragraph = text_unit(plan_epub(given), "one").blocks[0]
    assert isinstance(paragraph, Paragraph)
    return paragraph.inlines


@pytest.mark.parametrize(
    ("file", "anchor", "unit", "block"),
    [
        ("02-two.md", "", "two", ""),
        ("./02-two.md", "", "two", ""),
        ("02-two.md", "bridge", "two", "two-bridge"),
        ("", "bridge", "two", "two-bridge"),
        ("02-two.md", "hello", "two", "two-hello"),
        ("03-three.md", "", "third", ""),
        ("", "third", "third", ""),
        ("03-three.md", "third", "third", ""),
        ("99-epilogue.md", "", "promised-epilogue", ""),
        ("", "", "one", ""),
    ],
)
def test_links_lead_to_units_and_blocks(file: str, anchor: str, unit: str, block: str) -> None:
    assert linked(file, anchor) == (Link(UnitTarget(unit, block), (Text("there"),)),)


@pytest.mark.parametrize(
    ("file", "anchor"),
    [
        ("nowhere.md", ""),
        ("nowhere.md", "x"),
        ("02-two.md", "x"),
        ("", "x"),
        ("04-four.md", "gone"),
    ],
)
def test_a_link_to_nothing_leaves_its_words(file: str, anchor: str) -> None:
    assert linked(file, anchor) == (Text("there"),)


def test_links_into_notes_follow_them_to_the_appendix() -> None:
    link = Link(WrittenTarget("", "hello"), (Styled(Style.EMPHASIS, (Text("there"),)),))
    noted = section("", para(link), notes=(opening(replace(NAMED, id="hello")),))
    paragraph = text_unit(plan_print(book(noted)), "one").blocks[0]
    assert isinstance(paragraph, Paragraph)
    target = UnitTarget("authors-notes", "authors-notes-one-hello")
    assert paragraph.inlines == (replace(link, target=target),)


def test_links_out_of_the_book_stay() -> None:
    link = Link(ExternalTarget("https://example.org/"), (Text("there"),))
    paragraph = text_unit(plan_epub(book(section("", para(link)))), "one").blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.inlines == (link,)


def test_an_edition_ships_the_pictures_it_shows() -> None:
    paths = ("a.png", "b.png", "c.png", "cover.png")
    images = tuple(Image(path, "image/png", b"", 1, 1) for path in paths)
    chapter = section(
        "",
        Figure("a.png", "A"),
        para(Picture("b.png", "B")),
        Conditional((Figure("c.png", "C"),), only=("print",)),
    )
    given = replace(book(chapter, about=replace(metadata(), cover="cover.png")), images=images)
    ebook, printed = plan_epub(given), plan_print(given)
    assert [image.path for image in ebook.images] == ["a.png", "b.png"]
    assert [image.path for image in printed.images] == ["a.png", "b.png", "c.png"]
    assert ebook.cover == images[3]
    assert plan_epub(book(section("", *blocks("x"), kind=Kind.CHAPTER))).cover is None
