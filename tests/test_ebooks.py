"""EPUBs to drafts: contents, kinds, notes, pictures, metadata, hostile files; no word lost."""

from __future__ import annotations

import importlib.util
import io
import random
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from bookbuild.intake import import_sources
from bookbuild.intake.draft import Draft
from bookbuild.intake.ebooks import draft_of
from bookbuild.model.book import Contributor, Head, Kind, Matter, Written
from bookbuild.model.naming import Series
from bookbuild.model.text import (
    Epigraph,
    Figure,
    Language,
    Letter,
    Link,
    NoteRef,
    Paragraph,
    Quote,
    Style,
    Styled,
    Verse,
    WrittenTarget,
    plain_text,
)
from bookbuild.model.walk import every_block, inlines_of, lines_of
from bookbuild.read.manuscript import read_book
from bookbuild.report import BookbuildError, Severity
from tests import small_ebooks as small
from tests.small_ebooks import book, link, nav, ncx, opf, pack, page, point
from tests.web_words import draft_words

BENCH = Path(__file__).parents[1] / "bench" / "ebooks.py"
CORPORA = Path(__file__).parents[1].parent / "shared/corpora"


def _read(path: Path) -> Draft:
    draft = draft_of(path)
    assert draft.words == draft_words(draft)
    for each in draft.sections:
        section = each.section
        assert isinstance(section, Written)
        calls = [i.label for _, i in inlines_of(section.blocks) if isinstance(i, NoteRef)]
        calls += [
            i.label
            for note in section.footnotes
            for _, i in inlines_of(note.blocks)
            if isinstance(i, NoteRef)
        ]
        assert set(calls) == {note.label for note in section.footnotes}
    return draft


def _written(draft: Draft) -> list[Written]:
    return [each.section for each in draft.sections if isinstance(each.section, Written)]


def _heads(draft: Draft) -> list[Head]:
    return [section.head for section in _written(draft)]


def _said(section: Written) -> str:
    return " / ".join(plain_text(line) for line in lines_of(section.blocks) if line)


def _one(tmp_path: Path, body: str) -> Written:
    draft = _read(book(tmp_path / "b.epub", {"one.xhtml": body}, link("one.xhtml", "One")))
    (section,) = _written(draft)
    return section


# --------------------------------------------------------------------------------- contents


def test_documents_that_contents_do_not_name_go_on(tmp_path: Path) -> None:
    pages = {
        "a.xhtml": "<h1>Chapter 1: Dawn</h1><p>One.</p>",
        "b.xhtml": "<p>Two.</p>",
        "c.xhtml": "<h1>Chapter 2</h1><p>Three.</p>",
    }
    draft = _read(book(tmp_path / "b.epub", pages, link("a.xhtml", "1") + link("c.xhtml", "2")))
    assert [(h.number, plain_text(h.title)) for h in _heads(draft)] == [("1", "Dawn"), ("2", "")]
    assert [_said(section) for section in _written(draft)] == ["One. / Two.", "Three."]


def test_anchors_divide_a_document(tmp_path: Path) -> None:
    body = (
        '<div><p>Before.</p><h2><a id="c1"></a>Chapter I</h2><p>One.</p>'
        '<div><a id="c2"/><h2>Chapter II</h2><p>Two.</p></div></div><p>Last.</p>'
    )
    items = link("a.xhtml#c1", "Chapter I") + link("a.xhtml#c2", "Chapter II")
    draft = _read(book(tmp_path / "b.epub", {"a.xhtml": body}, items))
    assert [_said(s) for s in _written(draft)] == ["Before.", "One.", "Two. / Last."]
    assert [h.number for h in _heads(draft)][1:] == ["1", "2"]


def test_ncx_with_parts(tmp_path: Path) -> None:
    chapters = point("a.html", "Chapter One") + point("b.html", "Chapter Two")
    files: dict[str, str | bytes] = {
        "EPUB/book.opf": opf(
            ("p.html", "a.html", "b.html"), more=small.NCX_ITEM, spine=' toc="ncx"'
        ),
        "EPUB/toc.ncx": ncx(point("p.html", "Part One: Water", chapters)),
        "EPUB/p.html": page("<h1>Part One: Water</h1>"),
        "EPUB/a.html": page("<h2>Chapter One</h2><p>A.</p>"),
        "EPUB/b.html": page("<h2>Chapter Two</h2><p>B.</p>"),
    }
    heads = _heads(_read(pack(tmp_path / "b.epub", files)))
    assert [h.kind for h in heads] == [Kind.PART, Kind.CHAPTER, Kind.CHAPTER]
    assert (heads[0].number, plain_text(heads[0].title)) == ("1", "Water")


