"""Several sources on one command line: one book in the order given, with nothing that collides."""

from __future__ import annotations

import base64
import zipfile
from pathlib import Path

import pytest

from bookbuild.intake import Imported, SpanKind, import_sources
from bookbuild.intake.leaves import Leaf, Names, held_true, leaf_of, page_of, renamed, with_setting
from bookbuild.intake.words import Page
from bookbuild.model.book import Kind
from bookbuild.read.manuscript import read_book
from bookbuild.report import BookbuildError, Exit, has_errors

IDENTIFIER = "urn:uuid:6f1ed002-ab1c-4a5e-9f4e-0d5f0c6a7b11"
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
GREY = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)
PROLOGUE = """Prologue

The sea was grey that morning, and nobody spoke on the ferry at all.

Look for chapter one on Friday!
"""
LAST = """Chapter 2: The Island

They landed at noon, and the other dog was waiting for them on the stones.

The epilogue will be up tomorrow!
"""
EPILOGUE = "Epilogue\n\nThe dogs went home together in the evening, when the rain had stopped.\n"


def page(title: str, words: str, picture: str = "") -> str:
    shown = f'<p><img src="{picture}" alt="A map"> They looked at it.</p>' if picture else ""
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><main><h1>{title}</h1>'
        f"<p>{words} The sea was <i>wide</i>, and the ferry small, and nobody said a word.</p>"
        f"<p>A dog stood in the bow. It looked at the island, where another dog was.</p>{shown}"
        "</main></body></html>"
    )


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str | bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def imported(*paths: Path) -> Imported:
    done = import_sources(paths, Path("book"), IDENTIFIER)
    checked = read_book(Path("book"))
    assert not has_errors(checked.diagnostics), checked.diagnostics
    return done


def read(name: str) -> str:
    return Path("book", "manuscript", name).read_text(encoding="utf-8")


# ------------------------------------------------------------------------------------ one book


def test_texts_and_pages_stand_in_the_order_given() -> None:
    done = imported(
        write("z.txt", PROLOGUE), write("b.html", page("Chapter 1: Sea", "x")), write("a.txt", LAST)
    )
    assert [section.file for section in done.sections] == [
        "01-prologue.md",
        "02-sea.md",
        "03-the-island.md",
        "99-epilogue.md",
    ]
    assert "number: 2" in read("03-the-island.md")


def test_a_later_source_keeps_the_promise_of_an_earlier_one() -> None:
    done = imported(
        write("z.txt", PROLOGUE),
        write("b.html", page("Chapter 1: Sea", "x")),
        write("c.txt", LAST),
        write("d.html", page("Epilogue", "It was evening.")),
    )
    assert [section.promised for section in done.sections] == [False] * 4
    assert done.sections[-1].kind is Kind.EPILOGUE
    assert "id: chapter-1" in read("02-sea.md")
    assert 'until="epilogue"' in read("03-the-island.md")
    assert not any("is not among the sources" in finding.what for finding in done.findings)


def test_pictures_of_one_name_do_not_meet() -> None:
    for folder, picture in (("one", DOT), ("two", GREY)):
        write(f"{folder}/map.png", picture)
        write(f"{folder}/page.html", page("Chapter 1: Sea", folder, "map.png"))
    write("between.txt", LAST)
    imported(Path("one/page.html"), Path("between.txt"), Path("two/page.html"))
    pictures = {file.name: file.read_bytes() for file in Path("book/manuscript/images").iterdir()}
    assert pictures == {"page-01.png": DOT, "page-01-2.png": GREY}
    assert "](images/page-01.png)" in read("01-sea.md")
    assert "](images/page-01-2.png)" in read("03-sea.md")


def test_the_first_source_that_names_the_book_names_it() -> None:
    write("theirs/book.toml", '[book]\ntitle = "Hours"\nauthors = ["Jane Austen"]\n')
    write("theirs/src/SUMMARY.md", "# Summary\n\n- [Late](late.md)\n")
    write("theirs/src/late.md", "# Late\n\nIt was late.\n")
    write("ours/book.toml", '[book]\ntitle = "Days"\nauthors = ["Jane Austen"]\n')
    write("ours/src/SUMMARY.md", "# Summary\n\n- [Early](early.md)\n")
    write("ours/src/early.md", "# Early\n\nIt was early.\n")
    done = imported(write("z.txt", PROLOGUE), Path("theirs"), Path("ours"))
    assert "title: Hours\nauthor: Jane Austen\n" in read("book.yaml")
    said = [finding for finding in done.findings if "another title" in finding.what]
    assert len(said) == 1
    assert "“Days”, not “Hours”" in said[0].what
    assert not any("names no author" in finding.what for finding in done.findings)


