"""Which series of numbers are a book's divisions, and which are parts of something within.

The chapters are the series that carries the book. A series that lies whole within one chapter is
a quotation or a table; numbers that begin anew in every chapter are its sections. Parts stand
above chapters; a number with no text before the next smaller one is a part.
"""

from __future__ import annotations

from bisect import bisect, bisect_left
from dataclasses import dataclass

from bookbuild.intake.divisions.galley import Galley
from bookbuild.intake.divisions.headings import DECIMAL
from bookbuild.intake.divisions.sequence import Chain, Link, believable, follow
from bookbuild.intake.divisions.surroundings import Candidate
from bookbuild.intake.divisions.vocabulary import Place, Rank

_DIRECTLY = 120
"""So few characters between a part's heading and its first chapter are its title, or a motto."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The series that divide the book: those above, and those of chapters."""

    parts: tuple[Chain, ...]
    chapters: tuple[Chain, ...]


def choose(galley: Galley, found: tuple[Candidate, ...], first: int, end: int) -> Chosen:
    """Return the series that divide the book, the lines from ``first`` up to ``end``."""
    groups = _groups(found)
    volumes = _chains(groups, Rank.VOLUME, ())
    parts = _chains(groups, Rank.PART, _lines(volumes))
    above = (*volumes, *parts)
    chapters = _chains(groups, Rank.CHAPTER, _lines(above))
    chapters += _serial(groups)
    acts = any(chain.series == "act" for chain in parts)
    if acts or not chapters:
        chapters += _chains(groups, Rank.SECTION, _lines(above))
    prefaces = (c for c in found if c.form.named and c.form.place is Place.BEFORE and c.fit >= 3)
    opened = min((c.at for c in prefaces), default=end)
    opened = min((opened, *_lines(above), *_lines(tuple(c for c in chapters if not _bare(c)))))
    chapters = tuple(
        c
        for c in chapters
        if not _bare(c) or _carries_book(galley, c, min(opened, end), first, end)
    )
    below, raised = _main(galley, chapters)
    above = tuple(c for c in (*above, *raised) if _holds_chapters(c, below))
    return Chosen(above, below)


def _groups(found: tuple[Candidate, ...]) -> dict[tuple[Rank, str], tuple[Candidate, ...]]:
    groups: dict[tuple[Rank, str], list[Candidate]] = {}
    for candidate in found:
        if not candidate.form.named:
            groups.setdefault((candidate.form.rank, candidate.form.series), []).append(candidate)
    return {name: tuple(members) for name, members in groups.items()}


def _chains(
    groups: dict[tuple[Rank, str], tuple[Candidate, ...]], rank: Rank, parts: tuple[int, ...]
) -> tuple[Chain, ...]:
    chains = (
        follow(series, members, parts)
        for (its_rank, series), members in groups.items()
        if its_rank is rank and not series.startswith(DECIMAL)
    )
    return tuple(chain for chain in chains if believable(chain))


def _lines(chains: tuple[Chain, ...]) -> tuple[int, ...]:
    return tuple(sorted(link.candidate.at for chain in chains for link in chain.links))


def _serial(groups: dict[tuple[Rank, str], tuple[Candidate, ...]]) -> tuple[Chain, ...]:
    """A serial's numbers with a point ("1.3") go up, first the one before the point."""
    chains = []
    for (_, series), members in groups.items():
        if not series.startswith(DECIMAL):
            continue
        links: list[Link] = []
        last = (-1, -1)
        for candidate in members:
            form = candidate.form
            here = (form.part, form.number if form.number is not None else last[1])
            if candidate.fit >= 2 and here >= last:
                links.append(Link(candidate, form.number, 0.9))
                last = here
        if len(links) >= 3 and links[0].candidate.form.part <= 1:
            chains.append(Chain(series, tuple(links), 4.0 * len(links)))
    return tuple(chains)


# ------------------------------------------------------------------------------ which is which


