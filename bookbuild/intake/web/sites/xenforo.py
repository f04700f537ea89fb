"""Forums that run XenForo (SpaceBattles and others): a story told in posts, by threadmarks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookbuild.intake.report import SpanKind
from bookbuild.intake.web.page import Element, every, first, inside
from bookbuild.intake.web.reading import Chapter, Page, Piece, Reading, Title
from bookbuild.intake.web.sites.fields import contributors_of, day_of, moved
from bookbuild.intake.web.titles import heading_pieces, title_of
from bookbuild.intake.web.visible import squeezed, text_of
from bookbuild.model.book import Metadata

_LABEL = re.compile(r"(?:threadmarks?|view content|new)\s*:?\s*", re.IGNORECASE)
_PREFIXES = re.compile(r"(?:\[[^\]]{1,30}\]\s*)+")


def is_page(root: Element) -> bool:
    """Return whether this is a thread of a XenForo forum."""
    posts = (e for e in inside(root, "article") if "message--post" in e.classes)
    return any(first(post, cls="bbWrapper") for post in posts)


def read(page: Page) -> Reading:
    """Return what stands where on the page.

    Posts with a threadmark are chapters. Where there is none, the posts of the one who opened
    the thread are.
    """
    root = page.root
    posts = tuple(e for e in inside(root, "article") if "message--post" in e.classes)
    marked = tuple(post for post in posts if _mark(post) is not None)
    author = next((post.get("data-author") for post in marked or posts), "")
    told = marked or tuple(post for post in posts if post.get("data-author") == author)
    heading = first(root, "h1", cls="p-title-value") or first(root, "h1")
    title = _PREFIXES.sub("", text_of(heading))
    chapters = tuple(pair for post in told for pair in _chapter(post, author))
    pieces = list(moved(heading, title, "title")) if heading else []
    pieces += (piece for _, given in chapters for piece in given)
    without = tuple(_buttons(told))
    pieces += (Piece(b, text_of(b), SpanKind.LEFT_OUT, "a button") for b in without)
    return Reading(
        Metadata(title, contributors=contributors_of((author,)), language=""),
        tuple(chapter for chapter, _ in chapters),
        pieces=tuple(pieces),
        without=without,
    )


def _mark(post: Element) -> Element | None:
    """Return the element with a post's threadmark."""
    label = first(post, id="threadmarkLabel") or first(post, cls="threadmarkLabel")
    if label is not None:
        return label
    header = first(post, cls="message-cell--threadmark-header")
    if header is None:
        return None
    spans = (span for span in inside(header, "span") if text_of(span))
    return next((span for span in spans if not _LABEL.fullmatch(text_of(span))), header)


def _chapter(post: Element, author: str) -> Iterator[tuple[Chapter, tuple[Piece, ...]]]:
    text = first(post, cls="bbWrapper")
    if text is None:
        return
    mark = _mark(post)
    words = _LABEL.sub("", text_of(mark), count=1) if mark else ""
    title = title_of(words) if words else Title()
    pieces = tuple(heading_pieces(mark, squeezed(words), title)) if mark and words else ()
    time = first(post, "time")
    day = day_of(time.get("datetime")) if time else None
    other = post.get("data-author") if post.get("data-author") != author else ""
    line = mark.line if mark else text.line
    sure = 1.0 if mark else 0.7
    yield Chapter(title, (text,), line, author=other, day=day, confidence=sure), pieces


def _buttons(posts: tuple[Element, ...]) -> Iterator[Element]:
    """Yield what a reader clicks within a text: "Click to expand", a spoiler's plain button."""
    for post in posts:
        for element in every(post):
            classes = element.classes
            links = "bbCodeBlock-expandLink" in classes or "bbCodeBlock-shrinkLink" in classes
            button = "bbCodeSpoiler-button" in classes and _is_plain(element)
            if links or button:
                yield element


def _is_plain(button: Element) -> bool:
    return text_of(button).strip(": ").lower() in ("spoiler", "")
