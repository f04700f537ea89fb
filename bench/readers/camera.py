"""Pictures of a book as foliate-js and epub.js show it, on the screens of devices."""

from __future__ import annotations

import io
import json
import queue
import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from bench.places.browser import Served, serving
from bench.readers.devtools import Page, Screen, open_page

PAGES = Path(__file__).parent / "pages"


class Engine(Enum):
    """A reader that runs in a browser; the value is the name of its page."""

    FOLIATE = "foliate"
    EPUBJS = "epubjs"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: a document of the book, and what has to stand on the page that is shown."""

    engine: Engine
    screen: Screen
    document: str
    selector: str = ""
    size: str = "100%"
    css: bool = True


def pictures(book: bytes, shots: Sequence[Shot]) -> tuple[bytes, ...]:
    """Return a PNG for each shot; raise `NoReaders` where a reader or Chromium is missing."""
    with served_books({"book": book, "bare": without_sheets(book)}) as address, open_page() as page:
        return tuple(_taken(page, address, shot) for shot in shots)


def _taken(page: Page, address: str, shot: Shot) -> bytes:
    options = {"size": shot.size}
    if shot.engine is Engine.EPUBJS:
        options |= {"night": shot.screen.night}
    open_reader(page, address, shot.engine, shot.screen)
    url = "/book.epub" if shot.css else "/bare.epub"
    page.run(f"reader.open({json.dumps(url)}, {json.dumps(options)})")
    page.run(f"reader.show({json.dumps(shot.document)}, {json.dumps(shot.selector or 'body')})")
    return page.picture()


def open_reader(page: Page, address: str, engine: Engine, screen: Screen) -> None:
    """Open a reader's page and wait until it can be asked."""
    page.open(f"{address}/pages/{engine.value}.html", screen)
    page.wait_for(f"location.pathname.endsWith('{engine.value}.html') && !!window.reader")


@contextmanager
def served_books(books: dict[str, bytes]) -> Iterator[str]:
    """Serve books by name, and the readers' pages, to this machine alone; give the address."""
    files = {f"/{name}.epub": data for name, data in books.items()}
    files |= {f"/pages/{each.name}": each.read_bytes() for each in PAGES.iterdir()}
    with serving(Served(files, queue.Queue())) as address:
        yield address


def without_sheets(book: bytes) -> bytes:
    """Return a book whose documents name no style sheet, as the weakest readers see it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.endswith(".xhtml"):
                data = re.sub(rb'<link rel="stylesheet"[^>]*/>', b"", data)
            new.writestr(entry, data)
    return out.getvalue()
