"""The author's folder: which files become which sections, and what the book says of itself."""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path

import pytest

from bookbuild.model.book import Book, Contributor, Kind, Matter, NoteKind, Placeholder, Written
from bookbuild.model.editions import (
    ChapterStart,
    ContentsPolicy,
    Format,
    NotesPolicy,
    Numbering,
    Trim,
)
from bookbuild.model.naming import Isbn, Series
from bookbuild.model.text import Paragraph, plain_text
from bookbuild.read.editions import trim
from bookbuild.read.fields import Field
from bookbuild.read.front_matter import split
from bookbuild.read.kinds import kind_by_file, kind_by_title
from bookbuild.read.manuscript import find_manuscript, read_book
from bookbuild.read.outline import natural
from bookbuild.read.styles import built_in_folder, read_styles
from bookbuild.read.yaml_text import Scalar
from bookbuild.report import BookbuildError, Exit, Place, fold, has_errors, warning

BOOK = "title: The Ferry\nauthor: Mary Shelley\nidentifier: https://example.org/ferry\n"
CHAPTER = "The ferry left at nine.\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def write(folder: Path, **files: str | bytes) -> Path:
    """Write a project; `__` stands for a dot and `_SLASH_` for a slash in the names."""
    for name, content in files.items():
        path = folder / "manuscript" / name.replace("__", ".").replace("_SLASH_", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def good(folder: Path) -> Book:
    checked = read_book(folder)
    assert checked.diagnostics == ()
    assert checked.value is not None
    return checked.value


def files_of(book: Book) -> list[str]:
    return [section.head.file for section in book.sections]


# ---------------------------------------------------------------------------------- finding


def test_the_project_and_its_manuscript_folder_are_the_same_book(tmp_path: Path) -> None:
    write(tmp_path / "the-ferry", book__yaml=BOOK, one__md=CHAPTER)
    project = good(tmp_path / "the-ferry")
    inner = good(tmp_path / "the-ferry" / "manuscript")
    assert project.name == inner.name == "the-ferry"
    assert (project.file, inner.file) == ("manuscript/book.yaml", "book.yaml")
    assert project.sections == inner.sections


def test_a_folder_of_texts_is_a_manuscript(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(CHAPTER)
    checked = read_book(tmp_path)
    assert checked.value is not None
    assert [d.code for d in checked.diagnostics] == ["no-book-yaml"]


def test_this_folder_has_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "the-ferry", book__yaml=BOOK, one__md=CHAPTER)
    monkeypatch.chdir(tmp_path / "the-ferry")
    assert good(Path()).name == "the-ferry"


@pytest.mark.parametrize("name", ["empty", "missing", "file", "readme-only"])
def test_where_there_is_no_manuscript(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "readme-only").mkdir()
    (tmp_path / "readme-only" / "README.md").write_text("# Hello\n")
    with pytest.raises(BookbuildError) as reason:
        find_manuscript(tmp_path / name)
    assert reason.value.exit_code is Exit.USAGE


# ------------------------------------------------------------------------------------ order


def test_files_are_in_natural_order_and_some_are_left_out(tmp_path: Path) -> None:
    write(
        tmp_path,
        book__yaml=BOOK,
        **{f"{name}__md": CHAPTER for name in ("10-ten", "2-two", "_notes", "README", "B", "a")},
        LICENSE__txt="Mine.\n",
        C__txt=CHAPTER,
        D__markdown=CHAPTER,
        _private_SLASH_x__md=CHAPTER,
    )
    assert files_of(good(tmp_path)) == [
        *("2-two.md", "10-ten.md", "a.md", "B.md", "C.txt", "D.markdown"),
    ]


def test_natural_order() -> None:
    names = ["ch10", "ch2", "Ch1", "1.10", "1.9", "ä", "z"]
    assert sorted(names, key=natural) == ["1.9", "1.10", "Ch1", "ch2", "ch10", "z", "ä"]


def test_a_written_list_wins(tmp_path: Path) -> None:
    chapters = "chapters:\n  - b\n  - part: The Sea\n    chapters:\n      - sea/a.md\n"
    write(tmp_path, book__yaml=BOOK + chapters, b__md=CHAPTER, sea_SLASH_a__md=CHAPTER)
    book = good(tmp_path)
    assert files_of(book) == ["b.md", "book.yaml", "sea/a.md"]
    part = book.sections[1].head
    assert (part.kind, plain_text(part.title), part.line) == (Kind.PART, "The Sea", 6)


@pytest.mark.parametrize(
    ("stem", "kind"),
    [
        ("99-epilogue", Kind.EPILOGUE),
        ("interlude-2", Kind.INTERLUDE),
        ("about-the-author", Kind.ABOUT_THE_AUTHOR),
        ("About the Author", Kind.ABOUT_THE_AUTHOR),
        ("00_prolog", Kind.PROLOGUE),
        ("12-part-two", Kind.PART),
        ("translators-note", Kind.TRANSLATORS_NOTE),
        ("03-chapter-3", Kind.CHAPTER),
        ("acknowledgements", Kind.ACKNOWLEDGMENTS),
        ("épilogue", Kind.EPILOGUE),
        ("map", Kind.MAP),
        ("07-map", None),
        ("98-credits", Kind.CREDITS),
        ("07-part-of-me", None),
        ("01-arrivals", None),
        ("123", None),
    ],
)
def test_kind_by_file(stem: str, kind: Kind | None) -> None:
    assert kind_by_file(stem) is kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Epilogue", Kind.EPILOGUE),
        ("Epilogue: Ten Years Later", Kind.EPILOGUE),
        ("EPILOG", Kind.EPILOGUE),
        ("Prólogo", Kind.PROLOGUE),
        ("Part Two", Kind.PART),
        ("Part II – The Sea", Kind.PART),
        ("Interlude 3", Kind.INTERLUDE),
        ("Translator’s Note", Kind.TRANSLATORS_NOTE),
        ("Part of Me", None),
        ("Praise", None),
        ("The Epilogue That Never Came", None),
        ("", None),
    ],
)
def test_kind_by_title(title: str, kind: Kind | None) -> None:
    assert kind_by_title(title) is kind


