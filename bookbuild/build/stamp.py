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


def book_stamp(book: Book, manuscript: Path, epoch: datetime | None) -> datetime:
    """Return the date of a book, in UTC."""
    if epoch is not None:
        return epoch
    days = _days(book)
    if days:
        newest = max(days)
        return datetime(newest.year, newest.month, newest.day, tzinfo=UTC)
    return last_commit(manuscript) or NO_DATE


def _days(book: Book) -> tuple[date, ...]:
    sections = (each.day for each in book.sections if isinstance(each, Written))
    return tuple(day for day in (*sections, book.metadata.published) if day)


def last_commit(folder: Path) -> datetime | None:
    """Return when the folder was last committed, None outside a repository or without git."""
    command = ["git", "-C", str(folder), "log", "-1", "--format=%ct", "--", "."]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    seconds = answer.stdout.strip()
    return datetime.fromtimestamp(int(seconds), UTC) if seconds.isdigit() else None
