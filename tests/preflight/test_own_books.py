"""Books that bookbuild makes, before our own checks: nothing is excused because it made them."""

from __future__ import annotations

import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from bookbuild.model.book import Kind
from bookbuild.preflight.epub.inspecting import inspect
from tests.commands import DEMONSTRATION, bookbuild
from tests.preflight.books import picture

BOOK = """title: The Ferry
author: Mary Shelley
contributors:
  - name: Jane Austen
    role: editor
identifier: urn:uuid:5b8f5b3e-3c7c-4a52-9d0a-6a3f3bb0a7d1
series:
  name: The Ferry Years
  number: 2
notes: Thank you all.
endnotes: This was the last chapter.
"""
FANDOM = """fandom:
  fandom: Smallville
  rating: Teen And Up Audiences
  relationships: [Clark Kent & Lana Lang]
  characters: [Clark Kent]
  tags: [Rain]
"""
CHAPTER = """# Arrivals

::: notes
Before the chapter.
:::

::: epigraph
All is water.

-- Thales
:::

The ferry[^1] was late. [Bonjour]{lang=fr}, she said.

## The quay

::: letter
Dear Ada, I am well.
:::

***

![A map of the quay](map.png)

::: endnotes
After the chapter.
:::

[^1]: A boat.
"""
PROMISE = "---\nkind: epilogue\nstatus: promised\n---\n\nSoon.\n"


def written(folder: Path, *files: tuple[str, str]) -> Path:
    """Write a manuscript's files."""
    (folder / "manuscript").mkdir()
    for name, text in files:
        (folder / "manuscript" / name).write_text(text, encoding="utf-8")
    return folder


def built(folder: Path) -> dict[str, str]:
    """Return the texts of the book that a folder makes, which must be without a fault."""
    done = bookbuild("epub", folder)
    assert done.returncode == 0, done.stderr
    book = next((folder / "dist").glob("*.epub")).read_bytes()
    assert [str(each) for each in inspect(book, "book.epub").findings] == []
    with zipfile.ZipFile(BytesIO(book)) as archive:
        return {
            name: archive.read(name).decode()
            for name in archive.namelist()
            if name.endswith((".xhtml", ".opf"))
        }


def test_the_demonstration(tmp_path: Path) -> None:
    shutil.copytree(DEMONSTRATION, tmp_path / "manuscript")
    assert "EPUB/nav.xhtml" in built(tmp_path)


def test_a_book_with_a_section_of_every_kind(tmp_path: Path) -> None:
    project = written(tmp_path, ("book.yaml", BOOK))
    folder = project / "manuscript"
    (folder / "50-arrivals.md").write_text(CHAPTER, encoding="utf-8")
    (folder / "map.png").write_bytes(picture(300, 200, "PNG"))
    for number, kind in enumerate(Kind):
        text = f"---\nkind: {kind.value}\n---\n\nSome words.\n"
        (folder / f"{10 + number}-{kind.name.lower()}.md").write_text(text, encoding="utf-8")
    (folder / "99-epilogue.md").write_text(PROMISE, encoding="utf-8")
    texts = built(project)
    one = texts["EPUB/text/arrivals.xhtml"]
    assert 'epub:type="epigraph" role="doc-epigraph"' in one
    assert one.count('role="note"') == 2
    assert '<span lang="fr" xml:lang="fr">' in one


def test_an_epigraph_is_told_once(tmp_path: Path) -> None:
    text = "---\nkind: epigraph\n---\n\n::: epigraph\nAll is water.\n\n-- Thales\n:::\n"
    project = written(
        tmp_path, ("book.yaml", BOOK), ("01-epigraph.md", text), ("02.md", "Words.\n")
    )
    assert built(project)["EPUB/text/epigraph.xhtml"].count("doc-epigraph") == 1


def test_pages_of_one_name_have_titles_of_their_own(tmp_path: Path) -> None:
    chapter = "---\nkind: interlude\n---\n\nWords.\n"
    part = "---\nkind: part\ntitle: {}\n---\n"
    texts = built(
        written(
            tmp_path,
            ("book.yaml", BOOK),
            ("01-part.md", part.format("The Island")),
            ("02-wind.md", chapter),
            ("03-rain.md", chapter),
            ("04-part.md", part.format("The Sea")),
            ("05-snow.md", chapter),
        )
    )
    titles = {
        name.removeprefix("EPUB/text/"): text.split("<title>")[1].split("</title>")[0]
        for name, text in texts.items()
        if name.startswith("EPUB/text/")
    }
    assert titles["wind.xhtml"] == "Interlude (Part One: The Island)"
    assert titles["rain.xhtml"] == "Interlude (Part One: The Island) (2)"
    assert titles["snow.xhtml"] == "Interlude (Part Two: The Sea)"
    assert titles["closing-note.xhtml"] == "Author’s note (2)"


@pytest.mark.parametrize(
    "told", ["Smallville", "Teen And Up Audiences", "Clark Kent &amp; Lana Lang"]
)
def test_fan_fiction_is_sorted_by_what_its_first_page_says(told: str, tmp_path: Path) -> None:
    texts = built(written(tmp_path, ("book.yaml", BOOK + FANDOM), ("01.md", "Words.\n")))
    package = texts["EPUB/content.opf"]
    assert f"<dc:subject>{told}</dc:subject>" in package
    assert "Rain" not in package