# ----------------------------------------------------------------------------- front matter


@pytest.mark.parametrize(
    ("source", "yaml", "body_line"),
    [
        ("---\ntitle: A\n---\nText\n", "title: A", 4),
        ("\n---\ntitle: A\n...\nText\n", "title: A", 5),
        ("---\n---\nText\n", "", 3),
        ("---\n\nText\n\n---\n\nMore\n", "", 1),
        ("---\nClark: Hi.\n\nText\n\n---\n\nMore\n", "", 1),
        ("---\nThe ferry left.\n\n---\n", "", 1),
        ("Text\n\n---\ntitle: A\n---\n", "", 1),
        ("", "", 1),
    ],
)
def test_front_matter_is_told_from_a_scene_break(source: str, yaml: str, body_line: int) -> None:
    checked = split(source, "f.md")
    assert checked.diagnostics == ()
    assert (checked.value.yaml, checked.value.body_line) == (yaml, body_line)


def test_every_key_of_a_section(tmp_path: Path) -> None:
    front = (
        "---\ntitle: The *Fall*\nsubtitle: Or not\nlabel: Day One\nnumber: 4.6\nkind: other\n"
        "place: back\npov: Clark\nstatus: draft\ndate: 2005-05-03\nsummary: He falls.\n"
        "notes: |\n  One.\n\n  Two.\nendnotes: One.\n\n  Two.\nwarnings: [falls, heights]\n"
        "author: Emily Dickinson\nid: fall\nlang: fr\n---\nText.\n"
    )
    write(tmp_path, book__yaml=BOOK, one__md=front)
    (section,) = good(tmp_path).sections
    assert isinstance(section, Written)
    head = section.head
    assert plain_text(head.title) == "The Fall"
    assert plain_text(head.subtitle) == "Or not"
    assert (head.label, head.number, head.id) == ("Day One", "4.6", "fall")
    assert (head.kind, head.matter) == (Kind.OTHER, Matter.BACK)
    assert (section.pov, section.draft, section.day) == ("Clark", True, date(2005, 5, 3))
    assert [note.kind for note in section.notes] == list(NoteKind)
    assert [len(note.blocks) for note in section.notes] == [1, 2, 2]
    assert section.warnings == ("falls", "heights")
    assert section.author == "Emily Dickinson"
    assert [block.lang for block in section.blocks] == ["fr"]
    assert section.notes[1].blocks[1].line == 15


def test_a_promise(tmp_path: Path) -> None:
    front = "---\nstatus: promised\nexpected: 2005-05-04\npromised-in: 01-one\n---\n\nSoon!\n"
    write(tmp_path, book__yaml=BOOK, **{"01-one__md": CHAPTER, "99-epilogue__md": front})
    promise = good(tmp_path).sections[1]
    assert isinstance(promise, Placeholder)
    assert promise.head.kind is Kind.EPILOGUE
    assert (promise.expected, promise.promised_in) == (date(2005, 5, 4), "01-one")
    (words,) = promise.promise
    assert isinstance(words, Paragraph)
    assert plain_text(words.inlines) == "Soon!"


