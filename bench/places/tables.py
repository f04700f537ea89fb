"""The bench's figures as lines of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from bench.places.judging import Kept, Outcome
from bench.places.measuring import Reader
from bench.places.variants import Table

LEGEND = (
    "all: every place has its words again. Otherwise, of the places: s same words, p same\n"
    "paragraph, b beside a paragraph that is gone, (+1) or (-1) so many paragraphs off, d in\n"
    "another document, x nothing.\n"
    "foliate top: the pointer to an element that foliate-js saves where a page begins with one;\n"
    "only for places at the beginning of a paragraph. shown: gone to on a small page; a place\n"
    "counts as kept where the page has it. An asterisk: computed, not run.\n"
)
_HEADS = {
    Reader.FOLIATE: "foliate-js",
    Reader.FOLIATE_TOP: "foliate top",
    Reader.EPUBJS: "epub.js",
    Reader.FOLIATE_SHOWN: "foliate shown",
    Reader.EPUBJS_SHOWN: "epub.js shown",
    Reader.KOREADER: "KOReader*",
    Reader.BY_ID: "id*",
    Reader.PROGRESSION: "share*",
    Reader.KOBO: "Kobo*",
}


def short(outcomes: tuple[Outcome, ...]) -> str:
    """Return what became of places in a few letters; "-" where none was asked for."""
    if not outcomes:
        return "-"
    counted = Counter(map(_sign, outcomes))
    if set(counted) == {"s"}:
        return "all"
    order = sorted(counted, key=lambda sign: ("spb".find(sign) % 9, sign))
    return " ".join(f"{counted[sign]}{sign}" for sign in order)


def _sign(outcome: Outcome) -> str:
    match outcome.kept:
        case Kept.SAME_WORDS:
            return "s"
        case Kept.SAME_PARAGRAPH:
            return "p"
        case Kept.BESIDE:
            return "b"
        case Kept.NOTHING:
            return "x"
        case Kept.ELSEWHERE:
            return "d" if outcome.off is None else f"({outcome.off:+})"


def variant_lines(tables: tuple[Table, ...]) -> Iterator[str]:
    """Yield the tables of the variants, a line for each."""
    yield LEGEND
    for table in tables:
        asked = {each.reader for row in table.rows for each in row.outcomes}
        readers = tuple(reader for reader in Reader if reader.value in asked)
        yield f"{table.what:40}" + _columns(_HEADS[reader] for reader in readers)
        for row in table.rows:
            cells = (short(_of(row.outcomes, reader)) for reader in readers)
            yield f"  {row.letter:3} {row.what:34}" + _columns(cells)
        yield ""


def _columns(cells: Iterable[str]) -> str:
    return "".join(f" {cell:17}" for cell in cells).rstrip()


def _of(outcomes: tuple[Outcome, ...], reader: Reader) -> tuple[Outcome, ...]:
    return tuple(each for each in outcomes if each.reader == reader.value)


def summary_lines(outcomes: tuple[Outcome, ...]) -> Iterator[str]:
    """Yield a line for each reader: its places and what became of them."""
    yield f"{'':28}places  same words  same paragraph  beside  elsewhere  nothing"
    for reader in Reader:
        found = _of(outcomes, reader)
        if not found:
            continue
        counted = Counter(each.kept for each in found)
        yield (
            f"{reader.value:28}{len(found):6}{counted[Kept.SAME_WORDS]:12}"
            f"{counted[Kept.SAME_PARAGRAPH]:16}{counted[Kept.BESIDE]:8}"
            f"{counted[Kept.ELSEWHERE]:11}{counted[Kept.NOTHING]:9}"
        )


def place_lines(outcomes: tuple[Outcome, ...]) -> Iterator[str]:
    """Yield a line for each place that has not its words again."""
    for each in outcomes:
        if each.kept is not Kept.SAME_WORDS:
            off = "" if not each.off else f" {each.off:+}"
            yield f"{each.reader}: {each.kept.value}{off}: {each.words!r} > {each.found!r}"
            yield f"    {each.pointer}"
