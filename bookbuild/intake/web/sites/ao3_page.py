"""A work as the Archive's site shows it: one chapter, or the entire work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bookbuild.intake.web.page import Element, every, first, inside
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


def read(page: Page) -> Reading:
    """Return what stands where on the page."""
    root = page.root
    chapters = first(root, id="chapters")
    assert chapters is not None
    inner = frozenset(every(chapters))
    box = first(root, "dl", cls="work") or first(root, "dl", cls="meta")
    rows = ao3_tags.rows_of(box) if box else ()
    metadata = ao3_tags.metadata_of(rows, _source(root)) if box else Metadata("", language="")
    pieces = list(structure(box, text_of(box), "the book's details")) if box else []
    title = next((e for e in inside(root, cls="title") if e not in inner), None)
    by = next((e for e in inside(root, cls="byline") if e not in inner), None)
    names = _names(by)
    pieces += moved(title, text_of(title), "title") if title else ()
    pieces += byline(by, text_of(by), names) if by else ()
    opening, closing = _work_notes(root, inner)
    told = tuple(_chapters(chapters))
    return Reading(
        replace(metadata, title=text_of(title), contributors=contributors_of(names)),
        tuple(chapter for chapter, _ in told),
        opening=tuple(note for note, _ in opening),
        closing=tuple(note for note, _ in closing),
        pieces=(*pieces, *_of(opening), *_of(closing), *(p for _, ps in told for p in ps)),
        without=tuple(_landmarks(chapters)),
        findings=ao3_tags.progress(rows, box, page.name) if box else (),
    )


_Told = tuple[tuple[Note, tuple[Piece, ...]], ...]


def _of(told: _Told) -> tuple[Piece, ...]:
    return tuple(piece for _, pieces in told for piece in pieces)


def _source(root: Element) -> str:
    """Return the work's address, from the page's own link to itself."""
    links = (e.get("href") or e.get("content") for e in every(root) if e.tag in ("link", "meta"))
    own = (href for href in links if "/works/" in href and href.startswith("http"))
    return next(own, "").partition("?")[0]


def _names(by: Element | None) -> tuple[str, ...]:
    links = inside(by, "a") if by else iter(())
    return tuple(text_of(link) for link in links if link.get("rel") == "author")


def _landmarks(chapters: Element) -> Iterator[Element]:
    """Headings for screen readers ("Chapter Text") stand in the text and are none of it."""
    return inside(chapters, cls="landmark")


def _work_notes(root: Element, inner: frozenset[Element]) -> tuple[_Told, _Told]:
    ends = first(root, id="work_endnotes")
    last = frozenset(every(ends)) if ends else frozenset()
    outside = tuple(e for e in every(root) if e not in inner and e not in last)
    opening = tuple(_notes(outside))
    closing = tuple(_notes((ends,), NoteKind.CLOSING)) if ends else ()
    return opening, closing


def _notes(
    elements: tuple[Element, ...], always: NoteKind | None = None
) -> Iterator[tuple[Note, tuple[Piece, ...]]]:
    for element in elements:
        kind = always or _kind(element)
        quoted = first(element, "blockquote") if kind else None
        if kind is None or quoted is None:
            continue
        heading = first(element, cls="heading") or first(element, "h3")
        pieces = structure(heading, text_of(heading), "author's note") if heading else ()
        ways = (e for e in inside(element, "p", cls="jump"))
        pieces += tuple(p for e in ways for p in structure(e, text_of(e), "the way to a note"))
        yield Note(kind, quoted), pieces


def _kind(element: Element) -> NoteKind | None:
    classes = element.classes
    if "module" not in classes:
        return None
    if "summary" in classes:
        return NoteKind.SUMMARY
    if "notes" in classes:
        return NoteKind.CLOSING if "end" in classes else NoteKind.OPENING
    return None


def _chapters(chapters: Element) -> Iterator[tuple[Chapter, tuple[Piece, ...]]]:
    several = tuple(
        e for e in inside(chapters, "div", cls="chapter") if e.get("id").startswith("chapter-")
    )
    if not several:
        yield _chapter(chapters, Title(number="none"))
    for element in several:
        yield _chapter(element, Title())


def _chapter(element: Element, otherwise: Title) -> tuple[Chapter, tuple[Piece, ...]]:
    heading = next((e for e in inside(element, "h3", cls="title")), None)
    title = site_title(text_of(heading)) if heading else otherwise
    pieces = list(heading_pieces(heading, text_of(heading), title)) if heading else []
    texts = tuple(e for e in inside(element, cls="userstuff") if e.tag == "div")[:1]
    within = frozenset(inner for text in texts for inner in every(text))
    told = tuple(_notes(tuple(e for e in every(element) if e not in within)))
    pieces += (piece for _, given in told for piece in given)
    by = next((e for e in inside(element, "h3", cls="byline")), None)
    names = _names(by)
    pieces += byline(by, text_of(by), names) if by else ()
    for text in texts:
        for mark in _landmarks(text):
            pieces += leftover(mark, text_of(mark), "a heading for screen readers")
    before = tuple(note for note, _ in told if note.kind is not NoteKind.CLOSING)
    after = tuple(note for note, _ in told if note.kind is NoteKind.CLOSING)
    line = heading.line if heading else element.line
    return Chapter(title, texts, line, before, after, ", ".join(names)), tuple(pieces)
