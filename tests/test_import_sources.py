"""Import of whole books: a novel in one text, saved web pages, an EPUB, another tool's folder.

Every text here is made up. That no word is lost is proven by import itself on each run; here it is
shown that the sections come out right, and that the proof would not let a wrong folder pass.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bookbuild.cli import command_line
from bookbuild.intake import Imported, SpanKind, import_sources, plan_sources, terminal_lines
from bookbuild.intake.draft_words import prove_draft
from bookbuild.intake.words import Page
from bookbuild.model.book import Kind
from bookbuild.report import BookbuildError, Exit

IDENTIFIER = "urn:uuid:6f1ed002-ab1c-4a5e-9f4e-0d5f0c6a7b11"
PARAGRAPH = (
    "The ferry left the quay a little after nine, with a cold wind from the north, and nobody on\n"
    "deck looked back at the town, which lay grey and small below its hill. There were sheep on\n"
    "the slope, and a dog, and a man who did not wave to anybody at all that morning.\n"
)
TEXT = "\n".join([PARAGRAPH] * 12)
TITLES = ("The Quay", "The Crossing", "The Island")
NOVEL = f"""The Project Gutenberg EBook of The Ferry, by Mary Shelley

Title: The Ferry

Author: Mary Shelley

*** START OF THE PROJECT GUTENBERG EBOOK THE FERRY ***

Produced by A Volunteer


THE FERRY

by Mary Shelley

Printed for the islanders in the year of the flood


CONTENTS

CHAPTER I. The Quay
CHAPTER II. The Crossing
CHAPTER III. The Island


CHAPTER I.

The Quay

{TEXT}

CHAPTER II.

The Crossing

{TEXT}
"CHAPTER III was what he called it," she said.

CHAPTER III.

The Island

{TEXT}

*** END OF THE PROJECT GUTENBERG EBOOK THE FERRY ***