def test_a_part_that_only_the_contents_know(tmp_path: Path) -> None:
    pages = {"a.xhtml": "<h1>Chapter 1</h1><p>A.</p>", "b.xhtml": "<h1>Chapter 2</h1><p>B.</p>"}
    below = link("a.xhtml", "Chapter 1") + link("b.xhtml", "Chapter 2")
    draft = _read(book(tmp_path / "b.epub", pages, link("a.xhtml", "The River", below)))
    assert [h.kind for h in _heads(draft)] == [Kind.PART, Kind.CHAPTER, Kind.CHAPTER]
    assert plain_text(_heads(draft)[0].title) == "The River"


def test_without_contents_headings_decide(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "EPUB/book.opf": opf(("a.html", "b.html", "c.html")),
        "EPUB/a.html": page("<h1>1</h1><p>A.</p>"),
        "EPUB/b.html": page("<p>Still A.</p>"),
        "EPUB/c.html": page("<h1>2</h1><p>C.</p>"),
    }
    draft = _read(pack(tmp_path / "b.epub", files))
    assert [h.number for h in _heads(draft)] == ["1", "2"]
    assert draft.sections[1].confidence < 1


def test_headings_within_a_chapter_stay_there(tmp_path: Path) -> None:
    body = '<h1>Chapter 1</h1><p>A.</p><h2 id="s">The Letter</h2><p>B.</p>'
    items = link("a.xhtml", "Chapter 1", link("a.xhtml#s", "The Letter"))
    draft = _read(book(tmp_path / "b.epub", {"a.xhtml": body}, items))
    assert [_said(s) for s in _written(draft)] == ["A. / The Letter / B."]


# ------------------------------------------------------------------------------------ kinds


def test_kinds_and_what_is_left_out(tmp_path: Path) -> None:
    pages = {
        "cover.xhtml": '<body epub:type="cover"><p>Cover words</p></body>',
        "title.xhtml": '<section epub:type="titlepage"><h1>The Ferry</h1><p>Ann Lee</p>'
        '<div epub:type="epigraph"><p>Water.</p></div></section>',
        "rights.xhtml": "<p>Copyright © 2020. All rights reserved.</p>",
        "ded.xhtml": '<section epub:type="dedication"><p>For Bo</p></section>',
        "pro.xhtml": '<section role="doc-prologue"><h1>Prologue</h1><p>P.</p></section>',
        "one.xhtml": '<section epub:type="chapter"><h1>I</h1><h2>Rain</h2><p>O.</p></section>',
        "epi.xhtml": '<section epub:type="chapter"><h1>Epilogue</h1><p>E.</p></section>',
        "thanks.xhtml": "<h1>Acknowledgements</h1><p>T.</p>",
        "toc.xhtml": "<h1>Table of Contents</h1><p>I</p>",
    }
    draft = _read(book(tmp_path / "b.epub", pages))
    assert [h.kind for h in _heads(draft)] == [
        Kind.EPIGRAPH, Kind.DEDICATION, Kind.PROLOGUE, Kind.CHAPTER, Kind.EPILOGUE,
        Kind.ACKNOWLEDGMENTS,
    ]  # fmt: skip
    said = " ".join(finding.what for finding in draft.findings)
    for what in ("the cover", "the title page", "the copyright page", "the list of contents"):
        assert f"This is {what} of the old edition" in said
    assert plain_text(_heads(draft)[3].title) == "Rain"
    assert "Cover" not in draft.words


def test_unknown_pages_before_the_story_stand_in_front(tmp_path: Path) -> None:
    pages = {
        "a.xhtml": "<h1>Etymology</h1><p>Whale.</p>",
        "b.xhtml": "<h1>Chapter 1</h1><p>Text.</p>",
        "c.xhtml": "<h1>The Night Watch</h1><p>More.</p>",
        "d.xhtml": "<h1>Chapter 2</h1><p>Text.</p>",
    }
    heads = _heads(_read(book(tmp_path / "b.epub", pages)))
    assert [(h.kind, h.matter, h.number) for h in heads] == [
        (Kind.OTHER, Matter.FRONT, ""),
        (Kind.CHAPTER, None, "1"),
        (Kind.CHAPTER, None, "none"),
        (Kind.CHAPTER, None, "2"),
    ]


def test_labels_that_are_no_chapters_are_kept(tmp_path: Path) -> None:
    pages = {"a.xhtml": "<h1>Stave One</h1><h2>Marley’s <em>Ghost</em></h2><p>Dead.</p>"}
    (head,) = _heads(_read(book(tmp_path / "b.epub", pages)))
    assert (head.label, plain_text(head.title)) == ("Stave One", "Marley’s Ghost")
    assert any(isinstance(inline, Styled) for inline in head.title)


def test_a_paragraph_that_the_contents_call_the_title(tmp_path: Path) -> None:
    pages = {"a.xhtml": '<p class="x"><b>CHAPTER FOUR</b></p><p class="y">Home</p><p>Text.</p>'}
    draft = _read(book(tmp_path / "b.epub", pages, link("a.xhtml", "Chapter Four: Home")))
    (head,) = _heads(draft)
    assert (head.number, plain_text(head.title)) == ("4", "Home")
    assert draft.words == ("Text",)