# --------------------------------------------------------------------------------- book.yaml


def test_every_key_of_the_book(tmp_path: Path) -> None:
    yaml = """title: The Fall
subtitle: Or not
title-sort: Fall, The
author: [Mary Shelley, {name: Jane Austen, sort: "Austen, Jane"}]
contributors:
  - name: Emily Dickinson
    role: beta
lang: en-GB
identifier: 6F3C2F0E-2A60-4B4E-9A53-3D2A6A3D5C11
isbn: {epub: 978-3-16-148410-0, print: 0-306-40615-2}
series: {name: Crossings, number: 2}
publisher: Quay
rights: CC BY 4.0
year: 2005
description: |
  One.

  Two.
subjects: [sea, ferries]
date: 2005-05-03
edition-statement: Second edition
cover: images/cover.png
cover-alt: A ferry
warnings: storms
fandom:
  fandom: [Smallville, "Bleach"]
  rating: T
  category: [F/M]
  relationships: Clark/Lana
  characters: [Clark, Lana]
  tags: [a, b]
  source: https://example.org/1
  posted: 2005
  gift-for: C.
  original: Der Fall
summary: In short.
notes: Hello.
endnotes: Bye.
chapter-heading: "{label}"
numbering: roman
pov-line: "{pov}’s POV"
contents: no
chapter-start: next
editions:
  print: {trim: 6x9, notes: end, output: the-fall}
  paperback:
    formats: pdf
    trim: A5
"""
    write(tmp_path, book__yaml=yaml, one__md=CHAPTER, images_SLASH_cover__png=PNG)
    book = good(tmp_path)
    about = book.metadata
    assert about.contributors == (
        Contributor("Mary Shelley"),
        Contributor("Jane Austen", sort_name="Austen, Jane"),
        Contributor("Emily Dickinson", "beta"),
    )
    assert about.identifier == "urn:uuid:6f3c2f0e-2a60-4b4e-9a53-3d2a6a3d5c11"
    assert about.isbns == (
        Isbn("9783161484100", format="epub", typed="978-3-16-148410-0"),
        Isbn("0306406152", edition="print", typed="0-306-40615-2"),
    )
    assert about.series == Series("Crossings", "2")
    assert (about.language, about.year, about.published) == ("en-GB", "2005", date(2005, 5, 3))
    assert about.description == "One.\n\nTwo."
    assert about.warnings == ("storms",)
    assert about.fandom is not None
    assert about.fandom.fandoms == ("Smallville", "Bleach")
    assert about.fandom.relationships == ("Clark/Lana",)
    assert [image.path for image in book.images] == ["images/cover.png"]
    assert (book.images[0].media_type, book.images[0].width) == ("image/png", 1)
    assert [note.kind for note in book.notes] == list(NoteKind)
    assert book.presentation.numbering is Numbering.ROMAN
    assert book.presentation.contents is ContentsPolicy.NO
    assert book.presentation.chapter_start is ChapterStart.NEXT
    ebook, printed, paperback = book.editions
    assert (ebook.name, ebook.formats) == ("ebook", (Format.EPUB,))
    assert (printed.trim, printed.notes) == (Trim(432.0, 648.0), NotesPolicy.END)
    assert (printed.formats, printed.output) == ((Format.PDF,), "the-fall")
    assert (paperback.name, paperback.formats) == ("paperback", (Format.PDF,))


@pytest.mark.parametrize(
    ("typed", "width", "height"),
    [
        ("5.5x8.5 in", 396, 612),
        ('5.5" x 8.5"', 396, 612),
        ("6 × 9", 432, 648),
        ("148x210 mm", 419.528, 595.276),
        ("148x210", 419.528, 595.276),
        ("A5", 419.528, 595.276),
    ],
)
def test_sizes(typed: str, width: float, height: float) -> None:
    size = trim(Scalar(typed, 1), Field("book.yaml", "trim")).value
    assert size is not None
    assert (round(size.width, 3), round(size.height, 3)) == (width, height)


# ------------------------------------------------------------------------------- odd folders


@pytest.mark.parametrize(
    "text", ["One.\n\nTwo.\n", "\ufeffOne.\r\n\r\nTwo.", "One.\r\rTwo.\r", "\ufeffOne.\n\nTwo."]
)
def test_any_line_ends_and_a_byte_order_mark(text: str, tmp_path: Path) -> None:
    write(tmp_path, book__yaml=BOOK, one__md=text)
    (section,) = good(tmp_path).sections
    assert isinstance(section, Written)
    assert [block.line for block in section.blocks] == [1, 3]


