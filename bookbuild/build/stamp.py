"""The book's own date: what every file says instead of the clock.

The same manuscript must give the same bytes, so the date comes from what the author keeps: the
environment's ``SOURCE_DATE_EPOCH`` if it is set (reproducible-builds.org), else the newest date in
the manuscript, else the last commit that touched it, else the first day of 2000.
"""

from __future__ import annotations

import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

from bookbuild.model.book import Book, Written
from bookbuild.model.edition import NO_DATE


def book_stamp(
    book: Book, manuscript: Path, epoch: datetime | None, as_of: date | None = None
) -> datetime:
    """Return the date of a book, in UTC; of a book as readers have it on a day, none after that.

    A draft is in no readers' book, and dates none.
    """
    if epoch is not None:
        return epoch
    days = _days(book, as_of)
    if days:
        return _beginning(max(days))
    commit = last_commit(manuscript) or NO_DATE
    return min(commit, _beginning(as_of)) if as_of else commit


def _days(book: Book, as_of: date | None) -> tuple[date, ...]:
    sections = (each for each in book.sections if isinstance(each, Written))
    dated = (each.day for each in sections if not (as_of and each.draft))
    days = (day for day in (*dated, book.metadata.published) if day)
    return tuple(day for day in days if as_of is None or day <= as_of)


def _beginning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def last_commit(folder: Path) -> datetime | None:
    """Return when the folder was last committed, None outside a repository or without git."""
    command = ["git", "-C", str(folder), "log", "-1", "--format=%ct", "--", "."]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    seconds = answer.stdout.strip()
    return datetime.fromtimestamp(int(seconds), UTC) if seconds.isdigit() else None
