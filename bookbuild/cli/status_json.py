"""What ``bookbuild status --json`` says: one object whose keys stay."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bookbuild.cli.printing import Json

if TYPE_CHECKING:
    from bookbuild.plan.status import BookStatus, SectionStatus

NO_BOOK: Json = {
    "title": "",
    "sections": [],
    "words": 0,
    "characters": 0,
    "today": "",
    "chapters": 0,
    "chapter_length": 0,
    "reading": {"minutes": 0, "counted": "words", "a_minute": 0, "source": ""},
    "promises": {"open": 0, "overdue": 0},
    "published": "",
    "changes": {"new": [], "revised": [], "gone": []},
    "next": None,
}
"""What is said of a manuscript that cannot be read at all."""


def status_json(status: BookStatus) -> Json:
    """Return everything that status knows; days are ISO dates, "" for none."""
    late = sum(section.days_late > 0 for section in status.open_promises)
    return {
        "title": status.title,
        "sections": [_section(section) for section in status.sections],
        "words": status.words,
        "characters": status.characters,
        "today": status.today.isoformat(),
        "chapters": len(status.chapters),
        "chapter_length": status.chapter_length,
        "reading": {
            "minutes": status.minutes,
            "counted": status.speed.counted.value,
            "a_minute": status.speed.a_minute,
            "source": status.speed.source,
        },
        "promises": {"open": len(status.open_promises), "overdue": late},
        "published": _day(status.published),
        "changes": _changes(status),
        "next": _next(status),
    }


def _section(section: SectionStatus) -> Json:
    return {
        "file": section.file,
        "kind": section.kind.value,
        "number": section.number,
        "label": section.label,
        "title": section.title,
        "pov": section.pov,
        "status": _status(section),
        "words": section.count.words,
        "paragraphs": section.count.paragraphs,
        "notes": {"before": section.count.notes_before, "after": section.count.notes_after},
        "name": section.name,
        "standing": section.standing.value,
        "day": _day(section.day),
        "days_late": section.days_late,
        "promised_in": section.promised_in,
        "characters": section.characters,
        "change": section.change.novelty.value,
    }


def _status(section: SectionStatus) -> str:
    """Return what the author's file says of it, whatever the day."""
    if section.is_open:
        return "promised"
    return "draft" if section.standing.value == "draft" else "written"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _changes(status: BookStatus) -> Json:
    changed: dict[str, Json] = {
        novelty: [
            {
                "file": section.file,
                "name": section.name,
                "words": section.change.words,
                "paragraphs": section.change.paragraphs,
            }
            for section in status.changed
            if section.change.novelty.value == novelty
        ]
        for novelty in ("new", "revised")
    }
    return {**changed, "gone": list(status.gone)}


def _next(status: BookStatus) -> Json:
    if not status.scheduled:
        return None
    section = status.scheduled[0]
    return {"file": section.file, "name": section.name, "day": _day(section.day)}
