"""Wattpad: the reading page, and the bare paragraphs that its text service hands out."""

from __future__ import annotations

from collections.abc import Iterator

from bookbuild.intake.report import SpanKind
from bookbuild.intake.web.page import Element, every, first, inside
from bookbuild.intake.web.reading import Chapter, Page, Piece, Reading
from bookbuild.intake.web.sites.fields import contributors_of, moved
from bookbuild.intake.web.titles import heading_pieces, title_of
from bookbuild.intake.web.visible import text_of
from bookbuild.model.book import Metadata

_PARAGRAPH = "data-p-id"


def is_page(root: Element) -> bool:
    """Return whether this is a part of a Wattpad story."""
    return any(element.get(_PARAGRAPH) for element in inside(root, "p"))


def read(page: Page) -> Reading:
    """Return what stands where on the page."""
    root = page.root
    heading = first(root, "h1")
    title = title_of(text_of(heading))
    texts = _texts(root)
    marks = tuple(_comment_marks(texts))
    again = tuple(_repeated(texts))
    pieces = list(heading_pieces(heading, text_of(heading), title)) if heading else []
    story = next((e for e in inside(root, cls="story-title") if text_of(e)), None)
    author = _author(root)
    pieces += moved(story, text_of(story), "title") if story else ()
    pieces += moved(author, text_of(author), "author") if author else ()
    into = "a paragraph that the page repeats"
    pieces += (Piece(p, text_of(p), SpanKind.LEFT_OUT, into) for p in again)
    pieces += (Piece(m, text_of(m), SpanKind.LEFT_OUT, "a count of comments") for m in marks)
    line = heading.line if heading else texts[0].line
    return Reading(
        Metadata(text_of(story), contributors=contributors_of((text_of(author),)), language=""),
        (Chapter(title, texts, line),),
        pieces=tuple(pieces),
        without=(*again, *marks),
    )


def _texts(root: Element) -> tuple[Element, ...]:
    """Return the pages of the part in order; where there are none, the bare paragraphs' holder."""
    pages = tuple(e for e in inside(root) if e.get("data-page-number"))
    panels = tuple(panel for page in pages for panel in inside(page, cls="panel-reading"))
    nested = frozenset(inner for panel in panels for inner in every(panel) if inner is not panel)
    held = tuple(panel for panel in panels if panel not in nested)
    if held:
        return held
    paragraphs = tuple(e for e in inside(root, "p") if e.get(_PARAGRAPH))
    return paragraphs


def _repeated(texts: tuple[Element, ...]) -> Iterator[Element]:
    """Yield the paragraphs that stood on an earlier page of the part, by their id and words."""
    seen: set[tuple[str, str]] = set()
    for text in texts:
        for paragraph in every(text):
            key = (paragraph.get(_PARAGRAPH), text_of(paragraph))
            if not key[0]:
                continue
            if key in seen:
                yield paragraph
            seen.add(key)


def _comment_marks(texts: tuple[Element, ...]) -> Iterator[Element]:
    """Yield the numbers beside a paragraph that count its comments."""
    for element in (e for text in texts for e in every(text)):
        if any(cls in ("comment-marker", "num-comment") for cls in element.classes):
            yield element


def _author(root: Element) -> Element | None:
    """Return the link to the author's page, where it stands in the story's own header."""
    header = first(root, cls="story-info") or first(root, cls="author-info")
    links = (a for a in inside(header, "a") if "/user/" in a.get("href")) if header else iter(())
    return next((link for link in links if text_of(link)), None)