def _main(galley: Galley, chains: tuple[Chain, ...]) -> tuple[tuple[Chain, ...], tuple[Chain, ...]]:
    """Return the series of chapters, and those raised to parts."""
    labelled = [c for c in chains if not _bare(c)]
    bare = [c for c in chains if _bare(c)]
    outer = max(labelled, key=_weight, default=None)
    if outer:
        labelled = [c for c in labelled if c is outer or not _lies_within(c, outer)]
        beside = [b for b in bare if _stands_beside(b, outer)]
        return tuple(labelled) + tuple(beside[:1]), ()
    if not bare:
        return (), ()
    ordered = sorted(bare, key=_weight, reverse=True)
    longest = ordered[0]
    for other in ordered[1:]:
        if _divides(other, longest):
            if _directly_above(galley, other, longest):
                return (longest,), (other,)
            return (other,), ()
    beside = [b for b in ordered[1:] if _apart(b, longest)]
    return (longest, *beside), ()


def _bare(chain: Chain) -> bool:
    return chain.links[0].candidate.form.bare


def _carries_book(galley: Galley, chain: Chain, opened: int, first: int, end: int) -> bool:
    """Numbers alone divide the whole book, or else they number something within it.

    They count to three at least each time they begin. They begin near its beginning, unless other
    divisions (from the line ``opened``) come before; there is text below nearly all; and no four
    of them leave more than half the book to one.
    """
    ats = _ats(chain)
    whole = max(1, galley.characters(first, end))
    sizes = [galley.characters(a + 1, b) for a, b in zip(ats, [*ats[1:], end], strict=True)]
    empty = sum(1 for size in sizes if size < _DIRECTLY)
    before = galley.characters(first, ats[0])
    usual = sorted(sizes)[len(sizes) // 2]
    late = before > max(0.1 * whole, 2 * usual) and opened > ats[0]
    uneven = len(ats) > 3 and max(sizes) > 0.5 * whole
    runs = 1 + sum(1 for link in chain.links[1:] if link.anew)
    short = runs > 1 and len(ats) < 3 * runs
    return not late and not uneven and not short and empty * 3 <= len(ats)


def _weight(chain: Chain) -> float:
    return chain.score


def _ats(chain: Chain) -> list[int]:
    return [link.candidate.at for link in chain.links]


def _lies_within(inner: Chain, outer: Chain) -> bool:
    """Whether a whole series stands between two neighbours of another that count on."""
    first, last = _ats(inner)[0], _ats(inner)[-1]
    for one, other in zip(outer.links, outer.links[1:], strict=False):
        if one.candidate.at < first and last < other.candidate.at:
            return not other.anew
    return False


def _apart(one: Chain, other: Chain) -> bool:
    a, b = _ats(one), _ats(other)
    return a[-1] < b[0] or b[-1] < a[0]


def _stands_beside(bare: Chain, outer: Chain) -> bool:
    """Numbers alone are chapters beside labelled ones only where they do not mix with them."""
    return len(bare.links) >= 3 and _apart(bare, outer) and len(outer.links) < 2 * len(bare.links)


def _divides(outer: Chain, inner: Chain) -> bool:
    """Whether the inner numbers begin anew behind most of the outer ones."""
    anew = [link.candidate.at for link in inner.links if link.anew]
    anew.insert(0, inner.links[0].candidate.at)
    ats = _ats(outer)
    held = sum(
        1
        for one, other in zip(ats, [*ats[1:], 1 << 60], strict=True)
        if bisect(anew, one) < bisect_left(anew, other)
    )
    return held * 2 > len(ats) and len(anew) * 2 > len(ats) and len(ats) >= 2


def _directly_above(galley: Galley, outer: Chain, inner: Chain) -> bool:
    ats = _ats(inner)
    direct = 0
    for at in _ats(outer):
        below = bisect(ats, at)
        direct += below < len(ats) and galley.characters(at + 1, ats[below]) < _DIRECTLY
    return direct * 5 >= 4 * len(outer.links)


def _holds_chapters(part: Chain, chapters: tuple[Chain, ...]) -> bool:
    """A series of parts that lies whole within one chapter is none."""
    return not any(_lies_within(part, chain) for chain in chapters)