# ------------------------------------------------------------------------------------ notes


def test_notes_in_the_same_document(tmp_path: Path) -> None:
    section = _one(
        tmp_path,
        '<p>Sea<a epub:type="noteref" href="#n1" id="r1">1</a> and land<sup><a href="#n2" '
        'id="r2">2</a></sup>.</p><aside epub:type="footnote" id="n1" hidden="hidden"><p>1. Salt '
        '<em>water</em>. <a href="#r1">↩</a></p></aside><div><p id="n2"><a href="#r2">2</a> Dry.'
        "</p></div>",
    )
    assert [(n.label, _text(n.blocks)) for n in section.footnotes] == [
        ("1", "Salt water."),
        ("2", "Dry."),
    ]
    assert _said(section) == "Sea and land."


def _text(blocks: object) -> str:
    return " / ".join(plain_text(line) for line in lines_of(blocks) if line)  # type: ignore[arg-type]


def test_endnotes_in_a_document_of_their_own(tmp_path: Path) -> None:
    pages = {
        "a.xhtml": '<h1>Chapter 1</h1><p>A<a id="ra" href="notes.xhtml#na"><sup>1</sup></a>.</p>',
        "b.xhtml": '<h1>Chapter 2</h1><p>B<a id="rb" href="notes.xhtml#nb"><sup>1</sup></a>'
        '<sup><a href="notes.xhtml#na">1</a></sup>.</p>',
        "notes.xhtml": '<section epub:type="endnotes"><h1>Notes</h1><h2>Chapter 1</h2>'
        '<p id="na"><a href="a.xhtml#ra">1</a>. First.</p><p>Its second paragraph.</p>'
        '<h2>Chapter 2</h2><p id="nb"><a href="b.xhtml#rb">1</a>. Other.</p></section>',
    }
    draft = _read(book(tmp_path / "b.epub", pages))
    first, second = _written(draft)
    assert [_text(n.blocks) for n in first.footnotes] == ["First. / Its second paragraph."]
    assert [_text(n.blocks) for n in second.footnotes] == ["Other."]
    assert _said(second) == "B1."  # a note belongs to one section; the other call stays a sign
    headings = [s.text for s in draft.spans if s.into == "a heading over footnotes"]
    assert headings == ["Notes", "Chapter 1", "Chapter 2"]


def test_small_signs_that_lead_to_chapters_are_links(tmp_path: Path) -> None:
    pages = {
        "a.xhtml": '<h1 id="x"><a href="b.xhtml#i">1</a></h1><p>See <a href="b.xhtml#i">the '
        'index</a> and <a href="b.xhtml#i">2</a>.</p>',
        "b.xhtml": '<h1 id="i"><a href="a.xhtml#x">Later</a></h1><p>Words.</p>',
    }
    draft = _read(book(tmp_path / "b.epub", pages))
    assert not any(section.footnotes for section in _written(draft))
    assert _targets(draft) == [("b.xhtml", ""), ("b.xhtml", "")]
    assert not any("plain words" in finding.what for finding in draft.findings)


_LINKED = {
    "cover.xhtml": '<section epub:type="titlepage" id="top"><h1>The Ferry</h1></section>',
    "a.xhtml": '<h1 id="one">Chapter 1</h1><p id="first">See <a href="b.xhtml">the next</a>, '
    '<a href="b.xhtml#two">it</a>, <a href="b.xhtml#storm">a <i>storm</i></a>, '
    '<a href="b.xhtml#p.9">a place</a>, <a href="b.xhtml#item">a list</a>, '
    '<a href="#poem">the song</a>, <a href="cover.xhtml#top">the title</a>, '
    '<a href="b.xhtml#gone">gone</a>, <a href="nine.xhtml">nine</a>, '
    '<a href="javascript:alert(1)">no</a>, <a href="file:///etc/passwd">nor this</a>, '
    '<a href="https://example.org/?a=b">the web</a>, <a href="mailto:a@b.org">mail</a>.</p>'
    '<div class="poem" id="poem"><p>The tide<br/>is out</p></div>',
    "b.xhtml": '<div id="two"><h1>Chapter 2</h1><p>Text, and <a href="a.xhtml#first">back</a>.</p>'
    '<h2 id="storm">The Great Storm</h2><p>It blew.</p><p><a id="p.9"></a>There.</p>'
    '<ul><li>One</li><li id="item">Two</li></ul></div>',
}


