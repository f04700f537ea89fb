"""The book as a proofreader reads it: what is probably a slip, and what is certainly one.

`galley` lays a `Book` out in passages; one module for each concern reads them and yields
`Finding`s; `lines` puts each on its own line of the file; `silencing` takes out what the author has
looked at. A finding is sure or suspected, and only sure ones are said unless more is asked for:
who cries wolf is not read.

- `doubled`: words typed twice. `spacing`: spaces at points. `endings`: paragraphs without one.
- `quotations` with `marks`: quotation marks without a partner. `manners`: two kinds of them in one
  book. `leftovers`: straight ones that no rule can set.
- `spellings`, `names`: one word in two spellings.
- `markup`, `characters`: what came in with the typing.
- `scene_breaks`, `order`: what stands in the wrong place.
- `announcements`: what is promised to readers who have it already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bookbuild.model.book import Book
from bookbuild.model.silences import Silence
from bookbuild.proof.announcements import stale_announcements
from bookbuild.proof.characters import unusual_characters
from bookbuild.proof.doubled import doubled_words
from bookbuild.proof.endings import endings
from bookbuild.proof.findings import Finding, Fix
from bookbuild.proof.galley import Galley, galley_of, shown_file
from bookbuild.proof.leftovers import undecided_marks
from bookbuild.proof.lines import Source, at_their_lines
from bookbuild.proof.manners import manners_of_quoting
from bookbuild.proof.markup import stray_markup
from bookbuild.proof.names import names
from bookbuild.proof.order import order_of_chapters
from bookbuild.proof.quotations import quotations
from bookbuild.proof.scene_breaks import scene_breaks
from bookbuild.proof.silencing import silence
from bookbuild.proof.spacing import spacing
from bookbuild.proof.spellings import spellings
from bookbuild.report import Diagnostic, Place

__all__ = ["CODES", "Finding", "Fix", "Proof", "Source", "proofread"]

CODES = (
    "doubled-word",
    "unmatched-quote",
    "turned-quote",
    "undecided-quote",
    "mixed-quotes",
    "mixed-speech",
    "space-before-point",
    "no-space",
    "doubled-space",
    "no-end-point",
    "mixed-hyphens",
    "mixed-names",
    "stray-markup",
    "unusual-character",
    "stray-scene-break",
    "repeated-number",
    "missing-number",
    "chapter-out-of-order",
    "date-out-of-order",
    "stale-announcement",
)
"""The codes of the findings, which are stable: authors name them in their silences."""

_CONCERNS: tuple[Callable[[Galley], Iterator[Finding]], ...] = (
    doubled_words,
    quotations,
    undecided_marks,
    manners_of_quoting,
    spacing,
    endings,
    spellings,
    names,
    stray_markup,
    unusual_characters,
    order_of_chapters,
    stale_announcements,
)


@dataclass(frozen=True, slots=True)
class Proof:
    """What a proofreader hands back; ``diagnostics`` are about the silences."""

    findings: tuple[Finding, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def proofread(
    book: Book,
    sources: tuple[Source, ...] = (),
    silences: tuple[Silence, ...] = (),
    *,
    strict: bool = False,
) -> Proof:
    """Read a book and return what is wrong with it, in the order of its files.

    ``sources`` are its files as typed, for the exact lines; without them a finding stands at its
    paragraph's first line. ``strict`` adds what is only suspected.
    """
    galley = galley_of(book)
    read = (finding for concern in _CONCERNS for finding in concern(galley))
    found = (*read, *scene_breaks(galley, sources))
    place = Place(shown_file(book, "silenced.yaml"))
    silenced = silence(found, silences, CODES, place)
    left = tuple(each for each in silenced.findings if strict or each.sure)
    order = {shown_file(book, section.head.file): n for n, section in enumerate(book.sections)}
    placed = at_their_lines(left, sources)
    in_order = sorted(placed, key=lambda each: (order.get(each.place.file, -1), each.place.line))
    return Proof(tuple(in_order), silenced.diagnostics)
