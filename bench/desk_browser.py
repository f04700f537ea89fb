"""The desk in a browser, for measuring: it says by its own clock when something was seen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from time import time_ns
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
WITHIN = 60_000
"""Milliseconds in which what was written must be seen."""

IN_EBOOK = """
word => new Promise(done => {
  const look = () => {
    const frame = document.querySelector("#leaf iframe:not(.coming)");
    const page = frame?.contentDocument;
    const found = page?.body?.textContent.includes(word) && blockWith(page, word);
    const box = found && found.getBoundingClientRect();
    const isSeen = box && box.right > 0 && box.left < frame.clientWidth;
    // What stands there now is painted with this frame.
    if (isSeen) done(performance.timeOrigin + performance.now());
    else requestAnimationFrame(look);
  };
  const blockWith = (page, word) =>
    [...page.querySelectorAll("p")].find(each => each.textContent.includes(word));
  look();
})
"""
"""Resolves with the moment at which a paragraph with the word stands on the page that is shown."""

IN_PRINT = """
last => new Promise(done => {
  const look = () => {
    const images = [...document.querySelectorAll("#sheets .leaf img")];
    const isNew = each => new URL(each.src).pathname.split("/")[2] !== last;
    const isThere = each => !each.hidden && each.complete && each.naturalWidth > 0 && isNew(each);
    if (images.length && images.every(isThere)) done(performance.timeOrigin + performance.now());
    else requestAnimationFrame(look);
  };
  look();
})
"""
"""Resolves with the moment at which all pictures that are shown are of another print."""

PRINTED = """
() => document.querySelector("#sheets .leaf img")?.src.split("/").at(-2) ?? ""
"""
PICTURE = """
async () => {
  const drawn = [];
  for (const image of document.querySelectorAll("#sheets .leaf img")) {
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: image.naturalWidth, height: image.naturalHeight });
    canvas.getContext("2d").drawImage(image, 0, 0);
    drawn.push(canvas.toDataURL());
  }
  return drawn.join();
}
"""
CLOCK = "() => performance.timeOrigin + performance.now()"


FIRST = {
    "print": """
() => {
  const images = [...document.querySelectorAll("#sheets .leaf img")];
  const isThere = each => !each.hidden && each.complete && each.naturalWidth > 0;
  return images.length && images.every(isThere) && performance.timeOrigin + performance.now();
}
""",
    "ebook": """
() => document.querySelector("#leaf iframe:not(.coming)")?.contentDocument?.body
  && performance.timeOrigin + performance.now()
""",
}
"""Whether a view is there, by the moment at which it is."""

PLACE_OF = """
async name => {
  const { sections } = await (await fetch("/state")).json();
  const at = sections.findIndex(each => each.file.endsWith(name));
  return at < 0 ? null : at;
}
"""


_IS_PRINTED = """
async () => {
  const { book, printed, trouble } = await (await fetch("/state")).json();
  return book > 0 && (printed === book || trouble.length > 0);
}
"""


@contextmanager
def browsing() -> Iterator[Page]:
    """Open a window as wide as a laptop's."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--enable-precise-memory-info"]
        )
        page = chromium.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.set_default_timeout(WITHIN)
        yield page
        chromium.close()


def choose_view(page: Page, view: str) -> None:
    kept = f'localStorage.setItem("bookbuild-desk", JSON.stringify({{ view: "{view}" }}))'
    page.add_init_script(f"if (location.protocol === 'http:') {kept}")


def settle(page: Page) -> None:
    """Wait till the desk has done all that it does after a save."""
    while not page.evaluate(_IS_PRINTED):
        page.wait_for_timeout(200)
    page.wait_for_timeout(2000)  # the proofreader waits a while, and nobody for them


def behind(page: Page) -> float:
    """Return how many seconds the browser's clock is behind this process's."""
    found = []
    for _ in range(5):
        before = now()
        there = page.evaluate(CLOCK) / 1000
        after = now()
        found.append((after - before, (before + after) / 2 - there))
    return float(min(found)[1])


def now() -> float:
    """Return the time of this machine's clock, which the browser reads, too."""
    return time_ns() / 1e9
