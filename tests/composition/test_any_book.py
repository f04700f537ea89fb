"""Any small book is composed into pages on which every word of it stands, once and in order."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bookbuild.model.text import (
    Block,
    Blocks,
    Heading,
    Letter,
    ListBlock,
    ListItem,
    NoteRef,
    Paragraph,
    Quote,
    SceneBreak,
    Text,
    Verse,
    VerseLine,
    plain_text,
)
from bookbuild.model.walk import block_text, every_block, inlines_of, lines_in
from bookbuild.plan.rebuild import with_children
from bookbuild.read.styles import read_styles
from bookbuild.write.pdf import make_pdf
from bookbuild.write.pdf.composition.galley import Box, Copy, Hairline, Ornament, SetText, galley
from tests.commands import DEMONSTRATION, tool
from tests.editions import chapter, edition
from tests.strategies import blocks


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _said(copy: Copy) -> Blocks:
    match copy.matter:
        case SetText(inlines=inlines):
            return (Paragraph(inlines),)
        case Box(block):
            return (block,)
        case Ornament() | Hairline():
            return ()


@settings(deadline=None, max_examples=200)
@given(blocks)
def test_the_galley_has_every_word_and_call_once(text: Blocks) -> None:
    column = tuple(part for copy in galley(text) for part in _said(copy))
    assert _counted(column) == _counted(text)
    assert _calls(column) == _calls(text)


def _counted(text: Blocks) -> list[str]:
    lines = (plain_text(line) for block in every_block(text) for line in lines_in(block))
    return sorted(_letters("".join(lines)))


def _calls(text: Blocks) -> list[str]:
    return sorted(each.label for _, each in inlines_of(text) if isinstance(each, NoteRef))


# ---------------------------------------------------------------------------- printed books

_WORDS = "rain estuary lamp extraordinarily a I the counted considering it hill tables".split()
_phrases = st.builds(
    lambda start, count: " ".join(_WORDS[(start * n) % len(_WORDS)] for n in range(1, count)),
    st.integers(1, 11),
    st.integers(2, 150),
)
_short = st.sampled_from(("Rain upon rain", "A lamp", "It was late"))
_paragraphs = st.builds(lambda text: Paragraph((Text(text),)), _phrases)


def _verse(lines: list[str]) -> Block:
    return Verse((tuple(VerseLine((Text(line),)) for line in lines),))


_each: st.SearchStrategy[Block] = st.one_of(
    *[_paragraphs] * 5,
    st.just(SceneBreak()),
    st.builds(lambda text: Heading(1, (Text(text),)), _short),
    st.builds(_verse, st.lists(_short, min_size=1, max_size=30)),
    st.builds(lambda inner: Quote(tuple(inner)), st.lists(_paragraphs, min_size=1, max_size=4)),
    st.builds(
        lambda inner: Letter((), None, tuple(inner), ()),
        st.lists(_paragraphs, min_size=1, max_size=4),
    ),
    st.builds(
        lambda inner: ListBlock(tuple(ListItem((each,)) for each in inner)),
        st.lists(_paragraphs, min_size=1, max_size=6),
    ),
)
_chapters = st.lists(st.lists(_each, min_size=1, max_size=25).map(tuple), min_size=3, max_size=3)


@settings(
    deadline=None,
    max_examples=3,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
@given(_chapters)
def test_a_book_has_every_word_in_order_where_its_pagination_says(
    tmp_path: Path, texts: list[Blocks]
) -> None:
    """That pages come out as they were composed, the build itself makes sure of."""
    units = tuple(
        chapter(f"c{number}", "One", _named(text, map(f"c{number}-{{}}".format, itertools.count())))
        for number, text in enumerate(texts)
    )
    made = make_pdf(edition(units, ()), read_styles(DEMONSTRATION).value)
    assert made.value is not None
    shown = _drawn(made.value.pdf, tmp_path / "book.pdf")
    for unit in units:
        starts = [start for start in made.value.pagination.pages if start.unit == unit.head.id]
        written = _letters(
            "".join(
                plain_text(line) for each in every_block(unit.blocks) for line in lines_in(each)
            )
        )
        assert written in "".join(shown[start.page - 1] for start in starts)
        text = {each.id: block_text(each) for each in every_block(unit.blocks) if each.id}
        for start in starts[1:]:
            begun = _letters(text[start.block][start.offset :])[:12]
            assert begun in shown[start.page - 2][-12:] + shown[start.page - 1][:24]


def _drawn(pdf: bytes, path: Path) -> list[str]:
    """Return the letters of each page in the order of drawing, without running heads and folios."""
    path.write_bytes(pdf)
    area = ("-x", "0", "-y", "52", "-W", "400", "-H", "508")
    return [
        _letters(page)
        for page in tool("pdftotext", "poppler-utils", "-raw", *area, path, "-").split("\f")
    ]


def _named(blocks: Blocks, numbers: Iterator[str]) -> Blocks:
    """Return blocks with an id each."""
    return tuple(
        with_children(replace(each, id=next(numbers)), lambda inner: _named(inner, numbers))
        for each in blocks
    )
