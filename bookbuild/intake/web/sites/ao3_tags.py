"""The Archive's box of tags, of a download or a page, to metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bookbuild.intake.report import Finding
from bookbuild.intake.web.page import Element, inside, kids
from bookbuild.intake.web.sites.fields import day_of, language_of
from bookbuild.intake.web.visible import text_of
from bookbuild.model.book import Fandom, Metadata
from bookbuild.model.naming import Series

_SERIES = re.compile(r"Part (?P<number>\d{1,4}) of(?: the)? (?P<name>.+?)(?: series)?", re.I)
_CHAPTERS = re.compile(r"Chapters:\s*(\d{1,5})/(\d{1,5}|\?)")
_NO_WARNINGS = "No Archive Warnings Apply"


@dataclass(frozen=True, slots=True)
class Tags:
    """One row of the box: its label in small letters without the plural, and its values."""

    label: str
    values: tuple[str, ...]
    text: str


def rows_of(box: Element) -> tuple[Tags, ...]:
    """Return the rows of the box; the statistics within it are rows of their own."""
    return tuple(_rows(box))


def _rows(box: Element) -> Iterator[Tags]:
    label = ""
    for child in kids(box):
        if child.tag == "dt":
            label = _label(text_of(child))
        elif child.tag == "dd" and label:
            values = tuple(text_of(link) for link in inside(child, "a"))
            yield Tags(label, values or (text_of(child),), _statistics(child))


def _statistics(field: Element) -> str:
    """A page's statistics are a list of their own; a download's are one text."""
    terms = tuple(inside(field, "dt"))
    details = tuple(inside(field, "dd"))
    if not terms:
        return text_of(field)
    return " ".join(f"{text_of(t)} {text_of(d)}" for t, d in zip(terms, details, strict=False))


def _label(text: str) -> str:
    label = text.rstrip(": ").lower()
    return {"categories": "category", "archive warnings": "archive warning"}.get(
        label, label.removesuffix("s") if label not in ("series", "stats") else label
    )


def metadata_of(rows: tuple[Tags, ...], source: str) -> Metadata:
    """Return the metadata that the box gives; title and authors are left empty."""
    stats = next((row.text for row in rows if row.label == "stats"), "")
    posted = day_of(stats)
    fandom = Fandom(
        fandoms=_values(rows, "fandom"),
        rating=next(iter(_values(rows, "rating")), ""),
        categories=_values(rows, "category"),
        relationships=_values(rows, "relationship"),
        characters=_values(rows, "character"),
        tags=_values(rows, "additional tag"),
        source=source,
        posted=posted.isoformat() if posted else "",
    )
    warnings = tuple(w for w in _values(rows, "archive warning") if w != _NO_WARNINGS)
    series = next((_series(row) for row in rows if row.label == "series"), None)
    metadata = Metadata("", language=_language(rows), series=series, published=posted)
    return replace(metadata, fandom=fandom if fandom.fandoms else None, warnings=warnings)


def _values(rows: tuple[Tags, ...], label: str) -> tuple[str, ...]:
    return tuple(value for row in rows if row.label == label for value in row.values if value)


def _language(rows: tuple[Tags, ...]) -> str:
    return language_of(next(iter(_values(rows, "language")), ""))


def _series(row: Tags) -> Series | None:
    name = row.values[0]
    found = _SERIES.search(row.text)
    return Series(name, found["number"] if found else "") if name else None


def progress(rows: tuple[Tags, ...], box: Element, name: str) -> tuple[Finding, ...]:
    """Return a word about a work of which more chapters are to come."""
    stats = next((row.text for row in rows if row.label == "stats"), "")
    found = _CHAPTERS.search(stats)
    if not found or found[1] == found[2]:
        return ()
    what = f"The work is in progress ({found[1]}/{found[2]} chapters)."
    remedy = "Import the next chapters with --update when they are posted."
    return (Finding(box.line, name, what, remedy),)
