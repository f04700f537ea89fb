"""How long readers are told to wait: "tomorrow", "next Friday", "in two weeks", or a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bookbuild.read.fields import Field, day, fold, plain_word
from bookbuild.read.yaml_text import Node
from bookbuild.report import Checked

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
_IN = re.compile(r"in (?P<count>an?|\d{1,3}|[a-z]+) (?P<unit>day|week|fortnight|month|year)s?")
_NEXT = re.compile(r"next (?P<unit>week|month|year)")
_WEEKDAY = re.compile(rf"(?:(?:on|next|this|this coming) )?(?P<name>{'|'.join(_WEEKDAYS)})")


@dataclass(frozen=True, slots=True)
class Later:
    """A time from a day on; ``weekday`` is 0 for Monday, and the first one after that day.

    ``words`` are the author's.
    """

    words: str
    days: int = 0
    months: int = 0
    weekday: int | None = None

    def after(self, said: date) -> date | None:
        """Return the day that is meant by somebody who speaks on a day; None behind year 9999."""
        try:
            if self.weekday is not None:
                return said + timedelta(days=(self.weekday - said.weekday() - 1) % 7 + 1)
            return _months_on(said, self.months) + timedelta(days=self.days)
        except (OverflowError, ValueError):
            return None


def _months_on(said: date, months: int) -> date:
    from calendar import monthrange  # which few books want

    year, month = divmod(said.year * 12 + said.month - 1 + months, 12)
    return date(year, month + 1, min(said.day, monthrange(year, month + 1)[1]))


def when(node: Node, field: Field) -> Checked[date | Later | None]:
    """Read a day, or a time that is counted from another day."""
    word = plain_word(node, field)
    later = waiting(word.value) if word.value else None
    if later:
        return Checked(later)
    read = day(node, field)
    return Checked(read.value, read.diagnostics)


def waiting(words: str) -> Later | None:
    """Return the time that English words mean, None for others."""
    said = fold(words.rstrip(".!"))
    if said == "tomorrow":
        return Later(words, days=1)
    if match := _WEEKDAY.fullmatch(said):
        return Later(words, weekday=_WEEKDAYS.index(match["name"]))
    if match := _NEXT.fullmatch(said):
        return _of_units(words, 1, match["unit"])
    if (match := _IN.fullmatch(said)) and (count := _number(match["count"])):
        return _of_units(words, count, match["unit"])
    return None


def _number(typed: str) -> int:
    if typed in ("a", "an"):
        return 1
    if typed.isdecimal():
        return int(typed)
    return _NUMBERS.index(typed) + 1 if typed in _NUMBERS else 0


def _of_units(words: str, count: int, unit: str) -> Later:
    match unit:
        case "week":
            return Later(words, days=7 * count)
        case "fortnight":
            return Later(words, days=14 * count)
        case "month":
            return Later(words, months=count)
        case "year":
            return Later(words, months=12 * count)
        case _:
            return Later(words, days=count)
