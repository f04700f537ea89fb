# ruff: noqa: TID251
"""The real readers: their pages in Chromium without a window, served from this machine alone."""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
TYPES = {".html": "text/html", ".js": "text/javascript", ".json": "application/json"}
OPTIONS = (
    *"--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run".split(),
    *"--disable-background-networking --disable-component-update --disable-sync".split(),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
"""Chromium without a window, from which nothing but this machine can be reached."""
PATIENCE = 300
"""Seconds to wait for a reader."""


class NoReaders(Exception):
    """The readers are not on this machine; the message says what installs them."""


@dataclass(frozen=True, slots=True)
class Served:
    """The files made for one run, by path, and where its results go."""

    files: dict[str, bytes]
    results: queue.Queue[bytes]


def missing() -> str:
    """Return what is missing to run the readers, "" where nothing is."""
    needed = ("foliate-js/view.js", "epubjs/dist/epub.js", "jszip/dist/jszip.js")
    if not all((MODULES / each).is_file() for each in needed):
        return "The reading systems are not installed: npm ci --prefix bench/places"
    if chromium() is None:
        return "Chromium is not on this machine: apt-get install chromium"
    return ""


def chromium() -> str | None:
    """Return Chromium's program, None where it is not on this machine."""
    return next((found for name in CHROMIUM if (found := shutil.which(name))), None)


def run_page(page: str, files: dict[str, bytes]) -> object:
    """Open one of the readers' pages in Chromium and return what it sends back.

    ``files`` is served at its paths, the page asks for them. Raises `NoReaders` where something
    is missing, `TimeoutError` where the page says nothing, `RuntimeError` where it fails.
    """
    if lacking := missing():
        raise NoReaders(lacking)
    results: queue.Queue[bytes] = queue.Queue()
    with serving(Served(files, results)) as address, _browsing(f"{address}/readers/{page}"):
        try:
            said = json.loads(results.get(timeout=PATIENCE))
        except queue.Empty:
            raise TimeoutError(f"{page} said nothing for {PATIENCE} seconds.") from None
    if isinstance(said, dict):
        raise RuntimeError(f"{page}: {said['error']}")
    return said


@contextmanager
def serving(served: Served) -> Iterator[str]:
    """Serve the readers' pages, their packages and the run's files; give the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, served))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def _browsing(address: str) -> Iterator[None]:
    program = chromium()
    assert program is not None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = subprocess.Popen(
            [program, *OPTIONS, f"--user-data-dir={profile}", address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield
        finally:
            os.killpg(browser.pid, signal.SIGKILL)
            browser.wait()


class _Handler(BaseHTTPRequestHandler):
    """Serves the readers' pages, their packages and the run's files; takes the results."""

    def __init__(self, served: Served, *arguments: object) -> None:
        self.served = served
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        data = self.served.files.get(path) or _file(path)
        self.send_response(404 if data is None else 200)
        kind = TYPES.get(Path(path).suffix, "application/octet-stream")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data or b"")))
        self.end_headers()
        self.wfile.write(data or b"")

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()
        self.served.results.put(data)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: the results are what counts."""


def _file(path: str) -> bytes | None:
    for prefix, folder in (("/readers/", HERE / "readers"), ("/modules/", MODULES)):
        file = (folder / path.removeprefix(prefix)).resolve()
        if path.startswith(prefix) and file.is_relative_to(folder.resolve()) and file.is_file():
            return file.read_bytes()
    return None
