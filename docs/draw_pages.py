"""Draws docs/pages.png, the README's picture, from the demonstration's PDF.

    python docs/draw_pages.py dist/to-the-nearest-twenty.pdf

It takes pdftoppm (poppler). The pages are named by what is printed on them.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageFilter

FRONT = 10
"""Pages before the story's first."""
SPREADS = ((None, 3), (FRONT + 4, FRONT + 5), (FRONT + 8, FRONT + 9), (FRONT + 24, FRONT + 25))
"""Verso and recto, counted from the first page; None for no page."""
DPI = 75
GROUND = (236, 233, 228)
GAP = 44


def main() -> None:
    """Draw two rows of two spreads."""
    pdf = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        spreads = [_spread([_page(pdf, page, Path(folder)) for page in pair]) for pair in SPREADS]
    width, height = spreads[0].size
    sheet = Image.new("RGB", (2 * width + 3 * GAP, 2 * height + 3 * GAP), GROUND)
    for index, spread in enumerate(spreads):
        column, row = index % 2, index // 2
        place = (GAP + column * (width + GAP), GAP + row * (height + GAP))
        _shadow(sheet, place, spread.size)
        sheet.paste(spread, place)
    sheet.quantize(64).save(Path(__file__).parent / "pages.png", optimize=True)


def _page(pdf: Path, number: int | None, folder: Path) -> Image.Image:
    size = (round(5.5 * DPI), round(8.5 * DPI))
    if number is None:
        return Image.new("RGB", size, "white")
    stem = folder / f"page-{number}"
    command = ["pdftoppm", "-r", str(DPI), "-png", "-singlefile"]
    subprocess.run([*command, "-f", str(number), str(pdf), str(stem)], check=True)
    return Image.open(stem.with_suffix(".png")).convert("RGB").resize(size)


def _spread(pages: list[Image.Image]) -> Image.Image:
    left, right = pages
    spread = Image.new("RGB", (left.width + right.width, left.height), "white")
    spread.paste(left, (0, 0))
    spread.paste(right, (left.width, 0))
    for offset in range(14):
        shade = 255 - (14 - offset) * 2
        for x in (left.width - 1 - offset, left.width + offset):
            column = spread.crop((x, 0, x + 1, spread.height))
            spread.paste(column.point(lambda value, top=shade: min(value, top)), (x, 0))
    return spread


def _shadow(sheet: Image.Image, place: tuple[int, int], size: tuple[int, int]) -> None:
    mask = Image.new("L", sheet.size, 0)
    mask.paste(70, (place[0] + 3, place[1] + 6, place[0] + size[0] + 3, place[1] + size[1] + 6))
    sheet.paste((60, 55, 50), (0, 0), mask.filter(ImageFilter.GaussianBlur(9)))


if __name__ == "__main__":
    main()
