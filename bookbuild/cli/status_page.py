"""What ``bookbuild status`` shows on a terminal: a table of the sections, and what follows of it.

The columns give way to each other on a narrow terminal: first the point of view goes, then the
notes, then the days. Nothing is said by a colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from bookbuild.cli.columns import cells, coloured, fitted, wrapped

if TYPE_CHECKING:
    from bookbuild.plan.status import BookStatus, SectionStatus

_SHORTEST_NAME = 16
_ROOMY_NAME = 40
_MOST_LISTED = 12
_MINUTES_IN_AN_HOUR = 60


def status_page(status: BookStatus, width: int) -> tuple[str, ...]:
    """Return the lines to show, none wider than ``width`` columns."""
    parts = (
        (coloured(fitted(status.title, min(width, cells(status.title))), "", bold=True),),
        tuple(_table(status, width)),
        tuple(_totals(status, width)),
        tuple(_promises(status, width)),
        tuple(_changes(status, width)),
    )
    shown = [part for part in parts if part]
    return tuple(line for part in shown for line in (*part, ""))[:-1]


def counted(count: int, what: str) -> str:
    """Return a number of things: "1 section", "1,200 words"."""
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"


def length(status: BookStatus) -> str:
    """Return how long a book is, in what its language is counted in."""
    return counted(status.length, status.speed.counted.value.removesuffix("s"))


# ------------------------------------------------------------------------------------ the table


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the table; "" for what a section has not."""

    number: str
    name: str
    pov: str
    day: str
    length: str
    notes: str
    standing: str
    colour: str


@dataclass(frozen=True, slots=True)
class _Widths:
    """How wide the columns are; 0 for one that is left out."""

    number: int
    name: int
    pov: int
    day: int
    length: int
    notes: int
    standing: int

    @property
    def fixed(self) -> int:
        """What all columns but the name take, with what stands between them."""
        columns = (self.number, self.pov, self.day, self.length, self.notes, self.standing)
        return 2 + sum(column + 2 for column in columns if column)


def _table(status: BookStatus, width: int) -> Iterator[str]:
    rows = tuple(_row(section, status) for section in status.sections)
    if not rows:
        return
    widths = _fitting(rows, width)
    for row in rows:
        yield _line(row, widths)


def _row(section: SectionStatus, status: BookStatus) -> _Row:
    notes = section.count.notes_before + section.count.notes_after
    size = section.length(status.speed.counted)
    return _Row(
        number=_number(section),
        name=f"{'  ' * section.depth}{_short_name(section)}",
        pov=section.pov,
        day=_day(section.day),
        length=f"{size:,}" if size else "–",
        notes=counted(notes, "note") if notes else "",
        standing=_standing(section),
        colour=_colour(section),
    )


def _number(section: SectionStatus) -> str:
    """Return a chapter's number; a part keeps its own in its name, so that two 1s do not meet."""
    return "" if section.kind.value == "part" else section.number


def _short_name(section: SectionStatus) -> str:
    """Return the name without the number, which has its own column."""
    return section.title if _number(section) and section.title else section.name


def _standing(section: SectionStatus) -> str:
    if section.days_late:
        return f"overdue {counted(section.days_late, 'day')}"
    return "" if section.standing.value == "written" else section.standing.value


def _colour(section: SectionStatus) -> str:
    match section.standing.value:
        case "overdue":
            return "red"
        case "promised" | "expected":
            return "yellow"
        case "scheduled":
            return "cyan"
        case "draft":
            return "magenta"
        case _:
            return ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _fitting(rows: tuple[_Row, ...], width: int) -> _Widths:
    """Return the columns' widths; what does not fit beside a name of some length goes."""
    widths = _Widths(
        number=max(cells(row.number) for row in rows),
        name=max(cells(row.name) for row in rows),
        pov=max(cells(row.pov) for row in rows),
        day=max(cells(row.day) for row in rows),
        length=max(cells(row.length) for row in rows),
        notes=max(cells(row.notes) for row in rows),
        standing=max(cells(row.standing) for row in rows),
    )
    least = min(widths.name, _SHORTEST_NAME)
    if widths.fixed + min(widths.name, _ROOMY_NAME) > width:
        widths = replace(widths, pov=0)
    if widths.fixed + least > width:
        widths = replace(widths, notes=0)
    if widths.fixed + least > width:
        widths = replace(widths, day=0)
    return replace(widths, name=min(widths.name, width - widths.fixed))


