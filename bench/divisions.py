# ruff: noqa: T201
"""Measure how well a text's divisions are found: precision and recall, kinds and titles.

    python bench/divisions.py [--show] [--import]

Reads ../shared/corpora/{pg-*,zh-xiyouji}/GOLD-divisions.json and the texts that they name. A
division counts as found where its heading's line is that of the gold. A dedication, a title page
or a copyright page that the gold leaves out is no error. A kind is right where it is the gold's
("letter" is a chapter; front and back matter may be any kind that stands there); a title where
its letters and marks are the gold's, without the signs of emphasis. ``--show`` prints what is
wrong. ``--import`` also imports each book into a folder that is thrown away (the words are proven
on the way), and prints how many sections it made and whether they begin on the same lines. Exit 3
where the corpora are missing.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bookbuild.intake import import_sources
from bookbuild.intake.divisions import Division, divide
from bookbuild.model.book import BACK_KINDS, FRONT_KINDS, Kind

CORPORA = Path(__file__).parents[1].parent / "shared/corpora"
FORGIVEN = (Kind.DEDICATION, Kind.COLOPHON)
KINDS = {
    "chapter": (Kind.CHAPTER,),
    "letter": (Kind.CHAPTER,),
    "part": (Kind.PART,),
    "epilogue": (Kind.EPILOGUE,),
    "prologue": (Kind.PROLOGUE,),
    "frontmatter": (*FRONT_KINDS, Kind.OTHER),
    "backmatter": (*BACK_KINDS, Kind.OTHER),
}


@dataclass(frozen=True, slots=True)
class Gold:
    """A division as the gold says it is."""

    line: int
    kind: str
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Score:
    """A book's figures: how many are in the gold, were found, are right; kinds and titles right."""

    gold: int
    found: int
    right: int
    kinds: int
    titles: int

    def __add__(self, other: Score) -> Score:
        return Score(
            self.gold + other.gold,
            self.found + other.found,
            self.right + other.right,
            self.kinds + other.kinds,
            self.titles + other.titles,
        )


def main() -> int:
    """Print a row for each book and one for all."""
    books = sorted([*CORPORA.glob("pg-*/GOLD-divisions.json"), *CORPORA.glob("zh-xiyouji/GOLD-*")])
    if not books:
        print(f"There are no corpora in {CORPORA}. They are not part of this project.")
        return 3
    show = "--show" in sys.argv
    print(f"{'':24} {'gold':>5} {'prec.':>7} {'recall':>7} {'kinds':>7} {'titles':>7} {'time':>8}")
    total = Score(0, 0, 0, 0, 0)
    for book in books:
        begin = time.perf_counter()
        gold, found = _read(book)
        score = _score(gold, found, show=show)
        _row(book.parent.name, score, time.perf_counter() - begin)
        total += score
    _row("all", total, 0.0)
    if "--import" in sys.argv:
        for book in books:
            _imported(book)
    return 0


def _imported(path: Path) -> None:
    """Import a book and print what came of it; a word that is lost ends the run."""
    said = json.loads(path.read_text("utf-8"))
    text = path.parent / said["file"]
    found = {division.line for division in _read(path)[1]}
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        done = import_sources((text,), Path(folder, "book"), "urn:uuid:bench")
    seconds = time.perf_counter() - begin
    lines = {section.line for section in done.sections}
    same = "the same lines" if found <= lines else f"{len(found - lines)} lines missing"
    print(
        f"{path.parent.name:24} {len(done.sections):5} sections, {same}, "
        f"{len(lines - found)} more, words proven, {seconds:.2f} s"
    )


def _read(path: Path) -> tuple[tuple[Gold, ...], tuple[Division, ...]]:
    said = json.loads(path.read_text("utf-8"))
    text = (path.parent / said["file"]).read_bytes().decode(said["encoding"])
    lines = tuple(text.replace("\r\n", "\n").split("\n"))
    gold = tuple(Gold(d["line"], d["kind"], d["label"], d["title"]) for d in said["divisions"])
    return gold, divide(lines).divisions


def _score(gold: tuple[Gold, ...], found: tuple[Division, ...], *, show: bool) -> Score:
    by_line = {division.line: division for division in found}
    expected = {each.line for each in gold}
    pairs = [(each, by_line[each.line]) for each in gold if each.line in by_line]
    extra = [d for d in found if d.line not in expected and d.kind not in FORGIVEN]
    kinds = [d.kind in KINDS[each.kind] for each, d in pairs]
    titles = [_same_title(each, d) for each, d in pairs]
    if show:
        for each in gold:
            if each.line not in by_line:
                print("  missed", each)
        for division in extra:
            print("  too many", division)
        for (each, division), kind, title in zip(pairs, kinds, titles, strict=True):
            if not kind or not title:
                print("  differs", each, division)
    return Score(len(gold), len(pairs) + len(extra), len(pairs), sum(kinds), sum(titles))


def _same_title(gold: Gold, division: Division) -> bool:
    if _plain(gold.title) or gold.kind in ("chapter", "letter"):
        return _plain(gold.title) == _plain(division.title)
    both = f"{division.label} {division.title}"
    return _plain(gold.label) == _plain(both) or _plain(gold.label) == _plain(division.title)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[_*]", "", text).split()).strip(" .")


def _row(name: str, score: Score, seconds: float) -> None:
    right, pairs = score.right, max(score.right, 1)
    print(
        f"{name:24} {score.gold:5} {100 * right / max(score.found, 1):6.1f}% "
        f"{100 * right / max(score.gold, 1):6.1f}% {100 * score.kinds / pairs:6.1f}% "
        f"{100 * score.titles / pairs:6.1f}% {seconds:6.2f} s"
    )


if __name__ == "__main__":
    sys.exit(main())