def test_control_characters_part_no_words_and_join_none(tmp_path: Path) -> None:
    write(tmp_path, book__yaml=BOOK, one__md="One.\x0bTwo\x07 didn\x92t\x1ego.\n")
    checked = read_book(tmp_path)
    assert [d.code for d in checked.diagnostics] == ["control-character", "windows-character"]
    assert checked.value is not None
    (section,) = checked.value.sections
    assert isinstance(section, Written)
    (block,) = section.blocks
    assert isinstance(block, Paragraph)
    assert plain_text(block.inlines) == "One. Two didn’t-go."


def test_fifty_megabytes_on_one_line_are_refused_quickly(tmp_path: Path) -> None:
    write(tmp_path, book__yaml=BOOK, one__txt="a " * 25_000_000, two__md=CHAPTER)
    start = time.process_time()
    checked = read_book(tmp_path)
    assert [d.code for d in checked.diagnostics] == ["too-large"]
    assert time.process_time() - start < 5


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path, book__yaml=BOOK, one__md=CHAPTER)
    os.mkfifo(tmp_path / "manuscript" / "two.md")
    assert [d.code for d in read_book(tmp_path).diagnostics] == ["not-a-file"]


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(PNG)
    write(tmp_path / "p", book__yaml=BOOK, one__md=CHAPTER + "\n![a](a.png)\n\n![b](b.png)\n")
    (tmp_path / "p/manuscript/a.png").symlink_to(secret)
    (tmp_path / "p/manuscript/two.md").symlink_to(secret)
    (tmp_path / "p/manuscript/b.png").write_bytes(PNG)
    checked = read_book(tmp_path / "p")
    assert [d.code for d in checked.diagnostics] == ["outside-the-folder"] * 2
    assert checked.value is not None
    assert [image.path for image in checked.value.images] == ["b.png"]


def test_every_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    write(tmp_path, one__md=b"\0", two__md=b"\xff", three__md="", four_SLASH_five__md=CHAPTER)
    checked = read_book(tmp_path)
    assert has_errors(checked.diagnostics)
    assert [d.code for d in checked.diagnostics] == [
        *("no-book-yaml", "texts-in-a-folder", "not-text", "empty-section", "not-utf-8")
    ]


# ------------------------------------------------------------------------------ style sheets


def test_styles_are_laid_over_unless_they_are_the_same(tmp_path: Path) -> None:
    write(tmp_path, one__md=CHAPTER)
    assert read_styles(tmp_path / "manuscript").value.own_book == ""
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "book.css").write_text("p { color: red }\n")
    styles = read_styles(tmp_path / "manuscript").value
    assert styles.own_book == "p { color: red }\n"
    assert styles.own_epub == styles.own_print == ""
    assert all((styles.book, styles.epub, styles.print))
    ours = built_in_folder().parent / "manuscript"
    assert read_styles(ours).value.own_book == ""


# ------------------------------------------------------------------------------------ folding


def test_a_message_that_repeats_is_told_once() -> None:
    again = [warning("x", Place("a.md", line), "Odd.", "Mend it.") for line in range(1, 20)]
    other = warning("y", Place("b.md"), "Other.")
    assert fold([*again, other]) == (
        "a.md:1: Odd. (Also in a.md:2, a.md:3 and 16 more places.) Mend it.",
        "b.md: Other.",
    )
    assert fold(again[:2]) == ("a.md:1: Odd. (Also in a.md:2.) Mend it.",)
    assert fold(again[:4])[0].endswith("a.md:3 and 1 more place.) Mend it.")


@pytest.mark.parametrize(
    ("yaml", "files", "expected"),
    [
        ("", ("cover.png",), "cover.png"),
        ("", ("cover.png", "cover.jpg"), "cover.jpg"),
        ("", ("Cover.JPEG",), "Cover.JPEG"),
        ("cover: other.png", ("cover.png", "other.png"), "other.png"),
        ("", ("covers.png",), ""),
    ],
)
def test_a_picture_called_cover_is_the_cover(
    tmp_path: Path, yaml: str, files: tuple[str, ...], expected: str
) -> None:
    write(tmp_path, book__yaml=f"{BOOK}\n{yaml}\n", one__md=CHAPTER)
    for name in files:
        (tmp_path / "manuscript" / name).write_bytes(PNG)
    book = good(tmp_path)
    assert book.metadata.cover == expected
    assert [image.path for image in book.images] == [expected] * bool(expected)
