"""From lines to divisions: boilerplate off, lists of contents off, headings weighed together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from bookbuild.intake.divisions.authors_pattern import compile_pattern
from bookbuild.intake.divisions.boilerplate import Body, bodies
from bookbuild.intake.divisions.choice import Chosen, choose
from bookbuild.intake.divisions.contents_list import (
    ContentsList,
    headed_lists,
    unheaded_lists,
)
from bookbuild.intake.divisions.found import Divided, Division, LeftOut
from bookbuild.intake.divisions.galley import Galley, lay_out
from bookbuild.intake.divisions.headings import Form, read_behind_work, read_heading
from bookbuild.intake.divisions.named import named_sections
from bookbuild.intake.divisions.narrators import as_name, names_in_turn, narrator
from bookbuild.intake.divisions.sequence import Chain, Link
from bookbuild.intake.divisions.surroundings import MOST_CANDIDATES, Candidate, candidates
from bookbuild.intake.divisions.titles import (
    Habit,
    below_label,
    habit,
    on_the_label,
    plain,
)
from bookbuild.intake.divisions.unnumbered import Titled, by_likeness, from_contents
from bookbuild.intake.divisions.vocabulary import Place, Rank
from bookbuild.model.book import BACK_KINDS, FRONT_KINDS, Kind, Matter

_FEW_NUMBERED = 2
"""Beside fewer numbered headings than this, titles without numbers are looked for by likeness."""
_HALF_TITLE = 400
"""With less text than this up to its repetition, a part's heading is the half title before it."""


def divide(lines: tuple[str, ...], pattern: str = "") -> Divided:
    """Return a text's divisions as a reader finds them, and the lines that are not the book's.

    ``lines`` are those of the source, in order, with or without their ends. ``pattern`` is the
    author's regular expression for headings; where it is given it alone decides. Pure. Raises
    `PatternRefused` (a `ValueError` whose text is for the author) for a pattern that cannot be
    read or could take forever.
    """
    galley = lay_out(lines)
    books, around = bodies(galley)
    left = list(around)
    found: list[Division] = []
    for body in books:
        divisions, more = _by_pattern(galley, body, pattern) if pattern else _book(galley, body)
        found.extend(divisions)
        left.extend(more)
    return Divided(tuple(found), tuple(sorted(left, key=lambda span: span.first_line)))