def test_pages_of_two_works_are_told_apart_across_other_sources() -> None:
    web = Path(__file__).parent / "web"
    between = write("between.txt", LAST)
    one, two = web / "ao3_download" / "page.html", web / "ao3_one_shot" / "page.html"
    with pytest.raises(BookbuildError, match="Import each work into a folder") as refused:
        import_sources((one, between, two), Path("book"), IDENTIFIER)
    assert refused.value.exit_code is Exit.USAGE


def test_the_works_notes_stay_with_the_source_that_names_it() -> None:
    saved = Path(__file__).parent / "web" / "ao3_download" / "page.html"
    imported(saved)
    notes = [line for line in read("book.yaml").splitlines() if line.startswith("summary:")]
    Path("book").rename("alone")
    imported(write("z.txt", PROLOGUE), saved)
    assert notes
    assert notes[0] in read("book.yaml")


# ---------------------------------------------------------------------------- folders and zips


def test_a_folder_with_several_kinds_of_files_comes_in_whole() -> None:
    write("all/1.txt", PROLOGUE)
    write("all/2.html", page("Chapter 1: Sea", "x"))
    write("all/10.txt", LAST)
    write("all/index.html", "<html><body><a href=1.txt>one</a></body></html>")
    done = imported(Path("all"))
    assert [section.source for section in done.sections[:3]] == [
        "all/1.txt",
        "all/2.html",
        "all/10.txt",
    ]
    assert [f.source for f in done.findings if "a page of the site" in f.what] == ["all/index.html"]


def test_of_one_text_in_two_formats_the_one_that_says_more_is_taken() -> None:
    write("all/one.txt", PROLOGUE)
    write("all/one.html", page("Prologue", "x"))
    done = imported(Path("all"))
    assert [section.source for section in done.sections] == ["all/one.html"]
    assert any("one.html has the same name" in finding.what for finding in done.findings)


def test_a_zip_of_pages_and_texts_is_read_in_memory() -> None:
    with zipfile.ZipFile("saved.zip", "w") as archive:
        archive.writestr("work/1.txt", PROLOGUE)
        archive.writestr("work/2.html", page("Chapter 1: Sea", "x", "map.png"))
        archive.writestr("work/map.png", DOT)
        archive.writestr("../out.txt", "Chapter 9\n\nNobody reads this.\n")
    done = imported(Path("saved.zip"))
    assert [section.kind for section in done.sections] == [Kind.PROLOGUE, Kind.CHAPTER]
    assert [one.read_bytes() for one in Path("book/manuscript/images").iterdir()] == [DOT]
    assert sorted(path.name for path in Path().iterdir()) == ["book", "saved.zip"]


def test_a_zip_without_a_text_is_a_message() -> None:
    with zipfile.ZipFile("saved.zip", "w") as archive:
        archive.writestr("map.png", DOT)
    with pytest.raises(BookbuildError, match="There is no chapter in this zip file") as refused:
        import_sources((Path("saved.zip"),), Path("book"), IDENTIFIER)
    assert refused.value.exit_code is Exit.USAGE


# -------------------------------------------------------------------------------------- leaves


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One.\n",
        "---\ntitle: One\n---\n\nTwo.\n",
        "---\nnotes: |\n  One.\n\n  Two.\n---\n\nThree.\n",
        "---\ntitle: One\n---\n",
        "---\n\nA rule above.\n",
    ],
)
def test_a_leaf_is_put_together_letter_by_letter(text: str) -> None:
    assert page_of(leaf_of(Page("01.md", text))) == Page("01.md", text)


def test_settings_stand_in_their_order() -> None:
    leaf = Leaf("01.md", ("title: One", "pov: Clark"), "x\n")
    leaf = with_setting(with_setting(leaf, "number", "4"), "kind", "interlude")
    assert leaf.settings == ("title: One", "kind: interlude", "number: 4", "pov: Clark")
    assert with_setting(leaf, "number", "").settings == (
        "title: One",
        "kind: interlude",
        "pov: Clark",
    )


def test_names_change_and_nothing_else() -> None:
    body = "[Here](02-b.md#x) and `02-b.md`, ![](images/a.png)[^1]\n\n[^1]: until=x\n"
    names = Names(
        files=(("02-b.md", "05-b.md"),),
        pictures=(("images/a.png", "images/a-2.png"),),
        labels=(("1", "1-2"),),
    )
    new = renamed(Leaf("01.md", ("promised-in: 02-b",), body), names)
    assert new.settings == ("promised-in: 05-b",)
    assert "[Here](05-b.md#x) and `02-b.md`, ![](images/a-2.png)[^1-2]" in new.body
    assert held_true(body, new.body)
    assert not held_true(body, new.body.replace("and", "or"))


def test_what_a_source_says_of_no_section_is_listed() -> None:
    done = imported(write("z.txt", PROLOGUE), write("b.html", page("Chapter 1: Sea", "x")))
    assert {span.source for span in done.spans if span.kind is SpanKind.STRUCTURE} == {
        "z.txt",
        "b.html",
    }
