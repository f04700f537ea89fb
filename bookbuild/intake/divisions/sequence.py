"""Numbers make sense in order: which of the candidates follow one another as a book's do.

A series counts up by one. It may begin anew with each part, and seldom without one; a number may
be left out or misprinted. A label that falls out of the order is quoted, or stands in a sentence,
unless it fills the very gap in which a number is missing.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from dataclasses import dataclass, replace

from bookbuild.intake.divisions.surroundings import Candidate
from bookbuild.intake.divisions.vocabulary import Rank

_NEXT, _LEFT_OUT, _ANEW, _AGAIN, _BACK = 2.0, -1.0, -3.0, -3.0, -6.0
_ANEW_IN_PART = 2.0
_FARTHEST = 12
"""So many numbers may be missing in a row; beyond that all leaps are alike."""
_MISPRINTED = 0.8
_STANDS_ALONE = 3.0
"""A fit from which a heading is believed without its neighbours' help."""


@dataclass(frozen=True, slots=True)
class Link:
    """A heading in its series; ``sure`` from 0 to 1, ``anew`` where the numbers begin again."""

    candidate: Candidate
    number: int | None
    sure: float
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """The headings of a series in their order, and how well they hang together."""

    series: str
    links: tuple[Link, ...]
    score: float


@dataclass(frozen=True, slots=True)
class _Step:
    score: float
    index: int
    before: int
    anew: bool


def follow(series: str, found: tuple[Candidate, ...], parts: tuple[int, ...] = ()) -> Chain:
    """Return the best chain through the candidates of one series.

    ``parts`` are the lines of the headings above the series: at each, its numbers may begin anew.
    """
    found = _alike(found)
    numbered = [c for c in found if c.form.number is not None]
    within = [bisect(parts, c.at) for c in numbered]
    steps: list[_Step] = []
    best: dict[int, _Step] = {}
    top: _Step | None = None
    for index, candidate in enumerate(numbered):
        new_part = top is None or within[index] > within[top.index]
        step = _best_step(index, numbered, best, top, new_part)
        steps.append(step)
        value = candidate.form.number or 0
        if value not in best or step.score >= best[value].score:
            best[value] = step
        if not top or step.score >= top.score:
            top = step
    links = _walk_back(top, steps, numbered)
    return Chain(series, _with_misprints(links, found), top.score if top else 0.0)


def _best_step(
    index: int,
    numbered: list[Candidate],
    best: dict[int, _Step],
    top: _Step | None,
    new_part: bool,
) -> _Step:
    candidate = numbered[index]
    value = candidate.form.number or 0
    choices = [(-min(max(value - 1, 0), 6) * 0.4, -1, False)]
    if value - 1 in best:
        choices.append((best[value - 1].score + _NEXT, best[value - 1].index, False))
    for missing in range(2, _FARTHEST):
        earlier = best.get(value - missing)
        if earlier:
            loss = _LEFT_OUT - 0.3 * missing
            choices.append((earlier.score + loss, earlier.index, False))
    if value in best:
        choices.append((best[value].score + _AGAIN, best[value].index, False))
    if top:
        anew = value <= 1
        loss = (_ANEW_IN_PART if new_part else _ANEW) if anew else _BACK
        loss = _LEFT_OUT - 0.3 * _FARTHEST if value > (_number(numbered, top) or 0) else loss
        choices.append((top.score + loss, top.index, anew))
    score, before, anew = max(choices)
    return _Step(score + candidate.fit, index, before, anew)


def _number(numbered: list[Candidate], step: _Step) -> int | None:
    return numbered[step.index].form.number


def _walk_back(
    top: _Step | None, steps: list[_Step], numbered: list[Candidate]
) -> tuple[Link, ...]:
    links = []
    step = top
    while step:
        candidate = numbered[step.index]
        before = numbered[step.before].form.number if step.before >= 0 else None
        sure = _sureness(candidate, before, step)
        links.append(Link(candidate, candidate.form.number, sure, step.anew))
        step = steps[step.before] if step.before >= 0 else None
    return tuple(reversed(links))


def _sureness(candidate: Candidate, before: int | None, step: _Step) -> float:
    value = candidate.form.number or 0
    in_order = step.anew or value == before + 1 if before is not None else value <= 1
    sure = 0.99 if in_order else 0.75
    return sure if candidate.fit >= 1.5 else sure - 0.2


def _alike(found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Headings of a book are typed alike: the usual style gains, a style of its own loses."""
    styles = Counter(c.form.style for c in found if c.fit >= 1.5 and c.form.number is not None)
    if not styles:
        return found
    usual, times = styles.most_common(1)[0]
    if times < 3:
        return found
    return tuple(
        replace(
            c, fit=c.fit + (0.5 if c.form.style == usual else -1.0 / (styles[c.form.style] + 1))
        )
        for c in found
    )


def _with_misprints(links: tuple[Link, ...], found: tuple[Candidate, ...]) -> tuple[Link, ...]:
    """A heading whose number cannot be right is known by the gap that it fills."""
    chosen = {link.candidate.at for link in links}
    loose = [c for c in found if c.at not in chosen and c.fit >= _STANDS_ALONE - 0.5]
    loose = [c for c in loose if not c.form.bare]
    if not loose:
        return links
    result: list[Link] = []
    at = 0
    for before, after in zip((None, *links), (*links, None), strict=True):
        if before:
            filled = bool(result) and result[-1].sure == _MISPRINTED
            result.append(replace(before, sure=0.95) if filled else before)
        between = []
        while at < len(loose) and (not after or loose[at].at < after.candidate.at):
            between.append(loose[at])
            at += 1
        result.extend(_fill(before, after, tuple(between)))
    return tuple(result)


def _fill(
    before: Link | None, after: Link | None, between: tuple[Candidate, ...]
) -> tuple[Link, ...]:
    halves = tuple(Link(c, None, 0.9) for c in between if c.form.style.endswith(("half", "last")))
    if not before or not after or len(between) != 1 or halves:
        return halves
    if before.number is None or after.number != before.number + 2:
        return ()
    return (Link(between[0], before.number + 1, _MISPRINTED),)


def believable(chain: Chain) -> bool:
    """Return whether a chain is a book's headings rather than chance.

    With a division word one good heading is enough. Numbers alone must begin at the beginning,
    be three or more (two where they stand in plenty of white), and mostly follow one another.
    """
    links = chain.links
    if not links:
        return False
    form = links[0].candidate.form
    in_order = sum(1 for link in links if link.sure >= 0.79) / len(links)
    fit = sum(link.candidate.fit for link in links) / len(links)
    if not form.bare and (form.series == "chapter" or form.rank <= Rank.PART):
        return fit >= (1.0 if len(links) > 1 else _STANDS_ALONE)
    begins = (links[0].number or 0) <= 1
    if not form.bare:
        return len(links) >= 2 and begins and in_order >= 0.6
    enough = len(links) >= 3 or (len(links) == 2 and fit >= 2.5)
    return enough and begins and in_order >= 0.7 and fit >= 1.5
