"""Royal Road: one chapter a page, author's notes in boxes, and a notice that only thieves see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.intake.report import SpanKind
from bookbuild.intake.web.page import Element, every, first, inside
from bookbuild.intake.web.reading import Chapter, Note, Page, Piece, Reading
from bookbuild.intake.web.sheet import hidden_in
from bookbuild.intake.web.sites.fields import byline, contributors_of, moved, structure
from bookbuild.intake.web.titles import heading_pieces, title_of
from bookbuild.intake.web.visible import text_of
from bookbuild.model.book import Metadata, NoteKind

_BUTTON = re.compile(r"(?:spoiler:?\s*)+", re.IGNORECASE)
_AFTER_BY = re.compile(r"by\s+", re.IGNORECASE)


def is_page(root: Element) -> bool:
    """Return whether this is a chapter of Royal Road."""
    text = first(root, cls="chapter-content")
    marks = (first(root, cls="fic-header"), first(root, cls="author-note-portlet"))
    inner = text is not None and "chapter-inner" in text.classes
    return text is not None and (inner or any(mark is not None for mark in marks))


def read(page: Page) -> Reading:
    """Return what stands where on the page."""
    root = page.root
    text = first(root, cls="chapter-content")
    assert text is not None
    header = first(root, cls="fic-header") or root
    heading, fiction, by = first(header, "h1"), first(header, "h2"), first(header, "h3")
    title = title_of(text_of(heading))
    names = _names(by)
    pieces = list(heading_pieces(heading, text_of(heading), title)) if heading else []
    pieces += moved(fiction, text_of(fiction), "title") if fiction else ()
    pieces += byline(by, text_of(by), names) if by else ()
    before, after, note_pieces = _notes(root, text)
    without = (*_notices(text, page), *_buttons(text), *_advertisements(text))
    pieces += note_pieces
    pieces += (_dropped(element, into) for element, into in without)
    line = heading.line if heading else text.line
    return Reading(
        Metadata(text_of(fiction), contributors=contributors_of(names), language="en"),
        (Chapter(title, (text,), line, before, after),),
        pieces=tuple(pieces),
        without=tuple(element for element, _ in without),
    )


def _names(by: Element | None) -> tuple[str, ...]:
    if by is None:
        return ()
    link = first(by, "a")
    name = text_of(link) if link else _AFTER_BY.sub("", text_of(by), count=1)
    return (name,) if name else ()


def _notes(
    root: Element, text: Element
) -> tuple[tuple[Note, ...], tuple[Note, ...], tuple[Piece, ...]]:
    """Return the notes before and after the text. Unclosed tags may put one into the text."""
    order = {element: at for at, element in enumerate(every(root))}
    before: list[Note] = []
    after: list[Note] = []
    pieces: list[Piece] = []
    for box in inside(root, cls="author-note-portlet"):
        note, caption = first(box, cls="author-note"), first(box, cls="portlet-title")
        if note is None:
            continue
        early = order[box] < order[text]
        kind = NoteKind.OPENING if early else NoteKind.CLOSING
        (before if early else after).append(Note(kind, note))
        pieces += structure(caption, text_of(caption), "author's note") if caption else ()
    return tuple(before), tuple(after), tuple(pieces)


def _notices(text: Element, page: Page) -> Iterator[tuple[Element, str]]:
    for hidden in hidden_in(text, page.sheet):
        yield hidden, "a notice against theft that the page hides"


def _buttons(text: Element) -> Iterator[tuple[Element, str]]:
    for spoiler in inside(text, cls="spoiler"):
        button = first(spoiler, cls="smalltext")
        if button and _BUTTON.fullmatch(text_of(button)):
            yield button, "the button above a spoiler"


def _advertisements(text: Element) -> Iterator[tuple[Element, str]]:
    for heading in inside(text, "h6"):
        if text_of(heading).lower() == "advertisement":
            yield heading, "an advertisement"
    for box in inside(text, cls="author-note-portlet"):
        yield box, ""


def _dropped(element: Element, into: str) -> Piece:
    return Piece(element, text_of(element) if into else "", SpanKind.LEFT_OUT, into)