def test_links_lead_to_sections_and_to_blocks(tmp_path: Path) -> None:
    contents = link("a.xhtml", "Chapter 1") + link("b.xhtml", "Chapter 2")
    path = book(tmp_path / "b.epub", _LINKED, contents)
    draft = _read(path)
    assert _targets(draft) == [
        ("b.xhtml", ""),
        ("b.xhtml", ""),
        ("b.xhtml", "the-great-storm"),
        ("b.xhtml", "place"),
        ("b.xhtml", "place-2"),
        ("", "poem"),
        ("b.xhtml", ""),
        ("a.xhtml", ""),
    ]
    assert any("became plain words (4)" in finding.what for finding in draft.findings)
    imported = import_sources((path,), tmp_path / "new", "urn:uuid:1")
    one, two = (file.read_text(encoding="utf-8") for file in imported.files[1:])
    assert "[a *storm*](02-chapter-2.md#the-great-storm)" in one
    assert (
        "[the song](#poem), the title, [gone](02-chapter-2.md), nine, no, nor this, [the web]("
        in (one)
    )
    assert "[mail](mailto:a@b.org)" in one
    assert "::: {.verse #poem}" in one
    assert "## The Great Storm {#the-great-storm}" in two
    assert "::: {#place}\nThere.\n:::" in two
    read = read_book(tmp_path / "new")
    assert not [each for each in read.diagnostics if each.severity is Severity.ERROR]


def test_a_link_to_a_note_leads_to_its_section(tmp_path: Path) -> None:
    pages = {
        "a.xhtml": '<h1>Chapter 1</h1><p>Rain<a epub:type="noteref" href="n.xhtml#n1">1</a>.</p>',
        "b.xhtml": '<h1>Chapter 2</h1><p>See <a href="n.xhtml#n1">that remark</a>.</p>',
        "n.xhtml": '<h1>Notes</h1><aside epub:type="footnote" id="n1"><p>1. Cold, as in '
        '<a href="b.xhtml">the second</a>.</p></aside>',
    }
    assert _targets(_read(book(tmp_path / "b.epub", pages))) == [("b.xhtml", ""), ("a.xhtml", "")]


def test_sections_of_one_document_keep_their_links_apart(tmp_path: Path) -> None:
    pages = {
        "a.xhtml": '<div id="c1"><h2>Chapter 1</h2><p>To <a href="#c2">the second</a>, '
        '<a href="#end">its end</a>.</p></div><div id="c2"><h2>Chapter 2</h2><p>One.</p>'
        '<p id="end">To <a href="#c1">the first</a>.</p></div>'
    }
    contents = link("a.xhtml#c1", "Chapter 1") + link("a.xhtml#c2", "Chapter 2")
    draft = _read(book(tmp_path / "b.epub", pages, contents))
    assert _targets(draft) == [("a.xhtml#2", ""), ("a.xhtml#2", "end"), ("a.xhtml", "")]


def test_a_link_to_a_page_without_a_word_becomes_plain_words(tmp_path: Path) -> None:
    pages = {
        "a.xhtml": '<h1>Chapter 1</h1><p>Rain, <a href="b.xhtml">as there</a>.</p>',
        "b.xhtml": '<hr/><p id="x"></p>',
    }
    draft = _read(book(tmp_path / "b.epub", pages))
    assert _targets(draft) == []
    assert any("became plain words (1)" in finding.what for finding in draft.findings)


def test_numbers_of_lines_are_no_words_of_the_verse(tmp_path: Path) -> None:
    path = book(
        tmp_path / "b.epub",
        {
            "a.xhtml": '<h1>Rain</h1><div class="poem"><p>It rained<br/>all day<span class='
            '"lnum">10</span></p></div>'
        },
    )
    draft = _read(path)
    (verse,) = (b for b in _written(draft)[0].blocks if isinstance(b, Verse))
    assert plain_text(verse.stanzas[0][1].inlines) == "all day"
    assert [span.text for span in draft.spans if "line of verse" in span.into] == ["10"]


def _targets(draft: Draft) -> list[tuple[str, str]]:
    """Return where the links into the book lead, those of a section's text before its notes."""
    return [
        (inline.target.file.removeprefix("EPUB/"), inline.target.anchor)
        for section in _written(draft)
        for blocks in (section.blocks, *(note.blocks for note in section.footnotes))
        for _, inline in inlines_of(blocks)
        if isinstance(inline, Link) and isinstance(inline.target, WrittenTarget)
    ]


def test_a_note_called_in_a_title(tmp_path: Path) -> None:
    section = _one(
        tmp_path,
        '<h1>Rain<a epub:type="noteref" href="#n">*</a></h1><p>Text.</p>'
        '<aside epub:type="footnote" id="n"><p>Much of it.</p></aside>',
    )
    assert plain_text(section.head.title) == "Rain"
    assert [_text(note.blocks) for note in section.footnotes] == ["Much of it."]


# --------------------------------------------------------------------------------- passages


