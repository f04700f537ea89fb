"""How much the boxes of a site hold, with the source and the day of each number.

Royal Road, Scribble Hub, Patreon and Wattpad publish no length for a chapter, and each forum sets
its own for a post, so nothing is said about those.
"""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.model.copies import Target
from bookbuild.report import Diagnostic, Place, warning
from bookbuild.write.copies.posts import BoxKind, CopyFile


@dataclass(frozen=True, slots=True)
class Limit:
    """The most characters that a box of a site's form takes, markup counted.

    ``source`` says who says so, ``seen`` on which day it was read (ISO 8601).
    """

    target: Target
    box: str
    most: int
    site: str
    named: str
    source: str
    seen: str


TITLE = "title"
"""The box of a title, which holds plain text."""

_CONFIG = "its software, otwcode/otwarchive: config/config.yml"
_FORM = "the count below the box in its form for a new work"


def _ao3(box: str, most: int, named: str, source: str) -> Limit:
    return Limit(Target.AO3, box, most, "AO3", named, source, "2026-11-22")


LIMITS = (
    _ao3(TITLE, 255, "a title", f"{_CONFIG}, TITLE_MAX"),
    _ao3(BoxKind.SUMMARY.value, 1_250, "a summary", f"{_CONFIG}, SUMMARY_MAX"),
    _ao3(BoxKind.OPENING.value, 5_000, "notes", _FORM),
    _ao3(BoxKind.CLOSING.value, 5_000, "end notes", _FORM),
    _ao3(BoxKind.TEXT.value, 500_000, "a chapter’s text", f"{_CONFIG}, CONTENT_MAX"),
)


def too_long(file: CopyFile, target: Target) -> tuple[Diagnostic, ...]:
    """Return a warning where a file is longer than the box it is for.

    Its place is the author's file within the manuscript folder, "" for the whole work's.
    """
    length = len(file.text.removesuffix("\n"))
    return tuple(
        warning(
            "too-long-for-the-site",
            Place(file.source),
            f"{file.path} has {length:,} characters, and {limit.site} takes {limit.most:,} for "
            f"{limit.named}.",
            "Shorten it, or divide it, before you post it.",
        )
        for limit in LIMITS
        if limit.target is target and limit.box == file.box and length > limit.most
    )
