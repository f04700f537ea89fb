"""The rules of a head that name things: the chapter's heading, titles, and the author.

Each takes the reading so far and returns it read on, or None where it does not apply.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bookbuild.intake.chapters import Heading, heading, is_heading, is_title_line
from bookbuild.intake.credits import byline, labelled_author, labelled_title
from bookbuild.intake.dates import posted_day
from bookbuild.intake.head_reading import HeadReading, read_on
from bookbuild.intake.labels import header, label, summary
from bookbuild.intake.passages import Passage, Row
from bookbuild.intake.posted_chapter import Head
from bookbuild.intake.pov import point_of_view
from bookbuild.intake.report import Finding, Span, SpanKind
from bookbuild.intake.spans import around, stretch, whole, worded

_MOST_NAMES = 6
"""Nobody has more names than this; "by the light of the one lamp left" is no author."""


def read_heading(reading: HeadReading) -> HeadReading | None:
    """Read the chapter's heading, with its title where that stands below it."""
    passage = reading.passage
    row = passage.rows[0]
    found = None if reading.head.heading_line or not is_heading(passage) else heading(row.text)
    if not found:
        return None
    titled = _headed(reading.head, found, row.line)
    what = f"“{row.text.strip()}” is the chapter's heading."
    finding = reading.finding(what, "Change it in the file's settings.")
    spans = _heading_spans(reading.source, row, found, titled)
    after = read_on(reading, titled, spans, finding)
    if len(passage.rows) == 2:
        return _read_title_below(after, passage.rows[1], 0)
    below = after.passages[after.next] if after.next + 1 < len(after.passages) else None
    if below and not titled.title and _may_be_title(below):
        return _read_title_below(after, below.rows[0], 1)
    return after


def _headed(head: Head, found: Heading, line: int) -> Head:
    """Return the head with its heading; no title that a line above it gave is lost to it.

    A line "Chapter title: ..." may stand above the heading, and so may the work's title. What the
    heading calls the work is then taken for the chapter's title.
    """
    named_already = head.work not in ("", found.work)
    titles = (head.title, found.work if named_already else "", found.title)
    return replace(
        head,
        kind=found.kind,
        number=found.number,
        label=found.label,
        title=" ".join(title for title in titles if title),
        heading_line=line,
        work=head.work or found.work,
    )


def _heading_spans(source: str, row: Row, found: Heading, titled: Head) -> tuple[Span, ...]:
    """The label is structure, the titles of the chapter and of the work are moved."""
    begin = row.text.index(found.work) if found.work else 0
    middle = begin + len(found.work)
    work = "the book's title" if found.work == titled.work else "the chapter's title"
    end = found.title_start if found.title else len(row.text)
    return worded(
        (
            stretch(source, row, begin, middle, SpanKind.MOVED, work),
            stretch(source, row, middle, end, SpanKind.STRUCTURE, "the chapter's heading"),
            stretch(source, row, end, len(row.text), SpanKind.MOVED, "the chapter's title"),
        )
    )


def _may_be_title(passage: Passage) -> bool:
    one_line = len(passage.rows) == 1 and not passage.rule
    text = passage.rows[0].text
    says_other = (
        label(passage)
        or header(passage)
        or summary(passage)
        or point_of_view(text)
        or posted_day(text)
        or labelled_author(text)
        or byline(text)
    )
    return one_line and not says_other and is_title_line(text)


def _read_title_below(reading: HeadReading, row: Row, passages: int) -> HeadReading:
    span = whole(reading.source, row, SpanKind.MOVED, "the chapter's title")
    below = row.text.strip(" \t*_#")
    # The heading may have begun the title already: "Chapter 3: The Long", "Road Home".
    title = f"{reading.head.title} {below}".strip()
    what = f"“{below}” below the heading is the chapter's title."
    remedy = "If it belongs to the story, move it from the file's settings into its text."
    finding = Finding(row.line, reading.source, what, remedy)
    return read_on(reading, replace(reading.head, title=title), worded((span,)), finding, passages)


def read_labelled_title(reading: HeadReading) -> HeadReading | None:
    """Read a line such as "Title: The Fall", the first of its kind."""
    row, head = reading.only_row, reading.head
    found = labelled_title(row.text) if row else None
    if not row or not found or (head.title if found.of_chapter else head.work):
        return None
    if found.of_chapter:
        titled, into = replace(head, title=found.name), "the chapter's title"
        remedy = "Change it in the file's settings."
    else:
        titled, into = replace(head, work=found.name), "the book's title"
        remedy = "Change it in book.yaml."
    spans = around(reading.source, row, found.start, found.end, into)
    return read_on(reading, titled, spans, reading.finding(f"“{found.name}” is {into}.", remedy))


def read_author(reading: HeadReading) -> HeadReading | None:
    """Read a line such as "Author: Ann", or "by Ann" where a title or nothing stands above it."""
    row, head = reading.only_row, reading.head
    if not row or head.author:
        return None
    may_be_byline = head.work or reading.next == 0
    found = labelled_author(row.text) or (byline(row.text) if may_be_byline else None)
    if not found or len(found.name.split()) > _MOST_NAMES or re.search(r"[.!?;:]$", found.name):
        return None
    spans = around(reading.source, row, found.start, found.end, "author")
    finding = reading.finding(f"The author is “{found.name}”.", "Change it in book.yaml.")
    return read_on(reading, replace(head, author=found.name), spans, finding)


def read_title_line(reading: HeadReading) -> HeadReading | None:
    """Read a title without a label, which is certain only above everything else.

    Further down, a short paragraph could be one that lost the mark at its end.
    """
    head = reading.head
    something = head.work or head.heading_line or head.notes or head.pov
    last = reading.next + 1 == len(reading.passages)
    if something or last or not _may_be_title(reading.passage):
        return None
    row = reading.passage.rows[0]
    title = row.text.strip(" \t*_#~")
    span = whole(reading.source, row, SpanKind.MOVED, "title")
    remedy = "If it belongs to the story, move it from book.yaml or the settings into the text."
    finding = reading.finding(f"“{title}” at the top is the title.", remedy)
    return read_on(reading, replace(head, work=title), worded((span,)), finding)
