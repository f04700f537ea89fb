"""What a PDF for reading on a screen lacks: what screen readers and small windows need."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.preflight.pdf.survey import Survey
from bookbuild.report import Diagnostic, Place, warning

_LONG = 20
"""From how many pages on a reader looks for bookmarks."""


def screen_findings(seen: Survey, name: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with a PDF for the screen; ``name`` is the file as messages name it."""
    place = Place(name)
    remedy = "Of a book by bookbuild, take the copy that `bookbuild pdf --for screen` makes."
    if not seen.tagged:
        message = "The file has no structure (“tags”), so that a screen reader guesses its order."
        yield warning("pdf-untagged", place, message, remedy)
    if not seen.language:
        message = "The file does not say its language, so that it is read aloud with wrong sounds."
        yield warning("pdf-no-language", place, message, remedy)
    if not seen.title:
        message = "The file has no title; the window shows the file's name."
        yield warning("pdf-no-title", place, message, remedy)
    if not seen.outlined and len(seen.pages) >= _LONG:
        message = "The file has no bookmarks, by which readers find a chapter."
        yield warning("pdf-no-bookmarks", place, message, remedy)
    if seen.encrypted or seen.scripts:
        message = "The file is locked, or something in it runs when it is opened."
        yield warning("pdf-unsafe", place, message, "Save it without a password and scripts.")
