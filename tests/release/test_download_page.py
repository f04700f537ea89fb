"""The download page: valid, quiet, readable by everybody, in the book's language."""

from __future__ import annotations

import re
import string
from dataclasses import fields, replace
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from bookbuild.plan.words import vocabularies, vocabulary
from bookbuild.release.contents import Release
from bookbuild.release.download_page import page
from bookbuild.release.page_numbers import size, whole
from bookbuild.release.words import PAGE_WORDS, PageWords, page_words
from bookbuild.render.documents import direction
from tests.release.samples import COVER, EPUB, FILES, PAGE, PDF, a_release, bare_release
from tests.release.strict_page import Element, strict
from tests.release.test_opds1 import RELEASES

LANGUAGES = [each.language for each in vocabularies()]
ALL = {**RELEASES, **{language: a_release(language) for language in LANGUAGES}}
PLACES = {
    "pages": {"count"},
    "version": {"version", "date"},
    "kilobytes": {"size"},
    "megabytes": {"size"},
}


@pytest.fixture(params=ALL, name="release")
def _release(request: pytest.FixtureRequest) -> Release:
    return ALL[request.param]


@pytest.fixture(name="html")
def _html(release: Release) -> Element:
    return strict(page(release))


def _css(release: Release) -> str:
    return strict(page(release)).one("style").text


def test_it_is_html_with_a_language_and_a_direction(html: Element, release: Release) -> None:
    assert page(release).startswith("<!DOCTYPE html>\n")
    speaks = html.attributes["lang"]
    assert speaks in (release.language, "en")
    assert html.attributes["dir"] == (direction(speaks) or "ltr")
    assert [each.name for each in html.children] == ["head", "body"]


def test_the_head_is_whole(html: Element, release: Release) -> None:
    head = html.one("head")
    assert head.children[0].attributes == {"charset": "utf-8"}
    assert release.title.split()[0] in head.one("title").words()
    (viewport,) = [
        each.attributes["content"]
        for each in head.every("meta")
        if each.attributes.get("name") == "viewport"
    ]
    assert viewport == "width=device-width, initial-scale=1", "readers must be able to zoom"


def test_ids_stand_once_and_what_is_named_exists(html: Element) -> None:
    ids = [each.attributes["id"] for each in html.every() if "id" in each.attributes]
    assert len(set(ids)) == len(ids)
    named = [each.attributes.get("aria-labelledby") for each in html.every("section")]
    assert all(named)
    assert set(named) <= set(ids)


def test_there_is_no_script_and_nothing_is_fetched_but_the_cover(html: Element) -> None:
    assert not list(html.every("script", "iframe", "object", "embed", "form", "video", "audio"))
    assert not [name for each in html.every() for name in each.attributes if name.startswith("on")]
    for each in html.every():
        source = each.attributes.get("src", "")
        assert not urlsplit(source).netloc
        assert "srcset" not in each.attributes
    rels = {each.attributes["rel"]: each.attributes["href"] for each in html.every("link")}
    assert set(rels) == {"alternate", "icon"}
    assert rels["icon"] == "data:,", "browsers ask for an icon of their own accord"
    assert "url(" not in html.one("style").text
    assert "@import" not in html.one("style").text


