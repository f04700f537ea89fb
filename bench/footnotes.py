# ruff: noqa: T201
"""Measure footnotes: those of the Gutenberg novels, and the cases of conformance-footnotes.

    python bench/footnotes.py [--show]

For each novel of ../shared/corpora/pg-* whose gold counts footnotes: imports it, builds the EPUB,
and counts in its pages the notes that are linked both ways: each call leads to a note, and each
note leads back to a call. For each case: how many notes bookbuild reads, and whether their words
are the expected ones; how a note is set ("as heading") is not compared. Of the djot file it
prints each case's notes beside the words that djot's own page shows. ``--show`` prints what
differs. Exit 1 where a novel's note is not linked, 3 where the corpora are not here.
"""

from __future__ import annotations

import html
import json
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bookbuild.build.books import build_books
from bookbuild.build.request import BuildRequest
from bookbuild.intake import import_sources
from bookbuild.model.editions import Format
from bookbuild.model.text import NoteRef, plain_text
from bookbuild.model.walk import inlines_of, lines_of
from bookbuild.read.markdown import SectionText, read_section

CORPORA = Path(__file__).parents[1].parent / "shared/corpora"
IDENTIFIER = "urn:uuid:6f1ed002-ab1c-4a5e-9f4e-0d5f0c6a7b11"


@dataclass(frozen=True, slots=True)
class Linked:
    """The notes in an EPUB, and how many of them are called and lead back to their call."""

    notes: int
    both_ways: int
    calls: int


def main() -> int:
    """Print the figures; return the exit code."""
    cases = CORPORA / "conformance-footnotes"
    if not cases.is_dir():
        print("The corpora are not here (../shared/corpora).")
        return 3
    novels = tuple(map(_novel, sorted(CORPORA.glob("pg-*/GOLD-divisions.json"))))
    _cases(cases / "footnote-cases.jsonl")
    _djot(cases / "djot-footnotes.test")
    return 0 if all(novels) else 1


# ------------------------------------------------------------------------------------- the novels


def _novel(path: Path) -> bool:
    gold = json.loads(path.read_text(encoding="utf-8"))
    expected = gold.get("footnotes", {}).get("blocks", 0)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "book"
        import_sources((path.parent / gold["file"],), folder, IDENTIFIER)
        found = linked_in(_built(folder))
    print(
        f"{path.parent.name:24} {expected:4} notes in the gold, {found.notes:4} in the EPUB,"
        f" {found.both_ways:4} linked both ways, {found.calls:4} calls"
    )
    return found.notes == found.both_ways == expected


def _built(folder: Path) -> Path:
    epub = folder / "book.epub"
    build_books(BuildRequest(folder, (Format.EPUB,), output=epub), lambda _: None)
    return epub


def linked_in(epub: Path) -> Linked:
    """Return how many notes the pages of an EPUB have, and how many are linked both ways."""
    notes = both = calls = 0
    with zipfile.ZipFile(epub) as archive:
        pages = {
            Path(name).name: archive.read(name).decode("utf-8")
            for name in archive.namelist()
            if name.endswith(".xhtml")
        }
    called = {
        _address(name, found["href"]): _address(name, f"#{found['id']}")
        for name, page in pages.items()
        for found in _calls(page)
    }
    for name, page in pages.items():
        calls += sum(1 for _ in _calls(page))
        for note in re.finditer(r'<aside[^>]*doc-footnote[^>]*id="([^"]+)".*?</aside>', page, re.S):
            notes += 1
            call = called.get(_address(name, f"#{note[1]}"))
            backs = re.findall(r'href="([^"]+)"[^>]*doc-backlink', note[0])
            both += bool(call) and any(_address(name, back) == call for back in backs)
    return Linked(notes, both, calls)


def _calls(page: str) -> Iterator[re.Match[str]]:
    return re.finditer(r'<a id="(?P<id>[^"]+)" href="(?P<href>[^"]+)"[^>]*doc-noteref', page)


def _address(page: str, href: str) -> str:
    file, _, name = href.partition("#")
    return f"{Path(file).name or page}#{name}"


# -------------------------------------------------------------------------------------- the cases


def _cases(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines if line.strip()]
    right = 0
    for case in cases:
        found = notes_read(case["markdown"])
        expected = tuple(case["notes"])
        good = len(found) == case["footnotes"] and all(map(_is_said, found, expected))
        right += good
        if not good and "--show" in sys.argv:
            print(f"    {case['id']}, {case['title']}: {found} for {expected}")
    print(f"{path.name:24} {right} of {len(cases)} right")


def notes_read(source: str) -> tuple[str, ...]:
    """Return the words of the notes that a text calls, in the order of their calls."""
    section = read_section(source, "case.md", 1, False).value
    said = {note.label: note.blocks for note in section.footnotes}
    return tuple(
        " ".join(" ".join(plain_text(line) for line in lines_of(said[label])).split())
        for label in dict.fromkeys(_labels(section))
        if label in said
    )


def _labels(section: SectionText) -> Iterator[str]:
    """Yield the labels that the text calls, then those that these notes call."""
    waiting = [section.blocks]
    said = {note.label: note.blocks for note in section.footnotes}
    seen: set[str] = set()
    while waiting:
        for _, inline in inlines_of(waiting.pop(0)):
            if isinstance(inline, NoteRef) and inline.label not in seen:
                seen.add(inline.label)
                yield inline.label
                waiting += [said[inline.label]] if inline.label in said else []


def _is_said(found: str, expected: str) -> bool:
    """Compare a note with the expected words; references are none.

    A remark says how a note is set. "(4 blocks ...)" stands for all that follows the first.
    """
    words = re.sub(r"\s*\((?:as |emphasised|\d+ (?:blocks|paragraphs)).*?\)$", "", expected)
    words = " ".join(re.sub(r"\[\^[^\]]+\]|(?<= )/(?= )", "", words).split())
    return found.startswith(words) if " blocks" in expected else found == words


def _djot(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = re.findall(r"^(`{3,})\n(.*?)^\.\n(.*?)^\1$", text, re.S | re.M)
    right = 0
    for _, source, page in found:
        items = re.findall(r"<li id=.*?</li>", page, re.S)
        expected = tuple(filter(None, map(_words, items)))
        notes = notes_read(source)
        right += notes == expected
        if notes != expected and "--show" in sys.argv:
            print(f"    djot {source!r}: {notes} for {expected}")
    print(f"{path.name:24} {right} of {len(found)} right")


def _words(item: str) -> str:
    item = re.sub(r"<a .*?</a>|<[^>]+>", " ", item, flags=re.S)
    return " ".join(html.unescape(item).split())


if __name__ == "__main__":
    sys.exit(main())
