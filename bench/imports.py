# ruff: noqa: T201
"""Import every sample that is here, build its EPUB, and hold the book against its source.

    python bench/imports.py [--quick] [NAME ...]

Reads the corpora of ../shared, the story of ../shared/seed and the fixtures of tests/; NAME picks
those whose name holds it, ``--quick`` leaves EPUBCheck out. For each sample prints the sections,
the words of the source and of the built book, how many of the source's words are not in the book
and how many more the book has, the notes that are linked both ways, the other links within the
book, EPUBCheck's errors and warnings, and the seconds of import and build.

Words are counted here, on both sides, by a reading of files and tags that shares nothing with
import. For each word: a surplus in the source must be covered by the spans that import lists
("left"), a surplus in the book is what bookbuild adds: title page, labels, numbers ("added").
What stands in the new folder and not in this edition is "held": a summary, a promise that has
been kept since. So in - left - held + added = out, exactly; all else is "lost", and then this
exits 1.
Not counted at the source: files of a folder that import says are left out, its lists and settings,
front matter, private remarks, and the addresses of links and pictures, which no reader sees. The
book's description in its package document counts as text of the book.
Where the corpora are not here it says so, and takes the fixtures alone.
"""

from __future__ import annotations

import html
import posixpath
import re
import sys
import tempfile
import time
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bookbuild.build.books import build_books  # noqa: E402
from bookbuild.build.request import BuildRequest  # noqa: E402
from bookbuild.intake import Imported, import_sources  # noqa: E402
from bookbuild.model.editions import Format  # noqa: E402
from bookbuild.read.manuscript import read_book  # noqa: E402
from bookbuild.report import BookbuildError, Severity  # noqa: E402

