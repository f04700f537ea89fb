"""The lead-in: which words of a chapter's first paragraph are set apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.model.text import (
    Blocks,
    Inlines,
    NoteRef,
    Paragraph,
    SceneBreak,
    Style,
    Styled,
    Text,
    plain_text,
)
from bookbuild.plan.openings import lead_in


def _lead(blocks: Blocks) -> str | None:
    first = blocks[0]
    assert isinstance(first, Paragraph)
    for inline in first.inlines:
        match inline:
            case Styled(Style.LEAD_IN, children):
                return plain_text(children)
            case _:
                pass
    return None


def _paragraph(*inlines: str | Styled | NoteRef) -> Blocks:
    made = (Text(inline) if isinstance(inline, str) else inline for inline in inlines)
    return (Paragraph(tuple(made)), Paragraph((Text("And so on."),)))


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("The train came in late, as it always did.", "The train came in late,"),
        ("When it rained, the whole town stayed at home.", "When it rained,"),
        ("On Monday morning Clark drove out to the farm.", "On Monday morning Clark"),
        ("She looked out over the roofs of the town.", "She looked out"),
        ("There was once a man who owned a boat.", "There was once a man"),
        ("He went back to the house by the river.", "He went back"),
        ("Mr.\u00a0Smith had never been fond of the sea.", "Mr.\u00a0Smith had never been"),
        ("Nobody knew why — nobody had ever asked him.", "Nobody knew why"),
        ("Nobody ever asked—not once—where he had been.", "Nobody ever asked"),
        ("He waited … and then he waited some more.", None),
    ],
)
def test_lead_in_ends_where_a_reader_would_pause(text: str, lead: str | None) -> None:
    assert _lead(lead_in(_paragraph(text))) == lead


@pytest.mark.parametrize(
    "text",
    [
        "“I know,” she said, and did not look up at him.",
        "'Tis late, and the road is longer than you think.",
        "— Oui, dit-elle, et elle ne leva pas les yeux.",
        "It was late and getting later.",
        "",
    ],
)
def test_no_lead_in_at_speech_or_in_a_short_paragraph(text: str) -> None:
    blocks = _paragraph(text)
    assert lead_in(blocks) is blocks


def test_no_lead_in_at_styled_text() -> None:
    blocks = _paragraph(
        Styled(Style.EMPHASIS, (Text("Nobody"),)), " knew where he had been all day."
    )
    assert lead_in(blocks) is blocks


def test_no_lead_in_where_the_chapter_begins_with_something_else() -> None:
    blocks: Blocks = (SceneBreak(), *_paragraph("On Monday morning Clark drove out to the farm."))
    assert lead_in(blocks) is blocks
    assert lead_in(()) == ()


def test_a_word_that_runs_on_into_styled_text_is_left_whole() -> None:
    blocks = _paragraph(
        "On Monday he un", Styled(Style.EMPHASIS, (Text("did"),)), " what he had done before."
    )
    assert _lead(lead_in(blocks)) == "On Monday he"


def test_too_few_words_before_styled_text_give_no_lead_in() -> None:
    blocks = _paragraph(
        "The ship ", Styled(Style.EMPHASIS, (Text("Argo"),)), " lay at anchor for eleven days."
    )
    assert lead_in(blocks) == blocks


def test_the_space_behind_stays_outside_and_the_line_is_kept() -> None:
    blocks: Blocks = (Paragraph((Text("On Monday morning Clark drove out to the farm."),), line=7),)
    made = lead_in(blocks)
    lead = Styled(Style.LEAD_IN, (Text("On Monday morning Clark"),))
    assert made == (Paragraph((lead, Text(" drove out to the farm.")), line=7),)


@given(st.text(alphabet="abA, .'“—\u00a0", max_size=80), st.booleans())
def test_no_word_is_lost(text: str, noted: bool) -> None:
    inlines: Inlines = (Text(text), NoteRef("1"), Text("word " * 9)) if noted else (Text(text),)
    made = lead_in((Paragraph(inlines),))[0]
    assert isinstance(made, Paragraph)
    assert plain_text(made.inlines) == plain_text(inlines)