The licence of the library follows, and is no part of the book.
"""
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Two</title></head><body><main>
<h1>Chapter 2: The Crossing</h1>
<p>The sea was <i>un</i>believably <b>w</b>ide, and 3 * 4 is 12.</p>
<p><img src="map.png" alt="A map"> 1. A number that opens a line.</p>
<p>A second paragraph, so that there is a text to be found here, and a third one after it.</p>
<p>They went on, and on, and nothing at all was seen of the island until the evening came.</p>
</main></body></html>
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def imported(*names: str, pattern: str = "") -> Imported:
    return import_sources(tuple(map(Path, names)), Path("book"), IDENTIFIER, pattern)


def read(name: str) -> str:
    return Path("book", "manuscript", name).read_text(encoding="utf-8")


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


# --------------------------------------------------------------------------------- one long text


def test_a_novel_in_one_text_comes_in_whole(desk: Path) -> None:
    write("ferry.txt", NOVEL)
    done = imported("ferry.txt")
    chapters = [section for section in done.sections if section.kind is Kind.CHAPTER]
    assert tuple(section.title for section in chapters) == TITLES
    assert "title: The Ferry\nauthor: Mary Shelley\n" in read("book.yaml")
    front = done.sections[0]
    assert front.kind is Kind.OTHER
    assert "place: front" in read(front.file)
    assert "Printed for the islanders in the year of the flood" in read(front.file)
    assert "CHAPTER III was what he called it" in read(chapters[1].file)


def test_what_is_left_out_is_listed_line_by_line_and_said_in_one(desk: Path) -> None:
    write("ferry.txt", NOVEL)
    done = imported("ferry.txt")
    left = {span.line: span.into for span in done.spans if span.kind is SpanKind.LEFT_OUT}
    lines = NOVEL.split("\n")
    assert left[lines.index("CHAPTER II. The Crossing") + 1] == "a list of contents"
    assert (
        lines.index("The licence of the library follows, and is no part of the book.") + 1 in left
    )
    assert any("left out: a list of contents" in line for line in terminal_lines(done))


def test_parts_and_numbers_that_begin_anew(desk: Path) -> None:
    parts = "".join(
        f"\n\nBOOK {part}\n\n" + "".join(f"\n\nCHAPTER {n}\n\n{TEXT}" for n in ("I", "II", "III"))
        for part in ("ONE", "TWO")
    )
    write("long.txt", parts)
    done = imported("long.txt")
    kinds = [section.kind for section in done.sections]
    assert kinds == [Kind.PART, *[Kind.CHAPTER] * 3] * 2
    assert "label: BOOK ONE" in read(done.sections[0].file)
    assert "number: 1\n" in read(done.sections[5].file)
    assert "number:" not in read(done.sections[6].file)


def test_the_authors_pattern_alone_decides(desk: Path) -> None:
    write("nights.txt", f"Night 1\n\n{TEXT}\n\nCHAPTER I\n\n{TEXT}\n\nNight 2\n\n{TEXT}\n")
    planned = plan_sources((Path("nights.txt"),), "^Night [0-9]+$")
    assert planned[0].line == 1
    assert len(planned) == 2


def test_a_wrong_pattern_is_refused(desk: Path) -> None:
    write("ferry.txt", NOVEL)
    with pytest.raises(BookbuildError, match="--chapters") as refused:
        imported("ferry.txt", pattern="(a+)+")
    assert refused.value.exit_code is Exit.USAGE
    assert not Path("book").exists()


def test_the_plan_is_shown_and_nothing_written(desk: Path) -> None:
    write("ferry.txt", NOVEL)
    said = CliRunner().invoke(command_line(), ["import", "ferry.txt", "--plan", "--json"])
    sections = json.loads(said.stdout)["sections"]
    chapter = next(one for one in sections if one["title"] == "The Crossing")
    assert chapter["line"] == NOVEL.split("\n").index("CHAPTER II.") + 1
    assert (chapter["source"], chapter["kind"]) == ("ferry.txt", "chapter")
    assert chapter["label"] == "CHAPTER II"
    assert chapter["confidence"] > 0.8
    assert [path.name for path in desk.iterdir()] == ["ferry.txt"]


# ------------------------------------------------------------------------------- pages and EPUBs


def test_a_saved_page_with_its_picture(desk: Path) -> None:
    write("saved/two.html", PAGE)
    Path("saved/map.png").write_bytes(PIXEL)
    done = imported("saved/two.html")
    text = read(done.sections[0].file)
    assert "ide, and 3 * 4 is 12." in text
    pictures = list(Path("book/manuscript/images").iterdir())
    assert [picture.read_bytes() for picture in pictures] == [PIXEL]


def test_a_picture_behind_a_link_is_not_read(desk: Path) -> None:
    write("saved/two.html", PAGE)
    Path("secret.png").write_bytes(PIXEL)
    Path("saved/map.png").symlink_to(Path("secret.png").resolve())
    imported("saved/two.html")
    assert not Path("book/manuscript/images").exists()


def test_an_epub_of_our_own_comes_back(desk: Path) -> None:
    write("ferry.txt", NOVEL)
    before = imported("ferry.txt")
    made = CliRunner().invoke(command_line(), ["epub", "book"])
    assert made.exit_code == 0, made.output
    epub = next(Path("book/dist").glob("*.epub"))
    after = import_sources((epub,), Path("again"), IDENTIFIER)
    told = [section.title for section in after.sections if section.kind is Kind.CHAPTER]
    assert told == [s.title for s in before.sections if s.kind is Kind.CHAPTER]
    assert "title: The Ferry" in Path("again/manuscript/book.yaml").read_text(encoding="utf-8")


def test_a_folder_of_another_tool_keeps_its_order(desk: Path) -> None:
    write("theirs/src/SUMMARY.md", "# Summary\n\n- [Late](late.md)\n- [Early](early.md)\n")
    write("theirs/src/late.md", "# Late\n\nIt was late.\n")
    write("theirs/src/early.md", "# Early\n\nIt was early.\n")
    write("theirs/book.toml", '[book]\ntitle = "Hours"\n')
    assert [section.title for section in imported("theirs").sections] == ["Late", "Early"]


def test_a_page_and_a_text_go_together(desk: Path) -> None:
    write("two.html", PAGE)
    write("one.txt", "Prologue\n\nIt was a day.\n")
    done = imported("one.txt", "two.html")
    assert [section.kind for section in done.sections] == [Kind.PROLOGUE, Kind.CHAPTER]


# ------------------------------------------------------------------------------ the drafts' proof

SECTION = "---\ntitle: One\n---\n\n::: notes\nHello.\n:::\n\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**w**ord and *two* words[^1].\n\n[^1]: Below.\n", "word and two words Below"),
        ("A [link](https://example.org/(x)) and `co_de`.\n", "A link and co de"),
        ("1. one\n2. two\n\nThen.\n\n2. literal\n", "one two Then 2 literal"),
        ("x &#38; y\\\nz ![alt](images/a.png)\n", "x y z"),
        ("[kleine]{.smallcaps} <sub>2</sub>O\n", "kleine 2O"),
    ],
)
def test_the_proof_reads_marks_back(text: str, words: str) -> None:
    prove_draft(("Hello", *words.split()), (Page("book.yaml", ""), Page("01.md", SECTION + text)))


@pytest.mark.parametrize("words", ["one", "one two three", "one too", "two one"])
def test_the_proof_sees_every_difference(words: str) -> None:
    with pytest.raises(BookbuildError, match="would not be those"):
        prove_draft(words.split(), (Page("book.yaml", ""), Page("01.md", "one two\n")))


def test_pages_of_two_works_are_told_apart() -> None:
    web = Path(__file__).parent / "web"
    pages = (web / "ao3_download" / "page.html", web / "ao3_one_shot" / "page.html")
    with pytest.raises(
        BookbuildError, match="Import each work into a folder of its own"
    ) as refused:
        plan_sources(pages)
    assert refused.value.exit_code is Exit.USAGE
