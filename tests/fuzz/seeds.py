"""Good sources of every kind; each function gives the seeds of one."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from tests import small_ebooks as small

TESTS = Path(__file__).parents[1]
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
"""A picture of one grey dot, as PNG."""
_LARGEST = 60_000
"""Larger files make slow trials and find nothing that a small one does not."""


class Shape(Enum):
    """What lies on the disk."""

    FILE = "a file"
    FOLDER = "a folder"
    ZIP = "a zip file"


@dataclass(frozen=True, slots=True)
class Seed:
    """A source: its kind, its files by their paths within it, and the name of the file it is.

    A `Shape.FILE` has one file, and ``name`` is the file's name on the disk as for a zip.
    """

    kind: str
    name: str
    shape: Shape
    files: tuple[tuple[str, bytes], ...]

    @property
    def is_markdown(self) -> bool:
        """Whether its text is the author's own Markdown."""
        return self.kind in ("folder", "zip") or self.name.endswith(".md")


@cache
def corpus() -> tuple[tuple[Seed, ...], ...]:
    """Return the seeds, those of one kind together."""
    kinds = (_texts(), _pages(), _folders(), _ebooks(), _documents())
    made = tuple(tuple(seeds) for seeds in kinds)
    return tuple(seeds for seeds in made if seeds)


def _texts() -> Iterator[Seed]:
    files = (*sorted(TESTS.glob("divisions/*.txt")), *sorted(TESTS.glob("intake/*/*.txt")))
    for file in files:
        data = file.read_bytes()
        if len(data) <= _LARGEST and not file.name.startswith("expected"):
            yield Seed("text", "story.txt", Shape.FILE, (("story.txt", data),))
    text = "# One\n\nShe *went* out.[^1]\n\n> It rained.\n\n[^1]: In May.\n\n***\n\nIt was late.\n"
    for markdown in (text, *_MARKDOWN):
        yield Seed("text", "story.md", Shape.FILE, (("story.md", markdown.encode()),))


_MARKDOWN = (
    "# Chapter 1\n\nShe went.[^1]\n\n# Chapter 2\n\nHe *too*.[^2]\n\n"
    "[^1]: In May.\n\n[^2]: In June,\n    or July.\n\n    Nobody knows.\n",
    "---\ntitle: The Ferry\nauthor: Jane Austen\n---\n\n"
    "## I\n\n::: letter\nDear Ann,\n\ncome.\n:::\n\n"
    "Author's note: Soon more.\n\n## II\n\n> - a [map](map.png) and\n> - `code`\n\n<!-- late -->\n",
    "Chapter One\n\n::: verse\none\ntwo\n:::\n\n```\ncode\n```\n\n***\n\nThe end.\n\n"
    "Chapter Two\n\n| a | b |\n|---|---|\n| c | d |\n\nA/N: The epilogue comes next week.\n",
)
"""More of Markdown than chance comes to: notes, blocks, settings, a table, a promise."""


def _pages() -> Iterator[Seed]:
    for file in sorted(TESTS.glob("web/*/page.html")):
        yield Seed("page", "page.html", Shape.FILE, (("page.html", file.read_bytes()),))


def _folders() -> Iterator[Seed]:
    for folder in sorted(TESTS.glob("folders/*/source")):
        files = tuple(
            (file.relative_to(folder).as_posix(), file.read_bytes())
            for file in sorted(folder.rglob("*"))
            if file.is_file()
        )
        yield Seed("folder", folder.parent.name, Shape.FOLDER, files)
        yield Seed("zip", f"{folder.parent.name}.zip", Shape.ZIP, files)


_PAGES = {
    "a.xhtml": '<section epub:type="chapter"><h1 id="h">Chapter 1</h1><p>It was <i>late</i>.<a '
    'epub:type="noteref" id="r" href="b.xhtml#n">1</a> <img src="x.png" alt="A map"/></p><p>She '
    'said &#8220;no&#8221;.</p><hr/><p class="sc">It rained.</p></section>',
    "b.xhtml": '<h2>Chapter 2</h2><div class="verse"><p>one<br/>two</p></div><aside id="n" '
    'epub:type="footnote"><p>1 In May. <a href="a.xhtml#r">back</a></p></aside><table><tr><td>a'
    "</td><td>b</td></tr></table>",
}
_STYLE = ".sc { font-variant: small-caps } .verse p { margin: 0 } .gone { display: none }"


def _ebooks() -> Iterator[Seed]:
    documents = {f"EPUB/{name}": small.page(body) for name, body in _PAGES.items()}
    links = small.link("a.xhtml#h", "1") + small.link("b.xhtml", "2 The Sea")
    picture = '<item id="x" href="x.png" media-type="image/png"/>'
    three = documents | {
        "EPUB/nav.xhtml": small.nav(links),
        "EPUB/book.opf": small.opf(tuple(_PAGES), more=small.NAV_ITEM + picture),
        "EPUB/style.css": _STYLE,
    }
    yield _ebook("three.epub", three)
    points = small.point("a.xhtml", "1", small.point("a.xhtml#h", "I")) + small.point(
        "b.xhtml", "2"
    )
    old = small.opf(tuple(_PAGES), more=small.NCX_ITEM + picture, spine=' toc="ncx"')
    yield _ebook("two.epub", documents | {"EPUB/toc.ncx": small.ncx(points), "EPUB/book.opf": old})


def _ebook(name: str, files: dict[str, str]) -> Seed:
    inner = {"mimetype": "application/epub+zip", "META-INF/container.xml": small.CONTAINER}
    packed = tuple((path, text.encode()) for path, text in (inner | files).items())
    return Seed("ebook", name, Shape.ZIP, (*packed, ("EPUB/x.png", DOT)))


def _documents() -> Iterator[Seed]:
    """Word files, as python-docx makes them."""
    from docx import Document
    from docx.shared import Inches

    document = Document()
    document.core_properties.title = "The Ferry"
    document.add_heading("Chapter 1", 1)
    first = document.add_paragraph("It was ")
    first.add_run("late").italic = True
    first.add_run(" when she came.")
    document.add_paragraph("***")
    document.add_paragraph("It rained.").paragraph_format.first_line_indent = Inches(0.3)
    document.add_heading("Chapter 2", 1)
    document.add_paragraph("one", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "a", "b"
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as archive:
        files = tuple((name, archive.read(name)) for name in archive.namelist())
    yield Seed("document", "book.docx", Shape.ZIP, files)
