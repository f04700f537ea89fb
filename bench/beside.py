# ruff: noqa: T201
"""Hold the EPUB that import makes of a plain text against the one that Standard Ebooks made.

    python bench/beside.py [--list FEATURE] [--others]

Imports ../shared/corpora/pg-dracula by `bookbuild import` alone, builds the EPUB, and counts each
feature in its markup and in that of ../shared/corpora/se-dracula. A feature is matched by its
words and by those beside it, so that "both" is what the two books mark in the same place; "only
theirs" is explained below the table, each reason with a count of what fits it. ``--list FEATURE``
prints what is not matched, on either side. ``--others`` imports the other texts of the corpora and
prints what was found there; what a novel without letters gets of them is wrong.
Exits 3 where the corpora are not here, 1 where something that only they have fits no reason.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.marked import (  # noqa: E402
    FEATURES,
    Item,
    Opened,
    all_letters,
    close_to,
    depth_of_contents,
    in_italics,
    letters_of,
    opened_file,
    opened_folder,
)
from bookbuild.build.books import build_books  # noqa: E402
from bookbuild.build.request import BuildRequest  # noqa: E402
from bookbuild.intake import import_sources  # noqa: E402
from bookbuild.model.editions import Format  # noqa: E402

CORPORA = ROOT.parent / "shared/corpora"
_TEXT = CORPORA / "pg-dracula/345-8.txt"
_BY_HAND = CORPORA / "se-dracula/src"
_OTHERS = (
    "pg-frankenstein/84-0.txt",
    "pg-pride-and-prejudice/1342-0.txt",
    "pg-moby-dick/2701-0.txt",
    "pg-effi-briest-de/5323-8.txt",
)


@dataclass(frozen=True, slots=True)
class Beside:
    """A feature in both books: what both have, and what only one of them has."""

    name: str
    both: tuple[tuple[Item, Item], ...]
    theirs: tuple[Item, ...]
    ours: tuple[Item, ...]


def main() -> int:
    """Print the table, or a list, or the other texts; return the exit code."""
    if not _TEXT.is_file() or not _BY_HAND.is_dir():
        print("The corpora are not here (../shared/corpora/pg-dracula and se-dracula).")
        return 3
    if "--others" in sys.argv:
        return _others()
    theirs, ours = opened_folder(_BY_HAND), _made(_TEXT)
    rows = tuple(
        _beside(one.name, tuple(one.items(theirs)), tuple(one.items(ours))) for one in FEATURES
    )
    if "--list" in sys.argv:
        return _list(rows, " ".join(sys.argv[sys.argv.index("--list") + 1 :]))
    _table(rows)
    print(f"{'depth of contents':18} {depth_of_contents(theirs):7} {depth_of_contents(ours):6}")
    print("    Theirs hangs the chapters below the half title; ours lists them on their own.")
    source = " ".join(_TEXT.read_bytes().decode("cp1252").split())
    known = Known(source, all_letters(ours), in_italics(ours))
    return 1 if _unexplained(rows, known) else 0


def _made(text: Path) -> Opened:
    """Import a text, build its EPUB, open it."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "book")
        import_sources((text,), folder, "urn:uuid:00000000-0000-4000-8000-000000000000")
        made = folder / "book.epub"
        build_books(BuildRequest(folder, (Format.EPUB,), "ebook", made), lambda _: None)
        return opened_file(made)


def _beside(name: str, theirs: tuple[Item, ...], ours: tuple[Item, ...]) -> Beside:
    """Match by the same letters first, then by nearly the same; each item is taken once."""
    left = list(ours)
    both: list[tuple[Item, Item]] = []
    waiting = list(theirs)
    for same in (str.__eq__, close_to):
        still: list[Item] = []
        for item in waiting:
            found = next((one for one in left if same(item.key, one.key)), None)
            if found:
                left.remove(found)
                both.append((item, found))
            else:
                still.append(item)
        waiting = still
    return Beside(name, tuple(both), tuple(waiting), tuple(left))


def _table(rows: tuple[Beside, ...]) -> None:
    print(f"{'':18} {'theirs':>7} {'ours':>6} {'both':>6} {'only theirs':>12} {'only ours':>10}")
    for row in rows:
        both, theirs, ours = len(row.both), len(row.theirs), len(row.ours)
        print(f"{row.name:18} {both + theirs:7} {both + ours:6} {both:6} {theirs:12} {ours:10}")


def _list(rows: tuple[Beside, ...], name: str) -> int:
    for row in rows:
        if row.name == name:
            for side, items in (("only theirs", row.theirs), ("only ours", row.ours)):
                print(f"{side}:")
                for item in items:
                    print(f"    {item.words[:110]}  {item.of}".rstrip())
            return 0
    print("The features: " + ", ".join(row.name for row in rows) + ".")
    return 2


# --------------------------------------------------------------------------------------- reasons


