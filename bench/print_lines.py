# ruff: noqa: T201
"""Measure the composed lines of two novels, beside greedy ones from the same items.

    python bench/print_lines.py [--measures] [BOOK ...]

Reads Pride and Prejudice (English) and Effi Briest (German) of ../shared/corpora. The figures are
the composer's own: the space between words of every filled line in em, the share of lines looser
than a third of an em and tighter than .15, lines that end in a hyphen, ladders of three hyphens,
runts among the paragraphs of more than one line, the greatest difference of type size between
neighbouring lines, and the processor's time. ``--measures`` adds narrower and wider columns.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

PROJECT = Path(__file__).parents[1]
sys.path.insert(0, str(PROJECT))

from bookbuild.model.editions import HALF_LETTER  # noqa: E402
from bookbuild.model.text import Inlines, Style, Styled, Text  # noqa: E402
from bookbuild.model.typography import USUAL  # noqa: E402
from bookbuild.plan.typography import set_inlines  # noqa: E402
from bookbuild.write.pdf.composition.breaking import broken, is_runt  # noqa: E402
from bookbuild.write.pdf.composition.faces import TypeFaces, TypeStyle  # noqa: E402
from bookbuild.write.pdf.composition.inline_runs import Setup, Unmeasured  # noqa: E402
from bookbuild.write.pdf.composition.items import Items, Measurer  # noqa: E402
from bookbuild.write.pdf.composition.type_design import DEFAULT, Shape  # noqa: E402
from bookbuild.write.pdf.design import page_design  # noqa: E402
from bookbuild.write.pdf.fonts import font_faces  # noqa: E402

CORPORA = PROJECT.parent / "shared/corpora"
BOOKS = {
    "pride": ("pg-pride-and-prejudice/1342-0.txt", "en"),
    "effi": ("pg-effi-briest-de/5323-8.txt", "de"),
}
_EMPHASIS = re.compile(r"_([^_]+)_")


@dataclass(frozen=True, slots=True)
class Line:
    """One line as measured: its space, whether it is filled, its hyphen, its size."""

    gap: float
    filled: bool
    hyphenated: bool
    size: int


@dataclass(frozen=True, slots=True)
class Broken:
    """One paragraph's lines, and whether the last is a runt."""

    lines: tuple[Line, ...]
    runt: bool


def main() -> int:
    """Print the figures of each book; return the exit code."""
    if not CORPORA.is_dir():
        print("The corpora are not here (../shared/corpora).")
        return 0
    measure = page_design(HALF_LETTER).measure
    measures = (252.0, 270.0, measure, 324.0) if "--measures" in sys.argv else (measure,)
    picked = [name for name in sys.argv[1:] if name in BOOKS] or list(BOOKS)
    print(
        f"{'':22} {'lines':>7} {'mean':>5} {'SD':>5} {'>1/3':>6} {'<.15':>6} {'max':>5} "
        f"{'hyph.':>6} {'lad.3':>5} {'runts':>6} {'size':>5} {'s/1,000':>8} {'options':>7}"
    )
    for name in picked:
        for width in measures:
            _measure(name, width)
    return 0


def _measure(name: str, width: float) -> None:
    path, lang = BOOKS[name]
    paragraphs = _paragraphs(CORPORA / path, lang)
    words = sum(len(_plain(each).split()) for each in paragraphs)
    shape = Shape(width, DEFAULT.size, (DEFAULT.indent,))
    faces = TypeFaces(font_faces((), frozenset()))
    start = time.process_time()
    measurer = Measurer(faces, DEFAULT)
    setup = Setup(lambda target: "", lambda label: "", TypeStyle(lang=lang))
    measured = [measurer.items(each, setup, shape.narrowest) for each in paragraphs]
    items = [each for each in measured if not isinstance(each, Unmeasured)]
    shaped = time.process_time()
    settings = [broken(each, shape, DEFAULT) for each in items]
    ended = time.process_time()
    options = statistics.mean(len(each.options) for each in settings)
    composed = [
        Broken(
            tuple(
                Line(line.gap, line.justified, line.hyphenated, line.size)
                for line in each.best.lines
            ),
            each.best.runt,
        )
        for each in settings
    ]
    seconds = (ended - start) / words * 1000
    _print(f"{name} {width:g} composed", composed, seconds, options)
    _print(f"{name} {width:g} greedy", [_greedy(each, shape) for each in items], 0.0, 1.0)
    print(
        f"{'':4}{words} words, {len(measured) - len(items)} not measured; items "
        f"{shaped - start:.2f} s, breaking {ended - shaped:.2f} s"
    )