def test_verse_letters_epigraphs_and_looks(tmp_path: Path) -> None:
    section = _one(
        tmp_path,
        '<h1>One</h1><blockquote epub:type="epigraph"><p>No man.</p><p><cite>Donne</cite></p>'
        '</blockquote><blockquote epub:type="z3998:verse"><p><span>Row, row,</span><br/>'
        '<span class="i1">row.</span></p><p><span>Gently</span></p></blockquote>'
        '<blockquote epub:type="z3998:letter"><p>Home, May.</p><p epub:type="z3998:salutation">'
        'Dear Bo,</p><p>It rains.</p><p epub:type="z3998:signature">Ann</p></blockquote>'
        '<p>He said <i xml:lang="fr">mais oui</i>, <span style="font-variant: small-caps">so'
        '</span><span epub:type="pagebreak" title="7">7</span>.</p><blockquote><p>Q</p>'
        "</blockquote>",
    )
    epigraph, verse, letter, paragraph, quote = section.blocks
    assert isinstance(epigraph, Epigraph)
    assert plain_text(epigraph.attribution) == "Donne"
    assert isinstance(verse, Verse)
    assert [[line.indent for line in stanza] for stanza in verse.stanzas] == [[0, 1], [0]]
    assert isinstance(letter, Letter)
    assert letter.salutation is not None
    assert (len(letter.head), len(letter.blocks), len(letter.close)) == (1, 1, 1)
    assert isinstance(paragraph, Paragraph)
    assert any(isinstance(i, Language) and i.lang == "fr" for i in paragraph.inlines)
    styles = [i.style for _, i in inlines_of((paragraph,)) if isinstance(i, Styled)]
    assert styles == [Style.EMPHASIS, Style.SMALL_CAPS]
    assert plain_text(paragraph.inlines).endswith("so.")
    assert isinstance(quote, Quote)


def test_lines_in_blocks_are_verse(tmp_path: Path) -> None:
    section = _one(
        tmp_path,
        '<h1>One</h1><div class="stanza"><div>April is</div><div class="indent">cruel</div></div>'
        '<div class="stanza"><div>Winter kept</div><div>us warm</div></div>',
    )
    (verse,) = section.blocks
    assert isinstance(verse, Verse)
    assert [len(stanza) for stanza in verse.stanzas] == [2, 2]


def test_right_to_left(tmp_path: Path) -> None:
    metadata = "<dc:title>ספר</dc:title><dc:language>he</dc:language>"
    body = (
        '<body style="text-align:right" dir="rtl"><h1>בית</h1><p style="text-align: right">מים '
        '<span xml:lang="en">sea</span></p></body>'
    )
    path = book(tmp_path / "b.epub", {"a.xhtml": body}, metadata=metadata)
    draft = _read(path)
    assert draft.metadata.language == "he"
    (block,) = _written(draft)[0].blocks
    assert isinstance(block, Paragraph)
    english = book(tmp_path / "c.epub", {"a.xhtml": '<h1>A</h1><p dir="rtl">מים</p>'})
    languages = [i.lang for _, i in inlines_of(_written(_read(english))[0].blocks)
                 if isinstance(i, Language)]  # fmt: skip
    assert languages == ["he"]


# --------------------------------------------------------------------------------- pictures


def test_pictures(tmp_path: Path) -> None:
    images = "".join(
        f'<item id="{name}" href="{name}.{ending}" media-type="image/{ending}"{more}/>'
        for name, ending, more in (
            ("Front", "jpeg", ' properties="cover-image"'), ("My Map!", "png", ""),
            ("unused", "png", ""), ("d", "svg", ""),
        )
    )  # fmt: skip
    body = (
        '<h1>A</h1><p><img src="My%20Map!.png" alt="a map"/></p><p><img src="d.svg" alt="x"/></p>'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<image xlink:href="My%20Map!.png"/></svg><p><img src="http://x/y.png"/>'
        '<img src="../../../etc/passwd"/><img src="file:///etc/passwd"/></p>'
    )
    files: dict[str, str | bytes] = {
        "EPUB/book.opf": opf(("cover.xhtml", "a.xhtml"), more=images),
        "EPUB/cover.xhtml": page('<img src="Front.jpeg"/>'),
        "EPUB/a.xhtml": page(body),
        "EPUB/Front.jpeg": small.JPEG,
        "EPUB/My Map!.png": small.PNG,
        "EPUB/unused.png": small.PNG + b"x",
        "EPUB/d.svg": "<svg/>",
    }
    draft = _read(pack(tmp_path / "b.epub", files))
    assert [p.path for p in draft.pictures] == ["images/cover.jpg", "images/my-map.png"]
    assert draft.metadata.cover == "images/cover.jpg"
    (section,) = _written(draft)
    figures = [b.source for b in every_block(section.blocks) if isinstance(b, Figure)]
    assert figures == ["images/my-map.png"] * 2
    lost = [f for f in draft.findings if "left out" in f.what and "picture" in f.what.lower()]
    assert len(lost) == 3
    assert any("drawing (SVG)" in finding.what for finding in draft.findings)