def test_nothing_may_be_fetched_from_elsewhere(html: Element) -> None:
    (policy,) = [
        each.attributes["content"]
        for each in html.every("meta")
        if each.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert "default-src 'none'" in policy
    assert "http" not in policy


def test_headings_go_down_one_by_one(html: Element) -> None:
    levels = [int(each.name[1]) for each in html.every("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(lower <= upper + 1 for upper, lower in pairwise(levels))
    assert all(each.words() for each in html.every("h1", "h2", "h3"))


def test_everything_stands_in_a_landmark(html: Element) -> None:
    assert [each.name for each in html.one("body").children] == ["main", "footer"]


def test_pictures_have_words_or_are_hidden(html: Element) -> None:
    assert all(each.attributes["alt"] for each in html.every("img"))
    assert all(each.attributes["aria-hidden"] == "true" for each in html.every("svg"))


def test_nothing_is_empty(html: Element) -> None:
    held = html.one("body").every("p", "li", "a", "span", "bdi", "h1", "h2", "h3", "ul", "dd", "dt")
    assert all(each.words() for each in held)
    assert all(each.children for each in html.every("ul", "dl", "section"))


def test_each_file_can_be_had(html: Element, release: Release) -> None:
    links = [each for each in html.every("a") if each.attributes.get("class") == "download"]
    for link, edition in zip(links, release.editions, strict=True):
        assert link.attributes["href"] == release.files_at + edition.file.name
        assert link.attributes["type"] == edition.file.media_type
        assert edition.format.upper() in link.words()
    sums = [each.words() for each in html.every("code")]
    assert sums == [each.file.sha256 for each in release.editions]


def test_the_feed_has_its_address() -> None:
    html = strict(page(a_release()))
    addresses = [each.attributes["href"] for each in html.every("a")]
    assert addresses[-1] == PAGE + "opds.xml"
    feeds = [each.attributes for each in html.every("link") if "title" in each.attributes]
    assert [each["href"] for each in feeds] == [PAGE + "opds.xml", PAGE + "opds.json"]


def test_the_cover_stands_beside_the_page_and_is_shared_from_there() -> None:
    html = strict(page(a_release()))
    assert html.one("img").attributes["src"] == COVER.name
    assert html.one("img").attributes["alt"] == "Cover: Frankenstein"
    shared = {each.attributes.get("property"): each.attributes for each in html.every("meta")}
    assert shared["og:image"]["content"] == PAGE + COVER.name


def test_what_the_page_says() -> None:
    words = strict(page(a_release())).one("body").words()
    for each in (
        "or, The Modern Prometheus Mary Shelley Book Two of The Summer without Sun",
        "A captain bound for the pole takes a stranger from the ice & hears his story.",
        "For e-readers and phones EPUB · 1.2 MB",
        "To print, or to read on a large screen",
        "288 pages",
        "2.9 MB",
        "Chapter One: <Geneva> 2,310 words",
        "Letter Two A date was wrong.",
        "Epilogue Expected 1 May 1818",
        "50 MB",
        "Version 1.3, 11 March 1818 · 74,975 words",
        "Lackington & Co. All rights reserved.",
    ):
        assert _letters(each) in _letters(words), each
    assert "Letter One" not in words


def _letters(text: str) -> str:
    return "".join(each for each in text if each.isalnum())


def test_a_first_release_is_all_new() -> None:
    words = strict(page(replace(a_release(), first=True))).words()
    assert "This is the first release." in words
    assert "Chapter One" not in words
    assert "Epilogue" in words


def test_a_release_without_news_says_nothing_of_it() -> None:
    silent = replace(bare_release(), first=False)
    assert "What Is New" not in strict(page(silent)).words()


def test_a_book_without_an_epub_needs_no_advice_on_readers() -> None:
    words = strict(page(replace(a_release(), editions=(PDF,)))).words()
    assert "Kindle" not in words
    assert "To print" in words


def test_editions_of_one_format_are_told_apart() -> None:
    large = replace(EPUB, name="large-print")
    other = replace(EPUB, title="Frankenstein, for Supporters")
    words = strict(page(replace(a_release(), editions=(EPUB, large, other)))).words()
    assert "large-print" in words
    assert "Frankenstein, for Supporters" in words


def test_hostile_words_stay_words() -> None:
    html = strict(page(RELEASES["hostile"]))
    assert html.one("h1").words() == "<b>\"&'> ]]> &amp;"
    assert not list(html.every("b"))


def test_a_german_book_has_a_german_page() -> None:
    words = strict(page(a_release("de-AT"))).words()
    for each in (
        "Was ist neu",
        "Für E-Reader und Handy",
        "1,2 MB",
        "2.310 Wörter",
        "11. März 1818",
    ):
        assert each in words
    assert "How to" not in words


def test_a_book_in_a_language_that_nobody_here_speaks() -> None:
    """Its own words are marked as its own; the page's are English."""
    html = strict(page(a_release("tlh")))
    assert html.attributes["lang"] == "en"
    assert html.one("header").attributes["lang"] == "tlh"
    assert "How to Read It" in html.words()


def test_a_hebrew_book_goes_from_right_to_left() -> None:
    html = strict(page(a_release("he")))
    assert (html.attributes["lang"], html.attributes["dir"]) == ("he", "rtl")
    assert not re.search(
        r"(?<!-)\b(left|right):|(margin|padding|border)-(left|right)", _css(a_release())
    )


def test_every_language_has_its_sentences() -> None:
    assert [each.language for each in PAGE_WORDS] == LANGUAGES
    for words in PAGE_WORDS:
        for row in fields(PageWords):
            text = str(getattr(words, row.name))
            assert text
            assert text == text.strip() or row.name == "thousands"
            assert _places(text) == PLACES.get(row.name, set()), (words.language, row.name)
        if words.language != "en":
            assert words.how_to_read != page_words("en").how_to_read


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_names_of_apps_stand_in_every_language() -> None:
    for words in PAGE_WORDS:
        assert "Send to Kindle" in words.kindle
        assert "Apple Books" in words.phones
        assert "KOReader" in words.catalogue
        assert "OPDS" in words.catalogue


@pytest.mark.parametrize(
    ("count", "language", "expected"),
    [
        (1, "en", "1 KB"),
        (999, "en", "1 KB"),
        (184_220, "en", "184 KB"),
        (999_499, "en", "999 KB"),
        (999_500, "en", "1.0 MB"),
        (1_247_330, "de", "1,2 MB"),
        (50_000_000, "fr", "50,0 Mo"),
    ],
)
def test_sizes(count: int, language: str, expected: str) -> None:
    assert size(count, page_words(language)) == expected


def test_numbers_are_grouped_as_the_language_does() -> None:
    assert whole(74_975, page_words("en")) == "74,975"
    assert whole(74_975, page_words("pt-BR")) == "74.975"
    assert whole(74_975, page_words("fr")) == "74\u202f975"


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["day", "night"])
def test_the_colours_can_be_read(scheme: int) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1; 1.4.11 asks 3 to 1 of what marks a button and the focus."""
    block = re.findall(r":root \{(.*?)\}", _css(a_release()), re.DOTALL)[scheme]
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))
    for name in ("ink", "quiet", "accent"):
        assert _contrast(colours[name], colours["paper"]) >= 4.5, name
    assert _contrast(colours["on-button"], colours["button"]) >= 4.5


def test_the_focus_is_seen_and_nothing_moves() -> None:
    css = _css(a_release())
    assert ":focus-visible" in css
    assert "outline: none" not in css
    assert not re.search(r"transition|animation|scroll-behavior", css)


def test_the_same_release_gives_the_same_page() -> None:
    assert page(a_release()) == page(a_release())


def test_the_vocabulary_of_news_and_of_the_page_go_together() -> None:
    for language in LANGUAGES:
        words = strict(page(a_release(language))).words()
        assert vocabulary(language).news.title in words
        assert FILES not in words, "addresses of files stand behind words"
