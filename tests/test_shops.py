"""Copies for shops: what differs from the book for all, what does not, and what is told."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from bookbuild.build.books import build_books
from bookbuild.build.request import BuildRequest
from bookbuild.model.assets import Image
from bookbuild.model.book import Fandom
from bookbuild.model.edition import Edition
from bookbuild.model.editions import Format
from bookbuild.model.naming import Isbn
from bookbuild.model.occasion import Occasion
from bookbuild.model.shops import Shop, cover_stem, file_stem, shops_taking, terms_of
from bookbuild.model.text import ExternalTarget, Link, Text
from bookbuild.plan import plan_edition
from bookbuild.plan.shops import for_shop
from bookbuild.report import BookbuildError, Exit
from bookbuild.write.epub import make_epub, make_package
from bookbuild.write.epub.shops import (
    cover_findings_for,
    has_cover_page,
    picture_findings,
    size_findings,
)
from tests.builders import EBOOK, STAMP, book, para, promise, section
from tests.commands import manuscript
from tests.editions import STYLES, picture, whole_edition
from tests.epubcheck import epubcheck, epubcheck_of_kobo

ISBN = Isbn("9780141439471")
CHAPTER = section("Low Water", "The harbour master kept two clocks.", file="01-low-water.md")
STORY = book(CHAPTER)


def planned() -> Edition:
    return plan_edition(STORY, EBOOK, Format.EPUB, Occasion(STAMP)).value


def copy_for(shop: Shop, edition: Edition | None = None) -> Edition:
    return for_shop(edition or planned(), shop).value


def told(edition: Edition, shop: Shop = Shop.KDP) -> list[str]:
    return [str(diagnostic) for diagnostic in for_shop(edition, shop).diagnostics]


def parts(data: bytes) -> dict[str, str]:
    """Return the text files of an EPUB by name."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        text = (name for name in file.namelist() if name.endswith(("html", "opf", "ncx", "css")))
        return {name.removeprefix("EPUB/"): file.read(name).decode() for name in text}


# ---------------------------------------------------------------------------- what is different


def test_kdp_has_the_picture_of_the_cover_and_no_page_with_it() -> None:
    made = parts(make_epub(copy_for(Shop.KDP), STYLES).value)
    assert "cover.xhtml" not in made
    assert "css/cover.css" not in made
    assert re.search(
        r'<item href="images/cover.jpg"[^>]*properties="cover-image"', made["content.opf"]
    )
    assert '<meta name="cover" content="cover-image"/>' in made["content.opf"]
    assert not any("cover.xhtml" in text for text in made.values())


def test_kdp_finds_the_contents_before_the_story_and_the_story() -> None:
    package = make_package(copy_for(Shop.KDP), STYLES).value
    story = next(place for place in package.guide if place.type == "text")
    assert [place.type for place in package.guide] == ["toc", "text"]
    files = {resource.id: resource.href for resource in package.resources}
    order = [files[id] for id in package.spine]
    assert order.index("nav.xhtml") < order.index(story.href)


def test_apple_is_told_of_the_fonts_where_there_are_some() -> None:
    edition = replace(planned(), carries_fonts=True)
    with_fonts = parts(make_epub(copy_for(Shop.APPLE, edition), STYLES).value)["content.opf"]
    assert '<meta property="ibooks:specified-fonts">true</meta>' in with_fonts
    assert 'prefix="ibooks: http://vocabulary.itunes.apple.com/' in with_fonts
    bare = replace(edition, carries_fonts=False)
    assert "ibooks" not in parts(make_epub(copy_for(Shop.APPLE, bare), STYLES).value)["content.opf"]


@pytest.mark.parametrize("shop", [Shop.KOBO, Shop.GOOGLE])
def test_what_is_right_for_all_stays_as_it_is(shop: Shop) -> None:
    assert make_epub(copy_for(shop), STYLES).value == make_epub(planned(), STYLES).value


def test_the_book_for_all_has_a_cover_page() -> None:
    assert has_cover_page(planned())
    assert make_package(planned(), STYLES).value.prefix == ""


@pytest.mark.slow
@pytest.mark.parametrize("shop", Shop)
def test_the_validators_find_nothing(shop: Shop) -> None:
    edition = copy_for(shop, replace(whole_edition(), carries_fonts=True, isbn=ISBN))
    data = make_epub(edition, STYLES).value
    assert [found for found in epubcheck(data) if not _unshown_cover(found, shop)] == []


@pytest.mark.slow
@pytest.mark.parametrize("shop", Shop)
def test_kobos_validator_finds_nothing(shop: Shop) -> None:
    edition = copy_for(shop, replace(whole_edition(), carries_fonts=True, isbn=ISBN))
    assert epubcheck_of_kobo(make_epub(edition, STYLES).value) == ()