SHARED = ROOT.parent / "shared"
IDENTIFIER = "urn:uuid:00000000-0000-4000-8000-000000000000"
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_BLOCKS = frozenset(
    "address article aside blockquote br caption center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr img li main nav ol p pre section table td th "
    "tr ul summary".split()
)
_SILENT = frozenset("head script style svg template noscript select textarea".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_MARKDOWN = frozenset((".md", ".nwd", ".qmd", ".Rmd"))
_LISTS = frozenset(("SUMMARY.md", "_sidebar.md"))
_SHORTENED = 300
"""A span shows so many characters; of a longer one the length tells where it ends."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What is imported, under the name that is printed."""

    name: str
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A file of a source as this script reads it: its path within the source, and its words."""

    path: str
    text: str


def main() -> int:
    """Print a line for each sample; return the exit code."""
    picked = [name for name in sys.argv[1:] if not name.startswith("-")]
    if not (SHARED / "corpora").is_dir():
        print("The corpora are not here (../shared/corpora): only the repository's own fixtures.")
    print(
        f"{'':34} sections  words in words out  left held added lost notes links  EPUBCheck seconds"
    )
    right = True
    with tempfile.TemporaryDirectory() as place:
        for sample in samples(Path(place)):
            if not picked or any(name in sample.name for name in picked):
                right &= _measured(sample, Path(place) / "made" / sample.name)
    for line in _skipped():
        print(f"skipped: {line}")
    return 0 if right else 1


# ---------------------------------------------------------------------------------- samples


def samples(place: Path) -> Iterator[Sample]:
    """Yield what is here; EPUBs that lie unpacked are packed into ``place``."""
    corpora = SHARED / "corpora"
    for folder in sorted((*corpora.glob("pg-*"), *corpora.glob("zh-*"))):
        texts = [file for file in folder.glob("*.txt") if file.name != "LICENSE-NOTE.txt"]
        yield Sample(folder.name, tuple(sorted(texts)))
    for folder in sorted(corpora.glob("md-*")):
        yield Sample(folder.name, (folder,))
    yield from _pages(corpora / "serial-fixtures-synthetic")
    for folder in sorted((*corpora.glob("epub3-sample-*"), *corpora.glob("se-*"))):
        source = folder / "src" if (folder / "src").is_dir() else folder
        yield Sample(folder.name, (_packed(source, place / f"{folder.name}.epub"),))
    if (SHARED / "seed/last-chapter.txt").is_file():
        yield Sample("seed", (SHARED / "seed/last-chapter.txt",))
    yield Sample("our-own-book", (_own_book(place),))
    for folder in sorted((ROOT / "tests/folders").glob("*/source")):
        yield Sample(f"folder-{folder.parent.name}", (folder,))
    for folder in sorted((ROOT / "tests/intake").iterdir()):
        sources = sorted((*folder.glob("source.*"), *folder.glob("sources/*")))
        if sources:
            yield Sample(f"text-{folder.name}", tuple(sources))


def _pages(folder: Path) -> Iterator[Sample]:
    for file in sorted(folder.glob("ao3/*.html")):
        yield Sample(f"ao3-{file.stem}", (file,))
    for site in ("ffnet", "royalroad"):
        files = tuple(sorted((folder / site).glob("*.html")))
        if files:
            yield Sample(site, files)
    for file in sorted(folder.glob("wattpad/*.html")):
        yield Sample(f"wattpad-{file.stem}", (file,))


def _packed(folder: Path, path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(folder).as_posix())
    return path


def _own_book(place: Path) -> Path:
    path = place / "our-own-book.epub"
    build_books(BuildRequest(ROOT, (Format.EPUB,), "ebook", path), lambda _: None)
    return path


def _skipped() -> Iterator[str]:
    corpora = SHARED / "corpora"
    for folder in sorted(corpora.glob("conformance-*")):
        yield f"{folder.name}: a list of cases, not a book."
    yield "Word files: there is no sample among the corpora."
    yield "cover, title and copyright pages are left out by import; their words count as left."


# -------------------------------------------------------------------------------- measuring


def _measured(sample: Sample, out: Path) -> bool:
    started = time.perf_counter()
    try:
        imported = import_sources(sample.paths, out, IDENTIFIER)
        built = build_books(
            BuildRequest(out, (Format.EPUB,), "ebook", out / "book.epub"), lambda _: None
        )
    except BookbuildError as refused:
        print(f"{sample.name:34} REFUSED: {refused}")
        return False
    took = time.perf_counter() - started
    errors = [d for d in read_book(out).diagnostics if d.severity is Severity.ERROR]
    for error in errors:
        print(f"    {error}")
    if not built.files:
        print(f"{sample.name:34} NOT BUILT")
        return False
    data = (out / "book.epub").read_bytes()
    return _told(sample, imported, data, took) and not errors


def _told(sample: Sample, imported: Imported, data: bytes, took: float) -> bool:
    left_out = frozenset(f.source for f in imported.findings if not f.line and not f.remedy)
    source = tuple(text for text in _source_texts(sample) if text.path not in left_out)
    book = tuple(_documents(data))
    there, here = (
        _counted(text.text for text in source),
        _counted((*(doc.text for doc in book), _described(data))),
    )
    missing = there - here
    unlisted = missing - _listed(imported, source)
    held = _counted(_prose(file.read_text(encoding="utf-8")) for file in imported.files) - here
    lost = unlisted - held
    added = here - there
    notes, both, links, broken = _links(data)
    checked, sound = _checked(data)
    print(
        f"{sample.name:34} {len(imported.sections):8} {there.total():9} {here.total():9}"
        f" {(missing - unlisted).total():5} {(unlisted - lost).total():4} {added.total():5}"
        f" {lost.total():4}"
        f" {both:5} {links:5} {checked:>10} {took:7.2f}"
    )
    if lost:
        print(f"    lost: {dict(lost.most_common(12))}")
    if notes != both or broken:
        print(f"    {notes - both} notes without a way back; links that lead nowhere: {broken}")
    if "--show" in sys.argv:
        print(f"    added: {dict(added.most_common(30))}")
        print(*(f"    {each}" for each in imported.findings), sep="\n")
    return not lost and notes == both and not broken and sound


def _counted(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in _words(text))


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", _UNSEEN.sub("", text)))


def _prose(text: str) -> str:
    """Return what a reader sees of a Markdown file."""
    text = re.sub(r"\A(---|\+\+\+)\n.*?\n(\1|\.\.\.)\n", "", text, flags=re.DOTALL)
    text = re.sub(r"!\[[^\]\n]*\]\([^()\n]*\)|\[\[|\]\]|^[@%].*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"<!--.*?-->|%%.*?%%|\{[^{}\n]*\}", " ", text, flags=re.DOTALL)
    text = re.sub(
        r"!?\]\((?:[^()\n]|\([^()\n]*\))*\)|^\[[^\]\n^]*\]:.*$", " ", text, flags=re.MULTILINE
    )
    return re.sub(r"<[A-Za-z/][^<>]*>", "", text)


def _listed(imported: Imported, source: tuple[Text, ...]) -> Counter[str]:
    """Return the words of the spans that import lists."""
    found: Counter[str] = Counter()
    squeezed = {text.path: " ".join(text.text.split()) for text in source}
    for span in imported.spans:
        shown = " ".join(span.text.removesuffix("...").split())
        length = span.end - span.start
        if len(span.text) >= _SHORTENED and length > len(shown):
            for path, text in squeezed.items():
                if span.source.endswith(path) and shown[:200] in text:
                    at = text.index(shown[:200])
                    shown = text[at : at + length]
        found.update(_words(shown))
    return found


def _checked(data: bytes) -> tuple[str, bool]:
    if "--quick" in sys.argv:
        return "not asked", True
    import pytest

    from tests.epubcheck import epubcheck

    try:
        messages = epubcheck(data)
    except pytest.skip.Exception as skipped:
        return f"skipped ({skipped})", True
    for message in messages:
        print(f"    {message}")
    wrong = sum(message.severity in ("ERROR", "FATAL") for message in messages)
    return f"{wrong} / {len(messages) - wrong}", not messages


# ------------------------------------------------------------------------- reading, by itself


class _Reader(HTMLParser):
    """Takes the words that a page shows, its links and its names; knows nothing else of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent: list[str] = []
        self.ids: set[str] = set()
        self.links: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids.update(given[name] for name in ("id", "name") if name in given)
        if tag == "a" and "href" in given:
            kind = f"{given.get('epub:type', '')} {given.get('role', '')}"
            self.links.append((given["href"], kind, given.get("id", "")))
        if tag in _SILENT and tag not in _VOID:
            self.silent.append(tag)
        # A note's call, and a number that the style sheet sets into the margin, end a word.
        apart = tag in _BLOCKS or "noteref" in str(given) or "lnum" in given.get("class", "")
        self.pieces.append(" " if apart else "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.silent:
            while self.silent.pop() != tag:
                pass
        self.pieces.append(" " if tag in _BLOCKS else "")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(data)


def _read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader


def _spine(data: bytes | Path) -> Iterator[tuple[str, str]]:
    """Yield the path and the markup of each document of an EPUB's reading order."""
    import io

    with zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data) as archive:
        container = archive.read("META-INF/container.xml").decode()
        package = html.unescape(_attribute(container, "full-path"))
        opf = re.sub(r"<!--.*?-->", "", archive.read(package).decode(), flags=re.DOTALL)
        items = re.findall(r"<(?:\w+:)?item\b[^>]*>", opf)
        paths = {_attribute(item, "id"): item for item in items}
        for ref in re.findall(r"<(?:\w+:)?itemref\b[^>]*>", opf):
            item = paths[_attribute(ref, "idref")]
            if "nav" in _attribute(item, "properties").split():
                continue
            href = unquote(html.unescape(_attribute(item, "href")))
            path = posixpath.normpath(posixpath.join(posixpath.dirname(package), href))
            yield path, archive.read(path).decode("utf-8-sig")


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"[\s]{name}\s*=\s*([\"'])(.*?)\1", tag)
    return found[2] if found else ""


