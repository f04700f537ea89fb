"""Where a text's words are found: the times of messages, and how a page says an address."""

from __future__ import annotations

import pytest

from bookbuild.model.addresses import short_address
from bookbuild.model.edition import NumberedNote
from bookbuild.model.editions import Format
from bookbuild.model.text import Message, Messages, MessageTime, NoteRef, Paragraph, plain_text
from bookbuild.model.walk import lines_in
from bookbuild.render.units import unit_body
from bookbuild.render.view import View
from bookbuild.write.pdf.glyphs import characters_of
from tests.editions import WORDS, chapter, edition, words

TALK = Messages(
    (
        MessageTime("Monday"),
        MessageTime("9:41 pm"),
        Message("Lucy", words("Hello.")),
        Message("Lucy", words("There?")),
        MessageTime("9:45 pm"),
        Message("Mina", words("Yes.")),
        MessageTime("Seen ✓"),
    )
)


def _view(made_as: Format) -> View:
    return View(made_as, "en", WORDS, (), lambda _: "", str, lambda _: "", {})


def test_a_messages_line_has_the_time_above_it() -> None:
    assert [plain_text(line) for line in lines_in(TALK)] == [
        "Lucy Monday 9:41 pm Hello.",
        "Lucy There?",
        "Mina 9:45 pm Yes.",
        "Seen ✓",
    ]


def test_every_time_is_shown_with_its_message() -> None:
    shown = unit_body(chapter("one", "One", (TALK,)), _view(Format.EPUB))
    assert '<span class="time">Monday 9:41 pm</span><br/>\nHello.' in shown
    assert shown.count('class="sender"') == 2
    assert '<p class="message"><span class="time">Seen ✓</span></p>' in shown


def test_times_are_looked_up_in_the_prints_fonts() -> None:
    assert "✓" in characters_of(edition((chapter("one", "One", (TALK,)),)))


def test_a_printed_footnote_keeps_its_times() -> None:
    note = NumberedNote("a", 1, "n", "r", (TALK,))
    called = Paragraph((*words("Look."), NoteRef("a")))
    shown = unit_body(chapter("one", "One", (called,), footnotes=(note,)), _view(Format.PDF))
    assert "Mina 9:45 pm Yes." in shown


@pytest.mark.parametrize(
    ("address", "short"),
    [
        ("https://www.example.org/works/1/", "example.org/works/1"),
        (" http://example.org ", "example.org"),
        ("www.example.org", "example.org"),
        ("mailto:mary@example.org", "mary@example.org"),
        ("ftp://example.org", "ftp://example.org"),
        ("", ""),
    ],
)
def test_an_address_on_paper(address: str, short: str) -> None:
    assert short_address(address) == short
