"""ScribbleHub: one chapter a page, with boxes for notes, news and spoilers in the text."""

from __future__ import annotations

from bookbuild.intake.report import SpanKind
from bookbuild.intake.web.page import Element, every, first, inside, kids
from bookbuild.intake.web.reading import Chapter, Note, Page, Piece, Reading
from bookbuild.intake.web.sites.fields import contributors_of, moved, structure
from bookbuild.intake.web.titles import heading_pieces, title_of
from bookbuild.intake.web.visible import text_of
from bookbuild.model.book import Metadata, NoteKind

_BOXES = ("wi_authornotes", "wi_news")


def is_page(root: Element) -> bool:
    """Return whether this is a chapter of ScribbleHub."""
    return first(root, id="chp_raw") is not None


def read(page: Page) -> Reading:
    """Return what stands where on the page."""
    root = page.root
    text = first(root, id="chp_raw")
    assert text is not None
    heading = first(root, cls="chapter-title")
    title = title_of(text_of(heading))
    fiction, author = _named(root, "/series/"), _named(root, "/profile/")
    pieces = list(heading_pieces(heading, text_of(heading), title)) if heading else []
    pieces += moved(fiction, text_of(fiction), "title") if fiction else ()
    pieces += moved(author, text_of(author), "author") if author else ()
    before, after, boxes, note_pieces = _notes(text)
    buttons = tuple(inside(text, cls="sp-head"))
    pieces += (*note_pieces, *_plain_buttons(buttons))
    plain = tuple(b for b in buttons if _is_plain(b))
    line = heading.line if heading else text.line
    return Reading(
        Metadata(text_of(fiction), contributors=contributors_of((text_of(author),)), language=""),
        (Chapter(title, (text,), line, before, after),),
        pieces=tuple(pieces),
        without=(*boxes, *plain),
    )


def _named(root: Element, address: str) -> Element | None:
    """Return the first link outside the text that leads to a series or a user and has words."""
    text = first(root, id="chp_raw")
    inner = frozenset(every(text)) if text else frozenset()
    links = (a for a in inside(root, "a") if a not in inner and address in a.get("href"))
    return next((link for link in links if text_of(link)), None)


def _notes(
    text: Element,
) -> tuple[tuple[Note, ...], tuple[Note, ...], tuple[Element, ...], tuple[Piece, ...]]:
    """Return the notes by where they stand in the text, their boxes, and what labels them."""
    before: list[Note] = []
    after: list[Note] = []
    boxes: list[Element] = []
    boxed: set[Element] = set()
    pieces: list[Piece] = []
    story = False
    for element in every(text):
        if not any(cls in element.classes for cls in _BOXES):
            own = any(isinstance(c, str) and c.strip() for c in element.children)
            story = story or (own and element not in boxed)
            continue
        body = next((e for e in every(element) if e.get("class").endswith("_body")), element)
        kind = NoteKind.CLOSING if story else NoteKind.OPENING
        (after if story else before).append(Note(kind, body))
        boxes.append(element)
        boxed.update(every(element))
        pieces.append(Piece(element, "", SpanKind.STRUCTURE, "author's note"))
        labels = (e for e in kids(element) if e is not body)
        pieces += (p for e in labels for p in structure(e, text_of(e), "author's note"))
    return tuple(before), tuple(after), tuple(boxes), tuple(pieces)


def _is_plain(button: Element) -> bool:
    return text_of(button).strip(": ").lower() in ("spoiler", "spoiler show", "show", "")


def _plain_buttons(buttons: tuple[Element, ...]) -> tuple[Piece, ...]:
    into = "the button above a spoiler"
    plain = (button for button in buttons if _is_plain(button))
    return tuple(Piece(b, text_of(b), SpanKind.LEFT_OUT, into) for b in plain)