# --------------------------------------------------------------------------------- metadata


def test_metadata_of_epub_3(tmp_path: Path) -> None:
    metadata = (
        '<dc:identifier id="id">urn:isbn:9780306406157</dc:identifier>'
        "<dc:identifier>urn:uuid:6F9619FF-8B86-D011-B42D-00C04FC964FF</dc:identifier>"
        '<dc:title id="t">The Ferry</dc:title><meta refines="#t" property="title-type">main</meta>'
        '<meta refines="#t" property="file-as">Ferry, The</meta><dc:title id="s">A Tale</dc:title>'
        '<meta refines="#s" property="title-type">subtitle</meta>'
        '<dc:creator id="a">Ann Lee</dc:creator><meta refines="#a" property="file-as">Lee, Ann'
        '</meta><meta refines="#a" property="role" scheme="marc:relators">aut</meta>'
        '<dc:contributor id="b">Bo Ek</dc:contributor><meta refines="#b" property="role">trl'
        '</meta><dc:contributor id="c">Packer</dc:contributor><meta refines="#c" property="role">'
        'bkp</meta><meta id="k" property="belongs-to-collection">Rivers</meta>'
        '<meta refines="#k" property="collection-type">series</meta>'
        '<meta refines="#k" property="group-position">2</meta><dc:language>en-GB</dc:language>'
        "<dc:subject>Boats</dc:subject><dc:date>2020-05-06T00:00:00Z</dc:date><dc:description>"
        "&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</dc:description>"
    )
    draft = _read(book(tmp_path / "b.epub", {"a.xhtml": "<p>A.</p>"}, metadata=metadata))
    about = draft.metadata
    assert (about.title, about.subtitle, about.title_sort) == ("The Ferry", "A Tale", "Ferry, The")
    assert about.contributors == (
        Contributor("Ann Lee", "author", "Lee, Ann"),
        Contributor("Bo Ek", "translator"),
    )
    assert about.series == Series("Rivers", "2")
    assert about.isbns[0].number == "9780306406157"
    assert about.identifier == "urn:uuid:6f9619ff-8b86-d011-b42d-00c04fc964ff"
    assert str(about.published) == "2020-05-06"
    assert about.description == "One.\n\nTwo."
    assert any(finding.what.startswith("Packer made the file") for finding in draft.findings)


def test_metadata_of_epub_2(tmp_path: Path) -> None:
    metadata = (
        '<dc:title>The Ferry</dc:title><dc:creator opf:role="aut" opf:file-as="Lee, Ann">Ann Lee'
        '</dc:creator><dc:creator opf:role="ill">Bo</dc:creator><dc:contributor opf:role="bkp">'
        "calibre (5.0) [https://calibre-ebook.com]</dc:contributor><dc:language>de</dc:language>"
        '<dc:date opf:event="modification">2021-01-01</dc:date>'
        '<meta name="calibre:series" content="Rivers"/><meta name="calibre:series_index" '
        'content="3.0"/><meta name="calibre:timestamp" content="x"/>'
    )
    draft = _read(book(tmp_path / "b.epub", {"a.xhtml": "<p>A.</p>"}, metadata=metadata))
    about = draft.metadata
    assert [(c.name, c.role) for c in about.contributors] == [
        ("Ann Lee", "author"),
        ("Bo", "illustrator"),
    ]
    assert about.series == Series("Rivers", "3")
    assert about.published is None
    assert any("calibre:timestamp" in finding.what for finding in draft.findings)


# ---------------------------------------------------------------------------------- hostile


def _refused(path: Path, *, seconds: float = 10.0) -> str:
    started = time.process_time()
    with pytest.raises(BookbuildError) as caught:
        draft_of(path)
    assert time.process_time() - started < seconds
    return str(caught.value)


