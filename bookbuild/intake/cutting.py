"""Texts cut as an author's plan says: exactly at its lines, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

from bookbuild.intake.divisions import Divided, Division, LeftOut, divide
from bookbuild.intake.divisions.headings import read_heading
from bookbuild.intake.long_text import is_divided
from bookbuild.intake.plan_file import Wanted
from bookbuild.intake.planned import planned_chapters
from bookbuild.intake.posted_chapter import PostedChapter
from bookbuild.intake.recognise import chapters_beginning, chapters_divided
from bookbuild.intake.sources import Source
from bookbuild.intake.words import words_of
from bookbuild.model.book import Kind, Matter

_LONGEST_HEADING = 8
"""So many lines a heading may have, blank ones among them."""


def cut_as_wanted(
    source: Source, chapters: tuple[PostedChapter, ...], pattern: str, wanted: tuple[Wanted, ...]
) -> tuple[PostedChapter, ...]:
    """Return a source's chapters, as import proposes them, cut anew where a plan says so.

    The first section stays where it begins even if the plan has none there: then it is joined to
    the source before it, later. A heading that the plan leaves out is text.
    """
    proposed = planned_chapters(chapters)
    here = tuple(one for one in wanted if one.source == source.name)
    lines = frozenset(one.line for one in here) | {proposed[0].line}
    known = frozenset(one.line for one in proposed)
    if lines == known:
        return chapters
    added = tuple(_added(source, one) for one in here if one.line not in known)
    divided = _divided(source, chapters, pattern)
    if divided is None and not added:
        return chapters_beginning(source, lines)
    return _cut(source, chapters, divided, added, lines)


def _divided(source: Source, chapters: tuple[PostedChapter, ...], pattern: str) -> Divided | None:
    """Return the divisions that the proposal was made of, None where it had none."""
    if source.markdown and not pattern:
        return None
    divided = divide(source.lines, pattern)
    proposed = {one.line for one in planned_chapters(chapters)}
    made = {one.line for one in divided.divisions} <= proposed
    enough = pattern or is_divided(divided, frozenset())
    return divided if made and enough and divided.divisions else None


def _cut(
    source: Source,
    chapters: tuple[PostedChapter, ...],
    divided: Divided | None,
    added: tuple[Division, ...],
    lines: frozenset[int],
) -> tuple[PostedChapter, ...]:
    known = divided.divisions if divided else tuple(map(_division, chapters))
    kept = tuple(one for one in known if one.line in lines)
    divisions = tuple(sorted((*kept, *added), key=lambda one: one.line))
    left = tuple(_shortened(one, divisions) for one in (divided.left_out if divided else ()))
    cut = chapters_divided(source, Divided(divisions, tuple(one for one in left if one)))
    if divided:
        return cut
    counted = {one.head.heading_line or one.line: one.head.counted for one in chapters}
    return tuple(
        replace(one, head=replace(one.head, counted=counted.get(one.line, one.head.counted)))
        for one in cut
    )


def _division(chapter: PostedChapter) -> Division:
    """Return the division that a posted chapter's heading makes; without one it has no lines."""
    head = chapter.head
    line = head.heading_line or chapter.line
    title = tuple(words_of(head.title))
    further = (
        span.line
        for span in head.spans
        if span.line > line and title and tuple(words_of(span.text)) == title
    )
    last = max((head.heading_line, *further)) if head.heading_line else line - 1
    return Division(
        line=line,
        last_heading_line=last,
        kind=head.kind,
        label=head.said or head.label,
        title=head.title if head.heading_line else "",
        level=1,
        number=head.number,
        pov="",
        confidence=head.confidence,
        matter=head.matter or Matter.BODY,
    )


def _added(source: Source, wanted: Wanted) -> Division:
    label = read_heading(wanted.label) if wanted.label else None
    return Division(
        line=wanted.line,
        last_heading_line=_heading_end(source, wanted),
        kind=wanted.kind,
        label=wanted.label,
        title=wanted.title,
        level=0 if wanted.kind is Kind.PART else 1,
        number=label.number if label else None,
        pov="",
        confidence=1.0,
    )


def _heading_end(source: Source, wanted: Wanted) -> int:
    """Return the last line that says no more than the label and the title; the one before if none.

    A line with other words is text, and stays.
    """
    said = [word.casefold() for word in words_of(f"{wanted.label} {wanted.title}")]
    last = wanted.line - 1
    for number in range(wanted.line, min(wanted.line + _LONGEST_HEADING, len(source.lines) + 1)):
        words = [word.casefold() for word in words_of(source.lines[number - 1][:1000])]
        if words and (not said or words != said[: len(words)]):
            break
        said = said[len(words) :]
        last = number if words else last
    return last


def _shortened(left: LeftOut, divisions: tuple[Division, ...]) -> LeftOut | None:
    """What was left out ends where the author's section begins."""
    inside = (one.line for one in divisions if left.first_line <= one.line <= left.last_line)
    last = min((line - 1 for line in inside), default=left.last_line)
    return replace(left, last_line=last) if last >= left.first_line else None
