"""The package of an EPUB: metadata, names, navigation, style sheets, before anything is packed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from bookbuild.model.assets import Styles
from bookbuild.model.book import Contributor
from bookbuild.model.edition import Edition
from bookbuild.model.naming import Isbn, Series
from bookbuild.model.text import Figure
from bookbuild.write.epub import Package, make_package
from bookbuild.write.epub.sorting import relator, sort_name, sort_title
from bookbuild.write.epub.stylesheet import layers
from tests.editions import (
    METADATA,
    STYLES,
    chapter,
    edition,
    paragraph,
    picture,
    small_edition,
    whole_edition,
)

_XHTML = {"h": "http://www.w3.org/1999/xhtml", "epub": "http://www.idpf.org/2007/ops"}
_NCX = {"n": "http://www.daisy.org/z3986/2005/ncx/"}


def _package(book: Edition, styles: Styles = STYLES) -> Package:
    return make_package(book, styles).value


def _properties(package: Package, name: str) -> list[tuple[str, str]]:
    return [
        (meta.text, meta.refines) for meta in package.metadata.properties if meta.property == name
    ]


def _core(package: Package, name: str) -> list[str]:
    return [element.text for element in package.metadata.dublin_core if element.name == name]


def _tree(package: Package, href: str) -> etree._Element:
    resource = package.resource(href)
    assert resource is not None
    return etree.fromstring(resource.data)


def _found(tree: etree._Element, path: str, names: dict[str, str]) -> list[str]:
    found = tree.xpath(path, namespaces=names)
    assert isinstance(found, list)
    return [str(value) for value in found]


# ---------------------------------------------------------------------------------- metadata


def test_the_identifier_comes_first_and_the_isbn_of_this_format_after_it() -> None:
    isbn = Isbn("9783161484100", "", "epub", "978-3-16-148410-0")
    package = _package(replace(small_edition(), isbn=isbn))
    assert _core(package, "identifier") == [
        "urn:uuid:4c6a5e4e-52a5-4d2c-9c2d-1f6c2f0a7b11",
        "urn:isbn:9783161484100",
    ]
    assert package.metadata.dublin_core[0].id == "pub-id"


def test_an_isbn_that_is_the_identifier_stands_once() -> None:
    book = replace(small_edition(), isbn=Isbn("9783161484100"))
    package = _package(replace(book, identifier="urn:isbn:9783161484100"))
    assert _core(package, "identifier") == ["urn:isbn:9783161484100"]


def test_the_date_is_a_full_utc_timestamp() -> None:
    package = _package(small_edition())
    assert _core(package, "date") == ["2026-11-01T00:00:00Z"]
    undated = replace(small_edition(), metadata=replace(METADATA, published=None))
    assert _core(_package(undated), "date") == ["2026-11-11T12:00:00Z"]


def test_people_have_relators_and_sort_names() -> None:
    package = _package(small_edition())
    assert _core(package, "creator") == ["Bram Stoker"]
    assert _core(package, "contributor") == ["starfall 99", "Vincent van Gogh"]
    roles = [("aut", "creator1"), ("ctb", "contributor2"), ("cov", "contributor3")]
    assert _properties(package, "role") == roles
    assert ("Stoker, Bram", "creator1") in _properties(package, "file-as")
    assert ("van Gogh, Vincent", "contributor3") in _properties(package, "file-as")


def test_a_given_sort_name_wins() -> None:
    people = (Contributor("Mao Dun", sort_name="Mao Dun"),)
    package = _package(replace(small_edition(), metadata=replace(METADATA, contributors=people)))
    assert ("Mao Dun", "creator1") in _properties(package, "file-as")


@pytest.mark.parametrize(
    ("name", "sorted_"),
    [
        ("Bram Stoker", "Stoker, Bram"),
        ("Ludwig van Beethoven", "van Beethoven, Ludwig"),
        ("Ursula K. Le Guin", "Guin, Ursula K. Le"),
        ("Joost van den Vondel", "van den Vondel, Joost"),
        ("Walter de la Mare", "de la Mare, Walter"),
        ("Oliver Wendell Holmes Jr.", "Holmes, Oliver Wendell, Jr."),
        ("Plato", "Plato"),
        ("starfall 99", "starfall 99"),
        ("The Night Clerk", "The Night Clerk"),
        ("Stoker, Bram", "Stoker, Bram"),
        ("von Arnim", "von Arnim"),
        ("曹 雪芹", "曹 雪芹"),
        ("Лев Толстой", "Толстой, Лев"),
        ("", ""),
    ],
)
def test_names_are_filed_by_family_name(name: str, sorted_: str) -> None:
    assert sort_name(name) == sorted_


@pytest.mark.parametrize(
    ("title", "language", "sorted_"),
    [
        ("The Lantern Road", "en-GB", "Lantern Road, The"),
        ("Der Prozess", "de", "Prozess, Der"),
        ("Die Hard", "en", "Die Hard"),
        ("The", "en", "The"),
    ],
)
def test_titles_are_filed_without_their_article(title: str, language: str, sorted_: str) -> None:
    assert sort_title(title, language) == sorted_


def test_a_free_role_comes_to_a_marc_relator() -> None:
    roles = ("Author", "editor", "translator", "illustrator", "Cover Artist", "beta", "cheer")
    assert [relator(role) for role in roles] == ["aut", "edt", "trl", "ill", "cov", "ctb", "ctb"]


def test_the_series_stands_in_both_forms() -> None:
    package = _package(small_edition())
    assert _properties(package, "belongs-to-collection") == [("Lanterns", "")]
    assert _properties(package, "group-position") == [("2", "series1")]
    legacy = [(meta.name, meta.content) for meta in package.metadata.legacy]
    assert legacy == [
        ("cover", "cover-image"),
        ("calibre:series", "Lanterns"),
        ("calibre:series_index", "2"),
    ]


def test_a_series_number_in_words_is_no_position() -> None:
    metadata = replace(METADATA, series=Series("Lanterns", "Two"))
    package = _package(replace(small_edition(), metadata=metadata))
    assert _properties(package, "group-position") == []
    assert [meta.name for meta in package.metadata.legacy] == ["cover", "calibre:series"]


# ----------------------------------------------------------------------------- accessibility


def test_a_book_of_words_alone_claims_no_pictures() -> None:
    package = _package(small_edition())
    assert _properties(package, "schema:accessMode") == [("textual", "")]
    assert _properties(package, "schema:accessModeSufficient") == [("textual", "")]
    assert _properties(package, "schema:accessibilityHazard") == [("none", "")]
    assert _properties(package, "dcterms:conformsTo") == []


def test_described_pictures_are_claimed_and_undescribed_ones_are_not() -> None:
    described = _package(whole_edition())
    assert ("alternativeText", "") in _properties(described, "schema:accessibilityFeature")
    assert ("visual", "") in _properties(described, "schema:accessMode")
    blocks = (paragraph("Words."), Figure("images/Map.png", ""))
    bare = replace(edition((chapter("one", "One", blocks),)), images=(picture("images/Map.png"),))
    package = _package(bare)
    assert ("alternativeText", "") not in _properties(package, "schema:accessibilityFeature")
    assert _properties(package, "schema:accessModeSufficient") == [("textual,visual", "")]


# ------------------------------------------------------------------------ files and pictures


def test_files_and_ids_come_from_the_units_own_ids() -> None:
    package = _package(small_edition())
    assert package.spine == ("cover", "nav", "text-one", "text-two")
    assert [resource.href for resource in package.resources] == [
        "cover.xhtml",
        "images/cover.jpg",
        "nav.xhtml",
        "text/one.xhtml",
        "text/two.xhtml",
        "toc.ncx",
        "css/book.css",
        "css/epub.css",
        "css/cover.css",
    ]


def test_pictures_get_plain_names_that_differ_in_more_than_case() -> None:
    paths = ("images/Map of Nowhere.png", "images/map-of-nowhere.png", "images/地図.png")
    blocks = tuple(Figure(path, "a map") for path in paths)
    book = replace(
        edition((chapter("one", "One", (paragraph("Words."), *blocks)),)),
        images=tuple(picture(path) for path in (*paths, "images/unused.png")),
    )
    hrefs = [r.href for r in _package(book).resources if r.media_type == "image/png"]
    assert hrefs[0] == "images/map-of-nowhere.png"
    assert len(set(hrefs)) == 3
    assert all(href.isascii() and href == href.lower() for href in hrefs)


def test_a_picture_called_cover_does_not_take_the_covers_name() -> None:
    blocks = (paragraph("Words."), Figure("cover.png", "the cover"))
    own = picture("cover.png", (600, 960))
    book = replace(edition((chapter("one", "One", blocks),)), images=(own,), cover=own)
    hrefs = [r.href for r in _package(book).resources if r.media_type.startswith("image/")]
    assert hrefs[0] == "images/cover.jpg"
    assert hrefs[1].startswith("images/cover-")


def test_the_authors_cover_is_the_cover() -> None:
    own = replace(picture("cover.png", (600, 960)))
    package = _package(replace(small_edition(), cover=own))
    resource = package.resource("images/cover.jpg")
    assert resource is not None
    assert resource.data.startswith(b"\xff\xd8")
    assert resource.properties == ("cover-image",)


# -------------------------------------------------------------------------------- navigation


def test_rows_of_the_contents_hold_no_span() -> None:
    nav = _tree(_package(whole_edition()), "nav.xhtml")
    assert _found(nav, "//h:nav//h:a//h:span", _XHTML) == []
    rows = nav.iterfind(".//h:nav//h:a", _XHTML)
    texts = [etree.tostring(row, method="text", encoding="unicode").strip() for row in rows]
    assert texts[0] == "Chapter One: Arrivals on the Bismarck"
    assert texts[1:3] == ["Chapter Two (Lana)", "Epilogue"]
    assert _found(nav, "//h:nav//h:a/h:em/text()", _XHTML) == ["Bismarck"]
    assert _found(nav, "//h:li[@class='promised']/h:a/@href", _XHTML) == ["text/epilogue.xhtml"]


@pytest.mark.parametrize("colon", [": ", "\u00a0: ", "："])
def test_label_and_title_are_joined_by_the_books_colon(colon: str) -> None:
    book = whole_edition()
    package = _package(replace(book, words=replace(book.words, colon=colon)))
    rows = _tree(package, "nav.xhtml").iterfind(".//h:nav//h:a", _XHTML)
    first = etree.tostring(next(rows), method="text", encoding="unicode").strip()
    assert first == f"Chapter One{colon}Arrivals on the Bismarck"
    labels = _found(_tree(package, "toc.ncx"), "//n:navLabel/n:text/text()", _NCX)
    assert labels[0] == first


def test_landmarks_and_guide_name_each_place_once() -> None:
    package = _package(whole_edition())
    nav = _tree(package, "nav.xhtml")
    path = "//h:nav[@epub:type='landmarks'][@hidden]//h:a/@"
    assert _found(nav, path + "epub:type", _XHTML) == ["cover", "toc", "bodymatter"]
    assert _found(nav, path + "href", _XHTML) == ["cover.xhtml", "nav.xhtml", "text/one.xhtml"]
    assert [(reference.type, reference.href) for reference in package.guide] == [
        ("cover", "cover.xhtml"),
        ("toc", "nav.xhtml"),
        ("text", "text/one.xhtml"),
    ]


def test_the_ncx_counts_its_rows_in_order() -> None:
    ncx = _tree(_package(whole_edition()), "toc.ncx")
    orders = _found(ncx, "//n:navPoint/@playOrder", _NCX)
    assert orders == [str(number) for number in range(1, len(orders) + 1)]
    assert _found(ncx, "//n:meta[@name='dtb:depth']/@content", _NCX) == ["2"]
    assert _found(ncx, "//n:docAuthor/n:text/text()", _NCX) == ["Bram Stoker"]
    assert _found(ncx, "//n:meta[@name='dtb:uid']/@content", _NCX) == [whole_edition().identifier]


def test_a_book_without_contents_lists_its_pages() -> None:
    book = edition((chapter("one", "One", (paragraph("Words."),)),))
    nav = _tree(_package(book), "nav.xhtml")
    assert _found(nav, "//h:nav[@epub:type='toc']//h:a/@href", _XHTML) == ["text/one.xhtml"]
    assert _package(book).spine == ("cover", "text-one")


def test_links_lead_where_they_should_from_every_folder() -> None:
    page = _tree(_package(whole_edition()), "text/one.xhtml")
    hrefs = _found(page, "//h:a/@href", _XHTML)
    for href in ("two.xhtml", "two.xhtml#two-p1", "#one-p1", "../nav.xhtml"):
        assert href in hrefs
    assert "../images/map-of-the-road.png" in _found(page, "//h:img/@src", _XHTML)


def test_a_right_to_left_book_says_so_everywhere() -> None:
    metadata = replace(METADATA, language="he")
    package = _package(replace(small_edition(), metadata=metadata))
    assert package.direction == "rtl"
    assert _tree(package, "nav.xhtml").get("dir") == "rtl"
    assert _tree(package, "text/one.xhtml").get("dir") == "rtl"


# ------------------------------------------------------------------------------ style sheets


def test_the_authors_sheets_come_last() -> None:
    styles = replace(STYLES, own_book="p { color: inherit; }", own_epub="h1 { margin: 1em; }")
    page = _tree(_package(small_edition(), styles), "text/one.xhtml")
    assert _found(page, "//h:link/@href", _XHTML) == [
        "../css/book.css",
        "../css/epub.css",
        "../css/own-book.css",
        "../css/own-epub.css",
    ]


def test_a_sheet_without_addresses_is_taken_as_it_is() -> None:
    css = "/* mine */ p{margin:0;;}\n@media screen{ h1 {margin: 1em} }\n"
    checked = layers(replace(STYLES, own_book=css))
    assert checked.diagnostics == ()
    assert checked.value[-1].css == css


def test_what_a_sheet_would_fetch_is_left_out_and_told() -> None:
    css = (
        '@import "other.css";\n'
        "p { margin: 0; background: url(paper.png); text-indent: 1em }\n"
        '@font-face { font-family: X; src: url("https://example.org/x.ttf"); }\n'
        "h1 { background: \\75rl(x.png) }\n"
        "h2 { margin: 2em }\n"
    )
    checked = layers(replace(STYLES, own_epub=css))
    kept = checked.value[-1].css
    assert [str(d.place) for d in checked.diagnostics] == [
        f"styles/epub.css:{line}" for line in (1, 2, 3, 4)
    ]
    for gone in ("other.css", "paper.png", "example.org", "x.png"):
        assert gone not in kept
    for there in ("margin: 0", "text-indent: 1em", "margin: 2em"):
        assert there in kept
