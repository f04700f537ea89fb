"""A work as the Archive's HTML download hands it out: preface, chapters, afterword.

The pieces of a chapter are siblings: a box with its heading and notes, its text, its end notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bookbuild.intake.web.page import Element, first, inside, kids
from bookbuild.intake.web.reading import Chapter, Note, Page, Piece, Reading, Title
from bookbuild.intake.web.sites import ao3_tags
from bookbuild.intake.web.sites.fields import (
    byline,
    contributors_of,
    leftover,
    moved,
    site_title,
    structure,
)
from bookbuild.intake.web.titles import heading_pieces
from bookbuild.intake.web.visible import text_of
from bookbuild.model.book import Metadata, NoteKind

_LABELS = (
    ("summary", NoteKind.SUMMARY),
    ("end notes", NoteKind.CLOSING),
    ("notes", NoteKind.OPENING),
)


@dataclass(slots=True)
class _Found:
    """What one box of the download holds."""

    notes: list[Note] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)


def read(page: Page) -> Reading:
    """Return what stands where in the download."""
    root = page.root
    preface = first(root, "div", id="preface")
    chapters = first(root, "div", id="chapters")
    afterword = first(root, "div", id="afterword")
    assert preface is not None
    assert chapters is not None
    opening, closing = _box(preface), _box(afterword) if afterword else _Found()
    metadata, pieces, box = _preface(preface)
    rows = ao3_tags.rows_of(box) if box else ()
    told, chapter_pieces = _chapters(chapters, metadata.authors)
    return Reading(
        metadata,
        told,
        opening=tuple(opening.notes),
        closing=tuple(closing.notes),
        pieces=(*pieces, *opening.pieces, *closing.pieces, *chapter_pieces),
        findings=ao3_tags.progress(rows, box, page.name) if box else (),
    )


def _preface(preface: Element) -> tuple[Metadata, tuple[Piece, ...], Element | None]:
    box = first(preface, "dl", cls="tags")
    links = (link.get("href") for link in inside(preface, "a"))
    source = next((href for href in links if "/works/" in href), "")
    metadata = ao3_tags.metadata_of(ao3_tags.rows_of(box), source) if box else Metadata("")
    heading, by = first(preface, "h1"), first(preface, cls="byline")
    title = text_of(heading)
    names = _names(by) if by else ()
    pieces = structure(box, text_of(box), "the book's details") if box else ()
    if heading:
        pieces += moved(heading, title, "title")
    if by:
        pieces += tuple(byline(by, text_of(by), names))
    metadata = replace(metadata, title=title, contributors=contributors_of(names))
    return metadata, pieces, box


def _names(by: Element) -> tuple[str, ...]:
    """Return the authors; one who is anonymous has no link, and is nobody's name."""
    return tuple(text_of(link) for link in inside(by, "a") if link.get("rel") == "author")


def _box(box: Element) -> _Found:
    """Read the labels and quotations of a box: "Summary", "Notes", "End Notes"."""
    found = _Found()
    kind: NoteKind | None = None
    for element in _flat(box):
        text = text_of(element)
        if element.tag == "blockquote" and kind is not None:
            found.notes.append(Note(kind, element))
        elif element.tag == "p" and "message" in element.classes:
            found.pieces += leftover(element, text, "the site's own words")
        elif "endnote-link" in element.classes:
            found.pieces += structure(element, text, "the way to a note")
        elif "toc-heading" in element.classes:
            found.pieces += leftover(element, text, "a heading that the page hides")
        elif element.tag == "p" and _kind(text):
            kind = _kind(text)
            found.pieces += structure(element, text, "author's note")
    return found


def _flat(box: Element) -> Iterator[Element]:
    """Yield what stands in a box, boxes in it opened; texts and lists stay whole."""
    stack = list(reversed(kids(box)))
    while stack:
        element = stack.pop()
        if element.tag == "div" and not {"endnote-link", "byline"} & set(element.classes):
            stack.extend(reversed(kids(element)))
        else:
            yield element


def _kind(label: str) -> NoteKind | None:
    words = label.lower().removeprefix("chapter ").rstrip(":")
    return next((kind for name, kind in _LABELS if words == name), None)


def _chapters(
    chapters: Element, authors: tuple[str, ...]
) -> tuple[tuple[Chapter, ...], tuple[Piece, ...]]:
    told: list[Chapter] = []
    pieces: list[Piece] = []
    waiting = Chapter(Title(number="none"), (), chapters.line)
    for element in kids(chapters):
        if element.tag == "h2" and "toc-heading" in element.classes:
            pieces += structure(element, text_of(element), "the book's title, again")
        elif "meta" in element.classes and "group" in element.classes:
            waiting, found = _head(element, authors)
            pieces += found
        elif "userstuff" in element.classes:
            told.append(replace(waiting, text=(element,), line=waiting.line or element.line))
            waiting = Chapter(Title(), (), 0)
        elif "meta" in element.classes and told:
            end = _box(element)
            told[-1] = replace(told[-1], after=(*told[-1].after, *end.notes))
            pieces += end.pieces
    if not told:
        told.append(Chapter(Title(number="none"), (chapters,), chapters.line))
    return tuple(told), tuple(pieces)


def _head(box: Element, authors: tuple[str, ...]) -> tuple[Chapter, tuple[Piece, ...]]:
    found = _box(box)
    heading = first(box, cls="heading") or first(box, "h2")
    title = site_title(text_of(heading))
    pieces = list(found.pieces)
    line = heading.line if heading else box.line
    if heading:
        pieces += heading_pieces(heading, text_of(heading), title)
    by = first(box, "p", cls="byline")
    names = _names(by) if by else ()
    if by:
        pieces += byline(by, text_of(by), names)
    author = ", ".join(names)
    own = author if set(names) != set(authors) else ""
    return Chapter(title, (), line, before=tuple(found.notes), author=own), tuple(pieces)
