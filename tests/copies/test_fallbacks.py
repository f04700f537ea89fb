"""Every block on every kind of site: no word is lost, and nothing a site would not take."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from bookbuild.model.copies import Target
from bookbuild.model.edition import NumberedNote, PlacedNote, TextUnit
from bookbuild.model.text import (
    Block,
    Blocks,
    Code,
    CodeBlock,
    ExternalTarget,
    Figure,
    Inlines,
    Language,
    LineBreak,
    Link,
    Message,
    Messages,
    NoteRef,
    PageMark,
    Paragraph,
    Picture,
    Style,
    Styled,
    SystemBox,
    Text,
    Verbatim,
)
from bookbuild.model.walk import blocks_in, inlines_of, lines_in
from bookbuild.write.copies import make_copies, posts_of
from bookbuild.write.copies.fallback import instead_of_picture
from tests.editions import chapter, edition, every_block, paragraph, words
from tests.strategies import LABELS, blocks

NOTES = tuple(
    NumberedNote(label, number, f"one-n{number}", f"one-r{number}", (paragraph(f"Below {label}."),))
    for number, label in enumerate(LABELS, start=1)
)

# --------------------------------------------------------------------------- no word is lost


@pytest.mark.parametrize("target", Target, ids=lambda target: target.value)
@settings(max_examples=60)
@given(text=blocks)
def test_every_word_comes_out_in_order(text: Blocks, target: Target) -> None:
    copied = _without_addresses(_copied(text, target), text)
    said = _bare(_words_of(copied, target))
    place = 0
    for line in (*_expected(text), *(f"Below {label}" for label in LABELS)):
        found = said.find(_bare(line), place)
        assert found >= 0, f"{line!r} is lost in {said[place:]!r}"
        place = found + len(_bare(line))


def _copied(text: Blocks, target: Target) -> str:
    """Return all that a reader gets of a section with this text."""
    book = edition((_unit((paragraph("Begin."), *text), NOTES),))
    files = make_copies(posts_of(book, ()), book, target).value
    return "".join(file.text for file in files if not file.path.endswith("title.txt"))


def _unit(text: Blocks, notes: tuple[NumberedNote, ...]) -> TextUnit:
    unit = chapter("one", "", text, footnotes=notes)
    return replace(unit, head=replace(unit.head, file="01-one.md"))


def _expected(text: Blocks) -> Iterator[str]:
    """Yield the words of every line, in the order of reading."""
    for block in text:
        match block:
            case Messages():
                yield from (_said(e.inlines) for e in block.entries if isinstance(e, Message))
            case SystemBox(lines):
                for line in lines:
                    yield from (line.label, _said(line.inlines))
            case Figure(source, alt):
                yield instead_of_picture(source, alt)
                yield from map(_said, lines_in(block))
            case CodeBlock(typed):
                yield typed
            case _:
                yield from _around(block)


def _around(block: Block) -> Iterator[str]:
    yield from _expected(blocks_in(block))
    yield from map(_said, lines_in(block))


def _said(inlines: Inlines) -> str:
    return "".join(_part(inlines))


def _part(inlines: Inlines) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Text(text) | Code(text) | Verbatim(text):
                yield text
            case Styled(_, children) | Language(_, children):
                yield _said(children)
            case Link(_, children):
                yield _said(children)
            case Picture(source, alt):
                yield instead_of_picture(source, alt)
            case NoteRef(label):
                yield str(LABELS.index(label) + 1)
            case LineBreak() | PageMark():
                pass


def _bare(text: str) -> str:
    """Return the letters and figures alone: what stands between them differs by site."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in plain if sign.isalnum())


_BBCODE = re.compile(
    r"\[/?(?:B|I|U|S|CENTER|RIGHT|INDENT|QUOTE|LIST(?:=1)?|TABLE|TR|TH|TD|CODE|ICODE"
    r"|SIZE(?:=\d)?|URL(?:='[^']*')?|\*)\]"
)


def _without_addresses(copy: str, text: Blocks) -> str:
    """Return the copy without the addresses that plain text has behind the words of a link."""
    for _, inline in inlines_of(text):
        if isinstance(inline, Link) and isinstance(inline.target, ExternalTarget):
            copy = copy.replace(f" ({inline.target.url.removeprefix('mailto:')})", "")
    return copy


def _words_of(copy: str, target: Target) -> str:
    match target:
        case Target.AO3 | Target.PASTE:
            reader = _Reader()
            reader.feed(copy)
            return "".join(reader.text)
        case Target.BBCODE:
            return _BBCODE.sub("", copy)
        case Target.TEXT:
            return copy


