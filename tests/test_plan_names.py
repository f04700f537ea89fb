"""Names that stay: slugs, ids of units and blocks, the names of files."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bookbuild.model.book import Kind
from bookbuild.model.editions import EditionSettings, Format
from bookbuild.model.text import Letter, ListBlock, ListItem, Paragraph, Quote, SceneBreak, Text
from bookbuild.model.walk import every_block
from bookbuild.plan import output_name
from bookbuild.plan.block_names import name_blocks
from bookbuild.plan.catalogue import title_from
from bookbuild.plan.names import RESERVED, slug, unit_ids
from tests.builders import (
    EBOOK,
    PRINT,
    blocks,
    book,
    closing,
    mark,
    metadata,
    opening,
    para,
    plan_epub,
    promise,
    section,
    text_unit,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Bridge", "the-bridge"),
        ("  Ça va?  ", "ca-va"),
        ("Straße & Øre", "strasse-ore"),
        ("Don't", "dont"),
        ("Лев Толстой", "lev-tolstoy"),
        ("桥", ""),
        ("a/b_c.d", "a-b-c-d"),
        ("ﬁsh", "fish"),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("file", "id"),
    [
        ("01-arrivals.md", "arrivals"),
        ("part-1/02_The_Bridge.md", "the-bridge"),
        ("03. Home.txt", "home"),
        ("1.5-extra.md", "extra"),
        ("01.md", "chapter-01"),
        ("1984.md", "chapter-1984"),
        ("01-1984.md", "chapter-1984"),
        ("chapter-12.md", "chapter-12"),
        ("桥.md", "chapter"),
        ("home-p-k3x7q.md", "home-p-k3x7q-section"),
        ("cover.md", "cover-2"),
        ("contents.md", "contents-2"),
        ("Title.md", "title-2"),
    ],
)
def test_a_unit_is_named_after_its_file(file: str, id: str) -> None:
    assert unit_ids([section(file=file)]) == (id,)


def test_names_are_given_once_and_the_authors_own_go_first() -> None:
    sections = (
        section(file="a/01-one.md"),
        section(file="b/01-One.md"),
        section(file="c/02-one.md"),
        section(file="x.md", id="one"),
        section(file="y.md", id="Über uns"),
        section(file="z.md", id="toc"),
    )
    assert unit_ids(sections) == ("one-2", "one-3", "one-4", "one", "uber-uns", "toc-2")


def test_a_promise_leaves_the_name_free() -> None:
    promised = unit_ids([promise(), promise("The Bridge", kind=Kind.CHAPTER, file="5-bridge.md")])
    assert promised == ("promised-epilogue", "promised-the-bridge")
    assert unit_ids([section(kind=Kind.EPILOGUE, file="99-epilogue.md")]) == ("epilogue",)


def test_the_names_of_added_pages_are_reserved() -> None:
    edition = plan_epub(book(section()))
    added = {unit.head.id for unit in edition.units if not unit.head.file}
    assert added <= RESERVED


def test_blocks_are_named_by_their_unit() -> None:
    text = blocks(
        "One.",
        SceneBreak(),
        Paragraph((Text("Two."),), id="the letter"),
        Quote(blocks("Three.")),
        Letter((para("4"),), para("Dear"), blocks("5"), (para("Yours"),)),
        ListBlock((ListItem(blocks("6")),)),
    )
    named = [block.id for block in every_block(name_blocks(text, "home", "home"))]
    assert [name for name in named if "-p-" in name] == [
        f"home-p-{mark(words)}" for words in ("One.", "Three.", "4", "Dear", "5", "Yours", "6")
    ]
    assert named[2] == "home-the-letter"
    others = [name for name in named if "-b-" in name]
    assert others[1:3] == [f"home-b-{mark('Three.')}", f"home-b-{mark('4 Dear 5 Yours')}"]
    assert len(set(named)) == len(named) == 12


def test_a_block_put_in_or_taken_out_moves_no_name() -> None:
    def names(*texts: str) -> dict[str, str]:
        named = name_blocks(blocks(*texts), "a", "a")
        return {text: block.id for text, block in zip(texts, named, strict=True)}

    before = names("One.", "Two.", "Three.")
    assert names("One.", "New.", "Two.", "Three.").items() >= before.items()
    assert before.items() >= names("One.", "Three.").items()


def test_a_made_name_gives_way_to_the_authors() -> None:
    made = f"p-{mark('One.')}"
    text = blocks("One.", Paragraph((Text("Two."),), id=made), "One.")
    names = [block.id for block in name_blocks(text, "a", "a")]
    assert names == [f"a-{made}-2", f"a-{made}", f"a-{made}-3"]


def test_notes_do_not_move_the_names_of_the_story() -> None:
    plain = plan_epub(book(section("", "A.", "B.")))
    noted = plan_epub(book(section("", "A.", "B.", notes=(opening("Hi."), closing("Bye.")))))
    names = [[block.id for block in text_unit(e, "one").blocks] for e in (plain, noted)]
    assert names == [[f"one-p-{mark('A.')}", f"one-p-{mark('B.')}"]] * 2
    hello = mark("Hi.")
    opened = text_unit(noted, "one").opening[0]
    assert (opened.id, opened.blocks[0].id) == (
        f"one-before-{hello}",
        f"one-before-{hello}-p-{hello}",
    )


# ------------------------------------------------------------------------- titles and files


@pytest.mark.parametrize(
    ("folder", "title"),
    [
        ("my-novel", "My Novel"),
        ("the_house-of my aunt", "The House of My Aunt"),
        ("NYC stories", "NYC Stories"),
        ("", "Untitled"),
        ("---", "Untitled"),
    ],
)
def test_a_title_made_of_the_folders_name(folder: str, title: str) -> None:
    assert title_from(folder) == title


def test_a_book_without_title_is_named_after_its_folder() -> None:
    edition = plan_epub(book(section(), about=metadata(title="")))
    assert (edition.title, edition.metadata.title) == ("The Ferry", "The Ferry")


def test_an_identifier_hangs_on_title_and_authors_only() -> None:
    one = plan_epub(book(section()))
    other = plan_epub(book(section("Another", file="7.md")))
    renamed = plan_epub(book(section(), about=metadata(author="Bea")))
    assert one.identifier == other.identifier == one.metadata.identifier
    assert one.identifier.startswith("urn:uuid:")
    assert renamed.identifier != one.identifier
    own = replace(metadata(), identifier="urn:isbn:9780000000002")
    assert plan_epub(book(section(), about=own)).identifier == "urn:isbn:9780000000002"


HARDBACK = EditionSettings("Hard Back", (Format.PDF,))


@pytest.mark.parametrize(
    ("settings", "made_as", "editions", "name"),
    [
        (EBOOK, Format.EPUB, (EBOOK, PRINT), "the-ferry"),
        (PRINT, Format.PDF, (EBOOK, PRINT), "the-ferry"),
        (HARDBACK, Format.PDF, (EBOOK, PRINT, HARDBACK), "the-ferry-hard-back"),
        (PRINT, Format.PDF, (EBOOK, PRINT, HARDBACK), "the-ferry-print"),
        (EBOOK, Format.EPUB, (EBOOK, PRINT, HARDBACK), "the-ferry"),
        (replace(PRINT, output="proof"), Format.PDF, (PRINT, HARDBACK), "proof"),
    ],
)
def test_files_differ(
    settings: EditionSettings, made_as: Format, editions: tuple[EditionSettings, ...], name: str
) -> None:
    assert output_name(book(editions=editions), settings, made_as) == name


def test_a_title_without_latin_letters_is_filed_under_the_folder() -> None:
    assert plan_epub(book(section(), about=metadata(title="桥"))).output == "the-ferry"
