"""Which markup keeps the places: every variant through the same histories, in every reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bench.places.books import Place, read_documents
from bench.places.chapters import FIRST, Release, edited, inserted, packed, removed
from bench.places.judging import Outcome
from bench.places.markup import VARIANTS, Markup
from bench.places.measuring import COMPUTED, RUN, SHOWN, Job, measure_all
from bench.places.openings import EDITS, GONE, MARKERS, OPENINGS, Pair

Where = tuple[tuple[str, str], ...]
"""Places: a paragraph's id, and what is at the place: its first words ("") or other words."""

EVERYWHERE: Where = (
    ("p3", ""),
    ("p3", "paid nothing"),
    ("p5", ""),
    ("p5", "fore</em>"),
    ("p5", "opened one"),
    ("p6", ""),
    ("p6", "agree with"),
    ("p8", ""),
    ("p8", "about livestock"),
    ("p8", "all of them"),
    ("p12", ""),
    ("p12", "opened the"),
)
AT_FOUR: Where = (("p4", ""), ("p4", "It looked at the landing"))
AT_SIX: Where = (("p6", ""), ("p6", "agree with"))
AT_SEVEN: Where = (("p7", ""), ("p7", "step, and"), ("p7", "middle of"))
ELSEWHERE: Where = tuple(each for each in EVERYWHERE if each[0] != "p6")
AT_EIGHT: Where = (
    ("p8", ""),
    ("p8", "about livestock"),
    ("p8", "by the wheel"),
    ("p8", "cost money"),
)
AFTER_EIGHT: Where = (("p9", ""), ("p9", "council"), ("p12", "opened the"))
AT_NEW: Where = (("n1", ""), ("n1", "had only"))

SHOWN_VARIANTS = ("A", "B2", "C", "C0", "G")
"""Those that are laid out, too: that takes half a second for each place."""

SECOND = inserted(FIRST, "p4", 1, 2)


@dataclass(frozen=True, slots=True)
class History:
    """Two releases and the places taken in the first of them."""

    what: str
    old: Release
    new: Release
    places: Where


HISTORIES = (
    History("after p4; places in p3, p5 to p12", FIRST, SECOND, EVERYWHERE),
    History("after p4; places in p4", FIRST, SECOND, AT_FOUR),
    History("before p1; places in p3 to p12", FIRST, inserted(FIRST, "", 1, 2), EVERYWHERE),
    History(
        "before p1; places in p1", FIRST, inserted(FIRST, "", 1, 2), (("p1", ""), ("p1", "or not"))
    ),
    History("p6 removed; places elsewhere", FIRST, removed(FIRST, "p6"), ELSEWHERE),
    History("p6 removed; places in p6", FIRST, removed(FIRST, "p6"), AT_SIX),
    History("p7 edited; places in p7", FIRST, edited(FIRST, "p7"), AT_SEVEN),
    History("second after the first; elsewhere", SECOND, inserted(SECOND, "n1", 2, 3), EVERYWHERE),
    History("second after the first; in p4", SECOND, inserted(SECOND, "n1", 2, 3), AT_FOUR),
    History("second after the first; in that", SECOND, inserted(SECOND, "n1", 2, 3), AT_NEW),
    History("second before the first; elsewhere", SECOND, inserted(SECOND, "p4", 2, 3), EVERYWHERE),
    History("second before the first; in that", SECOND, inserted(SECOND, "p4", 2, 3), AT_NEW),
    History("v1 to v3; p3, p5 to p12", FIRST, inserted(SECOND, "p4", 2, 3), EVERYWHERE),
    History("v1 to v3; p4", FIRST, inserted(SECOND, "p4", 2, 3), AT_FOUR),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: a variant, and what became of its places in each reader."""

    letter: str
    what: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One history, and every variant's line."""

    what: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    table: str
    letter: str
    what: str
    job: Job


def measured_variants() -> tuple[Table, ...]:
    """Run every variant through every history, in one start of each reader."""
    groups = (((*_histories(), *_openings()), ()), (tuple(_edits()), SHOWN))
    tables: dict[str, list[Row]] = {}
    for cases, shown in groups:
        outcomes = measure_all(tuple(case.job for case in cases), (*RUN, *shown, *COMPUTED))
        for case, found in zip(cases, outcomes, strict=True):
            tables.setdefault(case.table, []).append(Row(case.letter, case.what, found))
    return tuple(Table(what, tuple(rows)) for what, rows in tables.items())


def _histories() -> Iterator[_Case]:
    for history in HISTORIES:
        for variant in VARIANTS:
            old, new = (
                packed(_chapter(variant.markup, release)) for release in (history.old, history.new)
            )
            job = Job(old, new, _places(old, history.places, history.old))
            yield _Case(history.what, variant.letter, variant.what, job)


def _chapter(markup: Markup, release: Release) -> str:
    return (
        '<section epub:type="chapter" id="c">\n<header><h1>The Goat</h1></header>\n'
        f"{markup(release)}\n</section>"
    )


def _openings() -> Iterator[_Case]:
    groups = (
        ("opening note removed; p3 to p12", OPENINGS, EVERYWHERE),
        ("opening note arrives; p3 to p12", tuple(map(_turned, OPENINGS)), EVERYWHERE),
        ("page marker at p7; elsewhere", MARKERS, EVERYWHERE),
        ("page marker at p7; in p7", MARKERS, AT_SEVEN),
    )
    return _of_pairs(groups)


def _edits() -> Iterator[_Case]:
    grown = tuple(
        Pair(each.letter, each.what, _chapter(each.markup, FIRST), _chapter(each.markup, SECOND))
        for each in VARIANTS
        if each.letter in SHOWN_VARIANTS
    )
    return _of_pairs(
        (
            ("after p4, shown; places in p4", grown, AT_FOUR),
            ("after p4, shown; places in p9 and p12", grown, AFTER_EIGHT),
            ("p8 edited; places in it", EDITS, AT_EIGHT),
            ("p8 edited; places after it", EDITS, AFTER_EIGHT),
            ("p6 leaves; places in it", GONE, AT_SIX),
            ("p6 leaves; places after it", GONE, AFTER_EIGHT),
        )
    )


def _of_pairs(groups: tuple[tuple[str, tuple[Pair, ...], Where], ...]) -> Iterator[_Case]:
    for what, pairs, where in groups:
        for pair in pairs:
            old, new = packed(pair.before), packed(pair.after)
            yield _Case(what, pair.letter, pair.what, Job(old, new, _places(old, where, FIRST)))


def _turned(pair: Pair) -> Pair:
    return pair.turned()


def _places(book: bytes, where: Where, release: Release) -> tuple[Place, ...]:
    """Return the places; paragraphs are found by their words, as some variants have no ids."""
    text = read_documents(book)[0].text
    words = {each.id: _bare(each.words) for each in release}
    return tuple(
        Place(0, text.index(words[which]) + words[which].index(_bare(there)))
        for which, there in where
    )


def _bare(markup: str) -> str:
    return re.sub(r"<[^>]*>", "", markup)
