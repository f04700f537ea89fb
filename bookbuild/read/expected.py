"""When a promise is due, where its author said it in words.

"Tomorrow" is counted from the day of the section in which it was said, and never from the clock:
the same manuscript is the same book on every day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from bookbuild.model.book import Head, Placeholder, Section, Written
from bookbuild.read.sections import SectionFile
from bookbuild.read.waiting import Later
from bookbuild.report import Checked, Diagnostic, Place, error


def with_days(files: tuple[SectionFile, ...]) -> Checked[tuple[SectionFile, ...]]:
    """Return the sections with the day of every promise that its author gave in words."""
    found: list[SectionFile] = []
    told: list[Diagnostic] = []
    for file in files:
        section, expected = file.section, file.front.expected
        if not isinstance(section, Placeholder) or not isinstance(expected, Later):
            found.append(file)
            continue
        day = _day(expected, section, file, files)
        told.extend(day.diagnostics)
        found.append(replace(file, section=replace(section, expected=day.value)))
    return Checked(tuple(found), tuple(told))


def _day(
    expected: Later, promise: Placeholder, file: SectionFile, files: tuple[SectionFile, ...]
) -> Checked[date | None]:
    place = Place(file.shown, file.front.line("expected"))
    words = f"`expected: {expected.words}` counts from the day on which it was said"
    write = f"or write the day itself: `expected: {_EXAMPLE}`"
    if not promise.promised_in:
        hint = f"Add `promised-in:` with the file of the chapter in which you said it, {write}"
        message = f"{words}, and nothing says when that was."
        return Checked(None, (error("promise-without-a-day", place, message, hint),))
    made_in = section_called(promise.promised_in, tuple(each.section for each in files))
    if made_in is None:  # which `check_promises` says
        return Checked(None)
    said = made_in.day if isinstance(made_in, Written) else None
    if said is None:
        message = f"{words}, and {made_in.head.file} has no `date:`."
        hint = f"Add the day on which readers got it, {write}"
        return Checked(None, (error("promise-without-a-day", place, message, hint),))
    return Checked(expected.after(said))


_EXAMPLE = "2026-12-24"


def section_called(name: str, sections: tuple[Section, ...]) -> Section | None:
    """Return the section that a file, with or without its ending, or an id means."""
    return next((each for each in sections if name and name in names_of(each.head)), None)


def names_of(head: Head) -> tuple[str, ...]:
    """Return what ``promised-in:`` may call a section, "" for an id that it has not."""
    return (head.id, head.file, str(PurePosixPath(head.file).with_suffix("")))
