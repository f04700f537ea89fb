"""Saved web pages to drafts: each site's structure, hostile pages, and no word lost."""

from __future__ import annotations

import importlib.util
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookbuild.build.dump import dump
from bookbuild.intake.draft import Draft
from bookbuild.intake.manuscript_text import draft_pages
from bookbuild.intake.web import Site, draft_of, joined, recognise
from bookbuild.intake.web.page import DEEPEST
from bookbuild.intake.web.titles import title_of
from bookbuild.model.book import Kind, Written
from bookbuild.model.text import Figure, plain_text
from bookbuild.model.walk import every_block
from bookbuild.report import BookbuildError
from tests.golden import check_golden
from tests.text_dump import dump_blocks
from tests.web_words import draft_words

PAGES = Path(__file__).parent / "web"
NAMES = sorted(folder.name for folder in PAGES.iterdir() if (folder / "page.html").exists())
BENCH = Path(__file__).parents[1] / "bench" / "sites.py"
FIXTURES = Path(__file__).parents[1].parent / "shared/corpora/serial-fixtures-synthetic"
PNG = b"\x89PNG\r\n\x1a\n-"

SITES = {
    "ao3_download": Site.AO3,
    "ao3_one_shot": Site.AO3,
    "ao3_page": Site.AO3,
    "fanfiction_net": Site.FANFICTION_NET,
    "royal_road": Site.ROYAL_ROAD,
    "scribblehub": Site.SCRIBBLE_HUB,
    "wattpad": Site.WATTPAD,
    "xenforo": Site.XENFORO,
}


def _page(name: str) -> bytes:
    return (PAGES / name / "page.html").read_bytes()


def _beside(path: str) -> bytes | None:
    return PNG if path == "pictures/map.png" else None


def _shown(draft: Draft) -> Iterator[str]:
    yield dump(draft.metadata).rstrip()
    for note in draft.notes:
        yield f"Note {note.kind.value} @{note.line}"
        yield from (f"  {line}" for line in dump_blocks(note.blocks))
    for each in draft.sections:
        section = each.section
        assert isinstance(section, Written)
        head = section.head
        yield f"Section {head.kind.value} number={head.number!r} @{each.line} ({each.confidence})"
        yield f"  title={plain_text(head.title)!r} author={section.author!r} day={section.day}"
        yield from (f"  {line}" for line in dump_blocks(section.blocks))
        for note in section.notes:
            yield f"  Note {note.kind.value} @{note.line}"
            yield from (f"    {line}" for line in dump_blocks(note.blocks))
        for footnote in section.footnotes:
            yield f"  Footnote {footnote.label} @{footnote.line}"
            yield from (f"    {line}" for line in dump_blocks(footnote.blocks))
    yield from (f"Picture {picture.path}" for picture in draft.pictures)
    yield from map(str, draft.spans)
    yield from (f"Finding {finding}" for finding in draft.findings)


@pytest.mark.parametrize("name", NAMES)
def test_pages(name: str) -> None:
    draft = draft_of(_page(name), "page.html", _beside)
    check_golden(PAGES / name / "expected.txt", "\n".join(_shown(draft)) + "\n")


@pytest.mark.parametrize("name", NAMES)
def test_no_word_is_lost(name: str) -> None:
    draft = draft_of(_page(name), "page.html", _beside)
    assert draft.words == draft_words(draft)


@pytest.mark.parametrize("name", NAMES)
def test_sites_are_told_by_content(name: str) -> None:
    assert recognise(_page(name), "anything.txt") is SITES.get(name, Site.PAGE)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04<html>",
        b"Chapter One\n\nIt was <b>late</b>.\n\nShe left.",
        b"---\ntitle: x\n---\n\n<p>one</p>\n\nText\n\nmore\n\ntext\n",
        "Il était une fois <html> dans un texte.".encode("latin-1"),
    ],
)
def test_what_is_no_page(data: bytes) -> None:
    assert recognise(data, "page.html") is None


def test_a_fragment_of_wattpad_is_known() -> None:
    data = b'<p data-p-id="1"><br></p>\n<p data-p-id="2">Words.</p>\n'
    assert recognise(data, "part.html") is Site.WATTPAD
    assert draft_of(data, "part.html").words == ("Words",)


