"""Dates: the day a chapter was posted, and the day a promise names."""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" if len(month) > 3 else month for month in _MONTHS)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_LABEL = re.compile(
    r"(?:date(?: posted)?|(?:first )?(?:posted|published|uploaded)(?: on)?)"
    r"(?:\s*[:–—-]\s*|\s+)(?P<date>\S.{5,40})",
    re.IGNORECASE,
)
_WRITTEN = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(rf"{_DAY}\.? (?:of )?(?P<month>{_MONTH})\.?,? (?P<year>\d{{4}})", re.IGNORECASE),
    re.compile(rf"(?P<month>{_MONTH})\.? {_DAY},? (?P<year>\d{{4}})", re.IGNORECASE),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY_AHEAD = re.compile(
    rf"\b(?<!next )(?<!every )(?P<weekday>{'|'.join(_WEEKDAYS)})\b(?! after)", re.IGNORECASE
)
_COUNTS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DAYS_AHEAD = re.compile(
    rf"\bin (?P<count>\d{{1,2}}|{'|'.join(_COUNTS[1:])}) days?\b", re.IGNORECASE
)


def posted_day(line: str) -> date | None:
    """Return the day in a line such as "Posted 3 May 2005", "Date: 2005-05-03"; None for others.

    A date whose day and month could be mistaken ("3/5/2005") is none.
    """
    labelled = _LABEL.fullmatch(line.strip().strip("*_()[]"))
    if not labelled:
        return None
    text = re.sub(
        r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day,? ", "", labelled["date"], flags=re.I
    )
    for pattern in _WRITTEN:
        found = pattern.fullmatch(text.strip(" ."))
        if found:
            return _date(found["year"], found["month"], found["day"])
    return None


def _date(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdecimal() else _month_number(month)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _month_number(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name[:3].lower()))


def promised_day(promise: str, posted: date | None) -> date | None:
    """Return the day that a promise names, seen from the day it was posted; None where unsure.

    "Tomorrow", "tonight", "on Friday" and "in three days" name a day; "next Friday" and "soon"
    do not.
    """
    words = promise.lower()
    if posted is None:
        return None
    days = _days_ahead(words, posted)
    try:
        return posted + timedelta(days) if days is not None else None
    except OverflowError:
        return None


def _days_ahead(words: str, posted: date) -> int | None:
    if "day after tomorrow" in words:
        return 2
    if re.search(r"\btomorrow\b", words):
        return 1
    if re.search(r"\b(?:tonight|today)\b", words):
        return 0
    counted = _DAYS_AHEAD.search(words)
    if counted:
        count = counted["count"]
        return int(count) if count.isdecimal() else _COUNTS.index(count)
    weekday = _WEEKDAY_AHEAD.search(words)
    if weekday:
        return (_WEEKDAYS.index(weekday["weekday"]) - posted.weekday() - 1) % 7 + 1
    return None
