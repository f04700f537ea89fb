"""Why a section that readers have is not in a book: what its author did, and how to undo it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bookbuild.model.book import Book, Placeholder, Section, Written


@dataclass(frozen=True, slots=True)
class Absence:
    """What became of a section, for the middle of a sentence; ``file`` is "" where it is gone."""

    said: str
    hint: str
    file: str = ""


def absence(unit: str, file: str, manuscript: Book, day: date | None) -> Absence:
    """Return why a published section is not in the book of a day, None for the author's own look.

    ``unit`` and ``file`` are those under which it was published; the manuscript is the whole one,
    with its units' ids.
    """
    by_unit = (each for each in manuscript.sections if each.head.unit == unit)
    by_file = (each for each in manuscript.sections if each.head.file == file)
    section = next(by_unit, None) or next(by_file, None)
    if section is None:
        return Absence("is not in this book", "Put it back.")
    said, hint = _kept_out(section, day)
    return Absence(said, hint, section.head.file)


def _kept_out(section: Section, day: date | None) -> tuple[str, str]:
    match section:
        case Placeholder():
            return "is only promised now", "Put its text back and take `status: promised` away."
        case Written(draft=True):
            return "is a draft now", "Take `status: draft` away."
        case Written(day=date() as later) if day and later > day:
            hint = f"Give it a day that has come, or take the book of that day: --as-of {later}."
            return f"is dated {later} now, after {day}", hint
        case Written(head=head) if head.only:
            return f"is for {', '.join(head.only)} only", "Take `only:` away."
        case Written():
            hint = "Look at its `sections:` and `without:` in book.yaml."
            return "is not in this edition", hint