# --------------------------------------------------------------------------------- one book


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading found, before its level and matter are known. Lines count from 0."""

    at: int
    end: int
    form: Form | None
    title: str
    number: int | None
    sure: float
    part: bool = False


def _book(galley: Galley, body: Body) -> tuple[list[Division], list[LeftOut]]:
    left = list(body.left_out)
    taken = _marked(left)
    found = tuple(c for c in candidates(galley, body.first, body.end) if c.at not in taken)
    lists = headed_lists(galley, body.first, body.end)
    inside = {at for one in lists for at in range(one.first, one.end)}
    found = tuple(c for c in found if c.at not in inside)
    more = unheaded_lists(galley, found)
    lists = (*lists, *more)
    inside.update(at for one in more for at in range(one.first, one.end))
    found = tuple(c for c in found if c.at not in inside)
    left += [LeftOut(one.first + 1, one.end, "a list of contents") for one in lists]
    taken.update(inside)
    headings = _headings(galley, body, found, lists, taken)
    return _divisions(galley, headings, body.end), left


def _marked(left: Sequence[LeftOut]) -> set[int]:
    return {at - 1 for span in left for at in range(span.first_line, span.last_line + 1)}


def _headings(
    galley: Galley,
    body: Body,
    found: tuple[Candidate, ...],
    lists: tuple[ContentsList, ...],
    taken: set[int],
) -> list[_Heading]:
    chosen = choose(galley, found, body.first, body.end)
    headings: list[_Heading] = []
    chains = (*chosen.parts, *chosen.chapters)
    starts = frozenset(link.candidate.at for chain in chains for link in chain.links)
    for chain in chains:
        headings += _set(galley, chain, lists, starts, part=chain in chosen.parts)
    _take(taken, headings)
    names = tuple(c for c in found if c.form.named and c.at not in taken)
    for link in named_sections(galley, names, chosen, body.end):
        headings.append(_named(galley, link))
    _take(taken, headings)
    headings += _titled(galley, body, chosen, lists, taken)
    return _without_half_titles(galley, sorted(headings, key=lambda h: h.at))


def _take(taken: set[int], headings: Sequence[_Heading]) -> None:
    for heading in headings:
        taken.update(range(heading.at, heading.end))


def _set(
    galley: Galley,
    chain: Chain,
    lists: tuple[ContentsList, ...],
    starts: frozenset[int],
    *,
    part: bool,
) -> list[_Heading]:
    """Return the headings of a series, with their titles."""
    found = tuple(link.candidate for link in chain.links)
    extents = tuple(on_the_label(galley, c.at, c.form) for c in found)
    custom = habit(galley, found, extents)
    told = _told(lists)
    headings = []
    for link, extent in zip(chain.links, extents, strict=True):
        form = link.candidate.form
        said = told.get((form.series, link.number), told.get(("", link.number), ""))
        whole = below_label(galley, extent, said, custom)
        if any(at in starts for at in range(extent.end, whole.end)):
            whole = extent
        headings.append(
            _Heading(link.candidate.at, whole.end, form, whole.title, link.number, link.sure, part)
        )
    return headings


def _told(lists: tuple[ContentsList, ...]) -> dict[tuple[str, int | None], str]:
    """What the lists of contents say: the title of each number."""
    told: dict[tuple[str, int | None], str] = {}
    for one in lists:
        for entry in one.entries:
            if entry.form and entry.title and entry.form.rank > Rank.PART:
                told.setdefault((entry.form.series, entry.form.number), entry.title)
                told.setdefault(("", entry.form.number), entry.title)
    return told


def _named(galley: Galley, link: Link) -> _Heading:
    candidate = link.candidate
    extent = on_the_label(galley, candidate.at, candidate.form)
    number = candidate.form.number
    return _Heading(candidate.at, extent.end, candidate.form, extent.title, number, link.sure)


def _titled(
    galley: Galley,
    body: Body,
    chosen: Chosen,
    lists: tuple[ContentsList, ...],
    taken: set[int],
) -> list[_Heading]:
    def free(at: int) -> bool:
        return at not in taken

    found: tuple[Titled, ...] = from_contents(galley, lists, body.first, body.end, free)
    numbered = sum(len(chain.links) for chain in chosen.chapters)
    if len(found) + numbered <= _FEW_NUMBERED and not _texts_of_parts(galley, chosen):
        found = by_likeness(galley, body.first, body.end, free)
    return [_Heading(t.at, t.end, None, t.title, None, t.sure) for t in found]


def _texts_of_parts(galley: Galley, chosen: Chosen) -> bool:
    """Whether there are many parts: then they are the chapters."""
    return sum(len(chain.links) for chain in chosen.parts) > 8


def _without_half_titles(galley: Galley, headings: list[_Heading]) -> list[_Heading]:
    kept: list[_Heading] = []
    for heading in headings:
        last = kept[-1] if kept else None
        if last and heading.at < last.end:
            continue
        if last and last.form and heading.form and _same(last, heading):
            near = galley.characters(last.end, heading.at) < _HALF_TITLE
            if near and (heading.part or last.form.named):
                kept.pop()
        kept.append(heading)
    return kept


def _same(one: _Heading, other: _Heading) -> bool:
    if not one.form or not other.form or one.form.series != other.form.series:
        return False
    return one.number == other.number and one.form.label.casefold() == other.form.label.casefold()


# ---------------------------------------------------------------------------- the divisions


def _divisions(galley: Galley, headings: list[_Heading], end: int) -> list[Division]:
    below = any(not h.part and (h.form is None or not h.form.named) for h in headings)
    names = names_in_turn(tuple(h.title for h in headings if not h.part and _tells(h)))
    numbered = [h.at for h in headings if h.form and not h.form.named]
    first = min(numbered, default=min((h.at for h in headings if not h.form), default=0))
    last = max(numbered, default=end)
    return [_division(heading, below, names, first, last) for heading in headings]


def _tells(heading: _Heading) -> bool:
    return heading.form is None or not heading.form.named


def _division(
    heading: _Heading, below: bool, names: frozenset[str], first: int, last: int
) -> Division:
    form = heading.form
    top = heading.part and below
    matter = _matter(heading, first, last)
    kind = _kind(heading, matter, top)
    title = heading.title
    pov = as_name(title) if title.strip(" .") in names else narrator(title)
    return Division(
        line=heading.at + 1,
        last_heading_line=heading.end,
        kind=kind,
        label=_label(form),
        title=title,
        level=0 if top else 1,
        number=heading.number,
        pov="" if top else pov,
        confidence=round(heading.sure, 2),
        matter=matter,
    )


def _label(form: Form | None) -> str:
    return plain(form.label) if form else ""


def _kind(heading: _Heading, matter: Matter, top: bool) -> Kind:
    """A title without a number before the first numbered chapter or behind the last is none."""
    form = heading.form
    if not form:
        return Kind.CHAPTER if matter is Matter.BODY else Kind.OTHER
    if form.kind is Kind.PART and not top:
        return Kind.CHAPTER
    return Kind.PART if top else form.kind


def _matter(heading: _Heading, first: int, last: int) -> Matter:
    form = heading.form
    if form and form.named:
        if form.kind in FRONT_KINDS and form.kind not in BACK_KINDS:
            return Matter.FRONT
        if form.kind in BACK_KINDS:
            return Matter.BACK
        if form.kind is Kind.OTHER:
            return Matter.FRONT if heading.at < first else Matter.BACK
        return Matter.BODY
    if not form and heading.at < first:
        return Matter.FRONT
    return Matter.BACK if not form and heading.at > last else Matter.BODY


# ------------------------------------------------------------------------ the author's pattern


def _by_pattern(galley: Galley, body: Body, pattern: str) -> tuple[list[Division], list[LeftOut]]:
    """Every line in which the pattern is found is a heading, and no other line is."""
    compiled, longest = compile_pattern(pattern)
    lines = []
    for at in range(body.first, body.end):
        text = galley.texts[at]
        if text and len(text) <= longest and compiled.search(text):
            lines.append(at)
            if len(lines) == MOST_CANDIDATES:
                break
    if not lines:
        return [], list(body.left_out)
    headings = [_matched(galley, at) for at in lines]
    kept = [h for h, after in zip(headings, [*lines[1:], body.end], strict=True) if h.at < after]
    bounded = [
        replace(h, end=min(h.end, after.at if after else body.end))
        for h, after in zip_longest(kept, kept[1:])
    ]
    return _divisions(galley, bounded, body.end), list(body.left_out)


def _matched(galley: Galley, at: int) -> _Heading:
    text = galley.texts[at]
    form = read_heading(text) or read_behind_work(text)
    if not form:
        return _Heading(at, at + 1, None, plain(text), None, 1.0)
    extent = on_the_label(galley, at, form)
    whole = below_label(galley, extent, "", Habit(mostly=True, loosely=False))
    part = form.rank <= Rank.PART and form.place is Place.WITHIN and not form.named
    return _Heading(at, whole.end, form, whole.title, form.number, 1.0, part)
