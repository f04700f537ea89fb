"""What the book claims of its accessibility, held against its pages."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.preflight.epub.publication import Package, Page, Publication, Shown
from bookbuild.report import Diagnostic, Place, error, warning

_NEEDED = ("accessMode", "accessibilityFeature", "accessibilityHazard")
_WANTED = ("accessibilitySummary", "accessModeSufficient")
_HAZARDS = ("none", "unknown")
_PAGE_MARKS = ("pageBreakMarkers", "printPageNumbers")
_ADD = "Add it to the metadata, if it is true."


def access_findings(book: Publication) -> Iterator[Diagnostic]:
    """Yield what is not said, and what is said and not so."""
    if book.package.is_old:
        return
    yield from _said(book.package)
    yield from _hazards(book.package)
    yield from _untrue(book)
    yield from _unsaid(book)
    yield from _modes(book)
    yield from _page_source(book)


def _said(package: Package) -> Iterator[Diagnostic]:
    for name in (*_NEEDED, *_WANTED):
        if not any(meta.text for meta in package.said(f"schema:{name}")):
            make = error if name in _NEEDED else warning
            what = f"The book does not say its {name}, by which readers with disabilities choose."
            yield make("access-unsaid", Place(package.file), what, _ADD)


def _hazards(package: Package) -> Iterator[Diagnostic]:
    said = [meta.text for meta in package.said("schema:accessibilityHazard")]
    if len(said) > 1 and any(each in _HAZARDS for each in said):
        yield error(
            "hazards-disagree",
            Place(package.file),
            "The book says that it has no hazards, or that none are known, and names some.",
            "Keep one of the two.",
        )


def _features(package: Package) -> tuple[str, ...]:
    return tuple(meta.text for meta in package.said("schema:accessibilityFeature"))


def pictures_of(book: Publication) -> tuple[tuple[Page, Shown], ...]:
    """Return the pictures in the text: the cover and what is mere ornament are none."""
    covers = {item.file for item in book.package.items if "cover-image" in item.properties}
    return tuple(
        (page, picture)
        for page in book.pages
        for picture in page.pictures
        if picture.alt != "" and picture.role != "doc-cover"
        if not any(picture.href.endswith(cover.rpartition("/")[2]) for cover in covers)
    )


def page_marks(book: Publication) -> bool:
    """Return whether printed pages are marked in the text."""
    return any(
        "pagebreak" in part.types or part.role == "doc-pagebreak"
        for page in book.pages
        for part in page.parts
    )


def _claims(book: Publication) -> tuple[tuple[str, bool, str], ...]:
    """Return each claim that can be checked, whether it is so, and what is the case."""
    undescribed = any(picture.alt is None for _, picture in pictures_of(book))
    marks = page_marks(book)
    return (
        ("tableOfContents", bool(book.lists("toc")), "there is none"),
        ("pageNavigation", bool(book.lists("page-list")), "there is no list of pages"),
        *((each, marks, "no page is marked in the text") for each in _PAGE_MARKS),
        ("alternativeText", not undescribed, "pictures are without descriptions"),
        ("ARIA", any("aria" in page.holds for page in book.pages), "no element has a role"),
        (
            "structuralNavigation",
            any(page.headings for page in book.pages),
            "there are no headings",
        ),
        ("MathML", any("math" in page.holds for page in book.pages), "there is none"),
    )


def _untrue(book: Publication) -> Iterator[Diagnostic]:
    claimed = _features(book.package)
    for feature, is_so, instead in _claims(book):
        if feature in claimed and not is_so:
            yield error(
                "access-untrue",
                Place(book.package.file),
                f"The book claims {feature}, and {instead}.",
                "Take the claim out, or make it true.",
            )


def _unsaid(book: Publication) -> Iterator[Diagnostic]:
    claimed = _features(book.package)
    there = (
        ("tableOfContents", bool(book.lists("toc")), ("tableOfContents",)),
        ("pageNavigation", bool(book.lists("page-list")), ("pageNavigation",)),
        ("pageBreakMarkers", page_marks(book), _PAGE_MARKS),
    )
    for feature, is_so, names in there:
        if is_so and claimed and not any(name in claimed for name in names):
            what = f"The book has what is called {feature}, and does not say so."
            yield warning("access-modest", Place(book.package.file), what, _ADD)


def _modes(book: Publication) -> Iterator[Diagnostic]:
    modes = [meta.text for meta in book.package.said("schema:accessMode")]
    pictures = pictures_of(book)
    drawn = any("svg" in page.holds for page in book.pages)
    place = Place(book.package.file)
    if "visual" in modes and not pictures and not drawn:
        what = "The book says that it has to be seen, and there is no picture in its text."
        hint = "Leave accessMode visual out; a cover does not count."
        yield warning("access-untrue", place, what, hint)
    if modes and "visual" not in modes and pictures:
        what = "The book says nothing of its pictures: accessMode visual is not there."
        yield warning("access-modest", place, what, _ADD)
    sufficient = [meta.text for meta in book.package.said("schema:accessModeSufficient")]
    if "textual" in sufficient and any(picture.alt is None for _, picture in pictures):
        what = "The book says that its text alone is enough, and pictures have no descriptions."
        yield error("access-untrue", place, what, "Describe the pictures, or leave the claim out.")


def _page_source(book: Publication) -> Iterator[Diagnostic]:
    said = ("source-of", "pageBreakSource", "a11y:pageBreakSource")
    if book.lists("page-list") and not any(book.package.said(name) for name in said):
        yield error(
            "no-page-source",
            Place(book.package.file),
            "There is a list of pages, and nothing says of which printed edition.",
            "Name it as dc:source, refined by source-of pagination.",
        )
