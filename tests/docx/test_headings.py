"""Where sections begin: styles in many languages, automatic numbers, headings by their looks."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.model.book import Kind, Matter
from bookbuild.model.text import Heading, Style, Styled, plain_text
from bookbuild.model.walk import every_block
from tests.docx.reading import PROSE, heads, listed, made, story, told, written
from tests.docx_files import (
    BOLD,
    CENTER,
    ITALIC,
    PAGE,
    PAGE_BREAK,
    STYLES,
    Parts,
    field,
    item,
    level,
    numbering,
    outline,
    p,
    properties,
    run,
    style,
)

TEXT = p(PROSE * 2)


def _chapters(named: str, styles: str = STYLES) -> Parts:
    body = "".join(p(f"Chapter {n}", style=named) + TEXT for n in (1, 2, 3))
    return Parts(body, styles=styles)


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("Heading1", "heading 1"),
        ("berschrift1", "heading 1"),
        ("berschrift1", "Überschrift 1"),
        ("Titre1", "Titre 1"),
        ("Heading_20_1", "Heading 1"),
        ("X", "Chapter Title"),
        ("X", "CHAPTER HEADING"),
    ],
)
def test_a_heading_is_known_by_its_style(tmp_path: Path, id: str, name: str) -> None:
    draft = made(tmp_path, _chapters(id, style(id, name)))
    assert listed(draft) == [("chapter", n, "") for n in "123"]
    assert [each.line for each in draft.sections] == [1, 3, 5]
    assert all(each.confidence == 1.0 for each in draft.sections)


def test_a_style_without_a_definition_is_known_by_its_id(tmp_path: Path) -> None:
    assert len(made(tmp_path, _chapters("Heading1", "")).sections) == 3


def test_a_style_is_a_heading_because_of_what_it_is_based_on(tmp_path: Path) -> None:
    styles = style("Base", "Foo", outline(0)) + style("Mine", "Bar", based="Base")
    assert len(made(tmp_path, _chapters("Mine", styles)).sections) == 3


def test_styles_based_on_one_another_in_a_circle_end(tmp_path: Path) -> None:
    styles = style("A", "a", based="B") + style("B", "b", based="A")
    draft = made(tmp_path, Parts(p("One", style="A") + TEXT, styles=styles))
    assert len(draft.sections) == 1


def test_a_number_and_its_title_are_parted_by_a_line_break(tmp_path: Path) -> None:
    body = "".join(
        p(run(f"Chapter {n}\n{title}"), style="Heading1") + TEXT
        for n, title in ((1, "The Wall"), (2, "The Boat"))
    )
    draft = made(tmp_path, Parts(body))
    assert listed(draft) == [("chapter", "1", "The Wall"), ("chapter", "2", "The Boat")]


def test_a_number_and_its_title_are_parted_by_a_tab(tmp_path: Path) -> None:
    body = p(run("1.\tThe Wall"), style="Heading1") + TEXT + p("2.\tThe Boat", style="Heading1")
    draft = made(tmp_path, Parts(body + TEXT))
    assert listed(draft) == [("chapter", "1", "The Wall"), ("chapter", "2", "The Boat")]


@pytest.mark.parametrize("below", ["Heading1", "Heading2"])
def test_a_title_stands_in_a_heading_of_its_own(tmp_path: Path, below: str) -> None:
    body = "".join(
        p(f"Chapter {n}", style="Heading1") + p("", style="Heading2") + p(t, style=below) + TEXT
        for n, t in ((1, "The Wall"), (2, "The Boat"), (3, "The Sea"))
    )
    draft = made(tmp_path, Parts(body))
    assert listed(draft)[1] == ("chapter", "2", "The Boat")
    assert len(draft.sections) == 3


def test_empty_headings_are_none(tmp_path: Path) -> None:
    body = p("", style="Heading1") + p("Chapter 1", style="Heading1") + p("", style="Heading1")
    body += TEXT + p(" ", style="Heading1") + p("Chapter 2", style="Heading1") + TEXT
    assert [h.number for h in heads(made(tmp_path, Parts(body)))] == ["1", "2"]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (level("Chapter %1"), ["1", "2"]),
        (level("%1.", "upperRoman", 4), ["4", "5"]),
        (level("Chapter %1", "cardinalText"), ["1", "2"]),
        (level("%1", "decimalZero"), ["1", "2"]),
    ],
)
def test_an_automatic_number_is_the_label(tmp_path: Path, levels: str, expected: list[str]) -> None:
    body = p("The Wall", style="Heading1", props=item(1)) + TEXT
    body += p("The Boat", style="Heading1", props=item(1)) + TEXT
    draft = made(tmp_path, Parts(body, numbering=numbering(levels)))
    assert [h.number for h in heads(draft)] == expected
    assert [plain_text(h.title) for h in heads(draft)] == ["The Wall", "The Boat"]


def test_a_number_may_come_with_the_style_and_be_all_there_is(tmp_path: Path) -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>'
    styles = style("Heading1", "heading 1", numbered)
    body = p("", style="Heading1") + TEXT + p("", style="Heading1") + TEXT
    lists = numbering(level("Kapitel %1", styled="Heading1"))
    draft = made(tmp_path, Parts(body, styles=styles, numbering=lists))
    assert [h.number for h in heads(draft)] == ["1", "2"]


def test_parts_stand_above_chapters(tmp_path: Path) -> None:
    body = ""
    for part, names in (("Summer", ("The Wall", "The Boat")), ("Winter", ("Ice", "Thaw"))):
        body += p(part, style="Heading1")
        body += "".join(p(name, style="Heading2") + TEXT for name in names)
    draft = made(tmp_path, Parts(body))
    assert [h.kind for h in heads(draft)] == [Kind.PART, *[Kind.CHAPTER] * 2] * 2


def test_parts_and_chapters_of_one_level_are_told_by_their_words(tmp_path: Path) -> None:
    body = "".join(
        p(text, style="Heading1") + (TEXT if text.startswith("Ch") else "")
        for text in ("Part One", "Chapter 1", "Chapter 2", "Part Two", "Chapter 3")
    )
    kinds = [h.kind for h in heads(made(tmp_path, Parts(body)))]
    assert kinds == [Kind.PART, Kind.CHAPTER, Kind.CHAPTER, Kind.PART, Kind.CHAPTER]


def test_headings_within_a_chapter_stay_in_it(tmp_path: Path) -> None:
    chapter = story(tmp_path, TEXT, p("The House", style="Heading2"), TEXT)
    found = [b for b in every_block(chapter.blocks) if isinstance(b, Heading)]
    assert [(b.level, plain_text(b.inlines)) for b in found] == [(1, "The House")]


def test_the_first_heading_alone_is_the_title_of_the_book(tmp_path: Path) -> None:
    body = p("The Ferry", style="Heading1")
    body += "".join(p(f"Chapter {n}", style="Heading2") + TEXT for n in (1, 2, 3))
    draft = made(tmp_path, Parts(body))
    assert draft.metadata.title == "The Ferry"
    assert len(draft.sections) == 3


def test_sections_are_known_by_name(tmp_path: Path) -> None:
    names = (
        *("Dedication", "Prologue", "Chapter 1", "INTERMISSION", "Chapter 2", "Epilogue"),
        *("Acknowledgements", "About the Author", "Sources"),
    )
    body = "".join(p(name, style="Heading1") + TEXT for name in names)
    draft = made(tmp_path, Parts(body))
    assert [h.kind for h in heads(draft)] == [
        Kind.DEDICATION,
        Kind.PROLOGUE,
        Kind.CHAPTER,
        Kind.INTERLUDE,
        Kind.CHAPTER,
        Kind.EPILOGUE,
        Kind.ACKNOWLEDGMENTS,
        Kind.ABOUT_THE_AUTHOR,
        Kind.OTHER,
    ]
    assert heads(draft)[-1].matter is Matter.BACK


def test_chapters_without_numbers_are_not_counted(tmp_path: Path) -> None:
    body = "".join(p(name, style="Heading1") + TEXT for name in ("The Wall", "The Boat", "Sea"))
    assert [h.number for h in heads(made(tmp_path, Parts(body)))] == ["none"] * 3


def test_a_chapter_title_keeps_the_italics_of_a_word_in_it(tmp_path: Path) -> None:
    one = p(run("Aboard the ", BOLD), run("Swallow", BOLD + ITALIC), style="Heading1") + TEXT
    draft = made(tmp_path, Parts(one + p("The Sea", style="Heading1") + TEXT))
    title = heads(draft)[0].title
    assert any(isinstance(i, Styled) and i.style is Style.EMPHASIS for i in title)
    assert not any(isinstance(i, Styled) and i.style is Style.STRONG for i in title)


def test_a_prologue_without_the_style_of_the_others_is_found(tmp_path: Path) -> None:
    body = p(run("Prologue", BOLD), props=CENTER + PAGE) + TEXT
    body += "".join(p(f"Chapter {n}", style="Heading1") + TEXT for n in (1, 2))
    draft = made(tmp_path, Parts(body))
    assert [h.kind for h in heads(draft)] == [Kind.PROLOGUE, Kind.CHAPTER, Kind.CHAPTER]
    assert "Paragraph 1, “Prologue”, was taken for a heading" in told(draft)


# ------------------------------------------------------------------------------ by their looks


@pytest.mark.parametrize(
    "heading",
    [
        lambda n: p(run(f"Chapter {n}", BOLD), props=CENTER),
        lambda n: p(PAGE_BREAK, f"CHAPTER {n}"),
        lambda n: p(f"Chapter {n}", props=PAGE),
        lambda n: p(run(f"Chapter {n}", '<w:sz w:val="40"/>')),
        lambda n: p(f"{n}", props=CENTER),
    ],
)
def test_headings_are_found_without_styles(tmp_path: Path, heading: object) -> None:
    assert callable(heading)
    body = "".join(heading(n) + TEXT * 3 for n in range(1, 5))
    draft = made(tmp_path, Parts(body, styles=""))
    assert listed(draft) == [("chapter", n, "") for n in "1234"]
    assert [each.line for each in draft.sections] == [1, 5, 9, 13]
    assert "No heading styles are used; 4 headings were found" in told(draft)


def test_a_title_below_the_number_is_part_of_the_heading(tmp_path: Path) -> None:
    body = "".join(
        p(f"Chapter {n}", style="Heading1") + p(run(t, BOLD), props=CENTER) + TEXT
        for n, t in ((1, "The Wall"), (2, "The Boat"))
    )
    draft = made(tmp_path, Parts(body))
    assert listed(draft) == [("chapter", "1", "The Wall"), ("chapter", "2", "The Boat")]


def test_titles_without_numbers_are_found_by_their_likeness(tmp_path: Path) -> None:
    long = TEXT * 8
    titles = ("The Wall", "The Boat", "The Open Sea", "Home")
    body = "".join(p(run(t, BOLD), props=CENTER + PAGE) + long for t in titles)
    draft = made(tmp_path, Parts(body, styles=""))
    assert [plain_text(h.title) for h in heads(draft)] == list(titles)


def test_pages_around_the_story_are_found_without_styles(tmp_path: Path) -> None:
    names = ("PROLOGUE", "ONE", "TWO", "THREE", "EPILOGUE", "ABOUT THE AUTHOR")
    body = "".join(p(run(name, BOLD), props=CENTER) + TEXT * 3 for name in names)
    draft = made(tmp_path, Parts(body, styles=""))
    assert [h.kind for h in heads(draft)] == [
        Kind.PROLOGUE,
        *[Kind.CHAPTER] * 3,
        Kind.EPILOGUE,
        Kind.ABOUT_THE_AUTHOR,
    ]
    assert '"PROLOGUE" read as' in told(draft)


def test_names_in_turn_are_those_whose_eyes_we_look_through(tmp_path: Path) -> None:
    body = "".join(
        p(run(f"Chapter {n}\n{name}"), style="Heading1") + TEXT
        for n, name in enumerate(("Anna", "Karl") * 3, 1)
    )
    draft = made(tmp_path, Parts(body))
    assert [section.pov for section in written(draft)] == ["Anna", "Karl"] * 3


def test_a_text_without_headings_is_one_section(tmp_path: Path) -> None:
    draft = made(tmp_path, Parts(TEXT * 3, styles=""))
    assert [h.kind for h in heads(draft)] == [Kind.CHAPTER]
    assert "No heading was found" in told(draft)


def test_chapter_within_a_sentence_is_no_heading(tmp_path: Path) -> None:
    inside = p("Chapter 9 of the old book was open on the table, and she read on.")
    body = "".join(p(f"Chapter {n}", props=CENTER) + TEXT + inside + TEXT for n in (1, 2, 3))
    assert len(made(tmp_path, Parts(body, styles="")).sections) == 3


def test_the_list_of_contents_is_left_out(tmp_path: Path) -> None:
    toc = p(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        "Chapter 1\t3",
        style="TOC1",
    )
    toc += p("Chapter 2\t9", style="Normal")
    toc += p('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    body = p("Contents", props=CENTER) + toc
    body += "".join(p(f"Chapter {n}", style="Heading1") + TEXT for n in (1, 2))
    draft = made(tmp_path, Parts(body))
    assert listed(draft) == [("chapter", "1", ""), ("chapter", "2", "")]
    assert "the list of contents" in told(draft)


# --------------------------------------------------------------------------- the title page


def test_title_subtitle_and_author_by_their_styles(tmp_path: Path) -> None:
    body = p("The Ferry", style="Title") + p("A Novel", style="Subtitle")
    body += p("by Mary Shelley", props=CENTER)
    body += "".join(p(f"Chapter {n}", style="Heading1") + TEXT for n in (1, 2))
    draft = made(tmp_path, Parts(body, properties=properties("x.docx", "Mary Shelley")))
    about = draft.metadata
    assert (about.title, about.subtitle, about.authors) == (
        "The Ferry",
        "A Novel",
        ("Mary Shelley",),
    )
    assert "properties name an author" not in told(draft)
    assert len(draft.sections) == 2


def test_the_author_of_the_file_is_left_behind(tmp_path: Path) -> None:
    body = "".join(p(f"Chapter {n}", style="Heading1") + TEXT for n in (1, 2))
    said = properties("The Ferry", "Percy Shelley", "en-GB", "boats; sea")
    draft = made(tmp_path, Parts(body, properties=said))
    assert draft.metadata.title == "The Ferry"
    assert draft.metadata.subjects == ("boats", "sea")
    assert draft.metadata.contributors == ()
    assert "Put author: in book.yaml if that is the book's." in told(draft)
    assert "Percy" not in told(draft)
    assert "Somebody Else" not in told(draft)


def test_pages_before_the_story(tmp_path: Path) -> None:
    body = p("The Ferry", style="Title")
    body += p("Copyright © 2020 Mary Shelley. All rights reserved. ISBN 123", props=PAGE)
    body += p("For my sister", props=PAGE + CENTER)
    body += p("The sea has many voices.", props=PAGE) + p("— Anonymous")
    body += p("A map of the coast was here once.", props=PAGE)
    body += "".join(p(f"Chapter {n}", style="Heading1") + TEXT for n in (1, 2))
    draft = made(tmp_path, Parts(body))
    assert [h.kind for h in heads(draft)] == [
        Kind.DEDICATION,
        Kind.EPIGRAPH,
        Kind.OTHER,
        Kind.CHAPTER,
        Kind.CHAPTER,
    ]
    assert "left out: the copyright page" in told(draft)


def test_an_address_block_is_no_part_of_the_book(tmp_path: Path) -> None:
    body = p("Mary Shelley\tabout 2,500 words") + p("12 Marine Parade") + p("ms@example.org")
    body += p("") * 8 + p("The Ferry", props=CENTER) + p("by Mary Shelley", props=CENTER) + TEXT * 4
    draft = made(tmp_path, Parts(body, styles=""))
    assert draft.metadata.title == "The Ferry"
    assert draft.metadata.authors == ("Mary Shelley",)
    assert len(written(draft)) == 1
    assert "address block" in told(draft)


def test_a_link_in_a_field_is_kept(tmp_path: Path) -> None:
    chapter = story(
        tmp_path, p(field(' HYPERLINK "https://example.org/a" ', run("here")), " it is")
    )
    assert "https://example.org/a" in repr(chapter.blocks)
