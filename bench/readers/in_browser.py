"""foliate-js and epub.js: every document shown on a phone's screen, and asked what they see."""

from __future__ import annotations

from typing import Any

from bench.readers.camera import Engine, open_reader, served_books
from bench.readers.devtools import Screen, open_page
from bench.readers.sights import Sight

PHONE = Screen(360, 640, scale=1)
NAMES = {Engine.FOLIATE: "foliate-js", Engine.EPUBJS: "epub.js"}


def look_in_foliate(book: bytes) -> Sight:
    """Return what Foliate's and Readest's engine sees."""
    return _looked(book, Engine.FOLIATE)


def look_in_epubjs(book: bytes) -> Sight:
    """Return what epub.js sees."""
    return _looked(book, Engine.EPUBJS)


def _looked(book: bytes, engine: Engine) -> Sight:
    with served_books({"book": book}) as address, open_page() as page:
        open_reader(page, address, engine, PHONE)
        page.run("reader.open('/book.epub')")
        seen: dict[str, Any] = page.run("reader.seen()")
        walked: dict[str, Any] = page.run("reader.walked()")
        complaints = (*page.complaints, *walked["troubles"])
    told = engine is Engine.FOLIATE
    return Sight(
        NAMES[engine],
        tuple(dict.fromkeys(complaints)),
        titles=tuple(seen["titles"]),
        authors=tuple(seen["authors"]),
        series=tuple(seen["series"]) if told else None,
        documents=seen["documents"],
        contents=tuple(seen["contents"]),
        landmarks=tuple(seen["landmarks"]),
        pages=seen["pages"],
        fonts=tuple(sorted(set(walked["fonts"]))),
        notes=_notes(walked) if told else _linked(walked),
        direction=seen["direction"] if seen["direction"] != "not said" else None,
    )


def _notes(walked: dict[str, Any]) -> str:
    return f"{walked['popUps']} of {walked['noteCalls']} pop up, {walked['hiddenNotes']} hidden"


def _linked(walked: dict[str, Any]) -> str:
    return f"{walked['noteCalls']} links"