def _described(data: bytes) -> str:
    """Return the words about the book that its package document holds."""
    import io

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = _attribute(archive.read("META-INF/container.xml").decode(), "full-path")
        opf = archive.read(package).decode()
    return " ".join(map(html.unescape, re.findall(r"<dc:description[^>]*>([^<]*)<", opf)))


def _documents(data: bytes | Path) -> Iterator[Text]:
    for path, page in _spine(data):
        yield Text(path, "".join(_read(page).pieces))


def _links(data: bytes) -> tuple[int, int, int, int]:
    """Return the calls of notes, those of them with a way back, other links, and broken ones."""
    read = {path: _read(page) for path, page in _spine(data)}
    backs: set[tuple[str, str]] = set()
    calls: list[tuple[tuple[str, str], str]] = []
    others = broken = 0
    for path, reader in read.items():
        for href, kind, own in reader.links:
            if re.match(r"[a-z]+:", href):
                continue
            to, _, name = href.partition("#")
            file = posixpath.normpath(posixpath.join(posixpath.dirname(path), to)) if to else path
            broken += file not in read or (bool(name) and name not in read[file].ids)
            if "noteref" in kind:
                calls.append(((path, own), name))
            elif "backlink" in kind:
                backs.add((file, name))
            else:
                others += 1
    return len(calls), sum(place in backs for place, _ in calls), others, broken


def _source_texts(sample: Sample) -> Iterator[Text]:
    for path in sample.paths:
        if path.suffix == ".epub":
            yield from _documents(path)
        elif path.is_dir():
            files = (each for each in path.rglob("*") if each.suffix in _MARKDOWN)
            for file in sorted(files):
                if file.name not in _LISTS:
                    yield Text(str(file), _prose(_document(file)))
        elif path.suffix == ".html":
            yield Text(path.name, "".join(_read(_decoded(path)).pieces))
        elif path.suffix == ".md":
            yield Text(path.name, _prose(_decoded(path)))
        else:
            yield Text(path.name, _decoded(path))


def _document(file: Path) -> str:
    """Return a Markdown file; novelWriter's scenes keep their names as private remarks."""
    text = _decoded(file)
    if file.suffix == ".nwd":
        text = re.sub(r"^###+ .*$|\[/?[a-z]{1,3}\]", "", text, flags=re.MULTILINE)
    return text


def _decoded(file: Path) -> str:
    data = file.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


if __name__ == "__main__":
    sys.exit(main())