def _print(name: str, paragraphs: list[Broken], seconds: float, options: float) -> None:
    lines = [line for each in paragraphs for line in each.lines]
    gaps = [line.gap for line in lines if line.filled]
    longer = [each for each in paragraphs if len(each.lines) > 1]
    sizes = max(abs(one.size - two.size) for one, two in pairwise(lines))
    print(
        f"{name:22} {len(lines):7} {statistics.mean(gaps):5.3f} {statistics.pstdev(gaps):5.3f} "
        f"{_share(gap > 1 / 3 for gap in gaps):6.2%} {_share(gap < 0.15 for gap in gaps):6.2%} "
        f"{max(gaps):5.2f} {_share(line.hyphenated for line in lines):6.2%} "
        f"{_ladders(paragraphs):5} {_share(each.runt for each in longer):6.2%} "
        f"{sizes / 10:4.1f}% {seconds:8.4f} {options:7.2f}"
    )


def _share(found: Iterable[bool]) -> float:
    return statistics.fmean(found)


def _ladders(paragraphs: list[Broken]) -> int:
    return sum(
        all(line.hyphenated for line in each.lines[at : at + 3])
        for each in paragraphs
        for at in range(len(each.lines) - 2)
    )


def _greedy(items: Items, shape: Shape) -> Broken:
    """Return the lines of a browser: as many words as go into each."""
    lines: list[Line] = []
    start = 0
    last = len(items.breaks) - 1
    while start < last:
        end = _fullest(items, start, shape.width(len(lines)))
        begins, ends = items.breaks[start], items.breaks[end]
        gaps = ends.spaces_before - begins.spaces_after
        slack = shape.width(len(lines)) - (ends.before - begins.after)
        filled = gaps > 0 and not ends.forced
        gap = items.space + (slack / gaps if filled else 0.0)
        lines.append(Line(gap, filled, ends.hyphenated, 1000))
        before, start = start, end
    return Broken(tuple(lines), len(lines) > 1 and is_runt(items, before))


def _fullest(items: Items, start: int, room: float) -> int:
    after = items.breaks[start].after
    best = start + 1
    for at in range(start + 1, len(items.breaks)):
        if items.breaks[at].before - after > room + 1:
            break
        if items.breaks[at].before - after <= room:
            best = at
        if items.breaks[at].forced:
            break
    return best


def _paragraphs(path: Path, lang: str) -> list[Inlines]:
    data = path.read_bytes()
    text = data.decode("utf-8-sig" if lang == "en" else "latin-1").replace("\r\n", "\n")
    body = text.split("*** START", 1)[-1].split("*** END", 1)[0]
    blocks = [" ".join(block.split()) for block in body.split("\n\n")]
    return [set_inlines(_tree(block), lang, USUAL) for block in blocks if len(block) > 1]


def _tree(block: str) -> Inlines:
    parts = _EMPHASIS.split(block)
    return tuple(
        Styled(Style.EMPHASIS, (Text(part),)) if at % 2 else Text(part)
        for at, part in enumerate(parts)
        if part
    )


def _plain(inlines: Inlines) -> str:
    return "".join(
        each.text if isinstance(each, Text) else _plain(each.children)
        for each in inlines
        if isinstance(each, Text | Styled)
    )


if __name__ == "__main__":
    sys.exit(main())
