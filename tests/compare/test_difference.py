"""What is said of two EPUBs, and which places are lost: books of other tools, a line each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bookbuild.compare.difference import MovedSection, NewSection, Promises, difference
from bookbuild.compare.reading import read_volume
from bookbuild.compare.revision import Revision
from bookbuild.compare.telling import told
from bookbuild.compare.volume import Sort, Standing
from bookbuild.report import BookbuildError
from tests.compare.books import (
    IDENTIFIER,
    THREE,
    Chapter,
    chapter,
    compared,
    packed,
    with_paragraphs,
)
from tests.small_ebooks import METADATA, opf, pack, page

ONE, TWO, LAST = THREE


def codes(old: tuple[Chapter, ...], new: tuple[Chapter, ...], folder: Path) -> list[str]:
    return [loss.code for loss in compared(folder, old, new).losses]


def test_the_same_book_is_nothing_new(tmp_path: Path) -> None:
    found = compared(tmp_path, THREE, THREE)
    assert found.is_nothing
    assert found.losses == ()
    assert "Nothing is new for readers." in told(found)


def test_a_chapter_at_the_end_is_new_and_loses_nothing(tmp_path: Path) -> None:
    found = compared(tmp_path, THREE, (*THREE, chapter(4)))
    assert found.new == (NewSection("Tide 4", 44),)
    assert found.losses == ()


def test_a_chapter_in_the_middle_moves_those_behind_it(tmp_path: Path) -> None:
    found = compared(tmp_path, THREE, (ONE, chapter(9), TWO, LAST))
    assert [each.name for each in found.new] == ["Tide 9"]
    assert found.moved == ()
    assert [loss.code for loss in found.losses if "moved" in loss.code] == ["sections-moved"]
    assert "“Tide 2” and one section behind it stand one file later" in found.losses[0].message


def test_a_chapter_taken_out_is_gone(tmp_path: Path) -> None:
    found = compared(tmp_path, THREE, (ONE, LAST))
    assert found.removed == ("Tide 2",)
    assert [loss.code for loss in found.losses][:2] == ["section-removed", "sections-moved"]


def test_chapters_that_changed_places_are_said_once(tmp_path: Path) -> None:
    found = compared(tmp_path, THREE, (LAST, ONE, TWO))
    assert found.moved == (MovedSection("Tide 3", ""),)
    assert "sections-moved" in {loss.code for loss in found.losses}


def test_an_edited_paragraph_keeps_the_place(tmp_path: Path) -> None:
    edited = with_paragraphs(
        TWO,
        TWO.paragraphs[0],
        "Boats of the chapter 2 lay drowned in the cold rain that day.",
        *TWO.paragraphs[2:],
    )
    found = compared(tmp_path, THREE, (ONE, edited, LAST))
    assert found.revised[0].name == "Tide 2"
    assert found.revised[0].revision == Revision(revised=1, added=2)
    assert found.losses == ()


def test_a_paragraph_put_in_before_others_moves_them(tmp_path: Path) -> None:
    fuller = with_paragraphs(TWO, "Nobody had seen it coming at all.", *TWO.paragraphs)
    found = compared(tmp_path, THREE, (ONE, fuller, LAST))
    assert found.revised[0].revision == Revision(new=1, added=7)
    assert [loss.code for loss in found.losses] == ["paragraphs-moved"]
    assert "In “Tide 2” places in 4 paragraphs" in found.losses[0].message


def test_a_paragraph_put_in_at_the_end_moves_nothing(tmp_path: Path) -> None:
    fuller = with_paragraphs(TWO, *TWO.paragraphs, "Nobody had seen it coming at all.")
    assert codes(THREE, (ONE, fuller, LAST), tmp_path) == []


def test_another_file_name_and_another_title(tmp_path: Path) -> None:
    renamed = replace(TWO, file="two.xhtml", title="Ebb")
    found = compared(tmp_path, THREE, (ONE, renamed, LAST))
    assert found.renamed == (("Tide 2", "Ebb"),)
    assert [loss.code for loss in found.losses] == ["file-renamed", "ids-changed"]


def test_another_title_alone_loses_nothing(tmp_path: Path) -> None:
    found = compared(tmp_path, THREE, (ONE, replace(TWO, title="Ebb"), LAST))
    assert found.renamed == (("Tide 2", "Ebb"),)
    assert found.losses == ()


def test_a_file_that_got_the_next_chapters_text_is_known_by_its_words(tmp_path: Path) -> None:
    """Tools that number their files give every chapter the file of the one before."""
    shifted = (
        replace(chapter(9), file="c1.xhtml"),
        replace(ONE, file="c2.xhtml"),
        replace(TWO, file="c3.xhtml"),
        replace(LAST, file="c4.xhtml"),
    )
    found = compared(tmp_path, THREE, shifted)
    assert [each.name for each in found.new] == ["Tide 9"]
    assert [loss.code for loss in found.losses].count("file-renamed") == 3


def test_the_back_of_the_book_may_move(tmp_path: Path) -> None:
    thanks = Chapter("thanks.xhtml", "Thanks", ("Thank you all for reading.",), "acknowledgments")
    found = compared(tmp_path, (*THREE, thanks), (*THREE, chapter(4), thanks))
    assert found.losses == ()
    assert [each.name for each in found.new] == ["Tide 4"]


def test_footnotes_are_told_apart(tmp_path: Path) -> None:
    note = '<aside epub:type="footnote" id="n1"><p>A kind of boat.</p></aside>'
    found = compared(tmp_path, THREE, (ONE, replace(TWO, more=note), LAST))
    assert found.revised[0].revision == Revision(footnotes=(4, 0))
    assert "    footnotes: 4 words added" in told(found)


def test_metadata_and_another_identifier(tmp_path: Path) -> None:
    old = packed(tmp_path, "old.epub", THREE)
    other = METADATA.replace("Ann Lee", "Mary Shelley") + IDENTIFIER.replace("ferry", "other")
    new = packed(tmp_path, "new.epub", THREE, other)
    found = difference(*(read_volume(each.read_bytes(), "x") for each in (old, new)))
    assert found.about == ("the authors",)
    assert [loss.code for loss in found.losses] == ["identifier-changed"]
    assert found.promises == Promises()


# -------------------------------------------------------------------------------------- reading


def test_passages_have_their_sort_and_their_path(tmp_path: Path) -> None:
    note = '<aside epub:type="footnote"><p>Below.</p></aside>'
    path = packed(tmp_path, "a.epub", (replace(ONE, more=note),))
    document = read_volume(path.read_bytes(), "a").documents[0]
    assert document.standing is Standing.STORY
    sorts = [each.sort for each in document.passages]
    assert sorts == [Sort.HEADING, *[Sort.TEXT] * 4, Sort.FOOTNOTE]
    assert document.passages[1].path == (1, 0, 1)
    assert document.passages[1].id == "c1.xhtml-Quays"


def test_a_document_type_and_its_entities_are_nobodys_words(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    body = page("<p>Before&nbsp;&b; &amp; after.</p>").partition("?>")[2]
    files: dict[str, str | bytes] = {
        "EPUB/book.opf": opf(("a.xhtml",)),
        "EPUB/a.xhtml": f'<?xml version="1.0"?>{bomb}{body}',
    }
    volume = read_volume(pack(tmp_path / "a.epub", files).read_bytes(), "a")
    assert [each.text for each in volume.documents[0].passages] == ["Before &b; & after."]


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"no zip at all", b"PK\x05\x06" + b"\0" * 18, b"PK\x05\x06" + b"\xff" * 40]
)
def test_what_is_no_epub_is_refused(data: bytes) -> None:
    with pytest.raises(BookbuildError, match="This EPUB cannot be read"):
        read_volume(data, "a.epub")


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "EPUB/book.opf": opf(("a.xhtml",)),
        "EPUB/a.xhtml": page("<p>" + " " * 30_000_000 + "</p>"),
    }
    path = pack(tmp_path / "a.epub", files)
    with pytest.raises(BookbuildError, match="unpacks to much more"):
        read_volume(path.read_bytes(), "a.epub")


def test_a_document_that_is_not_well_formed_is_read_as_far_as_it_makes_sense(
    tmp_path: Path,
) -> None:
    broken = replace(ONE, more="<p>Not closed <b>at all</p>")
    path = packed(tmp_path, "a.epub", (broken, TWO))
    texts = [each.text for each in read_volume(path.read_bytes(), "a").documents[0].passages]
    assert "Not closed at all" in texts
