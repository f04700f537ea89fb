"""Draws docs/readers.png: the demonstration as an e-ink reader, phones and tablets show it.

    npm ci --prefix bench/places
    python -m docs.draw_readers dist/to-the-nearest-twenty.epub

The pages are taken from foliate-js and epub.js in Chromium (bench/readers); nothing on them is
drawn here but the devices around them. A folder as second argument keeps each page for itself.
"""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from enum import Enum
from importlib.resources import files
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from bench.readers import Engine, Screen, Shot, pictures

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Case:
    """A device: its page in CSS pixels, its frame around the page and the frame's colour."""

    width: int
    height: int
    top: int
    side: int
    bottom: int
    radius: int
    colour: Colour

    def screen(self, *, night: bool = False) -> Screen:
        """Return the device's page, twice as sharp as it is drawn at the most."""
        return Screen(self.width, self.height, 2, night)


class Device(Enum):
    """The devices on the sheet."""

    INK = Case(450, 600, 16, 18, 44, 14, (58, 57, 55))
    PHONE = Case(375, 708, 16, 10, 16, 30, (24, 24, 26))
    TABLET = Case(540, 720, 18, 18, 18, 18, (196, 195, 192))


@dataclass(frozen=True, slots=True)
class View:
    """A picture on the sheet: what it is called under it, on which device, and what is shown."""

    name: str
    device: Device
    document: str
    selector: str = ""
    engine: Engine = Engine.FOLIATE
    night: bool = False
    size: str = "100%"
    css: bool = True

    def shot(self) -> Shot:
        """Return what is to be taken."""
        screen = self.device.value.screen(night=self.night)
        return Shot(self.engine, screen, self.document, self.selector, self.size, self.css)


INK, PHONE, TABLET = Device
EPUBJS = Engine.EPUBJS
TALE = "text/alibi-memory.xhtml"
ROWS = (
    (
        View("Cover", INK, "cover.xhtml"),
        View("Title page", INK, "text/title-page.xhtml"),
        View("Contents", PHONE, "nav.xhtml"),
        View("Author’s note", PHONE, "text/dead-load.xhtml"),
        View("Verse", PHONE, "text/one-for-the-bridge.xhtml", ".verse", EPUBJS),
    ),
    (
        View("Chapter opening, system box", INK, TALE),
        View("Letter", TABLET, "text/tare.xhtml", ".letter"),
        View("Messages", PHONE, TALE, ".messages"),
        View("Footnote", PHONE, "text/dead-load.xhtml", ".footnotes", EPUBJS),
        View("Change of voice", PHONE, "text/a-bag-short.xhtml", ".words p.pov"),
    ),
    (
        View("A promised section", INK, "text/promised-epilogue.xhtml"),
        View("Night, epigraph", TABLET, "text/tare.xhtml", engine=EPUBJS, night=True),
        View("Night, scene break", PHONE, TALE, "hr", night=True),
        View("Very large type", PHONE, TALE, ".messages", size="200%"),
        View("Without style sheets", PHONE, "text/dead-load.xhtml", engine=EPUBJS, css=False),
    ),
)
HEIGHT = 480
"""Of every page on the sheet, in pixels."""
GAP = 40
CAPTION = 44
GROUND = (236, 233, 228)
INK_PAPER, INK_BLACK, INK_GREYS = 226, 30, 16


def main() -> None:
    """Take the pages and draw them in rows."""
    views = [view for row in ROWS for view in row]
    taken = pictures(Path(sys.argv[1]).read_bytes(), [view.shot() for view in views])
    if len(sys.argv) > 2:
        _keep(Path(sys.argv[2]), views, taken)
    devices = [_device(view, page) for view, page in zip(views, taken, strict=True)]
    rows: list[list[tuple[View, Image.Image]]] = []
    for row in ROWS:
        rows.append([(view, devices.pop(0)) for view in row])
    sheet = _sheet(rows).quantize(128, kmeans=1, dither=Image.Dither.NONE)
    sheet.save(Path(__file__).parent / "readers.png", optimize=True)


