# ruff: noqa: T201
"""Measure the import of Markdown folders against GOLD-order.json.

    python bench/folders.py [FOLDER ...]

Reads ../shared/corpora/md-*, or the folders named, each with a GOLD-order.json. Prints for each
whether every section is there, in the right order and under the right heading, whether the site's
pages are left out, and whether the words of the new folder are those of the files. For the words
the links have marks where their addresses will stand, since an address is no word. Exits 3 where no
such folder is here, 1 where something is wrong.
"""

from __future__ import annotations

import json
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bookbuild.intake.folders import Ordered, ordered_folder, ordered_pages
from bookbuild.intake.folders.proof import cuts
from bookbuild.intake.folders.whose import arranged_folder
from bookbuild.intake.words import prove, words_of
from bookbuild.model.book import Kind

CORPORA = Path(__file__).parents[1].parent / "shared/corpora"


@dataclass(frozen=True, slots=True)
class Expected:
    """A section of the gold: its file, and its heading ("" for none)."""

    file: str
    heading: str


def main() -> int:
    """Print the figures of each folder; return the exit code."""
    named = tuple(map(Path, sys.argv[1:])) or tuple(sorted(CORPORA.glob("md-*")))
    folders = tuple(folder for folder in named if (folder / "GOLD-order.json").is_file())
    if not folders:
        print("The novels are not here (../shared/corpora/md-*/GOLD-order.json).")
        return 3
    right = tuple(_measure(folder) for folder in folders)
    return 0 if all(right) else 1


def _measure(folder: Path) -> bool:
    gold = json.loads((folder / "GOLD-order.json").read_text(encoding="utf-8"))
    entries = gold["entries"]
    expected = [Expected(e["file"], e["heading"] or "") for e in entries if _in_book(e)]
    pages = {e["file"] for e in entries if not _in_book(e)}
    started = time.perf_counter()
    ordered = ordered_folder(folder)
    took = time.perf_counter() - started
    if ordered is None:
        print(f"{folder.name}: not recognised as a folder of Markdown")
        return False
    found = _found(ordered, folder)
    left_out = {str(Path(path).relative_to(folder)) for path, _ in ordered.left_out}
    order = [one.file for one in found] == [one.file for one in expected]
    headings = sum(_same(one, other) for one, other in zip(found, expected, strict=False))
    print(f"{folder.name}: {ordered.tool.value}, {took * 1000:.0f} ms")
    print(f"    sections in the right order   {len(found)} of {len(expected)}, {_word(order)}")
    print(f"    headings right                {headings} of {len(expected)}")
    print(f"    site pages left out           {len(pages & left_out)} of {len(pages)}")
    print(f"    words in = words out          {_words(folder)} words, {_word(True)}")
    return order and headings == len(expected) and pages <= left_out


def _in_book(entry: dict[str, str]) -> bool:
    return "not part of the book" not in entry["kind"]


def _found(ordered: Ordered, folder: Path) -> list[Expected]:
    """Return the entries that have a file of their own; parts may stand in the list only."""
    with_files = [e for e in ordered.entries if e.kind is not Kind.PART or e.text]
    return [Expected(str(Path(e.path).relative_to(folder)), e.title) for e in with_files]


def _same(found: Expected, expected: Expected) -> bool:
    return found.file == expected.file and _folded(found.heading) == _folded(expected.heading)


def _folded(heading: str) -> str:
    return re.sub(r"[\W_]+", " ", heading).strip().casefold()


def _words(folder: Path) -> int:
    """Prove the pages; an error names the first word that is not where it should be."""
    ordered = arranged_folder(folder)
    assert ordered is not None
    prove(ordered.sources, ordered_pages(ordered, "urn:uuid:0"), cuts(ordered), ())
    return sum(len(tuple(words_of(entry.text))) for entry in ordered.entries)


def _word(right: bool) -> str:
    return "right" if right else "WRONG"


if __name__ == "__main__":
    sys.exit(main())