def test_broken_zips(tmp_path: Path) -> None:
    whole = book(tmp_path / "b.epub", {"a.xhtml": "<p>Words.</p>" * 300}).read_bytes()
    for at in (0, 10, len(whole) // 2, len(whole) - 10):
        (tmp_path / "cut.epub").write_bytes(whole[:at])
        assert "cannot be read" in _refused(tmp_path / "cut.epub")
    assert "no such file" in _refused(tmp_path / "none.epub")
    (tmp_path / "text.epub").write_text("No zip at all.", encoding="utf-8")
    assert "no zip file" in _refused(tmp_path / "text.epub")


def test_zip_bombs(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "EPUB/book.opf": opf(("a.xhtml",)),
        "EPUB/a.xhtml": page("<p>a</p>" + " " * 60_000_000),
    }
    assert "unpacks to much more" in _refused(pack(tmp_path / "b.epub", files))
    path = book(tmp_path / "c.epub", {"a.xhtml": "<p>a</p>"})
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\x05\x06")
    data[at + 8 : at + 12] = struct.pack("<HH", 60_000, 60_000)
    path.write_bytes(bytes(data))
    assert "files" in _refused(path)


def test_names_that_lead_out_are_never_used(tmp_path: Path) -> None:
    (tmp_path / "secret.xhtml").write_text(page("<p>Secret.</p>"), encoding="utf-8")
    files: dict[str, str | bytes] = {
        "EPUB/book.opf": opf(("a.xhtml", "../../secret.xhtml", "/etc/passwd")),
        "EPUB/a.xhtml": page("<p>Open.</p>"),
        "../../secret.xhtml": page("<p>Secret.</p>"),
        "/abs.xhtml": "x",
    }
    draft = _read(pack(tmp_path / "b.epub", files))
    assert draft.words == ("Open",)
    assert any("lead out of it" in finding.what for finding in draft.findings)
    folder = tmp_path / "unpacked"
    (folder / "META-INF").mkdir(parents=True)
    (folder / "EPUB").mkdir()
    (folder / "META-INF/container.xml").write_text(small.CONTAINER, encoding="utf-8")
    (folder / "EPUB/book.opf").write_text(opf(("a.xhtml", "l.xhtml")), encoding="utf-8")
    (folder / "EPUB/a.xhtml").write_text(page("<p>Open.</p>"), encoding="utf-8")
    (folder / "EPUB/l.xhtml").symlink_to(tmp_path / "secret.xhtml")
    assert _read(folder).words == ("Open",)


def test_entities_are_not_looked_up(tmp_path: Path) -> None:
    bomb = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    doctype = (
        f'<!DOCTYPE html [<!ENTITY l0 "lol">{bomb}<!ENTITY x SYSTEM "file:///etc/passwd">'
        '<!ENTITY % y SYSTEM "http://127.0.0.1:9/z.dtd"> %y;]>'
    )
    text = page("<p>na&iuml;ve&nbsp;&x;&l9;&lt;b&gt;</p>").replace("<html", doctype + "<html")
    files: dict[str, str | bytes] = {
        "EPUB/book.opf": doctype.replace("html", "package") + opf(("a.xhtml",)).split("?>")[1],
        "EPUB/a.xhtml": text,
    }
    draft = _read(pack(tmp_path / "b.epub", files))
    assert draft.words == ("naïve", "x", "l9", "b")


def test_missing_and_broken_parts(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "EPUB/book.opf": opf(("a.xhtml", "gone.xhtml"), more=small.NAV_ITEM).replace(
            "<spine>", '<spine><itemref idref="nobody"/>'
        ),
        "EPUB/nav.xhtml": nav(link("a.xhtml", "Chapter 1") + link("lost.xhtml", "Chapter 9")),
        "EPUB/a.xhtml": page("<h1>Chapter 1</h1><p>One<br>two & three <b>four</p><p>five"),
    }
    draft = _read(pack(tmp_path / "b.epub", files))
    assert draft.words == ("One", "two", "three", "four", "five")
    said = " ".join(finding.what for finding in draft.findings)
    for what in ('"nobody"', "not in the book", '"Chapter 9"', "not well-formed"):
        assert what in said


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"META-INF/container.xml": "<x/>"}, "names no package"),
        ({"a": "b"}, "is missing"),
        ({"EPUB/book.opf": opf(())}, "no text"),
        ({"EPUB/book.opf": opf(("a.xhtml",))}, "none of the documents"),
        ({"EPUB/book.opf": opf(("a.xhtml",)), "EPUB/a.xhtml": page("")}, "holds a text"),
        (
            {
                "EPUB/book.opf": opf(("a.xhtml",)),
                "META-INF/encryption.xml": '<e><CipherReference URI="EPUB/a.xhtml"/></e>',
            },
            "copy protection",
        ),
    ],
)
def test_what_is_no_book(tmp_path: Path, files: dict[str, str | bytes], why: str) -> None:
    assert why in _refused(pack(tmp_path / "b.epub", files))


