"""Draws docs/desk.png: the demonstration on the desk, on paper and as a phone shows it.

    python docs/draw_desk.py

`bookbuild serve` runs with the demonstration on it, and Chromium takes the pictures; it takes
Playwright for Python. Nothing is drawn here but the shadows around the two windows.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import Browser, Page, expect, sync_playwright

DOCS = Path(__file__).parent
PROJECT = DOCS.parent
GROUND = (236, 233, 228)
GAP = 36
SHARP = 1.25
"""Pixels of the picture for one of the page."""
SECTION = "Alibi Memory"


@dataclass(frozen=True, slots=True)
class Window:
    """A browser's window: its size in CSS pixels, and the colours of the desk in it."""

    width: int
    height: int
    scheme: Literal["light", "dark"]


WIDE = Window(1280, 800, "light")
PHONE = Window(390, 760, "dark")


def main() -> None:
    """Draw the wide window, and the phone's over its corner."""
    with _serving() as address, sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        on_paper = _taken(browser, address, WIDE)
        on_a_phone = _taken(browser, address, PHONE)
        browser.close()
    right = GAP + on_paper.width - on_a_phone.width * 2 // 3
    size = (right + on_a_phone.width + GAP, on_paper.height + 4 * GAP)
    sheet = Image.new("RGB", size, GROUND)
    _lay(sheet, on_paper, (GAP, GAP))
    _lay(sheet, on_a_phone, (right, size[1] - GAP - on_a_phone.height))
    sheet.quantize(256).save(DOCS / "desk.png", optimize=True)


@contextmanager
def _serving() -> Iterator[str]:
    """Run the desk on any port, and yield its address."""
    command = [sys.executable, "-m", "bookbuild", "serve", str(PROJECT)]
    desk = subprocess.Popen(
        [*command, "--port", "0", "--no-open"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=PROJECT,
    )
    try:
        yield _address(desk)
    finally:
        desk.terminate()
        desk.wait(20)


def _address(desk: subprocess.Popen[str]) -> str:
    assert desk.stdout
    for line in desk.stdout:
        if found := re.search(r"http://\S+", line):
            return found.group()
    raise SystemExit("The desk did not open: pip install 'bookbuild[serve]'")


def _taken(browser: Browser, address: str, window: Window) -> Image.Image:
    context = browser.new_context(
        viewport={"width": window.width, "height": window.height},
        device_scale_factor=SHARP,
        color_scheme=window.scheme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".leaf img").first).to_be_visible(timeout=60_000)
    expect(page.locator("#quiet")).to_be_empty(timeout=60_000)
    _show_paper(page) if window is WIDE else _show_phone(page)
    page.wait_for_timeout(700)
    data = page.screenshot()
    context.close()
    return Image.open(io.BytesIO(data)).convert("RGB")


def _show_paper(page: Page) -> None:
    """Show the chapter's second spread, with a paragraph chosen."""
    page.locator("#section-list").get_by_role("button", name=SECTION).click()
    page.keyboard.press("PageDown")
    page.locator(".leaf.recto .sheet").click(position={"x": 160, "y": 300})
    page.locator("#title").click()


def _show_phone(page: Page) -> None:
    """Show the chapter's beginning on a phone, by night."""
    page.keyboard.press("s")
    page.locator("#section-list").get_by_role("button", name=SECTION).click()
    page.locator("[data-view=ebook]").click()
    page.locator("#device").select_option("phone")
    page.locator("#light").select_option("night")
    page.locator("#title").click()


def _lay(sheet: Image.Image, window: Image.Image, place: tuple[int, int]) -> None:
    """Lay a window with round corners and a shadow on the sheet."""
    mask = Image.new("L", window.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, *window.size), 12, fill=255)
    shadow = Image.new("L", sheet.size, 0)
    shadow.paste(mask.point(lambda value: value * 2 // 5), (place[0], place[1] + 8))
    shadow = shadow.filter(ImageFilter.GaussianBlur(14))
    sheet.paste((40, 36, 30), (0, 0), shadow)
    sheet.paste(window, place, mask)


if __name__ == "__main__":
    main()