@dataclass(frozen=True, slots=True)
class Known:
    """What the reasons are held against: the source, our book's words, and those in italics."""

    source: str
    letters: str
    italics: frozenset[str]

    def has(self, words: str) -> bool:
        """Return whether our book has these words in a row."""
        return letters_of(words) in self.letters


Fits = Callable[[Item, Known], bool]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why we have not what they have, and what must be so of each item that it explains."""

    feature: str
    why: str
    fits: Fits


def _of(*kinds: str) -> Fits:
    return lambda item, _: item.of in kinds


def _is_not_there(item: Item, known: Known) -> bool:
    return not known.has(item.words)


def _is_there(item: Item, known: Known) -> bool:
    return known.has(item.words)


def _has_no_stars(item: Item, known: Known) -> bool:
    before = item.words.partition(" * ")[0][-30:]
    _, found, after = known.source.partition(before)
    return bool(found) and "*" not in after[:40]


def _is_upright(item: Item, known: Known) -> bool:
    return letters_of(item.words) not in known.italics


def _is_one_word(item: Item, known: Known) -> bool:
    return len(item.words.split()) == 1


def _is_unmarked(item: Item, known: Known) -> bool:
    return not letters_of(item.words).startswith(("ps", "pps")) and known.has(item.words)


REASONS = (
    Reason("sections", "a page of their publisher's; ours is the copyright page", _of("imprint")),
    Reason("sections", "a half title, which our EPUB leaves to print", _of("halftitlepage")),
    Reason("sections", "its words are not in the text", lambda i, k: i.key not in k.letters),
    Reason("headings", "the heading of a page of their publisher's", _of("publisher's page")),
    Reason("headings", "a line that they wrote or rewrote by hand", _is_not_there),
    Reason(
        "headings",
        "a line below a heading, in one header with it; ours is a paragraph or centred",
        _of("line"),
    ),
    Reason(
        "letters",
        "one paragraph; that it is a telegram, only the sentence before it says",
        _of("alone"),
    ),
    Reason("letters", "a memorandum: nobody is greeted, nobody signs", _of("nobody")),
    *(
        Reason(feature, why, fits)
        for feature in ("valedictions", "signatures")
        for why, fits in (
            ("it stands in the line of the words it signs", _of("in a line")),
            (
                "it stands outside of letters; ours has it at the right, without a type",
                _of("told"),
            ),
            (
                "a part of the signature's line, or an initial below a postscript",
                lambda item, _: len(letters_of(item.words)) <= 3,
            ),
            ("the letter goes on below it, and no P.S. says why", _is_there),
        )
    ),
    Reason("postscripts", "nothing marks it", _is_unmarked),
    Reason("postscripts", "the text has two in one paragraph; ours marks that", _is_there),
    Reason(
        "diaries",
        "a manuscript has no block for a diary; its headings and dates are counted above",
        _of("z3998:diary", "z3998:diary-entry"),
    ),
    Reason("verse lines", "its words are not in the text", _is_not_there),
    Reason("scene breaks", "the text has none there", _has_no_stars),
    Reason(
        "languages",
        "not in italics in the text: nothing, or quotation marks, set it apart",
        _is_upright,
    ),
    Reason("languages", "one word in italics, which may as well be stressed", _is_one_word),
    Reason(
        "languages",
        "in italics, but no common expression, and too short to tell its language",
        lambda item, _: len(item.words.split()) > 1,
    ),
)


def _unexplained(rows: tuple[Beside, ...], known: Known) -> int:
    """Print the reasons with what fits them; return how many items fit none."""
    left = 0
    for row in rows:
        if not row.theirs:
            continue
        print(f"\n{row.name}: {len(row.theirs)} only theirs")
        said: Counter[str] = Counter()
        for item in row.theirs:
            said[_why(row.name, item, known)] += 1
        for why, times in said.items():
            print(f"    {times:4}  {why or 'NOT EXPLAINED'}.")
        left += said[""]
    return left


def _why(feature: str, item: Item, known: Known) -> str:
    reasons: Iterator[Reason] = (one for one in REASONS if one.feature == feature)
    return next((one.why for one in reasons if one.fits(item, known)), "")


# --------------------------------------------------------------------------------- other texts


def _others() -> int:
    """Print the counts of the other texts, and how each letter begins, to be looked at."""
    books = {name.partition("/")[0]: _made(CORPORA / name) for name in _OTHERS}
    print(f"{'':18} " + " ".join(f"{name:>22}" for name in books))
    for one in FEATURES:
        counts = (len(tuple(one.items(book))) for book in books.values())
        print(f"{one.name:18} " + " ".join(f"{count:22}" for count in counts))
    for name, book in books.items():
        for one in FEATURES:
            if one.name in ("letters", "languages"):
                for item in one.items(book):
                    print(f"    {name}: {item.words[:70]} {item.of}".rstrip())
    return 0


if __name__ == "__main__":
    sys.exit(main())