@pytest.mark.parametrize(
    ("heading", "kind", "number", "words"),
    [
        ("Chapter 1: Festival", Kind.CHAPTER, "1", "Festival"),
        ("Chapter 2", Kind.CHAPTER, "2", ""),
        ("CHAPTER IV. The Fall", Kind.CHAPTER, "4", "The Fall"),
        ("Chapter Twenty-One", Kind.CHAPTER, "21", ""),
        ("3. The Castle", Kind.CHAPTER, "3", "The Castle"),
        ("1.04 – Burn", Kind.CHAPTER, "1.04", "Burn"),
        ("ONE | Rust", Kind.CHAPTER, "1", "Rust"),
        ("7", Kind.CHAPTER, "7", ""),
        ("第十二章 风起", Kind.CHAPTER, "12", "风起"),
        ("Kapitel 5 - Regen", Kind.CHAPTER, "5", "Regen"),
        ("Prologue", Kind.PROLOGUE, "", ""),
        ("Interlude 2: Ash", Kind.INTERLUDE, "2", "Ash"),
        (
            "The Rabbit Sends in a Little Bill",
            Kind.CHAPTER,
            "",
            "The Rabbit Sends in a Little Bill",
        ),
        ("1984 - A Memoir", Kind.CHAPTER, "", "1984 - A Memoir"),
        ("12 Angry Hens", Kind.CHAPTER, "", "12 Angry Hens"),
        ("Chapters of my life", Kind.CHAPTER, "", "Chapters of my life"),
        ("", Kind.CHAPTER, "", ""),
    ],
)
def test_titles(heading: str, kind: Kind, number: str, words: str) -> None:
    title = title_of(heading)
    assert (title.kind, title.number, title.words) == (kind, number, words)


def test_pages_of_one_work_are_joined_in_order() -> None:
    second = _page("fanfiction_net")
    first = second.replace(
        b"<option  value=2 selected>2. The Ferry<", b"<option value=2>2. The Ferry<"
    )
    first = first.replace(b"<option  value=1>", b"<option value=1 selected>")
    third = first.replace(b"The ferry is late.", b"Another summary.").replace(
        b"1. Prologue", b"3. Sand"
    )
    drafts = tuple(draft_of(page, f"{at}.html") for at, page in enumerate((third, second)))
    whole = joined(drafts)
    assert [each.section.head.number for each in whole.sections] == ["2", "3"]
    assert len(whole.notes) == 1
    assert whole.words == draft_words(whole)
    again = joined((drafts[1], draft_of(second.replace(b"2. The", b"4. The"), "x.html")))
    assert sum("earlier page" in span.into for span in again.spans) == 1
    assert again.words == draft_words(again)


def test_a_users_name_in_the_furniture_stays_behind() -> None:
    assert "reader_name" not in dump(draft_of(_page("ao3_page"), "page.html").metadata)
    assert "Office" not in dump(draft_of(_page("main_text"), "page.html").metadata)


def test_pictures_from_elsewhere_are_never_opened() -> None:
    asked: list[str] = []

    def beside(path: str) -> bytes | None:
        asked.append(path)
        return PNG

    sources = (
        *("https://x/a.png", "//x/a.png", "file:///etc/passwd", "/etc/passwd", "../a.png"),
        *("a/../../b.png", "C:\\a.png", "a%2f..%2f..%2fb.png", "data:image/png;base64,!!"),
        "ok/a.png",
    )
    images = "".join(f'<p><img src="{source}"></p>' for source in sources)
    draft = draft_of(f"<html><body>{images}<p>Text.</p></body></html>".encode(), "p.html", beside)
    assert asked == ["ok/a.png"]
    assert len(draft.findings) == len(sources)
    section = draft.sections[0].section
    assert isinstance(section, Written)
    figures = [b for b in every_block(section.blocks) if isinstance(b, Figure)]
    assert [figure.source for figure in figures] == ["images/p-01.png"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("<html><p>naïve</p></html>".encode("utf-16"), "naïve"),
        ("<html><p>naïve</p></html>".encode("utf-16-le"), "naïve"),
        ('<html><meta charset="gb18030"><p>第一</p></html>'.encode("gb18030"), "第 一"),
        ('<html><meta charset="utf-8"><p>naïve</p></html>'.encode("cp1252"), "naïve"),
        ('<html><meta charset="iso-8859-1"><p>naïve</p></html>'.encode(), "naïve"),
        (b'<html><meta charset="base64"><p>plain \xe9</p></html>', "plain é"),
        (
            '<?xml version="1.0" encoding="koi8-r"?><html><p>вода</p></html>'.encode("koi8-r"),
            "вода",
        ),
    ],
)
def test_encodings(data: bytes, words: str) -> None:
    assert " ".join(draft_of(data, "page.html").words) == words


# ---------------------------------------------------------------------------------- hostile


def _bounded(data: bytes, seconds: float = 10.0) -> Draft | None:
    started = time.process_time()
    try:
        recognise(data, "page.html")
        draft = draft_of(data, "page.html")
    except BookbuildError:
        draft = None
    assert time.process_time() - started < seconds
    if draft is not None:
        assert draft.words == draft_words(draft)
    return draft


@pytest.mark.slow
@pytest.mark.parametrize(
    "tag", "div span blockquote ul li table font b p a pre center q h2".split()
)
@pytest.mark.parametrize("depth", [300, DEEPEST - 10, 100_000])
def test_deep_nesting(tag: str, depth: int) -> None:
    page = f"<html><body>{f'<{tag}>' * depth}deep words{f'</{tag}>' * depth}<p>after</p></body>"
    draft = _bounded(page.encode())
    assert draft is None or ("deep" in draft.words and "after" in draft.words)
    assert depth > DEEPEST or draft is not None