def _keep(folder: Path, views: list[View], taken: tuple[bytes, ...]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, (view, page) in enumerate(zip(views, taken, strict=True), 1):
        name = view.name.lower().replace("’", "").replace(",", "").replace(" ", "-")
        (folder / f"{number:02}-{name}.png").write_bytes(page)


def _device(view: View, page: bytes) -> Image.Image:
    """Return a page in its device."""
    case = view.device.value
    width = round(HEIGHT * case.width / case.height)
    shown = Image.open(io.BytesIO(page)).convert("RGB")
    shown = shown.resize((width, HEIGHT), Image.Resampling.LANCZOS)
    if view.device is INK:
        shown = _in_ink(shown)
    size = (width + 2 * case.side, HEIGHT + case.top + case.bottom)
    framed = Image.new("RGBA", size)
    body = Image.new("RGBA", size, (*case.colour, 255))
    framed.paste(body, (0, 0), _rounded(size, case.radius))
    corners = _rounded(shown.size, max(case.radius - case.side, 0))
    framed.paste(shown, (case.side, case.top), corners)
    return framed


def _in_ink(page: Image.Image) -> Image.Image:
    """Return a page in the sixteen greys of an e-ink screen, on its grey paper."""
    step = 255 / (INK_GREYS - 1)
    span = INK_PAPER - INK_BLACK
    greys = [round(INK_BLACK + round(each / step) * step / 255 * span) for each in range(256)]
    return page.convert("L").point(greys).convert("RGB")


def _rounded(size: tuple[int, int], radius: int) -> Image.Image:
    large = Image.new("L", (size[0] * 4, size[1] * 4), 0)
    box = (0, 0, large.width - 1, large.height - 1)
    ImageDraw.Draw(large).rounded_rectangle(box, radius * 4, 255)
    return large.resize(size, Image.Resampling.LANCZOS)


def _sheet(rows: list[list[tuple[View, Image.Image]]]) -> Image.Image:
    widths = [sum(device.width for _, device in row) for row in rows]
    deepest = [max(device.height for _, device in row) for row in rows]
    width = max(widths) + GAP * (max(map(len, rows)) + 1)
    height = sum(deepest) + (CAPTION + GAP) * len(rows) + GAP
    sheet = Image.new("RGB", (width, height), GROUND)
    top = GAP
    for row, taken, deep in zip(rows, widths, deepest, strict=True):
        _draw_row(sheet, row, top, deep, (width - taken) / (len(row) + 1))
        top += deep + CAPTION + GAP
    return sheet


def _draw_row(
    sheet: Image.Image, row: list[tuple[View, Image.Image]], top: int, deep: int, gap: float
) -> None:
    left = gap
    for view, device in row:
        place = (round(left), top + (deep - device.height) // 2)
        _shadow(sheet, place, device.size)
        sheet.paste(device, place, device)
        middle = (left + device.width / 2, top + deep + CAPTION / 2)
        ImageDraw.Draw(sheet).text(middle, view.name, (70, 64, 58), _font(), anchor="mm")
        left += device.width + gap


def _font() -> ImageFont.FreeTypeFont:
    file = files("fontpkg_eb_garamond") / "files" / "EBGaramond[wght].ttf"
    return ImageFont.truetype(str(file), 21)


def _shadow(sheet: Image.Image, place: tuple[int, int], size: tuple[int, int]) -> None:
    mask = Image.new("L", sheet.size, 0)
    box = (place[0] + 6, place[1] + 12, place[0] + size[0] - 6, place[1] + size[1] + 8)
    ImageDraw.Draw(mask).rounded_rectangle(box, 24, 80)
    sheet.paste((60, 55, 50), (0, 0), mask.filter(ImageFilter.GaussianBlur(10)))


if __name__ == "__main__":
    main()