def test_loops_in_the_contents(tmp_path: Path) -> None:
    inner = link("a.xhtml", "Chapter 1")
    for _ in range(200):
        inner = link("a.xhtml", "Chapter 1", inner)
    pages = {"a.xhtml": "<h1>Chapter 1</h1><p>One.</p>", "b.xhtml": "<h1>Chapter 2</h1><p>Two.</p>"}
    path = book(tmp_path / "b.epub", pages, inner + link("a.xhtml", "1") + link("b.xhtml", "2"))
    assert [h.number for h in _heads(_read(path))] == ["1", "2"]


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 900 + "deep" + "</div>" * 900,
        '<section epub:type="part">' * 900 + "deep" + "</section>" * 900,
        '<div class="verse">' * 300 + "<p>a</p>" * 3000 + "</div>" * 300,
        '<div epub:type="letter">' * 300 + "<p>a</p>" * 3000 + "</div>" * 300,
        "<p>" + '<a href="#n">1</a>' * 20_000 + '</p><p id="n">1 x</p>',
        "".join(f'<p>w<a id="r{n}" href="#n{n}">{n}</a></p>' for n in range(3_000))
        + "".join(f'<p id="n{n}"><a href="#r{n}">{n}</a> x</p>' for n in range(3_000)),
        '<span id="s">' + '<a href="#s">1</a>' * 20_000 + "</span>",
        "".join(f'<section epub:type="chapter"><h1>{n}</h1></section>' for n in range(4_000)),
        "<p>" + "word " * 1_000_000 + "</p>",
        "<p>" + "x" * 5_000_000 + "</p>",
    ],
    ids=range(10),
)
def test_odd_documents_take_bounded_time(tmp_path: Path, body: str) -> None:
    path = book(tmp_path / "b.epub", {"a.xhtml": body})
    with zipfile.ZipFile(path, "r") as archive:  # stored, so that it is no bomb
        files = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    started = time.process_time()
    try:
        draft = draft_of(path)
    except BookbuildError:
        draft = None
    assert time.process_time() - started < 10
    assert draft is None or draft.words == draft_words(draft)


def test_too_many_tags_are_refused_early(tmp_path: Path) -> None:
    body = page("<p>a<b>c</b></p>" * 70_000)
    files: dict[str, str | bytes] = {f"EPUB/{name}.xhtml": body for name in "ab"}
    path = tmp_path / "b.epub"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("META-INF/container.xml", small.CONTAINER)
        archive.writestr("EPUB/book.opf", opf(("a.xhtml", "b.xhtml")))
        for file, data in files.items():
            archive.writestr(file, data)
    assert "tags" in _refused(path)


MEASURED = """
import resource, sys
from pathlib import Path
from bookbuild.intake.ebooks import draft_of
draft_of(Path(sys.argv[1]))
status = Path("/proc/self/status")
if status.exists():  # what getrusage says begins with the size of the process that started this one
    print(int(status.read_text().partition("VmHWM:")[2].split()[0]) // 1024)
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.slow
def test_memory_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "b.epub"
    line = "<p>It was a plain long paragraph of a novel as novels have it. </p>\n"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("META-INF/container.xml", small.CONTAINER)
        archive.writestr("EPUB/book.opf", opf(("a.xhtml",)))
        archive.writestr("EPUB/a.xhtml", page(line * 115_000))
    run = [sys.executable, "-c", MEASURED, str(path)]
    measured = subprocess.run(run, capture_output=True, text=True, check=True)
    assert int(measured.stdout) < 512


def _mutated(whole: bytes, random_: random.Random) -> bytes:
    """Change the files of a book, or the bytes of its zip."""
    if random_.random() < 0.3:
        data = bytearray(whole)
        for _ in range(random_.randint(1, 6)):
            at = random_.randrange(len(data))
            data[at] = random_.randrange(256)
        return bytes(data[: random_.randint(len(data) // 2, len(data))])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = bytearray(old.read(name))
            for _ in range(random_.randint(0, 4)):
                at = random_.randrange(len(data) + 1)
                match random_.randrange(4):
                    case 0:
                        data[at : at + 1] = bytes([random_.randrange(256)])
                    case 1:
                        del data[at : at + random_.randint(1, 60)]
                    case 2:
                        data[at:at] = data[at : at + 80] * 3
                    case _:
                        data[at:at] = random_.choice((b"<p>", b"</div>", b"&x;", b'"', b"]]>"))
            new.writestr(name, bytes(data))
    return out.getvalue()


def test_mutated_books_raise_nothing_but_our_own(tmp_path: Path) -> None:
    pages = {
        "a.xhtml": '<section epub:type="chapter"><h1 id="h">Chapter 1</h1><p>A<a epub:type='
        '"noteref" id="r" href="b.xhtml#n">1</a> <img src="x.png"/></p></section>',
        "b.xhtml": '<div class="verse"><p>one<br/>two</p></div><aside id="n" epub:type="footnote">'
        '<p>1 note <a href="a.xhtml#r">back</a></p></aside>',
    }
    whole = book(tmp_path / "b.epub", pages, link("a.xhtml#h", "1") + link("b.xhtml", "2"))
    data, random_ = whole.read_bytes(), random.Random(3)
    for _ in range(250):
        path = tmp_path / "m.epub"
        path.write_bytes(_mutated(data, random_))
        try:
            draft = draft_of(path)
        except BookbuildError:
            continue
        assert draft.words == draft_words(draft)


# ------------------------------------------------------------------------------ the corpora


def test_the_corpora(capsys: pytest.CaptureFixture[str]) -> None:
    if not CORPORA.is_dir():
        pytest.skip("the EPUBs are not here (../shared/corpora)")
    spec = importlib.util.spec_from_file_location("bench_ebooks", BENCH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_ebooks"] = module
    spec.loader.exec_module(module)
    assert module.main() == 0, capsys.readouterr().out