def test_links_within_a_page_lead_to_blocks() -> None:
    page = (
        "<html><body><article><h1>Rain</h1><p>It rained, as <a href='#storm'>later</a>, "
        "<a href='#end'>at the end</a> and <a href='#gone'>never</a>; "
        "<a href='javascript:x()'>no</a>.</p><h3 id='storm'>The Storm</h3><p>It blew.</p>"
        "<p><a id='end'></a>That was all, and <a href='https://example.org/'>more</a>.</p>"
        "</article></body></html>"
    )
    draft = draft_of(page.encode(), "rain.html")
    text = "".join(page.text for page in draft_pages(draft))
    assert "as [later](#the-storm), [at the end](#place) and never; no." in text
    assert "{#the-storm}" in text
    assert "::: {#place}\nThat was all, and [more](https://example.org/).\n:::" in text
    assert any("plain words (2)" in finding.what for finding in draft.findings)


def _page_of(body: str) -> str:
    return f"<html><body>{body}</body></html>"


CHAPTER = '<div class="chapter-inner chapter-content">'
STYLES = "".join(f".c{at}{{font-style:italic}}" for at in range(9_000))
CALLS = "".join(f'<a href="#n{at}">{at % 999}</a>' for at in range(2_000))
NOTES = "".join(f'<p id="n{at}">{at % 999} x</p>' for at in range(2_000))
LARGE = {
    "words": _page_of("<p>" + "word " * 500_000 + "</p>"),
    "one word": _page_of("<p>" + "x" * 5_000_000 + "</p>"),
    "spaces": _page_of("&nbsp;" * 300_000 + "a"),
    "wrong ends": _page_of("<b>" * 900 + "</i></u>" * 100_000),
    "line ends": _page_of("<br>" * 50_000 + "a"),
    "paragraphs": _page_of("<p>a</p>" * 30_000),
    "one note": _page_of('<a href="#n">1</a>' * 3_900 + '<p id="n">1 x</p>'),
    "many links": _page_of('<a href="#n">1</a>' * 20_000 + '<p id="n">1 x</p>'),
    "many notes": _page_of(CALLS + NOTES),
    "open styles": "<html><style>" + ".a{" * 100_000 + "</style><p>a</p></html>",
    "styles": f"<html><style>{STYLES}</style>" + '<p class="c1 c2">a</p>' * 5_000,
    "rows": _page_of("<table>" + "<tr><td>a<td>b" * 8_000 + "</table>"),
    "news": _page_of('<div id="chp_raw">' + '<div class="wi_news"><p>a</p></div>' * 2_000),
    "spoilers": _page_of(CHAPTER + '<div class="spoiler">' * 800 + "a"),
    "entities": '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]><html><p>&b;</p></html>',
    "comment": "<html><!--" + "-" * 1_000_000 + "<p>a</p></html>",
}


@pytest.mark.slow
@pytest.mark.parametrize("page", LARGE.values(), ids=LARGE)
def test_large_and_odd_pages(page: str) -> None:
    draft = _bounded(page.encode())
    assert draft is None or "root" not in draft.words


SAMPLES = tuple(_page(name) for name in NAMES)
ODD = (b"<p>", b"</p>", b"<table><tr><td>", b"</div>", b"<pre>", b"<br>", b"\x00", b"\xff", b"<!--",
       b'<a href="#n1">1</a>', b"<q>", b"&nbsp;", b"xXx", b"<hr>", b"<h2>Chapter 9</h2>", b"<li>",
       b"<style>.x{display:none}</style>", b"<sup>", b"<ruby>a<rt>b</rt></ruby>")  # fmt: skip


@settings(
    max_examples=int(os.environ.get("WEB_EXAMPLES", "100")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.data())
def test_mutated_pages_raise_nothing_but_our_own(data: st.DataObject) -> None:
    page = bytearray(data.draw(st.sampled_from(SAMPLES)))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, max(len(page) - 1, 0)))
        match data.draw(st.sampled_from(("flip", "cut", "insert", "splice", "repeat"))):
            case "flip" if page:
                page[at] = data.draw(st.integers(0, 255))
            case "cut":
                del page[at : at + data.draw(st.integers(1, 400))]
            case "insert":
                page[at:at] = data.draw(st.sampled_from(ODD))
            case "splice":
                other = data.draw(st.sampled_from(SAMPLES))
                page[at:at] = other[at : at + 600]
            case _:
                page[at:at] = page[at : at + 60] * 20
    _bounded(bytes(page))


# ------------------------------------------------------------------------------- the corpus


def test_every_field_of_the_fixtures(capsys: pytest.CaptureFixture[str]) -> None:
    if not FIXTURES.is_dir():
        pytest.skip("the serial sites' fixtures are not here (../shared/corpora)")
    spec = importlib.util.spec_from_file_location("bench_sites", BENCH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_sites"] = module
    spec.loader.exec_module(module)
    assert module.main() == 0, capsys.readouterr().out