class _Reader(HTMLParser):
    """Reads a page: its words, its elements, and whether each is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


# --------------------------------------------------------------------------------- AO3's tags

_TAGS = frozenset(
    "a abbr acronym address b big blockquote br caption center cite code col colgroup dd del dfn "
    "div dl dt em h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p pre q s samp small span strike strong "
    "sub sup table tbody td tfoot th thead tr tt u ul var".split()
)
"""The tags that AO3 keeps (otwcode/otwarchive, sanitizer_config.rb; its help lists some more)."""
_EVERYWHERE = frozenset({"align", "title", "dir"})
_OWN = {"a": {"href", "name"}, "hr": {"width"}, "ol": {"start"}}


@settings(max_examples=60)
@given(text=blocks)
def test_ao3_gets_nothing_that_it_drops(text: Blocks) -> None:
    _check_for_ao3(_copied(text, Target.AO3))


def test_ao3_gets_every_block_without_anything_that_it_drops() -> None:
    _check_for_ao3(_copied(every_block(), Target.AO3))


def _check_for_ao3(html: str) -> None:
    reader = _Reader()
    reader.feed(html)
    assert reader.open == []
    for tag, attributes in reader.elements:
        assert tag in _TAGS
        assert set(attributes) <= _EVERYWHERE | _OWN.get(tag, set())
    names = [a["name"] for tag, a in reader.elements if tag == "a" and "name" in a]
    assert len(names) == len(set(names))


def test_ao3_has_no_line_end_within_a_paragraph() -> None:
    text = (Paragraph((Text("One\nline"), LineBreak(), Text("two"))),)
    assert "<p>One line<br/>two</p>" in _copied(text, Target.AO3)


# ----------------------------------------------------------------------------------- footnotes


def test_ao3_footnotes_lead_there_and_back() -> None:
    html = _copied((Paragraph((Text("Rain."), NoteRef("1"))),), Target.AO3)
    assert '<sup><a name="one-r1" href="#one-n1">1</a></sup>' in html
    assert '<p><a name="one-n1" href="#one-r1" title="Back to the text">1.</a> Below 1.</p>' in html


def test_a_footnote_stands_in_the_box_that_calls_it() -> None:
    called = PlacedNote("one-a", "Author’s note", (Paragraph((Text("Hello."), NoteRef("1"))),))
    text = (Paragraph((Text("Rain."), NoteRef("2"))),)
    unit = replace(_unit(text, NOTES[:2]), opening=(called,))
    book = edition((unit,))
    files = {f.box: f.text for f in make_copies(posts_of(book, ()), book, Target.AO3).value}
    assert "Below 1." in files["notes"]
    assert "Below 2." in files["text"]
    assert "Below 1." not in files["text"]


def test_the_second_call_of_a_footnote_is_no_second_place() -> None:
    line = (Text("Rain."), NoteRef("1"), Text(" More."), NoteRef("1"))
    assert _copied((Paragraph(line),), Target.AO3).count('name="one-r1"') == 1


# --------------------------------------------------------------------------------- BBCode, text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("[i]", "[\u2060i]"),
        ("[/QUOTE]", "[\u2060/QUOTE]"),
        ("[url=x]", "[\u2060url=x]"),
        ("[*]", "[\u2060*]"),
        ("[9:41 pm]", "[9:41 pm]"),
        ("[Skill learned]", "[Skill learned]"),
    ],
)
def test_typed_brackets_are_no_tags(typed: str, shown: str) -> None:
    assert shown in _copied((paragraph(typed),), Target.BBCODE)


def test_a_code_tag_is_not_closed_by_what_is_typed() -> None:
    assert "[CODE]a[\u2060/CODE]b[/CODE]" in _copied((CodeBlock("a[/CODE]b"),), Target.BBCODE)


def test_a_text_marks_emphasis_once() -> None:
    inner = Styled(Style.EMPHASIS, words("on"))
    line = Styled(Style.EMPHASIS, (Text("so "), inner, Text(" ")))
    assert "_so on_ it" in _copied((Paragraph((line, Text("it"))),), Target.TEXT)


@pytest.mark.parametrize(("style", "shown"), [("SUPERSCRIPT", "10³"), ("SUBSCRIPT", "10₃")])
def test_small_figures_are_characters(style: str, shown: str) -> None:
    line = (Text("10"), Styled(Style[style], words("3")))
    for target in (Target.BBCODE, Target.TEXT):
        assert shown in _copied((Paragraph(line),), target)