def _unshown_cover(found: object, shop: Shop) -> bool:
    """Return whether a remark is that KDP's copy has a cover on no page, as is meant."""
    return shop is Shop.KDP and "OPF-097" in str(found) and "images/cover." in str(found)


# ------------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("shop", "isbn", "book_file", "cover"),
    [
        (Shop.KDP, ISBN, "the-ferry-kdp", "the-ferry-kdp-cover"),
        (Shop.KOBO, None, "the-ferry-kobo", "the-ferry-kobo-cover"),
        (Shop.KOBO, ISBN, "the-ferry-kobo-9780141439471", "the-ferry-kobo-9780141439471-cover"),
        (Shop.APPLE, ISBN, "the-ferry-apple", "the-ferry-apple-cover"),
        (Shop.GOOGLE, None, "the-ferry-google", "the-ferry-google-cover"),
        (Shop.GOOGLE, ISBN, "9780141439471", "9780141439471_frontcover"),
    ],
)
def test_each_shop_has_its_names(shop: Shop, isbn: Isbn | None, book_file: str, cover: str) -> None:
    stem = file_stem(shop, "the-ferry", isbn)
    assert stem == book_file
    assert cover_stem(shop, stem, isbn) == cover


@pytest.mark.parametrize("shop", Shop)
def test_no_copy_has_the_name_of_the_book_for_all(shop: Shop) -> None:
    assert file_stem(shop, ISBN.number, ISBN) != ISBN.number


def test_two_editions_with_one_isbn_are_two_files(tmp_path: Path) -> None:
    about = "title: The Ferry\nauthor: Mary Shelley\nidentifier: https://example.org/ferry\n"
    about += (
        "isbn: 9780141439471\neditions:\n  one:\n    formats: epub\n  ebook:\n    formats: epub\n"
    )
    manuscript(tmp_path, book=about, **{"01_one": "The ferry left at nine.\n"})
    request = BuildRequest(tmp_path, (Format.EPUB,), shop=Shop.GOOGLE)
    built = build_books(request, lambda _: None)
    assert [file.path.name for file in built.files] == [
        *("9780141439471.epub", "9780141439471_frontcover.jpg"),
        *("the-ferry-one-google.epub", "the-ferry-one-google-cover.jpg"),
    ]


def test_build_makes_both_files_for_a_shop_that_takes_both(tmp_path: Path) -> None:
    manuscript(tmp_path, **{"01_one": "The ferry left at nine.\n"})
    request = BuildRequest(tmp_path, (Format.PDF, Format.EPUB), shop=Shop.KDP)
    built = build_books(request, lambda _: None)
    name = tmp_path.name.replace("_", "-")
    assert [(file.path.name, file.shop) for file in built.files] == [
        (f"{name}-kdp.pdf", Shop.KDP),
        (f"{name}-kdp.epub", Shop.KDP),
        (f"{name}-kdp-cover.jpg", Shop.KDP),
    ]


def test_build_makes_the_printed_book_as_always_for_a_shop_that_takes_none(tmp_path: Path) -> None:
    manuscript(tmp_path, **{"01_one": "The ferry left at nine.\n"})
    request = BuildRequest(tmp_path, (Format.PDF, Format.EPUB), shop=Shop.KOBO)
    built = build_books(request, lambda _: None)
    name = tmp_path.name.replace("_", "-")
    assert [(file.path.name, file.shop) for file in built.files] == [
        (f"{name}.pdf", None),
        (f"{name}-kobo.epub", Shop.KOBO),
        (f"{name}-kobo-cover.jpg", Shop.KOBO),
    ]


# ---------------------------------------------------------------------------- what is told


def test_a_book_that_is_whole_is_not_talked_about() -> None:
    assert [told(planned(), shop) for shop in Shop] == [[]] * len(Shop)


def test_fan_fiction_is_not_for_sale() -> None:
    edition = planned()
    edition = replace(edition, metadata=replace(edition.metadata, fandom=Fandom(("Emma",))))
    assert told(edition, Shop.KOBO) == [
        "book.yaml: This book says that it is fan fiction, and Kobo is a shop: fan fiction is not "
        "for sale. Give it to readers as `bookbuild epub` makes it without --for."
    ]


def test_promises_and_drafts_are_told_once_each() -> None:
    promised = (promise(f"Part {n}", "Soon.", file=f"9{n}-p.md") for n in range(4))
    draft = replace(section("New", "Rain.", file="02-new.md"), draft=True)
    whole = plan_edition(book(CHAPTER, draft, *promised), EBOOK, Format.EPUB, Occasion(STAMP)).value
    promises, drafts = told(whole)
    assert "and 2 others are promised and not written; who buys a book" in promises
    assert drafts.startswith("02-new.md: “Chapter Two: New” is marked as a draft")


