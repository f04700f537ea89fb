# ruff: noqa: T201
"""Measure what sources at the limits of import cost, and hostile ones beyond: seconds, memory.

    python bench/limits.py [NAME ...]

Each is imported in a process of its own. The seconds stand beside those of reading the bytes and
cutting them into lines or tags alone, both of the processor and not by the clock, and the memory
is the most that the process ever had. Exits 1 where one takes more than 10 s or 512 MB. Those
that end in files are as large as import takes them; those that end in words are refused.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

SIZE = 19_900_000
TEXT, PAGE, BOOK = 9_900_000, 4_900_000, 7_900_000
"""The most bytes of text, of a page's words and of an EPUB's documents that import takes."""
MOST_SECONDS, MOST_MEGABYTES = 10.0, 512

SENTENCE = "It was a plain long paragraph of a novel, and she said that novels have such ones. "
RUSSIAN = "Поезд пришёл поздно ночью, и на станции никого не было; он долго ждал. "

_CHILD = """
import json, resource, sys
from pathlib import Path
from bookbuild.intake import import_sources
from bookbuild.report import BookbuildError
source, out = Path(sys.argv[1]), Path(sys.argv[2])
def used():
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime
started = used()
data = source.read_bytes() if source.is_file() else b""
sum(1 for line in data.splitlines())
if b"<p" in data[:4000] or b"<html" in data[:4000]:
    from lxml import etree
    etree.HTMLParser(target=type("Target", (), {"close": lambda self: None})()).feed(data)
alone = used() - started
del data
started = used()
try:
    made = import_sources((source,), out, "urn:uuid:00000000-0000-4000-8000-000000000000")
    ended = f"{len(made.files)} files"
except BookbuildError as refused:
    ended = str(refused).partition(": ")[2]
