"""The pages of units as XHTML: what stands at their heads when a part of it is not there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookbuild.model.book import Kind
from bookbuild.model.edition import InformationPage, PromiseUnit, Unit
from bookbuild.model.editions import Format
from bookbuild.model.text import Inlines, NoteRef, SystemBox, SystemLine, Text
from bookbuild.render.units import unit_body
from bookbuild.render.view import View
from tests.editions import WORDS, chapter, head, paragraph, words

UNTITLED = replace(chapter("one", "Chapter 1", (paragraph("It was late."),)), title=())


VIEW = View(
    format=Format.PDF,
    language="en",
    words=WORDS,
    contents=(),
    link_to=lambda target: f"#{target.unit}",
    image_src=lambda path: path,
    page_of=lambda unit: "",
    substitutes={},
)


def _body(unit: Unit) -> str:
    return unit_body(unit, VIEW)


def test_a_section_without_a_heading_keeps_what_stands_below_it() -> None:
    unit = replace(
        UNTITLED,
        subtitle=words("in the rain"),
        author="A guest",
        pov="Clark",
        contains="Contains: rain",
    )
    body = _body(unit)
    assert "<h1" not in body
    assert 'aria-label="Chapter 1"' in body
    for line in ("in the rain", "A guest", "Clark", "Contains: rain"):
        assert f">{line}</p>" in body


@pytest.mark.parametrize(
    ("colon", "row"), [(": ", ":| "), ("\u00a0: ", "\u00a0:| "), ("：", "：|")]
)
def test_names_and_values_are_joined_by_the_books_colon(colon: str, row: str) -> None:
    view = replace(VIEW, words=replace(WORDS, colon=colon))
    joined = row.replace("|", "</span>")
    page = InformationPage(head("about", "About"), "About", (("Rating", "Teen"),))
    assert f'<span class="key">Rating{joined}Teen</p>' in unit_body(page, view)
    box = SystemBox((SystemLine("Level", words("36")), SystemLine("", words("Up."))))
    shown = unit_body(chapter("one", "One", (box,)), view)
    assert f'<span class="key">Level{joined}36</p>\n<p>Up.</p>' in shown


def test_a_dedication_keeps_its_warning() -> None:
    body = _body(replace(UNTITLED, kind=Kind.DEDICATION, contains="Contains: rain"))
    assert ">Contains: rain</p>" in body


def test_a_section_with_nothing_at_its_head_has_none() -> None:
    assert "<header" not in _body(UNTITLED)


def test_a_promise_without_a_title_has_no_empty_heading() -> None:
    body = _body(PromiseUnit(head("more", "More"), Kind.OTHER, "", (), (), (), "", "", ""))
    assert "<h1" not in body
    assert 'aria-label="More"' in body


@pytest.mark.parametrize(
    ("title", "is_long"),
    [
        (words("x" * 60), False),
        (words("x" * 61), True),
        ((Text("x" * 60), NoteRef("a")), False),
    ],
)
def test_a_long_title_is_set_smaller_by_its_words_alone(title: Inlines, is_long: bool) -> None:
    assert ('class="long"' in _body(replace(UNTITLED, title=title))) == is_long