def test_a_long_description_is_told_where_the_shop_has_a_limit() -> None:
    edition = planned()
    long = replace(edition, metadata=replace(edition.metadata, description="x" * 4_001))
    assert "4,001 characters, and Amazon KDP takes 4,000" in told(long)[0]
    assert told(long, Shop.GOOGLE) == []


@pytest.mark.parametrize(
    ("url", "refused_by"),
    [
        ("https://www.amazon.com/dp/1", "kobo apple google"),
        ("https://amazon.co.uk/dp/1", "kobo apple google"),
        ("https://www.amazon.com.au/dp/1", "kobo apple google"),
        ("https://amzn.to/1", "kobo apple google"),
        ("https://www.kobo.com/ebook/1", "kdp apple google"),
        ("https://books.apple.com/book/1", "kdp kobo google"),
        ("https://play.google.com/store/books/1", "kdp kobo apple"),
        ("https://www.barnesandnoble.com/w/1", "kdp kobo apple google"),
        ("https://example.org/amazon.com", ""),
        ("https://notamazon.com/", ""),
        ("https://apple.com/", ""),
        ("mailto:mary@example.org", ""),
        ("https://[broken", ""),
    ],
)
def test_links_to_other_shops_are_told(url: str, refused_by: str) -> None:
    link = Link(ExternalTarget(url), (Text("more"),))
    given = book(section("Low Water", para("See ", link), file="01-low-water.md"))
    whole = plan_edition(given, EBOOK, Format.EPUB, Occasion(STAMP)).value
    refusing = [
        shop.value
        for shop in shops_taking((Format.EPUB,))
        if any("links to" in line for line in told(whole, shop))
    ]
    assert refusing == refused_by.split()


# ------------------------------------------------------------------------------------ sizes


@pytest.mark.parametrize(
    ("image", "refused_by"),
    [
        (Image("a.png", "image/png", b"", 3_000, 1_300), ""),
        (Image("a.png", "image/png", b"", 3_000, 1_400), "apple"),
        (Image("a.png", "image/png", b"", 3_300, 100), "google"),
        (Image("a.png", "image/png", b"x" * 5_000_001, 100, 100), "kdp kobo"),
        (Image("a.svg", "image/svg+xml", b"", 9_000, 9_000), ""),
    ],
)
def test_pictures_that_a_shop_refuses_are_told(image: Image, refused_by: str) -> None:
    refusing = [shop.value for shop in Shop if picture_findings(copy_for(shop), (image,))]
    assert refusing == refused_by.split()
    assert picture_findings(planned(), (image,)) == ()


def test_a_cover_too_small_for_its_shop_is_told() -> None:
    edition = replace(planned(), cover=picture("cover.png", (1_000, 1_600)))
    assert cover_findings_for(edition) == ()
    (only,) = cover_findings_for(copy_for(Shop.APPLE, edition))
    assert "Apple Books takes none with less than 1,400 on its shorter side." in only.message
    assert cover_findings_for(copy_for(Shop.GOOGLE, edition)) == ()


def test_a_file_too_large_for_its_shop_is_told() -> None:
    package = make_package(planned(), STYLES).value
    size = 1_500_000_000
    refusing = [shop for shop in Shop if size_findings(copy_for(shop), package, size)]
    assert refusing == [Shop.KDP, Shop.KOBO]
    assert "650 MB, the most that Amazon KDP takes." in str(
        size_findings(copy_for(Shop.KDP), package, size)[0]
    )


def test_a_page_too_large_for_kobo_is_told() -> None:
    package = make_package(planned(), STYLES).value
    large = replace(
        package.resources[0], media_type="application/xhtml+xml", data=b"x" * 10_000_001
    )
    heavy = replace(package, resources=(large,))
    assert size_findings(copy_for(Shop.KOBO), heavy, 1)[0].code == "page-for-shop"
    assert size_findings(copy_for(Shop.KDP), heavy, 1) == ()


# ----------------------------------------------------------------------------------- formats


def test_a_shop_says_which_format_it_takes(tmp_path: Path) -> None:
    manuscript(tmp_path, **{"01_one": "The ferry left at nine.\n"})
    request = BuildRequest(tmp_path, (Format.PDF,), shop=Shop.KOBO)
    with pytest.raises(
        BookbuildError, match="Kobo takes the EPUB, and this makes the PDF"
    ) as wrong:
        build_books(request, lambda _: None)
    assert wrong.value.exit_code is Exit.USAGE


def test_every_shop_takes_something() -> None:
    assert set(shops_taking((Format.EPUB,)) + shops_taking((Format.PDF,))) == set(Shop)
    assert all(terms_of(shop).formats for shop in Shop)
