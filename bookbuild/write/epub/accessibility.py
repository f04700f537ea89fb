"""What the book may truly say of its accessibility (EPUB Accessibility 1.1, schema.org).

Nothing is claimed that the pages do not show. Conformance is never claimed: it says that a named
party has judged the book.
"""

from __future__ import annotations

from dataclasses import dataclass

from bookbuild.write.epub.package import Property

_SUMMARY = (
    "The text reads in order, can be resized and reflowed, and is divided by headings. "
    "The table of contents leads to every section."
)
_DESCRIBED = "Pictures in the text have descriptions."
_UNDESCRIBED = "Some pictures in the text have no description."


@dataclass(frozen=True, slots=True)
class BookFacts:
    """What was found in the finished pages.

    ``pictures`` counts the pictures in the text (the cover is none), ``described`` those among
    them with a description; ``roles`` is whether any element has an ARIA role, ``moving`` whether
    a picture may move or flash, ``pages`` whether printed pages are marked and listed.
    """

    pictures: int
    described: int
    roles: bool
    moving: bool
    pages: bool = False


def accessibility(facts: BookFacts) -> tuple[Property, ...]:
    """Return the metadata that the pages justify, one property for each statement."""
    sufficient = "textual" if facts.described == facts.pictures else "textual,visual"
    modes = ("textual", "visual") if facts.pictures else ("textual",)
    return (
        *(Property("schema:accessMode", mode) for mode in modes),
        Property("schema:accessModeSufficient", sufficient),
        *(Property("schema:accessibilityFeature", feature) for feature in _features(facts)),
        Property("schema:accessibilityHazard", "unknown" if facts.moving else "none"),
        Property("schema:accessibilitySummary", _summary(facts), lang="en"),
    )


def _features(facts: BookFacts) -> tuple[str, ...]:
    return (
        "tableOfContents",
        "readingOrder",
        "structuralNavigation",
        "displayTransformability",
        *(("ARIA",) if facts.roles else ()),
        *(("pageNavigation", "pageBreakMarkers") if facts.pages else ()),
        *(("alternativeText",) if facts.described == facts.pictures else ()),
    )


def _summary(facts: BookFacts) -> str:
    if not facts.pictures:
        return _SUMMARY
    return f"{_SUMMARY} {_DESCRIBED if facts.described == facts.pictures else _UNDESCRIBED}"
