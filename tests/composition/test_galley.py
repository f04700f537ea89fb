"""A section becomes a column of copy, in which nothing is lost and nothing stands twice."""

from __future__ import annotations

from dataclasses import replace

from bookbuild.model.text import (
    Blocks,
    Letter,
    ListBlock,
    ListItem,
    Message,
    Messages,
    MessageTime,
    Paragraph,
    Quote,
    SceneBreak,
    Table,
    Text,
    Verse,
    VerseLine,
    plain_text,
)
from bookbuild.model.walk import lines_of
from bookbuild.write.pdf.composition.galley import Box, Copy, Hairline, Ornament, SetText, galley


def paragraph(text: str, id: str = "") -> Paragraph:
    return Paragraph((Text(text),), id=id)


LONG = " ".join(["The rain came over the hill and went again."] * 20)
SHORT = "It rained."


def letter(text: str) -> Letter:
    return Letter(
        head=(paragraph("5 May"),),
        salutation=paragraph("Dear Lucy,"),
        blocks=(paragraph(text, "p1"), paragraph("And so on.", "p2")),
        close=(paragraph("Yours,"), paragraph("Mina")),
        id="letter",
    )


def shown(column: tuple[Copy, ...]) -> str:
    return " ".join(_words(copy) for copy in column)


def _words(copy: Copy) -> str:
    match copy.matter:
        case SetText(inlines=inlines):
            return plain_text(inlines)
        case Box(block):
            return said((block,))
        case Ornament() | Hairline():
            return ""


def boxed(column: tuple[Copy, ...]) -> Blocks:
    return tuple(copy.matter.block for copy in column if isinstance(copy.matter, Box))


def said(blocks: Blocks) -> str:
    return " ".join(plain_text(line) for line in lines_of(blocks) if line)


def ids(column: tuple[Copy, ...]) -> list[str]:
    return [_id(copy) for copy in column]


def _id(copy: Copy) -> str:
    match copy.matter:
        case SetText(id=id):
            return id
        case Box(block) | Ornament(block):
            return block.id
        case Hairline():
            return ""


def test_paragraphs_are_set_in_but_for_the_first_of_a_stretch() -> None:
    column = galley((paragraph("A"), paragraph("B"), SceneBreak(), paragraph("C")))
    flush = [copy.matter.flush for copy in column if isinstance(copy.matter, SetText)]
    assert flush == [True, False, True]
    assert column[2].binds


def test_a_long_letter_may_be_divided_and_a_short_one_not() -> None:
    long, short = galley((letter(LONG),)), galley((letter(SHORT),))
    assert [copy.whole for copy in long] == [True, False, False, True]
    assert [copy.binds for copy in long] == [True, False, True, False]
    assert all(copy.whole for copy in short)
    assert [copy.binds for copy in short] == [True, True, True, False]


def test_a_letter_has_its_words_in_order_and_its_id_once() -> None:
    column = galley((letter(LONG),))
    assert shown(column) == said((letter(LONG),))
    assert ids(column) == ["letter", "p1", "p2", ""]
    assert [frame.id for copy in column for frame in copy.place.frames] == ["", ""]
    assert {copy.place.left for copy in column if copy.place.frames} == {17.0}


def test_what_is_set_apart_has_a_blank_line_around_it() -> None:
    column = galley((Quote((paragraph("A"), paragraph("B")), (Text("Herodotus"),)),))
    assert [(copy.above, copy.below) for copy in column] == [(1, 0), (0, 0), (0, 1)]


def test_a_quotation_in_a_letter_is_set_in_twice() -> None:
    inner = replace(letter(LONG), blocks=(Quote((paragraph(LONG, "q"),)),))
    (quoted,) = [copy for copy in galley((inner,)) if isinstance(copy.matter, SetText)]
    assert quoted.place.left == 32.0
    assert [frame.tag for frame in quoted.place.frames] == ["blockquote", "blockquote"]


def test_a_poem_is_taken_apart_by_stanzas_and_a_long_stanza_by_lines() -> None:
    line = VerseLine((Text("Over the hill"),))
    poem = Verse(((line,) * 4, (line,) * 4, (line,) * 30), id="poem")
    column = galley((poem,))
    assert len(column) == 32
    assert [copy.above for copy in column[:4]] == [1, 1, 1, 0]
    assert ids(column)[:2] == ["poem", ""]
    assert shown(column) == said((poem,))


def test_a_conversation_is_taken_apart_where_the_speaker_changes() -> None:
    entries = (
        MessageTime("Monday"),
        Message("Lana", (Text("where r u"),)),
        Message("Lana", (Text("hello"),)),
        Message("Clark", (Text("here"),), mine=True),
        MessageTime("9:41"),
        Message("Clark", (Text("still here"),), mine=True),
    )
    turns = boxed(galley((Messages(entries),)))
    assert [len(turn.entries) for turn in turns if isinstance(turn, Messages)] == [3, 1, 2]
    assert said(turns) == said((Messages(entries),))


def test_a_list_keeps_its_numbers() -> None:
    items = tuple(ListItem((paragraph(word),)) for word in ("one", "two", "three"))
    texts = [copy.matter for copy in galley((ListBlock(items, 4),))]
    assert [text.mark for text in texts if isinstance(text, SetText)] == ["4.", "5.", "6."]


def test_the_items_of_a_list_are_set_line_by_line_each_in_an_element_of_its_own() -> None:
    below = ListBlock((ListItem((paragraph("inner"),)),))
    items = (
        ListItem((paragraph("one"), paragraph("more of it"), below)),
        ListItem((paragraph("two"),)),
    )
    column = galley((paragraph("Before"), ListBlock(items, id="list"), paragraph("After")))
    _, *copies, _ = column
    texts = [copy.matter for copy in copies]
    assert [text.mark for text in texts if isinstance(text, SetText)] == ["•", "", "•", "•"]
    assert [text.flush for text in texts if isinstance(text, SetText)] == [True, False, True, True]
    assert [len(copy.place.frames) for copy in copies] == [2, 2, 4, 2]
    assert copies[0].place.frames == copies[1].place.frames == copies[2].place.frames[:2]
    assert copies[3].place.frames[0] == copies[0].place.frames[0]
    assert copies[3].place.frames[1] != copies[0].place.frames[1]
    assert [copy.above for copy in copies] == [1, 0, 0, 0]
    assert [copy.below for copy in copies] == [0, 0, 0, 1]


def test_a_list_with_a_table_in_it_is_left_to_the_press() -> None:
    table = Table((), (), (((Text("cell"),),),))
    items = (ListItem((paragraph("one"), table)), ListItem((paragraph("two"),)))
    blocks = boxed(galley((ListBlock(items, 4),)))
    assert [block.start for block in blocks if isinstance(block, ListBlock)] == [4, 5]