def _line(row: _Row, widths: _Widths) -> str:
    columns = (
        (f"{row.number:>{widths.number}}", widths.number),
        (fitted(row.name, widths.name), widths.name),
        (fitted(row.pov, widths.pov) if widths.pov else "", widths.pov),
        (f"{row.day:<{widths.day}}", widths.day),
        (f"{row.length:>{widths.length}}", widths.length),
        (f"{row.notes:<{widths.notes}}", widths.notes),
    )
    start = "  ".join(text for text, column in columns if column)
    end = f"  {coloured(row.standing, row.colour)}" if row.standing else ""
    return f"  {start}{end}".rstrip()


# ----------------------------------------------------------------------------------- the totals


def _totals(status: BookStatus, width: int) -> Iterator[str]:
    late = sum(section.days_late > 0 for section in status.open_promises)
    open_now = len(status.open_promises)
    promised = f"{open_now} promised" if open_now else ""
    overdue = f"{late} overdue" if late else ""
    sections = counted(len(status.sections), "section")
    yield from wrapped(_joined(sections, promised, overdue, length(status)), width)
    if status.minutes:
        speed = f"{status.speed.a_minute} {status.speed.counted.value} a minute"
        line = f"{_time(status.minutes)} to read, at {speed}"
        yield from wrapped(line, width)
    if len(status.chapters) > 1:
        each = counted(status.chapter_length, status.speed.counted.value.removesuffix("s"))
        yield from wrapped(f"{len(status.chapters)} chapters of {each} on average", width)
    if status.scheduled:
        section = status.scheduled[0]
        day = section.day or status.today
        away = counted((day - status.today).days, "day")
        yield from wrapped(f"Next: {section.name}, {day.isoformat()} (in {away})", width)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _time(minutes: int) -> str:
    hours, rest = divmod(minutes, _MINUTES_IN_AN_HOUR)
    shown = (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "")
    return " ".join(part for part in shown if part)


# ------------------------------------------------------------------------ promises, and changes


def _promises(status: BookStatus, width: int) -> Iterator[str]:
    if not status.open_promises:
        return
    yield "Promised and not written:"
    for section in status.open_promises:
        made = f"promised in {section.promised_in}" if section.promised_in else ""
        line = _joined(section.name, _when(section), made)
        yield from (coloured(part, _colour(section)) for part in wrapped(line, width, "  "))


def _when(section: SectionStatus) -> str:
    if section.days_late:
        return f"overdue {counted(section.days_late, 'day')} ({_day(section.day)})"
    return f"expected {_day(section.day)}" if section.day else "no day given"


def _changes(status: BookStatus, width: int) -> Iterator[str]:
    if status.published is None:
        return
    day = status.published.isoformat()
    if not status.changed and not status.gone:
        waiting = any(each.standing.value in ("draft", "scheduled") for each in status.sections)
        what = "all that has come out" if waiting else "all of it"
        yield from wrapped(f"Readers have {what} since {day}.", width)
        return
    yield from wrapped(f"Not with readers yet; what they have is of {day}:", width)
    lines = (*map(_changed, status.changed), *(f"gone     {name}" for name in status.gone))
    for line in lines[:_MOST_LISTED]:
        yield from wrapped(line, width, "  ")
    if len(lines) > _MOST_LISTED:
        yield f"  and {len(lines) - _MOST_LISTED} more"


def _changed(section: SectionStatus) -> str:
    change = section.change
    if change.novelty.value == "new":
        return f"new      {_joined(section.name, counted(change.words, 'word'))}"
    touched = counted(change.paragraphs, "paragraph")
    more = f"{change.words:+,} {'word' if abs(change.words) == 1 else 'words'}".replace("-", "−")
    return f"revised  {_joined(section.name, touched, more)}"
