"""FanFiction.net: one chapter a page; what the author says to the readers is text like any."""

from __future__ import annotations

import re
from datetime import date

from bookbuild.intake.report import Finding
from bookbuild.intake.web.page import Element, every, first, inside
from bookbuild.intake.web.reading import Chapter, Note, Page, Piece, Reading, Title
from bookbuild.intake.web.sites.fields import (
    contributors_of,
    day_of_seconds,
    language_of,
    moved,
    site_title,
    structure,
)
from bookbuild.intake.web.titles import heading_pieces
from bookbuild.intake.web.visible import squeezed, text_of
from bookbuild.model.book import Fandom, Metadata, NoteKind

_IN_MENU = re.compile(r"(\d{1,4})\.\s*(.*)")
_RATED = re.compile(r"Rated:\s*(?:Fiction\s+)?(\S{1,4})\s+-")
_STATUS = re.compile(r"Status:\s*(\w+)")
_CHAPTERS = re.compile(r"Chapters:\s*(\d{1,5})")
_KINDS_OF_STORY = ("books", "anime/manga", "cartoons", "comics", "games", "misc", "movies")
_OTHER_KINDS = ("plays/musicals", "tv shows", "crossovers")


def is_page(root: Element) -> bool:
    """Return whether this is a chapter of FanFiction.net."""
    return first(root, id="storytext") is not None and first(root, id="profile_top") is not None


def read(page: Page) -> Reading:
    """Return what stands where on the page."""
    root = page.root
    text, top = first(root, id="storytext"), first(root, id="profile_top")
    assert text is not None
    assert top is not None
    title = first(top, "b")
    by = next((a for a in inside(top, "a") if a.get("href").startswith("/u/")), None)
    details = next((s for s in inside(top, "span") if "Rated:" in text_of(s)), None)
    summary = next((d for d in inside(top, "div") if "margin-top" in d.get("style")), None)
    metadata = _metadata(root, text_of(title), text_of(by), text_of(details), details)
    pieces = list(moved(title, metadata.title, "title")) if title else []
    pieces += moved(by, text_of(by), "author") if by else ()
    pieces += structure(details, text_of(details), "the book's details") if details else ()
    above = first(root, id="pre_story_links")
    pieces += structure(above, text_of(above), "the book's details") if above else ()
    labels = (s for s in inside(top, "span") if text_of(s) == "By:")
    pieces += (piece for s in labels for piece in structure(s, "By:", "author"))
    chapter, chapter_pieces = _chapter(root, text)
    return Reading(
        metadata,
        (chapter,),
        opening=(Note(NoteKind.SUMMARY, summary),) if summary else (),
        pieces=(*pieces, *chapter_pieces),
        without=tuple(e for e in every(text) if "google-auto-placed" in e.classes),
        findings=_progress(text_of(details), top, page.name),
    )


def _chapter(root: Element, text: Element) -> tuple[Chapter, tuple[Piece, ...]]:
    menu = first(root, id="chap_select")
    options = tuple(inside(menu, "option")) if menu else ()
    chosen = next((o for o in options if any(name == "selected" for name, _ in o.attributes)), None)
    if chosen is None:
        return Chapter(Title(number="none"), (text,), text.line), ()
    label = squeezed("".join(child for child in chosen.children if isinstance(child, str)))
    found = _IN_MENU.fullmatch(label)
    number, words = (found[1], found[2]) if found else ("", label)
    inner = site_title(words)
    numbered = Title(inner.kind, inner.number or number, inner.words)
    if inner.kind is not Title().kind:
        numbered = Title(inner.kind, inner.number, inner.words)
    return Chapter(numbered, (text,), text.line), tuple(heading_pieces(chosen, label, numbered))


def _metadata(
    root: Element, title: str, author: str, details: str, field: Element | None
) -> Metadata:
    rated = _RATED.search(details)
    parts = [part.strip() for part in details.split(" - ")]
    language = next((tag for tag in map(language_of, parts[1:3]) if tag), "")
    posted = _posted(field)
    where = next((e.get("href") for e in inside(root, "link") if e.get("rel") == "canonical"), "")
    fandom = Fandom(
        _fandoms(root),
        rating=rated[1] if rated else "",
        categories=(parts[2],) if len(parts) > 2 and ":" not in parts[2] else (),
        source=f"https:{where}" if where.startswith("//") else where,
        posted=posted.isoformat() if posted else "",
    )
    return Metadata(
        title,
        contributors=contributors_of((author,)),
        language=language,
        published=posted,
        fandom=fandom if fandom.fandoms else None,
    )


def _posted(field: Element | None) -> date | None:
    times = tuple(inside(field, "span")) if field else ()
    stamps = tuple(day for day in (day_of_seconds(t.get("data-xutime")) for t in times) if day)
    return min(stamps) if stamps else None


def _fandoms(root: Element) -> tuple[str, ...]:
    """Return the fandoms from the links above the story: "Books » Dracula"."""
    above = first(root, id="pre_story_links")
    names = tuple(text_of(link) for link in inside(above, "a")) if above else ()
    kinds = (*_KINDS_OF_STORY, *_OTHER_KINDS)
    return tuple(name for name in names if name and name.casefold() not in kinds)


def _progress(details: str, top: Element, name: str) -> tuple[Finding, ...]:
    status, chapters = _STATUS.search(details), _CHAPTERS.search(details)
    if status and status[1].lower() == "complete":
        return ()
    count = f" ({chapters[1]} chapters so far)" if chapters else ""
    what = f"The work is in progress{count}."
    remedy = "Import the next chapters with --update when they are posted."
    return (Finding(top.line, name, what, remedy),) if details else ()
