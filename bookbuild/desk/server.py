"""The desk's addresses: what stands behind each, and for how long an answer may be kept.

Nothing is looked for on disk by a name that was sent: the page's own files are in a table, and the
book's are values.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bookbuild.desk.guard import Guard
from bookbuild.desk.live import Desk, Listening, News, Tiding
from bookbuild.desk.page_pictures import NARROWEST, WIDEST
from bookbuild.desk.proofs import Proofs
from bookbuild.desk.searching import Texts
from bookbuild.desk.telling import ANY_RUN, MOST_FOUND, Json, Telling, search, state

_FOREVER = {"Cache-Control": "private, max-age=31536000, immutable"}
_BREATH = 15.0
"""Seconds after which a line without meaning shows whether somebody listens still."""
_DRAWING = 4
"""So many threads may wait for pictures, and leave the others to the rest."""
_WIDTH = 800
_KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
_PAGE = "index.html"

PageFiles = Mapping[str, Path]


def page_files() -> PageFiles:
    """Return the files of the desk's own page by the names under which they are served."""
    folder = Path(__file__).parent / "page"
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return {path.name: path for path in found if path.suffix in _KINDS and path.is_file()}


def app(desk: Desk, port: int, telling: Telling = ANY_RUN, page: PageFiles | None = None) -> Guard:
    """Return the desk's addresses on a port of this machine, with the guard before them."""
    addresses = _Addresses(desk, telling, page_files() if page is None else page)
    routes = [
        Route("/", addresses.page),
        Route("/desk/{name}", addresses.page_file),
        Route("/state", addresses.state),
        Route("/events", addresses.events),
        Route("/search", addresses.search),
        Route("/book/{book}/{path:path}", addresses.book_file),
        Route("/sheet/{printed}/{page:int}.png", addresses.sheet),
    ]
    inner = Starlette(routes=routes)
    inner.router.redirect_slashes = False
    return Guard(inner, port)


class _Addresses:
    """What is answered; ``_told`` is the state as it was last asked for, with what it is of."""

    def __init__(self, desk: Desk, telling: Telling, page: PageFiles) -> None:
        self._desk = desk
        self._telling = telling
        self._page = page
        self._texts = Texts()
        self._drawing = asyncio.Semaphore(_DRAWING)
        self._told: tuple[Proofs | None, bytes] = (None, b"")

    async def page(self, _: Request) -> Response:
        """The page itself."""
        return self._own_file(_PAGE)

    async def page_file(self, request: Request) -> Response:
        """A style sheet or a script of the page."""
        name = request.path_params["name"]
        return _nothing(404) if name == _PAGE else self._own_file(name)

    async def state(self, _: Request) -> Response:
        """The book as JSON; it is put together once for each book."""
        of, told = self._told
        proofs = self._desk.proofs
        if of is not proofs:
            told = await run_in_threadpool(lambda: _json(state(proofs, self._telling)))
            self._told = (proofs, told)
        return Response(told, media_type="application/json")

    async def search(self, request: Request) -> Response:
        """Where words stand."""
        words = request.query_params.get("q", "")
        limit = _whole(request.query_params.get("limit", ""), MOST_FOUND, 1, MOST_FOUND)
        proofs = self._desk.proofs
        found = await run_in_threadpool(search, proofs, words, limit, self._texts)
        return Response(_json(found), media_type="application/json")

    async def book_file(self, request: Request) -> Response:
        """A file of an EPUB."""
        number = self._number(request.path_params["book"])
        if number is None:
            return _nothing(404)
        ebook = self._desk.ebook(number)
        if ebook is None:
            return _nothing(410)
        file = ebook.files.get(request.path_params["path"])
        if file is None:
            return _nothing(404)
        return Response(file.data, headers=self._kept(request, "book"), media_type=file.media_type)

    async def sheet(self, request: Request) -> Response:
        """A page of a PDF as a picture."""
        number = self._number(request.path_params["printed"])
        if number is None:
            return _nothing(404)
        sheets = self._desk.sheets(number)
        if sheets is None:
            return _nothing(410)
        page: int = request.path_params["page"]
        width = _whole(request.query_params.get("width", ""), _WIDTH, NARROWEST, WIDEST)
        try:
            async with self._drawing:
                png = await run_in_threadpool(sheets.png, page, width)
        except IndexError:
            return _nothing(404)
        return Response(png, headers=self._kept(request, "printed"), media_type="image/png")

    async def events(self, request: Request) -> Response:
        """What is new, as it comes."""
        media_type = "text/event-stream"
        if request.method == "HEAD":
            return Response(media_type=media_type)
        return StreamingResponse(_lines(self._desk.listen()), media_type=media_type)

    def _own_file(self, name: str) -> Response:
        path = self._page.get(name)
        try:
            data = path.read_bytes() if path else None
        except OSError:
            data = None
        if path is None or data is None:
            return _nothing(404)
        return Response(data, media_type=_KINDS[path.suffix])

    def _number(self, sent: str) -> int | None:
        """Return the number of a book in an address, None for one that is none of this run."""
        number, dash, run = sent.partition("-")
        if dash and run != self._telling.run:
            return None
        return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None

    def _kept(self, request: Request, of: str) -> dict[str, str]:
        """Return how long an answer may be kept: those of a named run never change."""
        return _FOREVER if "-" in request.path_params[of] else {}


async def _lines(listening: Listening) -> AsyncIterator[bytes]:
    """Yield events as they are written; the browser asks again half a second after an end."""
    try:
        yield b"retry: 500\n\n"
        while not listening.is_over:
            heard = await listening.next(_BREATH)
            yield b"".join(map(_event, heard)) if heard else b":\n\n"
    finally:
        listening.end()


def _event(tiding: Tiding) -> bytes:
    said: dict[str, Json]
    match tiding.news:
        case News.PROGRESS:
            said = {"words": tiding.words}
        case News.BOOK | News.PAGES:
            said = {"book": tiding.book, "printed": tiding.printed, "moment": tiding.moment}
    return b"event: " + tiding.news.value.encode() + b"\ndata: " + _json(said) + b"\n\n"


def _json(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def _whole(text: str, default: int, least: int, most: int) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        return default
    return min(max(int(text), least), most)


def _nothing(status: int) -> Response:
    words = {404: "There is nothing here.\n", 410: "This book is gone. Ask for /state again.\n"}
    return Response(words[status], status, media_type="text/plain; charset=utf-8")
