"""Word documents among other sources: on one command line, in a folder, in a zip file, a second
time, and with a plan."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from bookbuild.intake import (
    Fate,
    Imported,
    Updated,
    import_sources,
    plan_sources,
    update_folder,
)
from bookbuild.model.book import Kind
from bookbuild.read.manuscript import read_book
from bookbuild.report import BookbuildError, Exit, has_errors
from tests import docx_samples, small_ebooks
from tests.docx_files import Parts, drawing, p, pack, png

IDENTIFIER = "urn:uuid:6f1ed002-ab1c-4a5e-9f4e-0d5f0c6a7b11"
PROLOGUE = "Prologue\n\nThe sea was grey that morning, and nobody spoke on the ferry at all.\n"
PROSE = "The boats lay upside down along the wall, and nobody had come to turn them over. " * 3


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def imported(*paths: Path) -> Imported:
    done = import_sources(paths, Path("book"), IDENTIFIER)
    checked = read_book(Path("book"))
    assert not has_errors(checked.diagnostics), checked.diagnostics
    return done


def updated(*paths: Path) -> Updated:
    book = read_book(Path("book")).value
    assert book is not None
    return update_folder(paths, Path("book/manuscript"), book)


def text(name: str, words: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")
    return path


def chapters(name: str, *titles: str, picture: bytes = b"") -> Path:
    """Make a document with a chapter for each title, and a picture in the first."""
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    shown = p(drawing("rId20", "A map")) if picture else ""
    body = "".join(
        p(title, style="Heading1")
        + p(f"{title}. {docx_samples.prose(at, 3)} {title} again: {title}.")
        + (shown if at == 0 else "")
        for at, title in enumerate(titles)
    )
    parts = Parts(body)
    if picture:
        parts = Parts(
            body,
            files=(("word/media/a.png", picture),),
            relations=(("rId20", "image", "media/a.png", False),),
        )
    return pack(Path(name), parts)


def zipped(name: str, *files: Path) -> Path:
    with zipfile.ZipFile(name, "w") as archive:
        for file in files:
            archive.write(file, file.name)
    return Path(name)


def read(name: str) -> str:
    return Path("book", "manuscript", name).read_text(encoding="utf-8")


# -------------------------------------------------------------------------------- side by side


def test_a_document_between_texts() -> None:
    done = imported(
        text("z.txt", PROLOGUE),
        chapters("m.docx", "Chapter 1: Salt", "Chapter 2: Hooks"),
        text("a.txt", "Chapter 3: The Island\n\nThey landed at noon.\n"),
    )
    told = [(section.kind, section.title) for section in done.sections]
    assert told == [
        (Kind.PROLOGUE, ""),
        (Kind.CHAPTER, "Salt"),
        (Kind.CHAPTER, "Hooks"),
        (Kind.CHAPTER, "The Island"),
    ]


def test_two_documents_with_pictures_of_one_name() -> None:
    one = chapters("one.docx", "Chapter 1", picture=png(8, 8))
    two = chapters("two.docx", "Chapter 2", picture=png(9, 9))
    done = imported(one, two)
    assert [section.number for section in done.sections] == ["1", "2"]
    pictures = {file.read_bytes() for file in Path("book/manuscript/images").iterdir()}
    assert pictures == {png(8, 8), png(9, 9)}


def test_the_notes_of_two_documents_stay_with_their_texts() -> None:
    first = docx_samples.print_proof(Path("proof.docx"))
    second = docx_samples.german(Path("deutsch.docx"))
    done = imported(first, second)
    sources = [section.source for section in done.sections]
    assert sources == sorted(sources, key=["proof.docx", "deutsch.docx"].index)
    assert "title: The Ferry" in read("book.yaml")


@pytest.mark.parametrize("zip_it", [False, True])
def test_a_folder_with_a_document_a_page_and_a_text(zip_it: bool) -> None:
    saved = (
        "<!DOCTYPE html><html lang='en'><head><title>x</title></head><body><main>"
        f"<h1>Chapter 2: Hooks</h1><p>{PROSE}</p><p>{PROSE}</p></main></body></html>"
    )
    files = (
        chapters("parts/01.docx", "Chapter 1: Salt"),
        text("parts/02.html", saved),
        text("parts/03.txt", "Chapter 3: The Island\n\nThey landed at noon.\n"),
    )
    done = imported(zipped("parts.zip", *files) if zip_it else Path("parts"))
    assert [section.title for section in done.sections] == ["Salt", "Hooks", "The Island"]


def test_an_ebook_in_a_zip_file() -> None:
    body = f"<h1>Chapter 1</h1><p>{PROSE}</p>"
    small_ebooks.book(Path("ferry.epub"), {"one.xhtml": body})
    done = imported(zipped("sent.zip", Path("ferry.epub"), text("99.txt", "Epilogue\n\nHome.\n")))
    assert [section.kind for section in done.sections] == [Kind.EPILOGUE, Kind.CHAPTER]


def test_what_is_no_chapter_of_a_folder_stays_out_with_a_word() -> None:
    chapters("parts/01.docx", "Chapter 1: Salt")
    text("parts/02.md", "# Chapter 2\n\nText.\n")
    text("parts/empty.md", "\n")
    text("parts/notes.md", "Ask about the ferry.\n")
    text("parts/README.md", "Where things are.\n")
    text("parts/_old.md", "Old.\n")
    text("parts/03.docx", "No document at all.\n")
    text("parts/letter.rtf", "{\\rtf1 Dear.}")
    done = imported(Path("parts"))
    assert [Path(section.source).name for section in done.sections] == ["01.docx", "02.md"]
    said = {Path(finding.source).name: finding.what for finding in done.findings}
    assert said["empty.md"] == "There is nothing in it."
    assert "working notes" in said["notes.md"]
    assert "page of the site" in said["README.md"]
    assert "begins with _" in said["_old.md"]
    assert "no Word document" in said["03.docx"]
    assert "rich text" in said["letter.rtf"]


def test_a_folder_without_chapters_says_why() -> None:
    text("parts/empty.md", "\n")
    text("parts/novel.rtf", "{\\rtf1 Dear.}")
    with pytest.raises(BookbuildError, match=r"novel.rtf: This is a rich text file") as refused:
        imported(Path("parts"))
    assert refused.value.exit_code is Exit.USAGE


# ---------------------------------------------------------------------------------------- plans


def test_the_plan_of_a_document_counts_its_paragraphs() -> None:
    file = chapters("m.docx", "Chapter 1: Salt", "Chapter 2: Hooks")
    planned = plan_sources((file,))
    assert [(one.source, one.line, one.title) for one in planned] == [
        ("m.docx", 1, "Salt"),
        ("m.docx", 3, "Hooks"),
    ]


def test_an_edited_plan_of_a_document_and_a_text() -> None:
    file = chapters("m.docx", "Chapter 1: Salt", "Chapter 2: Hooks")
    other = text("z.txt", PROLOGUE)
    plan = [
        {"source": "m.docx", "line": 1, "kind": "chapter", "title": "Salt"},
        {"source": "m.docx", "line": 3, "kind": "interlude", "title": "Hooks and Eyes"},
        {"source": "z.txt", "line": 1, "kind": "prologue"},
    ]
    wanted = text("plan.json", json.dumps({"sections": plan}))
    done = import_sources((file, other), Path("book"), IDENTIFIER, plan=wanted)
    assert {(section.kind, section.title) for section in done.sections} == {
        (Kind.INTERLUDE, "Hooks and Eyes"),
        (Kind.PROLOGUE, ""),
        (Kind.CHAPTER, "Salt"),
    }


def test_a_document_is_not_cut_within_its_sections() -> None:
    file = chapters("m.docx", "Chapter 1: Salt", "Chapter 2: Hooks")
    wanted = text("plan.json", '{"sections": [{"source": "m.docx", "line": 2, "kind": "chapter"}]}')
    with pytest.raises(BookbuildError, match=r"No section begins on line 2 of m\.docx"):
        import_sources((file,), Path("book"), IDENTIFIER, plan=wanted)


# ------------------------------------------------------------------------------------- updates


def test_a_second_import_of_a_longer_document_adds_its_new_chapters() -> None:
    imported(chapters("m.docx", "Chapter 1: Salt", "Chapter 2: Hooks"))
    first = next(Path("book/manuscript").glob("01-*.md"))
    first.write_text(f"{first.read_text('utf-8')}\nAn edited line.\n", encoding="utf-8")
    before = first.read_bytes()
    again = updated(chapters("m.docx", "Chapter 1: Salt", "Chapter 2: Hooks", "Chapter 3: Tide"))
    assert [one.fate for one in again.compared] == [Fate.DIFFERS, Fate.THERE, Fate.ADDED]
    assert [file.name for file in again.files] == ["03-tide.md"]
    assert first.read_bytes() == before


def test_a_document_with_a_damaged_member_is_refused(desk: Path) -> None:
    file = chapters("a.docx", "One")
    data = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as archive:
        start = archive.getinfo("_rels/.rels").header_offset + 30 + len("_rels/.rels")
    data[start : start + 20] = b"\xff" * 20
    file.write_bytes(data)
    with pytest.raises(BookbuildError, match=r"_rels/\.rels in it is damaged") as refused:
        imported(file)
    assert refused.value.exit_code is Exit.MANUSCRIPT
