"""The head of a posted chapter: all that stands above its story, in whatever order.

The head is read passage by passage until one is neither a heading, a note, a point of view, a
date, nor a header line. That one begins the story.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bookbuild.intake.dates import posted_day
from bookbuild.intake.head_notes import read_header_line, read_note
from bookbuild.intake.head_reading import HeadReading, read_on
from bookbuild.intake.head_titles import (
    read_author,
    read_heading,
    read_labelled_title,
    read_title_line,
)
from bookbuild.intake.passages import Passage
from bookbuild.intake.posted import Layout
from bookbuild.intake.posted_chapter import Head
from bookbuild.intake.pov import point_of_view
from bookbuild.intake.report import SpanKind
from bookbuild.intake.spans import around, rules, whole

_LONGEST_HEAD = 200
"""No head has more passages than this; what looks like one is story."""


def read_head(source: str, layout: Layout, passages: tuple[Passage, ...]) -> HeadReading:
    """Read the head of the passages; the ``next`` passage of the result begins the story."""
    reading = HeadReading(source, passages, layout.usual_space)
    while reading.next < min(len(passages), _LONGEST_HEAD):
        further = _first_that_fits(reading)
        if not further:
            break
        reading = further
    return reading


def read_below_heading(
    source: str, layout: Layout, passages: tuple[Passage, ...], head: Head
) -> HeadReading:
    """Read on below a heading that is known: points of view, days and notes, but no titles."""
    reading = HeadReading(source, passages, layout.usual_space, head)
    while reading.next < min(len(passages), _LONGEST_HEAD):
        further = next((f for rule in _BELOW if (f := rule(reading))), None)
        if not further:
            break
        reading = further
    return reading


def _first_that_fits(reading: HeadReading) -> HeadReading | None:
    return next((further for rule in _RULES if (further := rule(reading))), None)


def _skip_rule(reading: HeadReading) -> HeadReading | None:
    """A line of marks says nothing, so there is nothing to find in it either."""
    if not reading.passage.rule:
        return None
    spans = rules(reading.source, (reading.passage,), "the line above the story")
    head = replace(reading.head, spans=reading.head.spans + spans)
    return replace(reading, head=head, next=reading.next + 1)


def _read_viewpoint(reading: HeadReading) -> HeadReading | None:
    row = reading.only_row
    found = point_of_view(row.text) if row and not reading.head.pov else None
    if not row or not found:
        return None
    spans = around(reading.source, row, found.start, found.end, f"pov: {found.name}")
    finding = reading.finding(
        f"“{row.text}” is the point of view: {found.name}.",
        "If it is not, delete the line that begins with pov: in the file.",
    )
    return read_on(reading, replace(reading.head, pov=found.name), spans, finding)


def _read_posted_day(reading: HeadReading) -> HeadReading | None:
    row = reading.only_row
    day = posted_day(row.text) if row and not reading.head.day else None
    if not row or not day:
        return None
    span = whole(reading.source, row, SpanKind.STRUCTURE, f"date: {day.isoformat()}")
    finding = reading.finding(
        f"“{row.text}” is the day it was posted: {day.isoformat()}.",
        "Correct the line that begins with date: in the file if it is another.",
    )
    return read_on(reading, replace(reading.head, day=day), (span,), finding)


_RULES: tuple[Callable[[HeadReading], HeadReading | None], ...] = (
    _skip_rule,
    read_heading,
    _read_viewpoint,
    _read_posted_day,
    read_labelled_title,
    read_note,
    read_header_line,
    read_author,
    read_title_line,
)
"""Tried in this order; the first that fits reads on."""

_BELOW = (_skip_rule, _read_viewpoint, _read_posted_day, read_note)
"""What may stand below a heading in a long text, where a header line would be the story's."""