seconds = used() - started
unit = 1_000_000 if sys.platform == "darwin" else 1_000
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit
print(json.dumps([alone, seconds, peak, ended]))
"""


def _filled(piece: str, encoding: str = "utf-8", size: int = TEXT) -> bytes:
    data = piece.encode(encoding)
    return data * (size // len(data))


def _footnotes(count: int) -> bytes:
    """Return a text with so many footnotes, all of them at its end."""
    calls = "".join(f"She said it was so.[{number}]\n\n" for number in range(1, count + 1))
    notes = "".join(f"[{number}] A note.\n\n" for number in range(1, count + 1))
    return f"{calls}{notes}".encode()


def _html(piece: str, before: str = "", after: str = "", size: int = SIZE) -> bytes:
    head = f"<html><head><title>A</title></head><body>{before}".encode()
    return head + _filled(piece, size=size) + f"{after}</body></html>".encode()


def _book(documents: tuple[bytes, ...]) -> bytes:
    """Pack an EPUB of documents, loosely enough not to be a bomb."""
    stream = io.BytesIO()
    names = tuple(f"d{at}.xhtml" for at in range(len(documents)))
    items = "".join(
        f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in names
    )
    spine = "".join(f'<itemref idref="{name}"/>' for name in names)
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="b.opf" media-type="application/oebps-package+xml"/>'
        "</rootfiles></container>"
    )
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("b.opf", opf)
        for name, data in zip(names, documents, strict=True):
            archive.writestr(name, data)
    return stream.getvalue()


def _xhtml(piece: str, size: int = BOOK) -> bytes:
    data = piece.encode()
    head = b'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>'
    return head + data * (size // len(data)) + b"</body></html>"


def _document(size: int) -> bytes:
    """Pack a Word document of paragraphs as Word writes them."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    types = (
        f'<Types xmlns="{package}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        "</Types>"
    )
    relations = (
        f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}" '
        'Target="word/document.xml"/></Relationships>'
    )
    paragraph = (
        '<w:p w:rsidR="00A77B3E"><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:rPr>'
        f'<w:sz w:val="24"/></w:rPr><w:t xml:space="preserve">{SENTENCE * 3}</w:t></w:r></w:p>'
    )
    text = paragraph * (size // len(paragraph))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", relations)
        body = f'<w:document xmlns:w="{word}"><w:body>{text}</w:body></w:document>'
        archive.writestr("word/document.xml", body)
    return stream.getvalue()


def _folder_zip(chapters: int, size: int = TEXT) -> bytes:
    stream = io.BytesIO()
    paragraph = f"{SENTENCE * 3} *So* it [was](c1.md).\n\n"
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("book.toml", "[book]\ntitle = 'A'\n")
        listed = "".join(f"- [C {number}](c{number}.md)\n" for number in range(chapters))
        archive.writestr("src/SUMMARY.md", listed)
        for number in range(chapters):
            text = paragraph * (size // chapters // len(paragraph))
            archive.writestr(f"src/c{number}.md", f"# Chapter\n\n{text}")
    return stream.getvalue()


SOURCES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "text, paragraphs": ("a.txt", lambda: _filled(f"{SENTENCE * 5}\n\n")),
    "text, wrapped lines": ("a.txt", lambda: _filled(f"{SENTENCE[:70]}\n{SENTENCE[:60]}\n\n")),
    "text, one line": ("a.txt", lambda: _filled(SENTENCE)),
    "text, one word": ("a.txt", lambda: _filled("x")),
    "text, headings": ("a.txt", lambda: _filled(f"CHAPTER IV\n\n{SENTENCE * 20}\n\n")),
    "text, quotes": ("a.txt", lambda: _filled('"*_[^1]` ' * 8 + "\n\n")),
    "text, footnotes": ("a.txt", lambda: _footnotes(74_000)),
    "text, Windows-1251": ("a.txt", lambda: _filled(f"{RUSSIAN * 5}\n\n", "cp1251")),
    "text, UTF-16": (
        "a.txt",
        lambda: "\ufeff".encode("utf-16-le") + _filled(f"{RUSSIAN * 5}\n\n", "utf-16-le"),
    ),
    "text, noise": ("a.txt", lambda: bytes(range(128, 256)) * (TEXT // 128)),
    "Markdown, marks": (
        "a.md",
        lambda: _filled("# A\n\n> - *a* [b](c)\n\n" + SENTENCE * 3 + "\n\n"),
    ),
    "text, too big": ("a.txt", lambda: _filled(f"{SENTENCE * 5}\n\n", size=SIZE)),
    "page, at its limit": (
        "a.html",
        lambda: _html(f"<p>{SENTENCE}</p>\n", size=PAGE),
    ),
    "page, tags at limit": ("a.html", lambda: _html("<p>a<b>c</b></p>", size=949_000)),
    "page, paragraphs": ("a.html", lambda: _html(f"<p>{SENTENCE * 3}</p>\n")),
    "page, one line": ("a.html", lambda: _html(SENTENCE)),
    "page, one line in tags": ("a.html", lambda: _html(f"{SENTENCE * 3}<b>a</b>")),
    "page, few tags": ("a.html", lambda: _html(f"<p>{SENTENCE * 400}</p>")),
    "page, many tags": ("a.html", lambda: _html("<p>a<b>c</b></p>")),
    "page, entities": ("a.html", lambda: _html("&amp;&eacute;")),
    "page, one attribute": ("a.html", lambda: _html("x", '<p class="', '">A</p>')),
    "page, comment": ("a.html", lambda: _html("x", "<!--", "--><p>A</p>")),
    "page, style": ("a.html", lambda: _html(".a{color:red}", "<style>", "</style><p>A</p>")),
    "EPUB, paragraphs": ("a.epub", lambda: _book((_xhtml(f"<p>{SENTENCE}</p>\n"),))),
    "EPUB, long paragraphs": ("a.epub", lambda: _book((_xhtml(f"<p>{SENTENCE * 3}</p>\n"),))),
    "EPUB, 100 documents": (
        "a.epub",
        lambda: _book((_xhtml(f"<p>{SENTENCE * 2}</p>\n", BOOK // 101),) * 100),
    ),
    "EPUB, one line": ("a.epub", lambda: _book((_xhtml(SENTENCE),))),
    "EPUB, many tags": ("a.epub", lambda: _book((_xhtml("<p>a<b>c</b></p>"),))),
    "EPUB, too big": ("a.epub", lambda: _book((_xhtml(f"<p>{SENTENCE}</p>\n", SIZE),))),
    "EPUB, not well-formed": ("a.epub", lambda: _book((_xhtml(f"<p>{SENTENCE * 2}<br>\n"),))),
    "Word, at its limit": ("a.docx", lambda: _document(15_900_000)),
    "folder, zip": ("a.zip", lambda: _folder_zip(40)),
    "folder, 2,000 files": ("a.zip", lambda: _folder_zip(2_000)),
}


def main() -> int:
    """Print a line for each source; return 1 where one costs too much."""
    wanted = sys.argv[1:] or list(SOURCES)
    good = True
    print(f"{'':24} {'alone':>6} {'import':>7} {'ratio':>6} {'peak':>7}")
    for name in wanted:
        alone, seconds, peak, ended = _measured(name)
        fine = seconds <= MOST_SECONDS and peak <= MOST_MEGABYTES
        good = good and fine
        ratio = f"{seconds / max(alone, 0.01):5.0f}x"
        cost = f"{alone:5.2f}s {seconds:6.2f}s {ratio} {peak:4} MB"
        print(f"{name:24} {cost} {'' if fine else '!'} {ended[:90]}", flush=True)
    return int(not good)


def _measured(name: str) -> tuple[float, float, int, str]:
    file, make = SOURCES[name]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / file
        source.write_bytes(make())
        command = [sys.executable, "-c", _CHILD, str(source), str(Path(folder) / "out")]
        said = subprocess.run(command, capture_output=True, text=True, check=False)
    if said.returncode:
        return 0.0, 99.0, 0, said.stderr[-90:]
    alone, seconds, peak, ended = json.loads(said.stdout)
    return alone, seconds, peak, ended


if __name__ == "__main__":
    sys.exit(main())
